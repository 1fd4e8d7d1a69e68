//! A workspace to be told events: the sample agreement in force, a write key, and visitors that are known already.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use entente_core::agreement::model::{PartyKind, SignalClass};
use entente_core::fact::{Fact, NewAbout, NewFact, What};
use entente_core::id::{Name, Seq};
use entente_core::identity::IdentityKey;
use entente_core::lang::Lang;
use entente_core::time::{Instant, Precision};
use entente_desk::force::put_in_force;
use entente_desk::live::Desk;
use entente_desk::people::{self, Joining, Refused, Role};
use entente_desk::sources::{self, Side};
use entente_store::{Entry, Place, Store};
use entente_testkit::postgres::{self, Server};

use super::load::Loaded;
use crate::bench::agreed::agreement;
use crate::bench::part::{Kind, Part};

/// Visitors that are told of in one go before anything is measured.
const AT_ONCE: u64 = 4_000;

/// Everybody whom the sample agreement hands leads to.
const PEOPLE: [&str; 6] = ["jonas.weber", "ama.boateng", "luca.moretti", "yuna.choi", "minho.lee", "kwame.osei"];

/// On which database.
pub(in crate::bench) enum Base {
    Sqlite,
    Postgres(Server),
}

impl Base {
    /// Those that are wanted and on this machine.
    pub(in crate::bench) fn all(part: &Part<'_>) -> Vec<Base> {
        let sqlite = part.has(Kind::Sqlite).then_some(Base::Sqlite);
        let server = if part.has(Kind::Postgres) { postgres::start() } else { None };
        sqlite.into_iter().chain(server.map(Base::Postgres)).collect()
    }

    pub(in crate::bench) fn name(&self) -> &'static str {
        match self {
            Base::Sqlite => "SQLite",
            Base::Postgres(_) => "PostgreSQL",
        }
    }

    /// How many visitors are known before anything is measured. A server is several times slower at that, so it is
    /// told of fewer.
    pub(in crate::bench) fn sizes(&self) -> [u64; 3] {
        match self {
            Base::Sqlite => [10_000, 100_000, 1_000_000],
            Base::Postgres(_) => [3_000, 30_000, 300_000],
        }
    }

    /// A place that holds nothing; the folder of it, where it is one.
    pub(in crate::bench) fn place(&self) -> Result<(String, Option<PathBuf>)> {
        match self {
            Base::Sqlite => {
                let folder = std::env::temp_dir().join(format!("entente-w1-{}", std::process::id()));
                if folder.exists() {
                    std::fs::remove_dir_all(&folder)?;
                }
                Ok((folder.display().to_string(), Some(folder)))
            }
            Base::Postgres(server) => {
                let address = server.database();
                server.make_durable();
                Ok((address, None))
            }
        }
    }
}

/// A workspace, gone when dropped.
pub(in crate::bench) struct Workspace {
    place: String,
    folder: Option<PathBuf>,
    pub(in crate::bench) key: String,
    /// The last entry before anything was measured.
    before: Seq,
    /// A reader of its own, once it is needed.
    looking: RefCell<Option<Store>>,
}

impl Workspace {
    /// Makes one that knows so many visitors.
    pub(in crate::bench) fn make(base: &Base, known: u64) -> Result<Workspace> {
        let (place, folder) = base.place()?;
        let desk = Desk::open(place.parse::<Place>()?)?;
        desk.write(|store| put_in_force(store, agreement().map_err(|error| state(&error))?, Instant::MIN))?;
        let key = desk.write(key).map_err(|refused| anyhow::anyhow!("no key: {refused:?}"))?;
        let at = Instant::parse("2026-01-05T09:00:00Z").map_err(anyhow::Error::msg)?;
        for from in (0..known).step_by(AT_ONCE as usize) {
            desk.act(at, (from..(from + AT_ONCE).min(known)).map(|number| seen(number, at)).collect())?;
        }
        let seq = desk.read::<_, entente_desk::Error>(|store, _| Ok(store.last_seq()?))?;
        drop(desk);
        Ok(Workspace { place, folder, key, before: seq, looking: RefCell::default() })
    }

    pub(in crate::bench) fn place(&self) -> &str {
        &self.place
    }

    /// A number that is another one once anybody was told anything more.
    pub(in crate::bench) fn told(&self) -> Result<i64> {
        let mut looking = self.looking.borrow_mut();
        if looking.is_none() {
            *looking = Some(Store::open(self.place.parse::<Place>()?)?);
        }
        let store = looking.as_ref().context("a store")?;
        let latest = |person: &&str| store.notices(&Name::from(*person), i64::MAX, 1);
        let latest = PEOPLE.iter().map(latest).collect::<Result<Vec<_>, _>>()?;
        Ok(latest.iter().flatten().map(|notice| notice.id).sum())
    }

    /// Holds what the loads say was acknowledged against the log: each message once, and no more of them than were told.
    pub(in crate::bench) fn holds(&self, loads: &[&Loaded]) -> Result<()> {
        let store = Store::open(self.place.parse::<Place>()?)?;
        let (mut last, mut messages) = (self.before, BTreeSet::new());
        loop {
            let page = store.entries(last, 20_000)?;
            let Some((end, _)) = page.last() else { break };
            last = *end;
            for (_, entry) in page {
                // What follows from a message, that a lead was created, say, has a key made from the message's.
                let Entry::Fact(fact @ Fact { what: What::Happened { .. }, .. }) = entry else { continue };
                if let Some(message) = fact.key.find("load-").and_then(|at| fact.key.get(at..)) {
                    ensure!(messages.insert(message.to_owned()), "{message} is in the log twice");
                }
            }
        }
        for load in loads {
            let start = format!("load-{}-", load.number);
            let held = messages.iter().filter(|message| message.starts_with(&start)).count() as u64;
            ensure!(held == load.events, "{} events were acknowledged and {held} are in the log", load.events);
        }
        Ok(())
    }

    /// How many bytes on the disk a fact takes, with all that is kept beside it; none where the database is not a file.
    pub(in crate::bench) fn bytes(&self) -> Result<Option<u64>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let store = Store::open(folder)?;
        let facts = store.counts()?.facts;
        Ok(Some(size(folder)? / facts.max(1)))
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // It is in the system's folder of temporary files, and goes with them where this fails.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// The size of the database's file.
fn size(folder: &Path) -> Result<u64> {
    Ok(std::fs::metadata(folder.join("entente.db"))?.len())
}

/// What a known visitor is called.
pub(in crate::bench) fn visitor(number: u64) -> String {
    format!("v{number:08x}")
}

fn seen(number: u64, at: Instant) -> NewFact {
    NewFact {
        key: format!("before:{number}"),
        about: NewAbout::Lead { keys: vec![IdentityKey::Anonymous(visitor(number))], account: None },
        at,
        precision: Precision::Second,
        by: None,
        what: What::Happened {
            event: "Page Viewed".to_owned(),
            properties: [("path".to_owned(), entente_core::fact::Value::Text("/".to_owned()))].into(),
            class: SignalClass::Human,
        },
    }
}

fn key(store: &mut Store) -> Result<String, Refused> {
    let joining = Joining {
        name: "Mia Manager".to_owned(),
        mail: "mia@halden.example".to_owned(),
        handle: "mia.manager".to_owned(),
        role: Role::Administrator,
        party: Some(PartyKind::Marketing),
        language: Lang::En,
        timezone: "Europe/Berlin".to_owned(),
    };
    let user = people::set_up(store, &joining, "a long enough secret", Instant::MIN)?;
    let asked = sources::Asked {
        name: "website".to_owned(),
        side: Side::Server,
        is_trusted: false,
        origins: String::new(),
        per_minute: String::new(),
    };
    Ok(sources::make_source(store, &user, &asked, Instant::MIN)?.write_key)
}

fn state(error: &anyhow::Error) -> entente_desk::Error {
    entente_desk::Error::State(error.to_string())
}
