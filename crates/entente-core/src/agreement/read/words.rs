//! Words for refusals: the nearest known name, or all of them where none is near.

use crate::agreement::nearest::nearest;

/// What to do about a name that is not known: the nearest of the known ones, or the list of them.
pub(crate) fn instead_of<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(name, known.iter().copied()) {
        return format!("Did you mean '{near}'?");
    }
    match known.len() {
        0 => "Declare it first".to_owned(),
        1 => format!("Write {}", known[0]),
        2..=12 => format!("Write one of: {}", known.join(", ")),
        _ => format!("Write one of: {}, …", known[..12].join(", ")),
    }
}
