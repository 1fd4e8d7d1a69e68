//! The calendars of a file, compiled, and the one that is meant.

use std::path::Path;

use anyhow::Context;
use entente_core::agreement::nearest::nearest;
use entente_core::agreement::read::read_calendars;
use entente_core::calendar::Calendar;
use entente_core::problem::Weight;

/// All calendars of a file, in the file's order.
pub(super) struct Calendars(Vec<Calendar>);

/// Why a file cannot be used: lines of `FILE:LINE:COLUMN what is wrong. What to do.`
pub(super) struct Refusal(pub(super) Vec<String>);

impl Calendars {
    /// Those of a file that can be read, or why they cannot be used.
    pub(super) fn read(path: &Path) -> anyhow::Result<Result<Calendars, Refusal>> {
        let file = path.display();
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {file}"))?;
        Ok(Calendars::compile(&text, &file.to_string()))
    }

    /// The calendars of a text; `file` names it in refusals.
    pub(super) fn compile(text: &str, file: &str) -> Result<Calendars, Refusal> {
        let definitions = read_calendars(text).map_err(|problems| {
            let errors = problems.iter().filter(|problem| problem.weight == Weight::Error);
            Refusal(errors.map(|error| format!("{file}:{error}")).collect())
        })?;
        let compiled = definitions.iter().map(|(name, def)| {
            Calendar::compile(name, def).map_err(|error| Refusal(vec![format!("{file}: calendar '{name}': {error}")]))
        });
        compiled.collect::<Result<Vec<_>, _>>().map(Calendars)
    }

    /// The calendar of this name; without a name, the only one.
    ///
    /// # Errors
    /// Says which names there are, and which was probably meant.
    pub(super) fn choose(&self, name: Option<&str>) -> anyhow::Result<&Calendar> {
        match (name, self.0.as_slice()) {
            (Some(name), _) => self.get(name).map_err(|error| anyhow::anyhow!(error)),
            (None, [only]) => Ok(only),
            (None, _) => anyhow::bail!("which calendar? Choose by --name: {}", self.list()),
        }
    }

    /// As [`Calendars::choose`] with a name.
    pub(super) fn get(&self, name: &str) -> Result<&Calendar, String> {
        let known = self.0.iter().find(|calendar| calendar.name().as_str() == name);
        known.ok_or_else(|| format!("no calendar '{name}'. {}", self.instead_of(name)))
    }

    fn instead_of(&self, name: &str) -> String {
        match nearest(name, self.names()) {
            Some(near) => format!("Did you mean '{near}'?"),
            None => format!("There are: {}", self.list()),
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|calendar| calendar.name().as_str())
    }

    /// The names, for reading.
    pub(super) fn list(&self) -> String {
        self.names().collect::<Vec<_>>().join(", ")
    }
}
