//! Which kind of thing each fact may be about: a fact about anything else would never be read by anybody.

use std::fmt;

use entente_core::fact::{NewAbout, NewFact, What};

use super::Refusal;

/// A kind of thing that facts are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A person we may sell to.
    Lead,
    /// A company.
    Account,
    /// A person of either party.
    Person,
    /// A request for content.
    Request,
    /// Both parties.
    Parties,
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Subject::Lead => "a lead",
            Subject::Account => "an account",
            Subject::Person => "a person of either party",
            Subject::Request => "a request",
            Subject::Parties => "the parties",
        })
    }
}

/// The kinds as a person lists them: `a lead or an account`.
pub(super) fn listed(kinds: &[Subject]) -> String {
    let words: Vec<String> = kinds.iter().map(Subject::to_string).collect();
    words.join(" or ")
}

/// Refuses a fact about something such a fact cannot be about.
pub(super) fn check(fact: &NewFact) -> Result<(), Refusal> {
    let told = match &fact.about {
        NewAbout::Lead { .. } => Subject::Lead,
        NewAbout::Account(_) => Subject::Account,
        NewAbout::Person(_) => Subject::Person,
        NewAbout::Request(_) => Subject::Request,
        NewAbout::Parties => Subject::Parties,
    };
    let wanted = wanted(&fact.what);
    if wanted.contains(&told) { Ok(()) } else { Err(Refusal::About { wanted, told }) }
}

/// What a fact may be about.
fn wanted(what: &What) -> &'static [Subject] {
    match what {
        What::Created { .. } | What::Joined { .. } | What::Happened { .. } => &[Subject::Lead],
        What::HandedOver { .. } | What::Reassigned { .. } | What::Touched { .. } => &[Subject::Lead],
        What::Accepted | What::Rejected { .. } | What::Disqualified { .. } => &[Subject::Lead],
        What::Recycled { .. } | What::Confirmed { .. } | What::Rated { .. } => &[Subject::Lead],
        What::Consent { .. } | What::Bounced { .. } | What::Erased => &[Subject::Lead],
        What::Linked { .. } | What::Unlinked { .. } => &[Subject::Lead],
        What::Learnt { .. } | What::Churned { .. } => &[Subject::Lead, Subject::Account],
        What::OpportunityOpened { .. } => &[Subject::Lead, Subject::Account],
        What::OpportunityWon { .. } | What::OpportunityLost { .. } => &[Subject::Lead, Subject::Account],
        What::Owned { .. } => &[Subject::Account],
        What::Paused { .. } | What::Resumed { .. } => &[Subject::Lead, Subject::Request],
        What::Waived { .. } => &[Subject::Lead, Subject::Request, Subject::Parties],
        What::Away { .. } => &[Subject::Person],
        What::ContentRequested { .. } | What::ContentAnswered { .. } => &[Subject::Request],
        What::Met { .. } => &[Subject::Parties],
    }
}
