//! Programs: a condition as a flat list of questions, each with where to go on yes and where on no.

use crate::condition::{CompareOp, TextTest};
use crate::milestone::Milestone;
use crate::plan::plain::Plain;
use crate::time::Span;

/// A compiled condition.
#[derive(Debug, Clone)]
pub struct Program {
    /// The questions.
    pub steps: Vec<Step>,
    /// Where it begins; an answer where there is nothing to ask.
    pub start: Next,
    /// The same questions as ranges, where all they ask is where numbers lie.
    pub plain: Option<Box<[Plain]>>,
}

/// One question and where to go from it.
#[derive(Debug, Clone)]
pub struct Step {
    /// What is asked.
    pub ask: Ask,
    /// The next step on yes.
    pub yes: Next,
    /// The next step on no.
    pub no: Next,
    /// The question as the agreement spells it, for `because`.
    pub text: Box<str>,
}

/// Where a program goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// To a step.
    Step(u16),
    /// To the end, with this answer.
    Answer(bool),
}

/// A question.
#[derive(Debug, Clone)]
pub enum Ask {
    /// A number is compared with a constant; not known is no.
    Number(Source, CompareOp, i64),
    /// Two numbers are compared.
    Pair(Source, CompareOp, Source),
    /// A small number's bit is in the mask.
    Mask(Source, u64),
    /// A number is one of several.
    OneOf(Source, Box<[i64]>),
    /// A set holds this bit.
    Holds(Source, u8),
    /// Whether a number is known.
    Known(Source, bool),
    /// Whether a text is known.
    TextKnown(TextSource, bool),
    /// A text is, or is not, one of several.
    TextIs(TextSource, bool, Box<[Box<str>]>),
    /// A text is in a list, case-folded; the list's words are folded and sorted.
    TextInList(TextSource, Box<[Box<str>]>),
    /// A question about a text.
    Text(TextSource, TextTest, Box<str>),
    /// A signal was seen, in the last so long.
    Did(u16, Option<Span>),
    /// How often a signal was seen, compared.
    Times(u16, Option<Span>, CompareOp, u32),
    /// In the present stage for at least so long.
    InStageFor(Span),
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A lead's number slot.
    Lead(u16),
    /// An account's number slot.
    Account(u16),
    /// Fit in millionths.
    Fit,
    /// Engagement in millionths.
    Engagement,
    /// The index of the grade.
    Grade,
    /// The level as written, in millionths.
    Level,
    /// The index of the stage.
    Stage,
    /// 1 where the account has an open deal, else 0.
    OpenOpportunity,
    /// 1 given, 0 withdrawn.
    Consent,
    /// Microseconds since a signal was last seen.
    Since(u16),
    /// When a signal was first seen.
    First(u16),
    /// When a signal was last seen.
    Last(u16),
    /// 1 where a milestone has been reached in this cycle, else 0.
    Milestone(Milestone),
    /// A number written in the text.
    Constant(i64),
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextSource {
    /// A lead's text slot.
    Lead(u16),
    /// An account's text slot.
    Account(u16),
    /// The account's mail domain.
    AccountDomain,
    /// The account's owner.
    AccountOwner,
    /// Where the lead came from.
    LeadSource,
    /// Who holds the lead.
    LeadOwner,
}
