//! Holidays of states as they publish them, and calendars that are broken in every known way.

use entente_connect::calendar::read;
use entente_testkit::shared;
use expect_test::expect;

use crate::table::bytes;

#[test]
fn the_holidays_of_two_countries() {
    let Some(folder) = shared("standards/samples/ical") else { return };
    let mut shown = String::new();
    for name in ["holidays-KR.ics", "holidays-US.ics"] {
        let read = read(&bytes(&folder.join(name)), 2026, 2026).unwrap();
        shown += &format!("{}: left out {:?}\n", read.name.unwrap_or_default(), read.left_out);
        read.days.iter().for_each(|(day, holiday)| shown += &format!("  {day} {}\n", holiday.name));
    }
    expect![[r#"
        South Korea Public Holidays [ko]: left out {OtherYears: 24}
          2026-01-01 신정연휴
          2026-02-16 설날 전날
          2026-02-17 설날
          2026-02-18 설날 다음날
          2026-03-01 삼일절
          2026-03-02 삼일절 대체 휴일
          2026-05-01 노동절
          2026-05-05 어린이날
          2026-05-24 부처님오신날
          2026-05-25 부처님오신날 대체 휴일
          2026-06-03 지방선거일
          2026-06-06 현충일
          2026-07-17 제헌절
          2026-08-15 광복절
          2026-08-17 광복절 대체 휴일
          2026-09-24 추석 전날
          2026-09-25 추석
          2026-09-26 추석 다음날
          2026-10-03 개천절
          2026-10-05 개천절 대체 휴일
          2026-10-09 한글날
          2026-12-25 기독탄신일
        United States of America Public Holidays [en-US]: left out {OtherYears: 15}
          2026-01-01 New Year's Day
          2026-01-19 Martin Luther King Jr. Day
          2026-02-16 Washington's Birthday
          2026-05-25 Memorial Day
          2026-06-19 Juneteenth National Independence Day
          2026-07-03 Independence Day (observed)
          2026-07-04 Independence Day
          2026-09-07 Labor Day
          2026-10-12 Columbus Day
          2026-11-11 Veterans Day
          2026-11-26 Thanksgiving Day
          2026-12-25 Christmas Day
    "#]]
    .assert_eq(&shown);
}

#[test]
fn no_broken_calendar_breaks_it() {
    let Some(folder) = shared("data/bad_input/ical_icalendar") else { return };
    let (mut taken, mut days, mut refused) = (0, 0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        match read(&bytes(&entry.unwrap().path()), 1990, 2030) {
            Ok(read) => (taken, days) = (taken + 1, days + read.days.len()),
            Err(_) => refused += 1,
        }
    }
    expect!["103 read with 6 days, 60 refused"].assert_eq(&format!("{taken} read with {days} days, {refused} refused"));
}
