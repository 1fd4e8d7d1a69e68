//! Commitments that count: how a period stands against its target, and how sure a rate is.
//!
//! Exact integer arithmetic on millionths throughout, so that both parties see the same figure on every machine.

mod days;
mod period;
mod ratio;
mod recurrence;
mod standing;
mod term;
mod wilson;

pub use days::Days;
pub use period::{period_of, periods_between};
pub use recurrence::Recurrence;
pub use standing::{Bound, Bounds, Forecast, Pace, Tally, stand};
pub use term::{Portion, Term};
pub use wilson::wilson;
