//! A link that lets somebody set their password: an invitation or a reset.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use entente_desk::people::{self, Refused, Token, User};
use entente_desk::proposal;

use super::log_in::let_in;
use super::{Typed, typed};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Open;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "people/link.html")]
struct LinkPage {
    page: Page,
    typed: Typed,
    /// For whom; none where the link is over.
    user: Option<User>,
}

/// `GET /link/{token}`
pub(crate) async fn show(who: Open, State(app): State<App>, Path(text): Path<String>) -> Result<Response, Wrong> {
    let user = linked(&app, &text).await?;
    page::show(&LinkPage { page: who.page, typed: Typed::default(), user })
}

/// `POST /link/{token}`
pub(crate) async fn take(
    who: Open,
    State(app): State<App>,
    Path(text): Path<String>,
    sent: Sent,
) -> Result<Response, Wrong> {
    let token = Token::brought(&text).ok_or(Wrong::NotFound)?;
    let password = sent.raw("password").to_owned();
    let taken = app.ask(move |desk, now| {
        desk.write(|store| {
            let user = people::linked(store, &token, now)?;
            let session = people::use_link(store, &token, &password, now)?;
            let waits = user.map(|user| proposal::waits_for(store, &user)).transpose()?.flatten();
            Ok::<_, Refused>((session, waits))
        })
    });
    match taken.await {
        // Who was asked in to sign finds what there is to sign.
        Ok((session, Some(number))) => Ok(let_in(&app, &session, &format!("/agreement/proposals/{number}"))),
        Ok((session, None)) => Ok(let_in(&app, &session, "/")),
        Err(refused) => {
            let typed = typed(sent, refused)?;
            let user = linked(&app, &text).await?;
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &LinkPage { page: who.page, typed, user })
        }
    }
}

async fn linked(app: &App, text: &str) -> Result<Option<User>, Wrong> {
    let token = Token::brought(text).ok_or(Wrong::NotFound)?;
    app.fetch(move |desk, now| desk.read(|store, _| people::linked(store, &token, now))).await
}
