//! Reads why sales may reject or disqualify a lead, and the other spellings of those reasons.

use crate::agreement::model::{Disposition, Named, RejectKind, RejectReason};
use crate::agreement::read::at::{At, Entries};
use crate::agreement::read::defaults;
use crate::agreement::read::keys::process::REJECT;
use crate::agreement::read::problems::Problems;
use crate::agreement::read::values::{name, names, word};
use crate::id::Name;
use crate::problem::Reason;

/// The kinds of reason to reject.
pub(crate) const KINDS: [(&str, RejectKind); 3] = [
    ("procedural", RejectKind::Procedural),
    ("clerical", RejectKind::Clerical),
    ("definitional", RejectKind::Definitional),
];
const DISPOSITIONS: [(&str, Disposition); 4] = [
    ("reroute", Disposition::Reroute),
    ("merge", Disposition::Merge),
    ("recycle", Disposition::Recycle),
    ("disqualify", Disposition::Disqualify),
];

/// Reasons to reject, reasons to disqualify, and aliases of both.
pub(super) type Reasons = (Named<RejectReason>, Vec<Name>, Named<Name>);

/// Reads all three.
pub(super) fn reasons(handoff: &Entries<'_>, problems: &mut Problems) -> Reasons {
    let reject = match handoff.section("reject") {
        Some(at) => reject(&at, problems),
        None => defaults::reject(),
    };
    let disqualify = handoff.get("disqualify").map(|at| names(&at, problems));
    let disqualify = disqualify.unwrap_or_else(|| defaults::DISQUALIFY.map(Name::from).into());
    let known: Vec<&str> = reject.names().chain(disqualify.iter().map(Name::as_str)).collect();
    let aliases = handoff.get("aliases").map(|at| aliases(&at, &known, problems)).unwrap_or_default();
    (reject, disqualify, aliases)
}

fn reject(at: &At<'_>, problems: &mut Problems) -> Named<RejectReason> {
    let entries = at.table(&REJECT, problems);
    let mut reasons = Named::default();
    for (word_of_kind, kind) in KINDS {
        let Some(at) = entries.section(word_of_kind) else { continue };
        for (reason, at) in at.pairs(problems) {
            if reasons.get(reason).is_some() {
                let what = format!("'{reason}' is a reason of two kinds");
                problems.key_error(Reason::Duplicate, &at, what, "Keep it in one kind");
                continue;
            }
            let then = word(&at, &DISPOSITIONS, problems);
            reasons.0.extend(then.map(|then| (Name::from(reason), RejectReason { kind, then })));
        }
    }
    reasons
}

/// Aliases lead to a known reason; letter case counts for nothing in them.
fn aliases(at: &At<'_>, known: &[&str], problems: &mut Problems) -> Named<Name> {
    let mut found: Named<Name> = Named::default();
    for (alias, at) in at.pairs(problems) {
        let Some(reason) = name(&at, problems) else { continue };
        if !known.contains(&reason.as_str()) {
            problems.unknown(&at, "reason", reason.as_str(), known.iter().copied());
        }
        if found.names().any(|other| other.to_lowercase() == alias.to_lowercase()) {
            let what = format!("the alias '{alias}' stands twice, but for letter case");
            problems.key_error(Reason::Duplicate, &at, what, "Keep one: letter case counts for nothing");
        }
        found.0.push((Name::from(alias), reason));
    }
    found
}
