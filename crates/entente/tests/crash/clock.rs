//! A clock that steps back by minutes, again and again, while facts are told over HTTP and deadlines pass: all that was
//! acknowledged stands once, the log keeps its order, and no deadline is decided twice.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use entente_core::decision::Concluded;
use entente_core::id::Seq;
use entente_core::time::{Instant, Span};
use entente_desk::live::Desk;
use entente_desk::notices;
use entente_store::{Entry, Place, Store};
use entente_testkit::postgres;
use entente_web::Options;

use crate::ledger::Ledger;
use crate::{checked, company, teller};

/// How many tell at once, and how many requests are answered in all.
const TELLERS: u64 = 4;
const ANSWERED: usize = 400;
const DAY_MICROS: i64 = 86_400_000_000;

/// A clock that goes on by twenty seconds at each reading, and back by twenty minutes at every ninety-seventh: what it says
/// depends on how often it was read and on nothing else.
#[derive(Default)]
struct Stepping {
    readings: AtomicI64,
    back: AtomicI64,
}

impl Stepping {
    fn read(&self) -> Instant {
        let reading = self.readings.fetch_add(1, Ordering::Relaxed);
        let steps = reading / 97;
        self.back.fetch_max(steps, Ordering::Relaxed);
        Instant::from_micros(monday().as_micros() + (reading * 20 - steps * 20 * 60) * 1_000_000)
    }
}

/// The Monday after the next, in the morning: facts of the machine's own time are in its past.
fn monday() -> Instant {
    let days = teller::now().as_micros() / DAY_MICROS;
    // The first of all days was a Thursday.
    Instant::from_micros((days - (days + 3) % 7 + 14) * DAY_MICROS + DAY_MICROS / 3)
}

#[test]
fn a_clock_that_steps_back_under_load_loses_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    step_back_under_load("SQLite", folder.path().to_str().unwrap());
}

#[test]
fn a_clock_that_steps_back_under_load_loses_and_doubles_nothing_on_a_server() {
    let Some(address) = postgres::database() else { return };
    step_back_under_load("PostgreSQL", &address);
}

fn step_back_under_load(name: &str, place: &str) {
    let key = company::make(place);
    let (ledger, clock) = (Ledger::default(), Arc::new(Stepping::default()));
    let desk = Arc::new(Desk::open(place.parse::<Place>().unwrap()).unwrap());
    serve_while(&desk, &clock, |address| {
        std::thread::scope(|scope| {
            for seed in 0..TELLERS {
                let (ledger, key) = (&ledger, &key);
                scope.spawn(move || teller::tell_some(ledger, address, key, &format!("back:{seed}"), seed, ANSWERED));
            }
        });
    });
    let last = clock.read();
    let later = last + Span::DAY.times(10);
    desk.tick(later).unwrap();
    assert_eq!(desk.tick(last).unwrap().decisions, 0, "what is decided stays decided when the clock is back");
    assert_eq!(desk.tick(later).unwrap().decisions, 0, "and once more when the same instants come again");
    notices::deliver(&desk, last).unwrap();
    drop(desk);
    let held = checked::check(place, &ledger);
    let told = checked::check_told(place);
    checked::check_folded(place);
    let missed = check_order(place);
    let steps = clock.back.load(Ordering::Relaxed);
    assert!(steps > 3 && missed > 0, "{steps} steps back, {missed} deadlines passed");
    println!(
        "{name}, the clock stepped back {steps} times: {} facts acknowledged, {} held; {} decisions, {missed} deadlines \
         passed once each, {} effects, {told} people told; 0 lost, 0 doubled",
        ledger.book().acknowledged.len(),
        held.facts.len(),
        held.decisions,
        held.effects,
    );
}

/// Serves the desk by that clock, and decides what falls due without pause, until `work` is done.
fn serve_while(desk: &Arc<Desk>, clock: &Arc<Stepping>, work: impl FnOnce(&str)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let read = {
        let clock = Arc::clone(clock);
        Arc::new(move || clock.read())
    };
    let options = Options { desk: Arc::clone(desk), clock: read, is_demo: false, is_secure: false, sends_mail: false };
    let served = runtime.spawn(async move {
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        entente_web::serve(listener, options, std::future::pending()).await
    });
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let deciding = scope.spawn(|| {
            while !done.load(Ordering::Acquire) {
                desk.tick(clock.read()).unwrap();
                notices::deliver(desk, clock.read()).unwrap();
                desk.look().unwrap();
            }
        });
        work(&address);
        done.store(true, Ordering::Release);
        deciding.join().unwrap();
    });
    served.abort();
}

/// The log is in the order in which it was known and decided, and nothing in it was concluded twice. Answers how many
/// deadlines passed.
fn check_order(place: &str) -> usize {
    let store = Store::open(place.parse::<Place>().unwrap()).unwrap();
    let mut decided = Instant::MIN;
    let (mut concluded, mut missed) = (BTreeSet::new(), BTreeSet::new());
    for (seq, entry) in store.entries(Seq(0), usize::MAX).unwrap() {
        match entry {
            Entry::Fact(fact) => {
                assert!(fact.known >= decided, "{seq:?} is known before what was already decided");
            }
            Entry::Decision(decision) => {
                assert!(decision.at >= decided, "{seq:?} is decided before what was already decided");
                decided = decision.at;
                let text = serde_json::to_string(&decision).unwrap();
                assert!(concluded.insert(text.clone()), "{seq:?} is concluded twice: {text}");
                if let Concluded::ClockMissed { clock } = decision.what {
                    assert!(missed.insert((decision.lead, clock)), "{seq:?} is missed twice: {text}");
                }
            }
        }
    }
    missed.len()
}
