//! `entente rebuild`: the states folded again from the log are the states that were there, to the byte.

use expect_test::expect;

use crate::walk::{decided, files, log, say};

#[test]
fn what_is_rebuilt_is_what_was_there() {
    let Some(dir) = decided() else { return };
    // Keys and message ids are the same at each run; only the digests' own figures are left out.
    let told = say(dir.path(), "rebuild --verify");
    let lines = told.lines().map(|line| line.split(" sha256 ").next().unwrap_or_default().trim_end().to_owned() + "\n");
    expect![[r#"
        exit 0
        11 states were folded again from 30 facts and 35 decisions.
          account_card    the same
          account_profile the same
          account_word    the same
          block_lead      the same
          card            the same
          card_word       the same
          clause_day      the same
          clause_recent   the same
          cursor          the same
          due             the same
          facet           the same
          facet_leads     the same
          fact_key        the same
          lead_group      the same
          lead_profile    the same
          lead_pulse      the same
          link            the same
          membership      the same
          state           the same
    "#]]
    .assert_eq(&lines.collect::<String>());
    let twice = say(dir.path(), "rebuild --verify");
    assert_eq!(twice, told);
}

#[test]
fn a_rebuild_answers_in_json_too() {
    let Some(dir) = decided() else { return };
    let told = say(dir.path(), "rebuild --verify --json");
    let json: serde_json::Value = serde_json::from_str(told.strip_prefix("exit 0\n").unwrap()).unwrap();
    assert_eq!(json["differing"], serde_json::json!([]));
    assert!(json["tables"].as_array().is_some_and(|tables| tables.len() > 3), "{json}");
}

#[test]
fn no_log_is_made_of_a_name_mistyped() {
    let dir = files();
    expect![[r#"
        exit 2
        entente: no log in entente-dtaa: bring facts in with `entente import`, or name its folder with --in
    "#]]
    .assert_eq(&say(dir.path(), "rebuild --in entente-dtaa"));
    assert!(!log(dir.path()).exists() && !dir.path().join("entente-dtaa").exists());
}
