//! What headings of exports mean, from a list that is data: adding a heading is a word in it.

use std::collections::BTreeMap;

/// What a heading says that its column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Meaning {
    Mail,
    Record,
    User,
    Anonymous,
    Name,
    FirstName,
    LastName,
    Title,
    Salutation,
    Seniority,
    Department,
    Phone,
    City,
    State,
    Zip,
    Street,
    Country,
    Language,
    Company,
    Domain,
    Employees,
    Revenue,
    Industry,
    Source,
    Created,
    Modified,
    OptedOut,
    OptedIn,
    Owner,
    AccountOwner,
    Stage,
    Status,
    Score,
}

use Meaning as M;

/// The words of the list, each with its meaning.
const WORDS: &[(&str, Meaning)] = &[
    ("mail", M::Mail),
    ("record", M::Record),
    ("user", M::User),
    ("anonymous", M::Anonymous),
    ("name", M::Name),
    ("first_name", M::FirstName),
    ("last_name", M::LastName),
    ("title", M::Title),
    ("salutation", M::Salutation),
    ("seniority", M::Seniority),
    ("department", M::Department),
    ("phone", M::Phone),
    ("city", M::City),
    ("state", M::State),
    ("zip", M::Zip),
    ("street", M::Street),
    ("country", M::Country),
    ("language", M::Language),
    ("company", M::Company),
    ("domain", M::Domain),
    ("employees", M::Employees),
    ("revenue", M::Revenue),
    ("industry", M::Industry),
    ("source", M::Source),
    ("created", M::Created),
    ("modified", M::Modified),
    ("opted_out", M::OptedOut),
    ("opted_in", M::OptedIn),
    ("owner", M::Owner),
    ("account_owner", M::AccountOwner),
    ("stage", M::Stage),
    ("status", M::Status),
    ("score", M::Score),
];

const HEADINGS: &str = include_str!("headings.txt");

/// Every heading of the list in its folded spelling, with its meaning.
pub(super) struct Headings(BTreeMap<String, Meaning>);

impl Headings {
    pub(super) fn read() -> Headings {
        Headings(entries().collect())
    }

    /// What a heading means.
    pub(super) fn meaning(&self, heading: &str) -> Option<Meaning> {
        self.0.get(&folded(heading)).copied()
    }
}

/// All headings in the order of the list.
fn entries() -> impl Iterator<Item = (String, Meaning)> {
    let lines = HEADINGS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(':')).flat_map(|(word, headings)| {
        let meaning = WORDS.iter().find(|(own, _)| *own == word).map(|(_, meaning)| *meaning);
        meaning.into_iter().flat_map(move |meaning| headings.split('|').map(move |one| (folded(one), meaning)))
    })
}

/// A heading without case, spaces, marks and Salesforce's ending of own fields.
pub(super) fn folded(heading: &str) -> String {
    let heading = heading.trim().to_lowercase();
    let heading = heading.strip_suffix("__c").unwrap_or(&heading);
    heading.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_meaning_and_no_heading_stands_twice() {
        for line in HEADINGS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (word, _) = line.split_once(':').unwrap_or_else(|| panic!("{line}"));
            assert!(WORDS.iter().any(|(own, _)| *own == word), "{word}");
        }
        let all: Vec<_> = entries().collect();
        for (place, (heading, meaning)) in all.iter().enumerate() {
            let other = all[..place].iter().find(|(own, other)| own == heading && other != meaning);
            assert_eq!(other, None, "{heading} means {meaning:?} too");
        }
        assert!(WORDS.iter().all(|(_, meaning)| all.iter().any(|(_, own)| own == meaning)));
    }

    #[test]
    fn spelling_does_not_count() {
        let headings = Headings::read();
        for heading in ["E-Mail", "e mail", " EMAIL ", "Email__c", "이 메일"] {
            assert_eq!(headings.meaning(heading), Some(Meaning::Mail), "{heading}");
        }
        assert_eq!(headings.meaning("Colour"), None);
        assert_eq!(headings.meaning(""), None);
    }
}
