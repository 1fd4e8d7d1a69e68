//! Reviewed lists: kept as they were, and brought into the draft of the next version.

use entente_core::time::Instant;
use entente_store::{Holidays, Store};
use jiff::civil::Date;

use super::with_days;
use crate::Error;
use crate::draft;
use crate::people::{User, note};

/// The longest name of a list or a day, in characters.
const NAME_CHARS_MAX: usize = 120;
/// How many lists are listed.
const LISTED: usize = 50;
/// The most days of one list.
const DAYS_MAX: usize = 1_000;

/// A reviewed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub id: i64,
    /// The agreement's calendar that it was reviewed for.
    pub calendar: String,
    /// What it is called.
    pub name: String,
    /// Date and name of each day.
    pub days: Vec<(String, String)>,
    /// Who reviewed it.
    pub by: String,
    /// When.
    pub reviewed: Instant,
}

/// Why a list was not kept, or not brought into the draft.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No day was taken.
    #[error("no day is taken")]
    NoDay,
    /// It has no name, or a longer one than is kept.
    #[error("it has no name")]
    Name,
    /// There is no such list.
    #[error("there is no such list")]
    None,
    /// The text has no such calendar, or is written in a way that cannot be added to: paste the lines by hand.
    #[error("the text has no calendar '{0}' that days can be added to")]
    Text(String),
    /// Somebody else changed the draft meanwhile.
    #[error("the draft was changed meanwhile")]
    Overtaken,
    /// The desk or its store failed.
    #[error(transparent)]
    Desk(#[from] Error),
}

impl From<entente_store::Error> for Refused {
    fn from(error: entente_store::Error) -> Refused {
        Refused::Desk(error.into())
    }
}

/// Keeps a reviewed list; what is no date among its days is left out. Answers its number.
///
/// # Errors
/// [`Refused::Name`] and [`Refused::NoDay`].
pub fn keep(
    store: &mut Store,
    by: &User,
    (calendar, name): (&str, &str),
    days: &[(String, String)],
    now: Instant,
) -> Result<i64, Refused> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_CHARS_MAX {
        return Err(Refused::Name);
    }
    let is_date = |text: &str| text.len() == 10 && text.parse::<Date>().is_ok();
    let taken = days.iter().filter(|(date, _)| is_date(date)).take(DAYS_MAX);
    // An agreement says why a day is closed: one without a name is called as the list is.
    let called =
        |own: &str| if own.trim().is_empty() { name } else { own.trim() }.chars().take(NAME_CHARS_MAX).collect();
    let mut days: Vec<(String, String)> = taken.map(|(date, own)| (date.clone(), called(own))).collect();
    days.sort();
    days.dedup_by(|later, first| later.0 == first.0);
    if days.is_empty() {
        return Err(Refused::NoDay);
    }
    let list =
        Holidays { id: 0, calendar: calendar.to_owned(), name: name.to_owned(), days, user: by.id, reviewed: now };
    let id = store.add_holidays(&list)?;
    note(store, now, Some(by.id), "holidays.reviewed", name)?;
    Ok(id)
}

/// The newest lists.
///
/// # Errors
/// Only those of the store.
pub fn list(store: &Store) -> Result<Vec<Kept>, Error> {
    store.all_holidays(LISTED)?.into_iter().map(|list| kept(store, list)).collect()
}

fn kept(store: &Store, list: Holidays) -> Result<Kept, Error> {
    let Holidays { id, calendar, name, days, user, reviewed } = list;
    let by = store.user(user)?.map(|user| user.is.name).unwrap_or_default();
    Ok(Kept { id, calendar, name, days, by, reviewed })
}

/// Brings the days of a list into the draft of the next version; where nothing is being written, one is begun with the
/// text that is in force. Days that the calendar has stay as they are.
///
/// # Errors
/// [`Refused`]; the draft stays as it was.
pub fn into_draft(store: &mut Store, by: &User, id: i64, now: Instant) -> Result<(), Refused> {
    let list = store.holidays(id)?.ok_or(Refused::None)?;
    let refused = |error: draft::Refused| match error {
        draft::Refused::Desk(error) => Refused::Desk(error),
        draft::Refused::Overtaken { .. } => Refused::Overtaken,
        _ => Refused::Text(list.calendar.clone()),
    };
    let kept = match draft::kept(store)? {
        Some(kept) => kept,
        None => draft::amend(store, by, now).map_err(refused)?,
    };
    let text = with_days(&kept.source, &list.calendar, &list.days);
    let text = text.ok_or_else(|| Refused::Text(list.calendar.clone()))?;
    draft::put_source(store, by, kept.revision, &text, now).map_err(refused)?;
    note(store, now, Some(by.id), "holidays.drafted", &list.name)?;
    Ok(())
}
