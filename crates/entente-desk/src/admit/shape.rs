//! What a fact must look like before anybody asks whom it is about: sizes, ranges, and the right kind of subject.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt::Display;

use entente_core::fact::{NewAbout, NewFact, Value, What};
use entente_core::time::{Instant, Span};

use super::{OWN_KEYS, Refusal, subject};

/// The longest text of a fact, in bytes.
pub const TEXT_BYTES_MAX: usize = 4_096;
/// The longest key of a fact, in bytes.
pub const FACT_KEY_BYTES_MAX: usize = 320;
/// The most properties, attributes, words of a set or keys of a person in one fact.
pub const ITEMS_MAX: usize = 200;
/// The most that all texts of a fact have together, in bytes.
pub const FACT_BYTES_MAX: usize = 65_536;

/// Checks everything about a fact that needs no log.
pub(super) fn check(fact: &NewFact) -> Result<(), Refusal> {
    if !(Instant::MIN..=Instant::MAX).contains(&fact.at) {
        return Err(Refusal::OutsideTime);
    }
    match fact.key.trim() {
        "" => return Err(Refusal::NoFactKey),
        _ if fact.key.len() > FACT_KEY_BYTES_MAX => return Err(Refusal::LongFactKey),
        key if key.starts_with(OWN_KEYS) => return Err(Refusal::OwnFactKey),
        _ => {}
    }
    let mut size = Size { bytes: 0 };
    about_size(&mut size, fact)?;
    what_size(&mut size, &fact.what)?;
    ranges(&fact.what)?;
    subject::check(fact)
}

/// Adds up what is there, and refuses at the first that is too much.
struct Size {
    bytes: usize,
}

impl Size {
    fn text(&mut self, field: impl Display, text: &str) -> Result<(), Refusal> {
        self.bytes = self.bytes.saturating_add(text.len());
        if text.len() > TEXT_BYTES_MAX {
            return Err(Refusal::LongText { field: field.to_string() });
        }
        if self.bytes > FACT_BYTES_MAX { Err(Refusal::Long) } else { Ok(()) }
    }

    /// A text that must be there.
    fn must(&mut self, field: &'static str, text: &str) -> Result<(), Refusal> {
        if text.trim().is_empty() { Err(Refusal::Empty { field }) } else { self.text(field, text) }
    }

    fn items(&self, field: impl Display, count: usize) -> Result<(), Refusal> {
        if count > ITEMS_MAX { Err(Refusal::ManyItems { field: field.to_string() }) } else { Ok(()) }
    }

    fn values<K: Borrow<str>>(&mut self, field: &str, values: &BTreeMap<K, Value>) -> Result<(), Refusal> {
        self.items(field, values.len())?;
        for (name, value) in values {
            self.text("a property's name", name.borrow())?;
            match value {
                Value::Text(text) => self.text(name.borrow(), text)?,
                Value::Set(words) => {
                    self.items(name.borrow(), words.len())?;
                    words.iter().try_for_each(|word| self.text(name.borrow(), word))?;
                }
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
        Ok(())
    }
}

fn about_size(size: &mut Size, fact: &NewFact) -> Result<(), Refusal> {
    if let Some(by) = &fact.by {
        size.text("who did it", by.as_str())?;
    }
    match &fact.about {
        NewAbout::Lead { keys, .. } => size.items("the person's keys", keys.len()),
        NewAbout::Person(person) => size.must("the person's handle", person.as_str()),
        NewAbout::Request(request) => size.must("the request's number", request),
        NewAbout::Account(_) | NewAbout::Parties => Ok(()),
    }
}

fn what_size(size: &mut Size, what: &What) -> Result<(), Refusal> {
    match what {
        What::Created { source } => source.iter().try_for_each(|text| size.text("the source", text)),
        What::Learnt { values, .. } => size.values("the attributes", values),
        What::Happened { event, properties, .. } => {
            size.must("the event's name", event)?;
            size.values("the event", properties)
        }
        What::Owned { owner } => owner.iter().try_for_each(|owner| size.must("the owner", owner.as_str())),
        What::HandedOver { owner, team } => {
            size.must("the owner", owner.as_str())?;
            team.iter().try_for_each(|team| size.text("the team", team.as_str()))
        }
        What::Rejected { reason, words } | What::Disqualified { reason, words } | What::Recycled { reason, words } => {
            size.text("the reason", reason.as_str())?;
            size.text("the rep's words", words)
        }
        What::Reassigned { to } => size.must("the new owner", to.as_str()),
        What::Touched { outcome, .. } => size.text("the outcome", outcome),
        What::Confirmed { needs } => {
            size.items("what was confirmed", needs.len())?;
            needs.iter().try_for_each(|need| size.must("a need", need.as_str()))
        }
        What::OpportunityOpened { deal, .. } | What::OpportunityWon { deal, .. } => size.must("the deal's key", deal),
        What::OpportunityLost { deal, reason } => {
            size.must("the deal's key", deal)?;
            size.text("the reason", reason.as_str())
        }
        What::Consent { purpose, channel, wording, evidence, .. } => {
            size.must("the purpose of consent", purpose)?;
            size.text("the channel", channel)?;
            size.text("the wording", wording)?;
            size.text("the evidence", evidence)
        }
        What::Churned { reason } | What::Paused { reason, .. } | What::Resumed { reason } => {
            size.text("the reason", reason.as_str())
        }
        What::Waived { commitment, words } => {
            size.must("the commitment", commitment)?;
            size.text("the words", words)
        }
        What::Rated { words, .. } | What::ContentRequested { words } | What::ContentAnswered { words } => {
            size.text("the words", words)
        }
        What::Met { meeting } => size.must("the meeting", meeting.as_str()),
        What::Joined { .. } | What::Accepted | What::Bounced { .. } | What::Linked { .. } => Ok(()),
        What::Unlinked { .. } | What::Away { .. } | What::Erased => Ok(()),
    }
}

fn ranges(what: &What) -> Result<(), Refusal> {
    match what {
        What::Rated { stars, .. } if !(1..=5).contains(stars) => {
            Err(Refusal::Range { field: "the rating", range: "1 to 5" })
        }
        What::Touched { lasted: Some(lasted), .. } if *lasted < Span::ZERO => {
            Err(Refusal::Range { field: "how long it lasted", range: "nothing or more" })
        }
        What::Away { from, to } if to <= from => {
            Err(Refusal::Range { field: "the end of the absence", range: "after its start" })
        }
        _ => Ok(()),
    }
}
