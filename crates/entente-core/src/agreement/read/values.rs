//! Reads single values: texts, numbers, shares, spans, words. Each answers nothing where it has told a problem.

use super::at::{At, Entries};
use super::problems::Problems;
use super::target::target;
use super::words::instead_of;
use crate::agreement::model::{PartyKind, Per, Share, Target};
use crate::condition::span::span as parse_span;
use crate::id::Name;
use crate::number::Decimal;
use crate::problem::Reason;
use crate::time::{Instant, Span};

/// A text without blanks around it; never empty.
pub(crate) fn text<'a>(at: &At<'a>, problems: &mut Problems) -> Option<&'a str> {
    match at.node.text().map(str::trim) {
        Some(text) if !text.is_empty() => Some(text),
        Some(_) => wrong(at, problems, "the text is empty", "Write it, or remove the key"),
        None => wrong(at, problems, &format!("here stands {} where a text belongs", at.node.kind()), "Write one text"),
    }
}

/// A text that is read by a rule of its own; where it breaks the rule, the rule's words say how and what to do.
fn by_rule<T>(
    at: &At<'_>,
    problems: &mut Problems,
    rule: impl Fn(&str) -> Result<T, String>,
    remedy: &str,
) -> Option<T> {
    match rule(text(at, problems)?) {
        Ok(value) => Some(value),
        Err(what) => wrong(at, problems, &what, remedy),
    }
}

fn wrong<T>(at: &At<'_>, problems: &mut Problems, what: &str, remedy: &str) -> Option<T> {
    let (what, remedy) = match what.split_once(": write it like ") {
        Some((what, how)) => (what, format!("Write it like {how}")),
        None => (what, remedy.to_owned()),
    };
    problems.error(Reason::Value, at, what, remedy);
    None
}

/// A name.
pub(crate) fn name(at: &At<'_>, problems: &mut Problems) -> Option<Name> {
    text(at, problems).map(Name::from)
}

/// A list of texts, or one.
pub(crate) fn texts(at: &At<'_>, problems: &mut Problems) -> Vec<String> {
    at.items().iter().filter_map(|item| text(item, problems).map(str::to_owned)).collect()
}

/// A list of names, or one; none twice.
pub(crate) fn names(at: &At<'_>, problems: &mut Problems) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for item in at.items() {
        let Some(name) = name(&item, problems) else { continue };
        if found.contains(&name) {
            problems.error(Reason::Duplicate, &item, format!("'{name}' stands twice in this list"), "Keep one");
        } else {
            found.push(name);
        }
    }
    found
}

/// `true` or `false`.
pub(crate) fn bool(at: &At<'_>, problems: &mut Problems) -> Option<bool> {
    match text(at, problems)? {
        "true" => Some(true),
        "false" => Some(false),
        other => wrong(at, problems, &format!("'{other}' is neither true nor false"), "Write true or false"),
    }
}

/// A whole number in a range, both ends included.
pub(crate) fn whole(at: &At<'_>, least: u32, most: u32, problems: &mut Problems) -> Option<u32> {
    let rule = |text: &str| {
        let number: Option<u32> = text.parse().ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| format!("'{text}' is not a whole number from {least} to {most}"))
    };
    by_rule(at, problems, rule, "Write a whole number in that range")
}

/// A number.
pub(crate) fn number(at: &At<'_>, problems: &mut Problems) -> Option<Decimal> {
    by_rule(at, problems, Decimal::parse, "Write digits alone, with at most six decimals: 2400000 or 7.5")
}

/// A share from 0 % on.
pub(crate) fn share(at: &At<'_>, problems: &mut Problems) -> Option<Share> {
    by_rule(at, problems, parse_share, "Write a number and a percent sign: 95% or 2.5%")
}

/// A share of at most the whole.
pub(crate) fn part(at: &At<'_>, problems: &mut Problems) -> Option<Share> {
    let share = share(at, problems)?;
    if share.0 > Decimal::ONE {
        return wrong(at, problems, &format!("{share} is more than the whole"), "Write at most 100%");
    }
    Some(share)
}

fn parse_share(text: &str) -> Result<Share, String> {
    let wrong = || format!("'{text}' is not a share");
    let percent = Decimal::parse(text.strip_suffix('%').ok_or_else(wrong)?.trim_end()).map_err(|_| wrong())?;
    let millionths = percent.as_millionths();
    if millionths < 0 || millionths % 100 != 0 {
        return Err(if millionths < 0 { wrong() } else { format!("'{text}' has more than four decimals") });
    }
    Ok(Share(Decimal::from_millionths(millionths / 100)))
}

/// A number, or a share as a part of one; and whether it was a share.
pub(crate) fn bound(at: &At<'_>, problems: &mut Problems) -> Option<(Decimal, bool)> {
    if text(at, problems)?.ends_with('%') {
        return share(at, problems).map(|share| (share.0, true));
    }
    number(at, problems).map(|number| (number, false))
}

/// A length of time that is not nothing.
pub(crate) fn span(at: &At<'_>, problems: &mut Problems) -> Option<Span> {
    let span = by_rule(at, problems, parse_span, "Write a number and a unit: 30d")?;
    if span == Span::ZERO {
        return wrong(at, problems, "no time at all is written", "Write how long: 30d, 4h, 20s");
    }
    Some(span)
}

/// How long something may take.
pub(crate) fn within(at: &At<'_>, problems: &mut Problems) -> Option<Target> {
    by_rule(at, problems, target, "Write it like 4 business hours")
}

/// An instant with its offset.
pub(crate) fn instant(at: &At<'_>, problems: &mut Problems) -> Option<Instant> {
    let rule = |text: &str| Instant::parse(text).map_err(|_| format!("'{text}' is not an instant with an offset"));
    by_rule(at, problems, rule, "Write date, time and offset: 2026-03-06T16:30+01:00")
}

/// One of a few words, as what it stands for.
pub(crate) fn word<T: Copy>(at: &At<'_>, words: &[(&str, T)], problems: &mut Problems) -> Option<T> {
    let text = text(at, problems)?;
    if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
        return Some(*meaning);
    }
    let remedy = instead_of(text, words.iter().map(|(word, _)| *word));
    problems.error(Reason::Value, at, format!("'{text}' is none of the words that may stand here"), remedy);
    None
}

/// `marketing` or `sales`.
pub(crate) fn party(at: &At<'_>, problems: &mut Problems) -> Option<PartyKind> {
    word(at, &[("marketing", PartyKind::Marketing), ("sales", PartyKind::Sales)], problems)
}

/// A period, or this where none is written.
pub(crate) fn per(entries: &Entries<'_>, default: Per, problems: &mut Problems) -> Per {
    let words = [("week", Per::Week), ("month", Per::Month), ("quarter", Per::Quarter), ("year", Per::Year)];
    entries.get("per").and_then(|at| word(&at, &words, problems)).unwrap_or(default)
}

/// The plain words of a clause; empty where none are written.
pub(crate) fn says(entries: &Entries<'_>, problems: &mut Problems) -> String {
    entries.get("says").and_then(|at| text(&at, problems)).unwrap_or_default().to_owned()
}
