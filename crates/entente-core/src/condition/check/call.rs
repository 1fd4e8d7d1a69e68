//! Checks calls: functions about signals, stages, buyers and time, and the methods of text.

use super::name::did_you_mean;
use super::{Checker, Value};
use crate::agreement::nearest::nearest;
use crate::condition::expr::{Expr, ExprKind, Word};
use crate::condition::kind::{Kind, Typed};
use crate::condition::span::span;
use crate::condition::{Atom, Literal, Operand, Test};
use crate::id::Name;
use crate::problem::Reason;
use crate::time::{Instant, Span};

/// Every function, how it is called, and with how few and how many values.
pub(super) const FUNCTIONS: [(&str, &str, usize, usize); 11] = [
    ("did", "did('signal') or did('signal', '7d')", 1, 2),
    ("times", "times('signal') >= 3 or times('signal', '30d') >= 3", 1, 2),
    ("first", "first('signal')", 1, 1),
    ("last", "last('signal')", 1, 1),
    ("since", "since('signal') < '7d'", 1, 1),
    ("in_stage_for", "in_stage_for('30d')", 1, 1),
    ("buyer", "buyer('name')", 1, 1),
    ("list", "account.domain in list('name')", 1, 1),
    ("has", "has(lead.field)", 1, 1),
    ("duration", "duration('7d')", 1, 1),
    ("timestamp", "timestamp('2026-01-31T00:00:00Z')", 1, 1),
];

impl<'s> Checker<'s, '_, '_> {
    /// A function with its values.
    pub(super) fn call(&mut self, name: &Word, args: &[Expr]) -> Value<'s> {
        let function = name.text.as_str();
        let Some((_, usage, least, most)) = FUNCTIONS.iter().find(|(known, ..)| *known == function) else {
            return self.unknown_function(name);
        };
        if args.len() < *least || args.len() > *most {
            let what = format!("{function}(…) has {} values in its brackets", args.len());
            self.error(name.at, Reason::Value, what, format!("Write {usage}"));
            return Value::Bad;
        }
        let [first, rest @ ..] = args else { return Value::Bad };
        let value = match function {
            "has" => self.has(first),
            "duration" => self.span_of(first).map(|span| Value::Literal(Literal::Span(span))),
            "timestamp" => self.timestamp(first),
            "list" => {
                let remedy = "Write account.domain in list('competitors')";
                self.error(name.at, Reason::Type, "list(…) stands only behind 'in'", remedy);
                None
            }
            _ if !self.may_name(name.at, &format!("{function}(…)")) => None,
            _ if !self.may_score(name.at, &format!("{function}(…)")) => None,
            "buyer" => self.declared(first, "buyer", &self.scope.buyers).map(|name| ask(Atom::Buyer(name))),
            "in_stage_for" => self.window(first).map(|span| ask(Atom::InStageFor(span))),
            _ => self.about_signal(function, first, rest.first()),
        };
        value.unwrap_or(Value::Bad)
    }

    fn unknown_function(&mut self, name: &Word) -> Value<'s> {
        let known: Vec<&str> = FUNCTIONS.iter().map(|(known, ..)| *known).collect();
        let text = name.text.as_str();
        let what = format!("there is no function '{text}'");
        let remedy = match super::method::NAMES.contains(&text) {
            true => format!("Write it behind the text it looks at: event.path.{text}('…')"),
            false => did_you_mean(nearest(text, known.iter().copied()), &known, "Functions"),
        };
        self.error(name.at, Reason::UnknownName, what, remedy);
        Value::Bad
    }

    fn about_signal(&mut self, function: &str, signal: &Expr, window: Option<&Expr>) -> Option<Value<'s>> {
        // Both are checked before either is given up, so that both mistakes are told.
        let signal = self.declared(signal, "signal", &self.scope.signals);
        let within = match window {
            Some(window) => self.window(window).map(Some),
            None => Some(None),
        };
        let (signal, within) = (signal?, within?);
        Some(match function {
            "did" => ask(Atom::Did { signal, within }),
            "times" => Value::Times { signal, within },
            "first" => Value::Operand(Typed { operand: Operand::First(signal), kind: Kind::Date }),
            "last" => Value::Operand(Typed { operand: Operand::Last(signal), kind: Kind::Date }),
            _ => Value::Operand(Typed { operand: Operand::Since(signal), kind: Kind::Span }),
        })
    }

    /// A name in quotation marks that the agreement declares.
    fn declared(&mut self, arg: &Expr, noun: &str, among: &[Name]) -> Option<Name> {
        let text = self.quoted(arg)?;
        let found = among.iter().find(|name| name.as_str() == text).cloned();
        if found.is_none() {
            let all: Vec<&str> = among.iter().map(Name::as_str).collect();
            let remedy = did_you_mean(nearest(text, all.iter().copied()), &all, &format!("The agreement's {noun}s"));
            self.error(arg.at, Reason::UnknownName, format!("there is no {noun} '{text}'"), remedy);
        }
        found
    }

    /// The name of a list behind 'in'. One that is not declared is empty: legal, and probably a slip.
    pub(super) fn list_name(&mut self, arg: &Expr) -> Option<Name> {
        let text = self.quoted(arg)?;
        let among = &self.scope.lists;
        if !among.iter().any(|name| name.as_str() == text) {
            let near = nearest(text, among.iter().map(Name::as_str));
            let remedy = near.map_or_else(
                || "Declare it under lists, with the values it holds".to_owned(),
                |near| format!("Did you mean '{near}'?"),
            );
            let what = format!("no list '{text}' is declared, so nothing is in it");
            self.report.advice(arg.at, Reason::UnknownName, what, remedy);
        }
        Some(Name::from(text))
    }

    /// A text in quotation marks where a name must be written out.
    pub(super) fn quoted<'e>(&mut self, arg: &'e Expr) -> Option<&'e str> {
        match &arg.kind {
            ExprKind::Text(text) => return Some(text),
            ExprKind::Bad => {}
            ExprKind::Path(words) if words.len() == 1 => {
                let word = words.first().map_or("", |word| word.text.as_str());
                let remedy = format!("Put it in quotation marks: '{word}'");
                self.error(arg.at, Reason::Type, format!("{word} must be a text here"), remedy);
            }
            _ => {
                let remedy = "Write it out in quotation marks; it cannot be worked out";
                self.error(arg.at, Reason::Type, "a text must stand here", remedy);
            }
        }
        None
    }

    /// A span in which something may happen: longer than nothing.
    fn window(&mut self, arg: &Expr) -> Option<Span> {
        let span = self.span_of(arg)?;
        if span == Span::ZERO {
            self.error(arg.at, Reason::Value, "a span of no length holds nothing", "Write how long, like '7d'");
            return None;
        }
        Some(span)
    }

    /// `'7d'`, or `duration('7d')`.
    fn span_of(&mut self, arg: &Expr) -> Option<Span> {
        let text = match &arg.kind {
            ExprKind::Call { name, args } if name.text == "duration" && args.len() == 1 => {
                self.quoted(args.first()?)?
            }
            _ => self.quoted(arg)?,
        };
        self.span_text(text, arg.at)
    }

    pub(super) fn span_text(&mut self, text: &str, at: usize) -> Option<Span> {
        let read = span(text);
        if let Err(why) = &read {
            let (what, remedy) = why.split_once(": ").unwrap_or((why, "write it like 7d"));
            let mut letters = remedy.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            self.error(at, Reason::Value, what, first.into_iter().chain(letters).collect::<String>());
        }
        read.ok()
    }

    fn timestamp(&mut self, arg: &Expr) -> Option<Value<'s>> {
        let text = self.quoted(arg)?;
        let read = Instant::parse(text).ok();
        if read.is_none() {
            let remedy = "Write date, time and offset, like '2026-01-31T00:00:00+01:00'";
            self.error(arg.at, Reason::Value, format!("'{text}' is not an instant"), remedy);
        }
        read.map(|instant| Value::Literal(Literal::Instant(instant)))
    }

    /// `has(lead.owner)` is another spelling of `lead.owner != null`.
    fn has(&mut self, arg: &Expr) -> Option<Value<'s>> {
        if !matches!(&arg.kind, ExprKind::Path(words) if words.len() > 1) {
            if !matches!(arg.kind, ExprKind::Bad) {
                self.error(
                    arg.at,
                    Reason::Type,
                    "has(…) asks for a field",
                    "Write has(lead.field) or has(account.field)",
                );
            }
            return None;
        }
        match self.value(arg) {
            Value::Operand(Typed { operand, .. }) => Some(ask(Atom::Known { operand, is: true })),
            _ => None,
        }
    }
}

/// A question as a value.
pub(super) fn ask<'s>(atom: Atom) -> Value<'s> {
    Value::Test(Test::Atom(atom))
}
