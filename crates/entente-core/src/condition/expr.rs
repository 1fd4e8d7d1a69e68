//! The syntax tree of a condition, before anything in it is known to exist or to fit.

use super::CompareOp;
use crate::number::Decimal;

/// An expression and where it begins, in bytes from the start of the text.
#[derive(Debug)]
pub(super) struct Expr {
    pub(super) at: usize,
    pub(super) kind: ExprKind,
}

/// A word and where it begins.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) at: usize,
    pub(super) text: String,
}

#[derive(Debug)]
pub(super) enum ExprKind {
    /// Not readable; the problem is already reported.
    Bad,
    Null,
    Bool(bool),
    Number(Decimal),
    Text(String),
    List(Vec<Expr>),
    /// `fit`, `lead.department`, `event.utm.source`: one word or several with dots between, never none.
    Path(Vec<Word>),
    /// `did('demo_requested')`.
    Call {
        name: Word,
        args: Vec<Expr>,
    },
    /// `event.path.startsWith('/pricing')`.
    Method {
        on: Box<Expr>,
        name: Word,
        args: Vec<Expr>,
    },
    Not(Box<Expr>),
    /// Two or more, joined by `&&`. Flat, so that a long chain is not a deep tree.
    All(Vec<Expr>),
    /// Two or more, joined by `||`.
    Any(Vec<Expr>),
    Relation {
        left: Box<Expr>,
        op: Relation,
        right: Box<Expr>,
    },
}

/// What may stand between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Compare(CompareOp),
    In,
}
