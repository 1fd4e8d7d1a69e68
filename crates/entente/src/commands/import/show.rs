//! The summary of an import: one line per file whose numbers add up, what was odd, and what to do next.

use entente_connect::csv::map::Mapping;
use entente_core::fact::{NewAbout, NewFact};
use entente_core::time::Precision;
use serde_json::json;

use super::deliver::Sink;
use super::{Args, Imported};

/// The summary as text, or in JSON.
pub(super) fn summary(args: &Args, mapping: &Mapping, files: &[Imported], sink: &Sink) -> anyhow::Result<String> {
    if args.json {
        return Ok(serde_json::to_string_pretty(&as_json(args, mapping, files, sink))? + "\n");
    }
    let mut text = table(files) + "\n";
    for file in files {
        text += &format!("{}: {}, {} between cells\n", file.name, file.encoding, delimiter(file.delimiter));
        for (note, times) in &file.tally.notes {
            text += &format!("  {} × {note}\n", grouped(*times));
        }
    }
    if args.dry_run {
        text += "\nA sample of the facts:\n";
        sink.sample().for_each(|fact| text += &format!("  {}\n", as_line(fact)));
    }
    Ok(text + "\n" + &verdict(args, files) + &rejected(files))
}

/// One line per file, and their sums.
fn table(files: &[Imported]) -> String {
    let width = files.iter().map(|file| file.name.chars().count()).max().unwrap_or(0).max(5);
    let line = |name: &str, cells: [String; 6]| {
        let [rows, with_facts, left_out, duplicates, rejected, facts] = cells;
        format!("{name:width$} {rows:>10} {with_facts:>10} {left_out:>9} {duplicates:>10} {rejected:>9} {facts:>10}\n")
    };
    let heads = ["rows", "with facts", "left out", "duplicates", "rejected", "facts"];
    let mut text = line("file", heads.map(str::to_owned));
    let mut sums = [0; 6];
    for file in files {
        let tally = &file.tally;
        let row = [tally.rows, tally.with_facts, tally.skipped, tally.duplicates, tally.rejected, tally.facts_given()];
        sums.iter_mut().zip(row).for_each(|(sum, count)| *sum += count);
        text += &line(&file.name, row.map(grouped));
    }
    if files.len() > 1 {
        text += &line("all", sums.map(grouped));
    }
    text
}

/// What is in the log now.
fn verdict(args: &Args, files: &[Imported]) -> String {
    let new: u64 = files.iter().map(|file| file.new).sum();
    let known: u64 = files.iter().map(|file| file.known).sum();
    if args.dry_run {
        return format!("This was a dry run: {} would be told, nothing was written.\n", count(new + known, "fact"));
    }
    let noun = if new == 1 { "fact" } else { "facts" };
    format!("{} new {noun}, {} already known, in {}.\n", grouped(new), grouped(known), args.into.display())
}

/// The rows that could not be used: the first few, and where all of them are.
fn rejected(files: &[Imported]) -> String {
    let all: u64 = files.iter().map(|file| file.tally.rejected).sum();
    if all == 0 {
        return String::new();
    }
    let mut text = format!("\n{} REJECTED and not imported:\n", count(all, "row").to_uppercase());
    for file in files.iter().filter(|file| file.tally.rejected > 0) {
        for (line, reason) in &file.kept.first {
            text += &format!("  {}:{line} {reason}\n", file.name);
        }
        let more = file.tally.rejected.saturating_sub(file.kept.first.len() as u64);
        if more > 0 {
            text += &format!("  {}: {} more\n", file.name, grouped(more));
        }
        text += &match &file.kept.path {
            Some(path) => format!("  all of them are in {}\n", path.display()),
            None => "  '--rejects FILE' writes all of them\n".to_owned(),
        };
    }
    text
}

fn delimiter(letter: char) -> String {
    if letter == '\t' { "tabs".to_owned() } else { format!("'{letter}'") }
}

/// `2022-01-01T00:00:00Z (day)  record:crm:7  by ana  touched {"channel":"call"}`
fn as_line(fact: &NewFact) -> String {
    let about = match &fact.about {
        NewAbout::Lead { keys, .. } => keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        NewAbout::Account(key) => format!("account {key}"),
        NewAbout::Person(person) => person.to_string(),
        NewAbout::Request(request) => format!("request {request}"),
        NewAbout::Parties => "both parties".to_owned(),
    };
    let precision = match fact.precision {
        Precision::Second => "",
        Precision::Minute => " (minute)",
        Precision::Day => " (day)",
    };
    let by = fact.by.as_ref().map(|by| format!("  by {by}")).unwrap_or_default();
    let mut what = serde_json::to_value(&fact.what).unwrap_or_default();
    let kind = what.as_object_mut().and_then(|what| what.remove("fact")).unwrap_or_default();
    format!("{}{precision}  {about}{by}  {} {what}", fact.at, kind.as_str().unwrap_or_default())
}

fn as_json(args: &Args, mapping: &Mapping, files: &[Imported], sink: &Sink) -> serde_json::Value {
    let files: Vec<_> = files
        .iter()
        .map(|file| {
            json!({
                "file": file.name, "entry": file.entry, "encoding": file.encoding, "delimiter": file.delimiter,
                "rows": file.tally.rows, "with_facts": file.tally.with_facts, "left_out": file.tally.skipped,
                "duplicates": file.tally.duplicates, "rejected": file.tally.rejected, "adds_up": file.tally.adds_up(),
                "facts": file.tally.facts, "new": file.new, "known": file.known, "notes": file.tally.notes,
                "rejects": file.kept.path, "first_rejects": file.kept.first,
            })
        })
        .collect();
    json!({ "source": mapping.source, "dry_run": args.dry_run, "files": files, "sample": sink.sample().collect::<Vec<_>>() })
}

/// `1 row`, `2,192 rows`.
pub(super) fn count(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// Digits in groups of three.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
