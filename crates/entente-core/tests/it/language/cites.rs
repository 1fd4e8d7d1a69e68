//! Goal: every decision cites a clause that stands in the agreement. Method: stories in which every kind of decision
//! falls, each citation looked up among the clauses of the text read aloud.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use entente_core::agreement::clauses::clauses;
use entente_core::agreement::say::say;
use entente_core::decision::{Concluded, Decision};
use entente_core::engine::world::World;
use entente_core::id::{ClauseId, Seq};
use entente_core::lang::Lang;
use entente_core::plan::Plan;
use expect_test::expect;

use crate::agreement::sample;
use crate::engine::story::{fact, instant, plan};

/// A year of the sample company: sold, ignored, rerouted, paused, kept warm, given up, forgotten.
const HALDEN: &str = "
    03-02 09:00 account 1: learnt domain=kessler.example employees=320 industry=logistics country=DE
    03-02 09:00 account 2: learnt domain=hanbit.example employees=900 industry=logistics country=KR
    03-02 09:00 account 3: learnt domain=conveyra.example employees=400 industry=logistics country=DE
    03-02 10:00 lead 1: created fair
    03-02 10:00 lead 1: joined 1
    03-02 10:00 lead 1: learnt seniority=director department=logistics
    03-02 10:00 lead 1: happened Form Submitted form=demo
    03-02 10:20 lead 1: touched call reached 60s by jonas.weber
    03-02 11:00 lead 1: accepted
    03-03 11:00 lead 1: confirmed need budget authority timing
    03-03 12:00 lead 1: rated 5
    03-04 12:00 lead 1: opened d1 50000
    03-05 12:00 lead 1: won d1 50000
    03-05 13:00 lead 2: created
    03-05 13:00 lead 2: joined 1
    03-05 13:00 lead 2: learnt seniority=vp department=operations
    03-05 14:00 lead 2: happened Form Submitted form=demo
    03-05 14:30 lead 2: paused buyer_asked_to_wait until 03-06 14:30
    03-05 16:00 lead 2: waived sla.sales.touch
    03-10 09:00 lead 2: rejected wrong_contact
    05-04 09:00 lead 2: happened Form Submitted form=demo
    05-04 09:30 lead 2: rejected misrouted
    05-04 10:00 lead 2: reassigned kwame.osei
    05-04 10:30 lead 2: touched call reached 60s
    05-04 11:00 lead 2: disqualified no_budget
    05-05 09:00 lead 3: created
    05-05 09:00 lead 3: joined 2
    05-05 09:00 lead 3: learnt seniority=director department=production
    05-05 10:00 lead 3: happened Content Downloaded content=guide
    05-05 10:00 lead 3: happened Webinar Attended webinar=payback
    05-07 10:00 lead 4: created
    05-07 10:00 lead 4: joined 3
    05-08 10:00 lead 5: created
    05-08 10:00 lead 5: joined 2
    05-08 10:00 lead 5: learnt seniority=chief department=operations
    05-08 10:00 lead 5: happened Content Downloaded content=guide
    05-08 10:00 lead 5: happened Webinar Attended webinar=payback
    05-09 10:00 lead 5: withdrew
    05-11 10:00 lead 6: created
    05-11 10:00 lead 6: joined 2
    05-11 10:00 lead 6: learnt seniority=chief department=operations
    05-11 10:00 lead 6: happened Form Submitted form=demo
    05-11 11:00 lead 6: rejected student_or_vendor
    05-12 10:00 lead 7: created
    05-12 10:00 lead 7: joined 2
    05-12 10:00 lead 7: learnt seniority=chief department=operations
    05-12 10:00 lead 7: happened Form Submitted form=demo
    05-12 11:00 lead 7: recycled later
    05-12 12:00 request r1: requested
    05-12 12:30 request r2: requested
    05-13 12:00 request r1: answered
    12-30 12:00 look
";

/// Leads that qualify long before they are handed over, so that they may stop being qualified.
const SLOW: &str = "entente: 1
title: Slow
parties: {marketing: ana@x.example, sales: ben@x.example}
signals:
  demo: {on: Demo, points: 40, half_life: 30d}
  order: {on: Order, points: 1}
stages:
  inquiry: {owner: marketing}
  mql: {owner: marketing, enter: qualified}
  ordered: {owner: sales, enter: did('order')}
qualified:
  ready: {when: engagement >= 40, says: Ready}
  never: {when: lead.consent == 'withdrawn', says: Has asked us not to write}
handoff:
  at: ordered
  routes: {none: {when: fit >= 100, to: team night}}
  teams: {night: {members: [ben]}}
";

const SLOW_STORY: &str = "
    03-02 10:00 lead 1: created
    03-02 10:00 lead 1: happened Demo
    03-03 10:00 lead 2: created
    03-03 10:00 lead 2: happened Demo
    03-03 10:00 lead 2: withdrew
    03-03 10:00 lead 2: happened Demo
    03-04 10:00 lead 2: happened Order
    03-09 10:00 look
";

fn decisions(plan: &Arc<Plan>, story: &str) -> Vec<Decision> {
    let mut world = World::new(vec![plan.clone()]);
    for (line, number) in story.lines().map(str::trim).filter(|line| !line.is_empty()).zip(1..) {
        let (when, told) = line.split_at(11);
        let at = instant(when);
        match told.trim() {
            "look" => world.advance(at, true),
            told => world.fact(Seq(number), &fact(Seq(number), at, told)),
        }
    }
    world.take_decided()
}

/// The kind of a decision, as it is written.
fn kind(what: &Concluded) -> String {
    serde_json::to_value(what).unwrap()["decision"].as_str().unwrap().to_owned()
}

/// The kinds that there are: serde lists them when it refuses an unknown one.
fn kinds() -> BTreeSet<String> {
    let refusal = serde_json::from_str::<Concluded>(r#"{"decision":"?"}"#).unwrap_err().to_string();
    let (_, known) = refusal.split_once("expected one of ").unwrap();
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_decision_cites_a_clause_of_its_agreement() {
    let mut cited: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (agreement, story) in [(sample("halden"), HALDEN), (SLOW, SLOW_STORY)] {
        let plan = plan(agreement);
        let known: BTreeSet<ClauseId> = clauses(&plan.agreement).into_iter().map(|clause| clause.id).collect();
        for decision in decisions(&plan, story) {
            assert!(known.contains(&decision.clause), "no clause '{}' in: {decision:?}", decision.clause);
            assert_eq!(decision.agreement, plan.hash);
            cited.entry(kind(&decision.what)).or_default().insert(decision.clause.0);
        }
    }
    assert_eq!(cited.keys().cloned().collect::<BTreeSet<_>>(), kinds(), "a story for every kind");
    let rows: Vec<String> = cited
        .iter()
        .map(|(kind, clauses)| format!("{kind}: {}", clauses.iter().map(String::as_str).collect::<Vec<_>>().join(" ")))
        .collect();
    expect![[r#"
        clock_missed: sla.marketing.content sla.sales.decide sla.sales.touch
        clock_moved: sla.pauses.buyer_asked_to_wait
        clock_started: sla.marketing.content sla.sales.attempts sla.sales.decide sla.sales.feedback sla.sales.touch
        clock_step: sla.ladder sla.marketing.content
        commitment_state: sla.marketing.enterprise sla.marketing.pipeline sla.marketing.volume
        disqualified: fit.competitor handoff.disqualify handoff.reject.student_or_vendor
        enrolled: nurture.operations_leaders
        handed_off: handoff.nobody handoff.routes.dach handoff.routes.korea
        mail_due: nurture.operations_leaders
        no_longer_qualified: qualified.never qualified.ready
        nurture_left: nurture.operations_leaders
        nurture_stepped: nurture.operations_leaders
        qualified: qualified.ready
        reassigned: handoff handoff.reject.misrouted sla.sales.decide
        recycled: handoff.reject.wrong_contact leaves.recycled
        returned: leaves.recycled
        scored: grades levels
        stage_entered: stages.customer stages.engaged stages.inquiry stages.mql stages.opportunity stages.ordered stages.sal stages.sql
        verdict: sla.marketing.content sla.sales.attempts sla.sales.decide sla.sales.feedback sla.sales.touch
        waived: sla.waivers"#]].assert_eq(&rows.join("\n"));
}

/// What is cited is also said: the text read aloud has a numbered item for it, in both languages.
#[test]
fn every_clause_that_is_cited_is_said() {
    let plan = plan(sample("halden"));
    for lang in [Lang::En, Lang::Ko] {
        let document = say(&plan.agreement, lang);
        let said: BTreeMap<&ClauseId, &str> = document
            .sections
            .iter()
            .flat_map(|section| &section.clauses)
            .map(|clause| (&clause.id, clause.text.as_str()))
            .collect();
        for decision in decisions(&plan, HALDEN) {
            assert!(said.get(&decision.clause).is_some_and(|text| !text.trim().is_empty()), "{}", decision.clause);
        }
    }
}
