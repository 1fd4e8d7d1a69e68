//! Commitments that count: how a period stands.
