//! Where a workspace is kept: a folder with one file, or a database on a PostgreSQL server.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use postgres::Config;
use postgres::config::{Host, SslMode};

use crate::Error;

mod tls;

pub(crate) use tls::{Mode, Roots, Tls};

/// Where a workspace is kept. Written as a folder, or as `postgres://user:password@host:port/name`.
#[derive(Clone)]
pub enum Place {
    /// A folder; its file is `entente.db`.
    Folder(PathBuf),
    /// A database on a server, that nobody else uses.
    Server(Server),
}

/// The address of a database on a server.
#[derive(Clone)]
pub struct Server {
    pub(crate) config: Box<Config>,
    pub(crate) tls: Tls,
    /// What tells those who opened this address, or clones of it, from all others; drawn when it was read.
    pub(crate) origin: u64,
}

/// How long a server is waited for that does not answer at all.
const CONNECT_WAIT: Duration = Duration::from_secs(5);
/// How long what was sent may stay without the other machine's word that it came.
const SILENCE_MAX: Duration = Duration::from_secs(20);

/// What starts the address of a server.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

impl Place {
    /// The folder; none for a database on a server.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Place::Folder(folder) => Some(folder),
            Place::Server(_) => None,
        }
    }

    /// Whether a workspace may be there: a folder without its file holds none. What a server holds is asked by opening it.
    #[must_use]
    pub fn may_hold_one(&self) -> bool {
        self.folder().is_none_or(|folder| folder.join("entente.db").exists())
    }
}

impl FromStr for Place {
    type Err = Error;

    fn from_str(text: &str) -> Result<Place, Error> {
        let wrong = |why: &str| Error::Place { place: without_password(text), why: why.to_owned() };
        if text.is_empty() {
            return Err(wrong("it is empty"));
        }
        if !SCHEMES.iter().any(|scheme| text.starts_with(scheme)) {
            return match text.split_once("://") {
                Some(_) => Err(wrong("give a folder, or postgres://user@host/name")),
                None => Ok(Place::Folder(text.into())),
            };
        }
        let (tls, text) = Tls::taken_from(text).map_err(|why| wrong(&why))?;
        let mut config: Config =
            text.parse().map_err(|_| wrong("its address cannot be read: postgres://user@host/name"))?;
        if config.get_dbname().is_none_or(str::is_empty) {
            return Err(wrong("it ends without the name of a database: postgres://user@host/name"));
        }
        if config.get_hosts().is_empty() {
            return Err(wrong("it has no host: postgres://user@host/name"));
        }
        // A socket of this machine is never encrypted, whatever the address says: nobody stands in between.
        let is_near = config.get_hosts().iter().all(|host| !matches!(host, Host::Tcp(_)));
        config.ssl_mode(if is_near { SslMode::Disable } else { tls.asked() });
        config.application_name("entente");
        // A server that is gone without a word is given up, so that another can be asked.
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_WAIT);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENCE_MAX);
        }
        let origin = RandomState::new().hash_one(text);
        Ok(Place::Server(Server { config: Box::new(config), tls, origin }))
    }
}

/// An address as it may be shown.
fn without_password(text: &str) -> String {
    let shown = text.split_once("://").and_then(|(scheme, rest)| {
        let (who, place) = rest.split_once('@')?;
        let (user, _) = who.split_once(':')?;
        Some(format!("{scheme}://{user}@{place}"))
    });
    shown.unwrap_or_else(|| text.to_owned())
}

/// Without the password, which goes into no log.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Folder(folder) => write!(f, "{}", folder.display()),
            Place::Server(Server { config, .. }) => {
                write!(f, "postgres://")?;
                if let Some(user) = config.get_user() {
                    write!(f, "{user}@")?;
                }
                let ports = config.get_ports();
                for (index, host) in config.get_hosts().iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    match host {
                        Host::Tcp(host) => write!(f, "{comma}{host}")?,
                        #[cfg(unix)]
                        Host::Unix(path) => write!(f, "{comma}{}", path.display())?,
                    }
                    // One port is that of all hosts.
                    if let Some(port) = ports.get(index).or_else(|| ports.first()) {
                        write!(f, ":{port}")?;
                    }
                }
                write!(f, "/{}", config.get_dbname().unwrap_or_default())
            }
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

impl From<&Path> for Place {
    fn from(folder: &Path) -> Place {
        Place::Folder(folder.to_owned())
    }
}

impl From<&PathBuf> for Place {
    fn from(folder: &PathBuf) -> Place {
        Place::Folder(folder.clone())
    }
}

impl From<PathBuf> for Place {
    fn from(folder: PathBuf) -> Place {
        Place::Folder(folder)
    }
}

impl From<&Place> for Place {
    fn from(place: &Place) -> Place {
        place.clone()
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_place_is_a_folder_or_the_address_of_a_database_and_shows_no_password() {
        let mut got = String::new();
        for text in [
            "entente-data",
            "/var/lib/entente",
            "postgres://ana:secret@db.example:5433/entente",
            "postgresql://ana@db.example/entente",
            "postgres://ana@/entente?host=/run/postgresql",
            "postgres://ana:secret@one:5433,two/entente?target_session_attrs=read-write",
            "postgres://ana@/entente?host=/run/one&host=/run/two",
            "postgres://ana:secret@db.example",
            "postgres:///entente",
            "postgres://ana:secret@db.example:port/entente",
            "mysql://root:secret@db.example/entente",
            "",
        ] {
            got += &match text.parse::<Place>() {
                Ok(place) => {
                    format!("{text:<77}| {place} {}\n", if place.folder().is_some() { "folder" } else { "server" })
                }
                Err(error) => format!("{text:<77}| {error}\n"),
            };
        }
        expect![[r#"
            entente-data                                                                 | entente-data folder
            /var/lib/entente                                                             | /var/lib/entente folder
            postgres://ana:secret@db.example:5433/entente                                | postgres://ana@db.example:5433/entente server
            postgresql://ana@db.example/entente                                          | postgres://ana@db.example:5432/entente server
            postgres://ana@/entente?host=/run/postgresql                                 | postgres://ana@/run/postgresql/entente server
            postgres://ana:secret@one:5433,two/entente?target_session_attrs=read-write   | postgres://ana@one:5433,two:5432/entente server
            postgres://ana@/entente?host=/run/one&host=/run/two                          | postgres://ana@/run/one,/run/two/entente server
            postgres://ana:secret@db.example                                             | 'postgres://ana@db.example' names no database: it ends without the name of a database: postgres://user@host/name
            postgres:///entente                                                          | 'postgres:///entente' names no database: it has no host: postgres://user@host/name
            postgres://ana:secret@db.example:port/entente                                | 'postgres://ana@db.example:port/entente' names no database: its address cannot be read: postgres://user@host/name
            mysql://root:secret@db.example/entente                                       | 'mysql://root@db.example/entente' names no database: give a folder, or postgres://user@host/name
                                                                                         | '' names no database: it is empty
        "#]].assert_eq(&got);
    }
}
