//! What a reader asks of the page of a lead: as of when, which lines, from where on.

use entente_core::id::Seq;
use entente_core::time::Instant;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// As of when: now, or an instant of the past.
    pub at: Instant,
    /// Which lines.
    pub filter: Filter,
    /// Only lines older than the one of this entry, as the page before said.
    pub after: Option<Seq>,
    /// How many lines a page has; a group of lines that say the same counts as one.
    pub most: usize,
}

impl Asked {
    /// All of it as of an instant, the first page.
    #[must_use]
    pub fn at(at: Instant) -> Asked {
        Asked { at, filter: Filter::Everything, after: None, most: Asked::LINES }
    }

    /// Lines of a page.
    pub const LINES: usize = 50;
}

/// Which lines of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    /// All of them.
    #[default]
    Everything,
    /// What was decided, by the agreement or by people.
    Decisions,
    /// What sales did.
    Touches,
    /// What the lead did.
    Behaviour,
    /// Mails sent, opened, bounced; consent to them.
    Mails,
}

impl Filter {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Filter; 5] =
        [Filter::Everything, Filter::Decisions, Filter::Touches, Filter::Behaviour, Filter::Mails];

    /// The word in addresses and message ids.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Filter::Everything => "everything",
            Filter::Decisions => "decisions",
            Filter::Touches => "touches",
            Filter::Behaviour => "behaviour",
            Filter::Mails => "mails",
        }
    }

    /// The filter of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Filter> {
        Filter::ALL.into_iter().find(|filter| filter.as_str() == word)
    }
}
