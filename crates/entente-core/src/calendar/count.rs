//! Counting: how much time passed, and when a length of time is used up.

use super::pause::{Pause, Pauses};
use super::{Calendar, Windows};
use crate::time::{Instant, Span};

/// The intervals that count: windows less the union of pauses, in order. A window that a pause cuts comes in parts.
pub struct Counted<W> {
    windows: W,
    pauses: Pauses,
    /// What is left of the window at hand.
    window: Option<(Instant, Instant)>,
}

impl<W: Iterator<Item = (Instant, Instant)>> Counted<W> {
    pub(super) fn new(windows: W, pauses: &[Pause]) -> Counted<W> {
        Counted { windows, pauses: Pauses::union(pauses), window: None }
    }

    fn sum(self) -> Span {
        self.fold(Span::ZERO, |sum, (from, to)| sum + (to - from))
    }

    /// The earliest instant by which `target` has been counted; none where the intervals end before.
    pub(super) fn spend(self, target: Span) -> Option<Instant> {
        let mut left = target;
        for (from, to) in self {
            if left <= to - from {
                return Some(from + left);
            }
            left = left - (to - from);
        }
        None
    }
}

impl<W: Iterator<Item = (Instant, Instant)>> Iterator for Counted<W> {
    type Item = (Instant, Instant);

    fn next(&mut self) -> Option<(Instant, Instant)> {
        loop {
            let (from, to) = self.window.take().or_else(|| self.windows.next())?;
            match self.pauses.ending_after(from).first().filter(|pause| pause.from < to) {
                None => return Some((from, to)),
                Some(pause) => {
                    self.window = (pause.to < to).then_some((pause.to, to));
                    if from < pause.from {
                        return Some((from, pause.from));
                    }
                }
            }
        }
    }
}

/// Wall time in `[start, end)` less the union of `pauses`; zero where `end` is not after `start`.
#[must_use]
pub fn elapsed_wall(start: Instant, end: Instant, pauses: &[Pause]) -> Span {
    counted_wall(start, end, pauses).sum()
}

/// The intervals of `[start, end)` that are not paused, where every hour counts.
#[must_use]
pub fn counted_wall(
    start: Instant,
    end: Instant,
    pauses: &[Pause],
) -> Counted<impl Iterator<Item = (Instant, Instant)>> {
    Counted::new((start < end).then_some((start, end)).into_iter(), pauses)
}

impl Calendar {
    /// The intervals of `[start, end)` that count: open and not paused.
    #[must_use]
    pub fn counted(&self, start: Instant, end: Instant, pauses: &[Pause]) -> Counted<Windows<'_>> {
        Counted::new(self.windows(start, end), pauses)
    }

    /// Open time in `[start, end)` less the union of `pauses`; zero where `end` is not after `start`.
    #[must_use]
    pub fn elapsed(&self, start: Instant, end: Instant, pauses: &[Pause]) -> Span {
        self.counted(start, end, pauses).sum()
    }
}
