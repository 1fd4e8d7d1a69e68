//! What the machine says about time and memory; zero where it does not say.

use std::time::{Duration, Instant};

/// How long something took.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Took {
    pub(super) wall: Duration,
    pub(super) cpu: Duration,
}

/// Runs something and says how long it took, on the wall and on the processor of this thread's program.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Took) {
    let (wall, cpu) = (Instant::now(), cpu_time());
    let answer = work();
    (answer, Took { wall: wall.elapsed(), cpu: cpu_time().saturating_sub(cpu) })
}

/// The middle of several durations.
pub(super) fn median(mut all: Vec<Took>) -> Took {
    all.sort_by_key(|took| took.cpu);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// Bytes of memory this program holds.
pub(super) fn memory_bytes() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or_default() * 4096
}

fn cpu_time() -> Duration {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or_default())
}
