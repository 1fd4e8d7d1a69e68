//! `entente keep`: what the agreement lets go is said first and dropped then, and a log without it is still whole.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use entente_store::{Place, Store};
use entente_testkit::postgres;
use expect_test::expect;

use crate::walk::{AS_OF, files, say, sign, succeed};
use crate::write;

/// Has the walk's agreement keep details for three days and its forms tell more of them, and signs it; false where it
/// could not be signed.
fn prepared(dir: &Path) -> bool {
    let edit = |name: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(dir.join(name)).unwrap();
        assert!(text.contains(from), "{name}");
        write(dir, name, &text.replace(from, to));
    };
    edit("agreement.yaml", "stages:\n", "keep: {details: 3d}\nstages:\n");
    edit("map.yaml", "properties: {form: form}", "properties: {form: form, source: source, role: role}");
    sign(dir, "agreement.yaml")
}

/// The walk, decided under such an agreement.
fn walk() -> Option<tempfile::TempDir> {
    let dir = files();
    if !prepared(dir.path()) {
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
    let again = say(dir.path(), "import --map map.yaml forms.csv calls.csv");
    assert!(again.contains("0 new facts, 25 already known"), "{again}");
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

/// So many more people who send a form, from 2 March on.
fn many_forms(dir: &Path, count: u32) {
    let mut rows = std::fs::read_to_string(dir.join("forms.csv")).unwrap();
    for number in 0..count {
        let (hour, minute) = (8 + number / 60 % 12, number % 60);
        writeln!(rows, "2026-03-02 {hour:02}:{minute:02},p{number}@many.example,search,guide,{number},manager")
            .unwrap();
    }
    write(dir, "forms.csv", &rows);
}

/// Starts to keep, and ends the process as a power cut would once it has done something more, if it has not ended by then.
fn cut(dir: &Path, place: &str) {
    let is_server = place.contains("://");
    let where_it_is = if is_server { place.parse::<Place>().unwrap() } else { Place::from(dir.join(place)) };
    let store = Store::open(where_it_is).unwrap();
    let before = store.retention().unwrap().passed;
    let words = ["keep", "--as-of", AS_OF, "--in", place];
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_entente")).args(words).current_dir(dir).stdout(Stdio::null()).spawn().unwrap();
    while store.retention().unwrap().passed == before && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let _ = child.kill();
    child.wait().unwrap();
}

/// Keeps in several runs that are cut off; what is left at the end, and how far it was.
fn in_pieces(dir: &Path, place: &str) -> (serde_json::Value, u64) {
    let read = |args: &str| -> serde_json::Value {
        serde_json::from_str(say(dir, args).strip_prefix("exit 0\n").unwrap()).unwrap()
    };
    let foreseen = read(&format!("keep --as-of {AS_OF} --in {place} --dry-run --json"));
    let before = read(&format!("rebuild --json --in {place} --verify"));
    (0..3).for_each(|_| cut(dir, place));
    let done = read(&format!("keep --as-of {AS_OF} --in {place} --json"));
    assert_eq!(done["passed_in_all"], foreseen["passed"], "none is passed over, none is counted twice");
    assert_eq!(done["shortened_in_all"], foreseen["shortened"]);
    assert_eq!(done["bytes_in_all"], foreseen["bytes"]);
    let after = read(&format!("rebuild --json --in {place} --verify"));
    assert_eq!(after, before, "the states are what they were, to the byte");
    (after["tables"].clone(), done["shortened_in_all"].as_u64().unwrap())
}

#[test]
fn cut_off_again_and_again_it_ends_where_it_would_have_ended() {
    let dir = files();
    many_forms(dir.path(), 1_200);
    if !prepared(dir.path()) {
        return;
    }
    let mut ends = Vec::new();
    for place in ["entente-data".to_owned()].into_iter().chain(postgres::database()) {
        succeed(dir.path(), &format!("import --map map.yaml forms.csv calls.csv --in {place}"));
        succeed(dir.path(), &format!("run --agreement agreement.signed --as-of {AS_OF} --in {place}"));
        ends.push(in_pieces(dir.path(), &place));
    }
    assert!(ends[0].1 > 1_200, "{}", ends[0].1);
    assert!(ends.iter().all(|end| *end == ends[0]), "both databases end the same, to the byte");
}
