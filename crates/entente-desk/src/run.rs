//! Running the agreement: everything due up to an instant is decided, in the order of the log, and written as it goes.

use entente_core::engine::world::World;
use entente_core::time::Instant;
use entente_store::{Batch, Cursor, Effects, Store};

use crate::force::{self, InForce};
use crate::{Error, rebuild, shelf};

/// Facts decided in one transaction.
const FACTS_AT_ONCE: usize = 20_000;

/// How far a run is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ran {
    /// Facts taken.
    pub facts: u64,
    /// Decisions made.
    pub decisions: u64,
    /// Up to which instant all is decided.
    pub until: Option<Instant>,
}

/// Whether decisions of this run act on the world.
pub use entente_store::Effects as Acts;

/// Decides everything due up to `as_of`, inclusive. Running again to the same instant decides nothing more.
///
/// `progress` hears of every transaction. What was decided before an error stays decided.
///
/// # Errors
/// [`Error::NoAgreement`] where none is in force at `as_of`.
pub fn run(store: &mut Store, as_of: Instant, acts: Effects, mut progress: impl FnMut(Ran)) -> Result<Ran, Error> {
    let plans = force::in_force(store)?;
    if !plans.iter().any(|version| version.effective <= as_of) {
        return Err(Error::NoAgreement);
    }
    let mut ran = Ran::default();
    for index in 0..plans.len() {
        let next = plans.get(index + 1).map(|next| next.effective);
        if plans[index].effective > as_of {
            break;
        }
        let until = next.map_or(as_of, |next| next.min(as_of));
        let done = store.cursor()?.until;
        if index > 0 && done <= plans[index].effective {
            rebuild::adopt(store, &plans[..=index])?;
        }
        if done < until || index + 1 == plans.len() {
            run_version(store, &plans[..=index], until, acts, &mut ran, &mut progress)?;
        }
    }
    Ok(ran)
}

fn run_version(
    store: &mut Store,
    plans: &[InForce],
    until: Instant,
    acts: Effects,
    ran: &mut Ran,
    progress: &mut impl FnMut(Ran),
) -> Result<(), Error> {
    let mut world = World::new(plans.iter().map(|version| version.plan.clone()).collect());
    shelf::take_parties(store, &mut world)?;
    shelf::take_due(store, &mut world, until)?;
    let mut cursor = store.cursor()?;
    loop {
        let facts = store.undecided(cursor, until, FACTS_AT_ONCE)?;
        shelf::take_for(store, &mut world, &facts)?;
        for (seq, fact) in &facts {
            world.fact(*seq, fact);
            for lead in rebuild::refold_linked(store, &mut world, *seq, fact)? {
                world.decide(lead, fact.known, Some(*seq));
            }
            cursor = Cursor { known: fact.known, seq: *seq, until: cursor.until.max(fact.known) };
        }
        let last = facts.len() < FACTS_AT_ONCE;
        if last {
            world.advance(until, true);
            cursor.until = cursor.until.max(until);
        }
        let mut batch = Batch { cursor: Some(cursor), effects: acts, ..Batch::default() };
        shelf::put(&mut world, &mut batch)?;
        ran.facts += facts.len() as u64;
        ran.decisions += batch.decisions.len() as u64;
        ran.until = Some(cursor.until);
        store.append(&batch)?;
        progress(*ran);
        if last {
            return Ok(());
        }
    }
}
