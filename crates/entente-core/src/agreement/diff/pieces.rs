//! The canonical form cut into clauses. Every leaf of it ends up in exactly one piece: what no clause takes is left
//! in the preamble, so that nothing can fall between two clauses.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::agreement::clauses::Clause;
use crate::id::ClauseId;
use crate::lang::Lang;

/// Id of what holds for the whole agreement.
pub(in crate::agreement) const PREAMBLE: &str = "agreement";

/// Members that are clauses each: where they stand in the canonical form, and the path of their ids.
const NAMED: &[(&str, &str)] = &[
    ("/goals", "goals"),
    ("/buyers", "buyers"),
    ("/fit", "fit"),
    ("/signals", "signals"),
    ("/handoff/teams", "handoff.teams"),
    ("/handoff/reject", "handoff.reject"),
    ("/sla/marketing", "sla.marketing"),
    ("/sla/sales", "sla.sales"),
    ("/sla/pauses", "sla.pauses"),
    ("/nurture", "nurture"),
    ("/segments", "segments"),
    ("/metrics", "metrics"),
    ("/meetings", "meetings"),
    ("/calendars", "calendars"),
    ("/lead_fields", "fields.lead"),
    ("/account_fields", "fields.account"),
    ("/lists", "lists"),
];

/// Clauses by themselves. What stands inside another is taken out first.
const SINGLE: &[(&str, &str)] = &[
    ("/grades", "grades"),
    ("/levels", "levels"),
    ("/leaves/recycled", "leaves.recycled"),
    ("/leaves/disqualified_final", "leaves.disqualified"),
    ("/qualified/never", "qualified.never"),
    ("/handoff/disqualify", "handoff.disqualify"),
    ("/handoff/aliases", "handoff.aliases"),
    ("/handoff", "handoff"),
    ("/sla/first_touch_counts", "sla.first_touch_counts"),
    ("/sla/calendar_of", "sla.calendar_of"),
    ("/sla/ladder", "sla.ladder"),
    ("/sla/waivers", "sla.waivers"),
    ("/amend", "amend"),
    ("/keep", "keep.details"),
];

/// A section whose order decides.
pub(super) struct Order {
    /// Where its list stands.
    pointer: &'static str,
    /// The path of its clauses' ids.
    pub(super) id: &'static str,
    number: &'static str,
    title: (&'static str, &'static str),
}

/// The sections whose order decides.
pub(super) const ORDERS: [Order; 3] = [
    Order { pointer: "/stages", id: "stages", number: "4", title: ("Stages", "단계") },
    Order {
        pointer: "/qualified/rules", id: "qualified", number: "5", title: ("Rules of qualification", "적격 기준")
    },
    Order { pointer: "/handoff/routes", id: "handoff.routes", number: "6", title: ("Routes", "경로") },
];

impl Order {
    /// The section, to be cited like a clause.
    pub(super) fn clause(&self, lang: Lang) -> Clause {
        cited(self.id, self.number, self.title, lang)
    }
}

/// The preamble, to be cited like a clause.
pub(super) fn preamble_clause(lang: Lang) -> Clause {
    cited(PREAMBLE, "", ("Preamble", "전문"), lang)
}

fn cited(id: &str, number: &str, (en, ko): (&str, &str), lang: Lang) -> Clause {
    let title = if lang == Lang::En { en } else { ko };
    Clause { id: ClauseId(id.to_owned()), number: number.to_owned(), title: title.to_owned() }
}

/// Cuts the canonical form: clause by id, the orders of ordered sections by their path, and the rest as the preamble.
pub(in crate::agreement) fn pieces(mut tree: Value) -> BTreeMap<String, Value> {
    let mut pieces = BTreeMap::new();
    for (pointer, path) in NAMED {
        if let Value::Object(members) = take(&mut tree, pointer) {
            pieces.extend(members.into_iter().map(|(name, piece)| (format!("{path}.{name}"), piece)));
        }
    }
    for order in &ORDERS {
        if let Value::Array(items) = take(&mut tree, order.pointer) {
            let mut names = Vec::new();
            for mut item in items {
                let name = take(&mut item, "/id");
                pieces.insert(format!("{}.{}", order.id, name.as_str().unwrap_or_default()), item);
                names.push(name);
            }
            pieces.insert(order.id.to_owned(), Value::Array(names));
        }
    }
    if let Value::Array(examples) = take(&mut tree, "/examples") {
        let numbered = examples.into_iter().enumerate();
        pieces.extend(numbered.map(|(index, example)| (format!("examples.{}", index + 1), example)));
    }
    let nobody = [("to", "/handoff/nobody"), ("says", "/handoff/nobody_says")];
    let nobody = nobody.map(|(key, pointer)| (key.to_owned(), take(&mut tree, pointer)));
    pieces.insert("handoff.nobody".to_owned(), Value::Object(Map::from_iter(nobody)));
    for (pointer, id) in SINGLE {
        pieces.insert((*id).to_owned(), take(&mut tree, pointer));
    }
    pieces.insert(PREAMBLE.to_owned(), tree);
    pieces
}

/// What stands there, leaving nothing in its place.
fn take(tree: &mut Value, pointer: &str) -> Value {
    tree.pointer_mut(pointer).map(Value::take).unwrap_or_default()
}
