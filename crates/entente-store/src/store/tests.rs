//! Goal: the settings on which durability rests are the ones in force, not only the ones asked for.

use expect_test::expect;

use super::*;

fn settings(store: &Store) -> String {
    let pragmas = ["journal_mode", "synchronous", "foreign_keys", "cache_size", "wal_autocheckpoint", "busy_timeout"];
    let value = |pragma| -> rusqlite::types::Value {
        store.database.sqlite().pragma_query_value(None, pragma, |row| row.get(0)).unwrap()
    };
    pragmas.map(|pragma| format!("{pragma}: {:?}\n", value(pragma))).concat()
}

#[test]
fn a_store_that_expects_much_syncs_every_commit_too() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.expect_much().unwrap();
    expect![[r#"
        journal_mode: Text("wal")
        synchronous: Integer(2)
        foreign_keys: Integer(1)
        cache_size: Integer(-262144)
        wal_autocheckpoint: Integer(65536)
        busy_timeout: Integer(10000)
    "#]]
    .assert_eq(&settings(&store));
}

#[test]
fn an_opened_store_syncs_every_commit() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    expect![[r#"
        journal_mode: Text("wal")
        synchronous: Integer(2)
        foreign_keys: Integer(1)
        cache_size: Integer(-65536)
        wal_autocheckpoint: Integer(10000)
        busy_timeout: Integer(10000)
    "#]]
    .assert_eq(&settings(&store));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").unwrap();
    let Err(error) = Store::open(file.join("log")) else { panic!("a file is no folder") };
    assert!(error.to_string().starts_with(&format!("cannot use the folder {}", file.join("log").display())), "{error}");
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("entente.db"), "not a database, but long enough to have a header".repeat(9))
        .unwrap();
    let Err(error) = Store::open(folder.path()) else { panic!("that is no database") };
    assert_eq!(
        error.to_string(),
        "the database file is damaged: file is not a database; keep it aside and restore the last backup (`entente restore`)"
    );
}
