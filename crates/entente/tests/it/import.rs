//! `entente import`: rows become facts once, bad ones are kept with their reason, and nothing is written on a mistake.

use std::path::Path;

use entente_testkit::shared;
use expect_test::expect;
use tempfile::TempDir;

use crate::{entente, told, write};

const MAP: &str = "\
entente_map: 1
source: crm
timezone: Europe/Berlin
files:
  leads.csv:
    lead: {record: id, mail: mail}
    key: id
    at: {column: day, format: \"%d.%m.%Y\"}
    facts:
      - created: {source: from}
      - learnt: {lead: {visits: {column: visits, type: number}}}
  calls.csv:
    lead: {record: lead}
    at: day
    by: rep
    facts:
      - touched: {channel: call, reached: {column: result, is: reached}}
";

const LEADS: &str = "\
id,mail,day,from,visits
1,ana@kessler.example,06.03.2026,ads,3
2,,07.03.2026,,many
3,ben@hanbit.example,08.03.2026,fair,
";

const CALLS: &str = "\
lead,day,rep,result
1,2026-03-09,jonas,busy
1,2026-03-09,jonas,busy
1,2026-03-10 09:30,jonas,reached
";

/// A folder with a mapping and two files for it.
fn desk() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "map.yaml", MAP);
    write(dir.path(), "leads.csv", LEADS);
    write(dir.path(), "calls.csv", CALLS);
    dir
}

fn import(dir: &Path, args: &str) -> String {
    let args = ["import"].into_iter().chain(args.split(' '));
    told(&entente(dir, args))
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let dir = desk();
    expect![[r#"
        exit 0
        file            rows with facts  left out duplicates  rejected      facts
        leads.csv          3          2         0          0         1          3
        calls.csv          3          3         0          0         0          3
        all                6          5         0          0         1          6

        leads.csv: UTF-8 (all of it is valid), ',' between cells
        calls.csv: UTF-8 (all of it is valid), ',' between cells

        A sample of the facts:
          2026-03-05T23:00:00Z (to the day)  record:crm:1, mail:ana@kessler.example  came in from ads
          2026-03-05T23:00:00Z (to the day)  record:crm:1, mail:ana@kessler.example  learnt: visits 3
          2026-03-08T23:00:00Z (to the day)  record:crm:1  called, not reached, by jonas
          2026-03-07T23:00:00Z (to the day)  record:crm:3, mail:ben@hanbit.example  came in from fair
          2026-03-08T23:00:00Z (to the day)  record:crm:1  called, not reached, by jonas

        This was a dry run: 6 new facts, 0 already known; nothing was written to entente-data.
        2 facts more from them: leads first heard of, accounts joined.

        1 ROW REJECTED and not imported:
          leads.csv:3 visits: 'many' is not a number
          '--rejects FILE' writes all of them
    "#]]
    .assert_eq(&import(dir.path(), "--map map.yaml --dry-run leads.csv calls.csv"));
    assert!(!dir.path().join("entente-data").exists());
}

#[test]
fn rows_become_facts_once_and_bad_ones_are_kept() {
    let dir = desk();
    let first = import(dir.path(), "--map map.yaml .");
    expect![[r#"
        exit 0
        file            rows with facts  left out duplicates  rejected      facts
        leads.csv          3          2         0          0         1          3
        calls.csv          3          3         0          0         0          3
        all                6          5         0          0         1          6

        leads.csv: UTF-8 (all of it is valid), ',' between cells
        calls.csv: UTF-8 (all of it is valid), ',' between cells

        6 new facts, 0 already known, in entente-data.
        2 facts more from them: leads first heard of, accounts joined.

        1 ROW REJECTED and not imported:
          leads.csv:3 visits: 'many' is not a number
          all of them are in entente-data/rejects.leads.csv
    "#]]
    .assert_eq(&first);
    let rejects = std::fs::read_to_string(dir.path().join("entente-data/rejects.leads.csv")).unwrap();
    expect![[r#"
        id,mail,day,from,visits,rejected_line,rejected_reason
        2,,07.03.2026,,many,3,visits: 'many' is not a number
    "#]]
    .assert_eq(&rejects);
    let again = import(dir.path(), "--map map.yaml .");
    assert!(again.contains("0 new facts, 6 already known"), "{again}");
}

#[test]
fn corrected_rejects_go_in_and_so_does_the_corrected_file_without_a_second_fact() {
    let dir = desk();
    import(dir.path(), "--map map.yaml leads.csv");
    let rejects = dir.path().join("entente-data/rejects.leads.csv");
    let corrected = std::fs::read_to_string(&rejects).unwrap().replacen("many", "12", 1);
    std::fs::write(&rejects, corrected).unwrap();
    let again = import(dir.path(), "--map map.yaml entente-data/rejects.leads.csv");
    assert!(again.contains("2 new facts, 0 already known"), "{again}");
    write(dir.path(), "leads.csv", &LEADS.replace("many", "12"));
    let again = import(dir.path(), "--map map.yaml leads.csv");
    assert!(again.contains("0 new facts, 5 already known"), "{again}");
    assert!(!rejects.exists());
}

#[test]
fn rejects_never_overwrite_what_is_read() {
    let dir = desk();
    expect![[r#"
        exit 2
        entente: leads.csv is imported and cannot take the rejects; name another file
    "#]]
    .assert_eq(&import(dir.path(), "--map map.yaml --rejects leads.csv leads.csv"));
    expect![[r#"
        exit 2
        entente: there is no folder no for the rejects
    "#]]
    .assert_eq(&import(dir.path(), "--map map.yaml --rejects no/where.csv leads.csv"));
    assert!(!dir.path().join("entente-data").exists());
}

/// A file as a Korean Windows writes it, and one that is not what it is said to be.
#[test]
fn encodings_are_found_and_can_be_told() {
    let dir = desk();
    let cp949 = b"id,mail,day,from,visits\n7,,06.03.2026,\xb1\xa4\xb0\xed,3\n";
    std::fs::write(dir.path().join("leads.csv"), cp949).unwrap();
    let found = import(dir.path(), "--map map.yaml --dry-run leads.csv");
    assert!(found.contains("leads.csv: EUC-KR (valid, and mostly Hangul)") && found.contains("광고"), "{found}");
    let told = import(dir.path(), "--map map.yaml --dry-run --encoding utf-8 leads.csv");
    assert!(told.contains("leads.csv:2 it holds bytes that are not UTF-8"), "{told}");
}

#[test]
fn strict_ends_with_1_where_a_row_is_rejected() {
    let dir = desk();
    assert!(import(dir.path(), "--map map.yaml --strict --dry-run leads.csv").starts_with("exit 1\n"));
    assert!(import(dir.path(), "--map map.yaml --strict --dry-run calls.csv").starts_with("exit 0\n"));
}

#[test]
fn what_cannot_be_used_is_told_and_nothing_is_written() {
    let dir = desk();
    write(
        dir.path(),
        "wrong.yaml",
        &MAP.replace("created: {source: from}", "creatd: {source: from}").replace("Berlin", "Berlln"),
    );
    expect![[r#"
        exit 2
        wrong.yaml:3:11 'Europe/Berlln' is no time zone. Write an IANA name like Europe/Berlin or UTC.
        wrong.yaml:10:9 leads.csv: no fact is called 'creatd'. Did you mean 'created'?

        2 problems in wrong.yaml; nothing was imported.
    "#]]
    .assert_eq(&import(dir.path(), "--map wrong.yaml leads.csv"));
    write(dir.path(), "calls.csv", "lead,date,rep,result\n1,2026-03-09,jonas,busy\n");
    expect![[r#"
        exit 2
        map.yaml:14:9 calls.csv: the file has no column 'day'. Known are: lead, date, rep, result.

        1 problem in map.yaml; nothing was imported.
    "#]]
    .assert_eq(&import(dir.path(), "--map map.yaml leads.csv calls.csv"));
    write(dir.path(), "other.csv", "a\n1\n");
    expect![[r#"
        exit 2
        entente: no entry of the mapping is for 'other.csv'; its entries are: leads.csv, calls.csv. Leave the file out, or name its folder to take those that have an entry
    "#]]
    .assert_eq(&import(dir.path(), "--map map.yaml other.csv"));
    expect![[r#"
        exit 2
        entente: 'klingon' is no encoding known here; common are utf-8, utf-16le, cp949, windows-1252
    "#]]
    .assert_eq(&import(dir.path(), "--map map.yaml --encoding klingon leads.csv"));
    write(dir.path(), "leads.csv", "PK\u{3}\u{4}");
    expect![[r#"
        exit 2
        entente: leads.csv: the workbook cannot be read (invalid Zip archive: Could not find EOCD): open it in a spreadsheet and save it anew
    "#]]
    .assert_eq(&import(dir.path(), "--map map.yaml leads.csv"));
    assert!(!dir.path().join("entente-data").exists());
}

#[test]
fn json_has_the_same_numbers() {
    let dir = desk();
    let out = entente(dir.path(), ["import", "--map", "map.yaml", "--json", "leads.csv", "calls.csv"]);
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let leads = &json["files"][0];
    expect![[r#"
        {
          "adds_up": true,
          "ahead": 0,
          "delimiter": ",",
          "duplicates": 0,
          "encoding": "UTF-8 (all of it is valid)",
          "entry": "leads.csv",
          "facts": {
            "created": 2,
            "learnt": 1
          },
          "file": "leads.csv",
          "first_rejects": [
            [
              3,
              "visits: 'many' is not a number"
            ]
          ],
          "follow": 2,
          "known": 0,
          "left_out": 0,
          "new": 3,
          "notes": {},
          "rejected": 1,
          "rejects": "entente-data/rejects.leads.csv",
          "rows": 3,
          "sheet": null,
          "with_facts": 2
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(leads).unwrap().replace(&*dir.path().to_string_lossy(), ""));
    let wrong = entente(dir.path(), ["import", "--map", "map.yaml", "--json", "--encoding", "utf-8", "nowhere.csv"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn real_files_are_imported_once() {
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../agreements/maps");
    for (map, folder, facts) in [
        ("edtech_calls.yaml", "data/edtech_calls", "6,210"),
        ("olist.yaml", "data/olist", "17,684"),
        ("helpdesk.yaml", "data/helpdesk", "31,346"),
        ("xeducation.yaml", "data/xeducation", "22,041"),
    ] {
        let Some(folder) = shared(folder) else { return };
        let dir = tempfile::tempdir().unwrap();
        let map = maps.join(map);
        let args =
            || [Path::new("import"), Path::new("--map"), &map, Path::new("--strict"), &folder].map(Path::as_os_str);
        let first = told(&entente(dir.path(), args()));
        assert!(first.starts_with("exit 0\n"), "{first}");
        assert!(first.contains(&format!("{facts} new facts, 0 already known")), "{first}");
        let again = told(&entente(dir.path(), args()));
        assert!(again.contains(&format!("0 new facts, {facts} already known")), "{again}");
    }
}

#[test]
fn a_dry_run_says_exactly_what_the_import_then_does() {
    let dir = desk();
    let (dry, real) = ("--map map.yaml --dry-run leads.csv calls.csv", "--map map.yaml leads.csv calls.csv");
    let figures = |told: String| {
        let lines = told.lines().filter(|line| line.contains("new fact") || line.contains("more from them"));
        lines.map(|line| line.replace("This was a dry run: ", "") + "\n").collect::<String>()
    };
    let first = figures(import(dir.path(), dry)) + &figures(import(dir.path(), real));
    write(dir.path(), "leads.csv", &format!("{LEADS}4,cho@hanbit.example,09.03.2026,ads,1\n"));
    let second =
        figures(import(dir.path(), dry)) + &figures(import(dir.path(), dry)) + &figures(import(dir.path(), real));
    expect![[r#"
        6 new facts, 0 already known; nothing was written to entente-data.
        2 facts more from them: leads first heard of, accounts joined.
        6 new facts, 0 already known, in entente-data.
        2 facts more from them: leads first heard of, accounts joined.
        2 new facts, 6 already known; nothing was written to entente-data.
        1 fact more from them: leads first heard of, accounts joined.
        2 new facts, 6 already known; nothing was written to entente-data.
        1 fact more from them: leads first heard of, accounts joined.
        2 new facts, 6 already known, in entente-data.
        1 fact more from them: leads first heard of, accounts joined.
    "#]]
    .assert_eq(&(first + &second));
}

#[test]
fn facts_ahead_of_now_are_taken_with_a_warning() {
    let dir = desk();
    let rows = "id,mail,day,from,visits\n1,ana@kessler.example,06.03.2126,ads,3\n2,b@c.example,06.03.2026,ads,3\n";
    write(dir.path(), "leads.csv", rows);
    expect![[r#"
        exit 0
        file            rows with facts  left out duplicates  rejected      facts
        leads.csv          2          2         0          0         0          4

        leads.csv: UTF-8 (all of it is valid), ',' between cells

        4 new facts, 0 already known, in entente-data.
        2 facts more from them: leads first heard of, accounts joined.
        WARNING: 2 facts of leads.csv lie ahead of now and wait, undecided, until then: look at the dates.
    "#]]
    .assert_eq(&import(dir.path(), "--map map.yaml leads.csv"));
}

#[test]
fn the_folder_is_named_as_everywhere_and_as_it_was() {
    let dir = desk();
    let new = |told: String| told.lines().find(|line| line.contains("new fact")).unwrap_or_default().to_owned() + "\n";
    let told = new(import(dir.path(), "--map map.yaml --in here leads.csv"))
        + &new(import(dir.path(), "--map map.yaml --into here leads.csv"));
    expect![[r#"
        3 new facts, 0 already known, in here.
        0 new facts, 3 already known, in here.
    "#]]
    .assert_eq(&told);
}
