//! `entente explain`: a lead's whole story in words, at any instant, found by any of its keys.

mod real;

use expect_test::expect;

use crate::walk::{decided, files, say, succeed};

#[test]
fn a_lead_is_explained_in_words() {
    let Some(dir) = decided() else { return };
    expect![[r#"
        exit 0
        lead_1  anna@harbour.example
        account_1  harbour.example

        As of 2026-03-12 09:00:00: sal since 2026-03-05 09:20:00, A1
        Held by owen.clarke of office; cycle 1

        Fit 90 of 100, grade A
            +50  fit.size  lead.employees >= 10 [40]
            +40  fit.decides  lead.role in ['owner', 'manager'] [manager]
              0  fit.student  lead.role == 'student' [manager]

        Engagement 45.22026 of 100, level 1
          33.324292  signals.demo_requested  2026-03-04 11:20:00 (fact_15)
          11.895968  signals.guide_downloaded  2026-03-02 08:10:00 (fact_4)
          fading alone crosses the next threshold on 2026-03-23 11:07:20

        Qualification
          qualified.asked does not hold: fit >= 50 [90]; did('demo_requested', '7d') [2026-03-04 11:20:00]
          qualified.warm holds: fit >= 80 [90]; engagement >= 25 [45.22026]

        What happened, and what was decided (times of Europe/London)
        2026-03-02 08:10:00 (to the minute)  came in from search
        2026-03-02 08:10:00    § stages.inquiry  entered inquiry
                because created [2026-03-02 08:10:00]
        2026-03-02 08:10:00 (to the minute)  belongs to account_1
        2026-03-02 08:10:00 (to the minute)  learnt: employees 40, role manager
        2026-03-02 08:10:00    § grades  scored A3 (was C3): fit 90, engagement 0
                because fit [90]; engagement [0]
        2026-03-02 08:10:00 (to the minute)  Form Submitted (form guide)
        2026-03-02 08:10:00    § levels  scored A2 (was A3): fit 90, engagement 15
                because fit [90]; engagement [15]
        2026-03-04 11:20:00 (to the minute)  came in from mail
        2026-03-04 11:20:00 (to the minute)  learnt: employees 40, role manager
        2026-03-04 11:20:00 (to the minute)  Form Submitted (form demo)
        2026-03-04 11:20:00    § levels  scored A1 (was A2): fit 90, engagement 54.279035
                because fit [90]; engagement [54.279035]
        2026-03-04 11:20:00    § qualified.asked  qualified by asked
                because fit >= 50 [90]; did('demo_requested', '7d') [2026-03-04 11:20:00]
        2026-03-04 11:20:00    § stages.mql  entered mql
                because qualified [yes]
        2026-03-04 11:20:00    § handoff.routes.all  handed off to owen.clarke (cycle 1)
                priya.nair: later turn, 1 open
                owen.clarke: chosen, 0 open
        2026-03-04 11:20:00    § sla.sales.touch  clock started: 4 business hours, due 2026-03-04 15:20:00
        2026-03-04 14:10:00 (to the minute)  called for 35 s, not reached, by owen.clarke
        2026-03-04 14:10:00    § sla.sales.touch  met after 2 h 50 min
        2026-03-05 09:20:00 (to the minute)  called for 9 min 5 s, reached, by owen.clarke
        2026-03-05 09:20:00 (to the minute)  accepted by sales, by owen.clarke
        2026-03-05 09:20:00    § stages.sal  entered sal
                because accepted [yes]
    "#]]
    .assert_eq(&say(dir.path(), "explain anna@harbour.example"));
}

#[test]
fn an_earlier_instant_shows_what_was_known_then() {
    let Some(dir) = decided() else { return };
    expect![[r#"
        exit 0
        lead_1  anna@harbour.example
        account_1  harbour.example

        As of 2026-03-04 12:00:00: mql since 2026-03-04 11:20:00, A1
        Held by owen.clarke of office; cycle 1

        Fit 90 of 100, grade A
            +50  fit.size  lead.employees >= 10 [40]
            +40  fit.decides  lead.role in ['owner', 'manager'] [manager]
              0  fit.student  lead.role == 'student' [manager]

        Engagement 54.244233 of 100, level 1
          39.97436  signals.demo_requested  2026-03-04 11:20:00 (fact_15)
          14.269873  signals.guide_downloaded  2026-03-02 08:10:00 (fact_4)
          fading alone crosses the next threshold on 2026-03-23 11:07:20

        Qualification
          qualified.asked holds: fit >= 50 [90]; did('demo_requested', '7d') [2026-03-04 11:20:00]
          qualified.warm holds: fit >= 80 [90]; engagement >= 25 [54.244233]

        Clocks
          sla.sales.touch  4 business hours: 40 min counted since 2026-03-04 11:20:00, due 2026-03-04 15:20:00
              counted 2026-03-04 11:20:00 to 2026-03-04 12:00:00

        What happened, and what was decided (times of Europe/London)
        2026-03-02 08:10:00 (to the minute)  came in from search
        2026-03-02 08:10:00    § stages.inquiry  entered inquiry
                because created [2026-03-02 08:10:00]
        2026-03-02 08:10:00 (to the minute)  belongs to account_1
        2026-03-02 08:10:00 (to the minute)  learnt: employees 40, role manager
        2026-03-02 08:10:00    § grades  scored A3 (was C3): fit 90, engagement 0
                because fit [90]; engagement [0]
        2026-03-02 08:10:00 (to the minute)  Form Submitted (form guide)
        2026-03-02 08:10:00    § levels  scored A2 (was A3): fit 90, engagement 15
                because fit [90]; engagement [15]
        2026-03-04 11:20:00 (to the minute)  came in from mail
        2026-03-04 11:20:00 (to the minute)  learnt: employees 40, role manager
        2026-03-04 11:20:00 (to the minute)  Form Submitted (form demo)
        2026-03-04 11:20:00    § levels  scored A1 (was A2): fit 90, engagement 54.279035
                because fit [90]; engagement [54.279035]
        2026-03-04 11:20:00    § qualified.asked  qualified by asked
                because fit >= 50 [90]; did('demo_requested', '7d') [2026-03-04 11:20:00]
        2026-03-04 11:20:00    § stages.mql  entered mql
                because qualified [yes]
        2026-03-04 11:20:00    § handoff.routes.all  handed off to owen.clarke (cycle 1)
                priya.nair: later turn, 1 open
                owen.clarke: chosen, 0 open
        2026-03-04 11:20:00    § sla.sales.touch  clock started: 4 business hours, due 2026-03-04 15:20:00
    "#]]
    .assert_eq(&say(dir.path(), "explain anna@harbour.example --at 2026-03-04T12:00Z"));
    expect![[r#"
        exit 0
        lead_1  anna@harbour.example

        What happened, and what was decided (times of Europe/London)
        Nothing had happened yet.
    "#]]
    .assert_eq(&say(dir.path(), "explain anna@harbour.example --at 2026-01-01"));
}

#[test]
fn every_key_finds_the_same_lead() {
    let Some(dir) = decided() else { return };
    let by_mail = say(dir.path(), "explain anna@harbour.example");
    let id = by_mail.lines().nth(1).unwrap().split(' ').next().unwrap().to_owned();
    assert_eq!(say(dir.path(), &format!("explain {id}")), by_mail);
    assert_eq!(say(dir.path(), "explain ANNA@harbour.example"), by_mail);
}

#[test]
fn before_an_agreement_the_facts_are_shown_all_the_same() {
    let dir = files();
    succeed(dir.path(), "import --map map.yaml forms.csv calls.csv");
    expect![[r#"
        exit 0
        lead_1  anna@harbour.example
        account_1  harbour.example

        No agreement was in force then, so nothing was decided: `entente run` decides.

        What happened, and what was decided (times of UTC)
        2026-03-02 08:10:00 (to the minute)  came in from search
        2026-03-02 08:10:00 (to the minute)  belongs to account_1
        2026-03-02 08:10:00 (to the minute)  learnt: employees 40, role manager
        2026-03-02 08:10:00 (to the minute)  Form Submitted (form guide)
        2026-03-04 11:20:00 (to the minute)  came in from mail
        2026-03-04 11:20:00 (to the minute)  learnt: employees 40, role manager
        2026-03-04 11:20:00 (to the minute)  Form Submitted (form demo)
        2026-03-04 14:10:00 (to the minute)  called for 35 s, not reached, by owen.clarke
        2026-03-05 09:20:00 (to the minute)  called for 9 min 5 s, reached, by owen.clarke
        2026-03-05 09:20:00 (to the minute)  accepted by sales, by owen.clarke
    "#]]
    .assert_eq(&say(dir.path(), "explain anna@harbour.example"));
}

#[test]
fn a_lead_nobody_knows_and_a_log_that_is_not_there_are_named() {
    let dir = files();
    let mut told = say(dir.path(), "explain anna@harbour.example");
    assert!(!crate::walk::log(dir.path()).exists());
    succeed(dir.path(), "import --map map.yaml forms.csv calls.csv");
    told += &say(dir.path(), "explain nobody@harbour.example");
    told += &say(dir.path(), "explain lead_99");
    told += &say(dir.path(), "explain anna@harbour.example --at yesterday");
    expect![[r#"
        exit 2
        entente: no log in entente-data: bring facts in with `entente import`, or name its folder with --in
        exit 2
        entente: no lead 'nobody@harbour.example' is in the log: give a mail address, a record as source and number (crm:4711), or an id like lead_12
        exit 2
        entente: no lead 'lead_99' is in the log: give a mail address, a record as source and number (crm:4711), or an id like lead_12
        exit 2
        entente: 'yesterday' is not a time: give a date (2026-03-06) or a time with its offset (2026-03-06T16:30-05:00)
    "#]].assert_eq(&told);
}
