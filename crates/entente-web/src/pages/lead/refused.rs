//! Refusals in words: the field, the reason, and what to do.

use entente_desk::acts::{Condition, Refusal, Who, Wrong};

use super::words::{Voice, length};

/// What is said at the top of a form, where it is not about one field.
pub(crate) fn above(voice: Voice, refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::Field { .. } => return None,
        Refusal::NoSuchLead(_) => voice.say("refused-no-such-lead", &[]),
        Refusal::MayNot(who) => voice.say("refused-may-not", &[("who", &voice.say(for_whom(*who), &[]))]),
        Refusal::Overtaken { who, when, what } => {
            let what = voice.word("meanwhile", what);
            let time = voice.page.at(when);
            match who {
                Some(who) => {
                    voice.say("refused-overtaken", &[("who", &voice.person(who)), ("what", &what), ("time", &time)])
                }
                None => voice.say("refused-overtaken-by-agreement", &[("what", &what), ("time", &time)]),
            }
        }
        Refusal::NotNow(condition) => voice.say(not_now(*condition), &[]),
        Refusal::NotTold(refusal) => {
            let values = refusal.values();
            let named: Vec<_> = ["one", "two"].into_iter().zip(values.iter().map(String::as_str)).collect();
            let why = voice.say(&format!("unfit-log-{}", refusal.key()), &named);
            voice.say("refused-not-told", &[("why", &why)])
        }
    })
}

/// What is said below a field.
pub(crate) fn below(voice: Voice, wrong: &Wrong) -> String {
    match wrong {
        Wrong::Empty => voice.say("refused-empty", &[]),
        Wrong::TooLong { most } => voice.say("refused-too-long", &[("most", &most.to_string())]),
        Wrong::Unknown { told } => voice.say("refused-unknown", &[("told", told)]),
        Wrong::NotNumber => voice.say("refused-not-number", &[]),
        Wrong::NotTime => voice.say("refused-not-time", &[]),
        Wrong::Outside { least, most } => {
            voice.say("refused-outside", &[("least", &least.to_string()), ("most", &most.to_string())])
        }
        Wrong::Negative => voice.say("refused-negative", &[]),
        Wrong::Past => voice.say("refused-past", &[]),
        Wrong::Future => voice.say("refused-future", &[]),
        Wrong::Backwards => voice.say("refused-backwards", &[]),
        Wrong::TooLate { most } => voice.say("refused-too-late", &[("most", &length(voice.page, *most))]),
        Wrong::Same => voice.say("refused-same", &[]),
    }
}

fn for_whom(who: Who) -> &'static str {
    match who {
        Who::Holder => "who-holder",
        Who::Sales => "who-sales",
        Who::Marketing => "who-marketing",
        Who::OtherParty => "who-other-party",
        Who::Themselves => "who-themselves",
        Who::Managers => "who-managers",
        Who::Anybody => "who-anybody",
    }
}

fn not_now(condition: Condition) -> &'static str {
    match condition {
        Condition::NotHandedOver => "not-now-not-handed-over",
        Condition::Accepted => "not-now-accepted",
        Condition::Disqualified => "not-now-disqualified",
        Condition::NoAgreement => "not-now-no-agreement",
        Condition::NotAgreed => "not-now-not-agreed",
        Condition::NotPaused => "not-now-not-paused",
        Condition::Linked => "not-now-linked",
        Condition::NotLinked => "not-now-not-linked",
        Condition::NotAway => "not-now-not-away",
        Condition::Answered => "not-now-answered",
        Condition::Full => "not-now-full",
        Condition::Away => "not-now-away",
        Condition::HadIt => "not-now-had-it",
    }
}
