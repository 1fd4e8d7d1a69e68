//! What the owner of a lead knows of it: folded from the log, so that whoever takes it up next goes on from there.

use std::collections::BTreeSet;

use entente_core::decision::Concluded;
use entente_core::fact::{Channel, What};
use entente_core::id::Name;
use entente_core::time::Instant;

/// A deal of the present cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deal {
    pub(super) key: String,
    pub(super) amount: i64,
    pub(super) opened: Instant,
}

/// A lead in hand: what happened since it was handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hand {
    pub(super) cycle: u32,
    pub(super) owner: Option<Name>,
    /// Since when that owner has it.
    pub(super) since: Instant,
    /// Everybody who had it in this cycle, in turn; nobody counts, too.
    pub(super) had: Vec<Option<Name>>,
    pub(super) accepted: Option<Instant>,
    pub(super) refused: bool,
    /// How often this owner tried to reach the person, and when last.
    pub(super) tries: u32,
    pub(super) tried: Instant,
    pub(super) reached: Option<Instant>,
    /// Until when its clocks stand.
    pub(super) paused: Option<Instant>,
    pub(super) booked: Option<Instant>,
    pub(super) meetings: usize,
    pub(super) needs: BTreeSet<Name>,
    /// When a need was last confirmed.
    pub(super) confirmed: Instant,
    pub(super) rated: bool,
    pub(super) deal: Option<Deal>,
    pub(super) won: bool,
    pub(super) lost: Option<Instant>,
    /// It was let go.
    pub(super) closed: bool,
}

impl Hand {
    /// Takes in what was decided; whether that changes whose turn it is.
    pub(super) fn decided(hand: &mut Option<Hand>, at: Instant, what: &Concluded) -> bool {
        match (what, hand.as_mut()) {
            (Concluded::HandedOff { cycle, route }, _) => {
                let mut begun = Hand { cycle: *cycle, ..Hand::default() };
                begun.pass(at, route.owner.clone());
                *hand = Some(begun);
            }
            (Concluded::Reassigned { route, .. }, Some(hand)) => hand.pass(at, route.owner.clone()),
            (Concluded::Recycled { .. } | Concluded::Disqualified { .. }, Some(hand)) => hand.closed = true,
            _ => return false,
        }
        true
    }

    fn pass(&mut self, at: Instant, owner: Option<Name>) {
        self.had.push(owner.clone());
        (self.owner, self.since, self.refused, self.tries) = (owner, at, false, 0);
    }

    /// Takes in what was told.
    pub(super) fn fact(&mut self, at: Instant, what: &What) {
        match what {
            What::Accepted => self.accepted = Some(at),
            What::Rejected { .. } => self.refused = true,
            What::Touched { channel: Channel::Booking, .. } => {
                self.booked = Some(at);
                self.reached.get_or_insert(at);
            }
            What::Touched { channel: Channel::Meeting, .. } => {
                self.meetings += 1;
                self.booked.get_or_insert(at);
                self.reached.get_or_insert(at);
            }
            What::Touched { reached, .. } => {
                (self.tries, self.tried) = (self.tries + 1, at);
                if *reached {
                    self.reached.get_or_insert(at);
                }
            }
            What::Confirmed { needs } => {
                self.needs.extend(needs.iter().cloned());
                self.confirmed = at;
            }
            What::Rated { .. } => self.rated = true,
            What::Paused { until, .. } => self.paused = Some(*until),
            What::Resumed { .. } => self.paused = None,
            What::OpportunityOpened { deal, amount } => {
                self.deal = Some(Deal { key: deal.clone(), amount: amount.trunc(), opened: at });
            }
            What::OpportunityWon { .. } => self.won = true,
            What::OpportunityLost { .. } => self.lost = Some(at),
            What::Recycled { .. } | What::Disqualified { .. } | What::Churned { .. } => self.closed = true,
            _ => {}
        }
    }

    /// Whether something is still to be done about it.
    pub(super) fn is_open(&self) -> bool {
        !self.closed && !self.won && self.lost.is_none()
    }

    /// How many owners it had in this cycle.
    pub(super) fn legs(&self) -> u32 {
        self.had.len() as u32
    }
}
