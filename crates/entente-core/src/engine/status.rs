//! Lead status: what the rep is doing about a lead, beside its stage, which is where it stands in the agreed process.

use serde::{Deserialize, Serialize};

use crate::engine::state::{LeadState, Place};
use crate::milestone::Milestone;

/// What is being done about a lead. A fold of its state, never set by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// With sales, and no attempt yet.
    New,
    /// With sales, tried, and not reached yet.
    Attempting,
    /// With sales, and reached.
    Connected,
    /// With marketing: not handed off yet, or sent back.
    Nurturing,
    /// Given up, won, lost or gone.
    Closed,
}

impl Status {
    /// All of them, in the order of a lead's way.
    pub const ALL: [Status; 5] =
        [Status::New, Status::Attempting, Status::Connected, Status::Nurturing, Status::Closed];

    /// The word of lists and of filters.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Status::New => "new",
            Status::Attempting => "attempting",
            Status::Connected => "connected",
            Status::Nurturing => "nurturing",
            Status::Closed => "closed",
        }
    }

    /// The status of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

/// The status of a lead as its state stands.
#[must_use]
pub fn status(lead: &LeadState) -> Status {
    let has = |milestone| lead.reached(milestone).is_some();
    let is_over = has(Milestone::OpportunityWon) || has(Milestone::OpportunityLost) || has(Milestone::Churned);
    match lead.open {
        _ if is_over || lead.place == Place::Disqualified => Status::Closed,
        false => Status::Nurturing,
        true if has(Milestone::Contacted) => Status::Connected,
        true if has(Milestone::FirstAttempt) => Status::Attempting,
        true => Status::New,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::state::When;
    use crate::time::{Instant, Precision};

    #[test]
    fn a_status_is_read_off_the_milestones_of_the_present_cycle() {
        use Milestone::{Contacted, FirstAttempt, OpportunityLost, OpportunityWon};
        let when = When { at: Instant::MIN, precision: Precision::Second, known: Instant::MIN };
        let rows: [(bool, Place, &[Milestone], &str); 9] = [
            (false, Place::Nowhere, &[], "nurturing"),
            (false, Place::Recycled(1), &[Milestone::Recycled], "nurturing"),
            (true, Place::Stage(2), &[], "new"),
            (true, Place::Stage(2), &[FirstAttempt], "attempting"),
            (true, Place::Stage(3), &[FirstAttempt, Contacted], "connected"),
            (true, Place::Stage(3), &[Contacted, OpportunityLost], "closed"),
            (true, Place::Stage(5), &[Contacted, OpportunityWon], "closed"),
            (false, Place::Stage(5), &[OpportunityWon], "closed"),
            (false, Place::Disqualified, &[], "closed"),
        ];
        for (open, place, milestones, wanted) in rows {
            let milestones = milestones.iter().map(|milestone| (*milestone, when)).collect();
            let lead = LeadState { open, place, milestones, ..LeadState::default() };
            assert_eq!(status(&lead).as_str(), wanted, "{place:?} {:?}", lead.milestones);
            assert_eq!(Status::from_word(wanted), Some(status(&lead)));
        }
        assert_eq!(Status::from_word("open"), None);
    }
}
