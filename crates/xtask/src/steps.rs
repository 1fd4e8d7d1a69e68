//! Runs steps one after the other and sums them up, so that one screen says what passed, what did not and how long it took.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

/// The most lines that are said again of what failed in a step.
const WHY_MAX: usize = 60;

/// How many things a step found in order and out of order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    /// What was said of those out of order, to be said again at the end of a long run.
    pub(crate) why: Vec<String>,
}

impl Tally {
    pub(crate) fn of(passed: u64, failed: u64) -> Tally {
        Tally { passed, failed, why: Vec::new() }
    }

    /// Adds what another part found.
    pub(crate) fn add(&mut self, part: &Tally) {
        self.passed += part.passed;
        self.failed += part.failed;
    }

    /// Notes one thing out of order.
    pub(crate) fn fail(&mut self, why: String) {
        eprintln!("{why}");
        self.failed += 1;
        self.why.push(why);
    }
}

/// The steps so far.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    done: Vec<(&'static str, Tally, Duration)>,
}

impl Steps {
    /// A step that either passes or does not.
    pub(crate) fn one(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) {
        self.many(name, || work().map(|()| Tally::of(1, 0)));
    }

    /// A step of many parts. An error is one failure; the steps after it run all the same, so that one run shows all.
    pub(crate) fn many(&mut self, name: &'static str, work: impl FnOnce() -> Result<Tally>) {
        println!("\n== {name}");
        let start = Instant::now();
        let tally = work().unwrap_or_else(|error| {
            let mut tally = Tally::default();
            tally.fail(format!("{name}: {error:#}"));
            tally
        });
        self.done.push((name, tally, start.elapsed()));
    }

    /// Prints the list of steps and the sum; fails if anything did.
    pub(crate) fn finish(self) -> ExitCode {
        print!("\n{}", self.summary());
        if self.total().failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn total(&self) -> Tally {
        let mut sum = Tally::default();
        self.done.iter().for_each(|(_, tally, _)| sum.add(tally));
        sum
    }

    /// What failed is said again before the list, for whoever sees only the end. The last line is plain,
    /// `N passed, N failed`, for whoever reads only that.
    fn summary(&self) -> String {
        let mut text = String::new();
        for (name, Tally { why, .. }, _) in self.done.iter().filter(|(_, tally, _)| !tally.why.is_empty()) {
            text += &format!("== {name}, what failed\n");
            why.iter().take(WHY_MAX).for_each(|line| text += &format!("{line}\n"));
        }
        for (name, Tally { passed, failed, .. }, took) in &self.done {
            let mark = if *failed == 0 { "ok  " } else { "FAIL" };
            text += &format!("{mark} {name:<14}{passed:>6} passed {failed:>4} failed {:>8.1} s\n", took.as_secs_f64());
        }
        let Tally { passed, failed, .. } = self.total();
        text + &format!("{passed} passed, {failed} failed\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn a_failed_step_stops_nothing_and_shows_in_the_sum() {
        let mut steps = Steps::default();
        steps.one("tools", || Ok(()));
        steps.one("format", || anyhow::bail!("not formatted"));
        steps.many("tests", || Ok(Tally::of(40, 2)));
        for (_, _, took) in &mut steps.done {
            *took = Duration::from_millis(1500);
        }
        expect![[r#"
            == format, what failed
            format: not formatted
            ok   tools              1 passed    0 failed      1.5 s
            FAIL format             0 passed    1 failed      1.5 s
            FAIL tests             40 passed    2 failed      1.5 s
            41 passed, 3 failed
        "#]]
        .assert_eq(&steps.summary());
        assert_eq!(steps.finish(), ExitCode::FAILURE);
    }
}
