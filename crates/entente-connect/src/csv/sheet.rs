//! A file of rows that is open for reading: its form is known, CSV text or a sheet of a workbook, its columns have names.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Seek};

use encoding_rs::Encoding;

use super::decode::{Decoded, Sniffed, Why, is_noise, no_text, sniff};
use super::map::Layout;
use super::odd::Odd;
use super::rows::{Dialect, Fault, Header, Row, Rows, sniff_delimiter};
use crate::workbook::{self, Workbook, is_workbook};

/// What a file is read from.
pub trait Input: Read + Seek {}
impl<T: Read + Seek> Input for T {}

/// An open file of rows.
pub struct Sheet {
    source: Source,
    header: Header,
    header_fault: Option<Fault>,
    form: Form,
}

type Text = Rows<BufReader<Decoded<Box<dyn Input>>>>;

/// Where rows come from.
enum Source {
    Text(Box<Text>),
    Workbook(Box<Workbook>),
}

/// How a file holds its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// As text.
    Text {
        /// Its encoding, and how that is known.
        encoding: Sniffed,
        /// What stands between two cells.
        delimiter: char,
    },
    /// As a workbook.
    Workbook {
        /// The sheet that is read.
        sheet: String,
        /// All sheets of cells; those that are shown come first.
        sheets: Vec<String>,
    },
}

/// Why a file cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is no text at all, and no workbook of today.
    #[error("this is {0}, not CSV or XLSX: unpack it, or save it as one of them")]
    NoText(&'static str),
    /// It is a workbook that cannot be read.
    #[error(transparent)]
    Workbook(workbook::Error),
    /// Reading failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Sheet {
    /// Opens a file: finds its form, encoding and delimiter where neither `layout` nor `told` says them, and reads its
    /// header. An empty file has an empty header. `told` outranks the layout's encoding.
    ///
    /// # Errors
    /// Says what the file is instead.
    pub fn open(mut input: Box<dyn Input>, layout: &Layout, told: Option<&'static Encoding>) -> Result<Sheet, Error> {
        let (mut source, form) =
            if is_workbook(&mut input)? { book(input, layout)? } else { text(input, layout, told)? };
        let mut row = Row::default();
        let header = if layout.header.is_empty() {
            source.next_row(&mut row, 0)?;
            Header::of_row(&row)
        } else {
            Header::of_names(layout.header.iter().map(String::as_str))
        };
        Ok(Sheet { source, header, header_fault: row.fault(), form })
    }

    /// Reads the next row; false at the end.
    ///
    /// # Errors
    /// Only those of reading.
    pub fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        self.source.next_row(row, self.header.names().len())
    }

    /// The names of its columns.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What is wrong with the text of its header. The rows behind such a header cannot be trusted.
    pub fn header_fault(&self) -> Option<Fault> {
        self.header_fault
    }

    /// How it holds its rows.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// What of it was odd and could be lived with, and how often.
    pub fn notes(&self) -> &[(Odd, u64)] {
        match &self.source {
            Source::Text(_) => &[],
            Source::Workbook(book) => book.notes(),
        }
    }

    /// The encoding of which something in it was not and became U+FFFD; none where all of it was.
    pub fn damaged(&self) -> Option<&'static Encoding> {
        match (&self.source, &self.form) {
            (Source::Text(rows), Form::Text { encoding, .. }) if rows.input().get_ref().is_damaged() => {
                Some(encoding.encoding)
            }
            _ => None,
        }
    }

    /// How many bytes of the file have been read.
    pub fn bytes_read(&self) -> u64 {
        match &self.source {
            Source::Text(rows) => rows.input().get_ref().bytes_read(),
            Source::Workbook(book) => book.bytes_read(),
        }
    }
}

impl Source {
    fn next_row(&mut self, row: &mut Row, width: usize) -> io::Result<bool> {
        match self {
            Source::Text(rows) => rows.next_row(row),
            Source::Workbook(book) => Ok(book.next_row(row, width)),
        }
    }
}

fn text(mut input: Box<dyn Input>, layout: &Layout, told: Option<&'static Encoding>) -> Result<(Source, Form), Error> {
    if let Some(what) = no_text(&mut input)? {
        return Err(Error::NoText(what));
    }
    let encoding = match told.or(layout.encoding) {
        Some(encoding) => Sniffed { encoding, why: Why::Said },
        None => sniff(&mut input)?,
    };
    if encoding.why == Why::Guess && is_noise(&mut input)? {
        return Err(Error::NoText("a file of some program"));
    }
    let text = BufReader::with_capacity(64 * 1024, Decoded::new(input, encoding.encoding));
    let mut rows = Rows::new(text, Dialect::default());
    rows.skip_lines(layout.skip_lines)?;
    let delimiter = match layout.delimiter {
        Some(delimiter) => delimiter,
        None => sniff_delimiter(rows.input_mut().fill_buf()?),
    };
    rows.set_dialect(Dialect { delimiter, quote: layout.quote.unwrap_or(Some(b'"')), escape: layout.escape });
    Ok((Source::Text(Box::new(rows)), Form::Text { encoding, delimiter: char::from(delimiter) }))
}

fn book(input: Box<dyn Input>, layout: &Layout) -> Result<(Source, Form), Error> {
    let mut book = Workbook::open(input, layout.sheet.as_deref())?;
    book.skip_lines(layout.skip_lines);
    let form = Form::Workbook { sheet: book.sheet().to_owned(), sheets: book.sheets().to_vec() };
    Ok((Source::Workbook(Box::new(book)), form))
}

impl From<workbook::Error> for Error {
    fn from(error: workbook::Error) -> Error {
        match error {
            workbook::Error::Io(error) => Error::Io(error),
            other => Error::Workbook(other),
        }
    }
}

/// `UTF-8 (all of it is valid), ',' between cells`, as the summary says it.
impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::Text { encoding, delimiter: '\t' } => write!(f, "{encoding}, tabs between cells"),
            Form::Text { encoding, delimiter } => write!(f, "{encoding}, '{delimiter}' between cells"),
            Form::Workbook { sheet, sheets } if sheets.len() < 2 => write!(f, "sheet '{sheet}' of a workbook"),
            Form::Workbook { sheet, sheets } => {
                let others: Vec<&str> = sheets.iter().filter(|own| *own != sheet).map(String::as_str).collect();
                write!(f, "sheet '{sheet}' of a workbook; not read: {}", others.join(", "))
            }
        }
    }
}
