//! Two columns beside one another on a wide page, one under the other on a narrow one; Hangul counted as two places.

use super::card::Card;
use crate::commands::report::table::places;

/// One party's side.
pub(super) struct Column<'a> {
    pub(super) head: String,
    pub(super) cards: Vec<&'a Card>,
    /// What stands where there is no promise.
    pub(super) empty: &'static str,
}

/// What stands between the two columns.
const GUTTER: &str = " │ ";

/// Both beside one another, each half the width.
pub(super) fn beside(columns: &[Column<'_>; 2], width: usize) -> String {
    let half = (width - places(GUTTER)) / 2;
    let [left, right] = columns.each_ref().map(|column| lines(column, half));
    let mut page = String::new();
    for row in 0..left.len().max(right.len()) {
        let cell = |lines: &[String]| lines.get(row).cloned().unwrap_or_default();
        let (left, right) = (cell(&left), cell(&right));
        let blanks = " ".repeat(half.saturating_sub(places(&left)));
        page += format!("{left}{blanks}{GUTTER}{right}").trim_end();
        page.push('\n');
    }
    page
}

/// One under the other.
pub(super) fn stacked(columns: &[Column<'_>; 2], width: usize) -> String {
    columns.iter().map(|column| lines(column, width).join("\n") + "\n\n").collect()
}

fn lines(column: &Column<'_>, width: usize) -> Vec<String> {
    let mut lines = wrapped(&column.head, width, 0);
    lines.push("─".repeat(width));
    if column.cards.is_empty() {
        lines.push(column.empty.to_owned());
    }
    for card in &column.cards {
        lines.extend(wrapped(&card.head, width, 2));
        let label = card.lines.iter().map(|(word, _)| places(word)).max().unwrap_or(0);
        for (word, says) in &card.lines {
            let blanks = " ".repeat(label - places(word));
            lines.extend(wrapped(&format!("  {word}{blanks}  {says}"), width, label + 4));
        }
        lines.push(String::new());
    }
    lines
}

/// A text in lines of at most `width` places, broken between words; lines after the first stand `indent` to the right.
fn wrapped(text: &str, width: usize, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut is_fresh = true;
    for word in text.split_inclusive(' ') {
        if !is_fresh && places(&line) + places(word.trim_end()) > width {
            lines.push(line.trim_end().to_owned());
            line = " ".repeat(indent);
            is_fresh = true;
        }
        line += word;
        is_fresh &= word.trim().is_empty();
    }
    lines.push(line.trim_end().to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use entente_core::agreement::model::PartyKind;

    use super::{Card, Column, beside, stacked};

    fn card(head: &str, actual: &str) -> Card {
        let lines = vec![("목표", "95%".to_owned()), ("실제 값", actual.to_owned())];
        Card { party: PartyKind::Sales, head: head.to_owned(), lines }
    }

    #[test]
    fn both_sides_fit_the_width_they_have() {
        let cards = [card("§7.1 Called within the hour of the handoff", "58.6% [53.5–63.6] of 360, 2 overdue")];
        let left = Column { head: "Marketing promises".to_owned(), cards: Vec::new(), empty: "nothing" };
        let right = Column { head: "Sales promises".to_owned(), cards: cards.iter().collect(), empty: "nothing" };
        let columns = [left, right];
        expect_test::expect![[r#"
            Marketing promises                 │ Sales promises
            ────────────────────────────────── │ ──────────────────────────────────
            nothing                            │ §7.1 Called within the hour of the
                                               │   handoff
                                               │   목표     95%
                                               │   실제 값  58.6% [53.5–63.6] of
                                               │            360, 2 overdue
                                               │
        "#]]
        .assert_eq(&beside(&columns, 71));
        expect_test::expect![[r#"
            Marketing promises
            ────────────────────────────────────────
            nothing

            Sales promises
            ────────────────────────────────────────
            §7.1 Called within the hour of the
              handoff
              목표     95%
              실제 값  58.6% [53.5–63.6] of 360, 2
                       overdue


        "#]]
        .assert_eq(&stacked(&columns, 40));
    }
}
