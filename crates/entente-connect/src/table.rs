//! Tables for others to open: lines as CSV or as a workbook, in which no cell is ever run as a formula.

use rust_xlsxwriter::{Format as Style, Workbook as Book, Worksheet, XlsxError};

/// What a table is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values in UTF-8, with a byte-order mark so that spreadsheets read every script.
    Csv,
    /// An Excel workbook with one sheet.
    Xlsx,
}

impl Format {
    /// The format of a file's ending.
    #[must_use]
    pub fn from_ending(ending: &str) -> Option<Format> {
        match ending {
            "csv" => Some(Format::Csv),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        }
    }

    /// The file's ending.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
        }
    }

    /// What it is called over HTTP and in mails.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What stands before the first line of a CSV file.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One line of a CSV file. A cell that a spreadsheet would run gets an apostrophe in front of it.
#[must_use]
pub fn csv_line(cells: &[String]) -> String {
    let mut line = String::new();
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            line.push(',');
        }
        let safe = if is_run(cell) { "'" } else { "" };
        if cell.contains(['"', ',', '\n', '\r']) {
            line.push('"');
            line += safe;
            line += &cell.replace('"', "\"\"");
            line.push('"');
        } else {
            line += safe;
            line += cell;
        }
    }
    line + "\r\n"
}

/// Whether a spreadsheet takes a cell of a CSV file for a formula.
fn is_run(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A workbook that is being written. Every cell is text, so nothing in it is a formula and `007` keeps its figures.
pub struct Workbook {
    sheet: Worksheet,
    lines: u32,
    widths: Vec<usize>,
}

/// Why a workbook could not be written: a cell or the whole is larger than the format allows.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct Error(#[from] XlsxError);

/// Characters a cell holds at most, as the format says.
const CELL_MAX: usize = 32_767;
/// Characters by which a column is widened at most.
const WIDTH_MAX: usize = 48;

impl Workbook {
    /// Begins a sheet with this line above all others, which stays in sight.
    ///
    /// # Errors
    /// Where the format does not allow it.
    pub fn new(name: &str, head: &[String]) -> Result<Workbook, Error> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        let bold = Style::new().set_bold();
        for (column, cell) in (0..).zip(head) {
            sheet.write_string_with_format(0, column, cell, &bold)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(Workbook { sheet, lines: 1, widths: head.iter().map(|cell| cell.chars().count()).collect() })
    }

    /// Adds a line.
    ///
    /// # Errors
    /// Where the format does not allow it: 1,048,576 lines at most.
    pub fn line(&mut self, cells: &[String]) -> Result<(), Error> {
        for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let cut = cell.char_indices().nth(CELL_MAX).map_or(cell.as_str(), |(end, _)| &cell[..end]);
            self.sheet.write_string(self.lines, column, cut)?;
            if let Some(width) = self.widths.get_mut(usize::from(column)) {
                *width = (*width).max(cut.chars().count());
            }
        }
        self.lines += 1;
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// Where it cannot be packed.
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        for (column, width) in (0_u16..).zip(&self.widths) {
            self.sheet.set_column_width(column, (*width).clamp(6, WIDTH_MAX) as f64 + 1.0)?;
        }
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(0, 0, self.lines.saturating_sub(1), last)?;
        let mut book = Book::new();
        book.push_worksheet(self.sheet);
        Ok(book.save_to_buffer()?)
    }
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};
    use expect_test::expect;

    use super::*;

    /// Cells that are harmless, that a spreadsheet would run, and that break a careless writer.
    fn cells() -> Vec<String> {
        [
            "Anna",
            "=1+1",
            "+49 30 1234",
            "-5",
            "@sum",
            "\tx",
            "a,b",
            "he said \"no\"",
            "two\nlines",
            "=A1,\"x\"",
            "최유나",
            "",
            "007",
        ]
        .map(str::to_owned)
        .to_vec()
    }

    #[test]
    fn no_cell_of_a_csv_file_is_a_formula() {
        expect![[r#"
            Anna,'=1+1,'+49 30 1234,'-5,'@sum,'	x,"a,b","he said ""no""","two
            lines","'=A1,""x""",최유나,,007
        "#]]
        .assert_eq(&csv_line(&cells()).replace("\r\n", "\n"));
        let line = csv_line(&cells());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let read = reader.records().next().unwrap().unwrap();
        let plain: Vec<&str> = read.iter().map(|cell| cell.strip_prefix('\'').unwrap_or(cell)).collect();
        assert_eq!(plain, cells());
    }

    #[test]
    fn a_workbook_has_every_cell_as_text_and_as_it_was() {
        let head: Vec<String> = (0..cells().len()).map(|column| format!("c{column}")).collect();
        let mut book = Workbook::new("leads", &head).unwrap();
        book.line(&cells()).unwrap();
        let bytes = book.finish().unwrap();
        let mut read: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = read.worksheet_range("leads").unwrap();
        let row: Vec<String> = sheet
            .rows()
            .nth(1)
            .unwrap()
            .iter()
            .map(|cell| match cell {
                Data::String(text) => text.clone(),
                Data::Empty => String::new(),
                other => panic!("{other:?} is not text"),
            })
            .collect();
        assert_eq!(row, cells());
        assert_eq!(read.worksheet_formula("leads").unwrap().used_cells().count(), 0);
    }

    #[test]
    fn a_cell_that_is_too_long_is_cut_and_no_panic() {
        let mut book = Workbook::new("leads", &["text".to_owned()]).unwrap();
        book.line(&["가".repeat(40_000)]).unwrap();
        assert!(!book.finish().unwrap().is_empty());
    }
}
