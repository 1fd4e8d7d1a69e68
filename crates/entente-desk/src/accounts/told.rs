//! What was told of an account or one of its people, in a word and its chief value.

use entente_core::fact::{Channel, What};
use entente_core::id::{LeadId, Name};
use entente_core::time::Instant;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When.
    pub at: Instant,
    /// Of whom; none: of the account itself.
    pub lead: Option<(LeadId, String)>,
    /// What, as the log calls it: `happened`, `touched`, `opportunity_opened`.
    pub what: &'static str,
    /// Its chief value: the event, the reason, the channel; empty where there is none.
    pub detail: String,
    /// Who did it, where a person did.
    pub by: Option<String>,
}

/// The word for a fact and its chief value. What says nothing to a reader of the account has none.
pub(super) fn word(what: &What) -> Option<(&'static str, String)> {
    let of = |name: &Name| name.to_string();
    Some(match what {
        What::Happened { event, .. } => ("happened", event.clone()),
        What::Created { source } => ("created", source.clone().unwrap_or_default()),
        What::Touched { channel, .. } => ("touched", channel_word(*channel).to_owned()),
        What::Accepted => ("accepted", String::new()),
        What::Rejected { reason, .. } => ("rejected", of(reason)),
        What::Disqualified { reason, .. } => ("disqualified", of(reason)),
        What::Recycled { reason, .. } => ("recycled", of(reason)),
        What::HandedOver { owner, .. } => ("handed_over", of(owner)),
        What::Reassigned { to } => ("reassigned", of(to)),
        What::Confirmed { needs } => ("confirmed", needs.iter().map(Name::as_str).collect::<Vec<_>>().join(", ")),
        What::Rated { stars, .. } => ("rated", stars.to_string()),
        What::OpportunityOpened { deal, .. } => ("opportunity_opened", deal.clone()),
        What::OpportunityWon { deal, .. } => ("opportunity_won", deal.clone()),
        What::OpportunityLost { deal, .. } => ("opportunity_lost", deal.clone()),
        What::Churned { reason } => ("churned", of(reason)),
        What::Owned { owner } => ("owned", owner.as_ref().map(of).unwrap_or_default()),
        What::Joined { .. } => ("joined", String::new()),
        _ => return None,
    })
}

fn channel_word(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "call",
        Channel::Mail => "mail",
        Channel::Booking => "booking",
        Channel::Meeting => "meeting",
        Channel::Chat => "chat",
        Channel::Other => "other",
    }
}
