//! Another file's columns, found by a key: the file is held in memory with only the columns that are used.

use std::collections::HashMap;
use std::io;

use entente_core::problem::{Problem, Reason, Weight};

use super::Find;
use super::line::{Where, trimmed};
use crate::csv::map::{FileMap, Join, Layout, instead_of};
use crate::csv::odd::Odd;
use crate::csv::rows::Row;
use crate::csv::sheet::{self, Sheet};

/// The rows of a joined file by their key.
pub(super) struct Joined {
    join: Join,
    /// The columns that are used, as the mapping calls them (`name.column`).
    names: Vec<String>,
    rows: HashMap<String, Vec<String>>,
    /// How many rows had a key that an earlier one has.
    repeated: u64,
    /// How many rows could not be read.
    unread: u64,
}

/// Reads the files of all joins of an entry; answers every problem at once.
pub(super) fn read_all(map: &FileMap, find: Find<'_>) -> io::Result<Result<Vec<Joined>, Vec<Problem>>> {
    let (mut joined, mut problems) = (Vec::new(), Vec::new());
    for join in &map.joins {
        match Joined::read(join, map, find)? {
            Ok(table) => joined.push(table),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(if problems.is_empty() { Ok(joined) } else { Err(problems) })
}

impl Joined {
    /// Reads the file of a join; answers a problem where it is not found or lacks a column.
    fn read(join: &Join, map: &FileMap, find: Find<'_>) -> io::Result<Result<Joined, Problem>> {
        let problem = |what: String, remedy: String| Problem {
            reason: Reason::UnknownName,
            weight: Weight::Error,
            place: join.place,
            clause: map.name.clone(),
            what,
            remedy,
        };
        let Some(input) = find(&join.file)? else {
            let what = format!("no file '{}' was given or stands beside the others", join.file);
            return Ok(Err(problem(what, "Give it on the command line too".to_owned())));
        };
        let mut sheet = match Sheet::open(input, &Layout::default(), None) {
            Ok(sheet) => sheet,
            Err(sheet::Error::Io(error)) => return Err(error),
            Err(error) => {
                let remedy = "Give it as CSV or XLSX".to_owned();
                return Ok(Err(problem(format!("'{}': {error}", join.file), remedy)));
            }
        };
        if let Some(fault) = sheet.header_fault() {
            let remedy = "Correct it, or take the join out of the mapping".to_owned();
            return Ok(Err(problem(format!("the header of '{}': {fault}", join.file), remedy)));
        }
        let names = sheet.header().names().to_vec();
        let Some(key) = sheet.header().place(&join.other) else {
            let known: Vec<&str> = names.iter().map(String::as_str).collect();
            let what = format!("'{}' has no column '{}'", join.file, join.other);
            return Ok(Err(problem(what, instead_of(&join.other, &known))));
        };
        let mut joined = Joined { join: join.clone(), names: Vec::new(), rows: HashMap::new(), repeated: 0, unread: 0 };
        let full = |name: &String| format!("{}.{name}", join.name);
        let used = |name: &String| map.columns.iter().any(|column| column.name == full(name));
        let places: Vec<usize> = (0..names.len()).filter(|place| names.get(*place).is_some_and(used)).collect();
        joined.names = places.iter().filter_map(|place| names.get(*place)).map(full).collect();
        let mut row = Row::default();
        while sheet.next_row(&mut row)? {
            if row.fault().is_some() {
                joined.unread += 1;
                continue;
            }
            let Some(key) = row.cell(key).map(trimmed).filter(|key| !key.is_empty()) else { continue };
            if joined.rows.contains_key(key) {
                joined.repeated += 1;
                continue;
            }
            let cells = places.iter().map(|place| row.cell(*place).unwrap_or_default().to_owned()).collect();
            joined.rows.insert(key.to_owned(), cells);
        }
        Ok(Ok(joined))
    }

    /// The row that belongs to this one.
    pub(super) fn find(&self, map: &FileMap, row: &Row, places: &[Where]) -> Option<&[String]> {
        let Where::Own(place) = *places.get(self.join.own.0)? else { return None };
        let key = trimmed(row.cell(place)?);
        if map.null.iter().any(|word| word == key) {
            return None;
        }
        self.rows.get(key).map(Vec::as_slice)
    }

    /// Where a column of this name stands in its rows.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|own| own == name)
    }

    /// The names of its columns.
    pub(super) fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    /// What is odd about it, and how often.
    pub(super) fn notes(&self) -> impl Iterator<Item = (Odd, u64)> {
        let file = || self.join.file.to_string();
        let all = [(Odd::JoinRepeats(file()), self.repeated), (Odd::JoinUnread(file()), self.unread)];
        all.into_iter().filter(|(_, times)| *times > 0)
    }
}
