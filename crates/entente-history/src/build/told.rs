//! Values learnt about leads and accounts, as numbers of words in columns.

use std::collections::BTreeMap;

use entente_core::agreement::model::{Field, Named};
use entente_core::fact::Value;
use entente_core::id::{LeadId, Name};

use super::{Collector, Told, Trust};
use crate::history::FIXED_COLUMNS;
use crate::words::NONE;

impl Collector<'_> {
    /// Where the lead came from.
    pub(super) fn tell_source(&mut self, lead: LeadId, source: &str) {
        let value = self.words.number(source);
        self.lead_told.push(Told { subject: lead.0, known: self.known, column: 0, value, trust: Trust::First });
    }

    /// One of the other columns before the fields: owner, team, grade, level.
    pub(super) fn tell_word(&mut self, lead: LeadId, column: u16, word: &str) {
        let value = self.words.number(word);
        self.lead_told.push(Told { subject: lead.0, known: self.known, column, value, trust: Trust::Told });
    }

    /// The lead has no such value any more.
    pub(super) fn tell_nothing(&mut self, lead: LeadId, column: u16) {
        self.lead_told.push(Told { subject: lead.0, known: self.known, column, value: NONE, trust: Trust::Told });
    }

    pub(super) fn learn_lead(&mut self, lead: LeadId, values: &BTreeMap<Name, Value>, verified: bool) {
        for (column, value) in fields(&self.agreement.lead_fields, values) {
            let (column, value) = ((FIXED_COLUMNS + column) as u16, self.words.value(value));
            self.lead_told.push(Told { subject: lead.0, known: self.known, column, value, trust: trust(verified) });
        }
    }

    pub(super) fn learn_account(&mut self, account: u64, values: &BTreeMap<Name, Value>, verified: bool) {
        for (column, value) in fields(&self.agreement.account_fields, values) {
            let (column, value) = (column as u16, self.words.value(value));
            self.account_told.push(Told { subject: account, known: self.known, column, value, trust: trust(verified) });
        }
    }
}

fn trust(verified: bool) -> Trust {
    if verified { Trust::Vouched } else { Trust::Told }
}

/// The values that are fields of the agreement, by the field's place.
fn fields<'v>(declared: &Named<Field>, values: &'v BTreeMap<Name, Value>) -> impl Iterator<Item = (usize, &'v Value)> {
    values.iter().filter_map(|(name, value)| Some((declared.position(name.as_str())?, value)))
}
