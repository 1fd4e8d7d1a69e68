//! A storm: random leads, signals, answers, absences and jumps of time from a seed; what must always hold is held
//! after every step, and a failure names its seed.

use std::collections::{BTreeMap, BTreeSet};

use entente_core::decision::{Concluded, Decision};
use entente_core::engine::score;
use entente_core::engine::state::{LeadState, StateKey, to_bytes};
use entente_core::engine::world::World;
use entente_core::fact::{About, Channel, Fact, Value, What};
use entente_core::id::{AccountId, LeadId, Name, Seq};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision, Span};
use entente_testkit::random::Random;

use super::story::{instant, plan};

const HALDEN: &str = include_str!("halden.yaml");

const NURTURE: &str = "
nurture:
  warm:
    says: Three mails
    for: stage in ['inquiry', 'engaged']
    steps:
      - {send: one}
      - {wait: 2d, until: \"did('pricing_viewed', '1d')\"}
      - {when: \"times('pricing_viewed', '7d') >= 2\", send: two, else: {send: three}}
      - {wait: 9d}
      - {send: four}
    leave: stage in ['mql', 'sal', 'customer']
    at_most: 1 mails per week
    quiet: {hours: \"20:00-08:00\", of: agreement}
";

/// A log of random facts in the order in which it learnt them; some happened earlier than that, some twice.
pub(super) fn log(seed: u64, count: u64) -> Vec<(Seq, Fact)> {
    let mut chance = Random(seed);
    let mut known = instant("03-02 08:00");
    (1..=count)
        .map(|seq| {
            known = known + Span::from_seconds(chance.below(20_000) as i64 * i64::from(chance.below(3) != 0));
            let late = Span::from_seconds(if chance.below(5) == 0 { chance.below(400_000) as i64 } else { 0 });
            let precision = if chance.below(12) == 0 { Precision::Day } else { Precision::Second };
            let (about, by, what) = happening(&mut chance, known);
            let fact = Fact { key: format!("storm:{seq}"), about, at: known - late, precision, known, by, what };
            (Seq(seq), fact)
        })
        .collect()
}

fn happening(chance: &mut Random, now: Instant) -> (About, Option<Name>, What) {
    let lead = About::Lead(LeadId(1 + chance.below(12)));
    let account = AccountId(1 + chance.below(4));
    let person = Name::from(["jonas", "ama", "kwame"][chance.below(3) as usize]);
    let words = String::new();
    let event = |name: &str, property: &str, value: &str| What::Happened {
        event: name.to_owned(),
        properties: BTreeMap::from([(property.to_owned(), Value::Text(value.to_owned()))]),
        class: entente_core::agreement::model::SignalClass::Human,
    };
    let learnt =
        |name: &str, value: Value| What::Learnt { values: BTreeMap::from([(name.into(), value)]), verified: false };
    let reason =
        Name::from(["no_interest", "misrouted", "student", "Not interested", "unheard of"][chance.below(5) as usize]);
    let what = match chance.below(31) {
        0 | 1 => What::Created { source: Some("storm".to_owned()) },
        2 | 3 => What::Joined { account },
        4 => {
            return (
                About::Account(account),
                None,
                learnt("employees", Value::Number(Decimal::from_int(chance.below(3000) as i64))),
            );
        }
        5 => learnt("seniority", Value::Text(["staff", "director", "chief"][chance.below(3) as usize].to_owned())),
        6..=9 => event("Form Submitted", "form", "demo"),
        10..=13 => event("Page Viewed", "path", "/pricing/a"),
        14 => What::Accepted,
        15 => What::Rejected { reason, words },
        16 => What::Recycled { reason, words },
        17 | 18 => What::Touched {
            channel: Channel::Call,
            reached: chance.below(2) == 0,
            lasted: Some(Span::from_seconds(chance.below(60) as i64)),
            personal: true,
            outcome: words,
        },
        19 => What::Paused {
            reason: "asked_to_wait".into(),
            until: now + Span::from_seconds(chance.below(900_000) as i64),
        },
        20 => What::Resumed { reason: "asked_to_wait".into() },
        21 => {
            let (from, length) = (now + Span::HOUR, Span::from_seconds(chance.below(300_000) as i64));
            return (About::Person(person), None, What::Away { from, to: from + length });
        }
        22 => What::Reassigned { to: person.clone() },
        23 => What::HandedOver { owner: person.clone(), team: None },
        24 => What::Disqualified { reason, words },
        25 => What::OpportunityOpened { deal: "d".to_owned(), amount: Decimal::from_int(5) },
        26 => What::OpportunityLost { deal: "d".to_owned(), reason },
        27 => What::Consent {
            given: chance.below(3) != 0,
            purpose: "marketing".to_owned(),
            channel: "mail".to_owned(),
            wording: words.clone(),
            evidence: words,
        },
        28 if chance.below(8) == 0 => What::Erased,
        28 | 29 => What::Waived { commitment: "sla.sales.touch".to_owned(), words },
        _ => {
            return (
                About::Request(format!("r{}", chance.below(3))),
                None,
                if chance.below(2) == 0 { What::ContentRequested { words } } else { What::ContentAnswered { words } },
            );
        }
    };
    (lead, Some(person), what)
}

/// The small Halden with nurture: mails, waits, limits and quiet hours.
pub(super) fn agreement() -> String {
    format!("{HALDEN}{NURTURE}")
}

fn state_bytes(world: &World) -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = world.leads().map(|lead| to_bytes(lead).unwrap()).collect();
    all.push(to_bytes(world.parties()).unwrap());
    all
}

/// The log run live, with what must hold checked after every fact.
fn live(seed: u64, log: &[(Seq, Fact)]) -> (World, Vec<Decision>) {
    let plan = plan(&agreement());
    let mut world = World::new(vec![plan.clone()]);
    let mut all = Vec::new();
    for (seq, fact) in log {
        world.fact(*seq, fact);
        let decided = world.take_decided();
        assert!(decided.len() < 500, "seed {seed}, {seq}: {} decisions at once", decided.len());
        all.extend(decided);
        for lead in world.leads() {
            holds(seed, *seq, &world, lead, fact.known);
        }
        in_hand(seed, *seq, &world);
    }
    let end = log.last().map_or(Instant::MIN, |(_, fact)| fact.known) + Span::DAY.times(400);
    world.advance(end, true);
    all.extend(world.take_decided());
    for lead in world.leads() {
        holds(seed, Seq(0), &world, lead, end);
    }
    (world, all)
}

fn holds(seed: u64, seq: Seq, world: &World, lead: &LeadState, now: Instant) {
    let place = format!("seed {seed}, {seq}, {}", lead.id);
    let plan = world.plan().unwrap();
    let engagement = score::engagement(plan, lead, now);
    let sum: i64 = score::contributions(plan, lead, now).iter().map(|part| part.points).sum();
    assert_eq!(sum, engagement.as_millionths(), "{place}: contributions do not add up");
    assert!((0..=100_000_000).contains(&sum), "{place}: engagement out of range");
    assert!(lead.open || lead.owner.is_none(), "{place}: held by somebody while no cycle is open");
    let mut keys: BTreeSet<_> = BTreeSet::new();
    for clock in &lead.clocks {
        assert!(keys.insert(&clock.key), "{place}: two clocks of one promise and cycle");
        assert!(!lead.ended.contains(&clock.key), "{place}: a clock runs that has ended");
    }
    if let Some(wake) = world.wake_of(StateKey::Lead(lead.id)) {
        assert!(wake > now, "{place}: it wants to be looked at in the past");
    }
}

/// Who holds how much is what the leads say.
fn in_hand(seed: u64, seq: Seq, world: &World) {
    let mut held: BTreeMap<Name, u32> = BTreeMap::new();
    for owner in world.leads().filter_map(LeadState::in_hand_of) {
        *held.entry(owner.clone()).or_default() += 1;
    }
    let counted = world.parties().open.iter().filter(|(_, open)| **open > 0);
    assert_eq!(held, counted.map(|(name, open)| (name.clone(), *open)).collect(), "seed {seed}, {seq}");
    for lead in world.leads() {
        let members = lead.account.and_then(|account| world.account(account)).map(|account| account.leads.as_slice());
        assert!(members.is_none_or(|members| members.contains(&lead.id)), "seed {seed}, {seq}: {} strayed", lead.id);
    }
}

#[test]
fn whatever_happens_the_laws_hold() {
    for seed in 0..16 {
        let log = log(seed, 300);
        let (world, decisions) = live(seed, &log);
        let (again, same) = live(seed, &log);
        assert_eq!(decisions, same, "seed {seed}: the same log gave other decisions");
        assert_eq!(state_bytes(&world), state_bytes(&again), "seed {seed}: the same log gave other states");
        once(seed, &decisions);
    }
}

/// Verdicts and ladder steps come once per clock; open leads are counted right.
fn once(seed: u64, decisions: &[Decision]) {
    let mut seen = BTreeSet::new();
    for decision in decisions {
        let key = match &decision.what {
            Concluded::Verdict { clock, .. } => (decision.lead, clock.clone(), u32::MAX),
            Concluded::ClockStarted { clock, .. } => (decision.lead, clock.clone(), u32::MAX - 1),
            Concluded::ClockStep { clock, step, .. } => (decision.lead, clock.clone(), *step),
            _ => continue,
        };
        // Requests share a clock key: they are told apart by their number.
        let number = decision.because.first().filter(|_| decision.lead.is_none()).map(|ground| ground.value.clone());
        assert!(seen.insert((key, number)), "seed {seed}: twice: {decision:?}");
    }
}

#[test]
fn states_folded_from_the_log_are_the_same_bytes() {
    for seed in 0..10 {
        let log = log(seed, 300);
        let (world, decisions) = live(seed, &log);
        let mut replayed = World::new(vec![plan(&agreement())]);
        let mut entries: Vec<(Instant, u64, bool, usize)> = Vec::new();
        entries.extend(log.iter().enumerate().map(|(index, (seq, fact))| (fact.known, seq.0, false, index)));
        entries.extend(
            decisions
                .iter()
                .enumerate()
                .map(|(index, decision)| (decision.at, decision.cause.map_or(u64::MAX, |cause| cause.0), true, index)),
        );
        entries.sort_unstable();
        for (_, _, is_decision, index) in entries {
            if is_decision {
                replayed.replay_decision(&decisions[index]);
            } else {
                replayed.replay_fact(log[index].0, &log[index].1);
            }
        }
        assert_eq!(state_bytes(&world), state_bytes(&replayed), "seed {seed}");
    }
}

#[test]
fn looking_more_often_decides_nothing_else() {
    for seed in 0..10 {
        let log = log(seed, 200);
        let (_, decisions) = live(seed, &log);
        let mut chance = Random(seed ^ 0xabcd);
        let mut world = World::new(vec![plan(&agreement())]);
        let mut seen = Vec::new();
        let mut before = log[0].1.known;
        for (seq, fact) in &log {
            for _ in 0..chance.below(4) {
                let between = (fact.known - before).as_micros().max(1) as u64;
                before = before + Span::from_micros(chance.below(between) as i64);
                world.advance(before, false);
            }
            world.fact(*seq, fact);
            before = fact.known;
        }
        world.advance(before + Span::DAY.times(400), true);
        seen.extend(world.take_decided());
        assert_eq!(decisions, seen, "seed {seed}");
    }
}
