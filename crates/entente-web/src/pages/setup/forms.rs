//! Forms: all of them with what came of each, what waits for a person, and what to paste into a page.

pub(crate) mod edit;
mod snippets;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use entente_desk::forms::{self, Field, Held, Listed, Waiting};

use super::settle;
use super::sources::address;
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Administrator;
use crate::sent::Sent;
use snippets::Snippet;

#[derive(Template)]
#[template(path = "setup/forms.html")]
struct FormsPage {
    page: Page,
    forms: Vec<Listed>,
    held: Vec<Held>,
    waiting: Vec<Waiting>,
    sends_mail: bool,
}

#[derive(Template)]
#[template(path = "setup/form.html")]
struct OnePage {
    page: Page,
    listed: Listed,
    snippets: Vec<Snippet>,
    address: String,
    sends_mail: bool,
}

/// `GET /setup/forms`
pub(crate) async fn list(who: Administrator, State(app): State<App>) -> Result<Response, Wrong> {
    let (forms, held, waiting) = app
        .fetch(|desk, _| desk.read(|store, _| Ok((forms::list(store)?, forms::held(store)?, forms::waiting(store)?))))
        .await?;
    page::show(&FormsPage { page: who.page, forms, held, waiting, sends_mail: app.options().sends_mail })
}

/// `GET /setup/forms/{name}`
pub(crate) async fn show(
    who: Administrator,
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Wrong> {
    let all = app.fetch(|desk, _| desk.read(|store, _| forms::list(store))).await?;
    let listed = all.into_iter().find(|listed| listed.form.name == name).ok_or(Wrong::NotFound)?;
    let address = address(&app, &headers);
    let snippets = snippets::of(&who.page, &listed.form, &address);
    page::show(&OnePage { page: who.page, listed, snippets, address, sends_mail: app.options().sends_mail })
}

/// `POST /setup/forms/held/{id}/release`
pub(crate) async fn release(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<i64>,
    _: Sent,
) -> Result<Response, Wrong> {
    settle(who, app, "/setup/forms", move |desk, by, now| forms::release(desk, by, id, now)).await
}

/// `POST /setup/forms/held/{id}/drop`
pub(crate) async fn drop_one(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<i64>,
    _: Sent,
) -> Result<Response, Wrong> {
    settle(who, app, "/setup/forms", move |desk, by, now| desk.write(|store| forms::drop_held(store, by, id, now)))
        .await
}

/// `POST /setup/forms/waiting/{id}/again`
pub(crate) async fn again(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<i64>,
    _: Sent,
) -> Result<Response, Wrong> {
    settle(who, app, "/setup/forms", move |desk, by, now| desk.write(|store| forms::let_again(store, by, id, now)))
        .await
}

impl FormsPage {
    fn field(&self, name: &str) -> String {
        self.page.say(&format!("form-field-{name}")).into_owned()
    }
}

impl OnePage {
    /// Counts with the messages of their names.
    fn counts(&self) -> [(&'static str, u64); 5] {
        let counts = self.listed.counts;
        [
            ("forms-kept", counts.kept),
            ("forms-waiting", counts.waiting),
            ("forms-confirmed", counts.confirmed),
            ("forms-held", counts.held),
            ("forms-dropped", counts.dropped),
        ]
    }

    fn field(&self, field: &Field) -> String {
        let usual = || self.page.say(&format!("form-field-{}", field.kind.as_str())).into_owned();
        field.label(self.page.lang).map_or_else(usual, str::to_owned)
    }
}

#[cfg(test)]
mod tests;
