//! Goal: which program wrote a table changes no fact of it. Method: random tables, written as each program writes them
//! (encodings, marks, line ends, quoting, workbooks), and read back to the cell.

use encoding_rs::EUC_KR;
use entente_connect::csv::odd::Odd;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use crate::table::{Cells, table};

/// A cell as people fill them: numbers with commas, line breaks, quotes, Hangul, leading zeros, formulas.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("1,250".to_owned()),
        Just("1.250,50".to_owned()),
        Just("007".to_owned()),
        Just("06.03.2026".to_owned()),
        Just("=SUM(A1:A9)".to_owned()),
        Just("+82 2 123".to_owned()),
        Just("\"quoted\"".to_owned()),
        Just("two\nlines; one cell".to_owned()),
        Just("한빛 물류, 서울".to_owned()),
        "[a-z가-나,;|\t\"' ]{1,9}",
    ]
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    (2_usize..5).prop_flat_map(|columns| prop::collection::vec(prop::collection::vec(cell(), columns), 1..9))
}

/// Which cells a program puts quotes around.
#[derive(Debug, Clone, Copy)]
enum Quotes {
    All,
    Needed,
}

fn csv(head: &[String], rows: &[Vec<String>], mark: char, end: &str, quotes: Quotes) -> String {
    let written = |cell: &String| {
        let is_needed = cell.contains([mark, '"', '\n', '\r']);
        match quotes {
            Quotes::Needed if !is_needed => cell.clone(),
            _ => format!("\"{}\"", cell.replace('"', "\"\"")),
        }
    };
    let line = |cells: &[String]| cells.iter().map(written).collect::<Vec<_>>().join(&mark.to_string());
    let lines = std::iter::once(line(head)).chain(rows.iter().map(|row| line(row)));
    lines.collect::<Vec<_>>().join(end)
}

fn workbook(head: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (place, cells) in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(u32::try_from(place).unwrap(), u16::try_from(column).unwrap(), cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
}

/// What a cell says: nothing where it is empty or blank.
fn said(rows: &[Vec<String>]) -> Vec<Cells> {
    let says = |cell: &String| Some(cell.clone()).filter(|cell| !cell.trim_matches([' ', '\t']).is_empty());
    rows.iter().map(|row| row.iter().map(says).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_table_is_the_same_whichever_program_wrote_it(rows in rows(), mark in "[,;\t|]") {
        let mark = mark.chars().next().unwrap();
        let head: Vec<String> = (0..rows[0].len()).map(|column| format!("열 {column}")).collect();
        // A row in which nothing stands is no row to any program.
        let mut rows = rows;
        rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        let wanted = said(&rows);
        for quotes in [Quotes::All, Quotes::Needed] {
            for end in ["\n", "\r\n"] {
                let text = csv(&head, &rows, mark, end, quotes);
                let cp949 = EUC_KR.encode(&text).0.into_owned();
                let files: [(&str, Vec<u8>, Option<&'static encoding_rs::Encoding>); 6] = [
                    ("UTF-8", text.clone().into_bytes(), None),
                    ("UTF-8 with a mark", format!("\u{feff}{text}").into_bytes(), None),
                    ("UTF-8 with a last line end", format!("{text}{end}").into_bytes(), None),
                    ("UTF-16", wide(&text, u16::to_le_bytes), None),
                    ("UTF-16 the other way", wide(&text, u16::to_be_bytes), None),
                    ("CP949, told", cp949, Some(EUC_KR)),
                ];
                for (name, bytes, told) in files {
                    let read = table(&bytes, told).unwrap();
                    let name = format!("{name}, {mark:?}, {end:?}, {quotes:?}\n{text}");
                    prop_assert_eq!(&read.columns, &head, "{}", name);
                    prop_assert_eq!(&read.rejects, &Vec::new(), "{}", name);
                    prop_assert_eq!(&read.rows, &wanted, "{}", name);
                }
            }
        }
        let read = table(&workbook(&head, &rows), None).unwrap();
        prop_assert_eq!(&read.rows, &wanted, "a workbook");
    }

    /// Rows that lost cells at their end say nothing in them; rows that gained some are told with their line.
    #[test]
    fn ragged_rows_are_told_and_cost_nobody_else(lengths in prop::collection::vec(1_usize..6, 1..12)) {
        let row = |(line, length): (usize, &usize)| (0..*length).map(|column| format!("{line}-{column}")).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = lengths.iter().enumerate().map(row).collect();
        let text: String = std::iter::once("a,b,c".to_owned())
            .chain(rows.iter().map(|row| row.join(",")))
            .map(|line| line + "\n")
            .collect();
        let read = table(text.as_bytes(), None).unwrap();
        let rejected: Vec<u64> = read.rejects.iter().map(|(line, _)| *line).collect();
        let is_ragged = |(index, length): (usize, &usize)| (*length > 3).then_some(index as u64 + 2);
        let ragged: Vec<u64> = lengths.iter().enumerate().filter_map(is_ragged).collect();
        prop_assert_eq!(&rejected, &ragged, "{}", text);
        prop_assert!(read.rejects.iter().all(|(_, why)| why.contains("the header has 3")), "{:?}", read.rejects);
        prop_assert_eq!(read.rows.len() + ragged.len(), rows.len());
        let cells = |row: &Vec<String>| (0..3).map(|column| row.get(column).cloned()).collect();
        let whole: Vec<Cells> = rows.iter().filter(|row| row.len() <= 3).map(cells).collect();
        let short = lengths.iter().filter(|length| **length < 3).count() as u64;
        let noted = read.tally.notes.get(&Odd::ShortRows).copied().unwrap_or(0);
        prop_assert_eq!(noted, short, "{:?}", read.tally.notes);
        prop_assert_eq!(read.rows, whole);
    }
}
