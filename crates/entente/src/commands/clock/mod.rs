//! `entente clock`: when something is due and how much business time has passed, with the intervals that counted.

mod answer;
mod batch;
mod file;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::process::ExitCode;

use entente_core::agreement::model::Target;
use entente_core::agreement::read;
use entente_core::calendar::{Calendar, Pause, counted_wall};
use entente_core::time::{Instant, Span};

use answer::{Answer, Found};
use file::{Calendars, Refusal};

/// What `entente clock` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    question: Option<Question>,
    /// An agreement, or a file with only its `calendars` section
    #[arg(long, value_name = "FILE", global = true)]
    calendar: Option<PathBuf>,
    /// Which calendar of the file; not needed where there is only one
    #[arg(long, global = true)]
    name: Option<String>,
    /// Show the intervals that counted, one per line
    #[arg(long, global = true)]
    explain: bool,
    /// Answer as one JSON object
    #[arg(long, global = true)]
    json: bool,
    /// Answer every row of a CSV file with the columns calendar,start,end,target_seconds: the same rows come back
    /// with business_seconds (start to end) and due
    #[arg(long, value_name = "FILE.csv", global = true, conflicts_with_all = ["name", "explain", "json"])]
    batch: Option<PathBuf>,
}

#[derive(clap::Subcommand, Debug)]
enum Question {
    /// When a target that starts at an instant is used up
    Due {
        /// When it starts: an instant with its offset, like 2026-03-06T16:30-05:00
        #[arg(long, value_parser = Instant::parse)]
        start: Option<Instant>,
        /// How long it may take: 90m, 4 business hours, 2 business days, 1 calendar day, same day. A length alone
        /// (90m, 4 hours) is open time of the calendar here
        #[arg(long, value_parser = read::target)]
        target: Option<Target>,
        /// Take a length alone as time on the wall, as an agreement does
        #[arg(long)]
        wall: bool,
        /// Time that does not count; may be given several times and may overlap
        #[arg(long = "pause", value_name = "FROM/TO", value_parser = pause)]
        pauses: Vec<Pause>,
    },
    /// How much open time lies between two instants
    Elapsed {
        /// First instant that counts
        #[arg(long, value_parser = Instant::parse)]
        from: Option<Instant>,
        /// First instant that no longer counts
        #[arg(long, value_parser = Instant::parse)]
        to: Option<Instant>,
        /// Time that does not count; may be given several times and may overlap
        #[arg(long = "pause", value_name = "FROM/TO", value_parser = pause)]
        pauses: Vec<Pause>,
    },
}

impl Question {
    fn pauses(&self) -> &[Pause] {
        match self {
            Question::Due { pauses, .. } | Question::Elapsed { pauses, .. } => pauses,
        }
    }
}

/// Runs it: 0 with an answer, 1 for calendars with problems or a row without an answer, 2 for what cannot be asked.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let path = args.calendar.as_deref().ok_or_else(|| {
        anyhow::anyhow!("no calendar: name an agreement, or a file with its calendars section, by --calendar FILE")
    })?;
    let calendars = match Calendars::read(path)? {
        Ok(calendars) => calendars,
        Err(Refusal(lines)) => {
            lines.iter().for_each(|line| eprintln!("{line}"));
            return Ok(ExitCode::FAILURE);
        }
    };
    if let Some(batch) = &args.batch {
        if args.question.as_ref().is_some_and(|question| !question.pauses().is_empty()) {
            anyhow::bail!("a batch takes no --pause: ask for that row by itself");
        }
        return batch::run(batch, &calendars);
    }
    print!("{}", one_answer(args, &calendars)?);
    Ok(ExitCode::SUCCESS)
}

fn one_answer(args: &Args, calendars: &Calendars) -> anyhow::Result<String> {
    let Some(question) = &args.question else {
        anyhow::bail!("nothing asked: ask 'clock due' or 'clock elapsed', or give --batch FILE.csv");
    };
    let answer = answer(question, calendars.choose(args.name.as_deref())?)?;
    Ok(if args.json { format!("{}\n", answer.json(args.explain)) } else { answer.text(args.explain) })
}

fn answer<'a>(question: &Question, calendar: &'a Calendar) -> anyhow::Result<Answer<'a>> {
    let pauses = question.pauses();
    match *question {
        Question::Due { start, target, wall, .. } => {
            let start = needed(start, "--start 2026-03-06T16:30-05:00")?;
            let target = needed(target, "--target \"4 business hours\"")?;
            let target = match target {
                Target::Wall(span) if !wall => Target::Business(span),
                target => target,
            };
            let due = calendar.due(start, target, pauses);
            let counted = due.map(|due| counted(calendar, target, start, due, pauses)).unwrap_or_default();
            Ok(Answer { calendar, found: Found::Due { start, target, due }, counted })
        }
        Question::Elapsed { from, to, .. } => {
            let from = needed(from, "--from 2026-03-06T16:30-05:00")?;
            let to = needed(to, "--to 2026-03-09T09:30-04:00")?;
            let counted: Vec<_> = calendar.counted(from, to, pauses).collect();
            let elapsed = calendar.elapsed(from, to, pauses);
            Ok(Answer { calendar, found: Found::Elapsed { from, to, elapsed }, counted })
        }
    }
}

/// What was used up from `start` to `due`: open time where the target is in open time or days, else wall time.
fn counted(
    calendar: &Calendar,
    target: Target,
    start: Instant,
    due: Instant,
    pauses: &[Pause],
) -> Vec<(Instant, Instant)> {
    match target {
        Target::Business(_) | Target::BusinessDays(_) => calendar.counted(start, due, pauses).collect(),
        Target::Wall(_) | Target::CalendarDays(_) => counted_wall(start, due, pauses).collect(),
    }
}

fn needed<T>(given: Option<T>, like: &str) -> anyhow::Result<T> {
    given.ok_or_else(|| anyhow::anyhow!("something is missing: give it like {like}"))
}

/// `FROM/TO`, each an instant with its offset.
fn pause(text: &str) -> Result<Pause, String> {
    let (from, to) = text
        .split_once('/')
        .ok_or_else(|| format!("'{text}' is not a pause: write it FROM/TO, each like 2026-03-06T16:30-05:00"))?;
    let pause = Pause { from: Instant::parse(from)?, to: Instant::parse(to)? };
    if pause.to - pause.from < Span::ZERO {
        return Err(format!("'{text}' ends before it begins: write it FROM/TO"));
    }
    Ok(pause)
}
