//! What lists say: names of facets and values, hues of stages, why something cannot be asked.

use entente_core::agreement::model::PartyKind;
use entente_core::time::{Instant, Span};
use entente_desk::leads::{Refused, Row, Stage};

use crate::page::Page;

/// A name of the agreement as text to read: `lost_to_rival` is `lost to rival`.
pub(crate) fn plain(name: &str) -> String {
    name.replace('_', " ")
}

/// What a facet is called: in the reader's language, or by the agreement's own word for a field.
pub(super) fn facet(page: &Page, facet: &str) -> String {
    let field = facet.rsplit_once('.').map_or(facet, |(_, field)| field);
    page.say_or(&format!("facet-{field}"), &plain(field))
}

/// What a value of a facet is called.
pub(super) fn value(page: &Page, facet: &str, value: &str) -> String {
    let key = match (facet, value) {
        ("status", status) => format!("status-{status}"),
        ("stage", "disqualified") => "stage-disqualified".to_owned(),
        ("owner" | "stage" | "grade" | "level" | "source" | "team", _) => return value.to_owned(),
        (_, "yes" | "no") => format!("word-{value}"),
        (_, word) => return plain(word),
    };
    page.say_or(&key, value)
}

/// What a lead is called; a visitor of whom no name and no address is known is one by number.
pub(crate) fn called(page: &Page, row: &Row) -> String {
    if row.called == row.lead.to_string() {
        return page.say_with("leads-visitor", &[("n", &row.lead.0.to_string())]).into_owned();
    }
    row.called.clone()
}

/// The hue of a stage: of the party that answers for it.
pub(crate) fn hue(stage: Option<&Stage>) -> &'static str {
    match stage.and_then(|stage| stage.party) {
        Some(PartyKind::Marketing) => "m",
        Some(PartyKind::Sales) => "s",
        None => "",
    }
}

/// The style of a clock: late, within the hour, or later.
pub(crate) fn clock(now: Instant, due: Instant, late: bool) -> &'static str {
    match due - now {
        _ if late => "bad",
        left if left < Span::ZERO => "bad",
        left if left <= Span::HOUR => "warn",
        _ => "",
    }
}

/// The first letters of a name; the first alone of a Korean one.
pub(crate) fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    letters.take(2).collect::<String>().to_uppercase()
}

/// Why something cannot be asked.
pub(super) fn refused(page: &Page, refused: &Refused) -> String {
    let known = |known: &[String]| known.iter().map(|name| plain(name)).collect::<Vec<_>>().join(", ");
    match refused {
        Refused::Facet { told, known: names } => {
            page.say_with("leads-refused-facet", &[("told", told), ("known", &known(names))])
        }
        Refused::Value { facet: name, told, known: names } => {
            let name = facet(page, name);
            page.say_with("leads-refused-value", &[("facet", &name), ("told", told), ("known", &known(names))])
        }
        Refused::Sort { told } => page.say_with("leads-refused-sort", &[("told", told)]),
        Refused::Page { .. } => page.say("leads-refused-page"),
    }
    .into_owned()
}
