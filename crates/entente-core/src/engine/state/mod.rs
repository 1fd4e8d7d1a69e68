//! States: what the log amounts to so far, small and binary. Each can be dropped and folded again from the log.

mod account;
mod clock;
mod key;
mod lead;
mod parties;
mod parts;
mod runs;
mod signals;

pub use account::AccountState;
pub use clock::{Attempts, Clock, Pausing};
pub use key::StateKey;
pub use lead::{LASTING, LeadState};
pub use parties::{CountState, PartiesState, RequestState, Turn};
pub use parts::{Away, CountedIn, EarlyTouch, Enrolment, Hit, Leg, Paid, Pending, Place, SignalState, When};
pub use signals::Signals;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The bytes of a state.
///
/// # Errors
/// None in practice: every state can be written; the words of the error say what could not.
pub fn to_bytes<T: Serialize>(state: &T) -> Result<Vec<u8>, String> {
    let bytes = postcard::to_allocvec(state).map_err(|error| error.to_string())?;
    Ok(runs::shortened(&bytes))
}

/// A state from its bytes.
///
/// # Errors
/// Where the bytes are of another version or damaged; the remedy is to rebuild states from the log.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let unreadable =
        |why: &dyn std::fmt::Display| format!("a stored state cannot be read ({why}): rebuild it from the log");
    let bytes = runs::whole(bytes).ok_or_else(|| unreadable(&"it ends in the middle"))?;
    postcard::from_bytes(&bytes).map_err(|why| unreadable(&why))
}
