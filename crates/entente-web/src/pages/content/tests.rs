//! Requests for content as both teams see them: asked by sales, answered once by marketing, with what is promised.

use entente_core::time::Span;
use entente_desk::notices::deliver;

use crate::testing::House;

#[test]
fn before_there_is_an_agreement_nothing_can_be_asked_for() {
    let mut house = House::demo();
    house.come_in_as("jonas.weber");
    house.get("/content").is(200).shows("No agreement is in force yet").hides("Ask for content");
    let refused = house.post("/content/ask", &[("once", "early"), ("words", "A case study")]);
    refused.is(422).shows("No agreement is in force yet").shows("A case study</textarea>");
}

#[test]
fn sales_asks_and_marketing_answers_once() {
    let mut house = House::working();
    house.come_in_as("jonas.weber");
    house.get("/content").is(200).shows("Nobody asked for content yet").shows("href=\"/content/ask\"");
    house.get("/content/ask").is(200).shows("Which content do you need?").shows("data-act");
    house.post("/content/ask", &[("once", "1"), ("words", " ")]).is(422).shows("Something must stand here");
    let asked = [("once", "2"), ("words", "A case study from Korea <b>")];
    house.post("/content/ask", &asked).goes_to("/content?did=ask");
    house.post("/content/ask", &asked).goes_to("/content?did=ask");
    let page = house.get("/content?did=ask");
    page.shows("Asked. Marketing sees it here.")
        .shows("A case study from Korea &#60;b&#62;")
        .shows("Jonas Weber · 10:00");
    page.shows("1 request<").shows("content-1").shows("Content requests answered in 2 days").shows("class=\"clock ");
    page.hides("/content/answer");
    let refused = house.post("/content/answer", &[("once", "3"), ("request", "content-1"), ("words", "Here")]);
    refused.is(422).shows("This is for marketing.");

    house.set_now(house.now() + Span::HOUR);
    house.come_in_as("max.market");
    house.get("/content").shows("/content/answer?request=content-1").hides("href=\"/content/ask\"");
    house.get("/content/answer?request=content-1").is(200).shows("A case study from Korea").shows("Jonas Weber");
    house.get("/content/answer?request=content-9").is(404);
    let words = ("words", "In the library: https://halden.example/korea?a=1&b=2.");
    house.post("/content/answer", &[("once", "4"), ("request", "content-1"), words]).goes_to("/content?did=answer");
    let late = house.post("/content/answer", &[("once", "5"), ("request", "content-1"), words]);
    late.is(422).shows("The request is answered already.");
    let page = house.get("/content");
    page.shows("Nothing waits: every request has its answer.").shows("Max Market · 11:00 · after 1 h");
    page.shows("href=\"https://halden.example/korea?a=1&#38;b=2\" rel=\"noopener noreferrer\"");
}

#[test]
fn whoever_only_looks_on_neither_asks_nor_answers() {
    let mut house = House::working();
    house.come_in_as("jonas.weber");
    house.post("/content/ask", &[("once", "1"), ("words", "A data sheet")]).goes_to("/content?did=ask");
    house.come_in_as("rita.reader");
    house.get("/content").is(200).shows("A data sheet").hides("/content/ask").hides("/content/answer");
    house.get("/content/ask").is(403);
    house.post("/content/ask", &[("once", "2"), ("words", "Another")]).is(403);
}

#[test]
fn a_request_that_runs_late_is_told_and_stands_first() {
    let mut house = House::working();
    house.come_in_as("jonas.weber");
    for (once, words) in [("1", "The older one"), ("2", "The newer one")] {
        house.post("/content/ask", &[("once", once), ("words", words)]).goes_to("/content?did=ask");
        house.set_now(house.now() + Span::HOUR);
    }
    house.set_now(house.now() + Span::DAY.times(8));
    house.desk.tick(house.now()).unwrap();
    deliver(&house.desk, house.now()).unwrap();
    house.figures();
    house.come_in_as("renate.meyer");
    let page = house.get("/content");
    page.shows("clock bad").shows("2 requests").shows("href=\"/promises/sla.marketing.content\"");
    let places = ["The older one", "The newer one"].map(|words| page.text.find(words).unwrap_or_default());
    assert!(places[0] < places[1], "what waits longest stands first");
    house
        .get("/notices")
        .shows("Content request content-1: 80% of the time is used")
        .shows("/content#request-content-1");
}

#[test]
fn the_page_speaks_korean() {
    let mut house = House::working();
    house.come_in_as("yuna.choi");
    house.get("/content").shows("아직 콘텐츠 요청이 없습니다");
    house.get("/content/ask").shows("어떤 콘텐츠가 필요하십니까?");
    house.post("/content/ask", &[("once", "1"), ("words", "한국 고객 사례")]).goes_to("/content?did=ask");
    house.get("/content").shows("요청 1건").shows("한국 고객 사례").shows("최유나");
}
