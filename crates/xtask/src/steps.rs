//! Runs steps one after the other and sums them up, so that one screen says what passed, what did not and how long it took.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

/// How many things a step found in order and out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

/// The steps so far.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    done: Vec<(&'static str, Tally, Duration)>,
}

impl Steps {
    /// A step that either passes or does not.
    pub(crate) fn one(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) {
        self.many(name, || work().map(|()| Tally { passed: 1, failed: 0 }));
    }

    /// A step of many parts. An error is one failure; the steps after it run all the same, so that one run shows all.
    pub(crate) fn many(&mut self, name: &'static str, work: impl FnOnce() -> Result<Tally>) {
        println!("\n== {name}");
        let start = Instant::now();
        let tally = work().unwrap_or_else(|error| {
            eprintln!("{name}: {error:#}");
            Tally { passed: 0, failed: 1 }
        });
        self.done.push((name, tally, start.elapsed()));
    }

    /// Prints the list of steps and the sum; fails if anything did.
    pub(crate) fn finish(self) -> ExitCode {
        print!("\n{}", self.summary());
        if self.total().failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn total(&self) -> Tally {
        self.done.iter().fold(Tally::default(), |sum, (_, tally, _)| Tally {
            passed: sum.passed + tally.passed,
            failed: sum.failed + tally.failed,
        })
    }

    /// The last line is plain, `N passed, N failed`, for whoever reads only that.
    fn summary(&self) -> String {
        let mut text = String::new();
        for (name, Tally { passed, failed }, took) in &self.done {
            let mark = if *failed == 0 { "ok  " } else { "FAIL" };
            text += &format!("{mark} {name:<14}{passed:>6} passed {failed:>4} failed {:>8.1} s\n", took.as_secs_f64());
        }
        let Tally { passed, failed } = self.total();
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
        steps.many("tests", || Ok(Tally { passed: 40, failed: 2 }));
        for (_, _, took) in &mut steps.done {
            *took = Duration::from_millis(1500);
        }
        expect![[r#"
            ok   tools              1 passed    0 failed      1.5 s
            FAIL format             0 passed    1 failed      1.5 s
            FAIL tests             40 passed    2 failed      1.5 s
            41 passed, 3 failed
        "#]]
        .assert_eq(&steps.summary());
        assert_eq!(steps.finish(), ExitCode::FAILURE);
    }
}
