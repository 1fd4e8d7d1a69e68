//! Writing cards: what the engine says beside what is told, with only what changed written to facets and words.

use std::collections::BTreeSet;

use crate::database::{Parameter, Value};
use entente_core::engine::status::Status;
use entente_core::id::{AccountId, LeadId, Name};
use entente_core::time::Instant;

use super::beside::Beside;
use super::{Card, Kept, Standing, kept};
use crate::facet::Changes;
use crate::profile::{self, Companies};
use crate::projection::Heard;
use crate::sql::statements;
use crate::word::{self, Of, Words};
use crate::{Error, Store, Tx};

statements! { "card.sql":
    PUT = "put", DELETE = "delete", HEARD = "heard", TOUCHED = "touched", OF_ACCOUNT = "of_account",
}

/// The facet that every card has, so that how many there are is known without counting.
pub(crate) const EVERY: &str = "";

/// Writes or drops the cards of leads whose states changed, each lead once.
pub(crate) fn save(tx: &Tx<'_>, cards: &[(LeadId, Option<Standing>)]) -> Result<(), Error> {
    let (mut changes, mut rows) = (Changes::default(), Vec::with_capacity(cards.len()));
    let mut kept = tx.kept_cards(&cards.iter().map(|(lead, _)| *lead).collect::<Vec<_>>())?;
    let is_first = |(lead, standing): &&(LeadId, Option<Standing>)| standing.is_some() && !kept.contains_key(lead);
    let beside = Beside::look_up(tx, &cards.iter().filter(is_first).map(|(lead, _)| *lead).collect::<Vec<_>>())?;
    let standings = cards.iter().filter_map(|(_, standing)| standing.as_ref());
    let facets = standings.flat_map(|standing| &standing.facets).map(|(facet, value)| (facet.as_ref(), value.as_ref()));
    changes.look_up(tx, std::iter::once((EVERY, "")).chain(facets))?;
    let account_before = |lead: &LeadId| kept.get(lead).and_then(|kept| kept.card.account);
    let moved = cards.iter().filter_map(|(lead, standing)| {
        standing.as_ref()?.account.filter(|account| account_before(lead) != Some(*account))
    });
    let companies = Companies::look_up(tx, moved)?;
    let mut words = Words::default();
    for (lead, standing) in cards {
        let before = kept.remove(lead);
        match standing {
            Some(standing) => {
                let card = put(tx, (&beside, &companies), (*lead, standing), before.as_ref(), &mut changes);
                if let Some(card) = &card {
                    note_words(&mut words, &card.card, before.as_ref().map(|before| &before.card));
                }
                rows.extend(card);
            }
            None => drop_card(tx, *lead, before, &mut changes, &mut words)?,
        }
    }
    write_rows(tx, &rows)?;
    words.write(tx, Of::Cards)?;
    changes.write(tx)
}

/// The card as it is to be written; none where nothing of it changed.
fn put(
    tx: &Tx<'_>,
    (beside, companies): (&Beside, &Companies),
    (lead, standing): (LeadId, &Standing),
    before: Option<&Kept>,
    changes: &mut Changes,
) -> Option<Kept> {
    let named = standing.facets.iter().map(|(facet, value)| (facet.as_ref(), value.as_ref()));
    let mut facets: Vec<i64> =
        std::iter::once((EVERY, "")).chain(named).filter_map(|value| changes.id_of(value)).collect();
    facets.sort_unstable();
    facets.dedup();
    let mut card = match before {
        Some(before) => before.card.clone(),
        None => beside.first(lead),
    };
    let company_of = card.account;
    stand(&mut card, standing);
    if card.account != company_of {
        card.company = card.account.and_then(|account| companies.name(account)).cloned();
    }
    card.heard = tx.heard.borrow_mut().remove(&lead).map_or(card.heard, |heard| card.heard.max(heard));
    let had = before.map(|before| before.facets.as_slice()).unwrap_or_default();
    if before.is_some_and(|before| before.card == card) && had == facets {
        return None;
    }
    had.iter().filter(|id| !facets.contains(id)).for_each(|id| changes.note(*id, lead, false));
    facets.iter().filter(|id| !had.contains(id)).for_each(|id| changes.note(*id, lead, true));
    Some(Kept { card, facets })
}

/// Sets what the engine says.
fn stand(card: &mut Card, standing: &Standing) {
    let standing = standing.clone();
    card.account = standing.account;
    card.source = standing.source;
    card.stage = standing.stage;
    card.status = standing.status.unwrap_or(Status::Nurturing);
    (card.grade, card.level) = (standing.grade, standing.level);
    (card.owner, card.team) = (standing.owner, standing.team);
    (card.cycle, card.open, card.in_hand, card.late) = (standing.cycle, standing.open, standing.in_hand, standing.late);
    card.created = standing.created.unwrap_or(card.created);
    card.stage_since = standing.stage_since.unwrap_or(card.created);
    card.handed = standing.handed;
    (card.due, card.due_clause) = (standing.due, standing.due_clause);
}

fn drop_card(
    tx: &Tx<'_>,
    lead: LeadId,
    before: Option<Kept>,
    changes: &mut Changes,
    words: &mut Words,
) -> Result<(), Error> {
    let Some(Kept { card, facets }) = before else { return Ok(()) };
    facets.into_iter().for_each(|id| changes.note(id, lead, false));
    words.note(lead.0, &words_of(&card), &BTreeSet::new());
    tx.execute(DELETE, [lead.0 as i64]).map(drop)
}

/// Shows anew, after something was told, all leads that are one person with any of these.
pub(crate) fn reshow(tx: &Tx<'_>, leads: &[LeadId]) -> Result<(), Error> {
    if leads.is_empty() {
        return Ok(());
    }
    let groups = tx.groups(leads)?;
    let mut members: Vec<LeadId> = leads.iter().chain(groups.values().flatten()).copied().collect();
    members.sort_unstable();
    members.dedup();
    let kept = tx.kept_cards(&members)?;
    if kept.is_empty() {
        return Ok(());
    }
    let beside = Beside::look_up(tx, &members)?;
    let shown = kept.into_values().map(|kept| {
        let mut card = kept.card.clone();
        beside.show(&mut card);
        (kept, card)
    });
    write(tx, shown)
}

/// Shows all leads of companies under the names these now have.
pub(crate) fn rename_companies(tx: &Tx<'_>, accounts: &[AccountId]) -> Result<(), Error> {
    let companies = Companies::look_up(tx, accounts.iter().copied())?;
    let rows: Vec<(i64, i64)> = accounts.iter().map(|account| (account.0 as i64, i64::MAX)).collect();
    let mut cards = Vec::new();
    tx.database.visit_rows(OF_ACCOUNT, &rows, |row| {
        cards.push(kept(row)?);
        Ok(true)
    })?;
    let renamed = cards.into_iter().map(|kept| {
        let company = kept.card.account.and_then(|account| companies.name(account)).cloned();
        let card = Card { company, ..kept.card.clone() };
        (kept, card)
    });
    write(tx, renamed)
}

/// Notes when leads last did something; their cards say so once they are written, at the latest with the commit.
pub(crate) fn heard(tx: &Tx<'_>, heard: &Heard) -> Result<(), Error> {
    if heard.is_empty() {
        return Ok(());
    }
    profile::heard(tx, heard)?;
    for (lead, at) in on_cards(tx, heard)? {
        let mut noted = tx.heard.borrow_mut();
        let last = noted.entry(lead).or_insert(at);
        *last = at.max(*last);
    }
    Ok(())
}

/// Writes on cards that were not written anyway when their leads last did something.
pub(crate) fn heard_left(tx: &Tx<'_>) -> Result<(), Error> {
    let rows: Vec<(i64, i64)> = tx.heard.take().into_iter().map(|(lead, at)| (at.as_micros(), lead.0 as i64)).collect();
    tx.execute_many(HEARD, &rows)
}

/// Notes on their cards that somebody acted on leads.
pub(crate) fn touched(tx: &Tx<'_>, touched: &Heard) -> Result<(), Error> {
    if touched.is_empty() {
        return Ok(());
    }
    profile::touched(tx, touched)?;
    let on_cards = on_cards(tx, touched)?;
    let rows: Vec<(i64, i64)> = on_cards.iter().map(|(lead, at)| (at.as_micros(), lead.0 as i64)).collect();
    tx.execute_many(TOUCHED, &rows)
}

/// What is noted of leads, for all that are one with them: the latest of each.
fn on_cards(tx: &Tx<'_>, noted: &Heard) -> Result<Heard, Error> {
    let groups = tx.groups(&noted.keys().copied().collect::<Vec<_>>())?;
    let mut on_cards = Heard::default();
    for (lead, at) in noted {
        for member in groups.get(lead).map_or(std::slice::from_ref(lead), Vec::as_slice) {
            let last = on_cards.entry(*member).or_insert(*at);
            *last = (*at).max(*last);
        }
    }
    Ok(on_cards)
}

fn words_of(card: &Card) -> BTreeSet<String> {
    word::words([&card.name, &card.mail, &card.company].into_iter().flatten().map(String::as_str))
}

/// Writes cards that changed, with their words.
fn write(tx: &Tx<'_>, cards: impl Iterator<Item = (Kept, Card)>) -> Result<(), Error> {
    let (mut words, mut rows) = (Words::default(), Vec::new());
    for (before, card) in cards.filter(|(before, card)| before.card != *card) {
        note_words(&mut words, &card, Some(&before.card));
        rows.push(Kept { card, facets: before.facets });
    }
    words.write(tx, Of::Cards)?;
    write_rows(tx, &rows)
}

/// Notes the words that changed.
fn note_words(words: &mut Words, card: &Card, before: Option<&Card>) {
    let named = |card: &Card| [&card.name, &card.mail, &card.company].map(Option::is_some).contains(&true);
    if before
        .is_some_and(|before| (&before.name, &before.mail, &before.company) == (&card.name, &card.mail, &card.company))
        || (before.is_none() && !named(card))
    {
        return;
    }
    let had = before.map(words_of).unwrap_or_default();
    words.note(card.lead.0, &had, &words_of(card));
}

fn write_rows(tx: &Tx<'_>, cards: &[Kept]) -> Result<(), Error> {
    let text = |facets: &[i64]| facets.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let facets: Vec<String> = cards.iter().map(|kept| text(&kept.facets)).collect();
    let rows: Vec<[Value<'_>; 27]> = cards.iter().zip(&facets).map(|(kept, facets)| row(&kept.card, facets)).collect();
    tx.execute_many(PUT, &rows)
}

/// The columns of a card, in their order.
fn row<'a>(card: &'a Card, facets: &'a str) -> [Value<'a>; 27] {
    let name = |name: &'a Option<Name>| name.as_ref().map_or(Value::Null, |name| Value::Text(name.as_str()));
    let time = |at: Option<Instant>| at.map_or(Value::Null, |at| Value::Integer(at.as_micros()));
    [
        Value::Integer(card.lead.0 as i64),
        card.account.map_or(Value::Null, |account| Value::Integer(account.0 as i64)),
        card.name.value(),
        card.mail.value(),
        card.title.value(),
        card.phone.value(),
        card.city.value(),
        card.company.value(),
        card.source.value(),
        name(&card.stage),
        Value::Text(card.status.as_str()),
        name(&card.grade),
        name(&card.level),
        name(&card.owner),
        name(&card.team),
        card.cycle.value(),
        card.open.value(),
        card.in_hand.value(),
        card.late.value(),
        Value::Integer(card.created.as_micros()),
        Value::Integer(card.stage_since.as_micros()),
        time(card.handed),
        Value::Integer(card.heard.as_micros()),
        time(card.touched),
        time(card.due),
        card.due_clause.as_ref().map_or(Value::Null, |clause| Value::Text(&clause.0)),
        Value::Text(facets),
    ]
}

impl Store {
    /// How many cards there are.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn cards_count(&self) -> Result<u64, Error> {
        Ok(self.facet_values(EVERY, None)?.first().map_or(0, |every| every.count))
    }
}
