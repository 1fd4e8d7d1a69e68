//! The queue as a rep sees it: what waits, how long, and what they say about their own time.

use entente_core::time::Span;

use crate::testing::House;

#[test]
fn without_an_agreement_the_queue_says_what_is_missing() {
    let mut house = House::demo();
    house.come_in_as("jonas.weber");
    house.get("/queue").is(200).shows("No agreement is in force yet");
    house.come_in_as("yuna.choi");
    house.get("/queue").shows("아직 시행 중인 합의서가 없습니다");
}

#[test]
fn leads_stand_in_bands_by_the_open_time_left() {
    let mut house = House::working();
    house.come_in_as("jonas.weber");
    house.get("/queue").shows("Nothing waits for you");
    let lead = house.lead("Ines Vogt", "ines.vogt@kessler.example");
    // Grade A: to be touched within a business hour, to be answered within four.
    house.get("/queue").shows("Next hour").shows("Ines Vogt").shows("Kessler Fulfilment").shows("1 h 00").shows("A2");
    house.set_now(house.now() + Span::MINUTE.times(91));
    house.desk.tick(house.now()).unwrap();
    house.get("/queue").shows("Late").shows("−30 min").shows(&format!("action=\"/leads/{lead}/accept\""));
}

#[test]
fn ones_own_time_is_ones_own() {
    let mut house = House::working();
    house.come_in_as("jonas.weber");
    house.post("/queue/away", &[("once", "a"), ("to", "yesterday")]).is(422).shows("Choose a day after today.");
    house.post("/queue/away", &[("once", "b"), ("to", "2026-03-09")]).goes_to("/queue?told=away");
    house.get("/queue").shows("away until 9 Mar 2026, 00:00").shows("I am back");
    house.post("/queue/next", &[("once", "c")]).is(422).shows("While you are away you get no leads");
    house.set_now(house.now() + Span::MINUTE);
    house.post("/queue/back", &[("once", "d")]).goes_to("/queue?told=back");
    house.get("/queue").hides("away until");
    house.post("/queue/next", &[("once", "e")]).goes_to("/queue?told=none");
}

#[test]
fn others_queues_are_for_those_who_answer_for_a_team() {
    let mut house = House::working();
    house.come_in_as("jonas.weber");
    house.get("/queue?of=ama.boateng").is(403);
    house.come_in_as("mia.manager");
    house.get("/queue?of=ama.boateng").is(200).shows("Queue of Ama Boateng").hides("I am back");
    house.come_in_as("rita.reader");
    house.get("/queue").is(403).shows("This is not yours to do");
}
