//! Calendars as firms and states publish them, and files that only look like one.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{lines, read};

/// `2026-12-25 Christmas Day`, a day a line, then what was left out.
fn shown(bytes: &[u8]) -> String {
    match read(bytes, 2026, 2028) {
        Ok(holidays) => {
            let name = holidays.name.map(|name| format!("[{name}]\n")).unwrap_or_default();
            let optional = |is: bool| if is { " (some)" } else { "" };
            let days = holidays.days.iter();
            let days = days.map(|(day, holiday)| format!("{day} {}{}\n", holiday.name, optional(holiday.is_optional)));
            let left = holidays.left_out.iter().map(|(why, times)| format!("{times} × {why:?}\n"));
            name + &days.chain(left).collect::<String>()
        }
        Err(error) => format!("{error}\n"),
    }
}

/// Events of one calendar, each as its lines.
fn check(events: &[&str], want: &Expect) {
    let events: String = events.iter().map(|event| format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n")).collect();
    want.assert_eq(&shown(format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n").as_bytes()));
}

#[test]
fn whole_days_are_taken_and_the_end_does_not_count() {
    check(
        &[
            "SUMMARY:New Year\nDTSTART;VALUE=DATE:20260101",
            "SUMMARY:Chuseok\nDTSTART;VALUE=DATE:20260924\nDTEND;VALUE=DATE:20260927",
            "SUMMARY:Labour Day\nDTSTART;VALUE=DATE:20260501\nDURATION:P1D",
            "SUMMARY:Bridge\nDTSTART:20260515T000000\nDTEND:20260516T000000",
            "SUMMARY:Same day\nDTSTART;VALUE=DATE:20260601\nDTEND;VALUE=DATE:20260601",
            "SUMMARY:May Day\nDTSTART;VALUE=DATE:20260501\nCATEGORIES:OPTIONAL",
            "SUMMARY:Father's Day\\, observed\nDTSTART;VALUE=DATE:20260621\nDESCRIPTION:Observance\\nTo hide",
        ],
        &expect![[r#"
            2026-01-01 New Year
            2026-05-01 Labour Day / May Day
            2026-05-15 Bridge
            2026-06-01 Same day
            2026-06-21 Father's Day, observed (some)
            2026-09-24 Chuseok
            2026-09-25 Chuseok
            2026-09-26 Chuseok
        "#]],
    );
}

#[test]
fn holidays_return_every_year() {
    check(
        &[
            "SUMMARY:Christmas\nDTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY",
            "SUMMARY:Thanksgiving\nDTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
            "SUMMARY:Memorial Day\nDTSTART;VALUE=DATE:20200525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL=20270101",
            "SUMMARY:Every other year\nDTSTART;VALUE=DATE:20240610\nRRULE:FREQ=YEARLY;INTERVAL=2;COUNT=3",
            "SUMMARY:Leap day\nDTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY",
            "SUMMARY:Not this year\nDTSTART;VALUE=DATE:20250701\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20260701,20280701",
            "SUMMARY:Also\nDTSTART;VALUE=DATE:20200101\nRDATE;VALUE=DATE:20260808,20270808",
        ],
        &expect![[r#"
            2026-05-25 Memorial Day
            2026-06-10 Every other year
            2026-08-08 Also
            2026-11-26 Thanksgiving
            2026-12-25 Christmas
            2027-07-01 Not this year
            2027-08-08 Also
            2027-11-25 Thanksgiving
            2027-12-25 Christmas
            2028-02-29 Leap day
            2028-06-10 Every other year
            2028-11-23 Thanksgiving
            2028-12-25 Christmas
        "#]],
    );
}

#[test]
fn what_is_no_holiday_is_counted() {
    check(
        &[
            "SUMMARY:Meeting\nDTSTART:20260303T090000Z\nDTEND:20260303T100000Z",
            "SUMMARY:Call\nDTSTART;TZID=Europe/Berlin:20260303T000000",
            "SUMMARY:Monday\nDTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY",
            "SUMMARY:Hour\nDTSTART;VALUE=DATE:20260302\nRRULE:FREQ=YEARLY;BYHOUR=3",
            "SUMMARY:Summer\nDTSTART;VALUE=DATE:20260701\nDTEND;VALUE=DATE:20260901",
            "SUMMARY:No day\nDTSTART;VALUE=DATE:20260230",
            "SUMMARY:Backwards\nDTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260228",
            "SUMMARY:Called off\nDTSTART;VALUE=DATE:20260302\nSTATUS:CANCELLED",
            "DTSTART;VALUE=DATE:20260302",
            "SUMMARY:Long ago\nDTSTART;VALUE=DATE:19990101",
            "SUMMARY:Alarm inside\nDTSTART;VALUE=DATE:20260302\nBEGIN:VALARM\nSUMMARY:Not this\nEND:VALARM",
        ],
        &expect![[r#"
            2026-03-02 Alarm inside
            2 × Timed
            2 × NoDay
            1 × NoName
            1 × CalledOff
            2 × Repeats
            1 × Long
            1 × OtherYears
        "#]],
    );
}

#[test]
fn files_that_are_no_list_of_holidays_are_refused() {
    let cases: [(&str, &[u8]); 5] = [
        ("nothing", b""),
        ("a letter", b"Dear all,\nwe are closed on Friday: enjoy."),
        ("an invitation", b"BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR"),
        ("a published list", b"BEGIN:VCALENDAR\nMETHOD:PUBLISH\nX-WR-CALNAME:Firm\\, closed\nEND:VCALENDAR"),
        ("never ends", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:20260101\n"),
    ];
    let told: String = cases.iter().map(|(what, bytes)| format!("{what}: {}", shown(bytes))).collect();
    expect![[r#"
        nothing: this is no iCalendar file: it has no line BEGIN:VCALENDAR; export the holidays as .ics
        a letter: this is no iCalendar file: it has no line BEGIN:VCALENDAR; export the holidays as .ics
        an invitation: this is an invitation (METHOD:REQUEST), not a list of holidays: export the calendar itself
        a published list: [Firm, closed]
        never ends: "#]]
    .assert_eq(&told);
    assert_eq!(shown(&vec![b'a'; super::BYTES_MAX + 1]), "the file is larger than 5 MiB: export the holidays alone\n");
}

/// A fold may stand inside a letter of three bytes.
#[test]
fn folded_lines_are_joined_byte_by_byte() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:설날 연휴\r\nDTSTART;VALUE=DATE:20260217\r\nEND:VEVENT\r\n"
        .as_bytes();
    let (head, tail) = text.split_at(text.iter().position(|byte| *byte == 0xec).unwrap() + 1);
    let folded = [head, b"\r\n ".as_slice(), tail].concat();
    assert_eq!(shown(&folded), shown(text));
    assert_eq!(shown(text), "2026-02-17 설날 연휴\n");
    let korean = encoding_rs::EUC_KR.encode(std::str::from_utf8(text).unwrap()).0;
    assert_eq!(shown(&korean), shown(text));
}

proptest! {
    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = shown(&[b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:".as_slice(), &bytes].concat());
        let _ = shown(&bytes);
    }

    #[test]
    fn no_rule_breaks_it(rule in "(FREQ=(YEARLY|DAILY)|INTERVAL=-?[0-9]{1,6}|COUNT=[0-9]{1,12}|UNTIL=[0-9TZ]{0,12}|BYDAY=-?[0-9]{0,3}(MO|TH|X|é)|BYMONTH(DAY)?=-?[0-9]{1,4}|;){1,6}", start in "[0-9]{8}") {
        let event = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:{start}\nRRULE:{rule}\nEND:VEVENT\n");
        let _ = shown(event.as_bytes());
    }

    /// Folding anywhere changes nothing.
    #[test]
    fn folds_do_not_count(text in "[A-Za-z:;가-힣 ]{1,60}", at in any::<prop::sample::Index>()) {
        let bytes = text.as_bytes();
        let (head, tail) = bytes.split_at(at.index(bytes.len()));
        prop_assert_eq!(lines::unfolded(&[head, b"\r\n ".as_slice(), tail].concat()), bytes);
    }
}
