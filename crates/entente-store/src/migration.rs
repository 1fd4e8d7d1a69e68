//! Bringing a database to the form this version writes, in order, and refusing one it does not know.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::database::{Database, params};
use crate::{Error, folded};

#[cfg(test)]
mod tests;

/// A migration that was applied just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: &'static str,
}

/// A step from one form of the database to the next.
struct Migration {
    number: u32,
    name: &'static str,
    /// Its text for each database. What one has and the other has is the same in all that the store's statements see.
    sqlite: &'static str,
    postgres: &'static str,
}

/// A migration with its texts, which have one name in the folder of each database.
macro_rules! migration {
    ($number:literal, $name:literal, $file:literal) => {
        Migration {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../migrations/postgres/", $file)),
        }
    };
}

/// All of them, in order. One that was released is never edited.
const MIGRATIONS: &[Migration] = &[
    migration!(1, "log", "0001_log.sql"),
    migration!(2, "people", "0002_people.sql"),
    migration!(3, "card", "0003_card.sql"),
    migration!(4, "agreement", "0004_agreement.sql"),
    migration!(5, "notice", "0005_notice.sql"),
    migration!(6, "holidays", "0006_holidays.sql"),
    migration!(7, "source", "0007_source.sql"),
    migration!(8, "form", "0008_form.sql"),
    migration!(9, "behind", "0009_behind.sql"),
    migration!(10, "retention", "0010_retention.sql"),
    migration!(11, "block", "0011_block.sql"),
];

const INSERT: &str = "insert into migration (number, name, hash) values ($1, $2, $3)";

/// Applies what is missing, all in one transaction; where nothing is, nothing is locked and a reader opens beside a
/// writer.
pub(crate) fn apply(database: &Database) -> Result<Vec<Step>, Error> {
    let steps = apply_all(database, MIGRATIONS)?;
    if steps.first().is_some_and(|step| step.number == 1) {
        folded::mark_new(database)?;
    }
    Ok(steps)
}

fn apply_all(database: &Database, migrations: &[Migration]) -> Result<Vec<Step>, Error> {
    if missing(database, migrations)?.is_empty() {
        return Ok(Vec::new());
    }
    database.begin()?;
    let applied = apply_missing(database, migrations).and_then(|steps| database.commit().map(|()| steps));
    if applied.is_err() && database.is_in_transaction() {
        database.rollback();
    }
    applied
}

/// Under the lock what is missing is asked again: another process may have been here in between.
fn apply_missing(database: &Database, migrations: &[Migration]) -> Result<Vec<Step>, Error> {
    database.script(table(database))?;
    let mut steps = Vec::new();
    for migration in missing(database, migrations)? {
        database.script(text(migration, database))?;
        database.execute(INSERT, params![migration.number, migration.name, hash(migration, database)])?;
        steps.push(Step { number: migration.number, name: migration.name });
    }
    Ok(steps)
}

/// Those of `migrations` that the database does not have, or why it cannot be used.
fn missing<'a>(database: &Database, migrations: &'a [Migration]) -> Result<Vec<&'a Migration>, Error> {
    let applied = applied(database)?;
    let known = migrations.last().map_or(0, |last| last.number);
    if let Some(found) = applied.keys().next_back().filter(|found| **found > known) {
        return Err(Error::Newer { found: *found, known });
    }
    let altered =
        |migration: &&Migration| applied.get(&migration.number).is_some_and(|kept| *kept != hash(migration, database));
    if let Some(Migration { number, name, .. }) = migrations.iter().find(altered) {
        return Err(Error::Altered { number: *number, name: (*name).to_owned() });
    }
    Ok(migrations.iter().filter(|migration| !applied.contains_key(&migration.number)).collect())
}

/// What was applied, with its hash; nothing in a new database.
fn applied(database: &Database) -> Result<BTreeMap<u32, Vec<u8>>, Error> {
    let mut applied = BTreeMap::new();
    if database.has_table("migration")? {
        database.visit("select number, hash from migration", (), |row| {
            applied.insert(row.get(0)?, row.get(1)?);
            Ok(true)
        })?;
    }
    Ok(applied)
}

/// What keeps which were applied, each with the hash of its text.
fn table(database: &Database) -> &'static str {
    match database {
        Database::Sqlite(_) => {
            "create table if not exists migration (number integer primary key, name text not null, hash blob not null) strict"
        }
        Database::Postgres(_) => {
            "create table if not exists migration (number bigint primary key, name text not null, hash bytea not null)"
        }
    }
}

fn text(migration: &Migration, database: &Database) -> &'static str {
    match database {
        Database::Sqlite(_) => migration.sqlite,
        Database::Postgres(_) => migration.postgres,
    }
}

fn hash(migration: &Migration, database: &Database) -> Vec<u8> {
    Sha256::digest(text(migration, database)).to_vec()
}
