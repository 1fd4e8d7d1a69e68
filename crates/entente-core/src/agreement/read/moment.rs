//! Reads the moments that promises and metrics name, and knows which moment implies which.

use super::at::At;
use super::names::Names;
use super::problems::Problems;
use super::stages::is_milestone;
use super::values::name;
use crate::agreement::model::{Enter, Moment, Ordered, Stage};
use crate::id::Name;
use crate::milestone::Milestone;
use crate::problem::Reason;

#[cfg(test)]
mod tests;

/// A milestone, a stage or a signal.
pub(crate) fn moment(at: &At<'_>, names: &Names, problems: &mut Problems) -> Option<Moment> {
    let word = name(at, problems)?;
    if let Some(milestone) = Milestone::from_word(word.as_str()) {
        refuse_what_never_comes(at, milestone, names, problems);
        return Some(Moment::Milestone(milestone));
    }
    if names.lead.stages.contains(&word) {
        if names.default_stages && !names.qualified && word.as_str() == "mql" {
            refuse_what_never_comes(at, Milestone::Qualified, names, problems);
        }
        return Some(Moment::Stage(word));
    }
    if names.lead.signals.contains(&word) {
        return Some(Moment::Signal(word));
    }
    let milestones = Milestone::ALL.iter().map(|milestone| milestone.as_str());
    let declared = names.stages.iter().chain(&names.lead.signals).map(Name::as_str);
    problems.unknown(at, "moment, stage or signal", word.as_str(), declared.chain(milestones));
    None
}

/// One moment or several.
pub(crate) fn moments(at: &At<'_>, names: &Names, problems: &mut Problems) -> Vec<Moment> {
    at.items().iter().filter_map(|item| moment(item, names, problems)).collect()
}

/// Without a handoff nothing that follows one ever comes, and without a rule no lead is ever qualified.
fn refuse_what_never_comes(at: &At<'_>, milestone: Milestone, names: &Names, problems: &mut Problems) {
    let word = milestone.as_str();
    if needs_handoff(milestone) && !names.handoff {
        let what = format!("nothing brings about '{word}': this agreement hands no lead over");
        problems.error(Reason::OwedByNobody, at, what, "Add the section 'handoff' or 'qualified'");
    } else if milestone == Milestone::Qualified && !names.qualified {
        let what = format!("nothing brings about '{word}': no rule says when a lead is qualified");
        problems.error(Reason::OwedByNobody, at, what, "Add the section 'qualified'");
    }
}

fn needs_handoff(milestone: Milestone) -> bool {
    use Milestone::{Accepted, Contacted, FirstAttempt, HandedOff, Rated, Reasoned, Rejected};
    matches!(milestone, HandedOff | Accepted | Rejected | Reasoned | FirstAttempt | Contacted | Rated)
}

/// A lead's way: its stages, and the one whose entry hands it over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way<'a> {
    pub(crate) stages: &'a Ordered<Stage>,
    pub(crate) handoff_at: Option<&'a Name>,
}

/// Whether `later` can only be reached once `earlier` has been, or is the same moment.
pub(crate) fn implies(later: &Moment, earlier: &Moment, way: Way<'_>) -> bool {
    let stages = way.stages;
    if later == earlier {
        return true;
    }
    match (later, earlier) {
        (_, Moment::Milestone(Milestone::Created)) => true,
        (Moment::Milestone(later), Moment::Milestone(earlier)) => milestone_implies(*later, *earlier),
        (Moment::Stage(later), Moment::Stage(earlier)) => {
            matches!((stages.position(later.as_str()), stages.position(earlier.as_str())), (Some(l), Some(e)) if e < l)
        }
        (Moment::Stage(stage), Moment::Milestone(Milestone::HandedOff)) if way.handoff_at == Some(stage) => true,
        (Moment::Stage(stage), milestone @ Moment::Milestone(_)) => {
            let entered_by = stages.get(stage.as_str()).and_then(milestone_of);
            entered_by.is_some_and(|by| implies(&Moment::Milestone(by), milestone, way))
        }
        (milestone @ Moment::Milestone(_), Moment::Stage(stage)) => {
            let entered_by = stages.get(stage.as_str()).and_then(milestone_of);
            entered_by.is_some_and(|by| implies(milestone, &Moment::Milestone(by), way))
        }
        _ => false,
    }
}

/// The milestone that alone brings a lead into a stage.
fn milestone_of(stage: &Stage) -> Option<Milestone> {
    match &stage.enter {
        Enter::Created => Some(Milestone::Created),
        Enter::When(when) => Milestone::ALL.iter().copied().find(|milestone| is_milestone(when, *milestone)),
    }
}

fn milestone_implies(later: Milestone, earlier: Milestone) -> bool {
    use Milestone::*;
    let directly: &[Milestone] = match later {
        Accepted | Rejected | FirstAttempt => &[HandedOff],
        Reasoned => &[Rejected],
        Contacted => &[FirstAttempt],
        OpportunityWon | OpportunityLost => &[OpportunityOpened],
        Churned => &[OpportunityWon],
        ContentAnswered => &[ContentRequested],
        _ => &[],
    };
    directly.iter().any(|before| *before == earlier || milestone_implies(*before, earlier))
}
