//! Where facts go: into the log, for good, or on a dry run into a transaction that is dropped.

use entente_connect::csv::facts::Given;
use entente_core::fact::NewFact;
use entente_core::time::Instant;
use entente_desk::admit::{Admitted, Mode, Outcome, admit, admit_within};
use entente_store::{Store, Tx};

/// How many facts a dry run shows.
const SAMPLE: usize = 5;

/// What became of delivered facts.
#[derive(Debug, Default)]
pub(super) struct Delivered {
    /// In the log now.
    pub(super) new: u64,
    /// In the log before.
    pub(super) known: u64,
    /// New ones that follow from those told: a lead first heard of, an account joined.
    pub(super) follow: u64,
    /// New ones that lie ahead of now, and so wait undecided.
    pub(super) ahead: u64,
    /// Rows of which the log refused a fact, by their place among those delivered, and why.
    pub(super) refused: Vec<(usize, String)>,
}

/// Takes facts.
pub(super) struct Sink<'a> {
    log: Log<'a>,
    now: Instant,
    sample: Sample,
}

enum Log<'a> {
    /// Written, a transaction for each delivery.
    Kept(&'a mut Store),
    /// Written to be counted and then forgotten: one transaction that nobody commits.
    Dropped(Tx<'a>),
}

impl<'a> Sink<'a> {
    /// Takes facts into `store`; on a dry run none of them stays there.
    pub(super) fn new(store: &'a mut Store, dry_run: bool, now: Instant) -> anyhow::Result<Sink<'a>> {
        let log = if dry_run { Log::Dropped(store.begin()?) } else { Log::Kept(store) };
        Ok(Sink { log, now, sample: Sample::default() })
    }

    /// Takes the facts of some rows.
    pub(super) fn deliver(&mut self, rows: &mut [Given]) -> anyhow::Result<Delivered> {
        let counts: Vec<usize> = rows.iter().map(|row| row.facts.len()).collect();
        let facts: Vec<NewFact> = rows.iter_mut().flat_map(|row| std::mem::take(&mut row.facts)).collect();
        let ahead: Vec<bool> = facts.iter().map(|fact| fact.at > self.now).collect();
        let admitted = match &mut self.log {
            Log::Kept(store) => admit(store, facts, Mode::History)?,
            Log::Dropped(tx) => {
                facts.iter().for_each(|fact| self.sample.take(fact));
                admit_within(tx, facts, Mode::History)?
            }
        };
        Ok(delivered(admitted, &counts, &ahead))
    }

    /// A few of the facts: of every kind the first, and then the next ones. Empty where they went into the log.
    pub(super) fn sample(&self) -> impl Iterator<Item = &NewFact> {
        self.sample.kinds.iter().chain(&self.sample.others).take(SAMPLE)
    }
}

/// A few facts for a look.
#[derive(Default)]
struct Sample {
    /// The first of every kind.
    kinds: Vec<NewFact>,
    /// The next ones.
    others: Vec<NewFact>,
}

impl Sample {
    fn take(&mut self, fact: &NewFact) {
        let alike = |own: &NewFact| std::mem::discriminant(&own.what) == std::mem::discriminant(&fact.what);
        let list = if self.kinds.iter().any(alike) { &mut self.others } else { &mut self.kinds };
        if list.len() < SAMPLE {
            list.push(fact.clone());
        }
    }
}

/// What came of the facts of each row; `counts` says how many each has, `ahead` which of them lie ahead of now.
fn delivered(admitted: Admitted, counts: &[usize], ahead: &[bool]) -> Delivered {
    let mut delivered = Delivered { follow: admitted.added.len() as u64, ..Delivered::default() };
    let mut outcomes = admitted.outcomes.into_iter().zip(ahead);
    for (row, count) in counts.iter().enumerate() {
        let mut refused = None;
        for (outcome, ahead) in outcomes.by_ref().take(*count) {
            match outcome {
                Outcome::Accepted(_) => {
                    delivered.new += 1;
                    delivered.ahead += u64::from(*ahead);
                }
                Outcome::Duplicate(_) => delivered.known += 1,
                Outcome::Refused(refusal) => refused = Some(format!("the log refused a fact of it: {refusal}")),
            }
        }
        delivered.refused.extend(refused.map(|why| (row, why)));
    }
    delivered
}
