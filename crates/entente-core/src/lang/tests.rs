//! Goal: numbers and particles read as a careful writer would set them. Method: tables whose last column is the answer.

use expect_test::{Expect, expect};

use super::*;

fn check(particle: Particle, want: &Expect) {
    let words = want.data().split_whitespace().filter(|word| *word != "→").step_by(2);
    let rows: Vec<String> = words.map(|word| format!("{word} → {}", with(word, particle))).collect();
    want.assert_eq(&rows.join("\n"));
}

#[test]
fn subject_follows_the_last_sound() {
    check(
        Particle::Subject,
        &expect![[r#"
            대리 → 대리가
            담당 → 담당이
            2,000 → 2,000이
            7 → 7이
            5 → 5가
            60% → 60%가
            'mql' → 'mql'이
            SAL → SAL이
            CRM → CRM이
            API → API가
            team → team이
            demo → demo가
            desk → desk가
            webinar → webinar가
            shop → shop이
            marketing → marketing이
            title → title이
            time → time이
            stage → stage가
            (상담) → (상담)이
            … → …가"#]],
    );
}

#[test]
fn towards_treats_rieul_as_a_vowel() {
    check(
        Particle::Towards,
        &expect![[r#"
            서울 → 서울로
            부산 → 부산으로
            회사 → 회사로
            7 → 7로
            3 → 3으로
            mail → mail로"#]],
    );
}

#[test]
fn numbers_are_grouped_by_thousands() {
    let table = ["0", "999", "1000", "-1000", "2400000", "1234.5", "-0.25", "999999999999.000001"];
    let rows: Vec<String> =
        table.iter().map(|text| format!("{text} {}", grouped(Decimal::parse(text).unwrap()))).collect();
    expect![[r#"
        0 0
        999 999
        1000 1,000
        -1000 -1,000
        2400000 2,400,000
        1234.5 1,234.5
        -0.25 -0.25
        999999999999.000001 999,999,999,999.000001"#]]
    .assert_eq(&rows.join("\n"));
}

#[test]
fn a_language_is_read_from_its_tag() {
    let rows: Vec<String> =
        ["en", "ko", "KO-kr", "en_GB.UTF-8", "de", ""].iter().map(|tag| format!("{:?}", tag.parse::<Lang>())).collect();
    expect![[r#"
        Ok(En)
        Ok(Ko)
        Ok(Ko)
        Ok(En)
        Err("'de' is not a language Entente speaks: en or ko")
        Err("'' is not a language Entente speaks: en or ko")"#]]
    .assert_eq(&rows.join("\n"));
}

#[test]
fn lengths_of_time_are_spelled() {
    let seconds = [0, 1, 59, 60, 5_400, 86_400, 129_600, 604_800, 31_536_000, -7_200];
    let rows: Vec<String> = seconds
        .iter()
        .map(|seconds| Span::from_seconds(*seconds))
        .map(|span| format!("{span} | {} | {}", length(span, Lang::En), length(span, Lang::Ko)))
        .collect();
    expect![[r#"
        0s | 0 seconds | 0초
        1s | 1 second | 1초
        59s | 59 seconds | 59초
        1m | 1 minute | 1분
        1h30m | 1 hour 30 minutes | 1시간 30분
        1d | 1 day | 1일
        1d12h | 1 day 12 hours | 1일 12시간
        7d | 7 days | 7일
        365d | 365 days | 365일
        -2h | -2 hours | -2시간"#]]
    .assert_eq(&rows.join("\n"));
}
