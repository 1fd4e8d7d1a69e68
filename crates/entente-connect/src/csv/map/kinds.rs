//! The facts that a row can become, and what each one takes: one table for the reader, the importer and the guide.

/// A value that a fact takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Its key in the mapping.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it must be given.
    pub need: Need,
}

/// What a slot takes. A plain word is the name of a column, except where it is the value itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Text; a plain word is a column.
    Text,
    /// Text; a plain word is that word.
    Word,
    /// A number; a plain number is that number.
    Number,
    /// Yes or no; plain `true` and `false` are meant.
    Bool,
    /// Several words.
    Set,
    /// A length of time.
    Lasted,
    /// A time.
    Time,
}

/// Whether a value must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A row without it is rejected.
    Must,
    /// It may be left out or null.
    May,
}

const fn must(name: &'static str, takes: Takes) -> Slot {
    Slot { name, takes, need: Need::Must }
}

const fn may(name: &'static str, takes: Takes) -> Slot {
    Slot { name, takes, need: Need::May }
}

const REASON_AND_WORDS: &[Slot] = &[must("reason", Takes::Text), may("words", Takes::Text)];

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $word:literal: $slots:expr,)*) => {
        /// What a row can become.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FactKind {
            $($(#[$doc])* $variant,)*
        }

        impl FactKind {
            /// All of them, in the order of the guide.
            pub const ALL: &'static [FactKind] = &[$(FactKind::$variant),*];

            /// The word in a mapping.
            pub fn word(self) -> &'static str {
                match self {
                    $(FactKind::$variant => $word,)*
                }
            }

            /// What it takes, besides `at`, `by` and `when`.
            pub fn slots(self) -> &'static [Slot] {
                match self {
                    $(FactKind::$variant => const { $slots },)*
                }
            }
        }
    };
}

kinds! {
    /// The lead was first heard of.
    Created = "created": &[may("source", Takes::Text)],
    /// Fields of the lead or its account were learnt; takes `lead`, `account` and `verified`.
    Learnt = "learnt": &[],
    /// The lead did something; takes `properties` too.
    Happened = "happened": &[must("event", Takes::Word), may("class", Takes::Word)],
    /// The lead was handed to an owner.
    HandedOver = "handed_over": &[must("owner", Takes::Text), may("team", Takes::Text)],
    /// Sales accepted it.
    Accepted = "accepted": &[],
    /// Sales rejected it before contact.
    Rejected = "rejected": REASON_AND_WORDS,
    /// Sales gave it up after contact.
    Disqualified = "disqualified": REASON_AND_WORDS,
    /// Sales sent it back to marketing.
    Recycled = "recycled": REASON_AND_WORDS,
    /// It went to another owner.
    Reassigned = "reassigned": &[must("to", Takes::Text)],
    /// A rep's act.
    Touched = "touched": &[
        must("channel", Takes::Word),
        may("reached", Takes::Bool),
        may("lasted", Takes::Lasted),
        may("personal", Takes::Bool),
        may("outcome", Takes::Text),
    ],
    /// Sales confirmed what it needs to know.
    Confirmed = "confirmed": &[must("needs", Takes::Set)],
    /// Sales rated the lead.
    Rated = "rated": &[must("stars", Takes::Number), may("words", Takes::Text)],
    /// A deal was opened.
    OpportunityOpened = "opportunity_opened": &[must("deal", Takes::Text), may("amount", Takes::Number)],
    /// A deal was won.
    OpportunityWon = "opportunity_won":
        &[must("deal", Takes::Text), may("amount", Takes::Number), may("recurring", Takes::Number)],
    /// A deal was lost.
    OpportunityLost = "opportunity_lost": &[must("deal", Takes::Text), must("reason", Takes::Text)],
    /// The customer left.
    Churned = "churned": &[must("reason", Takes::Text)],
    /// Consent was given or withdrawn.
    Consent = "consent": &[
        must("given", Takes::Bool),
        may("purpose", Takes::Word),
        may("channel", Takes::Word),
        may("wording", Takes::Word),
        may("evidence", Takes::Word),
    ],
    /// A mail came back.
    Bounced = "bounced": &[must("hard", Takes::Bool)],
    /// The lead's clocks were stopped.
    Paused = "paused": &[must("reason", Takes::Text), must("until", Takes::Time)],
    /// They run again.
    Resumed = "resumed": &[must("reason", Takes::Text)],
    /// The account got an owner, or lost one.
    Owned = "owned": &[may("owner", Takes::Text)],
    /// A person was away.
    Away = "away": &[must("person", Takes::Text), must("from", Takes::Time), must("to", Takes::Time)],
    /// Sales asked for content.
    ContentRequested = "content_requested": &[must("request", Takes::Text), must("words", Takes::Text)],
    /// Marketing answered.
    ContentAnswered = "content_answered": &[must("request", Takes::Text), must("words", Takes::Text)],
    /// A meeting of the agreement was held.
    Met = "met": &[must("meeting", Takes::Word)],
}

impl FactKind {
    /// The kind of this word.
    pub fn from_word(word: &str) -> Option<FactKind> {
        FactKind::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// Whether it tells how a lead ended, and so may use columns that give the outcome away.
    pub fn is_outcome(self) -> bool {
        use FactKind as K;
        matches!(
            self,
            K::Rejected
                | K::Disqualified
                | K::Recycled
                | K::OpportunityOpened
                | K::OpportunityWon
                | K::OpportunityLost
                | K::Churned
                | K::Rated
        )
    }

    /// Whether it is about a lead, and so needs one in its row.
    pub fn is_about_lead(self) -> bool {
        use FactKind as K;
        !matches!(self, K::Owned | K::Away | K::ContentRequested | K::ContentAnswered | K::Met)
    }
}
