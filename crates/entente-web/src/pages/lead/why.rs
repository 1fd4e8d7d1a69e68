//! Why this grade and level, in rows: what each rule adds, what each signal is worth now, and when that will change.

use entente_core::decision::Ground;
use entente_core::number::Decimal;
use entente_core::time::Instant;
use entente_desk::lead::{FitRule, SignalLine, Why};

use super::words::{Mark, Voice, length, mark, points, score};

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) says: String,
    pub(super) detail: String,
    pub(super) mark: Option<Mark>,
    pub(super) points: String,
    /// Whether it counts; what does not stands paler.
    pub(super) holds: bool,
    pub(super) because: Vec<Ground>,
    /// Each time a signal was seen: when, and what it is worth now.
    pub(super) times: Vec<(String, String)>,
}

/// Everything on why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reasons {
    pub(super) tile: String,
    pub(super) fit: String,
    pub(super) grade: String,
    pub(super) fit_parts: Vec<Part>,
    pub(super) engagement: String,
    pub(super) level: String,
    pub(super) signals: Vec<Part>,
    /// What will change if nothing more happens.
    pub(super) ahead: Vec<String>,
    pub(super) rules: Vec<Part>,
}

/// The reasons as rows.
pub(super) fn reasons(voice: Voice, why: &Why, at: Instant) -> Reasons {
    let mut fit_parts: Vec<Part> = why.fit_rules.iter().map(|rule| fit_part(voice, rule)).collect();
    fit_parts.extend(clamp(voice, why.fit_clamped));
    let mut signals: Vec<Part> = why.signals.iter().map(|line| signal_part(voice, line, at)).collect();
    signals.extend(clamp(voice, why.engagement_clamped));
    Reasons {
        tile: format!("{}{}", why.grade, why.level),
        fit: score(why.fit),
        grade: why.grade.to_string(),
        fit_parts,
        engagement: score(why.engagement),
        level: why.level.to_string(),
        signals,
        ahead: ahead(voice, why),
        rules: why.rules.iter().map(|rule| rule_part(voice, rule)).collect(),
    }
}

fn part(says: String, points: String, holds: bool) -> Part {
    Part { says, detail: String::new(), mark: None, points, holds, because: Vec::new(), times: Vec::new() }
}

fn fit_part(voice: Voice, rule: &FitRule) -> Part {
    let says = if rule.says.is_empty() { rule.name.as_str().replace('_', " ") } else { rule.says.clone() };
    let told = match (rule.holds, rule.disqualifies) {
        (true, true) => voice.say("why-out", &[]),
        (true, false) => points(rule.points),
        (false, _) => voice.say("lead-no", &[]),
    };
    Part { mark: mark(Some(&rule.cite)), because: rule.because.clone(), ..part(says, told, rule.holds) }
}

fn signal_part(voice: Voice, line: &SignalLine, at: Instant) -> Part {
    let named = if line.says.is_empty() { voice.word("signal", line.name.as_str()) } else { line.says.clone() };
    let last = line.parts.first().map(|last| ago(voice, last.at, at));
    let count = (line.parts.len() > 1).then(|| voice.say("why-times", &[("n", &line.parts.len().to_string())]));
    let half = line.half_life.map(|half| voice.say("why-half-life", &[("span", &length(voice.page, half))]));
    let capped = (line.capped != Decimal::ZERO).then(|| voice.say("why-capped", &[("points", &points(line.capped))]));
    let detail: Vec<String> = [count, last, half, capped].into_iter().flatten().collect();
    let times = line.parts.iter().map(|part| (voice.page.at(&part.at), points(part.points)));
    Part {
        detail: detail.join(", "),
        mark: mark(Some(&line.cite)),
        times: if line.parts.len() > 1 { times.collect() } else { Vec::new() },
        ..part(named, points(line.points), true)
    }
}

/// `today`, `20 d ago`.
fn ago(voice: Voice, then: Instant, at: Instant) -> String {
    let days = (at - then).as_seconds() / 86_400;
    match days {
        i64::MIN..=0 => voice.say("why-today", &[]),
        days => voice.say("why-days-ago", &[("n", &days.to_string())]),
    }
}

fn clamp(voice: Voice, clamped: Decimal) -> Option<Part> {
    (clamped != Decimal::ZERO).then(|| part(voice.say("why-clamped", &[]), points(clamped), true))
}

fn rule_part(voice: Voice, rule: &entente_desk::lead::Rule) -> Part {
    let name = rule.cite.clause.0.rsplit('.').next().unwrap_or_default().replace('_', " ");
    let says = if rule.says.is_empty() { name } else { rule.says.clone() };
    let told = match (rule.holds, rule.forbids) {
        (true, true) => voice.say("why-forbids", &[]),
        (true, false) => voice.say("why-holds", &[]),
        (false, _) => voice.say("lead-no", &[]),
    };
    Part { mark: mark(Some(&rule.cite)), because: rule.because.clone(), ..part(says, told, rule.holds) }
}

/// What fading alone will change, each with its day.
fn ahead(voice: Voice, why: &Why) -> Vec<String> {
    let one = |crossing: &entente_core::engine::explain::Crossing| {
        let key = match (crossing.falls, crossing.level.0 == crossing.level.1) {
            (true, true) => "why-falls",
            (true, false) => "why-falls-level",
            (false, true) => "why-rises",
            (false, false) => "why-rises-level",
        };
        let threshold = score(crossing.threshold);
        let (day, level) = (voice.page.short_day(&crossing.at), crossing.level.1.as_str());
        voice.say(key, &[("threshold", &threshold), ("day", &day), ("level", level)])
    };
    // Two thresholds a hair apart, at least 40 and more than 40, are crossed at one time: one word is enough.
    let mut told: Vec<String> = why.crossings.iter().map(one).collect();
    told.dedup();
    told
}
