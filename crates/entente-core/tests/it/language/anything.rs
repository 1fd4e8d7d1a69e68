//! Goal: whatever is told in an agreement's own words, each decision can be cited, kept and read back. Method: random
//! logs in the vocabulary of every sample; a failure names sample and seed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use entente_core::agreement::clauses::clauses;
use entente_core::agreement::model::{Agreement, Field, FieldKind, Named, Signal, SignalClass};
use entente_core::decision::Decision;
use entente_core::engine::state::{LeadState, from_bytes, to_bytes};
use entente_core::engine::world::World;
use entente_core::fact::{About, Channel, Fact, Value, What};
use entente_core::id::{AccountId, ClauseId, LeadId, Name, Seq};
use entente_core::number::Decimal;
use entente_core::plan::Plan;
use entente_core::plan::event::satisfying;
use entente_core::time::{Instant, Precision, Span};

use super::tree::Chance;
use crate::agreement::SAMPLES;
use crate::engine::story::{instant, plan};

/// What an agreement has words for.
struct Words {
    people: Vec<Name>,
    reasons: Vec<Name>,
    pauses: Vec<Name>,
    promises: Vec<String>,
    needs: Vec<Name>,
    /// Events and the properties that their signals ask for.
    events: Vec<(String, BTreeMap<String, Value>)>,
}

impl Words {
    fn of(agreement: &Agreement) -> Words {
        let handoff = agreement.handoff.as_ref();
        let teams = handoff.into_iter().flat_map(|handoff| handoff.teams.iter());
        let people = teams.flat_map(|(_, team)| team.members.names().map(Name::from).collect::<Vec<_>>());
        let rejects = handoff.into_iter().flat_map(|handoff| handoff.reject.names().map(Name::from));
        let disqualifies = handoff.into_iter().flat_map(|handoff| handoff.disqualify.iter().cloned());
        let promises = clauses(agreement).into_iter().map(|clause| clause.id.0).filter(|id| id.starts_with("sla."));
        let needs = agreement.stages.iter().flat_map(|(_, stage)| stage.needs.iter().cloned());
        Words {
            people: people.chain(["outsider".into()]).collect(),
            reasons: rejects.chain(disqualifies).chain(["unheard of".into()]).collect(),
            pauses: agreement.sla.pauses.names().map(Name::from).chain(["unheard of".into()]).collect(),
            promises: promises.collect(),
            needs: needs.chain(["need".into()]).collect(),
            events: events(agreement),
        }
    }
}

fn events(agreement: &Agreement) -> Vec<(String, BTreeMap<String, Value>)> {
    let asked = |signal: &Signal| signal.r#where.as_ref().map(|wanted| satisfying(&wanted.test)).unwrap_or_default();
    let told = agreement.signals.iter().map(|(_, signal)| (signal.on.clone(), asked(signal)));
    told.chain([("Unheard Of".to_owned(), BTreeMap::new())]).collect()
}

fn pick<'a, T>(chance: &mut Chance, of: &'a [T]) -> &'a T {
    &of[chance.below(of.len())]
}

fn value(chance: &mut Chance, kind: &FieldKind) -> Value {
    let text = |text: &str| Value::Text(text.to_owned());
    match kind {
        FieldKind::Choice { of } => text(pick(chance, of).as_str()),
        FieldKind::Set { of } => Value::Set(vec![pick(chance, of).to_string()]),
        FieldKind::Bool => Value::Bool(chance.below(2) == 0),
        FieldKind::Number => Value::Number(Decimal::from_int(chance.below(3_000) as i64)),
        FieldKind::Text => text(["a", "b", "organic search"][chance.below(3)]),
        FieldKind::Country => text(["DE", "KR", "BR"][chance.below(3)]),
        FieldKind::Date => text("2026-01-31T09:00:00Z"),
    }
}

fn learnt(chance: &mut Chance, fields: &Named<Field>) -> What {
    let mut values = BTreeMap::new();
    for (name, field) in fields {
        if chance.below(3) > 0 {
            values.insert(name.clone(), value(chance, &field.kind));
        }
    }
    What::Learnt { values, verified: chance.below(4) == 0 }
}

fn happening(chance: &mut Chance, agreement: &Agreement, words: &Words, now: Instant) -> (About, What) {
    let account = AccountId(1 + chance.below(3) as u64);
    let reason = pick(chance, &words.reasons).clone();
    let person = pick(chance, &words.people).clone();
    let soon = now + Span::HOUR.times(chance.below(200) as i64);
    let (deal, amount, none) = (format!("d{}", chance.below(3)), Decimal::from_int(5_000), String::new());
    let what = match chance.below(30) {
        0 => return (About::Account(account), learnt(chance, &agreement.account_fields)),
        1 => return (About::Account(account), What::Owned { owner: Some(person) }),
        2 => return (About::Person(person), What::Away { from: now, to: soon }),
        3 => return (About::Request("r".into()), What::ContentRequested { words: none }),
        4 => return (About::Request("r".into()), What::ContentAnswered { words: none }),
        5 | 6 => What::Created { source: Some(["organic search", "fair"][chance.below(2)].into()) },
        7 | 8 => learnt(chance, &agreement.lead_fields),
        9 => What::Joined { account },
        10..=14 => {
            let (event, properties) = pick(chance, &words.events).clone();
            What::Happened { event, properties, class: SignalClass::Human }
        }
        15 => What::HandedOver { owner: person, team: None },
        16 => What::Accepted,
        17 => What::Rejected { reason, words: none },
        18 => What::Disqualified { reason, words: none },
        19 => What::Recycled { reason, words: none },
        20 => What::Reassigned { to: person },
        21 | 22 => {
            let (reached, lasted) = (chance.below(2) == 0, Some(Span::MINUTE));
            What::Touched { channel: Channel::Call, reached, lasted, personal: true, outcome: none }
        }
        23 => What::Confirmed { needs: words.needs.clone() },
        24 => What::Rated { stars: 1 + chance.below(5) as u8, words: none },
        25 => What::OpportunityOpened { deal, amount },
        26 => What::OpportunityWon { deal, amount, recurring: amount },
        27 => What::OpportunityLost { deal, reason },
        28 => What::Paused { reason: pick(chance, &words.pauses).clone(), until: soon },
        _ => What::Waived { commitment: pick(chance, &words.promises).clone(), words: none },
    };
    (About::Lead(LeadId(1 + chance.below(5) as u64)), what)
}

/// The world and all decisions of a random log of so many facts.
fn told(plan: &Arc<Plan>, numbers: &[u32], count: u64) -> (World, Vec<Decision>) {
    let (words, mut chance) = (Words::of(&plan.agreement), Chance::of(numbers));
    let mut world = World::new(vec![plan.clone()]);
    let mut known = instant("03-02 08:00");
    for seq in 1..=count {
        known = known + Span::MINUTE.times(chance.below(900) as i64);
        let (about, what) = happening(&mut chance, &plan.agreement, &words, known);
        let by = Some(pick(&mut chance, &words.people).clone());
        let precision = [Precision::Second, Precision::Second, Precision::Minute, Precision::Day][chance.below(4)];
        world.fact(Seq(seq), &Fact { key: seq.to_string(), about, at: known, precision, known, by, what });
    }
    world.advance(known + Span::DAY.times(100), true);
    let decided = world.take_decided();
    (world, decided)
}

/// Numbers that differ from seed to seed and never come round within one log.
fn numbers(seed: u32) -> Vec<u32> {
    let step = |number: &u32| Some(number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    std::iter::successors(Some(seed + 1), step).map(|number| number >> 8).take(20_000).collect()
}

#[test]
fn every_decision_can_be_cited_kept_and_read_back() {
    for (name, text) in SAMPLES {
        let plan = plan(text);
        let known: BTreeSet<ClauseId> = clauses(&plan.agreement).into_iter().map(|clause| clause.id).collect();
        let mut total = 0;
        for seed in 0..4 {
            let place = format!("{name}, seed {seed}");
            let (world, decisions) = told(&plan, &numbers(seed), 120);
            assert!(decisions.is_sorted_by_key(|decision| decision.at), "{place}: decided out of order");
            for decision in &decisions {
                assert!(known.contains(&decision.clause), "{place}: no such clause: {decision:?}");
                let line = serde_json::to_string(decision).unwrap();
                assert_eq!(serde_json::from_str::<Decision>(&line).unwrap(), *decision, "{place}");
                for ground in &decision.because {
                    assert!(!ground.name.is_empty() && !ground.value.is_empty(), "{place}: {decision:?}");
                }
            }
            for lead in world.leads() {
                assert_eq!(from_bytes::<LeadState>(&to_bytes(lead).unwrap()).as_ref(), Ok(lead), "{place}");
            }
            total += decisions.len();
        }
        assert!(total > 50, "{name}: only {total} decisions, so the log says little");
    }
}
