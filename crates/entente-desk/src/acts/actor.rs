//! Who may do what: by role and party, and by who holds the lead.

use entente_core::agreement::model::PartyKind;
use entente_core::engine::waiver::is_same;
use entente_core::id::Name;

use super::subject::Subject;
use super::{LeadAct, Refusal};
use crate::people::{Role, User};

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The handle by which the agreement and the log know them.
    pub person: Name,
    /// What they may do in the program.
    pub role: Role,
    /// For whom they work; none: for neither.
    pub party: Option<PartyKind>,
}

/// Who may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Whoever holds the lead, and those who answer for the team.
    Holder,
    /// Anybody of sales.
    Sales,
    /// Anybody of marketing.
    Marketing,
    /// Those who answer for the party to whom the promise was made.
    OtherParty,
    /// The person, and those who answer for the team.
    Themselves,
    /// Those who answer for a team of sales.
    Managers,
    /// Everybody but those who only look on.
    Anybody,
}

impl std::fmt::Display for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Who::Holder => "whoever holds the lead, and for managers of sales",
            Who::Sales => "sales",
            Who::Marketing => "marketing",
            Who::OtherParty => "those who answer for the party to whom the promise was made",
            Who::Themselves => "the person themselves, and for managers of sales",
            Who::Managers => "managers of sales",
            Who::Anybody => "everybody who does not only look on",
        })
    }
}

impl Actor {
    /// A user as one who acts.
    #[must_use]
    pub fn of(user: &User) -> Actor {
        Actor { person: user.is.handle.clone(), role: user.is.role, party: user.is.party }
    }

    /// Whether this is the person of that handle.
    #[must_use]
    pub fn is(&self, person: &Name) -> bool {
        is_same(self.person.as_str(), person.as_str())
    }

    /// Whether they answer for teams of sales.
    #[must_use]
    pub fn manages(&self) -> bool {
        match self.role {
            Role::Administrator => true,
            Role::Manager | Role::Leader => self.party == Some(PartyKind::Sales),
            Role::Marketing | Role::Rep | Role::Reader => false,
        }
    }

    /// Whether they are of sales and do more than look on.
    #[must_use]
    pub fn sells(&self) -> bool {
        self.manages() || self.role == Role::Rep
    }

    /// Whether they are of marketing and do more than look on.
    #[must_use]
    pub fn markets(&self) -> bool {
        match self.role {
            Role::Administrator | Role::Marketing => true,
            Role::Manager | Role::Leader => self.party == Some(PartyKind::Marketing),
            Role::Rep | Role::Reader => false,
        }
    }

    /// Whether they may let a promise of `promised` pass: they answer for the other side.
    pub(super) fn may_waive(&self, promised: PartyKind) -> bool {
        match (promised.other(), self.role) {
            (_, Role::Reader | Role::Rep | Role::Administrator) => false,
            (PartyKind::Marketing, _) => self.markets(),
            (PartyKind::Sales, _) => self.manages(),
        }
    }

    /// Whether they belong to those.
    #[must_use]
    pub fn is_among(&self, who: Who, holder: Option<&Name>) -> bool {
        let is_holder = holder.is_some_and(|holder| self.is(holder));
        match who {
            Who::Holder | Who::Themselves => self.manages() || (self.role != Role::Reader && is_holder),
            Who::Sales => self.sells(),
            Who::Marketing => self.markets(),
            Who::OtherParty => self.manages() || self.markets(),
            Who::Managers => self.manages(),
            Who::Anybody => self.role != Role::Reader,
        }
    }
}

/// Whether this person may do this to that lead.
pub(super) fn may(subject: &Subject, actor: &Actor, act: &LeadAct) -> Result<(), Refusal> {
    let holder = subject.holder();
    let who = match act {
        // A lead that nobody holds may be taken by anybody of sales, for themselves.
        LeadAct::GiveTo { to } if holder.is_none() && actor.is(to) => Who::Sales,
        LeadAct::OpenDeal { .. } | LeadAct::WinDeal { .. } | LeadAct::LoseDeal { .. } if holder.is_none() => Who::Sales,
        LeadAct::Accept | LeadAct::Reject { .. } | LeadAct::Disqualify { .. } | LeadAct::Recycle { .. } => Who::Holder,
        LeadAct::GiveTo { .. } | LeadAct::Confirm { .. } | LeadAct::Rate { .. } => Who::Holder,
        LeadAct::Pause { .. } | LeadAct::Resume { .. } => Who::Holder,
        LeadAct::OpenDeal { .. } | LeadAct::WinDeal { .. } | LeadAct::LoseDeal { .. } => Who::Holder,
        LeadAct::Touch { .. } => Who::Sales,
        LeadAct::Waive { .. } => Who::OtherParty,
        LeadAct::Consent { .. } | LeadAct::Link { .. } | LeadAct::Unlink { .. } | LeadAct::Edit { .. } => Who::Anybody,
    };
    if actor.is_among(who, holder) { Ok(()) } else { Err(Refusal::MayNot(who)) }
}
