//! Bodies of tracking requests: whatever comes, each item is told, withheld or faulty, and what is told is read back.
#![no_main]

use entente_connect::segment::{self, Arrival, Read, Side, body};
use entente_core::fact::NewFact;
use entente_core::time::Instant;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let arrival = Arrival {
        received: Instant::from_micros(1_767_603_600_000_000),
        source: 1,
        side: if bytes.len() % 2 == 0 { Side::Browser } else { Side::Server },
        is_trusted: bytes.len() % 3 == 0,
        agent: String::new(),
        purpose: String::new(),
        gpc: false,
    };
    let Ok(inflated) = body::inflate(bytes) else { return };
    assert!(inflated.len() <= body::BYTES_MAX, "inflated beyond the bound");
    let Ok(opened) = body::open(&inflated) else { return };
    for raw in &opened.items {
        let read = segment::read(raw, None, opened.sent.as_deref(), &arrival);
        let Read::Facts(facts) = read else { continue };
        assert!(!facts.is_empty(), "an item that tells nothing is not faulty either");
        for fact in &facts {
            assert!(!fact.key.is_empty());
            let written = serde_json::to_string(fact).and_then(|text| serde_json::from_str::<NewFact>(&text));
            assert!(written.is_ok_and(|read| read == *fact), "a fact is not read back as it was written: {fact:?}");
        }
        // The same item sent again tells the same facts, so that it counts once.
        assert_eq!(segment::read(raw, None, opened.sent.as_deref(), &arrival), Read::Facts(facts));
    }
});
