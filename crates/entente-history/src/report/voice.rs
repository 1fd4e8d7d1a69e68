//! What sales said of leads in a period: reasons to reject, where those leads came from and by which rule, stars, words.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use entente_core::agreement::model::RejectKind;
use entente_core::id::LeadId;
use entente_core::number::Decimal;
use entente_core::time::Instant;

use super::ground::{Ground, Period, is_in};
use crate::build::ReasonKind;
use crate::dimension::Dimension;
use crate::history::{History, Reason};
use crate::rate::ratio;

/// The voice of sales in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// All rejections, the latest first.
    pub rejections: Vec<Rejection>,
    /// How many ratings of one to five stars.
    pub stars: [u64; 5],
    /// Their mean; none where there is none.
    pub stars_mean: Option<Decimal>,
    /// Words as they were written, the latest first.
    pub words: Vec<Said>,
}

/// One rejection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Which lead.
    pub lead: LeadId,
    /// When.
    pub at: Instant,
    /// The reason in the agreement's spelling, or as it was told; none where none was given.
    pub reason: Option<String>,
    /// What kind of reason, where it is one of the agreement.
    pub kind: Option<RejectKind>,
    /// Where the lead came from.
    pub source: Option<String>,
    /// The rule of §5 that had qualified it last.
    pub rule: Option<String>,
}

/// Words that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// About which lead.
    pub lead: LeadId,
    /// When.
    pub at: Instant,
    /// The reason they were given with; none with stars.
    pub reason: Option<String>,
    /// The stars they were given with.
    pub stars: Option<u8>,
    /// The words.
    pub words: String,
}

/// What sales said in a period of the leads asked about.
#[must_use]
pub fn voice(ground: &Ground<'_>, period: Period) -> Voice {
    let history = ground.history;
    let text = |number: u32| history.words.text(number).map(str::to_owned);
    let reasons = history.reasons.iter().filter(|reason| is_in(period, reason.at));
    let reasons: Vec<&Reason> = reasons.filter(|reason| ground.asks_about_lead(reason.lead)).collect();
    let rejected = reasons.iter().filter(|reason| reason.kind == ReasonKind::Rejected);
    let mut rejections: Vec<Rejection> = rejected.map(|reason| rejection(history, reason)).collect();
    rejections.sort_by_key(|one| Reverse((one.at, one.lead)));
    let ratings = history.ratings.iter().filter(|rating| is_in(period, rating.at));
    let ratings: Vec<_> = ratings.filter(|rating| ground.asks_about_lead(rating.lead)).collect();
    let mut stars = [0; 5];
    for rating in &ratings {
        if let Some(count) = usize::from(rating.stars).checked_sub(1).and_then(|place| stars.get_mut(place)) {
            *count += 1;
        }
    }
    let said_by_reason = reasons.iter().filter_map(|reason| {
        let (lead, at, words) = (history.root(reason.lead), reason.at, text(reason.words)?);
        Some(Said { lead, at, reason: text(reason.reason), stars: None, words })
    });
    let said_by_stars = ratings.iter().filter_map(|rating| {
        let (lead, at, words) = (history.root(rating.lead), rating.at, text(rating.words)?);
        Some(Said { lead, at, reason: None, stars: Some(rating.stars), words })
    });
    let mut words: Vec<Said> = said_by_reason.chain(said_by_stars).collect();
    words.sort_by_key(|one| Reverse((one.at, one.lead)));
    Voice { rejections, stars, stars_mean: mean(&stars), words }
}

fn rejection(history: &History, reason: &Reason) -> Rejection {
    let text = |number: u32| history.words.text(number).map(str::to_owned);
    let slot = history.slot(reason.lead);
    let kind = history.words.text(reason.reason).and_then(|name| {
        let handoff = history.agreement.handoff.as_ref()?;
        handoff.reject.get(name).map(|reason| reason.kind)
    });
    Rejection {
        lead: history.root(reason.lead),
        at: reason.at,
        reason: text(reason.reason),
        kind,
        source: slot.and_then(|slot| text(history.group(Some(&Dimension::Source), slot))),
        rule: slot.and_then(|slot| text(history.rule(slot))),
    }
}

fn mean(stars: &[u64; 5]) -> Option<Decimal> {
    let n: u64 = stars.iter().sum();
    let sum: i128 = stars.iter().zip(1_i128..).map(|(count, stars)| i128::from(*count) * stars).sum();
    (n > 0).then(|| ratio(sum, i128::from(n)))
}

impl Voice {
    /// The reasons given, the most frequent first and equal ones by name; none stands for no reason given.
    #[must_use]
    pub fn reasons(&self) -> Vec<(Option<&str>, Option<RejectKind>, u64)> {
        let mut counts: BTreeMap<Option<&str>, (Option<RejectKind>, u64)> = BTreeMap::new();
        for rejection in &self.rejections {
            let count = counts.entry(rejection.reason.as_deref()).or_insert((rejection.kind, 0));
            count.1 += 1;
        }
        let mut reasons: Vec<_> = counts.into_iter().map(|(reason, (kind, n))| (reason, kind, n)).collect();
        reasons.sort_by(|one, other| other.2.cmp(&one.2).then(one.0.cmp(&other.0)));
        reasons
    }
}

#[cfg(test)]
mod tests;
