//! The pacing cases of the shared vectors.

use entente_core::agreement::model::Per;
use entente_core::decision::PaceState;
use entente_core::number::Decimal;
use entente_core::pace::{Bound, Days, Tally, period_of, stand};
use entente_core::time::Span;
use serde_json::Value;

use crate::calendar::given::instant;
use crate::calendar::vectors::ranged;

#[test]
fn all_of_the_pacing_cases() {
    let Some(folder) = entente_testkit::shared("vectors") else { return };
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("clock.json")).unwrap()).unwrap();
    for case in vectors["pacing"].as_array().unwrap() {
        let name = case["calendar"].as_str().unwrap();
        let calendar = ranged(name, &vectors["calendars"][name]);
        let zone = calendar.zone();
        // As of a date is as of its end: that date counts as done.
        let as_of = instant(&format!("{}T00:00Z", case["as_of"].as_str().unwrap())) + Span::DAY - Span::HOUR.times(9);
        let period = period_of(zone, Per::Month, as_of - Span::SECOND);
        let days = Days::of(Some(&calendar), zone, period, as_of);
        let whole = |key: &str| Decimal::from_int(case[key].as_i64().unwrap());
        let net = whole("actual");
        let tally = Tally { gross: net, net, pending: Decimal::ZERO, unit: Decimal::ONE };
        let pace = stand(Bound::AtLeast(whole("target")), tally, days);

        let tenths = |value: Decimal| (value.as_millionths() as f64 / 100_000.0).round() / 10.0;
        assert_eq!(u64::from(days.open), case["open_days"], "{case}");
        assert_eq!(u64::from(days.done), case["open_days_done"], "{case}");
        assert_eq!(tenths(pace.expected), case["expected_to_date"], "{case}");
        assert_eq!(tenths(pace.gap), case["gap"], "{case}");
        assert_eq!(tenths(pace.required_per_day.unwrap()), case["required_per_day"], "{case}");
        assert_eq!(tenths(pace.forecast.unwrap().straight), case["straight_line_projection"], "{case}");
        assert_eq!(pace.state, PaceState::Behind, "{case}");
    }
}
