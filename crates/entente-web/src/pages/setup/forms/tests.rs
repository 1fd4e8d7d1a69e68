//! Making forms: what is wrong is said, a wording has versions, and what to paste is filled in.

use crate::testing::House;

fn house() -> House {
    let mut house = House::demo();
    house.come_in_as("ada.admin");
    house
}

const DEMO: [(&str, &str); 4] =
    [("name", "demo"), ("title", "See <it> work"), ("company-need", "required"), ("active", "on")];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    DEMO.into_iter().chain(more.iter().copied()).collect()
}

#[test]
fn only_an_administrator_makes_forms() {
    let mut house = house();
    for handle in ["jonas.weber", "rita.reader"] {
        house.come_in_as(handle);
        for path in ["/setup/forms", "/setup/forms/new", "/setup/forms/demo"] {
            house.get(path).is(403);
        }
        house.post("/setup/forms/new", &DEMO).is(403);
    }
}

#[test]
fn a_form_is_made_looked_at_and_pasted() {
    let mut house = house();
    house.get("/setup/forms").is(200).shows("No form yet");
    house.get("/setup/forms/new").is(200).shows("How it looks");
    let look = with(&[("look", "1"), ("company-ko", "소속"), ("wording", "Write to me")]);
    house.post("/setup/forms/new", &look).is(200).shows("value=\"소속\"").shows("Write to me");
    house.get("/setup/forms").shows("No form yet");
    house.post("/setup/forms/new", &with(&[("wording", "Write \"to\" me")])).goes_to("/setup/forms/demo");
    house
        .get("/setup/forms/demo")
        .is(200)
        .shows("event.form == 'demo'")
        .shows("http://localhost:8080/f/demo")
        .shows("&#60;form method=&#34;post&#34; action=&#34;http://localhost:8080/f/demo&#34;&#62;")
        .shows("Write &#38;quot;to&#38;quot; me")
        .shows("&#60;iframe");
    house.get("/setup/forms").shows("See &#60;it&#62; work").hides("No form yet");
    house.get("/setup/forms/other").is(404);
    house.get("/setup/forms/other/edit").is(404);
}

#[test]
fn what_is_wrong_with_a_form_is_said_field_by_field() {
    let mut house = house();
    let wrong = [
        ("name", "Demo Form"),
        ("title", ""),
        ("confirms", "on"),
        ("redirect", "javascript:alert(1)"),
        ("origins", "halden.example"),
    ];
    house
        .post("/setup/forms/new", &wrong)
        .is(422)
        .shows("small letters, digits")
        .shows("Something must stand here")
        .shows("Say what one agrees to")
        .shows("Write an address like")
        .shows("Write origins like")
        .shows("value=\"Demo Form\"");
    house.post("/setup/forms/new", &[("name", "confirm"), ("title", "x")]).is(422).shows("are ours");
    house.post("/setup/forms/new", &DEMO).goes_to("/setup/forms/demo");
    house.post("/setup/forms/new", &DEMO).is(422);
}

#[test]
fn a_changed_wording_is_another_version_and_the_name_stays() {
    let mut house = house();
    house.post("/setup/forms/new", &with(&[("wording", "One")])).goes_to("/setup/forms/demo");
    house.get("/setup/forms/demo/edit").is(200).shows("One").hides("name=\"name\" required");
    let change = [("name", "other"), ("title", "See"), ("wording", "One"), ("active", "on")];
    house.post("/setup/forms/demo/edit", &change).goes_to("/setup/forms/demo");
    house.get("/setup/forms/demo").shows("v1: One");
    let change = [("title", "See"), ("wording", "Two")];
    house.post("/setup/forms/demo/edit", &change).goes_to("/setup/forms/demo");
    house.get("/setup/forms/demo").shows("v2: Two").shows("not taken");
    house.other_browser().get("/f/demo").is(404);
    house.get("/setup/audit?about=form").shows("made a form").shows("changed a form");
}

#[test]
fn the_pages_speak_korean() {
    let mut house = house();
    house.post("/setup/forms/new", &DEMO).goes_to("/setup/forms/demo");
    let profile = [("name", "Ada"), ("language", "ko"), ("timezone", "Asia/Seoul"), ("theme", "auto")];
    house.post("/profile", &profile).goes_to("/profile?done=1");
    house.get("/setup/forms").shows("양식").shows("메일을 보낼 방법");
    house.get("/setup/forms/demo").shows("회사 페이지에 HTML로");
    house.get("/setup/forms/demo/edit").shows("동의 문구");
}
