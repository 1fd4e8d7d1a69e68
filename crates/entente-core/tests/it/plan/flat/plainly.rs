//! The evaluation that anybody would write first, to hold the flat program against.

use entente_core::condition::{Atom, CompareOp, Literal, Operand, Test, TextTest};
use entente_core::id::Name;
use entente_core::time::Span;

use super::asked;
use super::told::Told;

/// The plain evaluation: what was told, the engagement it comes to, and nothing of plans, slots or programs.
pub(super) struct Plainly<'a> {
    pub(super) told: &'a Told,
    /// In millionths.
    pub(super) engagement: i64,
}

/// A value as the plain evaluation compares it: numbers, instants and spans as whole numbers, words as text.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
enum Plain {
    Number(i64),
    Text(String),
    Words(Vec<&'static str>),
}

impl Plainly<'_> {
    pub(super) fn holds(&self, test: &Test) -> bool {
        match test {
            Test::Const(answer) => *answer,
            Test::Not(inner) => !self.holds(inner),
            Test::All(parts) => parts.iter().all(|part| self.holds(part)),
            Test::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Test::Atom(atom) => self.atom(atom),
        }
    }

    fn atom(&self, atom: &Atom) -> bool {
        match atom {
            Atom::Yes(operand) => self.value(operand) == Some(Plain::Number(1)),
            Atom::Known { operand, is } => self.value(operand).is_some() == *is,
            Atom::Compare { left, op, right } => match (self.value(left), self.value(right)) {
                (Some(left), Some(right)) => compared(&left, *op, &right),
                _ => false,
            },
            Atom::OneOf { operand, of } => {
                self.value(operand).is_some_and(|value| of.iter().any(|one| literal(one) == value))
            }
            Atom::Holds { set, item } => {
                matches!(self.value(set), Some(Plain::Words(words)) if words.contains(&item.as_str()))
            }
            Atom::InList { .. } => self.told.domain.is_some_and(|domain| domain != "kessler.example"),
            Atom::Text { operand, test, text } => match (self.value(operand), test) {
                (Some(Plain::Text(value)), TextTest::StartsWith) => value.starts_with(text),
                (Some(Plain::Text(value)), TextTest::EndsWith) => value.ends_with(text),
                (Some(Plain::Text(value)), TextTest::Contains) => value.contains(text),
                _ => false,
            },
            Atom::Did { signal, within } => self.count(signal, *within) > 0,
            Atom::Times { signal, within, op, count } => {
                compared(&Plain::Number(self.count(signal, *within)), *op, &Plain::Number(i64::from(*count)))
            }
            Atom::Buyer(_) => {
                self.told.seniority.is_some_and(|word| word != "staff")
                    && self.told.employees.is_some_and(|employees| employees >= 50)
            }
            Atom::InStageFor(_) => unreachable!("not among the random ones: nothing is decided here"),
        }
    }

    fn hours(&self, signal: &Name) -> &[i64] {
        if signal.as_str() == "demo" { &self.told.demo } else { &self.told.visit }
    }

    fn count(&self, signal: &Name, within: Option<Span>) -> i64 {
        let seen = |hours: &&i64| within.is_none_or(|span| Span::HOUR.times(**hours) <= span);
        self.hours(signal).iter().filter(seen).count() as i64
    }

    fn value(&self, operand: &Operand) -> Option<Plain> {
        let told = self.told;
        let whole = |value: i64| Plain::Number(value * 1_000_000);
        let word = |text: &str| Plain::Text(text.to_owned());
        let ago = |hours: i64| Plain::Number((asked() - Span::HOUR.times(hours)).as_micros());
        match operand {
            Operand::Literal(value) => Some(literal(value)),
            Operand::Lead(name) => match name.as_str() {
                "seniority" => told.seniority.map(word),
                "newsletter" => told.newsletter.map(|yes| Plain::Number(i64::from(yes))),
                "title" => told.title.clone().map(Plain::Text),
                _ => told.met.map(ago),
            },
            Operand::Account(name) => match name.as_str() {
                "employees" => told.employees.map(whole),
                "sites" => told.sites.map(whole),
                "country" => told.country.map(word),
                _ => told.products.clone().map(Plain::Words),
            },
            Operand::Fit => Some(whole(self.fit())),
            Operand::Engagement => Some(Plain::Number(self.engagement)),
            Operand::Grade => Some(word(if self.fit() >= 75 {
                "A"
            } else if self.fit() >= 50 {
                "B"
            } else {
                "C"
            })),
            Operand::Level => Some(whole(match self.engagement {
                60_000_000.. => 1,
                35_000_000.. => 2,
                _ => 3,
            })),
            Operand::AccountDomain => told.domain.map(|domain| Plain::Text(domain.to_lowercase())),
            Operand::LeadConsent => told.consent.map(|given| word(if given { "given" } else { "withdrawn" })),
            Operand::Since(signal) => {
                self.hours(signal).iter().min().map(|hours| Plain::Number(Span::HOUR.times(*hours).as_micros()))
            }
            Operand::First(signal) => self.hours(signal).iter().max().map(|hours| ago(*hours)),
            Operand::Last(signal) => self.hours(signal).iter().min().map(|hours| ago(*hours)),
            Operand::Milestone(_) => Some(Plain::Number(i64::from(told.rated))),
            other => unreachable!("not among the random ones: {other:?}"),
        }
    }

    fn fit(&self) -> i64 {
        let size = if self.told.employees.is_some_and(|employees| employees >= 50) { 50 } else { 0 };
        size + if self.told.seniority.is_some_and(|word| word != "staff") { 30 } else { 0 }
    }
}

fn literal(value: &Literal) -> Plain {
    match value {
        Literal::Bool(yes) => Plain::Number(i64::from(*yes)),
        Literal::Number(number) => Plain::Number(number.as_millionths()),
        Literal::Text(text) => Plain::Text(text.clone()),
        Literal::Span(span) => Plain::Number(span.as_micros()),
        Literal::Instant(instant) => Plain::Number(instant.as_micros()),
    }
}

fn compared(left: &Plain, op: CompareOp, right: &Plain) -> bool {
    match op {
        CompareOp::Eq => left == right,
        CompareOp::Ne => left != right,
        CompareOp::Lt => left < right,
        CompareOp::Le => left <= right,
        CompareOp::Gt => left > right,
        CompareOp::Ge => left >= right,
    }
}
