//! The moments an agreement may name, each as one small number, so that a row of the history is a number and a time.

use entente_core::agreement::model::{Agreement, Moment};
use entente_core::id::Name;
use entente_core::milestone::Milestone;

/// A moment as a number: milestones first, then stages, then signals, each in the agreement's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Code(pub(crate) u16);

/// All moments of one agreement.
#[derive(Debug, Clone)]
pub struct Moments {
    stages: Vec<Name>,
    signals: Vec<Name>,
}

impl Moments {
    /// The moments of `agreement`.
    #[must_use]
    pub fn of(agreement: &Agreement) -> Moments {
        Moments {
            stages: agreement.stages.iter().map(|(name, _)| name.clone()).collect(),
            signals: agreement.signals.iter().map(|(name, _)| name.clone()).collect(),
        }
    }

    /// Reads a moment's word: a milestone, a stage or a signal, looked for in this order.
    ///
    /// # Errors
    /// Names the words that would have been understood.
    pub fn parse(&self, word: &str) -> Result<Moment, String> {
        if let Some(milestone) = Milestone::from_word(word) {
            return Ok(Moment::Milestone(milestone));
        }
        if self.stages.iter().any(|stage| stage.as_str() == word) {
            return Ok(Moment::Stage(word.into()));
        }
        if self.signals.iter().any(|signal| signal.as_str() == word) {
            return Ok(Moment::Signal(word.into()));
        }
        let known: Vec<&str> = Milestone::ALL
            .iter()
            .map(|milestone| milestone.as_str())
            .chain(self.stages.iter().chain(&self.signals).map(Name::as_str))
            .collect();
        Err(format!("'{word}' is not a moment of this agreement. Moments are: {}", known.join(", ")))
    }

    /// The number of a moment; none where the agreement does not have it.
    pub(crate) fn code(&self, moment: &Moment) -> Option<Code> {
        let (base, place) = match moment {
            Moment::Milestone(milestone) => return Some(Self::milestone(*milestone)),
            Moment::Stage(name) => (Milestone::ALL.len(), self.stages.iter().position(|stage| stage == name)?),
            Moment::Signal(name) => {
                (Milestone::ALL.len() + self.stages.len(), self.signals.iter().position(|signal| signal == name)?)
            }
        };
        Some(Code((base + place) as u16))
    }

    /// The number of a milestone, the same in every agreement.
    pub(crate) fn milestone(milestone: Milestone) -> Code {
        Code(milestone as u16)
    }

    /// Where a stage stands in the process, from 0; none where the code is not a stage's.
    pub(crate) fn stage_place(&self, code: Code) -> Option<usize> {
        let place = usize::from(code.0).checked_sub(Milestone::ALL.len())?;
        (place < self.stages.len()).then_some(place)
    }
}

/// The word of a moment, as in the agreement's text.
#[must_use]
pub(crate) fn word(moment: &Moment) -> &str {
    match moment {
        Moment::Milestone(milestone) => milestone.as_str(),
        Moment::Stage(name) | Moment::Signal(name) => name.as_str(),
    }
}
