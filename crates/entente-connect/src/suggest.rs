//! What the columns of somebody's file probably mean: a target for each, with the reason why, for a person to confirm.
//!
//! Three things speak for a target, in this order: the heading is the name of a field of the agreement, the heading is
//! one that exports write, the values look like it. Nothing here is used before somebody has seen it: what is confirmed
//! becomes a mapping text ([`Draft::text`]) and goes the way of every mapping.

mod columns;
mod countries;
mod draft;
mod evidence;
mod layout;
mod meaning;
mod reading;
mod system;
mod target;
#[cfg(test)]
mod tests;
mod times;

use std::io;

use crate::csv::map::Layout;
use crate::csv::rows::Row;
use crate::csv::sheet::{Error, Input, Sheet};

pub use columns::{Column, Sample, Why};
pub use draft::{Chosen, Draft, Gap};
use evidence::Evidence;
pub use layout::{Open, found as layout};
pub use meaning::Meaning;
pub use reading::{Doubt, Reading};
pub use system::System;
pub use target::{Known, Target};
pub use times::example;

/// What a file is taken to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The system that wrote it, where its headings tell.
    pub system: Option<System>,
    /// How many rows it has below its header.
    pub rows: u64,
    /// Its columns in order. A column of JSON objects is followed by one for each of their members.
    pub columns: Vec<Column>,
}

/// The most members of a JSON column that are shown as columns of their own.
const MEMBERS_MAX: usize = 40;

/// The two-letter code of a country by its name in English, German or Korean; none for other text.
#[must_use]
pub fn country(text: &str) -> Option<String> {
    countries::code(text)
}

/// Reads all of a file and suggests what its columns mean. `known` is what the agreement knows.
///
/// # Errors
/// Those of opening the file, and of reading it.
pub fn suggest(input: Box<dyn Input>, layout: &Layout, known: &Known) -> Result<Suggestion, Error> {
    let mut sheet = Sheet::open(input, layout, None)?;
    let names = sheet.header().names().to_vec();
    let semicolons = layout.delimiter == Some(b';');
    let (evidence, rows) = gather(&mut sheet, names.len())?;
    let system = system::of(&names);
    let mut columns = Vec::new();
    for (name, evidence) in names.iter().zip(evidence) {
        let members: Vec<(String, Evidence)> = evidence.members().take(MEMBERS_MAX).collect();
        columns.push(Column::new(name, None, evidence, semicolons));
        columns.extend(members.into_iter().map(|(member, told)| Column::new(name, Some(member), told, semicolons)));
    }
    columns::judge(&mut columns, system, known);
    Ok(Suggestion { system, rows, columns })
}

/// What the values of each column look like, and how many rows there are.
fn gather(sheet: &mut Sheet, columns: usize) -> io::Result<(Vec<Evidence>, u64)> {
    let mut evidence = vec![Evidence::default(); columns];
    let (mut row, mut rows) = (Row::default(), 0);
    while sheet.next_row(&mut row)? {
        rows += 1;
        if row.fault().is_some() {
            continue;
        }
        for (told, cell) in evidence.iter_mut().zip(row.cells()) {
            told.take(cell);
        }
    }
    Ok((evidence, rows))
}
