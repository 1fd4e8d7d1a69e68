//! What to try after the demo: real commands on the real folder, the first about a lead with a story worth reading.

use std::path::Path;

use entente_core::id::LeadId;

use crate::demo::{AS_OF, Told, keep};

/// A lead worth explaining, and why.
pub(super) struct Interesting {
    pub(super) lead: LeadId,
    pub(super) why: &'static str,
}

/// The lead that passed through most hands, among those that were won where there are any.
pub(super) fn interesting(told: &Told) -> Interesting {
    let hands = |lead: LeadId| told.passed.iter().filter(|passed| passed.lead == lead).count();
    let most = |leads: &[LeadId]| leads.iter().copied().max_by_key(|lead| (hands(*lead), std::cmp::Reverse(*lead)));
    let passed: Vec<LeadId> = told.passed.iter().map(|passed| passed.lead).collect();
    match (most(&told.won), most(&passed)) {
        (Some(lead), _) => Interesting { lead, why: "handed over, passed on, and won in the end" },
        (None, Some(lead)) => Interesting { lead, why: "handed over and passed on" },
        (None, None) => Interesting { lead: LeadId(1), why: "the first of all leads" },
    }
}

/// Commands to try, each with what it shows.
pub(super) fn text(folder: &Path, interesting: &Interesting) -> String {
    let (folder, as_of) = (folder.display(), AS_OF);
    let rows = [
        (format!("entente explain {} --in {folder}", interesting.lead), interesting.why),
        (format!("entente report funnel --by source --in {folder} --as-of {as_of}"), "which campaigns bring customers"),
        (format!("entente report sla --by owner --in {folder} --as-of {as_of}"), "how promises are kept, by owner"),
        (format!("entente report feedback --in {folder} --as-of {as_of}"), "what sales said, in its own words"),
        (format!("entente check {folder}/{}", keep::PROPOSAL), "a change nobody has signed: its worked examples"),
        (
            format!("entente diff {folder}/{}/agreement.yaml {folder}/{}", keep::BUNDLE, keep::PROPOSAL),
            "what it would change",
        ),
        (format!("entente say {folder}/{}", keep::PROPOSAL), "the whole agreement, as numbered plain language"),
        (format!("entente verify {folder}/{}", keep::BUNDLE), "who signed what is in force"),
        (format!("entente sign {folder}/{} --as marketing --key KEY", keep::PROPOSAL), "sign the change"),
    ];
    // `cargo demo` leaves no `entente` at hand: say what to type in its place.
    let started = std::env::args().next().filter(|program| program.contains(std::path::MAIN_SEPARATOR));
    let at_hand = started.map_or_else(String::new, |program| {
        format!(" (`entente` is {program}; `cargo install --path crates/entente` puts it at hand)")
    });
    let mut text = format!("\nTry next{at_hand}:\n");
    for (command, shows) in rows {
        text += &format!("  {command}\n      {shows}\n");
    }
    text
}
