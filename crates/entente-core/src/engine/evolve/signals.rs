//! Signals: an event becomes a hit of every signal that listens to it, in the order of its own time.

use std::collections::BTreeMap;

use crate::agreement::model::SignalClass;
use crate::engine::state::{Hit, LeadState, Paid, SignalState, When};
use crate::fact::Value;
use crate::id::Seq;
use crate::plan::{Plan, SignalPlan, event};
use crate::time::Span;

/// What happened, as signals read it.
pub(super) struct Happening<'a> {
    pub(super) event: &'a str,
    pub(super) properties: &'a BTreeMap<String, Value>,
    pub(super) class: SignalClass,
    pub(super) when: When,
    pub(super) fact: Seq,
}

pub(super) fn happened(plan: &Plan, lead: &mut LeadState, happening: &Happening) {
    let Some(listening) = plan.events.get(happening.event) else { return };
    for index in listening {
        let signal = &plan.signals[usize::from(*index)];
        let wanted = signal.wanted.as_ref().is_none_or(|test| event::matches(test, happening.properties));
        if wanted && signal.counts(happening.class) {
            let fresh_from = lead.fresh_from;
            let seen = lead.signals.of(*index);
            let when = happening.when;
            if fresh_from.is_none_or(|from| from <= when.at) && seen.fresh.is_none_or(|fresh| when.at < fresh.at) {
                seen.fresh = Some(when);
            }
            hit(signal, seen, happening, keep_for(plan, *index));
        }
    }
}

/// The longest window in which hits of a signal are counted.
fn keep_for(plan: &Plan, index: u16) -> Span {
    plan.watch.longest.get(usize::from(index)).copied().unwrap_or(Span::ZERO)
}

fn hit(signal: &SignalPlan, seen: &mut SignalState, happening: &Happening, window: Span) {
    let at = happening.when.at;
    seen.count += 1;
    seen.first = Some(seen.first.map_or(at, |first| first.min(at)));
    seen.last = Some(seen.last.map_or(at, |last| last.max(at)));
    let pays = signal.points != 0 && pays(signal, seen, happening);
    let place = seen.hits.partition_point(|hit| (hit.at, hit.fact) <= (at, happening.fact.0));
    seen.hits.insert(place, Hit { at, pays, fact: happening.fact.0 });
    prune(signal, seen, window);
}

/// Whether this hit pays. Where each value pays once, the earliest hit of the value pays, whenever it is learnt.
fn pays(signal: &SignalPlan, seen: &mut SignalState, happening: &Happening) -> bool {
    let Some(property) = &signal.once_per else { return true };
    let value = happening.properties.get(property).map_or(0, fingerprint);
    let now = Paid { value, at: happening.when.at, fact: happening.fact.0 };
    match seen.paid.iter_mut().find(|paid| paid.value == value) {
        None => {
            seen.paid.push(now);
            true
        }
        Some(earliest) if now.at < earliest.at => {
            let before = std::mem::replace(earliest, now);
            let mut hits = seen.hits.iter_mut();
            hits.find(|hit| hit.fact == before.fact).into_iter().for_each(|hit| hit.pays = false);
            true
        }
        Some(_) => false,
    }
}

/// Drops hits that neither pay any more at the latest hit's time nor fall into any window from there on.
fn prune(signal: &SignalPlan, seen: &mut SignalState, window: Span) {
    let Some(last) = seen.last else { return };
    let worth = |hit: &Hit| match signal.decay {
        _ if !hit.pays => false,
        Some(decay) => decay.worth(signal.points, last - hit.at) != 0,
        None => true,
    };
    seen.hits.retain(|hit| last - hit.at <= window || worth(hit));
}

/// FNV-1a over the value's text: one machine word for each value that has paid.
fn fingerprint(value: &Value) -> u64 {
    let text = match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Set(words) => words.join("\u{1f}"),
        Value::Null => return 0,
    };
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
