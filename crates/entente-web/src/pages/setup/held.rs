//! The quarantine: items of sources that could not be kept, each with its reason, tried again after a fix or let go.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use entente_desk::sources::{self, HeldPage, Reason, Source};
use serde::Deserialize;

use super::settle;
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Administrator;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "setup/held.html")]
struct QuarantinePage {
    page: Page,
    held: HeldPage,
    sources: Vec<Source>,
    source: Option<i64>,
    /// How many were kept by the last try, and how many still cannot be.
    came: Option<(String, String)>,
}

/// Which items.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    source: String,
    before: Option<i64>,
    kept: Option<u64>,
    still: Option<u64>,
}

/// `GET /setup/sources/held`
pub(crate) async fn list(
    who: Administrator,
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let (source, before) = (asked.source.parse().ok(), asked.before);
    let read = move |desk: &entente_desk::live::Desk, _| {
        desk.read(|store, _| Ok((sources::held(store, source, before)?, sources::sources(store, desk.sources())?)))
    };
    let (held, sources) = app.fetch(read).await?;
    let came = asked.kept.zip(asked.still).map(|(kept, still)| (kept.to_string(), still.to_string()));
    page::show(&QuarantinePage { page: who.page, held, sources, source, came })
}

/// `POST /setup/sources/held/again`: all of them.
pub(crate) async fn try_all(who: Administrator, State(app): State<App>, _: Sent) -> Result<Response, Wrong> {
    again(who, &app, None).await
}

/// `POST /setup/sources/held/{id}/again`
pub(crate) async fn try_one(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<i64>,
    _: Sent,
) -> Result<Response, Wrong> {
    again(who, &app, Some(id)).await
}

async fn again(who: Administrator, app: &App, one: Option<i64>) -> Result<Response, Wrong> {
    let by = who.user.clone();
    let (kept, still) = app.fetch(move |desk, now| sources::try_again(desk, &by, one, now)).await?;
    Ok(Redirect::to(&format!("/setup/sources/held?kept={kept}&still={still}")).into_response())
}

/// `POST /setup/sources/held/{id}/drop`
pub(crate) async fn drop_one(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<i64>,
    _: Sent,
) -> Result<Response, Wrong> {
    settle(who, app, "/setup/sources/held", move |desk, by, now| {
        desk.write(|store| sources::let_go(store, by, id, now))
    })
    .await
}

impl QuarantinePage {
    /// Why an item could not be kept, in the reader's words.
    fn reason(&self, reason: &Reason) -> String {
        let key = format!("held-because-{}", reason.word);
        let refused = reason.by_log().and_then(|(key, values)| {
            let named: Vec<_> = ["one", "two"].into_iter().zip(values).collect();
            self.page.find_with(&format!("unfit-log-{key}"), &named)
        });
        let value = refused.as_ref().unwrap_or(&reason.value);
        self.page.say_with(&key, &[("value", value)]).into_owned()
    }

    fn source_is(&self, id: &i64) -> bool {
        self.source == Some(*id)
    }

    /// The address of the next page.
    fn next(&self) -> Option<String> {
        let source = self.source.map(|source| source.to_string()).unwrap_or_default();
        self.held.next.map(|next| format!("/setup/sources/held?source={source}&before={next}"))
    }
}

#[cfg(test)]
mod tests {
    use entente_core::lang::Lang;

    use super::*;
    use crate::words;

    #[test]
    fn every_reason_has_a_message_in_both_languages() {
        for word in Reason::WORDS {
            for lang in [Lang::En, Lang::Ko] {
                let key = format!("held-because-{word}");
                assert!(words::find(lang, &key, &[("value", "x")]).is_some(), "{key} in {lang:?}");
            }
        }
    }
}
