//! Handing letters to the mail program, each at most once by itself; and the end of what waited too long.

use entente_connect::letter::{self, Letter};
use entente_core::lang::Lang;
use entente_core::time::{Instant, Span};
use entente_store::LetterRow;

use super::{CONFIRM_DAYS, CONFIRM_WITHIN, HELD_DAYS, keep};
use crate::Error;
use crate::live::Desk;

/// How long the mail program may take before somebody else takes the letter for lost.
const LEASE: Span = Span::MINUTE.times(5);
/// So many letters are sent at one look: together they must not take longer than that.
const AT_ONCE: usize = 4;
/// So often a letter is tried that the mail program cannot take at the moment.
const TRIES_MAX: u32 = 6;

/// What the mail program did with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// It has it.
    Taken,
    /// It has it for sure not.
    NotTaken {
        /// What it says.
        why: String,
        /// Whether it may take it later.
        is_passing: bool,
    },
    /// It may have it: it never said.
    Unclear {
        /// What is known.
        why: String,
    },
}

/// How letters leave the house.
pub struct Sender<'a> {
    /// The address they come from; empty: one made of the address of the house.
    pub from: &'a str,
    /// Hands one over.
    pub deliver: &'a dyn Fn(&str) -> Handed,
}

/// Sends what waits to be sent, where there is a sender, and ends what waited too long.
///
/// # Errors
/// Those of the store. A letter that was handed over and not noted is unclear from then on, and never sent again by
/// itself.
pub fn look(desk: &Desk, sender: Option<&Sender<'_>>, now: Instant) -> Result<(), Error> {
    let (unconfirmed, undecided) = (now + CONFIRM_WITHIN.times(-1), now + Span::DAY.times(-HELD_DAYS));
    if desk.read(|store, _| Ok::<_, Error>(store.has_lapsed(unconfirmed, undecided)?))? {
        desk.write(|store| store.lapse(unconfirmed, undecided).map_err(Error::from))?;
    }
    let Some(sender) = sender else { return Ok(()) };
    if !desk.read(|store, _| Ok::<_, Error>(store.has_letters(now)?))? {
        return Ok(());
    }
    let (company, address) =
        desk.read(|store, _| Ok::<_, Error>((store.setting("company")?, keep::public_address(store)?)))?;
    let company = company.unwrap_or_else(|| "Entente".to_owned());
    let from = match sender.from {
        "" => format!("entente@{}", host(&address.unwrap_or_default())),
        from => from.to_owned(),
    };
    for row in desk.write(|store| store.claim_letters(now, LEASE, AT_ONCE).map_err(Error::from))? {
        let handed = match written(&row, &company, &from, now) {
            Ok(text) => (sender.deliver)(&text),
            Err(fault) => Handed::NotTaken { why: fault.to_string(), is_passing: false },
        };
        note(desk, &row, handed, now)?;
    }
    Ok(())
}

fn written(row: &LetterRow, company: &str, from: &str, now: Instant) -> Result<String, letter::Fault> {
    let lang = row.is.language.parse().unwrap_or(Lang::En);
    let (subject, body) = letter::confirmation(lang, company, &row.is.title, &row.is.link, CONFIRM_DAYS);
    let id = format!("letter-{}-{:x}", row.id, row.is.created.as_micros());
    letter::write(&Letter {
        from: (company, from),
        to: &row.is.recipient,
        subject: &subject,
        body: &body,
        date: now,
        id: &id,
    })
}

/// Notes what came of a letter. One that cannot be taken now waits four times as long each time.
fn note(desk: &Desk, row: &LetterRow, handed: Handed, now: Instant) -> Result<(), Error> {
    desk.write(|store| match handed {
        Handed::Taken => store.letter_done(row.id).map_err(Error::from),
        Handed::NotTaken { why, is_passing } => {
            let wait = Span::MINUTE.times(4_i64.pow(row.attempts.saturating_sub(1).min(TRIES_MAX)));
            let again = (is_passing && row.attempts < TRIES_MAX).then(|| now + wait);
            store.letter_failed(row.id, &why, now, again).map_err(Error::from)
        }
        Handed::Unclear { why } => store.letter_unknown(row.id, &why, now).map_err(Error::from),
    })
}

/// The host of an address: `https://entente.halden.example:8080` is of `entente.halden.example`.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', ':']).next().filter(|host| !host.is_empty()).unwrap_or("localhost")
}
