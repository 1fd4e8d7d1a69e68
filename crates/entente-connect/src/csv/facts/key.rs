//! What makes a row this row and no other: its key columns, or all it holds and how often that stood before.

use crate::csv::unfit::Unfit;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use sha2::{Digest, Sha256};

use super::line::{Line, trimmed};

/// A key longer than this becomes a fingerprint: the log takes none of any length.
const READABLE_MAX: usize = 240;

/// A row's identity inside its file.
pub(super) struct Identity {
    /// The key columns' text, or the content's fingerprint.
    text: String,
    /// The fingerprint of all its cells.
    content: u128,
    /// Whether the text comes from key columns.
    told: bool,
}

/// What stood before a row in its file.
pub(super) enum Standing {
    /// Nothing like it.
    First,
    /// The same, for the time given, counted from 2.
    Again(u32),
    /// Its key, with other content, in this line.
    Other(u64),
}

/// The identities seen in a file so far.
#[derive(Default)]
pub(super) struct Seen {
    rows: HashMap<u128, (u128, u32, u64)>,
}

impl Seen {
    pub(super) fn take(&mut self, identity: &Identity, line: u64) -> Standing {
        let name = if identity.told { fingerprint([identity.text.as_str()]) } else { identity.content };
        match self.rows.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert((identity.content, 1, line));
                Standing::First
            }
            Entry::Occupied(mut entry) => {
                let (content, times, first) = entry.get_mut();
                if *content != identity.content {
                    return Standing::Other(*first);
                }
                *times = times.saturating_add(1);
                Standing::Again(*times)
            }
        }
    }
}

/// The identity of a row.
///
/// # Errors
/// Says which key column is empty.
pub(super) fn identity(line: &Line<'_>) -> Result<Identity, Unfit> {
    let content = fingerprint(content(line));
    let told = !line.map.key.is_empty();
    if !told {
        return Ok(Identity { text: format!("{content:032x}"), content, told });
    }
    let mut parts = Vec::new();
    for column in &line.map.key {
        let text = line.text(*column).ok_or_else(|| Unfit::EmptyKey(line.name(*column).to_owned()))?;
        parts.push(trimmed(text).replace('\\', "\\\\").replace('|', "\\|"));
    }
    Ok(Identity { text: parts.join("|"), content, told })
}

/// The cells of a row, without what a rejects file adds and without empty cells at its end: a row that was cut short, or
/// that comes back corrected out of the rejects, is the row it was.
fn content<'a>(line: &'a Line<'a>) -> impl Iterator<Item = &'a str> {
    let own = line.row.len().min(line.content_cells);
    let filled = (0..own).rev().find(|place| line.row.cell(*place).is_some_and(|cell| !cell.is_empty()));
    line.row.cells().take(filled.map_or(0, |place| place + 1))
}

impl Identity {
    /// The key of a fact of this row: source, file, fact and row, and which of several rows alike.
    pub(super) fn fact_key(&self, source: &str, file: &str, tag: &str, occurrence: u32) -> String {
        let key = format!("{source}/{file}/{tag}/{}", self.text);
        let key = if key.len() > READABLE_MAX { format!("{source}/{:032x}", fingerprint([key.as_str()])) } else { key };
        if occurrence > 1 { format!("{key}-{occurrence}") } else { key }
    }
}

/// 128 bits of SHA-256 over texts and their lengths: the same in every version, and no two rows share it by chance.
pub(super) fn fingerprint<'a>(texts: impl IntoIterator<Item = &'a str>) -> u128 {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    let digest = hash.finalize();
    digest.iter().take(16).fold(0, |sum, byte| (sum << 8) | u128::from(*byte))
}
