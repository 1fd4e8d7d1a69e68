//! Goal: a page that one process serves follows what another commits within a moment, also after the server was away.
//! Method: the program serves; this process writes beside it and waits until the page is told.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant as Moment};

use entente_core::fact::NewFact;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_desk::live::Desk;
use entente_desk::people::{self, Joining, Role};
use entente_store::Place;
use entente_testkit::postgres;

use crate::server::Running;

/// What the one in the middle takes at the most where commits are heard. Found by looks alone, each would take a second,
/// for each is made right after the look that found the one before.
const MOMENT: Duration = Duration::from_millis(800);
/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(60);

fn now() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Instant::from_micros(i64::try_from(since.as_micros()).unwrap())
}

/// Makes an administrator; answers the token of their session.
fn come_in(desk: &Desk) -> String {
    let joining = Joining {
        name: "Ines Vogt".to_owned(),
        mail: "ines@halden.example".to_owned(),
        handle: "ines.vogt".to_owned(),
        role: Role::Administrator,
        party: None,
        language: Lang::En,
        timezone: "UTC".to_owned(),
    };
    let token = desk.write::<_, entente_desk::Error>(|store| {
        people::set_up(store, &joining, "a long enough secret", now()).unwrap();
        Ok(people::log_in(store, &joining.mail, "a long enough secret", now()).unwrap())
    });
    token.unwrap().as_str().to_owned()
}

/// The page's stream: one message for each time that the page is told of commits.
fn stream(port: u16, session: &str) -> Receiver<()> {
    let mut socket = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(socket, "GET /events HTTP/1.1\r\nhost: localhost\r\ncookie: entente_session={session}\r\n\r\n").unwrap();
    let (told, hears) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(socket).lines().map_while(Result::ok) {
            if line == "event: log" && told.send(()).is_err() {
                return;
            }
        }
    });
    hears.recv_timeout(LONG).expect("where it stands is told at once");
    hears
}

/// Tells a fact, and again where the server is away.
fn tell(desk: &Desk, key: &str) {
    let json = format!(
        r#"{{"key": "{key}", "at": "2026-03-02T09:00:00Z", "about": {{"lead": {{"keys": [{{"mail": "ann@acme.example"}}]}}}},
            "what": {{"fact": "happened", "event": "Page Viewed", "properties": {{}}, "class": "human"}}}}"#
    );
    let fact: NewFact = serde_json::from_str(&json).unwrap();
    while let Err(error) = desk.act(now(), vec![fact.clone()]) {
        assert!(error.is_lost(), "{error}");
    }
}

/// How long the page takes, for one commit of many: the one in the middle.
fn median(desk: &Desk, hears: &Receiver<()>, name: &str) -> Duration {
    let mut took: Vec<Duration> = (0..9)
        .map(|number| {
            tell(desk, &format!("{name}:{number}"));
            let began = Moment::now();
            hears.recv_timeout(LONG).expect("the page is told");
            began.elapsed()
        })
        .collect();
    took.sort();
    println!("{name}: a page of another process is told within {took:?}");
    took[4]
}

#[test]
fn a_page_follows_what_another_process_commits_also_after_the_server_was_away() {
    let Some(server) = postgres::start() else { return };
    let address = server.database();
    let desk = Desk::open(address.parse::<Place>().unwrap()).unwrap();
    let session = come_in(&desk);
    let (pages, said) = Running::start(&address, &["serve", "--no-work", "--port", "0"]);
    let port = said.trim().rsplit(':').next().unwrap().parse::<u16>().unwrap();
    let hears = stream(port, &session);
    assert!(median(&desk, &hears, "before") < MOMENT);
    server.restart();
    assert!(median(&desk, &hears, "after") < MOMENT);
    assert!(pages.end());
}
