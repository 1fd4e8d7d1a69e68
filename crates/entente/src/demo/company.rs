//! The companies of the market: name, domain, size, line of business and country, drawn from places and trades.

use std::collections::BTreeSet;

use super::chance::Chance;
use super::names::{Tongue, cities, plain};

/// A company that people of the story work for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Company {
    pub(super) name: String,
    pub(super) domain: String,
    pub(super) country: &'static str,
    pub(super) city: &'static str,
    pub(super) zone: &'static str,
    pub(super) tongue: Tongue,
    pub(super) industry: &'static str,
    pub(super) employees: i64,
    /// Its mail gateway opens every link before a person can.
    pub(super) scans: bool,
}

/// Country, zone, language, and how many of 1,000 companies are there.
const COUNTRIES: &[(&str, &str, Tongue, u32)] = &[
    ("DE", "Europe/Berlin", Tongue::German, 390),
    ("AT", "Europe/Vienna", Tongue::German, 60),
    ("CH", "Europe/Zurich", Tongue::German, 80),
    ("KR", "Asia/Seoul", Tongue::Korean, 210),
    ("IT", "Europe/Rome", Tongue::Italian, 130),
    ("GB", "Europe/London", Tongue::English, 90),
    ("US", "America/Chicago", Tongue::English, 40),
];

/// Industry as the agreement names it, how many of 100 companies, and the trades in German, Italian, Korean, English.
const INDUSTRIES: &[(&str, u32, [&[&str]; 4])] = &[
    (
        "logistics",
        25,
        [
            &["Logistik", "Spedition", "Fulfilment", "Lagerhaus", "Transporte"],
            &["Logistica", "Trasporti", "Depositi", "Spedizioni"],
            &["Logistics", "Express", "Terminal"],
            &["Logistics", "Freight", "Fulfilment", "Warehousing"],
        ],
    ),
    (
        "manufacturing",
        29,
        [
            &["Maschinenbau", "Werkzeuge", "Antriebe", "Kunststoffe", "Getriebe", "Armaturen", "Metallbau", "Pumpen"],
            &["Officine", "Meccanica", "Utensili", "Ceramiche", "Motori", "Stampi"],
            &["Precision", "Industries", "Motors", "Electric", "Steel"],
            &["Engineering", "Castings", "Tools", "Pumps", "Plastics"],
        ],
    ),
    (
        "retail",
        16,
        [
            &["Versand", "Handel", "Märkte", "Baustoffe"],
            &["Distribuzione", "Mercati", "Casa"],
            &["Mart", "Trading", "Commerce"],
            &["Stores", "Supplies", "Direct"],
        ],
    ),
    (
        "software",
        10,
        [&["Systeme", "Software"], &["Sistemi", "Software"], &["Soft", "Systems"], &["Software", "Digital"]],
    ),
    (
        "public",
        7,
        [&["Stadtwerke", "Kliniken"], &["Ospedali", "Acquedotti"], &["Medical", "Water"], &["Hospitals", "Water"]],
    ),
    (
        "other",
        13,
        [
            &["Beratung", "Verlag", "Gastro", "Medien"],
            &["Consulenza", "Editore", "Alberghi"],
            &["Partners", "Media", "Foods"],
            &["Consulting", "Media", "Hotels", "Partners"],
        ],
    ),
];

/// Companies the agreement speaks of by name, so that its buyers' examples and its list of competitors are met.
const KNOWN: &[(&str, &str, &str, &str, i64)] = &[
    ("Kessler Fulfilment", "kessler.example", "DE", "logistics", 320),
    ("Hanbit Logistics", "hanbit.example", "KR", "logistics", 900),
    ("Officine Ferri", "ferri.example", "IT", "manufacturing", 700),
    ("Campus Robotics Club", "campusrobotics.example", "DE", "other", 30),
    ("Conveyra", "conveyra.example", "DE", "manufacturing", 400),
    ("Autolog", "autolog.example", "IT", "manufacturing", 260),
    ("Pickwerk", "pickwerk.example", "DE", "software", 90),
];

/// Whether the mail gateway of a company opens every link.
pub(super) fn scans(companies: &[Company], place: usize) -> bool {
    companies.get(place).is_some_and(|company| company.scans)
}

/// How many of the companies come from the agreement's own text.
pub(super) const KNOWN_COUNT: usize = KNOWN.len();

/// So many companies, those of the agreement's text first; no two share a domain.
pub(super) fn companies(seed: u64, count: usize) -> Vec<Company> {
    let mut taken = BTreeSet::new();
    (0..count.max(KNOWN_COUNT)).map(|number| company(seed, number, &mut taken)).collect()
}

fn company(seed: u64, number: usize, taken: &mut BTreeSet<String>) -> Company {
    let mut chance = Chance::of(seed, "company", number as u64);
    let scans = chance.happens(140);
    let city = |country: &str, chance: &mut Chance| {
        // Half of them sit in a country's first few cities.
        let all = cities(country);
        let few = all.get(..all.len() / 3).unwrap_or(all);
        if chance.happens(500) { chance.word(few) } else { chance.word(all) }
    };
    if let Some((name, domain, country, industry, employees)) = KNOWN.get(number).copied() {
        let (_, zone, tongue, _) = COUNTRIES.iter().find(|(code, ..)| *code == country).unwrap_or(&COUNTRIES[0]);
        taken.insert(domain.to_owned());
        return Company {
            name: name.to_owned(),
            domain: domain.to_owned(),
            country,
            city: city(country, &mut chance),
            zone,
            tongue: *tongue,
            industry,
            employees,
            scans,
        };
    }
    let weights: Vec<u32> = COUNTRIES.iter().map(|(.., weight)| *weight).collect();
    let (country, zone, tongue, _) = COUNTRIES[chance.weighted(&weights)];
    let weights: Vec<u32> = INDUSTRIES.iter().map(|(_, weight, _)| *weight).collect();
    let (industry, _, trades) = INDUSTRIES[chance.weighted(&weights)];
    let (city, employees) = (city(country, &mut chance), employees(&mut chance));
    let (name, domain) = name(&mut chance, tongue, trades[tongue as usize], city, taken);
    Company { name, domain, country, city, zone, tongue, industry, employees, scans }
}

/// Most companies that look at warehouse robots are of middling size; one in four is small, one in six is large.
fn employees(chance: &mut Chance) -> i64 {
    let (middle, least, most) = match chance.weighted(&[26, 58, 16]) {
        0 => return chance.between(6, 49),
        1 => (210, 50, 2_000),
        _ => (1_500, 300, 24_000),
    };
    (chance.around(middle) * chance.between(88, 113) / 100).clamp(least, most)
}

/// A name and a domain that nobody has yet: `Donau Spedition`, and with its city where such a one is taken.
fn name(
    chance: &mut Chance,
    tongue: Tongue,
    trades: &'static [&'static str],
    city: &str,
    taken: &mut BTreeSet<String>,
) -> (String, String) {
    let mut tries = 1;
    loop {
        let place = if chance.happens(600) { chance.word(tongue.places()) } else { chance.word(tongue.family()) };
        let trade = chance.word(trades);
        // Korean words come as shown and as spelt: companies there write themselves in Latin letters abroad.
        let place = place.split_once(' ').filter(|_| tongue == Tongue::Korean).map_or(place, |(_, spelt)| spelt);
        let place = capital(place);
        let words = if tongue == Tongue::Italian { [trade, &*place] } else { [&*place, trade] };
        let mut name = words.join(" ");
        if tries > 3 {
            name = format!("{name} {city}");
        }
        // After many tries the market is full of such names, and the next one is told apart by a number.
        if tries > 12 {
            name = format!("{name} {tries}");
        }
        let domain = format!("{}.example", name.split(' ').map(plain).collect::<Vec<_>>().join("-"));
        if taken.insert(domain.clone()) {
            return (name, domain);
        }
        tries += 1;
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_thousand_companies_have_as_many_domains_and_none_is_real() {
        let made = companies(1, 3_000);
        let domains: BTreeSet<&str> = made.iter().map(|company| company.domain.as_str()).collect();
        assert_eq!(domains.len(), 3_000);
        assert!(domains.iter().all(|domain| domain.ends_with(".example") && domain.is_ascii()));
        let size = |wanted: &str| made.iter().filter(|company| company.country == wanted).count();
        assert!(size("DE") > 1_000 && size("KR") > 500 && size("IT") > 300 && size("GB") > 200);
    }

    #[test]
    fn the_agreements_own_companies_come_first() {
        let made = companies(7, 1);
        assert_eq!(made.len(), KNOWN_COUNT);
        assert_eq!((made[0].name.as_str(), made[0].country), ("Kessler Fulfilment", "DE"));
    }
}
