//! `entente check` and `entente schema` from outside: what is printed, and how it ends.

use std::io::Write;
use std::process::{Command, Stdio};

use expect_test::expect;

use super::{TWO, entente, told, write};

#[test]
fn a_sound_agreement_ends_well() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "two.yaml", TWO);
    let output = entente(dir.path(), ["check", "two.yaml"]);
    expect![[r#"
        exit 0
        two.yaml: 0 problems, 0 pieces of advice.
    "#]]
    .assert_eq(&told(&output));
}

#[test]
fn a_problem_ends_with_1_and_shows_its_line() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "broken.yaml", &TWO.replace("\nqualified:", "\nqualifed:"));
    let output = entente(dir.path(), ["check", "broken.yaml"]);
    expect![[r#"
        exit 1
        broken.yaml:11:51 stages.mql: nothing enters this stage: no rule says when a lead is qualified. Add the section 'qualified'.
           11 |   mql: {says: Qualified, owner: marketing, enter: qualified}
              |                                                   ^
        broken.yaml:12:1 'qualifed' is no key of an agreement. Did you mean 'qualified'?
           12 | qualifed:
              | ^
        broken.yaml: 2 problems, 0 pieces of advice; worked examples run once there is no problem.
    "#]].assert_eq(&told(&output));
    let output = entente(dir.path(), ["check", "broken.yaml", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["problems"].as_array().unwrap().len(), usize::try_from(json["errors"].as_u64().unwrap()).unwrap());
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_file_that_is_not_there_ends_with_2() {
    let dir = tempfile::tempdir().unwrap();
    expect![[r#"
        exit 2
        entente: cannot read none.yaml: No such file or directory (os error 2)
    "#]]
    .assert_eq(&told(&entente(dir.path(), ["check", "none.yaml"])));
}

#[test]
fn standard_input_is_read() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_entente"))
        .args(["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"entente: 1\ntitle: \xff\n").unwrap();
    expect![[r#"
        exit 1
        -:2:8 the file is not UTF-8 text. Save it as UTF-8 in your editor.
        -: 1 problem, 0 pieces of advice; worked examples run once there is no problem.
    "#]]
    .assert_eq(&told(&child.wait_with_output().unwrap()));
}

#[test]
fn the_schema_is_the_committed_one() {
    let dir = tempfile::tempdir().unwrap();
    let output = entente(dir.path(), ["schema"]);
    assert_eq!(told(&output), format!("exit 0\n{}", include_str!("../../../../agreements/entente.schema.json")));
}
