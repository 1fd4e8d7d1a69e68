//! A promise's own page: drawn without a script, with its table, its clocks and its owners.

use entente_core::fact::{Channel, What};
use entente_core::time::Span;

use crate::testing::House;

fn called() -> What {
    let (lasted, outcome) = (Some(Span::MINUTE), String::new());
    What::Touched { channel: Channel::Call, reached: true, lasted, personal: true, outcome }
}

#[test]
fn a_number_is_drawn_against_its_pace_and_stands_in_a_table() {
    let mut house = House::working();
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    house.figures();
    house.come_in_as("renate.meyer");
    let page = house.get("/promises/sla.marketing.volume");
    page.is(200)
        .shows("125 qualified leads a month")
        .shows("class=\"actual\" points=\"56.0,216.0 8")
        .shows("As a table");
    page.shows("&#34;target&#34;:125").shows("In every month, at least 125").shows("§7.1");
    house.come_in_as("yuna.choi");
    house.get("/promises/sla.marketing.volume?period=last-month").is(200).shows("일별 추이").shows("2월");
}

#[test]
fn clocks_are_told_by_how_they_ended_by_whom_and_why_late() {
    let mut house = House::working();
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    house.set_now(house.now() + Span::MINUTE.times(91));
    house.tell("ines.vogt@kessler.example", called());
    house.figures();
    house.come_in_as("kwame.osei");
    let page = house.get("/promises/sla.sales.touch");
    page.is(200).shows("How the clocks ended").shows("Met late").shows("Jonas Weber").shows("owner at work");
    page.shows("/figures/promise~sla.sales.touch~met-late~2026-03-01..2026-04-01~");
    page.shows("/figures/held~sla.sales.touch~jonas.weber~2026-03-01..2026-04-01");
    house
        .get("/figures/held~sla.sales.touch~jonas.weber~2026-03-01..2026-04-01")
        .is(200)
        .shows("clocks of Jonas Weber");
}

#[test]
fn what_is_no_promise_is_not_there() {
    let mut house = House::working();
    house.come_in_as("kwame.osei");
    house.get("/promises/sla.sales.touch").is(404);
    house.figures();
    house.get("/promises/sla.sales.touch").is(200).shows("nothing judged yet");
    house.get("/promises/sla.sales.sleep").is(404);
    house.get("/promises/%3Cscript%3E").is(404).hides("<script>");
}
