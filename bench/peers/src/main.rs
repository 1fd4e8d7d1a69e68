//! The peers' side of the benchmarks: the same work, done by rule engines from the package registries.

fn main() {}
