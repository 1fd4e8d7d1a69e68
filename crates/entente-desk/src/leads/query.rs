//! What a list is asked for, read from a page's address and written back, so that a list can be kept, shared and paged.

use std::fmt::Write as _;

use entente_core::plan::Plan;
use entente_store::{After, CardSort, Filter};

use super::offered::{Offered, offered};

/// What a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Facets, each with the values of which one must hold; in the order asked.
    pub facets: Vec<(String, Vec<String>)>,
    /// Words to search by; empty where none.
    pub words: String,
    /// In which order.
    pub sort: Sort,
    /// Where the page before ended; none for the first.
    pub after: Option<String>,
}

/// In which order leads are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The last one the log heard of first.
    #[default]
    Newest,
    /// Those that did something last first.
    Heard,
    /// Those that did nothing for longest first.
    Quiet,
    /// Those with a clock due soonest first.
    Due,
}

impl Sort {
    /// All of them.
    pub const ALL: [Sort; 4] = [Sort::Newest, Sort::Heard, Sort::Quiet, Sort::Due];

    /// The word in a page's address.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Newest => "newest",
            Sort::Heard => "heard",
            Sort::Quiet => "quiet",
            Sort::Due => "due",
        }
    }

    pub(crate) fn of_cards(self) -> CardSort {
        match self {
            Sort::Newest => CardSort::Newest,
            Sort::Heard => CardSort::RecentlyHeard,
            Sort::Quiet => CardSort::LongestQuiet,
            Sort::Due => CardSort::DueSoonest,
        }
    }
}

/// Why part of what was asked is left out of the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No list is filtered by this.
    #[error("'{told}' is nothing a list is filtered by: choose one of {}", known.join(", "))]
    Facet {
        /// What was told.
        told: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The agreement does not know this word there.
    #[error("'{told}' is no {facet} of the agreement: choose one of {}", known.join(", "))]
    Value {
        /// Of which facet.
        facet: String,
        /// What was told.
        told: String,
        /// What there is.
        known: Vec<String>,
    },
    /// No list has this order.
    #[error("'{told}' is no order of a list: choose newest, heard, quiet or due")]
    Sort {
        /// What was told.
        told: String,
    },
    /// This is not where a page ended.
    #[error("'{told}' is not the end of a page: start from the first")]
    Page {
        /// What was told.
        told: String,
    },
}

/// Values of one facet at most: more is a list somebody made up.
const VALUES_MAX: usize = 50;

impl Query {
    /// Reads an address's query. What cannot be asked is left out and told.
    #[must_use]
    pub fn read(plan: Option<&Plan>, text: &str) -> (Query, Vec<Refused>) {
        let (mut query, mut refused) = (Query::default(), Vec::new());
        let known = offered(plan);
        for (name, value) in pairs(text).into_iter().filter(|(_, value)| !value.is_empty()) {
            match name.as_str() {
                "q" => query.words = value,
                "sort" => match Sort::ALL.into_iter().find(|sort| sort.as_str() == value) {
                    Some(sort) => query.sort = sort,
                    None => refused.push(Refused::Sort { told: value }),
                },
                "after" if value.parse::<After>().is_err() => refused.push(Refused::Page { told: value }),
                "after" => query.after = Some(value),
                facet => match wrong(&known, facet, &value) {
                    Some(why) => refused.push(why),
                    None => query.add(facet, value),
                },
            }
        }
        (query, refused)
    }

    fn add(&mut self, facet: &str, value: String) {
        match self.facets.iter_mut().find(|(name, _)| name == facet) {
            Some((_, values)) if values.len() >= VALUES_MAX || values.contains(&value) => {}
            Some((_, values)) => values.push(value),
            None => self.facets.push((facet.to_owned(), vec![value])),
        }
    }

    /// Whether this value of a facet is asked for.
    #[must_use]
    pub fn has(&self, facet: &str, value: &str) -> bool {
        self.facets.iter().any(|(name, values)| name == facet && values.iter().any(|asked| asked == value))
    }

    /// The same list from its first page with a value added, or without it where it was asked for.
    #[must_use]
    pub fn toggled(&self, facet: &str, value: &str) -> Query {
        let mut query = Query { after: None, ..self.clone() };
        if !self.has(facet, value) {
            query.add(facet, value.to_owned());
            return query;
        }
        for (_, values) in query.facets.iter_mut().filter(|(name, _)| name == facet) {
            values.retain(|asked| asked != value);
        }
        query.facets.retain(|(_, values)| !values.is_empty());
        query
    }

    /// The same list from its first page in another order.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Query {
        Query { sort, after: None, ..self.clone() }
    }

    /// The same list without its words.
    #[must_use]
    pub fn without_words(&self) -> Query {
        Query { words: String::new(), after: None, ..self.clone() }
    }

    /// The list alone, whatever its page.
    #[must_use]
    pub fn first_page(&self) -> Query {
        Query { after: None, ..self.clone() }
    }

    /// Whether nothing is filtered.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.facets.is_empty() && self.words.is_empty()
    }

    pub(crate) fn filter(&self) -> Filter {
        Filter { facets: self.facets.clone(), words: self.words.clone() }
    }

    pub(crate) fn after(&self) -> Option<After> {
        self.after.as_ref().and_then(|after| after.parse().ok())
    }
}

/// As an address has it: `stage=mql&q=kessler`; empty for all leads, newest first.
impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let facets = self.facets.iter().flat_map(|(facet, values)| values.iter().map(|value| (facet.as_str(), value)));
        let words = Some(("q", &self.words)).filter(|(_, words)| !words.is_empty());
        let sort = Some(self.sort.as_str().to_owned()).filter(|_| self.sort != Sort::Newest);
        let rest = [sort.as_ref().map(|sort| ("sort", sort)), self.after.as_ref().map(|after| ("after", after))];
        for (index, (name, value)) in facets.chain(words).chain(rest.into_iter().flatten()).enumerate() {
            let and = if index == 0 { "" } else { "&" };
            write!(f, "{and}{}={}", escaped(name), escaped(value))?;
        }
        Ok(())
    }
}

/// Why a facet cannot have this value.
fn wrong(known: &[Offered], facet: &str, value: &str) -> Option<Refused> {
    let Some(found) = known.iter().find(|one| one.facet == facet) else {
        let known = known.iter().map(|one| one.facet.clone()).collect();
        return Some(Refused::Facet { told: facet.to_owned(), known });
    };
    let words = found.values.as_ref()?;
    let is_known = words.iter().any(|word| word == value);
    (!is_known).then(|| Refused::Value { facet: facet.to_owned(), told: value.to_owned(), known: words.clone() })
}

/// Text as a part of an address.
pub(crate) fn escaped(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// Names and values of an address's query, as they were before they were escaped.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (plain(name), plain(value).trim().to_owned()))
        .collect()
}

fn plain(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        let code = text.get(index + 1..index + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                out.push(code);
                index += 2;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(*byte),
        }
        index += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_asked_is_left_out_and_told() {
        let (query, refused) =
            Query::read(None, "status=new&status=new&colour=red&sort=up&after=x&late=maybe&q=+Kessler%20");
        let told: Vec<String> = refused.iter().map(ToString::to_string).collect();
        assert_eq!(query.to_string(), "status=new&q=Kessler");
        assert_eq!(
            told,
            [
                "'colour' is nothing a list is filtered by: choose one of status, late, in_hand, owner, team, source",
                "'up' is no order of a list: choose newest, heard, quiet or due",
                "'x' is not the end of a page: start from the first",
                "'maybe' is no late of the agreement: choose one of yes, no",
            ]
        );
    }

    #[test]
    fn a_value_is_added_and_taken_away() {
        let (query, _) = Query::read(None, "status=new&owner=kim&after=7.0");
        let added = query.toggled("status", "closed");
        assert_eq!(added.to_string(), "status=new&status=closed&owner=kim");
        assert_eq!(added.toggled("owner", "kim").toggled("status", "new").to_string(), "status=closed");
        assert_eq!(query.sorted(Sort::Due).to_string(), "status=new&owner=kim&sort=due");
    }

    proptest! {
        #[test]
        fn an_address_says_what_it_was_made_from(words in ".{0,20}", owner in "\\PC{1,12}", after in any::<u32>()) {
            let after = Some(format!("{after}.0"));
            let asked = Query { facets: vec![("owner".into(), vec![owner.trim().to_owned()])], words: words.trim().to_owned(), sort: Sort::Quiet, after };
            prop_assume!(!owner.trim().is_empty());
            let (read, refused) = Query::read(None, &asked.to_string());
            prop_assert_eq!(refused, vec![]);
            prop_assert_eq!(read, asked);
        }

        #[test]
        fn no_address_stops_the_reader(text in ".{0,60}") {
            let (read, _) = Query::read(None, &text);
            let (again, refused) = Query::read(None, &read.to_string());
            prop_assert_eq!((again, refused), (read, vec![]));
        }
    }
}
