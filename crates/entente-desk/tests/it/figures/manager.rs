//! The manager's page of the same company, and a promise's own page, in lines of text.

use entente_core::id::ClauseId;
use entente_core::lang::Lang;
use entente_desk::figures::{Asked, Period};
use entente_desk::manager::{Board, Cell, Fix};
use entente_desk::promise::{self, PromisePage};

use super::{desk_at, snapshot};
use crate::desk::shown;

fn text(manager: &Board) -> String {
    let mut text = format!("{} not touched\n", manager.untouched.n);
    for owner in &manager.untouched.owners {
        text += &format!("  {} {:?} oldest {}\n", owner.owner, owner.by_age, owner.oldest);
    }
    for stuck in &manager.stuck {
        let fix = match &stuck.fix {
            Fix::Away(people) => people
                .iter()
                .map(|person| format!("{} back {:?}", person.person, person.back.map(shown)))
                .collect::<Vec<_>>()
                .join(", "),
            Fix::Full(people) => people
                .iter()
                .map(|person| format!("{} holds {}", person.person, person.open))
                .collect::<Vec<_>>()
                .join(", "),
            Fix::Clause { number, .. } => number.clone(),
            Fix::ByHand => "by hand".to_owned(),
        };
        text += &format!(
            "{} {} of {} unowned since {}: {fix}\n",
            stuck.word(),
            stuck.unowned,
            stuck.n,
            shown(stuck.oldest)
        );
    }
    text += &format!("by source {:?}, by rule {:?}\n", manager.matrix.sources, manager.matrix.rules);
    for row in &manager.matrix.rows {
        let counts = |cells: &[Cell]| cells.iter().map(|cell| cell.n).collect::<Vec<_>>();
        let (sources, rules) = (counts(&row.by_source), counts(&row.by_rule));
        text += &format!("  {:?} {:?} {}: {sources:?} {rules:?}\n", row.reason, row.kind, row.all.n);
    }
    for pool in &manager.pools {
        text += &format!("{} gave {} (cap {:?})\n", pool.team, pool.given, pool.cap);
        for member in &pool.members {
            text += &format!(
                "  {} weight {} got {} of {} at {} next {} holds {} back {:?}\n",
                member.person,
                member.weight,
                member.got,
                member.expected,
                member.pointer,
                member.is_next,
                member.open,
                member.back.map(shown)
            );
        }
    }
    for line in &manager.lateness {
        let parts: Vec<String> = line.parts().iter().map(|(word, span)| format!("{word} {span}")).collect();
        text += &format!("{} {} late, {} ended: {}\n", line.says, line.late, line.sum.n, parts.join(", "));
    }
    for waived in &manager.waived {
        text += &format!("waived {} for {} by {:?}: {:?}\n", waived.commitment, waived.lead, waived.by, waived.words);
    }
    text
}

#[test]
fn leads_nobody_touched_leads_nobody_could_take_and_who_is_back_when() {
    let desk = desk_at("03-12 00:00");
    expect_test::expect![[r#"
        1 not touched
          lee [0, 0, 0, 1] oldest 1d
        all-absent 1 of 1 unowned since 03-09 10:00: kim back Some("03-20 00:00"), lee back Some("03-25 00:00")
        by source [Some("ads")], by rule [(Some("ready"), "5.1")]
          Some("unreachable") Some(Clerical) 1: [1] [1]
        one gave 3 (cap Some(50))
          kim weight 2 got 1 of 2 at 0.5 next false holds 1 back Some("03-20 00:00")
          lee weight 1 got 2 of 1 at 2 next false holds 1 back Some("03-25 00:00")
        Called within four hours 3 late, 1 ended: receive 0s, qualify 0s, route 0s, unassigned 0s, owner-closed 0s, owner-open 8h
        waived sla.sales.touch for lead_4 by None: Some("at the trade fair")
    "#]]
    .assert_eq(&text(&snapshot(&desk.store, "03-12 00:00").board(Period::ThisMonth)));
}

fn page(page: &PromisePage) -> String {
    let mut text = format!("{} {} -> {}\n{}\n", page.line.number, page.line.says, page.line.state.word(), page.spoken);
    for day in page.days.iter().filter(|day| day.came > Default::default() || day.date.day() == 12) {
        let (so_far, expected) = (day.so_far.map(|n| n.to_string()), day.expected.map(|n| n.to_string()));
        text += &format!("  {} {} {so_far:?} {expected:?}\n", day.date, day.came);
    }
    for (outcome, n) in page.outcomes() {
        text += &format!("  {outcome:?} {n}\n");
    }
    for owner in &page.owners {
        text += &format!(
            "  {:?} {} of {} met, {:?}\n",
            owner.owner,
            owner.met,
            owner.judged,
            owner.median.map(|median| median.to_string())
        );
    }
    text
}

#[test]
fn a_promise_day_by_day() {
    let desk = desk_at("03-12 00:00");
    let snapshot = snapshot(&desk.store, "03-12 00:00");
    let show = |name: &str, lang| {
        let clause = ClauseId(format!("sla.{name}"));
        page(&promise::view(&snapshot, &clause, &Asked::default(), lang).unwrap())
    };
    expect_test::expect![[r#"
        7.1 Six leads a month -> on-pace
        Marketing promises: Six leads a month. In every month, at least 6 leads are handed off. A lead that is rejected for a clerical reason within 20 days is taken back from the count.
          2026-03-02 1 Some("1") Some("0.272727")
          2026-03-07 1 Some("2") Some("1.363636")
          2026-03-09 1 Some("3") Some("1.636363")
          2026-03-12 0 Some("3") Some("2.454545")
    "#]].assert_eq(&show("marketing.volume", Lang::En));
    expect_test::expect![[r#"
        7.2 Half of them accepted -> unclear
        마케팅의 약속: Half of them accepted. 매월 인계된 리드 가운데 영업이 수락한 리드의 비율이 50% 이상이어야 합니다. 리드는 3일이 지난 뒤에 평가하며, 그 전에는 '평가 전'으로 따로 표시합니다.
          2026-03-02 1 Some("1") None
          2026-03-03 1 Some("0.5") None
          2026-03-07 1 Some("0.333333") None
          2026-03-12 0 Some("0.333333") None
    "#]].assert_eq(&show("marketing.accepted", Lang::Ko));
    expect_test::expect![[r#"
        7.5 Called within four hours -> unclear
        Sales promises: Called within four hours. From the handoff to the first touch, no more than 4 hours may pass. This is kept for at least 90% of leads.
          2026-03-02 1 Some("1") None
          2026-03-03 1 Some("0.5") None
          2026-03-07 1 Some("0.333333") None
          2026-03-09 1 Some("0.25") None
          2026-03-12 0 Some("0.25") None
          Met 1
          MetLate 1
          Overdue 2
          Some("lee") 0 of 2 met, Some("8h")
          None 0 of 1 met, None
          Some("kim") 1 of 1 met, Some("1h")
    "#]].assert_eq(&show("sales.touch", Lang::En));
    assert!(promise::view(&snapshot, &ClauseId("sla.sales.none".to_owned()), &Asked::default(), Lang::En).is_none());
}
