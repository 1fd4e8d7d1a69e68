//! What cards show beside what the engine says: what is told of a lead and of all that are one with it.

use std::collections::HashMap;

use entente_core::engine::status::Status;
use entente_core::id::LeadId;
use entente_core::time::Instant;

use super::Card;
use crate::profile::{Shown, Told};
use crate::sql::statements;
use crate::{Error, Tx};

statements! { "lead.sql": KNOWN = "known" }

/// What is told of leads whose cards are written, looked up together.
pub(super) struct Beside {
    groups: HashMap<LeadId, Vec<LeadId>>,
    told: Told,
    /// When the log first heard of each.
    known: HashMap<LeadId, Instant>,
}

impl Beside {
    pub(super) fn look_up(tx: &Tx<'_>, leads: &[LeadId]) -> Result<Beside, Error> {
        let groups = tx.groups(leads)?;
        let mut all: Vec<LeadId> = leads.iter().chain(groups.values().flatten()).copied().collect();
        all.sort_unstable();
        all.dedup();
        let (ids, mut known) = (leads.iter().map(|lead| lead.0 as i64).collect::<Vec<_>>(), HashMap::new());
        tx.database.visit_many(KNOWN, &[], &ids, |row| {
            known.insert(LeadId(row.get::<i64>(0)? as u64), Instant::from_micros(row.get(1)?));
            Ok(true)
        })?;
        Ok(Beside { groups, told: Told::look_up(tx, &all)?, known })
    }

    fn known(&self, lead: LeadId) -> Instant {
        self.known.get(&lead).copied().unwrap_or(Instant::from_micros(0))
    }

    /// Sets what is told.
    pub(super) fn show(&self, card: &mut Card) {
        // What is known of the lead itself comes first.
        let others = self.groups.get(&card.lead).into_iter().flatten().filter(|member| **member != card.lead);
        let members: Vec<LeadId> = std::iter::once(&card.lead).chain(others).copied().collect();
        let Shown { name, mail, title, phone, city, heard, touched } = self.told.shown(&members);
        (card.name, card.mail, card.title, card.phone, card.city) = (name, mail, title, phone, city);
        card.heard = heard.unwrap_or(self.known(card.lead));
        card.touched = touched;
    }

    /// A card of a lead that had none: what is told of it, and nothing decided.
    pub(super) fn first(&self, lead: LeadId) -> Card {
        let known = self.known(lead);
        let mut card = Card {
            lead,
            account: None,
            name: None,
            mail: None,
            title: None,
            phone: None,
            city: None,
            company: None,
            source: None,
            stage: None,
            status: Status::Nurturing,
            grade: None,
            level: None,
            owner: None,
            team: None,
            cycle: 0,
            open: false,
            in_hand: false,
            late: false,
            created: known,
            stage_since: known,
            handed: None,
            heard: known,
            touched: None,
            due: None,
            due_clause: None,
        };
        self.show(&mut card);
        card
    }
}
