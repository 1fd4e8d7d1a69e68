//! Reads hours of local time, and the weekdays they hold on.

use crate::agreement::model::{LocalInterval, Weekday};
use crate::agreement::read::at::At;
use crate::agreement::read::problems::Problems;
use crate::agreement::read::values::text;
use crate::agreement::read::words::instead_of;
use crate::problem::Reason;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_MINUTES: u16 = 24 * 60;

/// Weekly hours, Monday first.
pub(super) fn weekly(at: &At<'_>, problems: &mut Problems) -> [Vec<LocalInterval>; 7] {
    let mut week: [Vec<LocalInterval>; 7] = Default::default();
    let mut written = [false; 7];
    for (days, at) in at.pairs(problems) {
        let hours = hours(&at, problems);
        for day in weekdays(&at, days, problems) {
            if std::mem::replace(&mut written[day], true) {
                let what = format!("{} has hours twice", DAYS[day]);
                problems.key_error(Reason::Duplicate, &at, what, "Write each weekday once");
            }
            week[day].clone_from(&hours);
        }
    }
    week
}

/// `mon`, `mon-thu`, `sat, sun`; a range may pass Sunday (`sat-mon`).
fn weekdays(at: &At<'_>, text: &str, problems: &mut Problems) -> Vec<Weekday> {
    let mut days = Vec::new();
    for part in text.split(',').map(str::trim) {
        let (from, to) = part.split_once('-').map_or((part, None), |(from, to)| (from, Some(to)));
        let mut day = |word: &str| {
            let found = DAYS.iter().position(|day| *day == word.trim());
            if found.is_none() {
                let remedy = instead_of(word.trim(), DAYS);
                problems.key_error(Reason::Value, at, format!("'{word}' is no weekday"), remedy);
            }
            found
        };
        let from = day(from);
        if let (Some(from), Some(to)) = (from, to.map_or(from, day)) {
            let count = (to + 7 - from) % 7;
            days.extend((0..=count).map(|step| (from + step) % 7));
        }
    }
    days
}

/// The hours of a special date: at least some, since a date without any is a closed one.
pub(super) fn hours_of_date(at: &At<'_>, problems: &mut Problems) -> Vec<LocalInterval> {
    if at.items().is_empty() {
        problems.key_error(Reason::Value, at, "a special date has no hours", "Move it to 'closed', or write its hours");
    }
    hours(at, problems)
}

/// One interval or several, sorted; they may not overlap.
fn hours(at: &At<'_>, problems: &mut Problems) -> Vec<LocalInterval> {
    let read = |item: &At<'_>| text(item, problems).and_then(|text| parsed(item, text, problems));
    let mut hours: Vec<LocalInterval> = at.items().iter().filter_map(read).collect();
    hours.sort_unstable();
    if let Some(pair) = hours.windows(2).find(|pair| pair[1].from_minutes < pair[0].to_minutes) {
        let what = format!("{} and {} overlap", pair[0], pair[1]);
        problems.error(Reason::Value, at, what, "End the one before the other starts");
    }
    hours
}

fn parsed(at: &At<'_>, text: &str, problems: &mut Problems) -> Option<LocalInterval> {
    let found = interval(text);
    if found.is_none() {
        let what = format!("'{text}' is not from one time to a later one");
        problems.error(Reason::Value, at, what, "Write hours like \"09:00-12:30\", past midnight like \"22:00-06:00\"");
    }
    found
}

/// `09:00-12:30`; an end that is not after the start is on the next day; ends up to 48:00 are taken as written.
fn interval(text: &str) -> Option<LocalInterval> {
    let (from, to) = text.split_once('-')?;
    let (from_minutes, to) = (minutes(from)?, minutes(to)?);
    let to_minutes = if to < from_minutes { to + DAY_MINUTES } else { to };
    let is_sound = from_minutes < DAY_MINUTES && to_minutes > from_minutes && to_minutes <= 2 * DAY_MINUTES;
    is_sound.then_some(LocalInterval { from_minutes, to_minutes })
}

/// Minutes after midnight of `09:30`; hours up to 48.
fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 48 && minutes < 60).then_some(hours * 60 + minutes)
}

/// A time of day, in minutes after midnight.
pub(crate) fn minutes_of_day(at: &At<'_>, problems: &mut Problems) -> Option<u16> {
    let text = text(at, problems)?;
    let found = minutes(text).filter(|minutes| *minutes < DAY_MINUTES);
    if found.is_none() {
        problems.error(Reason::Value, at, format!("'{text}' is not a time of day"), "Write it like \"09:30\"");
    }
    found
}

/// Quiet hours from and to, each a time of day; past midnight where the end is before the start.
pub(crate) fn quiet(at: &At<'_>, problems: &mut Problems) -> Option<(u16, u16)> {
    let text = text(at, problems)?;
    parsed(at, text, problems).map(|hours| (hours.from_minutes, hours.to_minutes % DAY_MINUTES))
}
