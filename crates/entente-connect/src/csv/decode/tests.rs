//! Goal: every encoding people send, told and untold. Method: the same words in each, and the rule's answer beside them.

use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{Decoded, Sniffed, encoding, sniff};

fn read(bytes: &[u8], encoding: &'static Encoding) -> (String, bool) {
    let mut decoded = Decoded::new(Cursor::new(bytes.to_vec()), encoding);
    let mut text = String::new();
    decoded.read_to_string(&mut text).unwrap();
    (text, decoded.is_damaged())
}

fn sniffed(bytes: &[u8]) -> Sniffed {
    sniff(&mut Cursor::new(bytes.to_vec())).unwrap()
}

/// UTF-16, which encoding_rs reads and does not write.
fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[track_caller]
fn check(bytes: &[u8], want: &Expect) {
    let sniffed = sniffed(bytes);
    let (text, damaged) = read(bytes, sniffed.encoding);
    want.assert_eq(&format!("{sniffed}: {text:?}{}", if damaged { " damaged" } else { "" }));
}

#[test]
fn the_rule_finds_what_a_file_is_in() {
    let korean = "이름,도시\n김민수,서울\n";
    let cp949 = encoding("cp949").unwrap().encode(korean).0.into_owned();
    let latin = encoding("latin-1").unwrap().encode("name,city\nJosé,Münster\n").0.into_owned();
    check(b"name\nana\n", &expect![[r#"UTF-8 (all of it is valid): "name\nana\n""#]]);
    check(b"\xef\xbb\xbfname\nana\n", &expect![[r#"UTF-8 (by its mark): "name\nana\n""#]]);
    check(korean.as_bytes(), &expect![[r#"UTF-8 (all of it is valid): "이름,도시\n김민수,서울\n""#]]);
    check(&cp949, &expect![[r#"EUC-KR (valid, and mostly Hangul): "이름,도시\n김민수,서울\n""#]]);
    check(
        &latin,
        &expect![[r#"windows-1252 (a guess; name the encoding if letters look wrong): "name,city\nJosé,Münster\n""#]],
    );
    check(&wide("\u{feff}a,ä", u16::to_le_bytes), &expect![[r#"UTF-16LE (by its mark): "a,ä""#]]);
    check(&wide("\u{feff}a,ä", u16::to_be_bytes), &expect![[r#"UTF-16BE (by its mark): "a,ä""#]]);
    check(
        &wide("name,city\nana,Köln", u16::to_le_bytes),
        &expect![[r#"UTF-16LE (every other byte is zero): "name,city\nana,Köln""#]],
    );
    check(
        &wide("name,city\nana,Köln", u16::to_be_bytes),
        &expect![[r#"UTF-16BE (every other byte is zero): "name,city\nana,Köln""#]],
    );
    check(b"a,b\n\0,2\n", &expect![[r#"UTF-8 (all of it is valid): "a,b\n\0,2\n""#]]);
    check(b"", &expect![[r#"UTF-8 (all of it is valid): """#]]);
}

#[test]
fn a_letter_in_the_last_row_counts_as_much_as_one_in_the_first() {
    let mut bytes = "name\n".repeat(50_000).into_bytes();
    bytes.extend(b"Jos\xe9\n");
    assert_eq!(sniffed(&bytes).encoding.name(), "windows-1252");
}

#[test]
fn what_is_not_of_the_encoding_told_is_said() {
    let (text, damaged) = read(b"Jos\xe9,1", encoding("utf-8").unwrap());
    assert_eq!((text.as_str(), damaged), ("Jos\u{fffd},1", true));
    assert_eq!(read("José".as_bytes(), encoding("utf-8").unwrap()), ("José".to_owned(), false));
}

#[test]
fn encodings_have_the_names_people_use() {
    let named = |name: &str| encoding(name).map_or_else(|error| error, |found| found.name().to_owned());
    let shown: Vec<String> =
        ["UTF-8", "CP949", "uhc", "euc-kr", "Latin-1", "iso-8859-1", "cp1252", "utf-16", "shift_jis", "klingon"]
            .map(|name| format!("{name}: {}", named(name)))
            .to_vec();
    expect![[r#"
        UTF-8: UTF-8
        CP949: EUC-KR
        uhc: EUC-KR
        euc-kr: EUC-KR
        Latin-1: windows-1252
        iso-8859-1: windows-1252
        cp1252: windows-1252
        utf-16: UTF-16LE
        shift_jis: Shift_JIS
        klingon: 'klingon' is no encoding known here; common are utf-8, utf-16le, cp949, windows-1252"#]]
    .assert_eq(&shown.join("\n"));
}

proptest! {
    #[test]
    fn any_text_comes_back_from_wide_bytes(text in "\\PC{0,400}") {
        prop_assert_eq!(read(&wide(&text, u16::to_le_bytes), UTF_16LE).0, text.trim_start_matches('\u{feff}'));
        prop_assert_eq!(read(&wide(&text, u16::to_be_bytes), UTF_16BE).0, text.trim_start_matches('\u{feff}'));
    }

    #[test]
    fn any_bytes_are_sniffed_and_read(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let found = sniffed(&bytes);
        let (text, _) = read(&bytes, found.encoding);
        prop_assert!(bytes.is_empty() || !text.is_empty() || bytes.len() < 4);
    }
}

#[test]
fn noise_is_no_text_and_text_is_no_noise() {
    let is_noise = |bytes: &[u8]| super::is_noise(&mut Cursor::new(bytes.to_vec())).unwrap();
    let every: Vec<u8> = (0..=255).collect();
    assert!(is_noise(&every));
    assert!(is_noise(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"));
    for text in ["", "a,b\r\n1,2\r\n", "Stra\u{df}e;M\u{fc}nchen\n", "x\x0cy\tz\n"] {
        let latin: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
        assert!(!is_noise(&latin), "{text}");
    }
    // One slip of a key among many letters.
    assert!(!is_noise(format!("{}\x07", "a,b\n".repeat(30)).as_bytes()));
}
