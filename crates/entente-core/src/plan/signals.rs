//! Signals compiled: which events count, what one pays, how fast it fades, and up to what.

use crate::agreement::model::{Agreement, Signal, SignalClass};
use crate::condition::Test;
use crate::engine::decay::Decay;
use crate::plan::PlanError;

/// A compiled signal.
#[derive(Debug, Clone)]
pub struct SignalPlan {
    /// The event it listens to.
    pub on: String,
    /// Which of those events; all where none.
    pub wanted: Option<Test>,
    /// What one pays, in millionths; zero where it is only counted.
    pub points: i64,
    /// How fast that fades; none: not at all.
    pub decay: Option<Decay>,
    /// The most that all together pay, in millionths, as a size without sign; none: no cap.
    pub cap: Option<i64>,
    /// The event property of which each value pays once.
    pub once_per: Option<String>,
    /// The classes that count.
    pub classes: Vec<SignalClass>,
}

impl SignalPlan {
    /// Whether an act of this class counts.
    #[must_use]
    pub fn counts(&self, class: SignalClass) -> bool {
        self.classes.contains(&class)
    }
}

pub(super) fn compile(agreement: &Agreement) -> Result<Vec<SignalPlan>, PlanError> {
    if agreement.signals.len() > usize::from(u16::MAX) {
        return Err(PlanError::TooMany("signals"));
    }
    Ok(agreement.signals.iter().map(|(_, signal)| one(signal)).collect())
}

fn one(signal: &Signal) -> SignalPlan {
    // Prefetching mail clients and link scanners are nobody's interest, whatever an agreement lists.
    let listed =
        signal.class.iter().copied().filter(|class| !matches!(class, SignalClass::Prefetch | SignalClass::Scanner));
    let classes: Vec<SignalClass> =
        if signal.class.is_empty() { vec![SignalClass::Human, SignalClass::Unknown] } else { listed.collect() };
    SignalPlan {
        on: signal.on.clone(),
        wanted: signal.r#where.as_ref().map(|condition| condition.test.clone()),
        points: signal.points.map_or(0, |points| points.as_millionths()),
        decay: signal.half_life.map(Decay::new),
        cap: signal.cap.map(|cap| cap.as_millionths().saturating_abs()),
        once_per: signal.pays.as_ref().map(|pays| pays.once_per.trim_start_matches("event.").to_owned()),
        classes,
    }
}
