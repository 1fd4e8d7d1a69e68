//! A rep's work on a lead: touches, pauses of its clocks, deals.

use entente_core::engine::state::Pausing;
use entente_core::fact::What;
use entente_core::id::Name;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};

use super::answers::{must, text};
use super::choices;
use super::subject::Subject;
use super::{Condition, Refusal, Wrong};
use crate::admit::FACT_KEY_BYTES_MAX;

/// The longest a call or meeting may have lasted: a day.
const LASTED_MOST: Span = Span::DAY;

/// A rep acted on it, now or at an earlier `at`.
pub(super) fn touch(now: Instant, at: Option<Instant>, touched: What) -> Result<What, Refusal> {
    if at.is_some_and(|at| at > now) {
        return Err(Refusal::field("at", Wrong::Future));
    }
    let What::Touched { channel, reached, lasted, personal, outcome } = touched else { return Ok(touched) };
    if lasted.is_some_and(|lasted| !(Span::ZERO..=LASTED_MOST).contains(&lasted)) {
        let most = LASTED_MOST.as_seconds() / Span::MINUTE.as_seconds();
        return Err(Refusal::field("lasted", Wrong::Outside { least: 0, most }));
    }
    Ok(What::Touched { channel, reached, lasted, personal, outcome: text("outcome", &outcome)? })
}

/// Its clocks stand still for a reason of the agreement, not beyond that reason's limit.
pub(super) fn pause(subject: &Subject, now: Instant, reason: Name, until: Instant) -> Result<What, Refusal> {
    subject.must_be_open()?;
    let pauses = &subject.agreement()?.sla.pauses;
    let Some(most) = pauses.get(reason.as_str()).copied() else {
        return Err(Refusal::field("reason", Wrong::Unknown { told: reason.to_string() }));
    };
    match until {
        until if until <= now => Err(Refusal::field("until", Wrong::Past)),
        until if until > now + most => Err(Refusal::field("until", Wrong::TooLate { most })),
        until => Ok(What::Paused { reason, until }),
    }
}

/// They run again.
pub(super) fn resume(subject: &Subject, now: Instant, reason: Name) -> Result<What, Refusal> {
    let stops = |pause: &Pausing| pause.reason == reason && pause.from <= now && now < pause.to;
    match subject.state.pauses.iter().any(stops) {
        true => Ok(What::Resumed { reason }),
        false => Err(Refusal::NotNow(Condition::NotPaused)),
    }
}

/// A deal was opened.
pub(super) fn open_deal(subject: &Subject, deal: &str, amount: Decimal) -> Result<What, Refusal> {
    let deal = key(deal)?;
    if is_open(subject, &deal) {
        return Err(Refusal::field("deal", Wrong::Same));
    }
    Ok(What::OpportunityOpened { deal, amount: money("amount", amount)? })
}

/// An open deal was won.
pub(super) fn win_deal(subject: &Subject, deal: &str, amount: Decimal, recurring: Decimal) -> Result<What, Refusal> {
    let deal = open(subject, deal)?;
    let (amount, recurring) = (money("amount", amount)?, money("recurring", recurring)?);
    Ok(What::OpportunityWon { deal, amount, recurring })
}

/// An open deal was lost.
pub(super) fn lose_deal(subject: &Subject, deal: &str, reason: Name) -> Result<What, Refusal> {
    let deal = open(subject, deal)?;
    match reason.as_str() {
        "" => Err(Refusal::field("reason", Wrong::Empty)),
        told if !choices::loss_reasons(subject.agreement()?).contains(&reason) => {
            Err(Refusal::field("reason", Wrong::Unknown { told: told.to_owned() }))
        }
        _ => Ok(What::OpportunityLost { deal, reason }),
    }
}

fn key(deal: &str) -> Result<String, Refusal> {
    let deal = must("deal", deal)?;
    match deal.len() > FACT_KEY_BYTES_MAX {
        true => Err(Refusal::field("deal", Wrong::TooLong { most: FACT_KEY_BYTES_MAX })),
        false => Ok(deal),
    }
}

fn is_open(subject: &Subject, deal: &str) -> bool {
    subject.state.deals.iter().any(|open| **open == *deal)
}

fn open(subject: &Subject, deal: &str) -> Result<String, Refusal> {
    let deal = key(deal)?;
    if is_open(subject, &deal) { Ok(deal) } else { Err(Refusal::field("deal", Wrong::Unknown { told: deal })) }
}

fn money(field: &'static str, amount: Decimal) -> Result<Decimal, Refusal> {
    match amount < Decimal::ZERO {
        true => Err(Refusal::field(field, Wrong::Negative)),
        false => Ok(amount),
    }
}
