//! Questions in English.

use super::{Joint, Phrase, Says, Words, compared, is_of_moments, moment, said_or_name, spaced, text};
use crate::condition::{Atom, CompareOp, Literal, Operand, TextTest};
use crate::id::Name;
use crate::lang::{Lang, grouped, length};
use crate::milestone::Milestone;
use crate::time::Span;

/// A phrase with what joins it to the next one, which goes on under the same subject or begins with its own.
pub(super) fn joined(rest: &str, joint: Joint, same_subject: bool) -> String {
    let word = match joint {
        Joint::And => "and",
        Joint::Or => "or",
    };
    format!("{rest}{} {word} ", if same_subject { "" } else { "," })
}

pub(super) fn phrase(atom: &Atom, says: Says, words: &dyn Words) -> Phrase {
    match atom {
        Atom::Yes(operand) => yes(operand, says, words),
        Atom::Known { operand, is } => {
            let known = if *is == (says == Says::Yes) { "known" } else { "not known" };
            Phrase::new(subject(operand, words), known)
        }
        Atom::Compare { left, op, right } => comparison(left, *op, right, says, words),
        Atom::OneOf { operand, of } => {
            let values: Vec<String> = of.iter().map(|value| literal(operand, value, words)).collect();
            let not = denied(operand, says);
            Phrase::new(subject(operand, words), format!("{not}one of {}", alternatives(&values)))
        }
        Atom::Holds { set, item } => {
            let include = says.pick("include", "are not known to include");
            Phrase::new(format!("{} {include}", said(set, words)), text(item.as_str()))
        }
        Atom::InList { operand, list } => {
            let not = denied(operand, says);
            Phrase::new(subject(operand, words), format!("{not}in the list {}", text(list.as_str())))
        }
        Atom::Text { operand, test, text } => {
            let verb = match (test, says) {
                (TextTest::StartsWith, Says::Yes) => "starts with",
                (TextTest::StartsWith, Says::No) => "is not known to start with",
                (TextTest::EndsWith, Says::Yes) => "ends with",
                (TextTest::EndsWith, Says::No) => "is not known to end with",
                (TextTest::Contains, Says::Yes) => "contains",
                (TextTest::Contains, Says::No) => "is not known to contain",
            };
            Phrase::new(format!("{} {verb}", said(operand, words)), format!("“{text}”"))
        }
        Atom::Did { signal, within } => did(signal, *within, says, words),
        Atom::Times { signal, within, op, count } => {
            let times = if *count == 1 { "time" } else { "times" };
            let how = compared(*op, ["exactly ", "other than ", "fewer than ", "at most ", "more than ", "at least "]);
            let when = within.map_or_else(|| "so far".to_owned(), |span| window(Some(span)));
            let was = says.pick("was seen", "was not seen");
            Phrase::new(format!("{} {was}", signal_said(signal, words)), format!("{how}{count} {times} {when}"))
        }
        Atom::Buyer(name) => {
            let belongs = says.pick("belongs", "does not belong");
            Phrase::whole(format!(
                "the lead {belongs} to the buyer {}",
                said_or_name(words.buyer(name), name.as_str(), Lang::En)
            ))
        }
        Atom::InStageFor(span) => {
            let has = says.pick("has", "has not");
            Phrase::whole(format!("the lead {has} been in its stage for at least {}", length(*span, Lang::En)))
        }
    }
}

fn yes(operand: &Operand, says: Says, words: &dyn Words) -> Phrase {
    match operand {
        Operand::Milestone(milestone) => {
            Phrase::whole(format!("the lead {} {}", says.pick("has", "has not"), reached(*milestone)))
        }
        Operand::AccountOpenOpportunity => {
            Phrase::whole(format!("the account has {} deal", says.pick("an open", "no known open")))
        }
        other => Phrase::new(subject(other, words), says.pick("yes", "not known to be yes")),
    }
}

fn did(signal: &Name, within: Option<Span>, says: Says, words: &dyn Words) -> Phrase {
    Phrase::whole(match (within, says) {
        (None, Says::Yes) => format!("{} has been seen", signal_said(signal, words)),
        (None, Says::No) => format!("{} has never been seen", signal_said(signal, words)),
        (Some(_), _) => {
            let was = says.pick("was seen", "was not seen");
            format!("{} {was} {}", signal_said(signal, words), window(within))
        }
    })
}

fn comparison(left: &Operand, op: CompareOp, right: &Operand, says: Says, words: &dyn Words) -> Phrase {
    match (left, right) {
        (Operand::AccountOpenOpportunity, Operand::Literal(Literal::Bool(_))) => {
            let known = says.pick("known", "not known");
            Phrase::whole(format!("the account is {known} to have no open deal"))
        }
        (_, Operand::Literal(Literal::Bool(value))) => {
            let not = denied(left, says);
            Phrase::new(subject(left, words), format!("{not}{}", if *value { "yes" } else { "no" }))
        }
        (Operand::Since(signal), Operand::Literal(Literal::Span(span))) => {
            let how = compared(op, ["exactly ", "other than ", "less than ", "at most ", "more than ", "at least "]);
            let (not, never) = says.pick(("", ""), ("not ", ", or never"));
            let rest = format!("{not}{how}{} ago{never}", length(*span, Lang::En));
            Phrase::new(format!("{} was last seen", signal_said(signal, words)), rest)
        }
        _ => {
            let value = match right {
                Operand::Literal(value) => literal(left, value, words),
                other if matches!(op, CompareOp::Eq) => format!("the same as {}", said(other, words)),
                other => said(other, words),
            };
            let how = if is_of_moments(left, right) {
                compared(op, ["", "", "before ", "no later than ", "after ", "no earlier than "])
            } else {
                compared(op, ["", "", "less than ", "at most ", "more than ", "at least "])
            };
            let rest = match (op, says) {
                (CompareOp::Ne, Says::Yes) => format!("known, and other than {value}"),
                (CompareOp::Ne, Says::No) => format!("not known, or {value}"),
                _ if right.is_always_known() => format!("{}{how}{value}", denied(left, says)),
                _ => format!("{}{how}{value}", denied(right, says)),
            };
            Phrase::new(subject(left, words), rest)
        }
    }
}

/// What stands before a value that is denied: an unknown one is denied as well.
fn denied(operand: &Operand, says: Says) -> &'static str {
    match says {
        Says::Yes => "",
        Says::No if operand.is_always_known() => "not ",
        Says::No => "not known to be ",
    }
}

/// The operand with its verb.
fn subject(operand: &Operand, words: &dyn Words) -> String {
    format!("{} is", said(operand, words))
}

fn said(operand: &Operand, words: &dyn Words) -> String {
    if let Some(own) = words.field(operand) {
        return own;
    }
    match operand {
        Operand::Lead(field) => format!("lead {}", spaced(field.as_str())),
        Operand::Account(field) => format!("account {}", spaced(field.as_str())),
        Operand::Event(property) => format!("the event's {}", spaced(property)),
        Operand::AccountOpenOpportunity => "account open deal".to_owned(),
        Operand::Since(signal) => format!("the time since {}", signal_said(signal, words)),
        Operand::First(signal) => format!("the first {}", signal_said(signal, words)),
        Operand::Last(signal) => format!("the last {}", signal_said(signal, words)),
        Operand::Milestone(milestone) => spaced(milestone.as_str()),
        Operand::Literal(value) => literal(operand, value, words),
        Operand::Fit
        | Operand::Engagement
        | Operand::Grade
        | Operand::Level
        | Operand::Stage
        | Operand::AccountDomain
        | Operand::AccountOwner
        | Operand::LeadConsent
        | Operand::LeadSource
        | Operand::LeadOwner => operand.to_string().replace('.', " "),
    }
}

/// A written value, in the words of what it is compared with.
fn literal(of: &Operand, value: &Literal, words: &dyn Words) -> String {
    match value {
        Literal::Bool(true) => "yes".to_owned(),
        Literal::Bool(false) => "no".to_owned(),
        Literal::Number(number) => grouped(*number),
        Literal::Text(stage) if *of == Operand::Stage => {
            said_or_name(words.stage(&Name::from(stage.as_str())), stage, Lang::En)
        }
        Literal::Text(word) => text(word),
        Literal::Span(span) => length(*span, Lang::En),
        Literal::Instant(instant) => moment(*instant),
    }
}

/// A signal as a thing that can be seen.
fn signal_said(signal: &Name, words: &dyn Words) -> String {
    let own = words.signal(signal).filter(|own| !own.is_empty());
    own.map_or_else(|| format!("“{}”", spaced(signal.as_str())), |own| format!("“{own}” ({signal})"))
}

fn window(within: Option<Span>) -> String {
    within.map_or_else(|| "at any time".to_owned(), |span| format!("in the last {}", length(span, Lang::En)))
}

/// `DE, AT or CH`.
fn alternatives(values: &[String]) -> String {
    match values {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// What follows "the lead has".
fn reached(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Created => "become known",
        Milestone::Qualified => "been qualified",
        Milestone::HandedOff => "been handed off",
        Milestone::Accepted => "been accepted",
        Milestone::Rejected => "been rejected",
        Milestone::Reasoned => "been rejected with a reason",
        Milestone::FirstAttempt => "been touched by sales",
        Milestone::Contacted => "been reached by sales",
        Milestone::Confirmed => "had its need confirmed",
        Milestone::Rated => "been rated",
        Milestone::Disqualified => "been disqualified",
        Milestone::Recycled => "been recycled",
        Milestone::OpportunityOpened => "had a deal opened",
        Milestone::OpportunityWon => "had a deal won",
        Milestone::OpportunityLost => "had a deal lost",
        Milestone::Churned => "left as a customer",
        Milestone::ContentRequested => "had content requested for it",
        Milestone::ContentAnswered => "had its content request answered",
    }
}
