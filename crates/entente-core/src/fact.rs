//! Facts: what happened, told from outside, immutable. Everything Entente knows is one of these or follows from them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod value;

pub use value::Value;

use crate::agreement::model::SignalClass;
use crate::id::{AccountId, LeadId, Name};
use crate::identity::IdentityKey;
use crate::number::Decimal;
use crate::time::{Instant, Precision, Span};

/// A fact as a source tells it, before identities are resolved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewFact {
    /// What makes it this fact and no other: a message id, or source and key. Accepted once, whatever is retried.
    pub key: String,
    /// Whom it is about.
    pub about: NewAbout,
    /// When it happened; the first instant of the minute or local date where `precision` is coarser than a second.
    pub at: Instant,
    /// How finely `at` is known.
    #[serde(default)]
    pub precision: Precision,
    /// Who did it, where a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Name>,
    /// What happened.
    pub what: What,
}

/// Whom a fact is about, by the keys a source knows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NewAbout {
    /// The person behind these keys, and the account they belong to where the source says so.
    Lead {
        /// At least one key.
        keys: Vec<IdentityKey>,
        /// The account's key at the source (its domain, or its number there).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        account: Option<String>,
    },
    /// The account of this key.
    Account(String),
    /// A person of either party, by handle.
    Person(Name),
    /// A request for content, by its number.
    Request(String),
    /// Nobody in particular: a meeting was held.
    Parties,
}

/// A fact in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What makes it this fact and no other.
    pub key: String,
    /// Whom it is about.
    pub about: About,
    /// When it happened.
    pub at: Instant,
    /// How finely `at` is known.
    #[serde(default, skip_serializing_if = "is_exact")]
    pub precision: Precision,
    /// When the log learnt it; for imported history `at`, but never before what was already decided.
    pub known: Instant,
    /// Who did it, where a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Name>,
    /// What happened.
    pub what: What,
}

fn is_exact(precision: &Precision) -> bool {
    *precision == Precision::Second
}

/// Whom a fact in the log is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// A lead.
    Lead(LeadId),
    /// An account, and so all its leads.
    Account(AccountId),
    /// A person of either party.
    Person(Name),
    /// A request for content.
    Request(String),
    /// Nobody in particular.
    Parties,
}

/// What happened. Names are in the past tense; each is one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum What {
    /// The log first heard of a lead.
    Created {
        /// Where it came from (`organic search`, a campaign).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<String>,
    },
    /// Attributes of a lead or account were learnt. A null forgets one.
    Learnt {
        /// Field name to value, as told; typed by the agreement.
        values: BTreeMap<Name, Value>,
        /// Whether somebody vouches for them; others never overwrite such.
        #[serde(default)]
        verified: bool,
    },
    /// The lead belongs to this account.
    Joined {
        /// Which account.
        account: AccountId,
    },
    /// The account got an owner, or lost one.
    Owned {
        /// Who; none: nobody any more.
        owner: Option<Name>,
    },
    /// Something the lead did: a page viewed, a form submitted, a webinar attended.
    Happened {
        /// The event's name, as sources send it.
        event: String,
        /// The event's properties.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        properties: BTreeMap<String, Value>,
        /// Who or what caused it.
        #[serde(default)]
        class: SignalClass,
    },
    /// The lead was handed to an owner outside Entente (imported history).
    HandedOver {
        /// To whom.
        owner: Name,
        /// Of which team, where the source says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<Name>,
    },
    /// Sales accepted the lead.
    Accepted,
    /// Sales rejected it before contact.
    Rejected {
        /// A reason of the agreement, or an alias of one; empty where none was given.
        reason: Name,
        /// In the rep's own words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// Sales gave it up after contact.
    Disqualified {
        /// A reason of the agreement, or an alias of one.
        reason: Name,
        /// In the rep's own words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// Sales sent it back to marketing, to be kept warm.
    Recycled {
        /// Why.
        reason: Name,
        /// In the rep's own words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// A person moved the lead to another owner.
    Reassigned {
        /// To whom.
        to: Name,
    },
    /// A rep's act.
    Touched {
        /// What kind of act.
        channel: Channel,
        /// Whether it reached the person.
        reached: bool,
        /// How long it took, where it is a call or meeting and known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lasted: Option<Span>,
        /// Written to or held with this person: not a mass mailing, not a bot.
        #[serde(default = "yes")]
        personal: bool,
        /// What came of it, in the source's words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        outcome: String,
    },
    /// Sales confirmed what it needs to know (`need`, `budget`, …).
    Confirmed {
        /// Which of the stage's needs.
        needs: Vec<Name>,
    },
    /// Sales rated the lead's quality.
    Rated {
        /// 1 (worst) to 5 (best).
        stars: u8,
        /// In the rep's own words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// A deal was opened.
    OpportunityOpened {
        /// The deal's key at the source.
        deal: String,
        /// Its amount in the agreement's currency.
        amount: Decimal,
    },
    /// A deal was won.
    OpportunityWon {
        /// The deal's key at the source.
        deal: String,
        /// Its amount.
        amount: Decimal,
        /// What it brings in every year.
        recurring: Decimal,
    },
    /// A deal was lost.
    OpportunityLost {
        /// The deal's key at the source.
        deal: String,
        /// Why.
        reason: Name,
    },
    /// The customer left.
    Churned {
        /// Why.
        reason: Name,
    },
    /// Consent was given or withdrawn.
    Consent {
        /// Given (true) or withdrawn.
        given: bool,
        /// What for (`marketing`).
        purpose: String,
        /// By which channel (`mail`).
        channel: String,
        /// The wording shown, or where it can be read.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        wording: String,
        /// How it is known.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        evidence: String,
    },
    /// A mail came back.
    Bounced {
        /// Whether it will never arrive.
        hard: bool,
    },
    /// Clocks of the lead were stopped for a reason of the agreement.
    Paused {
        /// The reason.
        reason: Name,
        /// When it ends at the latest; the reason's own limit where earlier.
        until: Instant,
    },
    /// They run again.
    Resumed {
        /// The reason that no longer holds.
        reason: Name,
    },
    /// The other party waived a promise for this lead and cycle.
    Waived {
        /// Which commitment, by clause path (`sla.sales.touch`).
        commitment: String,
        /// Why.
        words: String,
    },
    /// This lead is the same person as another; both histories become one.
    Linked {
        /// The lead whose number stays.
        into: LeadId,
    },
    /// They are not the same person after all.
    Unlinked {
        /// From which lead.
        from: LeadId,
    },
    /// A person is away. Told again with the same beginning, the later end stands.
    Away {
        /// From when.
        from: Instant,
        /// Until when, exclusive.
        to: Instant,
    },
    /// Sales asked for content.
    ContentRequested {
        /// What is needed.
        words: String,
    },
    /// Marketing answered.
    ContentAnswered {
        /// The content, or why there will be none.
        words: String,
    },
    /// A meeting of the agreement was held.
    Met {
        /// Which one.
        meeting: Name,
    },
    /// Every attribute and body of the person was erased; counts remain.
    Erased,
}

fn yes() -> bool {
    true
}

/// By which means a rep acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// A telephone call.
    Call,
    /// A mail.
    Mail,
    /// A meeting that was booked.
    Booking,
    /// A meeting that was held.
    Meeting,
    /// A chat.
    Chat,
    /// A letter, a message on a network, anything else.
    Other,
}
