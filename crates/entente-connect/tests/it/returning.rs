//! The days on which holidays return, by the reader of calendars and by the core's own rules: two ways, one answer.

use entente_connect::calendar::read;
use entente_core::pace::Recurrence;
use entente_testkit::random::Random;
use jiff::civil::{Date, date};

/// The days of one event by the reader of calendars.
fn by_calendar(start: Date, rule: &str, last: i16) -> Vec<Date> {
    let start = start.to_string().replace('-', "");
    let text = format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Day\r\nDTSTART;VALUE=DATE:{start}\r\nRRULE:{rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let read = read(text.as_bytes(), 1990, last).unwrap_or_else(|error| panic!("{rule}: {error}"));
    read.days.into_keys().collect()
}

/// A rule as holidays have them, and the day it begins on, which is one of its own.
fn rule(random: &mut Random) -> (Date, String) {
    let year = 2000 + random.below(20) as i16;
    let month = 1 + random.below(12) as i8;
    let mut rule = format!("FREQ=YEARLY;BYMONTH={month}");
    let weekday = random.one(&["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
    let is_weekday = random.happens(50);
    if is_weekday {
        let number = [1, 2, 3, 4, -1, -2][random.below(6) as usize];
        rule += &format!(";BYDAY={number}{weekday}");
    } else {
        rule += &format!(";BYMONTHDAY={}", 1 + random.below(31));
    }
    if random.happens(30) {
        rule += &format!(";INTERVAL={}", 1 + random.below(4));
    }
    match random.below(3) {
        0 => rule += &format!(";COUNT={}", 1 + random.below(12)),
        1 => rule += &format!(";UNTIL={}{:02}15", year + random.below(12) as i16, 1 + random.below(12)),
        _ => {}
    }
    (date(year, 1, 1), rule)
}

#[test]
fn both_readers_of_rules_name_the_same_days() {
    let mut named = 0;
    for seed in 0..3_000 {
        let (start, rule) = rule(&mut Random(seed));
        let core = Recurrence::parse(&rule).unwrap_or_else(|| panic!("{rule}"));
        let (from, to) = (date(1990, 1, 1), date(2031, 1, 1));
        let wanted = core.dates(start, from, to);
        assert_eq!(by_calendar(start, &rule, 2030), wanted, "seed {seed}: from {start} by {rule}");
        named += wanted.len();
    }
    assert!(named > 20_000, "only {named} days were compared");
}
