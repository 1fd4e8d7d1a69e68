//! Reads time zones by their IANA names.

use crate::agreement::read::at::At;
use crate::agreement::read::problems::Problems;
use crate::agreement::read::values::text;
use crate::agreement::read::words::instead_of;
use crate::problem::Reason;

/// An IANA zone in its official spelling.
pub(crate) fn zone(at: &At<'_>, problems: &mut Problems) -> Option<String> {
    let text = text(at, problems)?;
    let database = jiff::tz::db();
    if let Some(name) = database.get(text).ok().and_then(|zone| zone.iana_name().map(str::to_owned)) {
        return Some(name);
    }
    let known: Vec<String> = database.available().map(|name| name.as_str().to_owned()).collect();
    let remedy = match instead_of(text, known.iter().map(String::as_str)) {
        near if near.starts_with("Did") => near,
        _ => "Write an IANA zone, like Europe/Berlin or Asia/Seoul".to_owned(),
    };
    problems.error(Reason::UnknownName, at, format!("no time zone is called '{text}'"), remedy);
    None
}
