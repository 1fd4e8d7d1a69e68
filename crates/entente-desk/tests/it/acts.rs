//! Goal: what people do becomes one fact each, only by whom it may be done, only while the lead is as they saw it, and
//! only once; everything else is refused with the field, the reason and nothing written.

mod at_once;
mod by_everyone;
mod lost_and_found;
mod pool;

use entente_core::id::{LeadId, Name};
use entente_desk::acts::{self, Act, Answers, Form, PersonAct, Refusal};
use entente_desk::force::in_force;
use expect_test::expect;
use jiff::tz::TimeZone;

use crate::company::{Company, actor};
use crate::desk::at;

#[test]
fn a_lead_is_accepted_worked_and_won_one_fact_each() {
    let mut company = Company::new();
    let lead = company.asks("ana", "03-02 09:00");
    let mut told = String::new();
    for row in [
        "03-02 09:05 | jonas.weber | accept",
        "03-02 09:10 | jonas.weber | touch | channel=call, reached=yes, lasted=4.5, outcome=wants a visit",
        "03-02 09:20 | jonas.weber | touch | channel=mail, mass=yes, at=2026-03-02T08:30",
        "03-02 09:30 | jonas.weber | confirm | needs=need, needs=budget",
        "03-02 09:31 | jonas.weber | rate | stars=4, words=knows what they want",
        "03-02 09:40 | jonas.weber | pause | reason=waiting_for_data, until=2026-03-03",
        "03-02 09:50 | jonas.weber | resume | reason=waiting_for_data",
        "03-02 10:00 | jonas.weber | open-deal | deal=D-1, amount=40 000",
        "03-02 10:10 | jonas.weber | win-deal | deal=D-1, amount=38000.5, recurring=2400",
        "03-02 10:20 | nils | consent | given=yes, purpose=marketing, channel=mail, evidence=said so on the phone",
        "03-02 10:30 | nils | edit | field.name=Ana Diaz, field.seniority=director, field.city=",
    ] {
        told.push_str(&company.on(lead, row));
    }
    expect![[r#"
        accepted by jonas.weber {}
          03-02 09:05 lead_1 sla.sales.decide verdict 1 met
          03-02 09:05 lead_1 stages.sal stage_entered sal
          03-02 09:05 lead_1 sla.sales.feedback clock_started 1
        touched by jonas.weber {"channel":"call","lasted":270000000,"outcome":"wants a visit","personal":true,"reached":true}
          03-02 09:10 lead_1 sla.sales.touch verdict 1 met
          03-02 09:10 lead_1 sla.sales.attempts verdict 1 cancelled
        touched by jonas.weber {"channel":"mail","personal":false,"reached":false}
        confirmed by jonas.weber {"needs":["need","budget"]}
        rated by jonas.weber {"stars":4,"words":"knows what they want"}
          03-02 09:31 lead_1 sla.sales.feedback verdict 1 met
        paused by jonas.weber {"reason":"waiting_for_data","until":1772582400000000}
        resumed by jonas.weber {"reason":"waiting_for_data"}
        opportunity_opened by jonas.weber {"amount":40000,"deal":"D-1"}
          03-02 10:00 lead_1 stages.opportunity stage_entered opportunity
          03-02 10:00 - sla.marketing.pipeline commitment_state out_of_reach
        opportunity_won by jonas.weber {"amount":"38000.5","deal":"D-1","recurring":2400}
          03-02 10:10 lead_1 stages.customer stage_entered customer
        consent by nils {"channel":"mail","evidence":"said so on the phone","given":true,"purpose":"marketing"}
        learnt by nils {"values":{"city":null,"name":"Ana Diaz","seniority":"director"},"verified":true}
          03-02 10:30 lead_1 grades scored B 2 39.942294
    "#]]
    .assert_eq(&told);
}

/// One form a line: who, which act, and what was typed.
const REFUSED: &[&str] = &[
    "03-02 09:01 | jonas.weber | reject",
    "03-02 09:01 | jonas.weber | reject | reason=dislike",
    "03-02 09:01 | jonas.weber | disqualify | reason=misrouted",
    "03-02 09:01 | jonas.weber | recycle | reason=fake",
    "03-02 09:01 | jonas.weber | give | to=zoe",
    "03-02 09:01 | jonas.weber | give | to=jonas.weber",
    "03-02 09:01 | jonas.weber | touch | channel=pigeon, lasted=long, at=yesterday",
    "03-02 09:01 | jonas.weber | touch | channel=call, lasted=2000",
    "03-02 09:01 | jonas.weber | touch | channel=call, at=2026-03-02T09:30",
    "03-02 09:01 | jonas.weber | confirm",
    "03-02 09:01 | jonas.weber | confirm | needs=patience",
    "03-02 09:01 | jonas.weber | rate | stars=6",
    "03-02 09:01 | jonas.weber | rate | stars=many",
    "03-02 09:01 | jonas.weber | pause | reason=tired, until=2026-03-03",
    "03-02 09:01 | jonas.weber | pause | reason=waiting_for_data, until=2026-03-01",
    "03-02 09:01 | jonas.weber | pause | reason=waiting_for_data, until=2026-04-01",
    "03-02 09:01 | jonas.weber | resume | reason=waiting_for_data",
    "03-02 09:01 | jonas.weber | open-deal | deal=, amount=-4",
    "03-02 09:01 | jonas.weber | open-deal | deal=D-1, amount=-4",
    "03-02 09:01 | jonas.weber | win-deal | deal=D-1, amount=4, recurring=0",
    "03-02 09:01 | jonas.weber | lose-deal | deal=D-1, reason=no_need",
    "03-02 09:01 | nils | consent | given=perhaps, purpose=marketing",
    "03-02 09:01 | nils | consent | given=no, purpose=marketing",
    "03-02 09:01 | nils | edit",
    "03-02 09:01 | nils | edit | field.shoe=41",
    "03-02 09:01 | nils | link | into=lead_99",
    "03-02 09:01 | nils | link | into=lead_1",
    "03-02 09:01 | nils | link | into=anna",
    "03-02 09:01 | nils | unlink | from=lead_1",
    "03-02 09:01 | renate.meyer | waive | commitment=sla.sales.review, words=agreed",
    "03-02 09:01 | renate.meyer | waive | commitment=sla.sales.touch",
];

#[test]
fn what_cannot_be_is_refused_with_its_field_and_writes_nothing() {
    let mut company = Company::new();
    let lead = company.asks("ana", "03-02 09:00");
    let before = company.desk.store.last_seq().unwrap();
    let mut told = String::new();
    for row in REFUSED {
        let answer = company.on(lead, row);
        let (_, asked) = row.split_once("| ").unwrap();
        told.push_str(&format!("{asked:<80} {answer}"));
    }
    assert_eq!(company.desk.store.last_seq().unwrap(), before, "nothing is written");
    expect![[r#"
        jonas.weber | reject                                                             reason: it is empty: say it
        jonas.weber | reject | reason=dislike                                            reason: 'dislike' is not known here: choose one that is offered
        jonas.weber | disqualify | reason=misrouted                                      reason: 'misrouted' is not known here: choose one that is offered
        jonas.weber | recycle | reason=fake                                              reason: 'fake' is not known here: choose one that is offered
        jonas.weber | give | to=zoe                                                      to: 'zoe' is not known here: choose one that is offered
        jonas.weber | give | to=jonas.weber                                              to: it is so already: change it or leave
        jonas.weber | touch | channel=pigeon, lasted=long, at=yesterday                  channel: 'pigeon' is not known here: choose one that is offered
        lasted: it is not a number: write one like 1200 or 0.5
        at: it is not a time: write one like 2026-12-24T09:30
        jonas.weber | touch | channel=call, lasted=2000                                  lasted: it must be from 0 to 1440
        jonas.weber | touch | channel=call, at=2026-03-02T09:30                          at: it is in the future: choose an earlier time
        jonas.weber | confirm                                                            needs: it is empty: say it
        jonas.weber | confirm | needs=patience                                           needs: 'patience' is not known here: choose one that is offered
        jonas.weber | rate | stars=6                                                     stars: it must be from 1 to 5
        jonas.weber | rate | stars=many                                                  stars: it is not a number: write one like 1200 or 0.5
        jonas.weber | pause | reason=tired, until=2026-03-03                             reason: 'tired' is not known here: choose one that is offered
        jonas.weber | pause | reason=waiting_for_data, until=2026-03-01                  until: it is in the past: choose a later time
        jonas.weber | pause | reason=waiting_for_data, until=2026-04-01                  until: the agreement allows at most 2d: choose an earlier end
        jonas.weber | resume | reason=waiting_for_data                                   not now: its clocks are not stopped for that reason
        jonas.weber | open-deal | deal=, amount=-4                                       deal: it is empty: say it
        jonas.weber | open-deal | deal=D-1, amount=-4                                    amount: it is less than nothing: write 0 or more
        jonas.weber | win-deal | deal=D-1, amount=4, recurring=0                         deal: 'D-1' is not known here: choose one that is offered
        jonas.weber | lose-deal | deal=D-1, reason=no_need                               deal: 'D-1' is not known here: choose one that is offered
        nils | consent | given=perhaps, purpose=marketing                                given: 'perhaps' is not known here: choose one that is offered
        nils | consent | given=no, purpose=marketing                                     evidence: it is empty: say it
        nils | edit                                                                      values: it is empty: say it
        nils | edit | field.shoe=41                                                      values: 'shoe' is not known here: choose one that is offered
        nils | link | into=lead_99                                                       into: 'lead_99' is not known here: choose one that is offered
        nils | link | into=lead_1                                                        into: it is so already: change it or leave
        nils | link | into=anna                                                          into: 'anna' is not known here: choose one that is offered
        nils | unlink | from=lead_1                                                      not now: they are not linked with each other directly
        renate.meyer | waive | commitment=sla.sales.review, words=agreed                 commitment: 'sla.sales.review' is not known here: choose one that is offered
        renate.meyer | waive | commitment=sla.sales.touch                                words: it is empty: say it
    "#]].assert_eq(&told);
}

#[test]
fn each_does_what_is_theirs_and_no_more() {
    let mut company = Company::new();
    let lead = company.asks("ana", "03-02 09:00");
    let plans = in_force(&company.desk.store).unwrap();
    let mut told = String::new();
    for person in ["jonas.weber", "ama.boateng", "kwame.osei", "renate.meyer", "nils", "eve"] {
        let offer = acts::offer(&company.desk.store, &plans, &actor(person), lead, at("03-02 09:01")).unwrap().unwrap();
        let waivers: Vec<String> = offer.waivers.iter().map(|promise| format!("§{}", promise.number)).collect();
        told.push_str(&format!("{person}: {} | {}\n", offer.may.join(" "), waivers.join(" ")));
    }
    expect![[r#"
        jonas.weber: accept reject disqualify recycle confirm resume edit give touch rate pause open-deal win-deal lose-deal consent link unlink | 
        ama.boateng: edit touch consent link unlink | 
        kwame.osei: accept reject disqualify recycle confirm resume waive edit give touch rate pause open-deal win-deal lose-deal consent link unlink | 
        renate.meyer: waive edit consent link unlink | §7.6 §7.7 §7.8
        nils: waive edit consent link unlink | §7.6 §7.7 §7.8
        eve:  | 
    "#]].assert_eq(&told);
    for row in [
        "03-02 09:01 | ama.boateng | accept",
        "03-02 09:01 | nils | touch | channel=call",
        "03-02 09:01 | kwame.osei | waive | commitment=sla.sales.touch, words=we were busy",
        "03-02 09:01 | eve | consent | given=no, purpose=marketing, evidence=heard",
    ] {
        let answer = company.on(lead, row);
        assert!(answer.starts_with("this is for "), "{row}: {answer}");
    }
    expect![[r#"
        waived by renate.meyer {"commitment":"sla.sales.touch","words":"trade fair"}
          03-02 09:01 lead_1 sla.waivers waived 1
    "#]]
    .assert_eq(&company.on(lead, "03-02 09:01 | renate.meyer | waive | commitment=sla.sales.touch, words=trade fair"));
}

#[test]
fn the_form_says_what_follows_from_each_reason_and_then_it_follows() {
    let mut company = Company::new();
    let lead = company.asks("ana", "03-02 09:00");
    let plans = in_force(&company.desk.store).unwrap();
    let jonas = actor("jonas.weber");
    let offer = acts::offer(&company.desk.store, &plans, &jonas, lead, at("03-02 09:01")).unwrap().unwrap();
    let mut told = String::new();
    for choice in &offer.reject {
        let follows = &choice.follows;
        told.push_str(&format!("{:?} {} -> {:?} §{}\n", choice.kind, choice.reason, follows.then, follows.number));
    }
    for colleague in &offer.give_to {
        told.push_str(&format!("{colleague:?}\n"));
    }
    told.push_str(&company.on(lead, "03-02 09:02 | jonas.weber | reject | reason=misrouted, words=she is in Seoul"));
    expect![[r#"
        Procedural misrouted -> Reroute §6.10
        Procedural duplicate -> Merge §6.11
        Procedural already_owned -> Reroute §6.12
        Clerical unreachable -> Recycle §6.13
        Clerical incomplete -> Recycle §6.14
        Clerical fake -> Disqualify §6.15
        Definitional wrong_company -> Recycle §6.16
        Definitional wrong_contact -> Recycle §6.17
        Definitional no_interest -> Recycle §6.18
        Definitional student_or_vendor -> Disqualify §6.19
        Colleague { person: Name("ama.boateng"), team: Some(Name("berlin")), holds: 0, most: Some(45), is_away: false, had_it: false }
        Colleague { person: Name("luca.moretti"), team: Some(Name("berlin")), holds: 0, most: Some(45), is_away: false, had_it: false }
        Colleague { person: Name("yuna.choi"), team: Some(Name("seoul")), holds: 0, most: Some(30), is_away: false, had_it: false }
        Colleague { person: Name("minho.lee"), team: Some(Name("seoul")), holds: 0, most: Some(30), is_away: false, had_it: false }
        Colleague { person: Name("kwame.osei"), team: None, holds: 0, most: None, is_away: false, had_it: false }
        rejected by jonas.weber {"reason":"misrouted","words":"she is in Seoul"}
          03-02 09:02 lead_1 sla.sales.decide verdict 1 met
          03-02 09:02 lead_1 handoff.reject.misrouted reassigned ama.boateng rejected
    "#]].assert_eq(&told);
}

#[test]
fn away_and_back_move_the_turn_and_content_is_asked_for_and_answered_once() {
    let mut company = Company::new();
    company.asks("ana", "03-02 09:00");
    let leave = |from: &str, to: &str| PersonAct::Leave { from: at(from), to: at(to) };
    let jonas = |act: PersonAct| Act::Person(Name::from("jonas.weber"), act);
    let ask = || Act::AskContent { words: "A case study from Korea".into() };
    let answer = |words: &str| Act::AnswerContent { request: "content-1".into(), words: words.into() };
    let rows: Vec<(&str, &str, Act)> = vec![
        ("03-02 09:01", "ama.boateng", jonas(leave("03-02 10:00", "03-09 00:00"))),
        ("03-02 09:01", "jonas.weber", jonas(leave("03-09 10:00", "03-02 00:00"))),
        ("03-02 09:01", "jonas.weber", jonas(PersonAct::Return)),
        ("03-02 09:01", "jonas.weber", jonas(leave("03-02 10:00", "03-09 00:00"))),
        ("03-04 12:00", "jonas.weber", jonas(PersonAct::Return)),
        ("03-04 12:01", "jonas.weber", jonas(PersonAct::Return)),
        ("03-04 12:02", "nils", ask()),
        ("03-04 12:02", "jonas.weber", ask()),
        ("03-04 12:03", "jonas.weber", answer("there is one")),
        ("03-04 12:03", "nils", answer(" ")),
        ("03-04 12:03", "nils", answer("there is one")),
        ("03-04 12:04", "nils", answer("there is one")),
    ];
    let mut told = String::new();
    for (index, (when, who, act)) in rows.into_iter().enumerate() {
        told.push_str(&company.act(when, who, &format!("form {index}"), None, act));
    }
    expect![[r#"
        this is for the person themselves, and for managers of sales
        to: it ends before it begins: choose a later end
        not now: the person is not away
        away by jonas.weber {"from":1772445600000000,"to":1773014400000000}
        away by jonas.weber {"from":1772445600000000,"to":1772625600000000}
        not now: the person is not away
        this is for sales
        content_requested by jonas.weber {"words":"A case study from Korea"}
          03-04 12:02 - sla.marketing.content clock_started 1
        this is for marketing
        words: it is empty: say it
        content_answered by nils {"words":"there is one"}
          03-04 12:03 - sla.marketing.content verdict 1 met
        not now: the request is answered
    "#]]
    .assert_eq(&told);
    let away = |when: &str| acts::absence(&company.desk.store, &Name::from("jonas.weber"), at(when)).unwrap();
    assert!(away("03-03 00:00").is_some() && away("03-05 00:00").is_none());
}

#[test]
fn a_form_without_an_id_is_refused() {
    let mut company = Company::new();
    let lead = company.asks("ana", "03-02 09:00");
    let answer = |company: &mut Company, once: &str| {
        company.act("03-02 09:01", "jonas.weber", once, None, Act::Lead(lead, acts::LeadAct::Accept))
    };
    assert_eq!(answer(&mut company, " "), "once: it is empty: say it\n");
    assert_eq!(answer(&mut company, &"x".repeat(129)), "once: it is empty: say it\n");
    assert!(acts::read("dance", &Answers::default(), &TimeZone::UTC).is_none());
    let Refusal::NoSuchLead(_) = refusal(&company, LeadId(77)) else { panic!("there is no such lead") };
}

fn refusal(company: &Company, lead: LeadId) -> Refusal {
    let plans = in_force(&company.desk.store).unwrap();
    let jonas = actor("jonas.weber");
    let form = Form { once: "z", actor: &jonas, seen: None, now: at("03-02 09:01") };
    acts::prepare(&company.desk.store, &plans, form, Act::Lead(lead, acts::LeadAct::Accept)).unwrap().unwrap_err()
}
