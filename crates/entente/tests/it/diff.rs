//! `entente diff`.
