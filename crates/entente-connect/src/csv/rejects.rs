//! Rows that could not be used, as a CSV file that can be corrected and imported again.

use std::io;

use super::facts::Reject;

/// The column that says on which line a rejected row began; the reason stands in the next one.
pub const REJECTED_LINE: &str = "rejected_line";

/// Writes rejected rows: the file's own columns, then the line and the reason.
pub struct RejectWriter<W: io::Write> {
    writer: csv::Writer<W>,
    columns: usize,
}

impl<W: io::Write> RejectWriter<W> {
    /// Starts a file of rejects with the columns of the file they come from.
    ///
    /// # Errors
    /// Only those of writing.
    pub fn new(out: W, columns: &[String]) -> io::Result<RejectWriter<W>> {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
        let own = [REJECTED_LINE, "rejected_reason"];
        writer.write_record(columns.iter().map(String::as_str).chain(own))?;
        Ok(RejectWriter { writer, columns: columns.len() })
    }

    /// Writes one row. A row longer than the header keeps its further cells at the end.
    ///
    /// # Errors
    /// Only those of writing.
    pub fn write(&mut self, reject: &Reject) -> io::Result<()> {
        let line = reject.line.to_string();
        let own = [line.as_str(), reject.reason.as_str()];
        let cells = (0..self.columns).map(|place| reject.cells.get(place).map_or("", String::as_str));
        let over = reject.cells.iter().skip(self.columns).map(String::as_str);
        self.writer.write_record(cells.chain(own).chain(over))?;
        Ok(())
    }

    /// Writes out what is still held.
    ///
    /// # Errors
    /// Only those of writing.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
