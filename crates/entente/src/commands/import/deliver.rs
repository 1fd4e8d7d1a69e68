//! Where facts go: into the log, or on a dry run into a sample.

use std::path::Path;

use entente_connect::csv::facts::Given;
use entente_core::fact::NewFact;
use entente_desk::admit::{Mode, Outcome, admit};
use entente_store::Store;

/// How many facts a dry run shows.
const SAMPLE: usize = 5;

/// What became of delivered facts.
#[derive(Debug, Default)]
pub(super) struct Delivered {
    /// In the log now.
    pub(super) new: u64,
    /// In the log before.
    pub(super) known: u64,
    /// Rows of which the log refused a fact, by their place among those delivered, and why.
    pub(super) refused: Vec<(usize, String)>,
}

/// Takes facts.
pub(super) enum Sink {
    /// Writes them to the log, a transaction for each delivery.
    Log(Box<Store>),
    /// Keeps a few, for a look.
    Sample(Sample),
}

impl Sink {
    pub(super) fn open(into: &Path, dry_run: bool) -> anyhow::Result<Sink> {
        Ok(if dry_run { Sink::Sample(Sample::default()) } else { Sink::Log(Box::new(Store::open(into)?)) })
    }

    pub(super) fn deliver(&mut self, rows: &mut [Given]) -> anyhow::Result<Delivered> {
        let counts: Vec<usize> = rows.iter().map(|row| row.facts.len()).collect();
        let facts: Vec<NewFact> = rows.iter_mut().flat_map(|row| std::mem::take(&mut row.facts)).collect();
        match self {
            Sink::Log(store) => into_log(store, facts, &counts),
            Sink::Sample(sample) => {
                let delivered = Delivered { new: facts.len() as u64, ..Delivered::default() };
                facts.into_iter().for_each(|fact| sample.take(fact));
                Ok(delivered)
            }
        }
    }

    /// A few of the facts: of every kind the first, and then the next ones. Empty where they went into the log.
    pub(super) fn sample(&self) -> impl Iterator<Item = &NewFact> {
        let sample = match self {
            Sink::Log(_) => None,
            Sink::Sample(sample) => Some(sample),
        };
        sample.into_iter().flat_map(|sample| sample.kinds.iter().chain(&sample.others)).take(SAMPLE)
    }
}

/// A few facts for a look.
#[derive(Default)]
pub(super) struct Sample {
    /// The first of every kind.
    kinds: Vec<NewFact>,
    /// The next ones.
    others: Vec<NewFact>,
}

impl Sample {
    fn take(&mut self, fact: NewFact) {
        let alike = |own: &NewFact| std::mem::discriminant(&own.what) == std::mem::discriminant(&fact.what);
        let list = if self.kinds.iter().any(alike) { &mut self.others } else { &mut self.kinds };
        if list.len() < SAMPLE {
            list.push(fact);
        }
    }
}

fn into_log(store: &mut Store, facts: Vec<NewFact>, counts: &[usize]) -> anyhow::Result<Delivered> {
    let admitted = admit(store, facts, Mode::History)?;
    let mut delivered = Delivered::default();
    let mut outcomes = admitted.outcomes.into_iter();
    for (row, count) in counts.iter().enumerate() {
        let mut refused = None;
        for outcome in outcomes.by_ref().take(*count) {
            match outcome {
                Outcome::Accepted(_) => delivered.new += 1,
                Outcome::Duplicate(_) => delivered.known += 1,
                Outcome::Refused(refusal) => refused = Some(format!("the log refused a fact of it: {refusal}")),
            }
        }
        delivered.refused.extend(refused.map(|why| (row, why)));
    }
    Ok(delivered)
}
