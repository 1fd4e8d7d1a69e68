//! A CSV file that is open for reading: its encoding and delimiter are known, its columns have names.

use std::io::{self, BufRead, BufReader, Read, Seek};

use encoding_rs::Encoding;

use super::decode::{Decoded, Sniffed, Why, sniff};
use super::map::Layout;
use super::rows::{Dialect, Fault, Header, Row, Rows, sniff_delimiter};

/// What a file is read from.
pub trait Input: Read + Seek {}
impl<T: Read + Seek> Input for T {}

/// An open CSV file.
pub struct Sheet {
    rows: Rows<BufReader<Decoded<Box<dyn Input>>>>,
    header: Header,
    header_fault: Option<Fault>,
    sniffed: Sniffed,
    delimiter: u8,
}

impl Sheet {
    /// Opens a file: finds its encoding and delimiter where neither `layout` nor `told` says them, and reads its header.
    /// An empty file has an empty header. `told` outranks the layout's encoding.
    ///
    /// # Errors
    /// Only those of reading.
    pub fn open(mut input: Box<dyn Input>, layout: &Layout, told: Option<&'static Encoding>) -> io::Result<Sheet> {
        let sniffed = match told.or(layout.encoding) {
            Some(encoding) => Sniffed { encoding, why: Why::Said },
            None => sniff(&mut input)?,
        };
        let text = BufReader::with_capacity(64 * 1024, Decoded::new(input, sniffed.encoding));
        let mut rows = Rows::new(text, Dialect::default());
        rows.skip_lines(layout.skip_lines)?;
        let delimiter = match layout.delimiter {
            Some(delimiter) => delimiter,
            None => sniff_delimiter(rows.input_mut().fill_buf()?),
        };
        rows.set_dialect(Dialect { delimiter, quote: layout.quote.unwrap_or(Some(b'"')), escape: layout.escape });
        let mut row = Row::default();
        let header = if layout.header.is_empty() {
            rows.next_row(&mut row)?;
            Header::of_row(&row)
        } else {
            Header::of_names(layout.header.iter().map(String::as_str))
        };
        Ok(Sheet { rows, header, header_fault: row.fault(), sniffed, delimiter })
    }

    /// Reads the next row; false at the end.
    ///
    /// # Errors
    /// Only those of reading.
    pub fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        self.rows.next_row(row)
    }

    /// The names of its columns.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What is wrong with the text of its header. The rows behind such a header cannot be trusted.
    pub fn header_fault(&self) -> Option<Fault> {
        self.header_fault
    }

    /// Its encoding, and how that is known.
    pub fn encoding(&self) -> Sniffed {
        self.sniffed
    }

    /// What stands between two cells.
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// Whether something in it was not of its encoding and became U+FFFD.
    pub fn is_damaged(&self) -> bool {
        self.rows.input().get_ref().is_damaged()
    }

    /// How many bytes of the file have been read.
    pub fn bytes_read(&self) -> u64 {
        self.rows.input().get_ref().bytes_read()
    }
}
