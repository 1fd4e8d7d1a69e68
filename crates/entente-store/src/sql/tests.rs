//! Goal: `$1`, `$2` mean the same on SQLite, which numbers them by first appearance, and on PostgreSQL.

use std::path::Path;

#[test]
fn parameters_first_appear_in_order_in_every_statement() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sql");
    let mut statements = 0;
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "sql") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        for statement in text.split(super::MARK).skip(1) {
            let mut known = 0;
            for (place, _) in statement.match_indices('$') {
                let digits: String = statement[place + 1..].chars().take_while(char::is_ascii_digit).collect();
                let number: u32 = digits.parse().unwrap();
                assert!(number <= known + 1, "{}: ${number} before ${} in {statement}", file.display(), known + 1);
                known = known.max(number);
            }
            statements += 1;
        }
    }
    assert!(statements > 40, "the files were found");
}

#[test]
fn a_block_ends_where_the_next_begins() {
    let file = "-- name: one\nselect 1\n\n-- name: one_more\n-- a remark\nselect 2\n";
    assert_eq!(super::block(file, "one"), "select 1");
    assert_eq!(super::block(file, "one_more"), "-- a remark\nselect 2");
}
