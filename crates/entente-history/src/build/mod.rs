//! Reading the log into a history: entries are collected in one pass and settled into columns in a second.

mod clocks;
mod collect;
mod decided;
mod records;
mod settle;
mod told;

use std::collections::BTreeMap;

use entente_core::agreement::model::Agreement;
use entente_core::condition::Condition;
use entente_core::id::{LeadId, Name, Seq};
use entente_core::time::{Instant, Precision};

use crate::moments::{Code, Moments};
use crate::words::Words;

pub(crate) use records::{Clock, Deal, Handed, Rating, Reason, ReasonKind};

/// One moment of one lead, before leads have their slots.
#[derive(Debug, Clone, Copy)]
struct Row {
    lead: LeadId,
    at: Instant,
    code: Code,
    precision: Precision,
}

/// One value learnt about a lead or an account, before they have their slots.
#[derive(Debug, Clone, Copy)]
struct Told {
    subject: u64,
    /// When the log learnt it: later knowledge replaces earlier, in whichever order files were imported.
    known: Instant,
    column: u16,
    value: u32,
    trust: Trust,
}

/// When a value gives way to a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// To any later one.
    Told,
    /// Only to one that somebody vouches for, too.
    Vouched,
    /// Never: a lead comes from where it first came from.
    First,
}

/// A signal that listens to an event.
type Listener<'a> = (Code, Option<&'a Condition>);

/// Everything read so far.
pub(crate) struct Collector<'a> {
    agreement: &'a Agreement,
    moments: Moments,
    as_of: Instant,
    /// When the log learnt what is being read.
    known: Instant,
    up_to: Option<Seq>,
    observed_until: Option<Instant>,
    is_decided: bool,
    words: Words,
    /// Case-folded spelling of a reason to the agreement's own.
    spellings: BTreeMap<String, &'a str>,
    listeners: BTreeMap<&'a str, Vec<Listener<'a>>>,
    rows: Vec<Row>,
    lead_told: Vec<Told>,
    account_told: Vec<Told>,
    /// When the log learnt it, lead and account.
    joined: Vec<(Instant, LeadId, u64)>,
    /// Lead to the lead it is the same person as.
    links: BTreeMap<LeadId, LeadId>,
    /// Facts whose time is coarser than a second, by their place in the log: what follows from them is as coarse.
    coarse: Vec<(Seq, Precision)>,
    /// Handoffs told as facts, by their place in the log: a decision that follows from one adds to it.
    handed_by_fact: BTreeMap<Seq, usize>,
    /// The clocks started under a key, in the order of the log: one for a lead, several for requests.
    started_clocks: BTreeMap<(Option<LeadId>, u32, u32), Vec<usize>>,
    handoffs: Vec<Handed>,
    clocks: Vec<Clock>,
    reasons: Vec<Reason>,
    ratings: Vec<Rating>,
    deals: Vec<Deal>,
    /// When each meeting was held.
    met: BTreeMap<Name, Vec<Instant>>,
}

#[cfg(test)]
mod tests;
