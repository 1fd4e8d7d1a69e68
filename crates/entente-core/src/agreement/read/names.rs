//! Which names the agreement declares, gathered before any clause is read, so that clauses may stand in any order.

use std::collections::BTreeSet;

use super::at::{At, Entries};
use super::defaults;
use super::problems::Problems;
use super::values::text;
use crate::agreement::model::{Field, Named};
use crate::agreement::source::{Node, Value};
use crate::condition::Condition;
use crate::condition::check::check;
use crate::condition::scope::Scope;
use crate::id::Name;

/// The declared names, and what conditions may name where.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// For conditions over a lead.
    pub(crate) lead: Scope,
    /// For the rules that scores are made from: fit and buyers.
    pub(crate) before_scores: Scope,
    /// For a signal's `where`.
    pub(crate) event: Scope,
    /// Stages, first to last.
    pub(crate) stages: Vec<Name>,
    /// Calendars.
    pub(crate) calendars: Vec<Name>,
    /// Teams.
    pub(crate) teams: Vec<Name>,
    /// Routes.
    pub(crate) routes: Vec<Name>,
    /// Rules of qualification, but for `never`.
    pub(crate) rules: Vec<Name>,
    /// Metrics.
    pub(crate) metrics: Vec<Name>,
    /// Meetings.
    pub(crate) meetings: Vec<Name>,
    /// Handles of team members, and handles and mail addresses of those who sign.
    pub(crate) people: BTreeSet<Name>,
    /// Reasons to reject a lead.
    pub(crate) reject_reasons: Vec<Name>,
    /// Whether leads are ever handed over.
    pub(crate) handoff: bool,
    /// Whether a rule says when a lead is qualified.
    pub(crate) qualified: bool,
    /// Whether the stages are the ones that hold where none are written.
    pub(crate) default_stages: bool,
}

impl Names {
    /// Gathers the names of the whole text. Says nothing about what is wrong with their clauses.
    pub(crate) fn of(root: &Entries<'_>, lead: &Named<Field>, account: &Named<Field>) -> Names {
        let keys = |section: &str| root.get(section).map(|at| keys_of(at.node)).unwrap_or_default();
        let or = |names: Vec<Name>, default: &[&str]| match names.is_empty() {
            true => default.iter().map(|name| Name::from(*name)).collect(),
            false => names,
        };
        let stages = or(keys("stages"), defaults::STAGES);
        let kinds =
            |fields: &Named<Field>| fields.iter().map(|(name, field)| (name.clone(), field.kind.clone())).collect();
        let before_scores = Scope {
            lead: kinds(lead),
            account: kinds(account),
            signals: keys("signals"),
            stages: stages.iter().cloned().chain(["disqualified".into()]).collect(),
            buyers: keys("buyers"),
            lists: keys("lists"),
            ..Scope::default()
        };
        let lead = Scope {
            grades: or(keys("grades"), &defaults::GRADES.map(|(name, _)| name)),
            levels: or(keys("levels"), &defaults::LEVELS.map(|(name, _)| name)),
            scores: true,
            ..before_scores.clone()
        };
        let handoff = root.get("handoff").map(|at| at.node);
        Names {
            lead,
            before_scores,
            event: Scope { event: true, ..Scope::default() },
            stages,
            calendars: or(keys("calendars"), &[defaults::CALENDAR]),
            teams: handoff.and_then(|node| node.get("teams")).map(keys_of).unwrap_or_default(),
            routes: or(handoff.and_then(|node| node.get("routes")).map(keys_of).unwrap_or_default(), &["all"]),
            rules: or(keys("qualified").into_iter().filter(|name| name.as_str() != "never").collect(), &["qualified"]),
            metrics: keys("metrics"),
            meetings: keys("meetings"),
            people: people(root),
            reject_reasons: reject_reasons(handoff.and_then(|node| node.get("reject"))),
            handoff: handoff.is_some() || root.get("qualified").is_some(),
            qualified: root.get("qualified").is_some(),
            default_stages: root.get("stages").is_none(),
        }
    }
}

/// The handle of a person who signs: the mail address up to its `@`.
pub(crate) fn handle(mail: &str) -> Name {
    Name::from(mail.split('@').next().unwrap_or(mail))
}

fn keys_of(node: &Node) -> Vec<Name> {
    node.entries().unwrap_or_default().iter().map(|(key, _)| Name::from(&*key.text)).collect()
}

fn reject_reasons(reject: Option<&Node>) -> Vec<Name> {
    match reject.and_then(Node::entries) {
        Some(kinds) => kinds.iter().flat_map(|(_, reasons)| keys_of(reasons)).collect(),
        None => defaults::reject().names().map(Name::from).collect(),
    }
}

fn people(root: &Entries<'_>) -> BTreeSet<Name> {
    let mut people = BTreeSet::new();
    for party in ["marketing", "sales"] {
        let node = root.get("parties").and_then(|at| at.node.get(party));
        let mail = node.and_then(|node| node.get("signs").unwrap_or(node).text());
        people.extend(mail.map(Name::from));
        people.extend(mail.map(handle));
    }
    let teams = root.get("handoff").and_then(|at| at.node.get("teams")).and_then(Node::entries).unwrap_or_default();
    for (_, team) in teams {
        match team.get("members").map(|members| &members.value) {
            Some(Value::Map(members)) => people.extend(members.iter().map(|(key, _)| Name::from(&*key.text))),
            Some(Value::List(members)) => people.extend(members.iter().filter_map(Node::text).map(Name::from)),
            _ => {}
        }
        people.extend(team.get("manager").and_then(Node::text).map(Name::from));
    }
    people
}

/// Reads a condition where it stands.
pub(crate) fn condition(at: &At<'_>, scope: &Scope, problems: &mut Problems) -> Option<Condition> {
    text(at, problems)?;
    check(at.node.text().unwrap_or_default(), at.node.place, &at.clause, scope, &mut problems.0)
}

/// Reads the condition of a key, where it is written.
pub(crate) fn condition_of(
    entries: &Entries<'_>,
    key: &str,
    scope: &Scope,
    problems: &mut Problems,
) -> Option<Condition> {
    entries.get(key).and_then(|at| condition(&at, scope, problems))
}
