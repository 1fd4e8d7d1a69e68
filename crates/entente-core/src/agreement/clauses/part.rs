//! The parts an agreement is made of: one variant per kind of clause, so that nothing can be numbered and not said.

use crate::agreement::model::{
    Agreement, Amend, Buyer, CalendarDef, Commitment, Example, Field, FirstTouch, FitRule, Goal, Handoff, Keep,
    LadderStep, Leaves, Meeting, Metric, NurtureProgram, PartyKind, QualifiedRule, RejectReason, Route, Segment,
    Signal, Stage, Team, Thresholds, WaiverBy,
};
use crate::agreement::model::{CalendarOf, Named, RouteTo};
use crate::id::Name;
use crate::time::Span;

/// One clause's part of the model.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part<'a> {
    /// §1
    Goal(&'a Goal),
    /// §2
    Buyer(&'a Buyer),
    /// §2
    Fit(&'a FitRule),
    /// §2
    Grades(&'a Thresholds),
    /// §3
    Signal(&'a Signal),
    /// §3
    Levels(&'a Thresholds),
    /// §4
    Stage(&'a Stage),
    /// §4
    Recycled(&'a Leaves),
    /// §4
    Disqualified(&'a Leaves),
    /// §5
    Qualified(&'a QualifiedRule),
    /// §5
    Never(&'a QualifiedRule),
    /// §6: when, what and with what.
    Handoff(&'a Handoff),
    /// §6: nothing is ever handed over.
    NoHandoff,
    /// §6
    Route(&'a Route),
    /// §6: who gets what nobody could take, and the plain words of it.
    Nobody(Option<&'a RouteTo>, &'a str),
    /// §6
    Team(&'a Team),
    /// §6
    Reject(&'a RejectReason),
    /// §6: reasons to disqualify after contact.
    Disqualify(&'a [Name]),
    /// §6: other spellings of reasons.
    Aliases(&'a Named<Name>),
    /// §7
    Promise(PartyKind, &'a Commitment),
    /// §7
    FirstTouch(&'a FirstTouch),
    /// §7
    CalendarOf(&'a CalendarOf),
    /// §7: the longest time this reason may stop a clock.
    Pause(Span),
    /// §7
    Ladder(&'a [LadderStep]),
    /// §7
    Waivers(WaiverBy),
    /// §8
    Nurture(&'a NurtureProgram),
    /// §8
    Segment(&'a Segment),
    /// §9
    Metric(&'a Metric),
    /// §10
    Meeting(&'a Meeting),
    /// §11
    Amend(Amend),
    /// §12: how long details are kept.
    KeepDetails(Keep),
    /// Annex
    Calendar(&'a CalendarDef),
    /// Annex: a field of a lead.
    LeadField(&'a Field),
    /// Annex: a field of an account.
    AccountField(&'a Field),
    /// Annex
    List(&'a [String]),
    /// Annex: a worked example.
    Example(&'a Example),
}

/// The twelve sections and the annex, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Chapter {
    /// §1
    Goals,
    /// §2
    Target,
    /// §3
    Interest,
    /// §4
    Process,
    /// §5
    Qualified,
    /// §6
    Handoff,
    /// §7
    Promises,
    /// §8
    Nurture,
    /// §9
    Metrics,
    /// §10
    Meetings,
    /// §11
    Amendment,
    /// §12
    Keeping,
    /// Annex
    Terms,
}

impl Chapter {
    /// All of them, in order.
    pub(crate) const ALL: [Chapter; 13] = [
        Chapter::Goals,
        Chapter::Target,
        Chapter::Interest,
        Chapter::Process,
        Chapter::Qualified,
        Chapter::Handoff,
        Chapter::Promises,
        Chapter::Nurture,
        Chapter::Metrics,
        Chapter::Meetings,
        Chapter::Amendment,
        Chapter::Keeping,
        Chapter::Terms,
    ];

    /// `1` to `12`, and `A` for the annex; a chapter keeps its number where another is empty.
    pub(crate) fn number(self) -> String {
        match self {
            Chapter::Terms => "A".to_owned(),
            chapter => (chapter as usize + 1).to_string(),
        }
    }
}

/// A part with its path.
pub(crate) type Entry<'a> = (String, Part<'a>);

/// The parts of one chapter, in the author's order.
pub(crate) fn parts(agreement: &Agreement, chapter: Chapter) -> Vec<Entry<'_>> {
    match chapter {
        Chapter::Goals => named("goals", &agreement.goals.0, Part::Goal).collect(),
        Chapter::Target => target(agreement),
        Chapter::Interest => {
            let signals = named("signals", &agreement.signals.0, Part::Signal);
            signals.chain(one("levels", Part::Levels(&agreement.levels))).collect()
        }
        Chapter::Process => process(agreement),
        Chapter::Qualified => {
            let rules = named("qualified", &agreement.qualified.rules.0, Part::Qualified);
            let never = agreement.qualified.never.as_ref().map(Part::Never);
            rules.chain(never.into_iter().flat_map(|part| one("qualified.never", part))).collect()
        }
        Chapter::Handoff => match &agreement.handoff {
            Some(handoff) => handoff_parts(handoff),
            None => one("handoff", Part::NoHandoff).collect(),
        },
        Chapter::Promises => promises(agreement),
        Chapter::Nurture => {
            let programs = named("nurture", &agreement.nurture.0, Part::Nurture);
            programs.chain(named("segments", &agreement.segments.0, Part::Segment)).collect()
        }
        Chapter::Metrics => named("metrics", &agreement.metrics.0, Part::Metric).collect(),
        Chapter::Meetings => named("meetings", &agreement.meetings.0, Part::Meeting).collect(),
        Chapter::Amendment => one("amend", Part::Amend(agreement.amend)).collect(),
        Chapter::Keeping => {
            agreement.keep.into_iter().flat_map(|keep| one("keep.details", Part::KeepDetails(keep))).collect()
        }
        Chapter::Terms => terms(agreement),
    }
}

/// A part of its own.
fn one<'a>(path: &'static str, part: Part<'a>) -> impl Iterator<Item = Entry<'a>> {
    std::iter::once((path.to_owned(), part))
}

/// The parts of a section of named clauses.
fn named<'a, T>(
    path: &'static str,
    clauses: &'a [(Name, T)],
    part: impl Fn(&'a T) -> Part<'a> + 'a,
) -> impl Iterator<Item = Entry<'a>> {
    clauses.iter().map(move |(name, clause)| (format!("{path}.{name}"), part(clause)))
}

fn target(agreement: &Agreement) -> Vec<Entry<'_>> {
    let buyers = named("buyers", &agreement.buyers.0, Part::Buyer);
    let fit = named("fit", &agreement.fit.0, Part::Fit);
    buyers.chain(fit).chain(one("grades", Part::Grades(&agreement.grades))).collect()
}

fn process(agreement: &Agreement) -> Vec<Entry<'_>> {
    let stages = named("stages", &agreement.stages.0, Part::Stage);
    let recycled = one("leaves.recycled", Part::Recycled(&agreement.leaves));
    stages.chain(recycled).chain(one("leaves.disqualified", Part::Disqualified(&agreement.leaves))).collect()
}

fn handoff_parts(handoff: &Handoff) -> Vec<Entry<'_>> {
    let mut parts: Vec<Entry<'_>> = one("handoff", Part::Handoff(handoff)).collect();
    parts.extend(named("handoff.routes", &handoff.routes.0, Part::Route));
    // Where other software hands over, nobody is looked for here, unless the parties say who then takes the lead.
    if handoff.nobody.is_some() || !handoff.is_elsewhere() {
        parts.extend(one("handoff.nobody", Part::Nobody(handoff.nobody.as_ref(), &handoff.nobody_says)));
    }
    parts.extend(named("handoff.teams", &handoff.teams.0, Part::Team));
    parts.extend(named("handoff.reject", &handoff.reject.0, Part::Reject));
    if !handoff.disqualify.is_empty() {
        parts.extend(one("handoff.disqualify", Part::Disqualify(&handoff.disqualify)));
    }
    if !handoff.aliases.is_empty() {
        parts.extend(one("handoff.aliases", Part::Aliases(&handoff.aliases)));
    }
    parts
}

fn promises(agreement: &Agreement) -> Vec<Entry<'_>> {
    let sla = &agreement.sla;
    let of = |party| move |promise| Part::Promise(party, promise);
    let mut parts: Vec<Entry<'_>> = named("sla.marketing", &sla.marketing.0, of(PartyKind::Marketing)).collect();
    parts.extend(named("sla.sales", &sla.sales.0, of(PartyKind::Sales)));
    parts.extend(one("sla.first_touch_counts", Part::FirstTouch(&sla.first_touch_counts)));
    parts.extend(one("sla.calendar_of", Part::CalendarOf(&sla.calendar_of)));
    parts.extend(named("sla.pauses", &sla.pauses.0, |longest| Part::Pause(*longest)));
    if !sla.ladder.is_empty() {
        parts.extend(one("sla.ladder", Part::Ladder(&sla.ladder)));
    }
    parts.extend(one("sla.waivers", Part::Waivers(sla.waivers)));
    parts
}

fn terms(agreement: &Agreement) -> Vec<Entry<'_>> {
    let calendars = named("calendars", &agreement.calendars.0, Part::Calendar);
    let lead = named("fields.lead", &agreement.lead_fields.0, Part::LeadField);
    let account = named("fields.account", &agreement.account_fields.0, Part::AccountField);
    let lists = named("lists", &agreement.lists.0, |words| Part::List(words));
    let examples = agreement.examples.iter().enumerate();
    let examples = examples.map(|(index, example)| (format!("examples.{}", index + 1), Part::Example(example)));
    calendars.chain(lead).chain(account).chain(lists).chain(examples).collect()
}
