//! The page of a lead and the forms of its acts, in process: what they show, what they do, and what they refuse.

mod refusals;
mod sentences;

use entente_core::fact::{NewAbout, Value, What};
use entente_core::id::{LeadId, Name};
use entente_core::identity::IdentityKey;
use entente_core::time::Instant;

use crate::testing::House;

/// A house in which Ana Diaz has just been handed to Jonas Weber.
fn house() -> (House, LeadId) {
    let mut house = House::working();
    let lead = house.lead("Ana Diaz", "ana@kessler.example");
    house.come_in_as("jonas.weber");
    (house, lead)
}

/// The last entry that the page of a lead showed.
fn seen(house: &mut House, lead: LeadId) -> String {
    let text = house.get(&format!("/leads/{lead}/touch")).text;
    let rest = text.split("name=\"seen\" value=\"").nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Whether any message was shown by its name because nobody wrote it.
#[track_caller]
fn assert_all_said(text: &str, path: &str) {
    const STARTS: [&str; 18] = [
        "fact-",
        "decision-",
        "title-",
        "ask-",
        "do-",
        "why-",
        "clock-",
        "owner-",
        "outcome-",
        "late-",
        "refused-",
        "not-now-",
        "who-",
        "follows-",
        "kind-",
        "consent-",
        "group-",
        "lead-did-",
    ];
    let shown: Vec<&str> = text.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)).collect();
    for start in STARTS {
        let found = shown.iter().find(|text| text.trim_start().starts_with(start));
        assert!(found.is_none(), "{path} shows the name of a message: {found:?}");
    }
}

#[test]
fn the_page_tells_who_what_why_and_how_long() {
    let (mut house, lead) = house();
    let page = house.get(&format!("/leads/{lead}"));
    page.is(200).shows("<h1>Ana Diaz</h1>").shows("Kessler Fulfilment").shows("Asked for a demo");
    page.shows("Handed to Jonas Weber").shows("href=\"/agreement/clauses/handoff.routes.dach\"");
    page.shows("Why A").shows("Director or above").shows("Clock").shows("<desc id=\"clock-0-d\">Started 2 Mar 2026");
    page.shows("Confirmed").shows("+40").shows("By the route").shows("later turn");
    assert_all_said(&page.text, "the page");
    house.get("/leads/lead_77").is(404);
    house.get("/leads/ana").is(404);
    house.get(&format!("/leads/{lead}?at=yesterday")).is(404);
}

#[test]
fn an_act_is_done_once_and_whoever_comes_second_hears_of_the_first() {
    let (mut house, lead) = house();
    let path = |act: &str| format!("/leads/{lead}/{act}");
    let seen = seen(&mut house, lead);
    let form = [("once", "f-1"), ("seen", seen.as_str())];
    house.post(&path("accept"), &form).goes_to(&format!("/leads/{lead}?did=accept"));
    house.post(&path("accept"), &form).goes_to(&format!("/leads/{lead}?did=accept"));
    house.get(&format!("/leads/{lead}?did=accept")).is(200).shows("Accepted.").hides("data-key=\"a\"");
    house.come_in_as("kwame.osei");
    let late = [("once", "f-2"), ("seen", seen.as_str()), ("to", "ama.boateng")];
    let refused = house.post(&path("give"), &late);
    refused.is(409).shows("Jonas Weber accepted it on 2 Mar 2026").shows("value=\"ama.boateng\" required checked");
    // Sent again with what the refused page showed, it is done.
    let again = house.post(&path("give"), &[("once", "f-2"), ("to", "ama.boateng"), ("next", "/queue")]);
    again.goes_to("/queue");
    let foreign = house.post(&path("rate"), &[("once", "f-3"), ("stars", "4"), ("next", "//evil.example")]);
    foreign.goes_to("/");
    house.get(&format!("/leads/{lead}")).shows("Passed on to Ama Boateng").shows("Rated 4 of 5");
}

#[test]
fn a_refused_form_keeps_what_was_typed_and_says_what_is_wrong_where() {
    let (mut house, lead) = house();
    let path = |act: &str| format!("/leads/{lead}/{act}");
    let words = [("once", "r-1"), ("words", "she moved")];
    let refused = house.post(&path("reject"), &words);
    refused.is(422).shows("id=\"reason-wrong\">Something must stand here.").shows("she moved</textarea>");
    let refused = house.post(&path("touch"), &[("once", "r-2"), ("channel", "call"), ("lasted", "soon")]);
    refused.is(422).shows("value=\"soon\" aria-invalid=\"true\"").shows("This is not a number");
    let pause = [("once", "r-3"), ("reason", "waiting_for_data"), ("until", "2026-05-01T10:00")];
    house.post(&path("pause"), &pause).is(422).shows("at most 2 d").shows("value=\"2026-05-01T10:00\"");
    house.post(&path("accept"), &[]).is(422).shows("role=\"alert\"");
    house.post(&path("dance"), &[("once", "r-4")]).is(404);
    house.get(&path("dance")).is(404);
    house.get(&format!("/leads/{lead}")).shows("data-key=\"a\"").hides("Rejected");
}

#[test]
fn who_only_reads_sees_and_does_nothing_and_others_do_what_is_theirs() {
    let (mut house, lead) = house();
    house.come_in_as("rita.reader");
    house.get(&format!("/leads/{lead}")).is(200).hides("data-key=\"a\"").hides("data-dialog");
    house.get(&format!("/leads/{lead}/touch")).is(403);
    house.post(&format!("/leads/{lead}/accept"), &[("once", "x")]).is(403);
    house.come_in_as("max.market");
    house.get(&format!("/leads/{lead}")).hides("data-key=\"a\"").shows("Waive a promise").shows("Enter consent");
    let accept = house.post(&format!("/leads/{lead}/accept"), &[("once", "y")]);
    accept.is(422).shows("This is for whoever holds the lead, and managers of sales.");
    let waive = [("once", "z"), ("commitment", "sla.sales.touch"), ("words", "trade fair")];
    house.post(&format!("/leads/{lead}/waive"), &waive).goes_to(&format!("/leads/{lead}?did=waive"));
    house.get(&format!("/leads/{lead}")).shows("Waived by the other party");
}

#[test]
fn the_past_is_a_page_without_acts_and_the_slider_goes_there() {
    let (mut house, lead) = house();
    house.set_now(at("2026-03-02T11:00:00Z"));
    let touch = [("once", "t"), ("channel", "call"), ("reached", "yes"), ("lasted", "4"), ("outcome", "wants a visit")];
    house.post(&format!("/leads/{lead}/touch"), &touch).goes_to(&format!("/leads/{lead}?did=touch"));
    house.get(&format!("/leads/{lead}")).shows("Called and spoke").shows("wants a visit").shows("Promise kept");
    house.set_now(at("2026-03-02T13:00:00Z"));
    let past = house.get(&format!("/leads/{lead}?at=2026-03-02T10:00:00Z"));
    past.is(200).shows("as it was on 2 Mar 2026, 11:00").hides("Called and spoke").hides("data-key=\"a\"");
    past.shows("Back to now").shows("value=\"250\"");
    house.get(&format!("/leads/{lead}?slide=250")).goes_to(&format!("/leads/{lead}?at=2026-03-02T10:00:00Z"));
    let decisions = format!("/leads/{lead}?slide=1000&show=decisions");
    house.get(&decisions).goes_to(&format!("/leads/{lead}?show=decisions"));
    house.get(&format!("/leads/{lead}?show=decisions")).hides("Called and spoke").shows("Promise kept");
    house.get(&format!("/leads/{lead}?slide=soon")).is(404);
}

#[test]
fn leads_that_are_one_person_are_joined_and_parted_by_forms() {
    let (mut house, lead) = house();
    let other = house.lead("Ana Diaz", "ana.diaz@kessler.example");
    house.get(&format!("/leads/{lead}")).shows("Perhaps the same person").shows("same name: Ana Diaz");
    let form = house.get(&format!("/leads/{other}/link?into={lead}"));
    form.is(200).shows(&format!("value=\"{lead}\""));
    let into = lead.to_string();
    house
        .post(&format!("/leads/{other}/link"), &[("once", "l"), ("into", &into)])
        .goes_to(&format!("/leads/{lead}?did=link"));
    house.get(&format!("/leads/{other}")).goes_to(&format!("/leads/{lead}"));
    let unlink = format!("/leads/{other}/unlink?from={lead}");
    house.get(&format!("/leads/{lead}")).shows("Joined leads").shows(&unlink).shows("Is one person with");
    house.get(&unlink).is(200).shows(&format!("value=\"{lead}\""));
    let parted = house.post(&format!("/leads/{other}/unlink"), &[("once", "u"), ("from", &into)]);
    parted.goes_to(&format!("/leads/{other}?did=unlink"));
    house.get(&format!("/leads/{other}")).is(200).hides("Perhaps the same person");
}

#[test]
fn every_form_opens_in_both_languages_and_says_all_it_has_to_say() {
    let (mut house, lead) = house();
    house
        .post(&format!("/leads/{lead}/open-deal"), &[("once", "d"), ("deal", "0012"), ("amount", "40 000")])
        .goes_to(&format!("/leads/{lead}?did=open-deal"));
    let pause = [("once", "p"), ("reason", "waiting_for_data"), ("until", "2026-03-03T10:00")];
    house.post(&format!("/leads/{lead}/pause"), &pause).goes_to(&format!("/leads/{lead}?did=pause"));
    let acts = [
        "accept",
        "reject",
        "touch",
        "give",
        "recycle",
        "disqualify",
        "confirm",
        "rate",
        "pause",
        "resume",
        "open-deal",
        "win-deal",
        "lose-deal",
        "waive",
        "consent",
        "edit",
        "link",
        "unlink",
    ];
    for person in ["kwame.osei", "renate.meyer", "yuna.choi"] {
        house.come_in_as(person);
        let page = house.get(&format!("/leads/{lead}"));
        page.is(200).shows("0012");
        assert_all_said(&page.text, person);
        for act in acts {
            let form = house.get(&format!("/leads/{lead}/{act}"));
            form.is(200).shows("data-act");
            assert_all_said(&form.text, act);
        }
    }
    house.get(&format!("/leads/{lead}")).shows("지금까지의 기록").shows("양식 제출").shows("거래 0012 시작");
}

#[test]
fn whatever_stands_in_the_log_is_text_and_nothing_else() {
    let (mut house, lead) = house();
    let about = NewAbout::Lead { keys: vec![IdentityKey::Mail("ana@kessler.example".into())], account: None };
    let name = Value::Text("<script>alert(1)</script>".into());
    let values = [(Name::from("name"), name)].into();
    house.tell_of(about, Some("jonas.weber"), What::Learnt { values, verified: true });
    house.get(&format!("/leads/{lead}")).is(200).hides("<script>alert").shows("&#60;script&#62;");
}

#[test]
fn before_an_agreement_a_lead_has_a_page_and_what_is_known_can_be_entered() {
    let mut house = House::demo();
    let about = NewAbout::Lead { keys: vec![IdentityKey::Mail("ana@kessler.example".into())], account: None };
    house.tell_of(about, None, What::Created { source: Some("trade fair".into()) });
    house.come_in_as("max.market");
    house.get("/leads/lead_1").is(200).shows("from trade fair").shows("ana@kessler.example").hides("Why ");
    let edit = [("once", "e"), ("field.name", "Ana Diaz"), ("field.city", "Ulm")];
    house.post("/leads/lead_1/edit", &edit).goes_to("/leads/lead_1?did=edit");
    house.get("/leads/lead_1").is(200).shows("<h1>Ana Diaz</h1>").shows("Ulm");
    house.post("/leads/lead_1/accept", &[("once", "a")]).is(422).shows("This is for whoever holds the lead");
}

/// A page with hundreds of entries is answered a part at a time.
#[test]
fn a_long_story_is_told_by_pages() {
    let (mut house, lead) = house();
    for minute in 0..60 {
        house.set_now(at("2026-03-02T10:00:00Z") + entente_core::time::Span::MINUTE.times(minute));
        let form = [("once", format!("t-{minute}")), ("channel", "call".to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(field, typed)| (*field, typed.as_str())).collect();
        house.post(&format!("/leads/{lead}/touch"), &form).goes_to(&format!("/leads/{lead}?did=touch"));
    }
    let first = house.get(&format!("/leads/{lead}")).text;
    let older = first.split("href=\"").find(|part| part.contains("after=")).unwrap_or_default();
    let older = older.split('"').next().unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&");
    house.get(&older).is(200).shows("First heard of").hides("after=");
}
