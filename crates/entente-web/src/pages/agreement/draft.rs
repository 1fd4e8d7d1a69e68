//! The draft: read as a document with what the checker says of it, edited as text, put before both parties.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::agreement::model::PartyKind;
use entente_core::agreement::read::read;
use entente_core::agreement::say::{Document, say};
use entente_core::problem::{Problem, Weight};
use entente_core::time::Instant;
use entente_desk::document::{Run, RunKind, marked};
use entente_desk::draft::{self, Kept, Refused};
use entente_desk::proposal;
use jiff::civil::DateTime;

use super::{Told, refused};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Drafter;
use crate::sent::Sent;

/// The draft as a document.
#[derive(Template)]
#[template(path = "agreement/draft.html")]
struct DraftPage {
    page: Page,
    kept: Kept,
    /// None where the text has errors.
    said: Option<Document>,
    problems: Vec<Problem>,
    told: Told,
    /// What was typed into the form that proposes.
    note: String,
    effective: String,
}

/// The draft as text.
#[derive(Template)]
#[template(path = "agreement/editor.html")]
struct EditorPage {
    page: Page,
    kept: Kept,
    source: String,
    problems: Vec<Problem>,
    told: Told,
}

async fn kept(app: &App) -> Result<Option<Kept>, Wrong> {
    app.fetch(|desk, _| desk.read(|store, _| draft::kept(store))).await
}

/// `GET /agreement/draft`
pub(crate) async fn show(who: Drafter, State(app): State<App>) -> Result<Response, Wrong> {
    match kept(&app).await? {
        Some(kept) => page::show(&draft_page(who.page, kept)),
        None => Ok(Redirect::to("/agreement/new").into_response()),
    }
}

fn draft_page(page: Page, kept: Kept) -> DraftPage {
    let read = read(&kept.source);
    let said = read.agreement.as_ref().map(|agreement| say(agreement, page.lang));
    let (note, effective) = (String::new(), String::new());
    DraftPage { page, kept, said, problems: read.problems, told: Told::default(), note, effective }
}

/// `GET /agreement/draft/source`
pub(crate) async fn edit(who: Drafter, State(app): State<App>) -> Result<Response, Wrong> {
    let Some(kept) = kept(&app).await? else { return Ok(Redirect::to("/agreement/new").into_response()) };
    let (source, problems) = (kept.source.clone(), read(&kept.source).problems);
    page::show(&EditorPage { page: who.page, kept, source, problems, told: Told::default() })
}

/// `POST /agreement/draft/source`
pub(crate) async fn put(who: Drafter, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let (user, text) = (who.user.clone(), sent.raw("source").to_owned());
    let revision = sent.text("revision").parse().unwrap_or(0);
    let put = app.ask(move |desk, now| desk.write(|store| draft::put_source(store, &user, revision, &text, now))).await;
    match put {
        Ok(_) if sent.text("then") == "review" => Ok(Redirect::to("/agreement/draft").into_response()),
        Ok(_) => Ok(Redirect::to("/agreement/draft/source").into_response()),
        Err(Refused::None) => Ok(Redirect::to("/agreement/new").into_response()),
        Err(refusal) => {
            let told = refused(&who.page, refusal)?;
            let Some(kept) = kept(&app).await? else { return Ok(Redirect::to("/agreement/new").into_response()) };
            let source = sent.raw("source").to_owned();
            let problems = read(&source).problems;
            let page = EditorPage { page: who.page, kept, source, problems, told };
            page::show_as(StatusCode::CONFLICT, &page)
        }
    }
}

/// `POST /agreement/draft/drop`
pub(crate) async fn drop(who: Drafter, State(app): State<App>, _: Sent) -> Result<Response, Wrong> {
    app.fetch(move |desk, now| desk.write(|store| draft::drop_draft(store, &who.user, now))).await?;
    Ok(Redirect::to("/agreement").into_response())
}

/// `POST /agreement/draft/amend`: begins with the text in force.
pub(crate) async fn amend(who: Drafter, State(app): State<App>, _: Sent) -> Result<Response, Wrong> {
    let begun = app.ask(move |desk, now| desk.write(|store| draft::amend(store, &who.user, now))).await;
    match begun {
        Ok(_) => Ok(Redirect::to("/agreement/draft/source").into_response()),
        Err(Refused::Desk(error)) => Err(error.into()),
        Err(_) => Ok(Redirect::to("/agreement/new").into_response()),
    }
}

/// `POST /agreement/draft/propose`
pub(crate) async fn propose(who: Drafter, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let (user, note) = (who.user.clone(), sent.text("note").to_owned());
    let revision = sent.text("revision").parse().unwrap_or(0);
    let effective = match sent.text("effective") {
        "" => Ok(None),
        typed => local(&who.page, typed).map(Some).ok_or(()),
    };
    let refusal = match effective {
        Ok(effective) => {
            let done = app.ask(move |desk, now| {
                desk.write(|store| proposal::propose(store, &user, revision, &note, effective, now))
            });
            match done.await {
                Ok(done) => {
                    let cleared = if done.cleared.is_empty() { "proposed" } else { "cleared" };
                    let to = format!("/agreement/proposals/{}?told={cleared}", done.number);
                    return Ok(Redirect::to(&to).into_response());
                }
                Err(refusal) => why(&who.page, refusal)?,
            }
        }
        Err(()) => who.page.say("draft-wrong-instant").into_owned(),
    };
    let Some(kept) = kept(&app).await? else { return Ok(Redirect::to("/agreement/new").into_response()) };
    let mut page = draft_page(who.page, kept);
    page.told = Told { text: refusal, is_bad: true };
    (page.note, page.effective) = (sent.text("note").to_owned(), sent.text("effective").to_owned());
    page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// A local time of the reader's zone, as the browser's field sends it.
fn local(page: &Page, typed: &str) -> Option<Instant> {
    let local: DateTime = typed.parse().ok()?;
    let instant = page.zone.to_timestamp(local).ok()?;
    Some(Instant::from_micros(instant.as_microsecond()))
}

/// Why a draft was not proposed.
fn why(page: &Page, refused: proposal::Refused) -> Result<String, Wrong> {
    use proposal::Refused as Why;
    Ok(match refused {
        Why::Desk(error) => return Err(error.into()),
        Why::Draft(refused) => super::refused(page, refused)?.text,
        Why::Unsound(problems) => {
            page.say_with("agreement-unsound", &[("n", problems.len().to_string().as_str())]).into_owned()
        }
        Why::Same => page.say("agreement-same").into_owned(),
        other => other.to_string(),
    })
}

impl DraftPage {
    fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.weight == Weight::Error).count()
    }

    fn advice(&self) -> usize {
        self.problems.len() - self.errors()
    }

    fn runs(&self, text: &str) -> Vec<Run> {
        marked(text)
    }

    fn party_class(&self, index: &usize) -> &'static str {
        if *index == 0 { "m" } else { "s" }
    }
}

impl EditorPage {
    fn is_error(&self, problem: &Problem) -> bool {
        problem.weight == Weight::Error
    }

    fn lines(&self) -> usize {
        self.source.lines().count().clamp(12, 40)
    }
}

/// The class of a party's colour.
pub(super) fn hue(party: PartyKind) -> &'static str {
    match party {
        PartyKind::Marketing => "m",
        PartyKind::Sales => "s",
    }
}
