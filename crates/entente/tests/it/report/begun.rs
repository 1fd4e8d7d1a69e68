//! The month in which an agreement comes in force, as it is read on a terminal.

use super::story::{say, told_since};

/// In force on a Friday at noon: four of the month's days are over, and the Friday is nobody's.
#[test]
fn the_first_month_of_a_promise_asks_for_what_is_left_of_it() {
    let Some(dir) = told_since(&["--effective", "2026-03-06T12:00:00+01:00"]) else { return };
    let dir = dir.path();
    let counted = |said: String| {
        said.lines().skip_while(|line| !line.starts_with("counted")).fold(String::new(), |all, line| all + line + "\n")
    };
    expect_test::expect![[r#"
        counted               period   promised  gross  taken back  net  pending  by now  a day needed  forecast
        ────────────────────  ───────  ────────  ─────  ──────────  ───  ───────  ──────  ────────────  ────────  ─────
        sla.marketing.volume  2026-03      7/10      3           0    3        2     1.2           0.3      8–26  ahead

        share                   period   promised             kept  of  too young
        ──────────────────────  ───────  ────────  ───────────────  ──  ─────────  ────────────────────
        sla.marketing.accepted  2026-03       50%  0.0% [0.0–65.8]   2          1  below, within chance

        sla.marketing.volume is in force since 2026-03-06T11:00:00Z: 2026-03 counts from then on, 17 of its 22 open days.
        sla.marketing.accepted is in force since 2026-03-06T11:00:00Z: 2026-03 counts from then on, 17 of its 22 open days.

        as of 2026-03-12T14:00:00Z, up to entry 63; all clocks ever started in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 3 clocks; left out: 1 cancelled, because it no longer mattered; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&counted(say(dir, "report sla")));
    let volume = |said: String| {
        said.lines().skip_while(|line| !line.contains("7.1")).take(7).fold(String::new(), |all, line| all + line + "\n")
    };
    expect_test::expect![[r#"
        §7.1 Ten leads a month
          target  7/10 in 2026-03, 1.2 by now
          actual  3, 2 still open to dispute
          pace    ahead; 0.3 an open day would reach it; going on
                  like this, 8 to 26
          since   2026-03-06T11:00:00Z, 17 of 22 open days

    "#]]
    .assert_eq(&volume(say(dir, "statement --width 60")));
    expect_test::expect![[r#"
        §7.1 Ten leads a month
          목표  2026-03에 7/10, 지금까지 1.2
          실적  3, 2건은 이의 제기 가능
          속도  앞섬; 영업일마다 0.3이면 달성; 이대로면 8~26
          시작  2026-03-06T11:00:00Z, 영업일 22일 중 17일

        §7.2 Half of them accepted
    "#]]
    .assert_eq(&volume(say(dir, "statement --width 60 --lang ko")));
}
