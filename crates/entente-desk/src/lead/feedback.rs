//! What sales says: ratings, reasons and words with what followed, and the deals that came of it.

use entente_core::decision::Concluded;
use entente_core::fact::What;
use entente_core::id::{Name, Seq};
use entente_core::number::Decimal;
use entente_core::time::Instant;

use crate::explain::Told;

/// One thing that sales said.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The entry of the log.
    pub seq: Seq,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: Option<Name>,
    /// Of what kind.
    pub kind: WordKind,
    /// In their own words; empty where they said none.
    pub words: String,
    /// What followed from it; none for what only is said.
    pub follows: Option<Concluded>,
}

/// Of what kind a word is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordKind {
    /// Quality, 1 (worst) to 5 (best).
    Rated(u8),
    /// Turned down before contact, for this reason.
    Rejected(Name),
    /// Given up after contact.
    Disqualified(Name),
    /// Sent back to marketing.
    Recycled(Name),
}

/// What sales said, the latest first.
pub(super) fn words(told: &Told) -> Vec<Word> {
    let said = told.facts.iter().rev().filter_map(|(seq, fact)| {
        let (kind, words) = match &fact.what {
            What::Rated { stars, words } => (WordKind::Rated(*stars), words),
            What::Rejected { reason, words } => (WordKind::Rejected(reason.clone()), words),
            What::Disqualified { reason, words } => (WordKind::Disqualified(reason.clone()), words),
            What::Recycled { reason, words } => (WordKind::Recycled(reason.clone()), words),
            _ => return None,
        };
        let (by, words, follows) = (fact.by.clone(), words.clone(), followed(told, *seq));
        Some(Word { seq: *seq, at: fact.at, by, kind, words, follows })
    });
    said.collect()
}

/// The decision about the lead's way that a fact brought about.
fn followed(told: &Told, cause: Seq) -> Option<Concluded> {
    let caused = told.decisions.iter().filter(|(_, decision)| decision.cause == Some(cause));
    let mut ways = caused.filter(|(_, decision)| {
        matches!(
            decision.what,
            Concluded::Reassigned { .. } | Concluded::Recycled { .. } | Concluded::Disqualified { .. }
        )
    });
    ways.next().map(|(_, decision)| decision.what.clone())
}

/// A deal.
#[derive(Debug, Clone, PartialEq)]
pub struct Deal {
    /// Its key at the source.
    pub deal: String,
    /// When it was opened; none where only its end is known.
    pub opened: Option<Instant>,
    /// Its amount in the agreement's currency, as last told; none where it was never told.
    pub amount: Option<Decimal>,
    /// How it stands.
    pub state: DealState,
    /// Who told of it last, where a person did.
    pub by: Option<Name>,
}

/// How a deal stands.
#[derive(Debug, Clone, PartialEq)]
pub enum DealState {
    /// Open.
    Open,
    /// Won.
    Won {
        /// When.
        at: Instant,
        /// What it brings in every year.
        recurring: Decimal,
    },
    /// Lost.
    Lost {
        /// When.
        at: Instant,
        /// Why.
        reason: Name,
    },
}

/// The deals of the lead and of its account, the latest first.
pub(super) fn deals(told: &Told) -> Vec<Deal> {
    let mut deals: Vec<Deal> = Vec::new();
    for (_, fact) in &told.facts {
        let (key, opened, amount, state) = match &fact.what {
            What::OpportunityOpened { deal, amount } => (deal, Some(fact.at), Some(*amount), DealState::Open),
            What::OpportunityWon { deal, amount, recurring } => {
                (deal, None, Some(*amount), DealState::Won { at: fact.at, recurring: *recurring })
            }
            What::OpportunityLost { deal, reason } => {
                (deal, None, None, DealState::Lost { at: fact.at, reason: reason.clone() })
            }
            _ => continue,
        };
        let known = deals.iter().position(|deal| deal.deal == *key).map(|index| deals.remove(index));
        deals.push(Deal {
            deal: key.clone(),
            opened: opened.or(known.as_ref().and_then(|known| known.opened)),
            amount: amount.or(known.as_ref().and_then(|known| known.amount)),
            state,
            by: fact.by.clone().or(known.and_then(|known| known.by)),
        });
    }
    deals.reverse();
    deals
}
