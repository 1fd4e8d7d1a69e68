//! Making a form and changing it, with a look at it before it is kept.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use entente_desk::forms::{self, Asked, Field, Form, Kind};

use super::address;
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::pages::form::Fields;
use crate::pages::{Typed, typed};
use crate::permit::Administrator;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "setup/form_edit.html")]
struct EditPage {
    page: Page,
    /// The form as it would be.
    form: Form,
    /// What is wrong with it.
    problems: Typed,
    /// Nothing was typed into the preview.
    typed: Typed,
    /// The name of the form that is changed; none for a new one.
    of: Option<String>,
    sends_mail: bool,
}

impl Fields for EditPage {}

/// `GET /setup/forms/new`
pub(crate) async fn new(who: Administrator, State(app): State<App>) -> Result<Response, Wrong> {
    let field = |kind, required| Field { kind, required, en: String::new(), ko: String::new() };
    let fields = vec![field(Kind::Name, true), field(Kind::Company, true)];
    let asked = Asked { fields, is_active: true, ..Asked::default() };
    let form = asked.as_form(app.now());
    edit_page(&app, who.page, form, Typed::default(), None)
}

/// `GET /setup/forms/{name}/edit`
pub(crate) async fn show(
    who: Administrator,
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<Response, Wrong> {
    let form = kept(&app, &name).await?;
    edit_page(&app, who.page, form, Typed::default(), Some(name))
}

/// `POST /setup/forms/new`
pub(crate) async fn make(
    who: Administrator,
    State(app): State<App>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Wrong> {
    take(who, app, &headers, sent, None).await
}

/// `POST /setup/forms/{name}/edit`
pub(crate) async fn change(
    who: Administrator,
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Wrong> {
    kept(&app, &name).await?;
    take(who, app, &headers, sent, Some(name)).await
}

async fn take(
    who: Administrator,
    app: App,
    headers: &HeaderMap,
    sent: Sent,
    of: Option<String>,
) -> Result<Response, Wrong> {
    let asked = Asked { name: of.clone().unwrap_or_else(|| sent.text("name").to_owned()), ..asked(&sent) };
    let form = asked.as_form(app.now());
    if sent.is_ticked("look") {
        return edit_page(&app, who.page, form, Typed { sent, wrong: Vec::new() }, of);
    }
    let (by, at, name) = (who.user.clone(), address(&app, headers), of.clone());
    let keep = move |desk: &entente_desk::live::Desk, now| {
        desk.write(|store| forms::keep(store, &by, name.as_deref(), &asked, &at, now))
    };
    match app.ask(keep).await {
        Ok(name) => Ok(Redirect::to(&format!("/setup/forms/{name}")).into_response()),
        Err(refused) => edit_page(&app, who.page, form, typed(sent, refused)?, of),
    }
}

fn edit_page(app: &App, page: Page, form: Form, problems: Typed, of: Option<String>) -> Result<Response, Wrong> {
    let status = if problems.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (typed, sends_mail) = (Typed::default(), app.options().sends_mail);
    page::show_as(status, &EditPage { page, form, problems, typed, of, sends_mail })
}

async fn kept(app: &App, name: &str) -> Result<Form, Wrong> {
    let name = name.to_owned();
    app.fetch(move |desk, _| desk.read(|store, _| forms::form(store, &name))).await?.ok_or(Wrong::NotFound)
}

fn asked(sent: &Sent) -> Asked {
    let text = |name: &str| sent.text(name).to_owned();
    let fields = Kind::ALL.into_iter().filter_map(|kind| {
        let at = |part: &str| sent.text(&format!("{}-{part}", kind.as_str())).to_owned();
        let need = at("need");
        let is_asked = kind == Kind::Email || matches!(need.as_str(), "optional" | "required");
        is_asked.then(|| Field {
            kind,
            required: kind == Kind::Email || need == "required",
            en: at("en"),
            ko: at("ko"),
        })
    });
    Asked {
        name: String::new(),
        title: text("title"),
        fields: fields.collect(),
        wording: text("wording"),
        confirms: sent.is_ticked("confirms"),
        thanks: text("thanks"),
        redirect: text("redirect"),
        language: text("language"),
        origins: text("origins"),
        is_active: sent.is_ticked("active"),
    }
}

/// What stands in a row of the table of what a form asks for.
struct Row {
    kind: &'static str,
    need: &'static str,
    en: String,
    ko: String,
}

impl EditPage {
    fn rows(&self) -> Vec<Row> {
        Kind::ALL.into_iter().map(|kind| self.row(kind)).collect()
    }

    fn row(&self, kind: Kind) -> Row {
        let field = self.form.fields.iter().find(|field| field.kind == kind);
        let need = match field {
            None => "no",
            Some(field) if field.required => "required",
            Some(_) => "optional",
        };
        let own = |label: fn(&Field) -> &String| field.map(|field| label(field).clone()).unwrap_or_default();
        Row { kind: kind.as_str(), need, en: own(|field| &field.en), ko: own(|field| &field.ko) }
    }

    fn action(&self) -> String {
        self.of.as_ref().map_or_else(|| "/setup/forms/new".to_owned(), |name| format!("/setup/forms/{name}/edit"))
    }

    fn language(&self) -> String {
        self.form.language.map(|language| language.to_string()).unwrap_or_default()
    }

    fn origins(&self) -> String {
        self.form.origins.join(" ")
    }
}
