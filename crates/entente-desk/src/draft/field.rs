//! What a step's form is made of, so that one template draws all ten and one reader reads them.

use super::Typed;

/// Fields that belong together, under a heading of their name.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The word in its message keys.
    pub name: &'static str,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// One field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name in the form and in its message keys.
    pub name: &'static str,
    /// What may be typed.
    pub kind: Kind,
    /// What stands in it; several for [`Kind::Many`], none for an empty one.
    pub values: Vec<String>,
    /// Whether it may stay empty.
    pub optional: bool,
}

/// What may be typed into a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// One line.
    Text,
    /// A mail address.
    Mail,
    /// An IANA time zone.
    Zone,
    /// A number, with the word of its unit.
    Number {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
        /// The word in the unit's message key.
        unit: &'static str,
    },
    /// An amount, possibly with decimals.
    Amount {
        /// The word in the unit's message key.
        unit: &'static str,
    },
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// Any number of a few words.
    Many(&'static [&'static str]),
    /// Yes or no.
    Check,
    /// Several lines, one thing in each.
    Lines,
    /// A time of day.
    Time,
    /// Rows of the same columns. A row whose first cell is empty is left out.
    Rows {
        /// Its columns.
        columns: Vec<Column>,
        /// Its rows, with a few empty ones at the end where more may be typed.
        rows: Vec<Vec<Cell>>,
    },
}

/// One column of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The word in its message key, after the field's.
    pub name: &'static str,
    /// What may be typed.
    pub kind: Kind,
}

/// One cell: its name in the form and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// `members.0.person`
    pub name: String,
    /// What stands in it.
    pub value: String,
}

impl Group {
    /// A group of fields.
    pub(super) fn new(name: &'static str, fields: Vec<Field>) -> Group {
        Group { name, fields }
    }
}

impl Field {
    /// A field that must be answered.
    #[expect(clippy::needless_pass_by_value, reason = "numbers and texts are written as they stand")]
    pub(super) fn new(name: &'static str, kind: Kind, value: impl ToString) -> Field {
        Field { name, kind, values: vec![value.to_string()], optional: false }
    }

    /// A field that may stay empty.
    #[expect(clippy::needless_pass_by_value, reason = "numbers and texts are written as they stand")]
    pub(super) fn maybe(name: &'static str, kind: Kind, value: Option<impl ToString>) -> Field {
        Field { name, kind, values: value.iter().map(ToString::to_string).collect(), optional: true }
    }

    /// Any number of words, or of lines.
    pub(super) fn several(name: &'static str, kind: Kind, values: &[String]) -> Field {
        Field { name, kind, values: values.to_vec(), optional: true }
    }

    /// Yes or no.
    pub(super) fn check(name: &'static str, is: bool) -> Field {
        Field::several(name, Kind::Check, &if is { vec!["yes".to_owned()] } else { Vec::new() })
    }

    /// Rows, and as many empty ones as `spare` says.
    pub(super) fn rows(name: &'static str, columns: Vec<Column>, rows: &[Vec<String>], spare: usize) -> Field {
        let empty = vec![String::new(); columns.len()];
        let all = rows.iter().chain(std::iter::repeat_n(&empty, spare)).enumerate();
        let cell = |row: usize, (column, value): (&Column, &String)| Cell {
            name: format!("{name}.{row}.{}", column.name),
            value: value.clone(),
        };
        let rows = all.map(|(index, row)| columns.iter().zip(row).map(|pair| cell(index, pair)).collect()).collect();
        Field { name, kind: Kind::Rows { columns, rows }, values: Vec::new(), optional: true }
    }

    /// The field with what was typed instead of what it holds.
    #[must_use]
    pub fn typed(mut self, typed: &Typed) -> Field {
        self.values = typed.all(self.name).iter().map(|value| (*value).to_owned()).collect();
        if let Kind::Rows { rows, .. } = &mut self.kind {
            for cell in rows.iter_mut().flatten() {
                cell.value = typed.first(&cell.name).to_owned();
            }
        }
        self
    }
}

impl Column {
    /// A column.
    pub(super) fn new(name: &'static str, kind: Kind) -> Column {
        Column { name, kind }
    }
}
