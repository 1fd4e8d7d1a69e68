//! `entente report funnel`: a table of stages, or one row a group and cohort.

use entente_core::condition::span::span;
use entente_history::report::{Funnel, FunnelQuery, FunnelRow, funnel};

use super::number::{grouped, interval, percent, rate, share, share_only};
use super::table::Table;
use super::{Common, Period, basis};

/// What it takes.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Split by a field, or by source, owner, team, grade or level
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// Split by when leads were created
    #[arg(long, value_name = "PERIOD")]
    cohort: Option<Period>,
    /// How long a lead must have been watched before its cohort is judged [default: the agreement's, else 180d]
    #[arg(long, value_name = "TIME")]
    matures: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// Runs it.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let opened = super::open(&args.common)?;
    let query = FunnelQuery {
        by: super::dimension(&opened, args.by.as_deref())?,
        cohort: args.cohort.map(Into::into),
        matures: args.matures.as_deref().map(span).transpose().map_err(anyhow::Error::msg)?,
        zone: opened.zone.clone(),
    };
    let funnel = funnel(&opened.history, &query);
    super::print(&args.common, "funnel", &funnel, || {
        let mut text = if funnel.rows.is_empty() { whole(&funnel) } else { split(&funnel, args.by.as_deref()) };
        if !opened.history.is_decided() && funnel.all.leads > 0 {
            text += "\nNo decision yet, so no stage beyond the first: decide the log with `entente run`.\n";
        }
        text + &notes(&funnel) + &basis::text(&funnel.basis, "leads")
    })
}

/// All leads: one line a stage.
fn whole(funnel: &Funnel) -> String {
    if funnel.all.leads == 0 {
        return "No lead yet: bring some in with `entente import`.\n".to_owned();
    }
    let mut table =
        Table::new().words("stage").figures("reached").figures("of all leads").figures("of the stage before");
    for step in &funnel.all.stages {
        let reached = grouped(step.of_all.part);
        table.row([step.stage.clone(), reached, share_only(&step.of_all), share_only(&step.of_previous)]);
    }
    table.text() + &format!("\nwon {}\n", rate(&funnel.all.won))
}

fn split(funnel: &Funnel, by: Option<&str>) -> String {
    let has_cohorts = funnel.rows.iter().any(|row| row.cohort.is_some());
    let mut table = Table::new();
    table = if has_cohorts { table.words("created") } else { table };
    table = if let Some(by) = by { table.words(by) } else { table };
    table = table.figures("leads");
    for step in &funnel.all.stages {
        table = table.figures(&step.stage);
    }
    table = table.figures("won").figures("share").figures("interval").words("note");
    for row in &funnel.rows {
        table.row(cells(row, has_cohorts, by.is_some()));
    }
    let mut all = cells(&funnel.all, has_cohorts, by.is_some());
    if let Some(first) = all.first_mut() {
        *first = "all".to_owned();
    }
    table.row(all);
    table.text()
}

fn cells(row: &FunnelRow, has_cohorts: bool, has_groups: bool) -> Vec<String> {
    let mut cells = Vec::new();
    if has_cohorts {
        cells.push(row.cohort.clone().unwrap_or_else(|| "(not known)".to_owned()));
    }
    if has_groups {
        cells.push(row.group.clone().unwrap_or_default());
    }
    cells.push(grouped(row.leads));
    cells.extend(row.stages.iter().map(|step| share(&step.of_all)));
    let note = match (row.is_censored, row.is_immature) {
        (true, true) => "before the first win on record; too young",
        (true, false) => "before the first win on record",
        (false, true) => "too young",
        (false, false) => "",
    };
    cells.extend([grouped(row.won.part), percent(row.won.share), interval(&row.won), note.to_owned()]);
    cells
}

fn notes(funnel: &Funnel) -> String {
    let mut text = String::new();
    if let Some(first) = funnel.first_win.as_ref().filter(|_| funnel.rows.iter().any(|row| row.is_censored)) {
        text += &format!(
            "\nNo win is recorded before {first}: leads created before then may have won unrecorded, so the share of \
             their cohorts\nis a lower bound, and a rise after it may only be the record beginning.\n"
        );
    }
    if funnel.rows.iter().any(|row| row.is_immature) {
        text += &format!("\nToo young: the youngest lead was watched for less than {}.\n", funnel.matures);
    }
    text
}
