//! The whole way from a text to what runs and what is read aloud, over every sample agreement.

mod aloud;
mod anything;
mod cites;
mod spelling;
mod tree;
