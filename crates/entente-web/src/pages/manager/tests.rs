//! The manager's page: who has not been touched, what is stuck and why, and for whom the page is.

use entente_core::fact::{NewAbout, What};
use entente_core::id::Name;
use entente_core::time::Span;

use crate::testing::House;

#[test]
fn what_nobody_touched_and_what_nobody_could_take_stands_with_the_fix() {
    let mut house = House::working();
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    for person in ["jonas.weber", "ama.boateng", "luca.moretti"] {
        let (from, to) = (house.now(), house.now() + Span::DAY.times(7));
        house.tell_of(NewAbout::Person(Name::from(person)), None, What::Away { from, to });
    }
    house.lead("Otto Brandt", "otto.brandt@brandt.example");
    house.figures();
    house.come_in_as("mia.manager");
    let page = house.get("/manager");
    page.is(200).shows("Handed over, not touched yet").shows("Everybody of the team was away");
    page.shows("Jonas Weber is back on 9 Mar 2026").shows("Team berlin").shows("away until 9 Mar<");
    page.shows("/figures/stuck~all-absent").shows("Nothing was rejected in this time.");
    house.get("/figures/stuck~all-absent").shows("Otto Brandt").hides("Ines Vogt");
    house.get("/figures/untouched~jonas.weber").shows("Ines Vogt").shows("Not touched yet by Jonas Weber");
    house.get("/manager?period=last-month").is(200).shows("February");
}

#[test]
fn it_is_for_those_who_see_to_a_party_s_work() {
    let mut house = House::working();
    house.come_in_as("jonas.weber");
    house.get("/manager").is(403);
    house.come_in_as("mia.manager");
    house.get("/manager").is(200).shows("as soon as an agreement is in force");
    let mut house = House::demo();
    house.come_in_as("mia.manager");
    house.get("/manager").is(200).shows("No agreement is in force yet").hides("The log is being read");
}
