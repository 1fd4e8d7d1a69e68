//! What other processes commit, heard in the moment in which they do, so that nobody has to look again and again.
//!
//! Every transaction that changed something says so with its commit, on one channel of the database, in the name of the
//! place that its process opened: so nobody hears of what was written here.

use std::time::Duration;

use postgres::Client;
use postgres::fallible_iterator::FallibleIterator;

use super::{SETTINGS, error, tls};
use crate::{Error, Place, Server};

/// How long is waited before a server is asked again, at first and at most; twice as long each time.
const PAUSE: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));
/// How long a server may take to answer that it is still there.
const ANSWER_MAX: Duration = Duration::from_secs(5);

/// A connection that hears what other processes commit. It is made when it is first waited at, and again where it is lost.
pub struct News {
    server: Server,
    ear: Option<Ear>,
    pause: Duration,
}

/// What came while [`News::wait`] waited.
#[derive(Debug)]
pub enum Heard {
    /// It is listened from now on; what was committed before was not heard.
    Connected,
    /// Others committed so often.
    Commits(u64),
    /// Nothing, and the server is there.
    Nothing,
    /// Nothing can be heard now. Waiting again tries again.
    Deaf(Error),
}

struct Ear {
    client: Client,
    schema: String,
}

/// The statement by which a transaction tells who listens that it changed something.
pub(super) fn tell(origin: u64) -> String {
    format!("select pg_notify('entente', current_schema() || ' {origin:016x}')")
}

impl News {
    /// What others commit at this place; none for a folder. What is committed by whoever opened this place, or a clone of
    /// it, is not among it.
    #[must_use]
    pub fn of(place: &Place) -> Option<News> {
        match place {
            Place::Folder(_) => None,
            Place::Server(server) => Some(News { server: server.clone(), ear: None, pause: PAUSE.0 }),
        }
    }

    /// Waits until another process commits, at most so long. To be called where waiting keeps nobody else.
    pub fn wait(&mut self, at_most: Duration) -> Heard {
        let Some(ear) = &mut self.ear else { return self.connect() };
        match ear.hear(self.server.origin, at_most) {
            Ok(0) => Heard::Nothing,
            Ok(commits) => Heard::Commits(commits),
            Err(why) => {
                self.ear = None;
                Heard::Deaf(why)
            }
        }
    }

    fn connect(&mut self) -> Heard {
        match Ear::open(&self.server) {
            Ok(ear) => {
                (self.ear, self.pause) = (Some(ear), PAUSE.0);
                Heard::Connected
            }
            Err(why) => {
                std::thread::park_timeout(self.pause);
                self.pause = (self.pause * 2).min(PAUSE.1);
                Heard::Deaf(why)
            }
        }
    }
}

impl Ear {
    fn open(server: &Server) -> Result<Ear, Error> {
        let mut client = tls::connect(server, &format!("{SETTINGS}; listen entente"))?;
        let row = client.query_one("select coalesce(current_schema()::text, '')", &[]);
        let schema = row.and_then(|row| row.try_get(0)).map_err(|why| error::read(&why))?;
        Ok(Ear { client, schema })
    }

    /// How many commits of others came; asks the server whether it is still there where none did.
    fn hear(&mut self, origin: u64, at_most: Duration) -> Result<u64, Error> {
        let own = format!("{} {origin:016x}", self.schema);
        let is_others = |told: &str| told != own && told.rsplit_once(' ').is_some_and(|(at, _)| at == self.schema);
        let mut commits = 0;
        let mut notifications = self.client.notifications();
        let mut waiting = notifications.timeout_iter(at_most);
        while commits == 0 {
            let Some(told) = waiting.next().map_err(|why| error::read(&why))? else { break };
            commits += u64::from(is_others(told.payload()));
        }
        drop(waiting);
        while let Some(told) = notifications.iter().next().map_err(|why| error::read(&why))? {
            commits += u64::from(is_others(told.payload()));
        }
        drop(notifications);
        if commits == 0 {
            self.client.is_valid(ANSWER_MAX).map_err(|why| error::read(&why))?;
        }
        Ok(commits)
    }
}
