//! The people of the story: who they are, where they work and how much they want.

use entente_core::identity::IdentityKey;

use super::campaigns::{Arrival, Source};
use super::chance::Chance;
use super::company::{Company, KNOWN_COUNT};
use super::names::Tongue;

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

/// The person behind an arrival. `people` are those who came before.
pub(super) fn person(seed: u64, number: usize, arrival: &Arrival, companies: &[Company], people: &[Person]) -> Person {
    let mut chance = Chance::of(seed, "person", number as u64);
    let chance = &mut chance;
    let kind = kind(chance, number);
    if kind == Kind::Duplicate
        && let Some(twin) = chance.pick(people)
    {
        return again(twin, number, arrival, chance);
    }
    let place = workplace(chance, kind, arrival.source, companies);
    let company = &companies[place];
    let free = kind == Kind::Student || kind == Kind::Fake || (kind == Kind::Buyer && chance.happens(45));
    let name = company.tongue.name(chance);
    let domain = if free { FREE_MAIL } else { &*company.domain };
    let joint = if free { "-" } else { "." };
    let local = match kind {
        Kind::Fake => format!("asdf-{number}"),
        _ if company.tongue == Tongue::German && !free && chance.happens(200) => {
            format!("{}.{}{number}", initial(&name.given), name.family)
        }
        _ => format!("{}{joint}{}{number}", name.given, name.family),
    };
    let weights = DEPARTMENTS.map(|(_, weight)| weight);
    let department = if kind == Kind::Student { "other" } else { DEPARTMENTS[chance.weighted(&weights)].0 };
    let weights = SENIORITIES.map(|(_, weight)| weight);
    let seniority = if kind == Kind::Student { "staff" } else { SENIORITIES[chance.weighted(&weights)].0 };
    let interest = interest(chance, kind, arrival.source);
    Person {
        name: if kind == Kind::Fake { "asdf asdf".to_owned() } else { name.shown },
        mail: format!("{local}@{domain}"),
        browser: format!("{:012x}", chance.next() >> 16),
        record: arrival.list.map(|list| (list.to_owned(), format!("{:04}", number % 10_000))),
        company: (!free).then_some(place),
        seniority,
        department,
        interest,
        kind,
        zone: company.zone,
        source: arrival.source,
    }
}

fn kind(chance: &mut Chance, number: usize) -> Kind {
    // The first have nobody to be the double of.
    match chance.weighted(&[900, 34, 9, 26, 10, if number > 50 { 21 } else { 0 }]) {
        0 => Kind::Buyer,
        1 => Kind::Student,
        2 => Kind::Competitor,
        3 => Kind::JobSeeker,
        4 => Kind::Fake,
        _ => Kind::Duplicate,
    }
}

/// Competitors work where the agreement lists them; buyers mostly where others came from already, because news of a
/// supplier travels inside a company.
fn workplace(chance: &mut Chance, kind: Kind, source: &Source, companies: &[Company]) -> usize {
    if kind == Kind::Competitor {
        return KNOWN_COUNT - 1 - chance.below(3) as usize;
    }
    let among = companies.len() as u64;
    let drawn = |chance: &mut Chance| chance.below(among).min(chance.below(among)) as usize;
    let mut place = drawn(chance);
    // A source that knows whom to ask tries until the company fits, within reason.
    for _ in 0..source.aim {
        let company = &companies[place];
        if matches!(company.industry, "logistics" | "manufacturing") && (50..=2_000).contains(&company.employees) {
            break;
        }
        place = drawn(chance);
    }
    let is_rival = (KNOWN_COUNT - 3..KNOWN_COUNT).contains(&place);
    if is_rival { 0 } else { place }
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

/// The same person under another address.
fn again(twin: &Person, number: usize, arrival: &Arrival, chance: &mut Chance) -> Person {
    let local = twin.mail.split('@').next().unwrap_or_default().replace('.', "-");
    Person {
        mail: format!("{local}-{number}@{FREE_MAIL}"),
        browser: format!("{:012x}", chance.next() >> 16),
        record: arrival.list.map(|list| (list.to_owned(), format!("{:04}", number % 10_000))),
        company: None,
        interest: interest(chance, Kind::Duplicate, arrival.source),
        kind: Kind::Duplicate,
        source: arrival.source,
        ..twin.clone()
    }
}

fn initial(name: &str) -> &str {
    name.get(..1).unwrap_or(name)
}
