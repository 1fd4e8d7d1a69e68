//! `entente run`: what it decides, in which order of commands, and what it says where there is nothing to decide.

use expect_test::expect;

use crate::walk::{AS_OF, files, log, say, sign, signed, succeed};
use crate::write;

#[test]
fn everything_due_is_decided_once() {
    let Some(dir) = signed() else { return };
    succeed(dir.path(), "import --map map.yaml forms.csv calls.csv");
    let run = |args: &str| format!("$ run {args}\n{}", say(dir.path(), &format!("run {args}")));
    let first = run(&format!("--agreement agreement.signed --as-of {AS_OF}"));
    let again = run(&format!("--as-of {AS_OF}"));
    let earlier = run("--as-of 2026-03-01");
    let json = run(&format!("--as-of {AS_OF} --json"));
    expect![[r#"
        $ run --agreement agreement.signed --as-of 2026-03-12T09:00Z
        exit 0
        In force for all of the log: Tidewater Software, new business (79d13bb7a72d)
        30 facts gave 35 decisions. All is decided up to 2026-03-12T09:00:00Z.
        $ run --as-of 2026-03-12T09:00Z
        exit 0
        Nothing was left to decide. All is decided up to 2026-03-12T09:00:00Z.
        $ run --as-of 2026-03-01
        exit 0
        Nothing was left to decide. All is decided up to 2026-03-12T09:00:00Z.
        $ run --as-of 2026-03-12T09:00Z --json
        exit 0
        {
          "decided_until": "2026-03-12T09:00:00Z",
          "decisions": 0,
          "facts": 0
        }
    "#]]
    .assert_eq(&(first + &again + &earlier + &json));
}

#[test]
fn days_are_decided_one_after_another_as_they_are_at_once() {
    let (Some(at_once), Some(by_day)) = (crate::walk::decided(), signed()) else { return };
    succeed(by_day.path(), "import --map map.yaml forms.csv calls.csv");
    succeed(by_day.path(), "run --agreement agreement.signed --as-of 2026-03-02");
    for day in 3..=12 {
        succeed(by_day.path(), &format!("run --as-of 2026-03-{day:02}"));
    }
    succeed(by_day.path(), &format!("run --as-of {AS_OF}"));
    let report = format!("report sla --as-of {AS_OF} --json");
    let figures =
        |text: String| text.lines().filter(|line| !line.contains("\"up_to\"")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(figures(say(by_day.path(), &report)), figures(say(at_once.path(), &report)));
}

#[test]
fn an_agreement_before_the_first_fact_waits_for_it() {
    let Some(dir) = signed() else { return };
    let put = say(dir.path(), "run --agreement agreement.signed");
    succeed(dir.path(), "import --map map.yaml forms.csv calls.csv");
    let run = say(dir.path(), &format!("run --as-of {AS_OF}"));
    expect![[r#"
        exit 0
        In force for all of the log: Tidewater Software, new business (79d13bb7a72d)
        There are no facts in entente-data yet: bring them in with `entente import`, then `entente run` again.
        exit 0
        30 facts gave 35 decisions. All is decided up to 2026-03-12T09:00:00Z.
    "#]]
    .assert_eq(&(put + &run));
}

#[test]
fn what_is_missing_is_named_and_nothing_is_made() {
    let dir = files();
    let run = |args: &str| format!("$ {args}\n{}", say(dir.path(), args));
    let mut told = run("run");
    told += &run("run --agreement agreement.yaml");
    told += &run("run --effective 2026-03-01");
    told += &run("run --as-of tomorrow");
    assert!(!log(dir.path()).exists());
    told += &run("run --agreement nowhere");
    told += &run("import --map map.yaml forms.csv --strict");
    told += &run("run");
    expect![[r#"
        $ run
        exit 2
        entente: no log in entente-data: bring facts in with `entente import`, or name its folder with --in
        $ run --agreement agreement.yaml
        exit 2
        entente: agreement.yaml is a file: a bundle is the folder that `entente sign agreement.yaml --as PARTY --key KEY` makes
        $ run --effective 2026-03-01
        exit 2
        error: the following required arguments were not provided:
          --agreement <BUNDLE>

        Usage: entente run --agreement <BUNDLE> --effective <INSTANT>

        For more information, try '--help'.
        $ run --as-of tomorrow
        exit 2
        entente: 'tomorrow' is not a time: give a date (2026-03-06) or a time with its offset (2026-03-06T16:30-05:00)
        $ run --agreement nowhere
        exit 2
        entente: there is no bundle nowhere: `entente sign` makes one of an agreement
        $ import --map map.yaml forms.csv --strict
        exit 1
        file            rows with facts  left out duplicates  rejected      facts
        forms.csv          7          6         0          0         1         18

        forms.csv: UTF-8 (all of it is valid), ',' between cells

        18 new facts, 0 already known, in entente-data.
        5 facts more from them: leads first heard of, accounts joined.

        1 ROW REJECTED and not imported:
          forms.csv:8 sent: '2026-03-32 09:30' is not a time like '%Y-%m-%d %H:%M'
          all of them are in entente-data/rejects.forms.csv
        $ run
        exit 2
        entente: no agreement is in force: sign one as both parties, then `entente run --agreement BUNDLE`
    "#]].assert_eq(&told);
}

#[test]
fn one_party_is_not_enough() {
    let Some(dir) = signed() else { return };
    std::fs::remove_file(dir.path().join("agreement.signed/sales.sig")).unwrap();
    expect![[r#"
        exit 2
        entente: agreement.signed is not signed by both parties yet: `entente sign` it for the other
    "#]]
    .assert_eq(&say(dir.path(), "run --agreement agreement.signed"));
}

#[test]
fn a_second_agreement_follows_the_first_and_never_reaches_behind_it() {
    let Some(dir) = crate::walk::decided() else { return };
    let text = std::fs::read_to_string(dir.path().join("agreement.yaml")).unwrap();
    write(dir.path(), "stricter.yaml", &text.replace("within: 4 business hours", "within: 2 business hours"));
    if !sign(dir.path(), "stricter.yaml") {
        return;
    }
    let run = |args: &str| format!("$ {args}\n{}", say(dir.path(), args));
    let behind = run("run --agreement stricter.signed --effective 2026-03-01 --as-of 2026-04-01");
    let after = run("run --agreement stricter.signed --effective 2026-04-01 --as-of 2026-04-02");
    let again = run("run --agreement agreement.signed --effective 2026-04-03 --as-of 2026-04-04");
    expect![[r#"
        $ run --agreement stricter.signed --effective 2026-03-01 --as-of 2026-04-01
        exit 2
        entente: decisions stand up to 2026-03-12T09:00:00Z: an agreement cannot take effect before that, at 2026-03-01T00:00:00Z
        $ run --agreement stricter.signed --effective 2026-04-01 --as-of 2026-04-02
        exit 0
        In force from 2026-04-01T00:00:00Z on: Tidewater Software, new business (bd56c2ba6ca6)
        0 facts gave 2 decisions. All is decided up to 2026-04-02T00:00:00Z.
        $ run --agreement agreement.signed --effective 2026-04-03 --as-of 2026-04-04
        exit 2
        entente: the agreement 79d13bb7a72dabd2c2ee2b52c99ee96b8f3456aceeacae1904cf6faabc59d61d was signed, so it runs from the instant that was signed
    "#]].assert_eq(&(behind + &after + &again));
}
