//! Rows become facts: each row is read once, judged as a whole, and counted under exactly one heading.

mod build;
mod join;
mod key;
mod line;
mod slots;
mod tally;
#[cfg(test)]
mod tests;

use crate::csv::unfit::Unfit;
use std::io;

use encoding_rs::Encoding;
use entente_core::fact::NewFact;
use entente_core::problem::{Problem, Reason, Weight};

use super::map::{ColumnRef, Duplicates, FileMap, Mapping, instead_of};
use super::odd::Odd;
use super::rejects::REJECTED_LINE;
use super::rows::{Fault, Row};
use super::sheet::{self, Input, Sheet};
use join::Joined;
use key::{Seen, Standing};
use line::{Line, Where};
pub use tally::Tally;

/// Finds another file of the same import by its name, for a join.
pub type Find<'a> = &'a mut dyn FnMut(&str) -> io::Result<Option<Box<dyn Input>>>;

/// Reads the facts of one file.
pub struct FactReader<'m> {
    source: &'m str,
    map: &'m FileMap,
    sheet: Sheet,
    places: Vec<Where>,
    joined: Vec<Joined>,
    content_cells: usize,
    seen: Seen,
    tally: Tally,
}

/// What a few thousand rows gave.
#[derive(Debug, Default)]
pub struct Batch {
    /// The rows that gave facts, in the order of the file.
    pub rows: Vec<Given>,
    /// The rows that could not be used.
    pub rejects: Vec<Reject>,
}

/// A row that gave facts. It is kept beside them, so that it can be shown if the log refuses one.
#[derive(Debug)]
pub struct Given {
    /// The row.
    pub row: Row,
    /// Its facts, in the order of the mapping.
    pub facts: Vec<NewFact>,
}

/// A row that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The line on which it begins.
    pub line: u64,
    /// Why; a long one without its middle.
    pub reason: String,
    /// The same by name; none where the log refused a fact of it.
    pub unfit: Option<Unfit>,
    /// Its cells as they were.
    pub cells: Vec<String>,
}

impl Reject {
    fn of(row: &Row, reason: String, unfit: Option<Unfit>) -> Reject {
        let cells = row.cells().map(str::to_owned).collect();
        Reject { line: row.line(), reason: shortened(reason), unfit, cells }
    }
}

/// How many letters of a long reason are kept at its beginning, and at its end.
const REASON_LETTERS_KEPT: usize = 120;

/// A reason that quotes a huge cell, without the middle: how it begins and what is wrong with it can still be read.
fn shortened(reason: String) -> String {
    let letters = reason.chars().count();
    if letters <= 2 * REASON_LETTERS_KEPT + 1 {
        return reason;
    }
    let begin: String = reason.chars().take(REASON_LETTERS_KEPT).collect();
    let end: String = reason.chars().skip(letters - REASON_LETTERS_KEPT).collect();
    format!("{begin}…{end}")
}

/// Why a file cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file and its mapping do not fit; nothing of it was read.
    #[error("the file and its mapping do not fit")]
    Misfit(Vec<Problem>),
    /// It is neither text nor a workbook that can be read.
    #[error(transparent)]
    Sheet(#[from] sheet::Error),
    /// Its header cannot be read, and so none of its rows.
    #[error("the header: {0}")]
    Header(Fault),
    /// Reading failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// What became of a row.
enum Fate {
    Facts(Vec<NewFact>),
    Rejected(Unfit),
    Skipped,
    Duplicate,
}

impl<'m> FactReader<'m> {
    /// Opens a file by its entry in the mapping. `told` is an encoding that outranks the mapping's.
    ///
    /// # Errors
    /// [`OpenError::Misfit`] names every column that the file lacks, at its place in the mapping: correct one of the two.
    pub fn open(
        mapping: &'m Mapping,
        map: &'m FileMap,
        input: Box<dyn Input>,
        told: Option<&'static Encoding>,
        find: Find<'_>,
    ) -> Result<FactReader<'m>, OpenError> {
        let sheet = Sheet::open(input, &map.layout, told)?;
        if let Some(fault) = sheet.header_fault() {
            return Err(OpenError::Header(fault));
        }
        let joined = join::read_all(map, find)?.map_err(OpenError::Misfit)?;
        let places = places(map, &sheet, &joined).map_err(OpenError::Misfit)?;
        let mut tally = Tally::default();
        sheet.header().notes().iter().for_each(|note| tally.note(note.clone()));
        sheet.notes().iter().for_each(|(note, times)| tally.note_times(note.clone(), *times));
        joined.iter().flat_map(Joined::notes).for_each(|(note, times)| tally.note_times(note, times));
        if sheet.header().names().is_empty() {
            tally.note(Odd::Empty);
        }
        let content_cells = sheet.header().place(REJECTED_LINE).unwrap_or(usize::MAX);
        let (source, seen) = (&mapping.source, Seen::default());
        Ok(FactReader { source, map, sheet, places, joined, content_cells, seen, tally })
    }

    /// The counts so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The open file: its header, form, and how much of it was read.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Reads at most `rows_max` further rows; none at the end of the file.
    ///
    /// # Errors
    /// Only those of reading.
    pub fn next_batch(&mut self, rows_max: usize) -> io::Result<Option<Batch>> {
        let (mut batch, mut row) = (Batch::default(), Row::default());
        for taken in 0..rows_max {
            if !self.sheet.next_row(&mut row)? {
                return Ok((taken > 0).then_some(batch));
            }
            self.tally.rows += 1;
            match self.judge(&row) {
                Fate::Facts(facts) => {
                    self.tally.with_facts += 1;
                    self.tally.count(&facts);
                    batch.rows.push(Given { row: std::mem::take(&mut row), facts });
                }
                Fate::Rejected(reason) => {
                    self.tally.rejected += 1;
                    batch.rejects.push(Reject::of(&row, reason.to_string(), Some(reason)));
                }
                Fate::Skipped => self.tally.skipped += 1,
                Fate::Duplicate => self.tally.duplicates += 1,
            }
        }
        Ok(Some(batch))
    }

    /// The log refused a fact of this row: it counts as rejected after all, and what else it told stays.
    pub fn refuse(&mut self, row: &Row, reason: String) -> Reject {
        self.tally.with_facts = self.tally.with_facts.saturating_sub(1);
        self.tally.rejected += 1;
        Reject::of(row, reason, None)
    }

    fn judge(&mut self, row: &Row) -> Fate {
        if let Some(reason) = self.misshapen(row) {
            return Fate::Rejected(reason);
        }
        let joined = self.joined.iter().map(|table| table.find(self.map, row, &self.places)).collect();
        let line = Line { map: self.map, row, places: &self.places, content_cells: self.content_cells, joined };
        if !line.holds(&self.map.when) {
            return Fate::Skipped;
        }
        let identity = match key::identity(&line) {
            Ok(identity) => identity,
            Err(reason) => return Fate::Rejected(reason),
        };
        let occurrence = match self.seen.take(&identity, row.line()) {
            Standing::First => 1,
            Standing::Again(_) if self.map.duplicates == Duplicates::Drop || !self.map.key.is_empty() => {
                return Fate::Duplicate;
            }
            Standing::Again(times) => times,
            Standing::Other(first) => {
                return Fate::Rejected(Unfit::KeyTaken(first));
            }
        };
        let name = |tag: &str| identity.fact_key(self.source, &self.map.name, tag, occurrence);
        match build::facts(&line, self.source, &name, &mut self.tally) {
            Err(reason) => Fate::Rejected(reason),
            Ok(facts) if facts.is_empty() => Fate::Skipped,
            Ok(facts) => Fate::Facts(facts),
        }
    }

    /// Why the row cannot be used, whatever it says; notes what is odd about it and can be lived with.
    fn misshapen(&mut self, row: &Row) -> Option<Unfit> {
        if let Some(fault) = row.fault() {
            return Some(Unfit::NoRow(fault));
        }
        if let Some(encoding) = self.sheet.damaged()
            && row.cells().any(|cell| cell.contains('\u{fffd}'))
        {
            return Some(Unfit::Bytes(encoding.name()));
        }
        if row.zeros() > 0 {
            self.tally.note(Odd::ZeroBytes);
        }
        let columns = self.sheet.header().names().len();
        if row.len() < columns {
            self.tally.note(Odd::ShortRows);
        }
        if row.len() > columns {
            let blank = row.cells().skip(columns).all(|cell| cell.trim().is_empty());
            if !blank && !self.map.layout.cut_long_rows {
                return Some(Unfit::Cells(row.len(), columns));
            }
            self.tally.note(Odd::LongRows);
        }
        None
    }
}

/// Where each column of the mapping is; an empty file lacks none. The problems are the columns that are nowhere.
fn places(map: &FileMap, sheet: &Sheet, joined: &[Joined]) -> Result<Vec<Where>, Vec<Problem>> {
    let is_empty = sheet.header().names().is_empty();
    let mut places = Vec::new();
    let mut problems = Vec::new();
    for column in &map.columns {
        let place = locate(&column.name, sheet, joined);
        if place.is_none() && !column.optional && !is_empty {
            problems.push(lacks(map, column, sheet, joined));
        }
        places.push(place.unwrap_or(Where::Nowhere));
    }
    if problems.is_empty() { Ok(places) } else { Err(problems) }
}

fn locate(name: &str, sheet: &Sheet, joined: &[Joined]) -> Option<Where> {
    let own = sheet.header().place(name).map(Where::Own);
    own.or_else(|| {
        joined.iter().enumerate().find_map(|(table, joined)| Some(Where::Joined(table, joined.place(name)?)))
    })
}

fn lacks(map: &FileMap, column: &ColumnRef, sheet: &Sheet, joined: &[Joined]) -> Problem {
    let known: Vec<String> =
        sheet.header().names().iter().cloned().chain(joined.iter().flat_map(Joined::names)).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Problem {
        reason: Reason::UnknownName,
        weight: Weight::Error,
        place: column.place,
        clause: map.name.clone(),
        what: format!("the file has no column '{}'", column.name),
        remedy: instead_of(&column.name, &known),
    }
}
