//! Goal: reading and printing agree on any tree, and no text at all makes the reader stumble. Method: properties.

use crate::agreement::model::FieldKind;
use crate::condition::scope::Scope;
use crate::id::Name;

mod properties;

/// The names of a small agreement, like the one of the sample company.
pub(super) fn sample() -> Scope {
    let names = |words: &str| words.split_whitespace().map(Name::from).collect::<Vec<_>>();
    let field = |name: &str, kind: FieldKind| (Name::from(name), kind);
    Scope {
        lead: [
            field("seniority", FieldKind::Choice { of: names("staff manager director vp chief") }),
            field("department", FieldKind::Choice { of: names("operations logistics production it finance other") }),
            field("free_mail", FieldKind::Bool),
            field("title", FieldKind::Text),
            field("met_on", FieldKind::Date),
        ]
        .into(),
        account: [
            field("employees", FieldKind::Number),
            field("sites", FieldKind::Number),
            field("industry", FieldKind::Choice { of: names("logistics manufacturing retail software public other") }),
            field("country", FieldKind::Country),
            field("products", FieldKind::Set { of: names("shuttle picker fleet") }),
        ]
        .into(),
        signals: names("demo_requested pricing_viewed guide_downloaded"),
        stages: names("inquiry engaged mql sal sql opportunity customer recycled disqualified"),
        buyers: names("operations_leader"),
        lists: names("competitors"),
        grades: names("A B C D"),
        levels: names("1 2 3"),
        event: false,
        scores: true,
    }
}
