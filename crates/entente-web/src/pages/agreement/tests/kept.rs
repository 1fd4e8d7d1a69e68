//! How long details are kept, as its clause, Set-up and a proposal say it: what stays, how far the rest is gone, and what a
//! changed text would ask for in vain.

use std::collections::BTreeMap;

use entente_core::fact::{Value, What};
use entente_core::time::Span;
use entente_desk::retention::keep_up;

use super::revision;
use crate::testing::House;

/// A house in which somebody viewed the prices more than 425 days ago.
fn long_ago() -> House {
    let mut house = House::working();
    let text = |text: &str| Value::Text(text.to_owned());
    let properties = [("path", "/pricing"), ("title", "Prices"), ("utm_source", "fair")];
    let properties = BTreeMap::from_iter(properties.map(|(name, value)| (name.to_owned(), text(value))));
    house.tell(
        "ines.vogt@kessler.example",
        What::Happened { event: "Page Viewed".to_owned(), properties, class: Default::default() },
    );
    house.set_now(house.now() + Span::DAY.times(426));
    house.desk.tick(house.now()).unwrap();
    house.come_in_as("ada.admin");
    house
}

#[test]
fn the_clause_and_set_up_say_how_far_details_are_gone() {
    let mut house = long_ago();
    house.get("/setup").shows("Details for 425 d.").shows("Nothing is over its time yet.");
    house.lead("Bo Lim", "bo.lim@hanbit.example");
    house.get("/leads/lead_1").shows("Prices").hides("only the details are still kept");
    house.get("/agreement").shows("12.1").shows("kept for").shows("Nothing is over its time yet.");
    let kept = keep_up(&house.desk, house.now()).unwrap();
    assert_eq!((kept.passed, kept.shortened), (3, 1), "the lead and its company are facts too");
    house.get("/setup").shows("Of 3 facts known up to").shows("1 have lost details.");
    house.get("/agreement").shows("1 have lost details.");
    house.get("/leads/lead_1").shows("only the details are still kept that the agreement asks for");
    house.get("/leads/lead_2").hides("only the details are still kept");
    let clause = house.get("/agreement/clauses/keep.details");
    clause.shows("What stays of an event").shows("bytes went").shows("<td>Page Viewed</td><td><code>path</code>");
    clause.hides("<code>title</code>").hides("This clause says what a word means");
    house.get("/agreement/clauses/grades").hides("What stays of an event");
    let mut demo = House::demo();
    demo.come_in_as("ada.admin");
    demo.get("/setup").shows("the agreement has no clause of keeping");
}

#[test]
fn a_proposal_says_what_it_would_ask_for_in_vain() {
    let mut house = long_ago();
    let propose = |house: &mut House, from: &str, to: &str| {
        house.come_in_as("renate.meyer");
        house.post("/agreement/draft/amend", &[]);
        let page = house.get("/agreement/draft/source").text;
        let kept = house.desk.read(|store, _| entente_desk::draft::kept(store)).unwrap().unwrap();
        assert!(kept.source.contains(from), "{from}");
        let text = kept.source.replacen(from, to, 1);
        house.post("/agreement/draft/source", &[("revision", &revision(&page)), ("source", &text), ("then", "review")]);
        let draft = house.get("/agreement/draft").text;
        house.post("/agreement/draft/propose", &[("revision", &revision(&draft))])
    };
    let at_fair = "event.path.startsWith('/pricing') && event.utm_source == 'fair'";
    propose(&mut house, "event.path.startsWith('/pricing')", at_fair).goes_to("/agreement/proposals/1?told=proposed");
    house.get("/agreement/proposals/1").hides("none asked for before");
    keep_up(&house.desk, house.now()).unwrap();
    let page = house.get("/agreement/proposals/1");
    page.shows("Page Viewed: utm_source").shows("they are gone, so these signals see less of the past");
    propose(&mut house, "details: 425d", "details: 365d").goes_to("/agreement/proposals/2?told=proposed");
    house.get("/agreement/proposals/2").hides("none asked for before").shows("from 425 days to 365 days");
}
