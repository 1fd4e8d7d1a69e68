//! Bringing a database to the form this version writes, in order, and refusing one it does not know.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::Error;
use crate::database::{Database, params};

#[cfg(test)]
mod tests;

/// A step from one form of the database to the next.
struct Migration {
    number: u32,
    name: &'static str,
    sql: &'static str,
}

/// All of them, in order. One that was released is never edited.
const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "log", sql: include_str!("../migrations/sqlite/0001_log.sql") },
    Migration { number: 2, name: "people", sql: include_str!("../migrations/sqlite/0002_people.sql") },
    Migration { number: 3, name: "card", sql: include_str!("../migrations/sqlite/0003_card.sql") },
    Migration { number: 4, name: "agreement", sql: include_str!("../migrations/sqlite/0004_agreement.sql") },
    Migration { number: 5, name: "notice", sql: include_str!("../migrations/sqlite/0005_notice.sql") },
    Migration { number: 6, name: "holidays", sql: include_str!("../migrations/sqlite/0006_holidays.sql") },
];

/// Keeps which were applied, each with the hash of its text.
const TABLE: &str =
    "create table if not exists migration (number integer primary key, name text not null, hash blob not null) strict";
const INSERT: &str = "insert into migration (number, name, hash) values ($1, $2, $3)";

/// Applies what is missing, all in one transaction; where nothing is, nothing is locked and a reader opens beside a
/// writer.
pub(crate) fn apply(database: &Database) -> Result<(), Error> {
    apply_all(database, MIGRATIONS)
}

fn apply_all(database: &Database, migrations: &[Migration]) -> Result<(), Error> {
    if missing(database, migrations)?.is_empty() {
        return Ok(());
    }
    database.begin()?;
    let applied = apply_missing(database, migrations).and_then(|()| database.script("commit"));
    if applied.is_err() && database.is_in_transaction() {
        database.script("rollback")?;
    }
    applied
}

/// Under the lock what is missing is asked again: another process may have been here in between.
fn apply_missing(database: &Database, migrations: &[Migration]) -> Result<(), Error> {
    database.script(TABLE)?;
    for migration in missing(database, migrations)? {
        database.script(migration.sql)?;
        database.execute(INSERT, &params![migration.number, migration.name, hash(migration)])?;
    }
    Ok(())
}

/// Those of `migrations` that the database does not have, or why it cannot be used.
fn missing<'a>(database: &Database, migrations: &'a [Migration]) -> Result<Vec<&'a Migration>, Error> {
    let applied = applied(database)?;
    let known = migrations.last().map_or(0, |last| last.number);
    if let Some(found) = applied.keys().next_back().filter(|found| **found > known) {
        return Err(Error::Newer { found: *found, known });
    }
    let altered = |migration: &&Migration| applied.get(&migration.number).is_some_and(|kept| *kept != hash(migration));
    if let Some(Migration { number, name, .. }) = migrations.iter().find(altered) {
        return Err(Error::Altered { number: *number, name: (*name).to_owned() });
    }
    Ok(migrations.iter().filter(|migration| !applied.contains_key(&migration.number)).collect())
}

/// What was applied, with its hash; nothing in a new database.
fn applied(database: &Database) -> Result<BTreeMap<u32, Vec<u8>>, Error> {
    let mut applied = BTreeMap::new();
    if database.has_table("migration")? {
        database.visit("select number, hash from migration", &(), |row| {
            applied.insert(row.get(0)?, row.get(1)?);
            Ok(true)
        })?;
    }
    Ok(applied)
}

fn hash(migration: &Migration) -> Vec<u8> {
    Sha256::digest(migration.sql).to_vec()
}
