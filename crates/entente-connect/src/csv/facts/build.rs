//! A row's facts: who they are about, when they happened, and what each says.

use crate::csv::odd::Odd;
use crate::csv::unfit::Unfit;
use std::collections::BTreeMap;

use entente_core::agreement::model::SignalClass;
use entente_core::fact::{Channel, NewAbout, NewFact, Value, What};
use entente_core::id::Name;
use entente_core::identity::{IdentityKey, account_key};
use entente_core::number::Decimal;

use super::key::fingerprint;
use super::line::Line;
use super::slots::Slots;
use super::tally::Tally;
use crate::csv::map::{FactKind, FactMap, FieldOf, LeadKey};
use crate::csv::value::Moment;

/// All facts of a row, in the order of the mapping; none where no test of any fact holds.
///
/// # Errors
/// The first reason why the row cannot be used. A row is used whole or not at all.
pub(super) fn facts(
    line: &Line<'_>,
    source: &str,
    name: &dyn Fn(&str) -> String,
    tally: &mut Tally,
) -> Result<Vec<NewFact>, Unfit> {
    let mut facts = Vec::new();
    for fact in line.map.facts.iter().filter(|fact| line.holds(&fact.when)) {
        let moment = line.moment(&fact.at)?;
        let by = fact.by.as_ref().map(|cell| line.word(cell)).transpose()?.flatten().map(Name::new);
        for (about, tag, what) in told(line, source, fact, tally)? {
            facts.push((moment, name(&tag), about, by.clone(), what));
        }
    }
    let earliest = facts.iter().filter_map(|(moment, ..)| *moment).min_by_key(|moment| moment.at);
    let dated = facts.into_iter().map(|(moment, key, about, by, what)| {
        let moment = moment.or(earliest).ok_or(Unfit::NoBeginning)?;
        let key = if line.map.key.is_empty() { key } else { settle(key, &what, moment) };
        Ok(NewFact { key, about, at: moment.at, precision: moment.precision, by, what })
    });
    dated.collect()
}

/// What is learnt under a key of its own changes from file to file: its content and time belong to its key.
fn settle(key: String, what: &What, moment: Moment) -> String {
    let What::Learnt { values, .. } = what else { return key };
    let content = serde_json::to_string(values).unwrap_or_default();
    let at = moment.at.as_micros().to_string();
    format!("{key}@{:016x}", fingerprint([content.as_str(), at.as_str()]) >> 64)
}

/// What one entry of the mapping tells of a row: mostly one fact; of a lead and its account, two; of nothing known, none.
fn told(
    line: &Line<'_>,
    source: &str,
    fact: &FactMap,
    tally: &mut Tally,
) -> Result<Vec<(NewAbout, String, What)>, Unfit> {
    if fact.kind != FactKind::Learnt {
        let slots = Slots::read(line, fact)?;
        let about = about(line, source, fact, &slots, tally)?;
        return Ok(vec![(about, fact.tag.clone(), what(line, fact, &slots)?)]);
    }
    let mut told = Vec::new();
    let lead = values(line, fact, FieldOf::Lead)?;
    if !lead.is_empty() {
        let about = lead_of(line, source, tally)?;
        told.push((about, fact.tag.clone(), What::Learnt { values: lead, verified: fact.verified }));
    }
    let account = values(line, fact, FieldOf::Account)?;
    if !account.is_empty()
        && let Some(key) = account_of(line)?
    {
        let what = What::Learnt { values: account, verified: fact.verified };
        told.push((NewAbout::Account(key), format!("{}:account", fact.tag), what));
    }
    Ok(told)
}

/// The named values that are known. A null teaches nothing: what was learnt before stays.
fn values(line: &Line<'_>, fact: &FactMap, of: FieldOf) -> Result<BTreeMap<Name, Value>, Unfit> {
    let mut values = BTreeMap::new();
    for field in fact.fields.iter().filter(|field| field.of == of) {
        match line.value(&field.cell)? {
            Value::Null => {}
            value => _ = values.insert(field.name.clone(), value),
        }
    }
    Ok(values)
}

fn about(line: &Line<'_>, source: &str, fact: &FactMap, slots: &Slots, tally: &mut Tally) -> Result<NewAbout, Unfit> {
    match fact.kind {
        FactKind::Owned => account_of(line)?.map(NewAbout::Account).ok_or(Unfit::NoAccount),
        FactKind::Away => Ok(NewAbout::Person(slots.name("person"))),
        FactKind::ContentRequested | FactKind::ContentAnswered => Ok(NewAbout::Request(slots.text("request"))),
        FactKind::Met => Ok(NewAbout::Parties),
        _ => lead_of(line, source, tally),
    }
}

fn account_of(line: &Line<'_>) -> Result<Option<String>, Unfit> {
    for cell in &line.map.account {
        if let Some(text) = line.word(cell)? {
            return account_key(&text).map(Some).map_err(Unfit::Key);
        }
    }
    Ok(None)
}

/// The person of a row, by every key it has.
fn lead_of(line: &Line<'_>, source: &str, tally: &mut Tally) -> Result<NewAbout, Unfit> {
    let (mut keys, mut fault) = (Vec::new(), None);
    for (kind, cell) in &line.map.lead {
        let Some(text) = line.word(cell)? else { continue };
        let key = match kind {
            LeadKey::Record => IdentityKey::Record(source.to_owned(), text),
            LeadKey::Mail => IdentityKey::Mail(text),
            LeadKey::User => IdentityKey::User(text),
            LeadKey::Anonymous => IdentityKey::Anonymous(text),
        };
        match key.normalise() {
            Ok(key) => keys.push(key),
            Err(why) => fault = Some(Unfit::Key(why).of(line.label(cell))),
        }
    }
    match (keys.is_empty(), fault) {
        (false, None) => {}
        (false, Some(_)) => tally.note(Odd::KeyAside),
        (true, Some(fault)) => return Err(fault),
        (true, None) => {
            let names: Vec<&str> = line.map.lead.iter().map(|(_, cell)| line.label(cell)).collect();
            return Err(Unfit::Nobody(names.join(", ")));
        }
    }
    Ok(NewAbout::Lead { keys, account: account_of(line)? })
}

fn what(line: &Line<'_>, fact: &FactMap, slots: &Slots) -> Result<What, Unfit> {
    let (reason, words) = (|| slots.name("reason"), || slots.text("words"));
    Ok(match fact.kind {
        FactKind::Created => What::Created { source: slots.maybe_text("source") },
        FactKind::Learnt => What::Learnt { values: BTreeMap::new(), verified: false },
        FactKind::Happened => What::Happened {
            event: slots.text("event"),
            properties: properties(line, fact)?,
            class: class(&slots.text("class"))?,
        },
        FactKind::HandedOver => {
            What::HandedOver { owner: slots.name("owner"), team: slots.maybe_text("team").map(Name::new) }
        }
        FactKind::Accepted => What::Accepted,
        FactKind::Rejected => What::Rejected { reason: reason(), words: words() },
        FactKind::Disqualified => What::Disqualified { reason: reason(), words: words() },
        FactKind::Recycled => What::Recycled { reason: reason(), words: words() },
        FactKind::Reassigned => What::Reassigned { to: slots.name("to") },
        FactKind::Touched => What::Touched {
            channel: channel(&slots.text("channel"))?,
            reached: slots.yes("reached", false),
            lasted: slots.lasted("lasted")?,
            personal: slots.yes("personal", true),
            outcome: slots.text("outcome"),
        },
        FactKind::Confirmed => What::Confirmed { needs: slots.set("needs") },
        FactKind::Rated => What::Rated { stars: stars(slots.number("stars"))?, words: words() },
        FactKind::OpportunityOpened => {
            What::OpportunityOpened { deal: slots.text("deal"), amount: slots.number("amount") }
        }
        FactKind::OpportunityWon => What::OpportunityWon {
            deal: slots.text("deal"),
            amount: slots.number("amount"),
            recurring: slots.number("recurring"),
        },
        FactKind::OpportunityLost => What::OpportunityLost { deal: slots.text("deal"), reason: reason() },
        FactKind::Churned => What::Churned { reason: reason() },
        FactKind::Consent => consent(slots),
        FactKind::Bounced => What::Bounced { hard: slots.yes("hard", false) },
        FactKind::Paused => What::Paused { reason: reason(), until: slots.time("until", fact)? },
        FactKind::Resumed => What::Resumed { reason: reason() },
        FactKind::Owned => What::Owned { owner: slots.maybe_text("owner").map(Name::new) },
        FactKind::Away => What::Away { from: slots.time("from", fact)?, to: slots.time("to", fact)? },
        FactKind::ContentRequested => What::ContentRequested { words: words() },
        FactKind::ContentAnswered => What::ContentAnswered { words: words() },
        FactKind::Met => What::Met { meeting: slots.name("meeting") },
    })
}

/// The event's properties that are known.
fn properties(line: &Line<'_>, fact: &FactMap) -> Result<BTreeMap<String, Value>, Unfit> {
    let values = values(line, fact, FieldOf::Event)?;
    Ok(values.into_iter().map(|(name, value)| (name.as_str().to_owned(), value)).collect())
}

fn consent(slots: &Slots) -> What {
    What::Consent {
        given: slots.yes("given", false),
        purpose: slots.maybe_text("purpose").unwrap_or_else(|| "marketing".to_owned()),
        channel: slots.maybe_text("channel").unwrap_or_else(|| "mail".to_owned()),
        wording: slots.text("wording"),
        evidence: slots.text("evidence"),
    }
}

fn class(word: &str) -> Result<SignalClass, Unfit> {
    match word {
        "" | "unknown" => Ok(SignalClass::Unknown),
        "human" => Ok(SignalClass::Human),
        "prefetch" => Ok(SignalClass::Prefetch),
        "scanner" => Ok(SignalClass::Scanner),
        _ => Err(Unfit::Class(word.to_owned())),
    }
}

fn channel(word: &str) -> Result<Channel, Unfit> {
    match word {
        "call" => Ok(Channel::Call),
        "mail" => Ok(Channel::Mail),
        "booking" => Ok(Channel::Booking),
        "meeting" => Ok(Channel::Meeting),
        "chat" => Ok(Channel::Chat),
        "other" => Ok(Channel::Other),
        _ => Err(Unfit::Channel(word.to_owned())),
    }
}

fn stars(number: Decimal) -> Result<u8, Unfit> {
    u8::try_from(number.trunc())
        .ok()
        .filter(|stars| (1..=5).contains(stars) && Decimal::from_int(i64::from(*stars)) == number)
        .ok_or_else(|| Unfit::Stars(number.to_string()))
}
