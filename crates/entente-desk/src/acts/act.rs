//! The acts, each with what its form asks, in the words of the agreement.

use std::collections::BTreeMap;

use entente_core::fact::{Channel, Value};
use entente_core::id::{ClauseId, LeadId, Name};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};

/// What a person does.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Something done to one lead.
    Lead(LeadId, LeadAct),
    /// A person is away, or back earlier.
    Person(Name, PersonAct),
    /// Sales asks for content.
    AskContent {
        /// What is needed.
        words: String,
    },
    /// Marketing answers a request.
    AnswerContent {
        /// Which request.
        request: String,
        /// The content, or why there will be none.
        words: String,
    },
}

/// What a person does to one lead.
#[derive(Debug, Clone, PartialEq)]
pub enum LeadAct {
    /// Sales takes it.
    Accept,
    /// Sales turns it down before contact.
    Reject {
        /// A reason of the agreement.
        reason: Name,
        /// In the rep's own words.
        words: String,
    },
    /// Sales gives it up after contact.
    Disqualify {
        /// A reason of the agreement.
        reason: Name,
        /// In the rep's own words.
        words: String,
    },
    /// Sales sends it back to marketing.
    Recycle {
        /// Why: a reason of the agreement.
        reason: Name,
        /// In the rep's own words.
        words: String,
    },
    /// Somebody else shall have it; a rep may give one that nobody holds to themselves.
    GiveTo {
        /// Whom.
        to: Name,
    },
    /// A rep acted on it.
    Touch {
        /// By which means.
        channel: Channel,
        /// Whether it reached the person.
        reached: bool,
        /// How long it took, where that is known.
        lasted: Option<Span>,
        /// Written to or held with this person alone.
        personal: bool,
        /// What came of it.
        outcome: String,
        /// When, where it was earlier; known to the minute then.
        at: Option<Instant>,
    },
    /// Sales confirms what it needs to know.
    Confirm {
        /// Which needs of the stages.
        needs: Vec<Name>,
    },
    /// Sales says how good it is.
    Rate {
        /// 1 (worst) to 5 (best).
        stars: u8,
        /// In the rep's own words.
        words: String,
    },
    /// Its clocks stand still.
    Pause {
        /// A reason of the agreement.
        reason: Name,
        /// Until when; not beyond the reason's own limit.
        until: Instant,
    },
    /// They run again.
    Resume {
        /// The reason that no longer holds.
        reason: Name,
    },
    /// A deal was opened.
    OpenDeal {
        /// The deal's key.
        deal: String,
        /// Its amount in the agreement's currency.
        amount: Decimal,
    },
    /// An open deal was won.
    WinDeal {
        /// The deal's key.
        deal: String,
        /// Its amount.
        amount: Decimal,
        /// What it brings in every year.
        recurring: Decimal,
    },
    /// An open deal was lost.
    LoseDeal {
        /// The deal's key.
        deal: String,
        /// Why.
        reason: Name,
    },
    /// The other party lets a promise pass.
    Waive {
        /// Which, by clause path.
        commitment: ClauseId,
        /// Why.
        words: String,
    },
    /// The person agreed to be written to, or no longer does.
    Consent {
        /// Given (true) or withdrawn.
        given: bool,
        /// What for.
        purpose: String,
        /// By which channel.
        channel: String,
        /// The wording shown, or where it can be read.
        wording: String,
        /// How it is known.
        evidence: String,
    },
    /// It is the same person as another.
    Link {
        /// The lead whose number stays.
        into: LeadId,
    },
    /// They are not the same person after all.
    Unlink {
        /// From which lead.
        from: LeadId,
    },
    /// What is known of the person, vouched for by whoever says so.
    Edit {
        /// Field to value; nothing forgets it.
        values: BTreeMap<Name, Value>,
    },
}

/// What a person does about their own time, or a manager about theirs.
#[derive(Debug, Clone, PartialEq)]
pub enum PersonAct {
    /// Away.
    Leave {
        /// From when.
        from: Instant,
        /// Until when, exclusive.
        to: Instant,
    },
    /// Back before the absence was to end.
    Return,
}
