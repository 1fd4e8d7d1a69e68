//! Reads the lead process: stages, the two ways out, and the qualified lead.

use super::at::{At, Entries, check_names};
use super::defaults;
use super::keys::process::{DISQUALIFIED, LEAVES, RECYCLED, RULE, STAGE};
use super::names::{Names, condition, condition_of};
use super::problems::Problems;
use super::values::{bool, name, names as read_names, party, says, span, whole};
use crate::agreement::model::{Enter, Leaves, Ordered, PartyKind, Qualified, QualifiedRule, Recycle, Stage};
use crate::condition::{Atom, Condition, Operand, Test};
use crate::id::Name;
use crate::milestone::Milestone;
use crate::problem::{Place, Reason};
use crate::time::Span;

/// Reads the stages, first to last.
pub(crate) fn stages(root: &Entries<'_>, names: &Names, problems: &mut Problems) -> Ordered<Stage> {
    let Some(at) = root.section("stages") else { return default_stages(names) };
    let clauses = at.clauses(problems);
    check_names(&clauses, problems);
    let has_rules = root.get("qualified").is_some();
    let mut stages = Vec::new();
    for (index, (name, at)) in clauses.iter().enumerate() {
        refuse_taken_name(name, at, problems);
        stages.extend(stage(at, index == 0, has_rules, names, problems).map(|stage| (name.clone(), stage)));
    }
    if clauses.is_empty() {
        problems.key_error(
            Reason::Missing,
            &at,
            "there is no stage",
            "Write one, or remove the section for its default",
        );
    }
    Ordered(stages)
}

/// A stage's name is a moment that promises may name: it may not be that of another moment.
fn refuse_taken_name(name: &Name, at: &At<'_>, problems: &mut Problems) {
    let own = ["recycled", "disqualified", "elsewhere"];
    if Milestone::from_word(name.as_str()).is_some() || own.contains(&name.as_str()) {
        let what = format!("'{name}' is a word of the language and cannot name a stage");
        problems.key_error(Reason::Duplicate, at, what, "Give the stage another name");
    }
}

fn stage(at: &At<'_>, first: bool, has_rules: bool, names: &Names, problems: &mut Problems) -> Option<Stage> {
    let entries = at.table(&STAGE, problems);
    let says = says(&entries, problems);
    let owner = entries.get("owner").and_then(|at| party(&at, problems));
    let needs = entries.get("needs").map(|at| read_names(&at, problems)).unwrap_or_default();
    let enter = entries.get("enter").map(|at| (condition(&at, &names.lead, problems), at));
    let enter = match enter {
        None if first => Enter::Created,
        None => {
            let what = "nothing enters this stage, and only the first may say nothing";
            problems.key_error(Reason::NothingEnters, at, what, "Add 'enter' with what brings a lead in");
            return None;
        }
        Some((when, at)) => {
            let when = when?;
            refuse_what_never_enters(&at, &when, has_rules, problems);
            if first && is_milestone(&when, Milestone::Created) { Enter::Created } else { Enter::When(when) }
        }
    };
    Some(Stage { says, owner: owner.unwrap_or(PartyKind::Marketing), enter, needs })
}

/// Whether a condition is nothing but this milestone.
pub(crate) fn is_milestone(when: &Condition, milestone: Milestone) -> bool {
    when.test == Test::Atom(Atom::Yes(Operand::Milestone(milestone)))
}

fn refuse_what_never_enters(at: &At<'_>, when: &Condition, has_rules: bool, problems: &mut Problems) {
    if super::never::never(&when.test) {
        let what = "nothing enters this stage: its condition can never hold";
        problems.error(Reason::NothingEnters, at, what, "Loosen the condition, or remove the stage");
    } else if is_milestone(when, Milestone::Qualified) && !has_rules {
        let what = "nothing enters this stage: no rule says when a lead is qualified";
        problems.error(Reason::NothingEnters, at, what, "Add the section 'qualified'");
    }
}

/// The stages of an agreement that writes none.
fn default_stages(names: &Names) -> Ordered<Stage> {
    let mut ignored = Problems::default();
    let mut on = |word: &str| {
        crate::condition::check::check(word, Place::default(), "stages", &names.lead, &mut ignored.0).map(Enter::When)
    };
    let enters = [Some(Enter::Created), on("qualified"), on("accepted"), on("opportunity_won")];
    let stage = |(index, enter): (usize, Option<Enter>)| {
        let owner = if index < 2 { PartyKind::Marketing } else { PartyKind::Sales };
        let stage = Stage { says: String::new(), owner, enter: enter?, needs: Vec::new() };
        Some((Name::from(defaults::STAGES[index]), stage))
    };
    Ordered(enters.into_iter().enumerate().filter_map(stage).collect())
}

/// Gives stages without a written owner to sales once they stand behind the handoff.
pub(crate) fn give_owners(stages: &mut Ordered<Stage>, handoff_at: Option<&Name>, root: &Entries<'_>) {
    let Some(last) = handoff_at.and_then(|at| stages.position(at.as_str())) else { return };
    let written = |name: &Name| {
        let stage = root.get("stages").and_then(|at| at.node.get(name.as_str()));
        stage.is_some_and(|stage| stage.get("owner").is_some())
    };
    for (index, (name, stage)) in stages.0.iter_mut().enumerate() {
        if index > last && !written(name) {
            stage.owner = PartyKind::Sales;
        }
    }
}

/// Reads the two ways out.
pub(crate) fn leaves(root: &Entries<'_>, names: &Names, problems: &mut Problems) -> Leaves {
    let mut leaves = Leaves { recycled: None, disqualified_final: true };
    let Some(at) = root.section("leaves") else { return leaves };
    let entries = at.table(&LEAVES, problems);
    leaves.recycled = entries.section("recycled").and_then(|at| recycled(&at, names, problems));
    if let Some(at) = entries.section("disqualified") {
        let entries = at.table(&DISQUALIFIED, problems);
        leaves.disqualified_final = entries.get("final").and_then(|at| bool(&at, problems)).unwrap_or(true);
    }
    leaves
}

fn recycled(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<Recycle> {
    let entries = at.table(&RECYCLED, problems);
    let to = entries.get("to").and_then(|at| {
        let to = name(&at, problems)?;
        if !names.stages.contains(&to) {
            problems.unknown(&at, "stage", to.as_str(), names.stages.iter().map(Name::as_str));
        }
        Some(to)
    });
    let returns_when = condition_of(&entries, "returns_when", &names.lead, problems);
    let not_before = entries.get("not_before").and_then(|at| span(&at, problems)).unwrap_or(Span::ZERO);
    let at_most = entries.get("at_most").and_then(|at| whole(&at, 1, 1000, problems));
    Some(Recycle { to: to?, returns_when, not_before, at_most })
}

/// Reads when a lead is qualified: one condition, or rules in order; `never` is what forbids it.
pub(crate) fn qualified(root: &Entries<'_>, names: &Names, problems: &mut Problems) -> Qualified {
    let mut qualified = Qualified { rules: Ordered::default(), never: None };
    let Some(at) = root.section("qualified") else { return qualified };
    if at.node.text().is_some() {
        let when = condition(&at, &names.lead, problems);
        let rule = when.map(|when| (Name::from("qualified"), QualifiedRule { says: String::new(), when }));
        qualified.rules.0.extend(rule);
        return qualified;
    }
    let clauses = at.clauses(problems);
    check_names(&clauses, problems);
    for (name, at) in &clauses {
        let Some(rule) = qualified_rule(at, names, problems) else { continue };
        if name.as_str() == "never" {
            qualified.never = Some(rule);
        } else {
            qualified.rules.0.push((name.clone(), rule));
        }
    }
    if !clauses.iter().any(|(name, _)| name.as_str() != "never") {
        let remedy = "Add a rule with 'when', or remove the section";
        problems.key_error(Reason::Missing, &at, "no rule says when a lead is qualified", remedy);
    }
    qualified
}

fn qualified_rule(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<QualifiedRule> {
    if at.node.text().is_some() {
        return condition(at, &names.lead, problems).map(|when| QualifiedRule { says: String::new(), when });
    }
    let entries = at.table(&RULE, problems);
    let says = says(&entries, problems);
    Some(QualifiedRule { says, when: condition_of(&entries, "when", &names.lead, problems)? })
}
