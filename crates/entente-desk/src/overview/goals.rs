//! What both want together: each goal against what came, and the leads that goals need, held against how things went.

use entente_core::agreement::model::{Goal as Agreed, MetricKind, Moment, Per};
use entente_core::id::ClauseId;
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use entente_core::pace::{Bound, Tally, stand};
use entente_core::time::Span;
use entente_history::report::{Ground, Value, measure};

use super::own_dates;
use crate::figures::{Dates, Figure, Period, Snapshot, State};

/// One goal.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalLine {
    /// Its clause.
    pub clause: ClauseId,
    /// The number by which people find it.
    pub number: String,
    /// In the words of those who wrote it.
    pub says: String,
    /// How it stands.
    pub goal: Goal,
}

/// How a goal stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    /// A metric against its bound.
    Metric {
        /// What was agreed.
        target: Decimal,
        /// Whether that is a most rather than a least.
        is_at_most: bool,
        /// In which dates.
        dates: Dates,
        /// What came.
        measure: Measure,
        /// All of it in one word.
        state: State,
        /// The leads it was counted from.
        figure: Figure,
    },
    /// The leads that goals need.
    Demand(Demand),
    /// The agreement's metric cannot be held against a bound.
    NotCounted,
}

/// What came.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// A number or a sum.
    Amount {
        /// All of it.
        amount: Decimal,
        /// Whether it is money.
        is_money: bool,
        /// What was expected by now.
        expected: Decimal,
        /// What it will come to.
        forecast: Option<(i64, i64)>,
    },
    /// A share.
    Share {
        /// The part.
        part: u64,
        /// Of so many.
        of: u64,
        /// The share; none of nothing.
        share: Option<Decimal>,
        /// How many are too young to be judged.
        young: u64,
    },
}

/// The arithmetic of demand: as agreed, and as things went in the last twelve months.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// Revenue wanted.
    pub revenue: Decimal,
    /// What one deal brings, as agreed.
    pub deal: Decimal,
    /// The share of leads that become customers, as agreed.
    pub rate: Decimal,
    /// The leads that are needed, as agreed.
    pub leads: Option<u64>,
    /// What one deal brought; none where none was won.
    pub actual_deal: Option<Decimal>,
    /// The share of leads that became customers; none where none is old enough.
    pub actual_rate: Option<Decimal>,
    /// The leads that would be needed as things went.
    pub actual_leads: Option<u64>,
    /// The leads that came this year.
    pub so_far: u64,
    /// Those leads.
    pub figure: Figure,
}

pub(super) fn goals(snapshot: &Snapshot) -> Vec<GoalLine> {
    let goals = snapshot.agreement().goals.iter();
    let lines = goals.map(|(name, goal)| {
        let clause = ClauseId(format!("goals.{name}"));
        let number = snapshot.number_of(&clause);
        let (says, goal) = match goal {
            Agreed::Metric { says, .. } => (says, metric(snapshot, goal).unwrap_or(Goal::NotCounted)),
            Agreed::Demand { says, .. } => (says, demand(snapshot, goal).map_or(Goal::NotCounted, Goal::Demand)),
        };
        let says = if says.is_empty() { name.as_str().replace('_', " ") } else { says.clone() };
        GoalLine { clause, number, says, goal }
    });
    lines.collect()
}

fn metric(snapshot: &Snapshot, goal: &Agreed) -> Option<Goal> {
    let Agreed::Metric { metric, at_least, at_most, per, .. } = goal else { return None };
    let dates = own_dates(snapshot, *per, snapshot.dates(Period::ThisMonth));
    let period = dates.instants(snapshot.zone());
    let ground = snapshot.ground(None);
    let measured = measure(&ground, metric.as_str(), period)?;
    let target = at_least.or(*at_most)?;
    let bound = at_least.map_or(Bound::AtMost(target), Bound::AtLeast);
    let kind = &snapshot.agreement().metrics.get(metric.as_str())?.kind;
    let (measure, state) = match measured.value {
        Value::Amount { amount, unit } => {
            let tally = Tally { gross: amount, net: amount, pending: Decimal::ZERO, unit };
            let pace = stand(bound, tally, ground.days(period));
            let is_money = matches!(kind, MetricKind::Sum { .. });
            let forecast = pace.forecast.map(|forecast| (forecast.low, forecast.high));
            (Measure::Amount { amount, is_money, expected: pace.expected, forecast }, State::from(pace.state))
        }
        Value::Share { rate, immature } => {
            let is_kept = |share: Decimal| match bound {
                Bound::AtLeast(least) => share >= least,
                Bound::AtMost(most) => share <= most,
            };
            let state = match rate.share {
                None => State::NothingYet,
                Some(share) if is_kept(share) => State::Kept,
                Some(_) => State::Behind,
            };
            (Measure::Share { part: rate.part, of: rate.of, share: rate.share, young: immature }, state)
        }
    };
    let figure = Figure::Metric { metric: metric.to_string(), dates };
    Some(Goal::Metric { target, is_at_most: at_least.is_none(), dates, measure, state, figure })
}

fn demand(snapshot: &Snapshot, goal: &Agreed) -> Option<Demand> {
    let Agreed::Demand { revenue, average_deal, lead_to_customer, .. } = goal else { return None };
    let ground = snapshot.ground(None);
    let zone = snapshot.zone();
    let year_back = (snapshot.as_of() - Span::DAY.times(365), snapshot.as_of() + Span::from_micros(1));
    let actual_deal = deal_metric(snapshot).and_then(|name| match measure(&ground, &name, year_back)?.value {
        Value::Amount { unit, .. } if unit > Decimal::ZERO => Some(unit),
        _ => None,
    });
    let actual_rate = rate_metric(snapshot).and_then(|name| whole_rate(&ground, &name, year_back));
    let dates = own_dates(snapshot, Per::Year, snapshot.dates(Period::ThisMonth));
    let figure = Figure::Reached { stage: None, dates, buyer: None };
    let so_far = entente_history::report::reached(&ground, dates.instants(zone)).leads;
    Some(Demand {
        revenue: *revenue,
        deal: *average_deal,
        rate: lead_to_customer.0,
        leads: needed(*revenue, *average_deal, lead_to_customer.0),
        actual_leads: actual_deal.zip(actual_rate).and_then(|(deal, rate)| needed(*revenue, deal, rate)),
        actual_deal,
        actual_rate,
        so_far,
        figure,
    })
}

/// `revenue ÷ deal ÷ rate`, rounded up; none where either is nothing.
fn needed(revenue: Decimal, deal: Decimal, rate: Decimal) -> Option<u64> {
    let [revenue, deal, rate] = [revenue, deal, rate].map(|number| i128::from(number.as_millionths()));
    if deal <= 0 || rate <= 0 || revenue < 0 {
        return None;
    }
    let (above, below) = (revenue.checked_mul(1_000_000)?, deal.checked_mul(rate)?);
    // All three are in millionths: one of the two divisions has to be taken back.
    u64::try_from((above + below - 1) / below).ok()
}

/// The sum that a goal asks for, else one over customers: what a deal brings is its mean.
fn deal_metric(snapshot: &Snapshot) -> Option<String> {
    let agreement = snapshot.agreement();
    let is_of_customers = |name: &str| {
        let kind = agreement.metrics.get(name).map(|metric| &metric.kind);
        matches!(kind, Some(MetricKind::Sum { sum }) if sum.as_str().starts_with("customer."))
    };
    let of_goals = agreement.goals.iter().filter_map(|(_, goal)| match goal {
        Agreed::Metric { metric, .. } => Some(metric.as_str()),
        Agreed::Demand { .. } => None,
    });
    of_goals.chain(agreement.metrics.names()).find(|name| is_of_customers(name)).map(str::to_owned)
}

/// The share of winners among leads that the agreement measures.
fn rate_metric(snapshot: &Snapshot) -> Option<String> {
    let agreement = snapshot.agreement();
    let (first, last) = (agreement.stages.names().next(), agreement.stages.names().last());
    let is_win = |moment: &Moment| match moment {
        Moment::Milestone(milestone) => *milestone == Milestone::OpportunityWon,
        Moment::Stage(name) => Some(name.as_str()) == last,
        Moment::Signal(_) => false,
    };
    let is_start = |moment: &Moment| match moment {
        Moment::Milestone(milestone) => *milestone == Milestone::Created,
        Moment::Stage(name) => Some(name.as_str()) == first,
        Moment::Signal(_) => false,
    };
    let mut metrics = agreement.metrics.iter();
    let found = metrics.find(|(_, metric)| match &metric.kind {
        MetricKind::Share { share, of, .. } => is_win(share) && is_start(of),
        _ => false,
    });
    found.map(|(name, _)| name.to_string())
}

fn whole_rate(
    ground: &Ground<'_>,
    metric: &str,
    period: (entente_core::time::Instant, entente_core::time::Instant),
) -> Option<Decimal> {
    match measure(ground, metric, period)?.value {
        Value::Share { rate, .. } => rate.share.filter(|share| *share > Decimal::ZERO),
        Value::Amount { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use entente_core::number::Decimal;

    use super::needed;

    #[test]
    fn the_leads_that_goals_need_are_revenue_by_deal_by_rate_rounded_up() {
        let number = |text: &str| Decimal::parse(text).unwrap();
        let rows =
            [("2400000", "40000", "0.025"), ("1", "1", "1"), ("100", "30", "0.5"), ("1", "0", "1"), ("0", "1", "1")];
        let table: String = rows
            .iter()
            .map(|(revenue, deal, rate)| {
                format!("{revenue} / {deal} / {rate} = {:?}\n", needed(number(revenue), number(deal), number(rate)))
            })
            .collect();
        expect_test::expect![[r#"
            2400000 / 40000 / 0.025 = Some(2400)
            1 / 1 / 1 = Some(1)
            100 / 30 / 0.5 = Some(7)
            1 / 0 / 1 = None
            0 / 1 / 1 = Some(0)
        "#]]
        .assert_eq(&table);
    }
}
