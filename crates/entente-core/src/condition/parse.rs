//! Reads tokens into a syntax tree by binding power (Pratt), going on after a mistake so that all of them are told.
//!
//! The parser is our own: the `cel` crate's brings 44 crates and answers mistakes with ANTLR's texts and no places,
//! while an author must be shown the very character and what to write there.

use super::CompareOp;
use super::expr::{Expr, ExprKind, Relation};
use super::lex::{CALCULATES, Lexeme, Token, lex};
use super::report::Report;
use crate::number::Decimal;
use crate::problem::Reason;

mod infix;
mod named;

/// How many brackets may stand inside one another. Deeper ones are refused, so that no text exhausts the stack.
pub(super) const NESTING_MAX: usize = 50;

/// The tree of the whole text. What could not be read is [`ExprKind::Bad`] in it and reported.
pub(super) fn parse(text: &str, report: &mut Report) -> Expr {
    let tokens = lex(text, report);
    let mut parser = Parser { tokens, next: 0, depth: 0, too_deep: false, told_at: None, report };
    let mut whole = parser.expression(0);
    while *parser.peek() != Lexeme::End {
        parser.unexpected();
        parser.advance();
        parser.skip_rest();
        if *parser.peek() != Lexeme::End {
            parser.advance();
            whole = infix::join(whole, infix::Joint::And, parser.expression(0));
        }
    }
    whole
}

struct Parser<'r, 'p> {
    /// Never empty: the last is the end of the text.
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    /// Whether reading was given up because of too many brackets; then the missing ends of the others are no news.
    too_deep: bool,
    /// Where the last mistake was told, so that no place is told twice.
    told_at: Option<usize>,
    report: &'r mut Report<'p>,
}

impl Parser<'_, '_> {
    fn peek(&self) -> &Lexeme {
        self.tokens.get(self.next).map_or(&Lexeme::End, |token| &token.what)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).or(self.tokens.last()).map_or(0, |token| token.at)
    }

    /// Goes one token on, and stays at the end of the text.
    fn advance(&mut self) {
        self.next = (self.next + 1).min(self.tokens.len().saturating_sub(1));
    }

    /// Reports a mistake, once a place.
    fn tell(&mut self, at: usize, what: impl Into<String>, remedy: impl Into<String>) {
        if self.told_at != Some(at) {
            self.told_at = Some(at);
            self.report.error(at, Reason::Syntax, what, remedy);
        }
    }

    /// Takes the sign if it stands here.
    fn took(&mut self, sign: &str) -> bool {
        let here = matches!(self.peek(), Lexeme::Sign(found) if *found == sign);
        if here {
            self.advance();
        }
        here
    }

    /// A value, a question, or either with operators of at least this binding power between.
    fn expression(&mut self, least: u8) -> Expr {
        let mut left = self.operand();
        if self.runs_on() {
            self.unexpected();
            self.skip_rest();
            left.kind = ExprKind::Bad;
        }
        let mut compared = false;
        while let Some((joint, power)) = self.joint().filter(|(_, power)| *power >= least) {
            let at = self.at();
            self.advance();
            let right = self.expression(power + 1);
            let related = matches!(joint, infix::Joint::Relation(_));
            if compared && related {
                let remedy = "Join two comparisons by &&: a < b && b < c";
                self.tell(at, "comparisons cannot follow one another", remedy);
                left.kind = ExprKind::Bad;
            } else {
                left = infix::join(left, joint, right);
            }
            compared = related;
        }
        left
    }

    /// A value or a question that stands by itself, with any number of `!` before it.
    fn operand(&mut self) -> Expr {
        let at = self.at();
        let mut denials = 0_usize;
        loop {
            if self.took("!") {
                denials += 1;
            } else if self.is_spelled_not() {
                self.tell(self.at(), "'not' is not part of the condition language", "Write ! for 'not'");
                self.advance();
                denials += 1;
            } else {
                break;
            }
        }
        let inner = self.primary();
        if denials == 0 {
            return inner;
        }
        // Twice is not at all: `!!x` asks what `x` asks.
        let once = Expr { at, kind: ExprKind::Not(Box::new(inner)) };
        if denials % 2 == 1 { once } else { Expr { at, kind: ExprKind::Not(Box::new(once)) } }
    }

    fn is_spelled_not(&self) -> bool {
        matches!(self.peek(), Lexeme::Word(word) if matches!(word.as_str(), "not" | "NOT" | "Not"))
    }

    fn primary(&mut self) -> Expr {
        let at = self.at();
        let kind = match self.peek() {
            Lexeme::Number(number) => ExprKind::Number(*number),
            Lexeme::Text(text) => ExprKind::Text(text.clone()),
            Lexeme::Bad => {
                self.advance();
                return Expr { at, kind: ExprKind::Bad };
            }
            Lexeme::Word(word) if !infix::is_joint(word) => return self.named(),
            Lexeme::Sign("-") => return self.negative(),
            Lexeme::Sign("(") => return self.nested(Self::bracketed),
            Lexeme::Sign("[") => return self.nested(Self::list),
            Lexeme::Word(_) | Lexeme::Sign(_) | Lexeme::End => {
                self.value_missing();
                return Expr { at, kind: ExprKind::Bad };
            }
        };
        self.advance();
        self.methods(Expr { at, kind })
    }

    /// `-5`: a minus sign is only the beginning of a number.
    fn negative(&mut self) -> Expr {
        let at = self.at();
        self.advance();
        if let Lexeme::Number(number) = *self.peek() {
            self.advance();
            return self.methods(Expr { at, kind: ExprKind::Number(Decimal::ZERO.minus(number)) });
        }
        self.tell(at, "'-' stands only before a number", CALCULATES);
        while self.took("-") {}
        let kind = ExprKind::Bad;
        self.primary();
        Expr { at, kind }
    }

    /// Reads what is inside a bracket, unless that is too deep to be read by anybody.
    fn nested(&mut self, inside: fn(&mut Self) -> Expr) -> Expr {
        let at = self.at();
        if self.depth >= NESTING_MAX {
            let what = format!("more than {NESTING_MAX} brackets stand inside one another");
            self.tell(at, what, "Take brackets out, or share the condition among clauses");
            self.too_deep = true;
            self.next = self.tokens.len().saturating_sub(1);
            return Expr { at, kind: ExprKind::Bad };
        }
        self.depth += 1;
        let expr = inside(self);
        self.depth -= 1;
        expr
    }

    fn bracketed(&mut self) -> Expr {
        let at = self.at();
        self.advance();
        let inner = self.expression(0);
        self.close(at, "(", ")");
        self.methods(Expr { at, ..inner })
    }

    fn list(&mut self) -> Expr {
        let at = self.at();
        self.advance();
        let items = self.items("]");
        self.close(at, "[", "]");
        Expr { at, kind: ExprKind::List(items) }
    }

    /// Values with commas between, up to the closing bracket. A comma after the last one is allowed.
    fn items(&mut self, closing: &'static str) -> Vec<Expr> {
        let mut items = Vec::new();
        while *self.peek() != Lexeme::Sign(closing) && *self.peek() != Lexeme::End {
            items.push(self.expression(0));
            if !self.took(",") {
                break;
            }
        }
        items
    }

    /// Takes the closing bracket; where something else stands, reports it and goes on behind the bracket.
    fn close(&mut self, opened: usize, opening: &str, closing: &'static str) {
        if self.took(closing) {
            return;
        }
        if *self.peek() == Lexeme::End {
            if !self.too_deep {
                let what = format!("this '{opening}' is not closed");
                self.tell(opened, what, format!("Close it with '{closing}'"));
            }
            return;
        }
        self.unexpected();
        self.skip_to(closing);
        self.took(closing);
    }
}
