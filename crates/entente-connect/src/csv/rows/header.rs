//! The names of a file's columns: every column has exactly one, and no two share it.

use std::collections::HashMap;

use super::Row;
use crate::csv::odd::Odd;

/// The names of the columns, left to right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    names: Vec<String>,
    /// Where each stands.
    places: HashMap<String, usize>,
    notes: Vec<Odd>,
}

impl Header {
    /// Names from a header row. Spaces around a name do not count; a column without a name is called `column 3`; of two
    /// columns with one name the second is called `name (2)`. What was renamed is in [`Header::notes`].
    pub fn of_row(row: &Row) -> Header {
        Header::of_names(row.cells())
    }

    /// Names from the mapping, for a file without a header row.
    pub fn of_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Header {
        let mut header = Header::default();
        // The number that the next column of a name gets, so that a header of one name a thousand times is read at once.
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for (place, name) in names.into_iter().enumerate() {
            let told = name.trim();
            let wanted = if told.is_empty() { format!("column {}", place + 1) } else { told.to_owned() };
            let unique = header.unique(wanted, &mut numbers);
            if unique != told {
                let odd = if told.is_empty() { Odd::Unnamed } else { Odd::SameName };
                header.notes.push(odd(place + 1, unique.clone()));
            }
            header.places.insert(unique.clone(), place);
            header.names.push(unique);
        }
        header
    }

    fn unique(&self, name: String, numbers: &mut HashMap<String, usize>) -> String {
        if !self.places.contains_key(&name) {
            return name;
        }
        let number = numbers.entry(name.clone()).or_insert(2);
        loop {
            let candidate = format!("{name} ({number})");
            *number += 1;
            if !self.places.contains_key(&candidate) {
                return candidate;
            }
        }
    }

    /// The names in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Where the column of this name stands, from 0.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// What was renamed.
    pub fn notes(&self) -> &[Odd] {
        &self.notes
    }
}
