//! CSV files as facts: decoded, cut into rows, and turned into facts by a mapping file, with every row accounted for.
//!
//! The way of a row: [`decode`] makes its bytes UTF-8, [`rows`] finds its cells and line, [`map`] says what they mean,
//! [`value`] reads them, [`facts`] makes facts of them. A row gives facts, or it is rejected with its line and reason,
//! or a rule of the mapping leaves it out, or it is counted as a duplicate; there is no fifth way, and the counts are
//! shown to add up.

pub mod decode;
pub mod facts;
pub mod map;
pub mod odd;
pub mod rejects;
pub mod rows;
pub mod sheet;
pub mod unfit;
pub mod value;
