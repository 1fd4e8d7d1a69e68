//! What each command says where it cannot do what was asked: the exit code, the file with its place, what is wrong and
//! what to do. A row is what somebody types in a folder with sound, broken and foreign files.

mod workspace;

use std::fmt::Write as _;
use std::path::Path;

use expect_test::{Expect, expect};

use crate::walk::{files, say};
use crate::{TWO, write};

const MAP: &str = "\
entente_map: 1
source: crm
files:
  leads.csv:
    lead: {record: id}
    at: {column: day, format: \"%d.%m.%Y\"}
    facts:
      - created: {source: from}
";

/// Runs each command in one folder and compares all that they say.
#[track_caller]
fn check(commands: &[&str], want: &Expect) {
    let dir = files();
    write(dir.path(), "two.yaml", TWO);
    write(dir.path(), "broken.yaml", &TWO.replace("\nqualified:", "\nqualifed:"));
    write(dir.path(), "not.yaml", "entente: [1\ntitle: x");
    write(dir.path(), "notes.txt", "Dear all,\nwe meet on Friday.\n");
    write(dir.path(), "ok.map.yaml", MAP);
    write(
        dir.path(),
        "bad.map.yaml",
        &MAP.replace("created: {source: from}", "craeted: {source: from}").replace("record: id", "record:"),
    );
    write(dir.path(), "leads.csv", "id,day,from\n1,06.03.2026,ads\n");
    write(dir.path(), "other.csv", "number,when\n1,06.03.2026\n");
    std::fs::create_dir(dir.path().join("folder")).unwrap();
    compare(dir.path(), commands, want);
}

#[track_caller]
fn compare(dir: &Path, commands: &[&str], want: &Expect) {
    let mut text = String::new();
    for command in commands {
        let told = say(dir, command);
        writeln!(text, "$ entente {command}\n{}", told.trim_end()).unwrap();
    }
    want.assert_eq(&text);
}

#[test]
fn agreements_that_cannot_be_read() {
    check(
        &[
            "check none.yaml",
            "check folder",
            "check not.yaml",
            "check notes.txt",
            "say broken.yaml",
            "say two.yaml --lang fr",
            "diff two.yaml none.yaml",
            "diff two.yaml broken.yaml",
            "hash broken.yaml",
            "hash not.yaml --json",
        ],
        &expect![[r#"
            $ entente check none.yaml
            exit 2
            entente: cannot read none.yaml: No such file or directory (os error 2)
            $ entente check folder
            exit 2
            entente: cannot read folder: Is a directory (os error 21)
            $ entente check not.yaml
            exit 1
            not.yaml:2:6 this is not YAML: illegal placement of ':' indicator. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys.
                2 | title: x
                  |      ^
            not.yaml: 1 problem, 0 pieces of advice; worked examples run once there is no problem.
            $ entente check notes.txt
            exit 1
            notes.txt:1:1 here stands a text where a mapping belongs. Write 'name: …' lines, or {name: …} in one line.
                1 | Dear all,
                  | ^
            notes.txt: 1 problem, 0 pieces of advice; worked examples run once there is no problem.
            $ entente say broken.yaml
            exit 1
            broken.yaml:11:51 stages.mql: nothing enters this stage: no rule says when a lead is qualified. Add the section 'qualified'.
            broken.yaml:12:1 'qualifed' is no key of an agreement. Did you mean 'qualified'?
            $ entente say two.yaml --lang fr
            exit 2
            error: invalid value 'fr' for '--lang <LANG>': 'fr' is not a language Entente speaks: en or ko

            For more information, try '--help'.
            $ entente diff two.yaml none.yaml
            exit 2
            entente: cannot read none.yaml: No such file or directory (os error 2)
            $ entente diff two.yaml broken.yaml
            exit 2
            broken.yaml:11:51 stages.mql: nothing enters this stage: no rule says when a lead is qualified. Add the section 'qualified'.
            broken.yaml:12:1 'qualifed' is no key of an agreement. Did you mean 'qualified'?
            $ entente hash broken.yaml
            exit 1
            broken.yaml:11:51 stages.mql: nothing enters this stage: no rule says when a lead is qualified. Add the section 'qualified'.
            broken.yaml:12:1 'qualifed' is no key of an agreement. Did you mean 'qualified'?
            $ entente hash not.yaml --json
            exit 1
            not.yaml:2:6 this is not YAML: illegal placement of ':' indicator. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys.
        "#]],
    );
}

#[test]
fn times_that_are_none() {
    check(
        &[
            "clock --calendar two.yaml due --start yesterday --target 60m",
            "clock --calendar two.yaml due --start 2026-03-06T16:30Z --target soon",
            "clock --calendar two.yaml --name nowhere due --start 2026-03-06T16:30Z --target 60m",
            "clock --calendar none.yaml due --start 2026-03-06T16:30Z --target 60m",
            "clock --calendar broken.yaml due --start 2026-03-06T16:30Z --target 60m",
            "clock --calendar two.yaml elapsed --from 2026-03-09T12:00Z --to 2026-03-06T16:30Z",
            "run --as-of 2026-13-01",
        ],
        &expect![[r#"
            $ entente clock --calendar two.yaml due --start yesterday --target 60m
            exit 2
            error: invalid value 'yesterday' for '--start <START>': 'yesterday' is not an instant with an offset, like 2026-03-06T16:30-05:00: failed to parse four digit integer as year: invalid digit, expected 0-9 but got y

            For more information, try '--help'.
            $ entente clock --calendar two.yaml due --start 2026-03-06T16:30Z --target soon
            exit 2
            error: invalid value 'soon' for '--target <TARGET>': 'soon' is no time to be kept: write it like 90m, 4 business hours, 2 business days or same day

            For more information, try '--help'.
            $ entente clock --calendar two.yaml --name nowhere due --start 2026-03-06T16:30Z --target 60m
            exit 2
            entente: no calendar 'nowhere'. There are: office
            $ entente clock --calendar none.yaml due --start 2026-03-06T16:30Z --target 60m
            exit 2
            entente: cannot read none.yaml: No such file or directory (os error 2)
            $ entente clock --calendar broken.yaml due --start 2026-03-06T16:30Z --target 60m
            exit 0
            2026-03-09T10:00:00+01:00
            $ entente clock --calendar two.yaml elapsed --from 2026-03-09T12:00Z --to 2026-03-06T16:30Z
            exit 0
            0 business hours (0 seconds)
            $ entente run --as-of 2026-13-01
            exit 2
            entente: '2026-13-01' is not a time: give a date (2026-03-06) or a time with its offset (2026-03-06T16:30-05:00)
        "#]],
    );
}

#[test]
fn signatures_that_cannot_be_made_or_checked() {
    check(
        &[
            "sign two.yaml --key none",
            "sign two.yaml --as procurement --key none",
            "sign two.yaml --as sales --key none",
            "sign two.yaml --as sales --key notes.txt",
            "sign broken.yaml --as sales --key notes.txt",
            "verify none.signed",
            "verify notes.txt",
            "verify two.yaml",
        ],
        &expect![[r#"
            $ entente sign two.yaml --key none
            exit 2
            error: the following required arguments were not provided:
              --as <PARTY>

            Usage: entente sign --as <PARTY> --key <KEYFILE> <FILE>

            For more information, try '--help'.
            $ entente sign two.yaml --as procurement --key none
            exit 2
            error: invalid value 'procurement' for '--as <PARTY>'
              [possible values: marketing, sales]

            For more information, try '--help'.
            $ entente sign two.yaml --as sales --key none
            exit 2
            entente: cannot read the key none: No such file or directory (os error 2)
            $ entente sign two.yaml --as sales --key notes.txt
            exit 2
            entente: notes.txt is not an OpenSSH private key (PEM preamble contains invalid data (NUL byte)). Make one with: ssh-keygen -t ed25519 -f KEY
            $ entente sign broken.yaml --as sales --key notes.txt
            exit 1
            broken.yaml:11:51 stages.mql: nothing enters this stage: no rule says when a lead is qualified. Add the section 'qualified'.
            broken.yaml:12:1 'qualifed' is no key of an agreement. Did you mean 'qualified'?
            broken.yaml has errors and cannot be signed
            $ entente verify none.signed
            exit 2
            Refused:
            there is no bundle none.signed: `entente sign` makes one of an agreement
            $ entente verify notes.txt
            exit 2
            Refused:
            notes.txt is a file: a bundle is the folder that `entente sign notes.txt --as PARTY --key KEY` makes
            $ entente verify two.yaml
            exit 2
            Refused:
            two.yaml is a file: a bundle is the folder that `entente sign two.yaml --as PARTY --key KEY` makes
        "#]],
    );
}

#[test]
fn files_that_cannot_be_brought_in() {
    check(
        &[
            "import leads.csv",
            "import --map none.yaml leads.csv",
            "import --map bad.map.yaml leads.csv --dry-run",
            "import --map notes.txt leads.csv --dry-run",
            "import --map ok.map.yaml none.csv --dry-run",
            "import --map ok.map.yaml other.csv --dry-run",
            "import --map ok.map.yaml leads.csv --encoding klingon --dry-run",
        ],
        &expect![[r#"
            $ entente import leads.csv
            exit 2
            error: the following required arguments were not provided:
              --map <MAP.yaml>

            Usage: entente import --map <MAP.yaml> <FILES>...

            For more information, try '--help'.
            $ entente import --map none.yaml leads.csv
            exit 2
            entente: cannot read the mapping none.yaml: No such file or directory (os error 2)
            $ entente import --map bad.map.yaml leads.csv --dry-run
            exit 2
            bad.map.yaml:5:18 leads.csv: nothing stands where a word belongs. Write one word or text.
            bad.map.yaml:8:9 leads.csv: no fact is called 'craeted'. Did you mean 'created'?

            2 problems in bad.map.yaml; nothing was imported.
            $ entente import --map notes.txt leads.csv --dry-run
            exit 2
            notes.txt:1:1 a text stands where a mapping belongs. Write 'name: value' lines, or {name: value} in one line.
            notes.txt:1:1 the version is missing. Start with 'entente_map: 1'.
            notes.txt:1:1 'source' is missing. Name the system the files come from: 'source: crm'.
            notes.txt:1:1 'files' is missing. Name each CSV file and the facts of its rows.

            4 problems in notes.txt; nothing was imported.
            $ entente import --map ok.map.yaml none.csv --dry-run
            exit 2
            entente: there is no file none.csv
            $ entente import --map ok.map.yaml other.csv --dry-run
            exit 2
            entente: no entry of the mapping is for 'other.csv'; its entries are: leads.csv. Leave the file out, or name its folder to take those that have an entry
            $ entente import --map ok.map.yaml leads.csv --encoding klingon --dry-run
            exit 2
            entente: 'klingon' is no encoding known here; common are utf-8, utf-16le, cp949, windows-1252
        "#]],
    );
}
