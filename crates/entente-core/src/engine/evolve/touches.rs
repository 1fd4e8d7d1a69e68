//! Touches: which acts of a rep count as one, and to which handoff they belong.

use crate::engine::state::{AccountState, EarlyTouch, LeadState, When};
use crate::fact::{Fact, What};
use crate::milestone::Milestone;
use crate::plan::Plan;
use crate::time::Instant;

use super::reach;

/// As many touches before a handoff are kept as may matter once it is known.
const EARLY_MOST: usize = 16;

fn first_touch(lead: &mut LeadState, touch: EarlyTouch) {
    reach(lead, Milestone::FirstAttempt, touch.when);
    if touch.reached {
        reach(lead, Milestone::Contacted, touch.when);
    }
}

/// A rep acted.
pub(super) fn touched(plan: &Plan, lead: &mut LeadState, account: Option<&mut AccountState>, fact: &Fact, when: When) {
    let What::Touched { channel, reached, lasted, personal, .. } = &fact.what else { return };
    if let Some(account) = account
        && account.owner.is_some()
        && account.owner == fact.by
    {
        account.owner_acted = account.owner_acted.max(Some(when.at));
    }
    if !plan.agreement.sla.first_touch_counts.counts(*channel, *lasted, *personal) {
        return;
    }
    let touch = EarlyTouch { when, channel: *channel, reached: *reached };
    if !lead.open {
        lead.early.push(touch);
        let surplus = lead.early.len().saturating_sub(EARLY_MOST);
        lead.early.drain(..surplus);
        return;
    }
    // A touch of the handoff's own minute or date may have followed it; an exactly known earlier one did not.
    let handed = lead.reached(Milestone::HandedOff).map_or(Instant::MIN, |handed| handed.at);
    if when.last(&plan.zone) < handed {
        return;
    }
    first_touch(lead, touch);
    lead.clocks.iter_mut().for_each(|clock| clock.attempts.add(when, *channel));
}

/// Touches that were told before the handoff and may have come after it count now that it is known.
pub(super) fn early(plan: &Plan, lead: &mut LeadState, handed: When) {
    for mut touch in std::mem::take(&mut lead.early) {
        if touch.when.last(&plan.zone) >= handed.at {
            touch.when.known = touch.when.known.max(handed.known);
            first_touch(lead, touch);
        }
    }
}
