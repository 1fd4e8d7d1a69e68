//! One answer of the clock, as text and as JSON.

use std::fmt::Write as _;

use entente_core::agreement::model::Target;
use entente_core::calendar::{Calendar, tzdb_version};
use entente_core::time::{Instant, Span};
use serde_json::{Value, json};

/// What was found, by which calendar, and the intervals that counted.
pub(super) struct Answer<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) found: Found,
    pub(super) counted: Vec<(Instant, Instant)>,
}

/// What was found.
pub(super) enum Found {
    /// A due instant; none where the calendar never opens for so long.
    Due { start: Instant, target: Target, due: Option<Instant> },
    /// Open time.
    Elapsed { from: Instant, to: Instant, elapsed: Span },
}

impl Answer<'_> {
    /// The answer alone on the first line; with `explain`, what it rests on and each interval that counted.
    pub(super) fn text(&self, explain: bool) -> String {
        let mut text = match &self.found {
            Found::Due { due: Some(due), .. } => self.local(*due),
            Found::Due { due: None, .. } => "never".to_owned(),
            Found::Elapsed { elapsed, .. } => {
                format!("{} ({} seconds)", Target::Business(*elapsed), elapsed.as_seconds())
            }
        };
        text.push('\n');
        if explain {
            text += &self.explained();
        }
        text
    }

    fn explained(&self) -> String {
        let mut text = match &self.found {
            Found::Due { start, target, .. } => format!("{target} from {}", self.local(*start)),
            Found::Elapsed { from, to, .. } => format!("from {} to {}", self.local(*from), self.local(*to)),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            ", calendar {} of {} (version {}, time zones {})",
            self.calendar.name(),
            self.zone(),
            self.calendar.version(),
            tzdb_version()
        );
        for (from, to) in &self.counted {
            let _ = writeln!(text, "  {}/{}  {}", self.local(*from), self.local(*to), *to - *from);
        }
        text
    }

    /// Instants in UTC; with `explain`, the intervals that counted.
    pub(super) fn json(&self, explain: bool) -> Value {
        let mut object = match &self.found {
            Found::Due { start, target, due } => json!({
                "start": start.to_string(),
                "target": target.to_string(),
                "due": due.map(|due| due.to_string()),
                "due_local": due.map(|due| self.local(due)),
            }),
            Found::Elapsed { from, to, elapsed } => json!({
                "from": from.to_string(),
                "to": to.to_string(),
                "business_seconds": elapsed.as_seconds(),
            }),
        };
        object["calendar"] = json!(self.calendar.name());
        object["calendar_version"] = json!(self.calendar.version());
        object["timezone"] = json!(self.zone());
        object["tzdb"] = json!(tzdb_version());
        if explain {
            let interval = |(from, to): &(Instant, Instant)| json!({"from": from.to_string(), "to": to.to_string(), "seconds": (*to - *from).as_seconds()});
            object["counted"] = self.counted.iter().map(interval).collect();
        }
        object
    }

    fn zone(&self) -> &str {
        self.calendar.zone().iana_name().unwrap_or("UTC")
    }

    /// On the calendar's wall, with the offset: `2026-03-09T09:30:00-04:00`.
    fn local(&self, at: Instant) -> String {
        at.to_jiff().to_zoned_datetime(self.calendar.zone().clone()).strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string()
    }
}
