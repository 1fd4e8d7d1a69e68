//! Reads how long a promise may take: one target, or tiers of which the first that matches counts.

use crate::agreement::model::Tier;
use crate::agreement::read::at::At;
use crate::agreement::read::keys::promises::TIER;
use crate::agreement::read::names::{Names, condition};
use crate::agreement::read::never::never;
use crate::agreement::read::problems::Problems;
use crate::agreement::read::values::{bool, within};
use crate::agreement::source::Value;
use crate::problem::Reason;

/// One target for all, or tiers.
pub(super) fn within_tiers(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<Vec<Tier>> {
    if !matches!(at.node.value, Value::List(_)) {
        return within(at, problems).map(|target| vec![Tier { when: None, r#do: target }]);
    }
    let items = at.items();
    let read: Vec<Option<Tier>> = items.iter().map(|item| tier(item, names, problems)).collect();
    refuse_gaps(at, &items, &read, problems);
    read.into_iter().collect()
}

fn tier(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<Tier> {
    let entries = at.table(&TIER, problems);
    let when = entries.get("when").map(|at| condition(&at, &names.lead, problems));
    let target = entries.get("do").and_then(|at| within(&at, problems));
    let otherwise = entries.get("otherwise").and_then(|at| bool(&at, problems)) == Some(true);
    if otherwise == when.is_some() {
        let (what, remedy) = match otherwise {
            true => ("a tier says both 'when' and 'otherwise'", "Keep one of the two"),
            false => ("a tier does not say for which leads it is", "Add 'when', or 'otherwise: true' in the last"),
        };
        problems.error(Reason::Tiers, at, what, remedy);
        return None;
    }
    Some(Tier { when: when.map_or(Some(None), |when| when.map(Some))?, r#do: target? })
}

/// The last tier takes all the rest, no other does, and none is behind another that takes all its leads.
fn refuse_gaps(at: &At<'_>, items: &[At<'_>], tiers: &[Option<Tier>], problems: &mut Problems) {
    if tiers.is_empty() {
        problems.key_error(Reason::Tiers, at, "there is no tier", "Write how long it may take");
    }
    for (index, (item, tier)) in items.iter().zip(tiers).enumerate() {
        let Some(tier) = tier else { continue };
        let is_last = index + 1 == tiers.len();
        match &tier.when {
            None if !is_last => {
                let what = "the tiers below are never asked: this one takes all the rest";
                problems.error(Reason::Tiers, item, what, "Move it to the end");
            }
            Some(_) if is_last => {
                let what = "the tiers miss the leads of which none of them holds";
                problems.error(Reason::Tiers, item, what, "Add a last tier: {otherwise: true, do: …}");
            }
            _ => {}
        }
        let Some(when) = &tier.when else { continue };
        let earlier = tiers[..index].iter().flatten().any(|other| other.when.as_ref() == Some(when));
        if earlier {
            let what = "an earlier tier is for the same leads";
            problems.error(Reason::Tiers, item, what, "Change its condition, or remove it");
        } else if never(&when.test) {
            let what = "no lead is in this tier: its condition can never hold";
            problems.error(Reason::Tiers, item, what, "Loosen the condition, or remove the tier");
        }
    }
}
