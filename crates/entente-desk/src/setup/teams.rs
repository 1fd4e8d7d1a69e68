//! The people whom the agreement in force names, and which of them can come in.

use entente_core::agreement::model::{Agreement, PartyKind};
use entente_core::id::Name;
use entente_store::{Store, User};

use crate::Error;

/// Everybody whom the agreement names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teams {
    /// Who signs for each party.
    pub signers: Vec<(PartyKind, Named)>,
    /// The teams in the order of the text.
    pub teams: Vec<Team>,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its name.
    pub name: Name,
    /// The calendar it works by; none: the agreement's only one.
    pub calendar: Option<Name>,
    /// Who sees to it.
    pub manager: Option<Named>,
    /// Who gets leads in turn.
    pub members: Vec<Member>,
    /// How many open leads one may hold.
    pub open_at_most: Option<u32>,
}

/// A member of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: Named,
    /// How often one is chosen, beside the others.
    pub weight: u32,
}

/// Somebody whom the agreement names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// By what: a handle, or the mail address of a signer.
    pub by: String,
    /// The user, where they are one.
    pub user: Option<User>,
    /// Whether they have ever set a password.
    pub has_come: bool,
}

/// The people of an agreement, held against the users.
///
/// # Errors
/// Only those of the store.
pub fn teams(store: &Store, agreement: &Agreement) -> Result<Teams, Error> {
    let users = store.users()?;
    let named = |by: &str, is_mail: bool| {
        let found = users.iter().find(|user| match is_mail {
            true => user.is.mail.eq_ignore_ascii_case(by),
            false => user.is.handle.as_str() == by,
        });
        let has_come = found.is_some_and(|user| user.is.active && user.is.password.is_some());
        Named { by: by.to_owned(), user: found.cloned(), has_come }
    };
    let parties = [
        (PartyKind::Marketing, agreement.parties.marketing.signs.as_str()),
        (PartyKind::Sales, agreement.parties.sales.signs.as_str()),
    ];
    let teams = agreement.handoff.iter().flat_map(|handoff| handoff.teams.iter());
    let teams = teams.map(|(name, team)| Team {
        name: name.clone(),
        calendar: team.calendar.clone(),
        manager: team.manager.as_ref().map(|handle| named(handle.as_str(), false)),
        members: team
            .members
            .iter()
            .map(|(handle, member)| Member { person: named(handle.as_str(), false), weight: member.weight })
            .collect(),
        open_at_most: team.open_at_most,
    });
    Ok(Teams {
        signers: parties.iter().map(|(party, mail)| (*party, named(mail, true))).collect(),
        teams: teams.collect(),
    })
}

impl Teams {
    /// Those who cannot come in yet, each once.
    #[must_use]
    pub fn uninvited(&self) -> Vec<&Named> {
        let managers = self.teams.iter().filter_map(|team| team.manager.as_ref());
        let members = self.teams.iter().flat_map(|team| team.members.iter().map(|member| &member.person));
        let mut found: Vec<&Named> = Vec::new();
        for named in self.signers.iter().map(|(_, signer)| signer).chain(managers).chain(members) {
            let is_known = found.iter().any(|own| own.by == named.by);
            if named.user.is_none() && !is_known {
                found.push(named);
            }
        }
        found
    }
}
