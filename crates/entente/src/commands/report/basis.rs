//! The lines under every report that say what its figures rest on.

use entente_history::Basis;

use super::number::grouped;

/// The ground of a report as text, one line a thing.
pub(in crate::commands) fn text(basis: &Basis, of: &str) -> String {
    let fact = basis.up_to.map_or_else(|| "an empty log".to_owned(), |seq| format!("entry {}", grouped(seq.0)));
    let mut text = format!("\nas of {}, up to {fact}; {} in {}", basis.as_of, basis.window, basis.zone);
    if let Some(until) = basis.observed_until {
        text += &format!("; observed until {until}");
    }
    text += &format!("\nn = {} {of}", grouped(basis.n));
    for excluded in &basis.excluded {
        text += &format!("; left out: {} {}", grouped(excluded.n), excluded.why);
    }
    text +=
        &format!("; too young to judge: {}; cannot tell: {}\n", grouped(basis.immature), grouped(basis.cannot_tell));
    text + "[ ] is the 95% interval that the number allows (Wilson)\n"
}
