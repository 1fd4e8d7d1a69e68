//! What is at risk on both sides, in one list: what is past due, what is behind, and what would still reach it.

use entente_core::decision::PaceState;
use entente_core::lang::Lang;
use entente_core::number::Decimal;
use entente_history::report::{Counted, Counting, Promise, Standing};

use super::words;
use crate::commands::report::number::rounded;

/// The list, under its head; one quiet line where nothing is at risk.
pub(super) fn text(lang: Lang, promises: &[Promise], counted: &[Counting], number: &impl Fn(&str) -> String) -> String {
    let clocks = promises.iter().filter_map(|promise| {
        let says = clock(lang, promise)?;
        Some(format!("  {} {says}\n", number(&promise.commitment)))
    });
    let counts = counted.iter().filter(|counting| !counting.is_over).filter_map(|counting| {
        let says = count(lang, counting)?;
        Some(format!("  {} {says}\n", number(&counting.commitment)))
    });
    let list: String = clocks.chain(counts).collect();
    let says = if list.is_empty() { format!("  {}\n", words::nothing_at_risk(lang)) } else { list };
    format!("{}\n{says}", words::at_risk(lang))
}

fn clock(lang: Lang, promise: &Promise) -> Option<String> {
    let all = &promise.all;
    let is_below = matches!(all.standing, Standing::Below | Standing::Unclear);
    match (all.overdue, is_below) {
        (0, false) => None,
        (overdue, _) => {
            let share = all.kept.as_ref().and_then(|kept| kept.share).unwrap_or(Decimal::ZERO);
            let percent = rounded(Decimal::from_millionths(share.as_millionths().saturating_mul(100)), 1);
            Some(words::clock_risk(lang, overdue, &percent, &promise.promised))
        }
    }
}

fn count(lang: Lang, counting: &Counting) -> Option<String> {
    match &counting.counted {
        Counted::Amount { state: state @ (PaceState::Behind | PaceState::OutOfReach), required_per_day, .. } => {
            let required = required_per_day.map(|required| rounded(required, 1));
            Some(words::pace_risk(lang, *state, &counting.period, required.as_deref()))
        }
        Counted::Share { standing: standing @ (Standing::Below | Standing::Unclear), .. } => {
            Some(format!("{}: {}", counting.period, words::standing(lang, *standing)))
        }
        _ => None,
    }
}
