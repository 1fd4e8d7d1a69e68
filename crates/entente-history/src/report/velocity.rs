//! How long leads take from one moment to another: spread, shares within bounds, and the faults that are never clamped.

use std::collections::BTreeMap;

use entente_core::agreement::model::Moment;
use entente_core::calendar::Calendar;
use entente_core::milestone::Milestone;
use entente_core::time::{Instant, Precision, Span};
use rayon::prelude::*;
use serde::Serialize;

use crate::basis::Basis;
use crate::dimension::Dimension;
use crate::history::{History, When};
use crate::moments::word;
use crate::rate::Rate;
use crate::spread::Spread;
use crate::zone::Zone;

/// What is measured.
pub struct VelocityQuery<'a> {
    /// The earlier moment.
    pub from: Moment,
    /// The later moment.
    pub to: Moment,
    /// Split by the values of this.
    pub by: Option<Dimension>,
    /// Shares within these.
    pub within: Vec<Bound>,
    /// In which unit durations are shown; where either end is known to the day, days.
    pub unit: Unit,
    /// Counts only the open time of a calendar; all time where none.
    pub business: Option<&'a Calendar>,
    /// The zone of days.
    pub zone: Zone,
}

/// A time that something may take; something that took exactly so long is within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// As asked: `7d`, `4h`.
    pub text: String,
    /// How long.
    pub span: Span,
}

/// The unit of durations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole differences of local dates, because at least one end is known only to the day.
    CalendarDays,
    /// Days of 24 hours.
    Days,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Velocity {
    /// What it rests on.
    pub basis: Basis,
    /// The earlier moment's word.
    pub from: String,
    /// The later moment's word.
    pub to: String,
    /// The unit of every duration in it.
    pub unit: Unit,
    /// Whether only the open time of a calendar counts.
    pub is_business_time: bool,
    /// All leads together.
    pub all: VelocityRow,
    /// One row a group, the largest first; empty where nothing was split by.
    pub rows: Vec<VelocityRow>,
    /// How many of all leads won, by how long they took; in the order of the bounds, then later, then never.
    pub won: Vec<WonBy>,
}

/// Leads that took about as long, and how many of them won.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WonBy {
    /// More than this; none for the quickest.
    pub over: Option<String>,
    /// At most this; none for the slowest, and for those who never arrived.
    pub up_to: Option<String>,
    /// Whether they arrived at all.
    pub has_arrived: bool,
    /// How many of them won a deal.
    pub won: Rate,
}

/// One row of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VelocityRow {
    /// The group.
    pub group: Option<String>,
    /// How many came to the earlier moment.
    pub started: u64,
    /// How many of them came to the later one.
    pub arrived: u64,
    /// How many came to the later one first, although it cannot be: a fault in the record, counted as it stands.
    pub negative: u64,
    /// How many were touched before they were handed off: taken as at once.
    pub early: u64,
    /// How long those who arrived took; none where nobody did, or where their times are too coarse.
    pub spread: Option<Spread>,
    /// Shares within the bounds asked for. One that came before its start is within every bound.
    pub within: Vec<Within>,
}

/// A share within a bound.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Within {
    /// The bound as asked.
    pub bound: String,
    /// Of all who started; none where the record is too coarse to tell.
    pub of_started: Option<Rate>,
    /// Of those who arrived; none where the record is too coarse to tell.
    pub of_arrived: Option<Rate>,
    /// How many of those who started have not arrived, and were not watched for so long.
    pub immature: u64,
}

/// One lead that came to the earlier moment.
#[derive(Debug, Clone, Copy)]
struct Trip {
    group: u32,
    won: bool,
    from: When,
    to: Option<When>,
}

/// A trip measured: whole days, or microseconds.
#[derive(Debug, Clone, Copy)]
struct Measured {
    group: u32,
    won: bool,
    /// None where the lead has not arrived.
    took: Option<i64>,
    /// How long it was watched.
    watched: i64,
}

/// Measures it.
#[must_use]
pub fn velocity(history: &History, query: &VelocityQuery<'_>) -> Velocity {
    let trips = trips(history, query);
    let is_coarse = trips.iter().any(|trip| trip.to.is_some_and(|to| is_day(trip.from) || is_day(to)));
    let scale = Scale::of(query, is_coarse);
    let until = history.observed_until.unwrap_or(history.as_of).min(history.as_of);
    let measured: Vec<Measured> = trips.par_iter().map(|trip| scale.measure(query, trip, until)).collect();

    let mut groups: BTreeMap<u32, Vec<Measured>> = BTreeMap::new();
    if query.by.is_some() {
        measured.iter().for_each(|trip| groups.entry(trip.group).or_default().push(*trip));
    }
    let ranked = super::ranked(history, groups, |trips| trips.len() as u64);
    let rows = ranked.into_iter().map(|(name, trips)| scale.row(query, Some(name), &trips)).collect();
    let all = scale.row(query, None, &measured);

    let started = measured.len() as u64;
    let (from, to) = (word(&query.from).to_owned(), word(&query.to).to_owned());
    let mut basis = history.basis(&query.zone, format!("all leads that came to {from}"), started);
    basis.exclude(history.leads_count() - started, format!("without {from}"));
    basis.cannot_tell = if scale.tells { 0 } else { all.arrived };
    let won = scale.won_by(query, &measured);
    Velocity { basis, from, to, unit: scale.unit, is_business_time: query.business.is_some(), all, rows, won }
}

fn is_day(when: When) -> bool {
    when.precision == Precision::Day
}

fn trips(history: &History, query: &VelocityQuery<'_>) -> Vec<Trip> {
    let (Some(from), Some(to)) = (history.code(&query.from), history.code(&query.to)) else { return Vec::new() };
    let trip = |slot| {
        let from = history.first(slot, from)?;
        let (group, won) = (history.group(query.by.as_ref(), slot), history.reached(slot, Milestone::OpportunityWon));
        Some(Trip { group, won, from, to: history.first(slot, to) })
    };
    history.slots().filter_map(trip).collect()
}

/// A rep who acts before the handoff reaches his desk is at once, not a fault.
fn takes_early_as_at_once(query: &VelocityQuery<'_>) -> bool {
    let acts = [Milestone::FirstAttempt, Milestone::Contacted].map(Moment::Milestone);
    query.from == Moment::Milestone(Milestone::HandedOff) && acts.contains(&query.to)
}

/// In what durations are counted.
#[derive(Debug, Clone, Copy)]
struct Scale {
    unit: Unit,
    /// How many of what is counted make one unit.
    per_unit: i64,
    /// Whether the record is fine enough for what is asked at all.
    tells: bool,
}

impl Scale {
    fn of(query: &VelocityQuery<'_>, is_coarse: bool) -> Scale {
        let unit = if is_coarse { Unit::CalendarDays } else { query.unit };
        let per_unit = match unit {
            Unit::CalendarDays => 1,
            Unit::Days => Span::DAY.as_micros(),
            Unit::Hours => Span::HOUR.as_micros(),
            Unit::Minutes => Span::MINUTE.as_micros(),
        };
        Scale { unit, per_unit, tells: !(is_coarse && query.business.is_some()) }
    }

    fn measure(self, query: &VelocityQuery<'_>, trip: &Trip, until: Instant) -> Measured {
        let between = |from: Instant, to: Instant| match (self.unit, query.business) {
            (Unit::CalendarDays, _) => query.zone.day(to) - query.zone.day(from),
            (_, Some(calendar)) if from <= to => calendar.elapsed(from, to, &[]).as_micros(),
            (_, Some(calendar)) => -calendar.elapsed(to, from, &[]).as_micros(),
            (_, None) => (to - from).as_micros(),
        };
        let took = trip.to.map(|to| between(trip.from.at, to.at));
        Measured { group: trip.group, won: trip.won, took, watched: between(trip.from.at, until.max(trip.from.at)) }
    }

    fn row(self, query: &VelocityQuery<'_>, group: Option<String>, trips: &[Measured]) -> VelocityRow {
        let mut took: Vec<i64> = trips.iter().filter_map(|trip| trip.took).collect();
        let before = took.iter().filter(|took| **took < 0).count() as u64;
        let at_once = takes_early_as_at_once(query);
        if at_once {
            took.iter_mut().for_each(|took| *took = (*took).max(0));
        }
        let within = query.within.iter().map(|bound| self.within(bound, trips, &took)).collect();
        VelocityRow {
            group,
            started: trips.len() as u64,
            arrived: took.len() as u64,
            negative: if at_once { 0 } else { before },
            early: if at_once { before } else { 0 },
            spread: if self.tells { Spread::of(&mut took, self.per_unit) } else { None },
            within,
        }
    }

    fn within(self, bound: &Bound, trips: &[Measured], took: &[i64]) -> Within {
        let Some(limit) = self.limit(bound) else {
            return Within { bound: bound.text.clone(), of_started: None, of_arrived: None, immature: 0 };
        };
        let inside = took.iter().filter(|took| **took <= limit).count() as u64;
        let young = trips.iter().filter(|trip| trip.took.is_none() && trip.watched < limit).count() as u64;
        Within {
            bound: bound.text.clone(),
            of_started: Some(Rate::new(inside, trips.len() as u64)),
            of_arrived: Some(Rate::new(inside, took.len() as u64)),
            immature: young,
        }
    }

    /// Wins by how long it took, between one bound and the next. Nothing where winning is itself what is waited for.
    fn won_by(self, query: &VelocityQuery<'_>, trips: &[Measured]) -> Vec<WonBy> {
        let mut limits: Vec<(i64, &Bound)> =
            query.within.iter().filter_map(|bound| Some((self.limit(bound)?, bound))).collect();
        limits.sort_by_key(|(limit, _)| *limit);
        if limits.is_empty() || query.to == Moment::Milestone(Milestone::OpportunityWon) {
            return Vec::new();
        }
        let rate = |is_in: &dyn Fn(Option<i64>) -> bool| {
            let inside = trips.iter().filter(|trip| is_in(trip.took));
            let (n, won) = inside.fold((0, 0), |(n, won), trip| (n + 1, won + u64::from(trip.won)));
            Rate::new(won, n)
        };
        let text = |place: usize| limits.get(place).map(|(_, bound)| bound.text.clone());
        let mut rows = Vec::new();
        for place in 0..=limits.len() {
            let over = place.checked_sub(1).map(|before| limits[before].0);
            let up_to = limits.get(place).map_or(i64::MAX, |(limit, _)| *limit);
            let is_in =
                |took: Option<i64>| took.is_some_and(|took| over.is_none_or(|over| took > over) && took <= up_to);
            let over = place.checked_sub(1).and_then(text);
            rows.push(WonBy { over, up_to: text(place), has_arrived: true, won: rate(&is_in) });
        }
        let never = rate(&|took: Option<i64>| took.is_none());
        rows.push(WonBy { over: None, up_to: None, has_arrived: false, won: never });
        rows
    }

    /// The bound in what is counted; none where it is finer than the record.
    fn limit(self, bound: &Bound) -> Option<i64> {
        let (micros, day) = (bound.span.as_micros(), Span::DAY.as_micros());
        match self.unit {
            Unit::CalendarDays => (self.tells && micros % day == 0).then_some(micros / day),
            _ => Some(micros),
        }
    }
}

#[cfg(test)]
mod tests;
