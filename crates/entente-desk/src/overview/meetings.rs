//! The meetings of the agreement: when each was held last, and when its rule calls for the next.

use entente_core::calendar::date_in;
use entente_core::id::ClauseId;
use entente_core::pace::Recurrence;
use entente_core::time::Instant;
use jiff::ToSpan;

use crate::figures::Snapshot;

/// One meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingLine {
    /// Its clause.
    pub clause: ClauseId,
    /// The number by which people find it.
    pub number: String,
    /// In the words of those who wrote it.
    pub says: String,
    /// How long it is, in minutes.
    pub minutes: u32,
    /// When it was held last; none where it never was.
    pub last: Option<Instant>,
    /// When the next one starts; none where the rule has ended.
    pub next: Option<Instant>,
}

pub(super) fn meetings(snapshot: &Snapshot) -> Vec<MeetingLine> {
    let held = snapshot.history().meetings();
    let meetings = snapshot.agreement().meetings.iter();
    let lines = meetings.map(|(name, meeting)| {
        let clause = ClauseId(format!("meetings.{name}"));
        let number = snapshot.number_of(&clause);
        let says = if meeting.says.is_empty() { name.as_str().replace('_', " ") } else { meeting.says.clone() };
        let held = held.get(name).map(Vec::as_slice).unwrap_or_default();
        let next = next(snapshot, &meeting.every, meeting.at_minutes, held.first().copied());
        MeetingLine { clause, number, says, minutes: meeting.minutes, last: held.last().copied(), next }
    });
    lines.collect()
}

/// The first start after now; the rule counts from the first time the meeting was held, and from today before that.
fn next(snapshot: &Snapshot, every: &str, at_minutes: u16, first: Option<Instant>) -> Option<Instant> {
    let (zone, now) = (snapshot.zone(), snapshot.as_of());
    let today = date_in(zone, now);
    let first = first.map_or(today, |at| date_in(zone, at));
    let dates = Recurrence::parse(every)?.dates(first, today, today.saturating_add(2.years()));
    let starts = dates.into_iter().filter_map(|date| {
        let local = date.at((at_minutes / 60).min(23) as i8, (at_minutes % 60) as i8, 0, 0);
        zone.to_timestamp(local).ok().map(|start| Instant::from_micros(start.as_microsecond()))
    });
    starts.into_iter().find(|start| *start > now)
}
