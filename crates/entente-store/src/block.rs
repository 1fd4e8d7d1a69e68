//! Blocks: facts that became known one after the other share a row, so that a stream of events takes little room.
//!
//! A block is as much the log as entries are: its facts are numbered in the same sequence, and whoever reads the log reads
//! both. Blocks stand in the order in which their facts became known, from one to the next and within each.

use std::collections::BTreeMap;
use std::ops::Range;

use entente_core::fact::{About, Fact};
use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;

use crate::database::{Row as Found, params};
use crate::entry::{decode, encode};
use crate::sql::statements;
use crate::{Cursor, Error, Store, Tx};

pub(crate) mod lines;

#[cfg(test)]
mod tests;

statements! { "block.sql":
    APPEND = "append", APPEND_LEADS = "append_leads", LAST_KNOWN = "last_known", AT = "at", AFTER = "after",
    KNOWN_AFTER = "known_after", OF_LEAD = "of_lead", REWRITE = "rewrite",
}

/// The fewest facts that share a row.
const FACTS_MIN: usize = 16;
/// The most: to read one of them, all are unsqueezed.
const FACTS_MAX: usize = 64;

/// A row.
struct Block {
    first: Seq,
    last: Seq,
    body: Vec<u8>,
}

impl Block {
    fn of(row: &Found<'_>) -> Result<Block, Error> {
        let number = |index| row.get::<i64>(index).map(|seq| Seq(seq as u64));
        Ok(Block { first: number(0)?, last: number(1)?, body: row.get(2)? })
    }

    /// Shows its facts to `each` until that says that it has enough; answers whether it did not.
    fn facts(&self, mut each: impl FnMut(Seq, &str) -> Result<bool, Error>) -> Result<bool, Error> {
        let text = lines::unsqueeze(&self.body).map_err(|why| Error::unreadable(self.first, why))?;
        let mut lines = text.lines();
        for seq in (self.first.0..=self.last.0).map(Seq) {
            let line = lines.next().ok_or_else(|| Error::unreadable(seq, "its block has fewer lines than facts"))?;
            if !each(seq, line)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Which of these facts share rows, in parts of at most [`FACTS_MAX`]; the first of them numbered `first`. None of those
/// that are about no lead, or became known before the one ahead of them.
fn together(facts: &[&Fact], last_known: Instant) -> Vec<Range<usize>> {
    let is_of_lead = |fact: &Fact| matches!(fact.about, About::Lead(_));
    let (mut parts, mut from, mut last) = (Vec::new(), 0, last_known);
    for end in 0..=facts.len() {
        let goes_on = facts.get(end).is_some_and(|fact| is_of_lead(fact) && fact.known >= last);
        if goes_on {
            last = facts[end].known;
            continue;
        }
        parted(from..end, &mut parts);
        from = end + 1;
    }
    parts
}

/// Parts a run evenly; one that is too short for a block is left out.
fn parted(run: Range<usize>, parts: &mut Vec<Range<usize>>) {
    if run.len() < FACTS_MIN {
        return;
    }
    let count = run.len().div_ceil(FACTS_MAX);
    let at = |part: usize| run.start + run.len() * part / count;
    parts.extend((0..count).map(|part| at(part)..at(part + 1)));
}

/// Appends those of these facts that share rows. Answers which: the others are to be appended as entries.
pub(crate) fn append(tx: &Tx<'_>, facts: &[&Fact], first: Seq) -> Result<Vec<Range<usize>>, Error> {
    if facts.len() < FACTS_MIN {
        return Ok(Vec::new());
    }
    let last_known = tx.first(LAST_KNOWN, (), |row| row.get::<Option<i64>>(0))?.flatten().map_or(Instant::MIN, Instant::from_micros);
    let parts = together(facts, last_known);
    let (mut rows, mut leads) = (Vec::with_capacity(parts.len()), Vec::new());
    for part in &parts {
        let (from, last) = (first.0 + part.start as u64, first.0 + part.end as u64 - 1);
        let mut text = String::new();
        for (fact, seq) in facts[part.clone()].iter().zip((from..).map(Seq)) {
            text += &encode(seq, fact)?;
            text.push('\n');
            leads.extend(lead_of(fact).map(|lead| (lead, seq)));
        }
        let body = squeezed(tx, Seq(from), &text)?;
        let known = [part.start, part.end - 1].map(|at| facts[at].known.as_micros());
        rows.push((from as i64, last as i64, known[0], known[1], body));
    }
    let rows: Vec<_> = rows.iter().map(|(first, last, from, to, body)| (*first, *last, *from, *to, body)).collect();
    tx.execute_many(APPEND, &rows)?;
    if tx.is_behind {
        tx.behind.borrow_mut().take_places(leads.into_iter());
    } else {
        index(tx, leads)?;
    }
    Ok(parts)
}

fn squeezed(tx: &Tx<'_>, first: Seq, text: &str) -> Result<Vec<u8>, Error> {
    tx.squeezer.borrow_mut().squeeze(text).map_err(|why| Error::unreadable(first, why))
}

fn lead_of(fact: &Fact) -> Option<LeadId> {
    if let About::Lead(lead) = fact.about { Some(lead) } else { None }
}

/// Notes which facts in blocks are about which leads.
pub(crate) fn index(tx: &Tx<'_>, mut places: Vec<(LeadId, Seq)>) -> Result<(), Error> {
    places.sort_unstable();
    let rows: Vec<(i64, i64)> = places.iter().map(|(lead, seq)| (lead.0 as i64, seq.0 as i64)).collect();
    tx.execute_many(APPEND_LEADS, &rows)
}

/// Notes of all facts in blocks from `first` to `last` which leads they are about, as far as it is not noted.
pub(crate) fn index_again(tx: &Tx<'_>, first: Seq, last: Seq) -> Result<(), Error> {
    let mut places = Vec::new();
    visit_from(tx, first, usize::MAX, |seq, line| {
        places.extend(lead_of(&decode(seq, line)?).filter(|_| seq <= last).map(|lead| (lead, seq)));
        Ok(seq < last)
    })?;
    index(tx, places)
}

/// Shows the facts in blocks from `first` on, as they are written, until `each` has enough.
/// At least `limit` of them where there are so many.
fn visit_from(
    store: &Store,
    first: Seq,
    limit: usize,
    mut each: impl FnMut(Seq, &str) -> Result<bool, Error>,
) -> Result<(), Error> {
    let mut each = |seq: Seq, line: &str| if seq < first { Ok(true) } else { each(seq, line) };
    let here = store.first(AT, [first.0 as i64], Block::of)?;
    if let Some(block) = here
        && block.last >= first
        && !block.facts(&mut each)?
    {
        return Ok(());
    }
    store.database.visit(AFTER, [first.0 as i64, blocks_of(limit)], |row| Block::of(row)?.facts(&mut each))
}

/// In how many blocks so many facts are at the most, where the first and the last of them may be wanted in part.
fn blocks_of(facts: usize) -> i64 {
    (facts / FACTS_MIN + 2) as i64
}

/// Up to `limit` facts in blocks after `after`.
pub(crate) fn after(store: &Store, after: Seq, limit: usize) -> Result<Vec<(Seq, Fact)>, Error> {
    let mut facts = Vec::new();
    if limit > 0 {
        visit_from(store, Seq(after.0.saturating_add(1)), limit, |seq, line| {
            facts.push((seq, decode(seq, line)?));
            Ok(facts.len() < limit)
        })?;
    }
    Ok(facts)
}

/// Up to `limit` facts in blocks after `after` in `(known, seq)` order that were known at `until` or before.
pub(crate) fn undecided(
    store: &Store,
    after: Cursor,
    until: Instant,
    limit: usize,
) -> Result<Vec<(Seq, Fact)>, Error> {
    let mut facts: Vec<(Seq, Fact)> = Vec::new();
    if limit == 0 {
        return Ok(facts);
    }
    store.database.visit(KNOWN_AFTER, known_after(after, until, limit), |row| {
        Block::of(row)?.facts(|seq, line| {
            let fact: Fact = decode(seq, line)?;
            if fact.known > until {
                return Ok(false);
            }
            if (fact.known, seq) > (after.known, after.seq) {
                facts.push((seq, fact));
            }
            Ok(facts.len() < limit)
        })
    })?;
    Ok(facts)
}

fn known_after(after: Cursor, until: Instant, limit: usize) -> [i64; 4] {
    [after.known.as_micros(), after.seq.0 as i64, until.as_micros(), blocks_of(limit)]
}

/// How many facts in blocks come after `after` and were known at `until` or before.
pub(crate) fn count_known(store: &Store, after: Cursor, until: Instant) -> Result<u64, Error> {
    let mut count = 0;
    store.database.visit(KNOWN_AFTER, known_after(after, until, usize::MAX), |row| {
        Block::of(row)?.facts(|seq, line| {
            let known = decode::<Fact>(seq, line)?.known;
            count += u64::from((known, seq) > (after.known, after.seq) && known <= until);
            Ok(known <= until)
        })
    })?;
    Ok(count)
}

/// The fact at `seq`, where it is in a block.
pub(crate) fn fact(store: &Store, seq: Seq) -> Result<Option<Fact>, Error> {
    Ok(facts(store, &[seq])?.pop().map(|(_, fact)| fact))
}

/// The facts at these places, in their order; one that is in no block is left out.
fn facts(store: &Store, places: &[Seq]) -> Result<Vec<(Seq, Fact)>, Error> {
    let (mut found, mut wanted) = (Vec::with_capacity(places.len()), places.iter().copied().peekable());
    while let Some(place) = wanted.next() {
        let Some(block) = store.first(AT, [place.0 as i64], Block::of)?.filter(|block| block.last >= place) else {
            continue;
        };
        let mut next = Some(place);
        block.facts(|seq, line| {
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
pub(crate) fn of_lead(store: &Store, lead: LeadId, after: Seq) -> Result<Vec<(Seq, Fact)>, Error> {
    let mut places: Vec<Seq> = store.rows(OF_LEAD, [lead.0 as i64], |row| row.get::<i64>(0).map(|seq| Seq(seq as u64)))?;
    places.extend(store.behind.borrow().places_of(lead));
    places.sort_unstable();
    places.dedup();
    places.retain(|seq| *seq > after);
    facts(store, &places)
}

/// Writes facts in blocks again, each as the line of its number. Answers the numbers that are in no block.
pub(crate) fn rewrite(tx: &Tx<'_>, lines: &BTreeMap<Seq, &str>) -> Result<Vec<Seq>, Error> {
    let (mut elsewhere, mut done) = (Vec::new(), Seq(0));
    for seq in lines.keys().filter(|seq| seq.0 > 0) {
        if *seq <= done {
            continue;
        }
        let Some(block) = tx.first(AT, [seq.0 as i64], Block::of)?.filter(|block| block.last >= *seq) else {
            elsewhere.push(*seq);
            continue;
        };
        let mut text = String::new();
        block.facts(|seq, line| {
            text += lines.get(&seq).copied().unwrap_or(line);
            text.push('\n');
            Ok(true)
        })?;
        tx.execute(REWRITE, params![squeezed(tx, block.first, &text)?, block.first.0 as i64])?;
        done = block.last;
    }
    Ok(elsewhere)
}
