//! Who may waive a promise: the party to whom it was made, as far as the agreement tells who belongs to which.

use crate::agreement::model::{Agreement, PartyKind, WaiverBy};
use crate::id::Name;

/// Whether a waiver of a promise (by clause path) has effect. A person whom the agreement names only on the side that
/// promised may not waive it; one it does not name, or nobody in particular, is taken at their word.
#[must_use]
pub fn may_waive(agreement: &Agreement, commitment: &str, by: Option<&Name>) -> bool {
    if agreement.sla.waivers == WaiverBy::Nobody {
        return false;
    }
    let promised = [PartyKind::Marketing, PartyKind::Sales]
        .into_iter()
        .find(|party| commitment.split('.').nth(1) == Some(party.as_str()));
    let (Some(promised), Some(by)) = (promised, by) else { return true };
    let other = if promised == PartyKind::Sales { PartyKind::Marketing } else { PartyKind::Sales };
    !belongs(agreement, promised, by) || belongs(agreement, other, by)
}

/// Whether the agreement names a person on this side: who signs for it, and for sales the members and managers of teams.
fn belongs(agreement: &Agreement, party: PartyKind, person: &Name) -> bool {
    let parties = &agreement.parties;
    let signs = if party == PartyKind::Sales { &parties.sales.signs } else { &parties.marketing.signs };
    let teams = agreement.handoff.iter().flat_map(|handoff| handoff.teams.iter()).map(|(_, team)| team);
    let mut of_teams = teams.flat_map(|team| team.members.names().chain(team.manager.iter().map(Name::as_str)));
    is_same(signs, person.as_str())
        || (party == PartyKind::Sales && of_teams.any(|member| is_same(member, person.as_str())))
}

/// A handle and the address it begins are one person; two addresses are one only where they are the same.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    let handle = |name: &str| name.split('@').next().unwrap_or_default().to_owned();
    let both_in_full = one.contains('@') && other.contains('@');
    one == other || (!both_in_full && handle(one) == handle(other))
}
