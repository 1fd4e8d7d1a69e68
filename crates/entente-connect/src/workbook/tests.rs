//! Sheets as people make them, and archives that nobody should unpack.

use std::io::{Cursor, Write};

use expect_test::expect;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Writer, Worksheet};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Error, Workbook};
use crate::csv::rows::Row;

fn written(make: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut book = Writer::new();
    make(&mut book);
    book.save_to_buffer().unwrap()
}

fn sheet(make: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    written(|book| make(book.add_worksheet()))
}

/// `2: a | b`, a row a line, then the notes.
fn shown(bytes: &[u8], name: Option<&str>, skip: u64) -> String {
    let mut book = match Workbook::open(Cursor::new(bytes), name) {
        Ok(book) => book,
        Err(error) => return format!("{error}\n"),
    };
    book.skip_lines(skip);
    let (mut text, mut row) = (String::new(), Row::default());
    while book.next_row(&mut row, 3) {
        text += &format!("{}: {}\n", row.line(), row.cells().collect::<Vec<_>>().join(" | "));
    }
    assert_eq!(book.bytes_read(), bytes.len() as u64);
    let notes = book.notes().iter().map(|(note, times)| format!("{times} × {note}\n"));
    text + &notes.collect::<String>()
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let bytes = sheet(|sheet| {
        let date = Format::new().set_num_format("yyyy-mm-dd");
        let time = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        let lasted = Format::new().set_num_format("[h]:mm:ss");
        let day = |text: &str| ExcelDateTime::parse_from_str(text).unwrap();
        sheet.write_row(0, 0, ["what", "shown"]).unwrap();
        sheet.write_row_with_format(1, 0, [""], &date).unwrap();
        for (row, text) in ["text", "leading 0", "Hangul"].into_iter().enumerate() {
            sheet.write(row as u32 + 2, 0, text).unwrap();
        }
        sheet.write(2, 1, " two\nlines ").unwrap();
        sheet.write(3, 1, "007").unwrap();
        sheet.write(4, 1, "김하늘").unwrap();
        for (row, number) in [1_200.0, 0.1 + 0.2, -0.0, 1e21, 12_345_678_901_234.5].into_iter().enumerate() {
            sheet.write(row as u32 + 5, 1, number).unwrap();
        }
        sheet.write(10, 1, true).unwrap();
        sheet.write_with_format(11, 1, day("2026-03-05"), &date).unwrap();
        sheet.write_with_format(12, 1, day("2026-03-05T09:30:00"), &time).unwrap();
        sheet.write_with_format(13, 1, day("2026-03-05T23:59:59"), &time).unwrap();
        sheet.write_with_format(14, 1, 0.5, &time).unwrap();
        sheet.write_with_format(15, 1, 1.5, &lasted).unwrap();
        sheet.write(16, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write(17, 1, Formula::new("=A1").set_result("what")).unwrap();
        // Formatted and without text, as far as the eye reaches.
        sheet.write_blank(5_000, 4, &date).unwrap();
    });
    expect![[r#"
        1: what | shown | 
        3: text |  two
        lines  | 
        4: leading 0 | 007 | 
        5: Hangul | 김하늘 | 
        6:  | 1200 | 
        7:  | 0.3 | 
        8:  | 0 | 
        9:  | 1000000000000000000000 | 
        10:  | 12345678901234.5 | 
        11:  | TRUE | 
        12:  | 2026-03-05 | 
        13:  | 2026-03-05 09:30 | 
        14:  | 2026-03-05 23:59:59 | 
        15:  | 12:00:00 | 
        16:  | 36:00:00 | 
        18:  | what | 
        1 × cells show an error like #N/A; they are read as empty
    "#]]
    .assert_eq(&shown(&bytes, None, 0));
}

#[test]
fn merged_cells_hold_for_the_rows_below() {
    let bytes = sheet(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 2, "Leads of the fair", &plain).unwrap();
        sheet.write_row(1, 0, ["company", "name", "mail"]).unwrap();
        sheet.merge_range(2, 0, 4, 0, "Kessler", &plain).unwrap();
        sheet.write_row(2, 1, ["Ana", "ana@kessler.example"]).unwrap();
        sheet.write_row(3, 1, ["Ben", "ben@kessler.example"]).unwrap();
        sheet.write_row(5, 0, ["Hanbit", "Yuna", "yuna@hanbit.example"]).unwrap();
        sheet.merge_range(7, 0, 9, 2, "Made by the fair's app", &plain).unwrap();
    });
    expect![[r#"
        2: company | name | mail
        3: Kessler | Ana | ana@kessler.example
        4: Kessler | Ben | ben@kessler.example
        6: Hanbit | Yuna | yuna@hanbit.example
        8: Made by the fair's app |  | 
        1 × merged cells were filled
    "#]]
    .assert_eq(&shown(&bytes, None, 1));
}

#[test]
fn the_first_sheet_shown_is_read_or_the_one_named() {
    let bytes = written(|book| {
        book.add_worksheet().set_name("Notes").unwrap().set_hidden(true).write(0, 0, "hidden").unwrap();
        book.add_worksheet().set_name("리드").unwrap().set_active(true).write(0, 0, "shown").unwrap();
        book.add_worksheet().set_name("Empty").unwrap();
    });
    let both = [None, Some("Notes"), Some("Empty"), Some("Leads")].map(|name| shown(&bytes, name, 0));
    expect![[r#"
        1: shown |  | 
        ---
        1: hidden |  | 
        ---
        ---
        it has no sheet 'Leads'; its sheets are: 리드, Empty, Notes
    "#]]
    .assert_eq(&both.join("---\n"));
    let book = Workbook::open(Cursor::new(&bytes), None).unwrap();
    assert_eq!((book.sheet(), book.sheets()), ("리드", ["리드", "Empty", "Notes"].map(str::to_owned).as_slice()));
}

/// An archive of parts, deflated.
fn archive(parts: &[(&str, &[u8], u64)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content, times) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        for _ in 0..*times {
            zip.write_all(content).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn archives_that_are_no_workbook_are_refused() {
    let mebibyte = vec![b' '; 1024 * 1024];
    let cases: [(&str, Vec<u8>); 5] = [
        ("files", archive(&[("leads.csv", b"a,b", 1)])),
        ("nothing", archive(&[])),
        ("cut short", sheet(|_| ())[..400].to_vec()),
        ("no parts", archive(&[("xl/workbook.xml", b"<workbook/>", 1)])),
        ("large texts", archive(&[("xl/workbook.xml", b"<workbook/>", 1), ("xl/sharedStrings.xml", &mebibyte, 257)])),
    ];
    let told: String = cases.iter().map(|(name, bytes)| format!("{name}: {}", shown(bytes, None, 0))).collect();
    expect![[r#"
        files: this is a zip archive without an Excel workbook in it: unpack it, or save the workbook as XLSX or CSV
        nothing: this is a zip archive without an Excel workbook in it: unpack it, or save the workbook as XLSX or CSV
        cut short: the workbook cannot be read (invalid Zip archive: Could not find EOCD): open it in a spreadsheet and save it anew
        no parts: this is a zip archive without an Excel workbook in it: unpack it, or save the workbook as XLSX or CSV
        large texts: unpacked, it is larger than 256 MiB: save the sheet as CSV, or split it
    "#]]
    .assert_eq(&told);
}

/// A directory that understates what a part unpacks to is not believed.
#[test]
fn sizes_are_measured_and_not_believed() {
    let mebibyte = vec![b' '; 1024 * 1024];
    let mut bytes = archive(&[("xl/workbook.xml", &mebibyte, 300)]);
    let size = (300_u32 * 1024 * 1024).to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|place| bytes[*place..*place + 4] == size).collect();
    assert!(!places.is_empty());
    places.iter().for_each(|place| bytes[*place..*place + 4].copy_from_slice(&1_000_u32.to_le_bytes()));
    let refused = Workbook::open(Cursor::new(&bytes), None);
    assert!(matches!(refused, Err(Error::TooLarge { .. } | Error::Damaged(_))), "{refused:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Whatever is changed in a workbook's bytes or parts, reading answers rows or an error.
    #[test]
    fn no_damage_breaks_the_reader(place in any::<proptest::sample::Index>(), byte in any::<u8>(), cut in 0..64_usize) {
        let whole = sheet(|sheet| {
            sheet.write_row(0, 0, ["name", "mail"]).unwrap();
            sheet.merge_range(1, 0, 2, 0, "Kessler", &Format::new()).unwrap();
        });
        let mut bytes = whole.clone();
        let at = place.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(whole.len() - cut % 32);
        shown_or_refused(&bytes);
    }

    /// The same with parts that are well packed and badly written.
    #[test]
    fn no_xml_breaks_the_reader(sheet_xml in "<worksheet>(<sheetData>)?(<row( r=\"[0-9]{0,8}\")?>|</row>|<c( r=\"[A-Z]{0,4}[0-9]{0,8}\")?( t=\"(s|b|n|e|d|str)\")?( s=\"[0-9]\")?>|<v>[0-9a-z.-]{0,6}</v>|</c>|<f/>|&lt;|&#x[0-9a-f]{0,6};){0,30}(</sheetData></worksheet>)?", target in "[a-z/.]{0,20}") {
        let whole = sheet(|sheet| _ = sheet.write(0, 0, "name").unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(&whole)).unwrap();
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for place in 0..zip.len() {
            let mut part = zip.by_index(place).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut content = Vec::new();
            std::io::copy(&mut part, &mut content).unwrap();
            if name.starts_with("xl/worksheets/") {
                content = sheet_xml.clone().into_bytes();
            }
            if name.ends_with("workbook.xml.rels") && target.len() % 3 == 0 {
                content = String::from_utf8(content).unwrap().replace("worksheets/sheet1.xml", &target).into_bytes();
            }
            parts.push((name, content));
        }
        let parts: Vec<_> = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice(), 1)).collect();
        shown_or_refused(&archive(&parts));
    }
}

fn shown_or_refused(bytes: &[u8]) {
    if let Ok(mut book) = Workbook::open(Cursor::new(bytes), None) {
        let mut row = Row::default();
        while book.next_row(&mut row, 2) {
            assert!(row.len() >= 2);
        }
    }
}
