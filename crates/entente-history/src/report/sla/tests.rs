//! Clocks in every state, by owner.

use entente_core::number::Decimal;
use entente_core::pace::Bound;

use super::{PromiseRow, Sla, Standing, sla, standing};
use crate::Rate;
use crate::dimension::Dimension;
use crate::sample::history_as_of;
use crate::zone::Zone;

fn line(row: &PromiseRow) -> String {
    let group = row.group.as_deref().unwrap_or("all");
    let kept = row.kept.map_or_else(String::new, |kept| format!("{}/{}", kept.part, kept.of));
    format!(
        "{group}: {} started, {} met, {} late, {} missed, {} overdue, {} running, {} cancelled, {} cannot tell, \
         {} waived; kept {kept} {:?}\n",
        row.started,
        row.met,
        row.met_late,
        row.missed,
        row.overdue,
        row.running,
        row.cancelled,
        row.cannot_tell,
        row.waived,
        row.standing
    )
}

fn shown(sla: &Sla) -> String {
    let promise = |promise: &super::Promise| {
        let rows: String = std::iter::once(&promise.all).chain(&promise.rows).map(line).collect();
        format!("{} promised {}\n{rows}", promise.commitment, promise.promised)
    };
    sla.promises.iter().map(promise).collect()
}

#[test]
fn every_clock_is_in_exactly_one_state() {
    let log = "
        1 2026-01-01T00:00:00Z handed jo
        1 2026-01-01T00:00:00Z started
        2 2026-01-01T00:00:00Z started
        3 2026-01-01T00:00:00Z started
        4 2026-01-01T00:00:00Z started
        5 2026-01-01T00:00:00Z started
        6 2026-01-01T00:00:00Z started
        7 2026-01-01T11:30:00Z started
        8 2026-01-01T00:00:00Z started
        1 2026-01-01T00:30:00Z met jo
        2 2026-01-01T01:00:00Z late
        2 2026-01-01T02:00:00Z met_late jo
        3 2026-01-01T01:00:00Z late
        3 2026-01-01T02:00:00Z missed al
        3 2026-01-01T02:00:00Z waived
        4 2026-01-01T01:00:00Z late
        5 2026-01-01T01:00:00Z cancelled
        6 2026-01-01T01:00:00Z cannot_tell
        8 2026-01-01T00:10:00Z met al
    ";
    let history = history_as_of(log, "2026-01-01T12:00:00Z");
    let answer = sla(&history, None, Some(&Dimension::Owner), &Zone::named("UTC").unwrap());
    expect_test::expect![[r#"
        sla.sales.touch promised 90%
        all: 8 started, 2 met, 1 late, 1 missed, 1 overdue, 1 running, 1 cancelled, 1 cannot tell, 1 waived; kept 2/5 Below
        (not known): 4 started, 0 met, 0 late, 0 missed, 1 overdue, 1 running, 1 cancelled, 1 cannot tell, 0 waived; kept 0/1 Unclear
        al: 2 started, 1 met, 0 late, 1 missed, 0 overdue, 0 running, 0 cancelled, 0 cannot tell, 1 waived; kept 1/2 Unclear
        jo: 2 started, 1 met, 1 late, 0 missed, 0 overdue, 0 running, 0 cancelled, 0 cannot tell, 0 waived; kept 1/2 Unclear
    "#]].assert_eq(&shown(&answer));
    assert_eq!((answer.basis.n, answer.basis.immature, answer.basis.cannot_tell), (8, 1, 1));
}

#[test]
fn a_promise_without_clocks_is_shown_and_not_judged() {
    let history = history_as_of("", "2026-01-01T12:00:00Z");
    let answer = sla(&history, None, None, &Zone::named("UTC").unwrap());
    expect_test::expect![[r#"
        sla.sales.touch promised 90%
        all: 0 started, 0 met, 0 late, 0 missed, 0 overdue, 0 running, 0 cancelled, 0 cannot tell, 0 waived; kept 0/0 NothingYet
    "#]].assert_eq(&shown(&answer));
}

#[test]
fn requests_share_a_key_and_are_told_apart_by_when_they_started() {
    let log = "
        0 2026-01-01T00:00:00Z started
        0 2026-01-01T00:10:00Z started
        0 2026-01-01T01:00:00Z late
        0 2026-01-01T00:10:00Z met
    ";
    let history = history_as_of(log, "2026-01-01T12:00:00Z");
    let answer = sla(&history, None, None, &Zone::named("UTC").unwrap());
    expect_test::expect![[r#"
        sla.sales.touch promised 90%
        all: 2 started, 1 met, 0 late, 0 missed, 1 overdue, 0 running, 0 cancelled, 0 cannot tell, 0 waived; kept 1/2 Unclear
    "#]].assert_eq(&shown(&answer));
}

#[test]
fn by_owner_a_verdict_names_who_held_it_and_an_open_clock_goes_with_the_lead() {
    let log = "
        1 2026-01-01T00:00:00Z handed jo
        2 2026-01-01T00:00:00Z handed jo
        3 2026-01-01T00:00:00Z handed jo
        4 2026-01-01T00:00:00Z handed jo
        1 2026-01-01T00:00:00Z started
        2 2026-01-01T00:00:00Z started
        3 2026-01-01T00:00:00Z started
        4 2026-01-01T11:30:00Z started
        5 2026-01-01T11:30:00Z started
        1 2026-01-01T01:00:00Z late
        1 2026-01-01T02:00:00Z met_late jo
        1 2026-01-01T02:30:00Z waived
        1 2026-01-01T03:00:00Z handed al
        2 2026-01-01T00:30:00Z cancelled al
        3 2026-01-01T00:30:00Z cannot_tell jo
        3 2026-01-01T03:00:00Z handed al
        4 2026-01-01T11:45:00Z handed al
    ";
    // Lead 1 is al's now, but its clock was jo's when it stopped; lead 2 stays with jo, and its clock stopped with al.
    // Lead 4's clock runs, so it is al's, who has the lead. Nobody has lead 5.
    let history = history_as_of(log, "2026-01-01T12:00:00Z");
    let answer = sla(&history, None, Some(&Dimension::Owner), &Zone::named("UTC").unwrap());
    expect_test::expect![[r#"
        sla.sales.touch promised 90%
        all: 5 started, 0 met, 1 late, 0 missed, 0 overdue, 2 running, 1 cancelled, 1 cannot tell, 1 waived; kept 0/1 Unclear
        al: 2 started, 0 met, 0 late, 0 missed, 0 overdue, 1 running, 1 cancelled, 0 cannot tell, 0 waived; kept 0/0 NothingYet
        jo: 2 started, 0 met, 1 late, 0 missed, 0 overdue, 0 running, 0 cancelled, 1 cannot tell, 1 waived; kept 0/1 Unclear
        (not known): 1 started, 0 met, 0 late, 0 missed, 0 overdue, 1 running, 0 cancelled, 0 cannot tell, 0 waived; kept 0/0 NothingYet
    "#]].assert_eq(&shown(&answer));
    assert_eq!((answer.basis.excluded[0].n, answer.basis.immature, answer.basis.cannot_tell), (1, 2, 1));
}

#[test]
fn a_clock_runs_until_its_due_instant_and_is_overdue_when_that_is_over() {
    let log = "1 2026-01-01T00:00:00Z started";
    let rows =
        ["2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-01-01T00:59:59Z", "2026-01-01T01:00:00Z"].map(|as_of| {
            let all = sla(&history_as_of(log, as_of), None, None, &Zone::named("UTC").unwrap()).promises.remove(0).all;
            (all.started, all.running, all.overdue)
        });
    assert_eq!(rows, [(0, 0, 0), (1, 1, 0), (1, 1, 0), (1, 0, 1)]);
}

#[test]
fn few_say_nothing_against_a_promise_and_many_do() {
    // Ninety percent were promised. (met, late) → how that stands.
    let rows: [(u64, u64, Standing); 7] = [
        (0, 0, Standing::NothingYet),
        (9, 1, Standing::Kept),
        (1, 0, Standing::Kept),
        (0, 4, Standing::Unclear),
        (0, 5, Standing::Below),
        (8, 2, Standing::Unclear),
        (80, 20, Standing::Below),
    ];
    for (met, late, wanted) in rows {
        let at_least = Bound::AtLeast(Decimal::from_millionths(900_000));
        assert_eq!(standing(&Rate::new(met, met + late), at_least), wanted, "{met} met, {late} late");
        // The same seen from the other side: at most a tenth late.
        let at_most = Bound::AtMost(Decimal::from_millionths(100_000));
        assert_eq!(standing(&Rate::new(late, met + late), at_most), wanted, "at most, {met} met, {late} late");
    }
}

#[test]
fn only_what_came_late_can_have_been_waived() {
    let waived = |end: &str, as_of: &str| {
        let log = format!("1 2026-01-01T00:00:00Z started\n {end}\n 1 2026-01-01T00:40:00Z waived");
        sla(&history_as_of(&log, as_of), None, None, &Zone::named("UTC").unwrap()).promises.remove(0).all.waived
    };
    let (open, later) = ("2026-01-01T00:50:00Z", "2026-01-01T02:00:00Z");
    assert_eq!(waived("", open), 0, "it runs, and may still be met");
    assert_eq!(waived("", later), 1, "it is overdue");
    for (verdict, wanted) in [("met", 0), ("met_late", 1), ("missed", 1), ("cancelled", 0), ("cannot_tell", 0)] {
        // A verdict names the start of its clock, here its own instant.
        assert_eq!(waived(&format!("1 2026-01-01T00:00:00Z {verdict} jo"), later), wanted, "{verdict}");
    }
}
