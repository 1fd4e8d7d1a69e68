//! Sources: who tells events with a write key, how they are doing, and what to paste where to add one.

mod snippets;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use entente_desk::sources::{self, Asked, Made, Side, Source};

use super::settle;
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::pages::{Typed, typed};
use crate::permit::Administrator;
use crate::sent::Sent;
use snippets::Snippet;

#[derive(Template)]
#[template(path = "setup/sources.html")]
struct SourcesPage {
    page: Page,
    sources: Vec<Source>,
    typed: Typed,
}

#[derive(Template)]
#[template(path = "setup/source.html")]
struct SourcePage {
    page: Page,
    source: Source,
    snippets: Vec<Snippet>,
    /// The key that was just made, where it is shown this once.
    secret: Option<String>,
}

/// `GET /setup/sources`
pub(crate) async fn list(who: Administrator, State(app): State<App>) -> Result<Response, Wrong> {
    let sources = all(&app).await?;
    page::show(&SourcesPage { page: who.page, sources, typed: Typed::default() })
}

async fn all(app: &App) -> Result<Vec<Source>, Wrong> {
    app.fetch(|desk, _| desk.read(|store, _| sources::sources(store, desk.sources()))).await
}

async fn one(app: &App, id: i64) -> Result<Source, Wrong> {
    all(app).await?.into_iter().find(|source| source.id == id).ok_or(Wrong::NotFound)
}

/// `POST /setup/sources`: a server's key is in the answer, this once.
pub(crate) async fn make(
    who: Administrator,
    State(app): State<App>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Wrong> {
    let asked = Asked {
        name: sent.text("name").to_owned(),
        side: if sent.text("side") == "server" { Side::Server } else { Side::Browser },
        is_trusted: sent.is_ticked("trusted"),
        origins: sent.text("origins").to_owned(),
        per_minute: sent.text("per_minute").to_owned(),
    };
    let by = who.user.clone();
    let made = app.ask(move |desk, now| desk.write(|store| sources::make_source(store, &by, &asked, now))).await;
    match made {
        Ok(Made { id, side: Side::Browser, .. }) => Ok(Redirect::to(&format!("/setup/sources/{id}")).into_response()),
        Ok(made) => {
            let source = one(&app, made.id).await?;
            let snippets = snippets::of(&source, &address(&app, &headers), &made.write_key);
            page::show(&SourcePage { page: who.page, source, snippets, secret: Some(made.write_key) })
        }
        Err(refused) => {
            let (typed, sources) = (typed(sent, refused)?, all(&app).await?);
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &SourcesPage { page: who.page, sources, typed })
        }
    }
}

/// `GET /setup/sources/{id}`
pub(crate) async fn show(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Wrong> {
    let source = one(&app, id).await?;
    let key = source.write_key.clone().unwrap_or_else(|| "WRITE_KEY".to_owned());
    let snippets = snippets::of(&source, &address(&app, &headers), &key);
    page::show(&SourcePage { page: who.page, source, snippets, secret: None })
}

/// `POST /setup/sources/{id}/revoke`
pub(crate) async fn revoke(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<i64>,
    _: Sent,
) -> Result<Response, Wrong> {
    settle(who, app, "/setup/sources", move |desk, by, now| {
        desk.write(|store| sources::revoke_source(store, by, id, now))
    })
    .await
}

/// Where SDKs reach this house, as the reader did.
pub(super) fn address(app: &App, headers: &HeaderMap) -> String {
    let host = headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or("localhost:8080");
    format!("{}://{host}", if app.options().is_secure { "https" } else { "http" })
}

impl SourcesPage {
    fn is_server(&self) -> bool {
        self.typed.text("side") == "server"
    }
}

impl SourcePage {
    /// Whether it is the house's own tracker.
    fn is_tracker(&self, snippet: &Snippet) -> bool {
        snippet.name == snippets::TRACKER
    }

    /// Counts with the messages of their names.
    fn counts(&self) -> [(&'static str, u64); 4] {
        let counts = self.source.counts;
        [
            ("sources-accepted", counts.accepted),
            ("sources-duplicate", counts.duplicate),
            ("sources-quarantined", counts.quarantined),
            ("sources-withheld", counts.withheld),
        ]
    }
}
