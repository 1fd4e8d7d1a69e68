//! How promises that count stand: gross, net and pending, what was expected by now, and what it will come to.

mod tally;

use entente_core::agreement::model::{Agreement, Commitment, CommitmentKind, PartyKind, Per};
use entente_core::decision::PaceState;
use entente_core::engine::decide::cadences;
use entente_core::id::{ClauseId, Name};
use entente_core::number::Decimal;
use entente_core::pace::{self, Bound, Bounds, Days, Portion, Term};
use entente_core::time::{Instant, Span};
use serde::Serialize;

use crate::rate::Rate;
use crate::zone::period_name;

use super::Standing;
use super::ground::{Ground, Period};
use tally::Found;

pub use tally::{Member, Part};
pub(crate) use tally::{amount as sum_part, inside};

/// One promise that counts, in one period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Counting {
    /// Its clause.
    pub commitment: String,
    /// Whose it is.
    pub party: PartyKind,
    /// In plain words.
    pub says: String,
    /// What was promised, in text: `200`, `60%`, at most `5%`; `100/200` where the promise stands for half of it.
    pub promised: String,
    /// How much of the period the promise stands for; none where all of it.
    pub portion: Option<Portion>,
    /// The period: `2026-03`.
    pub period: String,
    /// Whether the period has ended.
    pub is_over: bool,
    /// What was counted.
    pub counted: Counted,
    /// Of how many leads it cannot be told whether they count.
    pub cannot_tell: u64,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Counted {
    /// A number or a sum, against its pace.
    Amount {
        /// What was promised for this period, or for what was left of it when the promise came in force.
        target: Decimal,
        /// All of it.
        gross: Decimal,
        /// What was taken back.
        taken_back: Decimal,
        /// What is left.
        net: Decimal,
        /// What of that may still be taken back.
        pending: Decimal,
        /// What was expected by now, by open days.
        expected: Decimal,
        /// What each open day left must bring; none where none is left.
        required_per_day: Option<Decimal>,
        /// What it will come to, from and to; none where it is too early to say.
        forecast: Option<(i64, i64)>,
        /// All of it in one word.
        state: PaceState,
    },
    /// A share of a cohort.
    Share {
        /// The part, of those old enough to be judged.
        rate: Rate,
        /// How many are too young.
        immature: u64,
        /// How it stands against the promise.
        standing: Standing,
    },
    /// Meetings held, of those the rule calls for.
    Meetings {
        /// Held so far.
        held: u64,
        /// Of so many that were due by now.
        past: u64,
        /// Of so many in the whole period.
        all: u64,
        /// All of it in one word.
        state: PaceState,
    },
    /// Nothing to count by: the meeting was never held, the period has none, or the promise came in force too late for
    /// the period.
    NotCounted,
}

/// How all promises that count stand in the period that the history ends in, and in the one before.
#[must_use]
pub(super) fn counting(ground: Ground<'_>) -> Vec<Counting> {
    let mut counting = Vec::new();
    for (clause, party, commitment) in commitments(&ground.history.agreement) {
        let Some(per) = commitment.kind.per() else { continue };
        let now = pace::period_of(ground.zone.tz(), per, ground.history.as_of);
        let before = pace::period_of(ground.zone.tz(), per, now.0 - Span::SECOND);
        let promise = Promise { ground, clause: &clause, commitment };
        for period in [before, now] {
            counting.push(promise.counting(party, per, period).0);
        }
    }
    counting
}

/// How one promise that counts stands in one period, with each lead that it was counted from; none for a clause that
/// is no such promise.
#[must_use]
pub fn count(ground: &Ground<'_>, clause: &ClauseId, period: Period) -> Option<(Counting, Vec<Member>)> {
    let agreement = &ground.history.agreement;
    let (_, party, commitment) = commitments(agreement).find(|(id, ..)| id == clause)?;
    let per = commitment.kind.per()?;
    Some(Promise { ground: *ground, clause, commitment }.counting(party, per, period))
}

/// All promises, marketing's first, each in the agreement's order.
pub fn commitments(agreement: &Agreement) -> impl Iterator<Item = (ClauseId, PartyKind, &Commitment)> {
    let sla = &agreement.sla;
    let marketing = sla.marketing.iter().map(|promise| (PartyKind::Marketing, promise));
    let all = marketing.chain(sla.sales.iter().map(|promise| (PartyKind::Sales, promise)));
    all.map(|(party, (name, commitment))| (ClauseId(format!("sla.{}.{name}", party.as_str())), party, commitment))
}

/// One promise and what it is counted with.
struct Promise<'a> {
    ground: Ground<'a>,
    clause: &'a ClauseId,
    commitment: &'a Commitment,
}

impl Promise<'_> {
    fn counting(&self, party: PartyKind, per: Per, period: Period) -> (Counting, Vec<Member>) {
        let term = self.ground.term(self.clause, period, self.ground.history.as_of);
        let found = tally::find(&self.ground, self.commitment, (term.from, term.to));
        let counting = Counting {
            commitment: self.clause.0.clone(),
            party,
            says: self.commitment.says.clone(),
            promised: self.promised(&term),
            portion: term.portion(),
            period: period_name(per, self.ground.zone.date(period.0)),
            is_over: self.ground.history.as_of >= period.1,
            counted: if term.is_before() { Counted::NotCounted } else { self.stand(&found, period.0, &term) },
            cannot_tell: found.count(Part::CannotTell),
        };
        (counting, found.members)
    }

    fn stand(&self, found: &Found, period: Instant, term: &Term) -> Counted {
        match &self.commitment.kind {
            CommitmentKind::Count { .. } | CommitmentKind::Sum { .. } => {
                let bounds = self.bounds().and_then(|bounds| term.share_of(bounds));
                let pace = bounds.and_then(|bounds| Some((bounds, bounds.first()?)));
                pace.map_or(Counted::NotCounted, |(bounds, first)| amount(bounds, first, self.tally(found), term.days))
            }
            CommitmentKind::Share { at_least, at_most, .. } => {
                let part = found.count(Part::Counts);
                let rate = Rate::new(part, part + found.count(Part::Rest));
                let bound = bound(at_least.map(|share| share.0), at_most.map(|share| share.0));
                let standing = bound.map_or(Standing::NothingYet, |bound| super::sla::standing(&rate, bound));
                Counted::Share { rate, immature: found.count(Part::Young), standing }
            }
            CommitmentKind::Cadence { meeting, .. } => self.meetings(meeting, (period, term.from)),
            CommitmentKind::Time { .. } | CommitmentKind::Attempts { .. } => Counted::NotCounted,
        }
    }

    /// What a number or a sum is bound to in a whole period; none for promises of another kind.
    fn bounds(&self) -> Option<Bounds> {
        match &self.commitment.kind {
            CommitmentKind::Count { at_least, at_most, .. } | CommitmentKind::Sum { at_least, at_most, .. } => {
                Some(Bounds { least: *at_least, most: *at_most })
            }
            _ => None,
        }
    }

    fn tally(&self, found: &Found) -> pace::Tally {
        let gross = found.sum(&[Part::Counts, Part::Pending, Part::TakenBack]);
        let (net, pending) = (found.sum(&[Part::Counts, Part::Pending]), found.sum(&[Part::Pending]));
        pace::Tally { gross, net, pending, unit: found.unit(self.commitment) }
    }

    /// Meetings held against those the agreement calls for, by the same rule by which the engine decides.
    fn meetings(&self, meeting: &Name, period: (Instant, Instant)) -> Counted {
        let Ground { history, zone, plan, .. } = self.ground;
        let promise = plan.and_then(|plan| plan.cadences.iter().find(|promise| promise.meeting == *meeting));
        let met = history.met.get(meeting).map(Vec::as_slice).unwrap_or_default();
        let stands = promise.and_then(|promise| cadences::stand(zone.tz(), promise, met, period, history.as_of));
        stands.map_or(Counted::NotCounted, |stands| Counted::Meetings {
            held: stands.held as u64,
            past: stands.past as u64,
            all: stands.all as u64,
            state: stands.state,
        })
    }

    fn promised(&self, term: &Term) -> String {
        match &self.commitment.kind {
            CommitmentKind::Count { at_least, at_most, .. } | CommitmentKind::Sum { at_least, at_most, .. } => {
                let whole = words(at_least.as_ref(), at_most.as_ref());
                let part = term.portion().and(self.bounds()).and_then(|bounds| term.share_of(bounds));
                part.map_or(whole.clone(), |part| format!("{}/{whole}", words(part.least.as_ref(), part.most.as_ref())))
            }
            CommitmentKind::Share { at_least, at_most, .. } => words(at_least.as_ref(), at_most.as_ref()),
            CommitmentKind::Cadence { kept, .. } => kept.to_string(),
            CommitmentKind::Time { .. } | CommitmentKind::Attempts { .. } => String::new(),
        }
    }
}

fn bound(at_least: Option<Decimal>, at_most: Option<Decimal>) -> Option<Bound> {
    at_least.map(Bound::AtLeast).or(at_most.map(Bound::AtMost))
}

fn words(at_least: Option<&impl ToString>, at_most: Option<&impl ToString>) -> String {
    match (at_least, at_most) {
        (Some(least), None) => least.to_string(),
        (None, Some(most)) => format!("at most {}", most.to_string()),
        (Some(least), Some(most)) => format!("{} to {}", least.to_string(), most.to_string()),
        (None, None) => String::new(),
    }
}

/// Where both a least and a most are promised, both decide; the figures are those of the least.
fn amount(bounds: Bounds, first: Bound, tally: pace::Tally, days: Days) -> Counted {
    let pace = pace::stand(first, tally, days);
    Counted::Amount {
        target: first.target(),
        gross: tally.gross,
        taken_back: tally.gross.minus(tally.net),
        net: tally.net,
        pending: tally.pending,
        expected: pace.expected,
        required_per_day: pace.required_per_day,
        forecast: pace.forecast.map(|forecast| (forecast.low, forecast.high)),
        state: bounds.stand(tally, days).0,
    }
}

#[cfg(test)]
mod tests;
