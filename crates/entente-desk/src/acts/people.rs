//! Away and back: what a person says of their own time, or a manager of theirs.

use entente_core::engine::state::Away;
use entente_core::fact::{NewAbout, What};
use entente_core::id::Name;
use entente_core::time::{Instant, Span};
use entente_store::Store;

use super::subject::parties;
use super::{Condition, Form, PersonAct, Refusal, Told, Who, Wrong};
use crate::Error;

/// The longest absence: a year and a day.
const AWAY_MOST: Span = Span::DAY.times(366);

/// A spell in which somebody is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// From when.
    pub from: Instant,
    /// Until when, exclusive.
    pub to: Instant,
}

/// The absence a person is in at an instant, or the next one ahead; none where neither is known.
///
/// # Errors
/// Those of the store.
pub fn absence(store: &Store, person: &Name, now: Instant) -> Result<Option<Absence>, Error> {
    let parties = parties(store)?;
    let spells = parties.away.get(person).map(Vec::as_slice).unwrap_or_default();
    let ahead = spells.iter().filter(|spell| spell.to > now && spell.from < spell.to);
    let next = ahead.min_by_key(|spell| (spell.from, spell.to));
    Ok(next.map(|spell| Absence { from: spell.from, to: spell.to }))
}

/// The fact an act about a person becomes.
pub(super) fn told(store: &Store, form: Form, person: Name, act: &PersonAct) -> Result<Result<Told, Refusal>, Error> {
    if !form.actor.is_among(Who::Themselves, Some(&person)) {
        return Ok(Err(Refusal::MayNot(Who::Themselves)));
    }
    let what = match act {
        PersonAct::Leave { from, to } => leave(form.now, *from, *to),
        PersonAct::Return => {
            let parties = parties(store)?;
            back(form.now, parties.away.get(&person).map(Vec::as_slice).unwrap_or_default())
        }
    };
    Ok(what.map(|what| Told::now(form, NewAbout::Person(person), what)))
}

fn leave(now: Instant, from: Instant, to: Instant) -> Result<What, Refusal> {
    match to {
        to if to <= from => Err(Refusal::field("to", Wrong::Backwards)),
        to if to <= now => Err(Refusal::field("to", Wrong::Past)),
        to if to - from > AWAY_MOST => Err(Refusal::field("to", Wrong::TooLate { most: AWAY_MOST })),
        to => Ok(What::Away { from, to }),
    }
}

/// The absence of now ends now: the same beginning told again with a new end.
fn back(now: Instant, spells: &[Away]) -> Result<What, Refusal> {
    let away = spells.iter().filter(|spell| spell.from <= now && now < spell.to).max_by_key(|spell| spell.to);
    let Some(away) = away else { return Err(Refusal::NotNow(Condition::NotAway)) };
    Ok(What::Away { from: away.from, to: now.max(away.from + Span::from_micros(1)) })
}
