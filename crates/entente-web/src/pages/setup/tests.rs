//! Setting up as an administrator does it: what is missing, who comes in, keys, and what the audit log says of it.

use axum::body::Body;
use axum::http::Request;

use crate::testing::{Answer, House};

#[test]
fn only_an_administrator_sets_up() {
    let mut house = House::working();
    for handle in ["jonas.weber", "renate.meyer", "rita.reader"] {
        house.come_in_as(handle);
        for path in [
            "/setup",
            "/setup/company",
            "/setup/teams",
            "/setup/users",
            "/setup/keys",
            "/setup/sources",
            "/setup/audit",
        ] {
            house.get(path).is(403);
        }
    }
}

#[test]
fn what_is_missing_says_where_it_is_added() {
    let mut house = House::demo();
    house.come_in_as("ada.admin");
    house.get("/setup").shows("No agreement is in force yet").shows("href=\"/setup/import\"").shows("Add a source");
    let mut house = House::working();
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    house.come_in_as("ada.admin");
    house.get("/setup").hides("No agreement is in force yet").hides("There is no lead yet").shows("v1");
    house.get("/setup/teams").shows("berlin").shows("Jonas Weber").shows("not invited");
}

#[test]
fn the_company_is_changed_or_says_which_field_is_wrong() {
    let mut house = House::demo();
    house.come_in_as("ada.admin");
    let wrong = [("company", ""), ("language", "ko"), ("timezone", "Mars"), ("currency", "euros")];
    house.post("/setup/company", &wrong).is(422).shows("Something must stand here").shows("value=\"Mars\"");
    let right = [("company", "Halden"), ("language", "ko"), ("timezone", "Asia/Seoul"), ("currency", "krw")];
    house.post("/setup/company", &right).goes_to("/setup/company?done=1");
    house.get("/setup/company?done=1").shows("Kept.").shows("· Halden</title>").shows("value=\"KRW\"");
}

#[test]
fn somebody_is_invited_by_a_link_that_is_shown_once_and_shut_out_again() {
    let mut house = House::demo();
    house.come_in_as("ada.admin");
    let form = [("name", "Nia Bell"), ("mail", "nia@halden.example"), ("role", "rep"), ("party", "sales")];
    let answer = house.post("/setup/users", &form);
    let link = shown(&answer, "id=\"link\"");
    assert!(link.starts_with("http://localhost:8080/link/"), "{link}");
    house.get("/setup/users").hides(&link).shows("Nia Bell").shows("invited");
    house.post("/setup/users", &[("name", ""), ("mail", "x"), ("role", "rep")]).is(422).shows("no mail address");
    let path = link.trim_start_matches("http://localhost:8080");
    let mut other = house.other_browser();
    other.get(path).shows("Welcome, Nia Bell");
    other.post(path, &[("password", "a long enough secret")]).goes_to("/");
    other.get("/queue").is(200);
    let id = shown(&house.get("/setup/users"), "href=\"/setup/users/1");
    assert!(!id.is_empty());
    let row = house.get("/setup/users").text.clone();
    let at = row.find("Nia Bell").unwrap();
    let id: String =
        row[..at].rsplit("/setup/users/").next().unwrap().chars().take_while(char::is_ascii_digit).collect();
    let path = format!("/setup/users/{id}");
    let out =
        [("name", "Nia Bell"), ("mail", "nia@halden.example"), ("handle", "nia"), ("role", "rep"), ("party", "sales")];
    house.post(&path, &out).goes_to("/setup/users?done=1");
    other.get("/queue").goes_to("/log-in?next=/queue");
    house.get("/setup/users").shows("shut out");
    house.get("/setup/audit?about=user").shows("gave an invitation").shows("shut a user out").shows("Ada Admin");
}

#[test]
fn a_key_is_shown_once_tells_facts_and_is_revoked() {
    let mut house = House::working();
    house.come_in_as("ada.admin");
    house.post("/setup/keys", &[("name", "")]).is(422).shows("Something must stand here");
    let answer = house.post("/setup/keys", &[("name", "Website"), ("scope", "facts:write")]);
    let key = shown(&answer, "id=\"secret\"");
    assert!(key.starts_with("ent_"), "{key}");
    house.get("/setup/keys").hides(&key).shows("Website").shows(&format!("{}…", &key[..8]));
    let fact = r#"{"key":"web:1","about":{"lead":{"keys":[{"mail":"ann@acme.example"}]}},"at":1772442000000000,
        "what":{"fact":"happened","event":"Form Submitted","properties":{"form":"demo"}}}"#;
    let tell = |house: &mut House, key: &str, body: String| {
        let request = Request::post("/api/v1/facts").header("authorization", format!("Bearer {key}"));
        house.send(request.body(Body::from(body)).unwrap())
    };
    let told = tell(&mut house, &key, format!("[{fact}, {{\"key\": 7}}]"));
    told.is(200).shows("\"outcome\":\"accepted\"").shows("\"outcome\":\"refused\"").shows("it is no fact");
    tell(&mut house, &key, format!("[{fact}]")).is(200).shows("duplicate");
    tell(&mut house, &key, "nonsense".to_owned()).is(400).shows("\"code\":\"unreadable\"");
    tell(&mut house, "ent_wrong", format!("[{fact}]")).is(401).has("content-type", "application/problem+json");
    house.post("/setup/keys/1/revoke", &[]).goes_to("/setup/keys");
    tell(&mut house, &key, format!("[{fact}]")).is(401);
    house.get("/setup/keys").shows("revoked");
}

/// The value of the field whose tag has this text.
fn shown(answer: &Answer, mark: &str) -> String {
    let after = answer.text.split(mark).nth(1).unwrap_or_default();
    after.split('"').nth(1).unwrap_or_default().to_owned()
}
