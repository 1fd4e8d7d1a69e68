//! Finds what a name stands for: a score, a milestone, a field, a built-in member, a property of an event.

use super::{Checker, Value};
use crate::agreement::model::FieldKind;
use crate::agreement::nearest::nearest;
use crate::condition::Operand;
use crate::condition::expr::Word;
use crate::condition::kind::{Kind, Typed, listed};
use crate::id::Name;
use crate::milestone::Milestone;
use crate::problem::Reason;

/// Built-in members of a lead. A declared field of the same name stands before them.
const OF_LEAD: [&str; 3] = ["consent", "source", "owner"];
/// Built-in members of an account.
const OF_ACCOUNT: [&str; 3] = ["domain", "owner", "open_opportunity"];
/// Names that stand alone, beside the milestones.
const ALONE: [&str; 5] = ["fit", "engagement", "grade", "level", "stage"];

impl<'s> Checker<'s, '_, '_> {
    /// What a name, with or without dots, stands for.
    pub(super) fn path(&mut self, words: &[Word]) -> Value<'s> {
        let Some((root, parts)) = words.split_first() else { return Value::Bad };
        if root.text == "event" && !parts.is_empty() {
            return self.property(root, parts);
        }
        if !self.may_name(root.at, &dotted(words)) {
            return Value::Bad;
        }
        match (root.text.as_str(), parts) {
            ("lead" | "account" | "event", []) => {
                let what = format!("'{}' alone is not a value", root.text);
                self.error(root.at, Reason::Type, what, format!("Name one of its fields: {}.…", root.text));
                Value::Bad
            }
            (_, []) => self.alone(root),
            ("lead" | "account", [field]) => self.member(root, field),
            ("lead" | "account", [field, part, ..]) => {
                let what = format!("{}.{} has no part '{}'", root.text, field.text, part.text);
                self.error(part.at, Reason::UnknownName, what, format!("Write {}.{}", root.text, field.text));
                Value::Bad
            }
            _ => {
                let what = format!("nothing is called '{}'", root.text);
                self.error(root.at, Reason::UnknownName, what, "Names with a dot start with lead, account or event");
                Value::Bad
            }
        }
    }

    /// Whether anything but the event may be named; reported where not.
    pub(super) fn may_name(&mut self, at: usize, name: &str) -> bool {
        if self.scope.event {
            let what = format!("{name} cannot be named in a signal's where, which looks at one event alone");
            let remedy = "Name only event.…, and ask for the rest where the signal is used";
            self.error(at, Reason::UnknownName, what, remedy);
        }
        !self.scope.event
    }

    /// Whether what comes of scores and of the lead's way may be named; reported where not.
    pub(super) fn may_score(&mut self, at: usize, name: &str) -> bool {
        if !self.scope.scores {
            let what = format!("{name} cannot be named in the rules of fit and buyers: a score cannot rest on itself");
            let remedy = "Name fields, lists and built-in members there, and ask for the rest under qualified";
            self.error(at, Reason::UnknownName, what, remedy);
        }
        self.scope.scores
    }

    fn property(&mut self, root: &Word, parts: &[Word]) -> Value<'s> {
        if !self.scope.event {
            let what = format!("event.{} is known only while the event is counted", dotted(parts));
            let remedy = "Put it into the where of a signal, and ask for the signal here: did('name')";
            self.error(root.at, Reason::UnknownName, what, remedy);
            return Value::Bad;
        }
        Value::Operand(Typed { operand: Operand::Event(dotted(parts)), kind: Kind::Any })
    }

    fn alone(&mut self, word: &Word) -> Value<'s> {
        let words = |names: &'s [Name]| Kind::Word(names.iter().map(Name::as_str).collect());
        let (operand, kind) = match word.text.as_str() {
            "fit" => (Operand::Fit, Kind::Number),
            "engagement" => (Operand::Engagement, Kind::Number),
            "level" => (Operand::Level, Kind::Number),
            "grade" => (Operand::Grade, words(&self.scope.grades)),
            "stage" => (Operand::Stage, words(&self.scope.stages)),
            other => match Milestone::from_word(other) {
                Some(milestone) => (Operand::Milestone(milestone), Kind::Bool),
                None => return self.unknown_alone(word),
            },
        };
        match self.may_score(word.at, &word.text) {
            true => Value::Operand(Typed { operand, kind }),
            false => Value::Bad,
        }
    }

    /// A word that stands for nothing by itself, though it may be something that is written otherwise.
    fn unknown_alone(&mut self, word: &Word) -> Value<'s> {
        let text = word.text.as_str();
        let remedy = self.written_otherwise(text).map(|meant| format!("Write {meant}")).unwrap_or_else(|| {
            let known = ALONE.into_iter().chain(Milestone::ALL.iter().map(|milestone| milestone.as_str()));
            did_you_mean(nearest(text, known), &ALONE, "Names that stand alone")
        });
        let what = format!("nothing is called '{text}'");
        self.error(word.at, Reason::UnknownName, what, remedy);
        Value::Bad
    }

    fn written_otherwise(&self, text: &str) -> Option<String> {
        let scope = self.scope;
        let among = |names: &[Name]| names.iter().any(|name| name.as_str() == text);
        let is_word = |kind: &FieldKind| match kind {
            FieldKind::Choice { of } | FieldKind::Set { of } => among(of),
            _ => false,
        };
        let of_lead = scope.lead.contains_key(text) || OF_LEAD.contains(&text);
        let of_account = scope.account.contains_key(text) || OF_ACCOUNT.contains(&text);
        if of_lead && of_account {
            Some(format!("lead.{text} or account.{text}"))
        } else if of_lead {
            Some(format!("lead.{text}"))
        } else if of_account {
            Some(format!("account.{text}"))
        } else if among(&scope.signals) {
            Some(format!("did('{text}')"))
        } else if among(&scope.buyers) {
            Some(format!("buyer('{text}')"))
        } else if among(&scope.stages) {
            Some(format!("stage == '{text}'"))
        } else if among(&scope.grades) || scope.lead.values().chain(scope.account.values()).any(is_word) {
            Some(format!("words in quotation marks: '{text}'"))
        } else {
            None
        }
    }

    fn member(&mut self, root: &Word, field: &Word) -> Value<'s> {
        let of_lead = root.text == "lead";
        let declared = if of_lead { &self.scope.lead } else { &self.scope.account };
        if let Some((name, kind)) = declared.get_key_value(field.text.as_str()) {
            let name = name.clone();
            let operand = if of_lead { Operand::Lead(name) } else { Operand::Account(name) };
            return Value::Operand(Typed { operand, kind: Kind::from(kind) });
        }
        let (operand, kind) = match (root.text.as_str(), field.text.as_str()) {
            ("lead", "consent") => (Operand::LeadConsent, Kind::Word(vec!["given", "withdrawn"])),
            ("lead", "source") => (Operand::LeadSource, Kind::Text),
            ("lead", "owner") => (Operand::LeadOwner, Kind::Text),
            ("account", "domain") => (Operand::AccountDomain, Kind::Text),
            ("account", "owner") => (Operand::AccountOwner, Kind::Text),
            ("account", "open_opportunity") => (Operand::AccountOpenOpportunity, Kind::Bool),
            _ => return self.unknown_member(root, field),
        };
        Value::Operand(Typed { operand, kind })
    }

    fn unknown_member(&mut self, root: &Word, field: &Word) -> Value<'s> {
        let text = field.text.as_str();
        let lead: Vec<&str> = self.scope.lead.keys().map(Name::as_str).chain(OF_LEAD).collect();
        let account: Vec<&str> = self.scope.account.keys().map(Name::as_str).chain(OF_ACCOUNT).collect();
        let (own, other, other_root) = match root.text.as_str() {
            "lead" => (lead, account, "account"),
            _ => (account, lead, "lead"),
        };
        let remedy = match nearest(text, own.iter().copied()) {
            _ if other.contains(&text) => format!("Did you mean {other_root}.{text}?"),
            Some(meant) => format!("Did you mean {}.{meant}?", root.text),
            None => format!("Declare it under fields, or use one of: {}", listed(&own)),
        };
        let what = format!("the {} has no field '{text}'", root.text);
        self.error(field.at, Reason::UnknownName, what, remedy);
        Value::Bad
    }
}

/// "Did you mean 'x'" where something is near, else what there is.
pub(super) fn did_you_mean(meant: Option<&str>, all: &[&str], what: &str) -> String {
    match meant {
        Some(meant) => format!("Did you mean '{meant}'?"),
        None if all.is_empty() => format!("{what}: none yet"),
        None => format!("{what}: {}", listed(all)),
    }
}

fn dotted(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(".")
}
