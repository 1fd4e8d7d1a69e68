//! Values learnt about leads and accounts, as numbers of words in columns.

use std::collections::BTreeMap;
use std::sync::Arc;

use entente_core::agreement::model::{Field, Named};
use entente_core::fact::Value;
use entente_core::id::{LeadId, Name};

use super::Collector;
use crate::block::NewValue;
use crate::history::{ACCOUNT_COLUMN, FIXED_COLUMNS};
use crate::kept::{Kept, Trust};
use crate::words::NONE;

impl Collector {
    /// Where the lead came from.
    pub(super) fn tell_source(&mut self, lead: LeadId, source: &str) {
        let value = self.words.number(source);
        self.tell(lead, 0, value, Trust::First);
    }

    /// Which account it belongs to.
    pub(super) fn tell_account(&mut self, lead: LeadId, account: u64) {
        let place = self.account_place(account);
        self.tell(lead, ACCOUNT_COLUMN, place, Trust::Told);
    }

    /// One of the other columns before the fields: owner, team, grade, level.
    pub(super) fn tell_word(&mut self, lead: LeadId, column: usize, word: &str) {
        let value = self.words.number(word);
        self.tell(lead, column, value, Trust::Told);
    }

    /// The lead has no such value any more.
    pub(super) fn tell_nothing(&mut self, lead: LeadId, column: usize) {
        self.tell(lead, column, NONE, Trust::Told);
    }

    pub(super) fn learn_lead(&mut self, lead: LeadId, values: &BTreeMap<Name, Value>, verified: bool) {
        let agreement = self.agreement.clone();
        for (column, value) in fields(&agreement.lead_fields, values) {
            let value = self.words.value(value);
            self.tell(lead, FIXED_COLUMNS + column, value, trust(verified));
        }
    }

    pub(super) fn learn_account(&mut self, account: u64, values: &BTreeMap<Name, Value>, verified: bool) {
        let agreement = self.agreement.clone();
        let width = agreement.account_fields.len();
        let place = self.account_place(account) as usize;
        for (column, value) in fields(&agreement.account_fields, values) {
            let told = Kept { known: self.known, value: self.words.value(value), trust: trust(verified) };
            if let Some(kept) = Arc::make_mut(&mut self.accounts).get_mut(place * width + column) {
                kept.learn(told);
            }
        }
    }

    /// Every field of the lead is empty until something is told again.
    pub(super) fn forget_lead(&mut self, lead: LeadId) {
        for column in 0..self.agreement.lead_fields.len() {
            self.tell(lead, FIXED_COLUMNS + column, NONE, Trust::Erased);
        }
    }

    fn tell(&mut self, lead: LeadId, column: usize, value: u32, trust: Trust) {
        let told = Kept { known: self.known, value, trust };
        self.values.push(NewValue { lead, column: column as u16, told });
    }

    fn account_place(&mut self, account: u64) -> u32 {
        let next = self.account_places.len() as u32;
        let width = self.agreement.account_fields.len();
        let accounts = &mut self.accounts;
        *self.account_places.entry(account).or_insert_with(|| {
            Arc::make_mut(accounts).extend(std::iter::repeat_n(Kept::NOTHING, width));
            next
        })
    }
}

fn trust(verified: bool) -> Trust {
    if verified { Trust::Vouched } else { Trust::Told }
}

/// The values that are fields of the agreement, by the field's place.
fn fields<'v>(declared: &Named<Field>, values: &'v BTreeMap<Name, Value>) -> impl Iterator<Item = (usize, &'v Value)> {
    values.iter().filter_map(|(name, value)| Some((declared.position(name.as_str())?, value)))
}
