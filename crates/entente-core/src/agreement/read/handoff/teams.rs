//! Reads the teams that take leads in turn.

use crate::agreement::model::{Absent, Member, Named, Ordered, Team};
use crate::agreement::read::at::{At, check_names};
use crate::agreement::read::keys::process::TEAM;
use crate::agreement::read::names::Names;
use crate::agreement::read::problems::Problems;
use crate::agreement::read::values::{name, names as read_names, whole, word};
use crate::id::Name;
use crate::problem::Reason;

const ABSENCES: [(&str, Absent); 3] = [("skip", Absent::Skip), ("accrue", Absent::Accrue), ("hold", Absent::Hold)];

/// Reads the teams.
pub(super) fn teams(at: &At<'_>, names: &Names, problems: &mut Problems) -> Named<Team> {
    let clauses = at.clauses(problems);
    check_names(&clauses, problems);
    Named(clauses.iter().map(|(name, at)| (name.clone(), team(at, names, problems))).collect())
}

fn team(at: &At<'_>, names: &Names, problems: &mut Problems) -> Team {
    let entries = at.table(&TEAM, problems);
    let calendar = entries.get("calendar").and_then(|at| known_calendar(&at, names, problems));
    let manager = entries.get("manager").and_then(|at| name(&at, problems));
    Team {
        calendar: calendar.or_else(|| only_calendar(at, names, problems)),
        members: entries.get("members").map(|at| members(&at, problems)).unwrap_or_default(),
        open_at_most: entries.get("open_at_most").and_then(|at| whole(&at, 1, 1_000_000, problems)),
        absent: entries.get("absent").and_then(|at| word(&at, &ABSENCES, problems)).unwrap_or(Absent::Skip),
        manager,
    }
}

/// A calendar by name.
pub(crate) fn known_calendar(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<Name> {
    let calendar = name(at, problems)?;
    if !names.calendars.contains(&calendar) {
        problems.unknown(at, "calendar", calendar.as_str(), names.calendars.iter().map(Name::as_str));
    }
    Some(calendar)
}

fn only_calendar(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<Name> {
    if at.node.get("calendar").is_none() && names.calendars.len() > 1 {
        let what = "the team does not say which calendar it works by";
        let known: Vec<&str> = names.calendars.iter().map(Name::as_str).collect();
        problems.key_error(Reason::Missing, at, what, format!("Add 'calendar': one of {}", known.join(", ")));
    }
    None
}

/// Handles with weights, or a list of handles of weight 1.
fn members(at: &At<'_>, problems: &mut Problems) -> Ordered<Member> {
    let members: Vec<(Name, Member)> = if at.node.entries().is_some() {
        let read = |(handle, at): (&str, At<'_>)| {
            let weight = if at.node.is_null() { Some(1) } else { whole(&at, 1, 1000, problems) };
            Some((Name::from(handle), Member { weight: weight? }))
        };
        at.clone().pairs(&mut Problems::default()).into_iter().filter_map(read).collect()
    } else {
        read_names(at, problems).into_iter().map(|handle| (handle, Member { weight: 1 })).collect()
    };
    if members.is_empty() && at.items().is_empty() {
        problems.key_error(Reason::Missing, at, "the team has no members", "Write at least one handle");
    }
    Ordered(members)
}
