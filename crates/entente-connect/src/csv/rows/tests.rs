//! Goal: every way in which people and programs write CSV. Method: the text, and its rows as `line: cell | cell`.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{Dialect, Header, Row, Rows, sniff_delimiter};

fn rows_in(text: &str, dialect: Dialect) -> Vec<Row> {
    let mut rows = Rows::new(text.as_bytes(), dialect);
    let mut read = Vec::new();
    let mut row = Row::default();
    while rows.next_row(&mut row).unwrap() {
        read.push(row.clone());
    }
    read
}

fn shown(rows: &[Row]) -> String {
    rows.iter()
        .map(|row| {
            let cells: Vec<String> = row.cells().map(|cell| cell.escape_debug().to_string()).collect();
            let fault = row.fault().map(|fault| format!("  << {fault}")).unwrap_or_default();
            format!("{}: {}{fault}\n", row.line(), cells.join(" | "))
        })
        .collect()
}

#[track_caller]
fn check_in(dialect: Dialect, text: &str, want: &Expect) {
    want.assert_eq(&shown(&rows_in(text, dialect)));
}

#[track_caller]
fn check(text: &str, want: &Expect) {
    check_in(Dialect::default(), text, want);
}

#[test]
fn lines_end_with_lf_cr_or_both() {
    let want = expect![[r#"
        1: a | b
        2: 1 | 2
        3: 3 | 4
    "#]];
    check("a,b\n1,2\n3,4\n", &want);
    check("a,b\r\n1,2\r\n3,4", &want);
    check("a,b\r1,2\r3,4\r", &want);
}

#[test]
fn line_breaks_inside_quotes_stay_and_count_as_lines() {
    check(
        "a,b\r\n\"x\r\ny\",2\r\n3,4",
        &expect![[r#"
        1: a | b
        2: x\r\ny | 2
        4: 3 | 4
    "#]],
    );
}

#[test]
fn empty_lines_are_no_rows_and_empty_cells_are_cells() {
    check(
        "\n\na,b\n\n,\n\"\"\n\r\n1,\n",
        &expect![[r#"
        3: a | b
        5:  | 
        6: 
        8: 1 | 
    "#]],
    );
}

#[test]
fn quotes_are_doubled_inside_quotes_and_plain_elsewhere() {
    check(
        "\"a \"\"b\"\"\",c\"d\",\"\"\n",
        &expect![[r#"
        1: a \"b\" | c\"d\" | 
    "#]],
    );
}

#[test]
fn what_cannot_be_read_is_named() {
    check(
        "a,\"b\"c,d\n1,\"2\n3,4\n",
        &expect![[r#"
        1: a | bc | d  << text follows a closing quote; quotes inside a cell are doubled, or set 'escape' in the mapping
        2: 1 | 2\n3,4\n  << a quote that opens here never closes: everything to the end of the file is inside it
    "#]],
    );
}

#[test]
fn other_marks_can_be_told() {
    let dialect = Dialect { delimiter: b';', quote: Some(b'\''), escape: None };
    check_in(
        dialect,
        "a;'b;c';\"d\n",
        &expect![[r#"
        1: a | b;c | \"d
    "#]],
    );
    let dialect = Dialect { delimiter: b',', quote: Some(b'"'), escape: Some(b'\\') };
    check_in(
        dialect,
        "\"a \\\"b\\\"\",c\\,d\n",
        &expect![[r#"
        1: a \"b\" | c,d
    "#]],
    );
    let dialect = Dialect { delimiter: b'\t', quote: None, escape: None };
    check_in(
        dialect,
        "\"a\tb\"\n",
        &expect![[r#"
        1: \"a | b\"
    "#]],
    );
}

#[test]
fn zero_bytes_are_taken_out_and_counted() {
    let rows = rows_in("a,b\n\0,\"2\0\"\n", Dialect::default());
    assert_eq!(shown(&rows), "1: a | b\n2:  | 2\n");
    assert_eq!(rows[1].zeros(), 2);
}

#[test]
fn a_quote_that_never_closes_does_not_eat_the_memory() {
    let text = format!("a\n\"{}", "x\n".repeat(9 * 1024 * 1024));
    let rows = rows_in(&text, Dialect::default());
    assert_eq!(rows.len(), 2);
    assert!(rows[1].fault().is_some());
    assert!(rows[1].cell(0).unwrap().len() <= 16 * 1024 * 1024);
}

#[test]
fn skipped_lines_are_counted() {
    let mut rows = Rows::new("title\r\nmade by\r\na,b\r\n".as_bytes(), Dialect::default());
    rows.skip_lines(2).unwrap();
    let mut row = Row::default();
    rows.next_row(&mut row).unwrap();
    assert_eq!(shown(&[row]), "3: a | b\n");
}

#[test]
fn the_delimiter_is_the_mark_that_stands_most_often_in_the_header() {
    let found = |head: &str| char::from(sniff_delimiter(head.as_bytes()));
    let heads = ["a,b,c", "a;b;c", "a\tb", "a|b", "a;b,c", "\"a,b,c\";d", "\n\nx;y\n,,,,", "", "alone"];
    let shown: Vec<String> = heads.iter().map(|head| format!("{head:?} {:?}", found(head))).collect();
    expect![[r#"
        "a,b,c" ','
        "a;b;c" ';'
        "a\tb" '\t'
        "a|b" '|'
        "a;b,c" ','
        "\"a,b,c\";d" ';'
        "\n\nx;y\n,,,," ';'
        "" ','
        "alone" ','"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn every_column_has_one_name() {
    let header = Header::of_names(["id", " id ", "", "id", "name", "column 3"]);
    expect![[r#"
        ["id", "id (2)", "column 3", "id (3)", "name", "column 3 (2)"]
        column 2 has a name that an earlier one has; it is called 'id (2)'
        column 3 has no name; it is called 'column 3'
        column 4 has a name that an earlier one has; it is called 'id (3)'
        column 6 has a name that an earlier one has; it is called 'column 3 (2)'"#]]
    .assert_eq(&format!(
        "{:?}\n{}",
        header.names(),
        header.notes().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    ));
}

/// Writes cells the way every program does.
fn written(rows: &[Vec<String>]) -> String {
    let line = |cells: &Vec<String>| {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        quoted.join(",") + "\r\n"
    };
    rows.iter().map(line).collect()
}

proptest! {
    #[test]
    fn what_was_written_is_read_to_the_byte(rows in proptest::collection::vec(proptest::collection::vec("[^\0]{0,12}", 1..5), 0..8)) {
        let read: Vec<Vec<String>> =
            rows_in(&written(&rows), Dialect::default()).iter().map(|row| row.cells().map(str::to_owned).collect()).collect();
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn no_letter_of_any_text_is_lost(text in "[ab,;\"\r\n]{0,60}") {
        let letters = |text: &str| text.chars().filter(|letter| matches!(letter, 'a' | 'b' | ';')).count();
        let read: usize = rows_in(&text, Dialect::default()).iter().flat_map(|row| row.cells().map(letters).collect::<Vec<_>>()).sum();
        prop_assert_eq!(read, letters(&text));
    }
}
