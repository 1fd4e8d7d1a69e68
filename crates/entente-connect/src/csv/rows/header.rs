//! The names of a file's columns: every column has exactly one, and no two share it.

use super::Row;

/// The names of the columns, left to right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    names: Vec<String>,
    notes: Vec<String>,
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
        for (place, name) in names.into_iter().enumerate() {
            let told = name.trim();
            let unique = header.unique(if told.is_empty() { format!("column {}", place + 1) } else { told.to_owned() });
            if unique != told {
                let what = if told.is_empty() { "has no name" } else { "has a name that an earlier one has" };
                header.notes.push(format!("column {} {what}; it is called '{unique}'", place + 1));
            }
            header.names.push(unique);
        }
        header
    }

    fn unique(&self, name: String) -> String {
        if self.place(&name).is_none() {
            return name;
        }
        let numbered = |number: usize| format!("{name} ({number})");
        (2..).map(numbered).find(|candidate| self.place(candidate).is_none()).unwrap_or(name.clone())
    }

    /// The names in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Where the column of this name stands, from 0.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|own| own == name)
    }

    /// What was renamed, one sentence each.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}
