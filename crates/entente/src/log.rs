//! Opening a log that is there: a command that reads one never makes an empty one where a name was mistyped.

use anyhow::{Context, bail};
use entente_desk::live::Desk;
use entente_store::{Place, Store};

/// From how many entries on it is said that they are folded again: fewer take less than a second.
const SAID_FROM: u64 = 20_000;

/// The log at `place`.
///
/// # Errors
/// Says which command makes a log where there is none, and what the store refuses.
pub(crate) fn open(place: &Place) -> anyhow::Result<Store> {
    if !is_there(place) {
        bail!("no log in {place}: bring facts in with `entente import`, or name its folder with --in");
    }
    make(place)
}

/// The log at `place`, made where there is none.
///
/// # Errors
/// What the store refuses.
pub(crate) fn make(place: &Place) -> anyhow::Result<Store> {
    let opened = Store::open(place);
    let mut store = if place.folder().is_some() { opened? } else { opened.with_context(|| place.to_string())? };
    entente_desk::settle::where_needed(&mut store)?;
    Ok(store)
}

/// The workspace at `place`, open for many at once; made where there is none. Where much has to be folded again first, that
/// is said, so that nobody takes it for a fault.
///
/// # Errors
/// What the store refuses.
pub(crate) fn desk(place: impl Into<Place>) -> anyhow::Result<Desk> {
    let say = |behind| {
        if behind >= SAID_FROM {
            eprintln!(
                "entente: {behind} entries of the log are folded again before anything else; pages open after that"
            );
        }
    };
    Ok(Desk::open_hearing(place, say)?)
}

/// Whether a log may be there. What a server holds is known by asking it alone.
pub(crate) fn is_there(place: &Place) -> bool {
    place.may_hold_one()
}
