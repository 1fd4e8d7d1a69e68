//! Plain conditions: nothing but "this number lies there, and that one there", asked without a single branch.
//!
//! Most rules of fit and qualification are of this kind. Which of them hold differs from lead to lead as chance has it,
//! so every branch would be guessed wrong half of the time; ranges compared all at once cost the same for every lead.

use crate::condition::CompareOp;
use crate::plan::program::{Ask, Next, Program, Source, Step};
use crate::plan::slots::UNKNOWN;

/// One number and where it must lie. What is not known lies nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plain {
    /// The number.
    pub source: Source,
    /// The least it may be.
    least: i64,
    /// The most it may be.
    most: i64,
    /// Which of the numbers 0 to 63 it may be; all bits where any number will do.
    mask: u64,
}

impl Plain {
    /// Whether a value lies where it must.
    #[must_use]
    pub fn holds(&self, value: i64) -> bool {
        // A shift by more than 63 asks another bit; such values lie outside `most` wherever the mask matters.
        (value >= self.least) & (value <= self.most) & (self.mask >> (value & 63) & 1 == 1)
    }

    /// A question as a range; none where it is of another kind.
    fn of(ask: &Ask) -> Option<Plain> {
        let known = UNKNOWN + 1;
        let range = |source: &Source, least, most| Some(Plain { source: *source, least, most, mask: u64::MAX });
        match ask {
            Ask::Number(source, CompareOp::Eq, value) => range(source, (*value).max(known), *value),
            Ask::Number(source, CompareOp::Ge, value) => range(source, (*value).max(known), i64::MAX),
            Ask::Number(source, CompareOp::Gt, value) => range(source, value.checked_add(1)?, i64::MAX),
            Ask::Number(source, CompareOp::Le, value) => range(source, known, *value),
            Ask::Number(source, CompareOp::Lt, value) => range(source, known, value.checked_sub(1)?),
            Ask::Known(source, true) => range(source, known, i64::MAX),
            Ask::Mask(source, mask) => Some(Plain { source: *source, least: 0, most: 63, mask: *mask }),
            _ => None,
        }
    }

    /// Both at once, where they ask for the same number.
    fn and(self, other: Plain) -> Option<Plain> {
        let both = Plain {
            source: self.source,
            least: self.least.max(other.least),
            most: self.most.min(other.most),
            mask: self.mask & other.mask,
        };
        (self.source == other.source).then_some(both)
    }
}

/// The steps of a program as ranges that must all hold; none where it asks anything else, or offers a choice.
#[must_use]
pub(super) fn all_of(start: Next, steps: &[Step]) -> Option<Box<[Plain]>> {
    let mut plain: Vec<Plain> = Vec::new();
    let mut next = start;
    while let Next::Step(index) = next {
        let step = steps.get(usize::from(index))?;
        let asked = (step.no == Next::Answer(false)).then(|| Plain::of(&step.ask)).flatten()?;
        match plain.iter_mut().find_map(|known| known.and(asked).map(|both| (known, both))) {
            Some((known, both)) => *known = both,
            None => plain.push(asked),
        }
        next = step.yes;
    }
    (next == Next::Answer(true) && !plain.is_empty()).then(|| plain.into())
}

impl Program {
    /// A program of these steps.
    #[must_use]
    pub(super) fn of(start: Next, steps: Vec<Step>) -> Program {
        Program { plain: all_of(start, &steps), steps, start }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(asks: &[Ask]) -> Option<Box<[Plain]>> {
        let next = |index: usize| if index < asks.len() { Next::Step(index as u16) } else { Next::Answer(true) };
        let step = |(index, ask): (usize, &Ask)| Step {
            ask: ask.clone(),
            yes: next(index + 1),
            no: Next::Answer(false),
            text: "".into(),
        };
        let steps: Vec<Step> = asks.iter().enumerate().map(step).collect();
        all_of(next(0), &steps)
    }

    fn number(op: CompareOp, value: i64) -> Ask {
        Ask::Number(Source::Fit, op, value)
    }

    #[test]
    fn every_comparison_is_the_range_it_says_and_what_is_not_known_is_in_none() {
        let ops = [CompareOp::Eq, CompareOp::Lt, CompareOp::Le, CompareOp::Gt, CompareOp::Ge];
        let values = [UNKNOWN, UNKNOWN + 1, -1, 0, 1, 63, 64, i64::MAX];
        for op in ops {
            for bound in values.into_iter().skip(1) {
                let Some(plain) = asked(&[number(op, bound)]) else { continue };
                for value in values {
                    let want = value != UNKNOWN && op.holds(&value, &bound);
                    assert_eq!(plain[0].holds(value), want, "{value} {op:?} {bound}");
                }
            }
        }
    }

    #[test]
    fn two_bounds_of_one_number_are_one_range() {
        let both = asked(&[number(CompareOp::Ge, 50), number(CompareOp::Le, 2000)]).unwrap();
        assert_eq!(both.len(), 1);
        assert_eq!([49, 50, 2000, 2001].map(|value| both[0].holds(value)), [false, true, true, false]);
    }

    #[test]
    fn a_mask_holds_for_its_numbers_only_and_not_for_those_64_further() {
        let plain = asked(&[Ask::Mask(Source::Grade, 0b101)]).unwrap();
        assert_eq!(
            [UNKNOWN, -64, 0, 1, 2, 3, 64, 66].map(|value| plain[0].holds(value)),
            [false, false, true, false, true, false, false, false]
        );
    }

    #[test]
    fn choices_and_other_questions_are_left_to_the_steps() {
        assert!(asked(&[number(CompareOp::Ne, 3)]).is_none());
        assert!(asked(&[number(CompareOp::Ge, 3), Ask::Did(0, None)]).is_none());
        let either =
            Step { ask: number(CompareOp::Ge, 1), yes: Next::Answer(true), no: Next::Step(1), text: "".into() };
        assert!(all_of(Next::Step(0), &[either]).is_none());
        assert!(all_of(Next::Answer(true), &[]).is_none());
    }
}
