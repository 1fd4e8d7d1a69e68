//! Reads names: with dots, with brackets behind them, and what CEL allows there and the language does not.

use super::{Expr, ExprKind, Lexeme, Parser};
use crate::condition::expr::Word;

impl Parser<'_, '_> {
    /// A name with its dots, a call, a word of the language.
    pub(super) fn named(&mut self) -> Expr {
        let at = self.at();
        let mut words = Vec::new();
        while let Lexeme::Word(text) = self.peek() {
            words.push(Word { at: self.at(), text: text.clone() });
            self.advance();
            if !self.took(".") {
                break;
            }
            if !matches!(self.peek(), Lexeme::Word(_)) {
                self.tell(self.at(), "a name is missing after the dot", "Write it like lead.owner");
                return Expr { at, kind: ExprKind::Bad };
            }
        }
        let kind = match words.as_slice() {
            [word] if word.text == "true" => ExprKind::Bool(true),
            [word] if word.text == "false" => ExprKind::Bool(false),
            [word] if word.text == "null" => ExprKind::Null,
            _ if *self.peek() == Lexeme::Sign("(") => return self.called(at, words),
            _ => ExprKind::Path(words),
        };
        self.methods(Expr { at, kind })
    }

    /// `name(…)`, or `path.name(…)`.
    fn called(&mut self, at: usize, mut words: Vec<Word>) -> Expr {
        let Some(name) = words.pop() else { return Expr { at, kind: ExprKind::Bad } };
        let arguments = self.nested(|parser| {
            let opened = parser.at();
            parser.advance();
            let items = parser.items(")");
            parser.close(opened, "(", ")");
            Expr { at: opened, kind: ExprKind::List(items) }
        });
        let kind = match arguments.kind {
            ExprKind::List(args) if words.is_empty() => ExprKind::Call { name, args },
            ExprKind::List(args) => {
                let on = Expr { at, kind: ExprKind::Path(words) };
                ExprKind::Method { on: Box::new(on), name, args }
            }
            _ => ExprKind::Bad,
        };
        self.methods(Expr { at, kind })
    }

    /// A method or part of something that is not a name: CEL, but nothing here has parts.
    pub(super) fn methods(&mut self, on: Expr) -> Expr {
        if !matches!(self.peek(), Lexeme::Sign("." | "[" | "(")) {
            return on;
        }
        let remedy = "Write lead., account. or event. with a name, and a method only behind that";
        self.tell(self.at(), "nothing can follow here but an operator", remedy);
        while matches!(self.peek(), Lexeme::Sign("." | "[" | "(")) {
            let opening = if self.took("[") {
                "]"
            } else if self.took("(") {
                ")"
            } else {
                "."
            };
            if opening == "." {
                self.advance();
                self.advance();
            } else {
                self.skip_to(opening);
                self.took(opening);
            }
        }
        Expr { kind: ExprKind::Bad, ..on }
    }
}
