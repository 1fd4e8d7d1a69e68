//! Why this owner: the route that matched, those before it that did not, and everybody who was looked at.

use std::sync::Arc;

use entente_core::decision::{Candidate, Concluded, Decision, Ground, NobodyReason, ReassignReason, Routed};
use entente_core::fact::What;
use entente_core::id::{ClauseId, Name, Seq};
use entente_core::plan::Plan;
use entente_core::time::Instant;

use super::cites::{Cite, Cites};
use super::watched::Watched;
use crate::explain::Told;

/// One time an owner was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Routing {
    /// The entry of the log.
    pub seq: Seq,
    /// When.
    pub at: Instant,
    /// On which occasion.
    pub kind: RoutingKind,
    /// Who got it; none: nobody could.
    pub owner: Option<Name>,
    /// Of which team.
    pub team: Option<Name>,
    /// Whether the team's turn decided.
    pub by_turn: bool,
    /// The route that matched.
    pub route: Option<Tried>,
    /// Routes before it that did not, in the agreement's order.
    pub tried: Vec<Tried>,
    /// Why nobody of them got it.
    pub nobody: Option<NobodyReason>,
    /// Everybody who was looked at, in the order of the turn.
    pub candidates: Vec<Candidate>,
    /// The clause it was decided by; none where it was told from outside.
    pub cite: Option<Cite>,
    /// Who caused it, where a person did.
    pub by: Option<Name>,
}

/// On which occasion an owner was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoutingKind {
    /// The lead passed to sales.
    HandedOff,
    /// It was handed over by other software.
    Elsewhere,
    /// It passed from one owner of sales to another.
    Reassigned {
        /// From whom.
        from: Option<Name>,
        /// Why.
        why: ReassignReason,
    },
}

/// A route that was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// Its name.
    pub name: Name,
    /// In the agreement's own words; empty where it has none.
    pub says: String,
    /// Its clause.
    pub cite: Cite,
    /// What it rests on.
    pub because: Vec<Ground>,
}

/// Every time an owner was found, the latest first.
pub(super) fn routing(told: &Told, watched: &Watched, plans: &[Arc<Plan>], cites: &Cites) -> Vec<Routing> {
    let by = |decision: &Decision| {
        let cause = told.facts.iter().find(|(seq, _)| Some(*seq) == decision.cause);
        cause.and_then(|(_, fact)| fact.by.clone())
    };
    let decided = told.decisions.iter().filter_map(|(seq, decision)| {
        let (kind, routed) = match &decision.what {
            Concluded::HandedOff { route, .. } => (RoutingKind::HandedOff, route),
            Concluded::Reassigned { from, why, route } => {
                (RoutingKind::Reassigned { from: from.clone(), why: *why }, route)
            }
            _ => return None,
        };
        let tried = watched.tried.get(seq).map(Vec::as_slice).unwrap_or_default();
        let found = Found { plans, cites, decision, tried };
        Some(Routing { by: by(decision), ..found.routing(*seq, kind, routed) })
    });
    let elsewhere = told.facts.iter().filter_map(|(seq, fact)| match &fact.what {
        What::HandedOver { owner, team } => Some(Routing {
            seq: *seq,
            at: fact.at,
            kind: RoutingKind::Elsewhere,
            owner: Some(owner.clone()),
            team: team.clone(),
            by_turn: false,
            route: None,
            tried: Vec::new(),
            nobody: None,
            candidates: Vec::new(),
            cite: None,
            by: fact.by.clone(),
        }),
        _ => None,
    });
    let mut all: Vec<Routing> = decided.chain(elsewhere).collect();
    all.sort_by_key(|routing| std::cmp::Reverse((routing.at, routing.seq)));
    all
}

/// A decision that found an owner, with what it needs to be told.
struct Found<'a> {
    plans: &'a [Arc<Plan>],
    cites: &'a Cites,
    decision: &'a Decision,
    tried: &'a [(Name, Vec<Ground>)],
}

impl Found<'_> {
    fn routing(&self, seq: Seq, kind: RoutingKind, routed: &Routed) -> Routing {
        let decision = self.decision;
        let because = if kind == RoutingKind::HandedOff { decision.because.clone() } else { Vec::new() };
        Routing {
            seq,
            at: decision.at,
            kind,
            owner: routed.owner.clone(),
            team: routed.team.clone(),
            by_turn: routed.by_turn,
            route: routed.route.as_ref().map(|name| self.route(name, because)),
            tried: self.tried.iter().map(|(name, because)| self.route(name, because.clone())).collect(),
            nobody: routed.nobody,
            candidates: routed.candidates.clone(),
            cite: Some(self.cites.then(decision.agreement, &decision.clause)),
            by: None,
        }
    }

    fn route(&self, name: &Name, because: Vec<Ground>) -> Tried {
        let plan = self.plans.iter().find(|plan| plan.hash == self.decision.agreement);
        let handoff = plan.and_then(|plan| plan.agreement.handoff.as_ref());
        let says = handoff.and_then(|handoff| handoff.routes.get(name.as_str())).map(|route| route.says.clone());
        let clause = ClauseId(format!("handoff.routes.{name}"));
        let cite = self.cites.then(self.decision.agreement, &clause);
        Tried { name: name.clone(), says: says.unwrap_or_default(), cite, because }
    }
}
