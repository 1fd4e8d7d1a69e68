//! The import wizard in steps: a file, what its columns mean, what would come of it, the import, what came of it.

#[cfg(test)]
mod tests;
mod words;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use entente_desk::import::{
    self, Came, Choice, Choices, Column, Form, Gap, Known, Proposal, Refused, Stopped, Target, Underway, Unusable,
    Upload as File, Wizard,
};
use entente_desk::live::Desk;
use serde::Deserialize;

use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Administrator;
use crate::sent::{Sent, Upload};
use words::Told;

/// A file of more rows is tried only where somebody asks.
const TRIED_ROWS_MAX: u64 = 50_000;

#[derive(Template)]
#[template(path = "import/start.html")]
struct StartPage {
    page: Page,
    /// Why a file was not taken.
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "import/columns.html")]
struct ColumnsPage {
    page: Page,
    proposal: Proposal,
    known: Known,
    zone: String,
    wrong: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "import/preview.html")]
struct PreviewPage {
    page: Page,
    file: File,
    rows: u64,
    facts: Vec<Told>,
    /// What would come of it; none where it was not tried.
    tried: Option<Came>,
}

#[derive(Template)]
#[template(path = "import/came.html")]
struct CamePage {
    page: Page,
    file: File,
    underway: Option<Underway>,
    came: Option<Came>,
}

/// Whether the whole of a large file is to be tried.
#[derive(Deserialize)]
pub(crate) struct Try {
    r#try: Option<String>,
}

/// What the desk answers about a file, or why it cannot.
enum Asked<T> {
    Got(T),
    Refused(Refused),
    /// There is no such file, or none any more.
    Gone,
}

/// Asks the desk about a file, off the threads that answer.
async fn ask<T: Send + 'static>(
    app: &App,
    id: &str,
    work: impl FnOnce(&Desk, &Wizard<'_>) -> Result<T, Refused> + Send + 'static,
) -> Result<Asked<T>, Wrong> {
    let id = id.to_owned();
    app.fetch(move |desk, now| {
        let Some(upload) = import::find(desk.folder(), &id)? else { return Ok(Asked::Gone) };
        let known = import::known(desk);
        match work(desk, &Wizard { upload: &upload, known: &known, now }) {
            Ok(got) => Ok(Asked::Got(got)),
            Err(Refused::Desk(error)) => Err(error),
            Err(refused) => Ok(Asked::Refused(refused)),
        }
    })
    .await
}

/// `GET /setup/import`
pub(crate) async fn start(who: Administrator) -> Result<Response, Wrong> {
    page::show(&StartPage { page: who.page, wrong: None })
}

/// `POST /setup/import`: takes a file.
pub(crate) async fn take(who: Administrator, State(app): State<App>, sent: Upload) -> Result<Response, Wrong> {
    let Some(file) = sent.files.into_iter().next() else {
        let wrong = who.page.say("import-wrong-no-file").into_owned();
        return page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &StartPage { page: who.page, wrong: Some(wrong) });
    };
    let kept = app.fetch(move |desk, now| import::keep(desk.folder(), &file.name, &file.bytes, now)).await?;
    Ok(Redirect::to(&at(&kept.id, "")).into_response())
}

fn at(id: &str, step: &str) -> String {
    format!("/setup/import/{id}{step}")
}

/// `GET /setup/import/{id}`: what its columns are taken for.
pub(crate) async fn columns(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Response, Wrong> {
    show_columns(&app, who.page, &id, None).await
}

async fn show_columns(app: &App, page: Page, id: &str, wrong: Option<&'static str>) -> Result<Response, Wrong> {
    let zone = page.zone.iana_name().unwrap_or("UTC").to_owned();
    let proposed = ask(app, id, move |_, wizard| {
        let mut choices = wizard.choices()?;
        if choices.zone.is_none() {
            choices.zone = Some(zone);
            wizard.choose(&choices)?;
        }
        Ok((wizard.propose()?, wizard.known.clone(), choices.zone.unwrap_or_default()))
    });
    match proposed.await? {
        Asked::Got((proposal, known, zone)) => {
            let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            page::show_as(status, &ColumnsPage { page, proposal, known, zone, wrong })
        }
        Asked::Refused(refused) => not_taken(page, &refused),
        Asked::Gone => Err(Wrong::NotFound),
    }
}

/// The first step again, with why the file is not taken.
fn not_taken(page: Page, refused: &Refused) -> Result<Response, Wrong> {
    let wrong = match refused {
        Refused::File(unusable) => {
            let name = match unusable {
                Unusable::NoSheet(name) => name.clone(),
                Unusable::Large(mebibytes) => mebibytes.to_string(),
                _ => String::new(),
            };
            page.say_with(&format!("import-wrong-{}", unusable.key()), &[("n", &name)]).into_owned()
        }
        _ => page.say("import-wrong-misfit").into_owned(),
    };
    page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &StartPage { page, wrong: Some(wrong) })
}

/// `POST /setup/import/{id}`: keeps what was chosen.
pub(crate) async fn choose(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Wrong> {
    let format = |place: usize| Some(sent.text(&format!("format-{place}")).to_owned()).filter(|text| !text.is_empty());
    let targets = sent.all("target").into_iter().enumerate();
    let said = |name: &str| Some(sent.text(name).to_owned()).filter(|text| !text.is_empty());
    let choices = Choices {
        source: said("source"),
        zone: said("timezone"),
        sheet: said("sheet"),
        columns: targets.map(|(place, target)| Choice { target: target.to_owned(), format: format(place) }).collect(),
    };
    let is_zone = choices.zone.as_deref().is_some_and(|zone| jiff::tz::TimeZone::get(zone).is_ok());
    let other_sheet = sent.is_ticked("look");
    let chosen = ask(&app, &id, move |_, wizard| {
        let before = wizard.choices()?;
        // Another sheet has other columns: what was chosen for this one says nothing about it.
        let is_other = choices.sheet.is_some() && before.sheet != choices.sheet;
        let columns = if is_other && other_sheet { Vec::new() } else { choices.columns.clone() };
        let zone = if is_zone { choices.zone.clone() } else { before.zone };
        wizard.choose(&Choices { columns, zone, ..choices })?;
        Ok(wizard.propose()?.gaps)
    });
    match chosen.await? {
        Asked::Got(_) if !is_zone => show_columns(&app, who.page, &id, Some("wrong-zone")).await,
        Asked::Got(_) if other_sheet => Ok(Redirect::to(&at(&id, "")).into_response()),
        Asked::Got(gaps) if gaps.contains(&Gap::NoPerson) => {
            show_columns(&app, who.page, &id, Some("import-wrong-no-person")).await
        }
        Asked::Got(_) => Ok(Redirect::to(&at(&id, "/preview")).into_response()),
        Asked::Refused(refused) => not_taken(who.page, &refused),
        Asked::Gone => Err(Wrong::NotFound),
    }
}

/// `GET /setup/import/{id}/preview`: the first facts, and what would come of it.
pub(crate) async fn preview(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<String>,
    Query(asked): Query<Try>,
) -> Result<Response, Wrong> {
    let previewed = ask(&app, &id, move |desk, wizard| {
        let proposal = wizard.propose()?;
        let mapping = wizard.mapping(&proposal.draft)?;
        let is_tried = asked.r#try.is_some() || proposal.suggestion.rows <= TRIED_ROWS_MAX;
        let tried = if is_tried { Some(wizard.dry_run(desk, &mapping)?) } else { None };
        Ok((proposal.upload, proposal.suggestion.rows, wizard.preview(&mapping)?, tried))
    });
    match previewed.await? {
        Asked::Got((file, rows, facts, tried)) => {
            let facts = facts.iter().map(|(line, fact)| Told::of(&who.page, *line, fact)).collect();
            page::show(&PreviewPage { page: who.page, file, rows, facts, tried })
        }
        Asked::Refused(Refused::NoPerson) => show_columns(&app, who.page, &id, Some("import-wrong-no-person")).await,
        Asked::Refused(refused) => not_taken(who.page, &refused),
        Asked::Gone => Err(Wrong::NotFound),
    }
}

/// `POST /setup/import/{id}/start`: imports it in the background; sent twice, it runs once.
pub(crate) async fn run(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<String>,
    _: Sent,
) -> Result<Response, Wrong> {
    let wanted = id.clone();
    let begun = app.fetch(move |desk, _| {
        let Some(upload) = import::find(desk.folder(), &wanted)? else { return Ok(None) };
        let running = desk.imports().begin(&upload);
        Ok(Some((upload, running)))
    });
    let (upload, running) = begun.await?.ok_or(Wrong::NotFound)?;
    if let Some(running) = running {
        let (app, by) = (app.clone(), who.user);
        tokio::task::spawn_blocking(move || {
            let (desk, known) = (app.desk(), import::known(app.desk()));
            let wizard = Wizard { upload: &upload, known: &known, now: app.now() };
            if let Err(Refused::Desk(error)) = wizard.admit(desk, &by, &running, &|| app.now()) {
                eprintln!("entente: an import stopped: {error}");
            }
        });
    }
    Ok(Redirect::to(&at(&id, "/came")).into_response())
}

/// `GET /setup/import/{id}/came`: how far it is, and what came of it.
pub(crate) async fn came(
    who: Administrator,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Response, Wrong> {
    let wanted = id.clone();
    let came = ask(&app, &id, move |desk, wizard| {
        Ok((wizard.upload.clone(), desk.imports().underway(&wanted), wizard.came()?))
    });
    match came.await? {
        Asked::Got((file, underway, came)) => page::show(&CamePage { page: who.page, file, underway, came }),
        _ => Err(Wrong::NotFound),
    }
}

/// `GET /setup/import/{id}/rejects.csv`: the rows that could not be used.
pub(crate) async fn rejects(
    _: Administrator,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Response, Wrong> {
    let found = ask(&app, &id, |_, wizard| Ok((wizard.upload.name.clone(), import::rejects(wizard.upload)?)));
    match found.await? {
        Asked::Got((name, Some(bytes))) => Ok(file(&format!("rejects.{name}.csv"), "text/csv; charset=utf-8", bytes)),
        _ => Err(Wrong::NotFound),
    }
}

/// `GET /setup/import/{id}/mapping.yaml`: what was chosen, for the command line.
pub(crate) async fn mapping(
    _: Administrator,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Response, Wrong> {
    match ask(&app, &id, |_, wizard| Ok(wizard.propose()?.draft.text())).await? {
        Asked::Got(text) => Ok(file("mapping.yaml", "application/yaml; charset=utf-8", text.into_bytes())),
        _ => Err(Wrong::NotFound),
    }
}

/// A file to take along, by a name of plain letters.
fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let is_plain = |letter: &char| letter.is_ascii_alphanumeric() || "-_.".contains(*letter);
    let name: String = name.chars().filter(is_plain).collect();
    let headers = [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))];
    (headers, Body::from(bytes)).into_response()
}

/// `POST /setup/import/{id}/drop`: removes the file and what was noted of it.
pub(crate) async fn drop_file(
    _: Administrator,
    State(app): State<App>,
    Path(id): Path<String>,
    _: Sent,
) -> Result<Response, Wrong> {
    let wanted = id.clone();
    let removed = ask(&app, &id, move |desk, wizard| {
        if desk.imports().underway(&wanted).is_none() {
            wizard.upload.remove()?;
        }
        Ok(())
    });
    removed.await?;
    Ok(Redirect::to("/setup/import").into_response())
}

impl CamePage {
    fn has_rejects(&self, came: &Came) -> bool {
        came.rows[2] > 0
    }

    /// Why it stopped, in the reader's words.
    fn stopped(&self, stopped: &Stopped) -> String {
        self.page.say(&format!("import-stopped-{}", stopped.key)).into_owned()
    }

    fn is_cut_off(&self) -> bool {
        self.underway.is_none() && self.came.as_ref().is_some_and(|came| came.ended.is_none())
    }
}

impl ColumnsPage {
    /// The sheets of a workbook; none of a text.
    fn sheets(&self) -> &[String] {
        match &self.proposal.form {
            Form::Workbook { sheets, .. } if sheets.len() > 1 => sheets,
            _ => &[],
        }
    }

    fn is_sheet(&self, name: &str) -> bool {
        matches!(&self.proposal.form, Form::Workbook { sheet, .. } if sheet == name)
    }

    /// What each column becomes, beside it.
    fn rows(&self) -> impl Iterator<Item = (usize, &Column, &Target)> {
        let columns = self.proposal.suggestion.columns.iter().zip(&self.proposal.chosen).enumerate();
        columns.map(|(place, (column, (target, _)))| (place, column, target))
    }

    fn is_suggested(&self, column: &Column, target: &Target) -> bool {
        column.target == *target
    }
}
