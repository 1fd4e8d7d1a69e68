//! `entente report sla`: each promise with its clocks, then those that count, both parties' alike.

use entente_core::agreement::model::PartyKind;
use entente_core::decision::PaceState;
use entente_core::lang;
use entente_history::report::{Counted, Counting, Promise, PromiseRow, Sla, Standing, sla};

use super::number::{grouped, rounded, share_only};
use super::table::Table;
use super::{Common, basis};

/// What it takes.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Split by owner, team, source, grade, level or a field
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// Runs it.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let opened = super::open(&args.common)?;
    let by = super::dimension(&opened, args.by.as_deref())?;
    let sla = sla(&opened.history, Some(&opened.plan), by.as_ref(), &opened.zone);
    super::print(&args.common, "sla", &sla, || {
        let clocks = match (sla.promises.is_empty(), sla.basis.n) {
            (true, _) => "The agreement promises nothing with a clock.\n".to_owned(),
            (false, 0) => {
                "No clock has started yet: hand leads over, or decide the log with `entente run`.\n".to_owned()
            }
            (false, _) => text(&sla, args.by.as_deref()),
        };
        clocks + &counted(&sla) + &basis::text(&sla.basis, "clocks")
    })
}

fn text(sla: &Sla, by: Option<&str>) -> String {
    sla.promises.iter().map(|promise| one(promise, by) + "\n").collect::<String>().trim_end().to_owned() + "\n"
}

fn one(promise: &Promise, by: Option<&str>) -> String {
    let party = match promise.party {
        PartyKind::Marketing => "Marketing",
        PartyKind::Sales => "Sales",
    };
    let says = if promise.says.is_empty() { &promise.commitment } else { &promise.says };
    let mut table = Table::new().words(by.unwrap_or(""));
    for head in ["started", "met", "late", "missed", "overdue", "running", "cancelled", "cannot tell", "waived"] {
        table = table.figures(head);
    }
    table = table.figures("kept").words("");
    for row in promise.rows.iter().chain(std::iter::once(&promise.all)) {
        table.row(cells(row));
    }
    format!("{party}: {says} ({}, {} promised)\n{}", promise.commitment, promise.promised, table.text())
}

fn cells(row: &PromiseRow) -> Vec<String> {
    let mut cells = vec![row.group.clone().unwrap_or_else(|| "all".to_owned())];
    let counts = [row.started, row.met, row.met_late, row.missed, row.overdue, row.running, row.cancelled];
    cells.extend(counts.iter().chain(&[row.cannot_tell, row.waived]).map(|n| grouped(*n)));
    cells.push(row.kept.as_ref().map_or_else(String::new, share_only));
    cells.push(standing(row.standing).to_owned());
    cells
}

/// The promises that count, each in the period before and in the one at hand.
fn counted(sla: &Sla) -> String {
    let mut amounts = Table::new().words("counted").words("period");
    for head in ["promised", "gross", "taken back", "net", "pending", "by now", "a day needed", "forecast"] {
        amounts = amounts.figures(head);
    }
    let mut amounts = amounts.words("");
    let meetings = Table::new().words("meetings").words("period").figures("promised").figures("held");
    let mut meetings = meetings.figures("by now").figures("in the period").words("");
    let mut has_meetings = false;
    let shares = Table::new().words("share").words("period").figures("promised").figures("kept").figures("of");
    let mut shares = shares.figures("too young").words("");
    let (mut has_amounts, mut has_shares) = (false, false);
    for row in &sla.counted {
        let mut cells = vec![row.commitment.clone(), row.period.clone(), row.promised.clone()];
        match &row.counted {
            Counted::Amount {
                gross, taken_back, net, pending, expected, required_per_day, forecast, state, ..
            } => {
                cells.extend([gross, taken_back, net, pending].map(|figure| lang::grouped(*figure)));
                cells.extend([
                    rounded(*expected, 1),
                    required_per_day.map_or_else(String::new, |a_day| rounded(a_day, 1)),
                ]);
                cells.push(
                    forecast.filter(|_| !row.is_over).map_or_else(String::new, |(low, high)| format!("{low}–{high}")),
                );
                cells.push(state_says(*state).to_owned());
                amounts.row(cells);
                has_amounts = true;
            }
            Counted::Share { rate, immature, standing: stands } => {
                cells.extend([share_only(rate), grouped(rate.of), grouped(*immature), standing(*stands).to_owned()]);
                shares.row(cells);
                has_shares = true;
            }
            Counted::Meetings { held, past, all, state } => {
                cells.extend([grouped(*held), grouped(*past), grouped(*all), state_says(*state).to_owned()]);
                meetings.row(cells);
                has_meetings = true;
            }
            Counted::NotCounted => {}
        }
    }
    let table = |has: bool, table: &Table| if has { format!("\n{}", table.text()) } else { String::new() };
    let portions: String = sla.counted.iter().filter_map(portion).collect();
    let portions = if portions.is_empty() { portions } else { format!("\n{portions}") };
    table(has_amounts, &amounts) + &table(has_shares, &shares) + &table(has_meetings, &meetings) + &portions
}

/// Why the first period of a promise asks for less than it says; nothing of periods before the promise.
fn portion(row: &Counting) -> Option<String> {
    let portion = row.portion.filter(|_| row.counted != Counted::NotCounted)?;
    let Counting { commitment, period, .. } = row;
    let (since, days, of) = (portion.since, portion.days, portion.of);
    Some(format!(
        "{commitment} is in force since {since}: {period} counts from then on, {days} of its {of} open days.\n"
    ))
}

/// How a period goes against its target, in a word.
pub(in crate::commands) fn state_says(state: PaceState) -> &'static str {
    match state {
        PaceState::Ahead => "ahead",
        PaceState::OnPace => "on pace",
        PaceState::Behind => "behind",
        PaceState::OutOfReach => "out of reach",
        PaceState::Met => "met",
        PaceState::Missed => "missed",
    }
}

/// How a share stands against its promise, in words about the promise and about no person.
pub(in crate::commands) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::NothingYet => "nothing judged yet",
        Standing::Kept => "as promised",
        Standing::Unclear => "below, within chance",
        Standing::Below => "below the promise",
    }
}
