//! Checks a condition against what its agreement declares: every name known, every comparison of one type.
//!
//! A mistake in one part does not hide another: each operand is checked whatever its neighbours are.

mod call;
mod compare;
mod contained;
mod country;
mod fit;
mod method;
mod name;
#[cfg(test)]
mod tests;

use super::expr::{Expr, ExprKind, Relation};
use super::kind::{Kind, Typed};
use super::parse::parse;
use super::report::Report;
use super::scope::Scope;
use super::{Atom, Condition, Literal, Test, fold};
use crate::id::Name;
use crate::problem::{Place, Problem, Reason};
use crate::time::Span;

pub use country::is_code as is_country;

/// The longest condition, in characters, as written and in its canonical spelling.
const CHARACTERS_MAX: usize = 4_000;

/// Reads and types a condition. `place` is where its text starts in the file, so that problems point into it; a line
/// end in the text goes on at column 1 of the next line.
///
/// Answers nothing where there is at least one error; all of them are then in `problems`, by place. Advice alone
/// keeps nothing from being answered.
pub fn check(text: &str, place: Place, clause: &str, scope: &Scope, problems: &mut Vec<Problem>) -> Option<Condition> {
    let first = problems.len();
    let condition = read(text, &mut Report::new(text, place, clause, problems), scope);
    if let Some(own) = problems.get_mut(first..) {
        own.sort_by_key(|problem| problem.place);
    }
    condition
}

fn read(text: &str, report: &mut Report, scope: &Scope) -> Option<Condition> {
    if is_too_long(text, report) {
        return None;
    }
    let tree = parse(text, report);
    let test = Checker { scope, report }.test(&tree);
    let test = test.filter(|_| !report.failed())?;
    let canonical = test.to_string();
    let fits = !is_too_long(&canonical, report);
    fits.then(|| Condition { source: text.to_owned(), canonical, test })
}

fn is_too_long(text: &str, report: &mut Report) -> bool {
    let length = text.chars().count();
    if length > CHARACTERS_MAX {
        let what = format!("the condition has {length} characters, more than {CHARACTERS_MAX}");
        report.error(0, Reason::Value, what, "Name a long list of values under lists: and ask list('name')");
    }
    length > CHARACTERS_MAX
}

/// What an expression comes to.
enum Value<'a> {
    /// Not understood, and already reported.
    Bad,
    Null,
    Literal(Literal),
    Operand(Typed<'a>),
    /// A yes-or-no question.
    Test(Test),
    /// `times('x', '30d')`, of use only in a comparison with a whole number.
    Times {
        signal: Name,
        within: Option<Span>,
    },
}

struct Checker<'s, 'r, 'p> {
    scope: &'s Scope,
    report: &'r mut Report<'p>,
}

impl<'s> Checker<'s, '_, '_> {
    fn error(&mut self, at: usize, reason: Reason, what: impl Into<String>, remedy: impl Into<String>) {
        self.report.error(at, reason, what, remedy);
    }

    /// The expression as a yes-or-no question.
    fn test(&mut self, expr: &Expr) -> Option<Test> {
        match &expr.kind {
            ExprKind::Not(inner) => self.test(inner).map(fold::not),
            ExprKind::All(parts) => self.tests(parts).map(fold::all),
            ExprKind::Any(parts) => self.tests(parts).map(fold::any),
            ExprKind::Relation { left, op: Relation::Compare(op), right } => self.compare(left, *op, right),
            ExprKind::Relation { left, op: Relation::In, right } => self.contained(left, right),
            _ => {
                let value = self.value(expr);
                self.question(value, expr.at)
            }
        }
    }

    /// All parts, each checked even where another is wrong.
    fn tests(&mut self, parts: &[Expr]) -> Option<Vec<Test>> {
        let tests: Vec<Option<Test>> = parts.iter().map(|part| self.test(part)).collect();
        tests.into_iter().collect()
    }

    /// The expression as a value.
    fn value(&mut self, expr: &Expr) -> Value<'s> {
        match &expr.kind {
            ExprKind::Bad => Value::Bad,
            ExprKind::Null => Value::Null,
            ExprKind::Bool(value) => Value::Literal(Literal::Bool(*value)),
            ExprKind::Number(number) => Value::Literal(Literal::Number(*number)),
            ExprKind::Text(text) => Value::Literal(Literal::Text(text.clone())),
            ExprKind::List(items) => {
                items.iter().for_each(|item| drop(self.value(item)));
                let remedy = "Write lead.department in ['operations', 'logistics']";
                self.error(expr.at, Reason::Type, "a list of values stands only behind 'in'", remedy);
                Value::Bad
            }
            ExprKind::Path(words) => self.path(words),
            ExprKind::Call { name, args } => self.call(name, args),
            ExprKind::Method { on, name, args } => self.method(on, name, args),
            ExprKind::Not(_) | ExprKind::All(_) | ExprKind::Any(_) | ExprKind::Relation { .. } => {
                self.test(expr).map_or(Value::Bad, Value::Test)
            }
        }
    }

    /// A value where a yes-or-no question must stand.
    fn question(&mut self, value: Value<'s>, at: usize) -> Option<Test> {
        let (what, remedy) = match value {
            Value::Bad => return None,
            Value::Test(test) => return Some(test),
            Value::Literal(Literal::Bool(holds)) => return Some(self.constant(holds, at)),
            Value::Operand(Typed { operand, kind: Kind::Bool | Kind::Any }) => {
                return Some(Test::Atom(Atom::Yes(operand)));
            }
            Value::Null => (
                "null is not a yes-or-no question".to_owned(),
                "Ask whether something is known: account.owner != null".to_owned(),
            ),
            Value::Literal(literal) => (
                format!("{literal} is {}, not a yes-or-no question", literal.says()),
                format!("Compare something with it: … == {literal}"),
            ),
            Value::Operand(Typed { operand, kind }) => (
                format!("{operand} is {}, not a yes-or-no question", kind.says()),
                format!("Compare it with {}", kind.compares_with()),
            ),
            Value::Times { signal, .. } => (
                "times(…) is a number, not a yes-or-no question".to_owned(),
                format!("Compare it with a whole number: times('{signal}') >= 2"),
            ),
        };
        self.error(at, Reason::Type, what, remedy);
        None
    }

    /// Something that comes out the same for every lead: legal, and worth a second look.
    fn constant(&mut self, holds: bool, at: usize) -> Test {
        self.advise_always(holds, at);
        Test::Const(holds)
    }

    fn advise_always(&mut self, holds: bool, at: usize) {
        let (what, remedy) = match holds {
            true => ("this is always true", "Take it out"),
            false => ("this is never true", "Take it out, or compare with another value"),
        };
        self.report.advice(at, Reason::Value, what, remedy);
    }
}
