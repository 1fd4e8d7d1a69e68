//! What is wrong with a text and what to do about it: one shape for every refusal, so an author sees all at once.

use std::fmt;

use serde::Serialize;

#[cfg(test)]
mod tests;

/// Where in the text, counted from 1; columns count characters. `0:0` where the whole file is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// Whether a problem keeps the text from being signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// The text cannot be signed or run.
    Error,
    /// The text can be signed; a careful author would look again.
    Advice,
}

/// The closed list of reasons for a problem, in the order in which the checker looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The file is not YAML, or a condition in it is not one.
    Syntax,
    /// A key stands twice in one mapping.
    Duplicate,
    /// A key that the language does not know.
    UnknownKey,
    /// Something that must be there is not.
    Missing,
    /// A value of the wrong kind or out of its range.
    Value,
    /// A name that nothing declares: field, signal, stage, buyer, list, team, person, calendar, metric, function.
    UnknownName,
    /// Two sides of a comparison that cannot be compared.
    Type,
    /// A route behind one that takes everything, or that can never match.
    UnreachableRoute,
    /// Tiers that overlap, or that miss the last, `otherwise` row.
    Tiers,
    /// A clock whose start implies its stop.
    ClockStartsStopped,
    /// A ladder step that comes after the clock's stop.
    LadderAfterStop,
    /// A signal that can never pay.
    NeverPays,
    /// A promise nobody owes.
    OwedByNobody,
    /// A stage nothing enters.
    NothingEnters,
    /// A calendar without open time in the next 366 days.
    NeverOpen,
    /// A worked example that comes out otherwise than it says.
    Example,
}

/// One problem, complete: place, clause, what is wrong, what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Why it is a problem.
    pub reason: Reason,
    /// Whether it keeps the text from being signed.
    pub weight: Weight,
    /// Where it stands.
    pub place: Place,
    /// The clause it is in, as a path (`sla.sales.touch`); empty for the whole text.
    pub clause: String,
    /// What is wrong, in one sentence without a full stop.
    pub what: String,
    /// What to do about it, in one sentence without a full stop; with a did-you-mean where a near name exists.
    pub remedy: String,
}

/// `12:7 sla.sales.touch: what is wrong. What to do.`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weight = if self.weight == Weight::Advice { "advice: " } else { "" };
        write!(f, "{}:{} ", self.place.line, self.place.column)?;
        if !self.clause.is_empty() {
            write!(f, "{}: ", self.clause)?;
        }
        let stop = if self.remedy.ends_with('?') { "" } else { "." };
        write!(f, "{weight}{}. {}{stop}", self.what, self.remedy)
    }
}
