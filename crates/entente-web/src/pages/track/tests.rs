//! The tracking protocol as SDKs speak it: where keys stand, what is answered, what pages elsewhere may do.

use axum::body::Body;
use axum::http::Request;
use entente_core::time::Span;

use crate::testing::{Answer, House};

/// Adds a source as an administrator does; answers its key.
fn source(house: &mut House, fields: &[(&str, &str)]) -> String {
    house.come_in_as("ada.admin");
    let answer = house.post("/setup/sources", fields);
    let page = match answer.location() {
        path if path.is_empty() => answer.text,
        path => house.get(&path).text.clone(),
    };
    let start = page.find("entw_").unwrap();
    page[start..start + "entw_".len() + 40].to_owned()
}

fn browser(house: &mut House) -> String {
    source(house, &[("name", "Site"), ("side", "browser")])
}

/// Sends a body, as a program without cookies.
fn send(house: &House, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut request = Request::post(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    house.other_browser().send(request.body(Body::from(body.to_vec())).unwrap())
}

fn get(house: &House, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    house.other_browser().send(request.body(Body::empty()).unwrap())
}

/// How many facts the log holds.
fn facts(house: &House) -> u64 {
    house.desk.read(|store, _| Ok::<_, entente_desk::Error>(store.last_seq()?.0)).unwrap()
}

#[test]
fn the_key_is_taken_from_four_places_and_the_body_whatever_its_label() {
    let mut house = House::demo();
    let key = source(&mut house, &[("name", "Server"), ("side", "server")]);
    let item = |id: &str| format!(r#"{{"type":"track","event":"E","userId":"u","messageId":"{id}"}}"#);
    let bearer = format!("Bearer {key}");
    send(&house, "/v1/track", &[("authorization", &bearer)], item("1").as_bytes()).is(200).shows(r#"{"success":true}"#);
    let query = format!("/beacon/v1/batch?writeKey={key}");
    let batch = format!(r#"{{"batch":[{}]}}"#, item("2"));
    send(&house, &query, &[("content-type", "text/plain")], batch.as_bytes()).is(200);
    let inside = format!(r#"{{"writeKey":"{key}","batch":[{}]}}"#, item("3"));
    send(&house, "/v1/b", &[("content-type", "application/x-www-form-urlencoded")], inside.as_bytes()).is(200);
    let squeezed = include_bytes!("batch.json.gz");
    send(&house, "/v1/import", &[("authorization", &bearer), ("content-encoding", "gzip")], squeezed).is(200);
    // `entw_` and forty letters, as `Basic` writes them with a colon behind.
    send(&house, "/v1/batch", &[("authorization", "Basic ZW50d19ub2JvZHk6")], batch.as_bytes()).is(401);
    assert_eq!(facts(&house), 5, "four events of one lead, and that it was created");
    send(&house, "/v1/track", &[("authorization", &bearer)], item("1").as_bytes()).is(200);
    assert_eq!(facts(&house), 5, "sent again, it is there already");
}

#[test]
fn a_refusal_has_a_code_and_a_message() {
    let mut house = House::demo();
    let key = browser(&mut house);
    let bearer = format!("Bearer {key}");
    let sent = |path: &str, headers: &[(&str, &str)], body: &[u8]| send(&house, path, headers, body);
    let auth: &[(&str, &str)] = &[("authorization", &bearer)];
    sent("/v1/batch", &[], b"{\"batch\":[]}").is(401).shows(r#""code":"invalid_write_key""#).shows(r#""message":"#);
    sent("/v1/batch", auth, b"{").is(400).shows(r#""code":"invalid_json""#);
    sent("/v1/batch", auth, b"[]").is(400).shows(r#""code":"no_items""#);
    sent("/v1/batch", auth, &[0x1f, 0x8b, 0]).is(400).shows(r#""code":"invalid_gzip""#);
    sent("/v1/batch", auth, &vec![b' '; 4 * 1024 * 1024 + 1]).is(413).shows(r#""code":"too_large""#);
    sent("/v1/nothing", auth, b"{}").is(404).shows(r#""code":"not_found""#);
    get(&house, "GET", "/v1/track", &[]).is(405).shows(r#""code":"not_found""#);
    house.post("/setup/sources/1/revoke", &[]).goes_to("/setup/sources");
    send(&house, "/v1/batch", auth, b"{\"batch\":[]}").is(401);
}

#[test]
fn what_cannot_be_kept_is_held_with_its_reason_and_tried_again() {
    let mut house = House::working();
    let key = browser(&mut house);
    let bearer = format!("Bearer {key}");
    let body = r#"{"batch":[
        {"type":"track","event":"Form Submitted","userId":"u","messageId":"1","properties":{"form":"demo"}},
        {"type":"track","userId":"u","messageId":"2"},
        {"type":"track","event":"E","userId":"u","messageId":"3","properties":{"long":"LONG"}}]}"#;
    let body = body.replace("LONG", &"x".repeat(5_000));
    let auth: &[(&str, &str)] = &[("authorization", &bearer)];
    send(&house, "/v1/batch", &[auth[0], ("x-strict-mode", "1")], body.as_bytes())
        .is(400)
        .shows(r#""code":"invalid_item""#)
        .shows("item 2: 'event' is missing");
    let before = facts(&house);
    send(&house, "/v1/batch", auth, body.as_bytes()).is(200);
    send(&house, "/v1/batch", auth, body.as_bytes()).is(200);
    assert!(facts(&house) > before);
    let held = house.get("/setup/sources/held?source=1");
    held.is(200).shows("“event” is missing.").shows("“long” is longer than 4096 bytes.").shows("messageId&#34;:&#34;2");
    assert_eq!(held.text.matches("As it was sent").count(), 2, "each once, however often it is sent");
    house.get("/setup/sources").shows("Site").shows("<td>10:00</td>").shows("href=\"/setup/sources/held?source=1\"");
    house.get("/setup/sources/1").shows("Became facts").shows("@segment/analytics-next").shows(&key);
    house
        .get("/setup/sources/1")
        .shows(&format!("/t.js&#34; data-key=&#34;{key}&#34; data-consent=&#34;ask&#34; defer"));
    house.post("/setup/sources/held/again", &[]).goes_to("/setup/sources/held?kept=0&still=2");
    house.get("/setup/sources/held?kept=0&still=2").shows("Kept now: 0. Still not: 2.");
    house.post("/setup/sources/held/1/again", &[]).goes_to("/setup/sources/held?kept=0&still=1");
    house.post("/setup/sources/held/1/drop", &[]).goes_to("/setup/sources/held");
    house.post("/setup/sources/held/2/drop", &[]).goes_to("/setup/sources/held");
    house.get("/setup/sources/held").shows("Nothing is in quarantine");
    house.get("/setup/audit?about=source").shows("added a source").shows("tried items of the quarantine again");
}

#[test]
fn a_page_of_any_origin_may_send_where_the_source_allows_it() {
    let mut house = House::demo();
    let key = source(&mut house, &[("name", "Site"), ("side", "browser"), ("origins", "https://halden.example/")]);
    let bearer = format!("Bearer {key}");
    let asks =
        [("origin", "https://halden.example"), ("access-control-request-headers", "authorization,x-retry-count")];
    get(&house, "OPTIONS", "/v1/p", &asks)
        .is(204)
        .has("access-control-allow-origin", "https://halden.example")
        .has("access-control-allow-headers", "authorization,x-retry-count")
        .has("access-control-max-age", "86400");
    let page = br#"{"anonymousId":"a","messageId":"1"}"#;
    send(&house, "/v1/p", &[("authorization", &bearer), ("origin", "https://halden.example")], page)
        .is(200)
        .has("access-control-allow-origin", "https://halden.example")
        .has("access-control-expose-headers", "retry-after")
        .has("vary", "origin");
    send(&house, "/v1/p", &[("authorization", &bearer), ("origin", "https://other.example")], page)
        .is(403)
        .shows(r#""code":"origin_not_allowed""#)
        .has("access-control-allow-origin", "https://other.example");
    assert!(!get(&house, "GET", "/v1/track", &[]).text.contains("set-cookie"));
}

#[test]
fn a_source_that_tells_too_much_is_told_when_to_come_again() {
    let mut house = House::demo();
    let key = source(&mut house, &[("name", "Site"), ("side", "browser"), ("per_minute", "60")]);
    let bearer = format!("Bearer {key}");
    let send_many = |house: &House, first: usize, count: usize| {
        let items = (first..first + count)
            .map(|id| format!(r#"{{"type":"track","event":"E","userId":"u","messageId":"{id}"}}"#))
            .collect::<Vec<_>>();
        let body = format!(r#"{{"batch":[{}]}}"#, items.join(","));
        send(house, "/v1/batch", &[("authorization", &bearer)], body.as_bytes())
    };
    send_many(&house, 0, 60).is(200);
    send_many(&house, 60, 5).is(429).has("retry-after", "6").shows(r#""code":"too_many_events""#);
    house.set_now(house.now() + Span::SECOND.times(6));
    send_many(&house, 60, 5).is(200);
}

#[test]
fn browsers_get_their_documents_and_mails_their_picture() {
    let mut house = House::demo();
    let key = browser(&mut house);
    get(&house, "GET", &format!("/v1/projects/{key}/settings"), &[("origin", "https://x.example")])
        .is(200)
        .shows("analyticsNextEnabled")
        .has("access-control-allow-origin", "https://x.example");
    get(&house, "GET", &format!("/sourceConfig/?writeKey={key}"), &[]).is(200).shows(r#""enabled":true"#);
    get(&house, "GET", "/v1/projects/nobody/settings", &[]).is(401);
    let pixel = format!("/pixel/v1/track?writeKey={key}&userId=u&event=Mail+Opened&mail=7");
    get(&house, "GET", &pixel, &[("user-agent", "Mozilla/5.0 (via ggpht.com GoogleImageProxy)")])
        .is(200)
        .has("content-type", "image/gif");
    assert_eq!(facts(&house), 2);
}

#[test]
fn a_source_says_what_is_wrong_with_it() {
    let mut house = House::demo();
    house.come_in_as("ada.admin");
    house.get("/setup/sources").is(200).shows("No source yet");
    house.get("/setup/sources/held").shows("Nothing is in quarantine");
    let wrong = [("name", ""), ("side", "server"), ("origins", "halden.example"), ("per_minute", "many")];
    house.post("/setup/sources", &wrong).is(422).shows("Write origins like").shows("Write a whole number");
    let key = source(&mut house, &[("name", "Billing"), ("side", "server"), ("trusted", "on")]);
    house
        .get("/setup/sources/1")
        .hides(&key)
        .shows(&key[..11])
        .shows("yes: it may overwrite")
        .shows("rudder-sdk-python");
    house.post("/setup/sources", &[("name", "Billing"), ("side", "server")]).is(422);
    house.get("/setup/sources/99").is(404);
}
