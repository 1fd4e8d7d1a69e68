//! The board: leads by stage, each stage with those that matter now on top and how many there are in all.

use entente_core::agreement::model::PartyKind;
use entente_core::id::{Name, Seq};
use entente_core::time::Instant;
use entente_store::{CardSort, Store};

use crate::Error;
use crate::force::InForce;
use crate::leads::row::Words;
use crate::leads::{Query, Refused, Row, Stage, plan_of};

/// Leads of one stage that the board shows.
pub const SHOWN: usize = 20;

/// Leads by stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// What was asked, without what cannot be.
    pub asked: Query,
    /// What cannot be asked, and why.
    pub refused: Vec<Refused>,
    /// The stages of the agreement in order, and the way out at the end.
    pub columns: Vec<Column>,
    /// Who owns leads: handle and name, to look at one person's board.
    pub owners: Vec<crate::leads::Named>,
    /// The stage at which sales takes over.
    pub handoff_at: Option<Name>,
    /// The last entry of the log when it was made.
    pub seen: Seq,
    /// Up to when everything is decided.
    pub as_of: Instant,
}

/// A stage with its leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Which.
    pub stage: Stage,
    /// Its first leads: what is due first where sales answers, what did something last where marketing does.
    pub rows: Vec<Row>,
    /// How many there are.
    pub total: u64,
    /// The list of them all.
    pub list: Query,
}

/// The board that a query leaves; its own stages are shown whatever it says of them.
///
/// # Errors
/// Only those of the store.
pub fn view(store: &Store, plans: &[InForce], query: &str, now: Instant) -> Result<Board, Error> {
    let plan = plan_of(plans, now);
    let (mut asked, refused) = Query::read(plan, query);
    asked.facets.retain(|(facet, _)| facet != "stage");
    let seen = store.last_seq()?;
    let words = Words::new(store, plan)?;
    let names = plan.into_iter().flat_map(|plan| plan.agreement.stages.names()).chain(["disqualified"]);
    let mut columns = Vec::new();
    for name in names {
        let list = asked.toggled("stage", name);
        let stage = words.stage(&Name::from(name));
        let sort = if stage.party == Some(PartyKind::Sales) { CardSort::DueSoonest } else { CardSort::RecentlyHeard };
        let listed = store.list(&list.filter(), sort, None, SHOWN)?;
        let rows = listed.cards.into_iter().map(|card| words.row(card)).collect();
        columns.push(Column { stage, rows, total: listed.total, list });
    }
    let owners = store.facet_counts(&Query::default().filter(), &["owner"])?.into_iter().flatten();
    Ok(Board {
        asked,
        refused,
        columns,
        owners: owners.map(|owner| words.named(&Name::new(owner.value))).collect(),
        handoff_at: plan.and_then(|plan| plan.agreement.handoff.as_ref()).map(|handoff| handoff.at.clone()),
        seen,
        as_of: store.cursor()?.until,
    })
}
