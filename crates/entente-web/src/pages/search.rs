//! The search of the command palette: leads and accounts as JSON, with where each is.

use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use entente_desk::search::{self, Found};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::Wrong;
use crate::permit::Reader;

/// What is searched for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
}

/// A line of the palette.
#[derive(Serialize)]
pub(crate) struct Line {
    title: String,
    url: String,
    note: String,
}

/// Characters that are searched for at most.
const WORDS_MAX: usize = 100;

/// `GET /search`
pub(crate) async fn find(who: Reader, State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let words: String = asked.q.chars().take(WORDS_MAX).collect();
    let found =
        app.fetch(move |desk, now| desk.read(|store, plans| search::search(store, plans, words.trim(), now))).await?;
    let Found { leads, accounts } = found;
    let (lead, account) = (who.page.say("search-lead"), who.page.say("search-account"));
    let leads = leads.into_iter().map(|row| Line {
        url: format!("/leads/{}", row.lead),
        note: row.company.map_or_else(|| lead.to_string(), |company| format!("{lead} · {company}")),
        title: row.called,
    });
    let accounts = accounts.into_iter().map(|(id, name)| Line {
        title: name,
        url: format!("/accounts/{id}"),
        note: account.to_string(),
    });
    let lines: Vec<Line> = leads.chain(accounts).collect();
    let text = serde_json::to_string(&lines).map_err(|error| Wrong::Fault(error.to_string()))?;
    Ok(([(CONTENT_TYPE, "application/json")], text).into_response())
}
