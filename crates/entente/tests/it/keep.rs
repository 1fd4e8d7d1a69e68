//! `entente keep`: what the agreement lets go is said first and dropped then, and a log without it is still whole.

use expect_test::expect;

use crate::walk::{AS_OF, files, say, sign, succeed};
use crate::write;

/// The walk with an agreement that keeps details for a day, and with forms of which two more columns are taken in.
fn walk() -> Option<tempfile::TempDir> {
    let dir = files();
    let edit = |name: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(dir.path().join(name)).unwrap();
        assert!(text.contains(from), "{name}");
        write(dir.path(), name, &text.replace(from, to));
    };
    edit("agreement.yaml", "stages:\n", "keep: {details: 3d}\nstages:\n");
    edit("map.yaml", "properties: {form: form}", "properties: {form: form, source: source, role: role}");
    if !sign(dir.path(), "agreement.yaml") {
        return None;
    }
    succeed(dir.path(), "import --map map.yaml forms.csv calls.csv");
    succeed(dir.path(), &format!("run --agreement agreement.signed --as-of {AS_OF}"));
    Some(dir)
}

#[test]
fn what_would_be_dropped_is_dropped_once_and_the_log_is_whole() {
    let Some(dir) = walk() else { return };
    let keep = format!("keep --as-of {AS_OF}");
    expect![[r#"
        exit 0
        Details are kept for 3d (keep.details).
        24 facts would be looked at; 5 would lose details, 171 bytes in all.
          Form Submitted: role                              5
          Form Submitted: source                            5
    "#]]
    .assert_eq(&say(dir.path(), &format!("{keep} --dry-run")));
    let before = say(dir.path(), "explain ben@quayside.example --json");
    expect![[r#"
        exit 0
        Details are kept for 3d (keep.details).
        24 facts were looked at; 5 lost details, 171 bytes in all.
        Of 24 facts known up to 2026-03-06T16:45:00Z, 5 have lost details so far.
        An agreement that is tried on the past asks in vain for what is gone before then.
    "#]]
    .assert_eq(&say(dir.path(), &keep));
    expect![[r#"
        exit 0
        Details are kept for 3d (keep.details).
        0 facts were looked at; 0 lost details, 0 bytes in all.
        Of 24 facts known up to 2026-03-06T16:45:00Z, 5 have lost details so far.
        An agreement that is tried on the past asks in vain for what is gone before then.
    "#]]
    .assert_eq(&say(dir.path(), &keep));
    succeed(dir.path(), "rebuild --verify");
    let after = say(dir.path(), "explain ben@quayside.example --json");
    let decisions = |told: &str| {
        let json: serde_json::Value = serde_json::from_str(told.strip_prefix("exit 0\n").unwrap()).unwrap();
        json["decisions"].clone()
    };
    assert_eq!(decisions(&after), decisions(&before));
    assert!(before.contains("\"source\"") && after.len() < before.len());
    let again = say(dir.path(), "import --map map.yaml forms.csv calls.csv --json");
    let json: serde_json::Value = serde_json::from_str(again.strip_prefix("exit 0\n").unwrap()).unwrap();
    assert!(!again.contains("\"accepted\": 1"), "a file that comes again is still known: {json}");
}

#[test]
fn without_a_clause_everything_is_kept_and_what_is_to_come_cannot_be_asked() {
    let Some(dir) = crate::walk::decided() else { return };
    expect![[r#"
        exit 0
        The agreement keeps every detail: it has no clause keep.details.
        0 facts were looked at; 0 lost details, 0 bytes in all.
    "#]]
    .assert_eq(&say(dir.path(), "keep"));
    expect![[r#"
        exit 2
        entente: 9000-01-01T00:00:00Z is still to come: details are kept for as long as the agreement says
    "#]]
    .assert_eq(&say(dir.path(), "keep --as-of 9000-01-01"));
}
