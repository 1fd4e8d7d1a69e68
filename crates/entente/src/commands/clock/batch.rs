//! Many questions at once: a CSV file in, the same rows with their answers out.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use csv::StringRecord;
use entente_core::agreement::model::Target;
use entente_core::time::{Instant, Span};

use super::file::Calendars;

const ANSWERS: [&str; 2] = ["business_seconds", "due"];

/// Where the four questions of a row stand.
struct Columns {
    calendar: usize,
    start: usize,
    end: usize,
    target_seconds: usize,
}

/// Answers every row of `path` on standard output, in order; a row that cannot be answered comes back with empty
/// answers, and a line on standard error says where and why.
pub(super) fn run(path: &Path, calendars: &Calendars) -> anyhow::Result<ExitCode> {
    let shown = path.display();
    let file = File::open(path).with_context(|| format!("cannot read {shown}"))?;
    let out = BufWriter::new(std::io::stdout().lock());
    let problems = answer_all(file, calendars, out).with_context(|| format!("{shown}"))?;
    problems.iter().for_each(|problem| eprintln!("{shown}:{problem}"));
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes the answers and gives the problems, one line each: `LINE: what is wrong`.
pub(super) fn answer_all(rows: impl Read, calendars: &Calendars, out: impl Write) -> anyhow::Result<Vec<String>> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(rows);
    let header = rows.headers()?.clone();
    let columns = Columns::of(&header)?;
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(out);
    out.write_record(header.iter().chain(ANSWERS))?;
    let mut problems = Vec::new();
    let mut row = StringRecord::new();
    while rows.read_record(&mut row)? {
        let answers = columns.answer(&row, calendars).unwrap_or_else(|problem| {
            let line = row.position().map_or(0, csv::Position::line);
            problems.push(format!("{line}: {problem}"));
            Default::default()
        });
        // A short row is filled up, so that its answers stand in their columns.
        let missing = std::iter::repeat_n("", header.len().saturating_sub(row.len()));
        out.write_record(row.iter().chain(missing).chain(answers.iter().map(String::as_str)))?;
    }
    out.flush()?;
    Ok(problems)
}

impl Columns {
    fn of(header: &StringRecord) -> anyhow::Result<Columns> {
        let column = |name: &str| {
            header.iter().position(|column| column.trim() == name).with_context(|| {
                format!("no column '{name}': the first row must name calendar, start, end and target_seconds")
            })
        };
        Ok(Columns {
            calendar: column("calendar")?,
            start: column("start")?,
            end: column("end")?,
            target_seconds: column("target_seconds")?,
        })
    }

    /// Open seconds from start to end, and the due instant in UTC; empty where it never comes.
    fn answer(&self, row: &StringRecord, calendars: &Calendars) -> Result<[String; 2], String> {
        let cell = |column: usize| row.get(column).map(str::trim).unwrap_or_default();
        let calendar = calendars.get(cell(self.calendar))?;
        let (start, end) = (Instant::parse(cell(self.start))?, Instant::parse(cell(self.end))?);
        let seconds = cell(self.target_seconds);
        let target: i64 = seconds
            .parse()
            .ok()
            .filter(|seconds| *seconds >= 0)
            .ok_or_else(|| format!("'{seconds}' is not a target: write it in whole seconds, 0 or more"))?;
        let due = calendar.due(start, Target::Business(Span::from_seconds(target)), &[]);
        let elapsed = calendar.elapsed(start, end, &[]).as_seconds();
        Ok([elapsed.to_string(), due.map(|due| due.to_string()).unwrap_or_default()])
    }
}
