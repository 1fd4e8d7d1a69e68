//! Checks the methods of text: `startsWith`, `endsWith`, `contains`.

use super::call::ask;
use super::name::did_you_mean;
use super::{Checker, Value};
use crate::agreement::nearest::nearest;
use crate::condition::expr::{Expr, Word};
use crate::condition::kind::{Kind, Typed};
use crate::condition::{Atom, TextTest};
use crate::problem::Reason;

/// The methods by name.
pub(super) const NAMES: [&str; 3] = ["startsWith", "endsWith", "contains"];

impl<'s> Checker<'s, '_, '_> {
    /// `event.path.startsWith('/pricing')`.
    pub(super) fn method(&mut self, on: &Expr, name: &Word, args: &[Expr]) -> Value<'s> {
        let value = self.value(on);
        let test = match name.text.as_str() {
            "startsWith" => TextTest::StartsWith,
            "endsWith" => TextTest::EndsWith,
            "contains" => TextTest::Contains,
            other => {
                let remedy = did_you_mean(nearest(other, NAMES.into_iter()), &NAMES, "A text can be asked");
                self.error(name.at, Reason::UnknownName, format!("there is no method '{other}'"), remedy);
                return Value::Bad;
            }
        };
        let [arg] = args else {
            let what = format!("{}(…) has {} values in its brackets", name.text, args.len());
            self.error(name.at, Reason::Value, what, format!("Write one text: {test}('…')"));
            return Value::Bad;
        };
        let text = self.quoted(arg);
        let Value::Operand(Typed { operand, kind }) = value else { return Value::Bad };
        if !matches!(kind, Kind::Text | Kind::Any) {
            let what = format!("{operand} is {}, and {test} looks at a text", kind.says());
            let remedy = match kind {
                Kind::Set(_) => format!("Write 'word' in {operand}"),
                _ => format!("Compare it with {}", kind.compares_with()),
            };
            self.error(name.at, Reason::Type, what, remedy);
            return Value::Bad;
        }
        text.map_or(Value::Bad, |text| ask(Atom::Text { operand, test, text: text.to_owned() }))
    }
}
