//! Sources: who tells events with a write key, what came of them, and what of it waits for a fix.
//!
//! A key that is in a browser can be read by every visitor, so it is kept in the clear and shown whenever it is asked
//! for; all it can do is tell events that nobody vouches for. A server's key is shown once and kept as a hash.

mod counts;
mod make;
mod quarantine;
mod rate;
mod receive;

use entente_core::time::Instant;
use entente_store::Store;

pub use counts::{Counts, Sources};
pub use entente_connect::segment::body::BYTES_MAX;
pub use entente_connect::segment::pixel::DOT;
pub use entente_connect::segment::{Call, Side};
pub(crate) use make::is_origin;
pub use make::{Asked, Made, make_source, revoke_source};
pub use quarantine::{HeldPage, Item, Reason, held, let_go, try_again};
pub use receive::{Body, Refused, Request, document, receive};

use crate::Error;

/// A source as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its number.
    pub id: i64,
    /// What it is, in somebody's words.
    pub name: String,
    /// Who runs the SDK that has the key.
    pub side: Side,
    /// How the key starts.
    pub start: String,
    /// The whole key, where it is public anyway.
    pub write_key: Option<String>,
    /// Whether somebody vouches for what it says of people and companies.
    pub is_trusted: bool,
    /// Pages that may use the key, by origin; none: any.
    pub origins: Vec<String>,
    /// The most events a minute; none: as many as come.
    pub per_minute: Option<u32>,
    /// Who made it.
    pub by: String,
    /// When.
    pub created: Instant,
    /// When it was revoked.
    pub revoked: Option<Instant>,
    /// When it last told something.
    pub seen: Option<Instant>,
    /// What came of what it told.
    pub counts: Counts,
    /// How many items are in quarantine now.
    pub held: u64,
    /// How many left it because it was full, or they were old.
    pub dropped: u64,
}

impl Source {
    fn of(kept: entente_store::Source, by: String, held: u64, told: Counts) -> Source {
        let origins = kept.origins.split_whitespace().map(str::to_owned).collect();
        Source {
            id: kept.id,
            name: kept.name,
            side: side(kept.is_browser),
            start: kept.start,
            write_key: kept.write_key,
            is_trusted: kept.is_trusted,
            origins,
            per_minute: (kept.per_minute > 0).then_some(kept.per_minute),
            by,
            created: kept.created,
            revoked: kept.revoked,
            seen: kept.seen.max(told.seen),
            counts: told.plus(kept.counts),
            held,
            dropped: kept.dropped,
        }
    }

    /// Whether its key is in browsers.
    #[must_use]
    pub fn is_browser(&self) -> bool {
        self.side == Side::Browser
    }
}

fn side(is_browser: bool) -> Side {
    if is_browser { Side::Browser } else { Side::Server }
}

/// All sources, those in use first and of them the newest; with what they told just now and is not written yet.
///
/// # Errors
/// Only those of the store.
pub fn sources(store: &Store, telling: &Sources) -> Result<Vec<Source>, Error> {
    let (users, held) = (store.users()?, store.quarantine_counts()?);
    let by = |id: i64| users.iter().find(|user| user.id == id).map(|user| user.is.name.clone()).unwrap_or_default();
    let held = |id: i64| held.iter().find(|(source, _)| *source == id).map_or(0, |(_, count)| *count);
    let kept = store.sources()?.into_iter();
    let mut all: Vec<Source> = kept
        .map(|kept| (by(kept.user), held(kept.id), telling.told(kept.id), kept))
        .map(|(by, held, told, kept)| Source::of(kept, by, held, told))
        .collect();
    all.sort_by_key(|source| source.revoked.is_some());
    Ok(all)
}
