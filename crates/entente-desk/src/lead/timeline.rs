//! What happened and what was decided, in one order, newest first; what repeats itself is one group that opens.

use std::collections::BTreeMap;
use std::sync::Arc;

use entente_core::agreement::model::PartyKind;
use entente_core::decision::{Concluded, Decision, Ground, Verdict};
use entente_core::fact::{About, Channel, Fact, What};
use entente_core::id::{LeadId, Name, Seq};
use entente_core::plan::Plan;
use entente_core::time::{Instant, Precision, Span};

use super::asked::{Asked, Filter};
use super::cites::{Cite, Cites};
use super::group::{Group, grouped};
use super::own_words;
use super::watched::{Paid, Watched};
use crate::explain::Told;
use crate::person::Place;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The entry of the log.
    pub seq: Seq,
    /// When it happened or was decided.
    pub at: Instant,
    /// How finely that is known.
    pub precision: Precision,
    /// When the log learnt it, where that was markedly later.
    pub learnt: Option<Instant>,
    /// Whose side it is on.
    pub hue: Hue,
    /// Who did it, where a person did.
    pub by: Option<Name>,
    /// What.
    pub event: Event,
    /// In the agreement's own words: the signal a fact was, the stage, rule, promise or program a decision names; empty
    /// where it has none.
    pub says: String,
    /// The signals a fact was seen as, in the agreement's order.
    pub signals: Vec<Name>,
    /// The clause a decision follows from.
    pub cite: Option<Cite>,
    /// What a decision rests on.
    pub because: Vec<Ground>,
    /// What a fact paid at its time; nothing for most.
    pub paid: Paid,
    /// The lead it was told of, where that is another number of this person.
    pub lead: Option<LeadId>,
    /// Whether it was told of the account, and so of all its people.
    pub of_account: bool,
}

/// What a line tells.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A fact.
    Told(What),
    /// A decision.
    Concluded(Concluded),
}

/// How a line is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hue {
    /// Marketing's part of the way.
    Marketing,
    /// Sales' part.
    Sales,
    /// A promise ran late.
    Late,
    /// Neither.
    Plain,
}

/// A page of the timeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Groups of lines, newest first; most have one line.
    pub groups: Vec<Group>,
    /// What to ask for the next page; none: this was the last.
    pub next: Option<Seq>,
    /// How many lines each filter has, in the order of [`Filter::ALL`].
    pub counts: [usize; 5],
}

/// The page that is asked for.
pub(super) fn page(told: &Told, watched: &Watched, plans: &[Arc<Plan>], cites: &Cites, asked: &Asked) -> Page {
    let mut lines: Vec<(Place, Line)> = Vec::with_capacity(told.facts.len() + told.decisions.len());
    let now = plans.last().map(AsRef::as_ref);
    lines.extend(told.facts.iter().map(|(seq, fact)| {
        let signals = watched.signals.get(seq).cloned().unwrap_or_default();
        let says = own_words::of_fact(now, &signals, &fact.what);
        (fact_place(*seq, fact), Line { says, signals, ..fact_line(told, watched, *seq, fact) })
    }));
    let causes: BTreeMap<Seq, &Fact> = told.facts.iter().map(|(seq, fact)| (*seq, fact)).collect();
    lines.extend(told.decisions.iter().map(|(seq, decision)| {
        let by = decision.cause.and_then(|cause| causes.get(&cause)).and_then(|fact| fact.by.clone());
        (decision_place(*seq, decision), decision_line(told, plans, cites, by, *seq, decision))
    }));
    lines.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
    let counts = Filter::ALL.map(|filter| lines.iter().filter(|(_, line)| is_of(filter, &line.event)).count());
    let shown = lines.into_iter().map(|(_, line)| line).filter(|line| is_of(asked.filter, &line.event));
    let groups = grouped(shown.collect());
    let start = asked.after.and_then(|after| {
        let last = groups.iter().position(|group| group.lines.iter().any(|line| line.seq == after));
        last.map(|last| last + 1)
    });
    let start = start.unwrap_or(0);
    let has_more = groups.len() > start + asked.most;
    let groups: Vec<Group> = groups.into_iter().skip(start).take(asked.most).collect();
    let oldest = groups.last().and_then(|group| group.lines.last()).map(|line| line.seq);
    Page { groups, next: oldest.filter(|_| has_more), counts }
}

fn fact_place(seq: Seq, fact: &Fact) -> Place {
    (fact.known, seq.0, false, seq.0)
}

fn decision_place(seq: Seq, decision: &Decision) -> Place {
    (decision.at, decision.cause.map_or(u64::MAX, |cause| cause.0), true, seq.0)
}

/// What the log learns later than this after it happened says so.
const LATE_AFTER: Span = Span::HOUR;

fn fact_line(told: &Told, watched: &Watched, seq: Seq, fact: &Fact) -> Line {
    let finest = match fact.precision {
        Precision::Second | Precision::Minute => Span::ZERO,
        Precision::Day => Span::DAY,
    };
    let is_late = fact.known - fact.at > LATE_AFTER + finest;
    let other = match fact.about {
        About::Lead(lead) if lead != told.lead => Some(lead),
        _ => None,
    };
    Line {
        seq,
        at: fact.at,
        precision: fact.precision,
        learnt: is_late.then_some(fact.known),
        hue: hue_of_fact(&fact.what),
        by: fact.by.clone(),
        event: Event::Told(fact.what.clone()),
        says: String::new(),
        signals: Vec::new(),
        cite: None,
        because: Vec::new(),
        paid: watched.paid.get(&seq).copied().unwrap_or_default(),
        lead: other,
        of_account: matches!(fact.about, About::Account(_)),
    }
}

fn decision_line(
    told: &Told,
    plans: &[Arc<Plan>],
    cites: &Cites,
    by: Option<Name>,
    seq: Seq,
    decision: &Decision,
) -> Line {
    Line {
        seq,
        at: decision.at,
        precision: Precision::Second,
        learnt: None,
        hue: hue_of_decision(plans, decision),
        by,
        event: Event::Concluded(decision.what.clone()),
        says: own_words::of_decision(plans, decision),
        signals: Vec::new(),
        cite: Some(cites.then(decision.agreement, &decision.clause)),
        because: decision.because.clone(),
        paid: Paid::default(),
        lead: decision.lead.filter(|lead| *lead != told.lead),
        of_account: false,
    }
}

fn hue_of_fact(what: &What) -> Hue {
    match what {
        What::Created { .. } | What::Happened { .. } | What::Learnt { .. } | What::Joined { .. } => Hue::Marketing,
        What::Consent { .. } | What::Bounced { .. } | What::ContentAnswered { .. } => Hue::Marketing,
        What::HandedOver { .. } | What::Accepted | What::Rejected { .. } | What::Disqualified { .. } => Hue::Sales,
        What::Recycled { .. } | What::Reassigned { .. } | What::Touched { .. } | What::Confirmed { .. } => Hue::Sales,
        What::Rated { .. } | What::OpportunityOpened { .. } | What::OpportunityWon { .. } => Hue::Sales,
        What::OpportunityLost { .. } | What::Owned { .. } | What::Away { .. } | What::Paused { .. } => Hue::Sales,
        What::Resumed { .. } | What::ContentRequested { .. } => Hue::Sales,
        What::Churned { .. } | What::Waived { .. } | What::Linked { .. } | What::Unlinked { .. } => Hue::Plain,
        What::Met { .. } | What::Erased => Hue::Plain,
    }
}

fn hue_of_decision(plans: &[Arc<Plan>], decision: &Decision) -> Hue {
    match &decision.what {
        Concluded::ClockMissed { .. } => Hue::Late,
        Concluded::Verdict { verdict: Verdict::MetLate | Verdict::Missed, .. } => Hue::Late,
        Concluded::Verdict { clock, .. } | Concluded::ClockStarted { clock, .. } => hue_of_promise(&clock.commitment.0),
        Concluded::ClockStep { clock, .. } | Concluded::ClockMoved { clock, .. } => hue_of_promise(&clock.commitment.0),
        Concluded::HandedOff { .. } | Concluded::Reassigned { .. } => Hue::Sales,
        Concluded::StageEntered { stage, .. } => hue_of_stage(plans, decision, stage),
        Concluded::Scored { .. } | Concluded::Qualified { .. } | Concluded::NoLongerQualified => Hue::Marketing,
        Concluded::Recycled { .. } | Concluded::Returned | Concluded::Enrolled { .. } => Hue::Marketing,
        Concluded::MailDue { .. } | Concluded::NurtureStepped { .. } | Concluded::NurtureLeft { .. } => Hue::Marketing,
        Concluded::Disqualified { .. } | Concluded::Waived { .. } | Concluded::CommitmentState { .. } => Hue::Plain,
    }
}

fn hue_of_promise(clause: &str) -> Hue {
    if clause.starts_with("sla.marketing.") { Hue::Marketing } else { Hue::Sales }
}

fn hue_of_stage(plans: &[Arc<Plan>], decision: &Decision, stage: &Name) -> Hue {
    let plan = plans.iter().find(|plan| plan.hash == decision.agreement);
    match plan.and_then(|plan| plan.agreement.stages.get(stage.as_str())).map(|stage| stage.owner) {
        Some(PartyKind::Sales) => Hue::Sales,
        _ => Hue::Marketing,
    }
}

/// Whether a filter shows it.
fn is_of(filter: Filter, event: &Event) -> bool {
    match filter {
        Filter::Everything => true,
        Filter::Decisions => is_decision(event),
        Filter::Touches => is_touch(event),
        Filter::Behaviour => matches!(event, Event::Told(What::Happened { .. })),
        Filter::Mails => is_mail(event),
    }
}

/// Decided by the agreement, or by people in its place; what only prepares or counts is left to the other filters.
fn is_decision(event: &Event) -> bool {
    match event {
        Event::Concluded(concluded) => {
            !matches!(concluded, Concluded::NurtureStepped { .. } | Concluded::MailDue { .. })
        }
        Event::Told(told) => matches!(
            told,
            What::Accepted
                | What::Rejected { .. }
                | What::Disqualified { .. }
                | What::Recycled { .. }
                | What::Reassigned { .. }
                | What::HandedOver { .. }
                | What::Waived { .. }
                | What::Linked { .. }
                | What::Unlinked { .. }
        ),
    }
}

fn is_touch(event: &Event) -> bool {
    matches!(
        event,
        Event::Told(
            What::Touched { .. }
                | What::Accepted
                | What::Rejected { .. }
                | What::Disqualified { .. }
                | What::Recycled { .. }
                | What::Confirmed { .. }
                | What::Rated { .. }
                | What::OpportunityOpened { .. }
                | What::OpportunityWon { .. }
                | What::OpportunityLost { .. }
        )
    )
}

fn is_mail(event: &Event) -> bool {
    match event {
        Event::Told(What::Happened { event, .. }) => {
            let event = event.to_lowercase();
            event.contains("mail") || event.contains("subscrib")
        }
        Event::Told(What::Touched { channel, .. }) => *channel == Channel::Mail,
        Event::Told(told) => matches!(told, What::Consent { .. } | What::Bounced { .. }),
        Event::Concluded(concluded) => {
            matches!(concluded, Concluded::MailDue { .. } | Concluded::Enrolled { .. } | Concluded::NurtureLeft { .. })
        }
    }
}
