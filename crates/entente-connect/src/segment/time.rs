//! When an event happened, though the sender's clock may be wrong: told time, corrected by how far that clock is off.

use entente_core::time::{Instant, Span};

use super::Fault;
use super::item::Item;
use super::text::Text;

/// How far after its arrival an event may say it happened, once corrected.
const AHEAD_MAX: Span = Span::DAY;

/// The times of one event. `received` and `at` stand in the fact itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    /// When it happened, by our clock.
    pub(super) at: Instant,
    /// When the sender says it happened, by its own clock.
    pub(super) told: Option<Instant>,
    /// When the sender says it sent it, by its own clock.
    pub(super) sent: Option<Instant>,
}

/// The times of an item that arrived at `received`.
///
/// The told time is moved by (received - sent), because both are of the same moment by two clocks. An event from
/// ahead of its arrival counts as of its arrival; one from more than a day ahead is refused. Old ones are history.
pub(super) fn times(item: &Item<'_>, received: Instant) -> Result<Times, Fault> {
    let told = match parse(&item.told.timestamp)? {
        Some(told) => Some(told),
        None => parse(&item.told.original_timestamp)?,
    };
    let sent = match parse(&item.told.sent_at)? {
        Some(sent) => Some(sent),
        // Of a whole request: only as good as it can be read.
        None => item.batch_sent.and_then(|text| Instant::parse(text).ok()),
    };
    let skew = sent.map_or(Span::ZERO, |sent| received - sent);
    let at = told.map_or(received, |told| told + skew);
    if at > received + AHEAD_MAX {
        return Err(Fault::Future(at));
    }
    Ok(Times { at: at.min(received), told, sent })
}

fn parse(text: &Text<'_>) -> Result<Option<Instant>, Fault> {
    match text {
        Text::Nothing => Ok(None),
        Text::Other => Err(Fault::Kind("timestamp", "text")),
        Text::Said(said) => match Instant::parse(said) {
            Ok(at) => Ok(Some(at)),
            // Some servers tell seconds or milliseconds since 1970.
            Err(_) => said.parse().ok().and_then(since_1970).map(Some).ok_or_else(|| {
                let shown = said.chars().take(40).collect();
                Fault::Time(shown)
            }),
        },
    }
}

/// A count since 1970: milliseconds where it would be of later than the year 2286 in seconds.
fn since_1970(count: i64) -> Option<Instant> {
    let micros = if count < 10_000_000_000 { count.checked_mul(1_000_000) } else { count.checked_mul(1_000) };
    micros.map(Instant::from_micros).filter(|at| (Instant::MIN..=Instant::MAX).contains(at) && count >= 0)
}
