//! The pages, a file per noun: its page structs, its templates and its handlers together.

pub(crate) mod accounts;
pub(crate) mod agreement;
pub(crate) mod api;
pub(crate) mod board;
pub(crate) mod content;
pub(crate) mod failed;
pub(crate) mod figures;
pub(crate) mod form;
pub(crate) mod keys;
pub(crate) mod lead;
pub(crate) mod leads;
pub(crate) mod link;
pub(crate) mod log_in;
pub(crate) mod manager;
pub(crate) mod notices;
pub(crate) mod overview;
pub(crate) mod personas;
pub(crate) mod profile;
pub(crate) mod promise;
pub(crate) mod queue;
pub(crate) mod search;
pub(crate) mod setup;
pub(crate) mod track;
pub(crate) mod tracker;
pub(crate) mod welcome;

use entente_desk::people::{Refusal, Refused};

use crate::error::Wrong;
use crate::sent::Sent;

/// A form as it was typed, with what is wrong with it; empty on the first visit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    /// The fields.
    pub(crate) sent: Sent,
    /// Field and message of each that is wrong.
    pub(crate) wrong: Vec<(&'static str, &'static str)>,
}

impl Typed {
    /// What was typed into a field; empty where nothing was.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.sent.raw(name)
    }

    /// What was typed into a field, or what stands there before anything is.
    pub(crate) fn or<'a>(&'a self, name: &str, other: &'a str) -> &'a str {
        if self.sent.is_ticked(name) { self.sent.raw(name) } else { other }
    }

    /// The name of the message on what is wrong with a field.
    pub(crate) fn why(&self, name: &str) -> Option<&'static str> {
        self.wrong.iter().find(|(field, _)| *field == name).map(|(_, message)| *message)
    }
}

/// What a refused form shows; a fault of the house stays one.
pub(crate) fn typed(sent: Sent, refused: Refused) -> Result<Typed, Wrong> {
    match refused {
        Refused::Fields(fields) => {
            let wrong = fields.into_iter().map(|Refusal { field, why }| (field, why.key())).collect();
            Ok(Typed { sent, wrong })
        }
        Refused::Desk(error) => Err(error.into()),
    }
}

/// A path of ours to come back to; anything else is the overview.
pub(crate) fn ours(next: &str) -> &str {
    let is_ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']);
    if is_ours { next } else { "/" }
}
