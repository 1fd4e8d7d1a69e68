//! The signals that a lead has shown: most leads show few of those that a plan knows, and a base holds one list for each.

use serde::{Deserialize, Serialize};

use super::SignalState;

/// What is known of each signal that was seen, by the plan's index, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signals(Vec<(u16, SignalState)>);

impl Signals {
    /// What is known of one; none where it was never seen.
    #[must_use]
    pub fn get(&self, index: u16) -> Option<&SignalState> {
        let place = self.place(index).ok()?;
        self.0.get(place).map(|(_, seen)| seen)
    }

    /// What is known of one, to be added to.
    pub fn of(&mut self, index: u16) -> &mut SignalState {
        let place = self.place(index).unwrap_or_else(|place| {
            self.0.insert(place, (index, SignalState::default()));
            place
        });
        &mut self.0[place].1
    }

    /// Those that were seen, beside what `all` has at the index of each: the plan's signals, say, or their names.
    pub fn beside<'a, T>(&'a self, all: &'a [T]) -> impl Iterator<Item = (&'a T, &'a SignalState)> {
        self.0.iter().filter_map(|(index, seen)| Some((all.get(usize::from(*index))?, seen)))
    }

    /// Those that were seen, each with its index.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &SignalState)> {
        self.0.iter().map(|(index, seen)| (usize::from(*index), seen))
    }

    /// Those that were seen, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut SignalState> {
        self.0.iter_mut().map(|(_, seen)| seen)
    }

    /// Forgets them all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    fn place(&self, index: u16) -> Result<usize, usize> {
        self.0.binary_search_by_key(&index, |(index, _)| *index)
    }
}

#[cfg(test)]
mod tests {
    //! Goal: a list of few among many reads as the list of all would, in the plan's order.

    use super::*;

    #[test]
    fn what_was_seen_stands_in_the_order_of_the_plan() {
        let mut signals = Signals::default();
        for (index, count) in [(7, 1), (2, 5), (7, 3), (300, 2)] {
            signals.of(index).count += count;
        }
        let counts: Vec<(usize, u64)> = signals.iter().map(|(index, seen)| (index, seen.count)).collect();
        assert_eq!(counts, [(2, 5), (7, 4), (300, 2)]);
        assert_eq!((signals.get(7).map(|seen| seen.count), signals.get(3)), (Some(4), None));
        // A plan with fewer signals knows nothing of the rest.
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let named: Vec<(&str, u64)> = signals.beside(&names).map(|(name, seen)| (*name, seen.count)).collect();
        assert_eq!(named, [("c", 5), ("h", 4)]);
        signals.iter_mut().for_each(|seen| seen.count = 0);
        assert_eq!(signals.get(2).map(|seen| seen.count), Some(0));
        signals.clear();
        assert_eq!(signals, Signals::default());
    }
}
