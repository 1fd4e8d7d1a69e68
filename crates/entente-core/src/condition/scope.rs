//! What a condition may name: the declared fields, signals, stages and so on of the agreement it stands in.

use std::collections::BTreeMap;

use crate::agreement::model::FieldKind;
use crate::id::Name;

/// The names a condition may use. Built from the declaring sections before any condition is checked.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Fields of a lead.
    pub lead: BTreeMap<Name, FieldKind>,
    /// Fields of an account.
    pub account: BTreeMap<Name, FieldKind>,
    /// Signals.
    pub signals: Vec<Name>,
    /// Stages, first to last, then `disqualified`.
    pub stages: Vec<Name>,
    /// Buyers.
    pub buyers: Vec<Name>,
    /// Lists.
    pub lists: Vec<Name>,
    /// Grades, best first.
    pub grades: Vec<Name>,
    /// Levels, best first.
    pub levels: Vec<Name>,
    /// Whether `event.*` may be named: only in a signal's `where`, which may name nothing else.
    pub event: bool,
    /// Whether scores, grades and levels may be named: not in the rules of fit and buyers they are made from.
    pub scores: bool,
}
