//! The rounds: start, tell from several sides, kill at a random moment, look.

use std::time::{Duration, Instant};

use entente_testkit::postgres;
use entente_testkit::random::Random;

use crate::ledger::Ledger;
use crate::served::Served;
use crate::teller;
use crate::{checked, company};

/// How many tell at once.
const TELLERS: u64 = 4;
/// After how many rounds everything is folded again, which takes longer the more there is: often while there is little.
fn is_folded_after(round: u64) -> bool {
    if round < 12 { round % 4 == 3 } else { round % 50 == 49 }
}

/// How often something is killed.
pub(crate) fn rounds() -> u64 {
    std::env::var("ENTENTE_CRASH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(12)
}

/// Lets a little time pass, so that the kill meets every part of a commit: reading, deciding, writing, syncing, answering.
fn waits(time: Duration) {
    let began = Instant::now();
    while began.elapsed() < time {
        std::thread::yield_now();
    }
}

#[test]
fn what_was_acknowledged_survives_and_nothing_is_doubled() {
    let folder = tempfile::tempdir().unwrap();
    kill_again_and_again("SQLite", folder.path().to_str().unwrap());
}

#[test]
fn what_was_acknowledged_survives_on_a_server_too() {
    let Some(address) = postgres::database() else { return };
    kill_again_and_again("PostgreSQL", &address);
}

fn kill_again_and_again(name: &str, place: &str) {
    let key = company::make(place);
    let (ledger, mut random) = (Ledger::default(), Random(29));
    let (mut cut_off, mut behind) = (0, 0);
    for round in 0..rounds() {
        let served = Served::start(place);
        let address = served.address().to_owned();
        std::thread::scope(|scope| {
            for teller in 0..TELLERS {
                let (ledger, address, key) = (&ledger, &address, &key);
                let seed = round * TELLERS + teller;
                scope.spawn(move || teller::tell(ledger, address, key, &format!("{round}:{teller}"), seed));
            }
            ledger.waits_for(random.below(60) as usize);
            waits(Duration::from_micros(random.below(12_000)));
            served.kill();
        });
        cut_off += ledger.book().open.len();
        checked::check(place, &ledger);
        behind += u64::from(checked::is_behind(place));
        if is_folded_after(round) {
            checked::check_folded(place);
        }
    }
    let held = checked::check(place, &ledger);
    let told = checked::check_told(place);
    checked::check_folded(place);
    let book = ledger.book();
    assert!(book.answered > 0 && held.decisions > 0 && held.effects > 0, "nothing happened between the kills");
    println!(
        "{name}, {} rounds, {behind} of them ended behind the log: {} facts told, {} acknowledged, {} held; {cut_off} requests cut off and told again; {} \
         decisions, {} effects, {told} people told; 0 lost, 0 doubled",
        rounds(),
        book.told.len(),
        book.acknowledged.len(),
        held.facts.len(),
        held.decisions,
        held.effects,
    );
}
