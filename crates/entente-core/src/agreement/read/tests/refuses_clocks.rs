//! Refusals of promises: who owes what, when a clock starts and stops, tiers and ladder.

use expect_test::expect;

use super::check;

fn sales(promise: &str, want: &expect_test::Expect) {
    check(
        &format!("qualified: fit > 10\nsignals: {{demo: {{on: D}}}}\nsla: {{sales: {{touch: {{{promise}}}}}}}"),
        want,
    );
}

#[test]
fn a_clock_whose_start_implies_its_stop() {
    sales(
        "from: handed_off, until: handed_off, within: 4h",
        &expect![[r#"
            6:48 sla.sales.touch: the clock starts and stops at 'handed_off'. Stop it at a moment that comes after its start."#]],
    );
    sales(
        "from: accepted, until: handed_off, within: 4h",
        &expect![[r#"
            6:46 sla.sales.touch: the clock stops at 'handed_off', which has happened whenever it starts at 'accepted'. Stop it at a moment that comes after its start."#]],
    );
    sales(
        "from: contacted, until: [accepted, first_attempt], within: 4h",
        &expect![[r#"
            6:47 sla.sales.touch: the clock stops at 'first_attempt', which has happened whenever it starts at 'contacted'. Stop it at a moment that comes after its start."#]],
    );
    sales(
        "from: customer, until: sal, within: 4h",
        &expect![[r#"
            6:46 sla.sales.touch: the clock stops at 'sal', which has happened whenever it starts at 'customer'. Stop it at a moment that comes after its start."#]],
    );
    sales(
        "from: sal, until: accepted, within: 4h",
        &expect![[r#"
            6:41 sla.sales.touch: the clock stops at 'accepted', which has happened whenever it starts at 'sal'. Stop it at a moment that comes after its start."#]],
    );
    sales(
        "from: accepted, until: sal, within: 4h",
        &expect![[r#"
            6:46 sla.sales.touch: the clock stops at 'sal', which has happened whenever it starts at 'accepted'. Stop it at a moment that comes after its start."#]],
    );
    sales(
        "from: opportunity_won, until: created, within: 4h",
        &expect![[r#"
            6:53 sla.sales.touch: the clock stops at 'created', which has happened whenever it starts at 'opportunity_won'. Stop it at a moment that comes after its start."#]],
    );
    sales(
        "from: mql, until: handed_off, within: 4h",
        &expect![[r#"
            6:41 sla.sales.touch: the clock stops at 'handed_off', which has happened whenever it starts at 'mql'. Stop it at a moment that comes after its start."#]],
    );
    sales("from: handed_off, until: [accepted, rejected], within: 4h", &expect![""]);
    sales("from: demo, until: handed_off, within: 4h", &expect![""]);
    sales("from: mql, until: sal, within: 4h", &expect![""]);
}

#[test]
fn a_promise_nobody_owes() {
    check(
        "sla: {partners: {touch: {from: created, until: mql, within: 4h}}}",
        &expect![[r#"
            4:7 sla: nobody owes these promises: 'partners' is not a party. Write them under 'marketing' or 'sales'."#]],
    );
    check(
        "sla: {sales: {touch: {from: handed_off, until: first_attempt, within: 4h}}}",
        &expect![[r#"
        4:29 sla.sales.touch: nothing brings about 'handed_off': this agreement hands no lead over. Add the section 'handoff' or 'qualified'.
        4:48 sla.sales.touch: nothing brings about 'first_attempt': this agreement hands no lead over. Add the section 'handoff' or 'qualified'."#]],
    );
    check(
        "sla: {sales: {tries: {attempts: 3, within: 5d}}}",
        &expect![[r#"
            4:23 sla.sales.tries: attempts follow a handoff, and this agreement hands no lead over. Add the section 'handoff' or 'qualified'."#]],
    );
    check(
        "metrics: {speed: {between: [handed_off, contacted]}}",
        &expect![[r#"
        4:29 metrics.speed: nothing brings about 'handed_off': this agreement hands no lead over. Add the section 'handoff' or 'qualified'.
        4:41 metrics.speed: nothing brings about 'contacted': this agreement hands no lead over. Add the section 'handoff' or 'qualified'."#]],
    );
}

#[test]
fn a_moment_that_never_comes() {
    check(
        "metrics: {ready: {count: qualified}, leads: {share: mql, of: inquiry}}",
        &expect![[r#"
        4:26 metrics.ready: nothing brings about 'qualified': no rule says when a lead is qualified. Add the section 'qualified'.
        4:53 metrics.leads: nothing brings about 'qualified': no rule says when a lead is qualified. Add the section 'qualified'."#]],
    );
    check("metrics: {leads: {share: mql, of: inquiry}}\nqualified: fit > 10", &expect![[r#""#]]);
    check(
        "stages: {inquiry: , mql: {enter: fit > 10}}\nmetrics: {leads: {share: mql, of: inquiry}}",
        &expect![[r#""#]],
    );
}

#[test]
fn whose_hours_count_is_known() {
    let calendars =
        "calendars: {a: {open: {mon: '09:00-17:00'}}, b: {open: {tue: '09:00-17:00'}}}\nqualified: fit > 10\n";
    check(
        &format!("{calendars}sla: {{waivers: {{by: nobody}}}}"),
        &expect!["6:1 sla: there is no team, and nothing says whose calendar counts. Add 'calendar_of': one of a, b."],
    );
    check(&format!("{calendars}sla: {{calendar_of: b}}"), &expect![[r#""#]]);
}

#[test]
fn tiers_overlap_or_miss_the_last_row() {
    sales(
        "from: handed_off, until: accepted, within: [{when: grade == 'A', do: 1h}]",
        &expect![[r#"
            6:67 sla.sales.touch: the tiers miss the leads of which none of them holds. Add a last tier: {otherwise: true, do: …}."#]],
    );
    sales(
        "from: handed_off, until: accepted, within: [{otherwise: true, do: 1h}, {when: grade == 'A', do: 1h}]",
        &expect![[r#"
        6:67 sla.sales.touch: the tiers below are never asked: this one takes all the rest. Move it to the end.
        6:94 sla.sales.touch: the tiers miss the leads of which none of them holds. Add a last tier: {otherwise: true, do: …}."#]],
    );
    sales(
        "from: handed_off, until: accepted, within: [{when: grade == 'A', do: 1h}, {when: \"'A' == grade\", do: 2h}, {otherwise: true, do: 3h}]",
        &expect!["6:97 sla.sales.touch: an earlier tier is for the same leads. Change its condition, or remove it."],
    );
    sales(
        "from: handed_off, until: accepted, within: [{do: 1h}, {otherwise: true, do: soon}]",
        &expect![[r#"
        6:67 sla.sales.touch: a tier does not say for which leads it is. Add 'when', or 'otherwise: true' in the last.
        6:99 sla.sales.touch: 'soon' is no time to be kept. Write it like 90m, 4 business hours, 2 business days or same day."#]],
    );
    sales(
        "from: handed_off, until: accepted, within: []",
        &expect!["6:58 sla.sales.touch: there is no tier. Write how long it may take."],
    );
}

#[test]
fn ladder_steps() {
    check(
        "sla: {ladder: [{at: 100%, tell: owner, then: late}, {at: 120%, tell: sales}]}",
        &expect![[r#"
            4:53 sla.ladder: the step at 120% never comes: the one at 100% has ended the clock's ladder. Remove it, or take 'then' from the step above."#]],
    );
    check(
        "sla: {ladder: [{at: 100%, tell: owner, then: reassign}, {at: 150%, tell: sales}]}",
        &expect![[r#"
            4:57 sla.ladder: the step at 150% never comes: the one at 100% has ended the clock's ladder. Remove it, or take 'then' from the step above."#]],
    );
    check(
        "sla: {ladder: [{at: 80%, tell: owner}, {at: 50%, tell: sales}]}",
        &expect![[r#"
            4:40 sla.ladder: the step at 50% does not come after the one at 80%. Write the steps earliest first, each at a time of its own."#]],
    );
    check(
        "sla: {ladder: [{at: 80%, tell: owner, then: late}, {at: 0%, tell: sales}, {at: 100%}]}",
        &expect![[r#"
        4:45 sla.ladder: nothing is late at 80% of its time. Say 'then: late' at 100% or later.
        4:52 sla.ladder: the step at 0% does not come after the one at 80%. Write the steps earliest first, each at a time of its own.
        4:57 sla.ladder: a step at 0% is outside a clock's run. Write a share above 0% and up to 1000%.
        4:75 sla.ladder: this step tells nobody and does nothing. Add 'tell' or 'then'."#]],
    );
    check(
        "sla: {ladder: [{at: 80%, tell: [owner, carl]}, {at: 100%, tell: manager}, {at: 200%, tell: ben}]}",
        &expect!["4:32 sla.ladder: no person is called 'carl'. Write one of: ana, ana@x.example, ben, ben@x.example."],
    );
    check(
        "sla: {ladder: [{at: 80%, tell: [owner, {name: ben}, owner]}]}",
        &expect![[r#"
            4:40 sla.ladder: here stands a mapping where a text belongs. Write one text.
            4:53 sla.ladder: 'owner' stands twice in this list. Keep one."#]],
    );
}

#[test]
fn amounts_of_a_promise() {
    sales(
        "from: handed_off, until: accept, within: 4 busy hours, kept: 105%, late: call",
        &expect![[r#"
        6:48 sla.sales.touch: no moment, stage or signal is called 'accept'. Did you mean 'accepted'?
        6:64 sla.sales.touch: '4 busy hours' is no time to be kept. Write it like 90m, 4 business hours, 2 business days or same day.
        6:84 sla.sales.touch: 105% is more than the whole. Write at most 100%.
        6:96 sla.sales.touch: 'call' is none of the words that may stand here. Write one of: nothing, reassign."#]],
    );
    sales(
        "count: handed_off",
        &expect!["6:15 sla.sales.touch: nothing says how much is promised. Add 'at_least' or 'at_most'."],
    );
    sales(
        "count: handed_off, at_least: 9, at_most: 3, less: [clerical, fakes], dispute: 0d",
        &expect![[r#"
        6:64 sla.sales.touch: the most is less than the least. Write 'at_most' above 'at_least'.
        6:73 sla.sales.touch: no kind of rejection or reason to reject is called 'fakes'. Did you mean 'fake'?
        6:101 sla.sales.touch: '0d' is no time at all. Write it like 90m, 4 business hours or same day."#]],
    );
    sales(
        "share: accepted, of: handed_off, at_least: 60",
        &expect!["6:66 sla.sales.touch: '60' is not a share. Write a number and a percent sign: 95% or 2.5%."],
    );
    sales(
        "sum: opportunity.amounts, at_least: 60",
        &expect!["6:28 sla.sales.touch: 'opportunity.amounts' cannot be summed. Did you mean 'opportunity.amount'?"],
    );
    sales(
        "attempts: 2, channels: 3, within: 5d",
        &expect![[r#"
            6:46 sla.sales.touch: 2 attempts cannot use 3 channels. Promise as many attempts as channels at least."#]],
    );
    sales("holds: weekly", &expect!["6:30 sla.sales.touch: no meeting is called 'weekly'. Declare it first."]);
    sales(
        "says: Something",
        &expect![[r#"
            6:15 sla.sales.touch: nothing here says what kind of clause this is. Write one of: from, count, share, sum, attempts, holds."#]],
    );
    sales(
        "form: handed_off",
        &expect!["6:15 sla.sales.touch: nothing here says what kind of clause this is. Did you mean 'from'?"],
    );
}

#[test]
fn what_counts_as_a_touch() {
    check(
        "sla: {first_touch_counts: {call: never}, calendar_of: nowhere}",
        &expect![[r#"
        4:7 sla.first_touch_counts: no act counts as a first touch, so no such promise can be kept. Write at least one kind of act, or 'any: true'.
        4:34 sla.first_touch_counts: 'never' is not a length of time. Write it like 20s, 30m, 4h, 7d, 2w or 1d12h.
        4:55 sla: no calendar is called 'nowhere'. Write office."#]],
    );
    check(
        "sla: {first_touch_counts: {}, pauses: {holiday: 0s}}",
        &expect![[r#"
        4:7 sla.first_touch_counts: no act counts as a first touch, so no such promise can be kept. Write at least one kind of act, or 'any: true'.
        4:49 sla.pauses: no time at all is written. Write how long: 30d, 4h, 20s."#]],
    );
}
