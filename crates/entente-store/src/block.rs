//! Blocks: facts that became known one after the other share a row, and so do decisions made together, so that a stream of
//! events takes little room.
//!
//! A block is as much the log as entries are: what it holds is numbered in the same sequence, and whoever reads the log
//! reads both. Blocks of facts stand in the order in which these became known, from one to the next and within each.

use std::ops::Range;

use entente_core::decision::Decision;
use entente_core::fact::{About, Fact, Value, What};
use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;

use crate::database::Row as Found;
use crate::entry::{DECISION, FACT, encode};
use crate::sql::statements;
use crate::{Error, Tx};

pub(crate) mod lines;
pub(crate) mod read;
pub(crate) mod rewrite;

#[cfg(test)]
mod tests;

statements! { "block.sql": APPEND = "append", APPEND_LEADS = "append_leads", LAST_KNOWN = "last_known", AT = "at" }

/// The fewest that share a row.
const LINES_MIN: usize = 16;
/// The most: to read one of them, all are unsqueezed.
const LINES_MAX: usize = 64;
/// The most bytes that what a fact tells comes to, where it shares a row; a longer one would make the others slow to read.
const TOLD_MAX: usize = 4 * 1024;

/// A row.
struct Block {
    first: Seq,
    last: Seq,
    kind: i64,
    body: Vec<u8>,
}

impl Block {
    fn of(row: &Found<'_>) -> Result<Block, Error> {
        let number = |index| row.get::<i64>(index).map(|seq| Seq(seq as u64));
        Ok(Block { first: number(0)?, last: number(1)?, kind: row.get(2)?, body: row.get(3)? })
    }

    /// Shows its lines to `each` until that says that it has enough; answers whether it did not.
    fn lines(&self, mut each: impl FnMut(Seq, &str) -> Result<bool, Error>) -> Result<bool, Error> {
        let text = lines::unsqueeze(&self.body).map_err(|why| Error::unreadable(self.first, why))?;
        let mut lines = text.lines();
        for seq in (self.first.0..=self.last.0).map(Seq) {
            let line = lines.next().ok_or_else(|| Error::unreadable(seq, "its block has fewer lines than numbers"))?;
            if !each(seq, line)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The block that `seq` is in.
fn at(store: &crate::Store, seq: Seq) -> Result<Option<Block>, Error> {
    Ok(store.first(AT, [seq.0 as i64], Block::of)?.filter(|block| block.last >= seq))
}

/// Which of these facts share rows, in parts of at most [`LINES_MAX`]. None of those that are about no lead, are long, or
/// became known before the one ahead of them.
fn together(facts: &[&Fact], last_known: Instant) -> Vec<Range<usize>> {
    let (mut parts, mut from, mut last) = (Vec::new(), 0, last_known);
    for end in 0..=facts.len() {
        match facts.get(end) {
            Some(fact) if lead_of(fact).is_some() && is_short(fact) && fact.known >= last => last = fact.known,
            _ => {
                parts.extend(parted(from..end));
                from = end + 1;
            }
        }
    }
    parts
}

fn is_short(fact: &Fact) -> bool {
    let bytes = |value: &Value| match value {
        Value::Text(text) => text.len(),
        Value::Set(words) => words.iter().map(|word| word.len()).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    };
    let told: usize = match &fact.what {
        What::Happened { properties, .. } => properties.iter().map(|(name, value)| name.len() + bytes(value)).sum(),
        What::Learnt { values, .. } => values.values().map(bytes).sum(),
        _ => 0,
    };
    told <= TOLD_MAX
}

/// Parts a run evenly; one that is too short for a block is left out.
fn parted(run: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let count = if run.len() < LINES_MIN { 0 } else { run.len().div_ceil(LINES_MAX) };
    let at = move |part: usize| run.start + run.len() * part / count;
    (0..count).map(move |part| at(part)..at(part + 1))
}

/// Appends those of these facts that share rows. Answers which: the others are to be appended as entries.
pub(crate) fn append_facts(tx: &Tx<'_>, facts: &[&Fact], first: Seq) -> Result<Vec<Range<usize>>, Error> {
    if facts.len() < LINES_MIN {
        return Ok(Vec::new());
    }
    let last_known = tx.first(LAST_KNOWN, (), |row| row.get::<Option<i64>>(0))?.flatten();
    let parts = together(facts, last_known.map_or(Instant::MIN, Instant::from_micros));
    let line = |index: usize, seq| Ok((lead_of(facts[index]), encode(seq, facts[index])?));
    let leads = write(tx, FACT, (&parts, first), |index| facts[index].known, line)?;
    if tx.is_behind {
        tx.behind.borrow_mut().take_places(leads.into_iter());
    } else {
        index(tx, FACT, leads)?;
    }
    Ok(parts)
}

/// Appends those of these decisions that share rows. Answers which: the others are to be appended as entries.
pub(crate) fn append_decisions(tx: &Tx<'_>, decisions: &[Decision], first: Seq) -> Result<Vec<Range<usize>>, Error> {
    let parts: Vec<Range<usize>> = parted(0..decisions.len()).collect();
    let line = |index: usize, seq| Ok((decisions[index].lead, encode(seq, &decisions[index])?));
    let leads = write(tx, DECISION, (&parts, first), |index| decisions[index].at, line)?;
    // What was decided of a lead is seen at once.
    index(tx, DECISION, leads)?;
    Ok(parts)
}

/// Writes a row for each of these parts. Answers which lead each of their lines is about.
fn write(
    tx: &Tx<'_>,
    kind: i64,
    (parts, first): (&[Range<usize>], Seq),
    known: impl Fn(usize) -> Instant,
    line: impl Fn(usize, Seq) -> Result<(Option<LeadId>, String), Error>,
) -> Result<Vec<(LeadId, Seq)>, Error> {
    let (mut rows, mut leads) = (Vec::with_capacity(parts.len()), Vec::new());
    for part in parts {
        let mut text = String::new();
        for at in part.clone() {
            let seq = Seq(first.0 + at as u64);
            let (lead, line) = line(at, seq)?;
            text += &line;
            text.push('\n');
            leads.extend(lead.map(|lead| (lead, seq)));
        }
        let [from, last] = [part.start, part.end - 1].map(|at| (first.0 + at as u64) as i64);
        let [known_from, known] = [part.start, part.end - 1].map(|at| known(at).as_micros());
        rows.push((from, last, kind, known_from, known, squeezed(tx, Seq(from as u64), &text)?));
    }
    let rows: Vec<_> = rows.iter().map(|(a, b, c, d, e, body)| (*a, *b, *c, *d, *e, body)).collect();
    tx.execute_many(APPEND, &rows)?;
    Ok(leads)
}

fn squeezed(tx: &Tx<'_>, first: Seq, text: &str) -> Result<Vec<u8>, Error> {
    tx.squeezer.borrow_mut().squeeze(text).map_err(|why| Error::unreadable(first, why))
}

fn lead_of(fact: &Fact) -> Option<LeadId> {
    if let About::Lead(lead) = fact.about { Some(lead) } else { None }
}

/// Notes which lines of blocks are about which leads.
pub(crate) fn index(tx: &Tx<'_>, kind: i64, mut places: Vec<(LeadId, Seq)>) -> Result<(), Error> {
    places.sort_unstable();
    let rows: Vec<(i64, i64, i64)> = places.iter().map(|(lead, seq)| (lead.0 as i64, kind, seq.0 as i64)).collect();
    tx.execute_many(APPEND_LEADS, &rows)
}
