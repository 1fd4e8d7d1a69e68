//! Why sales rejected leads, against where those came from and which rule of the agreement had qualified them.

use std::collections::BTreeMap;

use entente_core::agreement::model::RejectKind;
use entente_core::id::ClauseId;
use entente_history::report::{Rejection, voice};

use crate::figures::{Dates, Figure, Snapshot};

/// The reasons of a period, twice split.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// One column a source, the one with the most first; none where it is not known.
    pub sources: Vec<Option<String>>,
    /// One column a rule of §5 by clause number, the one with the most first; none where no rule had qualified it.
    pub rules: Vec<(Option<String>, String)>,
    /// One row a reason, the most frequent first.
    pub rows: Vec<Row>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// In the agreement's spelling; none where no reason was given.
    pub reason: Option<String>,
    /// What kind of reason, where it is one of the agreement.
    pub kind: Option<RejectKind>,
    /// All of them.
    pub all: Cell,
    /// By source, in the order of the columns.
    pub by_source: Vec<Cell>,
    /// By rule, in the order of the columns.
    pub by_rule: Vec<Cell>,
}

/// One number of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// How many.
    pub n: u64,
    /// Those leads.
    pub figure: Figure,
}

/// What is written in an address for no value.
const NONE: &str = "-";

/// More sources than this are not shown: the rest is in the totals.
const SOURCES_MAX: usize = 8;

pub(super) fn matrix(snapshot: &Snapshot, dates: Dates) -> Matrix {
    let voice = voice(&snapshot.ground(None), dates.instants(snapshot.zone()));
    let rejections = &voice.rejections;
    let mut sources = ranked(rejections, |rejection| rejection.source.as_ref());
    sources.truncate(SOURCES_MAX);
    let rules = ranked(rejections, |rejection| rejection.rule.as_ref());
    let cell = |reason: &Option<String>, source: Option<&Option<String>>, rule: Option<&Option<String>>| {
        let is_here = |rejection: &&Rejection| {
            rejection.reason == *reason
                && source.is_none_or(|source| rejection.source == *source)
                && rule.is_none_or(|rule| rejection.rule == *rule)
        };
        let asked = |value: &Option<String>| value.clone().unwrap_or_else(|| NONE.to_owned());
        let figure = Figure::Rejected {
            reason: Some(asked(reason)),
            source: source.map(asked),
            rule: rule.map(asked),
            dates,
            buyer: None,
        };
        Cell { n: rejections.iter().filter(is_here).count() as u64, figure }
    };
    let row = |(reason, kind, _): (Option<&str>, Option<RejectKind>, u64)| {
        let reason = reason.map(str::to_owned);
        Row {
            kind,
            all: cell(&reason, None, None),
            by_source: sources.iter().map(|source| cell(&reason, Some(source), None)).collect(),
            by_rule: rules.iter().map(|rule| cell(&reason, None, Some(rule))).collect(),
            reason,
        }
    };
    Matrix {
        rows: voice.reasons().into_iter().map(row).collect(),
        rules: rules.into_iter().map(|rule| (rule.clone(), number(snapshot, rule.as_deref()))).collect(),
        sources,
    }
}

fn number(snapshot: &Snapshot, rule: Option<&str>) -> String {
    rule.map(|rule| snapshot.number_of(&ClauseId(format!("qualified.{rule}")))).unwrap_or_default()
}

/// The values of rejections, the most frequent first and equal ones by name.
fn ranked<'r>(rejections: &'r [Rejection], value: impl Fn(&'r Rejection) -> Option<&'r String>) -> Vec<Option<String>> {
    let mut counts: BTreeMap<Option<&String>, u64> = BTreeMap::new();
    for rejection in rejections {
        *counts.entry(value(rejection)).or_default() += 1;
    }
    let mut ranked: Vec<(Option<&String>, u64)> = counts.into_iter().collect();
    ranked.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    ranked.into_iter().map(|(value, _)| value.cloned()).collect()
}
