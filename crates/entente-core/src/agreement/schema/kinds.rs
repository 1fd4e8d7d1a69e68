//! What may stand behind a key, in the words of JSON Schema.

use serde_json::{Value, json};

use super::reference;
use crate::agreement::read::keys::Kind;

/// A length of time, from the longest unit to the shortest.
pub(super) const SPAN: &str =
    "^([1-9][0-9]{0,2}w)?([1-9][0-9]{0,2}d)?([1-9][0-9]{0,2}h)?([1-9][0-9]{0,2}m)?([1-9][0-9]{0,2}s)?$";
/// How long something may take.
pub(super) const TARGET: &str = "^(same day|[1-9][0-9]{0,2}[smhd]|[1-9][0-9]?w|[1-9][0-9]{0,2} (seconds?|minutes?|hours?|days?)|[1-9][0-9]? weeks?|[1-9][0-9]{0,2} business (seconds?|minutes?|hours?|days?)|[1-9][0-9]{0,2} calendar days?)$";
/// A share.
pub(super) const SHARE: &str = "^[0-9]{1,9}(\\.[0-9]{1,4})?%$";
/// A number as text.
pub(super) const NUMBER: &str = "^-?[0-9]{1,12}(\\.[0-9]{1,6})?$";
/// An instant with its offset; that the month has such a day is the reader's to say.
pub(super) const INSTANT: &str = "^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-2]):[0-5][0-9])$";
/// A time of day.
pub(super) const TIME_OF_DAY: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
/// Hours; that the end comes after the start is the reader's to say.
pub(super) const HOURS: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]-([0-3][0-9]|4[0-8]):[0-5][0-9]$";
/// A mail address, as far as a pattern should judge one.
pub(super) const MAIL: &str = "^[^@\\s]+@[^@\\s]+$";

/// The schema of a kind.
pub(super) fn of(kind: &Kind) -> Value {
    match kind {
        Kind::Text => json!({"type": "string", "minLength": 1}),
        Kind::Name => json!({"type": ["string", "integer"]}),
        Kind::Names => json!({"type": "array", "items": of(&Kind::Name)}),
        Kind::Texts => json!({"type": "array", "items": {"type": ["string", "number", "boolean"]}}),
        Kind::Bool => json!({"type": "boolean"}),
        Kind::Whole(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        Kind::Number => json!({"type": ["number", "string"], "pattern": NUMBER}),
        Kind::Share => patterned(SHARE, &["95%", "2.5%"]),
        Kind::Span => {
            json!({"type": "string", "minLength": 2, "pattern": SPAN, "examples": ["30d", "2w", "4h", "20s"]})
        }
        Kind::Target => {
            patterned(TARGET, &["4 business hours", "2 business days", "90m", "1 calendar day", "same day"])
        }
        Kind::Condition => json!({"type": ["string", "boolean"], "examples": CONDITIONS}),
        Kind::Instant => patterned(INSTANT, &["2026-03-06T16:30+01:00"]),
        Kind::TimeOfDay => patterned(TIME_OF_DAY, &["10:00"]),
        Kind::Zone => json!({"type": "string", "examples": ["UTC", "Europe/Berlin", "Asia/Seoul", "America/New_York"]}),
        Kind::Mail => patterned(MAIL, &["ana@company.example"]),
        Kind::Hours => patterned(HOURS, &["09:00-12:30", "22:00-06:00"]),
        Kind::Value => json!({"type": ["string", "number", "boolean", "array", "null"]}),
        Kind::Word(words) => json!({"enum": words}),
        Kind::Table(table) => json!({"$ref": reference(table)}),
        Kind::Shapes(shapes) => {
            json!({"anyOf": shapes.iter().map(|table| json!({"$ref": reference(table)})).collect::<Vec<_>>()})
        }
        Kind::Map(values) => json!({"type": ["object", "null"], "additionalProperties": or_nothing(values)}),
        Kind::List(items) => json!({"type": "array", "items": of(items)}),
        Kind::Either(kinds) => json!({"anyOf": kinds.iter().map(of).collect::<Vec<_>>()}),
    }
}

/// Conditions that an editor offers as a start.
const CONDITIONS: &[&str] =
    &["fit >= 50 && engagement >= 40", "did('demo_requested', '7d')", "account.country in ['DE', 'AT']"];

fn patterned(pattern: &str, examples: &[&str]) -> Value {
    json!({"type": "string", "pattern": pattern, "examples": examples})
}

/// A mapping that asks for no key may be left empty: `inquiry:` alone is a stage.
fn or_nothing(kind: &Kind) -> Value {
    match kind {
        Kind::Table(table) if table.keys.iter().all(|key| !key.required) => {
            json!({"anyOf": [of(kind), {"type": "null"}]})
        }
        _ => of(kind),
    }
}
