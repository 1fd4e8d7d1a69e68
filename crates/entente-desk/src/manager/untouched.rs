//! Leads that were handed over and nobody touched yet, by who holds them and how much open time has passed.

use std::collections::BTreeMap;

use entente_core::agreement::model::Agreement;
use entente_core::calendar::Calendar;
use entente_core::time::{Instant, Span};
use entente_history::report::InHand;

use crate::figures::{Figure, Snapshot};

/// The board.
#[derive(Debug, Clone, PartialEq)]
pub struct Untouched {
    /// How many there are.
    pub n: u64,
    /// Those leads.
    pub figure: Figure,
    /// One line an owner, the one with the oldest lead first.
    pub owners: Vec<OwnerLine>,
}

/// One owner.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnerLine {
    /// Who.
    pub owner: String,
    /// How many, by age: up to each of [`BUCKETS`], then older.
    pub by_age: [u64; 4],
    /// How much open time has passed for the oldest.
    pub oldest: Span,
    /// Those leads.
    pub figure: Figure,
}

impl OwnerLine {
    /// How many there are.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.by_age.iter().sum()
    }
}

/// Ages in open time: up to an hour, up to four, up to a working day of eight.
pub const BUCKETS: [Span; 3] = [Span::HOUR, Span::from_seconds(4 * 3_600), Span::from_seconds(8 * 3_600)];

pub(super) fn untouched(snapshot: &Snapshot, in_hand: &[InHand]) -> Untouched {
    let mut owners: BTreeMap<&str, OwnerLine> = BTreeMap::new();
    let mut n = 0;
    for lead in in_hand.iter().filter(|lead| !lead.is_touched) {
        let Some(owner) = lead.owner.as_deref() else { continue };
        let age = open_time(snapshot, lead.team.as_deref(), lead.since, snapshot.as_of());
        let line = owners.entry(owner).or_insert_with(|| OwnerLine {
            owner: owner.to_owned(),
            by_age: [0; 4],
            oldest: Span::ZERO,
            figure: Figure::Untouched { owner: Some(owner.to_owned()) },
        });
        n += 1;
        line.by_age[BUCKETS.iter().take_while(|bucket| age > **bucket).count()] += 1;
        line.oldest = line.oldest.max(age);
    }
    let mut owners: Vec<OwnerLine> = owners.into_values().collect();
    owners.sort_by_key(|line| std::cmp::Reverse(line.oldest));
    Untouched { n, figure: Figure::Untouched { owner: None }, owners }
}

/// The open time between two instants by the calendar of a team; all time where there is none.
fn open_time(snapshot: &Snapshot, team: Option<&str>, from: Instant, to: Instant) -> Span {
    match calendar_of(snapshot, team) {
        Some(calendar) if from <= to => calendar.elapsed(from, to, &[]),
        _ => to - from,
    }
}

/// The calendar of a team: its own, else the agreement's first.
fn calendar_of<'a>(snapshot: &'a Snapshot, team: Option<&str>) -> Option<&'a Calendar> {
    let agreement: &Agreement = snapshot.agreement();
    let own = team.and_then(|team| agreement.handoff.as_ref()?.teams.get(team)?.calendar.as_ref());
    let name = own.or_else(|| agreement.calendars.iter().next().map(|(name, _)| name))?;
    snapshot.plan().calendars.get(name).map(AsRef::as_ref)
}
