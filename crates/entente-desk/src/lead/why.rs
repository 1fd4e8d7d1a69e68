//! Why this grade and level: every rule with its points, every signal with what it is worth now, and when it will fall.

use entente_core::decision::Ground;
use entente_core::engine::explain::{self, Crossing, Explained};
use entente_core::engine::state::{AccountState, LeadState};
use entente_core::id::{ClauseId, Name, Seq};
use entente_core::number::Decimal;
use entente_core::plan::Plan;
use entente_core::time::{Instant, Span};

use super::cites::{Cite, Cites};

/// Why this grade and level.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Fit, 0 to 100.
    pub fit: Decimal,
    /// The letter it makes.
    pub grade: Name,
    /// Every rule of fit, in the agreement's order. Those that hold add up to fit, but for `fit_clamped`.
    pub fit_rules: Vec<FitRule>,
    /// What the range of 0 to 100 takes off or adds.
    pub fit_clamped: Decimal,
    /// Engagement, 0 to 100.
    pub engagement: Decimal,
    /// The digit it makes.
    pub level: Name,
    /// Every signal that counts now, worth most first. With `engagement_clamped` they add up to engagement exactly.
    pub signals: Vec<SignalLine>,
    /// What the range of 0 to 100 takes off or adds.
    pub engagement_clamped: Decimal,
    /// When fading alone moves engagement across a threshold next, and after that.
    pub crossings: Vec<Crossing>,
    /// Rules of qualification, and last the one that forbids it.
    pub rules: Vec<Rule>,
}

/// One rule of fit.
#[derive(Debug, Clone, PartialEq)]
pub struct FitRule {
    /// Its clause.
    pub cite: Cite,
    /// Its name.
    pub name: Name,
    /// In the agreement's own words; empty where it has none.
    pub says: String,
    /// What it adds where it holds.
    pub points: Decimal,
    /// Whether it holds.
    pub holds: bool,
    /// Whether it takes a lead out where it holds.
    pub disqualifies: bool,
    /// What it rests on.
    pub because: Vec<Ground>,
}

/// All times one signal was seen that still count.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalLine {
    /// Its clause.
    pub cite: Cite,
    /// Its name.
    pub name: Name,
    /// In the agreement's own words; empty where it has none.
    pub says: String,
    /// What it is worth now, the cap taken into account.
    pub points: Decimal,
    /// What the cap takes off.
    pub capped: Decimal,
    /// What each time pays when it is new.
    pub full: Decimal,
    /// After which time half of it is left; none: it never fades.
    pub half_life: Option<Span>,
    /// Each time, the latest first.
    pub parts: Vec<SignalPart>,
}

/// One time a signal was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignalPart {
    /// The fact that told it.
    pub fact: Seq,
    /// When.
    pub at: Instant,
    /// What it is worth now.
    pub points: Decimal,
}

/// One rule of qualification.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its clause.
    pub cite: Cite,
    /// In the agreement's own words.
    pub says: String,
    /// Whether it holds.
    pub holds: bool,
    /// Whether it forbids where it holds.
    pub forbids: bool,
    /// What it rests on.
    pub because: Vec<Ground>,
}

/// As many crossings are told ahead.
const CROSSINGS_MOST: usize = 3;

/// Why, from what the engine explains.
pub(super) fn why(
    plan: &Plan,
    state: &LeadState,
    account: Option<&AccountState>,
    explained: &Explained,
    cites: &Cites,
) -> Why {
    let fit_rules = fit_rules(plan, explained, cites);
    let holding = fit_rules.iter().filter(|rule| rule.holds);
    let fit_sum = holding.fold(Decimal::ZERO, |sum, rule| sum.plus(rule.points));
    let (signals, engagement_clamped) = signals(plan, explained, cites);
    Why {
        fit: explained.fit,
        grade: explained.grade.clone(),
        fit_clamped: explained.fit.minus(fit_sum),
        fit_rules,
        engagement: explained.engagement,
        level: explained.level.clone(),
        signals,
        engagement_clamped,
        crossings: explain::crossings(plan, state, account, explained.at, CROSSINGS_MOST),
        rules: rules(plan, explained, cites),
    }
}

fn fit_rules(plan: &Plan, explained: &Explained, cites: &Cites) -> Vec<FitRule> {
    let rules = explained.fit_rules.iter().zip(&plan.agreement.fit);
    rules
        .map(|(line, (name, rule))| FitRule {
            cite: cites.now(&line.clause),
            name: name.clone(),
            says: line.says.clone(),
            points: line.points,
            holds: line.holds,
            disqualifies: rule.disqualify,
            because: line.because.clone(),
        })
        .collect()
}

/// Signals with their parts, and what the range of 0 to 100 takes off or adds.
fn signals(plan: &Plan, explained: &Explained, cites: &Cites) -> (Vec<SignalLine>, Decimal) {
    let mut lines: Vec<SignalLine> = Vec::new();
    let mut clamped = Decimal::ZERO;
    for part in &explained.engagement_parts {
        let name = part.clause.0.strip_prefix("signals.").unwrap_or_default();
        let Some(signal) = plan.agreement.signals.get(name) else {
            clamped = clamped.plus(part.points);
            continue;
        };
        let index = lines.iter().position(|line| line.name.as_str() == name).unwrap_or_else(|| {
            lines.push(SignalLine {
                cite: cites.now(&part.clause),
                name: Name::from(name),
                says: signal.says.clone(),
                points: Decimal::ZERO,
                capped: Decimal::ZERO,
                full: signal.points.unwrap_or_default(),
                half_life: signal.half_life,
                parts: Vec::new(),
            });
            lines.len() - 1
        });
        let line = &mut lines[index];
        line.points = line.points.plus(part.points);
        match (part.fact, part.at) {
            (Some(fact), Some(at)) => line.parts.push(SignalPart { fact: Seq(fact), at, points: part.points }),
            _ => line.capped = line.capped.plus(part.points),
        }
    }
    lines.iter_mut().for_each(|line| line.parts.sort_by_key(|part| std::cmp::Reverse((part.at, part.fact))));
    lines.sort_by_key(|line| std::cmp::Reverse(line.points.as_millionths().abs()));
    (lines, clamped)
}

fn rules(plan: &Plan, explained: &Explained, cites: &Cites) -> Vec<Rule> {
    let qualified = &plan.agreement.qualified;
    let lines = explained.qualified.iter();
    lines
        .map(|line| {
            let forbids = line.clause.0 == "never";
            let clause = if forbids { ClauseId("qualified.never".to_owned()) } else { line.clause.clone() };
            let name = clause.0.rsplit('.').next().unwrap_or_default();
            let rule = if forbids { qualified.never.as_ref() } else { qualified.rules.get(name) };
            Rule {
                says: rule.map(|rule| rule.says.clone()).unwrap_or_default(),
                cite: cites.now(&clause),
                holds: line.holds,
                forbids,
                because: line.because.clone(),
            }
        })
        .collect()
}
