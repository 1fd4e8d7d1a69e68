//! What may stand between two values, how strongly it binds, and how reading goes on where something else stands.

use super::{CompareOp, Expr, ExprKind, Lexeme, Parser, Relation};
use crate::condition::lex::CALCULATES;

/// What joins two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Or,
    And,
    Relation(Relation),
}

impl Joint {
    /// The binding power: `&&` before `||`, comparisons before both.
    fn power(self) -> u8 {
        match self {
            Joint::Or => 1,
            Joint::And => 2,
            Joint::Relation(_) => 3,
        }
    }
}

/// Words that people write between values. `in` is ours; the others have a sign.
pub(super) fn is_joint(word: &str) -> bool {
    word == "in" || meant(word).is_some()
}

fn meant(word: &str) -> Option<(&'static str, Joint)> {
    match word {
        "and" | "AND" | "And" => Some(("&&", Joint::And)),
        "or" | "OR" | "Or" => Some(("||", Joint::Or)),
        "is" | "IS" | "Is" => Some(("==", Joint::Relation(Relation::Compare(CompareOp::Eq)))),
        "IN" | "In" => Some(("in", Joint::Relation(Relation::In))),
        _ => None,
    }
}

/// Two expressions as one. Chains of `&&` and of `||` stay flat.
pub(super) fn join(left: Expr, joint: Joint, right: Expr) -> Expr {
    let at = left.at;
    let kind = match (joint, left.kind) {
        (Joint::And, ExprKind::All(mut parts)) => {
            parts.push(right);
            ExprKind::All(parts)
        }
        (Joint::Or, ExprKind::Any(mut parts)) => {
            parts.push(right);
            ExprKind::Any(parts)
        }
        (Joint::And, kind) => ExprKind::All(vec![Expr { at, kind }, right]),
        (Joint::Or, kind) => ExprKind::Any(vec![Expr { at, kind }, right]),
        (Joint::Relation(op), kind) => {
            ExprKind::Relation { left: Box::new(Expr { at, kind }), op, right: Box::new(right) }
        }
    };
    Expr { at, kind }
}

impl Parser<'_, '_> {
    /// The operator that stands here and its binding power. A word in its place is told and taken for it.
    pub(super) fn joint(&mut self) -> Option<(Joint, u8)> {
        let joint = match self.peek() {
            Lexeme::Sign(sign) => of_sign(sign)?,
            Lexeme::Word(word) if word == "in" => Joint::Relation(Relation::In),
            Lexeme::Word(word) => {
                let (sign, joint) = meant(word)?;
                let what = format!("'{word}' is not part of the condition language");
                self.tell(self.at(), what, format!("Write {sign}"));
                joint
            }
            _ => return None,
        };
        Some((joint, joint.power()))
    }

    /// Reports that no value stands where one must.
    pub(super) fn value_missing(&mut self) {
        let what = match self.peek() {
            Lexeme::End if self.next == 0 => "the condition is empty".to_owned(),
            Lexeme::End => "the condition ends where a value must follow".to_owned(),
            found => format!("{} stands where a value must", shown(found)),
        };
        self.tell(self.at(), what, "Write a name, a number, a text in quotation marks or a condition in brackets");
    }

    /// Reports what stands where an operator or the end must, unless it comes of something told before.
    pub(super) fn unexpected(&mut self) {
        let before = self.next.checked_sub(1).and_then(|before| self.tokens.get(before)).map(|token| &token.what);
        let (what, remedy) = match self.peek() {
            Lexeme::Bad | Lexeme::End => return,
            _ if before == Some(&Lexeme::Bad) => return,
            Lexeme::Sign(sign @ (")" | "]")) => {
                (format!("'{sign}' closes nothing here"), "Take it out, or open the bracket before")
            }
            Lexeme::Sign(",") if matches!(before, Some(Lexeme::Number(_))) => {
                ("a comma stands in a number".to_owned(), "Write thousands without a comma: 2000")
            }
            Lexeme::Sign("-") => ("'-' stands only before a number".to_owned(), CALCULATES),
            Lexeme::Word(word) if matches!(word.as_str(), "not" | "NOT") => {
                ("'not' is not part of the condition language".to_owned(), "Write !(x in ['a', 'b']) for 'not in'")
            }
            found => (format!("{} follows without an operator", shown(found)), "Join two conditions by && or ||"),
        };
        self.tell(self.at(), what, remedy);
    }

    /// Whether something follows a value that neither joins it to another nor ends it.
    pub(super) fn runs_on(&self) -> bool {
        match self.peek() {
            Lexeme::Word(word) => !is_joint(word),
            Lexeme::Sign(sign) => of_sign(sign).is_none() && !matches!(*sign, ")" | "]" | ","),
            Lexeme::Text(_) | Lexeme::Number(_) | Lexeme::Bad => true,
            Lexeme::End => false,
        }
    }

    /// Goes over what cannot be read, to the next `&&`, `||`, comma or closing bracket outside of brackets.
    pub(super) fn skip_rest(&mut self) {
        let mut open = 0_usize;
        loop {
            match self.peek() {
                Lexeme::End => return,
                Lexeme::Sign("&&" | "||" | "," | ")" | "]") if open == 0 => return,
                Lexeme::Sign("(" | "[") => open += 1,
                Lexeme::Sign(")" | "]") => open -= 1,
                _ => {}
            }
            self.advance();
        }
    }

    /// Goes on to the bracket that closes the one opened before, or to the end.
    pub(super) fn skip_to(&mut self, closing: &str) {
        let mut open = 0_usize;
        loop {
            match self.peek() {
                Lexeme::End => return,
                Lexeme::Sign(sign) if open == 0 && *sign == closing => return,
                Lexeme::Sign("(" | "[") => open += 1,
                Lexeme::Sign(")" | "]") => open = open.saturating_sub(1),
                _ => {}
            }
            self.advance();
        }
    }
}

fn of_sign(sign: &str) -> Option<Joint> {
    let compare = |op| Some(Joint::Relation(Relation::Compare(op)));
    match sign {
        "||" => Some(Joint::Or),
        "&&" => Some(Joint::And),
        "==" => compare(CompareOp::Eq),
        "!=" => compare(CompareOp::Ne),
        "<" => compare(CompareOp::Lt),
        "<=" => compare(CompareOp::Le),
        ">" => compare(CompareOp::Gt),
        ">=" => compare(CompareOp::Ge),
        _ => None,
    }
}

/// A token as its author sees it.
fn shown(token: &Lexeme) -> String {
    match token {
        Lexeme::Word(word) => format!("'{word}'"),
        Lexeme::Text(_) => "a text".to_owned(),
        Lexeme::Number(number) => number.to_string(),
        Lexeme::Sign(sign) => format!("'{sign}'"),
        Lexeme::Bad | Lexeme::End => "something unreadable".to_owned(),
    }
}
