//! The two who sign, and the hours in which they work.

use serde::{Deserialize, Serialize};

use super::Named;

/// One of the two parties of every agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartyKind {
    /// Marketing, or demand generation.
    Marketing,
    /// Sales, or business development.
    Sales,
}

impl PartyKind {
    /// The party on the other side.
    #[must_use]
    pub fn other(self) -> PartyKind {
        match self {
            PartyKind::Marketing => PartyKind::Sales,
            PartyKind::Sales => PartyKind::Marketing,
        }
    }

    /// `marketing` or `sales`, as in the text.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            PartyKind::Marketing => "marketing",
            PartyKind::Sales => "sales",
        }
    }
}

/// Both parties.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parties {
    /// Marketing's side.
    pub marketing: Party,
    /// Sales' side.
    pub sales: Party,
}

/// One side: what it calls itself and who signs for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Party {
    /// What it calls itself.
    pub name: String,
    /// Mail address of the person who signs for it.
    pub signs: String,
}

/// A named calendar: a zone, weekly opening hours, closed and special dates, all in local wall time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CalendarDef {
    /// IANA zone name.
    pub timezone: String,
    /// Opening hours per weekday, Monday first; an empty list is a closed day. Sorted, not overlapping.
    pub open: [Vec<LocalInterval>; 7],
    /// Dates without any open time (`2026-12-25`), with the reason.
    pub closed: Named<DateClosed>,
    /// Dates with hours of their own, by ISO date.
    pub special: Named<Vec<LocalInterval>>,
}

/// Why a date is closed.
pub type DateClosed = String;

/// Half-open local wall time `[from, to)` in minutes after midnight; `to` may pass 24:00 (1440) up to 48:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalInterval {
    /// First open minute, 0..1440.
    pub from_minutes: u16,
    /// First minute no longer open, greater than `from_minutes`, at most 2880.
    pub to_minutes: u16,
}

/// `09:00-12:30`.
impl std::fmt::Display for LocalInterval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (from, to) = (self.from_minutes, self.to_minutes);
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

impl Serialize for LocalInterval {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A day of the week as an index: 0 is Monday.
pub type Weekday = usize;
