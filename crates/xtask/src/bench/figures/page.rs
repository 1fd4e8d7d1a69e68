//! Pages as a browser gets them: over a socket of this machine, by somebody who has come in, one after the other.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Instant as Stopwatch;

use anyhow::{Context, Result, ensure};
use entente_core::agreement::model::PartyKind;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_desk::live::Desk;
use entente_desk::people::{self, Joining, Role};
use entente_web::Options;

use super::{TIMES, Took, took};

/// Serves the workspace and asks for each page many times.
pub(super) fn ask(desk: &Arc<Desk>, now: Instant, paths: &[&str]) -> Result<Vec<Took>> {
    let token = come_in(desk, now)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    let options = Options {
        desk: Arc::clone(desk),
        clock: Arc::new(move || now),
        is_demo: false,
        is_secure: false,
        sends_mail: false,
    };
    let served = runtime.spawn(entente_web::serve(listener, options, std::future::pending()));
    let mut browser = Browser::new(address, &token)?;
    let mut pages = Vec::new();
    for path in paths {
        let mut all = Vec::with_capacity(TIMES + 1);
        for _ in 0..=TIMES {
            let started = Stopwatch::now();
            browser.get(path)?;
            all.push(started.elapsed());
        }
        pages.push(took(all));
    }
    served.abort();
    Ok(pages)
}

fn come_in(desk: &Desk, now: Instant) -> Result<String> {
    let joining = Joining {
        name: "Jonas Weber".to_owned(),
        mail: "jonas@halden.example".to_owned(),
        handle: "jonas.weber".to_owned(),
        role: Role::Administrator,
        party: Some(PartyKind::Sales),
        language: Lang::En,
        timezone: "Europe/Berlin".to_owned(),
    };
    let came_in = desk.write(|store| {
        let user = people::set_up(store, &joining, "a long enough secret", now)?;
        Ok::<_, people::Refused>(people::enter(store, &user, now)?)
    });
    let token = came_in.map_err(|refused| anyhow::anyhow!("nobody could come in: {refused:?}"))?;
    Ok(token.as_str().to_owned())
}

/// A connection that stays open.
struct Browser {
    stream: BufReader<TcpStream>,
    token: String,
}

impl Browser {
    fn new(address: SocketAddr, token: &str) -> Result<Browser> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Browser { stream: BufReader::new(stream), token: token.to_owned() })
    }

    fn get(&mut self, path: &str) -> Result<()> {
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: entente_session={}\r\n\r\n", self.token);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut length = None;
        let mut line = String::new();
        let mut is_first = true;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            ensure!(!is_first || line.contains(" 200 "), "{path} answers {}", line.trim());
            is_first = false;
            if line.trim().is_empty() {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse::<usize>().ok();
            }
        }
        let mut body = vec![0; length.context("a page says how long it is")?];
        self.stream.read_exact(&mut body)?;
        Ok(())
    }
}
