//! Every command answers in JSON where asked, and its help says what to type.

use std::fmt::Write;

use expect_test::expect;
use serde_json::Value;

use crate::walk::{AS_OF, decided, say, succeed};
use crate::write;

/// Every command with what it needs, in an order in which all succeed.
const COMMANDS: &[&str] = &[
    "check agreement.yaml",
    "say agreement.yaml",
    "diff agreement.yaml stricter.yaml",
    "hash agreement.yaml",
    "schema",
    "clock --calendar agreement.yaml due --start 2026-03-06T16:30Z --target 60m",
    "clock --calendar agreement.yaml elapsed --from 2026-03-06T16:30Z --to 2026-03-09T12:00Z",
    "sign agreement.yaml --as sales --key sales",
    "verify agreement.signed",
    "import --map map.yaml forms.csv calls.csv --dry-run",
    "import --map map.yaml forms.csv calls.csv",
    "run --as-of 2026-03-12T09:00Z",
    "explain anna@harbour.example",
    "report funnel",
    "report sla",
    "report velocity --from handed_off --to first_attempt",
    "report handoffs",
    "report feedback",
    "report scores",
    "report counts --moment handed_off",
    "statement",
    "keep --dry-run",
    "rebuild --verify",
];

#[test]
fn every_command_has_json() {
    let Some(dir) = decided() else { return };
    let text = std::fs::read_to_string(dir.path().join("agreement.yaml")).unwrap();
    write(dir.path(), "stricter.yaml", &text.replace("within: 4 business hours", "within: 2 business hours"));
    let mut table = String::new();
    for command in COMMANDS {
        let told = say(dir.path(), &format!("{command} --json"));
        let body = told.strip_prefix("exit 0\n").unwrap_or_else(|| panic!("{command}: {told}"));
        let json: Value = serde_json::from_str(body).unwrap_or_else(|why| panic!("{command}: {why}\n{body}"));
        let names: Vec<&str> = json.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        writeln!(table, "{command}: {}", names.join(" ")).unwrap();
    }
    expect![[r#"
        check agreement.yaml: advice errors examples_run file problems
        say agreement.yaml: hash preamble sections signatures title
        diff agreement.yaml stricter.yaml: after before changes
        hash agreement.yaml: hash title
        schema: $defs $id $ref $schema description title
        clock --calendar agreement.yaml due --start 2026-03-06T16:30Z --target 60m: calendar calendar_version due due_local start target timezone tzdb
        clock --calendar agreement.yaml elapsed --from 2026-03-06T16:30Z --to 2026-03-09T12:00Z: business_seconds calendar calendar_version from timezone to tzdb
        sign agreement.yaml --as sales --key sales: bundle signature signed_by_both
        verify agreement.signed: failures hash signatures state title
        import --map map.yaml forms.csv calls.csv --dry-run: dry_run files sample source
        import --map map.yaml forms.csv calls.csv: dry_run files sample source
        run --as-of 2026-03-12T09:00Z: decided_until decisions facts
        explain anna@harbour.example: account decisions explained facts keys lead
        report funnel: figures report
        report sla: figures report
        report velocity --from handed_off --to first_attempt: figures report
        report handoffs: figures report
        report feedback: figures report
        report scores: figures report
        report counts --moment handed_off: figures report
        statement: counted report title with_clocks
        keep --dry-run: agreement before bytes bytes_in_all clause details dry_run passed passed_in_all shortened shortened_in_all would_drop
        rebuild --verify: differing states tables
    "#]].assert_eq(&table);
}

#[test]
fn every_help_says_what_to_type() {
    let dir = tempfile::tempdir().unwrap();
    let commands: std::collections::BTreeSet<&str> =
        COMMANDS.iter().filter_map(|command| command.split(' ').next()).collect();
    for command in commands {
        let help = say(dir.path(), &format!("{command} --help"));
        let (_, examples) = help.split_once("Examples:\n").unwrap_or_else(|| panic!("{command}: {help}"));
        assert!(examples.contains(&format!("  entente {command}")), "{command}: {help}");
    }
}

#[test]
fn a_report_reads_the_log_as_it_stood() {
    let Some(dir) = decided() else { return };
    succeed(dir.path(), &format!("statement --as-of {AS_OF} --lang ko"));
    let early = say(dir.path(), "report counts --moment handed_off --as-of 2026-03-01 --json");
    let late = say(dir.path(), &format!("report counts --moment handed_off --as-of {AS_OF} --json"));
    let total = |told: &str| {
        let json: Value = serde_json::from_str(told.strip_prefix("exit 0\n").unwrap()).unwrap();
        json["figures"]["total"].clone()
    };
    assert_eq!((total(&early), total(&late)), (0.into(), 3.into()));
}
