//! What pages of figures share: the snapshot they read, how fresh it is, what people are called; and the list behind a number.

pub(crate) mod lines;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use entente_core::id::LeadId;
use entente_core::time::Instant;
use entente_desk::figures::{Dates, Figure, Late, Part, Period, Row, Snapshot};
use serde::Deserialize;

use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Reader;

/// What people are called, by handle.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    /// Everybody who can come in.
    pub(crate) fn of(users: &[entente_desk::people::User]) -> Names {
        Names(users.iter().map(|user| (user.is.handle.to_string(), user.is.name.clone())).collect())
    }

    /// What a person is called; the handle of one who cannot come in.
    #[must_use]
    pub(crate) fn of_handle<'a>(&'a self, handle: &'a str) -> &'a str {
        self.0.get(handle).map_or(handle, String::as_str)
    }
}

/// What a page of figures is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asking {
    #[serde(default)]
    period: String,
    #[serde(default)]
    buyer: String,
}

impl Asking {
    /// The period; the month at hand for a word that is none.
    pub(crate) fn period(&self) -> Period {
        Period::from_word(&self.period).unwrap_or_default()
    }

    /// The buyer, where the agreement has one of that name.
    pub(crate) fn buyer(&self, snapshot: &Snapshot) -> Option<String> {
        snapshot.agreement().buyers.get(&self.buyer).map(|_| self.buyer.clone())
    }
}

/// A snapshot and what stands around it on a page.
#[derive(Clone)]
pub(crate) struct Ground {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) names: Names,
    /// What leads are called that the page names.
    leads: BTreeMap<LeadId, String>,
    /// As of which instant the figures are.
    pub(crate) as_of: Instant,
    /// What must be said loudly about the figures.
    late: Option<Late>,
}

impl Ground {
    /// The snapshot that stands, as a page made at `now` shows it.
    pub(crate) fn new(snapshot: Arc<Snapshot>, names: Names, now: Instant) -> Ground {
        let late = snapshot.freshness().late(now);
        let as_of = snapshot.as_of();
        Ground { snapshot, names, leads: BTreeMap::new(), as_of, late }
    }

    /// With what these leads are called.
    pub(crate) fn naming(self, leads: BTreeMap<LeadId, String>) -> Ground {
        Ground { leads, ..self }
    }

    /// The message that must be said loudly, and since how long; none where figures are fresh.
    pub(crate) fn loud(&self, page: &Page) -> Option<String> {
        let (key, span) = match self.late? {
            Late::Figures(span) => ("figures-stale", span),
            Late::Decisions(span) => ("figures-undecided", span),
        };
        Some(page.say_with(key, &[("span", &page.left(&span))]).into_owned())
    }

    /// A stage in the agreement's words; that a lead is out where it is in none of them.
    pub(crate) fn stage(&self, page: &Page, stage: &str) -> String {
        let says = self.snapshot.agreement().stages.get(stage).map(|stage| stage.says.clone());
        says.filter(|says| !says.is_empty()).unwrap_or_else(|| page.say_or(&page.key("stage-", stage), &spaced(stage)))
    }

    /// What a lead is called; its number where nothing is known.
    pub(crate) fn called(&self, lead: &LeadId) -> String {
        self.leads.get(lead).cloned().unwrap_or_else(|| lead.to_string())
    }

    /// A reason of the agreement in words; that there is none where it is none.
    pub(crate) fn reason(&self, page: &Page, reason: &Option<String>) -> String {
        let said = |reason: &String| {
            page.say_or(&format!("reason-{}", reason.to_ascii_lowercase().replace('_', "-")), &spaced(reason))
        };
        reason.as_ref().map_or_else(|| page.say("figures-no-reason").into_owned(), said)
    }
}

/// A name of the agreement as words: `wrong_contact` is `wrong contact`.
pub(crate) fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

/// Rows of a list on one page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "figures/list.html")]
struct ListPage {
    page: Page,
    ground: Ground,
    figure: Figure,
    rows: Vec<Row>,
    n: usize,
    from: usize,
}

/// From which row on.
#[derive(Deserialize)]
pub(crate) struct From {
    #[serde(default)]
    from: usize,
}

/// `GET /figures/{figure}`: exactly the leads behind a number.
pub(crate) async fn show(
    who: Reader,
    State(app): State<App>,
    Path(address): Path<String>,
    Query(From { from }): Query<From>,
) -> Result<Response, Wrong> {
    let figure = Figure::read(&address).ok_or(Wrong::NotFound)?;
    let snapshot = app.desk().figures().current().ok_or(Wrong::NotFound)?;
    let (asked, of) = (figure.clone(), Arc::clone(&snapshot));
    let (users, (rows, n)) = app
        .fetch(move |desk, _| desk.read(|store, _| Ok((store.users()?, of.rows(store, &asked, from, ROWS)?))))
        .await?;
    let ground = Ground::new(snapshot, Names::of(&users), who.page.now);
    page::show(&ListPage { page: who.page, ground, figure, rows, n, from })
}

impl ListPage {
    /// What the leads have in common, in words.
    fn title(&self) -> String {
        let page = &self.page;
        let says = |clause| {
            let line = self.ground.snapshot.promise_says(clause);
            format!("{line} (§{})", self.ground.snapshot.number_of(clause))
        };
        match &self.figure {
            Figure::Promise { clause, part, .. } => {
                page.say_with(&page.key("figures-part-", part.word()), &[("promise", &says(clause))]).into_owned()
            }
            Figure::Held { clause, owner, .. } => {
                let owner = self.ground.names.of_handle(owner);
                page.say_with("figures-held", &[("promise", &says(clause)), ("name", owner)]).into_owned()
            }
            Figure::Reached { stage: Some(stage), .. } => {
                let says = self.ground.snapshot.agreement().stages.get(stage).map(|stage| stage.says.clone());
                page.say_with("figures-reached", &[("stage", &says.unwrap_or_else(|| spaced(stage)))]).into_owned()
            }
            Figure::Reached { stage: None, .. } => page.say("figures-created").into_owned(),
            Figure::Rejected { reason, source, rule, .. } => self.rejected(reason, source, rule),
            Figure::Metric { metric, .. } => {
                page.say_with("figures-metric", &[("metric", &spaced(metric))]).into_owned()
            }
            Figure::Untouched { owner } => match owner {
                Some(owner) => {
                    page.say_with("figures-untouched-of", &[("name", self.ground.names.of_handle(owner))]).into_owned()
                }
                None => page.say("figures-untouched").into_owned(),
            },
            Figure::Stuck { reason } => {
                let word = reason.as_deref().unwrap_or("lost-owner");
                page.say_or(&page.key("manager-stuck-", word), word)
            }
            Figure::Given { team, member, .. } => {
                let name = member.as_deref().map_or("–", |member| self.ground.names.of_handle(member));
                page.say_with("figures-given", &[("team", team), ("name", name)]).into_owned()
            }
        }
    }

    fn rejected(&self, reason: &Option<String>, source: &Option<String>, rule: &Option<String>) -> String {
        let known = |value: &String| if value == "-" { None } else { Some(value.clone()) };
        let mut parts = vec![self.page.say("figures-rejected").into_owned()];
        parts.extend(reason.as_ref().map(|reason| self.ground.reason(&self.page, &known(reason))));
        let or_unknown = |value: &String| {
            known(value).map_or_else(|| self.page.say("figures-not-known").into_owned(), |value| spaced(&value))
        };
        parts.extend(source.as_ref().map(or_unknown));
        parts.extend(rule.as_ref().map(or_unknown));
        parts.join(" · ")
    }

    /// In which dates.
    fn dates(&self) -> Option<Dates> {
        match &self.figure {
            Figure::Promise { dates, .. }
            | Figure::Held { dates, .. }
            | Figure::Reached { dates, .. }
            | Figure::Rejected { dates, .. }
            | Figure::Metric { dates, .. }
            | Figure::Given { dates, .. } => Some(*dates),
            Figure::Untouched { .. } | Figure::Stuck { .. } => None,
        }
    }

    /// Of which buyer, in the agreement's words.
    fn buyer(&self) -> Option<String> {
        let name = match &self.figure {
            Figure::Promise { buyer, .. } | Figure::Reached { buyer, .. } | Figure::Rejected { buyer, .. } => buyer,
            _ => &None,
        };
        name.as_ref().map(|name| spaced(name))
    }

    /// The list a page back and a page on.
    fn around(&self) -> (Option<usize>, Option<usize>) {
        let back = (self.from > 0).then(|| self.from.saturating_sub(ROWS));
        (back, Some(self.from + ROWS).filter(|next| *next < self.n))
    }

    /// The promise that the list is of.
    fn promise(&self) -> Option<&entente_core::id::ClauseId> {
        match &self.figure {
            Figure::Promise { clause, .. } | Figure::Held { clause, .. } => Some(clause),
            _ => None,
        }
    }

    /// What a row's time says: when it came, or when the clock started.
    fn when_key(&self) -> &'static str {
        match &self.figure {
            Figure::Promise { part: Part::Clock(_) | Part::Started | Part::Late | Part::Waived, .. } => {
                "figures-started"
            }
            Figure::Held { .. } => "figures-started",
            Figure::Reached { .. } => "figures-when-created",
            _ => "figures-when",
        }
    }
}

/// The word of a kind of reason, as a page's key.
pub(crate) fn kind_word(kind: &entente_core::agreement::model::RejectKind) -> &'static str {
    use entente_core::agreement::model::RejectKind;
    match kind {
        RejectKind::Procedural => "procedural",
        RejectKind::Clerical => "clerical",
        RejectKind::Definitional => "definitional",
    }
}
