//! The text of one cell as a value of one kind: exact numbers, instants with their precision, words, yes and no.

mod date;
mod number;
#[cfg(test)]
mod tests;

use crate::csv::unfit::Unfit;
use entente_core::fact::Value;
use entente_core::identity::free_mail;

pub use date::{Format, Moment, TimeForm, lasted, moment};
pub use number::{NumberForm, number};

/// As what a cell is read.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Text, to the byte.
    Text,
    /// A number.
    Number(NumberForm),
    /// A number of hundredths: `42%` and `42` are 0.42.
    Percent(NumberForm),
    /// Yes or no, by two lists of words; compared without case.
    Bool {
        /// These mean yes.
        yes: Vec<String>,
        /// These mean no.
        no: Vec<String>,
    },
    /// Whether it is one of these words, and no otherwise, also where the cell is empty.
    Is(Vec<String>),
    /// Several words with this between them.
    Set {
        /// Between two words.
        split: String,
    },
    /// A date or instant, written as ISO 8601 text.
    Date(TimeForm),
    /// The company's domain in a mail or web address; null where there is none, or where anybody may have one at it.
    Domain,
}

impl Kind {
    /// Yes or no by the words most systems write.
    pub fn usual_bool() -> Kind {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        Kind::Bool { yes: words(&["true", "yes", "y", "t", "1"]), no: words(&["false", "no", "n", "f", "0"]) }
    }
}

/// Reads the text of a cell that is not null.
///
/// # Errors
/// What the cell is not, with its text.
pub fn value(text: &str, kind: &Kind) -> Result<Value, Unfit> {
    let trimmed = text.trim_matches([' ', '\t']);
    match kind {
        Kind::Text => Ok(Value::Text(text.to_owned())),
        Kind::Number(form) => number(trimmed, form).map(Value::Number),
        Kind::Percent(form) => number::percent(trimmed, form).map(Value::Number),
        Kind::Bool { yes, no } => yes_or_no(trimmed, yes, no).map(Value::Bool),
        Kind::Is(words) => Ok(Value::Bool(words.iter().any(|word| word == trimmed))),
        Kind::Set { split } => Ok(Value::Set(words(text, split))),
        Kind::Domain => Ok(domain(trimmed).map_or(Value::Null, |domain| Value::Text(domain.to_lowercase()))),
        Kind::Date(form) => moment(trimmed, form).map(|moment| Value::Text(moment.to_iso(form))),
    }
}

fn yes_or_no(text: &str, yes: &[String], no: &[String]) -> Result<bool, Unfit> {
    let among = |words: &[String]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    match (among(yes), among(no)) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => Err(Unfit::YesOrNo(text.to_owned(), yes.join(", "), no.join(", "))),
    }
}

/// `kessler.example` of `Ana@kessler.example`, `https://www.kessler.example/jobs` and `kessler.example`.
fn domain(text: &str) -> Option<&str> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host).split(':').next().unwrap_or_default();
    let host = host.trim_end_matches('.');
    let host =
        host.get(..4).filter(|www| www.eq_ignore_ascii_case("www.")).map_or(host, |_| host.get(4..).unwrap_or(host));
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    let is_domain = host.contains('.') && host.split('.').all(is_label) && host.chars().any(char::is_alphabetic);
    (is_domain && free_mail(host).is_none()).then_some(host)
}

/// The words of a list: trimmed, without empty ones, each once, in the order written.
fn words(text: &str, split: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(split).map(str::trim).filter(|word| !word.is_empty()) {
        if !words.iter().any(|own| own == word) {
            words.push(word.to_owned());
        }
    }
    words
}
