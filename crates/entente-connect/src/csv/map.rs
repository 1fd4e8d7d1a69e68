//! The mapping: how the columns of somebody's CSV files become facts. Written once, read and checked as a whole.

mod kinds;
mod read;
#[cfg(test)]
mod tests;

use encoding_rs::Encoding;
use entente_core::fact::Value;
use entente_core::id::Name;
use entente_core::problem::Place;

pub use kinds::{FactKind, Need, Slot, Takes};
pub(crate) use read::instead_of;
pub use read::{Declared, read};

use super::value::{Kind, Moment, TimeForm};

/// Fields of a lead that pages show, whether the agreement declares them or not. They are text.
pub const SHOWN_OF_LEAD: &[&str] = &["name", "first_name", "last_name", "title", "phone", "city"];
/// Fields of an account that pages show.
pub const SHOWN_OF_ACCOUNT: &[&str] = &["name", "city"];

/// A checked mapping file.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapping {
    /// The name of the system the files come from; part of every fact's key and of every record number.
    pub source: String,
    /// The agreement that declares the fields, as the path written in the mapping.
    pub agreement: Option<String>,
    /// One entry per kind of file, in the order written.
    pub files: Vec<FileMap>,
}

/// How the files of one name are read.
#[derive(Debug, Clone, PartialEq)]
pub struct FileMap {
    /// The file name it is for; `*` stands for any letters. Part of every fact's key.
    pub name: String,
    /// Where the entry stands in the mapping.
    pub place: Place,
    /// How the text is read.
    pub layout: Layout,
    /// Words that mean nothing is known, compared without the spaces around a cell.
    pub null: Vec<String>,
    /// Every column the entry names; cells and tests refer to them by number.
    pub columns: Vec<ColumnRef>,
    /// Other files whose columns are brought in by a key.
    pub joins: Vec<Join>,
    /// Only rows for which all of these hold are used.
    pub when: Vec<Test>,
    /// Columns that make a row this row; empty: all it holds, and how often it stood in the file before.
    pub key: Vec<ColumnId>,
    /// What a row that stands twice means.
    pub duplicates: Duplicates,
    /// By what the person of a row is known.
    pub lead: Vec<(LeadKey, Cell)>,
    /// The account's key at the source: the first of these that says something.
    pub account: Vec<Cell>,
    /// The facts of a row, in the order written.
    pub facts: Vec<FactMap>,
}

/// How a file's text is read; whatever is none is found by looking.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// The encoding.
    pub encoding: Option<&'static Encoding>,
    /// The delimiter, an ASCII letter.
    pub delimiter: Option<u8>,
    /// The quote; inner none: quotes are plain text.
    pub quote: Option<Option<u8>>,
    /// A letter that takes the next one as itself.
    pub escape: Option<u8>,
    /// The sheet of a workbook; none: the first that holds anything.
    pub sheet: Option<String>,
    /// How many lines stand before the header.
    pub skip_lines: u64,
    /// The columns' names, for a file without a header row.
    pub header: Vec<String>,
    /// Whether a row with more cells than the header is still used, without them.
    pub cut_long_rows: bool,
}

/// What rows that hold the same mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Duplicates {
    /// Each is a fact of its own: two calls of one day look alike.
    #[default]
    Keep,
    /// One is meant; the others are counted and left out.
    Drop,
}

/// The number of a column in [`FileMap::columns`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColumnId(pub usize);

/// A column as the mapping names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRef {
    /// Its name; `other.name` is the column `name` of the join `other`.
    pub name: String,
    /// Where it is named first.
    pub place: Place,
    /// Whether a file may lack it: its cells are then empty.
    pub optional: bool,
}

/// Columns of another file, brought in where a key is equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    /// What its columns are called by: `name.column`.
    pub name: String,
    /// The other file's name.
    pub file: String,
    /// The key in this file.
    pub own: ColumnId,
    /// The key's column in the other file.
    pub other: String,
    /// Where it stands in the mapping.
    pub place: Place,
}

/// By what a person is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadKey {
    /// A record number at the source.
    Record,
    /// A mail address.
    Mail,
    /// A user id of the company's own systems.
    User,
    /// A browser's anonymous id.
    Anonymous,
}

/// A test of one column: its cell is one of these words (none: the cell is null), or is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// Which column.
    pub column: ColumnId,
    /// The words; none stands for a null cell.
    pub words: Vec<Option<String>>,
    /// Whether the test holds where none of the words fits.
    pub negated: bool,
}

/// Where a value comes from and how it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// A column, or one value for all rows.
    pub source: Source,
    /// The member of a cell that holds a JSON object.
    pub member: Option<String>,
    /// As what the text is read.
    pub kind: Kind,
    /// Spellings and the word each one means.
    pub alias: Vec<(String, String)>,
    /// Whether text that cannot be read is null instead of a reason to reject the row.
    pub lenient: bool,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// This column of the row.
    Column(ColumnId),
    /// The same for every row.
    Fixed(Value),
}

/// When a fact happened.
#[derive(Debug, Clone, PartialEq)]
pub enum At {
    /// In this column, written like this; where its cell is empty, then, or the row is rejected.
    Column(ColumnId, TimeForm, Option<Moment>),
    /// For every row then.
    Fixed(Moment),
    /// At the earliest time of the row's other facts.
    Earliest,
}

/// One fact of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct FactMap {
    /// What happened.
    pub kind: FactKind,
    /// What tells it from the file's other facts, as part of its key.
    pub tag: String,
    /// Where it stands in the mapping.
    pub place: Place,
    /// It is one only where all of these hold.
    pub when: Vec<Test>,
    /// When it happened.
    pub at: At,
    /// Who did it.
    pub by: Option<Cell>,
    /// The values of [`FactKind::slots`], in that order.
    pub slots: Vec<Option<Cell>>,
    /// What is learnt about the lead or account, or the event's properties.
    pub fields: Vec<Field>,
    /// Whether somebody vouches for what is learnt.
    pub verified: bool,
}

/// A named value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Of what.
    pub of: FieldOf,
    /// Its name in the agreement, or the property's name.
    pub name: Name,
    /// Its value.
    pub cell: Cell,
}

/// Of what a named value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldOf {
    /// The lead.
    Lead,
    /// The lead's account.
    Account,
    /// The event.
    Event,
}

impl FileMap {
    /// Whether the entry is for a file of this name: equal to its own, where `*` stands for any letters.
    pub fn takes(&self, file: &str) -> bool {
        let mut parts = self.name.split('*');
        let first = parts.next().unwrap_or_default();
        let Some(mut rest) = file.strip_prefix(first) else { return false };
        let Some(last) = parts.next_back() else { return rest.is_empty() };
        for part in parts {
            match rest.find(part) {
                Some(place) => rest = rest.get(place + part.len()..).unwrap_or_default(),
                None => return false,
            }
        }
        rest.ends_with(last)
    }
}
