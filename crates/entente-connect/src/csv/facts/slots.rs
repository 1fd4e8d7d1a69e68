//! The values that a fact takes, read from a row and asked for by name.

use crate::csv::unfit::Unfit;
use entente_core::fact::Value;
use entente_core::id::Name;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use jiff::tz::TimeZone;

use super::line::{Line, trimmed};
use crate::csv::map::{FactMap, Need};
use crate::csv::value::{Format, Kind, TimeForm, lasted, moment};

/// The values of a fact's slots, by name.
pub(super) struct Slots {
    values: Vec<(&'static str, Value)>,
}

impl Slots {
    pub(super) fn read(line: &Line<'_>, fact: &FactMap) -> Result<Slots, Unfit> {
        let mut values = Vec::new();
        for (slot, cell) in fact.kind.slots().iter().zip(&fact.slots) {
            let value = cell.as_ref().map_or(Ok(Value::Null), |cell| line.value(cell))?;
            if value == Value::Null && slot.need == Need::Must {
                return Err(Unfit::Lacks(fact.kind.word(), slot.name));
            }
            values.push((slot.name, value));
        }
        Ok(Slots { values })
    }

    fn get(&self, name: &str) -> &Value {
        self.values.iter().find(|(own, _)| *own == name).map_or(&Value::Null, |(_, value)| value)
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.maybe_text(name).unwrap_or_default()
    }

    pub(super) fn maybe_text(&self, name: &str) -> Option<String> {
        match self.get(name) {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    pub(super) fn name(&self, name: &str) -> Name {
        Name::new(trimmed(&self.text(name)))
    }

    pub(super) fn number(&self, name: &str) -> Decimal {
        match self.get(name) {
            Value::Number(number) => *number,
            _ => Decimal::ZERO,
        }
    }

    pub(super) fn yes(&self, name: &str, unless_said: bool) -> bool {
        match self.get(name) {
            Value::Bool(yes) => *yes,
            _ => unless_said,
        }
    }

    pub(super) fn set(&self, name: &str) -> Vec<Name> {
        match self.get(name) {
            Value::Set(words) => words.iter().map(|word| Name::new(word.clone())).collect(),
            _ => Vec::new(),
        }
    }

    pub(super) fn lasted(&self, name: &str) -> Result<Option<Span>, Unfit> {
        self.maybe_text(name).map(|text| lasted(trimmed(&text))).transpose()
    }

    /// A time slot: its cell was read as a date or instant and is ISO text now.
    pub(super) fn time(&self, name: &str, fact: &FactMap) -> Result<Instant, Unfit> {
        let zone = fact.kind.slots().iter().zip(&fact.slots).find(|(slot, _)| slot.name == name);
        let zone = match zone.and_then(|(_, cell)| cell.as_ref()).map(|cell| &cell.kind) {
            Some(Kind::Date(form)) => form.zone.clone(),
            _ => TimeZone::UTC,
        };
        let form = TimeForm { formats: vec![Format::Iso], zone, precision: None };
        moment(&self.text(name), &form).map(|moment| moment.at)
    }
}
