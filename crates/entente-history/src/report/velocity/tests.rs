//! Durations over logs of a few leads: exact, by the day, faulty, early and too coarse.

use entente_core::agreement::model::{CalendarDef, LocalInterval, Moment, Named};
use entente_core::calendar::Calendar;
use entente_core::milestone::Milestone;
use entente_core::time::Span;

use super::{Bound, Unit, Velocity, VelocityQuery, VelocityRow, velocity};
use crate::dimension::Dimension;
use crate::sample::{history, history_as_of};
use crate::zone::Zone;

fn bound(text: &str, span: Span) -> Bound {
    Bound { text: text.to_owned(), span }
}

fn query(from: Milestone, to: Milestone, within: Vec<Bound>) -> VelocityQuery<'static> {
    VelocityQuery {
        from: Moment::Milestone(from),
        to: Moment::Milestone(to),
        by: None,
        within,
        unit: Unit::Hours,
        business: None,
        zone: Zone::named("UTC").unwrap(),
    }
}

fn line(row: &VelocityRow) -> String {
    let group = row.group.as_deref().unwrap_or("all");
    let mut text = format!("{group}: {} of {}, {} before, {} early", row.arrived, row.started, row.negative, row.early);
    if let Some(s) = &row.spread {
        text += &format!(", {}..{} median {} mean {} p90 {}", s.min, s.max, s.median, s.mean, s.p90);
    }
    for within in &row.within {
        text += &match (within.of_started, within.of_arrived) {
            (Some(started), Some(arrived)) => {
                format!(", {} {}/{}/{} young {}", within.bound, started.part, arrived.of, started.of, within.immature)
            }
            _ => format!(", {} cannot tell", within.bound),
        };
    }
    text + "\n"
}

fn shown(velocity: &Velocity) -> String {
    let rows: String = std::iter::once(&velocity.all).chain(&velocity.rows).map(line).collect();
    let won = velocity.won.iter().map(|row| {
        let bounds = (row.over.as_deref().unwrap_or("-"), row.up_to.as_deref().unwrap_or("-"));
        format!(
            "  over {} up to {} arrived {}: {}/{} won\n",
            bounds.0, bounds.1, row.has_arrived, row.won.part, row.won.of
        )
    });
    format!("{:?}\n{rows}{}", velocity.unit, won.collect::<String>())
}

#[test]
fn exact_times_are_exact_and_a_bound_is_inclusive() {
    let log = history(
        "
        1 2026-01-01T00:00:00Z handed jo
        2 2026-01-01T00:00:00Z handed jo
        3 2026-01-01T00:00:00Z handed al
        4 2026-01-03T00:00:00Z created ads
        1 2026-01-01T01:00:00Z called
        2 2026-01-01T01:00:01Z called
        2 2026-01-01T00:00:01Z called
        2 2026-01-01T09:00:01Z called reached
        1 2026-02-01T00:00:00Z won
        3 2026-02-01T00:00:00Z won
        ",
    );
    let mut ask = query(
        Milestone::HandedOff,
        Milestone::FirstAttempt,
        vec![bound("1h", Span::HOUR), bound("3d", Span::DAY.times(3))],
    );
    ask.by = Some(Dimension::Owner);
    let answer = velocity(&log, &ask);
    expect_test::expect![[r#"
        Hours
        all: 2 of 3, 0 before, 0 early, 0.000278..1 median 0.500139 mean 0.500139 p90 0.900028, 1h 2/2/3 young 0, 3d 2/2/3 young 0
        jo: 2 of 2, 0 before, 0 early, 0.000278..1 median 0.500139 mean 0.500139 p90 0.900028, 1h 2/2/2 young 0, 3d 2/2/2 young 0
        al: 0 of 1, 0 before, 0 early, 1h 0/0/1 young 0, 3d 0/0/1 young 0
          over - up to 1h arrived true: 1/2 won
          over 1h up to 3d arrived true: 0/0 won
          over 3d up to - arrived true: 0/0 won
          over - up to - arrived false: 1/1 won
    "#]].assert_eq(&shown(&answer));
    assert_eq!(answer.basis.excluded[0].n, 1);
}

#[test]
fn a_time_known_to_the_day_makes_all_of_it_calendar_days() {
    let log = history(
        "
        1 2026-01-01 created
        2 2026-01-31 created
        3 2026-03-08 created
        4 2026-03-08T10:00:00Z created
        1 2026-01-08T23:59:59Z won
        2 2026-02-08T00:00:00Z won
        3 2026-03-06T19:38:55Z won
        4 2026-03-09T01:00:00Z won
        ",
    );
    let within = vec![bound("7d", Span::DAY.times(7)), bound("4h", Span::HOUR.times(4))];
    let answer = velocity(&log, &query(Milestone::Created, Milestone::OpportunityWon, within));
    expect_test::expect![[r#"
        CalendarDays
        all: 4 of 4, 1 before, 0 early, -2..8 median 4 mean 3.5 p90 7.7, 7d 3/4/4 young 0, 4h cannot tell
    "#]]
    .assert_eq(&shown(&answer));
}

#[test]
fn a_rep_who_called_before_the_handoff_was_at_once() {
    let log = history(
        "
        1 2026-01-02T00:00:00Z handed jo
        1 2026-01-01T00:00:00Z called
        ",
    );
    let answer = velocity(&log, &query(Milestone::HandedOff, Milestone::FirstAttempt, vec![bound("1h", Span::HOUR)]));
    expect_test::expect![[r#"
        Hours
        all: 1 of 1, 0 before, 1 early, 0..0 median 0 mean 0 p90 0, 1h 1/1/1 young 0
          over - up to 1h arrived true: 0/1 won
          over 1h up to - arrived true: 0/0 won
          over - up to - arrived false: 0/0 won
    "#]]
    .assert_eq(&shown(&answer));
}

/// Open from Monday to Friday, 08:00 to 18:00 UTC.
fn office() -> Calendar {
    let day = vec![LocalInterval { from_minutes: 480, to_minutes: 1080 }];
    let closed = Vec::new;
    let open = [day.clone(), day.clone(), day.clone(), day.clone(), day, closed(), closed()];
    let (none, timezone) = (Named(Vec::new()), "UTC".to_owned());
    let office = CalendarDef { timezone, open, closed: none, special: Named(Vec::new()) };
    Calendar::compile(&"office".into(), &office).unwrap()
}

#[test]
fn business_time_counts_open_hours_in_both_directions() {
    let log = history(
        "
        1 2026-01-02T17:00:00Z created
        2 2026-01-05T08:30:00Z created
        3 2026-01-03T08:30:00Z created
        1 2026-01-05T09:00:00Z won
        2 2026-01-02T17:30:00Z won
        3 2026-01-04T08:30:00Z won
        ",
    );
    let hours = office();
    let mut ask = query(Milestone::Created, Milestone::OpportunityWon, vec![bound("2h", Span::HOUR.times(2))]);
    ask.business = Some(&hours);
    expect_test::expect![[r#"
        Hours
        all: 3 of 3, 1 before, 0 early, -1..2 median 0 mean 0.333333 p90 1.6, 2h 3/3/3 young 0
    "#]]
    .assert_eq(&shown(&velocity(&log, &ask)));
}

#[test]
fn business_time_over_days_cannot_be_told() {
    let log = history("1 2026-01-01 created\n 1 2026-01-02 won");
    let mut ask = query(Milestone::Created, Milestone::OpportunityWon, vec![bound("1d", Span::DAY)]);
    let hours = office();
    ask.business = Some(&hours);
    let answer = velocity(&log, &ask);
    assert_eq!(answer.basis.cannot_tell, 1);
    expect_test::expect![[r#"
        CalendarDays
        all: 1 of 1, 0 before, 0 early, 1d cannot tell
    "#]]
    .assert_eq(&shown(&answer));
}

#[test]
fn nobody_on_the_way_is_an_empty_answer() {
    let answer = velocity(&history(""), &query(Milestone::HandedOff, Milestone::Contacted, Vec::new()));
    expect_test::expect![[r#"
        Hours
        all: 0 of 0, 0 before, 0 early
    "#]]
    .assert_eq(&shown(&answer));
}

#[test]
fn who_was_not_watched_for_so_long_is_young_and_who_was_exactly_is_not() {
    let log = "
        1 2026-01-01T00:00:00Z handed jo
        2 2026-01-05T00:00:00Z handed jo
        3 2026-01-08T00:00:00Z handed jo
        4 2026-01-10T12:00:00Z handed jo
        1 2026-01-12T00:00:00Z accepted
        1 2026-01-12T00:00:00Z won
    ";
    let bounds = [7, 4, 30].map(|days| bound(&format!("{days}d"), Span::DAY.times(days))).to_vec();
    let ask = query(Milestone::HandedOff, Milestone::Accepted, bounds);
    // The last that was heard is of the 12th: lead 1 took eleven days; 2, 3 and 4 were watched for 7, 4 and 1½ days.
    expect_test::expect![[r#"
        Hours
        all: 1 of 4, 0 before, 0 early, 264..264 median 264 mean 264 p90 264, 7d 0/1/4 young 2, 4d 0/1/4 young 1, 30d 1/1/4 young 3
          over - up to 4d arrived true: 0/0 won
          over 4d up to 7d arrived true: 0/0 won
          over 7d up to 30d arrived true: 1/1 won
          over 30d up to - arrived true: 0/0 won
          over - up to - arrived false: 0/3 won
    "#]].assert_eq(&shown(&velocity(&history(log), &ask)));
    // As of the 9th the last that was heard is of the 8th: leads 1, 2 and 3 were watched for 7, 3 and 0 days.
    expect_test::expect![[r#"
        Hours
        all: 0 of 3, 0 before, 0 early, 7d 0/0/3 young 2, 4d 0/0/3 young 2, 30d 0/0/3 young 3
          over - up to 4d arrived true: 0/0 won
          over 4d up to 7d arrived true: 0/0 won
          over 7d up to 30d arrived true: 0/0 won
          over 30d up to - arrived true: 0/0 won
          over - up to - arrived false: 0/3 won
    "#]]
    .assert_eq(&shown(&velocity(&history_as_of(log, "2026-01-09T00:00:00Z"), &ask)));
}

#[test]
fn five_leads_stand_at_their_quantiles_in_every_unit() {
    let log = history(
        "
        1 2026-01-01T00:00:00Z created
        2 2026-01-01T00:00:00Z created
        3 2026-01-01T00:00:00Z created
        4 2026-01-01T00:00:00Z created
        5 2026-01-01T00:00:00Z created
        1 2026-01-01T06:00:00Z accepted
        2 2026-01-01T12:00:00Z accepted
        3 2026-01-02T00:00:00Z accepted
        4 2026-01-03T00:00:00Z accepted
        5 2026-01-06T00:00:00Z accepted
        ",
    );
    // 6, 12, 24, 48 and 120 hours; places 1, 2, 3, 3.6 and 3.8.
    let rows = [
        (Unit::Hours, ["12", "24", "48", "91.2", "105.6"]),
        (Unit::Days, ["0.5", "1", "2", "3.8", "4.4"]),
        (Unit::Minutes, ["720", "1440", "2880", "5472", "6336"]),
    ];
    for (unit, wanted) in rows {
        let ask = VelocityQuery { unit, ..query(Milestone::Created, Milestone::Accepted, Vec::new()) };
        let s = velocity(&log, &ask).all.spread.unwrap();
        assert_eq!([s.p25, s.median, s.p75, s.p90, s.p95].map(|quantile| quantile.to_string()), wanted, "{unit:?}");
    }
}

#[test]
fn calendar_days_are_those_of_the_zone() {
    // One day of 23 hours in Berlin: 29 March. Lead 3, known to the day, makes all of it calendar days.
    let log = history(
        "
        1 2026-03-28T22:59:59Z created
        2 2026-03-28T23:00:00Z created
        3 2026-03-10 created
        1 2026-03-28T23:00:00Z accepted
        2 2026-03-29T21:59:59Z accepted
        3 2026-03-10 accepted
        ",
    );
    let days = |name: &str| {
        let zone = Zone::named(name).unwrap();
        let ask = VelocityQuery { zone, ..query(Milestone::Created, Milestone::Accepted, Vec::new()) };
        let spread = velocity(&log, &ask).all.spread.unwrap();
        [spread.min, spread.median, spread.max].map(|days| days.to_string())
    };
    assert_eq!(days("Europe/Berlin"), ["0", "0", "1"], "lead 1 crossed midnight, lead 2 stayed within 29 March");
    assert_eq!(days("UTC"), ["0", "0", "1"], "lead 2 crossed midnight, lead 1 stayed within 28 March");
}
