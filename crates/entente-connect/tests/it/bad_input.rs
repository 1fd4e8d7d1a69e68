//! Goal: no file breaks import, and no row of any is lost without a word. Method: files collected by others for the
//! purpose, read cell by cell, compared with what others say is in them.

use std::path::{Path, PathBuf};

use entente_connect::csv::decode;
use entente_core::identity::IdentityKey;
use entente_testkit::shared;
use expect_test::{expect, expect_file};

use crate::table::{Table, bytes, table};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// `2 rows: 1 + 1 rejected; UTF-8`, in one line a file.
fn counted(path: &Path, table: Result<Table, String>) -> String {
    let table = match table {
        Ok(table) => table,
        Err(why) => return format!("{}: {why}\n", name(path)),
    };
    let tally = &table.tally;
    format!(
        "{}: {} columns, {} rows = {} with facts + {} rejected + {} left out + {} duplicates\n",
        name(path),
        table.columns.len(),
        tally.rows,
        tally.with_facts,
        tally.rejected,
        tally.skipped,
        tally.duplicates
    )
}

/// The rows of a JSON file beside a CSV file; one of them is a single row without a list around it.
fn told(json: &Path) -> Vec<serde_json::Map<String, serde_json::Value>> {
    match serde_json::from_slice(&bytes(json)).unwrap() {
        serde_json::Value::Array(rows) => rows.into_iter().map(|row| row.as_object().unwrap().clone()).collect(),
        row => vec![row.as_object().unwrap().clone()],
    }
}

#[test]
fn csv_spectrum_is_read_to_the_cell() {
    let Some(folder) = shared("data/bad_input/csv_spectrum") else { return };
    for path in files(&folder.join("csvs")) {
        let read = table(&bytes(&path), None).unwrap();
        let json = folder.join("json").join(name(&path).replace(".csv", ".json"));
        // The two files of this pair tell different telephone numbers.
        let differs = |column: &str| name(&path) == "location_coordinates.csv" && column == "Contact Phone Number";
        let cells = |row: &serde_json::Map<String, serde_json::Value>| -> Vec<Option<String>> {
            let cell = |column: &String| row[column].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
            read.columns.iter().filter(|column| !differs(column)).map(cell).collect()
        };
        let told: Vec<_> = told(&json).iter().map(cells).collect();
        let kept = |row: &Vec<Option<String>>| -> Vec<Option<String>> {
            row.iter().zip(&read.columns).filter(|(_, column)| !differs(column)).map(|(cell, _)| cell.clone()).collect()
        };
        assert_eq!(read.rows.iter().map(kept).collect::<Vec<_>>(), told, "{}", path.display());
        assert_eq!(read.tally.rejected, 0, "{}", path.display());
    }
}

#[test]
fn csvkit_files_are_read_or_rejected_row_by_row() {
    let Some(folder) = shared("data/bad_input/csvkit") else { return };
    let shown: String = files(&folder).iter().map(|path| counted(path, table(&bytes(path), None))).collect();
    expect_file!["csvkit.txt"].assert_eq(&shown);
}

#[test]
fn workbooks_are_read_to_the_cell() {
    let Some(folder) = shared("data/bad_input/csvkit") else { return };
    let mut shown = String::new();
    for name in ["test.xlsx", "sheets.xlsx"] {
        let read = table(&bytes(&folder.join(name)), None).unwrap();
        shown += &format!("{name}: {}\n", read.columns.join(" | "));
        for row in &read.rows {
            shown += &format!(
                "  {}\n",
                row.iter().map(|cell| cell.as_deref().unwrap_or("-")).collect::<Vec<_>>().join(" | ")
            );
        }
        read.rejects.iter().for_each(|(line, why)| shown += &format!("  rejected {line}: {why}\n"));
    }
    expect![[r#"
        test.xlsx: text | date | integer | boolean | float | datetime | empty_column
          Chicago Reader | 1971-01-01 | 40 | TRUE | 1 | 1971-01-01 04:14 | -
          Chicago Tribune | 1920-01-01 | 164 | FALSE | 41800000.01 | 1920-01-01 | -
          This row has blanks | - | - | - | - | - | -
          Unicode! Σ | - | - | - | - | - | -
          rejected 3: it has 8 cells, and the header has 7
        sheets.xlsx: text | date | integer | boolean | float | datetime | empty_column
          Chicago Reader | 1971-01-01 | 40 | TRUE | 1 | 1971-01-01 04:14 | -
          Chicago Tribune | 1920-01-01 | 164 | FALSE | 41800000.01 | 1920-01-01 | -
          This row has blanks | - | - | - | - | - | -
          Unicode! Σ | - | - | - | - | - | -
          rejected 3: it has 8 cells, and the header has 7
    "#]]
    .assert_eq(&shown);
}

#[test]
fn every_encoding_is_found_or_taken_as_told() {
    let Some(folder) = shared("data/bad_input/encodings") else { return };
    let told = |name: &str| match name {
        name if name.contains("korean") => Some("euc-kr"),
        name if name.contains("chinese") => Some("big5"),
        name if name.contains("turkish") => Some("windows-1254"),
        _ => None,
    };
    let mut shown = String::new();
    for path in files(&folder) {
        let content = bytes(&path);
        let found = decode::sniff(&mut std::io::Cursor::new(&content)).unwrap();
        let read = table(&content, None);
        shown += &format!("{found}: {}", counted(&path, read));
        if let Some(encoding) = told(&name(&path)) {
            let read = table(&content, Some(decode::encoding(encoding).unwrap()));
            shown += &format!("  as {encoding}: {}", counted(&path, read));
        }
    }
    expect![[r#"
        UTF-8 (all of it is valid): NOTICE.md: 1 columns, 6 rows = 6 with facts + 0 rejected + 0 left out + 0 duplicates
        windows-1252 (a guess; name the encoding if letters look wrong): sample-arabic-1.txt: 1 columns, 2 rows = 2 with facts + 0 rejected + 0 left out + 0 duplicates
        UTF-8 (all of it is valid): sample-arabic.txt: 1 columns, 2 rows = 2 with facts + 0 rejected + 0 left out + 0 duplicates
        UTF-8 (all of it is valid): sample-bulgarian.txt: 1 columns, 6 rows = 1 with facts + 5 rejected + 0 left out + 0 duplicates
        windows-1252 (a guess; name the encoding if letters look wrong): sample-chinese.txt: 3 columns, 8 rows = 8 with facts + 0 rejected + 0 left out + 0 duplicates
          as big5: sample-chinese.txt: 1 columns, 8 rows = 8 with facts + 0 rejected + 0 left out + 0 duplicates
        UTF-8 (by its mark): sample-english.bom.txt: 1 columns, 27 rows = 17 with facts + 10 rejected + 0 left out + 0 duplicates
        windows-1252 (a guess; name the encoding if letters look wrong): sample-french-1.txt: 1 columns, 50 rows = 16 with facts + 34 rejected + 0 left out + 0 duplicates
        UTF-8 (all of it is valid): sample-french.txt: 1 columns, 50 rows = 16 with facts + 34 rejected + 0 left out + 0 duplicates
        windows-1252 (a guess; name the encoding if letters look wrong): sample-greek-2.txt: 9 columns, 0 rows = 0 with facts + 0 rejected + 0 left out + 0 duplicates
        windows-1252 (a guess; name the encoding if letters look wrong): sample-greek.txt: 9 columns, 0 rows = 0 with facts + 0 rejected + 0 left out + 0 duplicates
        windows-1252 (a guess; name the encoding if letters look wrong): sample-hebrew-2.txt: 5 columns, 0 rows = 0 with facts + 0 rejected + 0 left out + 0 duplicates
        windows-1252 (a guess; name the encoding if letters look wrong): sample-hebrew-3.txt: 5 columns, 0 rows = 0 with facts + 0 rejected + 0 left out + 0 duplicates
        EUC-KR (valid, and mostly Hangul): sample-korean.txt: 4 columns, 0 rows = 0 with facts + 0 rejected + 0 left out + 0 duplicates
          as euc-kr: sample-korean.txt: 4 columns, 0 rows = 0 with facts + 0 rejected + 0 left out + 0 duplicates
        UTF-8 (all of it is valid): sample-polish.txt: 2 columns, 203 rows = 203 with facts + 0 rejected + 0 left out + 0 duplicates
        UTF-8 (all of it is valid): sample-russian-2.txt: 5 columns, 2 rows = 2 with facts + 0 rejected + 0 left out + 0 duplicates
        UTF-8 (all of it is valid): sample-russian-3.txt: 8 columns, 3 rows = 3 with facts + 0 rejected + 0 left out + 0 duplicates
        windows-1252 (a guess; name the encoding if letters look wrong): sample-russian.txt: 5 columns, 2 rows = 2 with facts + 0 rejected + 0 left out + 0 duplicates
        UTF-8 (all of it is valid): sample-spanish.txt: 1 columns, 19 rows = 7 with facts + 12 rejected + 0 left out + 0 duplicates
        windows-1252 (a guess; name the encoding if letters look wrong): sample-turkish.txt: 3 columns, 27 rows = 27 with facts + 0 rejected + 0 left out + 0 duplicates
          as windows-1254: sample-turkish.txt: 3 columns, 27 rows = 27 with facts + 0 rejected + 0 left out + 0 duplicates
    "#]].assert_eq(&shown);
}

#[test]
fn mail_addresses_are_told_apart_and_none_is_lost() {
    let Some(folder) = shared("data/bad_input/email") else { return };
    // One input is half of a surrogate pair, which no UTF-8 text can hold.
    let text =
        String::from_utf8(bytes(&folder.join("email_torture.json"))).unwrap().replace("\"\\ud800\"", "\"\\ufffd\"");
    let told: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let mut shown: std::collections::BTreeMap<String, [u32; 2]> = Default::default();
    for case in &told {
        let key = IdentityKey::Mail(case["input"].as_str().unwrap_or_default().to_owned());
        let refused = usize::from(key.normalise().is_err());
        shown.entry(case["set"].as_str().unwrap_or_default().to_owned()).or_default()[refused] += 1;
    }
    let counted: u32 = shown.values().flatten().sum();
    assert_eq!(counted as usize, told.len());
    let shown: String =
        shown.iter().map(|(set, [taken, refused])| format!("{set}: {taken} taken, {refused} refused\n")).collect();
    expect![[r#"
        test_email_invalid_character_smtputf8_off: 1 taken, 1 refused
        test_email_invalid_reserved_domain: 6 taken, 0 refused
        test_email_invalid_syntax: 42 taken, 41 refused
        test_email_invalid_syntax_display_name: 0 taken, 3 refused
        test_email_invalid_syntax_strict: 3 taken, 0 refused
        test_email_unsafe_character: 0 taken, 11 refused
        test_email_valid: 6 taken, 7 refused
        test_email_valid_intl_local_part: 15 taken, 1 refused
        test_email_valid_only_if_quoted_local_part: 0 taken, 9 refused
        test_pyisemail_tests: 43 taken, 107 refused
    "#]]
    .assert_eq(&shown);
}

/// Every naughty string goes into a cell, through import, and comes back to the byte; those that say nothing are null.
#[test]
fn naughty_strings_survive() {
    let Some(folder) = shared("data/bad_input/strings") else { return };
    let strings: Vec<String> = serde_json::from_slice(&bytes(&folder.join("blns.json"))).unwrap();
    let mut text = "first,naughty\r\n".to_owned();
    for (place, string) in strings.iter().enumerate() {
        text += &format!("{place},\"{}\"\r\n", string.replace('"', "\"\""));
    }
    let read = table(text.as_bytes(), None).unwrap();
    assert_eq!(read.tally.rows as usize, strings.len());
    assert_eq!(read.rejects, []);
    let says_nothing = |string: &str| string.trim_matches([' ', '\t']).is_empty();
    for (string, row) in strings.iter().zip(&read.rows) {
        assert_eq!(row[1].as_deref(), Some(string.as_str()).filter(|string| !says_nothing(string)));
    }
}
