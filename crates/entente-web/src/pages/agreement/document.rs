//! The agreement as people read it: the document, its text, its history, one clause, the files that OpenSSH verifies.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::agreement::model::PartyKind;
use entente_core::id::{ClauseId, LeadId};
use entente_core::time::Instant;
use entente_desk::document::{self, Clause, ClausePage, Life, RunKind, Section, Text, Version, View};
use entente_desk::figures;
use entente_desk::overview::PromiseLine;
use entente_desk::proposal::{self, KeyKind, Listed};
use entente_desk::retention;
use serde::Deserialize;

use super::draft::hue;
use super::{file, may_draft};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::pages::figures::lines;
use crate::permit::Reader;

/// The document.
#[derive(Template)]
#[template(path = "agreement/document.html")]
struct DocumentPage {
    page: Page,
    view: View,
    open: Vec<Listed>,
    may_draft: bool,
    told: Option<&'static str>,
    /// How each promise stands now; of the version in force alone.
    standings: BTreeMap<ClauseId, Standing>,
    /// How far details are gone; of the version in force alone.
    kept: Option<retention::Standing>,
}

/// Sections that stand whole on the agreement's one page; of the others, only what is promised does.
const ESSENTIAL: [&str; 4] = ["goals.", "buyers.", "qualified.", "meetings."];

/// Whether a clause stands on the agreement's one page: the goals, whom both want, when a lead is ready, every promise,
/// and when they meet.
fn is_essential(clause: &Clause) -> bool {
    clause.promised_by.is_some() || ESSENTIAL.iter().any(|section| clause.id.0.as_str().starts_with(section))
}

/// How a promise stands.
struct Standing {
    hue: &'static str,
    figure: String,
    /// The message of its word.
    word: String,
}

/// Where nothing is agreed yet and the reader does not write it.
#[derive(Template)]
#[template(path = "agreement/none.html")]
struct NonePage {
    page: Page,
    open: Vec<Listed>,
    may_draft: bool,
}

#[derive(Template)]
#[template(path = "agreement/source.html")]
struct SourcePage {
    page: Page,
    text: Text,
}

#[derive(Template)]
#[template(path = "agreement/history.html")]
struct HistoryPage {
    page: Page,
    versions: Vec<Version>,
}

#[derive(Template)]
#[template(path = "agreement/clause.html")]
struct ClauseShown {
    page: Page,
    it: ClausePage,
    standing: Option<Standing>,
    /// How far details are gone; of the clause that says so alone, where it is in force.
    kept: Option<retention::Standing>,
}

/// Which version, which clause, and what was just done.
#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    version: Option<usize>,
    clause: Option<String>,
    told: Option<String>,
}

/// `GET /agreement`; `?version=` shows an earlier one.
pub(crate) async fn show(who: Reader, State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let (version, lang) = (asked.version, who.page.lang);
    let read = move |desk: &entente_desk::live::Desk, now| {
        desk.read(|store, plans| {
            let kept = retention::standing(store, plans, now)?;
            let view = document::view(store, plans, version, lang, now)?;
            Ok::<_, entente_desk::Error>((view, proposal::open(store)?, kept))
        })
    };
    let (view, open, kept) = app.fetch(read).await?;
    let may_draft = may_draft(&who.user);
    let Some(view) = view else {
        if version.is_some() {
            return Err(Wrong::NotFound);
        }
        return page::show(&NonePage { page: who.page, open, may_draft });
    };
    let told = (asked.told.as_deref() == Some("in-force")).then_some("agreement-told-in-force");
    let standings = if view.life == Life::InForce { standings(&app, &who.page).await? } else { BTreeMap::new() };
    let kept = (view.life == Life::InForce).then_some(kept);
    page::show(&DocumentPage { page: who.page, view, open, may_draft, told, standings, kept })
}

/// How every promise stands, as the overview tells it; none while figures are not read yet.
async fn standings(app: &App, page: &Page) -> Result<BTreeMap<ClauseId, Standing>, Wrong> {
    let Some(snapshot) = app.desk().figures().current() else { return Ok(BTreeMap::new()) };
    let overview = app.fetch(move |_, _| Ok(snapshot.overview(&figures::Asked::default()))).await?;
    let standing = |line: &PromiseLine| Standing {
        hue: lines::hue(line.state),
        figure: lines::figure(page, line).text,
        word: format!("state-{}", line.state.word()),
    };
    let all = overview.sides.iter().flat_map(|side| &side.promises);
    Ok(all.map(|line| (line.clause.clone(), standing(line))).collect())
}

/// `GET /agreement/source`; `?clause=` opens at a clause.
pub(crate) async fn source(who: Reader, State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let clause = asked.clause.map(ClauseId);
    let read = move |desk: &entente_desk::live::Desk, now| {
        desk.read(|store, plans| document::text(store, plans, asked.version, clause.as_ref(), now))
    };
    let text = app.fetch(read).await?.ok_or(Wrong::NotFound)?;
    page::show(&SourcePage { page: who.page, text })
}

/// `GET /agreement/history`
pub(crate) async fn history(who: Reader, State(app): State<App>) -> Result<Response, Wrong> {
    let lang = who.page.lang;
    let read = move |desk: &entente_desk::live::Desk, now| {
        desk.read(|store, plans| document::history(store, plans, lang, now))
    };
    let versions = app.fetch(read).await?;
    if versions.is_empty() {
        return Ok(Redirect::to("/agreement").into_response());
    }
    page::show(&HistoryPage { page: who.page, versions })
}

/// `GET /agreement/clauses/{id}`
pub(crate) async fn clause(
    who: Reader,
    State(app): State<App>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let (id, lang) = (ClauseId(id), who.page.lang);
    let read = move |desk: &entente_desk::live::Desk, now| {
        desk.read(|store, plans| {
            let clause = document::clause(store, plans, asked.version, &id, lang, now)?;
            Ok::<_, entente_desk::Error>((clause, retention::standing(store, plans, now)?))
        })
    };
    let (it, kept) = app.fetch(read).await?;
    let it = it.ok_or(Wrong::NotFound)?;
    let kept = (it.life == Life::InForce && it.clause.id.0 == retention::CLAUSE).then_some(kept);
    let mut standing = None;
    if it.life == Life::InForce && it.clause.promised_by.is_some() {
        standing = standings(&app, &who.page).await?.remove(&it.clause.id);
    }
    page::show(&ClauseShown { page: who.page, it, standing, kept })
}

/// `GET /agreement/files/{name}`
pub(crate) async fn take(
    _: Reader,
    State(app): State<App>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let read = move |desk: &entente_desk::live::Desk, now| {
        desk.read(|store, plans| document::files(store, plans, asked.version, now))
    };
    let files = app.fetch(read).await?;
    let found = files.into_iter().find(|(own, _)| *own == name).ok_or(Wrong::NotFound)?;
    Ok(file(&found.0, found.1))
}

/// The message of where a version stands.
fn life_key(life: Life) -> &'static str {
    match life {
        Life::ToCome => "agreement-life-to-come",
        Life::InForce => "agreement-life-in-force",
        Life::Superseded => "agreement-life-superseded",
    }
}

/// From when, in words: an agreement that was in force before everything says so.
fn since(page: &Page, at: Instant) -> String {
    if at == Instant::MIN { page.say("agreement-from-the-start").into_owned() } else { page.at(&at) }
}

impl DocumentPage {
    /// How far details are gone, under the clause that says so.
    fn kept_by(&self, clause: &Clause) -> Option<&retention::Standing> {
        self.kept.as_ref().filter(|_| clause.id.0 == retention::CLAUSE)
    }

    fn life(&self) -> &'static str {
        life_key(self.view.life)
    }

    fn is_in_force(&self) -> bool {
        self.view.life == Life::InForce
    }

    fn since(&self) -> String {
        since(&self.page, self.view.effective)
    }

    /// What the parties hold each other to, section by section: the page that is printed first, with their signatures.
    fn on_one_page(&self) -> Vec<(&Section, Vec<&Clause>)> {
        let all = self.view.sections.iter();
        let chosen =
            all.map(|section| (section, section.clauses.iter().filter(|clause| is_essential(clause)).collect()));
        chosen.filter(|(_, clauses): &(_, Vec<&Clause>)| !clauses.is_empty()).collect()
    }

    fn hue(&self, party: &PartyKind) -> &'static str {
        hue(*party)
    }

    fn party_key(&self, party: &PartyKind) -> String {
        format!("party-{}", party.as_str())
    }

    fn kind_key(&self, kind: &KeyKind) -> String {
        format!("signature-kind-{}", kind.as_str())
    }

    fn short_hash(&self) -> String {
        self.view.hash.to_string().chars().take(12).collect()
    }

    fn said_changes(&self, clause: &Clause) -> String {
        clause.changed.as_ref().map(|changed| changed.says.join(" ")).unwrap_or_default()
    }

    fn lead(&self, lead: &LeadId) -> String {
        format!("/leads/{lead}")
    }
}

impl SourcePage {
    /// The lines, each with whether it is the one that was asked for.
    fn lines(&self) -> Vec<(u32, &str, bool)> {
        let numbered = self.text.source.lines().zip(1..);
        numbered.map(|(line, number)| (number, line, self.text.line == Some(number))).collect()
    }
}

impl HistoryPage {
    fn life(&self, version: &Version) -> &'static str {
        life_key(version.life)
    }

    fn since(&self, version: &Version) -> String {
        since(&self.page, version.effective)
    }

    fn short_hash(&self, version: &Version) -> String {
        version.hash.to_string().chars().take(12).collect()
    }

    fn hue(&self, party: &PartyKind) -> &'static str {
        hue(*party)
    }
}

impl ClauseShown {
    /// The most that one day of the picture shows.
    fn most(&self) -> u64 {
        self.it.days.iter().map(|(_, cited)| cited.decided).max().unwrap_or(0).max(1)
    }

    /// Each day of the picture: where it stands, how high its bar is and how much of that was missed, and its words.
    fn bars(&self) -> Vec<Bar> {
        let most = self.most();
        let height = |count: u64| if count == 0 { 0 } else { (count * 56 / most).max(2) };
        let bar = |(index, (day, cited)): (usize, &(Instant, document::Cited))| Bar {
            x: index as u64 * 10,
            height: height(cited.decided),
            missed: height(cited.missed),
            says: format!("{}: {}", self.page.short_day(day), cited.decided),
        };
        self.it.days.iter().enumerate().map(bar).collect()
    }

    fn did_key(&self, word: &str) -> String {
        format!("did-{word}")
    }

    fn lead(&self, lead: &LeadId) -> String {
        format!("/leads/{lead}")
    }

    fn hue(&self) -> &'static str {
        self.it.clause.promised_by.map_or("", hue)
    }

    fn is_of_version(&self) -> bool {
        self.it.life != Life::InForce
    }
}

/// A day of the picture.
struct Bar {
    x: u64,
    height: u64,
    missed: u64,
    says: String,
}

impl Bar {
    fn top(&self) -> u64 {
        60 - self.height
    }

    fn missed_top(&self) -> u64 {
        60 - self.missed
    }
}
