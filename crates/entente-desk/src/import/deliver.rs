//! Where the facts of a file go: into the log for good, or into a transaction that nobody commits.

use entente_connect::csv::facts::Given;
use entente_core::fact::NewFact;
use entente_core::time::Instant;
use entente_store::{Store, Tx};

use crate::Error;
use crate::admit::{self, Admitted, Mode, Outcome, Refusal};
use crate::live::Desk;

/// What became of the facts of some rows.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// In the log now.
    pub new: u64,
    /// In the log before.
    pub known: u64,
    /// New ones that follow from those told: a lead first heard of, an account joined.
    pub follow: u64,
    /// New ones that lie ahead of now, and so wait undecided.
    pub ahead: u64,
    /// Rows of which the log refused a fact, by their place among those delivered, and why.
    pub refused: Vec<(usize, Refusal)>,
}

/// Rows that are delivered together where others work at the log as well: few enough that nobody waits long.
const ROWS_AMONG_OTHERS: usize = 5_000;
/// Rows that are delivered together where nobody else does: the more, the more of what is written falls on one page.
const ROWS_ALONE: usize = 25_000;

/// Takes the facts of rows, as history.
pub trait Sink {
    /// How many rows it takes at once at the most.
    fn rows_at_once(&self) -> usize {
        ROWS_AMONG_OTHERS
    }

    /// Takes some rows and leaves them without their facts.
    ///
    /// # Errors
    /// Those of the store. What was delivered before stays delivered.
    fn take(&mut self, rows: &mut [Given], now: Instant) -> Result<Delivered, Error>;
}

/// The log, a transaction for each delivery.
pub struct Kept<'a>(pub &'a mut Store);

/// One transaction over all deliveries, which nobody commits: what was delivered is counted and then forgotten.
pub struct Dropped<'a>(pub Tx<'a>);

/// The log of a desk that others work at: each delivery waits its turn.
pub struct Live<'a>(pub &'a Desk);

/// The same, and each delivery is taken back at once, so that nobody waits for the whole file. A lead that two
/// deliveries are about counts as first heard of in both.
pub struct LiveDropped<'a>(pub &'a Desk);

impl Sink for Kept<'_> {
    fn rows_at_once(&self) -> usize {
        ROWS_ALONE
    }

    fn take(&mut self, rows: &mut [Given], now: Instant) -> Result<Delivered, Error> {
        deliver(rows, now, |facts| admit::admit(self.0, facts, Mode::History))
    }
}

impl Sink for Dropped<'_> {
    fn take(&mut self, rows: &mut [Given], now: Instant) -> Result<Delivered, Error> {
        deliver(rows, now, |facts| Ok(admit::admit_within(&mut self.0, facts, Mode::History)?))
    }
}

impl Sink for Live<'_> {
    fn take(&mut self, rows: &mut [Given], now: Instant) -> Result<Delivered, Error> {
        deliver(rows, now, |facts| self.0.write(|store| admit::admit(store, facts, Mode::History)))
    }
}

impl Sink for LiveDropped<'_> {
    fn take(&mut self, rows: &mut [Given], now: Instant) -> Result<Delivered, Error> {
        let admit = |store: &mut Store, facts| {
            let mut tx = store.begin()?;
            Ok(admit::admit_within(&mut tx, facts, Mode::History)?)
        };
        deliver(rows, now, |facts| self.0.write(|store| admit(store, facts)))
    }
}

fn deliver(
    rows: &mut [Given],
    now: Instant,
    admit: impl FnOnce(Vec<NewFact>) -> Result<Admitted, Error>,
) -> Result<Delivered, Error> {
    let counts: Vec<usize> = rows.iter().map(|row| row.facts.len()).collect();
    let facts: Vec<NewFact> = rows.iter_mut().flat_map(|row| std::mem::take(&mut row.facts)).collect();
    let ahead: Vec<bool> = facts.iter().map(|fact| fact.at > now).collect();
    Ok(counted(admit(facts)?, &counts, &ahead))
}

/// What came of the facts of each row; `counts` says how many each has, `ahead` which of them lie ahead of now.
fn counted(admitted: Admitted, counts: &[usize], ahead: &[bool]) -> Delivered {
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
                Outcome::Refused(refusal) => refused = Some(refusal),
            }
        }
        delivered.refused.extend(refused.map(|why| (row, why)));
    }
    delivered
}
