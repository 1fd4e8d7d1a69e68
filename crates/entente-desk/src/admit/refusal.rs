//! Why a fact is refused: every reason by name, in the words a person reads beside the rejected row.

use entente_core::id::{AccountId, LeadId};
use entente_core::identity;
use entente_core::time::Instant;

use super::subject::{self, Subject};
use super::{FACT_BYTES_MAX, FACT_KEY_BYTES_MAX, ITEMS_MAX, OWN_KEYS, TEXT_BYTES_MAX};

/// Why a fact is refused. Checked in this order; the first that holds is told. Trying the same fact again cannot help,
/// but for [`Refusal::Future`] once the time has come, and for those that miss a lead, account or link once it is there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It says that it happens later than the clocks can differ.
    #[error("it is of {at}, which is after now ({now}): check the source's clock and time zone")]
    Future {
        /// When it says it happened.
        at: Instant,
        /// When it was told.
        now: Instant,
    },
    /// It is of an instant no calendar can show.
    #[error("its time is outside the years 1 to 9999")]
    OutsideTime,
    /// Without a key it could not be told from a repetition.
    #[error("it has no key: give it the source's message id or row number")]
    NoFactKey,
    /// Its key is too long.
    #[error("its key is longer than {FACT_KEY_BYTES_MAX} bytes")]
    LongFactKey,
    /// Its key starts like those of facts that admission adds.
    #[error("its key starts with '{OWN_KEYS}', which is kept for facts that follow from others")]
    OwnFactKey,
    /// A text in it is too long.
    #[error("{field} is longer than {TEXT_BYTES_MAX} bytes")]
    LongText {
        /// Which text.
        field: String,
    },
    /// It has too many properties, values or words.
    #[error("{field} has more than {ITEMS_MAX} items")]
    ManyItems {
        /// Where.
        field: String,
    },
    /// All of it together is too long.
    #[error("its texts are longer than {FACT_BYTES_MAX} bytes together")]
    Long,
    /// Something in it that must be said is empty.
    #[error("{field} is empty")]
    Empty {
        /// Which text.
        field: &'static str,
    },
    /// A number in it is outside its range.
    #[error("{field} must be {range}")]
    Range {
        /// Which number.
        field: &'static str,
        /// What it may be.
        range: &'static str,
    },
    /// Such a fact cannot be about this kind of thing.
    #[error("such a fact is about {}, not about {told}", subject::listed(.wanted))]
    About {
        /// Whom it may be about.
        wanted: &'static [Subject],
        /// Whom it was told about.
        told: Subject,
    },
    /// Nobody can be meant.
    #[error("it names no key of the person it is about: a mail address, user id, record number or anonymous id")]
    NoKeys,
    /// A key is none.
    #[error("{0}")]
    Key(identity::Refused),
    /// It names a lead the log never heard of.
    #[error("there is no {0}")]
    NoSuchLead(LeadId),
    /// It names an account the log never heard of.
    #[error("there is no {0}")]
    NoSuchAccount(AccountId),
    /// It links a lead with itself.
    #[error("it links {0} with itself")]
    LinkedWithItself(LeadId),
    /// It takes back a link that is not there.
    #[error("{0} and {1} are not linked with each other directly")]
    NotLinked(LeadId, LeadId),
}

impl Refusal {
    /// One word for each reason: the end of the name of its message.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Refusal::Future { .. } => "future",
            Refusal::OutsideTime => "outside-time",
            Refusal::NoFactKey | Refusal::LongFactKey | Refusal::OwnFactKey => "fact-key",
            Refusal::LongText { .. } => "long-text",
            Refusal::ManyItems { .. } => "many-items",
            Refusal::Long => "long",
            Refusal::Empty { .. } => "empty",
            Refusal::Range { .. } => "range",
            Refusal::About { .. } => "about",
            Refusal::NoKeys => "no-keys",
            Refusal::Key(identity::Refused::Mail(..)) => "mail",
            Refusal::Key(_) => "key",
            Refusal::NoSuchLead(_) | Refusal::NoSuchAccount(_) => "no-such",
            Refusal::LinkedWithItself(_) | Refusal::NotLinked(..) => "link",
        }
    }

    /// The words of all reasons.
    pub const KEYS: [&str; 14] = [
        "future",
        "outside-time",
        "fact-key",
        "long-text",
        "many-items",
        "long",
        "empty",
        "range",
        "about",
        "no-keys",
        "mail",
        "key",
        "no-such",
        "link",
    ];

    /// What its message names, in the order in which it is written: `one`, `two`.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        match self {
            Refusal::Future { at, .. } => vec![at.to_string()],
            Refusal::LongText { field } => vec![field.clone(), TEXT_BYTES_MAX.to_string()],
            Refusal::ManyItems { field } => vec![field.clone(), ITEMS_MAX.to_string()],
            Refusal::Long => vec![FACT_BYTES_MAX.to_string()],
            Refusal::Key(identity::Refused::Mail(text, _)) => vec![text.clone()],
            Refusal::NoSuchLead(lead) => vec![lead.to_string()],
            Refusal::NoSuchAccount(account) => vec![account.to_string()],
            _ => Vec::new(),
        }
    }
}

impl From<identity::Refused> for Refusal {
    fn from(refused: identity::Refused) -> Refusal {
        Refusal::Key(refused)
    }
}
