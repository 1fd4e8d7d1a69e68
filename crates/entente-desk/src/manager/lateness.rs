//! Where the lateness of each promise came from: the way to an owner, or the owner's closed and open hours.

use entente_core::id::ClauseId;
use entente_core::time::Span;
use entente_history::report::{LatenessSum, clocks, commitments};

use crate::figures::{Dates, Figure, Part, Snapshot};

/// One promise.
#[derive(Debug, Clone, PartialEq)]
pub struct LatenessLine {
    /// Its clause.
    pub clause: ClauseId,
    /// Its number.
    pub number: String,
    /// In the words of those who wrote it.
    pub says: String,
    /// How many clocks were not met in time, those that still run included.
    pub late: u64,
    /// How many of them ended, and the parts of their lateness.
    pub sum: LatenessSum,
    /// The clocks that were not met in time.
    pub figure: Figure,
}

impl LatenessLine {
    /// The parts in the order of a lead's way, each with its word.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, Span); 6] {
        parts(&self.sum)
    }
}

/// The parts of lateness in the order of a lead's way, each with its word as a page's key.
#[must_use]
pub(crate) fn parts(sum: &LatenessSum) -> [(&'static str, Span); 6] {
    let parts = &sum.parts;
    [
        ("receive", parts.receive),
        ("qualify", parts.qualify),
        ("route", parts.route),
        ("unassigned", parts.unassigned),
        ("owner-closed", parts.owner_closed),
        ("owner-open", parts.owner_open),
    ]
}

/// The promises that were not met in time in a period, those with the most first.
pub(super) fn lateness(snapshot: &Snapshot, dates: Dates) -> Vec<LatenessLine> {
    let ground = snapshot.ground(None);
    let period = dates.instants(snapshot.zone());
    let promises = commitments(snapshot.agreement()).filter_map(|(clause, ..)| {
        let each = clocks(&ground, &clause, period)?.each;
        let late = each.iter().filter(|clock| clock.outcome.is_late()).count() as u64;
        let sum = LatenessSum::of(&each);
        let number = snapshot.number_of(&clause);
        let figure = Figure::Promise { clause: clause.clone(), part: Part::Late, dates, buyer: None };
        (late > 0).then(|| LatenessLine { says: snapshot.promise_says(&clause), clause, number, late, sum, figure })
    });
    let mut lines: Vec<LatenessLine> = promises.collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.late));
    lines
}
