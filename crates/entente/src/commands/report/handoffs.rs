//! `entente report handoffs`: one table a way to split them.

use entente_history::report::{HandoffRow, HandoffSection, Handoffs, handoffs};

use super::number::{grouped, share_only};
use super::table::Table;
use super::{Common, Period, basis};

/// What it takes.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Split by a field, too
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// The length of a period
    #[arg(long, value_name = "PERIOD", default_value = "month")]
    per: Period,
    #[command(flatten)]
    common: Common,
}

/// Runs it.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let opened = super::open(&args.common)?;
    let by = super::dimension(&opened, args.by.as_deref())?;
    let by = args.by.as_deref().zip(by.as_ref());
    let handoffs = handoffs(&opened.history, by, args.per.into(), &opened.zone);
    super::print(&args.common, "handoffs", &handoffs, || text(&handoffs))
}

fn text(handoffs: &Handoffs) -> String {
    let mut text = if handoffs.all.handed == 0 {
        "No handoff yet: import some, or decide the log with `entente run`.\n".to_owned()
    } else {
        handoffs.sections.iter().map(|section| table(section, &handoffs.all) + "\n").collect()
    };
    text.truncate(text.trim_end().len());
    text + "\n" + &basis::text(&handoffs.basis, "handoffs, of which the open ones are too young")
}

fn table(section: &HandoffSection, all: &HandoffRow) -> String {
    let mut table = Table::new().words(format!("by {}", section.by));
    for head in ["handed over", "touched", "accepted", "rejected", "open", "nobody", "acceptance"] {
        table = table.figures(head);
    }
    // A route may be called 'all' itself.
    let taken = section.rows.iter().any(|row| row.group.as_deref() == Some("all"));
    let total = if taken { "together" } else { "all" };
    for row in section.rows.iter().chain(std::iter::once(all)) {
        let counts = [row.handed, row.touched, row.accepted, row.rejected, row.open, row.nobody];
        let mut cells = vec![row.group.clone().unwrap_or_else(|| total.to_owned())];
        cells.extend(counts.map(grouped));
        cells.push(row.acceptance.as_ref().map_or_else(String::new, share_only));
        table.row(cells);
    }
    table.text()
}
