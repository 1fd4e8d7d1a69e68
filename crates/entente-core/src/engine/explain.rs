//! Explaining: where a lead stands at an instant and why, to the last point, from its state alone.

use serde::Serialize;

use crate::decision::Ground;
use crate::engine::score::{self, Contribution};
use crate::engine::state::{AccountState, Clock, LeadState, Pausing};
use crate::engine::{clock, wake};
use crate::id::{ClauseId, Name};
use crate::number::Decimal;
use crate::plan::Plan;
use crate::plan::frame::Frame;
use crate::time::{Instant, Span};

/// Where a lead stands at an instant, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explained {
    /// As of when.
    pub at: Instant,
    /// The stage it is in.
    pub stage: Name,
    /// Since when.
    pub stage_since: Instant,
    /// Fit, with every rule and whether it holds.
    pub fit: Decimal,
    /// Its rules, in the agreement's order.
    pub fit_rules: Vec<FitLine>,
    /// The letter of fit.
    pub grade: Name,
    /// Engagement; the sum of `engagement_parts`, exactly.
    pub engagement: Decimal,
    /// What it is made of.
    pub engagement_parts: Vec<EngagementLine>,
    /// The digit of engagement.
    pub level: Name,
    /// When fading alone next moves engagement across a threshold of the agreement.
    pub next_crossing: Option<Instant>,
    /// When time alone next asks for a look.
    pub next_look: Option<Instant>,
    /// The rules of qualification, and what each rests on.
    pub qualified: Vec<RuleLine>,
    /// Who holds it.
    pub owner: Option<Name>,
    /// Of which team.
    pub team: Option<Name>,
    /// The present or last cycle.
    pub cycle: u32,
    /// Its running clocks.
    pub clocks: Vec<ClockLine>,
    /// Pauses of those clocks.
    pub pauses: Vec<PauseLine>,
}

/// One instant at which fading alone moves engagement across a threshold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Crossing {
    /// The first instant on the other side.
    pub at: Instant,
    /// The threshold: the least engagement of a level, or one that a rule of the agreement asks for.
    pub threshold: Decimal,
    /// Whether it falls below; else what is deducted fades, and it rises to it.
    pub falls: bool,
    /// The level before and after.
    pub level: (Name, Name),
}

/// One rule of fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitLine {
    /// Its clause.
    pub clause: ClauseId,
    /// In plain words.
    pub says: String,
    /// What it would add.
    pub points: Decimal,
    /// Whether it holds.
    pub holds: bool,
    /// What it rests on.
    pub because: Vec<Ground>,
}

/// One part of engagement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EngagementLine {
    /// Its clause; `levels` for the clamp to 0 to 100.
    pub clause: ClauseId,
    /// The fact it comes from; none for what a cap or the clamp takes away or adds.
    pub fact: Option<u64>,
    /// When that happened.
    pub at: Option<Instant>,
    /// What it adds.
    pub points: Decimal,
}

/// One rule of qualification.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleLine {
    /// Its clause.
    pub clause: ClauseId,
    /// Whether it holds.
    pub holds: bool,
    /// What it rests on.
    pub because: Vec<Ground>,
}

/// One running clock.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClockLine {
    /// Its clause.
    pub clause: ClauseId,
    /// How long it may take.
    pub target: String,
    /// When it started.
    pub start: Instant,
    /// When it is due.
    pub due: Instant,
    /// Time that counted so far.
    pub counted: Span,
    /// The intervals that counted, `[from, to)`.
    pub intervals: Vec<(Instant, Instant)>,
    /// Whether the due instant has passed.
    pub missed: bool,
}

/// One pause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PauseLine {
    /// Why.
    pub reason: Name,
    /// From when.
    pub from: Instant,
    /// Until when, exclusive.
    pub to: Instant,
}

/// Explains a lead at an instant. `plans` are all versions, the one in force last; none of them: no answer.
#[must_use]
pub fn explain(
    plans: &[std::sync::Arc<Plan>],
    lead: &LeadState,
    account: Option<&AccountState>,
    at: Instant,
) -> Option<Explained> {
    let plan = plans.last()?;
    let frame = Frame::new(plan, lead, account, at);
    let engagement = Decimal::from_millionths(frame.engagement());
    Some(Explained {
        at,
        stage: lead.stage_name(plan),
        stage_since: lead.stage_since,
        fit: lead.fit,
        fit_rules: fit_lines(plan, &frame),
        grade: plan.grade_name(plan.grade_of(lead.fit)),
        engagement,
        engagement_parts: score::contributions(plan, lead, at).iter().map(|part| part_line(plan, part)).collect(),
        level: plan.level_name(plan.level_of(engagement.as_millionths())),
        next_crossing: score::next_crossing(plan, lead, &wake::thresholds(plan, lead, account), at),
        next_look: wake::next(plans, lead, account, at),
        qualified: rule_lines(plan, &frame),
        owner: lead.owner.clone(),
        team: lead.team.clone(),
        cycle: lead.cycle,
        clocks: lead.clocks.iter().filter_map(|clock| clock_line(plans, lead, clock, at)).collect(),
        pauses: lead.pauses.iter().map(pause_line).collect(),
    })
}

/// The next `most` crossings after `at` if nothing more happens, in order of time.
#[must_use]
pub fn crossings(
    plan: &Plan,
    lead: &LeadState,
    account: Option<&AccountState>,
    at: Instant,
    most: usize,
) -> Vec<Crossing> {
    let thresholds = wake::thresholds(plan, lead, account);
    let score_at = |at: Instant| score::engagement(plan, lead, at).as_millionths();
    let mut from = (at, score_at(at));
    let next = || {
        let at = score::next_crossing(plan, lead, &thresholds, from.0)?;
        let (before, after) = (from.1, score_at(at));
        from = (at, after);
        let met = |score: i64| thresholds.partition_point(|least| *least <= score);
        let crossed = met(before).max(met(after)).checked_sub(1)?;
        let level = |score: i64| plan.level_name(plan.level_of(score));
        Some(Crossing {
            at,
            threshold: Decimal::from_millionths(thresholds[crossed]),
            falls: met(after) < met(before),
            level: (level(before), level(after)),
        })
    };
    std::iter::from_fn(next).take(most).collect()
}

fn fit_lines(plan: &Plan, frame: &Frame) -> Vec<FitLine> {
    let rules = plan.agreement.fit.iter().zip(&plan.fit);
    rules
        .map(|((name, rule), compiled)| FitLine {
            clause: ClauseId(format!("fit.{name}")),
            says: rule.says.clone(),
            points: rule.points,
            holds: frame.holds(&compiled.when),
            because: frame.grounds(&compiled.when),
        })
        .collect()
}

fn part_line(plan: &Plan, part: &Contribution) -> EngagementLine {
    let signal = part.signal.and_then(|index| plan.agreement.signals.0.get(index));
    EngagementLine {
        clause: ClauseId(signal.map_or_else(|| "levels".to_owned(), |(name, _)| format!("signals.{name}"))),
        fact: part.fact,
        at: part.at,
        points: Decimal::from_millionths(part.points),
    }
}

fn rule_lines(plan: &Plan, frame: &Frame) -> Vec<RuleLine> {
    let line = |name: &str, program| RuleLine {
        clause: ClauseId(format!("qualified.{name}")),
        holds: frame.holds(program),
        because: frame.grounds(program),
    };
    let rules = plan.qualified.iter().map(|rule| line(rule.name.as_str(), &rule.when));
    rules.chain(plan.never.as_ref().map(|never| line("never", never))).collect()
}

fn clock_line(plans: &[std::sync::Arc<Plan>], lead: &LeadState, clock: &Clock, at: Instant) -> Option<ClockLine> {
    let running = clock::running(plans, clock)?;
    let pauses = clock::pauses_of(&lead.pauses);
    let intervals = match running.calendar {
        Some(calendar) => calendar.counted(clock.start.at, at, &pauses).collect(),
        None => vec![(clock.start.at, at.max(clock.start.at))],
    };
    Some(ClockLine {
        clause: clock.key.commitment.clone(),
        target: running.target.to_string(),
        start: clock.start.at,
        due: clock.due,
        counted: running.counted(clock.start.at, at, &pauses),
        intervals,
        missed: clock.missed,
    })
}

fn pause_line(pause: &Pausing) -> PauseLine {
    PauseLine { reason: pause.reason.clone(), from: pause.from, to: pause.to }
}
