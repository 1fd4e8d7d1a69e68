//! The board: every stage, and only those moves that are facts a person may tell.

use crate::testing::House;

#[test]
fn without_an_agreement_there_are_no_stages() {
    let mut house = House::demo();
    house.come_in_as("jonas.weber");
    house.get("/board").is(200).shows("No agreement is in force yet");
}

#[test]
fn moves_are_offered_to_whoever_may_make_them() {
    let mut house = House::working();
    let lead = house.lead("Ines Vogt", "ines.vogt@kessler.example");
    house.come_in_as("mia.manager");
    let accept = format!("action=\"/leads/{lead}/accept\"");
    let page = house.get("/board");
    page.is(200)
        .shows("Qualified lead")
        .shows("Ines Vogt")
        .shows(&accept)
        .shows(&format!("/leads/{lead}/reject?next=/board"));
    page.hides(&format!("/leads/{lead}/confirm")).shows("1 lead as a list").shows("/leads?stage=mql");
    house.come_in_as("max.market");
    house.get("/board").shows("Ines Vogt").hides(&accept).hides("/reject");
    house.come_in_as("yuna.choi");
    house.get("/board?owner=nobody.here").shows("이 단계에 리드가 없습니다").hides("Ines Vogt");
}
