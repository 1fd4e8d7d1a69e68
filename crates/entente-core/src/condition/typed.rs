//! The typed tree of a condition: what the checker makes, and what the plan, the reader and the differ take.

use serde::{Serialize, Serializer};

use crate::id::Name;
use crate::milestone::Milestone;
use crate::number::Decimal;
use crate::time::{Instant, Span};

/// A checked condition: always a yes-or-no question about one lead (or, in a signal's `where`, one event).
///
/// Two conditions are equal when they ask the same, however they are spelled; equality and identity go by
/// [`Condition::canonical`].
#[derive(Debug, Clone)]
pub struct Condition {
    /// The text as the author wrote it.
    pub source: String,
    /// The same in one fixed spelling; this is what is signed.
    pub canonical: String,
    /// What it asks.
    pub test: Test,
}

impl PartialEq for Condition {
    fn eq(&self, other: &Condition) -> bool {
        self.canonical == other.canonical
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.canonical)
    }
}

/// A yes-or-no question.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Always the same answer.
    Const(bool),
    /// The opposite.
    Not(Box<Test>),
    /// All of them (two or more).
    All(Vec<Test>),
    /// One of them at least (two or more).
    Any(Vec<Test>),
    /// A question without parts.
    Atom(Atom),
}

/// A question without parts.
#[derive(Debug, Clone, PartialEq)]
pub enum Atom {
    /// A yes-or-no operand is yes: `lead.free_mail`, `account.open_opportunity`, `qualified`.
    Yes(Operand),
    /// Whether the operand is known: `account.owner != null` is `Known { is: true }`.
    Known {
        /// What is asked for.
        operand: Operand,
        /// True for `!= null`, false for `== null`.
        is: bool,
    },
    /// A comparison. Operands are of one type; choices, stages, grades and texts know only `==` and `!=`.
    Compare {
        /// Left side.
        left: Operand,
        /// How.
        op: CompareOp,
        /// Right side; a literal in most conditions.
        right: Operand,
    },
    /// `lead.department in ['operations', 'logistics']`, `grade in ['A', 'B']`.
    OneOf {
        /// What is asked for.
        operand: Operand,
        /// The values, at least one, all of the operand's type.
        of: Vec<Literal>,
    },
    /// `'shuttle' in account.products`: a set field holds a word.
    Holds {
        /// The set.
        set: Operand,
        /// The word.
        item: Name,
    },
    /// `account.domain in list('competitors')`.
    InList {
        /// What is asked for.
        operand: Operand,
        /// The list's name.
        list: Name,
    },
    /// `event.path.startsWith('/pricing')`.
    Text {
        /// What is asked for.
        operand: Operand,
        /// How.
        test: TextTest,
        /// What it is compared with.
        text: String,
    },
    /// `did('demo_requested', '7d')`: the signal was seen, in the last so long.
    Did {
        /// Which signal.
        signal: Name,
        /// How far back, inclusive of an event exactly that old; ever where none.
        within: Option<Span>,
    },
    /// `times('pricing_viewed', '30d') >= 3`.
    Times {
        /// Which signal.
        signal: Name,
        /// How far back; ever where none.
        within: Option<Span>,
        /// How the count is compared.
        op: CompareOp,
        /// With what.
        count: u32,
    },
    /// `buyer('operations_leader')`.
    Buyer(Name),
    /// `in_stage_for('30d')`: in the present stage for at least so long.
    InStageFor(Span),
}

/// Something that has a value for a lead at an instant.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// A declared field of the lead.
    Lead(Name),
    /// A declared field of the lead's account.
    Account(Name),
    /// A property of the event, in a signal's `where` only.
    Event(String),
    /// The fit score, 0 to 100.
    Fit,
    /// The engagement score, 0 to 100, at the instant asked.
    Engagement,
    /// The letter of fit.
    Grade,
    /// The digit of engagement, as a number.
    Level,
    /// The lifecycle stage.
    Stage,
    /// The mail domain of the account: `account.domain`.
    AccountDomain,
    /// The owner of the account: `account.owner`.
    AccountOwner,
    /// Whether the account has an open deal: `account.open_opportunity`.
    AccountOpenOpportunity,
    /// The state of consent: `given`, `withdrawn`, unknown where nothing is known: `lead.consent`.
    LeadConsent,
    /// Where the lead came from: `lead.source`.
    LeadSource,
    /// Who holds the lead: `lead.owner`.
    LeadOwner,
    /// The time since the signal was last seen: `since('demo_requested')`.
    Since(Name),
    /// When the signal was first seen.
    First(Name),
    /// When the signal was last seen.
    Last(Name),
    /// Whether a milestone has been reached.
    Milestone(Milestone),
    /// A value written in the text.
    Literal(Literal),
}

/// A value written in the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// Yes or no.
    Bool(bool),
    /// An exact number.
    Number(Decimal),
    /// A word of a choice, a stage, a grade, a country, a person, or free text.
    Text(String),
    /// A length of time (`'7d'` where a time is asked for).
    Span(Span),
    /// An instant (`timestamp('2026-01-01T00:00:00Z')`).
    Instant(Instant),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareOp {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

/// A question about text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextTest {
    /// `startsWith`
    StartsWith,
    /// `endsWith`
    EndsWith,
    /// `contains`
    Contains,
}
