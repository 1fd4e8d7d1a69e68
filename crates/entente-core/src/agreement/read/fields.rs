//! Reads what is recorded about a lead and its account, and the lists that conditions ask.

use super::at::{At, Entries, check_names};
use super::keys::people::{FIELD, FIELD_TYPES, FIELDS};
use super::problems::Problems;
use super::values::{name, names, text, texts};
use super::words::instead_of;
use crate::agreement::model::{Field, FieldKind, Named};
use crate::id::Name;
use crate::problem::Reason;

/// What conditions know of a lead without a declaration; a field may not take such a name.
const LEAD_OWN: &[&str] = &["consent", "source", "owner", "email"];
/// What conditions know of an account without a declaration.
const ACCOUNT_OWN: &[&str] = &["domain", "owner", "open_opportunity"];

/// Reads the fields of a lead and of an account.
pub(crate) fn fields(root: &Entries<'_>, problems: &mut Problems) -> (Named<Field>, Named<Field>) {
    let Some(at) = root.section("fields") else { return Default::default() };
    let entries = at.table(&FIELDS, problems);
    let mut of = |key, own| entries.section(key).map(|at| fields_of(&at, own, problems)).unwrap_or_default();
    (of("lead", LEAD_OWN), of("account", ACCOUNT_OWN))
}

fn fields_of(at: &At<'_>, own: &[&str], problems: &mut Problems) -> Named<Field> {
    let clauses = at.clauses(problems);
    for (name, at) in &clauses {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if !name.as_str().chars().all(plain) || name.as_str().starts_with(|c: char| c.is_ascii_digit()) {
            let what = format!("'{name}' cannot be named in a condition");
            problems.key_error(Reason::Value, at, what, "Use a-z, 0-9 and '_', starting with a letter");
        }
        if own.contains(&name.as_str()) {
            let what = format!("'{name}' is known of itself");
            problems.key_error(Reason::Duplicate, at, what, "Remove it here; conditions may name it as it is");
        }
    }
    let known: Vec<&str> = clauses.iter().map(|(name, _)| name.as_str()).chain(own.iter().copied()).collect();
    let read = |(name, at): &(Name, At<'_>)| Some((name.clone(), field(at, &known, problems)?));
    Named(clauses.iter().filter_map(read).collect())
}

/// The most words of a choice or set: a plan keeps them as the bits of one number.
const WORDS_MAX: usize = 63;

/// A field: its type alone, or with its words.
fn field(at: &At<'_>, known: &[&str], problems: &mut Problems) -> Option<Field> {
    if at.node.text().is_some() {
        return Some(Field { kind: kind(at, Vec::new(), at, problems)?, from: None });
    }
    let entries = at.table(&FIELD, problems);
    let of = entries.get("of").map(|at| names(&at, problems)).unwrap_or_default();
    let from = entries.get("from").and_then(|at| {
        let from = name(&at, problems)?;
        if !known.contains(&from.as_str()) {
            problems.unknown(&at, "field", from.as_str(), known.iter().copied());
        }
        Some(from)
    });
    let kind = entries.get("type").and_then(|word| kind(&word, of, at, problems));
    Some(Field { kind: kind?, from })
}

fn kind(word: &At<'_>, of: Vec<Name>, at: &At<'_>, problems: &mut Problems) -> Option<FieldKind> {
    let text = text(word, problems)?;
    let kind = match text {
        "choice" => FieldKind::Choice { of },
        "set" => FieldKind::Set { of },
        "bool" => FieldKind::Bool,
        "number" => FieldKind::Number,
        "text" => FieldKind::Text,
        "country" => FieldKind::Country,
        "date" => FieldKind::Date,
        _ => {
            let remedy = instead_of(text, FIELD_TYPES.iter().copied());
            problems.error(Reason::Value, word, format!("no type is called '{text}'"), remedy);
            return None;
        }
    };
    if matches!(&kind, FieldKind::Choice { of } | FieldKind::Set { of } if of.is_empty()) {
        let what = format!("a {text} needs the words it may hold");
        problems.key_error(Reason::Missing, at, what, "Add 'of': [first, second]");
    }
    if matches!(&kind, FieldKind::Choice { of } | FieldKind::Set { of } if of.len() > WORDS_MAX) {
        let what = format!("a {text} has {WORDS_MAX} words at most");
        problems.key_error(Reason::Value, at, what, "Name fewer, or make it a text");
    }
    Some(kind)
}

/// Reads the named lists.
pub(crate) fn lists(root: &Entries<'_>, problems: &mut Problems) -> Named<Vec<String>> {
    let clauses = root.section("lists").map(|at| at.clauses(problems)).unwrap_or_default();
    check_names(&clauses, problems);
    for (_, at) in clauses.iter().filter(|(_, at)| at.node.is_null()) {
        problems.key_error(Reason::Value, at, "nothing is written in this list", "Write its items, or [] for none");
    }
    Named(clauses.iter().map(|(name, at)| (name.clone(), texts(at, problems))).collect())
}
