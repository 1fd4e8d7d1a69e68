//! How a column is read once it has a target: formats, spellings and words, from what its values look like.

use entente_core::agreement::model::FieldKind;
use entente_core::id::Name;

use super::columns::Column;
use super::evidence::Evidence;
use super::meaning::folded;
use super::{Known, Target, countries, times};

/// How the cells of a column are read.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// As a mapping writes it: `number`, `bool`, `set`, `date`, `domain`; text where empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// How times are written, as a mapping writes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// Whether decimals stand behind a comma.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub comma: bool,
    /// Between the words of a set.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub split: String,
    /// Spellings and the word each means.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alias: Vec<(String, String)>,
    /// Words that mean yes, for whether somebody has opted out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub yes: Vec<String>,
    /// Whether what cannot be read stays unknown, instead of its row being rejected.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lenient: bool,
}

/// What a person should look at before a column is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Its times can be read in several ways, and no value tells them apart: day first or month first?
    Ways(Vec<String>),
    /// So many values are not of the kind that belongs there. They stay unknown.
    Unfit {
        /// How many values.
        values: u64,
        /// Of how many.
        of: u64,
        /// The first few.
        like: Vec<String>,
    },
    /// Nothing in it looks like what belongs there.
    Unlike,
    /// It is empty in every row.
    Empty,
}

/// Words that say yes, or that somebody has left, in the languages of exports.
const YES: &[&str] = &[
    "true",
    "yes",
    "y",
    "t",
    "1",
    "x",
    "ja",
    "wahr",
    "j",
    "예",
    "네",
    "o",
    "unsubscribed",
    "optedout",
    "optout",
    "blocklisted",
    "donotcontact",
    "abgemeldet",
    "gesperrt",
    "수신거부",
    "거부",
    "해지",
];

/// How a column is read for a target, and what is doubtful about it.
pub(super) fn of(column: &Column, target: &Target, known: &Known) -> (Reading, Vec<Doubt>) {
    let told = column.evidence();
    if told.filled == 0 && *target != Target::Leave {
        return (Reading { kind: kind_word(known.kind(target)).to_owned(), ..Reading::default() }, vec![Doubt::Empty]);
    }
    match target {
        Target::Created => times(told),
        Target::Account => (Reading { kind: domain_or_text(told), ..Reading::default() }, Vec::new()),
        Target::AccountOwner => people(told, &known.people),
        Target::OptedOut => opted_out(told),
        Target::Mail if !told.mostly(told.mails, 50) => (Reading::default(), vec![Doubt::Unlike]),
        field => match known.kind(field) {
            Some(FieldKind::Number) => numbers(told, column.semicolons()),
            Some(FieldKind::Date) => times(told),
            Some(FieldKind::Bool) => bools(told),
            Some(FieldKind::Country) => words(told, "", countries::code),
            Some(FieldKind::Choice { of }) => words(told, "", |text| among(of, text)),
            Some(FieldKind::Set { .. }) => {
                let split = if told.distinct.keys().any(|text| text.contains(';')) { ";" } else { "," };
                (Reading { kind: "set".to_owned(), split: split.to_owned(), ..Reading::default() }, Vec::new())
            }
            Some(FieldKind::Text) | None => (Reading::default(), Vec::new()),
        },
    }
}

/// What the reading is called in a mapping, by the kind of field.
fn kind_word(kind: Option<&FieldKind>) -> &'static str {
    match kind {
        Some(FieldKind::Number) => "number",
        Some(FieldKind::Bool) => "bool",
        Some(FieldKind::Set { .. }) => "set",
        Some(FieldKind::Date) => "date",
        _ => "",
    }
}

fn times(told: &Evidence) -> (Reading, Vec<Doubt>) {
    let (ways, fits) = told.times.best();
    let ways = times::differing(&ways, &told.distinct.keys());
    let format = ways.first().copied().unwrap_or("iso").to_owned();
    let reading = Reading { kind: "date".to_owned(), format, lenient: fits < told.filled, ..Reading::default() };
    let mut doubts = unfit(told, fits, |text| !text.bytes().any(|byte| byte.is_ascii_digit()));
    if fits == 0 {
        doubts = vec![Doubt::Unlike];
    } else if ways.len() > 1 {
        doubts.insert(0, Doubt::Ways(ways.iter().map(|way| (*way).to_owned()).collect()));
    }
    (reading, doubts)
}

fn numbers(told: &Evidence, semicolons: bool) -> (Reading, Vec<Doubt>) {
    // `1.234` alone is both; a file with semicolons between its cells comes from where decimals have commas.
    let comma = told.commas > told.points || (told.commas == told.points && (told.surely_commas > 0 || semicolons));
    let fits = if comma { told.commas } else { told.points };
    let reading = Reading { kind: "number".to_owned(), comma, lenient: fits < told.filled, ..Reading::default() };
    let form = if comma { crate::csv::value::NumberForm::Comma } else { crate::csv::value::NumberForm::Point };
    let doubts = unfit(told, fits, |text| crate::csv::value::number(text, &form).is_err());
    (reading, if fits == 0 { vec![Doubt::Unlike] } else { doubts })
}

fn bools(told: &Evidence) -> (Reading, Vec<Doubt>) {
    let usual = crate::csv::value::Kind::usual_bool();
    let reading = Reading { kind: "bool".to_owned(), lenient: told.bools < told.filled, ..Reading::default() };
    (reading, unfit(told, told.bools, |text| crate::csv::value::value(text, &usual).is_err()))
}

/// Words of a choice or a country: those that are spelled otherwise get an alias.
fn words(told: &Evidence, kind: &str, meant: impl Fn(&str) -> Option<String>) -> (Reading, Vec<Doubt>) {
    let (mut reading, mut fits) = (Reading { kind: kind.to_owned(), ..Reading::default() }, 0);
    for (text, times) in &told.distinct {
        if let Some(word) = meant(text) {
            fits += times;
            if word != *text {
                reading.alias.push((text.clone(), word));
            }
        }
    }
    let doubts = unfit(told, fits, |text| meant(text).is_none());
    (reading, doubts)
}

fn people(told: &Evidence, people: &[Name]) -> (Reading, Vec<Doubt>) {
    words(told, "", |text| {
        let local = text.split_once('@').map_or(text, |(local, _)| local);
        let own = folded(local);
        let reversed: String = local.split_whitespace().rev().map(folded).collect();
        let same = |name: &&Name| [&own, &reversed].contains(&&folded(name.as_str()));
        people.iter().find(same).map(|name| name.as_str().to_owned())
    })
}

fn opted_out(told: &Evidence) -> (Reading, Vec<Doubt>) {
    let yes: Vec<String> = told.distinct.keys().filter(|text| YES.contains(&folded(text).as_str())).cloned().collect();
    let doubts = if told.is_varied { vec![Doubt::Unlike] } else { Vec::new() };
    (Reading { yes, ..Reading::default() }, doubts)
}

/// Domains and web addresses are cut to the domain; other keys are taken as they are.
fn domain_or_text(told: &Evidence) -> String {
    let is_domain = |text: &&String| text.contains('.') && !text.contains(' ');
    let domains = told.distinct.iter().filter(|(text, _)| is_domain(text)).map(|(_, times)| *times).sum::<u64>();
    let counted: u64 = told.distinct.values().sum();
    if domains * 2 > counted { "domain".to_owned() } else { String::new() }
}

/// A word of a choice by its spelling, or by nearly its spelling.
fn among(of: &[Name], text: &str) -> Option<String> {
    let own = folded(text);
    let exact = of.iter().find(|word| folded(word.as_str()) == own);
    let near = |word: &&Name| own.len() > 4 && strsim::jaro_winkler(&folded(word.as_str()), &own) > 0.93;
    exact.or_else(|| of.iter().find(near)).map(|word| word.as_str().to_owned())
}

fn unfit(told: &Evidence, fits: u64, is_unfit: impl Fn(&str) -> bool) -> Vec<Doubt> {
    let values = told.filled.saturating_sub(fits);
    if values == 0 {
        return Vec::new();
    }
    let like = told.distinct.keys().filter(|text| is_unfit(text)).take(5).cloned().collect();
    vec![Doubt::Unfit { values, of: told.filled, like }]
}
