//! Goal: `$1`, `$2` mean the same on SQLite, which numbers them by first appearance, and on PostgreSQL; and no statement
//! reads a whole table where an index could answer.

use std::path::Path;

use expect_test::expect;

use crate::Store;

/// Every statement of every file, as `file.name` and its text, sorted.
fn statements() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sql");
    let mut statements = Vec::new();
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_some_and(|extension| extension == "sql") {
            let noun = file.file_stem().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&file).unwrap();
            statements.extend(text.split(super::MARK).skip(1).map(|block| {
                let (name, sql) = block.split_once('\n').unwrap();
                (format!("{noun}.{name}"), sql.to_owned())
            }));
        }
    }
    statements.sort();
    assert!(statements.len() > 40, "the files were found");
    statements
}

#[test]
fn parameters_first_appear_in_order_in_every_statement() {
    for (name, sql) in statements() {
        let mut known = 0;
        for (place, _) in sql.match_indices('$') {
            let digits: String = sql[place + 1..].chars().take_while(char::is_ascii_digit).collect();
            let number: u32 = digits.parse().unwrap();
            assert!(number <= known + 1, "{name}: ${number} before ${} in {sql}", known + 1);
            known = known.max(number);
        }
    }
}

#[test]
fn only_these_read_a_whole_table_or_sort() {
    let store = Store::in_memory().unwrap();
    let mut found = String::new();
    for (name, sql) in statements() {
        let mut plan = store.database.sqlite().prepare(&format!("explain query plan {sql}")).unwrap();
        let parameters = vec![rusqlite::types::Null; plan.parameter_count()];
        let rows = plan.query_map(rusqlite::params_from_iter(parameters), |row| row.get::<_, String>(3)).unwrap();
        for step in rows.map(Result::unwrap) {
            if step.starts_with("SCAN") && step != "SCAN CONSTANT ROW" || step.contains("TEMP B-TREE") {
                found += &format!("{name}: {step}\n");
            }
        }
    }
    expect![[r#"
        agreement.all: SCAN agreement
        agreement.all: USE TEMP B-TREE FOR ORDER BY
        agreement.in_force: SCAN agreement
        agreement.in_force: USE TEMP B-TREE FOR ORDER BY
        api_key.all: SCAN api_key
        block.count_decisions: SCAN block USING INDEX block_decision
        block.count_facts: SCAN block USING COVERING INDEX block_known
        card.unowned: SCAN card USING INDEX card_unowned
        clause.last_missed: SCAN clause_recent
        clause.since: USE TEMP B-TREE FOR GROUP BY
        form.all: SCAN form USING INDEX sqlite_autoindex_form_1
        holidays.all: SCAN holidays
        invitation.all: SCAN invitation
        invitation.all: USE TEMP B-TREE FOR ORDER BY
        notice.unseen: SCAN unseen
        proposal.all: SCAN proposal
        quarantine.counts: SCAN quarantine USING COVERING INDEX quarantine_source
        quarantine.oldest: SCAN quarantine
        session.delete_ended: SCAN session
        session.last_seen: SCAN session USING INDEX session_user
        session.seen_since: SCAN session USING INDEX session_user
        source.all: SCAN source
        state.stale: SCAN state
        submission.counts: SCAN submission USING COVERING INDEX submission_form
        user.all: SCAN user
        user.all: USE TEMP B-TREE FOR ORDER BY
        user.insert: SCAN form
        user.insert: SCAN source
        user.insert: SCAN holidays
        user.insert: SCAN proposal
        user.insert: SCAN proposal
        user.insert: SCAN draft
        user.insert: SCAN api_key
        view.of: SCAN view
        view.of: USE TEMP B-TREE FOR ORDER BY
    "#]]
    .assert_eq(&found);
}

#[test]
fn a_block_ends_where_the_next_begins() {
    let file = "-- name: one\nselect 1\n\n-- name: one_more\n-- a remark\nselect 2\n";
    assert_eq!(super::block(file, "one"), "select 1");
    assert_eq!(super::block(file, "one_more"), "-- a remark\nselect 2");
}
