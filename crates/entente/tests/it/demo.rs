//! The demo from outside: made twice it is the same, every command it says to try works, and nothing foreign is touched.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::{entente, told, write};

const SMALL: &str = "demo --no-serve --into here --leads 400";

fn json(output: &std::process::Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn made_twice_it_is_the_same_and_folds_again_to_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let make = || {
        let output = entente(dir.path(), format!("{SMALL} --json").split(' '));
        let made = json(&output);
        (made["facts"].clone(), made["decisions"].clone(), made["explain"].clone())
    };
    let first = make();
    assert!(first.0.as_u64().unwrap() > 3_000, "{first:?}");
    assert_eq!(first, make());
    let verified = entente(dir.path(), ["rebuild", "--verify", "--in", "here"]);
    assert_eq!(verified.status.code(), Some(0), "{}", told(&verified));
}

#[test]
fn it_shows_the_statement_and_every_command_it_names_works() {
    let dir = tempfile::tempdir().unwrap();
    let output = entente(dir.path(), SMALL.split(' '));
    let shown = told(&output);
    assert!(shown.starts_with("exit 0\n"), "{shown}");
    for part in ["Demand generation promises", "New business promises", "400 leads", "deciding the history"] {
        assert!(shown.contains(part), "{part} is missing in\n{shown}");
    }
    let commands: Vec<&str> = shown.lines().filter_map(|line| line.strip_prefix("  entente ")).collect();
    assert!(commands.len() >= 8, "{commands:?}");
    // Signing asks for a key of one's own; its file has the name that stands in the text.
    for command in commands.iter().filter(|command| !command.contains("--key KEY")) {
        let answer = entente(dir.path(), command.split(' '));
        assert_eq!(answer.status.code(), Some(0), "{command}\n{}", told(&answer));
        assert!(!answer.stdout.is_empty(), "{command}");
    }
}

#[test]
fn a_folder_it_did_not_make_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "letter.txt", "mine");
    let output = entente(dir.path(), ["demo", "--no-serve", "--into", ".", "--leads", "50"]);
    let shown = told(&output);
    assert!(shown.starts_with("exit 2\n") && shown.contains("left alone"), "{shown}");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

/// The company while it is served: what it printed, and where it is.
struct Served {
    child: Child,
    printed: String,
    address: String,
}

/// Starts to serve at a port of the machine's choice, and waits until it says where.
fn serve(dir: &Path, args: &str) -> Served {
    let mut child = Command::new(env!("CARGO_BIN_EXE_entente"))
        .args(format!("demo --into here --port 0 {args}").split_whitespace())
        .current_dir(dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut printed = String::new();
    let address = loop {
        let line = lines.next().expect("it ended before it served").unwrap();
        printed += &format!("{line}\n");
        if let Some((_, address)) = line.split_once("http://") {
            break address.to_owned();
        }
    };
    Served { child, printed, address }
}

impl Served {
    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks it to end, as Ctrl-C does.
    fn end(mut self) -> Option<i32> {
        let asked = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        self.child.wait().unwrap().code()
    }
}

#[test]
#[cfg(unix)]
fn it_is_made_once_served_and_goes_on_when_it_is_started_again() {
    let dir = tempfile::tempdir().unwrap();
    let served = serve(dir.path(), "--leads 60 --months 3");
    assert!(served.printed.contains("Made in here: 60 leads"), "{}", served.printed);
    assert!(served.printed.contains("Renate Meyer") && served.printed.contains("yuna.choi"), "{}", served.printed);
    let personas = served.get("/personas");
    assert!(personas.starts_with("HTTP/1.1 200") && personas.contains("Kwame Osei"), "{personas}");
    assert_eq!(served.end(), Some(0));
    let again = serve(dir.path(), "");
    assert!(!again.printed.contains("Made in"), "{}", again.printed);
    assert_eq!(again.end(), Some(0));
    let other = entente(dir.path(), "demo --into here --leads 90 --port 0".split(' '));
    let shown = told(&other);
    assert!(shown.starts_with("exit 2\n") && shown.contains("--fresh"), "{shown}");
}
