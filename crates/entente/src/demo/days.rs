//! What a day brings beside the leads: who is away, which meetings are held, which content sales asks marketing for.
//! Each day is drawn by itself, so that a story can go on from any of them.

use entente_core::fact::{NewAbout, What};
use entente_core::id::Name;
use entente_core::time::{Instant, Span};
use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;

use super::campaigns::{berlin, day_number, zone};
use super::chance::Chance;
use super::hours;
use super::personas::MARKETING;
use super::reps::{self, Habit};
use super::script::{Script, Step};

/// Lets a day's happenings wait for their time.
pub(super) fn dawn(script: &mut Script, day: Date) {
    for (number, habit) in reps::team().enumerate() {
        absences(script, day, number, habit);
    }
    meetings(script, day);
    content(script, day);
    staged(script, day);
}

/// Holidays told a month ahead, and days of illness told in the morning.
fn absences(script: &mut Script, day: Date, number: usize, habit: &Habit) {
    let zone = habit.zone();
    let mut chance = Chance::of(script.seed, habit.handle, day_number(day));
    for year in [day.year(), day.year() + 1] {
        for (name, from, days) in holidays(script.seed, year, number) {
            if from.saturating_sub(jiff::Span::new().days(30)) == day {
                let told = hours::on(&zone, day, 11 * 3_600);
                away(script, habit, &format!("{name}{year}"), told, (from, days), &zone);
            }
        }
    }
    let is_work_day = day.weekday().to_monday_zero_offset() < 5;
    if is_work_day && chance.happens(10) {
        let told = hours::on(&zone, day, 8 * 3_600 + chance.between(0, 2_400));
        away(script, habit, "ill", told, (day, chance.between(1, 3)), &zone);
    }
}

/// Somebody's holidays of a year: name, first day, days.
fn holidays(seed: u64, year: i16, number: usize) -> [(&'static str, Date, i64); 3] {
    let mut chance = Chance::of(seed, "holidays", u64::from(year.unsigned_abs()) * 64 + number as u64);
    let later = |from: Date, days: i64| from.saturating_add(jiff::Span::new().days(days));
    [
        ("spring", later(date(year, 3, 30), 9 * number as i64 + chance.between(0, 4)), 7),
        ("summer", later(date(year, 7, 1), 13 * number as i64 + chance.between(0, 5)), 14),
        ("yule", later(date(year, 12, 21), number as i64 % 3), 9),
    ]
}

fn away(script: &mut Script, habit: &Habit, why: &str, told: Instant, (first, days): (Date, i64), zone: &TimeZone) {
    let to = hours::on(zone, first.saturating_add(jiff::Span::new().days(days)), 0);
    let from = hours::on(zone, first, 0).max(told);
    let about = NewAbout::Person(Name::from(habit.handle));
    let key = format!("away.{}.{why}.{first}", habit.handle);
    script.wait(told, key, Step::Told { about, by: None, what: What::Away { from, to } });
}

/// The agreement's meetings: the weekly review on Thursdays, and the two others.
fn meetings(script: &mut Script, day: Date) {
    let mut chance = Chance::of(script.seed, "meetings", day_number(day));
    let is_nth = |weekday, nth| day.nth_weekday_of_month(nth, weekday).is_ok_and(|of_month| of_month == day);
    let (meeting, hour, held) = match day.weekday() {
        Weekday::Thursday if day.day() < 22 || day.month() != 12 => ("weekly", 10, 930),
        Weekday::Tuesday if is_nth(Weekday::Tuesday, 2) => ("content", 14, 900),
        Weekday::Monday if is_nth(Weekday::Monday, 1) && day.month() % 3 == 1 => ("quarterly", 9, 1_000),
        _ => return,
    };
    if chance.happens(held) {
        let at = hours::on(&berlin(), day, hour * 3_600 + chance.between(60, 400));
        let what = What::Met { meeting: Name::from(meeting) };
        script.wait(at, format!("met.{meeting}.{day}"), Step::Told { about: NewAbout::Parties, by: None, what });
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
    "A film of the picking robot with fragile goods",
    "The data sheet of the cold store shuttle, in Korean",
    "Answers for works councils about robots beside people",
    "Energy use per pallet, measured",
    "How long a retrofit stops the warehouse",
];

const ANSWERS: &[&str] = &[
    "Sent, and kept in the library",
    "In the library under Payback",
    "There is one from last year; the figures are new now",
    "Made with the product team, two pages",
    "Not possible before the pilot ends; a summary is in the library",
];

/// Content that sales asks for, and marketing's answers: most within two working days.
fn content(script: &mut Script, day: Date) {
    let mut chance = Chance::of(script.seed, "content", day_number(day));
    if day.weekday().to_monday_zero_offset() > 4 || !chance.happens(170) {
        return;
    }
    let habits: Vec<_> = reps::team().collect();
    let Some(habit) = chance.pick(&habits) else { return };
    let asked = hours::on(&habit.zone(), day, 9 * 3_600 + chance.between(0, 25_000));
    let minutes = if chance.happens(130) { chance.between(1_000, 2_400) } else { chance.between(60, 850) };
    let words = (chance.word(WANTED), chance.word(ANSWERS));
    request(script, &format!("C-{day}"), habit.handle, (asked, minutes), words);
}

fn request(script: &mut Script, number: &str, by: &str, (asked, minutes): (Instant, i64), words: (&str, &str)) {
    let marketing = Name::from(MARKETING);
    let about = NewAbout::Request(number.to_owned());
    let what = What::ContentRequested { words: words.0.to_owned() };
    let told = Step::Told { about: about.clone(), by: Some(Name::from(by)), what };
    script.wait(asked, format!("{number}.asked"), told);
    let answered = script.working(&marketing, "berlin", asked, minutes);
    let what = What::ContentAnswered { words: words.1.to_owned() };
    script.wait(answered, format!("{number}.answered"), Step::Told { about, by: Some(marketing), what });
}

/// The last days before the story's end, so that whoever opens it finds somebody away and requests unanswered.
fn staged(script: &mut Script, day: Date) {
    let berlin = berlin();
    if day == date(2026, 11, 17)
        && let Some(luca) = reps::team().find(|habit| habit.handle == "luca.moretti")
    {
        let told = hours::on(&berlin, day, 16 * 3_600 + 720);
        away(script, luca, "ill", told, (date(2026, 11, 18), 5), &berlin);
    }
    if day == date(2026, 11, 16) {
        // Both of Seoul stand at a fair, and what comes for them in these two days finds nobody.
        let seoul = zone("Asia/Seoul");
        for habit in reps::team().filter(|habit| habit.calendar == "seoul") {
            let told = hours::on(&seoul, day, 17 * 3_600);
            away(script, habit, "fair", told, (date(2026, 11, 17), 2), &seoul);
        }
    }
    if day == date(2026, 11, 18) {
        let asked = hours::on(&berlin, day, 14 * 3_600 + 1_260);
        let words = ("The fleet software's third edition on one page, for people who know the second", ANSWERS[3]);
        request(script, "C-2026-11-18b", "ama.boateng", (asked, 700), words);
        let asked = hours::on(&zone("Asia/Seoul"), day, 10 * 3_600 + 900);
        let words = ("A list of references in Korean cold stores, with photographs", ANSWERS[0]);
        request(script, "C-2026-11-18c", "yuna.choi", (asked, 1_150), words);
    }
}

/// Somebody is back at a screen so long after they left it: about a coffee, or a meeting.
pub(super) fn back_after(chance: &mut Chance) -> Span {
    Span::MINUTE.times(chance.between(4, 70))
}
