//! Reads one promise by its shape: time, count, share, sum, attempts or a meeting.

use super::tiers::within_tiers;
use crate::agreement::model::{Commitment, CommitmentKind, Less, Moment, Named, Per, Share, Then};
use crate::agreement::read::at::{At, Entries, check_names};
use crate::agreement::read::handoff::KINDS;
use crate::agreement::read::keys::promises::{ATTEMPTS, CADENCE, COMMITMENTS, COUNT, SHARE, SUM, TIME};
use crate::agreement::read::moment::{Way, implies, moment, moments};
use crate::agreement::read::names::{Names, condition};
use crate::agreement::read::problems::Problems;
use crate::agreement::read::values::{name, names as read_names, number, part, per, says, whole, within, word};
use crate::agreement::read::words::instead_of;
use crate::id::Name;
use crate::number::Decimal;
use crate::problem::Reason;

/// Reads the promises of one party.
pub(super) fn commitments(at: &At<'_>, names: &Names, way: Way<'_>, problems: &mut Problems) -> Named<Commitment> {
    let clauses = at.clauses(problems);
    check_names(&clauses, problems);
    let read = |(name, at): &(Name, At<'_>)| Some((name.clone(), commitment(at, names, way, problems)?));
    Named(clauses.iter().filter_map(read).collect())
}

fn commitment(at: &At<'_>, names: &Names, way: Way<'_>, problems: &mut Problems) -> Option<Commitment> {
    let entries = at.shape(COMMITMENTS, problems)?;
    let says = says(&entries, problems);
    let kind = if entries.is(&TIME) {
        time(&entries, names, way, problems)
    } else if entries.is(&COUNT) {
        count(&entries, names, problems)
    } else if entries.is(&SHARE) {
        share(&entries, names, problems)
    } else if entries.is(&SUM) {
        sum(&entries, problems)
    } else if entries.is(&ATTEMPTS) {
        attempts(&entries, names, problems)
    } else {
        cadence(&entries, names, problems)
    };
    let filter = match entries.is(&CADENCE) {
        true => None,
        false => entries.get("where").map(|at| condition(&at, &names.lead, problems)),
    };
    Some(Commitment { says, kind: kind?, r#where: filter.map_or(Some(None), |when| when.map(Some))? })
}

fn time(entries: &Entries<'_>, names: &Names, way: Way<'_>, problems: &mut Problems) -> Option<CommitmentKind> {
    let from = entries.get("from").and_then(|at| moment(&at, names, problems));
    let until = entries.get("until").map(|at| moments(&at, names, problems)).unwrap_or_default();
    let within = entries.get("within").and_then(|at| within_tiers(&at, names, problems));
    let kept = kept(entries, problems);
    let words = [("nothing", Then::Nothing), ("reassign", Then::Reassign)];
    let late = entries.get("late").and_then(|at| word(&at, &words, problems)).unwrap_or(Then::Nothing);
    if let (Some(from), Some(at)) = (&from, entries.get("until")) {
        refuse_started_stopped(&at, from, &until, way, problems);
    }
    let until = Some(until).filter(|until| !until.is_empty());
    Some(CommitmentKind::Time { from: from?, until: until?, within: within?, kept, late })
}

/// A clock whose start implies its stop would be kept by doing nothing.
fn refuse_started_stopped(at: &At<'_>, from: &Moment, until: &[Moment], way: Way<'_>, problems: &mut Problems) {
    let Some(stop) = until.iter().find(|stop| implies(from, stop, way)) else { return };
    let (from, stop) = (word_of(from), word_of(stop));
    let what = match from == stop {
        true => format!("the clock starts and stops at '{from}'"),
        false => format!("the clock stops at '{stop}', which has happened whenever it starts at '{from}'"),
    };
    problems.error(Reason::ClockStartsStopped, at, what, "Stop it at a moment that comes after its start");
}

fn word_of(moment: &Moment) -> &str {
    match moment {
        Moment::Milestone(milestone) => milestone.as_str(),
        Moment::Stage(name) | Moment::Signal(name) => name.as_str(),
    }
}

fn count(entries: &Entries<'_>, names: &Names, problems: &mut Problems) -> Option<CommitmentKind> {
    let count = entries.get("count").and_then(|at| moment(&at, names, problems));
    let (at_least, at_most) = bounds(entries, number, problems);
    let per = per(entries, Per::Month, problems);
    let less = entries.get("less").map(|at| less(&at, names, problems)).unwrap_or_default();
    let dispute = entries.get("dispute").and_then(|at| within(&at, problems));
    Some(CommitmentKind::Count { count: count?, at_least, at_most, per, less, dispute })
}

/// Kinds of rejection, or single reasons.
fn less(at: &At<'_>, names: &Names, problems: &mut Problems) -> Vec<Less> {
    let mut found = Vec::new();
    for word in read_names(at, problems) {
        if let Some((_, kind)) = KINDS.iter().find(|(kind, _)| *kind == word.as_str()) {
            found.push(Less::Kind(*kind));
        } else if names.reject_reasons.contains(&word) {
            found.push(Less::Reason(word));
        } else {
            let known = KINDS.iter().map(|(kind, _)| *kind).chain(names.reject_reasons.iter().map(Name::as_str));
            problems.unknown(at, "kind of rejection or reason to reject", word.as_str(), known);
        }
    }
    found
}

fn share(entries: &Entries<'_>, names: &Names, problems: &mut Problems) -> Option<CommitmentKind> {
    let share = entries.get("share").and_then(|at| moment(&at, names, problems));
    let of = entries.get("of").and_then(|at| moment(&at, names, problems));
    let (at_least, at_most) = bounds(entries, part, problems);
    let per = per(entries, Per::Month, problems);
    let matures = entries.get("matures").and_then(|at| within(&at, problems));
    Some(CommitmentKind::Share { share: share?, of: of?, at_least, at_most, per, matures })
}

fn sum(entries: &Entries<'_>, problems: &mut Problems) -> Option<CommitmentKind> {
    let sum = entries.get("sum").and_then(|at| summed(&at, problems));
    let (at_least, at_most) = bounds(entries, number, problems);
    let per = per(entries, Per::Month, problems);
    Some(CommitmentKind::Sum { sum: sum?, at_least, at_most, per })
}

/// What may be summed.
pub(crate) fn summed(at: &At<'_>, problems: &mut Problems) -> Option<Name> {
    let sum = name(at, problems)?;
    let known = crate::agreement::read::keys::promises::SUMS;
    if known.contains(&sum.as_str()) {
        return Some(sum);
    }
    let remedy = instead_of(sum.as_str(), known.iter().copied());
    problems.error(Reason::UnknownName, at, format!("'{sum}' cannot be summed"), remedy);
    None
}

fn attempts(entries: &Entries<'_>, names: &Names, problems: &mut Problems) -> Option<CommitmentKind> {
    let attempts = entries.get("attempts").and_then(|at| whole(&at, 1, 1000, problems));
    let channels = entries.get("channels").and_then(|at| whole(&at, 1, 6, problems)).unwrap_or(1);
    let within = entries.get("within").and_then(|at| within(&at, problems));
    let unless = entries.get("unless").map(|at| moments(&at, names, problems)).unwrap_or_default();
    let kept = kept(entries, problems);
    if let Some(at) = entries.get("attempts").filter(|_| !names.handoff) {
        let what = "attempts follow a handoff, and this agreement hands no lead over";
        problems.key_error(Reason::OwedByNobody, &at, what, "Add the section 'handoff' or 'qualified'");
    }
    if let (Some(attempts), Some(at)) = (attempts.filter(|attempts| *attempts < channels), entries.get("channels")) {
        let what = format!("{attempts} attempts cannot use {channels} channels");
        problems.error(Reason::Value, &at, what, "Promise as many attempts as channels at least");
    }
    Some(CommitmentKind::Attempts { attempts: attempts?, channels, within: within?, unless, kept })
}

fn cadence(entries: &Entries<'_>, names: &Names, problems: &mut Problems) -> Option<CommitmentKind> {
    let kept = kept(entries, problems);
    let per = per(entries, Per::Quarter, problems);
    let at = entries.get("holds")?;
    let meeting = name(&at, problems)?;
    if !names.meetings.contains(&meeting) {
        problems.unknown(&at, "meeting", meeting.as_str(), names.meetings.iter().map(Name::as_str));
    }
    Some(CommitmentKind::Cadence { meeting, kept, per })
}

fn kept(entries: &Entries<'_>, problems: &mut Problems) -> Share {
    entries.get("kept").and_then(|at| part(&at, problems)).unwrap_or(Share(Decimal::ONE))
}

/// The least and the most; a promise needs one of them, and the least is not above the most.
pub(crate) fn bounds<T: PartialOrd>(
    entries: &Entries<'_>,
    read: impl Fn(&At<'_>, &mut Problems) -> Option<T>,
    problems: &mut Problems,
) -> (Option<T>, Option<T>) {
    let (least, most) = (entries.get("at_least"), entries.get("at_most"));
    if least.is_none() && most.is_none() {
        let what = "nothing says how much is promised";
        problems.key_error(Reason::Missing, &entries.at, what, "Add 'at_least' or 'at_most'");
    }
    let at_most = most.as_ref().and_then(|at| read(at, problems));
    let at_least = least.and_then(|at| read(&at, problems));
    if let (Some(low), Some(high), Some(at)) = (&at_least, &at_most, most)
        && low > high
    {
        problems.error(Reason::Value, &at, "the most is less than the least", "Write 'at_most' above 'at_least'");
    }
    (at_least, at_most)
}
