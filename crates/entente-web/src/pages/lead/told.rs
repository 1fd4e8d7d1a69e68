//! Facts in words: one head and what belongs to it, in the reader's language.

use std::collections::BTreeMap;

use entente_core::fact::{Channel, Value, What};
use entente_core::time::Span;

use super::words::{Voice, channel};

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    /// The sentence.
    pub(super) head: String,
    /// What belongs to it; empty where nothing does.
    pub(super) detail: String,
    /// In somebody's own words; empty where they said none.
    pub(super) words: String,
}

fn said(head: String) -> Said {
    Said { head, ..Said::default() }
}

/// A fact in words; `says` is how the agreement calls what it was, where it does.
pub(super) fn fact(voice: Voice, what: &What, says: &str) -> Said {
    let reasoned = |key: &str, reason, words: &String| Said {
        words: words.clone(),
        ..said(voice.say(key, &[("reason", &voice.reason(reason))]))
    };
    match what {
        What::Created { source: None } => said(voice.say("fact-created", &[])),
        What::Created { source: Some(source) } => said(voice.say("fact-created-from", &[("source", source)])),
        What::Learnt { values, verified } => Said {
            detail: voice.values(values.iter().map(|(name, value)| (name.as_str(), value))),
            ..said(voice.say(if *verified { "fact-learnt-verified" } else { "fact-learnt" }, &[]))
        },
        What::Joined { .. } => said(voice.say("fact-joined", &[])),
        What::Owned { owner } => said(voice.say("fact-owned", &[("owner", &voice.person_or_nobody(owner.as_ref()))])),
        What::Happened { event, properties, .. } => happened(voice, event, properties, says),
        What::HandedOver { owner, .. } => said(voice.say("fact-handed-over", &[("owner", &voice.person(owner))])),
        What::Accepted => said(voice.say("fact-accepted", &[])),
        What::Rejected { reason, words } => reasoned("fact-rejected", reason, words),
        What::Disqualified { reason, words } => reasoned("fact-disqualified", reason, words),
        What::Recycled { reason, words } => reasoned("fact-recycled", reason, words),
        What::Reassigned { to } => said(voice.say("fact-reassigned", &[("to", &voice.person(to))])),
        What::Touched { .. } => touched(voice, what),
        What::Confirmed { needs } => {
            let needs: Vec<String> = needs.iter().map(|need| voice.word("need", need.as_str())).collect();
            said(voice.say("fact-confirmed", &[("needs", &needs.join(", "))]))
        }
        What::Rated { stars, words } => {
            Said { words: words.clone(), ..said(voice.say("fact-rated", &[("stars", &stars.to_string())])) }
        }
        _ => rarer(voice, what, says),
    }
}

/// Facts that are seldom on a lead, and those about deals, consent and clocks.
fn rarer(voice: Voice, what: &What, says: &str) -> Said {
    match what {
        What::OpportunityOpened { .. } | What::OpportunityWon { .. } | What::OpportunityLost { .. } => {
            deal(voice, what)
        }
        What::Churned { reason } => said(voice.say("fact-churned", &[("reason", &voice.reason(reason))])),
        What::Consent { .. } => consent(voice, what),
        What::Bounced { hard } => said(voice.say(if *hard { "fact-bounced-hard" } else { "fact-bounced-soft" }, &[])),
        What::Paused { reason, until } => {
            let until = voice.page.near(until);
            said(voice.say("fact-paused", &[("reason", &voice.reason(reason)), ("until", &until)]))
        }
        What::Resumed { reason } => said(voice.say("fact-resumed", &[("reason", &voice.reason(reason))])),
        What::Waived { words, .. } => {
            Said { words: words.clone(), ..said(voice.say("fact-waived", &[("promise", says)])) }
        }
        What::Linked { into } => said(voice.say("fact-linked", &[("lead", &into.to_string())])),
        What::Unlinked { from } => said(voice.say("fact-unlinked", &[("lead", &from.to_string())])),
        What::Away { from, to } => {
            let (from, to) = (voice.page.day(from), voice.page.day(to));
            said(voice.say("fact-away", &[("from", &from), ("to", &to)]))
        }
        What::ContentRequested { words } => {
            Said { words: words.clone(), ..said(voice.say("fact-content-requested", &[])) }
        }
        What::ContentAnswered { words } => {
            Said { words: words.clone(), ..said(voice.say("fact-content-answered", &[])) }
        }
        What::Met { meeting } => said(voice.say("fact-met", &[("meeting", meeting.as_str())])),
        _ => said(voice.say("fact-erased", &[])),
    }
}

/// What the lead did: in the agreement's words where it is one of its signals, else as the source calls it.
fn happened(voice: Voice, event: &str, properties: &BTreeMap<String, Value>, says: &str) -> Said {
    let called = voice.word("event", event);
    let values = properties.iter().map(|(name, value)| (name.as_str(), value));
    let detail = voice.values(values);
    match says {
        "" => Said { detail, ..said(called) },
        says => {
            let called = Some(called).filter(|called| called != says);
            let detail: Vec<String> = called.into_iter().chain(Some(detail)).filter(|part| !part.is_empty()).collect();
            Said { detail: detail.join(" · "), ..said(says.to_owned()) }
        }
    }
}

fn touched(voice: Voice, what: &What) -> Said {
    let What::Touched { channel: by, reached, lasted, personal, outcome } = what else { return Said::default() };
    let tried = matches!(by, Channel::Call | Channel::Mail | Channel::Chat | Channel::Other) && !reached;
    let key = format!("fact-touched-{}{}", channel(*by), if tried { "-tried" } else { "" });
    let lasted = lasted.filter(|lasted| *lasted > Span::ZERO).map(|lasted| span(voice, lasted));
    let mass = (!personal).then(|| voice.say("fact-touched-mass", &[]));
    let detail: Vec<String> = lasted.into_iter().chain(mass).collect();
    Said { detail: detail.join(" · "), words: outcome.clone(), head: voice.say(&key, &[]) }
}

/// A length to the second where it is short: a call of 40 seconds counts differently from one of 4 minutes.
fn span(voice: Voice, lasted: Span) -> String {
    if lasted < Span::MINUTE {
        return voice.say("lead-seconds", &[("n", &lasted.as_seconds().to_string())]);
    }
    voice.page.left(&lasted)
}

fn deal(voice: Voice, what: &What) -> Said {
    match what {
        What::OpportunityOpened { deal, amount } => {
            said(voice.say("fact-deal-opened", &[("deal", deal), ("amount", &voice.page.money(amount))]))
        }
        What::OpportunityWon { deal, amount, recurring } => Said {
            detail: voice.say("fact-deal-recurring", &[("amount", &voice.page.money(recurring))]),
            ..said(voice.say("fact-deal-won", &[("deal", deal), ("amount", &voice.page.money(amount))]))
        },
        What::OpportunityLost { deal, reason } => {
            said(voice.say("fact-deal-lost", &[("deal", deal), ("reason", &voice.reason(reason))]))
        }
        _ => Said::default(),
    }
}

fn consent(voice: Voice, what: &What) -> Said {
    let What::Consent { given, purpose, channel, wording, evidence } = what else { return Said::default() };
    let key = if *given { "fact-consent-given" } else { "fact-consent-withdrawn" };
    let (purpose, channel) = (voice.word("purpose", purpose), voice.channel(channel));
    let told = [wording, evidence].into_iter().filter(|text| !text.is_empty());
    let detail: Vec<&str> = told.map(String::as_str).collect();
    Said { detail: detail.join(" · "), ..said(voice.say(key, &[("purpose", &purpose), ("channel", &channel)])) }
}
