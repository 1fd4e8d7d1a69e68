//! The buying group of an account: who its people are in the agreement's own words, and who of them is active.

use entente_core::agreement::model::FieldKind;
use entente_core::engine::score;
use entente_core::engine::state::LeadState;
use entente_core::id::Name;
use entente_core::plan::Plan;
use entente_core::plan::slots::{Slot, UNKNOWN};
use entente_core::time::Instant;

use crate::leads::Row;

/// A person of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// As lists show them.
    pub row: Row,
    /// Where they stand in the picture.
    pub place: Place,
    /// Their engagement now, 0 to 100 in whole points.
    pub engagement: u8,
    /// Whether they did something in the last 30 days.
    pub is_active: bool,
}

/// A place in the picture: a column and a row by number; none where the field is not known of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Among the columns.
    pub column: Option<usize>,
    /// Among the rows.
    pub row: Option<usize>,
}

/// What the picture is drawn by: two fields of the agreement that are one of few words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// The field of the columns: `department`; none where the agreement has no such field.
    pub across: Option<Name>,
    /// Its words.
    pub columns: Vec<Name>,
    /// The field of the rows: `seniority`.
    pub down: Option<Name>,
    /// Its words, as the agreement orders them.
    pub rows: Vec<Name>,
}

/// The choices among the fields of a lead, in the order of the agreement.
fn choices(plan: &Plan) -> Vec<(&Name, &Vec<Name>)> {
    let fields = plan.agreement.lead_fields.iter();
    fields
        .filter_map(|(name, field)| match &field.kind {
            FieldKind::Choice { of } => Some((name, of)),
            _ => None,
        })
        .collect()
}

impl Group {
    /// Department by seniority where the agreement has them; else its first two choices.
    pub(super) fn of(plan: &Plan) -> Group {
        let mut choices = choices(plan);
        let mut named = |wanted: &str| {
            let at = choices.iter().position(|(name, _)| name.as_str() == wanted)?;
            Some(choices.remove(at))
        };
        let (down, across) = (named("seniority"), named("department"));
        let mut others = choices.into_iter();
        let down = down.or_else(|| others.next());
        let across = across.or_else(|| others.next());
        let part = |one: Option<(&Name, &Vec<Name>)>| {
            (one.map(|(name, _)| name.clone()), one.map(|(_, of)| of.clone()).unwrap_or_default())
        };
        let ((across, columns), (down, rows)) = (part(across), part(down));
        Group { across, columns, down, rows }
    }

    pub(super) fn place(&self, plan: &Plan, lead: &LeadState) -> Place {
        Place { column: word_of(plan, lead, self.across.as_ref()), row: word_of(plan, lead, self.down.as_ref()) }
    }
}

/// Which word of a choice holds for a lead.
fn word_of(plan: &Plan, lead: &LeadState, field: Option<&Name>) -> Option<usize> {
    let slot: &Slot = plan.slots.lead.get(field?)?;
    let kept = lead.numbers.get(slot.index).copied().filter(|kept| *kept != UNKNOWN)?;
    usize::try_from(kept).ok()
}

/// Engagement in whole points.
pub(super) fn engagement(plan: &Plan, lead: &LeadState, now: Instant) -> u8 {
    u8::try_from(score::engagement(plan, lead, now).trunc().clamp(0, 100)).unwrap_or(100)
}
