//! Two servers, of which the second follows the first to the letter, so that a test can lose the first for good.

use std::fs;
use std::io;
use std::process::{Command, Stdio};

use super::{OWNER, Server, as_user, data, log, name_in, start};

/// A server that writes and one that follows it; every commit waits until both have it.
pub struct Pair {
    first: Server,
    second: Server,
}

impl Pair {
    /// Starts both; none where no PostgreSQL is installed, which one line says.
    ///
    /// # Panics
    /// Where the second cannot be made to follow the first.
    #[must_use]
    #[allow(clippy::panic, reason = "a test cannot go on without it")]
    pub fn start() -> Option<Pair> {
        let (first, second) = (start()?, start()?);
        if let Err(why) = follow(&first, &second) {
            panic!("no server follows: {why}");
        }
        let pair = Pair { first, second };
        let address = pair.first.database();
        // From now on: what was made before reached the second with its copy.
        pair.first.sql(&address, "alter system set synchronous_standby_names = '*'");
        pair.first.sql(&address, "select pg_reload_conf()");
        Some(pair)
    }

    /// The address of a new, empty database, which leads to whichever of the two takes writes.
    ///
    /// # Panics
    /// Where it cannot be made.
    #[must_use]
    pub fn database(&self) -> String {
        let name = name_in(&self.first.database()).to_owned();
        let [first, second] = [&self.first, &self.second].map(|server| server.folder.display());
        format!("postgres://{OWNER}@/{name}?host={first}&host={second}&target_session_attrs=read-write")
    }

    /// The first is gone as with a power cut, for good; the second is told that it writes now.
    ///
    /// # Panics
    /// Where there was nothing to kill, or where the second does not take over.
    #[allow(clippy::panic, reason = "a test cannot go on without it")]
    pub fn fail_over(&self) {
        if let Err(why) = kill(&self.first) {
            panic!("the first server is still there: {why}");
        }
        self.second.run("pg_ctl", &["promote", "-w", "-s", "-D", &data(&self.second.folder)]);
    }
}

/// Makes the second anew, as a copy of the first that is told of every change.
fn follow(first: &Server, second: &Server) -> Result<(), String> {
    let (programs, user) = (&second.programs, second.user.as_deref());
    let (there, from) = (data(&second.folder), first.folder.display().to_string());
    as_user(user, &programs.join("pg_ctl"), &["stop", "-w", "-s", "-m", "immediate", "-D", &there])?;
    fs::remove_dir_all(&there).map_err(|why| why.to_string())?;
    as_user(
        user,
        &programs.join("pg_basebackup"),
        &["-h", &from, "-U", OWNER, "-D", &there, "-R", "-X", "stream", "-c", "fast", "--no-sync"],
    )?;
    let socket = format!("-c unix_socket_directories='{}'", second.folder.display());
    as_user(
        user,
        &programs.join("pg_ctl"),
        &["start", "-w", "-s", "-D", &there, "-l", &log(&second.folder), "-o", &socket],
    )
}

/// Kills a server and everything it started, all at once and without a word.
fn kill(server: &Server) -> io::Result<()> {
    let file = fs::read_to_string(server.folder.join("data/postmaster.pid"))?;
    let head = file.lines().next().unwrap_or_default().to_owned();
    let children = Command::new("ps").args(["-o", "pid=", "--ppid", &head]).output()?;
    let children = String::from_utf8_lossy(&children.stdout).into_owned();
    // A child may have ended by itself meanwhile, which is no failure.
    let done =
        Command::new("kill").arg("-9").arg(&head).args(children.split_whitespace()).stderr(Stdio::null()).status()?;
    let is_gone = !Command::new("ps").args(["-o", "pid=", "-p", &head]).output()?.status.success();
    if done.success() || is_gone { Ok(()) } else { Err(io::Error::other("it could not be killed")) }
}
