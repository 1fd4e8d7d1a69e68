//! `entente report sla`: each time promise with its clocks, both parties side by side in one table.

use entente_core::agreement::model::PartyKind;
use entente_history::report::{Promise, PromiseRow, Sla, Standing, sla};

use super::number::{grouped, share_only};
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
    let sla = sla(&opened.history, by.as_ref(), &opened.zone);
    super::print(&args.common, "sla", &sla, || {
        if sla.promises.is_empty() {
            return "The agreement promises nothing with a clock.\n".to_owned();
        }
        if sla.basis.n == 0 {
            return "No clock has started yet: hand leads over, or decide the log with `entente run`.\n".to_owned()
                + &basis::text(&sla.basis, "clocks");
        }
        text(&sla, args.by.as_deref()) + &basis::text(&sla.basis, "clocks")
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

/// How a share stands against its promise, in words that blame nobody.
pub(in crate::commands) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::NothingYet => "nothing judged yet",
        Standing::Kept => "as promised",
        Standing::Unclear => "below, within chance",
        Standing::Below => "below the promise",
    }
}
