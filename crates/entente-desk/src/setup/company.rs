//! What the company is called, and what new people and new agreements begin with.

use entente_core::agreement::model::Agreement;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_store::Store;

use crate::Error;
use crate::people::{Refusal, Refused, User, Why, note, refusal};

/// The company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// What it is called.
    pub name: String,
    /// The language new people begin with: `en`, `ko`.
    pub language: String,
    /// Their IANA zone.
    pub timezone: String,
    /// ISO 4217 code that a new agreement begins with. In the agreement in force its own counts.
    pub currency: String,
}

const NAMES: [&str; 4] = ["company", "language", "timezone", "currency"];

/// The company as it is kept; what was never said is as the agreement in force has it, or as `by` does.
///
/// # Errors
/// Only those of the store.
pub fn company(store: &Store, in_force: Option<&Agreement>, by: &User) -> Result<Company, Error> {
    let zone = in_force.map_or(by.is.timezone.as_str(), |agreement| agreement.timezone.as_str());
    let currency = in_force.map_or("EUR", |agreement| agreement.currency.as_str());
    let or = |name: &str, other: &str| Ok::<_, Error>(store.setting(name)?.unwrap_or_else(|| other.to_owned()));
    Ok(Company {
        name: or("company", "Entente")?,
        language: or("language", &by.is.language.to_string())?,
        timezone: or("timezone", zone)?,
        currency: or("currency", currency)?,
    })
}

/// Changes it.
///
/// # Errors
/// [`Refused::Fields`]; nothing is changed then.
pub fn change_company(store: &mut Store, by: &User, company: &Company, now: Instant) -> Result<(), Refused> {
    let values = [&company.name, &company.language, &company.timezone, &company.currency].map(|value| value.trim());
    let [name, language, timezone, currency] = values;
    let is_currency = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    let checks = [
        ("company", refusal::text(name)),
        ("language", language.parse::<Lang>().err().map(|_| Why::Empty)),
        ("timezone", (!refusal::is_zone(timezone)).then_some(Why::NotZone)),
        ("currency", (!is_currency).then_some(Why::NotCurrency)),
    ];
    let refusals: Vec<Refusal> =
        checks.into_iter().filter_map(|(field, why)| Some(Refusal { field, why: why? })).collect();
    if !refusals.is_empty() {
        return Err(Refused::Fields(refusals));
    }
    let mut changed = false;
    for (setting, value) in NAMES.iter().zip(values) {
        if store.setting(setting)?.as_deref() != Some(value) {
            store.put_setting(setting, value)?;
            changed = true;
        }
    }
    if changed {
        note(store, now, Some(by.id), "workspace.changed", name)?;
    }
    Ok(())
}
