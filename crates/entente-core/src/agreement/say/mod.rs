//! The whole agreement read aloud as numbered plain sentences, so that what is signed is what was understood.
//!
//! Nothing that is part of the identity is left out: a test holds every value of the canonical form against the text.
//! Each sentence stands in both languages side by side.

mod clocks;
mod examples;
mod handoff;
mod keep;
mod measures;
mod moments;
mod nurture;
mod preamble;
mod process;
mod promises;
mod recurrence;
mod render;
mod target;
mod terms;
#[cfg(test)]
pub(super) mod tests;
mod voice;
mod words;

use serde::Serialize;

use super::canonical::hash;
use super::clauses::{Chapter, Part, numbered_in};
use super::model::Agreement;
use crate::id::{AgreementHash, ClauseId};
use crate::lang::Lang;
use terms::Whose;
pub(super) use voice::Voice;

/// One sentence in the language asked for, both written side by side; names in braces are taken from the scope.
macro_rules! tell {
    ($lang:expr, $en:literal, $ko:literal $(,)?) => {
        match $lang {
            $crate::lang::Lang::En => format!($en),
            $crate::lang::Lang::Ko => format!($ko),
        }
    };
}
pub(super) use tell;

/// An agreement, read aloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// Who agrees, and what holds for all of it.
    pub preamble: Vec<String>,
    /// Sections that hold at least one clause.
    pub sections: Vec<Section>,
    /// Who signs, marketing first.
    pub signatures: Vec<SignatureLine>,
    /// The identity of what is said.
    pub hash: AgreementHash,
    /// The language it is said in; the headings need it.
    #[serde(skip)]
    lang: Lang,
}

/// One section of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// `1` to `12`; `A` for the annex.
    pub number: String,
    /// Its heading.
    pub title: String,
    /// Its clauses.
    pub clauses: Vec<Spoken>,
}

/// One clause, said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spoken {
    /// `7.6`
    pub number: String,
    /// `sla.sales.touch`
    pub id: ClauseId,
    /// Its name in words.
    pub title: String,
    /// What it says, in whole sentences.
    pub text: String,
}

/// A line to sign on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureLine {
    /// The party, in the language of the text.
    pub party: String,
    /// What it calls itself.
    pub name: String,
    /// Mail address of the person who signs for it.
    pub signs: String,
}

/// Says the agreement in a language.
#[must_use]
pub fn say(agreement: &Agreement, lang: Lang) -> Document {
    let voice = Voice::new(agreement, lang);
    let sections = Chapter::ALL.iter().filter_map(|chapter| section(&voice, *chapter)).collect();
    Document {
        title: agreement.title.clone(),
        preamble: preamble::preamble(&voice),
        sections,
        signatures: preamble::signatures(&voice),
        hash: hash(agreement),
        lang,
    }
}

/// The sentences of the preamble.
pub(super) fn preamble_of(voice: &Voice<'_>) -> Vec<String> {
    preamble::preamble(voice)
}

/// A section; none where it has no clause.
fn section(voice: &Voice<'_>, chapter: Chapter) -> Option<Section> {
    let clauses: Vec<Spoken> = numbered_in(voice.agreement, chapter)
        .into_iter()
        .map(|(clause, part)| {
            let title = voice.title(&clause);
            let mut said = sentences(voice, part);
            // A stage 'customer' that says 'Customer' is named once.
            said.retain(|sentence| sentence.strip_suffix('.') != Some(title.as_str()));
            Spoken { text: said.join(" "), title, number: clause.number, id: clause.id }
        })
        .collect();
    let title = heading(voice.lang, chapter).to_owned();
    (!clauses.is_empty()).then(|| Section { number: chapter.number(), title, clauses })
}

/// What a part says, sentence by sentence.
pub(super) fn sentences(voice: &Voice<'_>, part: Part<'_>) -> Vec<String> {
    match part {
        Part::Goal(goal) => measures::goal(voice, goal),
        Part::Buyer(buyer) => target::buyer(voice, buyer),
        Part::Fit(rule) => target::fit(voice, rule),
        Part::Grades(grades) => target::grades(voice, grades),
        Part::Signal(signal) => target::signal(voice, signal),
        Part::Levels(levels) => target::levels(voice, levels),
        Part::Stage(stage) => process::stage(voice, stage),
        Part::Recycled(leaves) => process::recycled(voice, leaves),
        Part::Disqualified(leaves) => process::disqualified(voice, leaves),
        Part::Qualified(rule) => process::qualified(voice, rule),
        Part::Never(rule) => process::never(voice, rule),
        Part::Handoff(handoff) => handoff::handoff(voice, handoff),
        Part::NoHandoff => vec![handoff::none(voice)],
        Part::Route(route) => handoff::route(voice, route),
        Part::Nobody(to, says) => handoff::nobody(voice, to, says),
        Part::Team(team) => handoff::team(voice, team),
        Part::Reject(reason) => handoff::reject(voice, reason),
        Part::Disqualify(reasons) => vec![handoff::disqualify(voice, reasons)],
        Part::Aliases(aliases) => vec![handoff::aliases(voice, aliases)],
        Part::Promise(party, promise) => promises::promise(voice, party, promise),
        Part::FirstTouch(kinds) => vec![clocks::first_touch(voice, kinds)],
        Part::CalendarOf(whose) => clocks::calendar_of(voice, whose),
        Part::Pause(longest) => vec![clocks::pause(voice, longest)],
        Part::Ladder(steps) => clocks::ladder(voice, steps),
        Part::Waivers(by) => vec![clocks::waivers(voice, by)],
        Part::Nurture(program) => nurture::program(voice, program),
        Part::Segment(segment) => nurture::segment(voice, segment),
        Part::Metric(metric) => measures::metric(voice, metric),
        Part::Meeting(meeting) => measures::meeting(voice, meeting),
        Part::Amend(amend) => measures::amend(voice, amend),
        Part::KeepDetails(keep) => keep::details(voice, keep),
        Part::Calendar(calendar) => terms::calendar(voice, calendar),
        Part::LeadField(field) => vec![terms::field(voice, Whose::Lead, field)],
        Part::AccountField(field) => vec![terms::field(voice, Whose::Account, field)],
        Part::List(words) => vec![terms::list(voice, words)],
        Part::Example(example) => examples::example(voice, example),
    }
}

/// The heading of a section.
pub(super) fn heading(lang: Lang, chapter: Chapter) -> &'static str {
    let (en, ko) = match chapter {
        Chapter::Goals => ("What we want together", "함께 이루려는 목표"),
        Chapter::Target => ("Whom we want", "우리가 찾는 고객"),
        Chapter::Interest => ("What shows interest", "관심을 보여 주는 신호"),
        Chapter::Process => ("The lead process", "리드 단계"),
        Chapter::Qualified => ("The qualified lead", "적격 리드"),
        Chapter::Handoff => ("The handoff", "리드 인계"),
        Chapter::Promises => ("What each side promises", "서로의 약속(SLA)"),
        Chapter::Nurture => ("How we keep leads warm", "리드 육성"),
        Chapter::Metrics => ("What we measure", "측정 지표"),
        Chapter::Meetings => ("When we meet", "정기 회의"),
        Chapter::Amendment => ("How this agreement changes", "합의서의 변경"),
        Chapter::Keeping => ("What we keep", "기록의 보관"),
        Chapter::Terms => ("Annex: calendars, fields, lists and examples", "부록: 달력, 항목, 목록, 예시"),
    };
    match lang {
        Lang::En => en,
        Lang::Ko => ko,
    }
}
