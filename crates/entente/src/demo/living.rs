//! The company goes on living: people come, read and ask, and sales reacts to what the engine decides in the store.
//!
//! What happens follows from the seed and the log, so it goes on from wherever the log is, and next to people who act
//! at a screen: whoever is played by one of them does nothing by themselves meanwhile.

use std::collections::BTreeSet;
use std::sync::Arc;

use entente_core::calendar::date_in;
use entente_core::fact::NewFact;
use entente_core::id::{Name, Seq};
use entente_core::plan::Plan;
use entente_core::time::{Instant, Span};
use entente_store::{Entry, Error, Store};
use jiff::civil::Date;

use super::campaigns::{self, berlin};
use super::chance::Chance;
use super::hours::LAST_DATE;
use super::market::{self, Seen};
use super::script::{Place, Script, Step};
use super::{Size, cast, days};

/// How long before the log's end a day may begin something that is not over.
const DAYS_BACK: i64 = 21;
/// Entries read at once.
const ENTRIES_AT_ONCE: usize = 10_000;

/// The company as it lives.
pub(crate) struct Living {
    script: Script,
    size: Size,
    seen: Seen,
    /// Up to which entry the log was read.
    read: Seq,
    /// The last day whose happenings wait.
    dawned: Date,
    /// What those would do who are played by somebody at a screen.
    held: Vec<(Place, Step)>,
}

impl Living {
    /// Goes on from where the log is.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn open(store: &Store, size: Size, plan: Arc<Plan>) -> Result<Living, Error> {
        let until = store.cursor()?.until;
        let (script, seen) = cast(size, plan, until);
        let read = store.last_seq()?;
        let mut living = Living { script, size, seen, read, dawned: LAST_DATE, held: Vec::new() };
        let today = date_in(&berlin(), until);
        for day in campaigns::days(today.saturating_sub(jiff::Span::new().days(DAYS_BACK)), LAST_DATE) {
            days::dawn(&mut living.script, day);
        }
        living.arrive(LAST_DATE);
        living.dawn(until);
        let mut entries = store.entries(Seq(0), usize::MAX)?;
        // In the order in which it happened: history is admitted first and decided later.
        entries.sort_by_key(|(seq, entry)| place(*seq, entry));
        entries.iter().for_each(|(_, entry)| living.take(entry));
        Ok(living)
    }

    /// Takes in what came to the log since it was last read.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn read(&mut self, store: &Store) -> Result<(), Error> {
        loop {
            let entries = store.entries(self.read, ENTRIES_AT_ONCE)?;
            let Some((last, _)) = entries.last() else { return Ok(()) };
            self.read = *last;
            entries.iter().for_each(|(_, entry)| self.take(entry));
        }
    }

    /// When something happens next.
    pub(crate) fn next(&self) -> Option<Instant> {
        self.script.next()
    }

    /// What happens up to `now`, in turn. Those of `played` do nothing of their own accord.
    pub(crate) fn step(&mut self, now: Instant, played: &BTreeSet<Name>) -> Vec<NewFact> {
        self.dawn(now);
        self.let_go(now, played);
        let mut facts = Vec::new();
        while self.script.next().is_some_and(|at| at <= now) {
            let Some((place, step)) = self.script.take() else { break };
            if self.script.actor(&step).is_some_and(|actor| played.contains(actor)) {
                self.held.push((place, step));
            } else {
                facts.extend(self.script.play(place, step));
            }
        }
        facts
    }

    /// What it plays by.
    #[cfg(test)]
    pub(super) fn script(&self) -> &Script {
        &self.script
    }

    fn take(&mut self, entry: &Entry) {
        match entry {
            Entry::Fact(fact) => self.script.fact(fact),
            Entry::Decision(decision) => self.script.decision(decision),
        }
    }

    /// Lets the days up to tomorrow begin: where the day begins first, it is tomorrow already.
    fn dawn(&mut self, now: Instant) {
        let until = date_in(&berlin(), now + Span::DAY);
        while self.dawned < until {
            self.dawned = self.dawned.saturating_add(jiff::Span::new().days(1));
            days::dawn(&mut self.script, self.dawned);
            self.arrive(self.dawned);
        }
    }

    fn arrive(&mut self, day: Date) {
        let Size { seed, leads, months } = self.size;
        let mut arrivals = campaigns::arrivals_on(seed, day, leads, months);
        arrivals.retain(|arrival| arrival.at >= super::AS_OF);
        market::come(&mut self.script, &arrivals, &mut self.seen);
    }

    /// Those who are played no longer take up again, one thing after the other, what lies on their desks.
    fn let_go(&mut self, now: Instant, played: &BTreeSet<Name>) {
        let held = std::mem::take(&mut self.held);
        for (place, step) in held {
            if self.script.actor(&step).is_some_and(|actor| played.contains(actor)) {
                self.held.push((place, step));
                continue;
            }
            let later = now + days::back_after(&mut Chance::of(self.size.seed, &place.1, 0));
            match step {
                // Somebody may have done it meanwhile: what is next is asked anew.
                Step::Act { lead, .. } => self.script.plan_acts(lead, later),
                step => self.script.wait(later, place.1, step),
            }
        }
    }
}

/// The place of an entry in the order of what happened: what time alone brought comes after all facts of its instant.
fn place(seq: Seq, entry: &Entry) -> (Instant, u64, bool, u64) {
    match entry {
        Entry::Fact(fact) => (fact.known, seq.0, false, seq.0),
        Entry::Decision(decision) => (decision.at, decision.cause.map_or(u64::MAX, |cause| cause.0), true, seq.0),
    }
}
