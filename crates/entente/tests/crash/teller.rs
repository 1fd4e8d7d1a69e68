//! Programs that tell: visitors and demo requests in small batches, some told twice, what was not answered told again.

use entente_core::time::Instant;
use entente_testkit::random::Random;

use crate::ledger::{Ledger, Told};
use crate::served::post;

/// Tells until the other side is gone. `name` keeps the keys of several tellers apart.
pub(crate) fn tell(ledger: &Ledger, address: &str, key: &str, name: &str, seed: u64) {
    tell_some(ledger, address, key, name, seed, usize::MAX);
}

/// Tells until the other side is gone, or so many requests of all tellers were answered.
pub(crate) fn tell_some(ledger: &Ledger, address: &str, key: &str, name: &str, seed: u64, answered: usize) {
    let mut random = Random(seed);
    for number in 0.. {
        if ledger.book().answered >= answered {
            return;
        }
        let again = ledger.book().open.pop();
        let told = again.unwrap_or_else(|| batch(&mut random, &format!("{name}:{number}")));
        ledger.sends(&told);
        match post(address, key, &told.body) {
            Some((200, answer)) => {
                ledger.hears(&told, &answer);
                // A program that does not trust its own memory.
                if random.below(10) == 0 {
                    ledger.keeps(told);
                }
            }
            Some((503, _)) => ledger.keeps(told),
            Some((status, body)) => panic!("{status}: {body}"),
            None => return ledger.keeps(told),
        }
    }
}

/// One to twenty facts about some of four hundred people of a hundred companies and two thousand visitors without a name;
/// now and then two hundred at once, of which much is put down late.
fn batch(random: &mut Random, name: &str) -> Told {
    let at = now();
    let most = if random.below(8) == 0 { 200 } else { 20 };
    let facts: Vec<(String, serde_json::Value)> = (0..=random.below(most))
        .map(|index| {
            let key = format!("web:{name}:{index}");
            let fact = fact(random, &key, at);
            (key, fact)
        })
        .collect();
    let body = serde_json::to_string(&facts.iter().map(|(_, fact)| fact).collect::<Vec<_>>()).unwrap();
    Told { keys: facts.into_iter().map(|(key, _)| key).collect(), body }
}

fn fact(random: &mut Random, key: &str, at: Instant) -> serde_json::Value {
    let person = random.below(400);
    let company = format!("firm{}.example", person % 100);
    let lead = serde_json::json!({"lead": {"keys": [{"mail": format!("p{person}@{company}")}]}});
    let (about, what) = match random.below(10) {
        0 => (
            serde_json::json!({"account": company}),
            serde_json::json!({"fact": "learnt", "values": {"employees": 300, "industry": "logistics", "country": "DE"}}),
        ),
        1 => (
            lead,
            serde_json::json!({"fact": "learnt", "values": {"seniority": "director", "name": format!("Person {person}")}}),
        ),
        2 => (
            lead,
            serde_json::json!({"fact": "happened", "event": "Form Submitted", "properties": {"form": "demo"}, "class": "human"}),
        ),
        3..=6 => (
            serde_json::json!({"lead": {"keys": [{"anonymous": format!("v{}", random.below(2_000))}]}}),
            serde_json::json!({"fact": "happened", "event": "Page Viewed", "properties": {"path": "/"}, "class": "human"}),
        ),
        _ => (
            lead,
            serde_json::json!({"fact": "happened", "event": "Page Viewed", "properties": {"path": "/pricing"}, "class": "human"}),
        ),
    };
    serde_json::json!({"key": key, "about": about, "at": at, "what": what})
}

/// The time of this machine.
pub(crate) fn now() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Instant::from_micros(since.as_micros() as i64)
}
