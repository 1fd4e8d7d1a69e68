//! One's own profile: name, language, zone, colours, password.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_desk::people::{self, Profile, Theme, User};
use serde::Deserialize;

use super::log_in::let_in;
use super::welcome::language_word;
use super::{Typed, typed};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Reader;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "people/profile.html")]
struct ProfilePage {
    page: Page,
    user: User,
    typed: Typed,
    is_done: bool,
}

/// Whether something was just changed.
#[derive(Deserialize)]
pub(crate) struct Done {
    done: Option<String>,
}

impl Done {
    /// Whether it was.
    pub(crate) fn is_done(&self) -> bool {
        self.done.is_some()
    }
}

/// `GET /profile`
pub(crate) async fn show(who: Reader, Query(done): Query<Done>) -> Result<Response, Wrong> {
    let is_done = done.is_done();
    page::show(&ProfilePage { page: who.page, user: who.user, typed: Typed::default(), is_done })
}

/// `POST /profile`
pub(crate) async fn change(who: Reader, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let profile = Profile {
        name: sent.text("name").to_owned(),
        language: sent.text("language").parse().unwrap_or(who.user.is.language),
        timezone: sent.text("timezone").to_owned(),
        theme: Theme::from_word(sent.text("theme")).unwrap_or_default(),
    };
    let user = who.user.clone();
    let changed =
        app.ask(move |desk, now| desk.write(|store| people::change_profile(store, &user, &profile, now))).await;
    match changed {
        Ok(()) => Ok(Redirect::to("/profile?done=1").into_response()),
        Err(refused) => refuse(who, typed(sent, refused)?),
    }
}

/// `POST /profile/password`
pub(crate) async fn change_password(who: Reader, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let (present, wanted) = (sent.raw("present").to_owned(), sent.raw("password").to_owned());
    let user = who.user.clone();
    let changed =
        app.ask(move |desk, now| desk.write(|store| people::change_password(store, &user, &present, &wanted, now)));
    match changed.await {
        Ok(token) => Ok(let_in(&app, &token, "/profile?done=1")),
        Err(refused) => refuse(who, typed(sent, refused)?),
    }
}

fn refuse(who: Reader, typed: Typed) -> Result<Response, Wrong> {
    let page = ProfilePage { page: who.page, user: who.user, typed, is_done: false };
    page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

impl ProfilePage {
    /// The name of a password field's label.
    fn label(&self, field: &str) -> &'static str {
        if field == "present" { "people-present-password" } else { "people-new-password" }
    }

    /// The name of a theme's message.
    fn theme_key(&self, theme: &str) -> String {
        format!("theme-{theme}")
    }

    fn own_language(&self) -> &'static str {
        language_word(self.user.is.language)
    }
}
