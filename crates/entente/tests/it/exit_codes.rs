//! One table of exit codes for all commands: what stands in the reference is what they end with.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use expect_test::{Expect, expect};

use crate::{TWO, entente, told, write};

const REFERENCE: &str = include_str!("../../../../docs/reference/exit-codes.md");

/// Commands that answer 1 only where a database is damaged between two looks at it.
const ONLY_WHERE_DAMAGED: [&str; 3] = ["rebuild", "restore", "copy"];

/// A folder with sound, broken and foreign files, and a log of one lead that nobody has decided.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path();
    write(at, "two.yaml", TWO);
    write(at, "changed.yaml", &TWO.replacen("title: ", "title: Another ", 1));
    write(at, "broken.yaml", &TWO.replace("\nqualified:", "\nqualifed:"));
    write(at, "shut.yaml", "calendars:\n  office: {timezone: Nowhere/Land, open: {mon: [\"09:00-17:00\"]}}\n");
    write(at, "rows.csv", "calendar,start,end,target_seconds\noffice,2026-03-06T16:30Z,2026-03-09T16:30Z,60\n");
    write(at, "bad.csv", "calendar,start,end,target_seconds\noffice,yesterday,2026-03-09T16:30Z,60\n");
    let map = "entente_map: 1\nsource: crm\nfiles:\n  leads.csv:\n    lead: {record: id}\n    at: {column: day, format: \"%d.%m.%Y\"}\n    facts:\n      - created: {source: from}\n";
    write(at, "map.yaml", map);
    write(at, "bad.map.yaml", &map.replace("created", "craeted"));
    write(at, "leads.csv", "id,day,from\n1,06.03.2026,ads\n");
    std::fs::create_dir(at.join("rows")).unwrap();
    write(at, "rows/leads.csv", "id,day,from\n2,yesterday,ads\n");
    std::fs::create_dir(at.join("full")).unwrap();
    write(at, "full/notes.txt", "Dear all");
    // A bundle from which everything but the text was lost.
    std::fs::create_dir(at.join("half")).unwrap();
    write(at, "half/agreement.yaml", TWO);
    write(at, "half/agreement.jcs", "{}");
    assert_eq!(entente(at, "import --map map.yaml --into log leads.csv".split(' ')).status.code(), Some(0));
    dir
}

/// A line is what somebody types in the folder; how it ended is set before it.
#[track_caller]
fn check(want: &Expect) {
    let dir = folder();
    let ended = |command: &str| {
        let code = entente(dir.path(), command.split(' ')).status.code().unwrap();
        format!("{code} | {command}\n")
    };
    let commands = want.data().trim().lines().map(|line| line.split_once('|').unwrap().1.trim().to_owned());
    let table: String = commands.map(|command| ended(&command)).collect();
    want.assert_eq(&table);
    against_the_reference(dir.path(), &table);
}

/// What the reference says of each command: whether it ever ends with 1.
fn reference() -> BTreeMap<String, bool> {
    let rows = REFERENCE.lines().filter_map(|line| line.strip_prefix("| `"));
    let row = |row: &str| {
        let (command, cells) = row.split_once("` |").unwrap();
        let cells: Vec<&str> = cells.split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 4, "{row}");
        (command.to_owned(), cells[1] != "–")
    };
    rows.map(row).collect()
}

/// Every command the program has stands in the reference and in the table, and ends with nothing else than it says.
#[track_caller]
fn against_the_reference(dir: &Path, table: &str) {
    let help = told(&entente(dir, ["--help"]));
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands: BTreeSet<&str> = commands
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let said = reference();
    for command in commands.into_iter().filter(|command| *command != "help") {
        assert!(said.contains_key(command), "{command} has no row in docs/reference/exit-codes.md");
        let says_no = said[command];
        let codes: BTreeSet<&str> = table
            .lines()
            .filter_map(|line| line.split_once(" | "))
            .filter(|(_, typed)| typed.split(' ').next() == Some(command))
            .map(|(code, _)| code)
            .collect();
        assert!(codes.contains("2"), "{command}: no line shows what it cannot do");
        let needs_one = says_no && !ONLY_WHERE_DAMAGED.contains(&command);
        assert_eq!(codes.contains("1"), needs_one, "{command} ended with {codes:?}, the reference says otherwise");
        assert!(codes.iter().all(|code| ["0", "1", "2"].contains(code)), "{command} ended with {codes:?}");
    }
}

#[test]
fn every_command_ends_by_one_table() {
    check(&expect![[r#"
        0 | check two.yaml
        1 | check broken.yaml
        2 | check none.yaml
        0 | say two.yaml
        1 | say broken.yaml
        2 | say none.yaml
        0 | diff two.yaml two.yaml --exit-code
        0 | diff two.yaml changed.yaml
        1 | diff two.yaml changed.yaml --exit-code
        2 | diff two.yaml broken.yaml
        2 | diff two.yaml none.yaml
        0 | hash two.yaml
        1 | hash broken.yaml
        2 | hash none.yaml
        0 | schema
        2 | schema --nonsense
        0 | clock --calendar two.yaml due --start 2026-03-06T16:30Z --target 60m
        1 | clock --calendar shut.yaml due --start 2026-03-06T16:30Z --target 60m
        0 | clock --calendar two.yaml --batch rows.csv
        1 | clock --calendar two.yaml --batch bad.csv
        2 | clock --calendar two.yaml --batch none.csv
        2 | clock --calendar none.yaml due --start 2026-03-06T16:30Z --target 60m
        2 | clock --calendar two.yaml --name nowhere due --start 2026-03-06T16:30Z --target 60m
        1 | sign broken.yaml --as sales --key none
        2 | sign two.yaml --as sales --key none
        2 | sign none.yaml --as sales --key none
        2 | verify none
        1 | verify half
        0 | import --map map.yaml --into other leads.csv
        0 | import --map map.yaml --into other rows/leads.csv
        1 | import --map map.yaml --into other --strict rows/leads.csv
        2 | import --map bad.map.yaml --into other leads.csv
        2 | import --map none.yaml --into other leads.csv
        2 | run --in none
        2 | run --in log
        2 | run --in log --agreement none
        2 | run --in log --agreement half
        2 | explain --in none --lead 1
        2 | explain --in log --lead 99
        0 | report funnel --in log --agreement two.yaml
        1 | report funnel --in log --agreement broken.yaml
        2 | report funnel --in log --agreement none.yaml
        2 | report funnel --in log
        2 | report sla --in none
        0 | statement --in log --agreement two.yaml
        1 | statement --in log --agreement broken.yaml
        2 | statement --in log
        0 | rebuild --in log
        0 | rebuild --in log --verify
        2 | rebuild --in none
        0 | keep --in log --dry-run
        2 | keep --in none --dry-run
        0 | backup --in log --to copy
        2 | backup --in log --to copy
        2 | backup --in none --to copy2
        0 | restore --from copy --in restored
        2 | restore --from copy --in restored --verify
        2 | restore --from none --in restored2
        0 | migrate --in made
        2 | migrate --in two.yaml
        0 | copy --from log --to copied
        2 | copy --from log --to copied
        2 | copy --from none --to copied2
        2 | work --in two.yaml
        2 | serve --in two.yaml
        2 | serve --in log --listen nowhere
        2 | demo --into full
    "#]]);
}
