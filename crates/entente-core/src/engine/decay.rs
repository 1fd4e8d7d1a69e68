//! How points fade: halved at every half-life, by one integer table, the same on every machine.
//!
//! The factor at age `a` is `2^(-a/h)`. It is read from 1,024 steps per half-life in units of 2⁻³², with linear
//! interpolation between steps, at ages rounded down to 2⁻²⁰ half-lives (relative error below 8 × 10⁻⁷ in all, nearly
//! all of it from the age). It is exactly 1 at age 0 and exactly ½ at each half-life,
//! and never rises with age. What one hit is still worth is rounded towards zero once, to whole millionths.

use crate::time::Span;

const STEPS: usize = 1024;
/// Half-lives after which nothing of any points remains: 2⁶³ millionths are less than one.
const GONE: u64 = 63;

/// `TABLE[i]` is 2³² · 2^(-i/1024), rounded to nearest; the last entry is exactly 2³¹.
static TABLE: [u64; STEPS + 1] = table();

/// A half-life, ready to be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decay {
    half_life: Span,
    /// 2⁸⁴ ÷ half-life in microseconds, rounded up, so that one multiplication gives the age in 2⁻²⁰ half-lives.
    rate: u64,
}

impl Decay {
    /// The least half-life: shorter ones are taken as this, so that `rate` fits its word.
    pub const SHORTEST: Span = Span::from_seconds(60);

    /// A decay of this half-life.
    #[must_use]
    pub const fn new(half_life: Span) -> Decay {
        let micros = if half_life.as_micros() < Self::SHORTEST.as_micros() {
            Self::SHORTEST.as_micros()
        } else {
            half_life.as_micros()
        } as u128;
        Decay { half_life: Span::from_micros(micros as i64), rate: (1u128 << 84).div_ceil(micros) as u64 }
    }

    /// The half-life in force.
    #[must_use]
    pub const fn half_life(self) -> Span {
        self.half_life
    }

    /// The age beyond which `points` (in millionths) are worth nothing.
    #[must_use]
    pub fn gone_after(self, points: i64) -> Span {
        let halvings = 64 - points.unsigned_abs().leading_zeros();
        self.half_life.times(i64::from(halvings))
    }

    /// What `points` (in millionths) are still worth at `age`; all of them at age 0 and before.
    #[must_use]
    pub fn worth(self, points: i64, age: Span) -> i64 {
        let age = age.as_micros();
        if age <= 0 {
            return points;
        }
        let position = ((age as u128 * u128::from(self.rate)) >> 64) as u64;
        let halvings = position >> 20;
        if halvings >= GONE {
            return 0;
        }
        let (step, rest) = ((position >> 10 & 1023) as usize, position & 1023);
        let factor = TABLE[step] - (((TABLE[step] - TABLE[step + 1]) * rest) >> 10);
        let size = (u128::from(points.unsigned_abs()) * u128::from(factor)) >> 32 >> halvings;
        if points < 0 { 0i64.saturating_sub_unsigned(size as u64) } else { i64::try_from(size).unwrap_or(i64::MAX) }
    }
}

/// The table, by ten integer square roots of ½ and multiplication in units of 2⁻⁶³.
const fn table() -> [u64; STEPS + 1] {
    let mut root: u128 = 1 << 62; // ½
    let mut depth = 0;
    while depth < 10 {
        root = isqrt(root << 63);
        depth += 1;
    }
    let mut table = [0; STEPS + 1];
    let mut power: u128 = 1 << 63;
    let mut index = 0;
    while index < STEPS {
        table[index] = ((power + (1 << 30)) >> 31) as u64;
        power = (power * root + (1 << 62)) >> 63;
        index += 1;
    }
    table[STEPS] = 1 << 31;
    table
}

/// The integer square root of `value`, rounded to nearest.
const fn isqrt(value: u128) -> u128 {
    let root = value.isqrt();
    if value - root * root > root { root + 1 } else { root }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_at_whole_half_lives_and_never_rising() {
        for days in [1, 7, 14, 30, 90, 180, 3650] {
            let decay = Decay::new(Span::DAY.times(days));
            for halvings in 0..20 {
                let age = decay.half_life().times(halvings);
                assert_eq!(decay.worth(64_000_000 << 20, age), (64_000_000 << 20) >> halvings, "{days} d, {halvings}");
            }
            let mut last = i64::MAX;
            for step in 0..5_000 {
                let worth = decay.worth(100_000_000, Span::from_micros(step * decay.half_life().as_micros() / 777));
                assert!(worth <= last, "rises at step {step}");
                last = worth;
            }
        }
    }

    #[test]
    fn table_is_two_to_the_minus_i_over_1024() {
        for (index, entry) in TABLE.iter().enumerate() {
            let exact = 2f64.powi(32) * 2f64.powf(-(index as f64) / 1024.0);
            assert!((*entry as f64 - exact).abs() < 0.51 + exact * 1e-15, "entry {index}: {entry} against {exact}");
        }
    }

    #[test]
    fn negative_points_fade_like_positive_ones_and_all_end() {
        let decay = Decay::new(Span::DAY.times(30));
        for days in 0..2000 {
            let age = Span::DAY.times(days);
            assert_eq!(decay.worth(-30_000_000, age), -decay.worth(30_000_000, age));
        }
        assert_eq!(decay.worth(i64::MAX, Span::from_micros(i64::MAX)), 0);
        assert_eq!(decay.worth(40_000_000, decay.gone_after(40_000_000)), 0);
        assert_eq!(decay.worth(40_000_000, Span::from_micros(-5)), 40_000_000);
    }
}
