//! Goal: a database is brought forward once, and one this version does not know is left alone.

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
    let mut connection = Connection::open_in_memory().unwrap();
    apply_all(&mut connection, &[FIRST]).unwrap();
    apply_all(&mut connection, &[FIRST, SECOND]).unwrap();
    apply_all(&mut connection, &[FIRST, SECOND]).unwrap();
    assert_eq!(tables(&connection), ["migration", "one", "two"]);
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let mut connection = Connection::open_in_memory().unwrap();
    apply_all(&mut connection, &[FIRST, SECOND]).unwrap();
    let error = apply_all(&mut connection, &[FIRST]).unwrap_err();
    assert!(matches!(error, Error::Newer { found: 2, known: 1 }), "{error}");
    assert_eq!(tables(&connection), ["migration", "one", "two"]);
}

#[test]
fn an_altered_migration_is_refused_by_name() {
    let mut connection = Connection::open_in_memory().unwrap();
    apply_all(&mut connection, &[FIRST]).unwrap();
    let error = apply_all(&mut connection, &[EDITED, SECOND]).unwrap_err();
    assert!(matches!(&error, Error::Altered { number: 1, name } if name == "first"), "{error}");
    assert_eq!(tables(&connection), ["migration", "one"]);
}

#[test]
fn a_broken_migration_leaves_nothing_behind() {
    let mut connection = Connection::open_in_memory().unwrap();
    apply_all(&mut connection, &[FIRST]).unwrap();
    apply_all(&mut connection, &[FIRST, BROKEN]).unwrap_err();
    assert_eq!(tables(&connection), ["migration", "one"]);
    apply_all(&mut connection, &[FIRST, SECOND]).unwrap();
}
