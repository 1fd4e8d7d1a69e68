//! Log-in and log-out.

use std::net::SocketAddr;

use askama::Template;
use axum::Extension;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_desk::people::{self, Token};
use serde::Deserialize;

use super::{Typed, ours, typed};
use crate::app::App;
use crate::error::Wrong;
use crate::known;
use crate::limit::{FREE, FREE_OF_PLACE};
use crate::page::{self, Page};
use crate::permit::{Open, Reader};
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "people/log_in.html")]
struct LogInPage {
    page: Page,
    typed: Typed,
    next: String,
}

/// Where to go after the log-in.
#[derive(Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

/// `GET /log-in`: to the personas where anybody may come in as anybody.
pub(crate) async fn show(who: Open, State(app): State<App>, Query(next): Query<Next>) -> Result<Response, Wrong> {
    if app.fetch(|desk, _| desk.read(|store, _| people::is_empty(store))).await? {
        return Err(Wrong::NotSetUp);
    }
    if app.options().is_demo {
        return Ok(Redirect::to("/personas").into_response());
    }
    page::show(&LogInPage { page: who.page, typed: Typed::default(), next: ours(&next.next).to_owned() })
}

/// `POST /log-in`
pub(crate) async fn enter(
    who: Open,
    State(app): State<App>,
    from: Option<Extension<ConnectInfo<SocketAddr>>>,
    sent: Sent,
) -> Result<Response, Wrong> {
    let (mail, password) = (sent.text("mail").to_owned(), sent.raw("password").to_owned());
    let next = ours(sent.text("next")).to_owned();
    // Counted by what is typed and where it comes from together: nobody is locked out by what others try elsewhere. And
    // by the place alone, so that one password is not tried on every name.
    let from = from.map(|Extension(ConnectInfo(address))| address.ip().to_string()).unwrap_or_default();
    let name = format!("{from} {}", mail.to_lowercase());
    let waits = [app.attempts().wait(&name, FREE, app.now()), app.attempts().wait(&from, FREE_OF_PLACE, app.now())];
    if let Some(wait) = waits.into_iter().flatten().max() {
        return Err(Wrong::TooMany { seconds: wait.as_seconds().unsigned_abs().max(1) });
    }
    let entered = app.ask(move |desk, now| desk.write(|store| people::log_in(store, &mail, &password, now))).await;
    match entered {
        Ok(token) => {
            app.attempts().went_well(&name);
            Ok(let_in(&app, &token, &next))
        }
        Err(refused) => {
            let typed = typed(sent, refused)?;
            app.attempts().failed(&name, app.now());
            app.attempts().failed(&from, app.now());
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &LogInPage { page: who.page, typed, next })
        }
    }
}

/// `POST /log-out`
pub(crate) async fn leave(
    _: Reader,
    State(app): State<App>,
    Extension(known): Extension<known::Known>,
    _: Sent,
) -> Result<Response, Wrong> {
    if let Some(session) = known.session {
        app.fetch(move |desk, _| desk.write(|store| people::leave(store, &session.token))).await?;
    }
    let mut response = Redirect::to("/log-in").into_response();
    known::keep_session(response.headers_mut(), &app, None);
    Ok(response)
}

/// Sends somebody on with a session.
pub(crate) fn let_in(app: &App, token: &Token, next: &str) -> Response {
    let mut response = Redirect::to(next).into_response();
    known::keep_session(response.headers_mut(), app, Some(token));
    response
}
