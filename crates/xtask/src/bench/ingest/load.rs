//! The load: programs that tell events over connections that stay open, and remember what they told and what was answered.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail, ensure};

use super::served::Served;
use crate::bench::table::time;
use entente_testkit::random::Random;

/// Loads are numbered, so that the messages of each are told apart.
static LOADS: AtomicU64 = AtomicU64::new(1);
/// How many in a hundred events come from somebody new.
const NEW_PERCENT: u64 = 20;

/// Who tells how much.
pub(in crate::bench) struct Load<'a> {
    pub(in crate::bench) clients: u64,
    /// Events in one request.
    pub(in crate::bench) batch: u64,
    pub(in crate::bench) lasts: Duration,
    /// Visitors that are known already.
    pub(in crate::bench) known: u64,
    /// The write key.
    pub(in crate::bench) key: &'a str,
    /// How many events a second all clients tell together at the most; none: as many as are answered.
    pub(in crate::bench) rate: Option<u64>,
}

/// What came of a load.
#[derive(Default)]
pub(in crate::bench) struct Loaded {
    /// The load's number, which its messages carry.
    pub(in crate::bench) number: u64,
    /// Events that were acknowledged.
    pub(in crate::bench) events: u64,
    /// Requests that were acknowledged.
    pub(in crate::bench) requests: u64,
    /// Answers "not now", after each of which the same events were told again.
    pub(in crate::bench) later: u64,
    pub(in crate::bench) wall: Duration,
    /// Processor time of the server.
    pub(in crate::bench) cpu: Duration,
    /// How long each acknowledged request took, shortest first.
    took: Vec<Duration>,
}

impl Loaded {
    pub(in crate::bench) fn wall_nanos(&self) -> f64 {
        self.wall.as_nanos() as f64 / self.events.max(1) as f64
    }

    pub(in crate::bench) fn cpu_nanos(&self) -> f64 {
        self.cpu.as_nanos() as f64 / self.events.max(1) as f64
    }

    /// How many requests were acknowledged a second.
    pub(in crate::bench) fn rate(&self) -> f64 {
        self.requests as f64 / self.wall.as_secs_f64()
    }

    /// The request that so many of a hundred were quicker than.
    fn percent(&self, percent: usize) -> f64 {
        let at = (self.took.len() * percent / 100).min(self.took.len().saturating_sub(1));
        self.took.get(at).copied().unwrap_or_default().as_nanos() as f64
    }

    /// How many events a second, and how long a request took.
    pub(in crate::bench) fn shown(&self) -> String {
        let rate = self.events as f64 / self.wall.as_secs_f64();
        let later = if self.later > 0 { format!(", {} told to come later", self.later) } else { String::new() };
        format!("{rate:.0} events/s, p50 {}, p99 {}{later}", time(self.percent(50)), time(self.percent(99)))
    }
}

impl Load<'_> {
    /// Tells, all clients at once, until the time is over.
    pub(in crate::bench) fn run(&self, served: &Served) -> Result<Loaded> {
        let number = LOADS.fetch_add(1, Ordering::Relaxed);
        let (began, cpu) = (Instant::now(), served.cpu()?);
        let told: Vec<Result<Loaded>> = std::thread::scope(|scope| {
            let clients: Vec<_> = (0..self.clients)
                .map(|client| scope.spawn(move || self.tell(number, client, served.address(), began + self.lasts)))
                .collect();
            clients.into_iter().map(|client| client.join().unwrap_or_else(|_| bail!("a client stopped"))).collect()
        });
        let mut all =
            Loaded { number, wall: began.elapsed(), cpu: served.cpu()?.saturating_sub(cpu), ..Loaded::default() };
        for told in told {
            let told = told?;
            all.events += told.events;
            all.requests += told.requests;
            all.later += told.later;
            all.took.extend(told.took);
        }
        all.took.sort_unstable();
        ensure!(all.events > 0, "nothing was acknowledged");
        Ok(all)
    }

    fn tell(&self, load: u64, client: u64, address: &str, until: Instant) -> Result<Loaded> {
        let mut line = Line::open(address)?;
        let (mut random, mut told) = (Random(load * 1_000 + client), Loaded::default());
        let pace = self.rate.map(|rate| Duration::from_secs(1) * (self.clients * self.batch) as u32 / rate as u32);
        let mut next = Instant::now() + pace.unwrap_or_default() * client as u32 / self.clients as u32;
        while Instant::now() < until {
            wait_until(next);
            next += pace.unwrap_or_default();
            let body = self.body(load, client, told.events, &mut random);
            let began = Instant::now();
            while line.post(&body)? == 503 {
                told.later += 1;
                ensure!(told.later < 100_000, "never ready");
                std::thread::yield_now();
            }
            told.took.push(began.elapsed());
            told.requests += 1;
            told.events += self.batch;
        }
        Ok(told)
    }

    fn body(&self, load: u64, client: u64, first: u64, random: &mut Random) -> String {
        let at = stamp();
        let mut body = format!(r#"{{"writeKey":"{}","sentAt":"{at}","batch":["#, self.key);
        for number in first..first + self.batch {
            let visitor = if random.happens(NEW_PERCENT) {
                format!("n{load:x}-{client:x}-{number:x}")
            } else {
                super::workspace::visitor(random.below(self.known))
            };
            let path = random.one(&["/", "/pricing", "/product", "/blog/payback", "/careers"]);
            let comma = if number == first { "" } else { "," };
            body += &format!(
                r#"{comma}{{"type":"page","messageId":"load-{load}-{client}-{number}","anonymousId":"{visitor}","timestamp":"{at}","properties":{{"path":"{path}","url":"https://halden.example{path}?utm_source=search","title":"Halden","referrer":""}},"context":{{"userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36","ip":"192.0.2.1","locale":"de-DE"}}}}"#
            );
        }
        body + "]}"
    }
}

/// Lets the processor go until it is time.
pub(in crate::bench) fn wait_until(time: Instant) {
    while let Some(left) = time.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) {
        std::thread::park_timeout(left);
    }
}

/// Now, as SDKs write it.
pub(in crate::bench) fn stamp() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    entente_core::time::Instant::from_micros(since.as_micros() as i64).to_string()
}

/// A connection that stays open.
pub(in crate::bench) struct Line {
    stream: BufReader<TcpStream>,
    answer: Vec<u8>,
}

impl Line {
    pub(in crate::bench) fn open(address: &str) -> Result<Line> {
        let stream = TcpStream::connect(address).context("the server is not there")?;
        stream.set_nodelay(true)?;
        Ok(Line { stream: BufReader::new(stream), answer: Vec::new() })
    }

    /// Tells, and answers the status.
    pub(in crate::bench) fn post(&mut self, body: &str) -> Result<u16> {
        let head = format!("POST /v1/batch HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n", body.len());
        let mut request = head.into_bytes();
        request.extend_from_slice(body.as_bytes());
        self.stream.get_mut().write_all(&request)?;
        let (mut status, mut length, mut line) = (None, 0, String::new());
        loop {
            line.clear();
            ensure!(self.stream.read_line(&mut line)? > 0, "the server hung up");
            if status.is_none() {
                status = line.split(' ').nth(1).and_then(|status| status.parse::<u16>().ok());
            }
            if line == "\r\n" {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse::<usize>()?;
            }
        }
        self.answer.resize(length, 0);
        self.stream.read_exact(&mut self.answer)?;
        match status {
            Some(status @ (200 | 503)) => Ok(status),
            status => bail!("answered {status:?}: {}", String::from_utf8_lossy(&self.answer)),
        }
    }
}
