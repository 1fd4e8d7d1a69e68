//! What the other side would be asked to sign anew: one change of the walk's agreement at a time, in both languages.

use expect_test::expect;

use super::{files, say};
use crate::write;

/// What a person changes in the text, and what the other side hears.
const CHANGES: [(&str, &str); 7] = [
    ("within: 4 business hours", "within: 2 business hours"),
    ("kept: 90%", "kept: 95%"),
    ("fit >= 50", "fit >= 60"),
    ("'7d'", "'14d'"),
    ("engagement >= 25", "engagement >= 30"),
    ("tom@tidewater.example", "tina@tidewater.example"),
    ("Tidewater Software, new business", "Tidewater Software, new business 2027"),
];

#[test]
fn each_change_is_said_alone() {
    let dir = files();
    let text = std::fs::read_to_string(dir.path().join("agreement.yaml")).unwrap();
    let mut told = String::new();
    for (was, is) in CHANGES {
        assert!(text.contains(was), "{was}");
        write(dir.path(), "next.yaml", &text.replacen(was, is, 1));
        told += &format!("# {was} -> {is}\n");
        told += &say(dir.path(), "diff agreement.yaml next.yaml --exit-code");
        told += &say(dir.path(), "diff agreement.yaml next.yaml --lang ko");
    }
    expect![[r#"
        # within: 4 business hours -> within: 2 business hours
        exit 1
        §7.2 Touch: the time goes from 4 business hours to 2 business hours.
        exit 0
        §7.2 Touch: 시간이 영업시간 4시간에서 영업시간 2시간으로 바뀝니다.
        # kept: 90% -> kept: 95%
        exit 1
        §7.2 Touch: the share to be kept goes from 90% to 95%.
        exit 0
        §7.2 Touch: 지켜야 할 비율이 90%에서 95%로 바뀝니다.
        # fit >= 50 -> fit >= 60
        exit 1
        §5.1 Asked: the condition goes from “fit is at least 50, and “demo requested” was seen in the last 7 days” to “fit is at least 60, and “demo requested” was seen in the last 7 days”.
        exit 0
        §5.1 Asked: 조건이 “적합도가 50 이상이고, “demo requested”가 최근 7일 이내에 있었음”에서 “적합도가 60 이상이고, “demo requested”가 최근 7일 이내에 있었음”으로 바뀝니다.
        # '7d' -> '14d'
        exit 1
        §5.1 Asked: the condition goes from “fit is at least 50, and “demo requested” was seen in the last 7 days” to “fit is at least 50, and “demo requested” was seen in the last 14 days”.
        exit 0
        §5.1 Asked: 조건이 “적합도가 50 이상이고, “demo requested”가 최근 7일 이내에 있었음”에서 “적합도가 50 이상이고, “demo requested”가 최근 14일 이내에 있었음”으로 바뀝니다.
        # engagement >= 25 -> engagement >= 30
        exit 1
        §5.2 Warm: the condition goes from “fit is at least 80, and engagement is at least 25” to “fit is at least 80, and engagement is at least 30”.
        exit 0
        §5.2 Warm: 조건이 “적합도가 80 이상이고, 관심도가 25 이상임”에서 “적합도가 80 이상이고, 관심도가 30 이상임”으로 바뀝니다.
        # tom@tidewater.example -> tina@tidewater.example
        exit 1
        Preamble: who signs for sales goes from tom@tidewater.example to tina@tidewater.example.
        exit 0
        전문: 영업 서명자가 tom@tidewater.example에서 tina@tidewater.example로 바뀝니다.
        # Tidewater Software, new business -> Tidewater Software, new business 2027
        exit 1
        Preamble: the title goes from 'Tidewater Software, new business' to 'Tidewater Software, new business 2027'.
        exit 0
        전문: 제목이 'Tidewater Software, new business'에서 'Tidewater Software, new business 2027'로 바뀝니다.
    "#]].assert_eq(&told);
}

#[test]
fn a_comment_changes_nothing() {
    let dir = files();
    let text = std::fs::read_to_string(dir.path().join("agreement.yaml")).unwrap();
    write(dir.path(), "next.yaml", &format!("# read on Monday\n{text}\n# and on Tuesday\n"));
    let told = say(dir.path(), "diff agreement.yaml next.yaml --exit-code");
    assert!(told.starts_with("exit 0\nNo change: both have the identity 79d13bb7a72d"), "{told}");
    assert!(told.ends_with(".\n"), "{told}");
}
