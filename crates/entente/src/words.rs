//! Facts and lengths of time in words, one line each, for a person who reads what happened to a lead.

#[cfg(test)]
mod tests;

use entente_core::agreement::model::SignalClass;
use entente_core::fact::{Channel, Value, What};
use entente_core::lang;
use entente_core::number::Decimal;
use entente_core::time::Span;

use crate::when::Local;

/// What happened, in the past tense: `called for 35 s, reached: wants a demo`. Times are of the zone of `clock`.
pub(crate) fn what(what: &What, clock: &Local) -> String {
    match what {
        What::Created { source: Some(source) } => format!("came in from {source}"),
        What::Created { source: None } => "came in".to_owned(),
        What::Learnt { values, verified } => {
            let vouched = if *verified { " (vouched for)" } else { "" };
            format!("learnt{vouched}: {}", named(values))
        }
        What::Joined { account } => format!("belongs to {account}"),
        What::Owned { owner: Some(owner) } => format!("the account is owned by {owner}"),
        What::Owned { owner: None } => "the account is owned by nobody any more".to_owned(),
        What::Happened { event, properties, class } => happened(event, &named(properties), *class),
        What::HandedOver { owner, team: Some(team) } => format!("handed over to {owner} of {team}"),
        What::HandedOver { owner, team: None } => format!("handed over to {owner}"),
        What::Touched { channel, reached, lasted, personal, outcome } => {
            let lasted = lasted.map(|lasted| format!(" for {}", days(lasted))).unwrap_or_default();
            let reached = if *reached { "reached" } else { "not reached" };
            let personal = if *personal { "" } else { ", not personal" };
            with_words(&format!("{}{lasted}, {reached}{personal}", act(*channel)), outcome)
        }
        What::Confirmed { needs } => {
            format!("confirmed {}", needs.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }
        What::Linked { into } => format!("is the same person as {into}"),
        What::Unlinked { from } => format!("is not the same person as {from} after all"),
        What::Erased => "erased on request".to_owned(),
        verdict_or_deal => judged(verdict_or_deal).unwrap_or_else(|| around(what, clock)),
    }
}

/// What sales or the customer concluded about the lead.
fn judged(what: &What) -> Option<String> {
    Some(match what {
        What::Accepted => "accepted by sales".to_owned(),
        What::Rejected { reason, words } => with_words(&for_reason("rejected", reason.as_str()), words),
        What::Disqualified { reason, words } => with_words(&for_reason("disqualified", reason.as_str()), words),
        What::Recycled { reason, words } => with_words(&for_reason("sent back to marketing", reason.as_str()), words),
        What::Reassigned { to } => format!("passed on to {to} by hand"),
        What::Rated { stars, words } => with_words(&format!("rated {stars} of 5"), words),
        What::OpportunityOpened { deal, amount } => format!("deal {deal} opened{}", worth(*amount)),
        What::OpportunityWon { deal, amount, recurring } => {
            let every_year = if *recurring == Decimal::ZERO {
                String::new()
            } else {
                format!(", {} of it every year", lang::grouped(*recurring))
            };
            format!("deal {deal} won{}{every_year}", worth(*amount))
        }
        What::OpportunityLost { deal, reason } => for_reason(&format!("deal {deal} lost"), reason.as_str()),
        What::Churned { reason } => for_reason("left as a customer", reason.as_str()),
        _ => return None,
    })
}

/// Consent, pauses, absences and what the parties do between them.
fn around(what: &What, clock: &Local) -> String {
    match what {
        What::Consent { given, purpose, channel, .. } => {
            let verb = if *given { "gave" } else { "withdrew" };
            format!("{verb} consent to {purpose} by {channel}")
        }
        What::Bounced { hard: true } => "mail came back for good".to_owned(),
        What::Bounced { hard: false } => "mail came back".to_owned(),
        What::Paused { reason, until } => {
            format!("clocks paused for {reason}, until {} at the latest", clock.show(*until))
        }
        What::Resumed { reason } => format!("clocks run again, no longer paused for {reason}"),
        What::Waived { commitment, words } => with_words(&format!("{commitment} was waived"), words),
        What::Away { from, to } => format!("away from {} to {}", clock.show(*from), clock.show(*to)),
        What::ContentRequested { words } => with_words("content asked for", words),
        What::ContentAnswered { words } => with_words("the request for content was answered", words),
        What::Met { meeting } => format!("the meeting '{meeting}' was held"),
        _ => String::new(),
    }
}

fn happened(event: &str, properties: &str, class: SignalClass) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!(" ({properties})") };
    let class = match class {
        SignalClass::Human => ", by a person",
        SignalClass::Prefetch => ", fetched ahead by a program",
        SignalClass::Scanner => ", by a scanner",
        SignalClass::Unknown => "",
    };
    format!("{event}{properties}{class}")
}

fn act(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "called",
        Channel::Mail => "wrote",
        Channel::Booking => "booked a meeting",
        Channel::Meeting => "met",
        Channel::Chat => "chatted",
        Channel::Other => "touched",
    }
}

fn for_reason(what: &str, reason: &str) -> String {
    if reason.is_empty() { format!("{what}, no reason given") } else { format!("{what} for {reason}") }
}

/// The words of whoever told it, after a colon.
fn with_words(what: &str, words: &str) -> String {
    if words.is_empty() { what.to_owned() } else { format!("{what}: {words}") }
}

fn worth(amount: Decimal) -> String {
    if amount == Decimal::ZERO { String::new() } else { format!(", worth {}", lang::grouped(amount)) }
}

/// `city Pune, size 40`.
fn named<K: std::fmt::Display>(values: &std::collections::BTreeMap<K, Value>) -> String {
    let values = values.iter().map(|(name, told)| match told {
        Value::Null => format!("{name} no longer known"),
        told => format!("{name} {}", value(told)),
    });
    values.collect::<Vec<_>>().join(", ")
}

/// A value as a person says it.
fn value(told: &Value) -> String {
    match told {
        Value::Null => "nothing".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Set(words) => words.join(" + "),
    }
}

/// A length of time on the wall: `26 d 5 h 8 min`, `35 s`. Parts of a second are left out.
pub(crate) fn days(span: Span) -> String {
    parts(span, &[(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")])
}

/// A length of open time, in hours: a day of it would mean another thing at every desk. `48 h 40 min`.
pub(crate) fn hours(span: Span) -> String {
    parts(span, &[(3_600, "h"), (60, "min"), (1, "s")])
}

fn parts(span: Span, units: &[(u64, &str)]) -> String {
    let mut rest = span.as_seconds().unsigned_abs();
    let mut text = Vec::new();
    for (seconds, unit) in units {
        if rest >= *seconds {
            text.push(format!("{} {unit}", rest / seconds));
            rest %= seconds;
        }
    }
    let sign = if span < Span::ZERO { "-" } else { "" };
    if text.is_empty() { "0 s".to_owned() } else { format!("{sign}{}", text.join(" ")) }
}
