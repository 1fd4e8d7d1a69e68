//! The overview as both parties see it: promises side by side, the period and the buyer in the address, what is missing at first.

use entente_core::fact::What;
use entente_core::time::{Instant, Span};

use crate::testing::House;

/// Two leads of a Monday morning: one was called at once and rejected, one waits.
fn busy() -> House {
    let house = House::working();
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    house.lead("Otto Brandt", "otto.brandt@brandt.example");
    let rejected = What::Rejected { reason: "wrong_contact".into(), words: "He left in <January>".to_owned() };
    house.tell("otto.brandt@brandt.example", rejected);
    house.set_now(house.now() + Span::MINUTE.times(91));
    house.figures();
    house
}

#[test]
fn a_new_workspace_is_told_what_to_do_first() {
    let mut house = House::demo();
    house.come_in_as("ada.admin");
    house.get("/").is(200).shows("What to do first").shows("Write the agreement").shows("Import leads");
    house.come_in_as("yuna.choi");
    house.get("/").shows("먼저 할 일").hides("/agreement/new").hides("/setup/");
    let mut house = House::working();
    house.desk.refresh_figures(house.now()).unwrap();
    house.come_in_as("renate.meyer");
    house.get("/").shows("What to do first").hides("Write the agreement").hides("Import leads");
    house.come_in_as("ada.admin");
    house.get("/").hides("Write the agreement").shows("Import leads");
}

#[test]
fn figures_that_are_not_read_yet_say_so() {
    let mut house = House::working();
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    house.come_in_as("renate.meyer");
    house.get("/").is(200).shows("The log is being read");
    house.figures();
    house.get("/").shows("Marketing has promised");
}

#[test]
fn both_parties_stand_side_by_side_with_the_lists_behind_their_numbers() {
    let mut house = busy();
    house.come_in_as("renate.meyer");
    let page = house.get("/");
    page.is(200).shows("March, so far").shows("Marketing has promised").shows("Sales has promised");
    page.shows("125 qualified leads a month").shows("expected by now").shows("agreement v1, in force since 1 Jan");
    page.shows("/figures/promise~sla.marketing.volume~counted~2026-03-01..2026-04-01~");
    page.shows("1 rejected")
        .shows("not the person we agreed on")
        .shows("He left in &#60;January&#62;")
        .hides("<January>");
    page.shows("Ines Vogt").shows("−31 min").shows("Jonas Weber").shows("Lead review");
    house.get("/figures/promise~sla.marketing.volume~counted~2026-03-01..2026-04-01~").is(200).shows("Ines Vogt");
    house.come_in_as("yuna.choi");
    house.get("/").shows("마케팅의 약속").shows("3월 현재").shows("결정이 필요한 일");
}

#[test]
fn the_period_and_the_buyer_are_in_the_address_and_what_is_none_is_all() {
    let mut house = busy();
    house.come_in_as("rita.reader");
    house.get("/?period=last-month").is(200).shows("February").hides("so far").shows("nothing judged yet");
    house
        .get("/?period=this-year&buyer=operations_leader")
        .shows("operations leader")
        .shows("promised over all buyers");
    house.get("/?period=never&buyer=nobody").is(200).shows("March, so far").shows("All buyers");
}

#[test]
fn figures_that_are_old_say_so_loudly() {
    let mut house = busy();
    house.come_in_as("renate.meyer");
    house.get("/").hides("role=\"alert\"");
    house.set_now(house.now() + Span::MINUTE.times(5));
    house.get("/").shows("role=\"alert\"").shows("These figures are 5 min old");
    house.set_now(house.now() + Span::DAY);
    house.desk.refresh_figures(house.now()).unwrap();
    house.get("/").shows("Nothing has been decided for");
    house.desk.tick(house.now()).unwrap();
    house.desk.refresh_figures(house.now()).unwrap();
    house.get("/").hides("role=\"alert\"");
}

/// The house stands on a Monday, the 2nd of March; the agreement came in force on it, at noon.
#[test]
fn the_first_month_of_a_promise_says_what_it_asks_for_and_why() {
    let mut house = House::working_since("2026-03-02T11:00:00Z");
    house.set_now(Instant::parse("2026-03-16T12:00:00Z").unwrap());
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    house.figures();
    house.come_in_as("renate.meyer");
    house.get("/").is(200).shows("asks for 119 here: in force since 2 Mar, 21 of 22 open days").hides("out of reach");
    house.get("/promises/sla.marketing.volume").is(200).shows("asks for 119 here");
    house.come_in_as("yuna.choi");
    house.get("/").shows("이 기간 몫 119: 3월 2일부터 효력, 영업일 22일 중 21일");
    let mut house = busy();
    house.come_in_as("renate.meyer");
    house.get("/").shows("125 qualified leads a month").hides("in force since 2 Mar,").hides("asks for");
}
