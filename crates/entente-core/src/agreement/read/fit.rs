//! Reads whom both parties want: buyers, rules of fit, and the scores that earn each grade and level.

use super::at::{At, Entries, check_names};
use super::defaults;
use super::keys::scoring::{BUYER, FIT};
use super::names::{Names, condition_of};
use super::problems::Problems;
use super::values::{bool, number, says, text, texts};
use crate::agreement::model::{Buyer, FitRule, Named, Thresholds};
use crate::id::Name;
use crate::number::Decimal;
use crate::problem::Reason;

/// Reads the buyers.
pub(crate) fn buyers(root: &Entries<'_>, names: &Names, problems: &mut Problems) -> Named<Buyer> {
    let clauses = root.section("buyers").map(|at| at.clauses(problems)).unwrap_or_default();
    check_names(&clauses, problems);
    let read = |(name, at): &(Name, At<'_>)| Some((name.clone(), buyer(at, names, problems)?));
    Named(clauses.iter().filter_map(read).collect())
}

fn buyer(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<Buyer> {
    let entries = at.table(&BUYER, problems);
    let says = says(&entries, problems);
    let when = condition_of(&entries, "when", &names.before_scores, problems);
    let looks_like = entries.get("looks_like").map(|at| texts(&at, problems)).unwrap_or_default();
    let unlike = entries.get("unlike").map(|at| texts(&at, problems)).unwrap_or_default();
    let heard = entries.get("heard").and_then(|at| text(&at, problems)).unwrap_or_default().to_owned();
    Some(Buyer { says, when: when?, looks_like, unlike, heard })
}

/// Reads the rules of fit.
pub(crate) fn fit(root: &Entries<'_>, names: &Names, problems: &mut Problems) -> Named<FitRule> {
    let clauses = root.section("fit").map(|at| at.clauses(problems)).unwrap_or_default();
    check_names(&clauses, problems);
    let read = |(name, at): &(Name, At<'_>)| Some((name.clone(), rule(at, names, problems)?));
    Named(clauses.iter().filter_map(read).collect())
}

fn rule(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<FitRule> {
    let entries = at.table(&FIT, problems);
    let says = says(&entries, problems);
    let when = condition_of(&entries, "when", &names.before_scores, problems);
    let points = entries.get("points").map(|at| number(&at, problems));
    let disqualify = entries.get("disqualify").and_then(|at| bool(&at, problems)).unwrap_or(false);
    match (&points, disqualify) {
        (None, false) => {
            let remedy = "Add 'points', or 'disqualify: true' for a veto";
            problems.key_error(Reason::Missing, at, "a rule of fit says neither points nor a veto", remedy);
        }
        (Some(_), true) => {
            let remedy = "Keep one of 'points' and 'disqualify'";
            problems.key_error(Reason::Value, at, "a veto has no points: it is out, whatever else holds", remedy);
        }
        _ => {}
    }
    let points = points.unwrap_or(Some(Decimal::ZERO));
    Some(FitRule { says, when: when?, points: points?, disqualify })
}

/// Reads the letters of fit.
pub(crate) fn grades(root: &Entries<'_>, problems: &mut Problems) -> Thresholds {
    thresholds(root.section("grades").as_ref(), &defaults::GRADES, problems)
}

/// Reads the digits of engagement.
pub(crate) fn levels(root: &Entries<'_>, problems: &mut Problems) -> Thresholds {
    thresholds(root.section("levels").as_ref(), &defaults::LEVELS, problems)
}

/// Best first, each lower than the one above, the last from 0, none above 100.
fn thresholds(at: Option<&At<'_>>, default: &[(&str, i64)], problems: &mut Problems) -> Thresholds {
    let Some(at) = at else { return defaults::thresholds(default) };
    let mut found: Vec<(Name, Decimal)> = Vec::new();
    let pairs = at.pairs(problems);
    for (name, at) in &pairs {
        let Some(least) = number(at, problems) else { continue };
        if least < Decimal::ZERO || least > Decimal::from_int(100) {
            let what = format!("no score reaches {least}: scores run from 0 to 100");
            problems.error(Reason::Value, at, what, "Write a number from 0 to 100");
        } else if found.last().is_some_and(|(_, above)| *above <= least) {
            let what = format!("'{name}' from {least} does not start below the one above it");
            problems.error(Reason::Value, at, what, "Write the best first, each from a lower score");
        }
        found.push((Name::from(*name), least));
    }
    if let (Some((name, least)), Some((_, at))) = (found.last(), pairs.last())
        && *least != Decimal::ZERO
        && found.len() == pairs.len()
    {
        let what = format!("a score below {least} would earn nothing: '{name}' is the last and does not start at 0");
        problems.error(Reason::Value, at, what, "Let the last one start at 0");
    }
    if pairs.is_empty() {
        problems.key_error(Reason::Missing, at, "no score earns anything here", "Remove the section for its default");
    }
    Thresholds(found)
}
