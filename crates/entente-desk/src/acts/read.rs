//! Acts out of the answers of a form: text becomes reasons, numbers and times, or says which field is wrong.

use std::collections::BTreeMap;

use entente_core::fact::{Channel, Value};
use entente_core::id::{ClauseId, LeadId, Name};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::{LeadAct, Refusal, Wrong};

/// What was typed into a form, by field; a field may be answered more than once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers(pub BTreeMap<String, Vec<String>>);

impl Answers {
    /// The answers of a form as it was sent.
    pub fn of<K: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (K, V)>) -> Answers {
        let mut answers = Answers::default();
        for (field, typed) in pairs {
            answers.0.entry(field.into()).or_default().push(typed.into());
        }
        answers
    }

    /// What was typed last into a field, trimmed; empty where nothing was.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.0.get(field).and_then(|typed| typed.last()).map_or("", |typed| typed.trim())
    }

    fn name(&self, field: &str) -> Name {
        Name::from(self.text(field))
    }

    fn owned(&self, field: &str) -> String {
        self.text(field).to_owned()
    }

    fn is_ticked(&self, field: &str) -> bool {
        !matches!(self.text(field), "" | "no" | "off" | "false" | "0")
    }

    fn names(&self, field: &str) -> Vec<Name> {
        let typed = self.0.get(field).map(Vec::as_slice).unwrap_or_default();
        typed.iter().map(|one| Name::from(one.trim())).filter(|one| !one.as_str().is_empty()).collect()
    }
}

/// Reads the act of this name out of a form's answers; local times are of `zone`. None for a name that is no act.
///
/// # Errors
/// Every field that is wrong, in the order of the form.
pub fn read(name: &str, answers: &Answers, zone: &TimeZone) -> Option<Result<LeadAct, Vec<Refusal>>> {
    let mut reading = Reading { answers, zone, wrong: Vec::new() };
    let act = reading.act(name)?;
    Some(if reading.wrong.is_empty() { Ok(act) } else { Err(reading.wrong) })
}

struct Reading<'a> {
    answers: &'a Answers,
    zone: &'a TimeZone,
    wrong: Vec<Refusal>,
}

impl Reading<'_> {
    fn act(&mut self, name: &str) -> Option<LeadAct> {
        let answers = self.answers;
        let (reason, words) = (answers.name("reason"), answers.owned("words"));
        Some(match name {
            "accept" => LeadAct::Accept,
            "reject" => LeadAct::Reject { reason, words },
            "disqualify" => LeadAct::Disqualify { reason, words },
            "recycle" => LeadAct::Recycle { reason, words },
            "give" => LeadAct::GiveTo { to: answers.name("to") },
            "touch" => self.touch(),
            "confirm" => LeadAct::Confirm { needs: answers.names("needs") },
            "rate" => LeadAct::Rate { stars: self.stars(), words },
            "pause" => LeadAct::Pause { reason, until: self.time("until").unwrap_or(Instant::MAX) },
            "resume" => LeadAct::Resume { reason },
            "open-deal" => LeadAct::OpenDeal { deal: answers.owned("deal"), amount: self.amount("amount") },
            "win-deal" => {
                let (amount, recurring) = (self.amount("amount"), self.amount("recurring"));
                LeadAct::WinDeal { deal: answers.owned("deal"), amount, recurring }
            }
            "lose-deal" => LeadAct::LoseDeal { deal: answers.owned("deal"), reason },
            "waive" => LeadAct::Waive { commitment: ClauseId(answers.owned("commitment")), words },
            "consent" => self.consent(),
            "link" => LeadAct::Link { into: self.lead("into") },
            "unlink" => LeadAct::Unlink { from: self.lead("from") },
            "edit" => LeadAct::Edit { values: self.values() },
            _ => return None,
        })
    }

    fn touch(&mut self) -> LeadAct {
        let answers = self.answers;
        let channel = match answers.text("channel") {
            "call" => Channel::Call,
            "mail" => Channel::Mail,
            "booking" => Channel::Booking,
            "meeting" => Channel::Meeting,
            "chat" => Channel::Chat,
            "other" => Channel::Other,
            other => self.refuse("channel", unknown(other), Channel::Other),
        };
        let lasted = match answers.text("lasted") {
            "" => None,
            _ => {
                let minutes = self.amount("lasted").as_millionths();
                Some(Span::from_micros(minutes.saturating_mul(60)))
            }
        };
        let at = if answers.text("at").is_empty() { None } else { self.time("at") };
        let (reached, personal) = (answers.is_ticked("reached"), !answers.is_ticked("mass"));
        LeadAct::Touch { channel, reached, lasted, personal, outcome: answers.owned("outcome"), at }
    }

    fn consent(&mut self) -> LeadAct {
        let answers = self.answers;
        let given = match answers.text("given") {
            "yes" => true,
            "no" => false,
            other => self.refuse("given", unknown(other), false),
        };
        LeadAct::Consent {
            given,
            purpose: answers.owned("purpose"),
            channel: answers.owned("channel"),
            wording: answers.owned("wording"),
            evidence: answers.owned("evidence"),
        }
    }

    fn stars(&mut self) -> u8 {
        match self.answers.text("stars") {
            "" => self.refuse("stars", Wrong::Empty, 0),
            text => match text.parse() {
                Ok(stars) => stars,
                Err(_) => self.refuse("stars", Wrong::NotNumber, 0),
            },
        }
    }

    fn lead(&mut self, field: &'static str) -> LeadId {
        match self.answers.text(field) {
            "" => self.refuse(field, Wrong::Empty, LeadId::default()),
            text => match text.parse() {
                Ok(lead) => lead,
                Err(_) => self.refuse(field, unknown(text), LeadId::default()),
            },
        }
    }

    fn amount(&mut self, field: &'static str) -> Decimal {
        match self.answers.text(field) {
            "" => self.refuse(field, Wrong::Empty, Decimal::ZERO),
            text => match Decimal::parse(&text.replace([' ', '\u{a0}', '\u{202f}'], "")) {
                Ok(amount) => amount,
                Err(_) => self.refuse(field, Wrong::NotNumber, Decimal::ZERO),
            },
        }
    }

    /// A local time as a form sends it: `2026-12-24T09:30`, or a date, which is meant to its end.
    fn time(&mut self, field: &'static str) -> Option<Instant> {
        let text = self.answers.text(field);
        if text.is_empty() {
            return self.refuse(field, Wrong::Empty, None);
        }
        let date = text.parse::<jiff::civil::Date>().ok().filter(|_| text.len() == 10);
        let local = match date {
            Some(date) => date.tomorrow().ok().map(|next| next.at(0, 0, 0, 0)),
            None => text.parse::<DateTime>().ok(),
        };
        let at = local.and_then(|local| self.zone.to_timestamp(local).ok());
        match at {
            Some(at) => Some(Instant::from_micros(at.as_microsecond())),
            None => self.refuse(field, Wrong::NotTime, None),
        }
    }

    /// Fields are named `field.role`; what is left empty forgets the value.
    fn values(&mut self) -> BTreeMap<Name, Value> {
        let typed = self.answers.0.iter().filter_map(|(field, typed)| Some((field.strip_prefix("field.")?, typed)));
        typed
            .map(|(field, typed)| {
                let text = typed.last().map_or("", |text| text.trim());
                let value = if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) };
                (Name::from(field), value)
            })
            .collect()
    }

    fn refuse<T>(&mut self, field: &'static str, wrong: Wrong, instead: T) -> T {
        self.wrong.push(Refusal::field(field, wrong));
        instead
    }
}

fn unknown(told: &str) -> Wrong {
    if told.is_empty() { Wrong::Empty } else { Wrong::Unknown { told: told.to_owned() } }
}

/// One act of each name, to ask who may do it.
pub(super) fn samples(lead: LeadId, person: &Name) -> Vec<(&'static str, LeadAct)> {
    let (reason, words) = (Name::default(), String::new());
    let simple = ["accept", "reject", "disqualify", "recycle", "confirm", "resume", "waive", "edit"];
    let answers = Answers::default();
    let mut samples: Vec<(&'static str, LeadAct)> =
        simple.into_iter().filter_map(|name| Some((name, read(name, &answers, &TimeZone::UTC)?.ok()?))).collect();
    let touch = LeadAct::Touch {
        channel: Channel::Call,
        reached: false,
        lasted: None,
        personal: true,
        outcome: String::new(),
        at: None,
    };
    let consent = LeadAct::Consent {
        given: false,
        purpose: String::new(),
        channel: String::new(),
        wording: String::new(),
        evidence: String::new(),
    };
    samples.extend([
        ("give", LeadAct::GiveTo { to: person.clone() }),
        ("touch", touch),
        ("rate", LeadAct::Rate { stars: 3, words }),
        ("pause", LeadAct::Pause { reason: reason.clone(), until: Instant::MAX }),
        ("open-deal", LeadAct::OpenDeal { deal: String::new(), amount: Decimal::ZERO }),
        ("win-deal", LeadAct::WinDeal { deal: String::new(), amount: Decimal::ZERO, recurring: Decimal::ZERO }),
        ("lose-deal", LeadAct::LoseDeal { deal: String::new(), reason }),
        ("consent", consent),
        ("link", LeadAct::Link { into: lead }),
        ("unlink", LeadAct::Unlink { from: lead }),
    ]);
    samples
}
