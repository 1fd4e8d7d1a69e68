//! What people make of a decision: a mail is read, a subject comes up again, a customer leaves, a promise is waived.

use entente_core::decision::{Concluded, Decision};
use entente_core::fact::{NewAbout, What};
use entente_core::id::{LeadId, Name};
use entente_core::time::{Instant, Span};

use super::campaigns::zone;
use super::people::Known;
use super::script::{Script, Step};
use super::{behaviour, company};

/// Lets follow what follows from a decision about a lead, but for what its owner does.
pub(super) fn react(script: &mut Script, id: LeadId, decision: &Decision) {
    let Some(person) = script.leads.get(&id).and_then(|lead| lead.person) else { return };
    let Some(who) = script.crowd.people.get(person) else { return };
    let (at, zone) = (decision.at, zone(who.zone));
    match &decision.what {
        Concluded::MailDue { content, step, .. } => {
            let scans = who.company.is_some_and(|place| company::scans(&script.companies, place));
            let chance = script.chance("mail", id, *step);
            let deeds = behaviour::answer_mail(who, &zone, content.as_str(), scans, at, chance);
            script.wait_for(person, &format!("m{}", at.as_micros()), deeds);
        }
        Concluded::Recycled { times, .. } => {
            let deeds = behaviour::comeback(who, &zone, at, script.chance("comeback", id, *times));
            script.wait_for(person, &format!("b{times}"), deeds);
        }
        Concluded::StageEntered { stage, .. } if stage.as_str() == "customer" => leave(script, id, decision),
        Concluded::ClockMissed { clock } if clock.commitment.0 == "sla.sales.touch" => {
            waive(script, id, decision, clock.cycle);
        }
        _ => {}
    }
}

/// Some customers leave again.
fn leave(script: &mut Script, id: LeadId, decision: &Decision) {
    let mut chance = script.chance("leave", id, 0);
    if !chance.happens(70) {
        return;
    }
    let at = decision.at + Span::DAY.times(chance.between(60, 320)) + Span::HOUR;
    let reason = Name::from(chance.word(&["site_closed", "went_to_rival", "no_use"]));
    tell(script, id, at, "leave", None, What::Churned { reason });
}

/// Now and then marketing lets a late touch pass: it knows what kept sales that day.
fn waive(script: &mut Script, id: LeadId, decision: &Decision, cycle: u32) {
    let mut chance = script.chance("waive", id, cycle);
    if !chance.happens(45) {
        return;
    }
    let marketing = Name::from(super::personas::MARKETING);
    let at = script.working(&marketing, "berlin", decision.at, chance.between(120, 900));
    let words =
        chance.word(&["All of sales was at the fair that day.", "The telephone was out.", "The list came late."]);
    let what = What::Waived { commitment: "sla.sales.touch".to_owned(), words: words.to_owned() };
    tell(script, id, at, &format!("waive{cycle}"), Some(marketing), what);
}

fn tell(script: &mut Script, id: LeadId, at: Instant, word: &str, by: Option<Name>, what: What) {
    let Some(who) = script.leads.get(&id).and_then(|lead| script.crowd.people.get(lead.person?)) else { return };
    let about = NewAbout::Lead { keys: who.keys(Known::Mail), account: None };
    script.wait(at, format!("l{:06}.{word}", id.0), Step::Told { about, by, what });
}
