//! The rows of a sheet, held as one text, under a limit.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use calamine::{DataRef, XlsxCellReader};

use super::{Error, Merged, cell};
use crate::csv::odd::Odd;

/// The most that the rows of a sheet may take.
const HELD_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Rows, each with its number in the sheet. A row without text is none.
#[derive(Debug, Default)]
pub(super) struct Held {
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<u32>,
    /// Each row's number from 1, and where its cells end in `ends`.
    rows: Vec<(u32, u32)>,
}

/// What was odd, and how often.
pub(super) type Notes = Vec<(Odd, u64)>;

/// Reads all rows of a sheet. Answers what was odd about them, too.
pub(super) fn read<R: Read + Seek>(
    mut cells: XlsxCellReader<'_, R>,
    mut merged: Merged,
) -> Result<(Held, Notes), Error> {
    let (mut held, mut row, mut number) = (Held::default(), BTreeMap::new(), 0);
    let (mut errors, mut filled) = (0, 0);
    while let Some(next) = cells.next_cell()? {
        let ((at, column), value) = (next.get_position(), next.get_value());
        if at < number {
            return Err(Error::Damaged("its rows are out of order".to_owned()));
        }
        if at > number {
            filled += held.end_row(number, &mut row, &mut merged)?;
            number = at;
        }
        if matches!(value, DataRef::Empty) {
            continue;
        }
        match cell::text(value) {
            Some(text) => _ = row.insert(column, text),
            None => errors += 1,
        }
    }
    filled += held.end_row(number, &mut row, &mut merged)?;
    let notes = [(Odd::ErrorCells, errors), (Odd::MergedCells, filled)];
    Ok((held, notes.into_iter().filter(|(_, times)| *times > 0).collect()))
}

impl Held {
    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at this place: its number in the sheet and its cells.
    pub(super) fn row(&self, place: usize) -> Option<(u64, impl Iterator<Item = &str>)> {
        let (number, end) = *self.rows.get(place)?;
        let begin = place.checked_sub(1).and_then(|before| self.rows.get(before)).map_or(0, |(_, end)| *end);
        let cell = move |at: u32| {
            let from = at.checked_sub(1).and_then(|before| self.ends.get(before as usize)).copied().unwrap_or(0);
            self.text.get(from as usize..*self.ends.get(at as usize)? as usize)
        };
        Some((u64::from(number), (begin..end).filter_map(cell)))
    }

    /// Takes the row that is complete, and empties it. Answers how many merged cells were filled.
    fn end_row(&mut self, number: u32, row: &mut BTreeMap<u32, String>, merged: &mut Merged) -> Result<u64, Error> {
        row.retain(|_, text| !text.is_empty());
        if row.values().all(|text| text.trim().is_empty()) {
            row.clear();
            return Ok(0);
        }
        let filled = if merged.is_over() { 0 } else { merged.fill(number, row) };
        for column in 0..=row.keys().next_back().copied().unwrap_or(0) {
            self.text.push_str(row.get(&column).map_or("", String::as_str));
            self.ends.push(self.text.len() as u32);
            if self.text.len() + self.ends.len() * 4 > HELD_BYTES_MAX {
                return Err(Error::TooLarge { mebibytes: HELD_BYTES_MAX as u64 / (1024 * 1024) });
            }
        }
        self.rows.push((number.saturating_add(1), self.ends.len() as u32));
        row.clear();
        Ok(filled)
    }
}
