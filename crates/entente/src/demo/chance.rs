//! Chance that comes out the same every time: the sample company is drawn from one number, in integers only.

/// A stream of random numbers (SplitMix64). Every person and every rep's answer has a stream of its own, so that a
/// change of one habit leaves all other lives as they were.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

/// The step between states: 2⁶⁴ ÷ the golden ratio, odd.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Chance {
    /// The stream of `what`, number `number`, under `seed`.
    pub(super) fn of(seed: u64, what: &str, number: u64) -> Chance {
        let mut chance = Chance(seed);
        for byte in what.bytes() {
            chance.0 = chance.next() ^ u64::from(byte);
        }
        chance.0 = chance.next() ^ number;
        chance
    }

    /// The next 64 bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `end`; 0 where `end` is 0. Even to one part in 2³²: far below anything that shows.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        ((self.next() >> 32) * end.min(u64::from(u32::MAX))) >> 32
    }

    /// A number from `least` to `most`, both included.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below(most.abs_diff(least) + 1) as i64
    }

    /// True in `per_mille` of 1,000 cases.
    pub(super) fn happens(&mut self, per_mille: u64) -> bool {
        self.below(1_000) < per_mille
    }

    /// One of several, all alike; the first where there is only one.
    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len() as u64) as usize)
    }

    /// A word of a list; empty where the list is.
    pub(super) fn word(&mut self, of: &[&'static str]) -> &'static str {
        self.pick(of).copied().unwrap_or_default()
    }

    /// The place of one of several weights.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.below(weights.iter().map(|weight| u64::from(*weight)).sum());
        for (place, weight) in weights.iter().enumerate() {
            match left.checked_sub(u64::from(*weight)) {
                Some(rest) => left = rest,
                None => return place,
            }
        }
        0
    }

    /// A length of time or sum of money around `middle`: half are below, most within a third and thrice of it, and a
    /// few are far longer, as people's delays and the sizes of deals are. Factors of 1.3 are multiplied or divided by.
    pub(super) fn around(&mut self, middle: i64) -> i64 {
        // Twenty coins, ten of each on average: a bell over the exponent, so a skewed bell over the value.
        let heads = i64::from((self.next() & 0xf_ffff).count_ones()) - 10;
        let (times, over) = if heads >= 0 { (13, 10) } else { (10, 13) };
        (0..heads.abs()).fold(middle, |value, _| value.saturating_mul(times) / over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_the_same_every_time_and_no_other() {
        let draw = |seed, what, number| Chance::of(seed, what, number).next();
        assert_eq!(draw(1, "lead", 7), draw(1, "lead", 7));
        let streams = [draw(1, "lead", 7), draw(2, "lead", 7), draw(1, "rep", 7), draw(1, "lead", 8)];
        assert!((0..4).all(|one| (0..one).all(|other| streams[one] != streams[other])));
    }

    #[test]
    fn frequencies_are_what_was_asked_for() {
        let mut chance = Chance::of(1, "test", 0);
        let mut seen = [0_u32; 3];
        (0..10_000).for_each(|_| seen[chance.weighted(&[1, 2, 7])] += 1);
        assert!(seen[0].abs_diff(1_000) < 150 && seen[1].abs_diff(2_000) < 200 && seen[2].abs_diff(7_000) < 300);
        let happened = (0..10_000).filter(|_| chance.happens(250)).count();
        assert!(happened.abs_diff(2_500) < 200);
        assert!((0..1_000).map(|_| chance.between(-2, 2)).all(|number| (-2..=2).contains(&number)));
    }

    #[test]
    fn half_lie_below_the_middle_and_few_far_above() {
        let mut chance = Chance::of(1, "test", 1);
        let mut drawn: Vec<i64> = (0..9_999).map(|_| chance.around(40_000)).collect();
        drawn.sort_unstable();
        assert_eq!(drawn[4_999], 40_000);
        assert!((20_000..30_000).contains(&drawn[2_000]), "{}", drawn[2_000]);
        assert!(drawn[9_998] > 120_000 && drawn[9_998] < 40_000 * 14);
    }
}
