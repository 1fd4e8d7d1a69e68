//! The first agreement, guided: ten short steps, each with sound answers to begin with, that end as one readable text.
//!
//! A step is read from what was typed, field by field; what is wrong is refused with the field and the reason. The
//! text that follows from sound answers is one the checker accepts, whatever they are.

mod buyer;
mod catalogue;
mod field;
mod goals;
mod handoff;
mod keep;

mod meetings;
mod metrics;
mod promises;
mod qualified;
mod reader;
mod stages;
mod technology;
mod text;
mod who;
mod yaml;

use serde::{Deserialize, Serialize};

pub use buyer::Buyer;
pub use field::{Cell, Column, Field, Group, Kind};
pub use goals::Goals;
pub use handoff::{Handoff, Member, Team};

pub use keep::{Kept, Refused, amend, begin, drop_draft, edit, kept, put_answers, put_source};
pub(crate) use keep::{draft as the_draft, in_force};
pub use meetings::Meetings;
pub use metrics::Metrics;
pub use promises::Promises;
pub use qualified::Qualified;
pub use reader::{Reader, Refusal, Typed, Why};
pub use stages::Stages;
pub use technology::{Signal, Technology};
pub use text::to_yaml;
pub use who::Who;

/// One of the ten steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Who we are.
    Who,
    /// What we want together.
    Goals,
    /// Whom we want.
    Buyer,
    /// A lead's way.
    Stages,
    /// When a lead is ready for sales.
    Qualified,
    /// How it passes to sales.
    Handoff,
    /// What each side promises.
    Promises,
    /// What we measure.
    Metrics,
    /// What shows interest, and how leads are kept warm.
    Technology,
    /// When we meet.
    Meetings,
}

impl Step {
    /// All ten, in order.
    pub const ALL: [Step; 10] = [
        Step::Who,
        Step::Goals,
        Step::Buyer,
        Step::Stages,
        Step::Qualified,
        Step::Handoff,
        Step::Promises,
        Step::Metrics,
        Step::Technology,
        Step::Meetings,
    ];

    /// 1 to 10.
    #[must_use]
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The step of that number, from 1.
    #[must_use]
    pub fn at(number: usize) -> Option<Step> {
        Step::ALL.get(number.checked_sub(1)?).copied()
    }

    /// The word in message keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Step::Who => "who",
            Step::Goals => "goals",
            Step::Buyer => "buyer",
            Step::Stages => "stages",
            Step::Qualified => "qualified",
            Step::Handoff => "handoff",
            Step::Promises => "promises",
            Step::Metrics => "metrics",
            Step::Technology => "technology",
            Step::Meetings => "meetings",
        }
    }
}

/// The answers to all ten steps.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// In which language the text says things.
    pub korean: bool,
    /// 1
    pub who: Who,
    /// 2
    pub goals: Goals,
    /// 3
    pub buyer: Buyer,
    /// 4
    pub stages: Stages,
    /// 5
    pub qualified: Qualified,
    /// 6
    pub handoff: Handoff,
    /// 7
    pub promises: Promises,
    /// 8
    pub metrics: Metrics,
    /// 9
    pub technology: Technology,
    /// 10
    pub meetings: Meetings,
}

impl Answers {
    /// What a step's form shows, with the answers in it.
    #[must_use]
    pub fn form(&self, step: Step) -> Vec<Group> {
        match step {
            Step::Who => self.who.form(),
            Step::Goals => self.goals.form(),
            Step::Buyer => self.buyer.form(),
            Step::Stages => self.stages.form(),
            Step::Qualified => self.qualified.form(),
            Step::Handoff => self.handoff.form(),
            Step::Promises => self.promises.form(),
            Step::Metrics => self.metrics.form(),
            Step::Technology => self.technology.form(),
            Step::Meetings => self.meetings.form(),
        }
    }

    /// The answers with one step read anew from what was typed.
    ///
    /// # Errors
    /// Every field that is wrong; the answers stay as they were.
    pub fn with(&self, step: Step, typed: &Typed) -> Result<Answers, Vec<Refusal>> {
        let mut reader = Reader::new(typed);
        let mut answers = self.clone();
        match step {
            Step::Who => answers.who = Who::read(&mut reader),
            Step::Goals => answers.goals = Goals::read(&mut reader),
            Step::Buyer => answers.buyer = Buyer::read(&mut reader),
            Step::Stages => answers.stages = Stages::read(&mut reader),
            Step::Qualified => answers.qualified = Qualified::read(&mut reader),
            Step::Handoff => answers.handoff = Handoff::read(&mut reader),
            Step::Promises => answers.promises = Promises::read(&mut reader),
            Step::Metrics => answers.metrics = Metrics::read(&mut reader),
            Step::Technology => answers.technology = Technology::read(&mut reader),
            Step::Meetings => answers.meetings = Meetings::read(&mut reader),
        }
        reader.done().map(|()| answers)
    }
}
