//! Where a rep stands: their team, its hours, how many leads they hold, and when their turn comes.

use entente_core::engine::state::PartiesState;
use entente_core::id::Name;
use entente_core::plan::Plan;
use entente_core::time::Instant;
use entente_store::Store;

use crate::Error;
use crate::acts::{self, Absence, parties};

/// Where a rep stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Their team; none where they are in none.
    pub team: Option<Name>,
    /// The hours of its calendar.
    pub hours: Hours,
    /// Leads they hold.
    pub holds: u32,
    /// The most their team lets them hold.
    pub most: Option<u32>,
    /// When their turn comes; none where they get no leads now.
    pub turn: Option<Turn>,
    /// The absence they are in, or the next ahead.
    pub away: Option<Absence>,
    /// Whether that absence is now.
    pub is_away: bool,
}

/// Whether the team's desk is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hours {
    /// No calendar counts for them.
    Unknown,
    /// Open, until then.
    OpenUntil(Instant),
    /// Closed, until then.
    ClosedUntil(Instant),
}

/// A place in the team's turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// 1: the next lead is theirs.
    pub place: usize,
    /// Among how many who are present and below their cap.
    pub of: usize,
}

/// Where this person stands.
pub(super) fn standing(store: &Store, plan: &Plan, person: &Name, now: Instant) -> Result<Standing, Error> {
    let parties = parties(store)?;
    let team = plan.team_of(person).cloned();
    let teams = plan.agreement.handoff.as_ref().map(|handoff| &handoff.teams);
    let most = team.as_ref().and_then(|team| teams?.get(team.as_str())?.open_at_most);
    Ok(Standing {
        hours: hours(plan, team.as_ref(), now),
        holds: parties.holds(person),
        most,
        turn: team.as_ref().and_then(|team| turn(plan, &parties, team, person, now)),
        away: acts::absence(store, person, now)?,
        is_away: parties.is_away(person, now),
        team,
    })
}

fn hours(plan: &Plan, team: Option<&Name>, now: Instant) -> Hours {
    let Some(calendar) = plan.calendar_of(team) else { return Hours::Unknown };
    let Some(open) = calendar.next_open(now) else { return Hours::Unknown };
    if open > now {
        return Hours::ClosedUntil(open);
    }
    let week = now + entente_core::time::Span::DAY.times(7);
    let window = calendar.windows(now, week).next();
    window.map_or(Hours::Unknown, |(_, closes)| Hours::OpenUntil(closes))
}

/// The place among members who are present and below their cap: the lowest pointer first, ties in the order of the text.
fn turn(plan: &Plan, parties: &PartiesState, team: &Name, person: &Name, now: Instant) -> Option<Turn> {
    let handoff = plan.agreement.handoff.as_ref()?;
    let terms = handoff.teams.get(team.as_str())?;
    let pointers = parties.turns.get(team);
    let pointer = |member: &Name| pointers.and_then(|turns| turns.get(member)).map_or(0, |turn| turn.pointer);
    let has_room = |member: &Name| terms.open_at_most.is_none_or(|most| parties.holds(member) < most);
    let mut ready: Vec<&Name> = terms.members.iter().map(|(name, _)| name).collect();
    ready.retain(|member| !parties.is_away(member, now) && has_room(member));
    ready.sort_by_key(|member| pointer(member));
    let place = ready.iter().position(|member| *member == person)? + 1;
    Some(Turn { place, of: ready.len() })
}
