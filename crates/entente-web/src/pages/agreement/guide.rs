//! The guided first agreement: ten short steps, each a form of its own, with the text that follows from them beside it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::agreement::read::read;
use entente_core::agreement::say::{Section, say};
use entente_desk::draft::{self, Answers, Column, Field, Group, Kept, Kind, Refusal, Refused, Step, Typed, to_yaml};
use entente_desk::proposal::{self, Listed};
use serde::Deserialize;

use super::{Told, refused};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Drafter;
use crate::sent::Sent;

/// The first page: what will be asked, and how to begin.
#[derive(Template)]
#[template(path = "agreement/start.html")]
struct StartPage {
    page: Page,
    /// Proposals that are before both parties.
    open: Vec<Listed>,
}

#[derive(Template)]
#[template(path = "agreement/step.html")]
struct StepPage {
    page: Page,
    kept: Kept,
    step: Step,
    groups: Vec<Group>,
    wrong: Vec<Refusal>,
    preview: Preview,
    told: Told,
}

/// The part of the text that a step decides.
#[derive(Template)]
#[template(path = "agreement/preview.html")]
struct Preview {
    /// Who agrees, in the step that asks.
    preamble: Vec<String>,
    sections: Vec<Section>,
    /// Whether what is typed has to be mended first.
    is_wrong: bool,
    wrong_text: String,
}

/// Which step.
#[derive(Deserialize)]
pub(crate) struct Asked {
    step: Option<usize>,
}

/// `GET /agreement/new`; `?step=` shows one of the ten.
pub(crate) async fn show(who: Drafter, State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let kept = app.fetch(|desk, _| desk.read(|store, _| draft::kept(store))).await?;
    let Some(kept) = kept else {
        let open = app.fetch(|desk, _| desk.read(|store, _| proposal::open(store))).await?;
        return page::show(&StartPage { page: who.page, open });
    };
    let Some(answers) = kept.answers.clone() else {
        return Ok(Redirect::to("/agreement/draft/source").into_response());
    };
    let next = (kept.answered + 1).min(Step::ALL.len());
    let step = Step::at(asked.step.unwrap_or(next)).ok_or(Wrong::NotFound)?;
    let page = step_page(who.page, kept, &answers, step);
    page::show(&page)
}

fn step_page(page: Page, kept: Kept, answers: &Answers, step: Step) -> StepPage {
    let preview = preview(&page, Some(answers), step);
    let groups = answers.form(step);
    StepPage { page, kept, step, groups, wrong: Vec::new(), preview, told: Told::default() }
}

/// `POST /agreement/new`: begins, or goes on with what is there.
pub(crate) async fn begin(who: Drafter, State(app): State<App>, _: Sent) -> Result<Response, Wrong> {
    let user = who.user.clone();
    let begun = app.ask(move |desk, now| desk.write(|store| draft::begin(store, &user, now))).await;
    match begun {
        Ok(_) => Ok(Redirect::to("/agreement/new").into_response()),
        Err(Refused::Desk(error)) => Err(error.into()),
        Err(other) => Err(Wrong::Fault(other.to_string())),
    }
}

/// `POST /agreement/new/{step}`
pub(crate) async fn take(
    who: Drafter,
    State(app): State<App>,
    Path(number): Path<usize>,
    sent: Sent,
) -> Result<Response, Wrong> {
    let step = Step::at(number).ok_or(Wrong::NotFound)?;
    let revision = sent.text("revision").parse().unwrap_or(0);
    let typed = Typed(sent.0.clone());
    let (user, asked) = (who.user.clone(), typed.clone());
    let put = move |store: &mut _, now| draft::put_answers(store, &user, revision, step, &asked, now);
    let kept = app.ask(move |desk, now| desk.write(|store| put(store, now))).await;
    let refusal = match kept {
        Ok(_) if sent.text("then") == "review" => return Ok(Redirect::to("/agreement/draft").into_response()),
        Ok(_) if sent.text("then") == "rows" => {
            return Ok(Redirect::to(&format!("/agreement/new?step={number}")).into_response());
        }
        Ok(_) => {
            let to = Step::at(number + 1)
                .map_or_else(|| "/agreement/draft".to_owned(), |next| format!("/agreement/new?step={}", next.number()));
            return Ok(Redirect::to(&to).into_response());
        }
        Err(Refused::None | Refused::ByHand) => return Ok(Redirect::to("/agreement/new").into_response()),
        Err(refusal) => refusal,
    };
    let kept = app.fetch(|desk, _| desk.read(|store, _| draft::kept(store))).await?;
    let Some((kept, answers)) = kept.and_then(|kept| kept.answers.clone().map(|answers| (kept, answers))) else {
        return Ok(Redirect::to("/agreement/new").into_response());
    };
    let status = match &refusal {
        Refused::Overtaken { .. } => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut page = step_page(who.page, kept, &answers, step);
    if let Refused::Fields(fields) = &refusal {
        page.wrong.clone_from(fields);
    }
    for group in &mut page.groups {
        group.fields = std::mem::take(&mut group.fields).into_iter().map(|field| field.typed(&typed)).collect();
    }
    page.told = refused(&page.page, refusal)?;
    page::show_as(status, &page)
}

/// `POST /agreement/new/{step}/preview`: the text that would follow from what is typed; nothing is kept.
pub(crate) async fn try_out(
    who: Drafter,
    State(app): State<App>,
    Path(number): Path<usize>,
    sent: Sent,
) -> Result<Response, Wrong> {
    let step = Step::at(number).ok_or(Wrong::NotFound)?;
    let kept = app.fetch(|desk, _| desk.read(|store, _| draft::kept(store))).await?;
    let answers = kept.and_then(|kept| kept.answers).ok_or(Wrong::NotFound)?;
    let answers = answers.with(step, &Typed(sent.0)).ok();
    page::show(&preview(&who.page, answers.as_ref(), step))
}

fn preview(page: &Page, answers: Option<&Answers>, step: Step) -> Preview {
    let agreement = answers.and_then(|answers| read(&to_yaml(answers)).agreement);
    let wrong_text = page.say("agreement-preview-wrong").into_owned();
    let Some(agreement) = agreement else {
        return Preview { preamble: Vec::new(), sections: Vec::new(), is_wrong: true, wrong_text };
    };
    let said = say(&agreement, page.lang);
    let preamble = if step == Step::Who { said.preamble } else { Vec::new() };
    let wanted = |section: &Section| sections_of(step).contains(&section.number.as_str());
    let sections = said.sections.into_iter().filter(wanted).collect();
    Preview { preamble, sections, is_wrong: false, wrong_text }
}

/// The sections of the text that a step decides.
fn sections_of(step: Step) -> &'static [&'static str] {
    match step {
        Step::Who => &["10"],
        Step::Goals => &["1"],
        Step::Buyer => &["2"],
        Step::Stages => &["4"],
        Step::Qualified => &["5"],
        Step::Handoff => &["6"],
        Step::Promises => &["7"],
        Step::Metrics => &["9"],
        Step::Technology => &["3", "8"],
        Step::Meetings => &["10"],
    }
}

impl StartPage {
    fn steps(&self) -> [Step; 10] {
        Step::ALL
    }
}

impl StepPage {
    fn steps(&self) -> [Step; 10] {
        Step::ALL
    }

    fn back(&self) -> Option<usize> {
        self.step.number().checked_sub(1).filter(|number| *number > 0)
    }

    fn n(&self) -> String {
        self.step.number().to_string()
    }

    fn legend(&self, group: &Group) -> String {
        self.page.say_or(&format!("draft-group-{}", group.name), "")
    }

    fn label(&self, name: &str) -> String {
        self.page.say_or(&format!("draft-{name}"), name)
    }

    fn column(&self, field: &str, column: &Column) -> String {
        self.page.say_or(&format!("draft-{field}-{}", column.name), column.name)
    }

    fn hint(&self, name: &str) -> String {
        self.page.say_or(&format!("draft-{name}-hint"), "")
    }

    fn word(&self, word: &str) -> String {
        self.page.say_or(&format!("draft-word-{word}"), word)
    }

    fn why(&self, name: &str) -> Option<String> {
        let refusal = self.wrong.iter().find(|refusal| refusal.field == name)?;
        let limit = refusal.why.limit().map(|limit| limit.to_string()).unwrap_or_default();
        Some(self.page.say_with(refusal.why.key(), &[("limit", limit.as_str())]).into_owned())
    }

    /// Refusals of cells, each with the words of its column.
    fn cells_wrong(&self, field: &str) -> Vec<(String, String)> {
        let start = format!("{field}.");
        let of_cells = self.wrong.iter().filter(|refusal| refusal.field.starts_with(&start));
        of_cells.filter_map(|refusal| Some((refusal.field.clone(), self.why(&refusal.field)?))).collect()
    }

    fn has(&self, field: &Field, word: &str) -> bool {
        field.values.iter().any(|value| value == word)
    }

    fn value<'a>(&self, field: &'a Field) -> &'a str {
        field.values.first().map_or("", String::as_str)
    }

    fn unit(&self, kind: &Kind) -> String {
        match kind {
            Kind::Amount { unit: "money" } => self.kept.answers.as_ref().map_or("", |own| &own.who.currency).to_owned(),
            Kind::Number { unit, .. } | Kind::Amount { unit } => self.page.say_or(&format!("draft-unit-{unit}"), unit),
            _ => String::new(),
        }
    }

    fn input_type(&self, kind: &Kind) -> &'static str {
        match kind {
            Kind::Mail => "email",
            Kind::Time => "time",
            _ => "text",
        }
    }

    fn is_number(&self, kind: &Kind) -> bool {
        matches!(kind, Kind::Number { .. } | Kind::Amount { .. })
    }

    /// Whether two of its kind stand side by side.
    fn is_short(&self, kind: &Kind) -> bool {
        self.is_number(kind) || matches!(kind, Kind::Time | Kind::Choice(_) | Kind::Zone)
    }

    fn is_zone(&self, kind: &Kind) -> bool {
        *kind == Kind::Zone
    }

    fn step_name(&self, step: &Step) -> String {
        self.page.say_or(&format!("draft-step-{}", step.as_str()), step.as_str())
    }
}
