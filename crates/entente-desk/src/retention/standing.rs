//! How retention stands, and what a text would ask for that is no longer there.

use std::collections::BTreeMap;

use entente_core::agreement::read::read;
use entente_core::id::AgreementHash;
use entente_core::plan::{Plan, Reads};
use entente_core::time::{Instant, Span};
use entente_store::Store;

use super::{details_for, reads};
use crate::Error;
use crate::force::InForce;

/// How retention stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// How long details are kept; none: for ever.
    pub details: Option<Span>,
    /// The agreement that says so.
    pub agreement: Option<AgreementHash>,
    /// Facts known up to here may have lost details; none where none was looked at.
    pub before: Option<Instant>,
    /// How many facts were looked at.
    pub passed: u64,
    /// How many of them lost details.
    pub shortened: u64,
    /// How many bytes of their bodies went.
    pub bytes: u64,
    /// What stays of events, by the event; nothing of those that are not named.
    pub stays: Vec<(String, Vec<String>)>,
}

/// How retention stands at `now`.
///
/// # Errors
/// Only those of the store.
pub fn standing(store: &Store, plans: &[InForce], now: Instant) -> Result<Standing, Error> {
    let done = store.retention()?;
    let law = plans.iter().rev().find(|version| version.effective <= now);
    let stays = reads(plans);
    Ok(Standing {
        details: details_for(plans, now),
        agreement: law.map(|version| version.plan.hash),
        before: Some(done.known).filter(|_| done.passed > 0),
        passed: done.passed,
        shortened: done.shortened,
        bytes: done.bytes,
        stays: stays.iter().map(|(event, of)| (event.to_owned(), of.iter().cloned().collect())).collect(),
    })
}

/// What a text asks of events that was not kept: tried on the past, it sees less before that instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unkept {
    /// Up to when details are gone.
    pub before: Instant,
    /// The properties, by event.
    pub properties: Vec<(String, Vec<String>)>,
}

/// What the agreement of a text asks of the past that none asked before it and that is gone; none where nothing is, and
/// where the text has errors.
///
/// # Errors
/// Only those of the store.
pub fn unkept(store: &Store, plans: &[InForce], text: &str) -> Result<Option<Unkept>, Error> {
    let done = store.retention()?;
    if done.shortened == 0 {
        return Ok(None);
    }
    let Some(Ok(plan)) = read(text).agreement.map(|agreement| Plan::compile(&agreement)) else { return Ok(None) };
    let beyond: BTreeMap<_, _> = Reads::of([&plan]).beyond(&reads(plans));
    let properties: Vec<_> = beyond.into_iter().map(|(event, of)| (event, of.into_iter().collect())).collect();
    Ok(Some(Unkept { before: done.known, properties }).filter(|unkept| !unkept.properties.is_empty()))
}
