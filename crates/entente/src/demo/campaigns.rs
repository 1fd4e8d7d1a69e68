//! Where leads come from: sources of different worth, each with its own rhythm over the story's months.

use entente_core::time::{Instant, Span};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::chance::Chance;
use super::hours;

/// A source of leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// As reports name it.
    pub(super) name: &'static str,
    /// How many of 1,000 leads come from it.
    share: u32,
    /// How many come cold, curious, warm and hot.
    pub(super) interest: [u32; 4],
    /// How many times it looks for a company that fits before it takes one that does not.
    pub(super) aim: u32,
    /// By which door people come in.
    pub(super) door: Door,
}

/// By which door people come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    /// They find the site, read, and give their name later.
    Site,
    /// They sign up for a webinar.
    Webinar,
    /// They leave a card at a fair; the list is imported some days later, all at once.
    Fair,
    /// A partner sends them.
    Partner,
    /// They download a guide.
    Guide,
}

const SOURCES: &[Source] = &[
    Source { name: "organic search", share: 265, interest: [55, 21, 13, 11], aim: 0, door: Door::Site },
    Source { name: "paid search", share: 165, interest: [64, 18, 10, 8], aim: 0, door: Door::Site },
    Source { name: "webinar series", share: 165, interest: [48, 28, 20, 4], aim: 1, door: Door::Webinar },
    Source { name: "trade fair", share: 175, interest: [72, 15, 9, 4], aim: 1, door: Door::Fair },
    Source { name: "partner referral", share: 65, interest: [22, 24, 26, 28], aim: 2, door: Door::Partner },
    Source { name: "guide download", share: 165, interest: [66, 18, 12, 4], aim: 0, door: Door::Guide },
];

/// Fairs: when the list was imported, and the list's name.
const FAIRS: &[(Date, &str)] = &[
    (date(2025, 6, 30), "fair-linz-2025"),
    (date(2025, 10, 13), "fair-stuttgart-2025"),
    (date(2026, 3, 23), "fair-hannover-2026"),
    (date(2026, 6, 15), "fair-busan-2026"),
    (date(2026, 10, 12), "fair-stuttgart-2026"),
];

/// Somebody comes in.
#[derive(Debug, Clone)]
pub(super) struct Arrival {
    /// When the log first hears of them.
    pub(super) at: Instant,
    pub(super) source: &'static Source,
    /// The list they are on, where they came by a fair.
    pub(super) list: Option<&'static str>,
    /// When the webinar is that they signed up for.
    pub(super) webinar: Option<Instant>,
}

/// So many arrivals over so many months, in the order of time.
pub(super) fn arrivals(seed: u64, count: usize, months: u32) -> Vec<Arrival> {
    let first = hours::first_date(months);
    let dates: Vec<Date> =
        first.series(jiff::Span::new().days(1)).take_while(|date| *date < hours::LAST_DATE).collect();
    let days = dates.len() as i64;
    let strengths: Vec<u32> =
        dates.iter().enumerate().map(|(day, date)| hours::strength(*date, day as i64, days)).collect();
    let shares: Vec<u32> = SOURCES.iter().map(|source| source.share).collect();
    let fairs: Vec<_> = FAIRS.iter().filter(|(imported, _)| *imported > first).collect();
    let mut arrivals: Vec<Arrival> = (0..count)
        .map(|number| {
            let mut chance = Chance::of(seed, "arrival", number as u64);
            let source = &SOURCES[chance.weighted(&shares)];
            let date = dates.get(chance.weighted(&strengths)).copied().unwrap_or(first);
            arrive(source, date, &fairs, number, &mut chance)
        })
        .collect();
    arrivals.sort_by_key(|arrival| arrival.at);
    arrivals
}

fn arrive(
    source: &'static Source,
    date: Date,
    fairs: &[&(Date, &'static str)],
    number: usize,
    chance: &mut Chance,
) -> Arrival {
    let zone = berlin();
    let at = hours::reading(&zone, date, chance);
    match (source.door, chance.pick(fairs)) {
        (Door::Fair, Some((imported, list))) => {
            // One list, one minute: many leads at once, one after the other.
            let at = hours::on(&zone, *imported, 10 * 3_600 + 300 + number as i64 % 60);
            Arrival { at, source, list: Some(list), webinar: None }
        }
        (Door::Webinar, _) => {
            let webinar = next_webinar(&zone, at);
            Arrival { at, source, list: None, webinar: Some(webinar) }
        }
        _ => Arrival { at, source, list: None, webinar: None },
    }
}

/// Webinars are held every second Tuesday of a month at 14:00 in Berlin: the first one at least two hours after `at`.
pub(super) fn next_webinar(zone: &TimeZone, at: Instant) -> Instant {
    let month = entente_core::calendar::date_in(zone, at).first_of_month();
    let held = |months: i64| {
        let month = month.saturating_add(jiff::Span::new().months(months));
        let tuesday = month.nth_weekday_of_month(2, jiff::civil::Weekday::Tuesday).unwrap_or(month);
        hours::on(zone, tuesday, 14 * 3_600)
    };
    let mut coming = (0..3).map(held);
    coming.find(|held| *held > at + Span::HOUR.times(2)).unwrap_or(at + Span::DAY)
}

/// What the webinar of a month is about.
pub(super) fn webinar_title(held: Instant) -> &'static str {
    const TITLES: [&str; 5] = ["payback", "interfaces", "night-shift", "fleet-software", "retrofit"];
    TITLES[(held.as_micros() / Span::DAY.as_micros() / 30).unsigned_abs() as usize % TITLES.len()]
}

/// The zone of the company's office, and UTC where the machine's zones are gone.
pub(super) fn berlin() -> TimeZone {
    zone("Europe/Berlin")
}

/// A zone by its name.
pub(super) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}
