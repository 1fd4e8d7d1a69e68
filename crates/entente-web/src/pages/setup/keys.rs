//! Keys by which programs come in: made and shown once, listed, revoked.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use entente_desk::setup::{self, Key, Made, Scope};

use super::settle;
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::pages::{Typed, typed};
use crate::permit::Administrator;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "setup/keys.html")]
struct ApiKeysPage {
    page: Page,
    keys: Vec<Key>,
    typed: Typed,
    /// A key that was just made; it is never shown again.
    made: Option<Made>,
}

/// `GET /setup/keys`
pub(crate) async fn list(who: Administrator, State(app): State<App>) -> Result<Response, Wrong> {
    let keys = keys(&app).await?;
    page::show(&ApiKeysPage { page: who.page, keys, typed: Typed::default(), made: None })
}

async fn keys(app: &App) -> Result<Vec<Key>, Wrong> {
    app.fetch(|desk, _| desk.read(|store, _| setup::keys(store))).await
}

/// `POST /setup/keys`: the answer shows the key, this once.
pub(crate) async fn make(who: Administrator, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let (by, name, words) = (who.user.clone(), sent.text("name").to_owned(), sent.clone());
    let scopes: Vec<Scope> =
        Scope::ALL.into_iter().filter(|scope| words.all("scope").contains(&scope.as_str())).collect();
    let made = app.ask(move |desk, now| desk.write(|store| setup::make_key(store, &by, &name, &scopes, now))).await;
    let (status, typed, made) = match made {
        Ok(made) => (StatusCode::OK, Typed::default(), Some(made)),
        Err(refused) => (StatusCode::UNPROCESSABLE_ENTITY, typed(sent, refused)?, None),
    };
    let keys = keys(&app).await?;
    page::show_as(status, &ApiKeysPage { page: who.page, keys, typed, made })
}

/// `POST /setup/keys/{id}/revoke`
pub(crate) async fn revoke(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<i64>,
    _: Sent,
) -> Result<Response, Wrong> {
    settle(who, app, "/setup/keys", move |desk, by, now| desk.write(|store| setup::revoke_key(store, by, id, now)))
        .await
}

impl ApiKeysPage {
    /// Whether a scope is ticked: to write facts, before anything is typed.
    fn is_ticked(&self, scope: &str) -> bool {
        match self.typed.sent.0.is_empty() {
            true => scope == Scope::WriteFacts.as_str(),
            false => self.typed.sent.all("scope").contains(&scope),
        }
    }

    /// The message of a scope: colons have no place in a name.
    fn scope_key(&self, scope: &str) -> String {
        format!("api-keys-scope-{}", scope.replace(':', "-"))
    }
}
