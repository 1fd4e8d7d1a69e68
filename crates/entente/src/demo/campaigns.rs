//! Where leads come from: sources of different worth, each with its own rhythm over the months, and campaigns that
//! make some of them strong for a while.

use entente_core::time::{Instant, Span};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::chance::Chance;
use super::hours::{self, AS_OF, LAST_DATE};

/// A source of leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// As reports name it.
    pub(super) name: &'static str,
    /// How many of 1,000 leads come from it when no campaign runs.
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
    /// They watched a launch, and leave their name there.
    Launch,
}

const SOURCES: [Source; 7] = [
    Source { name: "organic search", share: 265, interest: [47, 23, 16, 14], aim: 1, door: Door::Site },
    Source { name: "paid search", share: 165, interest: [56, 21, 12, 11], aim: 0, door: Door::Site },
    Source { name: "webinar series", share: 165, interest: [38, 31, 25, 6], aim: 1, door: Door::Webinar },
    Source { name: "trade fair", share: 175, interest: [65, 18, 12, 5], aim: 1, door: Door::Fair },
    Source { name: "partner referral", share: 65, interest: [18, 23, 27, 32], aim: 2, door: Door::Partner },
    Source { name: "guide download", share: 165, interest: [57, 22, 15, 6], aim: 1, door: Door::Guide },
    Source { name: "launch stream", share: 0, interest: [15, 22, 23, 40], aim: 2, door: Door::Launch },
];

/// Campaigns: from when, for how many days, which source, and to how many hundredths it rises.
const CAMPAIGNS: &[(Date, i64, &str, u32)] = &[
    (date(2025, 9, 8), 26, "paid search", 190),
    (date(2025, 11, 3), 19, "webinar series", 170),
    (date(2026, 2, 2), 26, "guide download", 200),
    (date(2026, 4, 13), 26, "paid search", 180),
    (date(2026, 5, 4), 40, "partner referral", 190),
    (date(2026, 9, 7), 33, "webinar series", 180),
    (date(2026, 10, 26), 40, "paid search", 170),
    (date(2027, 2, 1), 26, "guide download", 200),
];

/// Fairs: when the list was imported, its name, and whether its visitors are from Korea.
const FAIRS: &[(Date, &str, bool)] = &[
    (date(2025, 6, 30), "fair-linz-2025", false),
    (date(2025, 10, 13), "fair-stuttgart-2025", false),
    (date(2026, 3, 23), "fair-hannover-2026", false),
    (date(2026, 6, 15), "fair-busan-2026", true),
    (date(2026, 10, 12), "fair-stuttgart-2026", false),
    (date(2027, 3, 22), "fair-hannover-2027", false),
];

/// Cards handed over at a fair of the years to come.
const CARDS: i64 = 420;

/// The fleet software's third edition is shown on the afternoon before the story's end: from when on people come in by that,
/// and for how many minutes, by where they are.
const LAUNCH: [(Market, Instant, i64); 2] = [
    (Market::Europe, Instant::from_micros((AS_OF.as_micros() / 60_000_000 - 1_120) * 60_000_000), 1_118),
    (Market::Korea, Instant::from_micros((AS_OF.as_micros() / 60_000_000 - 505) * 60_000_000), 500),
];
/// How many in 1,000 leads of the story come in by that.
const LAUNCHED: usize = 6;

/// Which part of the world somebody comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Market {
    Europe,
    Korea,
    America,
}

impl Market {
    /// The market of a country.
    pub(super) fn of(country: &str) -> Market {
        match country {
            "KR" => Market::Korea,
            "US" => Market::America,
            _ => Market::Europe,
        }
    }

    /// In whose hours people there read.
    fn zone(self) -> TimeZone {
        match self {
            Market::Europe => berlin(),
            Market::Korea => zone("Asia/Seoul"),
            Market::America => zone("America/Chicago"),
        }
    }
}

/// Somebody comes in.
#[derive(Debug, Clone)]
pub(super) struct Arrival {
    /// When the log first hears of them.
    pub(super) at: Instant,
    pub(super) source: &'static Source,
    pub(super) market: Market,
    /// The list they are on, where they came by a fair.
    pub(super) list: Option<&'static str>,
    /// When the webinar is that they signed up for.
    pub(super) webinar: Option<Instant>,
}

/// So many arrivals over so many months, in the order of time.
pub(super) fn arrivals(seed: u64, count: usize, months: u32) -> Vec<Arrival> {
    let first = hours::first_date(months);
    let dates: Vec<Date> = days(first, LAST_DATE).collect();
    let strengths: Vec<u32> = dates.iter().map(|date| demand(*date, first)).collect();
    let fairs: Vec<_> = FAIRS.iter().filter(|(on, ..)| *on > first && *on < LAST_DATE).collect();
    let launched = count * LAUNCHED / 1_000;
    let mut arrivals: Vec<Arrival> = (launched..count)
        .map(|number| {
            let mut chance = Chance::of(seed, "arrival", number as u64);
            let mut drawn = || {
                let date = dates.get(chance.weighted(&strengths)).copied().unwrap_or(first);
                let source = &SOURCES[chance.weighted(&shares(date))];
                match chance.pick(&fairs).filter(|_| source.door == Door::Fair) {
                    Some(fair) => at_fair(fair, number as i64, &mut chance),
                    None => arrive(source, date, &mut chance),
                }
            };
            // The last day is not over: who would come after the story's end comes on another day.
            let mut arrival = drawn();
            for _ in 0..8 {
                if arrival.at < AS_OF {
                    break;
                }
                arrival = drawn();
            }
            arrival
        })
        .collect();
    arrivals.extend((0..launched).map(|number| at_launch(&mut Chance::of(seed, "launch", number as u64))));
    arrivals.retain(|arrival| arrival.at < AS_OF);
    arrivals.sort_by_key(|arrival| arrival.at);
    arrivals
}

/// Who comes on a day after the story, where over so many months so many came.
pub(super) fn arrivals_on(seed: u64, date: Date, count: usize, months: u32) -> Vec<Arrival> {
    let first = hours::first_date(months);
    let all: u64 = days(first, LAST_DATE).map(|date| u64::from(demand(date, first))).sum();
    let mut chance = Chance::of(seed, "day", day_number(date));
    // Whole arrivals, and one more with the chance that is left over.
    let thousandths = count as u64 * u64::from(demand(date, first)) * 1_000 / all.max(1);
    let several = thousandths / 1_000 + u64::from(chance.happens(thousandths % 1_000));
    let mut arrivals: Vec<Arrival> = (0..several)
        .map(|_| {
            let mut shares = shares(date);
            SOURCES.iter().zip(&mut shares).filter(|(source, _)| source.door == Door::Fair).for_each(|(_, at)| *at = 0);
            let source = &SOURCES[chance.weighted(&shares)];
            arrive(source, date, &mut chance)
        })
        .collect();
    if let Some(fair) = FAIRS.iter().find(|(on, ..)| *on == date) {
        arrivals.extend((0..CARDS).map(|number| at_fair(fair, number, &mut chance)));
    }
    arrivals.sort_by_key(|arrival| arrival.at);
    arrivals
}

/// A number of its own for each date.
pub(super) fn day_number(date: Date) -> u64 {
    u64::from(date.year().unsigned_abs()) * 400 + u64::from(date.day_of_year().unsigned_abs())
}

/// From one date to another, both included.
pub(super) fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(jiff::Span::new().days(1)).take_while(move |date| *date <= to)
}

/// Each source's share on a date, campaigns counted.
fn shares(date: Date) -> [u32; 7] {
    SOURCES.each_ref().map(|source| {
        let running = CAMPAIGNS.iter().find(|(from, days, name, _)| {
            *name == source.name && *from <= date && date < from.saturating_add(jiff::Span::new().days(*days))
        });
        source.share * running.map_or(100, |(.., rise)| *rise) / 100
    })
}

/// How strong a date is, campaigns counted.
fn demand(date: Date, first: Date) -> u32 {
    hours::strength(date, first) * shares(date).iter().sum::<u32>() / 1_000
}

fn at_fair(fair: &(Date, &'static str, bool), number: i64, chance: &mut Chance) -> Arrival {
    let (imported, list, korean) = *fair;
    let market = if korean && chance.happens(800) { Market::Korea } else { Market::Europe };
    // One list, one minute: many leads at once, one after the other.
    let at = hours::on(&berlin(), imported, 10 * 3_600 + 300 + number % 60);
    let source = SOURCES.iter().find(|source| source.door == Door::Fair).unwrap_or(&SOURCES[0]);
    Arrival { at, source, market, list: Some(list), webinar: None }
}

/// Somebody who watched the launch, in the hours after it in which people sit at their desks.
fn at_launch(chance: &mut Chance) -> Arrival {
    let (market, from, minutes) = LAUNCH[chance.weighted(&[62, 38])];
    let open = |minute: &i64| market == Market::Korea || !(540..960).contains(minute);
    let minutes: Vec<i64> = (0..minutes).filter(open).collect();
    let minute = chance.pick(&minutes).copied().unwrap_or(0);
    let at = from + Span::from_seconds(minute * 60 + chance.between(0, 59));
    let source = SOURCES.iter().find(|source| source.name == "launch stream").unwrap_or(&SOURCES[0]);
    Arrival { at, source, market, list: None, webinar: None }
}

fn arrive(source: &'static Source, date: Date, chance: &mut Chance) -> Arrival {
    let market = [Market::Europe, Market::Korea, Market::America][chance.weighted(&[74, 22, 4])];
    let at = hours::reading(&market.zone(), date, chance);
    let webinar = (source.door == Door::Webinar).then(|| next_webinar(&berlin(), at));
    Arrival { at, source, market, list: None, webinar }
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
