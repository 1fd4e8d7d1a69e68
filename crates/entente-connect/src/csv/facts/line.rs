//! One row as the mapping sees it: cells by column, of this file or a joined one, null where they say nothing.

use crate::csv::unfit::Unfit;
use entente_core::fact::Value;

use crate::csv::map::{At, Cell, ColumnId, FileMap, Source, Test};
use crate::csv::rows::Row;
use crate::csv::value::{Kind, Moment, moment, value};

/// Where a column's cells are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// In the row, at this place.
    Own(usize),
    /// In the row of this join, at this place.
    Joined(usize, usize),
    /// In neither: the column is optional and the file lacks it.
    Nowhere,
}

/// A row and the rows joined to it.
pub(super) struct Line<'a> {
    pub(super) map: &'a FileMap,
    pub(super) row: &'a Row,
    pub(super) places: &'a [Where],
    /// How many of its cells are its own, and not added by a rejects file.
    pub(super) content_cells: usize,
    /// The row of each join; none where its key has none.
    pub(super) joined: Vec<Option<&'a [String]>>,
}

impl Line<'_> {
    /// The text of a cell; none where it is null.
    pub(super) fn text(&self, column: ColumnId) -> Option<&str> {
        let text = match *self.places.get(column.0)? {
            Where::Own(place) => self.row.cell(place)?,
            Where::Joined(table, place) => self.joined.get(table).copied().flatten()?.get(place)?,
            Where::Nowhere => return None,
        };
        (!is_null(text, &self.map.null)).then_some(text)
    }

    /// What the column is called, for a reason.
    pub(super) fn name(&self, column: ColumnId) -> &str {
        self.map.columns.get(column.0).map_or("", |column| &column.name)
    }

    /// What the column of a cell is called, for a reason.
    pub(super) fn label(&self, cell: &Cell) -> &str {
        match cell.source {
            Source::Column(column) => self.name(column),
            Source::Fixed(_) => "the fixed value",
        }
    }

    /// Whether all tests hold.
    pub(super) fn holds(&self, tests: &[Test]) -> bool {
        tests.iter().all(|test| {
            let text = self.text(test.column).map(trimmed);
            test.words.iter().any(|word| word.as_deref() == text) != test.negated
        })
    }

    /// The value of a cell.
    ///
    /// # Errors
    /// Says which column cannot be read and why.
    pub(super) fn value(&self, cell: &Cell) -> Result<Value, Unfit> {
        let column = match &cell.source {
            Source::Fixed(value) => return Ok(value.clone()),
            Source::Column(column) => *column,
        };
        let Some(text) = self.text(column) else {
            return Ok(if matches!(cell.kind, Kind::Is(_)) { Value::Bool(false) } else { Value::Null });
        };
        let read = match &cell.member {
            None => spelled(text, cell),
            Some(member) => self.member(text, member, cell),
        };
        match read {
            Err(_) if cell.lenient => Ok(Value::Null),
            Err(why) => Err(why.of(self.name(column))),
            value => value,
        }
    }

    /// The value of a cell as text; none where it is null.
    pub(super) fn word(&self, cell: &Cell) -> Result<Option<String>, Unfit> {
        Ok(match self.value(cell)? {
            Value::Text(text) => Some(trimmed(&text).to_owned()),
            _ => None,
        })
    }

    /// When a fact happened; none: at the earliest time of the others.
    pub(super) fn moment(&self, at: &At) -> Result<Option<Moment>, Unfit> {
        match at {
            At::Earliest => Ok(None),
            At::Fixed(moment) => Ok(Some(*moment)),
            At::Column(column, form, otherwise) => {
                let name = self.name(*column);
                match (self.text(*column), otherwise) {
                    (Some(text), _) => moment(trimmed(text), form).map(Some).map_err(|why| why.of(name)),
                    (None, Some(otherwise)) => Ok(Some(*otherwise)),
                    (None, None) => Err(Unfit::NoTime(name.to_owned())),
                }
            }
        }
    }

    /// One member of a cell that holds a JSON object.
    fn member(&self, text: &str, member: &str, cell: &Cell) -> Result<Value, Unfit> {
        let object: serde_json::Value = serde_json::from_str(text).map_err(|error| Unfit::Json(error.to_string()))?;
        let inner = match object.get(member) {
            None | Some(serde_json::Value::Null) => return Ok(Value::Null),
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        if is_null(&inner, &self.map.null) { Ok(Value::Null) } else { spelled(&inner, cell) }
    }
}

/// The value of a text after its alias, if it has one.
fn spelled(text: &str, cell: &Cell) -> Result<Value, Unfit> {
    let alias = cell.alias.iter().find(|(spelling, _)| spelling == trimmed(text));
    value(alias.map_or(text, |(_, word)| word), &cell.kind)
}

/// Without the spaces around it. Line breaks and other blanks are content.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// Whether a text says nothing: empty, only spaces, or one of the null words.
fn is_null(text: &str, words: &[String]) -> bool {
    let text = trimmed(text);
    text.is_empty() || words.iter().any(|word| word == text)
}
