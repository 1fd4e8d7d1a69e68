//! Running the agreement: everything due up to an instant is decided, in the order of the log, and written as it goes.

use entente_core::decision::Decision;
use entente_core::engine::world::World;
use entente_core::fact::Fact;
use entente_core::id::Seq;
use entente_core::time::Instant;
use entente_history::Entry;
use entente_store::{Batch, Cursor, Effects, Store, Tx};

use crate::force::{self, InForce};
use crate::links::{self, Unwritten};
use crate::settle::{self, Late};
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
        self.decide(tx, world, ran, (before, &facts, end), None)?;
        Ok(end)
    }

    /// Decides these facts, which are all that is undecided after `before`, and everything due up to `end`. What may be
    /// put down late is noted so; see [`settle`]. Answers the decisions.
    fn decide(
        &self,
        tx: &mut Tx<'_>,
        world: &mut World,
        ran: &mut Ran,
        (before, facts, end): (Cursor, &[(Seq, Fact)], Instant),
        late: Option<(&mut Late, bool)>,
    ) -> Result<Vec<(Seq, Decision)>, Error> {
        let was_due = shelf::take_due(tx, world, end)?;
        shelf::take_for(tx, world, facts)?;
        let mut decisions = decide_facts(tx, world, facts)?;
        world.advance(end, true);
        decisions.extend(world.take_decided());

        let (known, seq) = facts.last().map_or((before.known, before.seq), |(seq, fact)| (fact.known, *seq));
        let cursor = Cursor { known, seq, until: before.until.max(end) };
        let mut batch = Batch { cursor: Some(cursor), effects: self.acts, decisions, ..Batch::default() };
        shelf::put_but(world, &was_due, &mut batch, late)?;
        settle::heard(tx, world, batch.cards.iter().map(|(lead, _)| *lead))?;
        ran.facts += facts.len() as u64;
        ran.decisions += batch.decisions.len() as u64;
        ran.until = Some(cursor.until);
        let appended = tx.append(&batch)?;
        Ok(appended.decisions.into_iter().zip(batch.decisions).collect())
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
    /// Leads that are folded further than they are put down.
    late: Late,
    /// Where the log stood when this was put down.
    stood: (Cursor, Seq),
}

impl Held {
    /// Lets go of the states where anybody else wrote since: to be asked as a transaction begins.
    pub(crate) fn check(&mut self, tx: &Tx<'_>) -> Result<(), Error> {
        if let Some(held) = &self.0
            && held.stood != stands(tx)?
        {
            self.0 = None;
        }
        Ok(())
    }

    /// Lets go of the states: what they were folded for was taken back.
    pub(crate) fn let_go(&mut self) {
        self.0 = None;
    }

    /// Whether states are held.
    pub(crate) fn is_any(&self) -> bool {
        self.0.is_some()
    }

    /// When time alone changes something of a state that is held.
    pub(crate) fn next_due(&self) -> Option<Instant> {
        self.0.as_ref().and_then(|held| held.world.next_due())
    }

    /// Whether states are held that are folded further than they are put down.
    pub(crate) fn is_late(&self) -> bool {
        self.0.as_ref().is_some_and(|held| !held.late.is_empty())
    }

    /// Puts down at least so many leads of those that are late.
    pub(crate) fn settle(&mut self, tx: &mut Tx<'_>, least: usize) -> Result<(), Error> {
        match &mut self.0 {
            Some(held) => settle::put_share(tx, &held.world, &mut held.late, least),
            None => Ok(()),
        }
    }

    /// Puts down everything that is late, where the states are not of these plans: under others nobody could any more.
    pub(crate) fn settle_before(&mut self, tx: &mut Tx<'_>, plans: Option<&[InForce]>) -> Result<(), Error> {
        match &mut self.0 {
            Some(held) if !held.late.is_empty() && !plans.is_some_and(|plans| held.is_of(plans)) => {
                settle::put_all(tx, &held.world, &mut held.late)
            }
            _ => Ok(()),
        }
    }

    /// The states under these plans, where they are held.
    fn take(&mut self, plans: &[InForce]) -> Option<HeldWorld> {
        self.0.take().filter(|held| held.is_of(plans))
    }
}

impl HeldWorld {
    fn is_of(&self, plans: &[InForce]) -> bool {
        self.world.plan().map(|plan| plan.hash) == plans.last().map(|version| version.plan.hash)
    }

    /// Lets go of leads that are put down, where more are held than are worth it.
    fn thin_out(&mut self, most: usize) {
        if self.world.leads_count() > most {
            self.world.forget_leads(|lead| self.late.has(lead));
        }
    }
}

/// The versions up to the one that decides up to `until`, where it decided before as well. None where another comes in
/// force before then, or none is.
pub(crate) fn in_force_still(plans: &[InForce], done: Instant, until: Instant) -> Option<&[InForce]> {
    let in_force = plans.iter().rposition(|version| version.effective <= until);
    in_force.filter(|place| plans[*place].effective < done).map(|place| &plans[..=place])
}

fn stands(tx: &Tx<'_>) -> Result<(Cursor, Seq), Error> {
    Ok((tx.cursor()?, tx.last_seq()?))
}

/// What came of deciding.
pub(crate) struct Decided {
    pub(crate) ran: Ran,
    /// All that this transaction added to the log, in its order; none where that is not known here.
    pub(crate) entries: Vec<(Seq, Entry)>,
}

/// Decides `new` facts and everything else up to `until` inside a transaction, where the agreement that decided last
/// still does. None where another comes in force before then, or none is: [`run_under`] knows what to do.
///
/// # Errors
/// Those of [`run`]; nothing is held then.
pub(crate) fn decide_within(
    tx: &mut Tx<'_>,
    held: &mut Held,
    plans: &[InForce],
    (new, until): (Vec<(Seq, Fact)>, Instant),
    may_wait: bool,
) -> Result<Option<Decided>, Error> {
    let before = tx.cursor()?;
    let Some(plans) = in_force_still(plans, before.until, until) else { return Ok(None) };
    let version = Version { plans, until, acts: Effects::Send, portions: Portions::default() };
    let (mut ran, mut entries) = (Ran::default(), Vec::new());
    let (world, mut late) = match held.take(plans) {
        // Nobody wrote since all before was decided: what is new is all that is undecided.
        Some(HeldWorld { mut world, mut late, .. }) => {
            let mut new = new;
            new.sort_unstable_by_key(|(seq, fact)| (fact.known, *seq));
            // Who is linked is folded again from what is written.
            let may_wait = may_wait && !new.iter().any(|(_, fact)| links::named(fact).is_some());
            let facts = (before, new.as_slice(), until);
            let decisions = version.decide(tx, &mut world, &mut ran, facts, Some((&mut late, may_wait)))?;
            new.sort_unstable_by_key(|(seq, _)| *seq);
            entries.extend(new.into_iter().map(|(seq, fact)| (seq, Entry::Fact(fact))));
            entries.extend(decisions.into_iter().map(|(seq, decision)| (seq, Entry::Decision(decision))));
            (world, late)
        }
        None => {
            let mut world = world(tx, version.plans)?;
            while version.portion(tx, &mut world, &mut ran)? != until {}
            (world, Late::default())
        }
    };
    if tx.has_waiting() || !late.is_empty() {
        settle::put_share(tx, &world, &mut late, settle::AT_LEAST)?;
    }
    let mut kept = HeldWorld { world, late, stood: stands(tx)? };
    kept.thin_out(version.portions.leads);
    held.0 = Some(kept);
    Ok(Some(Decided { ran, entries }))
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
fn decide_facts(tx: &Tx<'_>, world: &mut World, facts: &[(Seq, Fact)]) -> Result<Vec<Decision>, Error> {
    let first = tx.next_seq()?.0;
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
        for lead in links::refold(tx, world, (*seq, fact), &unwritten)? {
            world.decide(lead, fact.known, Some(*seq));
        }
    }
    Ok(made)
}
