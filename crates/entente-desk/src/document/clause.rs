//! One clause on a page of its own: what it says, how often it decided day by day, and its newest decisions with their
//! leads.

use entente_core::decision::{Concluded, Verdict};
use entente_core::id::{ClauseId, LeadId};
use entente_core::lang::Lang;
use entente_core::time::{Instant, Span};
use entente_store::{Cited, Citing, Store};

use super::{COUNTED, Clause, Life, view};
use crate::Error;
use crate::force::InForce;

/// One clause.
#[derive(Debug, Clone)]
pub struct ClausePage {
    /// The number of the version it is of.
    pub version: usize,
    /// Where that version stands.
    pub life: Life,
    /// The section it is in: number and heading.
    pub section: (String, String),
    /// The clause.
    pub clause: Clause,
    /// How often it decided on each of the last days, the earliest first, each with its first instant.
    pub days: Vec<(Instant, Cited)>,
    /// Its newest decisions, misses among them, newest first.
    pub recent: Vec<Line>,
    /// The clauses before and after it.
    pub around: (Option<ClauseId>, Option<ClauseId>),
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Instant,
    /// About which lead.
    pub lead: Option<LeadId>,
    /// The lead's name, where it is known.
    pub name: Option<String>,
    /// What was concluded.
    pub did: Did,
}

/// What a decision concluded, in the fewest words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Did {
    /// The word in its message key: `handed_off`, `met`.
    pub word: &'static str,
    /// A name that belongs to it: an owner, a stage, a reason.
    pub what: Option<String>,
}

/// The page of a clause; none where the version has no such clause.
///
/// # Errors
/// Only those of the store.
pub fn clause(
    store: &Store,
    plans: &[InForce],
    version: Option<usize>,
    id: &ClauseId,
    lang: Lang,
    now: Instant,
) -> Result<Option<ClausePage>, Error> {
    let Some(view) = view(store, plans, version, lang, now)? else { return Ok(None) };
    let ids: Vec<ClauseId> =
        view.sections.iter().flat_map(|section| &section.clauses).map(|clause| clause.id.clone()).collect();
    let Some(place) = ids.iter().position(|own| own == id) else { return Ok(None) };
    let around = (place.checked_sub(1).and_then(|place| ids.get(place)).cloned(), ids.get(place + 1).cloned());
    for section in view.sections {
        if let Some(clause) = section.clauses.into_iter().find(|clause| clause.id == *id) {
            let section = (section.number, section.title);
            let (days, recent) = (days(store, id, now)?, recent(store, id)?);
            return Ok(Some(ClausePage {
                version: view.version,
                life: view.life,
                section,
                clause,
                days,
                recent,
                around,
            }));
        }
    }
    Ok(None)
}

/// Every day of the last thirty, those without a decision too.
fn days(store: &Store, id: &ClauseId, now: Instant) -> Result<Vec<(Instant, Cited)>, Error> {
    let day_micros = Span::DAY.as_micros();
    let first = (now - COUNTED).as_micros().div_euclid(day_micros);
    let found = store.cited_by_day(id, now - COUNTED)?;
    let cited = |day: i64| found.iter().find(|(own, _)| *own == day).map(|(_, cited)| *cited).unwrap_or_default();
    let last = now.as_micros().div_euclid(day_micros);
    Ok((first..=last).map(|day| (Instant::from_micros(day * day_micros), cited(day))).collect())
}

/// The newest decisions of both kinds, newest first.
fn recent(store: &Store, id: &ClauseId) -> Result<Vec<Line>, Error> {
    let mut citing: Vec<Citing> = store.citing(id, false)?;
    citing.extend(store.citing(id, true)?);
    citing.sort_by_key(|citing| std::cmp::Reverse(citing.seq));
    citing.truncate(entente_store::RECENT_MAX);
    let mut lines = Vec::with_capacity(citing.len());
    for Citing { seq, lead, at } in citing {
        let Some(decision) = store.decision(seq)? else { continue };
        let name = match lead {
            Some(lead) => store.card(lead)?.and_then(|card| card.name.or(card.mail)),
            None => None,
        };
        lines.push(Line { at, lead, name, did: did(&decision.what) });
    }
    Ok(lines)
}

fn did(what: &Concluded) -> Did {
    let named = |word, name: &entente_core::id::Name| Did { word, what: Some(name.to_string()) };
    let bare = |word| Did { word, what: None };
    match what {
        Concluded::Scored { grade, level, .. } => Did { word: "scored", what: Some(format!("{}{}", grade.1, level.1)) },
        Concluded::StageEntered { stage, .. } => named("stage_entered", stage),
        Concluded::Qualified { .. } => bare("qualified"),
        Concluded::NoLongerQualified => bare("no_longer_qualified"),
        Concluded::HandedOff { route, .. } => {
            route.owner.as_ref().map_or(bare("handed_to_nobody"), |owner| named("handed_off", owner))
        }
        Concluded::Reassigned { route, .. } => {
            route.owner.as_ref().map_or(bare("handed_to_nobody"), |owner| named("reassigned", owner))
        }
        Concluded::Recycled { reason, .. } => named("recycled", reason),
        Concluded::Returned => bare("returned"),
        Concluded::Disqualified { reason } => named("disqualified", reason),
        Concluded::ClockStarted { .. } => bare("clock_started"),
        Concluded::ClockStep { .. } => bare("clock_step"),
        Concluded::ClockMoved { reason, .. } => named("clock_moved", reason),
        Concluded::ClockMissed { .. } => bare("clock_missed"),
        Concluded::Verdict { verdict, .. } => bare(match verdict {
            Verdict::Met => "met",
            Verdict::MetLate => "met_late",
            Verdict::Missed => "missed",
            Verdict::Cancelled => "cancelled",
            Verdict::CannotTell => "cannot_tell",
        }),
        Concluded::Waived { .. } => bare("waived"),
        Concluded::CommitmentState { .. } => bare("commitment_state"),
        Concluded::Enrolled { .. } => bare("enrolled"),
        Concluded::MailDue { content, .. } => named("mail_due", content),
        Concluded::NurtureStepped { .. } => bare("nurture_stepped"),
        Concluded::NurtureLeft { .. } => bare("nurture_left"),
    }
}
