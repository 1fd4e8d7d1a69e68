//! Refusals of what earns points: fit, signals, stages, qualification.

use expect_test::expect;

use super::check;

#[test]
fn a_rule_of_fit_says_points_or_a_veto() {
    check(
        "fit: {a: {when: lead.source == 'x'}}",
        &expect![[r#"
            4:7 fit.a: a rule of fit says neither points nor a veto. Add 'points', or 'disqualify: true' for a veto."#]],
    );
    check(
        "fit: {a: {when: lead.source == 'x', points: 3, disqualify: true}}",
        &expect![[r#"
            4:7 fit.a: a veto has no points: it is out, whatever else holds. Keep one of 'points' and 'disqualify'."#]],
    );
    check(
        "fit: {a: {when: fit > 3, points: 3}}",
        &expect![[r#"
            4:17 fit.a: fit cannot be named in the rules of fit and buyers: a score cannot rest on itself. Name fields, lists and built-in members there, and ask for the rest under qualified."#]],
    );
}

#[test]
fn an_unknown_field_function_or_type_is_refused_by_every_condition() {
    check(
        "fields: {lead: {size: number}}\nqualified: lead.sise > 3",
        &expect!["5:17 qualified: the lead has no field 'sise'. Did you mean lead.size?"],
    );
    check(
        "fields: {lead: {size: number}}\nqualified: lead.size == 'big'",
        &expect!["5:25 qualified: lead.size is a number and 'big' is a text. Compare it with a number, like 50."],
    );
    check(
        "signals: {demo: {on: A}}\nqualified: done('demo') || did('demmo')",
        &expect![[r#"
            5:12 qualified: there is no function 'done'. Functions: did, times, first, last, since, in_stage_for, buyer, list, has, duration, timestamp.
            5:32 qualified: there is no signal 'demmo'. Did you mean 'demo'?"#]],
    );
    check(
        "fit: {a: {when: \"account.domain in list('rivals')\", disqualify: true}}",
        &expect![[r#"
            4:41 fit.a: advice: no list 'rivals' is declared, so nothing is in it. Declare it under lists, with the values it holds."#]],
    );
}

#[test]
fn a_signal_that_can_never_pay() {
    check(
        "signals: {a: {on: A, points: 0}}",
        &expect![[r#"
            4:30 signals.a: 0 points never pay. Write what one is worth, or remove 'points' to count without pay."#]],
    );
    check(
        "signals: {a: {on: A, points: 5, cap: 0}}",
        &expect!["4:38 signals.a: a cap of 0 lets nothing be paid. Write a cap of the sign of 5, or none."],
    );
    check(
        "signals: {a: {on: A, points: 5, cap: -10}}",
        &expect!["4:38 signals.a: a cap of -10 lets 5 points never pay. Write a cap of the sign of 5, or none."],
    );
    check(
        "signals: {a: {on: A, points: -5, cap: 10}}",
        &expect!["4:39 signals.a: a cap of 10 lets -5 points never pay. Write a cap of the sign of -5, or none."],
    );
    check(
        "signals: {a: {on: A, points: 5, class: [scanner, prefetch]}}",
        &expect!["4:40 signals.a: prefetch and scanners never pay. Write human, unknown or both."],
    );
    check(
        "signals: {a: {on: A, half_life: 3d, pays: once per event.x}}",
        &expect![[r#"
        4:22 signals.a: 'half_life' shapes points, and this signal has none. Add 'points', or remove the key.
        4:37 signals.a: 'pays' shapes points, and this signal has none. Add 'points', or remove the key."#]],
    );
    check(
        "signals: {a: {on: A, points: 5, pays: once per x}, b: {on: B, points: 5, half_life: 0d}}",
        &expect![[r#"
        4:39 signals.a: 'once per x' does not say per what a signal pays once. Write it like 'once per event.webinar'.
        4:85 signals.b: no time at all is written. Write how long: 30d, 4h, 20s."#]],
    );
    check(
        "signals: {a: {on: A, points: 5, where: event.x == 'y', class: human, cap: 10, half_life: 3d}}",
        &expect![""],
    );
}

#[test]
fn a_stage_nothing_enters() {
    check(
        "stages: {inquiry: , later: {says: Later}}",
        &expect![[r#"
            4:21 stages.later: nothing enters this stage, and only the first may say nothing. Add 'enter' with what brings a lead in."#]],
    );
    check(
        "stages: {inquiry: , mql: {enter: qualified}}",
        &expect![[r#"
            4:34 stages.mql: nothing enters this stage: no rule says when a lead is qualified. Add the section 'qualified'."#]],
    );
    check(
        "stages: {inquiry: , mql: {enter: engagement > 60 && engagement < 40}}",
        &expect![[r#"
            4:34 stages.mql: nothing enters this stage: its condition can never hold. Loosen the condition, or remove the stage."#]],
    );
    check("stages: {inquiry: , mql: {enter: qualified}}\nqualified: fit > 10", &expect![""]);
}

#[test]
fn a_qualification_that_says_nothing() {
    check(
        "qualified: {}",
        &expect![[r#"
            4:1 qualified: no rule says when a lead is qualified. Add a rule with 'when', or remove the section."#]],
    );
    check(
        "qualified: {never: lead.source == 'x'}",
        &expect![[r#"
            4:1 qualified: no rule says when a lead is qualified. Add a rule with 'when', or remove the section."#]],
    );
    check(
        "qualified: {ready: {when: true, say: x}}",
        &expect![[r#"
        4:27 qualified.ready: advice: this is always true. Take it out.
        4:33 qualified.ready: 'say' is no key of a rule of qualification. Did you mean 'says'?"#]],
    );
}

#[test]
fn leaves_go_back_to_a_stage() {
    check(
        "leaves: {recycled: {to: mqll, at_most: 0, not_before: soon}, disqualified: {final: yes}}",
        &expect![[r#"
        4:25 leaves.recycled: no stage is called 'mqll'. Did you mean 'mql'?
        4:40 leaves.recycled: '0' is not a whole number from 1 to 1000. Write a whole number in that range.
        4:55 leaves.recycled: 'soon' is not a length of time. Write it like 20s, 30m, 4h, 7d, 2w or 1d12h.
        4:84 leaves.disqualified: 'yes' is neither true nor false. Write true or false."#]],
    );
}
