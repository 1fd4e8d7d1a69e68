//! The summary of an import: one line per file whose numbers add up, what was odd, and what to do next.

use entente_connect::csv::map::Mapping;
use entente_connect::csv::sheet::Form;
use entente_core::fact::{NewAbout, NewFact};
use entente_core::time::Precision;
use entente_desk::import::Because;
use serde_json::json;

use super::sample::Sample;
use super::{Args, Imported};
use crate::commands::report::number::{count, grouped};
use crate::when::Local;
use crate::words;

/// The summary as text, or in JSON.
pub(super) fn summary(args: &Args, mapping: &Mapping, files: &[Imported], sample: &Sample) -> anyhow::Result<String> {
    if args.json {
        return Ok(serde_json::to_string_pretty(&as_json(args, mapping, files, sample))? + "\n");
    }
    let mut text = table(files) + "\n";
    for file in files {
        text += &format!("{}: {}\n", file.name, file.form);
        for (note, times) in &file.passed.tally.notes {
            text += &format!("  {} × {note}\n", grouped(*times));
        }
    }
    if sample.facts().next().is_some() {
        text += "\nA sample of the facts:\n";
        sample.facts().for_each(|fact| text += &format!("  {}\n", as_line(fact)));
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
        let tally = &file.passed.tally;
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
    let new: u64 = files.iter().map(|file| file.passed.new).sum();
    let known: u64 = files.iter().map(|file| file.passed.known).sum();
    let noun = if new == 1 { "fact" } else { "facts" };
    let (new, known, folder) = (grouped(new), grouped(known), &args.workspace.place);
    let mut text = if args.dry_run {
        format!("This was a dry run: {new} new {noun}, {known} already known; nothing was written to {folder}.\n")
    } else {
        format!("{new} new {noun}, {known} already known, in {folder}.\n")
    };
    let follow = files.iter().map(|file| file.passed.follow).sum();
    if follow > 0 {
        text += &format!("{} more from them: leads first heard of, accounts joined.\n", count(follow, "fact"));
    }
    text + &ahead(files)
}

/// A warning where facts lie ahead of now, which is rarely meant.
fn ahead(files: &[Imported]) -> String {
    let ahead = files.iter().filter(|file| file.passed.ahead > 0);
    let ahead = ahead.map(|file| {
        let (facts, verb) = if file.passed.ahead == 1 {
            ("1 fact".to_owned(), "lies")
        } else {
            (count(file.passed.ahead, "fact"), "lie")
        };
        format!(
            "WARNING: {facts} of {} {verb} ahead of now and wait, undecided, until then: look at the dates.\n",
            file.name
        )
    });
    ahead.collect()
}

/// The rows that could not be used: the first few, and where all of them are.
fn rejected(files: &[Imported]) -> String {
    let all: u64 = files.iter().map(|file| file.passed.tally.rejected).sum();
    if all == 0 {
        return String::new();
    }
    let mut text = format!("\n{} REJECTED and not imported:\n", count(all, "row").to_uppercase());
    for file in files.iter().filter(|file| file.passed.tally.rejected > 0) {
        for Because { line, reason, .. } in &file.passed.rejects.first {
            text += &format!("  {}:{line} {reason}\n", file.name);
        }
        let more = file.passed.tally.rejected.saturating_sub(file.passed.rejects.first.len() as u64);
        if more > 0 {
            text += &format!("  {}: {} more\n", file.name, grouped(more));
        }
        text += &match &file.passed.rejects.path {
            Some(path) => format!("  all of them are in {}\n", path.display()),
            None => "  '--rejects FILE' writes all of them\n".to_owned(),
        };
    }
    text
}

/// `2022-01-01T00:00:00Z (to the day)  record:crm:7  called, not reached, by ana`
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
        Precision::Minute => " (to the minute)",
        Precision::Day => " (to the day)",
    };
    let by = fact.by.as_ref().map(|by| format!(", by {by}")).unwrap_or_default();
    format!("{}{precision}  {about}  {}{by}", fact.at, words::what(&fact.what, &Local::utc()))
}

fn as_json(args: &Args, mapping: &Mapping, files: &[Imported], sample: &Sample) -> serde_json::Value {
    let files: Vec<_> = files
        .iter()
        .map(|file| {
            let (encoding, delimiter, sheet) = match &file.form {
                Form::Text { encoding, delimiter } => (Some(encoding.to_string()), Some(*delimiter), None),
                Form::Workbook { sheet, .. } => (None, None, Some(sheet.as_str())),
            };
            let rejects = file.passed.rejects.first.iter().map(|told| (told.line, &told.reason));
            json!({
                "file": file.name, "entry": file.entry, "encoding": encoding, "delimiter": delimiter, "sheet": sheet,
                "rows": file.passed.tally.rows, "with_facts": file.passed.tally.with_facts, "left_out": file.passed.tally.skipped,
                "duplicates": file.passed.tally.duplicates, "rejected": file.passed.tally.rejected, "adds_up": file.passed.tally.adds_up(),
                "facts": file.passed.tally.facts, "new": file.passed.new, "known": file.passed.known, "follow": file.passed.follow, "ahead": file.passed.ahead, "notes": file.passed.tally.notes,
                "rejects": file.passed.rejects.path, "first_rejects": rejects.collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({ "source": mapping.source, "dry_run": args.dry_run, "files": files, "sample": sample.facts().collect::<Vec<_>>() })
}
