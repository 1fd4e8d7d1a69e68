//! Every report of the walk to its last line: with so few leads, each figure can be counted by hand in its files.

use expect_test::expect;

use super::{AS_OF, decided, say};

fn report(args: &str) -> Option<String> {
    let dir = decided()?;
    Some(say(dir.path(), &format!("{args} --as-of {AS_OF}")))
}

#[test]
fn the_funnel_by_source() {
    let Some(told) = report("report funnel --by source") else { return };
    expect![[r#"
        exit 0
        source    leads   inquiry       mql      sal  won  share  interval  note
        ────────  ─────  ────────  ────────  ───────  ───  ─────  ────────  ────
        search        3  3 100.0%   2 66.7%  2 66.7%    0   0.0%  0.0–56.1
        referral      1  1 100.0%  1 100.0%   0 0.0%    0   0.0%  0.0–79.3
        social        1  1 100.0%    0 0.0%   0 0.0%    0   0.0%  0.0–79.3
        all           5  5 100.0%   3 60.0%  2 40.0%    0   0.0%  0.0–43.4

        as of 2026-03-12T09:00:00Z, up to entry 65; all leads ever created in Europe/London; observed until 2026-03-10T10:00:00Z
        n = 5 leads; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&told);
}

#[test]
fn the_promises_by_owner() {
    let Some(told) = report("report sla --by owner") else { return };
    expect![[r#"
        exit 0
        Sales: A call within four business hours (sla.sales.touch, 90% promised)
        owner        started  met  late  missed  overdue  running  cancelled  cannot tell  waived                 kept
        ───────────  ───────  ───  ────  ──────  ───────  ───────  ─────────  ───────────  ──────  ───────────────────  ────────────────────
        priya.nair         2    1     1       0        0        0          0            0       0     50.0% [9.5–90.5]  below, within chance
        owen.clarke        1    1     0       0        0        0          0            0       0  100.0% [20.7–100.0]  as promised
        all                3    2     1       0        0        0          0            0       0    66.7% [20.8–93.9]  below, within chance

        share                   period   promised               kept  of  too young
        ──────────────────────  ───────  ────────  ─────────────────  ──  ─────────  ────────────────────
        sla.marketing.accepted  2026-02       80%                  –   0          0  nothing judged yet
        sla.marketing.accepted  2026-03       80%  66.7% [20.8–93.9]   3          0  below, within chance

        as of 2026-03-12T09:00:00Z, up to entry 65; all clocks ever started in Europe/London; observed until 2026-03-10T10:00:00Z
        n = 3 clocks; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&told);
}

#[test]
fn the_way_to_the_first_touch() {
    let Some(told) = report("report velocity --from handed_off --to first_attempt --within 1h,4h,1d") else { return };
    expect![[r#"
        exit 0
        From handed_off to first_attempt, in hours

             from  arrived   min   p25  median  mean    p75    p90    p95    max
        ───  ────  ───────  ────  ────  ──────  ────  ─────  ─────  ─────  ─────
        all     3        3  0.92  1.88    2.83    31  46.04  71.97  80.61  89.25

             within  n             of all  of those who arrived  too young
        ───  ──────  ─  ─────────────────  ────────────────────  ─────────
        all  1h      1   33.3% [6.1–79.2]      33.3% [6.1–79.2]          0
        all  4h      2  66.7% [20.8–93.9]     66.7% [20.8–93.9]          0
        all  1d      2  66.7% [20.8–93.9]     66.7% [20.8–93.9]          0

        as of 2026-03-12T09:00:00Z, up to entry 65; all leads that came to handed_off in Europe/London; observed until 2026-03-10T10:00:00Z
        n = 3 leads that came to handed_off; left out: 2 without handed_off; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&told);
}

#[test]
fn the_handoffs() {
    let Some(told) = report("report handoffs") else { return };
    expect![[r#"
        exit 0
        by route  handed over  touched  accepted  rejected  open  nobody         acceptance
        ────────  ───────────  ───────  ────────  ────────  ────  ──────  ─────────────────
        all                 3        3         2         1     0       0  66.7% [20.8–93.9]
        together            3        3         2         1     0       0  66.7% [20.8–93.9]

        by team  handed over  touched  accepted  rejected  open  nobody         acceptance
        ───────  ───────────  ───────  ────────  ────────  ────  ──────  ─────────────────
        office             3        3         2         1     0       0  66.7% [20.8–93.9]
        all                3        3         2         1     0       0  66.7% [20.8–93.9]

        by owner     handed over  touched  accepted  rejected  open  nobody           acceptance
        ───────────  ───────────  ───────  ────────  ────────  ────  ──────  ───────────────────
        priya.nair             2        2         1         1     0       0     50.0% [9.5–90.5]
        owen.clarke            1        1         1         0     0       0  100.0% [20.7–100.0]
        all                    3        3         2         1     0       0    66.7% [20.8–93.9]

        by period  handed over  touched  accepted  rejected  open  nobody         acceptance
        ─────────  ───────────  ───────  ────────  ────────  ────  ──────  ─────────────────
        2026-03              3        3         2         1     0       0  66.7% [20.8–93.9]
        all                  3        3         2         1     0       0  66.7% [20.8–93.9]

        as of 2026-03-12T09:00:00Z, up to entry 65; all handoffs on record in Europe/London; observed until 2026-03-10T10:00:00Z
        n = 3 handoffs, of which the open ones are too young; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&told);
}

#[test]
fn what_sales_said() {
    let Some(told) = report("report feedback") else { return };
    expect![[r#"
        exit 0
        occasion  reason       kind          n                share  referral
        ────────  ───────────  ────────────  ─  ───────────────────  ────────
        rejected  not_a_buyer  definitional  1  100.0% [20.7–100.0]         1

        as of 2026-03-12T09:00:00Z, up to entry 65; all feedback on record in Europe/London; observed until 2026-03-10T10:00:00Z
        n = 1 reasons; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&told);
}

#[test]
fn the_scores() {
    let Some(told) = report("report scores") else { return };
    expect![[r#"
        exit 0
        fit at least  grade  leads               of all  won    share of them  of all wins
        ────────────  ─────  ─────  ───────────────────  ───  ───────────────  ───────────
                  80  A          2    40.0% [11.8–76.9]    0  0.0% [0.0–65.8]            –
                  50  B          3    60.0% [23.1–88.2]    0  0.0% [0.0–56.1]            –
                   0  C          5  100.0% [56.6–100.0]    0  0.0% [0.0–43.4]            –

        won 0 0.0% [0.0–43.4]
        AUC: cannot tell without both leads that won and leads that did not

        Fit is of the last known values. A field that sales filled in afterwards, or that the outcome changed, makes a card look
        better than it can be in advance: leave such fields out of `fit`.

        as of 2026-03-12T09:00:00Z, up to entry 65; all leads ever created, by their last known values in Europe/London; observed until 2026-03-10T10:00:00Z
        n = 5 leads; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&told);
}

#[test]
fn the_counts_by_week() {
    let Some(told) = report("report counts --moment handed_off --per week") else { return };
    expect![[r#"
        exit 0
        period    handed_off
        ────────  ──────────
        2026-W10           3
        all                3

        as of 2026-03-12T09:00:00Z, up to entry 65; periods by when it happened in Europe/London; observed until 2026-03-10T10:00:00Z
        n = 3 leads that came to handed_off; left out: 2 that never came to handed_off; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&told);
}

#[test]
fn the_statement_in_both_languages() {
    let Some(told) = report("statement --width 100") else { return };
    expect![[r#"
        exit 0
        Tidewater Software, new business
        ════════════════════════════════

        Marketing promises                               │ Sales promises
        ──────────────────────────────────────────────── │ ────────────────────────────────────────────────
        §7.1 Four in five are accepted                   │ §7.2 A call within four business hours
          target  80% (2026-03)                          │   target  90% in time
          actual  66.7% [20.8–93.9] of 3                 │   actual  66.7% [20.8–93.9] of 3
          stands  below, within chance                   │   stands  below, within chance
                                                         │
        At risk
          §7.2 66.7% in time of 90% promised; past due and still open: 0
          §7.1 2026-03: below, within chance

        as of 2026-03-12T09:00:00Z, up to entry 65; all clocks ever started in Europe/London; observed until 2026-03-10T10:00:00Z
        n = 3 clocks; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&told);
    let Some(told) = report("statement --width 100 --lang ko") else { return };
    expect![[r#"
        exit 0
        Tidewater Software, new business
        ════════════════════════════════

        Marketing의 약속                                 │ Sales의 약속
        ──────────────────────────────────────────────── │ ────────────────────────────────────────────────
        §7.1 Four in five are accepted                   │ §7.2 A call within four business hours
          목표  80% (2026-03)                            │   목표  90% 기한 내
          실적  3건 중 66.7% [20.8–93.9]                 │   실적  3건 중 66.7% [20.8–93.9]
          판정  약속에 못 미치나 우연일 수 있음          │   판정  약속에 못 미치나 우연일 수 있음
                                                         │
        살펴볼 것
          §7.2 약속 90% 중 66.7% 기한 내, 기한이 지나고 아직 열린 것 0건
          §7.1 2026-03: 약속에 못 미치나 우연일 수 있음

        기준 2026-03-12T09:00:00Z, 기록 65번까지; 시간대 Europe/London; 마지막 사실 2026-03-10T10:00:00Z
        기한 3건, 취소 0건; 진행 중 0건; 알 수 없음 0건
        [ ]는 건수가 허용하는 95% 구간입니다 (Wilson)
    "#]]
    .assert_eq(&told);
}

#[test]
fn the_statement_on_a_narrow_page() {
    let Some(told) = report("statement --width 60") else { return };
    expect![[r#"
        exit 0
        Tidewater Software, new business
        ════════════════════════════════

        Marketing promises
        ────────────────────────────────────────────────────────────
        §7.1 Four in five are accepted
          target  80% (2026-03)
          actual  66.7% [20.8–93.9] of 3
          stands  below, within chance


        Sales promises
        ────────────────────────────────────────────────────────────
        §7.2 A call within four business hours
          target  90% in time
          actual  66.7% [20.8–93.9] of 3
          stands  below, within chance


        At risk
          §7.2 66.7% in time of 90% promised; past due and still open: 0
          §7.1 2026-03: below, within chance

        as of 2026-03-12T09:00:00Z, up to entry 65; all clocks ever started in Europe/London; observed until 2026-03-10T10:00:00Z
        n = 3 clocks; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&told);
}

#[test]
fn words_that_name_nothing_are_refused_with_what_there_is() {
    let Some(dir) = decided() else { return };
    let commands = [
        "report funnel --by nothing",
        "report funnel --cohort decade",
        "report velocity --from nothing --to first_attempt",
        "report velocity --from handed_off --to first_attempt --within soon",
        "report velocity --from handed_off --to first_attempt --business moon",
        "report counts --moment nothing",
        "report scores --at high",
        "report funnel --zone Moon/Base",
        "report funnel --as-of tomorrow",
        "report funnel --agreement map.yaml",
        "statement --lang fr",
    ];
    let told: String = commands.iter().map(|command| format!("$ {command}\n{}", say(dir.path(), command))).collect();
    expect![[r#"
        $ report funnel --by nothing
        exit 2
        entente: nothing to group by is called 'nothing'. There is: source, owner, team, grade, level, employees, role
        $ report funnel --cohort decade
        exit 2
        error: invalid value 'decade' for '--cohort <PERIOD>'
          [possible values: week, month, quarter, year]

        For more information, try '--help'.
        $ report velocity --from nothing --to first_attempt
        exit 2
        entente: 'nothing' is not a moment of this agreement. Moments are: created, qualified, handed_off, accepted, rejected, reasoned, first_attempt, contacted, confirmed, rated, disqualified, recycled, opportunity_opened, opportunity_won, opportunity_lost, churned, content_requested, content_answered, inquiry, mql, sal, demo_requested, guide_downloaded
        $ report velocity --from handed_off --to first_attempt --within soon
        exit 2
        entente: 'soon' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h
        $ report velocity --from handed_off --to first_attempt --business moon
        exit 2
        entente: the agreement has no calendar 'moon'. It has: office
        $ report counts --moment nothing
        exit 2
        entente: 'nothing' is not a moment of this agreement. Moments are: created, qualified, handed_off, accepted, rejected, reasoned, first_attempt, contacted, confirmed, rated, disqualified, recycled, opportunity_opened, opportunity_won, opportunity_lost, churned, content_requested, content_answered, inquiry, mql, sal, demo_requested, guide_downloaded
        $ report scores --at high
        exit 2
        entente: 'high' is not a number
        $ report funnel --zone Moon/Base
        exit 2
        entente: 'Moon/Base' is not a time zone, like Europe/Berlin
        $ report funnel --as-of tomorrow
        exit 2
        entente: 'tomorrow' is not a time: give a date (2026-03-06) or a time with its offset (2026-03-06T16:30-05:00)
        $ report funnel --agreement map.yaml
        exit 1
        map.yaml:2:1 'entente_map' is no key of an agreement. Did you mean 'entente'?
        map.yaml:2:1 'entente' is missing from an agreement. Add 'entente': The version of the language: 1.
        map.yaml:2:1 'title' is missing from an agreement. Add 'title': What the agreement is called.
        map.yaml:2:1 'parties' is missing from an agreement. Add 'parties': The two who sign.
        map.yaml:3:1 'source' is no key of an agreement. Write one of: entente, title, currency, timezone, parties, calendars, goals, fields, lists, buyers, fit, grades, ….
        map.yaml:4:1 'agreement' is no key of an agreement. Write one of: entente, title, currency, timezone, parties, calendars, goals, fields, lists, buyers, fit, grades, ….
        map.yaml:7:1 'files' is no key of an agreement. Did you mean 'fields'?
        $ statement --lang fr
        exit 2
        error: invalid value 'fr' for '--lang <LANG>': 'fr' is not a language Entente speaks: en or ko

        For more information, try '--help'.
    "#]].assert_eq(&told);
}
