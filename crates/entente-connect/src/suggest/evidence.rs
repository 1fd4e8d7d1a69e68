//! What the values of a column look like, gathered in one pass over all rows.

use std::collections::BTreeMap;

use super::times::Times;
use super::{MEMBERS_MAX, countries};
use crate::csv::value::{Kind, NumberForm, number, value};

/// Different values that are counted by name; a column with more is no choice among words.
const DISTINCT_MAX: usize = 400;
/// A text longer than this is nobody's key, number or word.
const TEXT_BYTES_MAX: usize = 200;

/// What the values of a column look like.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Evidence {
    /// Cells that say something.
    pub(super) filled: u64,
    /// Values and how often each stands, up to a limit.
    pub(super) distinct: BTreeMap<String, u64>,
    /// There are more values than are counted.
    pub(super) is_varied: bool,
    /// The first few different values, as they stand.
    pub(super) samples: Vec<String>,
    pub(super) mails: u64,
    pub(super) points: u64,
    pub(super) commas: u64,
    /// Numbers that only a comma explains: `1.234,5`, `3,75`.
    pub(super) surely_commas: u64,
    pub(super) bools: u64,
    pub(super) times: Times,
    members: BTreeMap<String, Evidence>,
}

const SAMPLES: usize = 3;

impl Evidence {
    /// Takes in a cell.
    pub(super) fn take(&mut self, cell: &str) {
        let text = cell.trim();
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        if self.samples.len() < SAMPLES && !self.samples.iter().any(|own| own == text) {
            self.samples.push(text.chars().take(80).collect());
        }
        if text.starts_with('{') {
            self.take_members(text);
        }
        if text.len() > TEXT_BYTES_MAX {
            self.is_varied = true;
            return;
        }
        self.take_word(text);
        self.mails += u64::from(is_mail(text));
        self.times.take(text);
        if text.bytes().any(|byte| byte.is_ascii_digit()) {
            let (point, comma) = (number(text, &NumberForm::Point).is_ok(), number(text, &NumberForm::Comma).is_ok());
            self.points += u64::from(point);
            self.commas += u64::from(comma);
            self.surely_commas += u64::from(comma && !point);
        }
        self.bools += u64::from(text.len() <= 5 && value(text, &Kind::usual_bool()).is_ok());
    }

    fn take_word(&mut self, text: &str) {
        if let Some(times) = self.distinct.get_mut(text) {
            *times += 1;
        } else if self.distinct.len() < DISTINCT_MAX {
            self.distinct.insert(text.to_owned(), 1);
        } else {
            self.is_varied = true;
        }
    }

    fn take_members(&mut self, text: &str) {
        let Ok(serde_json::Value::Object(object)) = serde_json::from_str(text) else { return };
        for (name, value) in object {
            if self.members.len() >= MEMBERS_MAX && !self.members.contains_key(&name) {
                continue;
            }
            let text = match value {
                serde_json::Value::String(text) => text,
                serde_json::Value::Null | serde_json::Value::Object(_) | serde_json::Value::Array(_) => continue,
                other => other.to_string(),
            };
            self.members.entry(name).or_default().take(&text);
        }
    }

    /// Whether at least this share of its values, in percent, is counted by `count`.
    pub(super) fn mostly(&self, count: u64, percent: u64) -> bool {
        self.filled > 0 && count * 100 >= self.filled * percent
    }

    /// How many values name a country.
    pub(super) fn countries(&self) -> u64 {
        if self.is_varied {
            return 0;
        }
        self.distinct.iter().filter(|(text, _)| countries::code(text).is_some()).map(|(_, times)| times).sum()
    }

    /// The members of the JSON objects in it, each as a column of its own.
    pub(super) fn members(&self) -> impl Iterator<Item = (String, Evidence)> + '_ {
        self.members.iter().map(|(name, told)| (name.clone(), told.clone()))
    }
}

fn is_mail(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty() && domain.contains('.') && !text.contains([' ', ',', ';', '/'])
}
