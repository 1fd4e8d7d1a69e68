//! How each team's turn shared leads out: what every member's weight calls for against what they got, and who is full or away.

use entente_core::agreement::model::Absent;
use entente_core::id::{ClauseId, Name};
use entente_core::number::Decimal;
use entente_core::time::Instant;
use entente_history::report::given;

use super::stuck::back;
use crate::figures::{Dates, Figure, Snapshot};

/// One team.
#[derive(Debug, Clone, PartialEq)]
pub struct Pool {
    /// Its name.
    pub team: String,
    /// The number of its clause.
    pub number: String,
    /// How many its turn gave out in the period.
    pub given: u64,
    /// The most open leads one member may hold; none: no cap.
    pub cap: Option<u32>,
    /// What an absence does to a member's turn.
    pub absent: Absent,
    /// Its members, in the agreement's order.
    pub members: Vec<Member>,
}

/// One member.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// By handle.
    pub person: String,
    /// How many times the share of a member of weight 1.
    pub weight: u32,
    /// What the weight calls for, of all that was given out.
    pub expected: Decimal,
    /// What the turn gave.
    pub got: u64,
    /// The place in the turn, in leads by weight; the lowest goes first.
    pub pointer: Decimal,
    /// Whether it is this member's turn, of those who are there and below the cap.
    pub is_next: bool,
    /// How many leads they hold.
    pub open: u32,
    /// Until when they are away; none where they are there.
    pub back: Option<Instant>,
    /// The leads the turn gave.
    pub figure: Figure,
}

pub(super) fn pools(snapshot: &Snapshot, dates: Dates) -> Vec<Pool> {
    let Some(handoff) = &snapshot.agreement().handoff else { return Vec::new() };
    let given = given(&snapshot.ground(None), dates.instants(snapshot.zone()));
    let mut pools = Vec::new();
    for (team, terms) in &handoff.teams {
        let own = given.iter().filter(|given| given.by_turn && given.team.as_deref() == Some(team.as_str()));
        let got: Vec<&str> = own.map(|given| given.owner.as_str()).collect();
        let weights: i64 = terms.members.iter().map(|(_, member)| i64::from(member.weight)).sum();
        let member = |(name, terms): (&Name, &entente_core::agreement::model::Member)| {
            let turn = snapshot.parties().turns.get(team).and_then(|turns| turns.get(name));
            let share = i64::from(terms.weight) * got.len() as i64 * 1_000_000 / weights.max(1);
            Member {
                person: name.to_string(),
                weight: terms.weight,
                expected: Decimal::from_millionths(share),
                got: got.iter().filter(|owner| **owner == name.as_str()).count() as u64,
                pointer: Decimal::from_millionths(turn.map_or(0, |turn| turn.pointer)),
                is_next: false,
                open: snapshot.parties().holds(name),
                back: back(snapshot, name),
                figure: Figure::Given { team: team.to_string(), member: Some(name.to_string()), dates },
            }
        };
        let mut members: Vec<Member> = terms.members.iter().map(|(name, terms)| member((name, terms))).collect();
        let can_take = |member: &Member| {
            let is_there = member.back.is_none() || terms.absent == Absent::Hold;
            is_there && terms.open_at_most.is_none_or(|cap| member.open < cap)
        };
        let lowest = members.iter().filter(|member| can_take(member)).map(|member| member.pointer).min();
        if let Some(next) = members.iter_mut().find(|member| can_take(member) && Some(member.pointer) == lowest) {
            next.is_next = true;
        }
        let number = snapshot.number_of(&ClauseId(format!("handoff.teams.{team}")));
        let (cap, absent) = (terms.open_at_most, terms.absent);
        pools.push(Pool { team: team.to_string(), number, given: got.len() as u64, cap, absent, members });
    }
    pools
}
