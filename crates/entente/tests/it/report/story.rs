//! Eight leads whose whole story is in this file: every report and the statement as they are read on a terminal.

use std::path::Path;

use tempfile::TempDir;

use super::{signed, succeed};
use crate::{entente, told, write};

const LEADS: &str = "\
lead,created,source,city,owner,handed
1,2026-03-02T10:00:00,ads,Bonn,jo,2026-03-02T10:30:00
2,2026-03-03T10:00:00,ads,Kiel,jo,2026-03-03T16:00:00
3,2026-03-04T10:00:00,mail,Bonn,al,2026-03-04T11:00:00
4,2026-03-05T10:00:00,mail,,al,2026-03-05T11:00:00
5,2026-03-06T10:00:00,web,Kiel,jo,2026-03-06T15:00:00
6,2026-03-09T10:00:00,ads,Kiel,jo,2026-03-09T11:00:00
7,2026-03-11T10:00:00,ads,Bonn,al,2026-03-11T11:00:00
8,2026-02-11T10:00:00,web,Bonn,al,2026-02-11T11:00:00
";

const ANSWERS: &str = "\
lead,at,what,why,words
1,2026-03-02T11:00:00,called,,
1,2026-03-02T12:00:00,reached,,
1,2026-03-02T12:30:00,accepted,,
1,2026-03-20T12:30:00,won,5000,
2,2026-03-04T10:30:00,reached,,
2,2026-03-04T10:40:00,disqualified,Can't afford,Next year maybe
3,2026-03-04T16:00:00,called,,
3,2026-03-06T10:00:00,rejected,unreachable,The number is dead
4,2026-03-05T11:30:00,reached,,
4,2026-03-05T11:45:00,accepted,,
4,2026-03-06T09:00:00,rated,2,Just curious
5,2026-03-09T10:00:00,reached,,
6,2026-03-09T11:10:00,rejected,wrong_company,
8,2026-02-11T11:10:00,reached,,
8,2026-02-11T11:20:00,accepted,,
8,2026-02-12T09:00:00,rated,5,
";

/// The story imported and decided up to an afternoon in March; none, loudly, where `ssh-keygen` is missing.
fn told_story() -> Option<TempDir> {
    told_since(&[])
}

/// The same under an agreement that is put in force with these words.
pub(super) fn told_since(effective: &[&str]) -> Option<TempDir> {
    let dir = TempDir::new().unwrap();
    let agreement = write(dir.path(), "agreement.yaml", include_str!("story/agreement.yaml"));
    write(dir.path(), "map.yaml", include_str!("story/map.yaml"));
    write(dir.path(), "leads.csv", LEADS);
    write(dir.path(), "answers.csv", ANSWERS);
    signed(dir.path(), &agreement)?;
    succeed(dir.path(), ["import", "--map", "map.yaml", "--into", "data", "--strict", "leads.csv", "answers.csv"]);
    let run = ["run", "--in", "data", "--agreement", "signed", "--as-of", "2026-03-12T15:00:00+01:00"];
    succeed(dir.path(), run.iter().chain(effective).copied());
    Some(dir)
}

pub(super) fn say(dir: &Path, command: &str) -> String {
    let as_of = ["--in", "data", "--as-of", "2026-03-12T15:00:00+01:00"];
    told(&entente(dir, command.split(' ').chain(as_of)))
}

#[test]
fn funnel_and_counts_read_well_on_a_terminal() {
    let Some(dir) = told_story() else { return };
    let dir = dir.path();
    expect_test::expect![[r#"
        exit 0
        stage     reached         of all leads  of the stage before
        ────────  ───────  ───────────────────  ───────────────────
        lead            8  100.0% [67.6–100.0]  100.0% [67.6–100.0]
        sal             3    37.5% [13.7–69.4]    37.5% [13.7–69.4]
        customer        0      0.0% [0.0–32.4]      0.0% [0.0–56.1]

        won 0 0.0% [0.0–32.4]

        as of 2026-03-12T14:00:00Z, up to entry 84; all leads ever created in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 8 leads; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&say(dir, "report funnel"));
    expect_test::expect![[r#"
        exit 0
        created  source  leads      lead       sal  customer  won  share  interval  note
        ───────  ──────  ─────  ────────  ────────  ────────  ───  ─────  ────────  ─────────
        2026-02  web         1  1 100.0%  1 100.0%    0 0.0%    0   0.0%  0.0–79.3  too young
        2026-03  ads         4  4 100.0%   1 25.0%    0 0.0%    0   0.0%  0.0–49.0  too young
        2026-03  mail        2  2 100.0%   1 50.0%    0 0.0%    0   0.0%  0.0–65.8  too young
        2026-03  web         1  1 100.0%    0 0.0%    0 0.0%    0   0.0%  0.0–79.3  too young
        all                  8  8 100.0%   3 37.5%    0 0.0%    0   0.0%  0.0–32.4

        Too young: the youngest lead was watched for less than 14d.

        as of 2026-03-12T14:00:00Z, up to entry 84; cohorts by date of creation in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 8 leads; too young to judge: 8; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&say(dir, "report funnel --by source --cohort month --matures 14d"));
    expect_test::expect![[r#"
        exit 0
        period    handed_off
        ────────  ──────────
        2026-W07           1
        2026-W10           5
        2026-W11           2
        all                8

        as of 2026-03-12T14:00:00Z, up to entry 84; periods by when it happened in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 8 leads that came to handed_off; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&say(dir, "report counts --moment handed_off --per week"));
}

#[test]
fn promises_and_velocity_read_well_on_a_terminal() {
    let Some(dir) = told_story() else { return };
    let dir = dir.path();
    expect_test::expect![[r#"
        exit 0
        Sales: Called within four open hours (sla.sales.touch, 75% promised)
        owner  started  met  late  missed  overdue  running  cancelled  cannot tell  waived                 kept
        ─────  ───────  ───  ────  ──────  ───────  ───────  ─────────  ───────────  ──────  ───────────────────  ────────────────────
        al           4    2     1       0        1        0          0            0       0    50.0% [15.0–85.0]  below, within chance
        jo           4    3     0       0        0        0          1            0       0  100.0% [43.9–100.0]  as promised
        all          8    5     1       0        1        0          1            0       0    71.4% [35.9–91.8]  below, within chance

        counted               period   promised  gross  taken back  net  pending  by now  a day needed  forecast
        ────────────────────  ───────  ────────  ─────  ──────────  ───  ───────  ──────  ────────────  ────────  ──────
        sla.marketing.volume  2026-02        10      1           0    1        0    10.0                          missed
        sla.marketing.volume  2026-03        10      7           1    6        2     3.6           0.3     11–22  ahead

        share                   period   promised                 kept  of  too young
        ──────────────────────  ───────  ────────  ───────────────────  ──  ─────────  ────────────────────
        sla.marketing.accepted  2026-02       50%  100.0% [20.7–100.0]   1          0  as promised
        sla.marketing.accepted  2026-03       50%     33.3% [9.7–70.0]   6          1  below, within chance

        as of 2026-03-12T14:00:00Z, up to entry 84; all clocks ever started in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 8 clocks; left out: 1 cancelled, because it no longer mattered; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&say(dir, "report sla --by owner"));
    expect_test::expect![[r#"
        exit 0
        From handed_off to first_attempt, in open hours

        owner  from  arrived   min   p25  median  mean   p75   p90   p95  max
        ─────  ────  ───────  ────  ────  ──────  ────  ────  ────  ────  ───
        al        4        3  0.17  0.33    0.50  1.89  2.75  4.10  4.55    5
        jo        4        3  0.50  1.50    2.50     2  2.75  2.90  2.95    3
        all       8        6  0.17  0.50    1.50  1.94  2.88     4  4.50    5

        owner  within  n             of all  of those who arrived  too young
        ─────  ──────  ─  ─────────────────  ────────────────────  ─────────
        al     1h      2  50.0% [15.0–85.0]     66.7% [20.8–93.9]          1
        al     4h      2  50.0% [15.0–85.0]     66.7% [20.8–93.9]          1
        jo     1h      1   25.0% [4.6–69.9]      33.3% [6.1–79.2]          0
        jo     4h      3  75.0% [30.1–95.4]   100.0% [43.9–100.0]          0
        all    1h      3  37.5% [13.7–69.4]     50.0% [18.8–81.2]          1
        all    4h      5  62.5% [30.6–86.3]     83.3% [43.6–97.0]          1

        as of 2026-03-12T14:00:00Z, up to entry 84; all leads that came to handed_off in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 8 leads that came to handed_off; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&say(
        dir,
        "report velocity --from handed_off --to first_attempt --within 1h,4h --business office --by owner",
    ));
}

#[test]
fn handoffs_feedback_and_scores_read_well_on_a_terminal() {
    let Some(dir) = told_story() else { return };
    let dir = dir.path();
    expect_test::expect![[r#"
        exit 0
        by owner  handed over  touched  accepted  rejected  open  nobody         acceptance
        ────────  ───────────  ───────  ────────  ────────  ────  ──────  ─────────────────
        al                  4        3         2         1     1       0  66.7% [20.8–93.9]
        jo                  4        3         1         1     2       0   50.0% [9.5–90.5]
        all                 8        6         3         2     3       0  60.0% [23.1–88.2]

        by period  handed over  touched  accepted  rejected  open  nobody           acceptance
        ─────────  ───────────  ───────  ────────  ────────  ────  ──────  ───────────────────
        2026-02              1        1         1         0     0       0  100.0% [20.7–100.0]
        2026-03              7        5         2         2     3       0    50.0% [15.0–85.0]
        all                  8        6         3         2     3       0    60.0% [23.1–88.2]

        as of 2026-03-12T14:00:00Z, up to entry 84; all handoffs on record in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 8 handoffs, of which the open ones are too young; too young to judge: 3; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&say(dir, "report handoffs"));
    expect_test::expect![[r#"
        exit 0
        occasion      reason         kind          n                share  ads  mail
        ────────────  ─────────────  ────────────  ─  ───────────────────  ───  ────
        disqualified  no_budget                    1  100.0% [20.7–100.0]    1     0
        rejected      unreachable    clerical      1     50.0% [9.5–90.5]    0     1
        rejected      wrong_company  definitional  1     50.0% [9.5–90.5]    1     0

        Ratings: 1★ 0  2★ 1  3★ 0  4★ 0  5★ 1; mean 3.50

        In their words
          2026-03-06T09:00:00Z, lead_3 (rejected: unreachable): “The number is dead”
          2026-03-06T08:00:00Z, lead_4 (rated 2 of 5): “Just curious”
          2026-03-04T09:40:00Z, lead_2 (disqualified: no_budget): “Next year maybe”

        as of 2026-03-12T14:00:00Z, up to entry 84; all feedback on record in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 3 reasons; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&say(dir, "report feedback"));
    expect_test::expect![[r#"
        exit 0
        fit at least  grade  leads               of all  won    share of them  of all wins
        ────────────  ─────  ─────  ───────────────────  ───  ───────────────  ───────────
                  70             2     25.0% [7.1–59.1]    0  0.0% [0.0–65.8]            –
                  50  A          4    50.0% [21.5–78.5]    0  0.0% [0.0–49.0]            –
                   0  B          8  100.0% [67.6–100.0]    0  0.0% [0.0–32.4]            –

        won 0 0.0% [0.0–32.4]
        AUC: cannot tell without both leads that won and leads that did not

        Fit is of the last known values. A field that sales filled in afterwards, or that the outcome changed, makes a card look
        better than it can be in advance: leave such fields out of `fit`.

        as of 2026-03-12T14:00:00Z, up to entry 84; all leads ever created, by their last known values in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 8 leads; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&say(dir, "report scores --at 70"));
}

#[test]
fn the_statement_has_both_sides_and_what_is_at_risk() {
    let Some(dir) = told_story() else { return };
    let dir = dir.path();
    expect_test::expect![[r#"
        exit 0
        A story of eight leads
        ══════════════════════

        Demand promises                                       │ Deals promises
        ───────────────────────────────────────────────────── │ ─────────────────────────────────────────────────────
        §7.1 Ten leads a month                                │ §7.3 Called within four open hours
          target  10 in 2026-03, 3.6 by now                   │   target  75% in time
          actual  6 (7 less 1 taken back), 2 still open to    │   actual  71.4% [35.9–91.8] of 7, 1 overdue
                  dispute                                     │   stands  below, within chance
          pace    ahead; 0.3 an open day would reach it;      │
                  going on like this, 11 to 22                │
          before  2026-02: 1 / 10, missed                     │
                                                              │
        §7.2 Half of them accepted                            │
          target  50% (2026-03)                               │
          actual  33.3% [9.7–70.0] of 6, 1 too young to judge │
          stands  below, within chance                        │
          before  2026-02: 100.0% [20.7–100.0] of 1, as       │
                  promised                                    │
                                                              │
        At risk
          §7.3 71.4% in time of 75% promised; past due and still open: 1
          §7.2 2026-03: below, within chance

        as of 2026-03-12T14:00:00Z, up to entry 84; all clocks ever started in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 8 clocks; left out: 1 cancelled, because it no longer mattered; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&say(dir, "statement --width 110"));
    expect_test::expect![[r#"
        exit 0
        A story of eight leads
        ══════════════════════

        Demand의 약속
        ────────────────────────────────────────────────────────────
        §7.1 Ten leads a month
          목표       2026-03에 10, 지금까지 3.6
          실적       6 (7에서 1 차감), 2건은 이의 제기 가능
          속도       앞섬; 영업일마다 0.3이면 달성; 이대로면 11~22
          지난 기간  2026-02: 1 / 10, 미달

        §7.2 Half of them accepted
          목표       50% (2026-03)
          실적       6건 중 33.3% [9.7–70.0], 1건은 판단하기 이름
          판정       약속에 못 미치나 우연일 수 있음
          지난 기간  2026-02: 1건 중 100.0% [20.7–100.0], 약속대로


        Deals의 약속
        ────────────────────────────────────────────────────────────
        §7.3 Called within four open hours
          목표  75% 기한 내
          실적  7건 중 71.4% [35.9–91.8], 1 기한 지남
          판정  약속에 못 미치나 우연일 수 있음


        살펴볼 것
          §7.3 약속 75% 중 71.4% 기한 내, 기한이 지나고 아직 열린 것 1건
          §7.2 2026-03: 약속에 못 미치나 우연일 수 있음

        기준 2026-03-12T14:00:00Z, 기록 84번까지; 시간대 Europe/Berlin; 마지막 사실 2026-03-11T10:00:00Z
        기한 8건, 취소 1건; 진행 중 0건; 알 수 없음 0건
        [ ]는 건수가 허용하는 95% 구간입니다 (Wilson)
    "#]]
    .assert_eq(&say(dir, "statement --width 60 --lang ko"));
}

#[test]
fn what_is_missing_is_said_with_the_command_that_makes_it() {
    let Some(dir) = told_story() else { return };
    let dir = dir.path();
    let mut said = String::new();
    for command in [
        "report funnel --in elsewhere",
        "report funnel --in data --by cities",
        "report counts --in data --moment handed",
        "report velocity --in data --from created --to handed_off --business offices",
        "report velocity --in data --from created --to handed_off --within 3x",
        "report velocity --in data --from churned --to created --as-of 2026-03-12",
        "report handoffs --in data --as-of 2020-01-01",
    ] {
        said += &format!("$ entente {command}\n{}\n", told(&entente(dir, command.split(' '))));
    }
    succeed(dir, ["import", "--map", "map.yaml", "--into", "undecided", "leads.csv"]);
    said += &told(&entente(dir, ["report", "sla", "--in", "undecided"]));
    let read_by = ["report", "sla", "--in", "undecided", "--agreement", "agreement.yaml", "--as-of", "2026-03-12"];
    said += &told(&entente(dir, read_by));
    expect_test::expect![[r#"
        $ entente report funnel --in elsewhere
        exit 2
        entente: no log in elsewhere: bring facts in with `entente import`, or name its folder with --in

        $ entente report funnel --in data --by cities
        exit 2
        entente: nothing to group by is called 'cities'. There is: source, owner, team, grade, level, city

        $ entente report counts --in data --moment handed
        exit 2
        entente: 'handed' is not a moment of this agreement. Moments are: created, qualified, handed_off, accepted, rejected, reasoned, first_attempt, contacted, confirmed, rated, disqualified, recycled, opportunity_opened, opportunity_won, opportunity_lost, churned, content_requested, content_answered, lead, sal, customer

        $ entente report velocity --in data --from created --to handed_off --business offices
        exit 2
        entente: the agreement has no calendar 'offices'. It has: office

        $ entente report velocity --in data --from created --to handed_off --within 3x
        exit 2
        entente: '3x' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h

        $ entente report velocity --in data --from churned --to created --as-of 2026-03-12
        exit 0
        No lead came to churned yet: check the word, or decide the log with `entente run`.

        as of 2026-03-12T00:00:00Z, up to entry 84; all leads that came to churned in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 0 leads; left out: 8 without churned; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)

        $ entente report handoffs --in data --as-of 2020-01-01
        exit 0
        No handoff yet: import some, or decide the log with `entente run`.

        as of 2020-01-01T00:00:00Z, nothing on record; all handoffs on record in Europe/Berlin
        n = 0 handoffs, of which the open ones are too young; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)

        exit 2
        entente: no agreement is in force here: put a signed one in force with `entente run --agreement BUNDLE`, or name a file with --agreement
        exit 0
        No clock has started yet: hand leads over, or decide the log with `entente run`.

        counted               period   promised  gross  taken back  net  pending  by now  a day needed  forecast
        ────────────────────  ───────  ────────  ─────  ──────────  ───  ───────  ──────  ────────────  ────────  ──────
        sla.marketing.volume  2026-02        10      1           0    1        0    10.0                          missed
        sla.marketing.volume  2026-03        10      7           0    7        4     3.6           0.2     13–26  ahead

        share                   period   promised             kept  of  too young
        ──────────────────────  ───────  ────────  ───────────────  ──  ─────────  ────────────────────
        sla.marketing.accepted  2026-02       50%  0.0% [0.0–79.3]   1          0  below, within chance
        sla.marketing.accepted  2026-03       50%  0.0% [0.0–39.0]   6          1  below the promise

        as of 2026-03-12T00:00:00Z, up to entry 23; all clocks ever started in Europe/Berlin; observed until 2026-03-11T10:00:00Z
        n = 0 clocks; too young to judge: 0; cannot tell: 0
        [ ] is the 95% interval that the number allows (Wilson)
    "#]].assert_eq(&said);
}
