//! What is set up and what is missing, in the order in which it is best done.

use entente_core::agreement::model::{Agreement, CalendarDef};
use entente_core::id::Name;
use entente_core::time::Instant;
use entente_store::Store;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Scope, keys, teams, users};
use crate::Error;
use crate::force::InForce;
use crate::holidays;
use crate::retention::{self, Standing};

/// What is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// How many users may come in, and how many of them have.
    pub users: (u64, u64),
    /// How many versions of the agreement there were.
    pub versions: usize,
    /// How many teams and members the one in force names.
    pub teams: (u64, u64),
    /// Whom it names that cannot come in.
    pub uninvited: Vec<String>,
    /// Its calendars.
    pub calendars: Vec<Calendar>,
    /// How many sources are in use.
    pub sources: u64,
    /// How many keys are in use, and how many of them may tell facts.
    pub keys: (u64, u64),
    /// How many leads there are.
    pub leads: u64,
    /// What is kept, and how far the rest is gone.
    pub kept: Standing,
    /// What is missing, in the order in which it is best done.
    pub missing: Vec<Missing>,
}

/// A calendar of the agreement in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its name.
    pub name: Name,
    /// Its zone.
    pub timezone: String,
    /// How many closed days it names from today on.
    pub ahead: u64,
    /// The last closed day it names.
    pub until: Option<String>,
    /// Whether it names none in the half year to come.
    pub runs_out: bool,
}

/// Something that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// No agreement is in force.
    Agreement,
    /// The agreement names people who cannot come in.
    People,
    /// There is no lead.
    Leads,
    /// No program may tell facts, by a key or as a source.
    Key,
    /// A calendar runs out of holidays.
    Holidays,
}

impl Missing {
    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Missing::Agreement => "agreement",
            Missing::People => "people",
            Missing::Leads => "leads",
            Missing::Key => "key",
            Missing::Holidays => "holidays",
        }
    }
}

/// What is set up and what is missing.
///
/// # Errors
/// Only those of the store.
pub fn overview(store: &Store, plans: &[InForce], now: Instant) -> Result<Overview, Error> {
    let agreement = plans.last().map(|version| &version.plan.agreement);
    let rows = users(store, now)?;
    let active = || rows.iter().filter(|row| row.user.is.active);
    let keys: Vec<_> = keys(store)?.into_iter().filter(|key| key.revoked.is_none()).collect();
    let teams = agreement.map(|agreement| teams(store, agreement)).transpose()?;
    let members = teams.iter().flat_map(|teams| &teams.teams).map(|team| team.members.len() as u64).sum();
    let mut overview = Overview {
        users: (active().count() as u64, active().filter(|row| row.user.is.password.is_some()).count() as u64),
        versions: plans.len(),
        teams: (teams.as_ref().map_or(0, |teams| teams.teams.len() as u64), members),
        uninvited: teams
            .map(|teams| teams.uninvited().iter().map(|named| named.by.clone()).collect())
            .unwrap_or_default(),
        calendars: agreement.map(|agreement| calendars(agreement, now)).unwrap_or_default(),
        keys: (keys.len() as u64, keys.iter().filter(|key| key.scopes.contains(&Scope::WriteFacts)).count() as u64),
        sources: store.sources()?.iter().filter(|source| source.revoked.is_none()).count() as u64,
        leads: store.next_lead()?.0.saturating_sub(1),
        kept: retention::standing(store, plans, now)?,
        missing: Vec::new(),
    };
    overview.missing = missing(&overview);
    Ok(overview)
}

fn missing(overview: &Overview) -> Vec<Missing> {
    let all = [
        (Missing::Agreement, overview.versions == 0),
        (Missing::People, !overview.uninvited.is_empty()),
        (Missing::Leads, overview.leads == 0),
        (Missing::Key, overview.keys.1 + overview.sources == 0),
        (Missing::Holidays, overview.calendars.iter().any(|calendar| calendar.runs_out)),
    ];
    all.into_iter().filter(|(_, is_missing)| *is_missing).map(|(missing, _)| missing).collect()
}

/// The calendars of an agreement, as they stand today.
#[must_use]
pub fn calendars(agreement: &Agreement, now: Instant) -> Vec<Calendar> {
    let calendars = agreement.calendars.iter();
    calendars.map(|(name, calendar)| standing(name, calendar, today(calendar, now))).collect()
}

fn standing(name: &Name, calendar: &CalendarDef, today: Date) -> Calendar {
    let text = today.to_string();
    Calendar {
        name: name.clone(),
        timezone: calendar.timezone.clone(),
        ahead: calendar.closed.iter().filter(|(date, _)| date.as_str() >= text.as_str()).count() as u64,
        until: holidays::named_until(calendar),
        runs_out: holidays::runs_out(calendar, today),
    }
}

/// The date in a calendar's zone.
fn today(calendar: &CalendarDef, now: Instant) -> Date {
    let zone = TimeZone::get(&calendar.timezone).unwrap_or(TimeZone::UTC);
    now.to_jiff().to_zoned_datetime(zone).date()
}
