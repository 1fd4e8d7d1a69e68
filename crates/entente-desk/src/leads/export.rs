//! A list to take along: as CSV or as a workbook, newest first, read a page at a time.

use entente_core::id::LeadId;
use entente_core::time::Instant;
use entente_store::{Filter, Store};
use jiff::tz::TimeZone;

use super::row::{Row, Words};
use super::{Query, plan_of};
use crate::Error;
use crate::force::InForce;

pub use entente_connect::table::Format;

/// Leads of one export at most; the page says so where there are more.
pub const EXPORT_MAX: usize = 100_000;
/// Leads read at once.
const PAGE: usize = 1_000;

/// The columns, named as the fields of the import are.
const COLUMNS: [&str; 20] = [
    "lead",
    "name",
    "email",
    "title",
    "phone",
    "city",
    "company",
    "source",
    "stage",
    "stage_since",
    "status",
    "grade_level",
    "owner",
    "team",
    "due",
    "clause",
    "late",
    "created",
    "last_heard",
    "last_touched",
];

/// An export under way.
pub struct Export {
    filter: Filter,
    before: Option<LeadId>,
    zone: TimeZone,
    left: usize,
}

impl Export {
    /// Begins to read the list that a query asks for; times are of `zone`.
    #[must_use]
    pub fn new(query: &Query, zone: TimeZone) -> Export {
        Export { filter: query.filter(), before: None, zone, left: EXPORT_MAX }
    }

    /// The line above all others.
    #[must_use]
    pub fn head() -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    /// The next lines; none at the end.
    ///
    /// # Errors
    /// Only those of the store.
    pub fn next(&mut self, store: &Store, plans: &[InForce], now: Instant) -> Result<Vec<Vec<String>>, Error> {
        let leads = store.leads_found(&self.filter, self.before, PAGE.min(self.left))?;
        let Some(last) = leads.last() else { return Ok(Vec::new()) };
        (self.before, self.left) = (Some(*last), self.left - leads.len());
        let words = Words::new(store, plan_of(plans, now))?;
        let mut lines = Vec::with_capacity(leads.len());
        for lead in leads {
            if let Some(card) = store.card(lead)? {
                lines.push(self.line(words.row(card)));
            }
        }
        Ok(lines)
    }

    fn line(&self, row: Row) -> Vec<String> {
        let time = |at: Instant| self.zone.to_datetime(at.to_jiff()).strftime("%Y-%m-%d %H:%M").to_string();
        let maybe = |at: Option<Instant>| at.map(time).unwrap_or_default();
        let name = if row.mail.as_ref() == Some(&row.called) || row.called == row.lead.to_string() {
            String::new()
        } else {
            row.called
        };
        vec![
            row.lead.to_string(),
            name,
            row.mail.unwrap_or_default(),
            row.title.unwrap_or_default(),
            row.phone.unwrap_or_default(),
            row.city.unwrap_or_default(),
            row.company.unwrap_or_default(),
            row.source.unwrap_or_default(),
            row.stage.map(|stage| stage.name.to_string()).unwrap_or_default(),
            time(row.stage_since),
            row.status.as_str().to_owned(),
            row.tile,
            row.owner.map(|owner| owner.handle.to_string()).unwrap_or_default(),
            row.team.map(|team| team.to_string()).unwrap_or_default(),
            maybe(row.due.as_ref().map(|due| due.at)),
            row.due.map(|due| due.clause.to_string()).unwrap_or_default(),
            if row.late { "yes" } else { "no" }.to_owned(),
            time(row.created),
            time(row.heard),
            maybe(row.touched),
        ]
    }
}
