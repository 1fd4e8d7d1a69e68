//! Goal: a moment implies what must have come before it, and nothing else. Method: the whole table of milestones.

use expect_test::expect;

use super::{Way, implies};
use crate::agreement::model::{Moment, Ordered};
use crate::agreement::read::read;
use crate::milestone::Milestone;

#[test]
fn what_each_milestone_implies() {
    let stages = Ordered::default();
    let way = Way { stages: &stages, handoff_at: None };
    let rows: Vec<String> = Milestone::ALL
        .iter()
        .map(|later| {
            let is_before = |earlier: &&Milestone| {
                **earlier != *later && implies(&Moment::Milestone(*later), &Moment::Milestone(**earlier), way)
            };
            let before: Vec<&str> = Milestone::ALL.iter().filter(is_before).map(|earlier| earlier.as_str()).collect();
            format!("{} ⇒ {}", later.as_str(), before.join(", "))
        })
        .collect();
    expect![[r#"
        created ⇒ 
        qualified ⇒ created
        handed_off ⇒ created
        accepted ⇒ created, handed_off
        rejected ⇒ created, handed_off
        reasoned ⇒ created, handed_off, rejected
        first_attempt ⇒ created, handed_off
        contacted ⇒ created, handed_off, first_attempt
        confirmed ⇒ created
        rated ⇒ created
        disqualified ⇒ created
        recycled ⇒ created
        opportunity_opened ⇒ created
        opportunity_won ⇒ created, opportunity_opened
        opportunity_lost ⇒ created, opportunity_opened
        churned ⇒ created, opportunity_opened, opportunity_won
        content_requested ⇒ created
        content_answered ⇒ created, content_requested"#]]
    .assert_eq(&rows.join("\n"));
}

#[test]
fn implication_is_an_order() {
    let stages = Ordered::default();
    let way = Way { stages: &stages, handoff_at: None };
    let all: Vec<Moment> = Milestone::ALL.iter().map(|milestone| Moment::Milestone(*milestone)).collect();
    for one in &all {
        assert!(implies(one, one, way));
        for two in &all {
            assert!(one == two || !(implies(one, two, way) && implies(two, one, way)), "{one:?} {two:?}");
            for three in &all {
                let chained = implies(one, two, way) && implies(two, three, way);
                assert!(!chained || implies(one, three, way), "{one:?} {two:?} {three:?}");
            }
        }
    }
}

#[test]
fn stages_stand_in_their_order_and_for_their_milestone() {
    let text = "entente: 1\ntitle: T\nparties: {marketing: a@x, sales: b@x}\nqualified: fit > 1\n";
    let agreement = read(text).agreement.unwrap();
    let handoff_at = agreement.handoff.as_ref().map(|handoff| &handoff.at);
    let way = Way { stages: &agreement.stages, handoff_at };
    let stage = |name: &str| Moment::Stage(name.into());
    let table = [
        (stage("customer"), stage("mql")),
        (stage("mql"), stage("customer")),
        (stage("sal"), Moment::Milestone(Milestone::HandedOff)),
        (stage("mql"), Moment::Milestone(Milestone::HandedOff)),
        (stage("inquiry"), Moment::Milestone(Milestone::HandedOff)),
        (stage("sal"), Moment::Milestone(Milestone::Rated)),
        (Moment::Milestone(Milestone::Accepted), stage("sal")),
        (Moment::Milestone(Milestone::Churned), stage("customer")),
        (Moment::Milestone(Milestone::HandedOff), stage("sal")),
        (Moment::Signal("demo".into()), stage("inquiry")),
        (stage("inquiry"), Moment::Signal("demo".into())),
    ];
    let rows: Vec<String> = table
        .iter()
        .map(|(later, earlier)| format!("{later:?} {earlier:?} {}", implies(later, earlier, way)))
        .collect();
    expect![[r#"
        Stage(Name("customer")) Stage(Name("mql")) true
        Stage(Name("mql")) Stage(Name("customer")) false
        Stage(Name("sal")) Milestone(HandedOff) true
        Stage(Name("mql")) Milestone(HandedOff) true
        Stage(Name("inquiry")) Milestone(HandedOff) false
        Stage(Name("sal")) Milestone(Rated) false
        Milestone(Accepted) Stage(Name("sal")) true
        Milestone(Churned) Stage(Name("customer")) true
        Milestone(HandedOff) Stage(Name("sal")) false
        Signal(Name("demo")) Stage(Name("inquiry")) false
        Stage(Name("inquiry")) Signal(Name("demo")) false"#]]
    .assert_eq(&rows.join("\n"));
}
