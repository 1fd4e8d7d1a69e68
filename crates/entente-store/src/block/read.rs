//! Reading what lies in blocks: by number, by lead, in the order of the log, and in the order in which facts became known.

use entente_core::decision::Decision;
use entente_core::fact::Fact;
use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;
use serde::de::DeserializeOwned;

use super::{Block, LINES_MIN, at, index, lead_of};
use crate::entry::{DECISION, Entry, FACT, decode};
use crate::sql::statements;
use crate::{Cursor, Error, Store, Tx};

statements! { "block.sql":
    AFTER = "after", DECISIONS_AFTER = "decisions_after", KNOWN_AFTER = "known_after", KNOWN_PARTLY = "known_partly",
    COUNT_KNOWN = "count_known", OF_LEAD = "of_lead",
}

/// In how many blocks so many lines are at the most, where the first and the last of them may be wanted in part.
fn blocks_of(lines: usize) -> i64 {
    (lines / LINES_MIN + 2) as i64
}

/// Shows the lines of blocks from `first` on, as they are written, until `each` has enough; `sql` asks for the blocks after
/// the one that `first` is in. At least `limit` of them where there are so many.
fn visit_from(
    store: &Store,
    sql: &str,
    (first, limit): (Seq, usize),
    mut each: impl FnMut(i64, Seq, &str) -> Result<bool, Error>,
) -> Result<(), Error> {
    let mut show =
        |block: &Block| block.lines(|seq, line| if seq < first { Ok(true) } else { each(block.kind, seq, line) });
    if let Some(block) = at(store, first)?
        && !show(&block)?
    {
        return Ok(());
    }
    store.database.visit(sql, [first.0 as i64, blocks_of(limit)], |row| show(&Block::of(row)?))
}

/// Up to `limit` entries in blocks after `after`.
pub(crate) fn after(store: &Store, after: Seq, limit: usize) -> Result<Vec<(Seq, Entry)>, Error> {
    read_from(store, AFTER, (after, limit), |kind, seq, line| entry_of(kind, seq, line).map(Some))
}

/// Up to `limit` decisions in blocks after `after`.
pub(crate) fn decisions(store: &Store, after: Seq, limit: usize) -> Result<Vec<(Seq, Decision)>, Error> {
    read_from(store, DECISIONS_AFTER, (after, limit), |kind, seq, line| {
        (kind == DECISION).then(|| decode(seq, line)).transpose()
    })
}

/// Up to `limit` of what `read` finds in the lines after `after`.
fn read_from<T>(
    store: &Store,
    sql: &str,
    (after, limit): (Seq, usize),
    read: impl Fn(i64, Seq, &str) -> Result<Option<T>, Error>,
) -> Result<Vec<(Seq, T)>, Error> {
    let mut found = Vec::new();
    if limit > 0 {
        visit_from(store, sql, (Seq(after.0.saturating_add(1)), limit), |kind, seq, line| {
            found.extend(read(kind, seq, line)?.map(|what| (seq, what)));
            Ok(found.len() < limit)
        })?;
    }
    Ok(found)
}

fn entry_of(kind: i64, seq: Seq, line: &str) -> Result<Entry, Error> {
    if kind == FACT { decode(seq, line).map(Entry::Fact) } else { decode(seq, line).map(Entry::Decision) }
}

/// Up to `limit` facts in blocks after `after` in `(known, seq)` order that were known at `until` or before.
pub(crate) fn undecided(store: &Store, after: Cursor, until: Instant, limit: usize) -> Result<Vec<(Seq, Fact)>, Error> {
    let mut facts: Vec<(Seq, Fact)> = Vec::new();
    if limit > 0 {
        visit_known(store, KNOWN_AFTER, after, (until, limit), |seq, fact| {
            facts.push((seq, fact));
            facts.len() < limit
        })?;
    }
    Ok(facts)
}

/// How many facts in blocks come after `after` and were known at `until` or before. Only blocks that are wanted in part are
/// unsqueezed.
pub(crate) fn count_known(store: &Store, after: Cursor, until: Instant) -> Result<u64, Error> {
    let whole = [after.known.as_micros(), until.as_micros()];
    let mut count = store.first(COUNT_KNOWN, whole, |row| row.get::<i64>(0))?.unwrap_or_default() as u64;
    visit_known(store, KNOWN_PARTLY, after, (until, usize::MAX), |_, _| {
        count += 1;
        true
    })?;
    Ok(count)
}

/// Shows facts of the blocks that `sql` asks for, in the order in which they became known, until `each` has enough.
fn visit_known(
    store: &Store,
    sql: &str,
    after: Cursor,
    (until, limit): (Instant, usize),
    mut each: impl FnMut(Seq, Fact) -> bool,
) -> Result<(), Error> {
    let asked = [after.known.as_micros(), after.seq.0 as i64, until.as_micros(), blocks_of(limit)];
    store.database.visit(sql, asked, |row| {
        Block::of(row)?.lines(|seq, line| {
            let fact: Fact = decode(seq, line)?;
            if fact.known > until {
                return Ok(false);
            }
            Ok((fact.known, seq) <= (after.known, after.seq) || each(seq, fact))
        })
    })
}

/// The fact at `seq`, where it is in a block.
pub(crate) fn fact(store: &Store, seq: Seq) -> Result<Option<Fact>, Error> {
    Ok(told(store, FACT, &[seq])?.pop().map(|(_, fact)| fact))
}

/// The decision at `seq`, where it is in a block.
pub(crate) fn decision(store: &Store, seq: Seq) -> Result<Option<Decision>, Error> {
    Ok(told(store, DECISION, &[seq])?.pop().map(|(_, decision)| decision))
}

/// What stands at these places, in their order; one that is in no block of this kind is left out.
fn told<T: DeserializeOwned>(store: &Store, kind: i64, places: &[Seq]) -> Result<Vec<(Seq, T)>, Error> {
    let (mut found, mut wanted) = (Vec::with_capacity(places.len()), places.iter().copied().peekable());
    while let Some(place) = wanted.next() {
        let Some(block) = at(store, place)?.filter(|block| block.kind == kind) else { continue };
        let mut next = Some(place);
        block.lines(|seq, line| {
            if next == Some(seq) {
                found.push((seq, decode(seq, line)?));
                next = wanted.next_if(|place| *place <= block.last);
            }
            Ok(next.is_some())
        })?;
    }
    Ok(found)
}

/// The facts in blocks after `after` that are about this lead itself, also those that wait to be noted so.
pub(crate) fn facts_of(store: &Store, lead: LeadId, after: Seq) -> Result<Vec<(Seq, Fact)>, Error> {
    let mut places = places_of(store, lead, FACT, after)?;
    places.extend(store.behind.borrow().places_of(lead).iter().filter(|seq| **seq > after));
    places.sort_unstable();
    places.dedup();
    told(store, FACT, &places)
}

/// The decisions in blocks after `after` that are about this lead itself.
pub(crate) fn decisions_of(store: &Store, lead: LeadId, after: Seq) -> Result<Vec<(Seq, Decision)>, Error> {
    told(store, DECISION, &places_of(store, lead, DECISION, after)?)
}

fn places_of(store: &Store, lead: LeadId, kind: i64, after: Seq) -> Result<Vec<Seq>, Error> {
    store.rows(OF_LEAD, [lead.0 as i64, kind, after.0 as i64], |row| row.get::<i64>(0).map(|seq| Seq(seq as u64)))
}

/// Notes of everything in blocks from `first` to `last` which leads it is about, as far as that is not noted.
pub(crate) fn index_again(tx: &Tx<'_>, first: Seq, last: Seq) -> Result<(), Error> {
    let (mut facts, mut decisions) = (Vec::new(), Vec::new());
    visit_from(tx, AFTER, (first, usize::MAX), |kind, seq, line| {
        if seq <= last {
            match entry_of(kind, seq, line)? {
                Entry::Fact(fact) => facts.extend(lead_of(&fact).map(|lead| (lead, seq))),
                Entry::Decision(decision) => decisions.extend(decision.lead.map(|lead| (lead, seq))),
            }
        }
        Ok(seq < last)
    })?;
    index(tx, FACT, facts)?;
    index(tx, DECISION, decisions)
}
