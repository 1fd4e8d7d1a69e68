//! A metric of §9 in a period, with the leads it was counted from: what goals are held against.

use entente_core::agreement::model::{MetricKind, Moment, Target};
use entente_core::condition::Operand;
use entente_core::id::LeadId;
use entente_core::number::Decimal;
use entente_core::time::Instant;

use super::counting::{inside, sum_part};
use super::ground::{Ground, Period, is_in};
use crate::condition::holds;
use crate::history::Slot;
use crate::rate::{Rate, ratio};

/// What a metric came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Its value.
    pub value: Value,
    /// The leads it was counted from: those of the part, of a share.
    pub leads: Vec<(LeadId, Instant)>,
    /// Of how many it cannot be told whether they count.
    pub cannot_tell: u64,
}

/// A value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// How many, or how much.
    Amount {
        /// All of it.
        amount: Decimal,
        /// What one thing adds: 1, or the mean.
        unit: Decimal,
    },
    /// Which part, with how many are too young to be judged.
    Share {
        /// The part, of those old enough.
        rate: Rate,
        /// How many are not.
        immature: u64,
    },
}

/// A metric of the agreement over what happened in a period; none for one that measures time between moments, and for
/// a name that is none.
#[must_use]
pub fn measure(ground: &Ground<'_>, metric: &str, period: Period) -> Option<Measured> {
    let metric = ground.history.agreement.metrics.get(metric)?;
    let mut cannot_tell = 0;
    let mut wanted = |slot: Slot| match &metric.r#where {
        Some(condition) => holds(&condition.test, &|operand: &Operand| ground.history.told(slot, operand))
            .unwrap_or_else(|| {
                cannot_tell += 1;
                false
            }),
        None => true,
    };
    let (value, leads) = match &metric.kind {
        MetricKind::Count { count } => {
            let mut came = inside(ground, count, period);
            came.retain(|(slot, _)| wanted(*slot));
            let amount = Decimal::from_int(came.len() as i64);
            (Value::Amount { amount, unit: Decimal::ONE }, numbered(ground, &came))
        }
        MetricKind::Sum { sum } => sum_of(ground, sum.as_str(), period, &mut wanted),
        MetricKind::Share { share, of, matures } => {
            let mut came = inside(ground, of, period);
            came.retain(|(slot, _)| wanted(*slot));
            share_of(ground, &came, share, *matures)?
        }
        MetricKind::Between { .. } => return None,
    };
    Some(Measured { value, leads, cannot_tell })
}

fn numbered(ground: &Ground<'_>, came: &[(Slot, Instant)]) -> Vec<(LeadId, Instant)> {
    came.iter().map(|(slot, at)| (ground.history.lead(*slot), *at)).collect()
}

fn sum_of(
    ground: &Ground<'_>,
    sum: &str,
    period: Period,
    wanted: &mut impl FnMut(Slot) -> bool,
) -> (Value, Vec<(LeadId, Instant)>) {
    let mut amount = Decimal::ZERO;
    let mut leads = Vec::new();
    for deal in ground.history.deals.iter().filter(|deal| is_in(period, deal.at)) {
        let (Some(adds), Some(slot)) = (sum_part(sum, deal), ground.history.slot(deal.lead)) else { continue };
        if ground.asks_about(slot) && wanted(slot) {
            amount = amount.plus(adds);
            leads.push((ground.history.lead(slot), deal.at));
        }
    }
    let unit = ratio(i128::from(amount.as_millionths()), leads.len() as i128 * 1_000_000);
    (Value::Amount { amount, unit }, leads)
}

fn share_of(
    ground: &Ground<'_>,
    came: &[(Slot, Instant)],
    share: &Moment,
    matures: Option<Target>,
) -> Option<(Value, Vec<(LeadId, Instant)>)> {
    let code = ground.history.code(share)?;
    let is_ripe = |at: Instant| {
        let ripe = matures.map_or(Some(at), |target| ground.due(at, target));
        ripe.is_some_and(|ripe| ripe <= ground.history.as_of)
    };
    let old: Vec<(Slot, Instant)> = came.iter().copied().filter(|(_, at)| is_ripe(*at)).collect();
    let part = old.iter().copied().filter(|(slot, _)| ground.history.first(*slot, code).is_some());
    let part: Vec<(Slot, Instant)> = part.collect();
    let rate = Rate::new(part.len() as u64, old.len() as u64);
    let immature = (came.len() - old.len()) as u64;
    Some((Value::Share { rate, immature }, numbered(ground, &part)))
}

#[cfg(test)]
mod tests;
