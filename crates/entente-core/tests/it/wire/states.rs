//! Goal: a state is read back to the byte, and damaged bytes are refused and never stumbled over. Method: the states of
//! a story, whole, cut and hurt at random.

use std::sync::LazyLock;

use entente_core::engine::state::{AccountState, LeadState, PartiesState, from_bytes, to_bytes};
use entente_core::engine::world::World;
use entente_core::id::{AccountId, LeadId, Seq};
use proptest::prelude::*;

use crate::agreement::sample;
use crate::engine::story::{fact, instant, plan};

/// A lead with everything a state may hold: a text, a set, signals that pay once, a clock, a pause, a deal, legs.
const STORY: &str = "
    03-02 09:00 account 1: learnt domain=kessler.example employees=320 industry=logistics country=DE products=shuttle,fleet
    03-02 10:00 lead 1: created fair
    03-02 10:00 lead 1: joined 1
    03-02 10:00 lead 1: learnt seniority=director department=logistics email=eva@kessler.example
    03-02 10:00 lead 1: happened Webinar Attended webinar=payback
    03-02 10:00 lead 1: happened Page Viewed path=/pricing
    03-02 10:00 lead 1: happened Form Submitted form=demo
    03-02 10:10 lead 1: touched call 60s @minute
    03-02 10:30 lead 1: paused buyer_asked_to_wait until 03-06 14:30
    03-02 10:40 lead 1: opened d1 50000
    03-02 10:50 person ama.boateng: away 03-04 00:00 to 03-06 00:00
    03-02 10:50 request r1: requested
    03-02 10:55 lead 1: rejected misrouted
    03-02 11:00 look
";

fn world() -> World {
    let mut world = World::new(vec![plan(sample("halden"))]);
    for (line, number) in STORY.lines().map(str::trim).filter(|line| !line.is_empty()).zip(1..) {
        let (when, told) = line.split_at(11);
        match told.trim() {
            "look" => world.advance(instant(when), true),
            told => world.fact(Seq(number), &fact(Seq(number), instant(when), told)),
        }
    }
    world
}

/// The bytes of a lead, an account and the parties.
static BYTES: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| {
    let world = world();
    [
        to_bytes(world.lead(LeadId(1)).unwrap()).unwrap(),
        to_bytes(world.account(AccountId(1)).unwrap()).unwrap(),
        to_bytes(world.parties()).unwrap(),
    ]
});

/// Reads bytes as the state of that index and writes it again.
fn again(which: usize, bytes: &[u8]) -> Result<Vec<u8>, String> {
    match which {
        0 => from_bytes::<LeadState>(bytes).and_then(|state| to_bytes(&state)),
        1 => from_bytes::<AccountState>(bytes).and_then(|state| to_bytes(&state)),
        _ => from_bytes::<PartiesState>(bytes).and_then(|state| to_bytes(&state)),
    }
}

#[test]
fn a_state_is_read_back_as_it_was() {
    let world = world();
    let lead = world.lead(LeadId(1)).unwrap();
    let filled = [
        lead.clocks.len(),
        lead.pauses.len(),
        lead.deals.len(),
        lead.legs.len(),
        lead.milestones.len(),
        lead.signals.iter().map(|(_, signal)| signal.hits.len()).sum(),
        lead.signals.iter().map(|(_, signal)| signal.paid.len()).sum(),
        world.parties().away.len(),
        world.parties().requests.len(),
    ];
    assert!(filled.iter().all(|count| *count > 0), "the story leaves something empty: {filled:?}");
    assert_eq!(from_bytes::<LeadState>(&BYTES[0]).as_ref(), Ok(lead));
    assert_eq!(from_bytes::<AccountState>(&BYTES[1]).as_ref(), Ok(world.account(AccountId(1)).unwrap()));
    assert_eq!(from_bytes::<PartiesState>(&BYTES[2]).as_ref(), Ok(world.parties()));
    for (which, bytes) in BYTES.iter().enumerate() {
        assert_eq!(again(which, bytes).as_ref(), Ok(bytes));
    }
}

#[test]
fn a_lead_of_a_busy_day_stays_small() {
    assert!(BYTES[0].len() < 1_000, "{} bytes", BYTES[0].len());
}

#[test]
fn bytes_that_are_cut_short_are_refused_with_the_remedy() {
    for (which, bytes) in BYTES.iter().enumerate() {
        for end in 0..bytes.len() {
            let refusal = again(which, &bytes[..end]).unwrap_err();
            assert!(refusal.ends_with("rebuild it from the log"), "{refusal}");
        }
    }
}

proptest! {
    #[test]
    fn damaged_bytes_are_refused_or_read_as_a_state(which in 0..3_usize, hurts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = BYTES[which].clone();
        for (at, byte) in hurts {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(written) = again(which, &bytes) {
            prop_assert_eq!(again(which, &written), Ok(written.clone()));
        }
    }

    #[test]
    fn any_bytes_are_refused_or_read_as_a_state(which in 0..3_usize, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(written) = again(which, &bytes) {
            prop_assert_eq!(again(which, &written), Ok(written.clone()));
        }
    }
}
