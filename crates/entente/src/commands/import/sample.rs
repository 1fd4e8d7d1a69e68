//! A few of the facts of a dry run for a look: of every kind the first, and then the next ones.

use entente_connect::csv::facts::Given;
use entente_core::fact::NewFact;
use entente_core::time::Instant;
use entente_desk::Error;
use entente_desk::import::{Delivered, Sink};

/// How many facts are shown.
const SHOWN: usize = 5;

/// A few facts for a look.
#[derive(Default)]
pub(super) struct Sample {
    /// The first of every kind.
    kinds: Vec<NewFact>,
    /// The next ones.
    others: Vec<NewFact>,
}

/// A sink whose facts are looked at on their way, where they are to be shown.
pub(super) struct Sampled<'a> {
    pub(super) sink: Box<dyn Sink + 'a>,
    pub(super) sample: Sample,
    pub(super) is_shown: bool,
}

impl Sink for Sampled<'_> {
    fn rows_at_once(&self) -> usize {
        self.sink.rows_at_once()
    }

    fn take(&mut self, rows: &mut [Given], now: Instant) -> Result<Delivered, Error> {
        if self.is_shown {
            rows.iter().flat_map(|row| &row.facts).for_each(|fact| self.sample.take(fact));
        }
        self.sink.take(rows, now)
    }
}

impl Sample {
    /// The facts to show.
    pub(super) fn facts(&self) -> impl Iterator<Item = &NewFact> {
        self.kinds.iter().chain(&self.others).take(SHOWN)
    }

    fn take(&mut self, fact: &NewFact) {
        let alike = |own: &NewFact| std::mem::discriminant(&own.what) == std::mem::discriminant(&fact.what);
        let list = if self.kinds.iter().any(alike) { &mut self.others } else { &mut self.kinds };
        if list.len() < SHOWN {
            list.push(fact.clone());
        }
    }
}
