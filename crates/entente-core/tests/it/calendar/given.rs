//! Calendars and instants as a test writes them, one line each.

use entente_core::agreement::model::{CalendarDef, LocalInterval, Named, Target};
use entente_core::calendar::{Calendar, Pause};
use entente_core::id::Name;
use entente_core::time::{Instant, Span};

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `Europe/Berlin mon-thu 09:00-12:30 13:30-18:00 fri 09:00-15:00 2026-12-24 09:00-12:00 2026-12-25 closed`
pub(crate) fn definition(line: &str) -> CalendarDef {
    let mut words = line.split_whitespace();
    let mut def = CalendarDef {
        timezone: words.next().unwrap_or_default().to_owned(),
        open: Default::default(),
        closed: Named::default(),
        special: Named::default(),
    };
    let mut days = 0..0;
    let mut date: Option<&str> = None;
    for word in words {
        if word.contains(':') {
            match date {
                Some(_) => def.special.0.last_mut().unwrap().1.push(hours(word)),
                None => days.clone().for_each(|day| def.open[day].push(hours(word))),
            }
        } else if word == "closed" {
            let (date, _) = def.special.0.pop().unwrap();
            def.closed.0.push((date, "closed".to_owned()));
        } else if word.starts_with(|first: char| first.is_ascii_digit()) {
            date = Some(word);
            def.special.0.push((Name::from(word), Vec::new()));
        } else {
            days = weekdays(word);
            date = None;
        }
    }
    def
}

pub(crate) fn calendar(line: &str) -> Calendar {
    Calendar::compile(&Name::from("given"), &definition(line)).unwrap_or_else(|error| panic!("{line}: {error}"))
}

fn weekdays(word: &str) -> std::ops::Range<usize> {
    let index = |day: &str| WEEKDAYS.iter().position(|known| *known == day).unwrap_or_else(|| panic!("{word}"));
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    index(first)..index(last) + 1
}

/// `09:00-12:30`.
pub(crate) fn hours(word: &str) -> LocalInterval {
    let minutes = |time: &str| {
        let (hour, minute) = time.split_once(':').unwrap();
        hour.parse::<u16>().unwrap() * 60 + minute.parse::<u16>().unwrap()
    };
    let (from, to) = word.split_once('-').unwrap();
    LocalInterval { from_minutes: minutes(from), to_minutes: minutes(to) }
}

pub(crate) fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

/// `FROM/TO`, several by spaces; `-` for none.
pub(crate) fn pauses(text: &str) -> Vec<Pause> {
    let pause = |word: &str| {
        let (from, to) = word.split_once('/').unwrap();
        Pause { from: instant(from), to: instant(to) }
    };
    if text == "-" { Vec::new() } else { text.split_whitespace().map(pause).collect() }
}

/// `90m`, `60 open minutes`, `2 open days`, `1 date`.
pub(crate) fn target(text: &str) -> Target {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words[..] {
        [wall] => Target::Wall(minutes(wall.strip_suffix('m').unwrap())),
        [count, "open", "minutes"] => Target::Business(minutes(count)),
        [count, "open", "days"] => Target::BusinessDays(count.parse().unwrap()),
        [count, "dates"] => Target::CalendarDays(count.parse().unwrap()),
        _ => panic!("{text}"),
    }
}

fn minutes(count: &str) -> Span {
    Span::MINUTE.times(count.parse().unwrap())
}
