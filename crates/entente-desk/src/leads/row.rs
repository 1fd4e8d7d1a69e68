//! A lead as a line of a list, in the words of the agreement and the names of people.

use std::collections::BTreeMap;

use entente_core::agreement::model::PartyKind;
use entente_core::engine::status::Status;
use entente_core::id::{AccountId, ClauseId, LeadId, Name};
use entente_core::plan::Plan;
use entente_core::time::Instant;
use entente_store::{Card, Store};

use crate::Error;
use crate::clause::Numbers;

/// A stage of the agreement, or the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its name in the text: `mql`; `disqualified` for the way out.
    pub name: Name,
    /// What it says in plain words; empty for the way out.
    pub says: String,
    /// Which party answers for a lead in it; none for the way out.
    pub party: Option<PartyKind>,
}

/// Somebody, by handle and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As the agreement names them.
    pub handle: Name,
    /// As people call them; the handle where they are no user.
    pub name: String,
}

/// A promise that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// When it is due, or was.
    pub at: Instant,
    /// Which promise.
    pub clause: ClauseId,
    /// Its number in the text.
    pub number: String,
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which lead.
    pub lead: LeadId,
    /// What it is called: its name, else its mail address, else its number.
    pub called: String,
    /// Its mail address.
    pub mail: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// What it does there.
    pub title: Option<String>,
    /// Where it is.
    pub city: Option<String>,
    /// What its company is called.
    pub company: Option<String>,
    /// Which account that is.
    pub account: Option<AccountId>,
    /// Where it came from.
    pub source: Option<String>,
    /// Where it stands in the process; none before the first stage.
    pub stage: Option<Stage>,
    /// Since when.
    pub stage_since: Instant,
    /// What the rep is doing about it.
    pub status: Status,
    /// Grade and level together: `A1`; empty where neither is known.
    pub tile: String,
    /// Whether it is of the best grade.
    pub is_best: bool,
    /// Who holds it.
    pub owner: Option<Named>,
    /// The owner's team.
    pub team: Option<Name>,
    /// Whether its owner has it in hand.
    pub in_hand: bool,
    /// The promise that is due first.
    pub due: Option<Due>,
    /// Whether a promise is late.
    pub late: bool,
    /// When the log first heard of it.
    pub created: Instant,
    /// When it last did something.
    pub heard: Instant,
    /// When somebody last acted on it.
    pub touched: Option<Instant>,
}

/// What cards are read with: the agreement in force and the names of users.
pub(crate) struct Words<'a> {
    plan: Option<&'a Plan>,
    numbers: Numbers,
    people: BTreeMap<Name, String>,
}

impl<'a> Words<'a> {
    pub(crate) fn new(store: &Store, plan: Option<&'a Plan>) -> Result<Words<'a>, Error> {
        let people = store.users()?.into_iter().map(|user| (user.is.handle, user.is.name)).collect();
        let numbers = plan.map(|plan| Numbers::of(&plan.agreement)).unwrap_or_default();
        Ok(Words { plan, numbers, people })
    }

    pub(crate) fn named(&self, handle: &Name) -> Named {
        let name = self.people.get(handle).cloned().unwrap_or_else(|| handle.to_string());
        Named { handle: handle.clone(), name }
    }

    pub(crate) fn stage(&self, name: &Name) -> Stage {
        let stage = self.plan.and_then(|plan| plan.agreement.stages.get(name.as_str()));
        Stage {
            name: name.clone(),
            says: stage.map(|stage| stage.says.clone()).unwrap_or_default(),
            party: stage.map(|stage| stage.owner),
        }
    }

    pub(crate) fn row(&self, card: Card) -> Row {
        let text = |name: &Option<Name>| name.as_ref().map(ToString::to_string).unwrap_or_default();
        let best = self.plan.and_then(|plan| plan.agreement.grades.0.first()).map(|(name, _)| name);
        let due = card.due.zip(card.due_clause).map(|(at, clause)| {
            let number = self.numbers.of_clause(&clause);
            Due { at, clause, number }
        });
        Row {
            lead: card.lead,
            called: card.name.or_else(|| card.mail.clone()).unwrap_or_else(|| card.lead.to_string()),
            mail: card.mail,
            phone: card.phone,
            title: card.title,
            city: card.city,
            company: card.company,
            account: card.account,
            source: card.source,
            stage: card.stage.map(|name| self.stage(&name)),
            stage_since: card.stage_since,
            status: card.status,
            tile: text(&card.grade) + &text(&card.level),
            is_best: card.grade.is_some() && card.grade.as_ref() == best,
            owner: card.owner.map(|owner| self.named(&owner)),
            team: card.team,
            in_hand: card.in_hand,
            due,
            late: card.late,
            created: card.created,
            heard: card.heard,
            touched: card.touched,
        }
    }
}
