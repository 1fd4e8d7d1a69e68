//! Reading the log into a history, and keeping up with it: each entry is read once, and a history is settled when asked.

mod clocks;
mod collect;
mod decided;
mod facts;
mod records;
mod settle;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use entente_core::agreement::model::Agreement;
use entente_core::calendar::Calendar;
use entente_core::id::{LeadId, Name, Seq};
use entente_core::time::{Instant, Precision};

use crate::block::{Block, NewRow, NewValue};
use crate::entry::Entry;
use crate::kept::Kept;
use crate::links::Links;
use crate::moments::{Code, Moments};
use crate::words::Words;

/// The one property of events that reports read whatever an agreement asks for: why it came to this.
pub const EVENT_REASON: &str = "reason";

pub(crate) use records::{Clock, Deal, Handed, Rating, Reason, ReasonKind, Waiver};

/// Everything read so far, by the terms of one agreement.
///
/// It takes the entries of the log in the order of the log, each once, and settles into a [`crate::History`] whenever
/// one is asked for. What did not change since the last time is shared with the history before.
#[derive(Debug)]
pub struct Collector {
    agreement: Arc<Agreement>,
    moments: Moments,
    /// The agreement's calendars by name.
    calendars: Arc<BTreeMap<Name, Arc<Calendar>>>,
    /// Up to when the log is told: what it learnt later waits in `held`.
    until: Instant,
    /// Entries that came before their time, by when the log learnt them.
    held: BTreeMap<(Instant, Seq), Entry>,
    /// The last entry that was given.
    last: Option<Seq>,
    /// When the log learnt what is being read, and where it stands.
    known: Instant,
    seq: Seq,
    up_to: Option<Seq>,
    observed_until: Option<Instant>,
    is_decided: bool,
    words: Words,
    /// Case-folded spelling of a reason to the agreement's own.
    spellings: BTreeMap<String, String>,
    /// The signals that listen to an event, by their place in the agreement.
    listeners: BTreeMap<String, Vec<(Code, usize)>>,
    /// What was read and stands in no block yet.
    rows: Vec<NewRow>,
    values: Vec<NewValue>,
    heard: Vec<LeadId>,
    /// All leads by their own numbers, whoever they are one with.
    blocks: BTreeMap<u64, Arc<Block>>,
    /// The blocks in which leads are one person with others, as one.
    joined: BTreeMap<u64, Arc<Block>>,
    links: Links,
    /// Leads of which a link was told since the history before.
    linked: BTreeSet<LeadId>,
    /// Leads that are one with another, to the one that stands for them; and back.
    roots: Arc<BTreeMap<LeadId, LeadId>>,
    members: BTreeMap<LeadId, BTreeSet<LeadId>>,
    /// Leads whose persons were erased.
    erased: BTreeSet<LeadId>,
    /// The place of each account, and its fields' values by place.
    account_places: BTreeMap<u64, u32>,
    accounts: Arc<Vec<Kept>>,
    /// Facts whose time is coarser than a second, by their place in the log: what follows from them is as coarse.
    coarse: Vec<(Seq, Precision)>,
    /// Handoffs told as facts, by their place in the log: a decision that follows from one adds to it.
    handed_by_fact: BTreeMap<Seq, usize>,
    /// The clocks started under a key, in the order of the log: one for a lead, several for requests.
    started_clocks: BTreeMap<(Option<LeadId>, u32, u32), Vec<usize>>,
    handoffs: Arc<Vec<Handed>>,
    clocks: Arc<Vec<Clock>>,
    reasons: Arc<Vec<Reason>>,
    ratings: Arc<Vec<Rating>>,
    deals: Arc<Vec<Deal>>,
    waivers: Arc<Vec<Waiver>>,
    /// When each meeting was held.
    met: Arc<BTreeMap<Name, Vec<Instant>>>,
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
