//! The one spelling of a typed condition. It is what is signed, so reading it back must give the same tree.

use std::fmt::{self, Display, Formatter, Write};

use super::{Atom, CompareOp, Literal, Operand, Test, TextTest};

/// Minimal brackets, one space around operators.
impl Display for Test {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Test::Const(holds) => write!(f, "{holds}"),
            Test::Atom(atom) => write!(f, "{atom}"),
            Test::Not(inner) if stands_alone(inner) => write!(f, "!{inner}"),
            Test::Not(inner) => write!(f, "!({inner})"),
            Test::Any(parts) => joined(f, parts, " || ", |_| false),
            Test::All(parts) => joined(f, parts, " && ", |part| matches!(part, Test::Any(_))),
        }
    }
}

/// Whether a test is one word or call, which `!` binds to without brackets.
fn stands_alone(test: &Test) -> bool {
    match test {
        Test::Const(_) => true,
        Test::Atom(atom) => {
            matches!(atom, Atom::Yes(_) | Atom::Text { .. } | Atom::Did { .. } | Atom::Buyer(_) | Atom::InStageFor(_))
        }
        Test::Not(_) | Test::All(_) | Test::Any(_) => false,
    }
}

fn joined(f: &mut Formatter<'_>, parts: &[Test], sign: &str, in_brackets: fn(&Test) -> bool) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(sign)?;
        }
        if in_brackets(part) {
            write!(f, "({part})")?;
        } else {
            write!(f, "{part}")?;
        }
    }
    Ok(())
}

/// As it is written in an agreement: `times('pricing_viewed', '30d') >= 3`.
impl Display for Atom {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Atom::Yes(operand) => write!(f, "{operand}"),
            Atom::Known { operand, is } => write!(f, "{operand} {} null", if *is { "!=" } else { "==" }),
            Atom::Compare { left, op, right } => write!(f, "{left} {op} {right}"),
            Atom::OneOf { operand, of } => {
                write!(f, "{operand} in [")?;
                for (index, literal) in of.iter().enumerate() {
                    write!(f, "{}{literal}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Atom::Holds { set, item } => write!(f, "{} in {set}", Quoted(item.as_str())),
            Atom::InList { operand, list } => write!(f, "{operand} in list({})", Quoted(list.as_str())),
            Atom::Text { operand, test, text } => write!(f, "{operand}.{test}({})", Quoted(text)),
            Atom::Did { signal, within } => counted(f, "did", signal.as_str(), within.as_ref()),
            Atom::Times { signal, within, op, count } => {
                counted(f, "times", signal.as_str(), within.as_ref())?;
                write!(f, " {op} {count}")
            }
            Atom::Buyer(name) => write!(f, "buyer({})", Quoted(name.as_str())),
            Atom::InStageFor(span) => write!(f, "in_stage_for('{span}')"),
        }
    }
}

fn counted(f: &mut Formatter<'_>, function: &str, signal: &str, within: Option<&crate::time::Span>) -> fmt::Result {
    match within {
        Some(span) => write!(f, "{function}({}, '{span}')", Quoted(signal)),
        None => write!(f, "{function}({})", Quoted(signal)),
    }
}

/// As it is written in an agreement: `lead.department`, `since('demo_requested')`.
impl Display for Operand {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Operand::Lead(field) => write!(f, "lead.{field}"),
            Operand::Account(field) => write!(f, "account.{field}"),
            Operand::Event(property) => write!(f, "event.{property}"),
            Operand::Fit => f.write_str("fit"),
            Operand::Engagement => f.write_str("engagement"),
            Operand::Grade => f.write_str("grade"),
            Operand::Level => f.write_str("level"),
            Operand::Stage => f.write_str("stage"),
            Operand::AccountDomain => f.write_str("account.domain"),
            Operand::AccountOwner => f.write_str("account.owner"),
            Operand::AccountOpenOpportunity => f.write_str("account.open_opportunity"),
            Operand::LeadConsent => f.write_str("lead.consent"),
            Operand::LeadSource => f.write_str("lead.source"),
            Operand::LeadOwner => f.write_str("lead.owner"),
            Operand::Since(signal) => write!(f, "since({})", Quoted(signal.as_str())),
            Operand::First(signal) => write!(f, "first({})", Quoted(signal.as_str())),
            Operand::Last(signal) => write!(f, "last({})", Quoted(signal.as_str())),
            Operand::Milestone(milestone) => f.write_str(milestone.as_str()),
            Operand::Literal(literal) => write!(f, "{literal}"),
        }
    }
}

/// As it is written in an agreement: `'DE'`, `0.05`, `'7d'`, `timestamp('2026-01-01T00:00:00Z')`.
impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Bool(value) => write!(f, "{value}"),
            Literal::Number(number) => write!(f, "{number}"),
            Literal::Text(text) => write!(f, "{}", Quoted(text)),
            Literal::Span(span) => write!(f, "'{span}'"),
            Literal::Instant(instant) => write!(f, "timestamp('{instant}')"),
        }
    }
}

impl Display for CompareOp {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        })
    }
}

impl Display for TextTest {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TextTest::StartsWith => "startsWith",
            TextTest::EndsWith => "endsWith",
            TextTest::Contains => "contains",
        })
    }
}

/// Text in single quotation marks, with the escapes that the reader of conditions undoes.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('\'')?;
        for letter in self.0.chars() {
            match letter {
                '\\' => f.write_str("\\\\")?,
                '\'' => f.write_str("\\'")?,
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_str("\\t")?,
                // Only U+0000 to U+001F and U+007F to U+009F are control characters, so four digits are enough.
                control if control.is_control() => write!(f, "\\u{:04x}", u32::from(control))?,
                plain => f.write_char(plain)?,
            }
        }
        f.write_char('\'')
    }
}
