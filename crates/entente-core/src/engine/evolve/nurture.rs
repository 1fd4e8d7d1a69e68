//! What a decision about a nurture program changes.

use crate::decision::{Concluded, Decision};
use crate::engine::state::{Enrolment, LeadState};
use crate::id::Name;
use crate::plan::Plan;

use super::decisions::position;

/// Evolves a decision of a nurture program.
pub(super) fn nurture(plan: &Plan, lead: &mut LeadState, decision: &Decision) {
    let named = |name: &Name| position(plan.nurture.iter().map(|program| &program.name), name);
    match &decision.what {
        Concluded::Enrolled { program } => {
            if let Some(program) = named(program) {
                let cycle = lead.cycle;
                // One row for each program: an earlier way through it is over.
                lead.nurture.retain(|enrolment| enrolment.program != program);
                lead.nurture.push(Enrolment { program, cycle, step: Some(0), since: decision.at });
            }
        }
        Concluded::MailDue { program, step, .. } => {
            lead.mails.push(decision.at);
            let most = plan.agreement.nurture.iter().filter_map(|(_, program)| program.at_most).map(|(most, _)| most);
            let surplus = lead.mails.len().saturating_sub(most.max().unwrap_or(0) as usize);
            lead.mails.drain(..surplus);
            if let Some(enrolment) = running(plan, lead, program) {
                (enrolment.step, enrolment.since) = (Some(step + 1), decision.at);
            }
        }
        Concluded::NurtureStepped { program, step } => {
            if let Some(enrolment) = running(plan, lead, program) {
                (enrolment.step, enrolment.since) = (Some(step + 1), decision.at);
            }
        }
        Concluded::NurtureLeft { program, .. } => {
            if let Some(enrolment) = running(plan, lead, program) {
                enrolment.step = None;
            }
        }
        _ => {}
    }
}

fn running<'a>(plan: &Plan, lead: &'a mut LeadState, program: &Name) -> Option<&'a mut Enrolment> {
    let index = position(plan.nurture.iter().map(|program| &program.name), program)?;
    lead.nurture.iter_mut().rfind(|enrolment| enrolment.program == index && enrolment.step.is_some())
}
