//! Where the clock of the machine enters: nothing below the command line reads it.

use entente_core::time::Instant;
use entente_desk::force;
use entente_store::Store;
use jiff::tz::TimeZone;

/// The present instant.
pub(crate) fn now() -> Instant {
    Instant::from_micros(jiff::Timestamp::now().as_microsecond())
}

/// Reads an instant with its offset, or a date, which is its first instant in UTC.
pub(crate) fn parse(text: &str) -> anyhow::Result<Instant> {
    let is_date = text.len() == 10 && !text.contains('T');
    let full = if is_date { format!("{text}T00:00:00Z") } else { text.to_owned() };
    let wrong = || {
        anyhow::anyhow!(
            "'{text}' is not a time: give a date (2026-03-06) or a time with its offset (2026-03-06T16:30-05:00)"
        )
    };
    Instant::parse(&full).map_err(|_| wrong())
}

/// Instants as people of the agreement's zone read them.
pub(crate) struct Local(TimeZone);

impl Local {
    /// The zone of the agreement in force; UTC where there is none.
    pub(crate) fn of(store: &Store) -> anyhow::Result<Local> {
        let plans = force::in_force(store)?;
        Ok(Local(plans.last().map_or(TimeZone::UTC, |version| version.plan.zone.clone())))
    }

    /// Coordinated universal time, where no agreement has a say.
    pub(crate) fn utc() -> Local {
        Local(TimeZone::UTC)
    }

    /// `Europe/Berlin`.
    pub(crate) fn zone(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// `2026-03-02 10:00:00`.
    pub(crate) fn show(&self, at: Instant) -> String {
        self.0.to_datetime(at.to_jiff()).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// A text that is an instant, by this clock; any other as it is.
    pub(crate) fn localise(&self, text: &str) -> String {
        let at = if text.contains('T') { Instant::parse(text).ok() } else { None };
        at.map_or_else(|| text.to_owned(), |at| self.show(at))
    }

    /// `2026-03-02`.
    pub(crate) fn date(&self, at: Instant) -> String {
        self.0.to_datetime(at.to_jiff()).date().to_string()
    }
}
