//! `entente diff`: what is told, and how it ends.

use std::path::Path;

use expect_test::expect;
use tempfile::TempDir;

use crate::{TWO, entente, told, write};

/// A folder with `a.yaml`, `b.yaml` of another promise, and `same.yaml`, which differs in spelling alone.
fn desk() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "a.yaml", TWO);
    write(dir.path(), "b.yaml", &TWO.replace("within: 1d, kept: 90%", "within: 4 business hours, kept: 95%"));
    write(dir.path(), "same.yaml", &format!("# A comment.\n{}", TWO.replace("did('demo')", "did( \"demo\" )")));
    dir
}

fn run(dir: &Path, args: &str) -> String {
    told(&entente(dir, args.split(' ')))
}

#[test]
fn changes_are_told_clause_by_clause() {
    let dir = desk();
    expect![[r#"
        exit 0
        §7.1 Touch: the share to be kept goes from 90% to 95%.
        §7.1 Touch: the time goes from 1 day to 4 business hours.
    "#]]
    .assert_eq(&run(dir.path(), "diff a.yaml b.yaml"));
    expect![[r#"
        exit 1
        §7.1 Touch: 지켜야 할 비율이 90%에서 95%로 바뀝니다.
        §7.1 Touch: 시간이 1일에서 영업시간 4시간으로 바뀝니다.
    "#]]
    .assert_eq(&run(dir.path(), "diff a.yaml b.yaml --lang ko --exit-code"));
}

#[test]
fn spelling_is_no_change() {
    let dir = desk();
    expect![[r#"
        exit 0
        No change: both have the identity 422e2d14a8f88e0944eec0ba863fdda40e376d1c6261f51533c120771a940658.
    "#]]
    .assert_eq(&run(dir.path(), "diff a.yaml same.yaml --exit-code"));
}

#[test]
fn json_names_clause_number_and_kind() {
    let dir = desk();
    let output = entente(dir.path(), ["diff", "a.yaml", "b.yaml", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let change = &told["changes"][0];
    assert_eq!(
        (&change["clause"], &change["number"], &change["kind"]),
        (&"sla.sales.touch".into(), &"7.1".into(), &"changed".into())
    );
    assert_ne!(told["before"], told["after"]);
}

#[test]
fn a_file_with_errors_ends_with_2() {
    let dir = desk();
    write(dir.path(), "wrong.yaml", "entente: 1\n");
    assert!(run(dir.path(), "diff a.yaml wrong.yaml").starts_with("exit 2\nwrong.yaml:"));
}
