//! Leads that no route found somebody for, by the reason and with what would help: who is back when, which cap, which clause.

use std::collections::BTreeMap;

use entente_core::decision::NobodyReason;
use entente_core::id::{ClauseId, Name};
use entente_core::time::Instant;
use entente_history::report::InHand;

use crate::figures::{Figure, Snapshot};

/// Leads that are stuck for one reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Stuck {
    /// Why; none where they lost their owner since.
    pub reason: Option<NobodyReason>,
    /// How many.
    pub n: u64,
    /// How many of them nobody holds; the others are with whoever such leads go to.
    pub unowned: u64,
    /// Since when the oldest waits.
    pub oldest: Instant,
    /// What would help.
    pub fix: Fix,
    /// Those leads.
    pub figure: Figure,
}

/// What would help.
#[derive(Debug, Clone, PartialEq)]
pub enum Fix {
    /// These people are away, each until an instant.
    Away(Vec<Person>),
    /// These people hold as many as their team allows, each so many.
    Full(Vec<Person>),
    /// This clause decides it; change it, or hand the leads over by hand.
    Clause {
        /// Its path.
        clause: ClauseId,
        /// Its number.
        number: String,
    },
    /// Somebody has to take them.
    ByHand,
}

/// One person of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// By handle.
    pub person: String,
    /// Of which team.
    pub team: String,
    /// Until when away.
    pub back: Option<Instant>,
    /// How many leads they hold.
    pub open: u32,
    /// How many they may hold.
    pub cap: Option<u32>,
}

impl Stuck {
    /// The reason's word, as a page's key; `lost-owner` where there is none.
    #[must_use]
    pub fn word(&self) -> &'static str {
        self.reason.map_or("lost-owner", NobodyReason::word)
    }
}

pub(super) fn stuck(snapshot: &Snapshot, in_hand: &[InHand]) -> Vec<Stuck> {
    let mut reasons: BTreeMap<Option<NobodyReason>, Stuck> = BTreeMap::new();
    for lead in in_hand.iter().filter(|lead| lead.owner.is_none() || lead.nobody.is_some()) {
        let line = reasons.entry(lead.nobody).or_insert_with(|| Stuck {
            reason: lead.nobody,
            n: 0,
            unowned: 0,
            oldest: lead.since,
            fix: fix(snapshot, lead.nobody),
            figure: Figure::Stuck { reason: lead.nobody.map(|reason| reason.word().to_owned()) },
        });
        line.n += 1;
        line.unowned += u64::from(lead.owner.is_none());
        line.oldest = line.oldest.min(lead.since);
    }
    let mut lines: Vec<Stuck> = reasons.into_values().collect();
    lines.sort_by_key(|line| line.oldest);
    lines
}

fn fix(snapshot: &Snapshot, reason: Option<NobodyReason>) -> Fix {
    let clause = |path: &str| {
        let clause = ClauseId(path.to_owned());
        Fix::Clause { number: snapshot.number_of(&clause), clause }
    };
    match reason {
        Some(NobodyReason::AllAbsent) => Fix::Away(people(snapshot, |person| person.back.is_some())),
        Some(NobodyReason::AllFull) => {
            Fix::Full(people(snapshot, |person| person.cap.is_some_and(|cap| person.open >= cap)))
        }
        Some(NobodyReason::NoRoute) => clause("handoff.routes"),
        Some(NobodyReason::TeamEmpty) => clause("handoff.teams"),
        Some(NobodyReason::NoAccount | NobodyReason::UnknownOwner | NobodyReason::OwnerInactive) => {
            clause("handoff.routes")
        }
        Some(NobodyReason::AllHadIt) | None => Fix::ByHand,
    }
}

/// The members of all teams of whom something holds, in the agreement's order.
fn people(snapshot: &Snapshot, holds: impl Fn(&Person) -> bool) -> Vec<Person> {
    let Some(handoff) = &snapshot.agreement().handoff else { return Vec::new() };
    let mut people = Vec::new();
    for (team, terms) in &handoff.teams {
        for (member, _) in terms.members.iter() {
            let person = Person {
                person: member.to_string(),
                team: team.to_string(),
                back: back(snapshot, member),
                open: snapshot.parties().holds(member),
                cap: terms.open_at_most,
            };
            if holds(&person) {
                people.push(person);
            }
        }
    }
    people
}

/// Until when somebody is away who is away now.
pub(super) fn back(snapshot: &Snapshot, person: &Name) -> Option<Instant> {
    let now = snapshot.as_of();
    let spells = snapshot.parties().away.get(person)?;
    spells.iter().filter(|spell| spell.from <= now && now < spell.to).map(|spell| spell.to).max()
}
