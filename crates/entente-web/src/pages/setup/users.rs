//! The users: listed, invited by a link that is shown once, changed, shut out.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::agreement::model::PartyKind;
use entente_desk::people::{self, Joining, LinkKind, Refused, Role, Token, User};
use entente_desk::setup::{self, Change, Row, Standing};

use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::pages::profile::Done;
use crate::pages::{Typed, typed};
use crate::permit::Administrator;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "setup/users.html")]
struct UsersPage {
    page: Page,
    rows: Vec<Row>,
    typed: Typed,
    /// A link that was just made, and for whom; it is never shown again.
    link: Option<(String, String)>,
    is_done: bool,
}

#[derive(Template)]
#[template(path = "setup/user.html")]
struct UserPage {
    page: Page,
    user: User,
    typed: Typed,
}

/// `GET /setup/users`
pub(crate) async fn list(
    who: Administrator,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Wrong> {
    let rows = rows(&app).await?;
    page::show(&UsersPage { page: who.page, rows, typed: Typed::default(), link: None, is_done: done.is_done() })
}

async fn rows(app: &App) -> Result<Vec<Row>, Wrong> {
    app.fetch(|desk, now| desk.read(|store, _| setup::users(store, now))).await
}

/// `POST /setup/users`: somebody new, with the link by which they come in.
pub(crate) async fn invite(
    who: Administrator,
    State(app): State<App>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Wrong> {
    let joining = Joining {
        name: sent.text("name").to_owned(),
        mail: sent.text("mail").to_owned(),
        handle: sent.text("handle").to_owned(),
        role: Role::from_word(sent.text("role")).unwrap_or(Role::Reader),
        party: party(&sent),
        language: sent.text("language").parse().unwrap_or(who.user.is.language),
        timezone: who.user.is.timezone.clone(),
    };
    let by = who.user.clone();
    let invited = app.ask(move |desk, now| desk.write(|store| setup::invite(store, &by, &joining, now))).await;
    match invited {
        Ok((user, token)) => linked(&app, who, &headers, &user, &token).await,
        Err(refused) => {
            let (typed, rows) = (typed(sent, refused)?, rows(&app).await?);
            let page = UsersPage { page: who.page, rows, typed, link: None, is_done: false };
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// The list with a link that was just made.
async fn linked(
    app: &App,
    who: Administrator,
    headers: &HeaderMap,
    user: &User,
    token: &Token,
) -> Result<Response, Wrong> {
    let host = headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or("localhost:8080");
    let scheme = if app.options().is_secure { "https" } else { "http" };
    let link = (user.is.name.clone(), format!("{scheme}://{host}/link/{}", token.as_str()));
    let rows = rows(app).await?;
    page::show(&UsersPage { page: who.page, rows, typed: Typed::default(), link: Some(link), is_done: false })
}

/// `POST /setup/users/{id}/link`: a new link for somebody known: to come in, or to set a new password.
pub(crate) async fn link(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<i64>,
    headers: HeaderMap,
    _: Sent,
) -> Result<Response, Wrong> {
    let user = user(&app, id).await?;
    let (by, known) = (who.user.clone(), user.clone());
    let kind = if user.is.password.is_some() { LinkKind::Reset } else { LinkKind::Invitation };
    let token =
        app.fetch(move |desk, now| desk.write(|store| people::give_link(store, &by, &known, kind, now))).await?;
    linked(&app, who, &headers, &user, &token).await
}

/// `GET /setup/users/{id}`
pub(crate) async fn show(who: Administrator, State(app): State<App>, Path(id): Path<i64>) -> Result<Response, Wrong> {
    let user = user(&app, id).await?;
    page::show(&UserPage { page: who.page, user, typed: Typed::default() })
}

async fn user(app: &App, id: i64) -> Result<User, Wrong> {
    let user = app.fetch(move |desk, _| desk.read(|store, _| Ok(store.user(id)?))).await?;
    user.ok_or(Wrong::NotFound)
}

/// `POST /setup/users/{id}`
pub(crate) async fn change(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<i64>,
    sent: Sent,
) -> Result<Response, Wrong> {
    let known = user(&app, id).await?;
    let change = Change {
        name: sent.text("name").to_owned(),
        mail: sent.text("mail").to_owned(),
        handle: sent.text("handle").to_owned(),
        role: Role::from_word(sent.text("role")).unwrap_or(known.is.role),
        party: party(&sent),
        active: sent.is_ticked("active"),
    };
    let (by, user) = (who.user.clone(), known.clone());
    let changed = app
        .ask::<_, Refused>(move |desk, now| desk.write(|store| setup::change_user(store, &by, &user, &change, now)))
        .await;
    match changed {
        Ok(()) => Ok(Redirect::to("/setup/users?done=1").into_response()),
        Err(refused) => {
            let typed = typed(sent, refused)?;
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &UserPage { page: who.page, user: known, typed })
        }
    }
}

fn party(sent: &Sent) -> Option<PartyKind> {
    match sent.text("party") {
        "marketing" => Some(PartyKind::Marketing),
        "sales" => Some(PartyKind::Sales),
        _ => None,
    }
}

/// Whether a role or party is the one that stands in the form.
fn is_chosen(typed: &Typed, field: &str, kept: &str, word: &str) -> bool {
    typed.or(field, kept) == word
}

impl UsersPage {
    fn hue(&self, row: &Row) -> &'static str {
        match row.standing {
            Standing::In => "good",
            Standing::Invited(_) => "",
            Standing::Waiting => "warn",
            Standing::Out => "bad",
        }
    }

    fn is_chosen(&self, field: &str, word: &str) -> bool {
        is_chosen(&self.typed, field, if field == "role" { "rep" } else { "sales" }, word)
    }
}

impl UserPage {
    /// The text fields with what is kept in them.
    fn fields(&self) -> [(&'static str, String); 3] {
        let is = &self.user.is;
        [("name", is.name.clone()), ("mail", is.mail.clone()), ("handle", is.handle.to_string())]
    }

    fn is_chosen(&self, field: &str, word: &str) -> bool {
        let kept = match field {
            "role" => self.user.is.role.as_str(),
            _ => self.user.is.party.map_or("", PartyKind::as_str),
        };
        is_chosen(&self.typed, field, kept, word)
    }

    /// Whether the box of those who may come in is ticked.
    fn is_active(&self) -> bool {
        if self.typed.wrong.is_empty() { self.user.is.active } else { self.typed.sent.is_ticked("active") }
    }
}
