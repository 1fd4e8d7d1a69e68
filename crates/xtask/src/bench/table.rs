//! The one table: work, size, who did it, what it took beside ours, and how it grows.

/// One line.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) work: &'static str,
    pub(super) size: String,
    pub(super) who: String,
    pub(super) wall: String,
    pub(super) cpu: String,
    /// How many times ours it takes.
    pub(super) ratio: String,
    /// Time grows as size to the power of this.
    pub(super) exponent: String,
    pub(super) notes: String,
}

/// The rows as text, columns aligned.
pub(super) fn print(rows: &[Row]) -> String {
    let head = ["work", "size", "who", "wall", "CPU", "× ours", "exponent", "notes"].map(str::to_owned);
    let mut lines = vec![head];
    lines.extend(
        rows.iter()
            .cloned()
            .map(|row| [row.work.to_owned(), row.size, row.who, row.wall, row.cpu, row.ratio, row.exponent, row.notes]),
    );
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..8).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let cells: Vec<String> = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        text += cells.join("  ").trim_end();
        text.push('\n');
    }
    text
}

/// A length of time in the unit that suits it.
pub(super) fn time(nanos: f64) -> String {
    match nanos {
        ..1e3 => format!("{nanos:.1} ns"),
        ..1e6 => format!("{:.2} µs", nanos / 1e3),
        ..1e9 => format!("{:.1} ms", nanos / 1e6),
        _ => format!("{:.2} s", nanos / 1e9),
    }
}

/// A whole number with its thousands apart.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The power of size that time grows with: the slope of the line through the logarithms.
pub(super) fn exponent(points: &[(f64, f64)]) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|(size, time)| (size.ln(), time.ln())).collect();
    let mean = |pick: fn(&(f64, f64)) -> f64| logs.iter().map(pick).sum::<f64>() / logs.len() as f64;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let rise: f64 = logs.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let run: f64 = logs.iter().map(|point| (point.0 - x).powi(2)).sum();
    rise / run
}

/// The exponent as it is shown: nothing where fewer than two sizes were measured.
pub(super) fn exponent_of(points: &[(f64, f64)]) -> String {
    if points.len() < 2 { String::new() } else { format!("{:.2}", exponent(points)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn columns_line_up_whatever_they_hold() {
        let rows = [
            Row { work: "W2", size: grouped(1_000), who: "entente".into(), wall: time(41.26), ..Row::default() },
            Row { work: "W2", who: "cel".into(), wall: time(6_615.0), ratio: "160".into(), ..Row::default() },
        ];
        expect![[r#"
            work  size   who      wall     CPU  × ours  exponent  notes
            W2    1,000  entente  41.3 ns
            W2           cel      6.62 µs       160
        "#]]
        .assert_eq(&print(&rows));
    }

    #[test]
    fn numbers_are_shown_as_people_read_them() {
        assert_eq!(
            ["0", "999", "1,000", "1,234,567"],
            [0, 999, 1_000, 1_234_567].map(grouped).each_ref().map(String::as_str)
        );
        let times = [12.0, 1_530.0, 2_500_000.0, 1.5e9].map(time);
        assert_eq!(["12.0 ns", "1.53 µs", "2.5 ms", "1.50 s"], times.each_ref().map(String::as_str));
    }

    #[test]
    fn the_exponent_is_the_power() {
        let square: Vec<(f64, f64)> = [1.0, 3.0, 10.0].map(|size: f64| (size, 7.0 * size * size)).into();
        assert!((exponent(&square) - 2.0).abs() < 1e-9);
        assert_eq!([exponent_of(&square), exponent_of(&square[..1])], ["2.00", ""]);
    }
}
