//! Step 2: what both sides want together. Each goal is a number; an empty one is no goal.

use entente_core::number::Decimal;
use serde::{Deserialize, Serialize};

use super::field::{Field, Group, Kind};
use super::reader::Reader;
use super::yaml::{Yaml, quoted};

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Goals {
    /// Net-new customers a year.
    pub customers: Option<u32>,
    /// New recurring revenue a year.
    pub recurring: Option<Decimal>,
    /// The most customers that may leave in a year, in percent.
    pub churn: Option<Decimal>,
    /// Pipeline opened in a quarter.
    pub pipeline: Option<Decimal>,
    /// What one deal brings, for the leads that the goals need.
    pub average_deal: Option<Decimal>,
    /// The part of leads that become customers, in percent.
    pub conversion: Option<Decimal>,
}

impl Default for Goals {
    fn default() -> Goals {
        Goals {
            customers: Some(24),
            recurring: None,
            churn: Some(Decimal::from_int(5)),
            pipeline: None,
            average_deal: None,
            conversion: None,
        }
    }
}

/// The most money a goal may name.
const MONEY_MAX: u32 = 4_000_000_000;

impl Goals {
    pub(super) fn form(&self) -> Vec<Group> {
        let money = |name, value| Field::maybe(name, Kind::Amount { unit: "money" }, value);
        let share = |name, value| Field::maybe(name, Kind::Amount { unit: "percent" }, value);
        vec![
            Group::new(
                "goals",
                vec![
                    Field::maybe(
                        "customers",
                        Kind::Number { least: 1, most: 1_000_000, unit: "customers" },
                        self.customers,
                    ),
                    money("recurring", self.recurring),
                    share("churn", self.churn),
                    money("pipeline", self.pipeline),
                ],
            ),
            Group::new("demand", vec![money("average_deal", self.average_deal), share("conversion", self.conversion)]),
        ]
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Goals {
        Goals {
            customers: reader.maybe_whole("customers", 1, 1_000_000),
            recurring: reader.maybe_amount("recurring", MONEY_MAX),
            churn: reader.maybe_amount("churn", 100),
            pipeline: reader.maybe_amount("pipeline", MONEY_MAX),
            average_deal: reader.maybe_amount("average_deal", MONEY_MAX),
            conversion: reader.maybe_amount("conversion", 100),
        }
    }

    /// The metrics that the goals need to be measured by.
    pub(super) fn metrics(&self) -> impl Iterator<Item = &'static str> {
        let needed = [
            (self.customers.is_some(), "customers_won"),
            (self.recurring.is_some(), "recurring_revenue"),
            (self.churn.is_some(), "customer_churn"),
            (self.pipeline.is_some(), "pipeline"),
        ];
        needed.into_iter().filter(|(is, _)| *is).map(|(_, metric)| metric)
    }

    pub(super) fn write(&self, yaml: &mut Yaml) {
        let korean = yaml.is_korean();
        let mut goals = Vec::new();
        let mut goal = |name: &str, metric: &str, says: String, bound: String, per: &str| {
            goals.push(format!("  {name}: {{says: {}, metric: {metric}, {bound}, per: {per}}}", quoted(&says)));
        };
        if let Some(count) = self.customers {
            let says = if korean {
                format!("올해 신규 고객 {count}곳 확보")
            } else {
                format!("Win {count} new customers a year")
            };
            goal("new_customers", "customers_won", says, format!("at_least: {count}"), "year");
        }
        if let Some(sum) = self.recurring {
            let says = yaml.pick("Bring in new recurring revenue", "신규 반복 매출 확보");
            goal("recurring", "recurring_revenue", says.to_owned(), format!("at_least: {sum}"), "year");
        }
        if let Some(share) = self.churn {
            let says = if korean {
                format!("고객 이탈 {share}% 이하 유지")
            } else {
                format!("Lose no more than {share}% of customers")
            };
            goal("churn", "customer_churn", says, format!("at_most: {share}%"), "year");
        }
        if let Some(sum) = self.pipeline {
            let says = yaml.pick("Open enough pipeline every quarter", "분기마다 충분한 영업 기회 확보");
            goal("pipeline", "pipeline", says.to_owned(), format!("at_least: {sum}"), "quarter");
        }
        goals.extend(self.demand(yaml));
        if !goals.is_empty() {
            yaml.section("1", "What we want together", "함께 이루려는 목표");
            yaml.line("goals:");
            goals.iter().for_each(|goal| yaml.line(goal));
        }
    }

    /// The leads that the revenue needs, where all three numbers are known.
    fn demand(&self, yaml: &Yaml) -> Option<String> {
        let (revenue, deal, share) = (self.recurring?, self.average_deal?, self.conversion?);
        let says = yaml.pick("The leads these goals need", "목표에 필요한 리드 수");
        Some(format!(
            "  demand: {{says: {says}, arithmetic: {{revenue: {revenue}, average_deal: {deal}, lead_to_customer: {share}%}}}}"
        ))
    }
}
