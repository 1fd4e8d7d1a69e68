//! Whether somebody else decided after a form was shown: only what the act itself rests on counts.

use entente_core::decision::Concluded;
use entente_core::fact::What;
use entente_core::id::{Name, Seq};
use entente_core::time::Instant;
use entente_store::{Entry, Store};

use super::subject::Subject;
use super::{Form, LeadAct, Refusal};
use crate::Error;

/// The first entry since the form was shown that decided what this act is about; none where the lead is as it was.
pub(super) fn overtaken(store: &Store, subject: &Subject, form: Form, act: &LeadAct) -> Result<Option<Refusal>, Error> {
    let Some(seen) = form.seen else { return Ok(None) };
    let mut entries: Vec<(Seq, Entry)> = Vec::new();
    for lead in &subject.leads {
        entries.extend(store.entries_about(*lead, seen)?);
    }
    entries.sort_by_key(|(seq, _)| *seq);
    Ok(entries.iter().find_map(|(_, entry)| rival(act, entry)).map(|(who, when, what)| Refusal::Overtaken {
        who: who.cloned(),
        when,
        what,
    }))
}

type Rival<'a> = (Option<&'a Name>, Instant, &'static str);

fn rival<'a>(act: &LeadAct, entry: &'a Entry) -> Option<Rival<'a>> {
    match entry {
        Entry::Fact(fact) => told(act, &fact.what).map(|what| (fact.by.as_ref(), fact.known, what)),
        Entry::Decision(decision) if decides(act) => concluded(&decision.what).map(|what| (None, decision.at, what)),
        Entry::Decision(_) => None,
    }
}

/// Acts that decide what becomes of a lead; all others stand beside whatever was decided meanwhile.
fn decides(act: &LeadAct) -> bool {
    match act {
        LeadAct::Accept | LeadAct::Reject { .. } | LeadAct::Disqualify { .. } => true,
        LeadAct::Recycle { .. } | LeadAct::GiveTo { .. } => true,
        LeadAct::Touch { .. } | LeadAct::Confirm { .. } | LeadAct::Rate { .. } | LeadAct::Pause { .. } => false,
        LeadAct::Resume { .. } | LeadAct::Waive { .. } | LeadAct::Consent { .. } | LeadAct::Link { .. } => false,
        LeadAct::OpenDeal { .. } | LeadAct::WinDeal { .. } | LeadAct::LoseDeal { .. } => false,
        LeadAct::Unlink { .. } | LeadAct::Edit { .. } => false,
    }
}

/// What the log calls a fact that this act must not overlook.
fn told(act: &LeadAct, what: &What) -> Option<&'static str> {
    let decision = match what {
        What::Accepted => Some("accepted"),
        What::Rejected { .. } => Some("rejected"),
        What::Disqualified { .. } => Some("disqualified"),
        What::Recycled { .. } => Some("recycled"),
        What::Reassigned { .. } => Some("reassigned"),
        What::HandedOver { .. } => Some("handed_over"),
        What::Erased => Some("erased"),
        _ => None,
    };
    match (act, what) {
        (act, _) if decides(act) => decision,
        (LeadAct::Link { .. } | LeadAct::Unlink { .. }, What::Linked { .. }) => Some("linked"),
        (LeadAct::Link { .. } | LeadAct::Unlink { .. }, What::Unlinked { .. }) => Some("unlinked"),
        (LeadAct::Waive { commitment, .. }, What::Waived { commitment: other, .. }) if commitment.0 == *other => {
            Some("waived")
        }
        (LeadAct::Edit { values }, What::Learnt { values: learnt, .. })
            if learnt.keys().any(|name| values.contains_key(name)) =>
        {
            Some("learnt")
        }
        (LeadAct::WinDeal { deal, .. } | LeadAct::LoseDeal { deal, .. }, What::OpportunityWon { deal: other, .. })
            if deal == other =>
        {
            Some("opportunity_won")
        }
        (LeadAct::WinDeal { deal, .. } | LeadAct::LoseDeal { deal, .. }, What::OpportunityLost { deal: other, .. })
            if deal == other =>
        {
            Some("opportunity_lost")
        }
        _ => None,
    }
}

/// What the log calls a decision that changes in whose hands a lead is.
fn concluded(what: &Concluded) -> Option<&'static str> {
    match what {
        Concluded::HandedOff { .. } => Some("handed_off"),
        Concluded::Reassigned { .. } => Some("reassigned"),
        Concluded::Recycled { .. } => Some("recycled"),
        Concluded::Disqualified { .. } => Some("disqualified"),
        Concluded::Returned => Some("returned"),
        _ => None,
    }
}
