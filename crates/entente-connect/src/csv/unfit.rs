//! Why a row cannot be used: every reason by name, so that whoever shows it can say it in the reader's language.

use entente_core::identity;

use super::rows::Fault;

/// What is wrong with a row, or with one of its cells. Written out, it is what stands beside the row in a rejects file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A cell of this column is wrong.
    #[error("{column}: {why}")]
    Cell {
        /// The column, by its heading.
        column: String,
        /// What is wrong with its cell.
        why: Box<Unfit>,
    },
    /// The text is no row.
    #[error("{0}")]
    NoRow(Fault),
    /// It holds bytes that its file's encoding has not; which encoding.
    #[error("it holds bytes that are not {0}")]
    Bytes(&'static str),
    /// It has more cells than the header; how many both have.
    #[error("it has {0} cells, and the header has {1}")]
    Cells(usize, usize),
    /// This column is part of the row's key and empty.
    #[error("{0} is empty, and it is part of the row's key")]
    EmptyKey(String),
    /// Its key stands in an earlier line already, with other content.
    #[error("its key stands in line {0} already, with other content")]
    KeyTaken(u64),
    /// None of these columns says whom it is about.
    #[error("nothing says whom this is about: {0} is empty")]
    Nobody(String),
    /// Nothing says which account it is about.
    #[error("nothing says which account this is about")]
    NoAccount,
    /// Nothing in it says when the lead was created.
    #[error("nothing in the row says when the lead was created")]
    NoBeginning,
    /// This column is empty, and so nothing says when it happened.
    #[error("{0} is empty, so nothing says when this happened")]
    NoTime(String),
    /// A fact of this kind must say this, and does not.
    #[error("{0} has no '{1}'; give the fact a 'when' if that is usual")]
    Lacks(&'static str, &'static str),
    /// A key that is none.
    #[error("{0}")]
    Key(identity::Refused),
    /// Not a number.
    #[error("'{0}' is not a number")]
    Number(String),
    /// Not a time in one of these forms.
    #[error("'{0}' is not a time like {1}")]
    Time(String, String),
    /// Not a length of time.
    #[error("'{0}' is not a length of time like 90 (seconds), 1:30 or 0:01:30")]
    Length(String),
    /// Neither of these words for yes nor of those for no.
    #[error("'{0}' is neither yes ({1}) nor no ({2})")]
    YesOrNo(String, String, String),
    /// Not the JSON that a member is taken of.
    #[error("this is not JSON: {0}")]
    Json(String),
    /// Not a class of signals.
    #[error("'{0}' is no class: human, prefetch, scanner or unknown")]
    Class(String),
    /// Not a channel.
    #[error("'{0}' is no channel: call, mail, booking, meeting, chat or other")]
    Channel(String),
    /// Not a rating.
    #[error("{0} is no rating: 1 to 5 stars")]
    Stars(String),
}

impl Unfit {
    /// The same, of a cell of this column.
    #[must_use]
    pub fn of(self, column: &str) -> Unfit {
        Unfit::Cell { column: column.to_owned(), why: Box::new(self) }
    }

    /// The column it is about, and what is wrong there.
    #[must_use]
    pub fn parts(&self) -> (Option<&str>, &Unfit) {
        match self {
            Unfit::Cell { column, why } => (Some(column), why.parts().1),
            other => (None, other),
        }
    }

    /// One word for each reason: the end of the name of its message.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Unfit::Cell { why, .. } => why.key(),
            Unfit::NoRow(fault) => fault.key(),
            Unfit::Bytes(_) => "bytes",
            Unfit::Cells(..) => "cells",
            Unfit::EmptyKey(_) => "empty-key",
            Unfit::KeyTaken(_) => "key-taken",
            Unfit::Nobody(_) => "nobody",
            Unfit::NoAccount => "no-account",
            Unfit::NoBeginning => "no-beginning",
            Unfit::NoTime(_) => "no-time",
            Unfit::Lacks(..) => "lacks",
            Unfit::Key(identity::Refused::Mail(..)) => "mail",
            Unfit::Key(_) => "key",
            Unfit::Number(_) => "number",
            Unfit::Time(..) => "time",
            Unfit::Length(_) => "length",
            Unfit::YesOrNo(..) => "yes-or-no",
            Unfit::Json(_) => "json",
            Unfit::Class(_) => "class",
            Unfit::Channel(_) => "channel",
            Unfit::Stars(_) => "stars",
        }
    }

    /// What its message names, in the order in which it is written: `one`, `two`, `three`.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        match self {
            Unfit::Cell { why, .. } => why.values(),
            Unfit::NoRow(_) | Unfit::NoAccount | Unfit::NoBeginning => Vec::new(),
            Unfit::Bytes(one) => vec![(*one).to_owned()],
            Unfit::Cells(one, two) => vec![one.to_string(), two.to_string()],
            Unfit::KeyTaken(line) => vec![line.to_string()],
            Unfit::Lacks(one, two) => vec![(*one).to_owned(), (*two).to_owned()],
            Unfit::Key(identity::Refused::Mail(text, _)) => vec![text.clone()],
            Unfit::Key(refused) => vec![refused.to_string()],
            Unfit::Time(one, two) => vec![one.clone(), two.clone()],
            Unfit::YesOrNo(one, two, three) => vec![one.clone(), two.clone(), three.clone()],
            Unfit::EmptyKey(one) | Unfit::Nobody(one) | Unfit::NoTime(one) | Unfit::Number(one) => vec![one.clone()],
            Unfit::Length(one) | Unfit::Json(one) | Unfit::Class(one) => vec![one.clone()],
            Unfit::Channel(one) | Unfit::Stars(one) => vec![one.clone()],
        }
    }
}

impl From<identity::Refused> for Unfit {
    fn from(refused: identity::Refused) -> Unfit {
        Unfit::Key(refused)
    }
}
