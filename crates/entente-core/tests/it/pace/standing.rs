//! How a period stands: a line per case, everything after the counts is the answer.

use entente_core::agreement::model::Per;
use entente_core::calendar::date_in;
use entente_core::number::Decimal;
use entente_core::pace::{Bound, Days, Pace, Tally, period_of, stand};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use crate::calendar::given::{calendar, instant};

/// `least 120 | 48-3 | 11/20 | 1`: the promise, net and pending, open days done, what one thing adds.
fn check(table: &Expect) {
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let number = |text: &str| Decimal::parse(text).unwrap();
        let bound = match cells[0].split_once(' ') {
            Some(("least", target)) => Bound::AtLeast(number(target)),
            Some(("most", target)) => Bound::AtMost(number(target)),
            _ => panic!("{line}"),
        };
        let (net, pending) = cells[1].split_once('-').unwrap_or((cells[1], "0"));
        let (done, open) = cells[2].split_once('/').unwrap();
        let (open, is_over) = open.strip_suffix(" over").map_or((open, false), |open| (open, true));
        let days = Days { open: open.parse().unwrap(), done: done.parse().unwrap(), is_over };
        let tally = Tally { gross: number(net), net: number(net), pending: number(pending), unit: number(cells[3]) };
        format!("{} | {} | {} | {} | {}\n", cells[0], cells[1], cells[2], cells[3], said(&stand(bound, tally, days)))
    };
    table.assert_eq(&table.data().trim().lines().map(line).collect::<String>());
}

/// Expected, gap, required, projection with its range, tolerance, state.
fn said(pace: &Pace) -> String {
    let required = pace.required_per_day.map_or("-".to_owned(), |required| required.to_string());
    let forecast = pace
        .forecast
        .map_or("-".to_owned(), |forecast| format!("{} in {}..{}", forecast.straight, forecast.low, forecast.high));
    format!("{} | {} | {required} | {forecast} | {} | {:?}", pace.expected, pace.gap, pace.tolerance, pace.state)
}

#[test]
fn a_count_that_should_reach_a_number() {
    check(&expect![[r#"
        least 120 | 0 | 0/20 | 1 | 0 | 0 | 6 | - | 6 | OnPace
        least 120 | 0 | 1/20 | 1 | 6 | -6 | 6.315789 | 0 in 0..20 | 6 | OnPace
        least 120 | 1 | 1/20 | 1 | 6 | -5 | 6.263158 | 20 in 1..40 | 6 | OnPace
        least 120 | 12 | 1/20 | 1 | 6 | 6 | 5.684211 | 240 in 172..308 | 6 | OnPace
        least 120 | 48 | 11/20 | 1 | 66 | -18 | 8 | 87.272727 in 77..97 | 8.124039 | Behind
        least 120 | 60 | 11/20 | 1 | 66 | -6 | 6.666667 | 109.090909 in 98..120 | 8.124039 | OnPace
        least 120 | 80 | 11/20 | 1 | 66 | 14 | 4.444444 | 145.454545 in 133..158 | 8.124039 | Ahead
        least 120 | 0 | 10/20 | 1 | 60 | -60 | 12 | 0 in 0..2 | 7.745967 | Behind
        least 120 | 0 | 11/20 | 1 | 66 | -66 | 13.333333 | 0 in 0..2 | 8.124039 | OutOfReach
        least 120 | 100-10 | 19/20 | 1 | 114 | -14 | 20 | 105.263158 in 95..116 | 10.677079 | OutOfReach
        least 120 | 108 | 19/20 | 1 | 114 | -6 | 12 | 113.684211 in 108..125 | 10.677079 | OnPace
        least 120 | 119 | 20/20 | 1 | 120 | -1 | - | 119 in 119..119 | 10.954452 | OutOfReach
        least 120 | 120 | 11/20 | 1 | 66 | 54 | 0 | 218.181818 in 203..233 | 8.124039 | Met
        least 120 | 119 | 20/20 over | 1 | 120 | -1 | - | 119 in 119..119 | 10.954452 | Missed
        least 120 | 121-5 | 20/20 over | 1 | 120 | 1 | - | 121 in 116..121 | 10.954452 | Met
    "#]]);
}

#[test]
fn a_small_count_is_not_judged_by_its_noise() {
    check(&expect![[r#"
        least 4 | 0 | 5/20 | 1 | 1 | -1 | 0.266667 | 0 in 0..4 | 1 | OnPace
        least 4 | 0 | 10/20 | 1 | 2 | -2 | 0.4 | 0 in 0..2 | 1.414214 | Behind
        least 4 | 1 | 15/20 | 1 | 3 | -2 | 0.6 | 1.333333 in 1..3 | 1.732051 | Behind
        least 1 | 0 | 15/20 | 1 | 0.75 | -0.75 | 0.2 | 0 in 0..2 | 0.866026 | OnPace
    "#]]);
}

#[test]
fn a_sum_is_as_noisy_as_its_parts_are_big() {
    check(&expect![[r#"
        least 1200000 | 500000 | 30/60 | 100000 | 600000 | -100000 | 23333.333333 | 1000000 in 683772..1316228 | 244948.974279 | OnPace
        least 1200000 | 500000 | 30/60 | 1000 | 600000 | -100000 | 23333.333333 | 1000000 in 968377..1031623 | 24494.897428 | Behind
        least 1200000 | 0 | 3/60 | 0 | 60000 | -60000 | 21052.631579 | - | 20000 | Behind
    "#]]);
}

#[test]
fn a_count_that_should_stay_under_a_number() {
    check(&expect![[r#"
        most 20 | 2 | 10/20 | 1 | 10 | -8 | 1.8 | 4 in 2..6 | 3.162278 | Ahead
        most 20 | 9 | 10/20 | 1 | 10 | -1 | 1.1 | 18 in 13..23 | 3.162278 | OnPace
        most 20 | 16 | 10/20 | 1 | 10 | 6 | 0.4 | 32 in 26..38 | 3.162278 | Behind
        most 20 | 20 | 19/20 | 1 | 19 | 1 | 0 | 21.052632 in 20..26 | 4.358899 | OnPace
        most 20 | 21 | 10/20 | 1 | 10 | 11 | 0 | 42 in 35..49 | 3.162278 | Missed
        most 20 | 20 | 20/20 over | 1 | 20 | 0 | - | 20 in 20..20 | 4.472136 | Met
    "#]]);
}

#[test]
fn a_period_without_open_days_expects_all_and_nothing_more_can_come() {
    check(&expect![[r#"
        least 5 | 0 | 0/0 | 1 | 5 | -5 | - | - | 5 | OutOfReach
        least 0 | 0 | 0/0 | 1 | 0 | 0 | - | - | 0 | Met
        least 5 | 5 | 0/0 over | 1 | 5 | 0 | - | 5 in 5..5 | 5 | Met
    "#]]);
}

#[test]
fn a_day_is_done_once_it_has_closed() {
    let office = calendar("Asia/Seoul mon-fri 09:00-12:00 13:00-18:00 2026-09-24 closed 2026-09-25 closed");
    let done = |as_of: &str| {
        let as_of = instant(as_of);
        let period = period_of(office.zone(), Per::Month, instant("2026-09-15T12:00+09:00"));
        let days = Days::of(Some(&office), office.zone(), period, as_of);
        let bare = Days::of(None, office.zone(), period, as_of);
        let said = |days: Days| format!("{}/{}{}", days.done, days.open, if days.is_over { " over" } else { "" });
        format!("{} {}, {} dates", date_in(office.zone(), as_of), said(days), said(bare))
    };
    expect!["2026-08-31 0/20, 0/30 dates"].assert_eq(&done("2026-08-31T12:00+09:00"));
    expect!["2026-09-01 0/20, 0/30 dates"].assert_eq(&done("2026-09-01T00:00+09:00"));
    expect!["2026-09-15 10/20, 14/30 dates"].assert_eq(&done("2026-09-15T17:59+09:00"));
    expect!["2026-09-15 11/20, 14/30 dates"].assert_eq(&done("2026-09-15T18:00+09:00"));
    expect!["2026-09-30 20/20, 29/30 dates"].assert_eq(&done("2026-09-30T23:59+09:00"));
    expect!["2026-10-01 20/20 over, 30/30 over dates"].assert_eq(&done("2026-10-01T00:00+09:00"));
}

proptest! {
    #[test]
    fn no_count_is_too_odd(
        target in any::<i64>(), net in any::<i64>(), pending in any::<i64>(), unit in any::<i64>(),
        open in any::<u32>(), done in any::<u32>(), is_over in any::<bool>()
    ) {
        let number = Decimal::from_millionths;
        let tally = Tally { gross: number(net), net: number(net), pending: number(pending), unit: number(unit) };
        for bound in [Bound::AtLeast(number(target)), Bound::AtMost(number(target))] {
            let pace = stand(bound, tally, Days { open, done, is_over });
            prop_assert!(pace.forecast.is_none_or(|forecast| forecast.low <= forecast.high));
        }
    }

    #[test]
    fn the_forecast_holds_its_projection_and_closes_in(net in 0_i64..10_000, open in 2_u32..300, done in 1_u32..300) {
        let (done, net) = (done.min(open - 1), Decimal::from_int(net));
        let tally = Tally { gross: net, net, pending: Decimal::ZERO, unit: Decimal::ONE };
        let days = Days { open, done, is_over: false };
        let forecast = stand(Bound::AtLeast(net), tally, days).forecast.unwrap();
        let whole = |number: i64| Decimal::from_int(number);
        prop_assert!(whole(forecast.low) <= forecast.straight && forecast.straight < whole(forecast.high));
        prop_assert!(whole(forecast.low) >= net, "what is counted stays counted");
        let noise = forecast.high as f64 - forecast.straight.as_millionths() as f64 / 1e6;
        prop_assert!(noise + 1e-6 >= (forecast.straight.as_millionths() as f64 / 1e6).sqrt(), "at least the root");
    }
}
