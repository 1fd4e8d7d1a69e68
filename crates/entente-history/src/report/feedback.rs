//! What sales said about leads: reasons in the agreement's own spelling, ratings, and words as they were written.

use std::collections::BTreeMap;

use entente_core::agreement::model::RejectKind;
use entente_core::number::Decimal;
use entente_core::time::Instant;
use serde::Serialize;

use crate::basis::{Basis, as_text};
use crate::build::ReasonKind;
use crate::dimension::Dimension;
use crate::history::History;
use crate::rate::{Rate, ratio};
use crate::words::NONE;
use crate::zone::Zone;

/// The feedback.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Feedback {
    /// What it rests on.
    pub basis: Basis,
    /// By what each reason is split: the sources, or the field asked for; the most frequent first.
    pub groups: Vec<String>,
    /// Reasons, by occasion, the most frequent first.
    pub reasons: Vec<ReasonRow>,
    /// How many ratings of one to five stars.
    pub stars: [u64; 5],
    /// Their mean; none where there is none.
    pub stars_mean: Option<Decimal>,
    /// Words as they were written, the latest first.
    pub quotes: Vec<Quote>,
}

/// One reason on one occasion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReasonRow {
    /// The occasion: `rejected`, `disqualified`, `recycled`, `lost`, `churned`, or the event's name.
    pub occasion: String,
    /// The reason; `(no reason given)` where there was none.
    pub reason: String,
    /// What kind of reason to reject it is, where it is one of the agreement.
    pub kind: Option<RejectKind>,
    /// How often, of all reasons on this occasion.
    pub rate: Rate,
    /// How often by group, in the order of `groups`.
    pub by_group: Vec<u64>,
}

/// Words as they were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// About which lead.
    pub lead: String,
    /// When.
    #[serde(serialize_with = "as_text")]
    pub at: Instant,
    /// On which occasion, with the reason or the stars.
    pub on: String,
    /// The words.
    pub words: String,
}

/// Reads the feedback; reasons are split by `by`, or by source.
#[must_use]
pub fn feedback(history: &History, by: Option<&Dimension>, zone: &Zone) -> Feedback {
    let by = by.unwrap_or(&Dimension::Source);
    let mut counts: BTreeMap<(ReasonKind, u32), BTreeMap<u32, u64>> = BTreeMap::new();
    let mut sizes: BTreeMap<u32, u64> = BTreeMap::new();
    for reason in history.reasons.iter() {
        let group = history.slot(reason.lead).map_or(NONE, |slot| history.group(Some(by), slot));
        *counts.entry((reason.kind, reason.reason)).or_default().entry(group).or_default() += 1;
        *sizes.entry(group).or_default() += 1;
    }
    let mut order: Vec<(u32, u64)> = sizes.into_iter().collect();
    order.sort_by(|(group, n), (other, m)| m.cmp(n).then(history.group_name(*group).cmp(&history.group_name(*other))));
    let order: Vec<u32> = order.into_iter().map(|(group, _)| group).collect();

    let mut basis = history.basis(zone, "all feedback on record", history.reasons.len() as u64);
    let unreasoned = history.reasons.iter().filter(|reason| reason.reason == NONE).count() as u64;
    basis.exclude(unreasoned, "without a reason, listed as such");
    let (stars, stars_mean) = stars(history);
    Feedback {
        basis,
        groups: order.iter().map(|group| history.group_name(*group)).collect(),
        reasons: reasons(history, &counts, &order),
        stars,
        stars_mean,
        quotes: quotes(history),
    }
}

fn reasons(
    history: &History,
    counts: &BTreeMap<(ReasonKind, u32), BTreeMap<u32, u64>>,
    order: &[u32],
) -> Vec<ReasonRow> {
    let mut totals: BTreeMap<ReasonKind, u64> = BTreeMap::new();
    for ((kind, _), groups) in counts {
        *totals.entry(*kind).or_default() += groups.values().sum::<u64>();
    }
    let row = |((kind, reason), groups): (&(ReasonKind, u32), &BTreeMap<u32, u64>)| ReasonRow {
        occasion: occasion(history, *kind),
        reason: reason_name(history, *reason),
        kind: history.words.text(*reason).and_then(|reason| reject_kind(history, reason)),
        rate: Rate::new(groups.values().sum(), totals[kind]),
        by_group: order.iter().map(|group| groups.get(group).copied().unwrap_or(0)).collect(),
    };
    let mut rows: Vec<ReasonRow> = counts.iter().map(row).collect();
    let key = |row: &ReasonRow| (row.occasion.clone(), std::cmp::Reverse(row.rate.part), row.reason.clone());
    rows.sort_by_cached_key(key);
    rows
}

fn reject_kind(history: &History, reason: &str) -> Option<RejectKind> {
    history.agreement.handoff.as_ref()?.reject.get(reason).map(|reason| reason.kind)
}

fn reason_name(history: &History, reason: u32) -> String {
    history.words.text(reason).unwrap_or("(no reason given)").to_owned()
}

fn occasion(history: &History, kind: ReasonKind) -> String {
    match kind {
        ReasonKind::Rejected => "rejected".to_owned(),
        ReasonKind::Disqualified => "disqualified".to_owned(),
        ReasonKind::Recycled => "recycled".to_owned(),
        ReasonKind::OpportunityLost => "lost".to_owned(),
        ReasonKind::Churned => "churned".to_owned(),
        ReasonKind::Event(name) => history.group_name(name),
    }
}

fn stars(history: &History) -> ([u64; 5], Option<Decimal>) {
    let mut stars = [0; 5];
    for rating in history.ratings.iter() {
        if let Some(count) = usize::from(rating.stars).checked_sub(1).and_then(|place| stars.get_mut(place)) {
            *count += 1;
        }
    }
    let n: u64 = stars.iter().sum();
    let sum: i128 = stars.iter().zip(1_i128..).map(|(count, stars)| i128::from(*count) * stars).sum();
    (stars, (n > 0).then(|| ratio(sum, i128::from(n))))
}

fn quotes(history: &History) -> Vec<Quote> {
    let quote = |lead, at, on: String, words| {
        let lead = history.root(lead);
        let words = history.words.text(words)?.to_owned();
        Some(Quote { lead: format!("{lead}"), at, on, words })
    };
    let reasons = history.reasons.iter().filter_map(|reason| {
        let on = format!("{}: {}", occasion(history, reason.kind), reason_name(history, reason.reason));
        quote(reason.lead, reason.at, on, reason.words)
    });
    let ratings = history
        .ratings
        .iter()
        .filter_map(|rating| quote(rating.lead, rating.at, format!("rated {} of 5", rating.stars), rating.words));
    let mut quotes: Vec<Quote> = reasons.chain(ratings).collect();
    quotes.sort_by(|one, other| {
        let rest = |quote: &Quote| (quote.lead.clone(), quote.on.clone(), quote.words.clone());
        other.at.cmp(&one.at).then_with(|| rest(one).cmp(&rest(other)))
    });
    quotes
}

#[cfg(test)]
mod tests;
