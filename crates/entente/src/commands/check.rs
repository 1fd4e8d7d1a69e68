//! `entente check`: every problem of an agreement at once, with its line under it, and then its worked examples.

mod show;
mod worked;

#[cfg(test)]
mod tests;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use entente_core::agreement::read::read;
use entente_core::problem::{Place, Problem, Reason, Weight};

use super::text;

/// What `entente check` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The agreement; `-` reads standard input.
    file: PathBuf,
    /// Print JSON instead of lines.
    #[arg(long)]
    json: bool,
}

/// Runs it. Exit code 1 where there is an error, 0 where there is none or only advice.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let bytes = text::bytes(&args.file)?;
    let (source, report) = match String::from_utf8(bytes) {
        Ok(source) => {
            let report = check(&source);
            (source, report)
        }
        Err(error) => (String::new(), not_utf8(error.as_bytes(), error.utf8_error().valid_up_to())),
    };
    let name = args.file.display().to_string();
    if args.json {
        println!("{}", serde_json::to_string_pretty(&show::as_json(&name, &report))?);
    } else {
        let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        print!("{}", show::as_text(&name, &source, &report, colour));
    }
    Ok(if report.errors() > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What a check found.
#[derive(Debug)]
struct Report {
    /// Every problem, in the order of the text.
    problems: Vec<Problem>,
    /// How many worked examples were run; none where errors kept them from running.
    examples: Option<usize>,
}

impl Report {
    fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.weight == Weight::Error).count()
    }
}

fn check(source: &str) -> Report {
    let read = read(source);
    let mut problems = read.problems;
    let examples = read.agreement.map(|agreement| {
        problems.extend(worked::mismatches(source, &agreement));
        agreement.examples.len()
    });
    problems.sort_by_key(|problem| problem.place);
    Report { problems, examples }
}

/// A file that is not text as YAML is written today; points at its first wrong byte.
fn not_utf8(bytes: &[u8], valid_up_to: usize) -> Report {
    let sound = String::from_utf8_lossy(&bytes[..valid_up_to]);
    let line = sound.matches('\n').count() + 1;
    let column = sound.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let place =
        Place { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) };
    let problem = Problem {
        reason: Reason::Syntax,
        weight: Weight::Error,
        place,
        clause: String::new(),
        what: "the file is not UTF-8 text".to_owned(),
        remedy: "Save it as UTF-8 in your editor".to_owned(),
    };
    Report { problems: vec![problem], examples: None }
}
