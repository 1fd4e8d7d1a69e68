//! The counts of one file: every row under exactly one heading, so that none is lost without a word.

use std::collections::BTreeMap;

use entente_core::fact::{NewFact, What};

use crate::csv::odd::Odd;

/// What became of a file's rows.
#[derive(Debug, Default, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// Rows read, without the header and empty lines.
    pub rows: u64,
    /// Rows that gave at least one fact.
    pub with_facts: u64,
    /// Rows that could not be used.
    pub rejected: u64,
    /// Rows that a rule of the mapping leaves out.
    pub skipped: u64,
    /// Rows that stood in the file before and count once.
    pub duplicates: u64,
    /// Facts given, by kind.
    pub facts: BTreeMap<String, u64>,
    /// What was odd and could be lived with, and how often.
    pub notes: BTreeMap<Odd, u64>,
}

impl Tally {
    /// Whether every row stands under exactly one heading.
    pub fn adds_up(&self) -> bool {
        self.rows == self.with_facts + self.rejected + self.skipped + self.duplicates
    }

    /// How many facts were given.
    pub fn facts_given(&self) -> u64 {
        self.facts.values().sum()
    }

    pub(super) fn note(&mut self, note: Odd) {
        self.note_times(note, 1);
    }

    pub(super) fn note_times(&mut self, note: Odd, times: u64) {
        *self.notes.entry(note).or_default() += times;
    }

    pub(super) fn count(&mut self, facts: &[NewFact]) {
        for fact in facts {
            let kind = word(&fact.what);
            match self.facts.get_mut(kind) {
                Some(count) => *count += 1,
                None => _ = self.facts.insert(kind.to_owned(), 1),
            }
        }
    }
}

/// The word of a fact, as a mapping writes it.
fn word(what: &What) -> &'static str {
    match what {
        What::Created { .. } => "created",
        What::Learnt { .. } => "learnt",
        What::Owned { .. } => "owned",
        What::Happened { .. } => "happened",
        What::HandedOver { .. } => "handed_over",
        What::Accepted => "accepted",
        What::Rejected { .. } => "rejected",
        What::Disqualified { .. } => "disqualified",
        What::Recycled { .. } => "recycled",
        What::Reassigned { .. } => "reassigned",
        What::Touched { .. } => "touched",
        What::Confirmed { .. } => "confirmed",
        What::Rated { .. } => "rated",
        What::OpportunityOpened { .. } => "opportunity_opened",
        What::OpportunityWon { .. } => "opportunity_won",
        What::OpportunityLost { .. } => "opportunity_lost",
        What::Churned { .. } => "churned",
        What::Consent { .. } => "consent",
        What::Bounced { .. } => "bounced",
        What::Paused { .. } => "paused",
        What::Resumed { .. } => "resumed",
        What::Away { .. } => "away",
        What::ContentRequested { .. } => "content_requested",
        What::ContentAnswered { .. } => "content_answered",
        What::Met { .. } => "met",
        // No mapping makes these.
        What::Joined { .. } | What::Waived { .. } | What::Linked { .. } | What::Unlinked { .. } | What::Erased => {
            "other"
        }
    }
}
