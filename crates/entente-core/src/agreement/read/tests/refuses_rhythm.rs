//! Refusals of goals, metrics, nurture, segments, meetings, amendment and worked examples.

use expect_test::expect;

use super::check;

#[test]
fn goals_and_metrics() {
    check(
        "goals: {won: {metric: wins, at_least: 3}}\nmetrics: {won: {count: customers}}",
        &expect![[r#"
        4:23 goals.won: no metric is called 'wins'. Write won.
        5:24 metrics.won: no moment, stage or signal is called 'customers'. Did you mean 'customer'?"#]],
    );
    check(
        "goals: {won: {metric: won, at_least: 3%}}\nmetrics: {won: {count: customer}}",
        &expect!["4:38 goals.won: the metric is not a share, and this is. Write a number without %."],
    );
    check(
        "goals: {kept: {metric: kept, at_most: 3}}\nmetrics: {kept: {share: churned, of: customer}}",
        &expect!["4:39 goals.kept: the metric is a share, and this is not. Write it with %: 5%."],
    );
    check(
        "goals: {won: {metric: won}, other: {says: x}}\nmetrics: {won: {count: customer}}",
        &expect![[r#"
        4:9 goals.won: nothing says how much is promised. Add 'at_least' or 'at_most'.
        4:29 goals.other: nothing here says what kind of clause this is. Write one of: metric, arithmetic."#]],
    );
    check(
        "goals: {d: {arithmetic: {revenue: 0, average_deal: 4, lead_to_customer: 0%}}}",
        &expect![[r#"
        4:35 goals.d: 0 is not more than nothing. Write an amount above 0.
        4:73 goals.d: no number of leads brings a customer at 0%. Write a share above 0%."#]],
    );
    check(
        "metrics: {speed: {between: [created], as: [medium]}, two: {between: [mql, mql]}, s: {sum: money}}",
        &expect![[r#"
            4:28 metrics.speed: a time lies between two moments. Write two different ones: [handed_off, first_attempt].
            4:43 metrics.speed: no figure is called 'medium'. Did you mean 'median'?
            4:69 metrics.two: a time lies between two moments. Write two different ones: [handed_off, first_attempt].
            4:70 metrics.two: nothing brings about 'qualified': no rule says when a lead is qualified. Add the section 'qualified'.
            4:75 metrics.two: nothing brings about 'qualified': no rule says when a lead is qualified. Add the section 'qualified'.
            4:91 metrics.s: 'money' cannot be summed. Write one of: opportunity.amount, customer.amount, customer.recurring_revenue."#]],
    );
}

#[test]
fn nurture_and_segments() {
    check(
        "nurture: {warm: {for: stage == 'mqll', steps: [{sent: a}, {wait: 5}, {when: qualified}], at_most: two mails, quiet: {hours: night, of: me}}}",
        &expect![[r#"
            4:32 nurture.warm: stage is never 'mqll'. Did you mean 'mql'?
            4:48 nurture.warm: nothing here says what kind of clause this is. Did you mean 'send'?
            4:66 nurture.warm: '5' is not a length of time. Write it like 20s, 30m, 4h, 7d, 2w or 1d12h.
            4:70 nurture.warm: 'send' is missing from a step that chooses. Add 'send': Sent where it holds.
            4:99 nurture.warm: 'two mails' does not say how many mails in how long. Write it like '2 mails per week'; per day, week or month.
            4:125 nurture.warm.quiet: 'night' is not from one time to a later one. Write hours like "09:00-12:30", past midnight like "22:00-06:00".
            4:136 nurture.warm.quiet: 'me' is none of the words that may stand here. Write one of: lead, agreement."#]],
    );
    check(
        "nurture: {warm: {for: fit > 3, steps: []}}\nsegments: {a: {owner: me}}",
        &expect![[r#"
        4:32 nurture.warm: the program has no steps. Write at least one that sends.
        5:12 segments.a: 'when' is missing from a segment. Add 'when': Who belongs to it.
        5:23 segments.a: 'me' is none of the words that may stand here. Write one of: marketing, sales."#]],
    );
}

#[test]
fn meetings_and_amendment() {
    check(
        "meetings: {a: {every: WEEKLY, at: '10'}, b: {every: FREQ=OFTEN, at: '10:00', who: all}, c: {every: FREQ=WEEKLY;BYDAY=XX, at: '25:00'}, d: {every: BYDAY=MO, at: '10:00'}, e: {every: FREQ=DAILY;FREQ=DAILY, at: '10:00', minutes: 0}}",
        &expect![[r#"
            4:23 meetings.a: 'WEEKLY' is no part of a recurrence rule that is known here. Write it like FREQ=WEEKLY;BYDAY=TH or FREQ=MONTHLY;BYDAY=2TU.
            4:36 meetings.a: '10' is not a time of day. Write it like "09:30".
            4:53 meetings.b: 'OFTEN' does not fit FREQ. Write it like FREQ=WEEKLY;BYDAY=TH or FREQ=MONTHLY;BYDAY=2TU.
            4:83 meetings.b: 'all' is none of the words that may stand here. Write one of: marketing, sales.
            4:100 meetings.c: 'XX' does not fit BYDAY. Write it like FREQ=WEEKLY;BYDAY=TH or FREQ=MONTHLY;BYDAY=2TU.
            4:127 meetings.c: '25:00' is not a time of day. Write it like "09:30".
            4:147 meetings.d: the rule does not say how often. Write it like FREQ=WEEKLY;BYDAY=TH or FREQ=MONTHLY;BYDAY=2TU.
            4:182 meetings.e: FREQ stands twice. Write it like FREQ=WEEKLY;BYDAY=TH or FREQ=MONTHLY;BYDAY=2TU.
            4:227 meetings.e: '0' is not a whole number from 1 to 1440. Write a whole number in that range."#]],
    );
    check(
        "amend: {open_clocks: stop, scores: keep, period: now}",
        &expect![[r#"
        4:22 amend: 'stop' is none of the words that may stand here. Write one of: finish, restart.
        4:36 amend: 'keep' is none of the words that may stand here. Write recompute.
        4:50 amend: 'now' is none of the words that may stand here. Write one of: next, current."#]],
    );
    check("meetings: {a: {every: FREQ=MONTHLY;INTERVAL=3;BYDAY=-1MO;WKST=MO, at: '09:30'}}", &expect![""]);
}

#[test]
fn keeping() {
    check(
        "keep: {details: 23h}",
        &expect!["4:17 keep.details: details are kept for less than a day. Write a day or more: 1d, 365d."],
    );
    check(
        "keep: {details: 25 months}",
        &expect![
            "4:17 keep.details: '25 months' is not a length of time. Write it like 20s, 30m, 4h, 7d, 2w or 1d12h."
        ],
    );
    check(
        "keep: {detail: 30d}",
        &expect![[r#"
            4:1 keep: 'details' is missing from what is kept. Add 'details': How long every property of an event is kept; after that only those that a signal asks for stay. A day at least.
            4:8 keep: 'detail' is no key of what is kept. Did you mean 'details'?"#]],
    );
    check("keep:", &expect![""]);
    check("keep: {details: 1d}", &expect![""]);
}

#[test]
fn worked_examples() {
    check(
        "fields: {lead: {role: {type: choice, of: [boss]}, size: number}}\nsignals: {demo: {on: Demo}}\nexamples:\n  - says: A\n    at: 2026-01-01\n    lead: {role: chef, sice: 3, size: big}\n    did: [{signal: demmo, ago: 3d}, {event: Demo, at: 2026-02-01T00:00Z, ago: 1d}, {fact: won}]\n    expect: {stage: mqll, qualified: ready, grade: E, level: 4, team: x, route: y}\n  - {says: B, at: 2026-01-01T00:00Z, did: [{event: Demo, at: 2026-02-01T00:00Z}], expect: {}}",
        &expect![[r#"
            8:9 examples: '2026-01-01' is not an instant with an offset. Write date, time and offset: 2026-03-06T16:30+01:00.
            9:18 examples: no word of this field is called 'chef'. Write boss.
            9:24 examples: no field is called 'sice'. Did you mean 'size'?
            9:39 examples: 'big' is not a number. Write digits alone, with at most six decimals: 2400000 or 7.5.
            10:20 examples: no signal is called 'demmo'. Did you mean 'demo'?
            10:51 examples: both 'at' and 'ago' say when. Keep one of the two.
            10:91 examples: 'won' is none of the words that may stand here. Write one of: accepted, rejected, contacted, confirmed, disqualified, opportunity_opened, opportunity_won.
            11:21 examples: no stage is called 'mqll'. Did you mean 'mql'?
            11:38 examples: no rule of qualification is called 'ready'. Write qualified.
            11:52 examples: no grade is called 'E'. Write one of: A, B, C, D.
            11:62 examples: no level is called '4'. Write one of: 1, 2, 3.
            11:71 examples: no team is called 'x'. Declare it first.
            11:81 examples: no route is called 'y'. Write all.
            12:62 examples: this happens after the instant at which the example is judged. Write an earlier instant, or a later 'at' of the example.
            12:83 examples: the example expects nothing. Add 'stage', 'qualified' or 'owner'."#]],
    );
}

#[test]
fn a_rule_that_ends_on_no_date_is_refused() {
    check(
        "meetings: {a: {every: FREQ=WEEKLY;UNTIL=20261332, at: '10:00'}}",
        &expect![
            "4:23 meetings.a: '20261332' does not fit UNTIL. Write it like FREQ=WEEKLY;BYDAY=TH or FREQ=MONTHLY;BYDAY=2TU."
        ],
    );
}
