//! One promise as a few short lines: its clause, what was promised, what came, and how that stands.

use entente_core::agreement::model::PartyKind;
use entente_core::lang::Lang;
use entente_core::number::Decimal;
use entente_history::report::{Counted, Counting, Promise};

use super::words;
use crate::commands::report::number::{grouped, rounded, share_only};

/// One promise.
pub(super) struct Card {
    pub(super) party: PartyKind,
    /// `§7.1 Called within the hour`.
    pub(super) head: String,
    /// What stands under it: a word and what it says.
    pub(super) lines: Vec<(&'static str, String)>,
}

/// All promises, those with clocks first, each in the agreement's order; counted ones with the period before.
pub(super) fn cards(
    lang: Lang,
    promises: &[Promise],
    counted: &[Counting],
    number: &impl Fn(&str) -> String,
) -> Vec<Card> {
    let clocks = promises.iter().map(|promise| clock(lang, promise, number));
    // Each promise that counts comes twice: the period before, then the one at hand.
    let pairs = counted.chunks_exact(2).map(|pair| count(lang, &pair[0], &pair[1], number));
    clocks.chain(pairs).collect()
}

fn head(number: &impl Fn(&str) -> String, clause: &str, says: &str) -> String {
    let says = if says.is_empty() { clause } else { says };
    format!("{} {says}", number(clause))
}

fn clock(lang: Lang, promise: &Promise, number: &impl Fn(&str) -> String) -> Card {
    let all = &promise.all;
    let kept = all.kept.as_ref();
    let mut actual = match kept.filter(|kept| kept.of > 0) {
        Some(kept) => words::kept(lang, &share_only(kept), kept.of),
        None => words::none_judged(lang).to_owned(),
    };
    let beside = [
        (all.overdue, words::overdue(lang)),
        (all.running, words::running(lang)),
        (all.cannot_tell, words::cannot_tell(lang)),
        (all.waived, words::waived(lang)),
    ];
    for (n, word) in beside.iter().filter(|(n, _)| *n > 0) {
        actual += &format!(", {} {word}", grouped(*n));
    }
    let lines = vec![
        (words::target(lang), words::of_clocks(lang, &promise.promised)),
        (words::actual(lang), actual),
        (words::verdict(lang), words::standing(lang, all.standing).to_owned()),
    ];
    Card { party: promise.party, head: head(number, &promise.commitment, &promise.says), lines }
}

fn count(lang: Lang, before: &Counting, now: &Counting, number: &impl Fn(&str) -> String) -> Card {
    let mut lines = Vec::new();
    match &now.counted {
        Counted::Amount { gross, taken_back, net, pending, expected, required_per_day, forecast, state, .. } => {
            let by_now = words::by_now(lang, &now.promised, &now.period, &short(*expected));
            lines.push((words::target(lang), by_now));
            let [gross, taken_back, net, pending] = [gross, taken_back, net, pending].map(|figure| short(*figure));
            lines.push((words::actual(lang), words::net(lang, &net, &gross, &taken_back, &pending)));
            let required = required_per_day.map(short);
            lines.push((words::pace(lang), words::pace_says(lang, *state, required.as_deref(), *forecast)));
        }
        Counted::Share { rate, immature, standing } => {
            lines.push((words::target(lang), format!("{} ({})", now.promised, now.period)));
            lines.push((words::actual(lang), words::share(lang, &share_only(rate), rate.of, *immature)));
            lines.push((words::verdict(lang), words::standing(lang, *standing).to_owned()));
        }
        Counted::Meetings { held, past, all, state } => {
            lines.push((words::target(lang), format!("{} ({})", now.promised, now.period)));
            lines.push((words::actual(lang), words::meetings(lang, *held, *past, *all)));
            lines.push((words::pace(lang), words::state(lang, *state).to_owned()));
        }
        Counted::NotCounted => {
            lines.push((words::target(lang), now.promised.clone()));
            lines.push((words::actual(lang), words::not_counted(lang).to_owned()));
        }
    }
    if let Some(portion) = now.portion.filter(|_| now.counted != Counted::NotCounted) {
        lines.push((words::since(lang), words::portion(lang, portion)));
    }
    if let Some(text) = said_before(lang, before) {
        lines.push((words::before(lang), text));
    }
    Card { party: now.party, head: head(number, &now.commitment, &now.says), lines }
}

/// How the period before ended.
fn said_before(lang: Lang, before: &Counting) -> Option<String> {
    Some(match &before.counted {
        Counted::Amount { net, state, .. } => {
            format!("{}: {} / {}, {}", before.period, short(*net), before.promised, words::state(lang, *state))
        }
        Counted::Share { rate, immature, standing } if rate.of > 0 => format!(
            "{}: {}, {}",
            before.period,
            words::share(lang, &share_only(rate), rate.of, *immature),
            words::standing(lang, *standing)
        ),
        Counted::Meetings { held, past, all, state } => {
            format!("{}: {}, {}", before.period, words::meetings(lang, *held, *past, *all), words::state(lang, *state))
        }
        Counted::Share { .. } | Counted::NotCounted => return None,
    })
}

/// A figure with one decimal where it is not whole, thousands grouped.
fn short(number: Decimal) -> String {
    let is_whole = number.as_millionths() % 1_000_000 == 0;
    let text = if is_whole { number.to_string() } else { rounded(number, 1) };
    Decimal::parse(&text).map_or(text, entente_core::lang::grouped)
}
