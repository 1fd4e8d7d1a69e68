//! The nearest known word to a misspelled one, so that every refusal of a name can say what was probably meant.

use strsim::{damerau_levenshtein, normalized_damerau_levenshtein};

#[cfg(test)]
mod tests;

/// Two words less alike than this are not taken for one another.
const ALIKE_AT_LEAST: f64 = 0.6;

/// The word among these that `word` is most probably meant to be; none where nothing is near.
///
/// Letter case, hyphens and spaces count for nothing (`Demo-Requested` is `demo_requested`), and a word that begins
/// or ends with another of at least four letters is near it. Of equally near words the first wins.
pub fn nearest<'a>(word: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = folded(word);
    let mut best: Option<(&str, f64)> = None;
    for candidate in among {
        let likeness = alike(&plain, &folded(candidate));
        if likeness >= ALIKE_AT_LEAST && best.is_none_or(|(_, least)| likeness > least) {
            best = Some((candidate, likeness));
        }
    }
    best.map(|(candidate, _)| candidate)
}

/// From 0 (nothing in common) to 1 (the same).
fn alike(one: &str, other: &str) -> f64 {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if short.len() >= 4 && (long.starts_with(short) || long.ends_with(short)) {
        return 0.9;
    }
    // In words of a few letters one slip is a large part of the whole.
    if short.chars().count() >= 3 && damerau_levenshtein(one, other) == 1 {
        return 0.8;
    }
    normalized_damerau_levenshtein(one, other)
}

fn folded(word: &str) -> String {
    word.chars().map(|letter| if matches!(letter, '-' | ' ') { '_' } else { letter }).collect::<String>().to_lowercase()
}
