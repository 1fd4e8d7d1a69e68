//! The tracking protocol that Segment and RudderStack share, so that their SDKs tell us facts without being changed.
//!
//! [`body::open`] turns the bytes of a request into items or refuses the whole of it; [`read`] turns one item into facts,
//! withholds it for the visitor's sake, or says what is wrong with it. Nothing here reads a clock or writes anything.

pub mod body;
pub mod class;
mod consent;
mod context;
mod event;
mod facts;
mod flat;
mod item;
mod lenient;
pub mod pixel;
pub mod settings;
mod text;
mod time;
mod traits;
mod who;
pub mod write_key;

use entente_core::fact::NewFact;
use entente_core::time::Instant;

pub use event::came_by;
pub use item::Call;

/// Who runs the SDK that a source's key is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// A visitor's browser: whoever reads the page has the key.
    Browser,
    /// A server of the company's own.
    Server,
}

/// What is known of a request before its body is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// When it arrived, by our clock.
    pub received: Instant,
    /// The number of the source whose key it brought.
    pub source: i64,
    /// Who runs the SDK.
    pub side: Side,
    /// Whether somebody vouches for what the source says of people and companies.
    pub is_trusted: bool,
    /// The header `User-Agent`; empty where there is none.
    pub agent: String,
    /// The headers `Purpose` or `Sec-Purpose`; empty where there is none.
    pub purpose: String,
    /// Whether the header `Sec-GPC` asks not to be tracked.
    pub gpc: bool,
}

/// What became of one item.
#[derive(Debug, Clone, PartialEq)]
pub enum Read {
    /// The facts that it tells, the one it is about first.
    Facts(Vec<NewFact>),
    /// It is not kept: the visitor asked not to be tracked.
    Withheld,
    /// It cannot be kept, and why.
    Faulty(Fault),
}

/// What is wrong with one item of a request that can be read otherwise. Sending it again is refused again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is larger than [`body::ITEM_BYTES_MAX`].
    #[error("it is larger than 64 KB: send less with it")]
    Large,
    /// It is no JSON object, or nested deeper than 128 levels.
    #[error("it is no JSON object that can be read: {0}")]
    Unreadable(String),
    /// Its `type` is none of the protocol's.
    #[error("'{0}' is not a type of call: send identify, track, page, screen, group, alias or merge")]
    Call(String),
    /// A field that the call must have is missing.
    #[error("'{0}' is missing")]
    Missing(&'static str),
    /// A field is of another kind than the protocol's.
    #[error("'{0}' is not {1}")]
    Kind(&'static str, &'static str),
    /// More properties or traits than a fact holds.
    #[error("'{0}' has more than {max} values", max = flat::VALUES_MAX)]
    Many(&'static str),
    /// It names nobody.
    #[error("it names nobody: send a userId, an anonymousId or a mail address in the traits")]
    Nobody,
    /// Its time cannot be read.
    #[error("its time '{0}' is not one like 2026-03-02T09:00:00Z")]
    Time(String),
    /// It says it happened later than clocks can differ.
    #[error("it is of {0}, more than a day after it arrived: check the sender's clock")]
    Future(Instant),
}

/// Reads one item, as the JSON text it was sent as.
///
/// `call` is what the address says of it, for items that do not say it themselves; `sent` is what the request says of
/// when it was sent, for items that do not.
#[must_use]
pub fn read(raw: &str, call: Option<Call>, sent: Option<&str>, arrival: &Arrival) -> Read {
    if raw.len() > body::ITEM_BYTES_MAX {
        return Read::Faulty(Fault::Large);
    }
    match item::Item::read(raw, call, sent) {
        Ok(item) => facts::tell(&item, raw, arrival),
        // What cannot be read cannot be shown to be handed over on purpose.
        Err(_) if arrival.gpc => Read::Withheld,
        Err(fault) => Read::Faulty(fault),
    }
}

impl Fault {
    /// Its word, for what keeps and shows it in other words, and what it is about: `missing`, `event`.
    #[must_use]
    pub fn told(&self) -> (&'static str, String) {
        match self {
            Fault::Large => ("large", String::new()),
            Fault::Unreadable(_) => ("unreadable", String::new()),
            Fault::Call(word) => ("call", word.clone()),
            Fault::Missing(field) => ("missing", (*field).to_owned()),
            Fault::Kind(field, _) => ("kind", (*field).to_owned()),
            Fault::Many(field) => ("many", (*field).to_owned()),
            Fault::Nobody => ("nobody", String::new()),
            Fault::Time(text) => ("time", text.clone()),
            Fault::Future(at) => ("future", at.to_string()),
        }
    }
}
