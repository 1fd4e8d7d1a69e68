//! `entente statement`: both parties' promises on one page, side by side, with what is at risk.

mod card;
mod layout;
mod risk;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use entente_core::agreement::clauses::clauses;
use entente_core::agreement::model::PartyKind;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_history::report::{Counting, Promise, sla};
use entente_store::Place;
use serde::Serialize;

use super::report::{Opened, basis};
use super::workspace::Workspace;
use card::Card;

/// What `entente statement` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// As of which instant: 2026-03-06T16:30+01:00, or a date, which is its first instant in UTC [default: now]
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,
    /// The language it is said in: `en` or `ko`
    #[arg(long, default_value = "en")]
    lang: Lang,
    #[command(flatten)]
    workspace: Workspace,
    /// Read the log by this agreement instead of the one in force
    #[arg(long, value_name = "FILE")]
    agreement: Option<PathBuf>,
    /// How many columns the page has; both parties stand side by side from 100 on [default: COLUMNS, else 100]
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    /// The statement of the log in `folder` as of an instant, in English, as wide as the terminal.
    pub(crate) fn of(folder: &Path, as_of: Instant) -> Args {
        let (place, as_of) = (Place::from(folder), Some(as_of.to_string()));
        Args { as_of, lang: Lang::En, workspace: Workspace { place }, agreement: None, width: None, json: false }
    }
}

/// Both parties' promises as figures.
#[derive(Serialize)]
struct Statement<'a> {
    report: &'static str,
    title: &'a str,
    with_clocks: &'a [Promise],
    counted: &'a [Counting],
}

/// Narrower than this, no line would hold a figure.
const NARROWEST: usize = 40;

/// The width that the shell tells, where it does.
fn terminal_width() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.parse().ok()
}

/// The width from which both parties stand side by side.
const SIDE_BY_SIDE: usize = 100;

/// Runs it.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let opened = Opened::new(&args.workspace.place, args.agreement.as_deref(), args.as_of.as_deref(), None)?;
    let sla = sla(&opened.history, Some(&opened.plan), None, &opened.zone);
    let agreement = opened.history.agreement();
    if args.json {
        let title = &agreement.title;
        let statement = Statement { report: "statement", title, with_clocks: &sla.promises, counted: &sla.counted };
        println!("{}", serde_json::to_string_pretty(&statement)?);
        return Ok(ExitCode::SUCCESS);
    }
    let numbers = clauses(agreement);
    let number = |id: &str| {
        let clause = numbers.iter().find(|clause| clause.id.0 == id);
        clause.map_or_else(|| id.to_owned(), |clause| format!("§{}", clause.number))
    };
    let cards = card::cards(args.lang, &sla.promises, &sla.counted, &number);
    let width = args.width.or_else(terminal_width).unwrap_or(SIDE_BY_SIDE).max(NARROWEST);
    print!("{}", page(args.lang, &opened, &cards, width));
    print!("{}", risk::text(args.lang, &sla.promises, &sla.counted, &number));
    print!(
        "{}",
        match args.lang {
            Lang::En => basis::text(&sla.basis, "clocks"),
            Lang::Ko => basis::korean(&sla.basis),
        }
    );
    Ok(ExitCode::SUCCESS)
}

fn page(lang: Lang, opened: &Opened, cards: &[Card], width: usize) -> String {
    let agreement = opened.history.agreement();
    let column = |party: PartyKind| {
        let name = match party {
            PartyKind::Marketing => &agreement.parties.marketing.name,
            PartyKind::Sales => &agreement.parties.sales.name,
        };
        let cards: Vec<&Card> = cards.iter().filter(|card| card.party == party).collect();
        layout::Column { head: words::promises_of(lang, name), cards, empty: words::nothing(lang) }
    };
    let columns = [column(PartyKind::Marketing), column(PartyKind::Sales)];
    let title = format!("{}\n{}\n\n", agreement.title, "═".repeat(super::report::table::places(&agreement.title)));
    title + &if width >= SIDE_BY_SIDE { layout::beside(&columns, width) } else { layout::stacked(&columns, width) }
}
