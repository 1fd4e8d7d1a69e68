//! The project chores: check, test, bench, tidy; no shell scripts.

fn main() {}
