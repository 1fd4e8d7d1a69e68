//! Metrics of March: a count, a sum and a share.

use std::sync::Arc;

use entente_core::agreement::model::{Metric, MetricKind, Moment, Target};
use entente_core::milestone::Milestone;
use entente_core::time::Span;

use super::measure;
use crate::sample::{ground, history_as_of, march};
use crate::zone::Zone;

const LOG: &str = "
    1 2026-03-01T00:00:00Z created ads
    2 2026-03-20T00:00:00Z created ads
    3 2026-03-02T00:00:00Z created mail
    1 2026-03-25T00:00:00Z won 100
    1 2026-03-26T00:00:00Z won 50.5
    3 2026-04-02T00:00:00Z won 7
";

#[test]
fn a_metric_is_counted_in_its_period_from_the_leads_it_lists() {
    let mut history = history_as_of(LOG, "2026-04-05T00:00:00Z");
    let moment = Moment::Milestone;
    let share = |matures| MetricKind::Share {
        share: moment(Milestone::OpportunityWon),
        of: moment(Milestone::Created),
        matures,
    };
    let metrics = [
        ("wins", MetricKind::Count { count: moment(Milestone::OpportunityWon) }),
        ("revenue", MetricKind::Sum { sum: "customer.amount".into() }),
        ("pipeline", MetricKind::Sum { sum: "opportunity.amount".into() }),
        ("rate", share(None)),
        ("ripe", share(Some(Target::Wall(Span::DAY.times(20))))),
        (
            "speed",
            MetricKind::Between {
                from: moment(Milestone::Created),
                to: moment(Milestone::OpportunityWon),
                r#as: Vec::new(),
            },
        ),
    ];
    let metrics = metrics.map(|(name, kind)| (name.into(), Metric { says: String::new(), kind, r#where: None }));
    Arc::make_mut(&mut history.agreement).metrics.0 = metrics.to_vec();
    let zone = Zone::named("UTC").unwrap();
    let mut table = String::new();
    for name in ["wins", "revenue", "pipeline", "rate", "ripe", "speed", "nothing"] {
        let Some(measured) = measure(&ground(&history, &zone), name, march()) else {
            table += &format!("{name}: none\n");
            continue;
        };
        let leads: Vec<String> = measured.leads.iter().map(|(lead, _)| lead.to_string()).collect();
        table += &format!("{name}: {:?} from {}\n", measured.value, leads.join(" "));
    }
    expect_test::expect![[r#"
        wins: Amount { amount: Decimal(1000000), unit: Decimal(1000000) } from lead_1
        revenue: Amount { amount: Decimal(150500000), unit: Decimal(75250000) } from lead_1 lead_1
        pipeline: Amount { amount: Decimal(0), unit: Decimal(0) } from 
        rate: Share { rate: Rate { part: 2, of: 3, share: Some(Decimal(666667)), low: Some(Decimal(207659)), high: Some(Decimal(938509)) }, immature: 0 } from lead_1 lead_3
        ripe: Share { rate: Rate { part: 2, of: 2, share: Some(Decimal(1000000)), low: Some(Decimal(342380)), high: Some(Decimal(1000000)) }, immature: 1 } from lead_1 lead_3
        speed: none
        nothing: none
    "#]].assert_eq(&table);
}
