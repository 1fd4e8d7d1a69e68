//! The agreement's own words for what facts and decisions name: stages, signals, rules, promises, programs.

use std::sync::Arc;

use entente_core::decision::{Concluded, Decision};
use entente_core::fact::What;
use entente_core::id::Name;
use entente_core::plan::Plan;

/// How the agreement says the signal a fact was seen as, or the promise it names; empty where it has no words.
pub(super) fn of_fact(plan: Option<&Plan>, signals: &[Name], what: &What) -> String {
    let Some(plan) = plan else { return String::new() };
    if let What::Waived { commitment, .. } = what {
        return of_promise(plan, commitment);
    }
    let mut named = signals.iter();
    let says =
        named.find_map(|name| plan.agreement.signals.get(name.as_str()).filter(|signal| !signal.says.is_empty()));
    says.map(|signal| signal.says.clone()).unwrap_or_default()
}

/// How the agreement of a decision says what it names.
pub(super) fn of_decision(plans: &[Arc<Plan>], decision: &Decision) -> String {
    let Some(plan) = plans.iter().find(|plan| plan.hash == decision.agreement) else { return String::new() };
    let agreement = &plan.agreement;
    match &decision.what {
        Concluded::StageEntered { stage, .. } => {
            agreement.stages.get(stage.as_str()).map(|stage| stage.says.clone()).unwrap_or_default()
        }
        Concluded::Qualified { rule } => {
            agreement.qualified.rules.get(rule.as_str()).map(|rule| rule.says.clone()).unwrap_or_default()
        }
        Concluded::ClockStarted { clock, .. }
        | Concluded::ClockStep { clock, .. }
        | Concluded::ClockMoved { clock, .. }
        | Concluded::ClockMissed { clock }
        | Concluded::Waived { clock }
        | Concluded::Verdict { clock, .. } => of_promise(plan, &clock.commitment.0),
        Concluded::Enrolled { program }
        | Concluded::MailDue { program, .. }
        | Concluded::NurtureStepped { program, .. }
        | Concluded::NurtureLeft { program, .. } => {
            agreement.nurture.get(program.as_str()).map(|program| program.says.clone()).unwrap_or_default()
        }
        Concluded::CommitmentState { commitment, .. } => of_promise(plan, &commitment.0),
        Concluded::Scored { .. } | Concluded::NoLongerQualified | Concluded::HandedOff { .. } => String::new(),
        Concluded::Reassigned { .. } | Concluded::Recycled { .. } | Concluded::Returned => String::new(),
        Concluded::Disqualified { .. } => String::new(),
    }
}

/// How the agreement says a promise, by its path; its name where it has no words.
pub(super) fn of_promise(plan: &Plan, clause: &str) -> String {
    let sla = &plan.agreement.sla;
    let sales = clause.strip_prefix("sla.sales.").and_then(|name| sla.sales.get(name));
    let promise = sales.or_else(|| sla.marketing.get(clause.strip_prefix("sla.marketing.")?));
    let name = || clause.rsplit('.').next().unwrap_or_default().replace('_', " ");
    promise.map(|promise| promise.says.clone()).filter(|says| !says.is_empty()).unwrap_or_else(name)
}
