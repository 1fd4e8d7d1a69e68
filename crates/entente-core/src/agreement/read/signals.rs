//! Reads what shows interest: which events count, what they are worth, how fast that fades.

use super::at::{At, Entries, check_names};
use super::keys::scoring::SIGNAL;
use super::names::{Names, condition};
use super::problems::Problems;
use super::values::{number, says, span, text, word};
use crate::agreement::model::{Named, PaysOnce, Signal, SignalClass};
use crate::id::Name;
use crate::number::Decimal;
use crate::problem::Reason;

/// The words for who or what caused an event.
pub(crate) const CLASSES: [(&str, SignalClass); 4] = [
    ("human", SignalClass::Human),
    ("prefetch", SignalClass::Prefetch),
    ("scanner", SignalClass::Scanner),
    ("unknown", SignalClass::Unknown),
];

/// Reads the signals.
pub(crate) fn signals(root: &Entries<'_>, names: &Names, problems: &mut Problems) -> Named<Signal> {
    let clauses = root.section("signals").map(|at| at.clauses(problems)).unwrap_or_default();
    check_names(&clauses, problems);
    let read = |(name, at): &(Name, At<'_>)| Some((name.clone(), signal(at, names, problems)?));
    Named(clauses.iter().filter_map(read).collect())
}

fn signal(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<Signal> {
    let entries = at.table(&SIGNAL, problems);
    let on = entries.get("on").and_then(|at| text(&at, problems));
    let filter = entries.get("where").map(|at| condition(&at, &names.event, problems));
    let signal = Signal {
        says: says(&entries, problems),
        on: on.unwrap_or_default().to_owned(),
        r#where: filter.clone().flatten(),
        points: entries.get("points").and_then(|at| number(&at, problems)),
        half_life: entries.get("half_life").and_then(|at| span(&at, problems)),
        cap: entries.get("cap").and_then(|at| number(&at, problems)),
        pays: entries.get("pays").and_then(|at| pays(&at, problems)),
        class: entries.get("class").map(|at| classes(&at, problems)).unwrap_or_default(),
    };
    refuse_what_cannot_pay(&entries, &signal, problems);
    let is_whole = on.is_some() && filter.is_none_or(|filter| filter.is_some());
    is_whole.then_some(signal)
}

/// `once per event.webinar`.
fn pays(at: &At<'_>, problems: &mut Problems) -> Option<PaysOnce> {
    let text = text(at, problems)?;
    let property = text.strip_prefix("once per ").map(str::trim).and_then(|rest| rest.strip_prefix("event."));
    match property.filter(|name| !name.is_empty() && !name.contains(char::is_whitespace)) {
        Some(property) => Some(PaysOnce { once_per: property.to_owned() }),
        None => {
            let what = format!("'{text}' does not say per what a signal pays once");
            problems.error(Reason::Value, at, what, "Write it like 'once per event.webinar'");
            None
        }
    }
}

fn classes(at: &At<'_>, problems: &mut Problems) -> Vec<SignalClass> {
    let mut classes: Vec<SignalClass> = at.items().iter().filter_map(|item| word(item, &CLASSES, problems)).collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// A signal that is worth points must be able to pay them.
fn refuse_what_cannot_pay(entries: &Entries<'_>, signal: &Signal, problems: &mut Problems) {
    let Some(points) = signal.points else {
        for key in ["half_life", "cap", "pays", "class"] {
            if let Some(at) = entries.get(key).filter(|_| entries.get("points").is_none()) {
                let what = format!("'{key}' shapes points, and this signal has none");
                problems.key_error(Reason::NeverPays, &at, what, "Add 'points', or remove the key");
            }
        }
        return;
    };
    if let Some(at) = entries.get("points").filter(|_| points == Decimal::ZERO) {
        let remedy = "Write what one is worth, or remove 'points' to count without pay";
        problems.error(Reason::NeverPays, &at, "0 points never pay", remedy);
    }
    if let (Some(cap), Some(at)) = (signal.cap, entries.get("cap")) {
        let remedy = format!("Write a cap of the sign of {points}, or none");
        if cap == Decimal::ZERO {
            problems.error(Reason::NeverPays, &at, "a cap of 0 lets nothing be paid", remedy);
        } else if (cap < Decimal::ZERO) != (points < Decimal::ZERO) && points != Decimal::ZERO {
            problems.error(Reason::NeverPays, &at, format!("a cap of {cap} lets {points} points never pay"), remedy);
        }
    }
    let never = |class: &SignalClass| matches!(class, SignalClass::Prefetch | SignalClass::Scanner);
    if let Some(at) = entries.get("class").filter(|_| signal.class.iter().any(never)) {
        let what = "prefetch and scanners never pay";
        problems.error(Reason::NeverPays, &at, what, "Write human, unknown or both");
    }
}
