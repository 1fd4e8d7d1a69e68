//! The use cases in the words of the screens: load, decide, append, hand out effects.

pub mod admit;
