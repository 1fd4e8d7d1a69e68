//! Bringing a database to the form this version writes, in order, and refusing one it does not know.

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::Error;

#[cfg(test)]
mod tests;

/// A step from one form of the database to the next.
struct Migration {
    number: u32,
    name: &'static str,
    sql: &'static str,
}

/// All of them, in order. One that was released is never edited.
const MIGRATIONS: &[Migration] =
    &[Migration { number: 1, name: "log", sql: include_str!("../migrations/sqlite/0001_log.sql") }];

/// Applies what is missing, each in a transaction of its own.
pub(crate) fn apply(connection: &mut Connection) -> Result<(), Error> {
    apply_all(connection, MIGRATIONS)
}

fn apply_all(connection: &mut Connection, migrations: &[Migration]) -> Result<(), Error> {
    let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    tx.execute_batch(
        "create table if not exists migration (number integer primary key, name text not null, hash blob not null) strict",
    )?;
    let applied: Vec<(u32, Vec<u8>)> = tx
        .prepare("select number, hash from migration order by number")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let known = migrations.last().map_or(0, |last| last.number);
    if let Some((found, _)) = applied.last().filter(|(found, _)| *found > known) {
        return Err(Error::Newer { found: *found, known });
    }
    for migration in migrations {
        let hash = Sha256::digest(migration.sql);
        match applied.iter().find(|(number, _)| *number == migration.number) {
            Some((_, kept)) if kept[..] == hash[..] => {}
            Some(_) => return Err(Error::Altered { number: migration.number, name: migration.name.to_owned() }),
            None => {
                tx.execute_batch(migration.sql)?;
                let row = params![migration.number, migration.name, &hash[..]];
                tx.execute("insert into migration (number, name, hash) values (?1, ?2, ?3)", row)?;
            }
        }
    }
    tx.commit()?;
    Ok(())
}
