//! Why an act is refused: the field, the reason and what to do, by name, so that a page can say it in any language.

use entente_core::id::{LeadId, Name};
use entente_core::time::{Instant, Span};

use super::Who;

/// Why an act is refused. Nothing was written.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The log never heard of this lead: go back to the list.
    #[error("there is no {0}")]
    NoSuchLead(LeadId),
    /// This person may not do it: ask one of those who may.
    #[error("this is for {0}")]
    MayNot(Who),
    /// Somebody else decided after the form was shown: look at what they did, then decide again.
    #[error("{what} by {} at {when}: look at what was done since, then decide again", by(.who))]
    Overtaken {
        /// Who did; none where the agreement decided by itself.
        who: Option<Name>,
        /// When.
        when: Instant,
        /// What, as the log calls it: `accepted`, `reassigned`, `handed_off`.
        what: &'static str,
    },
    /// The lead, person or request is not in the state the act is for.
    #[error("not now: {0}")]
    NotNow(Condition),
    /// The log does not take the fact the act becomes.
    #[error(transparent)]
    NotTold(#[from] crate::admit::Refusal),
    /// A field of the form is wrong; what was typed stays in it.
    #[error("{field}: {wrong}")]
    Field {
        /// Which field of the form.
        field: &'static str,
        /// What is wrong with it.
        wrong: Wrong,
    },
}

impl Refusal {
    pub(super) fn field(field: &'static str, wrong: Wrong) -> Refusal {
        Refusal::Field { field, wrong }
    }
}

/// Who did it, in words.
fn by(who: &Option<Name>) -> &str {
    who.as_ref().map_or("the agreement", Name::as_str)
}

/// What is wrong with a field, and so what to type instead.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Wrong {
    /// It must be said.
    #[error("it is empty: say it")]
    Empty,
    /// It is longer than the log keeps.
    #[error("it is longer than {most} bytes: shorten it")]
    TooLong {
        /// The most bytes.
        most: usize,
    },
    /// It is none of those the agreement, or the lead, knows.
    #[error("'{told}' is not known here: choose one that is offered")]
    Unknown {
        /// What was told.
        told: String,
    },
    /// It is not a number.
    #[error("it is not a number: write one like 1200 or 0.5")]
    NotNumber,
    /// It is not a day or time.
    #[error("it is not a time: write one like 2026-12-24T09:30")]
    NotTime,
    /// It is outside what is possible.
    #[error("it must be from {least} to {most}")]
    Outside {
        /// The least that is possible.
        least: i64,
        /// The most.
        most: i64,
    },
    /// It is less than nothing.
    #[error("it is less than nothing: write 0 or more")]
    Negative,
    /// It lies behind us, and must not.
    #[error("it is in the past: choose a later time")]
    Past,
    /// It lies ahead of us, and must not.
    #[error("it is in the future: choose an earlier time")]
    Future,
    /// It ends before it begins.
    #[error("it ends before it begins: choose a later end")]
    Backwards,
    /// It lasts longer than the agreement lets it.
    #[error("the agreement allows at most {most}: choose an earlier end")]
    TooLate {
        /// How long it may last.
        most: Span,
    },
    /// It is as it was: nothing would change.
    #[error("it is so already: change it or leave")]
    Same,
}

/// What stands against an act as things are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Condition {
    /// Sales does not have it.
    #[error("sales does not have this lead: it was not handed over, or went back")]
    NotHandedOver,
    /// It was accepted.
    #[error("the lead is accepted: recycle or disqualify it instead")]
    Accepted,
    /// It is out.
    #[error("the lead is disqualified")]
    Disqualified,
    /// No agreement is in force.
    #[error("no agreement is in force: sign one as both parties")]
    NoAgreement,
    /// The agreement knows no such act.
    #[error("the agreement does not provide for it")]
    NotAgreed,
    /// No clock of it is stopped for that reason.
    #[error("its clocks are not stopped for that reason")]
    NotPaused,
    /// They are one person already.
    #[error("they are linked already")]
    Linked,
    /// They are not linked directly.
    #[error("they are not linked with each other directly")]
    NotLinked,
    /// The person is not away.
    #[error("the person is not away")]
    NotAway,
    /// The request was answered.
    #[error("the request is answered")]
    Answered,
    /// The person holds as many leads as the agreement lets them.
    #[error("as many leads are held as the agreement allows: finish one first")]
    Full,
    /// The person is away, and gets no leads while they are.
    #[error("a person who is away gets no leads: end the absence first")]
    Away,
    /// The person held this lead before in this cycle.
    #[error("whoever held a lead before does not get it again in the same cycle")]
    HadIt,
}
