//! The summary of an import: one line per file whose numbers add up, what was odd, and what to do next.

use entente_connect::csv::map::Mapping;
use entente_core::fact::{NewAbout, NewFact};
use entente_core::time::Precision;
use serde_json::json;

use super::deliver::Sink;
use super::{Args, Imported};

/// Prints the summary.
pub(super) fn summary(args: &Args, mapping: &Mapping, files: &[Imported], sink: &Sink) -> anyhow::Result<()> {
    if args.json {
        println!("{}", serde_json::to_string_pretty(&as_json(args, mapping, files, sink))?);
        return Ok(());
    }
    table(files);
    println!();
    for file in files {
        println!("{}: {}, {} between cells", file.name, file.encoding, delimiter(file.delimiter));
        file.tally.notes.iter().for_each(|(note, times)| println!("  {} × {note}", grouped(*times)));
    }
    if args.dry_run {
        println!("\nA sample of the facts:");
        sink.sample().iter().for_each(|fact| println!("  {}", as_line(fact)));
    }
    verdict(args, files);
    Ok(())
}

fn table(files: &[Imported]) {
    let width = files.iter().map(|file| file.name.chars().count()).max().unwrap_or(0).max(5);
    println!(
        "{:width$} {:>10} {:>10} {:>9} {:>10} {:>9} {:>10}",
        "file", "rows", "with facts", "left out", "duplicates", "rejected", "facts"
    );
    let mut sums = [0; 6];
    for file in files {
        let tally = &file.tally;
        let row = [tally.rows, tally.with_facts, tally.skipped, tally.duplicates, tally.rejected, tally.facts_given()];
        sums.iter_mut().zip(row).for_each(|(sum, count)| *sum += count);
        line(&file.name, width, row);
    }
    if files.len() > 1 {
        line("all", width, sums);
    }
}

fn line(name: &str, width: usize, numbers: [u64; 6]) {
    let [rows, with_facts, skipped, duplicates, rejected, facts] = numbers.map(grouped);
    println!("{name:width$} {rows:>10} {with_facts:>10} {skipped:>9} {duplicates:>10} {rejected:>9} {facts:>10}");
}

fn verdict(args: &Args, files: &[Imported]) {
    let sum = |of: &dyn Fn(&Imported) -> u64| files.iter().map(of).sum::<u64>();
    let (new, known, rejected) = (sum(&|file| file.new), sum(&|file| file.known), sum(&|file| file.tally.rejected));
    println!();
    if args.dry_run {
        println!("This was a dry run: {} would be told, nothing was written.", count(new + known, "fact"));
    } else {
        println!("{}, {} already known, in {}.", count_new(new), grouped(known), args.into.display());
    }
    if rejected == 0 {
        return;
    }
    println!("\n{} REJECTED and not imported:", count(rejected, "row").to_uppercase());
    for file in files.iter().filter(|file| file.tally.rejected > 0) {
        file.first_rejects.iter().for_each(|(line, reason)| println!("  {}:{line} {reason}", file.name));
        let more = file.tally.rejected - file.first_rejects.len() as u64;
        if more > 0 {
            println!("  {}: {} more", file.name, grouped(more));
        }
        match &file.rejects {
            Some(path) => println!("  all of them are in {}", path.display()),
            None => println!("  '--rejects FILE' writes all of them"),
        }
    }
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
                "rejects": file.rejects, "first_rejects": file.first_rejects,
            })
        })
        .collect();
    json!({ "source": mapping.source, "dry_run": args.dry_run, "files": files, "sample": sink.sample() })
}

fn count_new(new: u64) -> String {
    format!("{} new {}", grouped(new), if new == 1 { "fact" } else { "facts" })
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
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
