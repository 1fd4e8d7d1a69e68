//! `entente report scores`: leads and wins above each threshold of fit, and whether fit tells winners from others.

use entente_core::number::Decimal;
use entente_history::report::{Scores, scores};

use super::number::{grouped, rate, rounded, share_only};
use super::table::Table;
use super::{Common, basis};

/// What it takes.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Thresholds of fit beside the agreement's grades: 20,30,40
    #[arg(long, value_name = "FITS", value_delimiter = ',')]
    at: Vec<String>,
    #[command(flatten)]
    common: Common,
}

/// Runs it.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let opened = super::open(&args.common)?;
    let at: Vec<Decimal> =
        args.at.iter().map(|text| Decimal::parse(text.trim())).collect::<Result<_, _>>().map_err(anyhow::Error::msg)?;
    let scores = scores(&opened.history, &at, &opened.zone);
    super::print(&args.common, "scores", &scores, || text(&scores))
}

fn text(scores: &Scores) -> String {
    if scores.basis.n == 0 {
        return "No lead yet: bring some in with `entente import`.\n".to_owned() + &basis::text(&scores.basis, "leads");
    }
    let mut table =
        Table::new().figures("fit at least").words("grade").figures("leads").figures("of all").figures("won");
    table = table.figures("share of them").figures("of all wins");
    for row in &scores.thresholds {
        let grade = row.grade.as_ref().map_or(String::new(), ToString::to_string);
        let (leads, won) = (grouped(row.leads.part), grouped(row.won.part));
        let shares = [share_only(&row.won), share_only(&row.of_wins)];
        let mut cells = vec![row.at_least.to_string(), grade, leads, share_only(&row.leads), won];
        cells.extend(shares);
        table.row(cells);
    }
    let mut text = table.text() + &format!("\nwon {}\n", rate(&scores.won));
    text += &match (scores.auc, scores.auc_clamped) {
        (Some(auc), Some(clamped)) => format!(
            "AUC {} by the sum of points, {} by fit: how often a lead that won stands above one that did not; ½ is chance\n",
            rounded(auc, 4),
            rounded(clamped, 4)
        ),
        _ => "AUC: cannot tell without both leads that won and leads that did not\n".to_owned(),
    };
    text += "\nFit is of the last known values. A field that sales filled in afterwards, or that the outcome changed, makes \
             a card look\nbetter than it can be in advance: leave such fields out of `fit`.\n";
    text + &basis::text(&scores.basis, "leads")
}
