//! What promises are judged with: the history, the zone and calendar in which periods are counted, and the leads asked about.

use entente_core::agreement::model::{CalendarOf, Target};
use entente_core::calendar::{Calendar, due_in_zone};
use entente_core::id::{ClauseId, LeadId};
use entente_core::pace::{Days, Term};
use entente_core::plan::Plan;
use entente_core::time::Instant;

use crate::among::{Among, is_among, is_lead_among};
use crate::history::{History, Slot};
use crate::zone::Zone;

/// Half-open: from the first instant of a period to the first of the next.
pub type Period = (Instant, Instant);

/// What promises are judged with.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The leads and what happened to them.
    pub history: &'a History,
    /// The zone of days and periods.
    pub zone: &'a Zone,
    /// The agreement compiled; without it dates count where open days would, and meetings not at all.
    pub plan: Option<&'a Plan>,
    /// Only these leads; all where none.
    pub among: Option<&'a Among>,
}

impl<'a> Ground<'a> {
    /// The calendar that days and business time are counted in: the one all promises share, else the agreement's first.
    #[must_use]
    pub fn calendar(&self) -> Option<&'a Calendar> {
        let name = match &self.history.agreement.sla.calendar_of {
            CalendarOf::Named(name) => name,
            CalendarOf::Team => self.history.agreement.calendars.iter().next().map(|(name, _)| name)?,
        };
        self.plan?.calendars.get(name).map(AsRef::as_ref)
    }

    /// The open days of a period, and how many of them are done.
    #[must_use]
    pub fn days(&self, period: Period) -> Days {
        Days::of(self.calendar(), self.zone.tz(), period, self.history.as_of)
    }

    /// A period of a promise, as of an instant: from where it is in force.
    #[must_use]
    pub fn term(&self, clause: &ClauseId, period: Period, as_of: Instant) -> Term {
        let since = self.plan.map_or(Instant::MIN, |plan| plan.since(clause));
        Term::of(self.calendar(), self.zone.tz(), period, since, as_of)
    }

    /// The instant by which something counted from `start` is due: maturity, the end of a dispute.
    pub(crate) fn due(&self, start: Instant, target: Target) -> Option<Instant> {
        match self.calendar() {
            Some(calendar) => calendar.due(start, target, &[]),
            None => due_in_zone(self.zone.tz(), start, target),
        }
    }

    pub(crate) fn asks_about(&self, slot: Slot) -> bool {
        is_among(self.among, slot)
    }

    pub(crate) fn asks_about_lead(&self, lead: LeadId) -> bool {
        is_lead_among(self.history, self.among, lead)
    }
}

/// Whether an instant is inside.
pub(crate) fn is_in(period: Period, at: Instant) -> bool {
    (period.0..period.1).contains(&at)
}
