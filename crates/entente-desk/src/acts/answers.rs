//! What sales answers to a handoff, each held against the agreement: reasons, needs, people, promises.

use entente_core::agreement::model::{Agreement, PartyKind, WaiverBy};
use entente_core::engine::state::Place;
use entente_core::engine::waiver::may_waive;
use entente_core::fact::What;
use entente_core::id::{ClauseId, Name};
use entente_core::milestone::Milestone;

use super::choices;
use super::subject::Subject;
use super::{Actor, Condition, Refusal, Who, Wrong};
use crate::admit::TEXT_BYTES_MAX;

/// Sales takes it.
pub(super) fn accept(subject: &Subject) -> Result<What, Refusal> {
    undecided(subject)?;
    Ok(What::Accepted)
}

/// Sales turns it down before contact.
pub(super) fn reject(subject: &Subject, reason: Name, words: &str) -> Result<What, Refusal> {
    undecided(subject)?;
    let handoff = subject.agreement()?.handoff.as_ref().ok_or(Refusal::NotNow(Condition::NotAgreed))?;
    known("reason", &reason, handoff.reject.get(reason.as_str()).is_some())?;
    Ok(What::Rejected { reason, words: text("words", words)? })
}

/// Sales gives it up after contact.
pub(super) fn disqualify(subject: &Subject, reason: Name, words: &str) -> Result<What, Refusal> {
    if subject.state.place == Place::Disqualified {
        return Err(Refusal::NotNow(Condition::Disqualified));
    }
    let handoff = subject.agreement()?.handoff.as_ref().ok_or(Refusal::NotNow(Condition::NotAgreed))?;
    known("reason", &reason, handoff.disqualify.contains(&reason))?;
    Ok(What::Disqualified { reason, words: text("words", words)? })
}

/// Sales sends it back to marketing.
pub(super) fn recycle(subject: &Subject, reason: Name, words: &str) -> Result<What, Refusal> {
    subject.must_be_open()?;
    let agreement = subject.agreement()?;
    if agreement.leaves.recycled.is_none() {
        return Err(Refusal::NotNow(Condition::NotAgreed));
    }
    known("reason", &reason, choices::recycle_reasons(agreement).contains(&reason))?;
    Ok(What::Recycled { reason, words: text("words", words)? })
}

/// Somebody else shall have it.
pub(super) fn give_to(subject: &Subject, to: Name) -> Result<What, Refusal> {
    subject.must_be_open()?;
    known("to", &to, choices::sellers(subject.agreement()?).contains(&to))?;
    if subject.holder() == Some(&to) {
        return Err(Refusal::field("to", Wrong::Same));
    }
    Ok(What::Reassigned { to })
}

/// Sales confirms what it needs to know.
pub(super) fn confirm(subject: &Subject, needs: Vec<Name>) -> Result<What, Refusal> {
    subject.must_be_open()?;
    let asked = choices::needs(subject.agreement()?);
    for need in &needs {
        known("needs", need, asked.contains(need))?;
    }
    match needs.iter().any(|need| !subject.state.confirmed.contains(need)) {
        true => Ok(What::Confirmed { needs }),
        false if needs.is_empty() => Err(Refusal::field("needs", Wrong::Empty)),
        false => Err(Refusal::field("needs", Wrong::Same)),
    }
}

/// Sales says how good it is.
pub(super) fn rate(subject: &Subject, stars: u8, words: &str) -> Result<What, Refusal> {
    subject.must_be_open()?;
    if !(1..=5).contains(&stars) {
        return Err(Refusal::field("stars", Wrong::Outside { least: 1, most: 5 }));
    }
    Ok(What::Rated { stars, words: text("words", words)? })
}

/// The other party lets a promise pass.
pub(super) fn waive(subject: &Subject, actor: &Actor, commitment: ClauseId, words: &str) -> Result<What, Refusal> {
    let agreement = subject.agreement()?;
    if agreement.sla.waivers == WaiverBy::Nobody {
        return Err(Refusal::NotNow(Condition::NotAgreed));
    }
    let clocks = subject.state.clocks.iter().map(|clock| &clock.key).chain(&subject.state.ended);
    let mut of_cycle = clocks.filter(|key| key.cycle == subject.state.cycle);
    let name = Name::new(commitment.0.as_str());
    known("commitment", &name, of_cycle.any(|key| key.commitment == commitment))?;
    let party = promised_by(agreement, &commitment).ok_or(Refusal::NotNow(Condition::NotAgreed))?;
    if !actor.may_waive(party) || !may_waive(agreement, &commitment.0, Some(&actor.person)) {
        return Err(Refusal::MayNot(Who::OtherParty));
    }
    Ok(What::Waived { commitment: commitment.0, words: must("words", words)? })
}

/// Whose promise it is.
pub(super) fn promised_by(agreement: &Agreement, commitment: &ClauseId) -> Option<PartyKind> {
    let name = |party: PartyKind| commitment.0.strip_prefix(&format!("sla.{}.", party.as_str()));
    let sales = name(PartyKind::Sales).and_then(|name| agreement.sla.sales.get(name));
    let marketing = name(PartyKind::Marketing).and_then(|name| agreement.sla.marketing.get(name));
    sales.map(|_| PartyKind::Sales).or(marketing.map(|_| PartyKind::Marketing))
}

/// Sales has it and has neither taken nor refused it.
fn undecided(subject: &Subject) -> Result<(), Refusal> {
    subject.must_be_open()?;
    let is_accepted = subject.state.reached(Milestone::Accepted).is_some();
    if is_accepted { Err(Refusal::NotNow(Condition::Accepted)) } else { Ok(()) }
}

fn known(field: &'static str, told: &Name, is_known: bool) -> Result<(), Refusal> {
    match told.as_str() {
        "" => Err(Refusal::field(field, Wrong::Empty)),
        _ if is_known => Ok(()),
        told => Err(Refusal::field(field, Wrong::Unknown { told: told.to_owned() })),
    }
}

/// Words of a length that the log keeps.
pub(super) fn text(field: &'static str, words: &str) -> Result<String, Refusal> {
    match words.trim() {
        words if words.len() > TEXT_BYTES_MAX => Err(Refusal::field(field, Wrong::TooLong { most: TEXT_BYTES_MAX })),
        words => Ok(words.to_owned()),
    }
}

/// Words that must be said.
pub(super) fn must(field: &'static str, words: &str) -> Result<String, Refusal> {
    let words = text(field, words)?;
    if words.is_empty() { Err(Refusal::field(field, Wrong::Empty)) } else { Ok(words) }
}
