//! What is odd about a file and can be lived with: every case by name, so that whoever shows it can say it in the reader's language.

use std::fmt;

use serde::{Serialize, Serializer};

/// What was odd. Written out, it is what the command line says; it stands after how often it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Odd {
    /// The file is empty.
    Empty,
    /// A column, by its place from 1, has no name; what it is called instead.
    Unnamed(usize, String),
    /// A column, by its place from 1, has a name that an earlier one has; what it is called instead.
    SameName(usize, String),
    /// Cells of a workbook show an error.
    ErrorCells,
    /// Cells of a workbook were filled with what they are merged with.
    MergedCells,
    /// Rows of this joined file have a key that stood before.
    JoinRepeats(String),
    /// Rows of this joined file cannot be read.
    JoinUnread(String),
    /// Rows held zero bytes.
    ZeroBytes,
    /// Rows are shorter than the header.
    ShortRows,
    /// Rows are longer than the header.
    LongRows,
    /// Rows had a key that is none beside others that are.
    KeyAside,
}

impl Odd {
    /// The words of all cases, in their order.
    pub const KEYS: [&str; 11] = [
        "empty",
        "unnamed",
        "same-name",
        "error-cells",
        "merged-cells",
        "join-repeats",
        "join-unread",
        "zero-bytes",
        "short-rows",
        "long-rows",
        "key-aside",
    ];

    /// One word for each case: the end of the name of its message.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Odd::Empty => "empty",
            Odd::Unnamed(..) => "unnamed",
            Odd::SameName(..) => "same-name",
            Odd::ErrorCells => "error-cells",
            Odd::MergedCells => "merged-cells",
            Odd::JoinRepeats(_) => "join-repeats",
            Odd::JoinUnread(_) => "join-unread",
            Odd::ZeroBytes => "zero-bytes",
            Odd::ShortRows => "short-rows",
            Odd::LongRows => "long-rows",
            Odd::KeyAside => "key-aside",
        }
    }

    /// What its message names, in the order in which it is written: `one`, `two`.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        match self {
            Odd::Unnamed(place, called) | Odd::SameName(place, called) => vec![place.to_string(), called.clone()],
            Odd::JoinRepeats(file) | Odd::JoinUnread(file) => vec![file.clone()],
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Odd::Empty => f.write_str("the file is empty"),
            Odd::Unnamed(place, called) => write!(f, "column {place} has no name; it is called '{called}'"),
            Odd::SameName(place, called) => {
                write!(f, "column {place} has a name that an earlier one has; it is called '{called}'")
            }
            Odd::ErrorCells => f.write_str("cells show an error like #N/A; they are read as empty"),
            Odd::MergedCells => f.write_str("merged cells were filled"),
            Odd::JoinRepeats(file) => {
                write!(f, "rows of '{file}' have a key that stood before; the first one counts")
            }
            Odd::JoinUnread(file) => write!(f, "rows of '{file}' cannot be read and join nothing"),
            Odd::ZeroBytes => f.write_str("rows held zero bytes, which were taken out"),
            Odd::ShortRows => f.write_str("rows are shorter than the header; what is missing is null"),
            Odd::LongRows => f.write_str("rows are longer than the header; what is over was left out"),
            Odd::KeyAside => f.write_str("rows had a key that is none; the lead is known by its other keys"),
        }
    }
}

/// As it is written out: tallies are told to programs in these words.
impl Serialize for Odd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    //! Each case with its word, what its message names, and what the command line says.

    use expect_test::expect;

    use super::*;

    #[test]
    fn every_case_has_its_word_and_its_sentence() {
        let all = [
            Odd::Empty,
            Odd::Unnamed(2, "column 2".to_owned()),
            Odd::SameName(3, "Mail (2)".to_owned()),
            Odd::ErrorCells,
            Odd::MergedCells,
            Odd::JoinRepeats("firms.csv".to_owned()),
            Odd::JoinUnread("firms.csv".to_owned()),
            Odd::ZeroBytes,
            Odd::ShortRows,
            Odd::LongRows,
            Odd::KeyAside,
        ];
        assert_eq!(all.each_ref().map(Odd::key), Odd::KEYS);
        assert!(all.is_sorted(), "they are told in this order");
        let told = all.iter().map(|odd| format!("{} {:?}: {odd}\n", odd.key(), odd.values()));
        expect![[r#"
            empty []: the file is empty
            unnamed ["2", "column 2"]: column 2 has no name; it is called 'column 2'
            same-name ["3", "Mail (2)"]: column 3 has a name that an earlier one has; it is called 'Mail (2)'
            error-cells []: cells show an error like #N/A; they are read as empty
            merged-cells []: merged cells were filled
            join-repeats ["firms.csv"]: rows of 'firms.csv' have a key that stood before; the first one counts
            join-unread ["firms.csv"]: rows of 'firms.csv' cannot be read and join nothing
            zero-bytes []: rows held zero bytes, which were taken out
            short-rows []: rows are shorter than the header; what is missing is null
            long-rows []: rows are longer than the header; what is over was left out
            key-aside []: rows had a key that is none; the lead is known by its other keys
        "#]]
        .assert_eq(&told.collect::<String>());
    }
}
