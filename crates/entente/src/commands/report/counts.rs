//! `entente report counts`: how many leads came to a moment in each period.

use entente_history::Moments;
use entente_history::report::{Counts, counts};

use super::number::grouped;
use super::table::Table;
use super::{Common, Period, basis};

/// What it takes.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// What is counted: created, handed_off, opportunity_won, a stage, a signal
    #[arg(long, value_name = "MOMENT")]
    moment: String,
    /// The length of a period
    #[arg(long, value_name = "PERIOD", default_value = "month")]
    per: Period,
    /// Split by a field, or by source, owner, team, grade or level
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// Runs it.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let opened = super::open(&args.common)?;
    let moment = Moments::of(opened.history.agreement()).parse(&args.moment).map_err(anyhow::Error::msg)?;
    let by = super::dimension(&opened, args.by.as_deref())?;
    let counts = counts(&opened.history, &moment, args.per.into(), by.as_ref(), &opened.zone);
    super::print(&args.common, "counts", &counts, || text(&counts, args.by.as_deref()))
}

fn text(counts: &Counts, by: Option<&str>) -> String {
    let ground = basis::text(&counts.basis, &format!("leads that came to {}", counts.moment));
    if counts.rows.is_empty() {
        return format!("No lead came to {} yet.\n", counts.moment) + &ground;
    }
    let mut table = Table::new().words("period");
    table = if let Some(by) = by { table.words(by) } else { table };
    table = table.figures(&counts.moment);
    for row in &counts.rows {
        let group = by.map(|_| row.group.clone().unwrap_or_default());
        table.row(std::iter::once(row.period.clone()).chain(group).chain([grouped(row.n)]));
    }
    let blank = by.map(|_| String::new());
    table.row(std::iter::once("all".to_owned()).chain(blank).chain([grouped(counts.total)]));
    table.text() + &ground
}
