//! Reads routes, and refuses those that no lead can ever take.

use crate::agreement::model::{Ordered, Route, RouteTo};
use crate::agreement::read::at::{At, Entries, check_names};
use crate::agreement::read::keys::process::ROUTE;
use crate::agreement::read::names::{Names, condition};
use crate::agreement::read::never::never;
use crate::agreement::read::problems::Problems;
use crate::agreement::read::values::{bool, says, text, whole};
use crate::id::Name;
use crate::problem::Reason;
use crate::time::Span;

/// Reads the routes; everything to the only team where none is written.
pub(super) fn routes(handoff: &Entries<'_>, names: &Names, problems: &mut Problems) -> Ordered<Route> {
    let Some(at) = handoff.section("routes") else { return to_the_only_team(handoff, names, problems) };
    let clauses = at.clauses(problems);
    check_names(&clauses, problems);
    let mut routes: Vec<(Name, Route, At<'_>)> = Vec::new();
    for (name, at) in clauses {
        routes.extend(route(&at, names, problems).map(|route| (name, route, at)));
    }
    refuse_unreachable(&routes, problems);
    Ordered(routes.into_iter().map(|(name, route, _)| (name, route)).collect())
}

fn to_the_only_team(handoff: &Entries<'_>, names: &Names, problems: &mut Problems) -> Ordered<Route> {
    let is_elsewhere = handoff.get("at").and_then(|at| at.node.text()) == Some("elsewhere");
    match names.teams.as_slice() {
        [team] => {
            let to = RouteTo::Team(team.clone());
            Ordered(vec![(Name::from("all"), Route { says: String::new(), when: None, to, within: None })])
        }
        _ if is_elsewhere => Ordered::default(),
        _ => {
            let what = "the handoff does not say where leads go";
            let remedy = "Add 'routes', the last with 'otherwise: true'";
            problems.key_error(Reason::Missing, &handoff.at, what, remedy);
            Ordered::default()
        }
    }
}

fn route(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<Route> {
    let entries = at.table(&ROUTE, problems);
    let says = says(&entries, problems);
    let when = entries.get("when").map(|at| condition(&at, &names.lead, problems));
    let to = entries.get("to").and_then(|at| self::to(&at, names, problems));
    let otherwise = entries.get("otherwise").and_then(|at| bool(&at, problems)) == Some(true);
    if otherwise == when.is_some() {
        let (what, remedy) = match otherwise {
            true => ("a route says both 'when' and 'otherwise'", "Keep one of the two"),
            false => ("a route does not say which leads it takes", "Add 'when', or 'otherwise: true' for all the rest"),
        };
        problems.key_error(Reason::Missing, at, what, remedy);
        return None;
    }
    let days = entries.get("within_days").and_then(|at| {
        if matches!(&to, Some(to) if *to != RouteTo::AccountOwner) {
            let what = "'within_days' asks when the account's owner was active, and this route leads elsewhere";
            problems.key_error(Reason::Value, &at, what, "Remove it, or write 'to: account.owner'");
        }
        whole(&at, 1, 3660, problems)
    });
    let within = days.map(|days| Span::DAY.times(i64::from(days)));
    Some(Route { says, when: when.map_or(Some(None), |when| when.map(Some))?, to: to?, within })
}

/// `team berlin`, `account.owner`, `lead.owner`, or a person.
pub(super) fn to(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<RouteTo> {
    let text = text(at, problems)?;
    match text.strip_prefix("team ").map(str::trim) {
        Some(team) => {
            if !names.teams.iter().any(|known| known.as_str() == team) {
                problems.unknown(at, "team", team, names.teams.iter().map(Name::as_str));
            }
            Some(RouteTo::Team(Name::from(team)))
        }
        None if text == "account.owner" => Some(RouteTo::AccountOwner),
        None if text == "lead.owner" => Some(RouteTo::LeadOwner),
        None => {
            let person = Name::from(text);
            if names.teams.contains(&person) {
                let remedy = format!("Write 'team {text}'");
                problems.error(Reason::UnknownName, at, format!("'{text}' is a team, not a person"), remedy);
            } else {
                known_person(at, &person, names, problems);
            }
            Some(RouteTo::Person(person))
        }
    }
}

/// A person that promises and routes name must be a member of a team or one who signs.
pub(crate) fn known_person(at: &At<'_>, person: &Name, names: &Names, problems: &mut Problems) {
    if !names.people.contains(person) {
        problems.unknown(at, "person", person.as_str(), names.people.iter().map(Name::as_str));
    }
}

/// Behind a route that takes everything, behind the same condition, or with a condition that can never hold.
fn refuse_unreachable(routes: &[(Name, Route, At<'_>)], problems: &mut Problems) {
    for (index, (_, route, at)) in routes.iter().enumerate() {
        // A route that asks for an active owner lets leads pass, whatever its condition.
        let above = || routes[..index].iter().filter(|(_, earlier, _)| earlier.within.is_none());
        if let Some((name, ..)) = above().find(|(_, earlier, _)| earlier.when.is_none()) {
            let what = format!("no lead comes here: '{name}' above takes everything");
            problems.key_error(Reason::UnreachableRoute, at, what, format!("Move it above '{name}', or remove it"));
        } else if let Some((name, ..)) = above().find(|(_, earlier, _)| earlier.when == route.when) {
            let what = format!("no lead comes here: '{name}' above asks the same");
            problems.key_error(Reason::UnreachableRoute, at, what, "Change its condition, or remove it");
        } else if route.when.as_ref().is_some_and(|when| never(&when.test)) {
            let what = "no lead comes here: its condition can never hold";
            problems.key_error(Reason::UnreachableRoute, at, what, "Loosen the condition, or remove the route");
        }
    }
}
