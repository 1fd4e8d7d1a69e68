//! Taking entries in, each once: one that the log learnt later than it is told of waits for its time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use entente_core::agreement::model::PartyKind;
use entente_core::agreement::model::{Agreement, Moment};
use entente_core::calendar::Calendar;
use entente_core::id::{LeadId, Name, Seq};
use entente_core::time::{Instant, Precision};

use super::Collector;
use crate::block::{NewRow, Row};
use crate::entry::Entry;
use crate::links::Links;
use crate::moments::{Code, Moments};
use crate::words::Words;

/// How much is read before it is put into blocks, so that a long log is never held twice.
const AT_ONCE: usize = 1 << 20;

/// The calendars of an agreement, compiled.
fn calendars(agreement: &Agreement) -> BTreeMap<Name, Arc<Calendar>> {
    let compiled = agreement
        .calendars
        .iter()
        .filter_map(|(name, calendar)| Some((name.clone(), Arc::new(Calendar::compile(name, calendar).ok()?))));
    compiled.collect()
}

impl Collector {
    /// Nothing read yet; the log will be told as it stood at `until`.
    #[must_use]
    pub fn new(agreement: Arc<Agreement>, until: Instant) -> Collector {
        let moments = Moments::of(&agreement);
        Collector {
            until,
            held: BTreeMap::new(),
            last: None,
            known: Instant::MIN,
            seq: Seq(0),
            up_to: None,
            observed_until: None,
            is_decided: false,
            words: own_words(&agreement),
            spellings: spellings(&agreement),
            listeners: listeners(&agreement, &moments),
            calendars: Arc::new(calendars(&agreement)),
            agreement,
            moments,
            rows: Vec::new(),
            values: Vec::new(),
            heard: Vec::new(),
            blocks: BTreeMap::new(),
            joined: BTreeMap::new(),
            links: Links::default(),
            linked: BTreeSet::new(),
            roots: Arc::default(),
            members: BTreeMap::new(),
            erased: BTreeSet::new(),
            account_places: BTreeMap::new(),
            accounts: Arc::default(),
            coarse: Vec::new(),
            handed_by_fact: BTreeMap::new(),
            started_clocks: BTreeMap::new(),
            handoffs: Arc::default(),
            clocks: Arc::default(),
            reasons: Arc::default(),
            ratings: Arc::default(),
            deals: Arc::default(),
            waivers: Arc::default(),
            met: Arc::default(),
        }
    }

    /// The last entry that was given; entries after it are new. 0 where none was.
    #[must_use]
    pub fn last(&self) -> Seq {
        self.last.unwrap_or_default()
    }

    /// The agreement that the log is read by.
    #[must_use]
    pub fn agreement(&self) -> &Arc<Agreement> {
        &self.agreement
    }

    /// Tells the log as it stood at `until` from now on. Time does not run back: an earlier instant changes nothing.
    pub fn advance(&mut self, until: Instant) {
        if until <= self.until {
            return;
        }
        self.until = until;
        while let Some(next) = self.held.first_entry().filter(|entry| entry.key().0 <= until) {
            let ((known, seq), entry) = next.remove_entry();
            self.read(known, seq, &entry);
        }
    }

    /// Takes the next entry of the log. One that the log learnt later than it is told of says nothing yet.
    pub fn take(&mut self, seq: Seq, entry: Entry) {
        self.last = Some(seq);
        let known = match &entry {
            Entry::Fact(fact) => fact.known,
            Entry::Decision(decision) => decision.at,
        };
        if known > self.until {
            self.held.insert((known, seq), entry);
            return;
        }
        self.read(known, seq, &entry);
        if self.rows.len() >= AT_ONCE {
            self.put_away();
        }
    }

    fn read(&mut self, known: Instant, seq: Seq, entry: &Entry) {
        (self.known, self.seq) = (known, seq);
        self.up_to = self.up_to.max(Some(seq));
        match entry {
            Entry::Fact(fact) => {
                self.observed_until = self.observed_until.max(Some(fact.at));
                self.take_fact(seq, fact);
            }
            Entry::Decision(decision) => {
                self.is_decided = true;
                self.take_decision(decision);
            }
        }
    }

    /// A lead comes to a moment.
    pub(super) fn come_at(&mut self, lead: LeadId, at: Instant, precision: Precision, code: Code) {
        // Beyond four thousand million entries the order within a lead is that in which they came.
        let seq = u32::try_from(self.seq.0).unwrap_or(u32::MAX);
        self.rows.push(NewRow { lead, seq, row: Row { at, code, precision } });
    }
}

/// The agreement's own names stand first among the words, so that they are found at once.
fn own_words(agreement: &Agreement) -> Words {
    let mut words = Words::default();
    for (party, commitments) in
        [(PartyKind::Marketing, &agreement.sla.marketing), (PartyKind::Sales, &agreement.sla.sales)]
    {
        for (name, _) in commitments {
            words.number(&format!("sla.{}.{name}", party.as_str()));
        }
    }
    words
}

/// A spelling with case and outer blanks taken off, as the agreement compares them.
pub(super) fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

fn spellings(agreement: &Agreement) -> BTreeMap<String, String> {
    let Some(handoff) = &agreement.handoff else { return BTreeMap::new() };
    let names = handoff.reject.names().chain(handoff.disqualify.iter().map(Name::as_str));
    let own = names.map(|name| (fold(name), name.to_owned()));
    let aliases = handoff.aliases.iter().map(|(alias, reason)| (fold(alias.as_str()), reason.to_string()));
    aliases.chain(own).collect()
}

fn listeners(agreement: &Agreement, moments: &Moments) -> BTreeMap<String, Vec<(Code, usize)>> {
    let mut listeners: BTreeMap<String, Vec<(Code, usize)>> = BTreeMap::new();
    for (place, (name, signal)) in agreement.signals.iter().enumerate() {
        if let Some(code) = moments.code(&Moment::Signal(name.clone())) {
            listeners.entry(signal.on.clone()).or_default().push((code, place));
        }
    }
    listeners
}
