//! Goal: leads that turn out to be one person score once, and parting them gives each back its own; the states are those
//! of a rebuild after every step.

use entente_core::engine::state::{PartiesState, StateKey, from_bytes};
use entente_core::number::Decimal;
use entente_desk::explain::{Story, explain};
use expect_test::expect;

use crate::desk::{Desk, assert_rebuilds, at};

/// Engagement of the one called so, at an instant.
fn engagement(desk: &Desk, who: &str, when: &str) -> Decimal {
    explain(&desk.store, who, Some(at(when))).unwrap().explained.unwrap().engagement
}

fn story(desk: &Desk, who: &str, when: &str) -> Story {
    explain(&desk.store, who, Some(at(when))).unwrap()
}

/// Ana in the log as lead 1, her browser as lead 2, both at the same webinar and each with a page.
const VISITOR: &str = "
    ana | 03-02 09:00 | webinar x
    ana | 03-02 09:00 | page
    ?b7 | 03-02 09:00 | webinar x
    ?b7 | 03-02 09:00 | page
";

#[test]
fn linked_leads_score_once_and_parted_ones_as_before() {
    let mut desk = Desk::new();
    desk.tell(VISITOR);
    desk.run("03-02 09:00");
    for who in ["lead_1", "lead_2"] {
        assert_eq!(engagement(&desk, who, "03-02 09:00"), Decimal::from_int(25), "{who}: 15 + 10");
    }
    assert_rebuilds(&mut desk);

    // Signing in on that browser ten days later links the two. 15 once for the webinar, 10 twice: 35, halved by then.
    desk.tell("ana+b7 | 03-12 09:00 | created");
    desk.run("03-12 09:00");
    for who in ["lead_1", "lead_2", "ana@gmail.com", "b7"] {
        assert_eq!(engagement(&desk, who, "03-12 09:00").to_string(), "17.5", "{who}");
    }
    assert_eq!(story(&desk, "lead_2", "03-12 09:00").lead.to_string(), "lead_1");
    assert_rebuilds(&mut desk);

    // Not one person after all: each has its own 25, halved once, and a day later a little less.
    desk.tell("?b7 | 03-12 10:00 | unlinked lead_1");
    desk.run("03-12 10:00");
    let (ana, visitor) = (engagement(&desk, "lead_1", "03-12 10:00"), engagement(&desk, "lead_2", "03-12 10:00"));
    assert_eq!(ana, visitor);
    assert!(ana < Decimal::parse("12.5").unwrap() && ana > Decimal::parse("12.4").unwrap(), "{ana}");
    assert_rebuilds(&mut desk);
    desk.run("04-01 00:00");
    assert_rebuilds(&mut desk);
}

/// A visitor too cold to be handed over, and somebody known too cold as well: together they are warm enough.
#[test]
fn what_two_histories_make_together_is_decided_at_the_link() {
    let mut desk = Desk::new();
    desk.tell(
        "ana | 03-02 09:00 | role boss
         ana | 03-02 09:00 | page
         ana | 03-02 09:00 | page
         ?b7 | 03-02 09:00 | page
         ana+b7 | 03-02 10:00 | created",
    );
    desk.run("03-02 10:00");
    expect![[r#"
        03-02 09:00 lead_1 stages.inquiry stage_entered inquiry
        03-02 09:00 lead_1 grades scored B 3 0
        03-02 09:00 lead_1 levels scored B 2 20
        03-02 09:00 lead_1 stages.engaged stage_entered engaged
        03-02 09:00 lead_1 nurture.warm enrolled 
        03-02 09:00 lead_1 nurture.warm mail_due guide
        03-02 09:00 lead_2 stages.inquiry stage_entered inquiry
        03-02 10:00 lead_1 stages.engaged stage_entered engaged
    "#]]
    .assert_eq(&desk.decided());
    assert_rebuilds(&mut desk);
}

/// What a lead concluded in the same transaction as its link is part of its history: kim keeps it, and nobody gets it
/// twice.
#[test]
fn a_handoff_decided_just_before_the_link_is_not_forgotten() {
    let rows = "
        ?b7 | 03-02 08:00 | page
        ana | 03-02 09:00 | role boss
        ana | 03-02 09:00 | demo
        ana+b7 | 03-02 10:00 | created
        ana | 03-02 11:00 | called
    ";
    let (mut at_once, mut in_steps) = (Desk::new(), Desk::new());
    at_once.tell(rows);
    in_steps.tell(rows);
    at_once.run("03-02 12:00");
    for until in ["03-02 08:00", "03-02 09:30", "03-02 10:00", "03-02 12:00"] {
        in_steps.run(until);
    }
    let decided = at_once.decided();
    assert_eq!(decided.matches("handed_off").count(), 1, "{decided}");
    assert_eq!(decided, in_steps.decided());
    let explained = story(&at_once, "b7", "03-02 12:00").explained.unwrap();
    assert_eq!((explained.owner.unwrap().as_str(), explained.cycle), ("kim", 1));
    assert_rebuilds(&mut at_once);
}

/// 3 into 2, then 2 into 1: all three are 1, whatever is told of whom; withdrawing the second leaves 3 with 2.
#[test]
fn links_in_a_chain_make_one_person() {
    let mut desk = Desk::new();
    desk.tell(
        "ana | 03-02 09:00 | page
         bob | 03-02 09:00 | page
         eve | 03-02 09:00 | page
         eve | 03-03 09:00 | linked lead_2
         bob | 03-04 09:00 | linked lead_1
         eve | 03-05 09:00 | page",
    );
    desk.run("03-05 09:00");
    // Three pages of three days ago and one of now, below the cap of 30: 3 × 10 × 2^(-3/10) + 10, capped at 30.
    for who in ["lead_1", "lead_2", "lead_3"] {
        assert_eq!(story(&desk, who, "03-05 09:00").lead.to_string(), "lead_1");
        assert_eq!(engagement(&desk, who, "03-05 09:00"), Decimal::from_int(30), "{who}");
    }
    assert_rebuilds(&mut desk);
    desk.tell("bob | 03-06 09:00 | unlinked lead_1");
    desk.run("03-06 09:00");
    let roots: Vec<_> = ["lead_1", "lead_2", "lead_3"].map(|who| story(&desk, who, "03-06 09:00").lead.0).into();
    assert_eq!(roots, [1, 2, 2]);
    assert_rebuilds(&mut desk);
    desk.tell("eve | 03-07 09:00 | page");
    desk.run("03-07 09:00");
    let (alone, both) = (engagement(&desk, "lead_1", "03-07 09:00"), engagement(&desk, "lead_2", "03-07 09:00"));
    assert!(alone < Decimal::from_int(10) && both > Decimal::from_int(20), "{alone} and {both}");
    assert_rebuilds(&mut desk);
}

/// A lead that was merged is linked to yet another: the fact names 2, and 2 is 1 by then.
#[test]
fn a_link_into_a_merged_lead_goes_to_the_one_it_is() {
    let mut desk = Desk::new();
    desk.tell(
        "ana | 03-02 09:00 | page
         bob | 03-02 09:00 | page
         eve | 03-02 09:00 | page
         bob | 03-03 09:00 | linked lead_1
         eve | 03-04 09:00 | linked lead_2
         eve | 03-05 09:00 | role boss",
    );
    desk.run("03-05 09:00");
    assert_eq!(story(&desk, "eve@gmail.com", "03-05 09:00").lead.to_string(), "lead_1");
    assert_eq!(story(&desk, "lead_1", "03-05 09:00").explained.unwrap().fit, Decimal::from_int(30));
    assert_rebuilds(&mut desk);
}

#[test]
fn the_past_knows_nothing_of_a_link_that_came_later() {
    let mut desk = Desk::new();
    desk.tell(VISITOR);
    desk.tell("ana+b7 | 03-12 09:00 | created");
    desk.run("03-20 00:00");
    let before = story(&desk, "b7", "03-12 08:59");
    assert_eq!((before.lead.to_string().as_str(), before.facts.len(), before.keys.len()), ("lead_2", 3, 1));
    let after = story(&desk, "b7", "03-12 09:00");
    assert_eq!((after.lead.to_string().as_str(), after.keys.len()), ("lead_1", 2));
}

/// How many leads the promise of marketing counted in all periods.
fn counted(desk: &Desk) -> Decimal {
    let (_, bytes) = desk.store.states(&[StateKey::Parties]).unwrap().remove(0);
    let parties: PartiesState = from_bytes(&bytes).unwrap();
    parties.counts.values().fold(Decimal::ZERO, |sum, count| sum.plus(count.gross))
}

#[test]
fn a_lead_that_was_handed_over_is_counted_once_also_after_a_link() {
    let mut desk = Desk::new();
    desk.tell(
        "ana | 03-02 09:00 | role boss
         ana | 03-02 10:00 | demo
         ?b7 | 03-02 11:00 | page
         ana+b7 | 03-02 12:00 | created
         ana | 03-02 13:00 | called
         ana | 03-02 14:00 | accepted",
    );
    desk.run("03-02 11:00");
    assert_eq!(counted(&desk), Decimal::from_int(1));
    desk.run("03-04 00:00");
    assert_eq!(counted(&desk), Decimal::from_int(1), "still one lead");
    assert_rebuilds(&mut desk);
}

#[test]
fn whoever_was_handed_over_and_counted_is_not_counted_again_as_part_of_another() {
    let mut desk = Desk::new();
    desk.tell(
        "ana | 03-02 08:00 | page
         bob | 03-02 09:00 | role boss
         bob | 03-02 10:00 | demo
         bob | 03-02 12:00 | linked lead_1
         ana | 03-02 13:00 | page",
    );
    desk.run("03-02 11:00");
    assert_eq!(counted(&desk), Decimal::from_int(1));
    desk.run("03-02 14:00");
    assert_eq!(counted(&desk), Decimal::from_int(1), "it is bob's handoff still");
    let explained = story(&desk, "ana@gmail.com", "03-02 13:00").explained.unwrap();
    assert_eq!(explained.owner.unwrap().as_str(), "kim", "and kim holds the one they are");
    assert_rebuilds(&mut desk);
    desk.tell("bob | 03-02 15:00 | unlinked lead_1");
    desk.run("03-02 16:00");
    assert_eq!(counted(&desk), Decimal::from_int(1), "and when they are parted");
    assert_rebuilds(&mut desk);
}
