//! Law: the record of a handoff is the truth about everybody who was looked at. Held over random weeks of leads,
//! absences and closed cycles, under each rule for the absent, by counting from the story alone.

use std::collections::{BTreeMap, BTreeSet};

use entente_core::agreement::model::Absent;
use entente_core::decision::{Candidate, CandidateOutcome, Concluded, NobodyReason, Routed};
use entente_core::engine::world::World;
use entente_core::fact::{About, Fact, What};
use entente_core::id::{LeadId, Name, Seq};
use entente_core::time::{Instant, Precision, Span};
use entente_testkit::random::Random;

use crate::engine::routing::POOL;
use crate::engine::story::{fact, instant, plan};

/// The members of the team, with the weights the agreement gives them.
const MEMBERS: [(&str, i64); 3] = [("ann", 2), ("bea", 2), ("cem", 1)];

const CAP: u32 = 4;

/// What the story told so far, and nothing of what the engine made of it.
#[derive(Default)]
struct Told {
    away: BTreeMap<&'static str, Vec<(Instant, Instant)>>,
    holder: BTreeMap<LeadId, Name>,
    had: BTreeMap<LeadId, BTreeSet<Name>>,
    pointers: BTreeMap<Name, i64>,
    taken: BTreeMap<Name, i64>,
    passed: BTreeSet<Name>,
}

impl Told {
    fn is_away(&self, person: &str, at: Instant) -> bool {
        self.away.get(person).is_some_and(|spells| spells.iter().any(|(from, to)| *from <= at && at < *to))
    }

    fn holds(&self, person: &Name) -> u32 {
        self.holder.values().filter(|holder| *holder == person).count() as u32
    }

    /// Holds a record against the story, and takes it in.
    fn check(&mut self, lead: LeadId, route: &Routed, absent: Absent, at: Instant, place: &str) {
        let had = self.had.get(&lead).cloned().unwrap_or_default();
        let order: Vec<&str> = route.candidates.iter().map(|one| one.person.as_str()).collect();
        assert_eq!(order, MEMBERS.map(|(name, _)| name), "{place}: everybody, in the agreement's order");
        for one in &route.candidates {
            assert_eq!(one.open, self.holds(&one.person), "{place}: how much {} holds", one.person);
            let wanted = if had.contains(&one.person) {
                Some(CandidateOutcome::HadIt)
            } else if absent != Absent::Hold && self.is_away(one.person.as_str(), at) {
                Some(CandidateOutcome::Absent(absent))
            } else if one.open >= CAP {
                Some(CandidateOutcome::Full)
            } else {
                None
            };
            match wanted {
                Some(wanted) => assert_eq!(one.outcome, wanted, "{place}: {}", one.person),
                None => assert!(
                    matches!(one.outcome, CandidateOutcome::Chosen | CandidateOutcome::LaterTurn),
                    "{place}: nothing keeps {} from it, yet {:?}",
                    one.person,
                    one.outcome
                ),
            }
        }
        self.check_turn(route, at, place);
        self.check_nobody(route, &had, place);
        self.take(lead, route, absent, at);
    }

    /// The lowest pointer goes first, the first named among equals; pointers stand where earlier records left them, and
    /// whoever is new or was passed over stands level with the lowest of those who were there.
    fn check_turn(&self, route: &Routed, at: Instant, place: &str) {
        let free = |one: &&Candidate| matches!(one.outcome, CandidateOutcome::Chosen | CandidateOutcome::LaterTurn);
        let first = route.candidates.iter().filter(free).min_by_key(|one| one.pointer);
        let chosen = route.candidates.iter().find(|one| one.outcome == CandidateOutcome::Chosen);
        assert_eq!(first.map(|one| &one.person), chosen.map(|one| &one.person), "{place}: {:?}", route.candidates);
        let was_there = |person: &Name| !self.passed.contains(person) && !self.is_away(person.as_str(), at);
        let there = self.pointers.iter().filter(|(person, _)| was_there(person));
        let lowest = there.map(|(_, pointer)| *pointer).min().unwrap_or(0);
        for one in &route.candidates {
            let wanted = match self.pointers.get(&one.person) {
                Some(before) if !self.passed.contains(&one.person) => *before,
                passed => lowest.max(passed.copied().unwrap_or(0)),
            };
            assert_eq!(one.pointer, wanted, "{place}: where {} stands: {:?}", one.person, route.candidates);
        }
    }

    fn check_nobody(&self, route: &Routed, had: &BTreeSet<Name>, place: &str) {
        let count =
            |wanted: fn(&CandidateOutcome) -> bool| route.candidates.iter().filter(|one| wanted(&one.outcome)).count();
        let all = route.candidates.len();
        let had_it = count(|outcome| *outcome == CandidateOutcome::HadIt);
        let absent = count(|outcome| matches!(outcome, CandidateOutcome::Absent(_)));
        let free = count(|outcome| matches!(outcome, CandidateOutcome::Chosen | CandidateOutcome::LaterTurn));
        let wanted = match (free, had_it, absent) {
            (0, had_it, _) if had_it == all => Some(NobodyReason::AllHadIt),
            (0, had_it, absent) if had_it + absent == all => Some(NobodyReason::AllAbsent),
            (0, ..) => Some(NobodyReason::AllFull),
            _ => None,
        };
        assert_eq!(route.nobody, wanted, "{place}");
        let head = Name::from("kwame");
        let owner = route.owner.as_ref();
        match wanted {
            None => assert!(owner.is_some_and(|owner| !had.contains(owner)), "{place}: never back to one who had it"),
            Some(_) => assert_eq!(owner, Some(&head).filter(|head| !had.contains(*head)), "{place}: the last resort"),
        }
    }

    fn take(&mut self, lead: LeadId, route: &Routed, absent: Absent, at: Instant) {
        // Where nobody could take it, nobody's turn moved.
        for one in route.candidates.iter().filter(|_| route.nobody.is_none()) {
            let weight = MEMBERS.iter().find(|(name, _)| *name == one.person.as_str()).map_or(1, |(_, weight)| *weight);
            let mut step = 0;
            if one.outcome == CandidateOutcome::Chosen {
                let taken = self.taken.entry(one.person.clone()).or_default();
                *taken += 1;
                // As many leads as the weight says come to a million, and none is more than a millionth off.
                step = *taken * 1_000_000 / weight - (*taken - 1) * 1_000_000 / weight;
            }
            self.pointers.insert(one.person.clone(), one.pointer + step);
            if absent == Absent::Skip && self.is_away(one.person.as_str(), at) && one.outcome != CandidateOutcome::HadIt
            {
                self.passed.insert(one.person.clone());
            } else {
                self.passed.remove(&one.person);
            }
        }
        match &route.owner {
            Some(owner) => {
                self.holder.insert(lead, owner.clone());
                self.had.entry(lead).or_default().insert(owner.clone());
            }
            None => {
                self.holder.remove(&lead);
            }
        }
    }
}

/// A week from a seed: leads that ask, absences, leads given back as misrouted, and some that are given up.
fn week(seed: u64, absent: Absent, seen: &mut BTreeMap<String, u32>) {
    let word = match absent {
        Absent::Skip => "skip",
        Absent::Accrue => "accrue",
        Absent::Hold => "hold",
    };
    let agreement = POOL.replace("cem: 1}, absent: skip", &format!("cem: 1}}, open_at_most: {CAP}, absent: {word}"));
    let mut world = World::new(vec![plan(&agreement)]);
    let (mut chance, mut told, mut now) = (Random(seed), Told::default(), instant("03-02 08:00"));
    let mut seq = 0;
    let mut tell = |world: &mut World, now: Instant, line: &str| {
        seq += 1;
        world.fact(Seq(seq), &fact(Seq(seq), now, line));
    };
    let mut lead = 0;
    for _ in 0..90 {
        now = now + Span::from_seconds(1 + chance.below(9_000) as i64);
        match chance.below(8) {
            0 => {
                let person = MEMBERS[chance.below(3) as usize].0;
                let spell = (now, now + Span::from_seconds(chance.below(200_000) as i64));
                told.away.entry(person).or_default().push(spell);
                let about = About::Person(person.into());
                let what = What::Away { from: spell.0, to: spell.1 };
                let told = Fact {
                    key: format!("away:{now}"),
                    about,
                    at: now,
                    precision: Precision::Second,
                    known: now,
                    by: None,
                    what,
                };
                world.fact(Seq(1_000 + lead), &told);
            }
            1 | 2 if lead > 0 => tell(&mut world, now, &format!("lead {}: rejected misrouted", 1 + chance.below(lead))),
            3 if lead > 0 => {
                let gone = 1 + chance.below(lead);
                tell(&mut world, now, &format!("lead {gone}: won d{gone}"));
                told.holder.remove(&LeadId(gone));
            }
            _ => {
                lead += 1;
                tell(&mut world, now, &format!("lead {lead}: created web"));
                tell(&mut world, now, &format!("lead {lead}: happened Form Submitted"));
            }
        }
        for decision in world.take_decided() {
            if let Concluded::HandedOff { route, .. } | Concluded::Reassigned { route, .. } = &decision.what {
                let place = format!("seed {seed}, {word}, {} at {}", decision.lead.unwrap(), decision.at);
                let is_won =
                    world.lead(decision.lead.unwrap()).unwrap().in_hand_of().is_none() && route.owner.is_some();
                told.check(decision.lead.unwrap(), route, absent, decision.at, &place);
                if is_won {
                    told.holder.remove(&decision.lead.unwrap());
                }
                for one in &route.candidates {
                    *seen.entry(format!("{:?}", one.outcome)).or_default() += 1;
                }
                *seen.entry(format!("nobody: {:?}", route.nobody)).or_default() += 1;
            }
        }
    }
}

#[test]
fn a_record_says_of_everybody_what_the_story_says() {
    let mut seen = BTreeMap::new();
    for seed in 0..25 {
        for absent in [Absent::Skip, Absent::Accrue, Absent::Hold] {
            week(seed, absent, &mut seen);
        }
    }
    // Every outcome and every reason of a team came up often enough for this to mean something.
    let rare: Vec<_> = seen.iter().filter(|(_, times)| **times < 20).collect();
    assert!(rare.is_empty(), "too few to tell: {rare:?}");
    let kinds: Vec<&str> = seen.keys().map(String::as_str).collect();
    let wanted = [
        "Absent(Accrue)",
        "Absent(Skip)",
        "Chosen",
        "Full",
        "HadIt",
        "LaterTurn",
        "nobody: None",
        "nobody: Some(AllAbsent)",
        "nobody: Some(AllFull)",
        "nobody: Some(AllHadIt)",
    ];
    assert_eq!(kinds, wanted);
}
