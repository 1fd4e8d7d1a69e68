//! One lead as its page shows it, as of any instant: who, with whom, what happened, why, how long, and what sales says.
//!
//! Everything here is data, in no language: pages say it in the reader's own. All of it follows from the entries about
//! one person and their account, found by number and folded as the engine folds them; nothing is looked for.

mod asked;
mod cites;
mod clocks;
mod feedback;
mod group;
mod known;
mod mates;
mod own_words;
mod routing;
mod same;
mod timeline;
mod watched;
mod why;

use entente_core::engine::explain::{self, Explained};
use entente_core::engine::state::LeadState;
use entente_core::engine::status::{Status, status};
use entente_core::fact::About;
use entente_core::id::{AgreementHash, LeadId, Name, Seq};
use entente_core::identity::IdentityKey;
use entente_core::time::Instant;
use entente_store::Store;

use crate::Error;
use crate::explain::{Told, account_of, keys, plans_at, refold, told};
use crate::force::InForce;
use cites::Cites;
use watched::Watched;

pub use asked::{Asked, Filter};
pub use cites::Cite;
pub use clocks::{ClockState, Drawn, LegDrawn, PauseDrawn, Tick};
pub use feedback::{Deal, DealState, Word, WordKind};
pub use group::Group;
pub use known::{Attribute, Consent, ConsentLine, Known};
pub use mates::{AccountCard, MATES_MOST, Mate};
pub use routing::{Routing, RoutingKind, Tried};
pub use same::{Linked, Proposed, Shared};
pub use timeline::{Event, Hue, Line, Page};
pub use watched::Paid;
pub use why::{FitRule, Rule, SignalLine, SignalPart, Why};

/// One lead as of an instant.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The lead whose number stood for the person at that instant.
    pub lead: LeadId,
    /// As of when.
    pub at: Instant,
    /// When the log first heard of the person; none where it had not yet.
    pub first: Option<Instant>,
    /// The last entry about the person at that instant; forms carry it, so that nobody is overtaken unawares.
    pub seen: Seq,
    /// The agreement in force then.
    pub agreement: Option<AgreementHash>,
    /// The keys of the person, strong ones first.
    pub keys: Vec<IdentityKey>,
    /// What is known of them.
    pub known: Known,
    /// Where they stand; none before the agreement, or before anything was heard.
    pub standing: Option<Standing>,
    /// Their company, and who else is there.
    pub account: Option<AccountCard>,
    /// What happened and was decided, newest first, a page of it.
    pub timeline: Page,
    /// Why this grade and level.
    pub why: Option<Why>,
    /// Why this owner, and the owners before, the latest first.
    pub routing: Vec<Routing>,
    /// Every clock that ran or runs, the latest first.
    pub clocks: Vec<Drawn>,
    /// What sales said, the latest first.
    pub feedback: Vec<Word>,
    /// Deals, the latest first.
    pub deals: Vec<Deal>,
    /// Leads that are this person too.
    pub linked: Vec<Linked>,
    /// Leads that are perhaps this person; somebody decides.
    pub proposed: Vec<Proposed>,
    /// Events known up to here may have lost details that were over their time; none where all are younger.
    pub details_gone: Option<Instant>,
}

/// Where a lead stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Its stage; `disqualified` where it is out, empty before the first.
    pub stage: Name,
    /// Since when.
    pub stage_since: Instant,
    /// The letter of fit.
    pub grade: Name,
    /// The digit of engagement.
    pub level: Name,
    /// Who holds it.
    pub owner: Option<Name>,
    /// Of which team.
    pub team: Option<Name>,
    /// The present or last cycle; 0 before the first handoff.
    pub cycle: u32,
    /// Whether sales has it.
    pub open: bool,
    /// Whether sales accepted it.
    pub accepted: bool,
    /// What is being done about it.
    pub status: Status,
    /// Before when it may not return, where it is recycled.
    pub not_before: Option<Instant>,
    /// How often it was recycled.
    pub recycles: u32,
    /// Needs that sales confirmed in this cycle.
    pub confirmed: Vec<Name>,
}

/// The instant of the page of now: `now`, or up to when all is decided where that is later. What was just told is known
/// a moment after everything decided before it, and belongs on the page of whoever told it.
///
/// # Errors
/// Those of the store.
pub fn latest(store: &Store, now: Instant) -> Result<Instant, Error> {
    Ok(now.max(store.cursor()?.until))
}

/// One lead as `asked`; none where the log never heard of it. Entries and links that the log learnt after the instant
/// asked for do not count, so that the past is told as it was.
///
/// # Errors
/// Those of the store.
pub fn view(store: &Store, plans: &[InForce], lead: LeadId, asked: &Asked) -> Result<Option<View>, Error> {
    if !store.has_lead(lead)? {
        return Ok(None);
    }
    let told = told(store, lead, asked.at)?;
    let plans = plans_at(plans, asked.at);
    let mut watched = Watched::default();
    let world = refold(&plans, &told, |world, beat| watched.see(world, told.lead, beat));
    let state = world.lead(told.lead);
    let account_state = account_of(&world, &told);
    let explained = state.and_then(|state| explain::explain(&plans, state, account_state, asked.at));
    let cites = Cites::of(&plans);
    let why = match (plans.last(), state, &explained) {
        (Some(plan), Some(state), Some(explained)) => Some(why::why(plan, state, account_state, explained, &cites)),
        _ => None,
    };
    let nothing = LeadState::default();
    let own = told.facts.iter().filter(|(_, fact)| matches!(fact.about, About::Lead(_)));
    let mates = mates::look(store, &plans, &told, asked.at)?;
    Ok(Some(View {
        lead: told.lead,
        at: asked.at,
        first: own.map(|(_, fact)| fact.known).min(),
        seen: last_entry(&told),
        agreement: plans.last().map(|plan| plan.hash),
        keys: keys(store, &told.leads)?,
        known: known::known(&told, plans.last().map(AsRef::as_ref)),
        standing: state.zip(explained.as_ref()).map(|(state, explained)| standing(state, explained)),
        proposed: same::proposed(&told, &mates),
        account: mates::card(store, &told, account_state, mates, plans.last().map(AsRef::as_ref))?,
        timeline: timeline::page(&told, &watched, &plans, &cites, asked),
        why,
        routing: routing::routing(&told, &watched, &plans, &cites),
        clocks: clocks::drawn(&plans, &told, state.unwrap_or(&nothing), &watched, &cites, asked.at),
        feedback: feedback::words(&told),
        deals: feedback::deals(&told),
        linked: same::linked(store, &told)?,
        details_gone: details_gone(store, &told)?,
    }))
}

fn details_gone(store: &Store, told: &Told) -> Result<Option<Instant>, Error> {
    let done = store.retention()?;
    let has_older = told.facts.iter().any(|(_, fact)| fact.known <= done.known);
    Ok(Some(done.known).filter(|_| done.shortened > 0 && has_older))
}

fn last_entry(told: &Told) -> Seq {
    let facts = told.facts.iter().map(|(seq, _)| *seq);
    facts.chain(told.decisions.iter().map(|(seq, _)| *seq)).max().unwrap_or_default()
}

fn standing(state: &LeadState, explained: &Explained) -> Standing {
    use entente_core::milestone::Milestone;
    Standing {
        stage: explained.stage.clone(),
        stage_since: explained.stage_since,
        grade: explained.grade.clone(),
        level: explained.level.clone(),
        owner: explained.owner.clone().filter(|_| state.open),
        team: explained.team.clone(),
        cycle: explained.cycle,
        open: state.open,
        accepted: state.open && state.reached(Milestone::Accepted).is_some(),
        status: status(state),
        not_before: state.not_before,
        recycles: state.recycles,
        confirmed: state.confirmed.clone(),
    }
}
