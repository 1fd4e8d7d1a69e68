//! The moments of a lead's way that every agreement may name, one word each, so promises, stages and metrics agree.

use serde::{Deserialize, Serialize};

macro_rules! milestones {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)*) => {
        /// A moment on a lead's way. As a condition it is true from the moment on, within the cycle of one handoff
        /// where the moment belongs to a cycle.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Milestone {
            $($(#[$doc])* $variant,)*
        }

        impl Milestone {
            /// All of them, in the order of a lead's way.
            pub const ALL: &'static [Milestone] = &[$(Milestone::$variant),*];

            /// The word in the agreement's text.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Milestone::$variant => $word,)*
                }
            }

            /// The milestone of this word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Milestone> {
                match word {
                    $($word => Some(Milestone::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

milestones! {
    /// The log first heard of the lead.
    Created = "created",
    /// The engine found it qualified.
    Qualified = "qualified",
    /// It passed from marketing to sales.
    HandedOff = "handed_off",
    /// Sales accepted it.
    Accepted = "accepted",
    /// Sales rejected it, before contact.
    Rejected = "rejected",
    /// Sales rejected it and gave a reason of the agreement.
    Reasoned = "reasoned",
    /// Sales' first act that counts as a touch.
    FirstAttempt = "first_attempt",
    /// The first touch that reached the person.
    Contacted = "contacted",
    /// Sales confirmed the need.
    Confirmed = "confirmed",
    /// Sales rated the lead's quality.
    Rated = "rated",
    /// Sales gave it up after contact.
    Disqualified = "disqualified",
    /// It went back to marketing.
    Recycled = "recycled",
    /// A deal was opened.
    OpportunityOpened = "opportunity_opened",
    /// A deal was won.
    OpportunityWon = "opportunity_won",
    /// A deal was lost.
    OpportunityLost = "opportunity_lost",
    /// The customer left.
    Churned = "churned",
    /// Sales asked for content.
    ContentRequested = "content_requested",
    /// Marketing answered the request.
    ContentAnswered = "content_answered",
}
