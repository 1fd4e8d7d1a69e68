//! When an event happened, though clocks of senders are wrong: the told time moved by how far the clock is off.

use entente_connect::segment::{Arrival, Call, Read, Side, read};
use entente_core::time::{Instant, Span};
use entente_testkit::random::Random;
use expect_test::{Expect, expect};

use super::arrival;

fn at(told: Option<&str>, sent: Option<&str>, arrival: &Arrival) -> Result<Instant, String> {
    let mut body = serde_json::json!({"event": "E", "userId": "u", "messageId": "m"});
    for (name, value) in [("timestamp", told), ("sentAt", sent)] {
        if let Some(value) = value {
            body[name] = value.into();
        }
    }
    match read(&body.to_string(), Some(Call::Track), None, arrival) {
        Read::Facts(facts) => Ok(facts[0].at),
        Read::Withheld => Err("withheld".to_owned()),
        Read::Faulty(fault) => Err(fault.to_string()),
    }
}

/// `told | sent`: what became of an event that arrived at nine; `-` is nothing.
#[track_caller]
fn check(want: &Expect) {
    let cell = |text: &str| Some(text.to_owned()).filter(|text| text != "-");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (told, sent) = (cell(cells[0]), cell(cells[1]));
        let came = at(told.as_deref(), sent.as_deref(), &arrival(Side::Server));
        let came = came.map_or_else(|why| why, |at| at.to_string());
        format!("{} | {} | {came}\n", cells[0], cells[1])
    };
    want.assert_eq(&want.data().trim().lines().map(row).collect::<String>());
}

#[test]
fn every_way_a_clock_can_be_off() {
    check(&expect![[r#"
        - | - | 2026-03-02T09:00:00Z
        2026-03-02T08:59:00Z | - | 2026-03-02T08:59:00Z
        2026-03-02T08:59:00Z | 2026-03-02T08:59:30Z | 2026-03-02T08:59:30Z
        2026-03-02T09:59:00Z | 2026-03-02T09:59:30Z | 2026-03-02T08:59:30Z
        2020-01-01T00:00:00Z | 2020-01-01T00:00:01Z | 2026-03-02T08:59:59Z
        2026-03-02T17:59:00+09:00 | 2026-03-02T08:59:00Z | 2026-03-02T09:00:00Z
        2026-03-02T09:00:01Z | 2026-03-02T09:00:00Z | 2026-03-02T09:00:00Z
        2026-03-03T09:00:00Z | 2026-03-02T09:00:00Z | 2026-03-02T09:00:00Z
        2026-03-03T09:00:01Z | 2026-03-02T09:00:00Z | it is of 2026-03-03T09:00:01Z, more than a day after it arrived: check the sender's clock
        1772441940 | - | 2026-03-02T08:59:00Z
        1772441940000 | - | 2026-03-02T08:59:00Z
        -1 | - | its time '-1' is not one like 2026-03-02T09:00:00Z
        9223372036854775807 | - | its time '9223372036854775807' is not one like 2026-03-02T09:00:00Z
        2026-03-02T08:59:00Z | soon | its time 'soon' is not one like 2026-03-02T09:00:00Z
        2026-03-02 08:59:00 | - | its time '2026-03-02 08:59:00' is not one like 2026-03-02T09:00:00Z
        2026-02-30T08:59:00Z | - | its time '2026-02-30T08:59:00Z' is not one like 2026-03-02T09:00:00Z
    "#]]);
}

/// However far a clock is off and however long a phone was without a network: what it tells happened when it happened.
#[test]
fn the_clock_of_the_sender_does_not_matter() {
    let mut random = Random(17);
    let arrival = arrival(Side::Browser);
    for round in 0..3_000 {
        let off = Span::from_seconds(random.below(400_000_000) as i64 - 200_000_000);
        let waited = Span::from_seconds(random.below(40_000_000) as i64);
        let (happened, sent) = (arrival.received - waited, arrival.received);
        let told = [happened + off, sent + off].map(|at| at.to_string());
        let found = at(Some(&told[0]), Some(&told[1]), &arrival);
        assert_eq!(found, Ok(happened), "round {round}: {told:?}");
    }
}
