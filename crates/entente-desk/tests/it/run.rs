//! Goal: what a run decides, and that nothing about how it is cut changes that.

use entente_desk::Error;
use entente_desk::run::{Acts, Portions, Ran, run};
use entente_store::{EffectStatus, Store};
use expect_test::expect;

use crate::desk::{AGREEMENT, Desk, assert_rebuilds, at};

mod cuts;

/// One lead from first page to customer: fit 30 from 9:00, 40 points at 10:00.
const ANA: &str = "
    ana | 03-02 09:00 | role boss
    ana | 03-02 10:00 | demo
    ana | 03-02 11:00 | called
    ana | 03-03 09:00 | accepted
    ana | 03-09 09:00 | won
";

#[test]
fn a_lead_is_scored_handed_off_called_accepted_and_won() {
    let mut desk = Desk::new();
    desk.tell(ANA);
    let ran = desk.run("04-01 00:00");
    expect![[r#"
        03-02 09:00 lead_1 stages.inquiry stage_entered inquiry
        03-02 09:00 lead_1 grades scored B 3 0
        03-02 10:00 lead_1 levels scored B 1 40
        03-02 10:00 lead_1 stages.engaged stage_entered engaged
        03-02 10:00 lead_1 qualified.ready qualified ready
        03-02 10:00 lead_1 stages.mql stage_entered mql
        03-02 10:00 lead_1 handoff.routes.rest handed_off kim
        03-02 10:00 lead_1 sla.sales.touch clock_started 1
        03-02 10:00 lead_1 sla.sales.decide clock_started 1
        03-02 10:00 - sla.marketing.volume commitment_state ahead
        03-02 10:00 lead_1 levels scored B 2 39.999973
        03-02 11:00 lead_1 sla.sales.touch verdict 1 met
        03-03 09:00 lead_1 sla.sales.decide verdict 1 met
        03-03 09:00 lead_1 stages.sal stage_entered sal
        03-04 17:00 - sla.marketing.volume commitment_state on_pace
        03-09 09:00 lead_1 stages.customer stage_entered customer
        03-16 13:36 lead_1 levels scored B 3 14.999993
        03-20 17:00 - sla.marketing.volume commitment_state behind
        03-25 17:00 - sla.marketing.volume commitment_state out_of_reach
        04-01 00:00 - sla.marketing.volume commitment_state missed
        04-01 00:00 - sla.marketing.volume commitment_state on_pace
    "#]]
    .assert_eq(&desk.decided());
    assert_eq!((ran.facts, ran.until), (6, Some(at("04-01 00:00"))), "one more: the lead was created");
    assert_eq!(desk.store.cursor().unwrap().until, at("04-01 00:00"));
    assert_rebuilds(&mut desk);
}

#[test]
fn running_again_to_the_same_instant_or_an_earlier_one_decides_nothing_more() {
    let mut desk = Desk::new();
    desk.tell(ANA);
    desk.run("03-20 00:00");
    let (decided, digest) = (desk.decided(), desk.store.digest().unwrap());
    for until in ["03-20 00:00", "03-20 00:00", "03-05 00:00", "01-01 00:00"] {
        let again = desk.run(until);
        assert_eq!(again, Ran { facts: 0, decisions: 0, until: Some(at("03-20 00:00")) }, "to {until}");
        assert_eq!((desk.decided(), desk.store.digest().unwrap()), (decided.clone(), digest.clone()), "to {until}");
    }
}

/// A call on Monday is told on Wednesday: the promise of Monday stands as missed, and the verdict comes when the log
/// learnt of the call.
#[test]
fn a_late_fact_is_decided_when_it_was_learnt_and_overtakes_nothing() {
    let mut desk = Desk::new();
    desk.tell("ana | 03-02 09:00 | role boss");
    desk.tell("ana | 03-02 10:00 | demo");
    desk.run("03-04 00:00");
    let before = desk.decided();
    desk.tell("ana | 03-02 11:00 | called");
    desk.run("03-04 00:00");
    assert_eq!(desk.decided(), before, "it is known a microsecond after what is decided");
    desk.run("03-04 01:00");
    let after = desk.decided();
    let more = after.strip_prefix(&before).unwrap();
    expect![[r#"
        03-04 00:00 lead_1 sla.sales.touch verdict 1 met
    "#]]
    .assert_eq(more);
    assert_rebuilds(&mut desk);
}

#[test]
fn without_an_agreement_in_force_nothing_runs() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    let refused = run(&mut store, at("03-01"), Acts::Send, |_| ()).unwrap_err();
    assert!(matches!(refused, Error::NoAgreement), "{refused}");

    let mut desk = Desk::new();
    let refused = run(&mut desk.store, at("01-01") - entente_core::time::Span::HOUR, Acts::Send, |_| ()).unwrap_err();
    assert!(matches!(refused, Error::NoAgreement), "an hour before it takes effect: {refused}");
    assert_eq!(desk.store.cursor().unwrap(), Default::default());
}

/// Owner told of the handoff, then by the ladder: at half the time the owner, at the end owner and manager; then the
/// lead goes to lee, who is told. The clock of two days speaks to lee after a day, and to lee and max at its end.
#[test]
fn effects_go_out_once_each_and_only_where_they_may() {
    let mut quiet = Desk::new();
    quiet.tell("ana | 03-02 09:00 | role boss\n ana | 03-02 10:00 | demo");
    quiet.run_with("03-05 00:00", Acts::Withhold, Portions::default());
    assert_eq!(quiet.store.counts().unwrap().effects, 0);

    let mut desk = Desk::new();
    desk.tell("ana | 03-02 09:00 | role boss\n ana | 03-02 10:00 | demo");
    for _ in 0..2 {
        desk.run_with("03-05 00:00", Acts::Send, Portions::default());
    }
    assert_eq!(desk.decided(), quiet.decided(), "whether they act changes no decision");
    let decisions = desk.decisions();
    let pending = desk.store.effects(EffectStatus::Pending, usize::MAX).unwrap();
    let lines = pending.iter().map(|row| {
        let (_, decision) = decisions.iter().find(|(seq, _)| *seq == row.decision).unwrap();
        let act = serde_json::to_string(&row.effect.act).unwrap();
        format!("{act} for {}", crate::desk::show(decision))
    });
    expect![[r#"
        {"act":"notify_person","person":"kim"} for 03-02 10:00 lead_1 handoff.routes.rest handed_off kim
        {"act":"notify_person","person":"kim"} for 03-02 12:00 lead_1 sla.ladder clock_step 1
        {"act":"notify_person","person":"lee"} for 03-02 14:00 lead_1 sla.sales.touch reassigned lee late
        {"act":"notify_person","person":"lee"} for 03-02 14:00 lead_1 sla.ladder clock_step 1
        {"act":"notify_person","person":"max"} for 03-02 14:00 lead_1 sla.ladder clock_step 1
        {"act":"notify_person","person":"lee"} for 03-03 10:00 lead_1 sla.ladder clock_step 1
        {"act":"notify_person","person":"lee"} for 03-04 10:00 lead_1 sla.ladder clock_step 1
        {"act":"notify_person","person":"max"} for 03-04 10:00 lead_1 sla.ladder clock_step 1
    "#]]
    .assert_eq(&lines.collect::<String>());
    rebuild_sends_nothing(&mut desk);
}

fn rebuild_sends_nothing(desk: &mut Desk) {
    let before = desk.store.counts().unwrap().effects;
    assert_rebuilds(desk);
    assert_eq!(desk.store.counts().unwrap().effects, before);
}

/// Day by day, closing the store in between, as one run: also when the process ends with facts half decided.
#[test]
fn a_run_that_is_ended_in_the_middle_goes_on_where_it_stopped() {
    let (mut whole, mut parts) = (Desk::new(), Desk::new());
    whole.tell(ANA);
    parts.tell(ANA);
    whole.run("03-20 00:00");
    for until in ["03-02 09:30", "03-02 10:00", "03-02 18:00", "03-09 09:00", "03-20 00:00"] {
        parts.run(until);
        assert_rebuilds(&mut parts);
        parts = parts.reopen();
    }
    assert_eq!(parts.decided(), whole.decided());
    assert_eq!(parts.store.digest().unwrap(), whole.store.digest().unwrap());
}

#[test]
fn progress_is_told_of_every_transaction() {
    let mut desk = Desk::new();
    desk.tell(ANA);
    let mut heard = Vec::new();
    let portions = Portions { facts: 3, leads: 0 };
    let ran = entente_desk::run::run_in(&mut desk.store, at("03-20"), Acts::Withhold, portions, |ran| heard.push(ran));
    // Created and the role are of one instant; the third fact that was read waits for its own.
    let told: Vec<_> = heard.iter().map(|ran| (ran.facts, ran.until.map(crate::desk::shown).unwrap())).collect();
    assert_eq!(told, [(2, "03-02 09:00"), (4, "03-02 11:00"), (6, "03-20 00:00")].map(|(n, at)| (n, at.to_owned())));
    assert_eq!(heard.last().copied(), ran.ok());
}

#[test]
fn more_facts_of_one_instant_than_a_portion_holds_are_decided_together() {
    let mut desk = Desk::new();
    for _ in 0..8 {
        desk.tell("ana | 03-02 10:00 | page");
    }
    let ran = desk.run_with("03-02 10:00", Acts::Withhold, Portions { facts: 3, leads: 1 });
    assert_eq!((ran.facts, ran.until), (9, Some(at("03-02 10:00"))));
    let mut whole = Desk::under(AGREEMENT);
    (0..8).for_each(|_| whole.tell("ana | 03-02 10:00 | page"));
    whole.run("03-02 10:00");
    assert_eq!(desk.decided(), whole.decided());
}
