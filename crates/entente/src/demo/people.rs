//! The people of the story: who they are, where they work and how much they want.

use std::collections::BTreeMap;

use entente_core::identity::IdentityKey;

use super::campaigns::{Arrival, Market, Source};
use super::chance::Chance;
use super::company::{Company, KNOWN_COUNT};
use super::names::{Tongue, phone, plain, title};

/// How much a person wants what the company sells; the rest of their life follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Interest {
    Cold,
    Curious,
    Warm,
    Hot,
}

/// What a person is, besides a possible buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Buyer,
    Student,
    Competitor,
    JobSeeker,
    /// An address made up to get past a form.
    Fake,
    /// Somebody already known, under another address.
    Duplicate,
}

/// A person who becomes a lead.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) mail: String,
    /// What their browser was called before they gave a name, where they came by the site.
    pub(super) browser: String,
    /// Their line on the list of a fair, where they came by one.
    pub(super) record: Option<(String, String)>,
    /// Where they work, by the company's place in the list; none with a free-mail address.
    pub(super) company: Option<usize>,
    pub(super) seniority: &'static str,
    pub(super) department: &'static str,
    /// They say what they do where a form asks.
    pub(super) tells_role: bool,
    /// What stands on their card.
    pub(super) title: String,
    pub(super) city: &'static str,
    pub(super) phone: String,
    pub(super) interest: Interest,
    pub(super) kind: Kind,
    pub(super) zone: &'static str,
    pub(super) source: &'static Source,
}

impl Person {
    /// The keys a source knows them by.
    pub(super) fn keys(&self, known: Known) -> Vec<IdentityKey> {
        let mail = || IdentityKey::Mail(self.mail.clone());
        let browser = || IdentityKey::Anonymous(self.browser.clone());
        match (known, &self.record) {
            (Known::Visitor, _) => vec![browser()],
            (Known::Named, _) => vec![mail(), browser()],
            (Known::Listed, Some((list, line))) => vec![mail(), IdentityKey::Record(list.clone(), line.clone())],
            (Known::Listed, None) | (Known::Mail, _) => vec![mail()],
        }
    }
}

/// By what a source knows a person at the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// By the browser alone.
    Visitor,
    /// By a name given in that browser.
    Named,
    /// By a line of a list.
    Listed,
    /// By the mail address.
    Mail,
}

/// Departments, with what share of those who look at warehouse robots sits there.
const DEPARTMENTS: [(&str, u32); 6] =
    [("operations", 26), ("logistics", 28), ("production", 14), ("it", 14), ("finance", 8), ("other", 10)];
const SENIORITIES: [(&str, u32); 5] = [("staff", 26), ("manager", 34), ("director", 22), ("vp", 11), ("chief", 7)];

/// Free mail whose rules allow no hyphen in a name: addresses that look like ones and can belong to nobody.
const FREE_MAIL: &str = "gmail.com";

/// Everybody who came, in turn, and who has which address.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    pub(super) people: Vec<Person>,
    by_mail: BTreeMap<String, usize>,
}

impl Crowd {
    /// Makes the person behind an arrival; answers their number.
    pub(super) fn come(&mut self, seed: u64, arrival: &Arrival, companies: &[Company]) -> usize {
        let number = self.people.len();
        let person = self.person(seed, number, arrival, companies);
        self.by_mail.insert(person.mail.clone(), number);
        self.people.push(person);
        number
    }

    /// Whose address this is.
    pub(super) fn of_mail(&self, mail: &str) -> Option<usize> {
        self.by_mail.get(mail).copied()
    }

    fn person(&self, seed: u64, number: usize, arrival: &Arrival, companies: &[Company]) -> Person {
        let mut chance = Chance::of(seed, "person", number as u64);
        let chance = &mut chance;
        let kind = kind(chance, number);
        if kind == Kind::Duplicate
            && let Some(twin) = chance.pick(&self.people)
        {
            return self.again(twin, number, arrival, chance);
        }
        let place = workplace(chance, kind, arrival, companies);
        let company = &companies[place];
        let free = kind == Kind::Student || kind == Kind::Fake || (kind == Kind::Buyer && chance.happens(45));
        let name = company.tongue.name(chance);
        let is_brief = company.tongue == Tongue::German && !free && chance.happens(200);
        let local = match kind {
            Kind::Fake => "asdf-asdf".to_owned(),
            _ if is_brief => format!("{}.{}", initial(&name.given), name.family),
            _ => format!("{}{}{}", name.given, if free { "-" } else { "." }, name.family),
        };
        let (seniority, department) = rank(chance, kind);
        let interest = interest(chance, kind, arrival.source);
        Person {
            name: if kind == Kind::Fake { "asdf asdf".to_owned() } else { name.shown },
            mail: self.free_mail(&local, if free { FREE_MAIL } else { &company.domain }),
            browser: format!("{:012x}", chance.next() >> 16),
            record: arrival.list.map(|list| (list.to_owned(), format!("{number:05}"))),
            company: (!free).then_some(place),
            seniority,
            department,
            tells_role: !chance.happens(130),
            title: role(kind, company.tongue, department, seniority, chance),
            city: company.city,
            phone: phone(company.country, chance.next() >> 20),
            interest,
            kind,
            zone: company.zone,
            source: arrival.source,
        }
    }

    /// The same person under another address.
    fn again(&self, twin: &Person, number: usize, arrival: &Arrival, chance: &mut Chance) -> Person {
        let local = plain_local(twin.mail.split('@').next().unwrap_or_default());
        Person {
            mail: self.free_mail(&local, FREE_MAIL),
            browser: format!("{:012x}", chance.next() >> 16),
            record: arrival.list.map(|list| (list.to_owned(), format!("{number:05}"))),
            company: None,
            interest: interest(chance, Kind::Duplicate, arrival.source),
            kind: Kind::Duplicate,
            source: arrival.source,
            ..twin.clone()
        }
    }

    /// An address of this name that nobody has yet; the second of a name gets a number.
    fn free_mail(&self, local: &str, domain: &str) -> String {
        let mut mail = format!("{local}@{domain}");
        let mut number = 2;
        while self.by_mail.contains_key(&mail) {
            mail = format!("{local}{number}@{domain}");
            number += 1;
        }
        mail
    }
}

/// A name in an address at a provider of free mail: with a hyphen, which that provider allows nobody.
fn plain_local(local: &str) -> String {
    let words: Vec<String> = local.split(['.', '-']).map(plain).collect();
    words.join("-")
}

fn rank(chance: &mut Chance, kind: Kind) -> (&'static str, &'static str) {
    let department = DEPARTMENTS[chance.weighted(&DEPARTMENTS.map(|(_, weight)| weight))].0;
    let seniority = SENIORITIES[chance.weighted(&SENIORITIES.map(|(_, weight)| weight))].0;
    if kind == Kind::Student { ("staff", "other") } else { (seniority, department) }
}

fn role(kind: Kind, tongue: Tongue, department: &str, seniority: &str, chance: &mut Chance) -> String {
    match (kind, tongue) {
        (Kind::Fake, _) => "asdf".to_owned(),
        (Kind::Student, Tongue::German) => "Studium Maschinenbau".to_owned(),
        (Kind::Student, Tongue::Italian) => "Tesi di laurea".to_owned(),
        (Kind::Student, Tongue::Korean) => "대학원생".to_owned(),
        (Kind::Student, Tongue::English) => "Student".to_owned(),
        _ => title(tongue, department, seniority, chance.happens(500)),
    }
}

fn kind(chance: &mut Chance, number: usize) -> Kind {
    // The first have nobody to be the double of.
    match chance.weighted(&[906, 34, 3, 26, 10, if number > 50 { 21 } else { 0 }]) {
        0 => Kind::Buyer,
        1 => Kind::Student,
        2 => Kind::Competitor,
        3 => Kind::JobSeeker,
        4 => Kind::Fake,
        _ => Kind::Duplicate,
    }
}

/// Competitors work where the agreement lists them; buyers in the part of the world they come from, mostly where others
/// came from already, because news of a supplier travels inside a company.
fn workplace(chance: &mut Chance, kind: Kind, arrival: &Arrival, companies: &[Company]) -> usize {
    if kind == Kind::Competitor {
        return KNOWN_COUNT - 1 - chance.below(3) as usize;
    }
    let among = companies.len() as u64;
    let is_rival = |place: usize| (KNOWN_COUNT - 3..KNOWN_COUNT).contains(&place);
    let drawn = |chance: &mut Chance| {
        let mut place = 0;
        // One in twenty-five companies is in the smallest market: so many draws miss it once in a million.
        for _ in 0..340 {
            place = chance.below(among).min(chance.below(among)) as usize;
            if Market::of(companies[place].country) == arrival.market && !is_rival(place) {
                break;
            }
        }
        place
    };
    let mut place = drawn(chance);
    // A source that knows whom to ask tries until the company fits, within reason.
    for _ in 0..arrival.source.aim {
        let company = &companies[place];
        if matches!(company.industry, "logistics" | "manufacturing") && (50..=2_000).contains(&company.employees) {
            break;
        }
        place = drawn(chance);
    }
    if is_rival(place) { 0 } else { place }
}

fn interest(chance: &mut Chance, kind: Kind, source: &Source) -> Interest {
    match kind {
        Kind::Student => [Interest::Cold, Interest::Curious, Interest::Warm][chance.weighted(&[50, 40, 10])],
        Kind::JobSeeker => Interest::Cold,
        Kind::Competitor => [Interest::Curious, Interest::Warm][chance.weighted(&[60, 40])],
        Kind::Fake => [Interest::Cold, Interest::Hot][chance.weighted(&[70, 30])],
        Kind::Buyer | Kind::Duplicate => {
            [Interest::Cold, Interest::Curious, Interest::Warm, Interest::Hot][chance.weighted(&source.interest)]
        }
    }
}

fn initial(name: &str) -> &str {
    name.get(..1).unwrap_or(name)
}
