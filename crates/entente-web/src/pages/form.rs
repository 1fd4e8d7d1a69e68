//! A form as visitors see it, and what is said once they sent it. It works without scripts and without cookies.

mod answered;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::time::Instant;
use entente_desk::forms::{self, Came, Field, Form, Kind, Origin, Sending, TRAP};
use entente_desk::people::Refusal;

use crate::app::App;
use crate::error::Wrong;
use crate::limit::FREE_FORMS_MAX;
use crate::page::{self, Page};
use crate::pages::Typed;
use crate::permit::Open;
use crate::public::{self, Filled, From};
use crate::sent::Sent;

pub(crate) use answered::{answer, ask, thanks};

/// What a form brings along that nobody types.
const CARRIED: [&str; 9] =
    ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id", "page", "referrer", "visitor"];

#[derive(Template)]
#[template(path = "form/form.html")]
struct FormPage {
    page: Page,
    form: Form,
    typed: Typed,
    token: String,
    /// It came filled in, and is to be looked at before it is sent.
    is_review: bool,
}

/// What every template with the fields of a form asks of it: the page of visitors, and the preview of its makers.
pub(crate) trait Fields {
    /// How a field is called.
    fn label(&self, page: &Page, field: &Field) -> String {
        let usual = || page.say(&format!("form-field-{}", field.kind.as_str())).into_owned();
        field.label(page.lang).map_or_else(usual, str::to_owned)
    }

    /// Its kind of input.
    fn input(&self, field: &Field) -> &'static str {
        match field.kind {
            Kind::Email => "email",
            Kind::Phone => "tel",
            _ => "text",
        }
    }

    /// What browsers fill it in with.
    fn autocomplete(&self, field: &Field) -> &'static str {
        match field.kind {
            Kind::Email => "email",
            Kind::Name => "name",
            Kind::Company => "organization",
            Kind::Title => "organization-title",
            Kind::Phone => "tel",
            Kind::Country => "country-name",
            Kind::Employees | Kind::Question => "off",
        }
    }

    /// Whether it takes several lines.
    fn is_long(&self, field: &Field) -> bool {
        field.kind == Kind::Question
    }
}

impl Fields for FormPage {}

/// `GET /f/{name}`
pub(crate) async fn show(
    who: Open,
    State(app): State<App>,
    Path(name): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
    came: public::Came,
) -> Result<Response, Wrong> {
    let form = active(&app, &name).await?;
    let mut fields: Vec<(String, String)> =
        query.into_iter().filter(|(name, _)| CARRIED.contains(&name.as_str()) && name != "visitor").collect();
    if !came.0.is_ours && !fields.iter().any(|(name, _)| name == "referrer") {
        fields.push(("referrer".to_owned(), came.0.referrer));
    }
    let typed = Typed { sent: Sent(fields), wrong: Vec::new() };
    form_page(&app, who.page, form, typed, Origin::Blank, None).await
}

/// `GET /f/{name}/token`: a one-time token as text, for the tracker of a site whose page holds the form.
pub(crate) async fn token(_: Open, State(app): State<App>, Path(name): Path<String>) -> Result<Response, Wrong> {
    let form = active(&app, &name).await?;
    let token = app.fetch(move |desk, now| forms::fresh(desk, &form.name, Origin::Blank, now)).await?;
    let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8"), (ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    Ok((headers, token).into_response())
}

/// `POST /f/{name}`: from a page of ours or of anybody's.
pub(crate) async fn send(
    who: Open,
    State(app): State<App>,
    Path(name): Path<String>,
    filled: Filled,
) -> Result<Response, Wrong> {
    let form = active(&app, &name).await?;
    let crowd = counted(&app, &filled.from.place)?;
    let Filled { sent, from } = filled;
    let sending = sending(&sent, from, crowd, who.page.lang);
    let asked = form.clone();
    match app.fetch(move |desk, now| forms::submit(desk, &asked, &sending, now)).await? {
        Came::Taken { waits } => Ok(on_to(&form, waits)),
        Came::Review => {
            let typed = Typed { sent, wrong: Vec::new() };
            form_page(&app, who.page, form, typed, Origin::Review, None).await
        }
        Came::Wrong(refusals) => {
            let wrong = refusals.into_iter().map(|Refusal { field, why }| (field, why.key())).collect();
            let token = sent.text("token").to_owned();
            form_page(&app, who.page, form, Typed { sent, wrong }, Origin::Blank, Some(token)).await
        }
    }
}

/// How many forms came from a place within a few minutes, with this one.
fn counted(app: &App, place: &str) -> Result<u32, Wrong> {
    let (key, now) = (format!("form {place}"), app.now());
    if let Some(wait) = app.attempts().wait(&key, FREE_FORMS_MAX, now) {
        return Err(Wrong::TooMany { seconds: wait.as_seconds().unsigned_abs().max(1) });
    }
    Ok(app.attempts().failed(&key, now))
}

fn sending(sent: &Sent, from: From, crowd: u32, lang: entente_core::lang::Lang) -> Sending {
    let From { origin, is_ours, referrer, agent, purpose, gpc, place: _ } = from;
    Sending { fields: sent.0.clone(), origin, is_ours, referrer, agent, purpose, gpc, crowd, lang }
}

/// Where one goes once it was sent: loading that again sends nothing again.
fn on_to(form: &Form, waits: bool) -> Response {
    let own = format!("/f/{}/thanks{}", form.name, if waits { "?waits=1" } else { "" });
    let to = if form.redirect.is_empty() || waits { &own } else { &form.redirect };
    let mut response = Redirect::to(to).into_response();
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, public::policy_of(form));
    response
}

async fn form_page(
    app: &App,
    mut page: Page,
    form: Form,
    typed: Typed,
    origin: Origin,
    kept: Option<String>,
) -> Result<Response, Wrong> {
    page.lang = form.language.unwrap_or(page.lang);
    let name = form.name.clone();
    let token = match kept {
        Some(token) => token,
        None => app.fetch(move |desk, now: Instant| forms::fresh(desk, &name, origin, now)).await?,
    };
    let status = if typed.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let policy = public::policy_of(&form);
    framed(page::show_as(status, &FormPage { page, form, typed, token, is_review: origin == Origin::Review })?, policy)
}

/// An answer that the pages a form names may show in a frame.
fn framed(mut response: Response, policy: HeaderValue) -> Result<Response, Wrong> {
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// The form of this name, where it is taken.
async fn active(app: &App, name: &str) -> Result<Form, Wrong> {
    let name = name.to_owned();
    let found = app.fetch(move |desk, _| desk.read(|store, _| forms::form(store, &name))).await?;
    found.filter(|form| form.is_active).ok_or(Wrong::NotFound)
}

impl FormPage {
    fn carried(&self) -> Vec<(&'static str, &str)> {
        let all = CARRIED.iter().map(|name| (*name, self.typed.text(name)));
        all.filter(|(_, value)| !value.is_empty() && value.len() < 2_000).collect()
    }

    fn trap(&self) -> &'static str {
        TRAP
    }
}

#[cfg(test)]
mod tests;
