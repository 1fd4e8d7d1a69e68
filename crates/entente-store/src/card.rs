//! Cards: one row per lead that stands for a person, as lists show it, kept in the same transaction as its state.

use std::collections::HashMap;

use crate::database::{Row, params};
use entente_core::engine::status::Status;
use entente_core::id::{AccountId, ClauseId, LeadId, Name};
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store};

mod beside;
pub(crate) mod found;
pub(crate) mod list;
mod page;
pub(crate) mod save;

statements! { "card.sql":
    GET = "get", OF_OWNER = "of_owner", DUE_UNTIL = "due_until", DUE_BEFORE = "due_before", DUE_AFTER = "due_after", UNOWNED = "unowned", OF_ACCOUNT = "of_account",
}

/// A lead as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Which lead; none that was merged into another has a card.
    pub lead: LeadId,
    /// Its company.
    pub account: Option<AccountId>,
    /// What it is called; none where nobody told.
    pub name: Option<String>,
    /// Its first mail address.
    pub mail: Option<String>,
    /// What it does there.
    pub title: Option<String>,
    /// Its telephone number, as told.
    pub phone: Option<String>,
    /// Where it is.
    pub city: Option<String>,
    /// What its company is called.
    pub company: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// The stage it is in; `disqualified` where it is out, none before the first.
    pub stage: Option<Name>,
    /// What the rep is doing about it.
    pub status: Status,
    /// Its grade as last decided.
    pub grade: Option<Name>,
    /// Its level as last decided.
    pub level: Option<Name>,
    /// Who holds it.
    pub owner: Option<Name>,
    /// The owner's team.
    pub team: Option<Name>,
    /// The present or last cycle; 0 before the first handoff.
    pub cycle: u32,
    /// Whether sales has it: the cycle is open.
    pub open: bool,
    /// Whether its owner has it in hand: open, and its deal not over.
    pub in_hand: bool,
    /// Whether a clock of it ran past its due instant and runs on; never of a lead that is closed.
    pub late: bool,
    /// When the log first heard of it.
    pub created: Instant,
    /// Since when it is in its stage.
    pub stage_since: Instant,
    /// When it was handed over in the present cycle.
    pub handed: Option<Instant>,
    /// When it last did something; when the log first heard of it where it did nothing.
    pub heard: Instant,
    /// When somebody last acted on it.
    pub touched: Option<Instant>,
    /// When the first of its running clocks is due, or was; none of a lead that is closed.
    pub due: Option<Instant>,
    /// The promise of that clock.
    pub due_clause: Option<ClauseId>,
}

/// What the engine says of a lead, for its card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Its company.
    pub account: Option<AccountId>,
    /// Where it came from.
    pub source: Option<String>,
    /// The stage it is in.
    pub stage: Option<Name>,
    /// What the rep is doing about it; none counts as with marketing.
    pub status: Option<Status>,
    /// Its grade.
    pub grade: Option<Name>,
    /// Its level.
    pub level: Option<Name>,
    /// Who holds it.
    pub owner: Option<Name>,
    /// The owner's team.
    pub team: Option<Name>,
    /// The cycle.
    pub cycle: u32,
    /// Whether it is open.
    pub open: bool,
    /// Whether its owner has it in hand.
    pub in_hand: bool,
    /// Whether a clock of it is late.
    pub late: bool,
    /// When it was created, where that is told.
    pub created: Option<Instant>,
    /// Since when it is in its stage; none where it is in none yet.
    pub stage_since: Option<Instant>,
    /// When it was handed over.
    pub handed: Option<Instant>,
    /// When its first clock is due.
    pub due: Option<Instant>,
    /// The promise of that clock.
    pub due_clause: Option<ClauseId>,
    /// What lists filter it by: facet and value, each pair once.
    pub facets: Vec<(String, String)>,
}

/// A card with the facets it was written with, sorted by number.
pub(crate) struct Kept {
    pub(crate) card: Card,
    pub(crate) facets: Vec<i64>,
}

pub(crate) fn columns(row: &Row<'_>) -> Result<Card, Error> {
    let name = |column| row.get::<Option<String>>(column).map(|text| text.map(Name::new));
    let time = |column| row.get::<Option<i64>>(column).map(|micros| micros.map(Instant::from_micros));
    let status: String = row.get(10)?;
    Ok(Card {
        lead: LeadId(row.get::<i64>(0)? as u64),
        account: row.get::<Option<i64>>(1)?.map(|id| AccountId(id as u64)),
        name: row.get(2)?,
        mail: row.get(3)?,
        title: row.get(4)?,
        phone: row.get(5)?,
        city: row.get(6)?,
        company: row.get(7)?,
        source: row.get(8)?,
        stage: name(9)?,
        status: Status::from_word(&status).unwrap_or(Status::Nurturing),
        grade: name(11)?,
        level: name(12)?,
        owner: name(13)?,
        team: name(14)?,
        cycle: row.get(15)?,
        open: row.get(16)?,
        in_hand: row.get(17)?,
        late: row.get(18)?,
        created: Instant::from_micros(row.get(19)?),
        stage_since: Instant::from_micros(row.get(20)?),
        handed: time(21)?,
        heard: Instant::from_micros(row.get(22)?),
        touched: time(23)?,
        due: time(24)?,
        due_clause: row.get::<Option<String>>(25)?.map(ClauseId),
    })
}

fn kept(row: &Row<'_>) -> Result<Kept, Error> {
    let facets: String = row.get(26)?;
    Ok(Kept { card: columns(row)?, facets: facets.split(',').filter_map(|id| id.parse().ok()).collect() })
}

impl Store {
    /// The card of a lead; none where it was merged into another or nothing was decided of it yet.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn card(&self, lead: LeadId) -> Result<Option<Card>, Error> {
        self.first(GET, [lead.0 as i64], columns)
    }

    /// The cards of leads, in the order asked; a lead without one is left out.
    pub(crate) fn cards(&self, leads: &[LeadId]) -> Result<Vec<Card>, Error> {
        let (ids, mut cards) = (leads.iter().map(|lead| lead.0 as i64).collect::<Vec<_>>(), Vec::new());
        self.database.visit_many(GET, &[], &ids, |row| {
            cards.push(columns(row)?);
            Ok(true)
        })?;
        cards.sort_by_cached_key(|card| leads.iter().position(|lead| *lead == card.lead));
        Ok(cards)
    }

    /// The cards of leads with what they were written with; a lead without one is left out.
    pub(crate) fn kept_cards(&self, leads: &[LeadId]) -> Result<HashMap<LeadId, Kept>, Error> {
        let ids: Vec<i64> = leads.iter().map(|lead| lead.0 as i64).collect();
        let mut cards = HashMap::with_capacity(leads.len());
        self.database.visit_many(GET, &[], &ids, |row| {
            let kept = kept(row)?;
            cards.insert(kept.card.lead, kept);
            Ok(true)
        })?;
        Ok(cards)
    }

    /// What a person has in hand: what is due soonest first, then what is never due, by number.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn cards_of_owner(&self, owner: &Name) -> Result<Vec<Card>, Error> {
        let mut cards = self.rows(OF_OWNER, [owner.as_str()], columns)?;
        // The index has those without a due instant first.
        cards.sort_by_key(|card| (card.due.is_none(), card.due, card.lead));
        Ok(cards)
    }

    /// Up to `limit` cards whose first running clock is due at `until` or before, soonest first.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn cards_due(&self, until: Instant, limit: usize) -> Result<Vec<Card>, Error> {
        self.rows(DUE_UNTIL, params![until.as_micros(), rows_max(limit)], columns)
    }

    /// Up to `limit` cards whose first running clock is due at `now` or before, the one that ran late last first.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn cards_late(&self, now: Instant, limit: usize) -> Result<Vec<Card>, Error> {
        self.rows(DUE_BEFORE, params![now.as_micros(), rows_max(limit)], columns)
    }

    /// Up to `limit` cards whose first running clock is due after `now`, soonest first.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn cards_due_next(&self, now: Instant, limit: usize) -> Result<Vec<Card>, Error> {
        self.rows(DUE_AFTER, params![now.as_micros(), rows_max(limit)], columns)
    }

    /// Up to `limit` cards that were handed over and that nobody holds, longest waiting first.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn cards_unowned(&self, limit: usize) -> Result<Vec<Card>, Error> {
        self.rows(UNOWNED, [rows_max(limit)], columns)
    }

    /// Up to `limit` cards of an account's leads, by number.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn cards_of_account(&self, account: AccountId, limit: usize) -> Result<Vec<Card>, Error> {
        self.rows(OF_ACCOUNT, params![account.0 as i64, rows_max(limit)], columns)
    }
}

/// How many rows to ask for.
pub(crate) fn rows_max(limit: usize) -> i64 {
    limit.min(i64::MAX as usize) as i64
}
