//! Goal: a database is brought forward once, and one this version does not know is left alone.

use rusqlite::Connection;

use super::*;

const FIRST: Migration = Migration { number: 1, name: "first", sql: "create table one (a integer) strict" };
const SECOND: Migration = Migration { number: 2, name: "second", sql: "create table two (a integer) strict" };
const BROKEN: Migration = Migration { number: 2, name: "broken", sql: "create table two (a integer); nonsense" };
const EDITED: Migration = Migration { number: 1, name: "first", sql: "create table one (b integer) strict" };

fn tables(connection: &Connection) -> Vec<String> {
    let sql = "select name from sqlite_schema where type = 'table' order by name";
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn each_is_applied_once_in_order() {
    let database = Database::in_memory().unwrap();
    apply_all(&database, &[FIRST]).unwrap();
    apply_all(&database, &[FIRST, SECOND]).unwrap();
    apply_all(&database, &[FIRST, SECOND]).unwrap();
    assert_eq!(tables(database.sqlite()), ["migration", "one", "two"]);
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let database = Database::in_memory().unwrap();
    apply_all(&database, &[FIRST, SECOND]).unwrap();
    let error = apply_all(&database, &[FIRST]).unwrap_err();
    assert!(matches!(error, Error::Newer { found: 2, known: 1 }), "{error}");
    assert_eq!(tables(database.sqlite()), ["migration", "one", "two"]);
}

#[test]
fn an_altered_migration_is_refused_by_name() {
    let database = Database::in_memory().unwrap();
    apply_all(&database, &[FIRST]).unwrap();
    let error = apply_all(&database, &[EDITED, SECOND]).unwrap_err();
    assert!(matches!(&error, Error::Altered { number: 1, name } if name == "first"), "{error}");
    assert_eq!(tables(database.sqlite()), ["migration", "one"]);
}

#[test]
fn a_broken_migration_leaves_nothing_behind() {
    let database = Database::in_memory().unwrap();
    apply_all(&database, &[FIRST]).unwrap();
    apply_all(&database, &[FIRST, BROKEN]).unwrap_err();
    assert_eq!(tables(database.sqlite()), ["migration", "one"]);
    apply_all(&database, &[FIRST, SECOND]).unwrap();
}

/// Everything the database declares: tables and indexes with their text.
fn schema(connection: &Connection) -> Vec<(String, String)> {
    let sql = "select name, coalesce(sql, '') from sqlite_schema where name <> 'migration' order by name";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn from_empty_the_database_is_what_the_files_say_and_opening_it_again_changes_nothing() {
    let by_hand = Connection::open_in_memory().unwrap();
    MIGRATIONS.iter().for_each(|migration| by_hand.execute_batch(migration.sql).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let open = || crate::Store::open(folder.path()).unwrap();
    let applied_rows = |store: &crate::Store| applied(&store.database).unwrap();
    let store = open();
    assert_eq!(schema(store.database.sqlite()), schema(&by_hand));
    let first = applied_rows(&store);
    assert_eq!(first, MIGRATIONS.iter().map(|migration| (migration.number, hash(migration))).collect());
    drop(store);
    let again = open();
    assert_eq!((schema(again.database.sqlite()), applied_rows(&again)), (schema(&by_hand), first));
}

#[test]
fn the_files_are_numbered_from_one_on_without_a_gap() {
    let numbers: Vec<u32> = MIGRATIONS.iter().map(|migration| migration.number).collect();
    assert_eq!(numbers, (1..=MIGRATIONS.len() as u32).collect::<Vec<_>>());
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".sql"))
        .collect();
    files.sort();
    let named = MIGRATIONS.iter().map(|migration| format!("{:04}_{}.sql", migration.number, migration.name));
    assert_eq!(files, named.collect::<Vec<_>>(), "each file is applied, under its own name");
}

#[test]
fn a_log_of_another_version_is_refused_with_what_to_do_and_keeps_what_it_holds() {
    let rows = [
        (
            "insert into migration (number, name, hash) values (99, 'later', x'00')",
            format!(
                "the database has migration 99, and this version knows only up to {}: use a newer version",
                MIGRATIONS.len()
            ),
        ),
        (
            "update migration set hash = x'00' where number = 1",
            "migration 1 (log) was altered after it was applied: restore the version that applied it".to_owned(),
        ),
    ];
    for (change, wanted) in rows {
        let folder = tempfile::tempdir().unwrap();
        let mut store = crate::Store::open(folder.path()).unwrap();
        let cursor = crate::Cursor { seq: entente_core::id::Seq(7), ..crate::Cursor::default() };
        store.append(&crate::Batch { cursor: Some(cursor), ..crate::Batch::default() }).unwrap();
        store.database.sqlite().execute(change, []).unwrap();
        drop(store);
        for _ in 0..2 {
            let Err(error) = crate::Store::open(folder.path()) else { panic!("it must not be opened") };
            assert_eq!((error.to_string(), error.transient()), (wanted.clone(), false));
        }
        let file = Connection::open(folder.path().join("entente.db")).unwrap();
        let seq: i64 = file.query_row("select seq from cursor", [], |row| row.get(0)).unwrap();
        assert_eq!(seq, 7);
    }
}
