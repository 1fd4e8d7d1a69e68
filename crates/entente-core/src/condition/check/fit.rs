//! Whether a value written in a condition fits what it is compared with, and which values can never matter.

use super::Checker;
use super::name::did_you_mean;
use crate::agreement::nearest::nearest;
use crate::condition::kind::{Kind, Typed};
use crate::condition::{CompareOp, Literal, Operand};
use crate::number::Decimal;
use crate::problem::Reason;

impl Checker<'_, '_, '_> {
    /// The value as one of the operand's kind; reported where it does not fit.
    pub(super) fn fitted(&mut self, subject: &Typed, literal: Literal, at: usize) -> Option<Literal> {
        match (&subject.kind, literal) {
            (Kind::Word(words), Literal::Text(text)) => self.word(subject, words, text, at),
            (Kind::Country, Literal::Text(text)) => self.country(text, at),
            (Kind::Span, Literal::Text(text)) => self.span_text(&text, at).map(Literal::Span),
            (Kind::Number, fits @ Literal::Number(_))
            | (Kind::Bool, fits @ Literal::Bool(_))
            | (Kind::Text, fits @ Literal::Text(_))
            | (Kind::Span, fits @ Literal::Span(_))
            | (Kind::Date, fits @ Literal::Instant(_))
            | (Kind::Any, fits @ (Literal::Number(_) | Literal::Bool(_) | Literal::Text(_))) => Some(fits),
            (kind, other) => {
                let what = format!("{} is {} and {other} is {}", subject.operand, kind.says(), other.says());
                self.error(at, Reason::Type, what, written_right(subject, &other));
                None
            }
        }
    }

    fn word(&mut self, subject: &Typed, words: &[&str], text: String, at: usize) -> Option<Literal> {
        if words.contains(&text.as_str()) {
            return Some(Literal::Text(text));
        }
        let remedy = did_you_mean(nearest(&text, words.iter().copied()), words, "Its words");
        self.error(at, Reason::UnknownName, format!("{} is never '{text}'", subject.operand), remedy);
        None
    }

    fn country(&mut self, text: String, at: usize) -> Option<Literal> {
        if super::country::is_code(&text) {
            return Some(Literal::Text(text));
        }
        let upper = text.to_uppercase();
        let remedy = match upper.as_str() {
            "UK" => "Write 'GB'".to_owned(),
            code if super::country::is_code(code) => format!("Write '{code}'"),
            _ => "Write its two-letter ISO 3166 code, like 'DE' or 'KR'".to_owned(),
        };
        self.error(at, Reason::UnknownName, format!("there is no country '{text}'"), remedy);
        None
    }

    /// Advises where a comparison with a number comes out the same for every value its left side can have.
    pub(super) fn advise_range(&mut self, operand: &Operand, op: CompareOp, literal: &Literal, at: usize) {
        let hundred = Decimal::from_int(100);
        let always = match (operand, literal) {
            (Operand::Fit | Operand::Engagement, Literal::Number(number)) => {
                always(op, number, &Decimal::ZERO, Some(&hundred))
            }
            (Operand::Since(_), Literal::Span(span)) => always(op, span, &crate::time::Span::ZERO, None),
            (Operand::Level, Literal::Number(number)) if !op.is_order() && !self.is_level(*number) => {
                Some(op == CompareOp::Ne)
            }
            _ => None,
        };
        if let Some(holds) = always {
            self.advise_always(holds, at);
        }
    }

    fn is_level(&self, number: Decimal) -> bool {
        let text = number.to_string();
        self.scope.levels.iter().any(|level| level.as_str() == text)
    }
}

/// The answer of `x op value` where it is the same for every x from `low` to `high`.
pub(super) fn always<T: Ord>(op: CompareOp, value: &T, low: &T, high: Option<&T>) -> Option<bool> {
    let below = value < low;
    let above = high.is_some_and(|high| value > high);
    match op {
        CompareOp::Eq if below || above => Some(false),
        CompareOp::Ne if below || above => Some(true),
        CompareOp::Lt if value <= low => Some(false),
        CompareOp::Lt if above => Some(true),
        CompareOp::Le if below => Some(false),
        CompareOp::Le if high.is_some_and(|high| value >= high) => Some(true),
        CompareOp::Gt if high.is_some_and(|high| value >= high) => Some(false),
        CompareOp::Gt if below => Some(true),
        CompareOp::Ge if above => Some(false),
        CompareOp::Ge if value <= low => Some(true),
        _ => None,
    }
}

/// What to write instead of a value of the wrong kind.
fn written_right(subject: &Typed, literal: &Literal) -> String {
    match (&subject.kind, literal) {
        (Kind::Number, Literal::Text(text)) if Decimal::parse(text).is_ok() => {
            format!("Write {text} without quotation marks")
        }
        (Kind::Bool, Literal::Text(text)) if text == "true" || text == "false" => {
            format!("Write {text} without quotation marks")
        }
        (Kind::Date, Literal::Text(_)) => "Write timestamp('2026-01-31T00:00:00Z')".to_owned(),
        (Kind::Set(_), Literal::Text(text)) => format!("Write '{text}' in {}", subject.operand),
        (Kind::Word(words), Literal::Number(number)) if words.contains(&number.to_string().as_str()) => {
            format!("Put it in quotation marks: '{number}'")
        }
        (kind, _) => format!("Compare it with {}", kind.compares_with()),
    }
}
