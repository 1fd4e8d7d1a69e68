//! What needs a decision now, across the firm: clocks late or due soonest, leads nobody holds, content that is waited for.

use entente_core::id::{ClauseId, LeadId};
use entente_core::time::Instant;
use entente_store::{Card, Filter, Store};

use crate::Error;
use crate::content;
use crate::figures::Snapshot;

/// What needs a decision.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Needs {
    /// The most pressing first.
    pub rows: Vec<Need>,
    /// How many leads have a clock that ran late, those that are not shown included.
    pub late: u64,
}

/// One thing that needs a decision.
#[derive(Debug, Clone, PartialEq)]
pub enum Need {
    /// A clock runs on a lead.
    Clock {
        /// Which lead.
        lead: Lead,
        /// The promise.
        clause: ClauseId,
        /// Its number.
        number: String,
        /// In the words of those who wrote it.
        says: String,
        /// When it is or was due.
        due: Instant,
        /// Who holds the lead.
        owner: Option<String>,
    },
    /// A lead was handed over and nobody holds it.
    Unowned {
        /// Which lead.
        lead: Lead,
        /// Since when.
        since: Instant,
    },
    /// Sales asked for content and waits.
    Content {
        /// The request's number.
        request: String,
        /// What is needed, as it was written; empty where the log does not have it any more.
        words: String,
        /// Since when.
        since: Instant,
        /// When an answer is due; none where nothing is promised.
        due: Option<Instant>,
    },
}

/// A lead in few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Its number.
    pub lead: LeadId,
    /// What it is called, else its mail address; none where neither is known.
    pub name: Option<String>,
    /// Its company.
    pub company: Option<String>,
}

impl Need {
    /// By when it should be decided: when it is due, or since when it waits.
    #[must_use]
    pub fn by(&self) -> Instant {
        match self {
            Need::Clock { due, .. } => *due,
            Need::Unowned { since, .. } => *since,
            Need::Content { since, due, .. } => due.unwrap_or(*since),
        }
    }
}

/// Up to `limit` things that need a decision: what nobody holds, what ran late most lately, what is due next. Half of
/// the clocks are late ones and half are not, as far as there are both: an old miss must not hide what can still be met.
///
/// # Errors
/// Those of the store.
pub fn needs(snapshot: &Snapshot, store: &Store, now: Instant, limit: usize) -> Result<Needs, Error> {
    let unowned = store.cards_unowned(limit.div_ceil(3))?;
    let is_unowned = |card: &Card| unowned.iter().any(|other| other.lead == card.lead);
    let room = limit.saturating_sub(unowned.len());
    let (mut late, mut next) = (store.cards_late(now, room)?, store.cards_due_next(now, room)?);
    late.retain(|card| !is_unowned(card));
    next.retain(|card| !is_unowned(card));
    let most_late = room.div_ceil(2).max(room.saturating_sub(next.len()));
    late.truncate(most_late);
    next.truncate(room - late.len());
    let clocks: Vec<Need> = late.into_iter().chain(next).filter_map(|card| clock(snapshot, card)).collect();
    let unowned = unowned
        .into_iter()
        .map(|card| Need::Unowned { since: card.handed.unwrap_or(card.stage_since), lead: lead(card) });
    let waiting = snapshot.parties().requests.iter().filter(|(_, state)| state.answered.is_none());
    let content = waiting.filter_map(|(request, state)| {
        let since = state.requested?.at;
        let due = state.clocks.iter().map(|clock| clock.due).min();
        Some(Need::Content { request: request.clone(), words: String::new(), since, due })
    });
    let mut rows: Vec<Need> = clocks.into_iter().chain(content).collect();
    rows.sort_by_key(Need::by);
    // A lead without an owner stands first: nobody is going to act on it. The page of managers has all of them.
    let mut first: Vec<Need> = unowned.collect();
    first.append(&mut rows);
    first.truncate(limit);
    for need in &mut first {
        if let Need::Content { request, words, .. } = need {
            *words = content::words(snapshot.parties(), store, request)?;
        }
    }
    let counts = store.facet_counts(&Filter::default(), &["late"])?;
    let late = counts.iter().flatten().find(|count| count.value == "yes").map_or(0, |count| count.count);
    Ok(Needs { rows: first, late })
}

fn clock(snapshot: &Snapshot, card: Card) -> Option<Need> {
    let (due, clause) = (card.due?, card.due_clause.clone()?);
    let owner = card.owner.as_ref().map(ToString::to_string);
    let (number, says) = (snapshot.number_of(&clause), snapshot.promise_says(&clause));
    Some(Need::Clock { lead: lead(card), clause, number, says, due, owner })
}

fn lead(card: Card) -> Lead {
    Lead { lead: card.lead, name: card.name.or(card.mail), company: card.company }
}
