//! Retention: what the agreement says of keeping details, done a portion at a time beside everything else.
//!
//! A detail is a property of an event that nothing was or is decided by. Dropping it changes no decision, past or to
//! come under the agreements that were signed: the log still folds to the same states, to the byte.

use std::collections::BTreeMap;

use entente_core::fact::{Fact, What};
use entente_core::plan::Reads;
use entente_core::time::{Instant, Span};
use entente_history::EVENT_REASON;
use entente_store::{QUARANTINE_DAYS, Retention, Store};

use crate::Error;
use crate::force::{self, InForce};
use crate::live::Desk;

mod standing;

pub use standing::{Standing, Unkept, standing, unkept};

/// So many facts are looked at in one transaction: a lead that comes meanwhile waits a few milliseconds.
pub const PORTION: usize = 1_000;

/// The clause that says how long details are kept.
pub const CLAUSE: &str = "keep.details";

/// What one call did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// How many facts were looked at.
    pub passed: u64,
    /// How many of them lost details.
    pub shortened: u64,
    /// How many bytes of their bodies went.
    pub bytes: u64,
    /// Whether there may be more to do at once.
    pub is_more: bool,
}

/// What would be dropped, of one property of one event.
pub type Foreseen = BTreeMap<(String, String), u64>;

/// How long the agreement in force at `now` has details kept; for ever where it says nothing.
#[must_use]
pub fn details_for(plans: &[InForce], now: Instant) -> Option<Span> {
    let law = plans.iter().rev().find(|version| version.effective <= now)?;
    law.plan.agreement.keep.map(|keep| keep.details)
}

/// What decisions and reports read of events, under all agreements that were or are in force.
#[must_use]
pub fn reads(plans: &[InForce]) -> Reads {
    Reads::of(plans.iter().map(|version| &*version.plan)).and_always(EVENT_REASON)
}

/// The last instant at which a fact may have become known whose details go now; none where they are kept. Never beyond
/// what is decided: until then facts of earlier instants may still come, and none must come behind what is done.
fn until(store: &Store, plans: &[InForce], now: Instant) -> Result<Option<Instant>, Error> {
    let Some(details) = details_for(plans, now) else { return Ok(None) };
    Ok(Some(now.plus(details.times(-1)).min(store.cursor()?.until)))
}

/// Does one portion of what is to be done at `now`, where anything is. Called again and again by whoever decides what
/// falls due; cut off at any point, the next call goes on where the last commit was.
///
/// # Errors
/// Those of the store; [`Error::Agreement`] where a kept agreement cannot be read any more.
pub fn keep_up(desk: &Desk, now: Instant) -> Result<Kept, Error> {
    expire(desk, now)?;
    let is_due = |store: &Store, plans: &[InForce]| match until(store, plans, now)? {
        Some(until) => Ok(is_ahead(store, until)?),
        None => Ok::<_, Error>(false),
    };
    if !desk.read(is_due)? {
        return Ok(Kept::default());
    }
    let plans = desk.plans();
    desk.write(|store| portion(store, &plans, now, PORTION))
}

fn is_ahead(store: &Store, until: Instant) -> Result<bool, Error> {
    let from = store.retention()?;
    Ok(!store.shortened(&from, until, 1, |_| None)?.is_empty(&from))
}

/// Does one portion of at most `limit` facts under `plans`, or under those that are in force by now where another process
/// put one in force: what decides must not lose what it reads.
///
/// # Errors
/// As [`keep_up`]; nothing of the portion is written then.
pub fn portion(store: &mut Store, plans: &[InForce], now: Instant, limit: usize) -> Result<Kept, Error> {
    let mut tx = store.begin()?;
    let held = plans.iter().map(|version| (version.effective, version.plan.hash));
    let fresh = if held.eq(force::identities(&tx)?) { None } else { Some(force::in_force(&tx)?) };
    let plans = fresh.as_deref().unwrap_or(plans);
    let Some(until) = until(&tx, plans, now)? else { return Ok(Kept::default()) };
    let (from, reads) = (tx.retention()?, reads(plans));
    let portion = tx.shortened(&from, until, limit, |fact| reads.shorten(fact))?;
    if portion.is_empty(&from) {
        return Ok(Kept::default());
    }
    tx.retain(&portion)?;
    tx.commit()?;
    Ok(between(&from, &portion.reached, portion.is_full))
}

fn between(from: &Retention, to: &Retention, is_more: bool) -> Kept {
    let (passed, shortened) = (to.passed - from.passed, to.shortened - from.shortened);
    Kept { passed, shortened, bytes: to.bytes - from.bytes, is_more }
}

/// What [`keep_up`] would drop at `now`, were it called until nothing is left. Nothing is written. `progress` hears how
/// many facts were looked at.
///
/// # Errors
/// Those of the store.
pub fn foresee(
    store: &Store,
    plans: &[InForce],
    now: Instant,
    mut progress: impl FnMut(u64),
) -> Result<(Kept, Foreseen), Error> {
    let mut foreseen = Foreseen::new();
    let (start, reads) = (store.retention()?, reads(plans));
    let Some(until) = until(store, plans, now)? else { return Ok((Kept::default(), foreseen)) };
    let mut from = start;
    loop {
        let portion = store.shortened(&from, until, PORTION, |fact| {
            let left = reads.shorten(fact)?;
            count(fact, &reads, &mut foreseen);
            Some(left)
        })?;
        from = portion.reached;
        progress(from.passed - start.passed);
        if !portion.is_full {
            return Ok((between(&start, &from, false), foreseen));
        }
    }
}

fn count(fact: &Fact, reads: &Reads, foreseen: &mut Foreseen) {
    let What::Happened { event, properties, .. } = &fact.what else { return };
    for property in properties.keys().filter(|property| !reads.has(event, property)) {
        *foreseen.entry((event.clone(), property.clone())).or_default() += 1;
    }
}

/// How many facts [`keep_up`] has before it at `now`.
///
/// # Errors
/// Those of the store.
pub fn ahead(store: &Store, plans: &[InForce], now: Instant) -> Result<u64, Error> {
    let Some(until) = until(store, plans, now)? else { return Ok(0) };
    Ok(store.facts_ahead(&store.retention()?, until)?)
}

/// Drops what sources sent and nobody could use, once its time is over: a month, or as long as details are kept where
/// that is shorter. A source that tells nothing any more forgets too.
fn expire(desk: &Desk, now: Instant) -> Result<(), Error> {
    let month = Span::DAY.times(QUARANTINE_DAYS);
    let held = details_for(&desk.plans(), now).map_or(month, |details| details.min(month));
    let before = now.plus(held.times(-1));
    let oldest = desk.read(|store, _| Ok::<_, Error>(store.oldest_quarantined()?))?;
    if oldest.is_some_and(|oldest| oldest < before) {
        desk.write(|store| store.expire_quarantine(before).map_err(Error::from))?;
    }
    Ok(())
}
