//! Reads the ladder: who is told what as a clock runs.

use crate::agreement::model::{LadderStep, Share, Tell, Then};
use crate::agreement::read::at::At;
use crate::agreement::read::handoff::known_person;
use crate::agreement::read::keys::promises::STEP;
use crate::agreement::read::names::Names;
use crate::agreement::read::problems::Problems;
use crate::agreement::read::values::{names as read_names, share, word};
use crate::number::Decimal;
use crate::problem::Reason;

const THEN: [(&str, Then); 3] = [("nothing", Then::Nothing), ("late", Then::Late), ("reassign", Then::Reassign)];

/// Reads the steps, earliest first.
pub(super) fn ladder(at: &At<'_>, names: &Names, problems: &mut Problems) -> Vec<LadderStep> {
    let read: Vec<(LadderStep, At<'_>)> =
        at.items().iter().filter_map(|item| Some((step(item, names, problems)?, item.clone()))).collect();
    for pair in read.windows(2) {
        let ((above, _), (step, at)) = (&pair[0], &pair[1]);
        if step.at <= above.at {
            let what = format!("the step at {} does not come after the one at {}", step.at, above.at);
            problems.error(Reason::Value, at, what, "Write the steps earliest first, each at a time of its own");
        }
        if above.then != Then::Nothing && above.at >= Share(Decimal::ONE) {
            let what =
                format!("the step at {} never comes: the one at {} has ended the clock's ladder", step.at, above.at);
            problems.error(Reason::LadderAfterStop, at, what, "Remove it, or take 'then' from the step above");
        }
    }
    read.into_iter().map(|(step, _)| step).collect()
}

fn step(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<LadderStep> {
    let entries = at.table(&STEP, problems);
    let part = entries.get("at").and_then(|at| {
        let part = share(&at, problems)?;
        if part.0 <= Decimal::ZERO || part.0 > Decimal::from_int(10) {
            let what = format!("a step at {part} is outside a clock's run");
            problems.error(Reason::Value, &at, what, "Write a share above 0% and up to 1000%");
        }
        Some(part)
    });
    let tell = entries.get("tell").map(|at| tells(&at, names, problems)).unwrap_or_default();
    let then = entries.get("then").and_then(|at| word(&at, &THEN, problems)).unwrap_or_default();
    if let (Some(at), Some(part)) = (entries.get("then"), part)
        && then == Then::Late
        && part.0 < Decimal::ONE
    {
        let what = format!("nothing is late at {part} of its time");
        problems.error(Reason::Value, &at, what, "Say 'then: late' at 100% or later");
    }
    if tell.is_empty() && then == Then::Nothing {
        problems.error(Reason::Missing, at, "this step tells nobody and does nothing", "Add 'tell' or 'then'");
    }
    Some(LadderStep { at: part?, tell, then })
}

fn tells(at: &At<'_>, names: &Names, problems: &mut Problems) -> Vec<Tell> {
    let mut told = Vec::new();
    for name in read_names(at, problems) {
        told.push(match name.as_str() {
            "owner" => Tell::Owner,
            "manager" => Tell::Manager,
            "marketing" => Tell::Marketing,
            "sales" => Tell::Sales,
            _ => {
                known_person(at, &name, names, problems);
                Tell::Person(name)
            }
        });
    }
    told
}
