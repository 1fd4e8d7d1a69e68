//! Goal: a workspace on a PostgreSQL server is a workspace: every command takes its address where it takes a folder, and
//! what it decides and shows is the same to the byte.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use entente_testkit::postgres;
use expect_test::expect;

use crate::walk::{AS_OF, decided, say, signed, succeed};

/// Tells of an address and a temporary folder by one word each, so that what is said can be compared.
fn plain(text: &str, address: &str) -> String {
    let host = address.split_once("host=").map_or("", |(_, host)| host);
    let name = address.split_once("@/").and_then(|(_, rest)| rest.split_once('?')).map_or("", |(name, _)| name);
    text.replace(address, "ADDRESS").replace(&format!("postgres://entente@{host}/{name}"), "SERVER")
}

/// The digests of a rebuild, after it was held against what was there.
fn rebuilt(dir: &Path, place: &str) -> serde_json::Value {
    let told = say(dir, &format!("rebuild --verify --json --in {place}"));
    let json: serde_json::Value = serde_json::from_str(told.strip_prefix("exit 0\n").unwrap()).unwrap();
    assert_eq!(json["differing"], serde_json::json!([]));
    json["tables"].clone()
}

#[test]
fn what_is_imported_and_decided_on_a_server_is_what_is_in_a_folder() {
    let (Some(address), Some(folder), Some(dir)) = (postgres::database(), decided(), signed()) else { return };
    let migrated =
        say(dir.path(), &format!("migrate --in {address}")) + &say(dir.path(), &format!("migrate --in {address}"));
    let last = migrated.lines().filter(|line| !line.starts_with("applied")).collect::<Vec<_>>().join("\n");
    assert_eq!(plain(&last, &address), "exit 0\nexit 0\nSERVER is up to date.");
    succeed(dir.path(), &format!("import --map map.yaml forms.csv calls.csv --in {address}"));
    let run = say(dir.path(), &format!("run --agreement agreement.signed --as-of {AS_OF} --in {address}"));
    assert!(run.contains("30 facts gave 35 decisions"), "{run}");
    for command in ["explain anna@harbour.example", "report funnel", "report sla", "statement"] {
        let command = format!("{command} --as-of {AS_OF}")
            .replace("explain anna@harbour.example --as-of", "explain anna@harbour.example --at");
        let (there, here) = (say(dir.path(), &format!("{command} --in {address}")), say(folder.path(), &command));
        assert_eq!(there, here, "{command}");
    }
    assert_eq!(rebuilt(dir.path(), &address), rebuilt(folder.path(), "entente-data"));
}

#[test]
fn a_copy_is_made_there_and_back_and_over_nothing() {
    let (Some(address), Some(dir)) = (postgres::database(), decided()) else { return };
    let there = say(dir.path(), &format!("copy --from entente-data --to {address}"));
    let shown = there.lines().filter(|line| !line.starts_with("  ")).map(|line| plain(line, &address) + "\n");
    let shown: String = shown.collect();
    let again = plain(&say(dir.path(), &format!("copy --from entente-data --to {address}")), &address);
    let back = say(dir.path(), &format!("copy --from {address} --to back --json"));
    let json: serde_json::Value = serde_json::from_str(back.strip_prefix("exit 0\n").unwrap()).unwrap();
    assert!(json["tables"].as_array().unwrap().iter().all(|table| table["same"] == true), "{json}");
    assert_eq!(rebuilt(dir.path(), "back"), rebuilt(dir.path(), "entente-data"));
    let wrong = say(dir.path(), "copy --from entente-data --to postgres://ana:secret@db.example");
    expect![[r#"
        exit 0
        289 rows of entente-data copied to SERVER.
        Every table was read back and is the same to the byte.
        exit 2
        entente: the place to copy to is not empty: it has rows in entry
        exit 2
        error: invalid value 'postgres://ana:secret@db.example' for '--to <PLACE>': 'postgres://ana@db.example' names no database: it ends without the name of a database: postgres://user@host/name

        For more information, try '--help'.
    "#]].assert_eq(&(shown + &again + &wrong));
}

/// A child that is told to end when this is dropped.
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn start(place: &str, words: &[&str]) -> (Running, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_entente"));
        let command = command.args(words).env("ENTENTE_IN", place).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (Running(child), line)
    }

    /// Ends it as a service manager does; answers whether it ended well.
    pub(crate) fn end(mut self) -> bool {
        let told = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().unwrap();
        told.success() && self.0.wait().unwrap().success()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn pages_and_work_are_parted_and_end_when_they_are_told() {
    let Some(address) = postgres::database() else { return };
    let (work, said) = Running::start(&address, &["work"]);
    assert_eq!(said, "Entente decides what falls due.\n");
    let (pages, said) = Running::start(&address, &["serve", "--no-work", "--port", "0"]);
    let port = said.trim().rsplit(':').next().unwrap().parse::<u16>().unwrap();
    assert!(get(port, "/").starts_with("HTTP/1.1 "), "a page is answered from a server");
    assert!(pages.end() && work.end(), "both end well");
}

fn get(port: u16, path: &str) -> String {
    use std::io::{Read, Write};
    let mut socket = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(socket, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    answer
}
