//! Rows of a CSV text with their lines, read one at a time; whatever cannot be read as a row is named, never skipped.

mod dialect;
mod header;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

pub use dialect::{Dialect, sniff_delimiter};
pub use header::Header;

/// One row longer than this is not a row but a quote that never closes.
const ROW_BYTES_MAX: usize = 16 * 1024 * 1024;

/// A row: its cells, the line on which it begins, and what is wrong with its text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Row {
    /// All cells' bytes, one after the other, until the row is complete and they become `text`.
    bytes: Vec<u8>,
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<usize>,
    line: u64,
    fault: Option<Fault>,
    zeros: u32,
}

/// What is wrong with the text of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The file ends inside quotes.
    #[error("a quote that opens here never closes: everything to the end of the file is inside it")]
    Unclosed,
    /// `"a" b`: something other than a delimiter follows a closing quote.
    #[error("text follows a closing quote; quotes inside a cell are doubled, or set 'escape' in the mapping")]
    AfterQuote,
    /// More than 16 MiB without an end.
    #[error("the row is longer than 16 MiB; a quote that never closes is the usual cause")]
    TooLong,
}

impl Fault {
    /// One word for each: the end of the name of its message.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Fault::Unclosed => "unclosed",
            Fault::AfterQuote => "after-quote",
            Fault::TooLong => "row-too-long",
        }
    }
}

impl Row {
    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cell at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell at this place, from 0; none beyond the row's end.
    pub fn cell(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before).copied()).unwrap_or(0);
        self.text.get(start..end)
    }

    /// All cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|place| self.cell(place))
    }

    /// The line of the file on which it begins, from 1; a line ends with CR, LF or both.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// What is wrong with its text.
    pub fn fault(&self) -> Option<Fault> {
        self.fault
    }

    /// How many zero bytes were taken out of it: no database keeps them in text.
    pub fn zeros(&self) -> u32 {
        self.zeros
    }

    /// Makes it a row of these cells, with empty ones up to `width`.
    pub(crate) fn fill<'a>(&mut self, line: u64, cells: impl Iterator<Item = &'a str>, width: usize) {
        self.clear(line);
        for cell in cells {
            cell.bytes().for_each(|byte| self.push(byte));
            self.end_cell();
        }
        while self.len() < width {
            self.end_cell();
        }
        self.finish();
    }

    /// Empties the row and keeps its memory.
    fn clear(&mut self, line: u64) {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        let mut ends = std::mem::take(&mut self.ends);
        bytes.clear();
        ends.clear();
        *self = Row { bytes, ends, line, ..Row::default() };
    }

    fn push(&mut self, byte: u8) {
        match byte {
            0 => self.zeros = self.zeros.saturating_add(1),
            _ if self.bytes.len() >= ROW_BYTES_MAX => self.fault = Some(Fault::TooLong),
            _ => self.bytes.push(byte),
        }
    }

    fn extend(&mut self, bytes: &[u8]) {
        let room = ROW_BYTES_MAX.saturating_sub(self.bytes.len());
        if bytes.len() > room {
            self.fault = Some(Fault::TooLong);
        }
        self.bytes.extend(bytes.iter().take(room));
    }

    fn end_cell(&mut self) {
        self.ends.push(self.bytes.len());
    }

    /// Makes the bytes text. They come from a decoder and so are UTF-8, unless the row was cut at its greatest length.
    fn finish(&mut self) {
        self.text = String::from_utf8(std::mem::take(&mut self.bytes)).unwrap_or_else(|error| {
            self.fault.get_or_insert(Fault::TooLong);
            let whole = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(whole);
            String::from_utf8(bytes).unwrap_or_default()
        });
        let length = self.text.len();
        self.ends.iter_mut().for_each(|end| *end = length.min(*end));
    }
}

/// Where the reader stands inside a row.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Before the first byte of a cell.
    CellStart,
    /// In a cell without quotes.
    Bare,
    /// Inside quotes.
    Quoted,
    /// Behind a quote that may be the closing one.
    Closed,
}

/// Reads rows out of UTF-8 text.
pub struct Rows<R> {
    input: R,
    dialect: Dialect,
    /// Lines ended so far.
    lines: u64,
    blank_lines: u64,
    /// The byte before was a CR: an LF now belongs to it.
    after_cr: bool,
}

impl<R: BufRead> Rows<R> {
    /// Rows of `input` in this dialect, from its first line.
    pub fn new(input: R, dialect: Dialect) -> Rows<R> {
        Rows { input, dialect, lines: 0, blank_lines: 0, after_cr: false }
    }

    /// What it reads from.
    pub fn input(&self) -> &R {
        &self.input
    }

    /// What it reads from, to look ahead; reading on from here loses rows.
    pub fn input_mut(&mut self) -> &mut R {
        &mut self.input
    }

    /// Reads on in another dialect.
    pub fn set_dialect(&mut self, dialect: Dialect) {
        self.dialect = dialect;
    }

    /// How many empty lines were passed over. An empty line is no row.
    pub fn blank_lines(&self) -> u64 {
        self.blank_lines
    }

    /// Passes over this many lines, whatever they hold.
    ///
    /// # Errors
    /// Only those of reading.
    pub fn skip_lines(&mut self, count: u64) -> io::Result<()> {
        while self.lines < count {
            match self.next_byte()? {
                Some(byte) => _ = self.is_break(byte),
                None => break,
            }
        }
        Ok(())
    }

    /// Reads the next row into `row`; false at the end of the text.
    ///
    /// # Errors
    /// Only those of reading: what is wrong with a row's text is the row's [`Row::fault`].
    pub fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        row.clear(self.lines + 1);
        let mut place = Place::CellStart;
        loop {
            if matches!(place, Place::Bare | Place::Quoted) {
                self.take_plain(row)?;
            }
            let Some(byte) = self.next_byte()? else {
                return Ok(self.end_of_text(row, place));
            };
            let ended = self.is_break(byte);
            let untouched = row.ends.is_empty() && place == Place::CellStart;
            if untouched && (ended || byte == b'\n') {
                // An empty line, or the LF of the CR LF that ended the row before.
                self.blank_lines += u64::from(ended);
                row.line = self.lines + 1;
                continue;
            }
            if ended && place != Place::Quoted {
                row.end_cell();
                row.finish();
                return Ok(true);
            }
            place = self.step(row, place, byte)?;
        }
    }

    /// Takes bytes that mean only themselves, as many as are at hand.
    fn take_plain(&mut self, row: &mut Row) -> io::Result<()> {
        let Dialect { delimiter, quote, escape } = self.dialect;
        let is_mark = |byte: &u8| {
            matches!(byte, b'\r' | b'\n' | 0) || *byte == delimiter || Some(*byte) == quote || Some(*byte) == escape
        };
        let buffer = self.input.fill_buf()?;
        let count = buffer.iter().position(is_mark).unwrap_or(buffer.len());
        if count > 0 {
            row.extend(&buffer[..count]);
            self.after_cr = false;
            self.input.consume(count);
        }
        Ok(())
    }

    fn step(&mut self, row: &mut Row, place: Place, byte: u8) -> io::Result<Place> {
        let Dialect { delimiter, quote, escape } = self.dialect;
        if escape == Some(byte) && quote.is_some() {
            if let Some(next) = self.next_byte()? {
                self.is_break(next);
                row.push(next);
            }
            return Ok(if place == Place::CellStart { Place::Bare } else { place });
        }
        Ok(match place {
            Place::CellStart if quote == Some(byte) => Place::Quoted,
            Place::Quoted if quote == Some(byte) => Place::Closed,
            Place::Quoted => {
                row.push(byte);
                Place::Quoted
            }
            Place::Closed if quote == Some(byte) => {
                row.push(byte);
                Place::Quoted
            }
            Place::CellStart | Place::Bare | Place::Closed if byte == delimiter => {
                row.end_cell();
                Place::CellStart
            }
            Place::Closed => {
                row.fault.get_or_insert(Fault::AfterQuote);
                row.push(byte);
                Place::Bare
            }
            Place::CellStart | Place::Bare => {
                row.push(byte);
                Place::Bare
            }
        })
    }

    fn end_of_text(&self, row: &mut Row, place: Place) -> bool {
        if row.ends.is_empty() && place == Place::CellStart {
            return false;
        }
        if place == Place::Quoted {
            row.fault = Some(Fault::Unclosed);
        }
        row.end_cell();
        row.finish();
        true
    }

    /// Whether this byte ends a line; counts it. The LF of a CR LF ends nothing again.
    fn is_break(&mut self, byte: u8) -> bool {
        let second = byte == b'\n' && self.after_cr;
        self.after_cr = byte == b'\r';
        let ends = (byte == b'\n' || byte == b'\r') && !second;
        self.lines += u64::from(ends);
        ends
    }

    fn next_byte(&mut self) -> io::Result<Option<u8>> {
        let buffer = self.input.fill_buf()?;
        let Some(&byte) = buffer.first() else { return Ok(None) };
        self.input.consume(1);
        Ok(Some(byte))
    }
}
