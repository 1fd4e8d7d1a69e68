//! What is said once a form was sent, and the page that a letter's link opens: only its button answers the letter.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use entente_core::lang::Lang;
use entente_desk::forms::{self, Asking, Form};
use entente_desk::people::Token;
use serde::Deserialize;

use super::{active, framed};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Open;
use crate::public::{Filled, policy_of};

#[derive(Template)]
#[template(path = "form/thanks.html")]
struct ThanksPage {
    page: Page,
    form: Form,
    waits: bool,
}

/// Whether a letter is on its way.
#[derive(Deserialize)]
pub(crate) struct Waits {
    waits: Option<String>,
}

/// `GET /f/{name}/thanks`
pub(crate) async fn thanks(
    who: Open,
    State(app): State<App>,
    Path(name): Path<String>,
    Query(asked): Query<Waits>,
) -> Result<Response, Wrong> {
    let form = active(&app, &name).await?;
    let mut page = who.page;
    page.lang = form.language.unwrap_or(page.lang);
    let policy = policy_of(&form);
    framed(page::show(&ThanksPage { page, form, waits: asked.waits.is_some() })?, policy)
}

#[derive(Template)]
#[template(path = "form/confirm.html")]
struct ConfirmPage {
    page: Page,
    asking: Asking,
}

/// `GET /f/confirm/{token}`: changes nothing, because scanners of mail open every link.
pub(crate) async fn ask(who: Open, State(app): State<App>, Path(text): Path<String>) -> Result<Response, Wrong> {
    let token = Token::brought(&text).ok_or(Wrong::NotFound)?;
    let asking = app.fetch(move |desk, now| desk.read(|store, _| forms::link(store, &token, now))).await?;
    said(who.page, asking)
}

/// `POST /f/confirm/{token}`
pub(crate) async fn answer(
    who: Open,
    State(app): State<App>,
    Path(text): Path<String>,
    filled: Filled,
) -> Result<Response, Wrong> {
    let token = Token::brought(&text).ok_or(Wrong::NotFound)?;
    let asking = app.fetch(move |desk, now| forms::confirm(desk, &token, now)).await?;
    let mut page = who.page;
    page.lang = filled.sent.text("lang").parse().unwrap_or(page.lang);
    said(page, asking)
}

fn said(mut page: Page, asking: Option<Asking>) -> Result<Response, Wrong> {
    let asking = asking.ok_or(Wrong::NotFound)?;
    if let Asking::Open { lang, .. } = &asking {
        page.lang = *lang;
    }
    page::show(&ConfirmPage { page, asking })
}

impl ConfirmPage {
    fn lang(&self) -> Lang {
        self.page.lang
    }
}
