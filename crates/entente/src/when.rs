//! Where the clock of the machine enters: nothing below the command line reads it.

use entente_core::time::Instant;

/// The present instant.
pub(crate) fn now() -> Instant {
    Instant::from_micros(jiff::Timestamp::now().as_microsecond())
}

/// Reads an instant with its offset, or a date, which is its first instant in UTC.
pub(crate) fn parse(text: &str) -> anyhow::Result<Instant> {
    let is_date = text.len() == 10 && !text.contains('T');
    let full = if is_date { format!("{text}T00:00:00Z") } else { text.to_owned() };
    Instant::parse(&full).map_err(anyhow::Error::msg)
}
