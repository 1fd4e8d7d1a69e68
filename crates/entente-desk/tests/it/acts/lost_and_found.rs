//! Goal: of two who decide one lead at once one wins and the other hears who and when; the same form twice is one act.

use entente_core::id::Name;
use entente_desk::acts::{Act, LeadAct};
use expect_test::expect;

use crate::company::Company;

#[test]
fn of_two_who_decide_at_once_the_second_hears_of_the_first() {
    let mut company = Company::new();
    let lead = company.asks("ana", "03-02 09:00");
    let both_saw = company.seen(lead);
    let mut told = company.on_seen(lead, both_saw, "03-02 09:02 | jonas.weber | accept");
    told.push_str(&company.on_seen(lead, both_saw, "03-02 09:03 | kwame.osei | give | to=ama.boateng"));
    // What only adds to what is known is not overtaken.
    told.push_str(&company.on_seen(lead, both_saw, "03-02 09:03 | kwame.osei | touch | channel=call"));
    // Having looked again, the manager decides.
    let now = company.seen(lead);
    told.push_str(&company.on_seen(lead, now, "03-02 09:04 | kwame.osei | give | to=ama.boateng"));
    told.push_str(&company.on_seen(lead, now, "03-02 09:05 | kwame.osei | recycle | reason=bad_timing"));
    // One field each: the same one was changed meanwhile, the other was not.
    let seen = company.seen(lead);
    told.push_str(&company.on_seen(lead, seen, "03-02 09:06 | nils | edit | field.city=Seoul"));
    told.push_str(&company.on_seen(lead, seen, "03-02 09:07 | ama.boateng | edit | field.city=Busan"));
    told.push_str(&company.on_seen(lead, seen, "03-02 09:07 | ama.boateng | edit | field.phone=+82 2 1234"));
    expect![[r#"
        accepted by jonas.weber {}
          03-02 09:02 lead_1 sla.sales.decide verdict 1 met
          03-02 09:02 lead_1 stages.sal stage_entered sal
          03-02 09:02 lead_1 sla.sales.feedback clock_started 1
        accepted by jonas.weber at 2026-03-02T09:02:00.000001Z: look at what was done since, then decide again
        touched by kwame.osei {"channel":"call","personal":true,"reached":false}
        reassigned by kwame.osei {"to":"ama.boateng"}
          03-02 09:04 lead_1 handoff reassigned ama.boateng by_hand
        reassigned by kwame.osei at 2026-03-02T09:04:00.000001Z: look at what was done since, then decide again
        learnt by nils {"values":{"city":"Seoul"},"verified":true}
        learnt by nils at 2026-03-02T09:06:00.000001Z: look at what was done since, then decide again
        learnt by ama.boateng {"values":{"phone":"+82 2 1234"},"verified":true}
    "#]]
    .assert_eq(&told);
}

#[test]
fn the_same_form_sent_again_does_nothing() {
    let mut company = Company::new();
    let lead = company.asks("ana", "03-02 09:00");
    let seen = company.seen(lead);
    let reject = || LeadAct::Reject { reason: Name::from("unreachable"), words: String::new() };
    let first = company.act("03-02 09:02", "jonas.weber", "f-1", seen, Act::Lead(lead, reject()));
    assert!(first.starts_with("rejected by jonas.weber"), "{first}");
    let end = company.desk.store.last_seq().unwrap();
    for when in ["03-02 09:02", "03-02 09:03"] {
        assert_eq!(company.act(when, "jonas.weber", "f-1", seen, Act::Lead(lead, reject())), "done before\n");
    }
    assert_eq!(company.desk.store.last_seq().unwrap(), end);
    // Another form is another act, and by now the lead went back to marketing.
    let again = company.act("03-02 09:04", "jonas.weber", "f-2", company.seen(lead), Act::Lead(lead, reject()));
    assert!(again.starts_with("this is for") || again.starts_with("not now"), "{again}");
}

#[test]
fn leads_that_are_one_person_are_joined_and_parted() {
    let mut company = Company::new();
    let ana = company.asks("ana", "03-02 09:00");
    let anna = company.asks("anna", "03-02 09:10");
    let mut told = company.on(anna, "03-02 09:20 | nils | link | into=lead_1");
    told.push_str(&company.on(anna, "03-02 09:21 | nils | link | into=lead_1"));
    // Acts on either are acts on both.
    told.push_str(&company.on(anna, "03-02 09:22 | kwame.osei | accept"));
    told.push_str(&company.on(ana, "03-02 09:23 | kwame.osei | accept"));
    told.push_str(&company.on(anna, "03-02 09:24 | nils | unlink | from=lead_1"));
    told.push_str(&company.on(anna, "03-02 09:25 | nils | unlink | from=lead_1"));
    expect![[r#"
        linked by nils {"into":1}
          03-02 09:20 lead_1 levels scored C 1 79.980783
        not now: they are linked already
        accepted by kwame.osei {}
          03-02 09:22 lead_1 sla.sales.decide verdict 1 met
          03-02 09:22 lead_1 stages.sal stage_entered sal
          03-02 09:22 lead_1 sla.sales.feedback clock_started 2
        not now: the lead is accepted: recycle or disqualify it instead
        unlinked by nils {"from":1}
          03-02 09:24 lead_1 levels scored C 2 39.984616
          03-02 09:24 lead_2 sla.sales.decide verdict 1 met
          03-02 09:24 lead_2 stages.sal stage_entered sal
        not now: they are not linked with each other directly
    "#]]
    .assert_eq(&told);
}
