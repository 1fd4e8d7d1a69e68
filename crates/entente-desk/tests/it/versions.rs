//! Goal: a second agreement changes scores from its instant on, fires nothing from the past and leaves open clocks as
//! they were.

use entente_desk::Error;
use entente_desk::explain::explain;
use entente_desk::force::{in_force, put_in_force};
use entente_store::AgreementStatus;
use expect_test::expect;

use crate::desk::{AGREEMENT, Desk, assert_rebuilds, at, shown, signed};

/// The sample with pages worth 30 instead of 10, and eight hours to call instead of four.
fn second() -> String {
    let source = AGREEMENT.replace("points: 10, cap: 30", "points: 30, cap: 90").replace("within: 4h", "within: 8h");
    assert_ne!(source, AGREEMENT);
    source
}

/// Ana is handed over an hour before the change; Bob has a page from before it, which is worth 30 afterwards.
const BEFORE: &str = "
    ana | 03-02 09:00 | role boss
    ana | 03-09 23:00 | demo
    bob | 03-02 09:00 | role boss
    bob | 03-09 23:00 | page
";

fn changed_desk() -> Desk {
    let mut desk = Desk::new();
    desk.tell(BEFORE);
    put_in_force(&mut desk.store, signed(&second()), at("03-10 00:00")).unwrap();
    desk
}

#[test]
fn a_new_version_recomputes_scores_fires_nothing_and_lets_open_clocks_finish() {
    let mut desk = changed_desk();
    desk.run("03-09 23:59");
    assert_rebuilds(&mut desk);
    let before = desk.decided();
    desk.run("03-10 00:00");
    assert_eq!(desk.decided(), before, "the change itself decides nothing");
    assert_rebuilds(&mut desk);
    let engagement = explain(&desk.store, "lead_2", Some(at("03-10 00:00"))).unwrap().explained.unwrap().engagement;
    assert!(engagement.to_string().starts_with("29.9"), "30, an hour old: {engagement}");

    // Ana's clock is due at 03:00, four hours after the handoff, as it was when it started.
    desk.run("03-10 08:00");
    let decided = desk.decided();
    expect![[r#"
        03-10 01:00 lead_1 sla.ladder clock_step 1
        03-10 03:00 lead_1 sla.sales.touch clock_missed 1
        03-10 03:00 lead_1 sla.sales.touch reassigned lee late
        03-10 03:00 lead_1 sla.ladder clock_step 1
    "#]]
    .assert_eq(decided.strip_prefix(&before).unwrap());
    assert_rebuilds(&mut desk);

    // A page after the change qualifies Bob, whose clock runs eight hours.
    desk.tell("bob | 03-10 09:00 | page");
    desk.run("03-10 20:00");
    expect![[r#"
        03-10 09:00 lead_2 levels scored B 1 59.145972
        03-10 09:00 lead_2 stages.engaged stage_entered engaged
        03-10 09:00 lead_2 qualified.ready qualified ready
        03-10 09:00 lead_2 stages.mql stage_entered mql
        03-10 09:00 lead_2 handoff.routes.rest handed_off kim
        03-10 09:00 lead_2 sla.sales.touch clock_started 1
        03-10 09:00 lead_2 sla.sales.decide clock_started 1
        03-10 13:00 lead_2 sla.ladder clock_step 1
        03-10 17:00 lead_2 sla.sales.touch clock_missed 1
        03-10 17:00 lead_2 sla.sales.touch reassigned lee late
        03-10 17:00 lead_2 sla.ladder clock_step 1
    "#]]
    .assert_eq(desk.decided().strip_prefix(&decided).unwrap());
    assert_rebuilds(&mut desk);
}

#[test]
fn one_run_across_the_change_is_the_same_as_one_up_to_it_and_one_after() {
    let (mut whole, mut parts) = (changed_desk(), changed_desk());
    whole.run("03-20 00:00");
    for until in ["03-09 12:00", "03-10 00:00", "03-10 00:00", "03-10 02:00", "03-20 00:00"] {
        parts.run(until);
        assert_rebuilds(&mut parts);
        parts = parts.reopen();
    }
    assert_eq!(parts.decisions(), whole.decisions());
    assert_eq!(parts.store.digest().unwrap(), whole.store.digest().unwrap());
}

#[test]
fn an_agreement_takes_effect_at_the_earliest_where_all_is_decided() {
    let mut desk = Desk::new();
    desk.tell(BEFORE);
    desk.run("03-10 00:00");
    let refused = put_in_force(&mut desk.store, signed(&second()), at("03-09 23:59")).unwrap_err();
    let Error::Past { decided, effective } = refused else { panic!("{refused}") };
    assert_eq!((shown(decided), shown(effective)), ("03-10 00:00".to_owned(), "03-09 23:59".to_owned()));
    put_in_force(&mut desk.store, signed(&second()), at("03-10 00:00")).unwrap();
    assert_eq!(in_force(&desk.store).unwrap().len(), 2);
}

#[test]
fn putting_in_force_twice_changes_nothing_and_the_one_before_is_superseded() {
    let mut desk = changed_desk();
    put_in_force(&mut desk.store, signed(&second()), at("05-01 00:00")).unwrap();
    let statuses: Vec<_> = desk.store.agreements().unwrap().iter().map(|kept| (kept.status, kept.effective)).collect();
    assert_eq!(statuses, [(AgreementStatus::Superseded, at("01-01")), (AgreementStatus::InForce, at("03-10"))]);
}

#[test]
fn an_agreement_without_both_signatures_leaves_the_one_in_force_where_it_is() {
    let mut desk = Desk::new();
    let mut half = signed(&second());
    half.signatures.pop();
    let refused = put_in_force(&mut desk.store, half, at("03-10 00:00")).unwrap_err().to_string();
    assert!(refused.ends_with("is not signed by both parties, so it cannot be in force"), "{refused}");
    let [kept] = &desk.store.agreements().unwrap()[..] else { panic!("one agreement is kept") };
    assert_eq!(kept.status, AgreementStatus::InForce);
}

#[test]
fn a_text_that_is_not_what_was_signed_is_refused() {
    let mut desk = Desk::new();
    let forged =
        entente_store::SignedAgreement { source: AGREEMENT.replace("points: 40", "points: 41"), ..signed(&second()) };
    let refused = put_in_force(&mut desk.store, forged, at("03-10 00:00")).unwrap_err();
    assert!(matches!(refused, Error::Agreement { .. }), "{refused}");
    assert!(refused.to_string().contains("its text has the identity"), "{refused}");
}
