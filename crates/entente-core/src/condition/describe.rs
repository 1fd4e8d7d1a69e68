//! Says a condition in plain English or Korean, exactly enough to be signed in place of its text.
//!
//! A denial is said where it applies (`!(a || b)` as "not a, and not b"), and the two ways to say no stay apart:
//! `!(x == 'vp')`, "is not known to be vp", holds where x is unknown; `x != 'vp'`, "is known, and other than vp",
//! does not.

mod en;
mod ko;
#[cfg(test)]
mod tests;

use super::{Atom, CompareOp, Operand, Test};
use crate::id::Name;
use crate::lang::Lang;

/// The parties' own words for what the agreement names. Every answer may be none; then the name itself is said.
pub trait Words {
    /// What a signal says (`Asked for a demo`).
    fn signal(&self, name: &Name) -> Option<String> {
        let _ = name;
        None
    }
    /// What a stage says (`Qualified lead`).
    fn stage(&self, name: &Name) -> Option<String> {
        let _ = name;
        None
    }
    /// What a buyer says (`Runs a warehouse or a plant`).
    fn buyer(&self, name: &Name) -> Option<String> {
        let _ = name;
        None
    }
    /// What a field or built-in member is called, in place of `account employees` (`company size`).
    fn field(&self, operand: &Operand) -> Option<String> {
        let _ = operand;
        None
    }
}

/// No words but the names themselves.
#[derive(Debug, Clone, Copy)]
pub struct NamesOnly;

impl Words for NamesOnly {}

/// The condition as a phrase that follows "when" or stands as an item of a list: no capital letter, no full stop.
#[must_use]
pub fn describe(test: &Test, lang: Lang, words: &dyn Words) -> String {
    Sayer { lang, words }.say(test, Says::Yes)
}

/// Whether a question or its opposite is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Yes,
    No,
}

impl Says {
    fn opposite(self) -> Says {
        match self {
            Says::Yes => Says::No,
            Says::No => Says::Yes,
        }
    }

    /// One of the two, by what is said.
    fn pick<T>(self, yes: T, no: T) -> T {
        match self {
            Says::Yes => yes,
            Says::No => no,
        }
    }
}

/// How parts hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Or,
}

/// One question in words. Neighbours with the same head are said under one: "is at least 50 and at most 2,000".
struct Phrase {
    /// Subject and verb in English, subject and particle in Korean; empty where the rest is a whole sentence.
    head: String,
    rest: String,
}

impl Phrase {
    fn new(head: impl Into<String>, rest: impl Into<String>) -> Phrase {
        Phrase { head: head.into(), rest: rest.into() }
    }

    fn whole(sentence: impl Into<String>) -> Phrase {
        Phrase::new("", sentence)
    }
}

struct Sayer<'a> {
    lang: Lang,
    words: &'a dyn Words,
}

impl Sayer<'_> {
    fn say(&self, test: &Test, says: Says) -> String {
        match (test, says) {
            (Test::Const(holds), _) => self.constant(*holds == (says == Says::Yes)),
            (Test::Not(inner), _) => self.say(inner, says.opposite()),
            (Test::Atom(atom), _) => self.joined(&[self.phrase(atom, says)], Joint::And),
            (Test::All(parts), Says::Yes) | (Test::Any(parts), Says::No) => self.chain(parts, says, Joint::And),
            (Test::Any(parts), Says::Yes) | (Test::All(parts), Says::No) => self.chain(parts, says, Joint::Or),
        }
    }

    fn constant(&self, holds: bool) -> String {
        let text = match (self.lang, holds) {
            (Lang::En, true) => "always",
            (Lang::En, false) => "never",
            (Lang::Ko, true) => "항상",
            (Lang::Ko, false) => "해당 없음",
        };
        text.to_owned()
    }

    /// The parts in their order; those that hang together otherwise stand in brackets.
    fn chain(&self, parts: &[Test], says: Says, joint: Joint) -> String {
        let phrases: Vec<Phrase> = parts.iter().map(|part| self.part(part, says)).collect();
        self.joined(&phrases, joint)
    }

    fn part(&self, part: &Test, says: Says) -> Phrase {
        match (part, says) {
            (Test::Atom(atom), _) => self.phrase(atom, says),
            (Test::Not(inner), _) => self.part(inner, says.opposite()),
            (Test::Const(_), _) => Phrase::whole(self.say(part, says)),
            (Test::All(_) | Test::Any(_), _) => Phrase::whole(format!("({})", self.say(part, says))),
        }
    }

    fn phrase(&self, atom: &Atom, says: Says) -> Phrase {
        if let Atom::Compare { left, op: CompareOp::Ne, right } = atom
            && left.is_always_known()
            && right.is_always_known()
        {
            // Between known values "other than" is no more than "not".
            let equal = Atom::Compare { left: left.clone(), op: CompareOp::Eq, right: right.clone() };
            return self.phrase(&equal, says.opposite());
        }
        match self.lang {
            Lang::En => en::phrase(atom, says, self.words),
            Lang::Ko => ko::phrase(atom, says, self.words),
        }
    }

    fn joined(&self, phrases: &[Phrase], joint: Joint) -> String {
        let mut text = String::new();
        for (index, phrase) in phrases.iter().enumerate() {
            let continues =
                |other: Option<&Phrase>| other.is_some_and(|other| !other.head.is_empty() && other.head == phrase.head);
            let before = index.checked_sub(1).and_then(|before| phrases.get(before));
            if !continues(before) && !phrase.head.is_empty() {
                text += &phrase.head;
                text.push(' ');
            }
            let next = phrases.get(index + 1);
            text += &match (self.lang, next.is_some()) {
                (_, false) => phrase.rest.clone(),
                (Lang::En, true) => en::joined(&phrase.rest, joint, continues(next)),
                (Lang::Ko, true) => ko::joined(&phrase.rest, joint, continues(next)),
            };
        }
        text
    }
}

/// Whether a comparison is between moments, so that "before" is said instead of "less than". The tree does not keep
/// the type of a field; one compared with another field is said as a number.
fn is_of_moments(left: &Operand, right: &Operand) -> bool {
    let is_moment = |operand: &Operand| {
        matches!(operand, Operand::First(_) | Operand::Last(_) | Operand::Literal(super::Literal::Instant(_)))
    };
    is_moment(left) || is_moment(right)
}

/// A name as words: `free_mail` is `free mail`.
fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

/// A written text: bare where it is one plain word, else in quotation marks.
fn text(word: &str) -> String {
    let is_plain = !word.is_empty() && word.chars().all(|letter| letter.is_alphanumeric() || "_-.".contains(letter));
    if is_plain { word.to_owned() } else { format!("“{word}”") }
}

/// What the parties say, with the name behind it, so that words and clause can be told to be the same.
fn said_or_name(said: Option<String>, name: &str, lang: Lang) -> String {
    match (said.filter(|said| !said.is_empty()), lang) {
        (Some(said), Lang::En) => format!("“{said}” ({name})"),
        (Some(said), Lang::Ko) => format!("“{said}”({name})"),
        (None, _) => text(name),
    }
}

/// An instant to the second, in UTC.
fn moment(instant: crate::time::Instant) -> String {
    instant.to_string().replace('T', " ").replace('Z', " UTC")
}

/// `==` and `!=` and their kind, with a slot for each language's words.
fn compared(op: CompareOp, [eq, ne, lt, le, gt, ge]: [&str; 6]) -> &str {
    match op {
        CompareOp::Eq => eq,
        CompareOp::Ne => ne,
        CompareOp::Lt => lt,
        CompareOp::Le => le,
        CompareOp::Gt => gt,
        CompareOp::Ge => ge,
    }
}
