//! Aligned columns for a terminal: words to the left, figures to the right, Hangul counted as two places wide.

/// How a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::commands) enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// A table under construction.
#[derive(Debug, Default)]
pub(in crate::commands) struct Table {
    heads: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without columns.
    pub(in crate::commands) fn new() -> Table {
        Table::default()
    }

    /// Adds a column of words.
    pub(in crate::commands) fn words(mut self, head: impl Into<String>) -> Table {
        self.heads.push((head.into(), Align::Left));
        self
    }

    /// Adds a column of figures.
    pub(in crate::commands) fn figures(mut self, head: impl Into<String>) -> Table {
        self.heads.push((head.into(), Align::Right));
        self
    }

    /// Adds a row; cells beyond the columns are dropped, missing ones are empty.
    pub(in crate::commands) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().take(self.heads.len()).collect());
    }

    /// The table as text: heads, a rule, rows; two blanks between columns and none at the end of a line.
    pub(in crate::commands) fn text(&self) -> String {
        let heads: Vec<String> = self.heads.iter().map(|(head, _)| head.clone()).collect();
        let width = |column: usize| {
            let cells = std::iter::once(&heads).chain(&self.rows).filter_map(|row| row.get(column));
            cells.map(|cell| places(cell)).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..heads.len()).map(width).collect();
        let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        [&heads, &rule].into_iter().chain(&self.rows).map(|row| self.line(row, &widths)).collect()
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for (column, width) in widths.iter().enumerate() {
            let cell = cells.get(column).map_or("", String::as_str);
            let blanks = " ".repeat(width.saturating_sub(places(cell)));
            let (before, after) = match self.heads[column].1 {
                Align::Left => ("", blanks.as_str()),
                Align::Right => (blanks.as_str(), ""),
            };
            line += &format!("{}{before}{cell}{after}", if column == 0 { "" } else { "  " });
        }
        line.trim_end().to_owned() + "\n"
    }
}

/// How many places a text takes on a terminal.
pub(in crate::commands) fn places(text: &str) -> usize {
    text.chars().map(|sign| if is_wide(sign) { 2 } else { usize::from(!is_joined(sign)) }).sum()
}

/// Hangul, kana, Han and full-width forms take two places.
fn is_wide(sign: char) -> bool {
    matches!(u32::from(sign),
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1F64F | 0x20000..=0x3FFFD)
}

/// Marks that stand on the sign before them take none.
fn is_joined(sign: char) -> bool {
    matches!(u32::from(sign), 0x0300..=0x036F | 0x1160..=0x11FF | 0x200B..=0x200F | 0xFE00..=0xFE0F)
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn columns_line_up_whatever_the_script() {
        let mut table = Table::new().words("source").figures("leads").words("note");
        table.row(["organic search", "2,296", ""].map(String::from));
        table.row(["추천", "24", "미성숙"].map(String::from));
        table.row(["e\u{301}cole", "1", "x", "dropped"].map(String::from));
        table.row(["short"].map(String::from));
        expect_test::expect![[r#"
            source          leads  note
            ──────────────  ─────  ──────
            organic search  2,296
            추천               24  미성숙
            école               1  x
            short
        "#]]
        .assert_eq(&table.text());
    }
}
