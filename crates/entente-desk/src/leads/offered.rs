//! By what lists can be filtered: what every lead has, and those fields of the agreement that are words.

use entente_core::agreement::model::{Field, FieldKind, Named};
use entente_core::engine::status::Status;
use entente_core::plan::Plan;

/// Something lists are filtered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offered {
    /// Its name: `stage`, `lead.seniority`.
    pub(crate) facet: String,
    /// All values it can have, in the order of the agreement; none where that is open.
    pub(crate) values: Option<Vec<String>>,
}

/// All of them, in the order in which pages show them.
pub(crate) fn offered(plan: Option<&Plan>) -> Vec<Offered> {
    let one = |facet: &str, values: Option<Vec<String>>| Offered { facet: facet.to_owned(), values };
    let texts = |words: &mut dyn Iterator<Item = &str>| Some(words.map(str::to_owned).collect::<Vec<_>>());
    let mut all = Vec::new();
    if let Some(plan) = plan {
        let agreement = &plan.agreement;
        let mut stages = agreement.stages.names().chain(["disqualified"]);
        all.push(one("stage", texts(&mut stages)));
        all.push(one("grade", texts(&mut agreement.grades.0.iter().map(|(name, _)| name.as_str()))));
        all.push(one("level", texts(&mut agreement.levels.0.iter().map(|(name, _)| name.as_str()))));
    }
    all.push(one("status", texts(&mut Status::ALL.into_iter().map(Status::as_str))));
    all.push(one("late", texts(&mut ["yes", "no"].into_iter())));
    all.push(one("in_hand", texts(&mut ["yes", "no"].into_iter())));
    for open in ["owner", "team", "source"] {
        all.push(one(open, None));
    }
    if let Some(plan) = plan {
        all.extend(fields("lead", &plan.agreement.lead_fields));
        all.extend(fields("account", &plan.agreement.account_fields));
    }
    all
}

fn fields<'a>(whose: &'a str, fields: &'a Named<Field>) -> impl Iterator<Item = Offered> + 'a {
    fields.iter().filter_map(move |(name, field)| {
        let values = match &field.kind {
            FieldKind::Choice { of } | FieldKind::Set { of } => Some(of.iter().map(ToString::to_string).collect()),
            FieldKind::Bool => Some(vec!["yes".to_owned(), "no".to_owned()]),
            FieldKind::Country => None,
            FieldKind::Number | FieldKind::Text | FieldKind::Date => return None,
        };
        Some(Offered { facet: format!("{whose}.{name}"), values })
    })
}
