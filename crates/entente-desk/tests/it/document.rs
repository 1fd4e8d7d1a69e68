//! The agreement as a page reads it: each clause with what it decided, what was missed, what changed, and its line.

use std::fmt::Write as _;

use entente_core::id::ClauseId;
use entente_core::lang::Lang;
use entente_desk::document::{Life, clause, files, history, text, view};
use entente_desk::force::{InForce, in_force, put_in_force};
use expect_test::expect;

use crate::desk::{AGREEMENT, Desk, at, signed};

/// The sample with eight hours to call instead of four, from the tenth on; Ana's clock is missed before it.
fn desk() -> (Desk, Vec<InForce>) {
    let mut desk = Desk::new();
    desk.tell("ana | 03-02 09:00 | role boss\n ana | 03-09 10:00 | demo\n bob | 03-09 11:00 | page");
    desk.run("03-10 00:00");
    let second = AGREEMENT.replace("within: 4h", "within: 8h");
    put_in_force(&mut desk.store, signed(&second), at("03-10 00:00")).unwrap();
    desk.run("03-10 09:00");
    let plans = in_force(&desk.store).unwrap();
    (desk, plans)
}

#[test]
fn each_clause_says_how_often_it_decided_when_it_was_missed_and_what_changed_it() {
    let (desk, plans) = desk();
    let page = view(&desk.store, &plans, None, Lang::En, at("03-10 09:00")).unwrap().unwrap();
    assert_eq!((page.version, page.versions, page.life), (2, 2, Life::InForce));
    let mut table = String::new();
    for clause in page.sections.iter().flat_map(|section| &section.clauses) {
        let (Some(cited), false) = (clause.cited, clause.id.0.starts_with("nurture")) else { continue };
        let missed = clause.last_missed.as_ref().map_or(String::new(), |missed| format!("{:?}", missed.lead.unwrap()));
        let changed = clause
            .changed
            .as_ref()
            .map_or(String::new(), |changed| format!("v{} {}", changed.version, changed.says.join(" ")));
        let line =
            format!("{:<5}{:<24}{:>3}{:>3}  {missed} {changed}", clause.number, clause.id, cited.decided, cited.missed);
        writeln!(table, "{}", line.trim_end()).unwrap();
    }
    expect![[r#"
        2.3  grades  1  0
        3.4  levels  2  0
        4.1  stages.inquiry  2  0
        4.2  stages.engaged  1  0
        4.3  stages.mql  1  0
        5.1  qualified.ready  1  0
        6.2  handoff.routes.rest  1  0
        7.1  sla.marketing.volume  1  0
        7.2  sla.sales.touch  3  1  LeadId(1) v2 the time goes from 4 hours to 8 hours.
        7.3  sla.sales.decide  1  0
        7.6  sla.ladder  2  0
    "#]]
    .assert_eq(&table);
    let later = view(&desk.store, &plans, None, Lang::En, at("06-10 09:00")).unwrap().unwrap();
    let cited = later.sections.iter().flat_map(|section| &section.clauses).filter_map(|clause| clause.cited);
    assert_eq!(cited.map(|cited| cited.decided).sum::<u64>(), 0, "what is older than thirty days is not of late");
    let first = view(&desk.store, &plans, Some(1), Lang::Ko, at("03-10 09:00")).unwrap().unwrap();
    assert_eq!((first.version, first.life), (1, Life::Superseded));
    let changed = first.sections.iter().flat_map(|section| &section.clauses).filter(|clause| clause.changed.is_some());
    assert_eq!(changed.count(), 0);
    assert!(view(&desk.store, &plans, Some(3), Lang::En, at("03-10 09:00")).unwrap().is_none());
    assert!(view(&desk.store, &[], None, Lang::En, at("03-10 09:00")).unwrap().is_none());
}

#[test]
fn a_clause_has_a_page_with_its_days_its_newest_decisions_and_its_neighbours() {
    let (desk, plans) = desk();
    let id = ClauseId("sla.sales.touch".to_owned());
    let page = clause(&desk.store, &plans, None, &id, Lang::En, at("03-10 09:00")).unwrap().unwrap();
    assert_eq!(page.days.len(), 31);
    assert_eq!(page.days.iter().map(|(_, cited)| cited.decided).sum::<u64>(), page.clause.cited.unwrap().decided);
    let lines: String = page
        .recent
        .iter()
        .map(|line| format!("{} {} {}\n", line.at, line.did.word, line.did.what.clone().unwrap_or_default()))
        .collect();
    expect![[r#"
        2026-03-09T14:00:00Z reassigned lee
        2026-03-09T14:00:00Z clock_missed 
        2026-03-09T10:00:00Z clock_started 
    "#]]
    .assert_eq(&lines);
    let (before, after) = page.around;
    assert_eq!(before.unwrap().0, "sla.marketing.volume");
    assert_eq!(after.unwrap().0, "sla.sales.decide");
    let none = ClauseId("sla.sales.other".to_owned());
    assert!(clause(&desk.store, &plans, None, &none, Lang::En, at("03-10 09:00")).unwrap().is_none());
}

#[test]
fn versions_are_told_with_what_each_changed_and_the_text_opens_at_a_clause() {
    let (desk, plans) = desk();
    let versions = history(&desk.store, &plans, Lang::En, at("03-10 09:00")).unwrap();
    let told: Vec<String> = versions
        .iter()
        .map(|version| {
            let changes = version.changes.iter().flatten().map(|change| format!("{} {}", change.clause, change.text));
            format!("{} {:?} {}", version.number, version.life, changes.collect::<Vec<_>>().join("; "))
        })
        .collect();
    expect![[r#"
        2 InForce sla.sales.touch the time goes from 4 hours to 8 hours.
        1 Superseded "#]]
    .assert_eq(&told.join("\n"));
    let id = ClauseId("sla.sales.touch".to_owned());
    let text = text(&desk.store, &plans, None, Some(&id), at("03-10 09:00")).unwrap().unwrap();
    let line = text.source.lines().nth(text.line.unwrap() as usize - 1).unwrap();
    assert!(line.trim_start().starts_with("touch: {says: Called within four hours"), "{line}");
    let names: Vec<String> =
        files(&desk.store, &plans, Some(1), at("03-10 09:00")).unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["agreement.yaml", "agreement.jcs", "allowed_signers", "README.txt"], "the sample's are no keys");
}
