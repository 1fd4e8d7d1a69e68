//! Each clause of an agreement with every construct, left out alone: that it goes is told of it and of nothing that did
//! not go with it, and the way back tells that it comes.

use std::fmt::Write as _;

use expect_test::expect_file;

use super::*;

/// Lines that hold one entry each, below a section: `  name: {…}` and `    - {…}`.
fn entries() -> Vec<(usize, &'static str)> {
    let is_entry = |line: &str| line.starts_with("  ") && (line.contains(": {") || line.trim().starts_with("- {"));
    EVERYTHING.lines().enumerate().filter(|(_, line)| is_entry(line)).collect()
}

fn without(index: usize) -> String {
    let lines = EVERYTHING.lines().enumerate().filter(|(other, _)| *other != index);
    lines.map(|(_, line)| format!("{line}\n")).collect()
}

#[test]
fn what_goes_is_told_and_so_is_its_coming_back() {
    let before = agreement(EVERYTHING);
    let (mut text, mut gone) = (String::new(), 0);
    for (index, line) in entries() {
        let Some(after) = read(&without(index)).agreement else { continue };
        // Worked examples are checked before signing, and promise nothing themselves.
        if hash(&after) == hash(&before) {
            continue;
        }
        let row = |changes: &[Change]| {
            let rows = changes.iter().map(|change| format!("{:?} §{} {}", change.kind, change.number, change.title));
            rows.collect::<Vec<_>>().join("; ")
        };
        let (there, back) = (diff(&before, &after, Lang::En), diff(&after, &before, Lang::En));
        assert!(!there.is_empty(), "nothing is told of dropping '{line}'");
        let count = |changes: &[Change], kind| changes.iter().filter(|change| change.kind == kind).count();
        for (one, other) in [(Kind::Added, Kind::Removed), (Kind::Removed, Kind::Added), (Kind::Changed, Kind::Changed)]
        {
            assert_eq!(count(&there, one), count(&back, other), "'{line}': {} / {}", row(&there), row(&back));
        }
        let korean = diff(&before, &after, Lang::Ko);
        assert_eq!(korean.len(), there.len(), "'{line}': as much is told in Korean");
        writeln!(text, "{} -> {}", line.trim().chars().take(24).collect::<String>(), row(&there)).unwrap();
        gone += 1;
    }
    assert!(gone > 30, "only {gone} can go alone");
    expect_file!["dropped.txt"].assert_eq(&text);
}
