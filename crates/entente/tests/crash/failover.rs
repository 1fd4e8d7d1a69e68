//! The server under several programs is lost for good while they are told facts, and the one that followed it takes over.

use entente_testkit::postgres::Pair;

use crate::ledger::Ledger;
use crate::rounds::rounds;
use crate::served::Served;
use crate::{checked, company, teller};

/// How many programs serve the same database.
const PROGRAMS: u64 = 2;
/// How many tell each of them at once.
const TELLERS: u64 = 3;
/// Requests that are answered before the server is lost, and again after another took over.
const ANSWERED: usize = 40;
/// A pair is lost once in so many rounds of the other tests: it takes seconds to make one.
const ROUNDS_A_PAIR: u64 = 30;

#[test]
fn a_server_that_is_lost_for_good_takes_nothing_with_it() {
    for pair in 0..rounds().div_ceil(ROUNDS_A_PAIR) {
        let Some(servers) = Pair::start() else { return };
        let place = servers.database();
        let key = company::make(&place);
        let ledger = Ledger::default();
        let programs: Vec<Served> = (0..PROGRAMS).map(|_| Served::start(&place)).collect();
        let before = std::thread::scope(|scope| {
            for (program, served) in (0..).zip(&programs) {
                for teller in 0..TELLERS {
                    let (ledger, address, key, seed) =
                        (&ledger, served.address().to_owned(), &key, pair * 100 + program * 10 + teller);
                    scope.spawn(move || {
                        teller::tell(ledger, &address, key, &format!("{pair}:{program}:{teller}"), seed);
                    });
                }
            }
            ledger.waits_for(ANSWERED);
            servers.fail_over();
            let before = ledger.book().acknowledged.len();
            ledger.waits_for(ANSWERED);
            programs.into_iter().for_each(Served::kill);
            before
        });
        let held = checked::check(&place, &ledger);
        let told = checked::check_told(&place);
        checked::check_folded(&place);
        let book = ledger.book();
        assert!(book.acknowledged.len() > before && held.decisions > 0, "nothing happened after the loss");
        println!(
            "PostgreSQL, the server lost and another promoted: {} facts told by {PROGRAMS} programs, {before} acknowledged \
             before and {} in all, {} held; {} decisions, {} effects, {told} people told; 0 lost, 0 doubled",
            book.told.len(),
            book.acknowledged.len(),
            held.facts.len(),
            held.decisions,
            held.effects,
        );
    }
}
