//! A recurrence rule (RFC 5545) in words: the rules that meetings use; any other rule is quoted, never guessed.

#[cfg(test)]
mod tests;

use super::terms::weekday;
use super::{Voice, tell};
use crate::lang::Lang;

/// `every week on Thursday`, `every 3 months on the first Monday`.
pub(super) fn recurrence(voice: &Voice<'_>, rule: &str) -> String {
    words(voice, rule).unwrap_or_else(|| tell!(voice.lang, "by the rule '{rule}'", "규칙 '{rule}'에 따라"))
}

/// The rule in words; none where a part of it has none.
fn words(voice: &Voice<'_>, rule: &str) -> Option<String> {
    let (mut frequency, mut interval, mut days, mut dates) = (None, 1, Vec::new(), Vec::new());
    for part in rule.strip_prefix("RRULE:").unwrap_or(rule).split(';') {
        match part.split_once('=')? {
            ("FREQ", name) => frequency = Some(name),
            ("INTERVAL", count) => interval = count.parse().ok().filter(|count: &u32| *count > 0)?,
            ("BYDAY", list) => days = list.split(',').map(|day| by_day(voice, day)).collect::<Option<Vec<_>>>()?,
            ("BYMONTHDAY", list) => {
                dates = list.split(',').map(|date| by_date(voice, date)).collect::<Option<Vec<_>>>()?;
            }
            _ => return None,
        }
    }
    let every = every(voice.lang, frequency?, interval)?;
    let on = match (days.is_empty(), dates.is_empty()) {
        (true, true) => return Some(every),
        (false, true) => days,
        (true, false) => dates,
        (false, false) => return None,
    };
    let on = voice.all(&on);
    Some(tell!(voice.lang, "{every} on {on}", "{every} {on}"))
}

/// `every week`, `every 2 weeks`.
fn every(lang: Lang, frequency: &str, interval: u32) -> Option<String> {
    let (en, ko_one, ko_many) = match frequency {
        "DAILY" => ("day", "매일", "일마다"),
        "WEEKLY" => ("week", "매주", "주마다"),
        "MONTHLY" => ("month", "매월", "개월마다"),
        "YEARLY" => ("year", "매년", "년마다"),
        _ => return None,
    };
    Some(match (lang, interval) {
        (Lang::En, 1) => format!("every {en}"),
        (Lang::En, count) => format!("every {count} {en}s"),
        (Lang::Ko, 1) => ko_one.to_owned(),
        (Lang::Ko, count) => format!("{count}{ko_many}"),
    })
}

/// `TH` is `Thursday`, `2TU` is `the second Tuesday`, `-1FR` is `the last Friday`.
fn by_day(voice: &Voice<'_>, day: &str) -> Option<String> {
    let split = day.len().checked_sub(2).filter(|split| day.is_char_boundary(*split))?;
    let (ordinal, code) = day.split_at(split);
    let index = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].iter().position(|known| *known == code)?;
    let name = weekday(voice.lang, index);
    let (en, ko) = match ordinal.strip_prefix('+').unwrap_or(ordinal) {
        "" => return Some(name.to_owned()),
        "1" => ("first", "첫째"),
        "2" => ("second", "둘째"),
        "3" => ("third", "셋째"),
        "4" => ("fourth", "넷째"),
        "5" => ("fifth", "다섯째"),
        "-1" => ("last", "마지막"),
        "-2" => ("last but one", "끝에서 둘째"),
        _ => return None,
    };
    Some(tell!(voice.lang, "the {en} {name}", "{ko} {name}"))
}

/// `15` is `day 15`, `-1` is `the last day`.
fn by_date(voice: &Voice<'_>, date: &str) -> Option<String> {
    match date.parse::<i8>().ok()? {
        -1 => Some(voice.pick("the last day", "말일").to_owned()),
        day @ 1..=31 => Some(tell!(voice.lang, "day {day}", "{day}일")),
        _ => None,
    }
}
