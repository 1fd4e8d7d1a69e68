//! Running the agreement: everything due up to an instant is decided, in the order of the log, and written as it goes.

use entente_core::decision::Decision;
use entente_core::engine::world::World;
use entente_core::fact::Fact;
use entente_core::id::Seq;
use entente_core::time::Instant;
use entente_store::{Batch, Cursor, Effects, Store, Tx};

use crate::force::{self, InForce};
use crate::links::{self, Unwritten};
use crate::{Error, rebuild, shelf};

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

/// How much is done at once. Only time and memory depend on it: the decisions are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portions {
    /// Facts decided in one transaction; more where more were known at one instant. At least 1.
    pub facts: usize,
    /// Leads held in memory before all are put down and taken up again when they are needed.
    pub leads: usize,
}

impl Default for Portions {
    fn default() -> Portions {
        Portions { facts: 20_000, leads: 500_000 }
    }
}

/// Whether decisions of this run act on the world.
pub use entente_store::Effects as Acts;

/// Decides everything due up to `as_of`, inclusive. Running again to the same instant decides nothing more.
///
/// `progress` hears of every transaction. What was decided before an error stays decided.
///
/// # Errors
/// [`Error::NoAgreement`] where none is in force at `as_of`.
pub fn run(store: &mut Store, as_of: Instant, acts: Effects, progress: impl FnMut(Ran)) -> Result<Ran, Error> {
    run_in(store, as_of, acts, Portions::default(), progress)
}

/// [`run`] in portions of another size.
///
/// # Errors
/// Those of [`run`].
pub fn run_in(
    store: &mut Store,
    as_of: Instant,
    acts: Effects,
    portions: Portions,
    progress: impl FnMut(Ran),
) -> Result<Ran, Error> {
    let plans = force::in_force(store)?;
    run_under(store, &plans, as_of, acts, portions, progress)
}

/// [`run_in`] under plans that were compiled before.
pub(crate) fn run_under(
    store: &mut Store,
    plans: &[InForce],
    as_of: Instant,
    acts: Effects,
    portions: Portions,
    mut progress: impl FnMut(Ran),
) -> Result<Ran, Error> {
    if !plans.iter().any(|version| version.effective <= as_of) {
        return Err(Error::NoAgreement);
    }
    rebuild::where_needed(store)?;
    let mut ran = Ran::default();
    for index in 0..plans.len() {
        let next = plans.get(index + 1).map(|next| next.effective);
        if plans[index].effective > as_of {
            break;
        }
        let until = next.map_or(as_of, |next| next.min(as_of));
        let version = Version { plans: &plans[..=index], until, acts, portions };
        version.run(store, index + 1 == plans.len(), &mut ran, &mut progress)?;
    }
    Ok(ran)
}

/// One version of the agreement and how far it runs.
struct Version<'a> {
    /// All versions up to this one, which is the last.
    plans: &'a [InForce],
    until: Instant,
    acts: Effects,
    portions: Portions,
}

impl Version<'_> {
    fn run(
        &self,
        store: &mut Store,
        is_last: bool,
        ran: &mut Ran,
        progress: &mut impl FnMut(Ran),
    ) -> Result<(), Error> {
        // It is taken up in the transaction of its first portion, so that no other process takes it up as well.
        let mut tx = store.begin()?;
        let done = tx.cursor()?.until;
        ran.decisions += self.take_up(&mut tx, done)?;
        if done >= self.until && !is_last {
            return Ok(tx.commit()?);
        }
        let mut held = world(&tx, self.plans)?;
        loop {
            let end = self.portion(&mut tx, &mut held, ran)?;
            let stood = stands(&tx)?;
            tx.commit()?;
            progress(*ran);
            if end == self.until {
                return Ok(());
            }
            tx = store.begin()?;
            if held.leads_count() > self.portions.leads || stands(&tx)? != stood {
                held = world(&tx, self.plans)?;
            }
        }
    }

    /// Takes this version up where nothing was decided under it yet. Answers how many decisions that made.
    fn take_up(&self, tx: &mut Tx<'_>, done: Instant) -> Result<u64, Error> {
        let [before @ .., version] = self.plans else { return Ok(0) };
        if before.is_empty() && done == Instant::MIN && version.effective > done {
            return rebuild::take_up(tx, version, self.acts);
        }
        if !before.is_empty() && done <= version.effective {
            rebuild::adopt(tx, self.plans)?;
        }
        Ok(0)
    }

    /// Decides the next portion and writes what follows. Answers up to which instant that was.
    fn portion(&self, tx: &mut Tx<'_>, world: &mut World, ran: &mut Ran) -> Result<Instant, Error> {
        let before = tx.cursor()?;
        let (facts, end) = next_facts(tx, before, self.until, self.portions.facts.max(1))?;
        self.decide(tx, world, ran, (before, &facts), end)?;
        Ok(end)
    }

    /// Decides these facts, which are all that is undecided after `before`, and everything due up to `end`.
    fn decide(
        &self,
        tx: &mut Tx<'_>,
        world: &mut World,
        ran: &mut Ran,
        (before, facts): (Cursor, &[(Seq, Fact)]),
        end: Instant,
    ) -> Result<(), Error> {
        let was_due = shelf::take_due(tx, world, end)?;
        shelf::take_for(tx, world, facts)?;
        let mut decisions = decide_facts(tx, world, facts)?;
        world.advance(end, true);
        decisions.extend(world.take_decided());

        let (known, seq) = facts.last().map_or((before.known, before.seq), |(seq, fact)| (fact.known, *seq));
        let cursor = Cursor { known, seq, until: before.until.max(end) };
        let mut batch = Batch { cursor: Some(cursor), effects: self.acts, decisions, ..Batch::default() };
        shelf::put(world, &was_due, &mut batch)?;
        ran.facts += facts.len() as u64;
        ran.decisions += batch.decisions.len() as u64;
        ran.until = Some(cursor.until);
        tx.append(&batch)?;
        Ok(())
    }
}

/// A world without leads: they are taken up when something happens to them.
fn world(store: &Store, plans: &[InForce]) -> Result<World, Error> {
    let mut world = World::new(plans.iter().map(|version| version.plan.clone()).collect());
    shelf::take_parties(store, &mut world)?;
    Ok(world)
}

/// States that stay in memory from one transaction to the next of the same writer.
#[derive(Default)]
pub(crate) struct Held(Option<HeldWorld>);

struct HeldWorld {
    world: World,
    /// Where the log stood when this was put down.
    stood: (Cursor, Seq),
}

impl Held {
    /// Lets go of the states where anybody else wrote since: to be asked as a transaction begins.
    pub(crate) fn check(&mut self, store: &Store) -> Result<(), Error> {
        if let Some(held) = &self.0
            && held.stood != stands(store)?
        {
            self.0 = None;
        }
        Ok(())
    }

    /// Lets go of the states: what they were folded for was taken back.
    pub(crate) fn let_go(&mut self) {
        self.0 = None;
    }

    /// The states under these plans, where they are held.
    fn take(&mut self, plans: &[InForce]) -> Option<World> {
        let hash = plans.last().map(|version| version.plan.hash);
        let held = self.0.take().filter(|held| held.world.plan().map(|plan| plan.hash) == hash);
        held.map(|held| held.world)
    }
}

fn stands(store: &Store) -> Result<(Cursor, Seq), Error> {
    Ok((store.cursor()?, store.last_seq()?))
}

/// Decides `new` facts and everything else up to `until` inside a transaction, where the agreement that decided last still does. None where
/// another comes in force before then, or none is: [`run_under`] knows what to do.
///
/// # Errors
/// Those of [`run`]; nothing is held then.
pub(crate) fn decide_within(
    tx: &mut Tx<'_>,
    held: &mut Held,
    plans: &[InForce],
    (new, until): (Vec<(Seq, Fact)>, Instant),
) -> Result<Option<Ran>, Error> {
    let before = tx.cursor()?;
    let done = before.until;
    let in_force = plans.iter().rposition(|version| version.effective <= until);
    let Some(place) = in_force.filter(|place| plans[*place].effective < done) else { return Ok(None) };
    let version = Version { plans: &plans[..=place], until, acts: Effects::Send, portions: Portions::default() };
    let mut ran = Ran::default();
    let world = match held.take(version.plans) {
        // Nobody wrote since all before was decided: what is new is all that is undecided.
        Some(mut world) => {
            let mut new = new;
            new.sort_unstable_by_key(|(seq, fact)| (fact.known, *seq));
            version.decide(tx, &mut world, &mut ran, (before, &new), until)?;
            world
        }
        None => {
            let mut world = world(tx, version.plans)?;
            while version.portion(tx, &mut world, &mut ran)? != until {}
            world
        }
    };
    if world.leads_count() <= version.portions.leads {
        held.0 = Some(HeldWorld { world, stood: stands(tx)? });
    }
    Ok(Some(ran))
}

/// The facts to decide next, and up to which instant. An instant is decided whole, so that all that is decided is
/// decided up to an instant: about `most` facts, or all of one instant where that has more.
fn next_facts(store: &Store, after: Cursor, until: Instant, most: usize) -> Result<(Vec<(Seq, Fact)>, Instant), Error> {
    let mut facts = store.undecided(after, until, most)?;
    let Some(last) = facts.last().map(|(_, fact)| fact.known).filter(|_| facts.len() == most) else {
        return Ok((facts, until));
    };
    let whole = facts.partition_point(|(_, fact)| fact.known < last);
    facts.truncate(whole);
    match facts.last() {
        Some((_, fact)) => {
            let end = fact.known;
            Ok((facts, end))
        }
        None => Ok((store.undecided(after, last, usize::MAX)?, last)),
    }
}

/// Takes the facts one after the other. Answers the decisions made up to the last link among them; those after it are
/// still with the world.
fn decide_facts(store: &Store, world: &mut World, facts: &[(Seq, Fact)]) -> Result<Vec<Decision>, Error> {
    let first = store.last_seq()?.0 + 1;
    let (mut made, mut unwritten) = (Vec::new(), Unwritten::default());
    for (seq, fact) in facts {
        world.fact(*seq, fact);
        if links::named(fact).is_none() {
            continue;
        }
        for decision in world.take_decided() {
            unwritten.push(Seq(first + made.len() as u64), &decision);
            made.push(decision);
        }
        for lead in links::refold(store, world, (*seq, fact), &unwritten)? {
            world.decide(lead, fact.known, Some(*seq));
        }
    }
    Ok(made)
}
