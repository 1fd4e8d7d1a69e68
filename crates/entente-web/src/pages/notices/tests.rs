//! Notices as a rep sees them: what is new, of whom, and what is seen.

use entente_core::time::Span;
use entente_desk::notices::deliver;

use crate::testing::House;

#[test]
fn a_handoff_is_told_to_its_owner_and_seen_once() {
    let mut house = House::working();
    house.come_in_as("jonas.weber");
    house.get("/notices").is(200).shows("Nobody told you anything yet");
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    deliver(&house.desk, house.now()).unwrap();
    house.get("/notices").shows("Ines Vogt was handed over to you").shows("/leads/lead_1").shows("§6.");
    house.get("/queue").shows("data-notices=\"1\"");
    house.post("/notices/seen", &[("up_to", "999")]).goes_to("/notices");
    house.get("/queue").hides("data-notices");
    house.set_now(house.now() + Span::HOUR);
    house.desk.tick(house.now()).unwrap();
    deliver(&house.desk, house.now()).unwrap();
    house.get("/notices").shows("50% of the time is used").shows("80% of the time is used");
}

#[test]
fn one_sees_ones_own_notices_alone() {
    let mut house = House::working();
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    deliver(&house.desk, house.now()).unwrap();
    house.come_in_as("yuna.choi");
    house.get("/notices").hides("Ines Vogt").shows("아직 받은 알림이 없습니다");
}
