//! A lead's card as its state says it: what lists show of it, and the words they are filtered by.

use std::collections::BTreeMap;

use entente_core::agreement::model::FieldKind;
use entente_core::engine::state::{AccountState, LeadState, Place};
use entente_core::engine::status::{Status, status};
use entente_core::id::Name;
use entente_core::milestone::Milestone;
use entente_core::plan::Plan;
use entente_core::plan::slots::{Slot, UNKNOWN};
use entente_store::{AccountStanding, Standing};

/// What an account's state says for its card.
pub(crate) fn account(state: &AccountState) -> AccountStanding {
    let leads = u32::try_from(state.leads.len()).unwrap_or(u32::MAX);
    AccountStanding { owner: state.owner.clone(), open_deals: state.open_deals, leads }
}

/// What a lead's state says for its card; none where it was merged into another.
pub(crate) fn card(plan: &Plan, lead: &LeadState, account: Option<&AccountState>) -> Option<Standing> {
    if lead.merged.is_some() {
        return None;
    }
    // Nothing decided yet is what the last grade and level say.
    let index = |decided: Option<u8>, count: usize| decided.map_or(count.saturating_sub(1), usize::from);
    // Of a lead that is over nothing is asked any more, though a promise about it may never be kept.
    let stands = status(lead);
    let clocks = || lead.clocks.iter().filter(|_| stands != Status::Closed);
    let first = clocks().min_by_key(|clock| clock.due);
    let mut standing = Standing {
        account: lead.account,
        source: lead.source.as_deref().map(str::to_owned),
        stage: Some(lead.stage_name(plan)).filter(|_| lead.place != Place::Nowhere),
        status: Some(stands),
        grade: Some(plan.grade_name(index(lead.grade, plan.grades.len()))),
        level: Some(plan.level_name(index(lead.level, plan.levels.len()))),
        owner: lead.owner.clone(),
        team: lead.team.clone(),
        cycle: lead.cycle,
        open: lead.open,
        in_hand: lead.in_hand_of().is_some(),
        late: clocks().any(|clock| clock.missed),
        created: lead.created.map(|when| when.at),
        stage_since: Some(lead.stage_since).filter(|_| lead.place != Place::Nowhere),
        handed: lead.reached(Milestone::HandedOff).map(|when| when.at),
        due: first.map(|clock| clock.due),
        due_clause: first.map(|clock| clock.key.commitment.clone()),
        facets: Vec::new(),
    };
    standing.facets = facets(plan, &standing, lead, account);
    Some(standing)
}

/// By which words the card is found.
fn facets(plan: &Plan, card: &Standing, lead: &LeadState, account: Option<&AccountState>) -> Vec<(String, String)> {
    let yes_or_no = |is: bool| Some(if is { "yes" } else { "no" }.to_owned());
    let text = |name: &Option<Name>| name.as_ref().map(ToString::to_string);
    let own = [
        ("stage", text(&card.stage)),
        ("status", card.status.map(|status| status.as_str().to_owned())),
        ("grade", text(&card.grade)),
        ("level", text(&card.level)),
        ("owner", text(&card.owner)),
        ("team", text(&card.team)),
        ("source", card.source.clone()),
        ("late", yes_or_no(card.late)),
        ("in_hand", yes_or_no(card.in_hand)),
    ];
    let own = own.into_iter().filter_map(|(facet, value)| Some((facet.to_owned(), value?)));
    let mut facets: Vec<(String, String)> = own.collect();
    facets.extend(of_fields("lead", &plan.slots.lead, &lead.numbers));
    if let Some(account) = account {
        facets.extend(of_fields("account", &plan.slots.account, &account.numbers));
    }
    facets
}

/// Fields that are one of few words, or several of them: each word that is known.
fn of_fields(whose: &str, slots: &BTreeMap<Name, Slot>, numbers: &[i64]) -> Vec<(String, String)> {
    let mut facets = Vec::new();
    for (name, slot) in slots {
        let Some(kept) = numbers.get(slot.index).copied().filter(|kept| *kept != UNKNOWN) else { continue };
        let facet = || format!("{whose}.{name}");
        match &slot.kind {
            FieldKind::Set { of } => {
                let held = of.iter().enumerate().filter(|(index, _)| kept >> index & 1 == 1);
                facets.extend(held.map(|(_, word)| (facet(), word.to_string())));
            }
            FieldKind::Choice { .. } | FieldKind::Bool | FieldKind::Country => facets.push((facet(), slot.show(kept))),
            FieldKind::Number | FieldKind::Text | FieldKind::Date => {}
        }
    }
    facets
}
