//! A request of an SDK on its way into the log: whose key, which items, what came of each.
//!
//! It is answered after the facts of its good items are on the disk, and what is wrong with the others is held beside.

use std::ops::Range;

use entente_connect::segment::{self, Arrival, Call, Read, body, pixel, settings, write_key};
use entente_core::fact::NewFact;
use entente_core::time::Instant;
use entente_store::Quarantined;

use super::quarantine::Reason;
use super::{Counts, make, side};
use crate::Error;
use crate::admit::Outcome;
use crate::live::Desk;

/// A request as it came, before anything of it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What it brings.
    pub body: Body,
    /// What its address says of items that do not say it themselves.
    pub call: Option<Call>,
    /// The header `Authorization`; empty where there is none.
    pub authorization: String,
    /// The query of its address.
    pub query: String,
    /// The header `Origin`, where a page sends it.
    pub origin: Option<String>,
    /// The header `User-Agent`; empty where there is none.
    pub agent: String,
    /// The headers `Purpose` or `Sec-Purpose`; empty where there is none.
    pub purpose: String,
    /// Whether `Sec-GPC` asks not to be tracked.
    pub gpc: bool,
    /// Whether one wrong item refuses the whole request: for developers, by `X-Strict-Mode`.
    pub is_strict: bool,
}

impl Request {
    /// The write key in its headers or address; none where it can only stand in the body.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        write_key::in_header(&self.authorization).or_else(|| write_key::in_query(&self.query))
    }
}

/// What a request brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Bytes, squeezed or not.
    Bytes(Vec<u8>),
    /// Nothing but its address: a picture that is fetched.
    Pixel,
}

/// Why nothing of a request was taken. All but [`Refused::Later`] would be refused again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It brought no key, or one that is not in use.
    #[error("the write key is missing, unknown or revoked: copy it from Set-up, Sources")]
    Key,
    /// A page elsewhere used the key.
    #[error("this page's origin may not use the write key: add it to the source under Set-up, Sources")]
    Origin,
    /// The source told more than it may in a minute.
    #[error("more events than this source may tell in a minute: send the same again in {seconds} seconds")]
    Later {
        /// When it may be sent again.
        seconds: u32,
    },
    /// Its body cannot be read.
    #[error("{0}")]
    Body(body::Refused),
    /// One item is wrong, and the sender asked to hear of it.
    #[error("item {item}: {why}")]
    Strict {
        /// Which, counted from 1.
        item: usize,
        /// What is wrong.
        why: String,
    },
}

impl Refused {
    /// Its word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Refused::Key => "invalid_write_key",
            Refused::Origin => "origin_not_allowed",
            Refused::Later { .. } => "too_many_events",
            Refused::Body(refused) => refused.code(),
            Refused::Strict { .. } => "invalid_item",
        }
    }
}

impl From<body::Refused> for Refused {
    fn from(refused: body::Refused) -> Refused {
        Refused::Body(refused)
    }
}

/// Takes a request in.
///
/// # Errors
/// Those of the desk: nothing is certain then, and the same request is to be sent again. Nothing counts twice.
pub fn receive(desk: &Desk, request: &Request, now: Instant) -> Result<Result<Counts, Refused>, Error> {
    let mut source = match &request.key() {
        Some(key) => match holder(desk, key)? {
            Some(source) => Some(source),
            None => return Ok(Err(Refused::Key)),
        },
        None => None,
    };
    let picture;
    let bytes = match &request.body {
        Body::Bytes(bytes) => match body::inflate(bytes) {
            Ok(bytes) => bytes,
            Err(refused) => return Ok(Err(refused.into())),
        },
        Body::Pixel => {
            picture = pixel::item(request.call.unwrap_or(Call::Track), &request.query, now);
            picture.as_bytes().into()
        }
    };
    let opened = match body::open(&bytes) {
        Ok(opened) => opened,
        Err(refused) => return Ok(Err(refused.into())),
    };
    if source.is_none()
        && let Some(key) = &opened.write_key
    {
        source = holder(desk, key)?;
    }
    let Some(source) = source else { return Ok(Err(Refused::Key)) };
    if let Err(refused) = may_tell(desk, &source, request, opened.items.len(), now) {
        return Ok(Err(refused));
    }
    take(desk, &source, request, &opened, now)
}

/// The source that has this key, and may still use it.
fn holder(desk: &Desk, key: &str) -> Result<Option<entente_store::Source>, Error> {
    let found = desk.read(|store, _| Ok::<_, Error>(store.source(make::hash(key.trim()))?))?;
    Ok(found.filter(|source| source.revoked.is_none()))
}

fn may_tell(
    desk: &Desk,
    source: &entente_store::Source,
    request: &Request,
    items: usize,
    now: Instant,
) -> Result<(), Refused> {
    let is_from = |origin: &str| source.origins.split(' ').any(|allowed| allowed.eq_ignore_ascii_case(origin));
    if !source.origins.is_empty() && request.origin.as_deref().is_some_and(|origin| !is_from(origin)) {
        return Err(Refused::Origin);
    }
    let may = desk.sources().may_tell(source.id, source.per_minute, items, now);
    may.map_err(|seconds| Refused::Later { seconds })
}

/// An item, and which of the facts are its own.
struct Item {
    facts: Range<usize>,
    is_withheld: bool,
    fault: Option<Fault>,
}

/// Why an item cannot be kept: for the sender, and as it is held.
#[derive(Clone)]
pub(super) struct Fault {
    said: String,
    pub(super) held: Reason,
}

fn take(
    desk: &Desk,
    source: &entente_store::Source,
    request: &Request,
    opened: &body::Opened<'_>,
    now: Instant,
) -> Result<Result<Counts, Refused>, Error> {
    let arrival = arrival(source, request, now);
    let (mut items, mut facts) = (Vec::with_capacity(opened.items.len()), Vec::new());
    for raw in &opened.items {
        items.push(item(segment::read(raw, request.call, opened.sent.as_deref(), &arrival), &mut facts));
    }
    if request.is_strict
        && let Some(refused) = first_fault(&items)
    {
        return Ok(Err(refused));
    }
    let outcomes = if facts.is_empty() { Vec::new() } else { desk.ingest(now, facts)?.admitted.outcomes };
    for item in &mut items {
        let own = outcomes.get(item.facts.clone()).unwrap_or_default();
        item.fault = item.fault.take().or_else(|| refusal(own));
    }
    if request.is_strict
        && let Some(refused) = first_fault(&items)
    {
        return Ok(Err(refused));
    }
    hold(desk, source.id, request, opened, &items, now)?;
    let counts = count(&items, &outcomes, now);
    desk.sources().add(source.id, counts);
    Ok(Ok(counts))
}

/// Holds what is wrong.
fn hold(
    desk: &Desk,
    source: i64,
    request: &Request,
    opened: &body::Opened<'_>,
    items: &[Item],
    now: Instant,
) -> Result<(), Error> {
    let wrong = items.iter().zip(&opened.items).filter_map(|(item, raw)| Some((item.fault.clone()?, *raw)));
    let held: Vec<Quarantined> = wrong
        .map(|(reason, raw)| Quarantined {
            id: 0,
            source,
            received: now,
            call: request.call.map_or("", Call::as_str).to_owned(),
            sent: opened.sent.clone().filter(|sent| !sent.contains(char::is_control)).unwrap_or_default(),
            reason: reason.held.kept(),
            body: shortened(raw).to_owned(),
        })
        .collect();
    if held.is_empty() { Ok(()) } else { desk.write(|store| store.quarantine(&held, now).map_err(Error::from)) }
}

fn arrival(source: &entente_store::Source, request: &Request, now: Instant) -> Arrival {
    Arrival {
        received: now,
        source: source.id,
        side: side(source.is_browser),
        is_trusted: source.is_trusted,
        agent: request.agent.clone(),
        purpose: request.purpose.clone(),
        gpc: request.gpc,
    }
}

fn item(read: Read, facts: &mut Vec<NewFact>) -> Item {
    let start = facts.len();
    let (mut is_withheld, mut fault) = (false, None);
    match read {
        Read::Facts(told) => facts.extend(told),
        Read::Withheld => is_withheld = true,
        Read::Faulty(why) => fault = Some(Fault::of(&why)),
    }
    Item { facts: start..facts.len(), is_withheld, fault }
}

impl Fault {
    /// What is wrong with an item as it was sent.
    pub(super) fn of(fault: &segment::Fault) -> Fault {
        let (word, value) = fault.told();
        Fault { said: fault.to_string(), held: Reason { word: word.to_owned(), value } }
    }
}

/// Why the log refused one of an item's facts, where it did.
pub(super) fn refusal(outcomes: &[Outcome]) -> Option<Fault> {
    outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Refused(refusal) => Some(Fault { held: Reason::of_log(refusal), said: refusal.to_string() }),
        Outcome::Accepted(_) | Outcome::Duplicate(_) => None,
    })
}

fn first_fault(items: &[Item]) -> Option<Refused> {
    let mut faults = items.iter().zip(1..).filter_map(|(item, number)| Some((number, item.fault.clone()?)));
    faults.next().map(|(item, why)| Refused::Strict { item, why: why.said })
}

fn count(items: &[Item], outcomes: &[Outcome], now: Instant) -> Counts {
    let mut counts = Counts { seen: Some(now), ..Counts::default() };
    for item in items {
        match (item, outcomes.get(item.facts.start)) {
            (Item { fault: Some(_), .. }, _) => counts.quarantined += 1,
            (Item { is_withheld: true, .. }, _) | (_, None) => counts.withheld += 1,
            (_, Some(Outcome::Duplicate(_))) => counts.duplicate += 1,
            (_, Some(_)) => counts.accepted += 1,
        }
    }
    counts
}

/// An item as far as it is held: all of it, but for one that is far too large to be one.
fn shortened(raw: &str) -> &str {
    let mut end = raw.len();
    if end > body::ITEM_BYTES_MAX {
        end = 2_000;
        while !raw.is_char_boundary(end) {
            end -= 1;
        }
    }
    raw.get(..end).unwrap_or_default()
}

/// The document a browser SDK asks for before it sends, for whoever has the key: Segment's, or RudderStack's.
///
/// # Errors
/// Those of the store.
pub fn document(desk: &Desk, key: &str, is_segment: bool) -> Result<Option<String>, Error> {
    let source = holder(desk, key)?;
    let text = |source: entente_store::Source| match is_segment {
        true => settings::of_segment(key),
        false => settings::of_rudder(key, source.id, &source.name),
    };
    Ok(source.map(text))
}
