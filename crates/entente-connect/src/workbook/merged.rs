//! Merged cells: what stands in the first of them holds for the rows below it that are merged into it.
//!
//! To the right of it nothing is filled: cells merged across are titles, and a title is not the value of six columns.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use calamine::Dimensions;

/// The merged cells of a sheet, as its rows are passed from top to bottom.
pub(super) struct Merged {
    /// By first row, those still below.
    waiting: Vec<Dimensions>,
    /// Those that reach into the row at hand, with their text.
    open: Vec<(Dimensions, String)>,
}

impl Merged {
    pub(super) fn new(mut cells: Vec<Dimensions>) -> Merged {
        cells.sort_by_key(|cells| std::cmp::Reverse(cells.start));
        Merged { waiting: cells, open: Vec::new() }
    }

    /// Whether nothing is merged from here on.
    pub(super) fn is_over(&self) -> bool {
        self.waiting.is_empty() && self.open.is_empty()
    }

    /// Fills the cells of a row; answers how many. Rows that hold text come in order, each once.
    pub(super) fn fill(&mut self, row: u32, cells: &mut BTreeMap<u32, String>) -> u64 {
        self.open.retain(|(merged, _)| merged.end.0 >= row);
        let mut filled = 0;
        for (merged, text) in &self.open {
            if let Entry::Vacant(cell) = cells.entry(merged.start.1) {
                cell.insert(text.clone());
                filled += 1;
            }
        }
        while let Some(merged) = self.waiting.pop_if(|merged| merged.start.0 <= row) {
            let text = cells.get(&merged.start.1).filter(|_| merged.start.0 == row && merged.end.0 > row);
            self.open.extend(text.map(|text| (merged, text.clone())));
        }
        filled
    }
}
