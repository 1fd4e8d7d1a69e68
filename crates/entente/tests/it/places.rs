//! Files that are not what was meant: missing, binary, folders, with a line without end; and folders nobody can write.

use expect_test::expect;

use crate::walk::{files, log, say};
use crate::write;

#[test]
fn a_file_that_is_no_agreement_is_named_by_every_command() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("binary"), [b'E', b'L', b'F', 0, 0xff, 0xfe]).unwrap();
    write(dir.path(), "empty.yaml", "");
    let mut told = String::new();
    for command in ["check", "say", "hash", "diff binary"] {
        for file in ["missing.yaml", "binary", "empty.yaml", "."] {
            told += &format!("$ {command} {file}\n{}", say(dir.path(), &format!("{command} {file}")));
        }
    }
    expect![[r#"
        $ check missing.yaml
        exit 2
        entente: cannot read missing.yaml: No such file or directory (os error 2)
        $ check binary
        exit 1
        binary:1:5 the file is not UTF-8 text. Save it as UTF-8 in your editor.
        binary: 1 problem, 0 pieces of advice; worked examples run once there is no problem.
        $ check empty.yaml
        exit 1
        empty.yaml:1:1 the text is empty. Start with 'entente: 1' and a title.
        empty.yaml: 1 problem, 0 pieces of advice; worked examples run once there is no problem.
        $ check .
        exit 2
        entente: cannot read .: Is a directory (os error 21)
        $ say missing.yaml
        exit 2
        entente: cannot read missing.yaml: No such file or directory (os error 2)
        $ say binary
        exit 2
        entente: binary is not UTF-8 text; save it as UTF-8 in your editor
        $ say empty.yaml
        exit 1
        empty.yaml:1:1 the text is empty. Start with 'entente: 1' and a title.
        $ say .
        exit 2
        entente: cannot read .: Is a directory (os error 21)
        $ hash missing.yaml
        exit 2
        entente: cannot read missing.yaml: No such file or directory (os error 2)
        $ hash binary
        exit 2
        entente: binary is not UTF-8 text; save it as UTF-8 in your editor
        $ hash empty.yaml
        exit 1
        empty.yaml:1:1 the text is empty. Start with 'entente: 1' and a title.
        $ hash .
        exit 2
        entente: cannot read .: Is a directory (os error 21)
        $ diff binary missing.yaml
        exit 2
        entente: binary is not UTF-8 text; save it as UTF-8 in your editor
        $ diff binary binary
        exit 2
        entente: binary is not UTF-8 text; save it as UTF-8 in your editor
        $ diff binary empty.yaml
        exit 2
        entente: binary is not UTF-8 text; save it as UTF-8 in your editor
        $ diff binary .
        exit 2
        entente: binary is not UTF-8 text; save it as UTF-8 in your editor
    "#]]
    .assert_eq(&told);
}

#[test]
fn what_is_no_bundle_is_named() {
    let dir = files();
    let told = ["verify nowhere", "verify .", "verify agreement.yaml", "verify agreement.yaml --json"];
    let told: String = told.iter().map(|command| format!("$ {command}\n{}", say(dir.path(), command))).collect();
    expect![[r#"
        $ verify nowhere
        exit 2
        Refused:
        there is no bundle nowhere: `entente sign` makes one of an agreement
        $ verify .
        exit 2
        Refused:
        there is no bundle .: `entente sign` makes one of an agreement
        $ verify agreement.yaml
        exit 2
        Refused:
        agreement.yaml is a file: a bundle is the folder that `entente sign agreement.yaml --as PARTY --key KEY` makes
        $ verify agreement.yaml --json
        exit 2
        {
          "failures": [
            {
              "reason": {
                "failure": "no-bundle",
                "folder": "agreement.yaml",
                "is_file": true
              },
              "says": "agreement.yaml is a file: a bundle is the folder that `entente sign agreement.yaml --as PARTY --key KEY` makes"
            }
          ],
          "state": "refused"
        }
    "#]].assert_eq(&told);
}

#[test]
fn a_file_that_is_no_csv_is_refused_or_accounted_for() {
    let dir = files();
    let mut told = String::new();
    told += &say(dir.path(), "import --map map.yaml missing.csv");
    told += &say(dir.path(), "import --map agreement.yaml forms.csv");
    told += &say(dir.path(), "import --map missing.yaml forms.csv");
    assert!(!log(dir.path()).exists());
    std::fs::write(dir.path().join("calls.csv"), [b'E', b'L', b'F', 0xff, 0xfe, b'\n', 0xc3, b'\n']).unwrap();
    told += &say(dir.path(), "import --map map.yaml calls.csv");
    write(dir.path(), "calls.csv", "");
    told += &say(dir.path(), "import --map map.yaml calls.csv");
    expect![[r#"
        exit 2
        entente: there is no file missing.csv
        exit 2
        agreement.yaml:1:1 the version is missing. Start with 'entente_map: 1'.
        agreement.yaml:2:1 a mapping has no key 'entente'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:2:1 'source' is missing. Name the system the files come from: 'source: crm'.
        agreement.yaml:2:1 'files' is missing. Name each CSV file and the facts of its rows.
        agreement.yaml:3:1 a mapping has no key 'title'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:6:1 a mapping has no key 'parties'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:10:1 a mapping has no key 'calendars'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:13:1 a mapping has no key 'fields'. Did you mean 'files'?
        agreement.yaml:18:1 a mapping has no key 'fit'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:22:1 a mapping has no key 'grades'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:24:1 a mapping has no key 'signals'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:27:1 a mapping has no key 'levels'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:29:1 a mapping has no key 'stages'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:34:1 a mapping has no key 'qualified'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:38:1 a mapping has no key 'handoff'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:47:1 a mapping has no key 'sla'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.
        agreement.yaml:55:1 a mapping has no key 'metrics'. Known are: entente_map, source, agreement, timezone, null_words, leaks, aliases, files.

        17 problems in agreement.yaml; nothing was imported.
        exit 2
        entente: cannot read the mapping missing.yaml: No such file or directory (os error 2)
        exit 2
        map.yaml:18:18 calls.csv: the file has no column 'email'. Known are: ELFÿþ.
        map.yaml:19:18 calls.csv: the file has no column 'called'. Known are: ELFÿþ.
        map.yaml:20:9 calls.csv: the file has no column 'rep'. Known are: ELFÿþ.
        map.yaml:22:68 calls.csv: the file has no column 'reached'. Known are: ELFÿþ.
        map.yaml:22:42 calls.csv: the file has no column 'lasted'. Known are: ELFÿþ.
        map.yaml:23:27 calls.csv: the file has no column 'outcome'. Known are: ELFÿþ.
        map.yaml:24:28 calls.csv: the file has no column 'reason'. Known are: ELFÿþ.

        7 problems in map.yaml; nothing was imported.
        exit 0
        file            rows with facts  left out duplicates  rejected      facts
        calls.csv          0          0         0          0         0          0

        calls.csv: UTF-8 (all of it is valid), ',' between cells
          1 × the file is empty

        0 new facts, 0 already known, in entente-data.
    "#]].assert_eq(&told);
}

#[test]
fn a_line_without_end_is_one_row() {
    let dir = files();
    let forms = std::fs::read_to_string(dir.path().join("forms.csv")).unwrap();
    let head = forms.lines().next().unwrap().to_owned();
    write(dir.path(), "forms.csv", &format!("{head}\n{}\n", "x".repeat(3_000_000)));
    let told = say(dir.path(), "import --map map.yaml forms.csv --dry-run");
    assert!(told.starts_with("exit 0\n") && told.contains("1 ROW REJECTED") && told.len() < 3_000, "{:.2000}", told);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let dir = files();
    write(dir.path(), "taken", "a file, not a folder");
    let mut told = String::new();
    told += &say(dir.path(), "import --map map.yaml forms.csv --in taken");
    told += &say(dir.path(), "import --map map.yaml forms.csv --in taken --dry-run");
    told += &say(dir.path(), "report funnel --in taken");
    expect![[r#"
        exit 2
        entente: cannot use the folder taken: File exists (os error 17)
        exit 0
        file            rows with facts  left out duplicates  rejected      facts
        forms.csv          7          6         0          0         1         18

        forms.csv: UTF-8 (all of it is valid), ',' between cells

        A sample of the facts:
          2026-03-02T08:10:00Z (to the minute)  mail:anna@harbour.example  came in from search
          2026-03-02T08:10:00Z (to the minute)  mail:anna@harbour.example  learnt: employees 40, role manager
          2026-03-02T08:10:00Z (to the minute)  mail:anna@harbour.example  Form Submitted (form guide)
          2026-03-02T10:05:00Z (to the minute)  mail:ben@quayside.example  came in from search
          2026-03-02T10:05:00Z (to the minute)  mail:ben@quayside.example  learnt: employees 12, role owner

        This was a dry run: 18 new facts, 0 already known; nothing was written to taken.
        5 facts more from them: leads first heard of, accounts joined.

        1 ROW REJECTED and not imported:
          forms.csv:8 sent: '2026-03-32 09:30' is not a time like '%Y-%m-%d %H:%M'
          '--rejects FILE' writes all of them
        exit 2
        entente: no log in taken: bring facts in with `entente import`, or name its folder with --in
    "#]]
    .assert_eq(&told);
}
