//! Where the table of a file begins: titles above it are passed over, and a file without headings gets numbered ones.

use std::collections::BTreeMap;
use std::io;

use crate::csv::map::Layout;
use crate::csv::rows::Row;
use crate::csv::sheet::{Error, Form, Input, Sheet};

/// Opens the file at its start; called several times.
pub type Open<'a> = &'a mut dyn FnMut() -> io::Result<Box<dyn Input>>;

/// How many rows are looked at.
const ROWS_LOOKED_AT: usize = 25;

/// How a file is probably laid out: its delimiter, the lines before its header, and headings where it has none.
/// `sheet` names the sheet of a workbook to look at.
///
/// # Errors
/// Those of opening the file.
pub fn found(open: Open<'_>, sheet: Option<&str>) -> Result<Layout, Error> {
    let bare = Layout { sheet: sheet.map(str::to_owned), ..Layout::default() };
    let (escape, rows) = first_rows(open, &bare)?;
    let filled = |row: &Row| row.cells().filter(|cell| !cell.trim().is_empty()).count();
    let usual = usual(rows.iter().map(Row::len));
    let first = rows.iter().find(|row| filled(row) >= 2 && filled(row) * 10 >= usual * 6);
    let skip_lines = first.filter(|_| usual > 2).map_or(0, |row| row.line() - 1);
    let mut layout = Layout { skip_lines, escape, ..bare };
    // The delimiter is looked for where the table begins, not in a title above it.
    let sheet = Sheet::open(open()?, &layout, None)?;
    if let Form::Text { delimiter, .. } = sheet.form() {
        layout.delimiter = u8::try_from(*delimiter).ok();
    }
    let header: Vec<&str> = sheet.header().names().iter().map(String::as_str).collect();
    if header.iter().any(|cell| is_value(cell)) {
        layout.header = (1..=header.len()).map(|place| format!("column {place}")).collect();
    }
    Ok(layout)
}

/// The number that stands most often; the larger one of two.
fn usual(counts: impl Iterator<Item = usize>) -> usize {
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    counts.filter(|count| *count > 1).for_each(|count| *times.entry(count).or_default() += 1);
    times.iter().max_by_key(|(count, times)| (**times, **count)).map_or(0, |(count, _)| *count)
}

/// The rows at the head of a file, its header among them, cut by the delimiter that cuts most; and the letter that takes
/// the next one as itself, where quotes cannot be read without one.
fn first_rows(open: Open<'_>, layout: &Layout) -> Result<(Option<u8>, Vec<Row>), Error> {
    // A header of one invented name lets the first row be read as a row.
    let mut layout = Layout { header: vec!["all".to_owned()], ..layout.clone() };
    let read = |mut sheet: Sheet| -> Result<Vec<Row>, Error> {
        let (mut rows, mut row) = (Vec::new(), Row::default());
        while rows.len() < ROWS_LOOKED_AT && sheet.next_row(&mut row)? {
            rows.push(row.clone());
        }
        Ok(rows)
    };
    let any = Sheet::open(open()?, &layout, None)?;
    if matches!(any.form(), Form::Workbook { .. }) {
        return Ok((None, read(any)?));
    }
    let mut best: (u8, Vec<Row>) = (b',', Vec::new());
    for delimiter in [b',', b';', b'\t', b'|'] {
        layout.delimiter = Some(delimiter);
        let rows = read(Sheet::open(open()?, &layout, None)?)?;
        if cells(&rows) > cells(&best.1) {
            best = (delimiter, rows);
        }
    }
    let faults = |rows: &[Row]| rows.iter().filter(|row| row.fault().is_some()).count();
    (layout.delimiter, layout.escape) = (Some(best.0), Some(b'\\'));
    let escaped = if faults(&best.1) > 0 { read(Sheet::open(open()?, &layout, None)?)? } else { Vec::new() };
    Ok(if !escaped.is_empty() && faults(&escaped) == 0 { (layout.escape, escaped) } else { (None, best.1) })
}

fn cells(rows: &[Row]) -> usize {
    rows.iter().map(Row::len).sum()
}

/// Whether a cell is a value that no heading looks like.
fn is_value(cell: &str) -> bool {
    let cell = cell.trim();
    let is_mail = cell.contains('@') && cell.contains('.') && !cell.contains(' ');
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    is_mail || (digits >= 4 && digits * 2 > cell.len())
}
