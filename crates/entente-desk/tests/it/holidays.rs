//! Holidays of a file: reviewed against a calendar, kept, and written into the text of the next version.

use entente_core::agreement::read::read;
use entente_desk::holidays::{self, Refused, into_draft, keep, list, review, with_days};
use entente_desk::{draft, people};
use expect_test::expect;
use jiff::civil::date;
use proptest::prelude::*;

use crate::desk::{Desk, at};
use crate::people::{opened, renate};

const HALDEN: &str = include_str!("../../../../agreements/halden.yaml");

const FILE: &str = "BEGIN:VCALENDAR\nX-WR-CALNAME:Germany\n\
BEGIN:VEVENT\nSUMMARY:New Year\nDTSTART;VALUE=DATE:20260101\nEND:VEVENT\n\
BEGIN:VEVENT\nSUMMARY:Christmas\nDTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY\nEND:VEVENT\n\
BEGIN:VEVENT\nSUMMARY:Ascension\nDTSTART;VALUE=DATE:20270506\nEND:VEVENT\n\
BEGIN:VEVENT\nSUMMARY:Carnival\nDTSTART;VALUE=DATE:20270208\nCATEGORIES:OPTIONAL\nEND:VEVENT\n\
BEGIN:VEVENT\nSUMMARY:Standup\nDTSTART:20270208T090000Z\nEND:VEVENT\n\
END:VCALENDAR\n";

#[test]
fn days_are_held_against_the_calendar() {
    let agreement = read(HALDEN).agreement.unwrap();
    let berlin = agreement.calendars.iter().find(|(name, _)| name.as_str() == "berlin").map(|(_, calendar)| calendar);
    let review = review(FILE.as_bytes(), berlin, date(2026, 11, 28)).unwrap();
    let days =
        review.days.iter().map(|day| format!("{} ({}) {}: {:?}\n", day.date, day.weekday, day.name, day.standing));
    expect![[r#"
        Germany
        2026-01-01 (3) New Year: Past
        2026-12-25 (4) Christmas: Known("Christmas Day")
        2027-02-08 (0) Carnival: Optional
        2027-05-06 (3) Ascension: New
        2027-12-25 (5) Christmas: Closed
        2028-12-25 (0) Christmas: New
        [(Timed, 1)]
    "#]]
    .assert_eq(&format!("{}\n{}{:?}\n", review.name, days.collect::<String>(), review.left_out));
    let berlin = berlin.unwrap();
    assert_eq!(holidays::named_until(berlin).as_deref(), Some("2027-01-01"));
    assert!(!holidays::runs_out(berlin, date(2026, 11, 28)));
    assert!(holidays::runs_out(berlin, date(2027, 2, 1)));
}

fn days() -> Vec<(String, String)> {
    let day = |date: &str, name: &str| (date.to_owned(), name.to_owned());
    vec![day("2026-12-25", "Kept as it was"), day("2027-05-06", "Ascension: \"Day\""), day("2027-10-03", "독일 통일")]
}

/// The lines that differ.
fn added(source: &str, calendar: &str) -> String {
    let Some(text) = with_days(source, calendar, &days()) else { return "cannot be added to\n".to_owned() };
    let is_new = |line: &&str| !source.lines().any(|own| own == *line);
    text.lines().filter(is_new).map(|line| format!("{line}\n")).collect()
}

#[test]
fn days_are_written_in_the_way_the_text_is_written() {
    let bare = "calendars:\n  a:\n    timezone: UTC\n    open: {mon-fri: [\"09:00-17:00\"]}\n";
    let flow = "calendars: {a: {timezone: UTC}, b: {closed: {}}}\n";
    let told = [
        added(HALDEN, "berlin"),
        added(HALDEN, "seoul"),
        added(HALDEN, "tokyo"),
        added(bare, "a"),
        added(flow, "a"),
        added(flow, "b"),
        added("calendars:\n  a:\n    closed:\n", "a"),
        added("calendars: [", "a"),
    ];
    expect![[r#"
              "2027-05-06": "Ascension: \"Day\""
              "2027-10-03": "독일 통일"
        ---
            closed: {"2027-05-06": "Ascension: \"Day\"", "2027-10-03": "독일 통일", "2026-03-02": Independence Movement Day, "2026-10-09": Hangul Day, "2026-12-25": Christmas Day}
        ---
        cannot be added to
        ---
            closed: {"2026-12-25": "Kept as it was", "2027-05-06": "Ascension: \"Day\"", "2027-10-03": "독일 통일"}
        ---
        calendars: {a: {closed: {"2026-12-25": "Kept as it was", "2027-05-06": "Ascension: \"Day\"", "2027-10-03": "독일 통일"}, timezone: UTC}, b: {closed: {}}}
        ---
        calendars: {a: {timezone: UTC}, b: {closed: {"2026-12-25": "Kept as it was", "2027-05-06": "Ascension: \"Day\"", "2027-10-03": "독일 통일"}}}
        ---
        cannot be added to
        ---
        cannot be added to
    "#]]
    .assert_eq(&told.join("---\n"));
    assert!(read(&with_days(HALDEN, "berlin", &days()).unwrap()).agreement.is_some());
}

#[test]
fn a_reviewed_list_becomes_text_of_the_draft() {
    let mut desk = Desk::under(HALDEN);
    let user = people::set_up(&mut desk.store, &renate(), "a long enough secret", at("11-01 09:00")).unwrap();
    let now = at("11-28 09:00");
    let id = keep(&mut desk.store, &user, ("berlin", "Germany"), &days(), now).unwrap();
    let kept = list(&desk.store).unwrap();
    assert_eq!((kept[0].name.as_str(), kept[0].by.as_str(), kept[0].days.len()), ("Germany", "Renate Meyer", 3));
    into_draft(&mut desk.store, &user, id, now).unwrap();
    let draft = draft::kept(&desk.store).unwrap().unwrap();
    assert!(draft.source.contains("\"2027-10-03\": \"독일 통일\""), "{}", draft.source);
    // Again adds nothing, and a draft that is there is added to.
    into_draft(&mut desk.store, &user, id, now).unwrap();
    assert_eq!(draft::kept(&desk.store).unwrap().unwrap().source, draft.source);
    let id = keep(&mut desk.store, &user, ("tokyo", "Japan"), &days(), now).unwrap();
    assert!(matches!(into_draft(&mut desk.store, &user, id, now), Err(Refused::Text(calendar)) if calendar == "tokyo"));
    assert!(matches!(into_draft(&mut desk.store, &user, 99, now), Err(Refused::None)));
}

#[test]
fn a_list_without_name_or_days_is_not_kept() {
    let (mut store, user) = opened();
    let now = at("11-28 09:00");
    let mut tried = |name: &str, days: &[(String, String)]| {
        keep(&mut store, &user, ("berlin", name), days, now).map_or_else(|why| why.to_string(), |_| "kept".to_owned())
    };
    assert_eq!(tried(" ", &days()), "it has no name");
    assert_eq!(tried(&"x".repeat(121), &days()), "it has no name");
    assert_eq!(tried("x", &[("2026-02-30".to_owned(), "no day".to_owned())]), "no day is taken");
    assert_eq!(tried("x", &days()), "kept");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever the days are called, the text that comes of it is read and closes exactly them besides its own.
    #[test]
    fn no_name_breaks_the_text(names in prop::collection::vec("\\PC{0,20}[a-z]", 1..5), calendar in "(berlin|seoul)") {
        let days: Vec<_> = names.iter().enumerate().map(|(place, name)| (format!("2030-01-0{}", place + 1), name.clone())).collect();
        if let Some(text) = with_days(HALDEN, &calendar, &days) {
            prop_assert!(read(&text).agreement.is_some());
        }
    }
}
