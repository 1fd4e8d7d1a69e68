//! Checks comparisons: both sides of one type, an order only where there is one, the written value on the right.

use super::fit::always;
use super::{Checker, Value};
use crate::condition::expr::Expr;
use crate::condition::kind::{Kind, Typed};
use crate::condition::{Atom, CompareOp, Literal, Operand, Test, fold};
use crate::id::Name;
use crate::number::Decimal;
use crate::problem::Reason;
use crate::time::Span;

impl Checker<'_, '_, '_> {
    pub(super) fn compare(&mut self, left: &Expr, op: CompareOp, right: &Expr) -> Option<Test> {
        let (left_at, right_at) = (left.at, right.at);
        // Both sides are looked at before either is given up, so that both mistakes are told.
        let (left, right) = (self.value(left), self.value(right));
        match (left, right) {
            (Value::Bad, _) | (_, Value::Bad) => None,
            (Value::Null, Value::Null) => Some(self.constant(op == CompareOp::Eq, left_at)),
            (value, Value::Null) => self.known(value, op, left_at, right_at),
            (Value::Null, value) => self.known(value, op, right_at, left_at),
            (Value::Literal(left), Value::Literal(right)) => self.written(&left, op, &right, left_at),
            (value, Value::Literal(literal)) => self.with_literal(value, op, literal, left_at, right_at),
            (Value::Literal(literal), value) => self.with_literal(value, op.mirrored(), literal, right_at, left_at),
            (Value::Operand(left), Value::Operand(right)) => self.pair(left, op, right, right_at),
            (Value::Times { .. }, _) => self.not_a_count(right_at),
            (_, Value::Times { .. }) => self.not_a_count(left_at),
            (Value::Test(_), _) | (_, Value::Test(_)) => {
                let remedy = "Join questions by && and ||, or compare one with true or false";
                self.error(right_at, Reason::Type, "a yes-or-no question is compared with something else", remedy);
                None
            }
        }
    }

    /// `x == null` and `x != null`: whether it is known.
    fn known(&mut self, value: Value, op: CompareOp, at: usize, null_at: usize) -> Option<Test> {
        match value {
            Value::Bad | Value::Null => None,
            Value::Operand(Typed { operand, .. }) if !operand.is_always_known() => {
                if op.is_order() {
                    self.error(null_at, Reason::Type, "null has no order", "Write != null for 'is known'");
                    return None;
                }
                Some(Test::Atom(Atom::Known { operand, is: op == CompareOp::Ne }))
            }
            Value::Operand(_) | Value::Test(_) | Value::Times { .. } | Value::Literal(_) => {
                let remedy = "Ask for null only where a field or a signal may be unknown";
                self.error(at, Reason::Type, "this is always known", remedy);
                None
            }
        }
    }

    /// Two written values: the answer is known now.
    fn written(&mut self, left: &Literal, op: CompareOp, right: &Literal, at: usize) -> Option<Test> {
        let holds = match (left, right) {
            (Literal::Number(left), Literal::Number(right)) => op.holds(left, right),
            (Literal::Span(left), Literal::Span(right)) => op.holds(left, right),
            (Literal::Instant(left), Literal::Instant(right)) => op.holds(left, right),
            (Literal::Text(left), Literal::Text(right)) if !op.is_order() => op.holds(left, right),
            (Literal::Bool(left), Literal::Bool(right)) if !op.is_order() => op.holds(left, right),
            _ => {
                let what = format!("{left} is {} and {right} is {}: '{op}' does not fit", left.says(), right.says());
                self.error(at, Reason::Type, what, "Compare a field with a value of its own type");
                return None;
            }
        };
        Some(self.constant(holds, at))
    }

    fn with_literal(
        &mut self,
        value: Value,
        op: CompareOp,
        literal: Literal,
        at: usize,
        literal_at: usize,
    ) -> Option<Test> {
        match value {
            Value::Operand(subject) => self.operand_with(subject, op, literal, at, literal_at),
            Value::Times { signal, within } => self.count_with(signal, within, op, &literal, literal_at),
            Value::Test(test) => match (op, literal) {
                (CompareOp::Eq, Literal::Bool(true)) | (CompareOp::Ne, Literal::Bool(false)) => Some(test),
                (CompareOp::Eq, Literal::Bool(false)) | (CompareOp::Ne, Literal::Bool(true)) => Some(fold::not(test)),
                (_, Literal::Bool(_)) => {
                    let what = format!("a yes-or-no question has no order, so '{op}' does not fit");
                    self.error(at, Reason::Type, what, "Use == or !=");
                    None
                }
                (_, literal) => {
                    let what = format!("{literal} is {} and the other side a yes-or-no question", literal.says());
                    self.error(literal_at, Reason::Type, what, "Compare it with true or false, or leave this out");
                    None
                }
            },
            Value::Bad | Value::Null | Value::Literal(_) => None,
        }
    }

    fn operand_with(
        &mut self,
        subject: Typed,
        op: CompareOp,
        literal: Literal,
        at: usize,
        literal_at: usize,
    ) -> Option<Test> {
        let is_number = matches!(literal, Literal::Number(_));
        let literal = self.fitted(&subject, literal, literal_at)?;
        if op.is_order() && !subject.kind.is_ordered() && !(subject.kind == Kind::Any && is_number) {
            return self.no_order(&subject, op, at);
        }
        self.advise_range(&subject.operand, op, &literal, at);
        Some(match literal {
            Literal::Bool(value) => asked(subject.operand, (op == CompareOp::Eq) == value),
            literal => Test::Atom(Atom::Compare { left: subject.operand, op, right: Operand::Literal(literal) }),
        })
    }

    fn no_order(&mut self, subject: &Typed, op: CompareOp, at: usize) -> Option<Test> {
        let remedy = match &subject.kind {
            Kind::Word(_) | Kind::Country => format!("Name those you mean: {} in ['…', '…']", subject.operand),
            Kind::Any => "Compare it with a number, or use == or !=".to_owned(),
            _ => "Use == or !=".to_owned(),
        };
        let what = format!("{} is {}, which '{op}' does not order", subject.operand, subject.kind.says());
        self.error(at, Reason::Type, what, remedy);
        None
    }

    /// Two operands of one type.
    fn pair(&mut self, left: Typed, op: CompareOp, right: Typed, right_at: usize) -> Option<Test> {
        if left.kind == Kind::Any || right.kind == Kind::Any {
            let remedy = "Compare the event's property with a value written out";
            self.error(right_at, Reason::Type, "what an event says has no type of its own", remedy);
            return None;
        }
        if !left.kind.meets(&right.kind) {
            let (one, other) = (left.kind.says(), right.kind.says());
            let what = format!("{} is {one} and {} is {other}, never the same", left.operand, right.operand);
            self.error(
                right_at,
                Reason::Type,
                what,
                format!("Compare {} with {}", left.operand, left.kind.compares_with()),
            );
            return None;
        }
        if op.is_order() && !left.kind.is_ordered() {
            return self.no_order(&left, op, right_at);
        }
        Some(Test::Atom(Atom::Compare { left: left.operand, op, right: right.operand }))
    }

    fn count_with(
        &mut self,
        signal: Name,
        within: Option<Span>,
        op: CompareOp,
        literal: &Literal,
        at: usize,
    ) -> Option<Test> {
        let count = match literal {
            Literal::Number(number) if Decimal::from_int(number.trunc()) == *number => {
                u32::try_from(number.trunc()).ok()
            }
            _ => None,
        };
        let Some(count) = count else { return self.not_a_count(at) };
        if let Some(holds) = always(op, &count, &0, None) {
            self.advise_always(holds, at);
        }
        Some(Test::Atom(Atom::Times { signal, within, op, count }))
    }

    fn not_a_count(&mut self, at: usize) -> Option<Test> {
        let what = "times(…) is compared with something that is not a whole number";
        self.error(at, Reason::Type, what, "Write a whole number from 0 up, like times('signal', '30d') >= 3");
        None
    }
}

/// Whether a yes-or-no operand is yes, or is no. Only for milestones, which are always known, is no the opposite of
/// yes: any other may be unknown, and is neither then.
fn asked(operand: Operand, yes: bool) -> Test {
    match (yes, &operand) {
        (true, _) => Test::Atom(Atom::Yes(operand)),
        (false, Operand::Milestone(_)) => fold::not(Test::Atom(Atom::Yes(operand))),
        (false, _) => {
            let right = Operand::Literal(Literal::Bool(false));
            Test::Atom(Atom::Compare { left: operand, op: CompareOp::Eq, right })
        }
    }
}
