//! Figures behind the pages: a history that keeps up with the log, and a snapshot of it that pages read from memory.
//!
//! One thread calls [`Figures::refresh`]; every page reads the [`Snapshot`] that stands. A snapshot never changes: what a
//! page shows, and every list behind its numbers, is of one instant, and says of which.

mod dates;
mod figure;
mod fresh;
mod leads;
mod snapshot;
mod standing;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use entente_core::id::{AgreementHash, Seq};
use entente_core::time::{Instant, Span};
use entente_history::{Collector, Entry};
use entente_store::Store;

use crate::Error;
use crate::acts::parties;
use crate::force::InForce;
use fresh::Fresh;

pub use dates::{Dates, Period};
pub use entente_history::report::{LatenessSum, Outcome, PromiseRow, Said, Waived};
pub use figure::{Figure, Part};
pub use leads::{Row, called};
pub use snapshot::{Asked, Snapshot};
pub use standing::{Freshness, Late, State};

/// How many entries are read at once: enough to be fast, few enough to hold.
const PAGE: usize = 20_000;

/// What was asked for within this is made ready before a new snapshot is shown, so that nobody waits for it.
const KEPT_READY: Span = Span::MINUTE.times(10);

/// The snapshot that stands, and what it takes to make the next.
#[derive(Default)]
pub struct Figures {
    keeping: Mutex<Option<Keeping>>,
    current: RwLock<Option<Arc<Snapshot>>>,
    /// What overviews asked for, and when last.
    asked: Mutex<BTreeMap<Asked, Instant>>,
    /// What managers asked for, and when last.
    boards: Mutex<BTreeMap<Period, Instant>>,
    /// What was written since the log was read last, as far as it was told here.
    fresh: Fresh,
    /// How often what is shown changed.
    version: AtomicU64,
    listeners: Mutex<Vec<Listener>>,
}

/// Hears of every snapshot that shows something else than the one before: the counter after it.
type Listener = Box<dyn Fn(u64) + Send + Sync>;

/// The log as it was read so far, by the agreement in force.
struct Keeping {
    hash: AgreementHash,
    collector: Collector,
}

impl Figures {
    /// The snapshot that stands; none before the first, and where no agreement is in force.
    #[must_use]
    pub fn current(&self) -> Option<Arc<Snapshot>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes what an overview asks for, so that it is ready in the next snapshots too.
    pub fn note(&self, asked: &Asked, now: Instant) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(asked.clone(), now);
    }

    /// Notes of which period a manager asks, so that it is ready in the next snapshots too.
    pub fn note_board(&self, period: Period, now: Instant) {
        self.boards.lock().unwrap_or_else(PoisonError::into_inner).insert(period, now);
    }

    /// Grows with every snapshot that shows something else than the one before.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Lets somebody hear of it from now on. The listener must be quick: the next snapshot waits for it.
    pub fn listen(&self, listener: impl Fn(u64) + Send + Sync + 'static) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(listener));
    }

    /// Hears what was just written to the log, so that the next snapshot need not read it again. Entries that were not
    /// told here are read: nobody has to tell any.
    pub(crate) fn hear(&self, entries: Vec<(Seq, Entry)>) {
        self.fresh.hear(entries);
    }

    /// Reads what is new in the log and shows a snapshot as of `now`. Answers whether there is one.
    ///
    /// The log is read once per entry; only where another agreement came in force is it read anew, by its terms.
    ///
    /// # Errors
    /// Those of the store; [`Error::State`] where a stored state cannot be read. The snapshot before then stands.
    pub fn refresh(&self, store: &Store, plans: &[InForce], now: Instant) -> Result<bool, Error> {
        let Some(place) = plans.iter().rposition(|version| version.effective <= now) else {
            self.show(None);
            return Ok(false);
        };
        let version = &plans[place];
        let standing = standing::read(store, now)?;
        let mut keeping = self.keeping.lock().unwrap_or_else(PoisonError::into_inner);
        let keeping = match keeping.as_mut() {
            Some(kept) if kept.hash == version.plan.hash => kept,
            _ => keeping.insert(Keeping {
                hash: version.plan.hash,
                collector: Collector::new(version.plan.agreement.clone(), now),
            }),
        };
        keeping.collector.advance(now);
        for (seq, entry) in self.fresh.take_after(keeping.collector.last()) {
            keeping.collector.take(seq, entry);
        }
        read(store, &mut keeping.collector)?;
        let history = keeping.collector.settle().decided(standing.until());
        let snapshot = Snapshot::new(history, version.clone(), place + 1, parties(store)?, standing)?;
        for asked in lately(&self.asked, now).into_iter().chain([Asked::default()]) {
            drop(snapshot.overview(&asked));
        }
        for period in lately(&self.boards, now) {
            drop(snapshot.board(period));
        }
        self.show(Some(Arc::new(snapshot)));
        Ok(true)
    }

    /// Puts a snapshot where pages find it, and says so where it tells something new.
    fn show(&self, snapshot: Option<Arc<Snapshot>>) {
        let tells = |snapshot: &Option<Arc<Snapshot>>| {
            snapshot.as_ref().map(|snapshot| (snapshot.hash(), snapshot.freshness().up_to))
        };
        let after = tells(&snapshot);
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        let is_news = tells(&current) != after;
        *current = snapshot;
        drop(current);
        if is_news {
            let version = self.version.fetch_add(1, Ordering::AcqRel) + 1;
            self.listeners.lock().unwrap_or_else(PoisonError::into_inner).iter().for_each(|listener| listener(version));
        }
    }
}

/// What is asked for these days; what nobody asked for any more is forgotten.
fn lately<K: Ord + Clone>(asked: &Mutex<BTreeMap<K, Instant>>, now: Instant) -> Vec<K> {
    let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
    asked.retain(|_, at| *at + KEPT_READY >= now);
    asked.keys().cloned().collect()
}

/// Reads the log from the last entry read to its end.
fn read(store: &Store, collector: &mut Collector) -> Result<(), Error> {
    loop {
        let page = store.entries(collector.last(), PAGE)?;
        let is_last = page.len() < PAGE;
        for (seq, entry) in page {
            let entry = match entry {
                entente_store::Entry::Fact(fact) => Entry::Fact(fact),
                entente_store::Entry::Decision(decision) => Entry::Decision(decision),
            };
            collector.take(seq, entry);
        }
        if is_last {
            return Ok(());
        }
    }
}
