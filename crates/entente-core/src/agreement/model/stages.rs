//! §4 and §5: the lead process and the qualified lead.

use serde::Serialize;

use super::{Ordered, PartyKind};
use crate::condition::Condition;
use crate::id::Name;
use crate::time::Span;

/// A lifecycle stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stage {
    /// In plain words.
    pub says: String,
    /// Who answers for a lead in it.
    pub owner: PartyKind,
    /// What brings a lead in.
    pub enter: Enter,
    /// What must be known about the lead before it may enter (`need`, `budget`, …).
    pub needs: Vec<Name>,
}

/// What brings a lead into a stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Enter {
    /// Being known at all; only the first stage may say so, by saying nothing.
    Created,
    /// A condition over the lead; the milestones `qualified`, `accepted`, … are conditions too.
    When(Condition),
}

/// The two ways out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Leaves {
    /// Back to marketing; none where nothing is recycled.
    pub recycled: Option<Recycle>,
    /// Whether a disqualified lead can never come back.
    pub disqualified_final: bool,
}

/// How a lead goes back to marketing and returns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recycle {
    /// The stage it falls back to.
    pub to: Name,
    /// What lets it return; any later qualification where none.
    pub returns_when: Option<Condition>,
    /// The least time before it may return.
    pub not_before: Span,
    /// How often one lead may be recycled; after that it is disqualified. None: without end.
    pub at_most: Option<u32>,
}

/// §5. A lead is qualified when a rule of `rules` holds and none of `never` does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Qualified {
    /// The first that holds is cited.
    pub rules: Ordered<QualifiedRule>,
    /// What forbids it, whatever else holds.
    pub never: Option<QualifiedRule>,
}

/// One rule of qualification.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QualifiedRule {
    /// In plain words.
    pub says: String,
    /// When it holds.
    pub when: Condition,
}
