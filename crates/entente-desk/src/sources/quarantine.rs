//! The quarantine as a page: what could not be kept and why, tried again after a fix, or let go.

use entente_connect::segment::{self, Arrival, Call, Read};
use entente_core::time::Instant;
use entente_store::{Quarantined, Store, User};

use super::{receive, side};
use crate::Error;
use crate::admit::Refusal;
use crate::live::Desk;
use crate::people::note;

/// How many items a page has.
const ITEMS: usize = 50;

/// A page of items that could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPage {
    /// The items, newest first.
    pub items: Vec<Item>,
    /// From where the next page goes on; none on the last.
    pub next: Option<i64>,
}

/// An item that could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number.
    pub id: i64,
    /// The name of the source that told it.
    pub source: String,
    /// When it arrived.
    pub received: Instant,
    /// Why it could not be kept.
    pub reason: Reason,
    /// The item, as it was sent.
    pub body: String,
}

/// Why an item could not be kept. Pages have a message for each word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reason {
    /// `missing`, `kind`, `future` and so on; `log` where the log refused what the item tells.
    pub word: String,
    /// What it is about: a field, a time; of the log what [`Reason::by_log`] reads.
    pub value: String,
}

/// Stands between what a refusal of the log names, as it is kept.
const BETWEEN: char = '\u{1f}';

impl Reason {
    /// The words of all reasons.
    pub const WORDS: [&str; 10] =
        ["large", "unreadable", "call", "missing", "kind", "many", "nobody", "time", "future", "log"];

    /// Why the log refused it.
    pub(super) fn of_log(refusal: &Refusal) -> Reason {
        let parts: Vec<String> = std::iter::once(refusal.key().to_owned()).chain(refusal.values()).collect();
        Reason { word: "log".to_owned(), value: parts.join(&BETWEEN.to_string()) }
    }

    /// The word of the log's refusal and what its message names, `one` and `two`; none of any other reason.
    #[must_use]
    pub fn by_log(&self) -> Option<(&str, Vec<&str>)> {
        let mut parts = self.value.split(BETWEEN);
        let key = parts.next().filter(|_| self.word == "log")?;
        Some((key, parts.collect()))
    }

    /// As it is kept: the word, and after a space what it is about.
    pub(super) fn kept(&self) -> String {
        format!("{} {}", self.word, self.value).trim_end().to_owned()
    }

    fn read(kept: &str) -> Reason {
        let (word, value) = kept.split_once(' ').unwrap_or((kept, ""));
        Reason { word: word.to_owned(), value: value.to_owned() }
    }
}

/// The items before a number, newest first: all, or those of one source.
///
/// # Errors
/// Only those of the store.
pub fn held(store: &Store, source: Option<i64>, before: Option<i64>) -> Result<HeldPage, Error> {
    let mut items = store.quarantined(source, before.unwrap_or(i64::MAX), ITEMS + 1)?;
    let more = items.len() > ITEMS;
    items.truncate(ITEMS);
    let next = items.last().filter(|_| more).map(|item| item.id);
    let sources = store.sources()?;
    let name = |id: i64| sources.iter().find(|source| source.id == id).map(|source| source.name.clone());
    let items = items.into_iter().map(|item| Item {
        id: item.id,
        source: name(item.source).unwrap_or_default(),
        received: item.received,
        reason: Reason::read(&item.reason),
        body: item.body,
    });
    Ok(HeldPage { items: items.collect(), next })
}

/// Tries to keep items again, each as if it had arrived when it did: the newest of a source, or of all. Answers how many
/// were kept, and how many still cannot be.
///
/// # Errors
/// Those of the desk; what was kept before stays kept.
pub fn try_again(desk: &Desk, by: &User, one: Option<i64>, now: Instant) -> Result<(u64, u64), Error> {
    let items = desk.read(|store, _| {
        Ok::<_, Error>(match one {
            Some(id) => store.quarantined_one(id)?.into_iter().collect(),
            None => store.quarantined(None, i64::MAX, usize::MAX)?,
        })
    })?;
    let sources = desk.read(|store, _| Ok::<_, Error>(store.sources()?))?;
    let (mut kept, mut still) = (0, 0);
    for item in items {
        let Some(source) = sources.iter().find(|source| source.id == item.source) else { continue };
        match again(desk, source, &item, now)? {
            None => {
                kept += 1;
                desk.write(|store| store.release(item.id).map_err(Error::from))?;
            }
            Some(reason) => {
                still += 1;
                desk.write(|store| store.hold_again(item.id, &reason.kept()).map_err(Error::from))?;
            }
        }
    }
    desk.write(|store| note(store, now, Some(by.id), "source.tried", &format!("{kept} / {}", kept + still)))?;
    Ok((kept, still))
}

/// Tries one item; answers why it still cannot be kept.
fn again(
    desk: &Desk,
    source: &entente_store::Source,
    item: &Quarantined,
    now: Instant,
) -> Result<Option<Reason>, Error> {
    let arrival = Arrival {
        received: item.received,
        source: source.id,
        side: side(source.is_browser),
        is_trusted: source.is_trusted,
        agent: String::new(),
        purpose: String::new(),
        gpc: false,
    };
    let sent = Some(item.sent.as_str()).filter(|sent| !sent.is_empty());
    match segment::read(&item.body, Call::from_word(&item.call), sent, &arrival) {
        Read::Facts(facts) => Ok(receive::refusal(&desk.act(now, facts)?.admitted.outcomes).map(|fault| fault.held)),
        Read::Withheld => Ok(None),
        Read::Faulty(fault) => Ok(Some(receive::Fault::of(&fault).held)),
    }
}

/// Lets an item go for good.
///
/// # Errors
/// Only those of the store.
pub fn let_go(store: &mut Store, by: &User, id: i64, now: Instant) -> Result<(), Error> {
    store.release(id)?;
    note(store, now, Some(by.id), "source.let_go", &id.to_string())
}
