//! A PostgreSQL of the tests' own, in a temporary folder and reached by a socket in it, that goes when they end.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

mod far;
mod pair;

pub use far::Far;
pub use pair::Pair;

/// A server for one test binary, with a database for each test.
pub struct Server {
    folder: PathBuf,
    programs: PathBuf,
    /// Who runs it where we are root, under whom it does not start.
    user: Option<String>,
    made: AtomicU32,
    template: OnceLock<String>,
    /// Stops the server and drops the folder when this process ends, however it does.
    _watch: Child,
}

/// Who its databases belong to.
const OWNER: &str = "entente";
/// Nothing has to be on a disk: what is tried here is what a running server does.
const SETTINGS: &str = "listen_addresses = ''\nfsync = off\nfull_page_writes = off\nmax_connections = 200\n";

/// The server of this test binary, started when it is first asked for; none where no PostgreSQL is installed, which one
/// line says.
#[must_use]
pub fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(start).as_ref()
}

/// The address of a new, empty database; none where no PostgreSQL is installed.
#[must_use]
pub fn database() -> Option<String> {
    server().map(Server::database)
}

/// A server of one's own, to be stopped at will.
#[must_use]
pub fn start() -> Option<Server> {
    let Some(programs) = programs() else {
        eprintln!("SKIPPED: no PostgreSQL on this machine (Debian: apt-get install postgresql)");
        return None;
    };
    match start_with(programs) {
        Ok(server) => Some(server),
        Err(why) => {
            eprintln!("SKIPPED: PostgreSQL does not start here: {why}");
            None
        }
    }
}

impl Server {
    /// The address of a new, empty database.
    ///
    /// # Panics
    /// Where it cannot be made.
    #[must_use]
    pub fn database(&self) -> String {
        self.create("template1")
    }

    /// The address of a new database that is as `prepare` left the first one; it must not stay connected to that.
    ///
    /// # Panics
    /// Where it cannot be made.
    #[must_use]
    pub fn database_like(&self, prepare: impl FnOnce(&str)) -> String {
        let template = self.template.get_or_init(|| {
            let address = self.database();
            prepare(&address);
            name_in(&address).to_owned()
        });
        self.create(template)
    }

    fn create(&self, template: &str) -> String {
        let name = format!("test_{}", self.made.fetch_add(1, Ordering::Relaxed));
        self.run("createdb", &["-h", &self.folder.display().to_string(), "-U", OWNER, "-T", template, &name]);
        format!("postgres://{OWNER}@/{name}?host={}", self.folder.display())
    }

    /// Stops it as a failing machine does, and starts it again.
    ///
    /// # Panics
    /// Where it does not start again.
    pub fn restart(&self) {
        self.run(
            "pg_ctl",
            &["restart", "-w", "-s", "-m", "immediate", "-D", &data(&self.folder), "-l", &log(&self.folder)],
        );
    }

    /// Has every commit wait for the disk from now on, as on a server that matters: for measuring.
    ///
    /// # Panics
    /// Where the server does not take it.
    pub fn make_durable(&self) {
        let address = self.database();
        for set in ["alter system set fsync = on", "alter system set full_page_writes = on", "select pg_reload_conf()"]
        {
            self.sql(&address, set);
        }
    }

    /// Runs a text of SQL in a database of this server.
    ///
    /// # Panics
    /// Where it fails.
    pub fn sql(&self, address: &str, sql: &str) {
        self.run("psql", &["-q", "-v", "ON_ERROR_STOP=1", "-c", sql, address]);
    }

    /// Has the server note every statement from now on, for [`Server::statements`]; who was connected connects again.
    ///
    /// # Panics
    /// Where the server does not take it.
    pub fn note_statements(&self) {
        self.sql(&self.database(), "alter system set log_statement = 'all'");
        self.sql(&self.database(), "alter system set log_line_prefix = ''");
        self.restart();
    }

    /// What was asked since [`Server::note_statements`], each as often as it went to the server, in one line each.
    #[must_use]
    pub fn statements(&self) -> Vec<String> {
        statements(&std::fs::read_to_string(log(&self.folder)).unwrap_or_default())
    }

    #[allow(clippy::panic, reason = "a test cannot go on without it")]
    fn run(&self, program: &str, words: &[&str]) {
        if let Err(why) = as_user(self.user.as_deref(), &self.programs.join(program), words) {
            panic!("{program} {words:?}: {why}");
        }
    }
}

/// The statements that a server's log tells of.
fn statements(log: &str) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in log.lines() {
        let begun = line.strip_prefix("LOG:  ").and_then(|line| {
            let prepared = line.strip_prefix("execute ").and_then(|line| line.split_once(": ")).map(|(_, sql)| sql);
            line.strip_prefix("statement: ").or(prepared)
        });
        match (begun, told.last_mut()) {
            (Some(sql), _) => told.push(sql.to_owned()),
            (None, Some(last)) if goes_on && line.starts_with('\t') => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => {}
        }
        goes_on = begun.is_some() || (goes_on && line.starts_with('\t'));
    }
    told
}

/// The name of a database in its address.
fn name_in(address: &str) -> &str {
    let after = address.split_once("@/").map_or(address, |(_, after)| after);
    after.split_once('?').map_or(after, |(name, _)| name)
}

fn data(folder: &Path) -> String {
    folder.join("data").display().to_string()
}

fn log(folder: &Path) -> String {
    folder.join("log").display().to_string()
}

/// Where `initdb` is: beside what is on the path, or where Debian puts the newest.
fn programs() -> Option<PathBuf> {
    let on_path = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect::<Vec<_>>();
    let mut debian: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.flatten().map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    debian.sort_by_key(|path| path.iter().rev().nth(1).and_then(|name| name.to_string_lossy().parse::<u32>().ok()));
    debian
        .into_iter()
        .rev()
        .chain(on_path)
        .find(|folder| ["initdb", "pg_ctl", "createdb", "psql"].iter().all(|program| folder.join(program).exists()))
}

fn start_with(programs: PathBuf) -> Result<Server, String> {
    let said = |why: std::io::Error| why.to_string();
    let root = Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout.starts_with(b"0\n"));
    let user = if root { Some(whom()?) } else { None };
    let folder = free_folder().map_err(said)?;
    if let Some(user) = &user {
        run(Command::new("chown").arg(user).arg(&folder))?;
    }
    let user_name = user.as_deref();
    let words = ["-D", &data(&folder), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
    as_user(user_name, &programs.join("initdb"), &words)?;
    let mut file = std::fs::OpenOptions::new().append(true).open(folder.join("data/postgresql.conf")).map_err(said)?;
    writeln!(file, "{SETTINGS}unix_socket_directories = '{}'", folder.display()).map_err(said)?;
    drop(file);
    let watch = watch(user_name, &programs, &folder).map_err(said)?;
    let words = ["start", "-w", "-s", "-D", &data(&folder), "-l", &log(&folder)];
    as_user(user_name, &programs.join("pg_ctl"), &words)?;
    Ok(Server { folder, programs, user, made: AtomicU32::new(0), template: OnceLock::new(), _watch: watch })
}

/// A new folder; tests of one process may ask for theirs at the same time, and an earlier process may have left one.
fn free_folder() -> std::io::Result<PathBuf> {
    let mut number = 0_u32;
    loop {
        let folder = std::env::temp_dir().join(format!("entente-pg-{}.{number}", std::process::id()));
        match std::fs::create_dir(&folder) {
            Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
            made => return made.map(|()| folder),
        }
    }
}

/// Waits until this process has gone, which closes what it reads from, and cleans up.
fn watch(user: Option<&str>, programs: &Path, folder: &Path) -> std::io::Result<Child> {
    let script = "read gone; \"$0\" stop -s -m immediate -D \"$1/data\"; rm -rf \"$1\"";
    command(user, Path::new("sh"))
        .args(["-c", script])
        .arg(programs.join("pg_ctl"))
        .arg(folder)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

/// The user under whom Debian runs it, or nobody.
fn whom() -> Result<String, String> {
    let known = std::fs::read_to_string("/etc/passwd").map_err(|why| why.to_string())?;
    let has = |user: &&str| known.lines().any(|line| line.starts_with(&format!("{user}:")));
    ["postgres", "nobody"].into_iter().find(has).map(str::to_owned).ok_or_else(|| "nobody to run it as".to_owned())
}

fn command(user: Option<&str>, program: &Path) -> Command {
    let Some(user) = user else { return Command::new(program) };
    let mut command = Command::new("runuser");
    command.args(["-u", user, "--"]).arg(program);
    command
}

fn as_user(user: Option<&str>, program: &Path, words: &[&str]) -> Result<(), String> {
    run(command(user, program).args(words).current_dir("/"))
}

/// Runs to the end. What it says goes to a pipe that nobody it leaves behind holds open.
fn run(command: &mut Command) -> Result<(), String> {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?} ended with {status}")),
        Err(why) => Err(why.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_is_read_from_the_log_of_the_server() {
        let log = "LOG:  database system is ready\nLOG:  statement: begin; select 1\nLOG:  execute s1: select a\n\tfrom b\n\
                   DETAIL:  parameters: $1 = 'select\n\tc'\nERROR:  no\nLOG:  statement: commit\n";
        assert_eq!(statements(log), ["begin; select 1", "select a from b", "commit"]);
    }

    #[test]
    fn those_who_ask_at_once_get_a_folder_each() {
        let made = std::thread::scope(|scope| {
            let asked: Vec<_> = (0..16).map(|_| scope.spawn(|| free_folder().unwrap())).collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect::<std::collections::BTreeSet<_>>()
        });
        made.iter().for_each(|folder| std::fs::remove_dir(folder).unwrap());
        assert_eq!(made.len(), 16);
    }
}
