//! How much work counting takes, counted in questions to the zone and not in time.

use super::Calendar;
use crate::agreement::model::{CalendarDef, LocalInterval, Named};
use crate::id::Name;
use crate::time::{Instant, Span};

fn office(zone: &str) -> Calendar {
    let nine_to_five = vec![LocalInterval { from_minutes: 540, to_minutes: 1020 }];
    let def = CalendarDef {
        timezone: zone.to_owned(),
        open: [(); 7].map(|()| nine_to_five.clone()),
        closed: Named::default(),
        special: Named::default(),
    };
    Calendar::compile(&Name::from("office"), &def).unwrap()
}

/// Windows and zone look-ups of so many years from 2016-01-01.
fn work(zone: &str, years: i64) -> (usize, usize) {
    let calendar = office(zone);
    let from = Instant::from_micros(1_451_606_400_000_000);
    let mut windows = calendar.windows(from, from + Span::DAY.times(365 * years));
    (windows.by_ref().count(), windows.zone_look_ups())
}

#[test]
fn a_zone_is_asked_once_per_change_of_its_offset() {
    assert_eq!(work("UTC", 10), (3650, 1));
    assert_eq!(work("Asia/Seoul", 10), (3650, 1));
    assert_eq!(work("Europe/Berlin", 1), (365, 3));
    assert_eq!(work("Europe/Berlin", 10), (3650, 21));
}
