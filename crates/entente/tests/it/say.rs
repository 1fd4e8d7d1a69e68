//! `entente say`.
