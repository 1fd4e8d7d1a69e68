//! The real program, started on a workspace and killed without a word.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A program that serves; killed when dropped.
pub(crate) struct Served {
    child: Child,
    address: String,
}

impl Served {
    /// Starts it and waits until it says where it listens.
    pub(crate) fn start(place: &str) -> Served {
        let mut child = Command::new(env!("CARGO_BIN_EXE_entente"))
            .args(["serve", "--port", "0"])
            // Not as an argument: what lists the programs that run would show a password.
            .env("ENTENTE_IN", place)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().rsplit(':').next().unwrap_or_default().to_owned();
        assert!(port.parse::<u16>().is_ok(), "it says '{line}' instead of where it listens");
        Served { child, address: format!("127.0.0.1:{port}") }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Whether it still runs.
    pub(crate) fn is_up(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a request came to: its status and body; none where the connection broke before the whole answer was there.
pub(crate) fn post(address: &str, key: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let head = format!(
        "POST /api/v1/facts HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {key}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let length: usize = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.trim().parse().ok())?;
    (body.len() == length).then(|| (status, body.to_owned()))
}
