//! Checks `in`: one of several values, a word in a set, a value in a named list.

use super::name::did_you_mean;
use super::{Checker, Value};
use crate::agreement::nearest::nearest;
use crate::condition::expr::{Expr, ExprKind};
use crate::condition::kind::{Kind, Typed};
use crate::condition::{Atom, CompareOp, Literal, Operand, Test};
use crate::id::Name;
use crate::problem::Reason;

impl<'s> Checker<'s, '_, '_> {
    pub(super) fn contained(&mut self, left: &Expr, right: &Expr) -> Option<Test> {
        match &right.kind {
            ExprKind::List(items) => self.one_of(left, items, right.at),
            ExprKind::Call { name, args } if name.text == "list" => {
                // Both sides are looked at before either is given up, so that both mistakes are told.
                let subject = self.subject(left);
                let list = if self.may_name(name.at, "list(…)") { self.list_call(name.at, args) } else { None };
                self.in_list(subject?, list?, left.at)
            }
            _ => self.held(left, right),
        }
    }

    /// The left side of `in [..]` and `in list(..)`: something that has a value.
    fn subject(&mut self, left: &Expr) -> Option<Typed<'s>> {
        let (what, remedy) = match self.value(left) {
            Value::Operand(subject) => return Some(subject),
            Value::Bad => return None,
            Value::Literal(literal) => (
                format!("{literal} is written out on the left of 'in'"),
                "Put a field there: lead.department in ['operations']",
            ),
            Value::Null => ("null is in no list".to_owned(), "Ask for unknown by == null"),
            Value::Test(_) => {
                ("a yes-or-no question is in no list".to_owned(), "Put the question in brackets, or drop 'in'")
            }
            Value::Times { .. } => ("times(…) is compared, not looked up".to_owned(), "Write times('signal') >= 3"),
        };
        self.error(left.at, Reason::Type, what, remedy);
        None
    }

    /// `grade in ['A', 'B']`. With one value it is the same as `==`.
    fn one_of(&mut self, left: &Expr, items: &[Expr], at: usize) -> Option<Test> {
        let subject = self.subject(left);
        let listed: Vec<Option<(Literal, usize)>> =
            items.iter().map(|item| self.listed(subject.as_ref(), item)).collect();
        let subject = subject?;
        if !matches!(subject.kind, Kind::Word(_) | Kind::Country | Kind::Text | Kind::Number | Kind::Any) {
            let what = format!("{} is {}, which is not looked up in a list", subject.operand, subject.kind.says());
            self.error(left.at, Reason::Type, what, format!("Compare it with {}", subject.kind.compares_with()));
            return None;
        }
        if items.is_empty() {
            self.error(
                at,
                Reason::Value,
                "the list has no values, so nothing is ever in it",
                "Write at least one value",
            );
            return None;
        }
        let mut of: Vec<Literal> = Vec::new();
        for (literal, at) in listed.into_iter().collect::<Option<Vec<_>>>()? {
            if of.contains(&literal) {
                self.report.advice(
                    at,
                    Reason::Duplicate,
                    format!("{literal} stands twice in the list"),
                    "Take one out",
                );
            } else {
                of.push(literal);
            }
        }
        self.one_type(&subject, &of, at)?;
        let operand = subject.operand;
        Some(Test::Atom(match of.len() {
            1 => Atom::Compare { left: operand, op: CompareOp::Eq, right: Operand::Literal(of.swap_remove(0)) },
            _ => Atom::OneOf { operand, of },
        }))
    }

    /// One value of a list; where the left side is not known it is only looked at.
    fn listed(&mut self, subject: Option<&Typed>, item: &Expr) -> Option<(Literal, usize)> {
        match (self.value(item), subject) {
            (Value::Literal(literal), Some(subject)) => {
                self.fitted(subject, literal, item.at).map(|literal| (literal, item.at))
            }
            (Value::Literal(_) | Value::Bad, _) => None,
            _ => {
                let remedy = "Write it out, or join two questions by ||";
                self.error(item.at, Reason::Type, "only written values stand in a list", remedy);
                None
            }
        }
    }

    /// The values compared with an event's property are all texts or all numbers, since it has no type of its own.
    fn one_type(&mut self, subject: &Typed, of: &[Literal], at: usize) -> Option<()> {
        let texts = of.iter().filter(|literal| matches!(literal, Literal::Text(_))).count();
        let numbers = of.iter().filter(|literal| matches!(literal, Literal::Number(_))).count();
        if subject.kind == Kind::Any && texts != of.len() && numbers != of.len() {
            self.error(at, Reason::Type, "the list mixes values of several types", "Write only texts, or only numbers");
            return None;
        }
        Some(())
    }

    fn list_call(&mut self, at: usize, args: &[Expr]) -> Option<Name> {
        let [arg] = args else {
            let what = format!("list(…) has {} values in its brackets", args.len());
            self.error(at, Reason::Value, what, "Write account.domain in list('name')");
            return None;
        };
        self.list_name(arg)
    }

    fn in_list(&mut self, subject: Typed, list: Name, at: usize) -> Option<Test> {
        if !matches!(subject.kind, Kind::Text | Kind::Word(_) | Kind::Country) {
            let what = format!("{} is {}, and a list holds texts", subject.operand, subject.kind.says());
            self.error(at, Reason::Type, what, format!("Compare it with {}", subject.kind.compares_with()));
            return None;
        }
        Some(Test::Atom(Atom::InList { operand: subject.operand, list }))
    }

    /// `'shuttle' in account.products`.
    fn held(&mut self, left: &Expr, right: &Expr) -> Option<Test> {
        let (item, set) = (self.value(left), self.value(right));
        let set = match set {
            Value::Bad => return None,
            Value::Operand(set @ Typed { kind: Kind::Set(_) | Kind::Any, .. }) => set,
            Value::Operand(Typed { operand, kind }) => {
                let what = format!("{operand} is {}, and nothing is in it", kind.says());
                self.error(
                    right.at,
                    Reason::Type,
                    what,
                    "Write a list in [ ], list('name') or a set field behind 'in'",
                );
                return None;
            }
            _ => {
                let remedy = "Write a list in [ ], list('name') or a set field there";
                self.error(right.at, Reason::Type, "this holds no values that something could be in", remedy);
                return None;
            }
        };
        let word = match item {
            Value::Bad => return None,
            Value::Literal(Literal::Text(word)) => word,
            _ => {
                let what = format!("what is looked up in {} must be a word written out", set.operand);
                self.error(left.at, Reason::Type, what, format!("Write 'word' in {}", set.operand));
                return None;
            }
        };
        match &set.kind {
            Kind::Set(words) if !words.contains(&word.as_str()) => {
                let remedy = did_you_mean(nearest(&word, words.iter().copied()), words, "Its words");
                self.error(left.at, Reason::UnknownName, format!("{} never holds '{word}'", set.operand), remedy);
                None
            }
            _ => Some(Test::Atom(Atom::Holds { set: set.operand, item: Name::from(word.as_str()) })),
        }
    }
}
