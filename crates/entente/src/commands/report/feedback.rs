//! `entente report feedback`: reasons by occasion and source, ratings, and the words as they were written.

use entente_core::agreement::model::RejectKind;
use entente_history::report::{Feedback, feedback};

use super::number::{grouped, rounded, share_only};
use super::table::Table;
use super::{Common, basis};

/// What it takes.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Split reasons by this instead of the source
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// How many groups stand in columns of their own, and how many quotes are shown; all are in the JSON.
const GROUPS: usize = 8;
const QUOTES: usize = 20;

/// Runs it.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let opened = super::open(&args.common)?;
    let by = super::dimension(&opened, args.by.as_deref())?;
    let feedback = feedback(&opened.history, by.as_ref(), &opened.zone);
    super::print(&args.common, "feedback", &feedback, || text(&feedback))
}

fn text(feedback: &Feedback) -> String {
    let mut text = if feedback.reasons.is_empty() {
        "No reason was given yet: reasons come with rejected, disqualified and lost leads.\n".to_owned()
    } else {
        reasons(feedback)
    };
    if let Some(mean) = feedback.stars_mean {
        let counts: Vec<String> = feedback.stars.iter().zip(1..).map(|(n, stars)| format!("{stars}★ {n}")).collect();
        text += &format!("\nRatings: {}; mean {}\n", counts.join("  "), rounded(mean, 2));
    }
    for (place, quote) in feedback.quotes.iter().take(QUOTES).enumerate() {
        text += if place == 0 { "\nIn their words\n" } else { "" };
        text += &format!("  {}, {} ({}): “{}”\n", quote.at, quote.lead, quote.on, quote.words);
    }
    if feedback.quotes.len() > QUOTES {
        text += &format!("  and {} more: see --json\n", feedback.quotes.len() - QUOTES);
    }
    text + &basis::text(&feedback.basis, "reasons")
}

fn reasons(feedback: &Feedback) -> String {
    let mut table = Table::new().words("occasion").words("reason").words("kind").figures("n").figures("share");
    for group in feedback.groups.iter().take(GROUPS) {
        table = table.figures(group);
    }
    for row in &feedback.reasons {
        let kind = row.kind.map_or("", kind_says).to_owned();
        let mut cells = vec![row.occasion.clone(), row.reason.clone(), kind, grouped(row.rate.part)];
        cells.push(share_only(&row.rate));
        cells.extend(row.by_group.iter().take(GROUPS).map(|n| grouped(*n)));
        table.row(cells);
    }
    let more = feedback.groups.len().saturating_sub(GROUPS);
    let rest = if more > 0 { format!("and {more} more groups: see --json\n") } else { String::new() };
    table.text() + &rest
}

fn kind_says(kind: RejectKind) -> &'static str {
    match kind {
        RejectKind::Procedural => "procedural",
        RejectKind::Clerical => "clerical",
        RejectKind::Definitional => "definitional",
    }
}
