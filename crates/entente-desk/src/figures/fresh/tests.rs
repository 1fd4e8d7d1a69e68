//! Goal: what is told without a gap is taken once, and everything else is left to the log.

use entente_core::fact::{About, Fact, What};
use entente_core::time::{Instant, Precision};

use super::*;

fn entries(from: u64, to: u64) -> Vec<(Seq, Entry)> {
    let fact = |seq| Fact {
        key: format!("k{seq}"),
        about: About::Parties,
        at: Instant::from_micros(0),
        precision: Precision::Second,
        known: Instant::from_micros(0),
        by: None,
        what: What::Created { source: None },
    };
    (from..=to).map(|seq| (Seq(seq), Entry::Fact(fact(seq)))).collect()
}

fn taken(fresh: &Fresh, last: u64) -> Vec<u64> {
    fresh.take_after(Seq(last)).into_iter().map(|(seq, _)| seq.0).collect()
}

/// Somebody takes, up to `last`.
fn wanted(last: u64) -> Fresh {
    let fresh = Fresh::default();
    assert_eq!(taken(&fresh, last), [0_u64; 0]);
    fresh
}

#[test]
fn nothing_is_kept_before_anybody_takes() {
    let fresh = Fresh::default();
    fresh.hear(entries(1, 3));
    assert_eq!(taken(&fresh, 0), [0_u64; 0]);
}

#[test]
fn what_follows_is_taken_once() {
    let fresh = wanted(3);
    fresh.hear(entries(4, 5));
    fresh.hear(Vec::new());
    fresh.hear(entries(6, 6));
    assert_eq!(taken(&fresh, 3), [4, 5, 6]);
    assert_eq!(taken(&fresh, 6), [0_u64; 0]);
    fresh.hear(entries(7, 7));
    assert_eq!(taken(&fresh, 6), [7]);
}

#[test]
fn what_was_read_meanwhile_is_passed_over() {
    let fresh = wanted(3);
    fresh.hear(entries(4, 9));
    assert_eq!(taken(&fresh, 7), [8, 9]);
    fresh.hear(entries(10, 12));
    assert_eq!(taken(&fresh, 12), [0_u64; 0]);
}

#[test]
fn behind_a_gap_the_log_is_read() {
    let fresh = wanted(3);
    // Another process wrote the fourth.
    fresh.hear(entries(5, 6));
    assert_eq!(taken(&fresh, 3), [0_u64; 0]);
    // It wrote the eighth between two of ours: what stands before it is of no use alone.
    fresh.hear(entries(7, 7));
    fresh.hear(entries(9, 9));
    assert_eq!(taken(&fresh, 6), [0_u64; 0]);
    fresh.hear(entries(10, 10));
    assert_eq!(taken(&fresh, 9), [10]);
}

#[test]
fn more_than_is_held_is_read() {
    let fresh = wanted(0);
    fresh.hear(entries(1, ENTRIES_MAX as u64));
    fresh.hear(entries(ENTRIES_MAX as u64 + 1, ENTRIES_MAX as u64 + 1));
    assert_eq!(taken(&fresh, 0), [0_u64; 0]);
}
