//! Where a text really starts: YAML's marks point at quotes and block signs, problems point at what was written.

use saphyr_parser::{Marker, ScalarStyle};

use crate::problem::Place;

/// The lines of a text, to find the first character of a block's content.
pub(super) struct Places<'t> {
    lines: Vec<&'t str>,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Places<'t> {
        Places { lines: text.lines().collect() }
    }

    /// Where the content of a scalar starts.
    pub(super) fn content(&self, mark: Marker, style: ScalarStyle) -> Place {
        let start = at(mark);
        match style {
            ScalarStyle::Plain => start,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Place { column: start.column + 1, ..start },
            ScalarStyle::Literal | ScalarStyle::Folded => self.block_content(start),
        }
    }

    /// The first character of a block's first line that is not blank; the parser marks the block's first line.
    fn block_content(&self, sign: Place) -> Place {
        let indented = |line: &str| line.chars().take_while(|c| *c == ' ').count();
        ((sign.line as usize).saturating_sub(1)..self.lines.len())
            .find(|index| !self.lines[*index].trim().is_empty())
            .map_or(sign, |index| Place { line: number(index + 1), column: number(indented(self.lines[index]) + 1) })
    }

    /// Whether what ends here is followed by a comma or a closing brace: a key of `{…}` that has no colon.
    pub(super) fn ends_bare(&self, end: Marker) -> bool {
        let mut lines = self.lines.iter().skip(end.line().saturating_sub(1));
        let rest: String = lines.next().map(|line| line.chars().skip(end.col()).collect()).unwrap_or_default();
        let next =
            std::iter::once(rest.as_str()).chain(lines.copied()).find_map(|line| line.trim_start().chars().next());
        matches!(next, Some(',' | '}'))
    }

    /// What stands right before a place in its line: `,` alone, or a comma and a blank.
    pub(super) fn comma_before(&self, place: Place) -> &'static str {
        let line = self.lines.get((place.line as usize).saturating_sub(1)).copied().unwrap_or_default();
        let before = (place.column as usize).checked_sub(2).and_then(|index| line.chars().nth(index));
        if before == Some(',') { "," } else { ", " }
    }

    /// Whether a line is indented by a tab.
    pub(super) fn is_tabbed(&self, line: u32) -> bool {
        let line = self.lines.get((line as usize).saturating_sub(1)).copied().unwrap_or_default();
        line.trim_start_matches(' ').starts_with('\t')
    }
}

/// A mark as a place: both count lines from 1, marks count columns from 0.
pub(super) fn at(mark: Marker) -> Place {
    Place { line: number(mark.line()), column: number(mark.col() + 1) }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
