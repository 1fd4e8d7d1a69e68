//! Measures passes over all leads: enough of them to be steady, and the time of processors beside that on the wall.

use std::time::{Duration, Instant};

use crate::Outcome;

/// What an engine answered, and what one decision took.
pub struct Measured {
    pub answers: Vec<String>,
    pub wall_ns: f64,
    pub cpu_ns: f64,
}

/// Repeats `pass` (which decides every lead once) until half a second has gone by, after one pass to warm up.
pub fn passes(mut pass: impl FnMut() -> Outcome<Vec<String>>) -> Outcome<Measured> {
    let answers = pass()?;
    let (wall, cpu) = (Instant::now(), cpu_time());
    let mut decisions = 0;
    while wall.elapsed() < Duration::from_millis(500) {
        decisions += std::hint::black_box(pass()?).len();
    }
    let (wall, cpu) = (wall.elapsed(), cpu_time() - cpu);
    let each = |time: Duration| time.as_nanos() as f64 / decisions.max(1) as f64;
    Ok(Measured { answers, wall_ns: each(wall), cpu_ns: each(cpu) })
}

/// Time on processors of this one-threaded program; the time on the wall where the system does not say.
fn cpu_time() -> Duration {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|nanos| nanos.parse().ok());
    nanos.map_or_else(|| Instant::now().elapsed(), Duration::from_nanos)
}
