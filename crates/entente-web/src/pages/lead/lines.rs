//! The timeline as rows: each with its time, its colour, its sentence, its clause, and what it rests on.

use entente_core::decision::{Concluded, Ground};
use entente_core::fact::What;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision};
use entente_desk::lead::{Event, Group, Hue, Line, Paid};

use super::decided;
use super::told::{self, Said};
use super::words::{Mark, Voice, mark, points};
use crate::page::Page;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The class of its colour.
    pub(super) hue: &'static str,
    /// When, for people.
    pub(super) time: String,
    /// When, in full, for whoever points at it.
    pub(super) full: String,
    /// When, for machines.
    pub(super) machine: String,
    /// The sentence.
    pub(super) said: Said,
    /// Whether it is a decision.
    pub(super) is_decision: bool,
    /// Its clause.
    pub(super) mark: Option<Mark>,
    /// What it paid, with its sign.
    pub(super) paid: Vec<String>,
    /// Who did it.
    pub(super) by: String,
    /// When the log learnt it, where that was markedly later.
    pub(super) learnt: String,
    /// The other number of this person it was told of, or that it was told of the company.
    pub(super) of: String,
    /// What a decision rests on.
    pub(super) because: Vec<Ground>,
    /// The rows of a group; empty for a row of its own.
    pub(super) rows: Vec<Row>,
}

/// All groups as rows.
pub(super) fn rows(voice: Voice, groups: &[Group]) -> Vec<Row> {
    groups.iter().filter_map(|group| group_row(voice, group)).collect()
}

fn group_row(voice: Voice, group: &Group) -> Option<Row> {
    let first = group.lines.first()?;
    let one = row(voice, first);
    if group.lines.len() == 1 {
        return Some(one);
    }
    let count = group.lines.len().to_string();
    let head = match &first.event {
        Event::Told(What::Happened { .. }) => voice.say("group-happened", &[("what", &one.said.head), ("n", &count)]),
        Event::Told(_) => voice.say("group-learnt", &[("n", &count)]),
        Event::Concluded(Concluded::ClockStarted { .. }) => voice.say("group-clocks", &[("n", &count)]),
        Event::Concluded(Concluded::Verdict { .. }) => voice.say("group-cancelled", &[("n", &count)]),
        Event::Concluded(Concluded::ClockStep { .. }) => voice.say("group-steps", &[("n", &count)]),
        Event::Concluded(_) => voice.say("group-nurture", &[("n", &count)]),
    };
    let rows = group.lines.iter().map(|line| row(voice, line)).collect();
    let said = Said { head, ..Said::default() };
    Some(Row {
        said,
        paid: paid(voice, group.paid()),
        mark: None,
        by: String::new(),
        learnt: String::new(),
        of: String::new(),
        because: Vec::new(),
        rows,
        ..one
    })
}

fn row(voice: Voice, line: &Line) -> Row {
    let page = voice.page;
    let said = match &line.event {
        Event::Told(what) => told::fact(voice, what, &seen_as(voice, line)),
        Event::Concluded(what) => decided::decision(voice, what, &line.says),
    };
    let of = match (line.lead, line.of_account) {
        (Some(lead), _) => voice.say("line-of-lead", &[("lead", &lead.to_string())]),
        (None, true) => voice.say("line-of-account", &[]),
        (None, false) => String::new(),
    };
    let is_decision = matches!(line.event, Event::Concluded(_));
    Row {
        hue: hue(line.hue),
        time: time(page, line.at, line.precision),
        full: if line.precision == Precision::Day { page.day(&line.at) } else { page.at(&line.at) },
        machine: page.machine(&line.at),
        said,
        is_decision,
        mark: mark(line.cite.as_ref()),
        paid: paid(voice, line.paid),
        // A decision that follows from what somebody did stands right above it.
        by: line.by.as_ref().filter(|_| !is_decision).map(|by| voice.person(by)).unwrap_or_default(),
        learnt: line.learnt.map(|at| voice.say("line-learnt", &[("time", &page.at(&at))])).unwrap_or_default(),
        of,
        because: line.because.clone(),
        rows: Vec::new(),
    }
}

/// How the agreement says what a fact was, or its word for the signal it was seen as; empty where it was none.
fn seen_as(voice: Voice, line: &Line) -> String {
    match line.signals.first() {
        Some(signal) if line.says.is_empty() => voice.word("signal", signal.as_str()),
        _ => line.says.clone(),
    }
}

/// As near as one needs it, with the time of day as far back as this year.
fn time(page: &Page, at: Instant, precision: Precision) -> String {
    let near = page.near(&at);
    let day = page.short_day(&at);
    match precision {
        Precision::Day => day,
        _ if near == day => format!("{day} {}", page.time(&at)),
        _ => near,
    }
}

fn hue(hue: Hue) -> &'static str {
    match hue {
        Hue::Marketing => "m",
        Hue::Sales => "s",
        Hue::Late => "bad",
        Hue::Plain => "n",
    }
}

/// `+15`, `fit +22`.
fn paid(voice: Voice, paid: Paid) -> Vec<String> {
    let engagement = (paid.engagement != Decimal::ZERO).then(|| points(paid.engagement));
    let fit = (paid.fit != Decimal::ZERO).then(|| voice.say("line-fit", &[("points", &points(paid.fit))]));
    engagement.into_iter().chain(fit).collect()
}
