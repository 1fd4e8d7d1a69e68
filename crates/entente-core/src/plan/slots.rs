//! Slots: where each field of a lead or account is kept, and how a told value becomes one machine word or one text.

use std::collections::BTreeMap;

use crate::agreement::model::{Agreement, Field, FieldKind, Named};
use crate::fact::Value;
use crate::id::Name;
use crate::number::Decimal;
use crate::plan::PlanError;
use crate::time::Instant;

/// A value that is not known. No field can hold it: numbers saturate one above.
pub const UNKNOWN: i64 = i64::MIN;

/// One field's slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The field's name.
    pub name: Name,
    /// What it holds.
    pub kind: FieldKind,
    /// Place among the numbers, or among the texts where `kind` is text.
    pub index: usize,
    /// Computed from this other thing instead of learnt.
    pub from: Option<Name>,
}

/// All slots of leads, and all of accounts.
#[derive(Debug, Clone, Default)]
pub struct Slots {
    /// Slots of a lead, by field name.
    pub lead: BTreeMap<Name, Slot>,
    /// Slots of an account, by field name.
    pub account: BTreeMap<Name, Slot>,
}

/// A value as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// In a number slot.
    Number(i64),
    /// In a text slot; none is not known.
    Text(Option<String>),
}

impl Slots {
    /// Gives every field of the agreement its slot.
    ///
    /// # Errors
    /// [`PlanError::TooMany`] where a set or choice has more than 63 words.
    pub fn of(agreement: &Agreement) -> Result<Slots, PlanError> {
        Ok(Slots { lead: assign(&agreement.lead_fields)?, account: assign(&agreement.account_fields)? })
    }
}

fn assign(fields: &Named<Field>) -> Result<BTreeMap<Name, Slot>, PlanError> {
    let (mut numbers, mut texts) = (0, 0);
    let mut slots = BTreeMap::new();
    for (name, field) in fields {
        if let FieldKind::Choice { of } | FieldKind::Set { of } = &field.kind
            && of.len() > 63
        {
            return Err(PlanError::TooMany("words in one field (63 at most)"));
        }
        let count = if field.kind == FieldKind::Text { &mut texts } else { &mut numbers };
        let slot = Slot { name: name.clone(), kind: field.kind.clone(), index: *count, from: field.from.clone() };
        *count += 1;
        slots.insert(name.clone(), slot);
    }
    Ok(slots)
}

/// How many number slots and text slots a set of fields needs.
#[must_use]
pub fn sizes(slots: &BTreeMap<Name, Slot>) -> (usize, usize) {
    let texts = slots.values().filter(|slot| slot.kind == FieldKind::Text).count();
    (slots.len() - texts, texts)
}

/// Packs a two-letter country code; lower case is folded. None where it is not two letters.
#[must_use]
pub fn country(code: &str) -> Option<i64> {
    match code.as_bytes() {
        [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
            Some((i64::from(a.to_ascii_uppercase()) << 8) | i64::from(b.to_ascii_uppercase()))
        }
        _ => None,
    }
}

impl Slot {
    /// Turns a told value into the kept form. A value that does not fit the field's type is not known: the importer
    /// and the forms refuse such values with a reason; a log from elsewhere must not stop the engine.
    #[must_use]
    pub fn keep(&self, value: &Value) -> Kept {
        match (&self.kind, value) {
            (FieldKind::Text, Value::Text(text)) => Kept::Text(Some(text.clone())),
            (FieldKind::Text, Value::Number(number)) => Kept::Text(Some(number.to_string())),
            (FieldKind::Text, _) => Kept::Text(None),
            (kind, value) => Kept::Number(number_of(kind, value).unwrap_or(UNKNOWN)),
        }
    }

    /// The kept number in words, for an explanation.
    #[must_use]
    pub fn show(&self, kept: i64) -> String {
        if kept == UNKNOWN {
            return "not known".to_owned();
        }
        match &self.kind {
            FieldKind::Bool => if kept == 1 { "yes" } else { "no" }.to_owned(),
            FieldKind::Choice { of } => {
                usize::try_from(kept).ok().and_then(|index| of.get(index)).map(ToString::to_string).unwrap_or_default()
            }
            FieldKind::Set { of } => {
                let held = of.iter().enumerate().filter(|(index, _)| kept >> index & 1 == 1);
                held.map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(", ")
            }
            FieldKind::Country => {
                let letters = [(kept >> 8) as u8, kept as u8];
                String::from_utf8_lossy(&letters).into_owned()
            }
            FieldKind::Date => Instant::from_micros(kept).to_string(),
            FieldKind::Number | FieldKind::Text => Decimal::from_millionths(kept).to_string(),
        }
    }
}

/// The kept number of a told value, where it fits the kind.
fn number_of(kind: &FieldKind, value: &Value) -> Option<i64> {
    match (kind, value) {
        (FieldKind::Number, Value::Number(number)) => Some(number.as_millionths().max(UNKNOWN + 1)),
        (FieldKind::Number, Value::Text(text)) => Decimal::parse(text.trim()).ok().map(Decimal::as_millionths),
        (FieldKind::Bool, Value::Bool(yes)) => Some(i64::from(*yes)),
        (FieldKind::Choice { of }, Value::Text(text)) => position(of, text),
        (FieldKind::Country, Value::Text(text)) => country(text.trim()),
        (FieldKind::Date, Value::Text(text)) => Instant::parse(text).ok().map(Instant::as_micros),
        (FieldKind::Set { of }, Value::Set(words)) => mask(of, words.iter().map(String::as_str)),
        (FieldKind::Set { of }, Value::Text(word)) => mask(of, std::iter::once(word.as_str())),
        _ => None,
    }
}

/// The index of a word among a choice's, exact first, then case-folded.
fn position(of: &[Name], word: &str) -> Option<i64> {
    let word = word.trim();
    let exact = of.iter().position(|name| name.as_str() == word);
    let index = exact.or_else(|| of.iter().position(|name| name.as_str().eq_ignore_ascii_case(word)))?;
    i64::try_from(index).ok()
}

/// The bits of those words that the field knows; none where words were told and it knows not one of them.
fn mask<'a>(of: &[Name], words: impl Iterator<Item = &'a str>) -> Option<i64> {
    let (mut told, mut mask) = (0, 0);
    for word in words {
        told += 1;
        mask |= position(of, word).map_or(0, |index| 1 << index);
    }
    (told == 0 || mask != 0).then_some(mask)
}
