//! Reads goals and metrics: what both parties want together, and how it is measured.

use super::at::{At, Entries, check_names};
use super::keys::rhythm::{ARITHMETIC, FIGURES, GOAL, GOALS, METRIC_COUNT, METRIC_SHARE, METRIC_SUM, METRICS};
use super::moment::{moment, moments};
use super::names::{Names, condition};
use super::problems::Problems;
use super::sla::{bounds, summed};
use super::values::{bound, name, names as read_names, number, part, per, says, within};
use super::words::instead_of;
use crate::agreement::model::{Goal, Metric, MetricKind, Moment, Named, Per};
use crate::id::Name;
use crate::number::Decimal;
use crate::problem::Reason;

/// Reads the goals.
pub(crate) fn goals(root: &Entries<'_>, names: &Names, problems: &mut Problems) -> Named<Goal> {
    let clauses = root.section("goals").map(|at| at.clauses(problems)).unwrap_or_default();
    check_names(&clauses, problems);
    let read = |(name, at): &(Name, At<'_>)| Some((name.clone(), goal(at, names, problems)?));
    Named(clauses.iter().filter_map(read).collect())
}

fn goal(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<Goal> {
    let entries = at.shape(GOALS, problems)?;
    if !entries.is(&GOAL) {
        return demand(&entries, problems);
    }
    let says = says(&entries, problems);
    let (at_least, at_most) = bounds(&entries, bound, problems);
    let per = per(&entries, Per::Year, problems);
    if let (Some((_, one)), Some((_, other))) = (at_least, at_most)
        && one != other
    {
        let what = "one bound is a share and the other a number";
        problems.key_error(Reason::Type, at, what, "Write both with % or both without");
    }
    let metric = entries.get("metric").and_then(|at| {
        let metric = name(&at, problems)?;
        if !names.metrics.contains(&metric) {
            problems.unknown(&at, "metric", metric.as_str(), names.metrics.iter().map(Name::as_str));
        }
        Some(metric)
    });
    let is_share = at_least.or(at_most).is_some_and(|(_, is_share)| is_share);
    let number = |bound: Option<(Decimal, bool)>| bound.map(|(number, _)| number);
    Some(Goal::Metric { says, metric: metric?, at_least: number(at_least), at_most: number(at_most), is_share, per })
}

/// `revenue ÷ average_deal ÷ lead_to_customer`; neither divisor may be nothing.
fn demand(entries: &Entries<'_>, problems: &mut Problems) -> Option<Goal> {
    let says = says(entries, problems);
    let sums = entries.get("arithmetic")?.table(&ARITHMETIC, problems);
    let revenue = sums.get("revenue").and_then(|at| more_than_nothing(&at, number, problems));
    let average_deal = sums.get("average_deal").and_then(|at| more_than_nothing(&at, number, problems));
    let lead_to_customer = sums.get("lead_to_customer").and_then(|at| part(&at, problems));
    if let (Some(share), Some(at)) = (lead_to_customer, sums.get("lead_to_customer"))
        && share.0 == Decimal::ZERO
    {
        problems.error(Reason::Value, &at, "no number of leads brings a customer at 0%", "Write a share above 0%");
    }
    Some(Goal::Demand { says, revenue: revenue?, average_deal: average_deal?, lead_to_customer: lead_to_customer? })
}

fn more_than_nothing(
    at: &At<'_>,
    read: impl Fn(&At<'_>, &mut Problems) -> Option<Decimal>,
    problems: &mut Problems,
) -> Option<Decimal> {
    let number = read(at, problems)?;
    if number <= Decimal::ZERO {
        problems.error(Reason::Value, at, format!("{number} is not more than nothing"), "Write an amount above 0");
    }
    Some(number)
}

/// Reads the metrics.
pub(crate) fn metrics(root: &Entries<'_>, names: &Names, problems: &mut Problems) -> Named<Metric> {
    let clauses = root.section("metrics").map(|at| at.clauses(problems)).unwrap_or_default();
    check_names(&clauses, problems);
    let read = |(name, at): &(Name, At<'_>)| Some((name.clone(), metric(at, names, problems)?));
    let metrics = Named(clauses.iter().filter_map(read).collect());
    refuse_wrong_units(root, &metrics, problems);
    metrics
}

fn metric(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<Metric> {
    let entries = at.shape(METRICS, problems)?;
    let says = says(&entries, problems);
    let mut of = |key: &str| entries.get(key).and_then(|at| moment(&at, names, problems));
    let kind = if entries.is(&METRIC_COUNT) {
        of("count").map(|count| MetricKind::Count { count })
    } else if entries.is(&METRIC_SUM) {
        entries.get("sum").and_then(|at| summed(&at, problems)).map(|sum| MetricKind::Sum { sum })
    } else if entries.is(&METRIC_SHARE) {
        let (share, of) = (of("share"), of("of"));
        let matures = entries.get("matures").and_then(|at| within(&at, problems));
        share.zip(of).map(|(share, of)| MetricKind::Share { share, of, matures })
    } else {
        between(&entries, names, problems)
    };
    let filter = entries.get("where").map(|at| condition(&at, &names.lead, problems));
    Some(Metric { says, kind: kind?, r#where: filter.map_or(Some(None), |when| when.map(Some))? })
}

fn between(entries: &Entries<'_>, names: &Names, problems: &mut Problems) -> Option<MetricKind> {
    let at = entries.get("between")?;
    let figures = entries.get("as").map(|at| figures(&at, problems));
    let figures = figures.unwrap_or_else(|| ["median", "p90"].map(Name::from).into());
    let found: Vec<Moment> = moments(&at, names, problems);
    if found.len() < at.items().len() {
        return None;
    }
    match <[Moment; 2]>::try_from(found) {
        Ok([from, to]) if from != to => Some(MetricKind::Between { from, to, r#as: figures }),
        _ => {
            let what = "a time lies between two moments";
            problems.error(Reason::Value, &at, what, "Write two different ones: [handed_off, first_attempt]");
            None
        }
    }
}

fn figures(at: &At<'_>, problems: &mut Problems) -> Vec<Name> {
    let found = read_names(at, problems);
    for figure in found.iter().filter(|figure| !FIGURES.contains(&figure.as_str())) {
        let remedy = instead_of(figure.as_str(), FIGURES.iter().copied());
        problems.error(Reason::Value, at, format!("no figure is called '{figure}'"), remedy);
    }
    found
}

/// A goal on a share is written with %, one on a count or sum without.
fn refuse_wrong_units(root: &Entries<'_>, metrics: &Named<Metric>, problems: &mut Problems) {
    let Some(goals) = root.section("goals") else { return };
    for (_, at) in goals.clauses(&mut Problems::default()) {
        let Some(metric) = at.node.get("metric").and_then(|node| metrics.get(node.text()?)) else { continue };
        let is_share = matches!(metric.kind, MetricKind::Share { .. });
        for (key, bound) in at.clone().pairs(&mut Problems::default()) {
            let Some(text) = bound.node.text().filter(|_| matches!(key, "at_least" | "at_most")) else { continue };
            if text.ends_with('%') != is_share {
                let (what, remedy) = match is_share {
                    true => ("the metric is a share, and this is not", "Write it with %: 5%"),
                    false => ("the metric is not a share, and this is", "Write a number without %"),
                };
                problems.error(Reason::Type, &bound, what, remedy);
            }
        }
    }
}
