//! Handoffs told and decided, answered and open, in every split.

use entente_core::agreement::model::Per;
use entente_core::decision::NobodyReason;

use super::{HandoffRow, Handoffs, handoffs};
use crate::dimension::Dimension;
use crate::sample::history;
use crate::zone::Zone;

fn line(row: &HandoffRow) -> String {
    format!(
        "  {}: {} handed, {} touched, {} accepted, {} rejected, {} open, {} nobody\n",
        row.group.as_deref().unwrap_or("all"),
        row.handed,
        row.touched,
        row.accepted,
        row.rejected,
        row.open,
        row.nobody
    )
}

fn shown(handoffs: &Handoffs) -> String {
    let section = |section: &super::HandoffSection| {
        format!("by {}\n{}", section.by, section.rows.iter().map(line).collect::<String>())
    };
    line(&handoffs.all) + &handoffs.sections.iter().map(section).collect::<String>()
}

const LOG: &str = "
    1 2026-01-01T00:00:00Z created ads
    2 2026-01-01T00:00:00Z created mail
    3 2026-01-01T00:00:00Z created mail
    1 2026-01-05T12:00:00Z handed jo berlin
    2 2026-01-06T00:00:00Z handoff al rest seoul
    3 2026-01-07T00:00:00Z handoff
    1 2026-01-05 called
    1 2026-01-06T00:00:00Z rejected unreachable
    1 2026-02-05T00:00:00Z handoff al rest seoul
    1 2026-02-06T00:00:00Z accepted
    1 2026-02-07T00:00:00Z handed bo seoul
";

#[test]
fn each_handoff_has_its_own_answer() {
    let by = Some(("source", &Dimension::Source));
    let answer = handoffs(&history(LOG), by, Per::Month, &Zone::named("UTC").unwrap());
    expect_test::expect![[r#"
          all: 4 handed, 1 touched, 1 accepted, 1 rejected, 2 open, 1 nobody
        by source
          ads: 2 handed, 1 touched, 1 accepted, 1 rejected, 0 open, 0 nobody
          mail: 2 handed, 0 touched, 0 accepted, 0 rejected, 2 open, 1 nobody
        by route
          (no route): 2 handed, 1 touched, 0 accepted, 1 rejected, 1 open, 1 nobody
          rest: 2 handed, 0 touched, 1 accepted, 0 rejected, 1 open, 0 nobody
        by team
          seoul: 2 handed, 0 touched, 1 accepted, 0 rejected, 1 open, 0 nobody
          (not known): 1 handed, 0 touched, 0 accepted, 0 rejected, 1 open, 1 nobody
          berlin: 1 handed, 1 touched, 0 accepted, 1 rejected, 0 open, 0 nobody
        by owner
          al: 2 handed, 0 touched, 1 accepted, 0 rejected, 1 open, 0 nobody
          (not known): 1 handed, 0 touched, 0 accepted, 0 rejected, 1 open, 1 nobody
          jo: 1 handed, 1 touched, 0 accepted, 1 rejected, 0 open, 0 nobody
        by nobody
          no route matched: 1 handed, 0 touched, 0 accepted, 0 rejected, 1 open, 1 nobody
        by period
          2026-01: 3 handed, 1 touched, 0 accepted, 1 rejected, 2 open, 1 nobody
          2026-02: 1 handed, 0 touched, 1 accepted, 0 rejected, 0 open, 0 nobody
    "#]]
    .assert_eq(&shown(&answer));
    let acceptance = answer.all.acceptance.unwrap();
    assert_eq!((acceptance.part, acceptance.of, answer.basis.immature), (1, 2, 2));
    assert_eq!(answer.basis.excluded[0].n, 1);
}

#[test]
fn without_a_handoff_nothing_is_split() {
    let answer = handoffs(&history(""), None, Per::Month, &Zone::named("UTC").unwrap());
    assert_eq!((answer.all.handed, answer.sections.len()), (0, 0));
}

fn all(log: &str) -> String {
    line(&handoffs(&history(log), None, Per::Month, &Zone::named("UTC").unwrap()).all).trim().to_owned()
}

#[test]
fn each_reason_why_nobody_got_a_lead_has_its_own_words() {
    use NobodyReason::*;
    let reasons =
        [NoRoute, AllAbsent, AllFull, TeamEmpty, UnknownOwner, OwnerInactive, NoAccount, AllHadIt, AllFull, AllFull];
    let log: String = (1..=reasons.len()).map(|lead| format!("{lead} 2026-01-05T00:00:00Z handoff\n")).collect();
    let mut history =
        history(&(log + "11 2026-01-05T00:00:00Z handoff al rest seoul\n 3 2026-01-06T00:00:00Z accepted"));
    std::sync::Arc::make_mut(&mut history.handoffs)
        .iter_mut()
        .zip(reasons)
        .for_each(|(handed, reason)| handed.nobody = Some(reason));
    let answer = handoffs(&history, None, Per::Month, &Zone::named("UTC").unwrap());
    let section = answer.sections.iter().find(|section| section.by == "nobody").unwrap();
    let mut rows: Vec<_> =
        section.rows.iter().map(|row| (row.group.as_deref().unwrap(), row.handed, row.accepted)).collect();
    rows.sort_unstable();
    assert_eq!(
        rows,
        [
            ("all away", 1, 0),
            ("all full", 3, 1), // somebody took lead 3 all the same
            ("all had it before", 1, 0),
            ("no route matched", 1, 0),
            ("the lead has no account", 1, 0),
            ("the owner is no longer active", 1, 0),
            ("the owner is not known", 1, 0),
            ("the team has no members", 1, 0),
        ]
    );
    assert_eq!((answer.all.handed, answer.all.nobody), (11, 10));
}

#[test]
fn a_lead_that_left_sales_is_handed_off_anew_and_one_that_did_not_is_passed_on() {
    let between = |what: &str| {
        all(&format!(
            "1 2026-01-05T12:00:00Z handed jo
             1 {what}
             1 2026-02-05T00:00:00Z handed al
             1 2026-02-06T00:00:00Z accepted"
        ))
    };
    let passed_on = "all: 1 handed, 0 touched, 1 accepted, 0 rejected, 0 open, 0 nobody";
    assert_eq!(between("2026-01-06T00:00:00Z rated 3"), passed_on);
    assert_eq!(between("2026-01-06T00:00:00Z accepted"), passed_on);
    assert_eq!(between("2026-01-05T11:59:59Z rejected unreachable"), passed_on, "before the handoff");
    let anew = "all: 2 handed, 0 touched, 1 accepted, 1 rejected, 0 open, 0 nobody";
    assert_eq!(between("2026-01-05T12:00:00Z rejected unreachable"), anew);
    assert_eq!(between("2026-01-06T00:00:00Z rejected unreachable"), anew);
    assert_eq!(between("2026-01-05 rejected unreachable"), anew, "on the day of the handoff, at no known time");
    let never_answered = "all: 2 handed, 0 touched, 1 accepted, 0 rejected, 1 open, 0 nobody";
    assert_eq!(between("2026-01-06T00:00:00Z disqualified no_budget"), never_answered);
}

#[test]
fn periods_of_handoffs_are_those_of_the_zone() {
    let log = "
        1 2026-01-31T22:59:59Z handed jo
        2 2026-01-31T23:00:00Z handed jo
        3 2026-02-28T23:00:00Z handed jo
    ";
    let months = |name: &str| -> Vec<(String, u64)> {
        let answer = handoffs(&history(log), None, Per::Month, &Zone::named(name).unwrap());
        let periods = answer.sections.into_iter().find(|section| section.by == "period").unwrap();
        periods.rows.into_iter().map(|row| (row.group.unwrap(), row.handed)).collect()
    };
    let named = |rows: &[(&str, u64)]| rows.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(months("UTC"), named(&[("2026-01", 2), ("2026-02", 1)]));
    assert_eq!(months("Europe/Berlin"), named(&[("2026-01", 1), ("2026-02", 1), ("2026-03", 1)]));
}
