//! What happens around the leads: what is learnt of companies, who is away, which meetings are held, and which
//! content sales asks marketing for.

use std::collections::BTreeMap;

use entente_core::fact::{NewAbout, Value, What};
use entente_core::id::Name;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use jiff::civil::{Date, Weekday, date};

use super::campaigns::{berlin, zone};
use super::chance::Chance;
use super::company::Company;
use super::hours::{self, LAST_DATE};
use super::reps;
use super::simulate::{Simulation, Step};

/// What is learnt of a company from the day its first person came in: most at once, some late, some of it wrong until
/// somebody who knows says so.
pub(super) fn learn_company(story: &mut Simulation<'_>, number: usize, company: &Company, first: Instant) {
    let mut chance = Chance::of(story.seed, "learn", number as u64);
    let text = |word: &str| Value::Text(word.to_owned());
    let all = |employees: i64| {
        BTreeMap::from([
            (Name::from("name"), text(&company.name)),
            (Name::from("domain"), text(&company.domain)),
            (Name::from("employees"), Value::Number(Decimal::from_int(employees))),
            (Name::from("industry"), text(company.industry)),
            (Name::from("country"), text(company.country)),
        ])
    };
    let about = || NewAbout::Account(company.domain.clone());
    let is_late = chance.happens(180);
    let delay =
        if is_late { Span::HOUR.times(chance.between(20, 400)) } else { Span::from_seconds(chance.between(2, 50)) };
    let guessed = if chance.happens(120) { company.employees * 3 } else { company.employees };
    let told = What::Learnt { values: all(guessed), verified: false };
    story.wait(first + delay, Step::Told { about: about(), by: None, what: told });
    if guessed != company.employees || chance.happens(250) {
        let checked = first + delay + Span::DAY.times(chance.between(1, 40));
        let what = What::Learnt { values: all(company.employees), verified: true };
        story.wait(checked, Step::Told { about: about(), by: None, what });
        if chance.happens(150) {
            // A form says otherwise later; what somebody vouches for stands.
            let values = BTreeMap::from([(Name::from("employees"), text("10"))]);
            let later = checked + Span::DAY.times(chance.between(1, 90));
            let what = What::Learnt { values, verified: false };
            story.wait(later, Step::Told { about: about(), by: None, what });
        }
    }
}

/// Holidays told a month ahead, and days of illness told on the morning.
pub(super) fn absences(story: &mut Simulation<'_>, first: Date) {
    for (number, habit) in reps::team().enumerate() {
        let mut chance = Chance::of(story.seed, "away", number as u64);
        let zone = zone(if habit.calendar == "seoul" { "Asia/Seoul" } else { "Europe/Berlin" });
        let person = Name::from(habit.handle);
        let mut away = |from: Date, days: i64, told: Instant| {
            let to = hours::on(&zone, from.saturating_add(jiff::Span::new().days(days)), 0);
            let from = hours::on(&zone, from, 0);
            let about = NewAbout::Person(person.clone());
            story.wait(told, Step::Told { about, by: None, what: What::Away { from: from.max(told), to } });
        };
        for year in [2025, 2026] {
            let summer =
                date(year, 7, 1).saturating_add(jiff::Span::new().days(14 * number as i64 + chance.between(0, 5)));
            let yule = date(year, 12, 21 + (number % 3) as i8);
            for (from, days) in [(summer, 14), (yule, 9)] {
                let told = hours::on(&zone, from.saturating_sub(jiff::Span::new().days(30)), 11 * 3_600);
                let start = hours::on(&zone, first, 0);
                if told > start && from < LAST_DATE {
                    away(from, days, told);
                }
            }
        }
        let days = first.until(LAST_DATE).map_or(0, |span| i64::from(span.get_days()));
        for _ in 0..days / 75 {
            let sick = first.saturating_add(jiff::Span::new().days(chance.between(0, days)));
            let told = hours::on(&zone, sick, 8 * 3_600 + chance.between(0, 3_000));
            away(sick, chance.between(1, 3), told);
        }
    }
}

/// The agreement's meetings: the weekly review on Thursdays, and the two others.
pub(super) fn meetings(story: &mut Simulation<'_>, first: Date) {
    let mut chance = Chance::of(story.seed, "meetings", 0);
    let berlin = berlin();
    for day in first.series(jiff::Span::new().days(1)).take_while(|day| *day < LAST_DATE) {
        let is_second_tuesday = day.nth_weekday_of_month(2, Weekday::Tuesday).is_ok_and(|tuesday| tuesday == day);
        let is_first_monday = day.nth_weekday_of_month(1, Weekday::Monday).is_ok_and(|monday| monday == day);
        let (meeting, hour, held) = match day.weekday() {
            Weekday::Thursday if day.day() < 22 || day.month() != 12 => ("weekly", 10, 930),
            Weekday::Tuesday if is_second_tuesday => ("content", 14, 900),
            Weekday::Monday if is_first_monday && day.month() % 3 == 1 => ("quarterly", 9, 1_000),
            _ => continue,
        };
        if chance.happens(held) {
            let at = hours::on(&berlin, day, hour * 3_600 + chance.between(60, 400));
            let what = What::Met { meeting: Name::from(meeting) };
            story.wait(at, Step::Told { about: NewAbout::Parties, by: None, what });
        }
    }
}

const WANTED: &[&str] = &[
    "A payback sheet for a warehouse under 2,000 pallets",
    "Which WMS do we have interfaces to, on one page",
    "A story of a customer in Korea",
    "Noise figures for night shifts",
    "A comparison with conveyor belts, in Italian",
    "What happens when a shuttle stops, for safety officers",
    "Prices of spare parts over five years",
];

/// Content that sales asks for, and marketing's answers: most within two working days.
pub(super) fn content(story: &mut Simulation<'_>, first: Date) {
    let mut chance = Chance::of(story.seed, "content", 0);
    let (berlin, marketing) = (berlin(), Name::from("renate.meyer"));
    let mut day = first;
    let mut number = 0;
    loop {
        day = day.saturating_add(jiff::Span::new().days(chance.between(3, 15)));
        if day >= LAST_DATE {
            return;
        }
        if day.weekday().to_monday_zero_offset() > 4 {
            continue;
        }
        number += 1;
        let about = NewAbout::Request(format!("C-{number:03}"));
        let habits: Vec<_> = reps::team().collect();
        let by = chance.pick(&habits).map(|habit| Name::from(habit.handle));
        let asked = hours::on(&berlin, day, 9 * 3_600 + chance.between(0, 25_000));
        let words = chance.word(WANTED).to_owned();
        story.wait(asked, Step::Told { about: about.clone(), by, what: What::ContentRequested { words } });
        let minutes = if chance.happens(120) { chance.between(1_000, 2_400) } else { chance.between(60, 850) };
        let answered = story.working(&marketing, "berlin", asked, minutes);
        let words = "Sent, and kept in the library".to_owned();
        let what = What::ContentAnswered { words };
        story.wait(answered, Step::Told { about, by: Some(marketing.clone()), what });
    }
}
