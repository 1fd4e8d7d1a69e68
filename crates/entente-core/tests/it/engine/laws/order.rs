//! Law: within one fact the order is fixed, and whatever announces something comes after what it announces. Held over
//! storms, where everything happens at once: what a decision says of others is compared with those others.

use std::collections::BTreeMap;

use entente_core::decision::{Concluded, Decision, Verdict};
use entente_core::engine::world::World;
use entente_core::id::{LeadId, Name};
use entente_core::time::{Instant, Span};

use crate::engine::storm::{agreement, log};
use crate::engine::story::plan;

/// All decisions of a storm, and of the quiet year after it.
fn storm(seed: u64) -> Vec<Decision> {
    let mut world = World::new(vec![plan(&agreement())]);
    let log = log(seed, 400);
    log.iter().for_each(|(seq, fact)| world.fact(*seq, fact));
    world.advance(log.last().unwrap().1.known + Span::DAY.times(400), true);
    world.take_decided()
}

#[test]
fn a_score_is_told_before_everything_that_rests_on_it() {
    let mut met = 0;
    for seed in 0..20 {
        let mut since: BTreeMap<LeadId, (Instant, Option<entente_core::id::Seq>, String)> = BTreeMap::new();
        for decision in storm(seed) {
            let Some(lead) = decision.lead else { continue };
            let rests = match &decision.what {
                Concluded::StageEntered { .. } => "a stage",
                Concluded::Qualified { .. } => "qualification",
                Concluded::HandedOff { .. } => "a handoff",
                Concluded::ClockStarted { .. } => "a clock",
                Concluded::Enrolled { .. } | Concluded::MailDue { .. } => "nurture",
                _ => "",
            };
            let place = (decision.at, decision.cause);
            if matches!(decision.what, Concluded::Scored { .. }) {
                if let Some((at, cause, what)) = since.get(&lead) {
                    assert!((*at, *cause) != place, "seed {seed}: {what} of {lead} came before its score at {at}");
                }
            } else if !rests.is_empty() {
                since.insert(lead, (decision.at, decision.cause, rests.to_owned()));
                met += 1;
            }
        }
    }
    assert!(met > 1_000, "{met} are too few to tell");
}

#[test]
fn each_decision_goes_on_from_the_one_before() {
    for seed in 0..20 {
        let mut grid: BTreeMap<LeadId, (Name, Name)> = BTreeMap::new();
        let mut cycles: BTreeMap<LeadId, u32> = BTreeMap::new();
        let mut owners: BTreeMap<LeadId, Option<Name>> = BTreeMap::new();
        let mut last = Instant::MIN;
        for decision in storm(seed) {
            assert!(decision.at >= last, "seed {seed}: decided out of order at {}", decision.at);
            last = decision.at;
            let Some(lead) = decision.lead else { continue };
            let place = format!("seed {seed}, {lead} at {}", decision.at);
            match &decision.what {
                Concluded::Scored { grade, level, .. } => {
                    let before = grid.insert(lead, (grade.1.clone(), level.1.clone()));
                    let before = before.unwrap_or(("D".into(), "3".into()));
                    assert_eq!(before, (grade.0.clone(), level.0.clone()), "{place}: it goes on from where it stood");
                    assert_ne!(before, (grade.1.clone(), level.1.clone()), "{place}: nothing changed");
                }
                Concluded::HandedOff { cycle, route } => {
                    let before = cycles.insert(lead, *cycle).unwrap_or(0);
                    // Handoffs made elsewhere, as a storm tells them too, open cycles of their own.
                    assert!(*cycle > before, "{place}: cycle {cycle} after {before}");
                    owners.insert(lead, route.owner.clone());
                }
                Concluded::Reassigned { route, .. } => {
                    owners.insert(lead, route.owner.clone());
                }
                Concluded::ClockStarted { clock, start, known, due, .. } => {
                    let cycle = cycles.get(&lead).copied().unwrap_or(0);
                    assert!(clock.cycle >= cycle, "{place}: a clock of a cycle that is over");
                    assert!(start <= known && start <= due, "{place}: {start} {known} {due}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_verdict_adds_up() {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for seed in 0..20 {
        let mut passed: BTreeMap<_, Instant> = BTreeMap::new();
        for decision in storm(seed) {
            let place = format!("seed {seed}, {:?} at {}", decision.lead, decision.at);
            match &decision.what {
                // Clocks of requests share a key: those are told apart by their number.
                Concluded::ClockMissed { clock } if decision.lead.is_some() => {
                    passed.insert((decision.lead, clock.clone()), decision.at);
                }
                Concluded::Verdict { clock, verdict, start, stop, due, counted, wall, lateness, .. } => {
                    *seen.entry(format!("{verdict:?}")).or_default() += 1;
                    assert!(counted <= wall && *counted >= Span::ZERO, "{place}: {counted} of {wall}");
                    let late = matches!(verdict, Verdict::MetLate | Verdict::Missed);
                    // Of a request nobody holds a leg, so there is nothing to split.
                    assert_eq!(
                        lateness.is_some(),
                        late && decision.lead.is_some(),
                        "{place}: {verdict:?} {lateness:?}"
                    );
                    if let Some(late) = lateness {
                        let parts = [
                            late.receive,
                            late.qualify,
                            late.route,
                            late.unassigned,
                            late.owner_closed,
                            late.owner_open,
                        ];
                        let sum = parts.iter().fold(Span::ZERO, |sum, part| sum + *part);
                        assert_eq!(sum, *counted, "{place}: the parts add up to all of it: {late:?}");
                        assert!(parts.iter().all(|part| *part >= Span::ZERO), "{place}: {late:?}");
                    }
                    if let Some(stop) = stop {
                        // What was done before anybody asked for it took no time.
                        let took_none = *counted == Span::ZERO && *verdict == Verdict::Met;
                        assert!(start <= stop || took_none, "{place}: {start} to {stop}, {decision:?}");
                        let in_time = *verdict != Verdict::MetLate || stop > due;
                        assert!(in_time, "{place}: late at {stop}, due {due}");
                    }
                    if let (Verdict::Met, Some(passed), Some(stop)) =
                        (verdict, passed.get(&(decision.lead, clock.clone())), stop)
                    {
                        assert!(stop <= passed, "{place}: met, though it passed its due instant at {passed}");
                    }
                }
                _ => {}
            }
        }
    }
    for verdict in ["Cancelled", "CannotTell", "Met", "MetLate", "Missed"] {
        assert!(seen.get(verdict).is_some_and(|times| *times >= 5), "{verdict}: {seen:?}");
    }
}
