//! Excel workbooks as rows: one sheet of an XLSX file, read whole and under limits, in the form that CSV rows have.
//!
//! A row is what the sheet shows: dates as ISO 8601, numbers with the 15 digits that a spreadsheet shows, merged cells
//! filled, rows without any text passed over. A cell that shows an error says nothing, and that is noted.

mod archive;
mod cell;
mod held;
mod merged;
#[cfg(test)]
mod tests;

use std::io::{BufReader, Read, Seek, SeekFrom};

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::csv::odd::Odd;
use crate::csv::rows::Row;
use held::{Held, Notes};
use merged::Merged;

/// How a workbook begins, like every zip archive.
const START: &[u8] = b"PK\x03\x04";

/// Why a workbook cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is some other archive.
    #[error("this is a zip archive without an Excel workbook in it: unpack it, or save the workbook as XLSX or CSV")]
    NoWorkbook,
    /// Unpacked, it is larger than anybody's list of leads.
    #[error("unpacked, it is larger than {mebibytes} MiB: save the sheet as CSV, or split it")]
    TooLarge {
        /// The limit.
        mebibytes: u64,
    },
    /// It has no sheet of this name.
    #[error("it has no sheet '{name}'; its sheets are: {}", .known.join(", "))]
    NoSheet {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// It has no sheet of cells at all.
    #[error("it has no sheet with cells")]
    NoSheets,
    /// It is damaged, or not what Excel writes.
    #[error("the workbook cannot be read ({0}): open it in a spreadsheet and save it anew")]
    Damaged(String),
    /// Reading failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// One sheet of a workbook.
#[derive(Debug)]
pub struct Workbook {
    sheets: Vec<String>,
    sheet: String,
    rows: Held,
    notes: Notes,
    bytes: u64,
    next: usize,
}

/// Whether a file begins like a workbook. Goes back to the file's start.
///
/// # Errors
/// Only those of reading.
pub fn is_workbook(file: &mut (impl Read + Seek)) -> std::io::Result<bool> {
    let mut head = Vec::new();
    file.by_ref().take(START.len() as u64).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(head == START)
}

impl Workbook {
    /// Reads a sheet: the one of this name, or the first that holds anything, of those shown and then of those hidden.
    ///
    /// # Errors
    /// Nothing of it can be used then; every case says what to do.
    pub fn open<R: Read + Seek>(mut file: R, sheet: Option<&str>) -> Result<Workbook, Error> {
        archive::check(&mut file)?;
        let bytes = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(0))?;
        // The library takes some impossible paths inside an archive for a defect of its own, and panics.
        let read = std::panic::AssertUnwindSafe(|| read(file, bytes, sheet));
        std::panic::catch_unwind(read)
            .unwrap_or_else(|_| Err(Error::Damaged("its parts do not fit together".to_owned())))
    }

    /// The names of its sheets of cells; those that are shown come first.
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// The sheet that is read.
    pub fn sheet(&self) -> &str {
        &self.sheet
    }

    /// What was odd and could be lived with, and how often.
    pub fn notes(&self) -> &[(Odd, u64)] {
        &self.notes
    }

    /// Copies the next row into `row`, with empty cells up to `width`; false at the end.
    pub fn next_row(&mut self, row: &mut Row, width: usize) -> bool {
        let Some((number, cells)) = self.rows.row(self.next) else { return false };
        row.fill(number, cells, width);
        self.next += 1;
        true
    }

    /// Leaves out the rows of the first lines of the sheet.
    pub fn skip_lines(&mut self, lines: u64) {
        self.next +=
            (self.next..).take_while(|place| self.rows.row(*place).is_some_and(|(number, _)| number <= lines)).count();
    }

    /// How far it is read, in bytes of the file.
    pub fn bytes_read(&self) -> u64 {
        let (done, all) = (self.next as u64, self.rows.len() as u64);
        if done >= all { self.bytes } else { self.bytes / all * done }
    }
}

fn read<R: Read + Seek>(file: R, bytes: u64, sheet: Option<&str>) -> Result<Workbook, Error> {
    let mut book = Xlsx::new(BufReader::new(file)).map_err(Error::from)?;
    let sheets = names(&book);
    let first = sheets.first().ok_or(Error::NoSheets)?.clone();
    let of = |sheet: String, (rows, notes)| Workbook { sheets: sheets.clone(), sheet, rows, notes, bytes, next: 0 };
    match sheet {
        Some(name) if sheets.iter().any(|own| own == name) => Ok(of(name.to_owned(), rows(&mut book, name)?)),
        Some(name) => Err(Error::NoSheet { name: name.to_owned(), known: sheets }),
        None => {
            for name in &sheets {
                let read = rows(&mut book, name)?;
                if !read.0.is_empty() {
                    return Ok(of(name.clone(), read));
                }
            }
            Ok(of(first, Default::default()))
        }
    }
}

fn rows<R: Read + Seek>(book: &mut Xlsx<R>, sheet: &str) -> Result<(Held, Notes), Error> {
    let merged = Merged::new(book.merge_cells_by_sheet_name(sheet).unwrap_or_default());
    held::read(book.worksheet_cells_reader(sheet)?, merged)
}

/// The sheets of cells: those that are shown, then those that are hidden.
fn names<R: Read + Seek>(book: &Xlsx<R>) -> Vec<String> {
    let cells = || book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let shown = cells().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let hidden = cells().filter(|sheet| sheet.visible != SheetVisible::Visible);
    shown.chain(hidden).map(|sheet| sheet.name.clone()).collect()
}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Error {
        match error {
            XlsxError::Io(error) if error.kind() != std::io::ErrorKind::InvalidData => {
                Error::Damaged(error.to_string())
            }
            XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => Error::NoWorkbook,
            other => Error::Damaged(other.to_string()),
        }
    }
}
