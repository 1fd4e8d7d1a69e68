//! The written reference of keys is made of the tables the reader reads by: nobody has to keep the two equal.

use std::fmt::Write;

use entente_core::agreement::read::keys::{Key, Kind, ROOT, Table};
use expect_test::expect_file;

#[test]
fn the_reference_of_keys_is_the_readers() {
    let mut tables = Vec::new();
    gather(&ROOT, &mut tables);
    let mut page = String::from(
        "# Every key of the language\n\nMade from the tables that the reader itself reads by; a test keeps it so.\n\
         Keys in bold must stand.\nHow the parts work together is in [agreement.md](agreement.md).\n",
    );
    for table in tables {
        let _ = write!(page, "\n## {}\n\n{}\n\n| key | holds | meaning |\n|---|---|---|\n", title(table), table.says);
        for key in table.keys {
            let _ = writeln!(page, "| {} | {} | {} |", name(key), holds(&key.kind), key.says);
        }
    }
    expect_file!["../../../../../docs/reference/agreement-keys.md"].assert_eq(&page);
}

/// The first block of the page is the five-line sample.
#[test]
fn the_smallest_agreement_of_the_page_is_the_sample() {
    let page = include_str!("../../../../../docs/reference/agreement.md");
    let block = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let sample: Vec<&str> = super::sample("two").lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(block.lines().collect::<Vec<_>>(), sample);
    assert_eq!(sample.len(), 5);
}

/// What the page says holds where nothing is written is what its tables of keys say too.
#[test]
fn every_reason_and_stage_that_holds_by_default_is_on_the_page() {
    let page = include_str!("../../../../../docs/reference/agreement.md");
    let agreement = entente_core::agreement::read::read(super::sample("two")).agreement.unwrap();
    let handoff = agreement.handoff.unwrap();
    let reasons = handoff.reject.names().chain(handoff.disqualify.iter().map(|name| name.as_str()));
    for word in reasons.chain(agreement.stages.names()) {
        assert!(page.contains(&format!("`{word}`")), "{word} holds by default and is not on the page");
    }
}

/// Every table from this one on, each once, in the order in which they are met.
fn gather(table: &'static Table, tables: &mut Vec<&'static Table>) {
    if tables.iter().any(|known| known.name == table.name) {
        return;
    }
    tables.push(table);
    table.keys.iter().for_each(|key| gather_kind(&key.kind, tables));
}

fn gather_kind(kind: &'static Kind, tables: &mut Vec<&'static Table>) {
    match kind {
        Kind::Table(table) => gather(table, tables),
        Kind::Shapes(shapes) => shapes.iter().for_each(|table| gather(table, tables)),
        Kind::Map(of) | Kind::List(of) => gather_kind(of, tables),
        Kind::Either(kinds) => kinds.iter().for_each(|kind| gather_kind(kind, tables)),
        _ => {}
    }
}

fn title(table: &Table) -> String {
    let mut letters = table.name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn name(key: &Key) -> String {
    if key.required { format!("**`{}`**", key.name) } else { format!("`{}`", key.name) }
}

/// What may stand behind a key, in a few words.
fn holds(kind: &Kind) -> String {
    let all = |kinds: &[Kind]| kinds.iter().map(holds).collect::<Vec<_>>().join(" or ");
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Name => "name".to_owned(),
        Kind::Names => "list of names".to_owned(),
        Kind::Texts => "list of texts".to_owned(),
        Kind::Bool => "`true` or `false`".to_owned(),
        Kind::Whole(least, most) if least == most => format!("`{least}`"),
        Kind::Whole(least, most) => format!("{least} to {most}"),
        Kind::Number => "number".to_owned(),
        Kind::Share => "share, `5%`".to_owned(),
        Kind::Span => "length of time, `30d`".to_owned(),
        Kind::Target => "time to be kept, `4 business hours`".to_owned(),
        Kind::Condition => "condition".to_owned(),
        Kind::Instant => "instant, `2026-03-06T16:30+01:00`".to_owned(),
        Kind::TimeOfDay => "time of day, `\"10:00\"`".to_owned(),
        Kind::Zone => "IANA zone".to_owned(),
        Kind::Mail => "mail address".to_owned(),
        Kind::Hours => "hours, `\"09:00-12:30\"`".to_owned(),
        Kind::Value => "value".to_owned(),
        Kind::Word(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Kind::Table(table) => table.name.to_owned(),
        Kind::Shapes(shapes) => shapes.iter().map(|table| table.name).collect::<Vec<_>>().join(" or "),
        Kind::Map(of) => format!("names, each with {}", holds(of)),
        Kind::List(of) => format!("list of {}", holds(of)),
        Kind::Either(kinds) => all(kinds),
    }
}
