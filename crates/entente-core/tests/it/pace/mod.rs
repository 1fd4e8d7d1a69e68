//! Commitments that count: how a period stands, where it begins and ends, and how sure a rate is.

mod periods;
mod rates;
mod recurrence;
mod standing;
mod terms;
mod vectors;
