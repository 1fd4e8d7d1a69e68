//! Law: engagement is the sum of points that halve, capped, clamped, and its explanation adds up to it. Held against
//! the definition itself, written out in floating point, over random histories told in order and late.

use std::collections::BTreeMap;

use entente_core::engine::score;
use entente_core::engine::world::World;
use entente_core::id::{LeadId, Seq};
use entente_core::time::{Instant, Span};
use entente_testkit::random::Random;
use expect_test::expect;

use crate::engine::scores::SIGNALS;
use crate::engine::story::{fact, instant, plan};

/// What a signal of the agreement says of itself: event, points, cap, half-life in days.
const PAYS: [(&str, f64, f64, f64); 6] = [
    ("Form Submitted", 40.0, f64::INFINITY, 30.0),
    ("Page Viewed", 8.0, 24.0, 14.0),
    ("Webinar Attended", 15.0, f64::INFINITY, 30.0),
    ("Email Link Clicked", 4.0, f64::INFINITY, 14.0),
    ("Careers Viewed", -15.0, f64::INFINITY, 30.0),
    ("Unsubscribed", -60.0, f64::INFINITY, 180.0),
];

const DAY: f64 = 86_400e6;

/// One thing that happened: which signal, when, in which webinar, caused by whom.
#[derive(Debug, Clone, PartialEq)]
struct Did {
    signal: usize,
    at: Instant,
    webinar: u64,
    class: &'static str,
}

/// The definition, as semantics state it, and nothing shared with the engine.
fn defined(did: &[Did], now: Instant) -> f64 {
    let mut total = 0.0;
    for (index, (_, points, cap, half_life)) in PAYS.iter().enumerate() {
        // What machines did pays for nothing, and does not use up what pays once.
        let asks = |one: &&Did| {
            if PAYS[index].0 == "Email Link Clicked" {
                one.class == "human"
            } else {
                !matches!(one.class, "prefetch" | "scanner")
            }
        };
        let seen = || did.iter().filter(|one| one.signal == index).filter(asks);
        let mut paying: Vec<&Did> = seen().filter(|one| one.at <= now).collect();
        if PAYS[index].0 == "Webinar Attended" {
            // Once per webinar: the first time for each.
            let mut first: BTreeMap<u64, &Did> = BTreeMap::new();
            for one in seen() {
                let earliest = first.entry(one.webinar).or_insert(one);
                if one.at < earliest.at {
                    *earliest = one;
                }
            }
            paying = first.into_values().filter(|one| one.at <= now).collect();
        }
        let worth = |one: &&Did| points * 2f64.powf(-((now - one.at).as_micros() as f64) / (half_life * DAY));
        let sum: f64 = paying.iter().map(worth).sum();
        total += sum.clamp(-cap, *cap);
    }
    total.clamp(0.0, 100.0)
}

/// Something that happened within so many days before `end`.
fn random(chance: &mut Random, end: Instant, days: u64) -> Did {
    let class = ["human", "human", "human", "human", "unknown", "prefetch", "scanner"][chance.below(7) as usize];
    Did {
        signal: [0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5][chance.below(14) as usize],
        at: end - Span::from_seconds(chance.below(days * 86_400) as i64),
        webinar: chance.below(3),
        class,
    }
}

fn told(did: &[Did], known: impl Fn(&Did) -> Instant) -> World {
    let mut world = World::new(vec![plan(SIGNALS)]);
    for (index, one) in did.iter().enumerate() {
        let seq = Seq(index as u64 + 1);
        let line = format!("lead 1: happened {} webinar=w{} class={}", PAYS[one.signal].0, one.webinar, one.class);
        let mut fact = fact(seq, known(one), &line);
        fact.at = one.at;
        world.fact(seq, &fact);
    }
    world
}

#[test]
fn engagement_is_what_its_definition_says() {
    let plan = plan(SIGNALS);
    let end = instant("06-01 08:00");
    let (mut capped, mut clamped, mut between) = (0, 0, 0);
    for seed in 0..150 {
        let mut chance = Random(seed);
        let mut did: Vec<Did> =
            (0..1 + chance.below(14)).map(|_| random(&mut chance, end, 3 + seed % 3 * 40)).collect();
        did.sort_by_key(|one| one.at);
        let world = told(&did, |one| one.at);
        let lead = world.lead(LeadId(1)).unwrap();
        for look in 0..12 {
            let now = end + Span::from_seconds(chance.below(1 + look * look * 3 * 86_400) as i64);
            let found = score::engagement(&plan, lead, now).as_millionths();
            let wanted = defined(&did, now) * 1e6;
            // Each part is rounded towards zero once, and is never off by more than eight parts in ten millions.
            let slack: f64 = did.iter().map(|one| 1.0 + PAYS[one.signal].1.abs() * 0.8).sum();
            assert!((found as f64 - wanted).abs() <= slack, "seed {seed} at {now}: {found}, defined {wanted}: {did:?}");
            let parts = score::contributions(&plan, lead, now);
            assert_eq!(parts.iter().map(|part| part.points).sum::<i64>(), found, "seed {seed}: the parts add up");
            capped += usize::from(parts.iter().any(|part| part.signal.is_some() && part.fact.is_none()));
            clamped += usize::from(parts.iter().any(|part| part.signal.is_none()));
            between += usize::from(0 < found && found < 100_000_000);
        }
    }
    assert!(capped > 20 && clamped > 100 && between > 300, "{capped} capped, {clamped} clamped, {between} between");
}

#[test]
fn the_order_of_learning_changes_no_score() {
    let plan = plan(SIGNALS);
    let end = instant("06-01 08:00");
    for seed in 0..80 {
        let mut chance = Random(seed ^ 0x51);
        let mut did: Vec<Did> = (0..12).map(|_| random(&mut chance, end, 90)).collect();
        did.sort_by_key(|one| one.at);
        let in_time = told(&did, |one| one.at);
        for place in (1..did.len()).rev() {
            did.swap(place, chance.below(place as u64 + 1) as usize);
        }
        let late = told(&did, |_| end);
        for days in [0, 1, 7, 30, 200] {
            let now = end + Span::DAY.times(days);
            let scored = |world: &World| score::engagement(&plan, world.lead(LeadId(1)).unwrap(), now);
            assert_eq!(scored(&late), scored(&in_time), "seed {seed}, {days} d later: {did:?}");
        }
    }
}

#[test]
fn a_threshold_is_met_at_whole_half_lives_and_not_a_microsecond_later() {
    let plan = plan(SIGNALS);
    let asked = instant("03-02 08:00");
    let rows: Vec<String> = (0..6)
        .flat_map(|halvings| [(halvings, -1), (halvings, 0), (halvings, 1)])
        .filter(|(halvings, past)| *halvings > 0 || *past >= 0)
        .map(|(halvings, past)| {
            let world = told(&[Did { signal: 0, at: asked, webinar: 0, class: "human" }], |one| one.at);
            let now = asked + Span::DAY.times(30 * halvings) + Span::from_micros(past * 1_000_000);
            let found = score::engagement(&plan, world.lead(LeadId(1)).unwrap(), now);
            format!("{halvings} half-lives {past:+} s: {found}")
        })
        .collect();
    expect![[r#"
        0 half-lives +0 s: 40
        0 half-lives +1 s: 40
        1 half-lives -1 s: 20.000013
        1 half-lives +0 s: 20
        1 half-lives +1 s: 20
        2 half-lives -1 s: 10.000006
        2 half-lives +0 s: 10
        2 half-lives +1 s: 10
        3 half-lives -1 s: 5.000003
        3 half-lives +0 s: 5
        3 half-lives +1 s: 5
        4 half-lives -1 s: 2.500001
        4 half-lives +0 s: 2.5
        4 half-lives +1 s: 2.5
        5 half-lives -1 s: 1.25
        5 half-lives +0 s: 1.25
        5 half-lives +1 s: 1.25"#]]
    .assert_eq(&rows.join("\n"));
}
