//! What is seen while a lead is folded and can no longer be told from the end: what each fact paid at its time, which
//! routes did not match, who held the lead in earlier cycles, and pauses of cycles that are over.

use std::collections::BTreeMap;

use entente_core::decision::{Concluded, Ground};
use entente_core::engine::score;
use entente_core::engine::state::{LeadState, Leg, Pausing};
use entente_core::engine::world::World;
use entente_core::fact::What;
use entente_core::id::{LeadId, Name, Seq};
use entente_core::number::Decimal;
use entente_core::plan::frame::Frame;
use entente_store::Entry;

use crate::explain::Beat;

/// What a fact changed in the scores when the log learnt it, by the agreement the page is shown under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Paid {
    /// In fit.
    pub fit: Decimal,
    /// In engagement.
    pub engagement: Decimal,
}

/// What was seen.
#[derive(Default)]
pub(super) struct Watched {
    /// What each fact paid, where it did.
    pub(super) paid: BTreeMap<Seq, Paid>,
    /// The signals each fact was seen as, in the agreement's order.
    pub(super) signals: BTreeMap<Seq, Vec<Name>>,
    /// For each decision that looked for an owner: routes that did not match, and what they rest on.
    pub(super) tried: BTreeMap<Seq, Vec<(Name, Vec<Ground>)>>,
    /// Owners of each cycle, in turn.
    pub(super) legs: BTreeMap<u32, Vec<Leg>>,
    /// Every pause there ever was.
    pub(super) pauses: Vec<Pausing>,
    before: Paid,
}

impl Watched {
    /// Takes a look before and after each entry.
    pub(super) fn see(&mut self, world: &World, lead: LeadId, (beat, seq, entry): (Beat, Seq, &Entry)) {
        match beat {
            Beat::Before => self.before = scores(world, lead, entry),
            Beat::After => {
                let now = scores(world, lead, entry);
                let paid = Paid {
                    fit: now.fit.minus(self.before.fit),
                    engagement: now.engagement.minus(self.before.engagement),
                };
                if matches!(entry, Entry::Fact(_)) && paid != Paid::default() {
                    self.paid.insert(seq, paid);
                }
            }
        }
        let Some(state) = world.lead(lead) else { return };
        match beat {
            Beat::Before => self.routes(world, state, seq, entry),
            Beat::After => {
                self.held(state);
                self.seen_as(world, state, seq, entry);
            }
        }
    }

    /// Notes as which signals a fact was taken.
    fn seen_as(&mut self, world: &World, state: &LeadState, seq: Seq, entry: &Entry) {
        let (Entry::Fact(fact), Some(plan)) = (entry, world.plan()) else { return };
        if !matches!(fact.what, What::Happened { .. }) {
            return;
        }
        let named = state.signals.beside(&plan.agreement.signals.0);
        let matched = named.filter(|(_, seen)| seen.hits.iter().rev().any(|hit| hit.fact == seq.0));
        let names: Vec<Name> = matched.map(|((name, _), _)| name.clone()).collect();
        if !names.is_empty() {
            self.signals.insert(seq, names);
        }
    }

    fn held(&mut self, state: &LeadState) {
        let legs = self.legs.entry(state.cycle).or_default();
        if state.open && *legs != state.legs {
            legs.clone_from(&state.legs);
        }
        for pause in &state.pauses {
            match self.pauses.iter_mut().find(|other| (&other.reason, other.from) == (&pause.reason, pause.from)) {
                Some(known) => known.to = pause.to,
                None => self.pauses.push(pause.clone()),
            }
        }
    }

    /// Notes the routes that did not match, where an owner is about to be found by routes.
    fn routes(&mut self, world: &World, state: &LeadState, seq: Seq, entry: &Entry) {
        let Entry::Decision(decision) = entry else { return };
        let (Concluded::HandedOff { route, .. } | Concluded::Reassigned { route, .. }) = &decision.what else { return };
        let Some(plan) = world.plan().filter(|plan| plan.hash == decision.agreement) else { return };
        let matched = route.route.as_ref();
        let account = state.account.and_then(|account| world.account(account));
        let frame = Frame::new(plan, state, account, decision.at);
        let before = plan.routes.iter().take_while(|tried| Some(&tried.name) != matched);
        let missed = before.map(|tried| {
            // What its colleagues at the account have done is not folded here: of a route that seems to match and did
            // not, only the name is told.
            let when = tried.when.as_ref().filter(|when| !frame.holds(when));
            (tried.name.clone(), when.map(|when| frame.grounds(when)).unwrap_or_default())
        });
        // Given to somebody by name, no route was asked.
        let was_asked = matched.is_some() || route.nobody.is_some();
        self.tried.insert(seq, if was_asked { missed.collect() } else { Vec::new() });
    }
}

/// Fit and engagement as of when the log learns an entry; only facts that may pay are asked.
fn scores(world: &World, lead: LeadId, entry: &Entry) -> Paid {
    let Entry::Fact(fact) = entry else { return Paid::default() };
    let may_pay = matches!(
        fact.what,
        What::Happened { .. } | What::Learnt { .. } | What::Created { .. } | What::Joined { .. } | What::Consent { .. }
    );
    let (Some(state), Some(plan), true) = (world.lead(lead), world.plan(), may_pay) else { return Paid::default() };
    Paid { fit: state.fit, engagement: score::engagement(plan, state, fact.known) }
}
