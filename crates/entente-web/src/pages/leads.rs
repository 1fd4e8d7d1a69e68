//! Lists of leads: filtered, searched, kept, taken along, and acted on many at once.

mod act;
mod export;
mod words;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::time::Instant;
use entente_desk::leads::{self, Bulk, Facet, Leads, Query, Row, Sort, Value};
use entente_desk::people::Token;

use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::{Reader, Worker, sells, works};
use crate::sent::Sent;

pub(crate) use act::act;
pub(crate) use export::{csv, xlsx};
pub(crate) use words::{called, clock, hue, initials, plain};

#[derive(Template)]
#[template(path = "leads/leads.html")]
struct LeadsPage {
    page: Page,
    list: Leads,
    /// Begins the one-time ids of the forms on this page.
    once: String,
    /// What came of an act on many.
    came: Option<Bulk>,
    /// What is wrong with a name a list was to be kept under.
    wrong: Option<&'static str>,
}

/// `GET /leads`
pub(crate) async fn show(who: Reader, State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Wrong> {
    let list = load(&app, who.user.id, query.unwrap_or_default()).await?;
    page::show(&LeadsPage { page: who.page, list, once: once()?, came: None, wrong: None })
}

async fn load(app: &App, user: i64, query: String) -> Result<Leads, Wrong> {
    app.fetch(move |desk, now| desk.read(|store, plans| leads::view(store, plans, user, &query, now))).await
}

/// The start of a form's one-time ids.
pub(crate) fn once() -> Result<String, Wrong> {
    Ok(Token::new()?.as_str()[..24].to_owned())
}

/// `POST /leads/views`: keeps the list that is shown under a name.
pub(crate) async fn keep(who: Worker, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let (user, query) = (who.user.id, sent.text("query").to_owned());
    let (name, shared) = (sent.text("name").to_owned(), sent.is_ticked("shared"));
    let address = query.clone();
    let is_kept = app
        .fetch(move |desk, now| {
            // What is refused is not written, so that nobody's page catches up with nothing.
            if !leads::is_name(&name) {
                return Ok(false);
            }
            let (query, _) = leads::read(&desk.plans(), &query, now);
            desk.write(|store| leads::save(store, user, &name, &query, shared))
        })
        .await?;
    if is_kept {
        return Ok(Redirect::to(&at(&address)).into_response());
    }
    let list = load(&app, user, address).await?;
    let page = LeadsPage { page: who.page, list, once: once()?, came: None, wrong: Some("leads-wrong-name") };
    page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /leads/views/drop`
pub(crate) async fn drop_kept(who: Worker, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let (user, id) = (who.user.id, sent.text("id").parse().unwrap_or_default());
    app.fetch(move |desk, _| desk.write(|store| leads::drop_saved(store, user, id))).await?;
    Ok(Redirect::to(&at(sent.text("query"))).into_response())
}

/// The address of a list.
fn at(query: &str) -> String {
    let query = query.replace(|letter: char| letter.is_control() || letter.is_whitespace(), "");
    if query.is_empty() { "/leads".to_owned() } else { format!("/leads?{query}") }
}

impl LeadsPage {
    fn at(&self, query: &Query) -> String {
        at(&query.to_string())
    }

    fn first_page(&self) -> String {
        at(&self.list.asked.first_page().to_string())
    }

    fn without_words(&self) -> String {
        at(&self.list.asked.without_words().to_string())
    }

    fn is_sorted(&self, sort: &Sort) -> bool {
        self.list.asked.sort == *sort
    }

    fn sort_key(&self, sort: &Sort) -> String {
        format!("leads-sort-{}", sort.as_str())
    }

    fn sorts(&self) -> [Sort; 4] {
        Sort::ALL
    }

    /// Facets and values that are asked for, as fields of the search form and as chips.
    fn asked(&self) -> Vec<(&Facet, &Value)> {
        let values = self.list.facets.iter().flat_map(|facet| facet.values.iter().map(move |value| (facet, value)));
        values.filter(|(_, value)| value.is_on).collect()
    }

    fn facet(&self, facet: &str) -> String {
        words::facet(&self.page, facet)
    }

    fn value(&self, facet: &str, value: &Value) -> String {
        words::value(&self.page, facet, &value.called)
    }

    /// Those that are looked at most stand open.
    fn is_open(&self, facet: &Facet) -> bool {
        facet.is_on() || ["stage", "status", "owner", "late"].contains(&facet.name.as_str())
    }

    fn hue(&self, row: &Row) -> &'static str {
        hue(row.stage.as_ref())
    }

    fn clock(&self, row: &Row, due: &Instant) -> &'static str {
        words::clock(self.page.now, *due, row.late)
    }

    fn left(&self, due: &Instant) -> String {
        self.page.left(&(*due - self.page.now))
    }

    /// What a lead is called; a visitor of whom no name and no address is known is one by number.
    fn called(&self, row: &Row) -> String {
        words::called(&self.page, row)
    }

    /// What the lead does and where.
    fn where_from(&self, row: &Row) -> String {
        [row.title.as_deref(), row.company.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn refused(&self, refused: &leads::Refused) -> String {
        words::refused(&self.page, refused)
    }

    /// Why an act was not done, lead by lead.
    fn why_not(&self) -> Vec<(String, String)> {
        let refused = self.came.iter().flat_map(|came| &came.refused);
        refused.map(|(lead, why)| (self.called_by_number(*lead), act::why(&self.page, why))).collect()
    }

    fn called_by_number(&self, lead: entente_core::id::LeadId) -> String {
        let row = self.list.rows.iter().find(|row| row.lead == lead);
        row.map_or_else(|| lead.to_string(), |row| row.called.clone())
    }

    /// Whether the reader acts on leads.
    fn is_seller(&self) -> bool {
        self.page.may(sells)
    }

    /// Whether the reader does more than look on.
    fn is_worker(&self) -> bool {
        self.page.may(works)
    }

    fn words(&self, text: &entente_core::id::Name) -> String {
        words::plain(text.as_str())
    }
}

#[cfg(test)]
mod tests;
