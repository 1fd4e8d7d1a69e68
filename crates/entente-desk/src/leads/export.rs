//! A list to take along: as CSV or as a workbook, newest first, read a page at a time.

use entente_core::id::LeadId;
use entente_core::time::Instant;
use entente_store::{Audit, Filter, Found, Store};
use jiff::tz::TimeZone;

use super::row::{Row, Words};
use super::{Query, plan_of};
use crate::Error;
use crate::force::InForce;

use entente_connect::table::{BYTE_ORDER_MARK, Workbook, csv_line};

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
    /// What the filter left when the export began.
    found: Option<Found>,
    /// These leads alone, newest last; all the filter leaves where none.
    chosen: Option<Vec<LeadId>>,
    before: Option<LeadId>,
    zone: TimeZone,
    left: usize,
}

impl Export {
    /// Begins to read the list that a query asks for; times are of `zone`.
    #[must_use]
    pub fn new(query: &Query, zone: TimeZone) -> Export {
        Export { filter: query.filter(), found: None, chosen: None, before: None, zone, left: EXPORT_MAX }
    }

    /// Begins to read these leads; times are of `zone`.
    #[must_use]
    pub fn of(mut leads: Vec<LeadId>, zone: TimeZone) -> Export {
        leads.sort_unstable();
        leads.dedup();
        Export { filter: Filter::default(), found: None, chosen: Some(leads), before: None, zone, left: EXPORT_MAX }
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
        let most = PAGE.min(self.left);
        let leads = match &mut self.chosen {
            Some(chosen) => chosen.split_off(chosen.len().saturating_sub(most)).into_iter().rev().collect(),
            None => {
                let found = match self.found.take() {
                    Some(found) => found,
                    None => store.find(&self.filter)?,
                };
                let leads = store.leads_in(&found, self.before, most)?;
                self.found = Some(found);
                leads
            }
        };
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

    /// How a CSV file begins.
    #[must_use]
    pub fn csv_head(&self) -> String {
        BYTE_ORDER_MARK.to_owned() + &csv_line(&Export::head())
    }

    /// The next part of a CSV file; none at the end.
    ///
    /// # Errors
    /// Only those of the store.
    pub fn csv_next(&mut self, store: &Store, plans: &[InForce], now: Instant) -> Result<Option<String>, Error> {
        let lines = self.next(store, plans, now)?;
        Ok((!lines.is_empty()).then(|| lines.iter().map(|line| csv_line(line)).collect()))
    }

    /// All of it as a workbook.
    ///
    /// # Errors
    /// Those of the store; [`Error::Workbook`] where the format cannot hold it.
    pub fn workbook(mut self, store: &Store, plans: &[InForce], now: Instant) -> Result<Vec<u8>, Error> {
        let mut book = Workbook::new("leads", &Export::head())?;
        loop {
            let lines = self.next(store, plans, now)?;
            if lines.is_empty() {
                return Ok(book.finish()?);
            }
            for line in lines {
                book.line(&line)?;
            }
        }
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

/// Notes in the audit log that somebody took a list along: of how many leads by hand, or by which query.
///
/// # Errors
/// Only those of the store.
pub fn note_export(store: &mut Store, user: i64, query: &Query, chosen: usize, now: Instant) -> Result<(), Error> {
    let detail = if chosen > 0 { format!("{chosen} chosen") } else { query.first_page().to_string() };
    let (act, subject) = ("leads.exported".to_owned(), "leads".to_owned());
    Ok(store.audit(&Audit { id: 0, at: now, user: Some(user), act, subject, detail })?)
}
