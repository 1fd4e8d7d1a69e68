//! Law: business time is never computed by adding hours. Promises over the nights on which clocks change, over
//! holidays, half days and weekends, in the words of the log; the same start under each kind of target.

use std::fmt::Write as _;

use entente_core::decision::Concluded;
use entente_core::engine::world::World;
use entente_core::id::Seq;
use expect_test::{Expect, expect};

use crate::engine::story::{fact, instant, local, plan};

const AGREEMENT: &str = "
entente: 1
title: Clocks that change
timezone: Europe/Berlin
parties: {marketing: mia@x.example, sales: kwame@x.example}
calendars:
  office:
    open: {mon-fri: ['09:00-17:00']}
    closed: {'2026-04-03': Good Friday, '2026-04-06': Easter Monday}
    special: {'2026-12-24': ['09:00-12:00']}
  night: {open: {mon-sun: ['22:00-06:00']}}
signals: {demo: {on: Form Submitted, points: 40, half_life: 30d}}
stages:
  inquiry: {says: Known, owner: marketing}
  mql: {says: Qualified lead, owner: marketing, enter: qualified}
leaves: {recycled: {to: inquiry, not_before: 1h, at_most: 5}}
qualified: {ready: {when: did('demo'), says: Asked}}
handoff:
  at: mql
  routes: {rest: {otherwise: true, to: team one}}
  teams: {one: {calendar: office, members: [ann]}}
sla:
  calendar_of: CALENDAR
  sales:
    touch: {from: handed_off, until: first_attempt, within: WITHIN, kept: 95%}
  ladder: [{at: 50%, tell: owner}, {at: 100%, tell: owner, then: late}]
";

/// For each start and each target: when it is due and when the steps of the ladder are, told by a lead that is never
/// touched.
fn check(calendar: &str, starts: &[&str], targets: &[&str], want: &Expect) {
    let mut rows = String::new();
    for start in starts {
        writeln!(rows, "from {start}").unwrap();
        for target in targets {
            let agreement = AGREEMENT.replace("WITHIN", target).replace("CALENDAR", calendar);
            let mut world = World::new(vec![plan(&agreement)]);
            let at = instant(start);
            for (seq, line) in [(1, "lead 1: created web"), (2, "lead 1: happened Form Submitted")] {
                world.fact(Seq(seq), &fact(Seq(seq), at, line));
            }
            let far = at + entente_core::time::Span::DAY.times(40);
            world.advance(far, true);
            let mut row = format!("    {target}:");
            for decision in world.take_decided() {
                match &decision.what {
                    Concluded::ClockStarted { due, .. } => write!(row, " due {}", local(*due)).unwrap(),
                    Concluded::ClockStep { step, .. } => write!(row, ", step {step} {}", local(decision.at)).unwrap(),
                    Concluded::ClockMissed { .. } => write!(row, ", late from {}", local(decision.at)).unwrap(),
                    _ => {}
                }
            }
            writeln!(rows, "{row}").unwrap();
        }
    }
    want.assert_eq(&rows);
}

#[test]
fn over_the_night_that_is_an_hour_short() {
    check(
        "night",
        &["03-28 21:00", "03-28 23:00", "03-29 01:30"],
        &["4h", "4 business hours", "1 business day", "1 calendar day", "same day"],
        &expect![[r#"
        from 03-28 21:00
            4h: due 03-29 01:00, step 0 03-28 23:00, late from 03-29 01:00, step 1 03-29 01:00
            4 business hours: due 03-29 03:00, step 0 03-29 00:00, late from 03-29 03:00, step 1 03-29 03:00
            1 business day: due 03-30 06:00, step 0 03-29 22:30, step 1 03-30 22:00, late from 03-31 00:00
            1 calendar day: due 03-30 00:00, step 0 03-29 11:00, late from 03-30 00:00, step 1 03-30 00:00
            same day: due 03-29 00:00, step 0 03-28 22:30, late from 03-29 00:00, step 1 03-29 00:00
        from 03-28 23:00
            4h: due 03-29 04:00, step 0 03-29 01:00, late from 03-29 04:00, step 1 03-29 04:00
            4 business hours: due 03-29 04:00, step 0 03-29 01:00, late from 03-29 04:00, step 1 03-29 04:00
            1 business day: due 03-30 06:00, step 0 03-29 23:00, step 1 03-30 22:00, late from 03-31 00:00
            1 calendar day: due 03-30 00:00, step 0 03-29 12:00, late from 03-30 00:00, step 1 03-30 00:00
            same day: due 03-29 00:00, step 0 03-28 23:30, late from 03-29 00:00, step 1 03-29 00:00
        from 03-29 01:30
            4h: due 03-29 06:30, step 0 03-29 04:30, late from 03-29 06:30, step 1 03-29 06:30
            4 business hours: due 03-29 22:30, step 0 03-29 04:30, late from 03-29 22:30, step 1 03-29 22:30
            1 business day: due 03-31 06:00, step 0 03-30 04:15, step 1 03-31 22:00, late from 04-01 00:00
            1 calendar day: due 03-31 00:00, step 0 03-30 01:15, late from 03-31 00:00, step 1 03-31 00:00
            same day: due 03-30 00:00, step 0 03-29 13:15, late from 03-30 00:00, step 1 03-30 00:00
    "#]],
    );
}

#[test]
fn over_the_night_that_is_an_hour_long() {
    check(
        "night",
        &["10-24 21:00", "10-24 23:00", "10-25 02:30"],
        &["4h", "4 business hours", "1 business day", "1 calendar day", "same day"],
        &expect![[r#"
        from 10-24 21:00
            4h: due 10-25 01:00, step 0 10-24 23:00, late from 10-25 01:00, step 1 10-25 01:00
            4 business hours: due 10-25 02:00, step 0 10-25 00:00, late from 10-25 02:00, step 1 10-25 02:00
            1 business day: due 10-26 06:00, step 0 10-25 05:30, step 1 10-26 22:00, late from 10-27 00:00
            1 calendar day: due 10-26 00:00, step 0 10-25 10:00, late from 10-26 00:00, step 1 10-26 00:00
            same day: due 10-25 00:00, step 0 10-24 22:30, late from 10-25 00:00, step 1 10-25 00:00
        from 10-24 23:00
            4h: due 10-25 02:00, step 0 10-25 01:00, late from 10-25 02:00, step 1 10-25 02:00
            4 business hours: due 10-25 02:00, step 0 10-25 01:00, late from 10-25 02:00, step 1 10-25 02:00
            1 business day: due 10-26 06:00, step 0 10-25 22:00, step 1 10-26 22:00, late from 10-27 00:00
            1 calendar day: due 10-26 00:00, step 0 10-25 11:00, late from 10-26 00:00, step 1 10-26 00:00
            same day: due 10-25 00:00, step 0 10-24 23:30, late from 10-25 00:00, step 1 10-25 00:00
        from 10-25 02:30
            4h: due 10-25 05:30, step 0 10-25 03:30, late from 10-25 05:30, step 1 10-25 05:30
            4 business hours: due 10-25 05:30, step 0 10-25 03:30, late from 10-25 05:30, step 1 10-25 05:30
            1 business day: due 10-27 06:00, step 0 10-26 03:45, step 1 10-27 22:00, late from 10-28 00:00
            1 calendar day: due 10-27 00:00, step 0 10-26 00:45, late from 10-27 00:00, step 1 10-27 00:00
            same day: due 10-26 00:00, step 0 10-25 12:45, late from 10-26 00:00, step 1 10-26 00:00
    "#]],
    );
}

#[test]
fn over_easter_and_the_weekend() {
    check(
        "office",
        &["04-02 16:00", "04-03 10:00", "04-04 23:59", "04-06 09:00"],
        &["4h", "2 business hours", "8 business hours", "1 business day", "2 business days", "2 calendar days"],
        &expect![[r#"
        from 04-02 16:00
            4h: due 04-02 20:00, step 0 04-02 18:00, late from 04-02 20:00, step 1 04-02 20:00
            2 business hours: due 04-07 10:00, step 0 04-07 09:00, late from 04-07 10:00, step 1 04-07 10:00
            8 business hours: due 04-07 16:00, step 0 04-07 12:00, late from 04-07 16:00, step 1 04-07 16:00
            1 business day: due 04-07 17:00, step 0 04-07 12:30, late from 04-08 09:00, step 1 04-08 09:00
            2 business days: due 04-08 17:00, step 0 04-07 16:30, late from 04-09 09:00, step 1 04-09 09:00
            2 calendar days: due 04-05 00:00, step 0 04-03 20:00, late from 04-05 00:00, step 1 04-05 00:00
        from 04-03 10:00
            4h: due 04-03 14:00, step 0 04-03 12:00, late from 04-03 14:00, step 1 04-03 14:00
            2 business hours: due 04-07 11:00, step 0 04-07 10:00, late from 04-07 11:00, step 1 04-07 11:00
            8 business hours: due 04-07 17:00, step 0 04-07 13:00, late from 04-08 09:00, step 1 04-08 09:00
            1 business day: due 04-07 17:00, step 0 04-07 13:00, late from 04-08 09:00, step 1 04-08 09:00
            2 business days: due 04-08 17:00, step 0 04-08 09:00, late from 04-09 09:00, step 1 04-09 09:00
            2 calendar days: due 04-06 00:00, step 0 04-04 17:00, late from 04-06 00:00, step 1 04-06 00:00
        from 04-04 23:59
            4h: due 04-05 03:59, step 0 04-05 01:59, late from 04-05 03:59, step 1 04-05 03:59
            2 business hours: due 04-07 11:00, step 0 04-07 10:00, late from 04-07 11:00, step 1 04-07 11:00
            8 business hours: due 04-07 17:00, step 0 04-07 13:00, late from 04-08 09:00, step 1 04-08 09:00
            1 business day: due 04-07 17:00, step 0 04-07 13:00, late from 04-08 09:00, step 1 04-08 09:00
            2 business days: due 04-08 17:00, step 0 04-08 09:00, late from 04-09 09:00, step 1 04-09 09:00
            2 calendar days: due 04-07 00:00, step 0 04-05 23:59:30.000000, late from 04-07 00:00, step 1 04-07 00:00
        from 04-06 09:00
            4h: due 04-06 13:00, step 0 04-06 11:00, late from 04-06 13:00, step 1 04-06 13:00
            2 business hours: due 04-07 11:00, step 0 04-07 10:00, late from 04-07 11:00, step 1 04-07 11:00
            8 business hours: due 04-07 17:00, step 0 04-07 13:00, late from 04-08 09:00, step 1 04-08 09:00
            1 business day: due 04-07 17:00, step 0 04-07 13:00, late from 04-08 09:00, step 1 04-08 09:00
            2 business days: due 04-08 17:00, step 0 04-08 09:00, late from 04-09 09:00, step 1 04-09 09:00
            2 calendar days: due 04-09 00:00, step 0 04-07 16:30, late from 04-09 00:00, step 1 04-09 00:00
    "#]],
    );
}

#[test]
fn over_a_half_day() {
    check(
        "office",
        &["12-23 16:00", "12-24 11:00", "12-24 13:00"],
        &["2 business hours", "4 business hours", "same day", "1 business day"],
        &expect![[r#"
        from 12-23 16:00
            2 business hours: due 12-24 10:00, step 0 12-24 09:00, late from 12-24 10:00, step 1 12-24 10:00
            4 business hours: due 12-24 12:00, step 0 12-24 10:00, late from 12-25 09:00, step 1 12-25 09:00
            same day: due 12-24 00:00, step 0 12-23 20:00, late from 12-24 00:00, step 1 12-24 00:00
            1 business day: due 12-24 12:00, step 0 12-24 10:00, late from 12-25 09:00, step 1 12-25 09:00
        from 12-24 11:00
            2 business hours: due 12-25 10:00, step 0 12-25 09:00, late from 12-25 10:00, step 1 12-25 10:00
            4 business hours: due 12-25 12:00, step 0 12-25 10:00, late from 12-25 12:00, step 1 12-25 12:00
            same day: due 12-25 00:00, step 0 12-24 17:30, late from 12-25 00:00, step 1 12-25 00:00
            1 business day: due 12-25 17:00, step 0 12-25 12:30, late from 12-28 09:00, step 1 12-28 09:00
        from 12-24 13:00
            2 business hours: due 12-25 11:00, step 0 12-25 10:00, late from 12-25 11:00, step 1 12-25 11:00
            4 business hours: due 12-25 13:00, step 0 12-25 11:00, late from 12-25 13:00, step 1 12-25 13:00
            same day: due 12-25 00:00, step 0 12-24 18:30, late from 12-25 00:00, step 1 12-25 00:00
            1 business day: due 12-25 17:00, step 0 12-25 13:00, late from 12-28 09:00, step 1 12-28 09:00
    "#]],
    );
}
