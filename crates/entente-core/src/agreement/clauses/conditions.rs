//! Every condition of an agreement, found by its canonical spelling, for those who hold only the canonical form.

use super::{Part, numbered};
use crate::agreement::model::{Agreement, CommitmentKind, Enter, NurtureStep};
use crate::condition::Condition;

/// The condition of that canonical spelling; none where the agreement has none.
pub(crate) fn condition<'a>(agreement: &'a Agreement, canonical: &str) -> Option<&'a Condition> {
    let all = numbered(agreement).into_iter().flat_map(|(_, part)| conditions(part));
    all.into_iter().find(|condition| condition.canonical == canonical)
}

/// The conditions of one clause.
fn conditions(part: Part<'_>) -> Vec<&Condition> {
    match part {
        Part::Buyer(buyer) => vec![&buyer.when],
        Part::Fit(rule) => vec![&rule.when],
        Part::Signal(signal) => signal.r#where.iter().collect(),
        Part::Stage(stage) => match &stage.enter {
            Enter::Created => Vec::new(),
            Enter::When(condition) => vec![condition],
        },
        Part::Recycled(leaves) => leaves.recycled.iter().filter_map(|recycle| recycle.returns_when.as_ref()).collect(),
        Part::Qualified(rule) | Part::Never(rule) => vec![&rule.when],
        Part::Route(route) => route.when.iter().collect(),
        Part::Promise(_, promise) => {
            let tiers = match &promise.kind {
                CommitmentKind::Time { within, .. } => within.as_slice(),
                _ => &[],
            };
            tiers.iter().filter_map(|tier| tier.when.as_ref()).chain(&promise.r#where).collect()
        }
        Part::Nurture(program) => {
            let steps = program.steps.iter().filter_map(|step| match step {
                NurtureStep::Send(_) => None,
                NurtureStep::Wait { until, .. } => until.as_ref(),
                NurtureStep::Choose { when, .. } => Some(when),
            });
            steps.chain([&program.r#for]).chain(&program.leave).collect()
        }
        Part::Segment(segment) => vec![&segment.when],
        Part::Metric(metric) => metric.r#where.iter().collect(),
        _ => Vec::new(),
    }
}
