//! PostgreSQL: one connection that is made again when it was lost, and its errors in the store's words.
//!
//! Whoever writes takes one lock of the whole database first, so that numbers have no gap and nobody decides from what
//! another is about to change. A lost connection is made again at the next statement outside a transaction; what was in a
//! transaction is taken back by the server.

use std::cell::{Cell, RefCell, RefMut};
use std::collections::HashMap;
use std::time::Duration;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use postgres::{Client, Statement};
use tokio::runtime::{Handle, RuntimeFlavor};

use super::{Parameters, Row, Value};
use crate::{Error, Server};

mod error;
mod news;
mod tls;
mod values;

pub use news::{Heard, News};
pub(super) use values::value;

/// The lock that every transaction which writes holds until it ends. Locks are of one database, and so of one workspace.
const BEGIN: &str = "begin; select pg_advisory_xact_lock(7163116900)";
/// The lock of who reads first and writes after, in several steps.
const TAKE_TURN: &str = "select pg_advisory_lock(7163116901)";
const END_TURN: &str = "select pg_advisory_unlock(7163116901)";
/// What a session is told first: nothing that waits for a lock waits for ever, and what was answered is on the disk.
/// The server in turn gives up a process that is gone without a word, and whose lock would keep all others waiting.
const SETTINGS: &str = "set synchronous_commit = on; set lock_timeout = '10s'; set client_min_messages = warning;
     set idle_in_transaction_session_timeout = '300s'; set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 5;
     set tcp_keepalives_count = 4";
/// How often a server that is starting again is asked, and how long is waited in between at first; twice as long each time.
const TRIES: u32 = 9;
const WAIT_FIRST: Duration = Duration::from_millis(20);
/// How many rows one statement writes at most: what it takes is in memory here and there at once.
const ROWS_AT_ONCE: usize = 4_096;

/// One connection to one server.
pub(crate) struct Connection {
    server: Server,
    client: RefCell<Option<Client>>,
    /// Statements that this session prepared, by their text.
    prepared: RefCell<HashMap<String, Statement>>,
    transaction: Cell<Transaction>,
    /// The server or the way to it went: nothing more is asked of this session.
    is_lost: Cell<bool>,
    /// Something was written of which others were not told yet.
    is_news: Cell<bool>,
}

/// Where the session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transaction {
    None,
    Open,
    /// A statement failed: the server takes nothing but the word to take back, and would answer a commit as if it had.
    Failed,
}

impl Connection {
    /// Connects; waits a moment for a server that is starting.
    pub(super) fn open(server: Server) -> Result<Connection, Error> {
        let client = RefCell::new(Some(connect(&server)?));
        let (transaction, is_lost, is_news) = (Cell::new(Transaction::None), Cell::default(), Cell::default());
        Ok(Connection { server, client, prepared: RefCell::default(), transaction, is_lost, is_news })
    }

    /// Runs a statement; answers how many rows it changed. Where the connection is lost meanwhile outside a transaction
    /// nobody knows whether it ran.
    pub(super) fn execute(&self, sql: &str, params: impl Parameters) -> Result<usize, Error> {
        self.ready()?;
        let statement = self.prepared(sql)?;
        self.write(&statement, &values::of(&params))
    }

    /// Runs a statement for one row for many, in one statement: what stands in a column of all of them is one parameter.
    pub(super) fn execute_many<P: Parameters>(&self, sql: &str, rows: &[P]) -> Result<(), Error> {
        self.ready()?;
        for rows in rows.chunks(ROWS_AT_ONCE) {
            let one = self.prepared(sql)?;
            if let [row] = rows {
                self.write(&one, &values::of(row))?;
                continue;
            }
            let many = self.prepared(&values::many(sql, one.params()))?;
            self.write(&many, &values::columns(rows))?;
        }
        Ok(())
    }

    fn write(&self, statement: &Statement, values: &[impl ToSql + Sync]) -> Result<usize, Error> {
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let result = self.client()?.execute(statement, &values);
        let changed = self.heard(result)?;
        self.is_news.set(self.is_news.get() || changed > 0);
        Ok(changed as usize)
    }

    /// Shows rows to `each` until it answers no. A read that lost its connection before it showed any is read again.
    pub(super) fn visit(
        &self,
        sql: &str,
        params: impl Parameters,
        each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        self.visit_with(sql, &values::of(&params), each)
    }

    /// Shows what a query answers for each of these rows.
    pub(super) fn visit_rows<P: Parameters>(
        &self,
        sql: &str,
        rows: &[P],
        each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        self.ready()?;
        let one = self.prepared(sql)?;
        self.visit_with(&values::many(sql, one.params()), &values::columns(rows), each)
    }

    fn visit_with(
        &self,
        sql: &str,
        values: &[impl ToSql + Sync],
        mut each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        self.ready()?;
        let is_alone = self.transaction.get() == Transaction::None;
        let mut shown = false;
        let mut seen = |row: &Row<'_>| {
            shown = true;
            each(row)
        };
        match self.visit_once(sql, values, &mut seen) {
            Err(Error::Lost(_)) if is_alone && !shown => {
                self.ready()?;
                self.visit_once(sql, values, each)
            }
            result => result,
        }
    }

    /// Shows the rows of many keys, the last parameter of a query for one.
    pub(super) fn visit_many(
        &self,
        sql: &str,
        before: &[i64],
        keys: &[i64],
        each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        self.visit(&values::any(sql, before.len() + 1), Keys { before, keys }, each)
    }

    /// Shows the rows of many keys that are texts, the only parameter of a query for one.
    pub(super) fn visit_texts(
        &self,
        sql: &str,
        keys: &[&str],
        each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let (no_zero, mut plain) = (values::without_zero(keys), Vec::with_capacity(keys.len()));
        plain.extend(keys.iter().zip(&no_zero).map(|(key, written)| written.as_deref().unwrap_or(key)));
        self.visit(&values::any(sql, 1), [Value::Texts(&plain)], each)
    }

    fn visit_once(
        &self,
        sql: &str,
        values: &[impl ToSql + Sync],
        mut each: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let statement = self.prepared(sql)?;
        let values = values.iter().map(|value| value as &(dyn ToSql + Sync));
        let mut client = self.client()?;
        let mut rows = self.heard(client.query_raw(&statement, values))?;
        while let Some(row) = self.heard(rows.next())? {
            if !each(&Row::Postgres(&row))? {
                break;
            }
        }
        Ok(())
    }

    /// Runs statements that take and answer nothing.
    pub(super) fn script(&self, sql: &str) -> Result<(), Error> {
        let result = self.client()?.batch_execute(sql);
        self.heard(result)
    }

    /// Begins to write, on a connection that is made again where it was lost.
    pub(super) fn begin(&self) -> Result<(), Error> {
        self.ready()?;
        let begun = self.script(BEGIN);
        let begun = if matches!(begun, Err(Error::Lost(_))) {
            self.ready()?;
            self.script(BEGIN)
        } else {
            begun
        };
        match begun {
            Ok(()) => self.transaction.set(Transaction::Open),
            // The wait for the lock ended: the transaction that waited is still there.
            Err(Error::Lost(_)) => {}
            Err(_) => self.rollback(),
        }
        begun
    }

    /// Begins what does not write to the log, and waits for nobody who does.
    pub(super) fn begin_with(&self, begin: &str) -> Result<(), Error> {
        self.ready()?;
        self.script(begin)?;
        self.transaction.set(Transaction::Open);
        Ok(())
    }

    /// Ends the transaction so that all of it stands.
    pub(super) fn commit(&self) -> Result<(), Error> {
        if self.transaction.get() != Transaction::Open {
            self.rollback();
            return Err(Error::NotCommitted("a statement of it failed".to_owned()));
        }
        let result = self.client()?.batch_execute(&self.with_news("commit"));
        self.transaction.set(Transaction::None);
        match self.heard(result) {
            Err(Error::Lost(why)) => Err(Error::Unsure(why)),
            Err(why) => {
                self.rollback();
                Err(why)
            }
            result => result,
        }
    }

    /// The statement that ends what was written, after the one that tells others where there is something to tell.
    fn with_news(&self, end: &str) -> String {
        if self.is_news.take() { format!("{}; {end}", news::tell(self.server.origin)) } else { end.to_owned() }
    }

    /// Ends the transaction so that nothing of it stands; where that cannot be said any more, the server does so by itself.
    pub(super) fn rollback(&self) {
        if let Ok(mut client) = self.client() {
            let _ = client.batch_execute("rollback");
        }
        self.transaction.set(Transaction::None);
    }

    /// Takes back what was written since the part began.
    pub(super) fn rollback_part(&self) -> Result<(), Error> {
        self.script("rollback to part; release part")?;
        self.transaction.set(Transaction::Open);
        Ok(())
    }

    /// Waits until no other session has the turn.
    pub(super) fn take_turn(&self) -> Result<(), Error> {
        self.ready()?;
        match self.script(TAKE_TURN) {
            Err(Error::Lost(_)) => {
                self.ready()?;
                self.script(TAKE_TURN)
            }
            taken => taken,
        }
    }

    /// Ends the turn; where the session was lost, the server has ended it.
    pub(super) fn end_turn(&self) {
        if let Ok(mut client) = self.client() {
            let _ = client.batch_execute(&self.with_news(END_TURN));
        }
    }

    pub(super) fn is_in_transaction(&self) -> bool {
        self.transaction.get() != Transaction::None
    }

    pub(super) fn has_failed(&self) -> bool {
        self.transaction.get() == Transaction::Failed
    }

    /// A connection that was lost is made again, unless a transaction was open on it.
    fn ready(&self) -> Result<(), Error> {
        let is_lost = self.is_lost.get() || self.client()?.is_closed();
        if self.transaction.get() != Transaction::None || !is_lost {
            return Ok(());
        }
        let again = connect(&self.server)?;
        self.prepared.borrow_mut().clear();
        self.client.replace(Some(again));
        self.is_lost.set(false);
        Ok(())
    }

    /// The statement, prepared once per connection.
    fn prepared(&self, sql: &str) -> Result<Statement, Error> {
        if let Some(statement) = self.prepared.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let result = self.client()?.prepare(sql);
        let statement = self.heard(result)?;
        self.prepared.borrow_mut().insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn client(&self) -> Result<RefMut<'_, Client>, Error> {
        let client = self.client.try_borrow_mut();
        let client = client.map_err(|_| Error::Database("a row is still being read".to_owned()))?;
        RefMut::filter_map(client, Option::as_mut).map_err(|_| Error::Closed)
    }

    /// An answer in the store's words. A failure inside a transaction fails the transaction, and a lost connection ends it.
    fn heard<T>(&self, result: Result<T, postgres::Error>) -> Result<T, Error> {
        let error = match result {
            Ok(answer) => return Ok(answer),
            Err(error) => error::read(&error),
        };
        match (&error, self.transaction.get()) {
            (Error::Lost(_), _) => {
                self.is_lost.set(true);
                self.transaction.set(Transaction::None);
            }
            (_, Transaction::Open) => self.transaction.set(Transaction::Failed),
            _ => {}
        }
        Err(error)
    }
}

/// Closing waits for the server to hear of it.
impl Drop for Connection {
    fn drop(&mut self) {
        blocking(|| drop(self.client.take()));
    }
}

/// Runs what waits for the server. A thread that drives other work meanwhile gives that work away first.
pub(super) fn blocking<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current() {
        Ok(runtime) if runtime.runtime_flavor() == RuntimeFlavor::MultiThread => tokio::task::block_in_place(work),
        _ => work(),
    }
}

/// The parameters of a query for many keys.
#[derive(Clone, Copy)]
struct Keys<'a> {
    before: &'a [i64],
    keys: &'a [i64],
}

impl Parameters for Keys<'_> {
    fn count(&self) -> usize {
        self.before.len() + 1
    }
    fn at(&self, index: usize) -> Value<'_> {
        self.before.get(index).map_or(Value::Integers(self.keys), |number| Value::Integer(*number))
    }
}

/// Connects and says what holds for the session. A server that is starting again is asked for some seconds.
fn connect(server: &Server) -> Result<Client, Error> {
    let mut wait = WAIT_FIRST;
    let mut tries = 1;
    loop {
        match tls::connect(server, SETTINGS) {
            Err(Error::Lost(_)) if tries < TRIES => std::thread::park_timeout(wait),
            connected => return connected,
        }
        (tries, wait) = (tries + 1, wait * 2);
    }
}
