//! Reads the handoff: where, to whom, and what sales may answer.

mod reasons;
mod routes;
mod teams;

pub(crate) use reasons::KINDS;
pub(crate) use routes::known_person;
pub(crate) use teams::known_calendar;

use super::at::{At, Entries};
use super::defaults;
use super::keys::process::{HANDOFF, NOBODY};
use super::names::{Names, handle};
use super::problems::Problems;
use super::stages::is_milestone;
use super::values::{name, names as read_names, says, word};
use crate::agreement::model::{Enter, Handoff, Named, Ordered, Parties, Route, RouteTo, Stage, Unit};
use crate::id::Name;
use crate::milestone::Milestone;
use crate::problem::Reason;

/// Reads the handoff; where none is written but leads are qualified, everything goes to who signs for sales.
pub(crate) fn handoff(
    root: &Entries<'_>,
    names: &Names,
    stages: &Ordered<Stage>,
    parties: Option<&Parties>,
    problems: &mut Problems,
) -> Option<Handoff> {
    let Some(at) = root.section("handoff") else {
        let at = root.get("qualified").and_then(|_| stage_of_qualified(stages));
        return Some(plain(at?, handle(&parties?.sales.signs)));
    };
    let entries = at.table(&HANDOFF, problems);
    let teams = entries.section("teams").map(|at| teams::teams(&at, names, problems)).unwrap_or_default();
    let routes = routes::routes(&entries, names, problems);
    let (nobody, nobody_says) = nobody(&entries, names, problems);
    let (reject, disqualify, aliases) = reasons::reasons(&entries, problems);
    let unit =
        entries.get("unit").and_then(|at| word(&at, &[("lead", Unit::Lead), ("account", Unit::Account)], problems));
    let shows = entries.get("shows").map(|at| read_names(&at, problems));
    Some(Handoff {
        at: stage_of(&entries, stages, names, problems)?,
        unit: unit.unwrap_or(Unit::Lead),
        shows: shows.unwrap_or_else(|| defaults::SHOWS.map(Name::from).into()),
        routes,
        teams,
        nobody,
        nobody_says,
        reject,
        disqualify,
        aliases,
    })
}

/// Everything to one person.
fn plain(at: Name, to: Name) -> Handoff {
    let route = Route { says: String::new(), when: None, to: RouteTo::Person(to), within: None };
    Handoff {
        at,
        unit: Unit::Lead,
        shows: defaults::SHOWS.map(Name::from).into(),
        routes: Ordered(vec![(Name::from("all"), route)]),
        teams: Named::default(),
        nobody: None,
        nobody_says: String::new(),
        reject: defaults::reject(),
        disqualify: defaults::DISQUALIFY.map(Name::from).into(),
        aliases: Named::default(),
    }
}

fn stage_of_qualified(stages: &Ordered<Stage>) -> Option<Name> {
    let by_rule = |stage: &Stage| matches!(&stage.enter, Enter::When(when) if is_milestone(when, Milestone::Qualified));
    stages.iter().find(|(_, stage)| by_rule(stage)).map(|(name, _)| name.clone())
}

/// The stage whose entry hands over; `elsewhere` where other software does it and the log is told.
fn stage_of(entries: &Entries<'_>, stages: &Ordered<Stage>, names: &Names, problems: &mut Problems) -> Option<Name> {
    let Some(at) = entries.get("at") else {
        let found = stage_of_qualified(stages);
        if found.is_none() {
            let what = "the handoff does not say at which stage, and no stage is entered by 'qualified'";
            problems.key_error(Reason::Missing, &entries.at, what, "Add 'at' with a stage, or 'at: elsewhere'");
        }
        return found;
    };
    let stage = name(&at, problems)?;
    if stage.as_str() != Handoff::ELSEWHERE && !names.stages.contains(&stage) {
        problems.unknown(&at, "stage", stage.as_str(), names.stages.iter().map(Name::as_str));
    }
    Some(stage)
}

/// Who gets what nobody could take.
fn nobody(entries: &Entries<'_>, names: &Names, problems: &mut Problems) -> (Option<RouteTo>, String) {
    let Some(at) = entries.section("nobody") else { return (None, String::new()) };
    if at.node.text().is_some() {
        return (last_resort(&at, names, problems), String::new());
    }
    let entries = at.table(&NOBODY, problems);
    let says = says(&entries, problems);
    (entries.get("to").and_then(|at| last_resort(&at, names, problems)), says)
}

/// An owner may be unknown, so the last resort is a team or a person.
fn last_resort(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<RouteTo> {
    let to = routes::to(at, names, problems)?;
    if matches!(to, RouteTo::AccountOwner | RouteTo::LeadOwner) {
        let what = "an owner that may be missing cannot be the last resort";
        problems.error(Reason::Value, at, what, "Write 'team x' or a person's handle");
        return None;
    }
    Some(to)
}
