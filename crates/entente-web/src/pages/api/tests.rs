//! What a program is answered, whatever it does: the status, what kind of body, a code for it and a sentence for people.

use axum::body::Body;
use axum::http::{Method, Request};
use entente_desk::setup::{self, Scope};
use expect_test::expect;

use crate::testing::House;

const FACT: &str = r#"{"key":"shop:1","about":{"lead":{"keys":[{"mail":"ann@acme.example"}]}},"at":1772442000000000,"what":{"fact":"accepted"}}"#;

/// A key with these scopes, made by the administrator.
fn key(house: &House, name: &str, scopes: &[Scope]) -> String {
    let now = house.now();
    let made = house.desk.write(|store| {
        let user = store.users()?.into_iter().next().ok_or(entente_desk::people::Refused::Fields(Vec::new()))?;
        setup::make_key(store, &user, name, scopes, now)
    });
    made.unwrap().secret
}

fn row(house: &mut House, says: &str, request: Request<Body>) -> String {
    let answer = house.send(request);
    let kind = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
    let text: String = answer.text.chars().take(260).collect();
    format!("{says}\n    {} {kind} {text}\n", answer.status())
}

#[test]
fn every_answer_has_a_status_a_code_and_a_sentence() {
    let mut house = House::working();
    let (writes, reads) = (key(&house, "Shop", &[Scope::WriteFacts]), key(&house, "Board", &[Scope::Read]));
    let bearer = |key: &str| format!("Bearer {key}");
    let post = |auth: &str, body: String| {
        Request::post("/api/v1/facts").header("authorization", auth).body(Body::from(body)).unwrap()
    };
    let of = |method: Method, path: &str| {
        Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", bearer(&writes))
            .body(Body::empty())
            .unwrap()
    };
    let many = format!("[{}]", vec!["1"; 1_001].join(","));
    let rows = [
        ("no key", Request::post("/api/v1/facts").body(Body::from("[]")).unwrap()),
        (
            "a key in the wrong place",
            Request::post(format!("/api/v1/facts?key={writes}")).body(Body::from("[]")).unwrap(),
        ),
        ("another way to say who one is", post("Basic YWRhOmFkYQ==", "[]".to_owned())),
        ("a key that is none", post(&bearer("ent_nothing"), "[]".to_owned())),
        ("a key that may only read", post(&bearer(&reads), "[]".to_owned())),
        ("nothing at all", post(&bearer(&writes), String::new())),
        ("no JSON", post(&bearer(&writes), "key=shop:1".to_owned())),
        ("no list", post(&bearer(&writes), FACT.to_owned())),
        ("too many at once", post(&bearer(&writes), many)),
        ("too much at once", post(&bearer(&writes), " ".repeat(52_428_801))),
        ("an empty list", post(&bearer(&writes), "[]".to_owned())),
        ("another way to ask", of(Method::GET, "/api/v1/facts")),
        ("an address that is none", of(Method::POST, "/api/v1/leads")),
    ];
    let told: String = rows.into_iter().map(|(says, request)| row(&mut house, says, request)).collect();
    expect![[r#"
        no key
            401 application/problem+json {"code":"no_key","detail":"send a key that was made under Set-up, as 'Authorization: Bearer KEY'","status":401,"title":"Unauthorized","type":"about:blank"}
        a key in the wrong place
            401 application/problem+json {"code":"no_key","detail":"send a key that was made under Set-up, as 'Authorization: Bearer KEY'","status":401,"title":"Unauthorized","type":"about:blank"}
        another way to say who one is
            401 application/problem+json {"code":"no_key","detail":"send a key that was made under Set-up, as 'Authorization: Bearer KEY'","status":401,"title":"Unauthorized","type":"about:blank"}
        a key that is none
            401 application/problem+json {"code":"no_key","detail":"send a key that was made under Set-up, as 'Authorization: Bearer KEY'","status":401,"title":"Unauthorized","type":"about:blank"}
        a key that may only read
            403 application/problem+json {"code":"no_scope","detail":"this key may not tell facts: make one with facts:write","status":403,"title":"Forbidden","type":"about:blank"}
        nothing at all
            400 application/problem+json {"code":"unreadable","detail":"this is not a JSON list of facts: EOF while parsing a value at line 1 column 0","status":400,"title":"Bad Request","type":"about:blank"}
        no JSON
            400 application/problem+json {"code":"unreadable","detail":"this is not a JSON list of facts: expected value at line 1 column 1","status":400,"title":"Bad Request","type":"about:blank"}
        no list
            400 application/problem+json {"code":"unreadable","detail":"this is not a JSON list of facts: invalid type: map, expected a sequence at line 1 column 0","status":400,"title":"Bad Request","type":"about:blank"}
        too many at once
            400 application/problem+json {"code":"unreadable","detail":"1001 facts are more than 1000: tell them in several calls","status":400,"title":"Bad Request","type":"about:blank"}
        too much at once
            413 application/problem+json {"code":"too_large","detail":"more than 52428800 bytes at once: tell the facts in several calls","status":413,"title":"Payload Too Large","type":"about:blank"}
        an empty list
            200 application/json {"facts":[]}
        another way to ask
            405 application/problem+json {"code":"no_such_method","detail":"facts are told with POST","status":405,"title":"Method Not Allowed","type":"about:blank"}
        an address that is none
            404 application/problem+json {"code":"nothing_here","detail":"the addresses for programs stand under docs/integrating","status":404,"title":"Not Found","type":"about:blank"}
    "#]].assert_eq(&told);
}

#[test]
fn each_fact_has_its_own_answer_in_the_order_told() {
    let mut house = House::working();
    let writes = key(&house, "Shop", &[Scope::WriteFacts]);
    let with = |from: &str, to: &str| FACT.replace(from, to);
    // Under a key of its own, so that the key is not what is wrong.
    let under = |key: &str, from: &str, to: &str| with(from, to).replace("shop:1", &format!("shop:{key}"));
    let facts = [
        FACT.to_owned(),
        FACT.to_owned(),
        with("shop:1", ""),
        with("\"key\":\"shop:1\",", ""),
        under("a", "ann@acme.example", "no address"),
        under("b", "{\"mail\":\"ann@acme.example\"}", ""),
        under("c", "\"accepted\"", "\"flattered\""),
        under("d", "{\"fact\":\"accepted\"}", "{\"fact\":\"rated\",\"stars\":700}"),
        under("e", "{\"fact\":\"accepted\"}", "{\"fact\":\"rated\",\"stars\":7}"),
        under("f", "1772442000000000", "\"yesterday\""),
        under("g", "1772442000000000", "9223372036854775807"),
        with("shop:1", "shop:2"),
        "null".to_owned(),
    ];
    let body = format!("[{}]", facts.join(","));
    let request = Request::post("/api/v1/facts").header("authorization", format!("Bearer {writes}"));
    let answer = house.send(request.body(Body::from(body)).unwrap());
    answer.is(200).has("content-type", "application/json");
    let told: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    let told = told["facts"].as_array().unwrap();
    assert_eq!(told.len(), facts.len(), "one answer for each");
    let rows: Vec<String> = told.iter().map(ToString::to_string).collect();
    expect![[r#"
        {"fact":"fact_3","outcome":"accepted"}
        {"fact":"fact_3","outcome":"duplicate"}
        {"outcome":"refused","why":"it has no key: give it the source's message id or row number"}
        {"outcome":"refused","why":"it is no fact: missing field `key`"}
        {"outcome":"refused","why":"'no address' is not a mail address: it has no @"}
        {"outcome":"refused","why":"it names no key of the person it is about: a mail address, user id, record number or anonymous id"}
        {"outcome":"refused","why":"it is no fact: unknown variant `flattered`, expected one of `created`, `learnt`, `joined`, `owned`, `happened`, `handed_over`, `accepted`, `rejected`, `disqualified`, `recycled`, `reassigned`, `touched`, `confirmed`, `rated`, `opportunity_opened`, `opportunity_won`, `opportunity_lost`, `churned`, `consent`, `bounced`, `paused`, `resumed`, `waived`, `linked`, `unlinked`, `away`, `content_requested`, `content_answered`, `met`, `erased`"}
        {"outcome":"refused","why":"it is no fact: invalid value: integer `700`, expected u8"}
        {"outcome":"refused","why":"the rating must be 1 to 5"}
        {"outcome":"refused","why":"it is no fact: 'yesterday' is not an instant with an offset, like 2026-03-06T16:30-05:00: failed to parse four digit integer as year: invalid digit, expected 0-9 but got y"}
        {"outcome":"refused","why":"it is of 9999-12-30T22:00:00Z, which is after now (2026-03-02T09:00:00Z): check the source's clock and time zone"}
        {"fact":"fact_4","outcome":"accepted"}
        {"outcome":"refused","why":"it is no fact: invalid type: null, expected struct NewFact"}"#]].assert_eq(&rows.join("\n"));
    let seq = house.desk.read::<_, entente_desk::Error>(|store, _| Ok(store.last_seq()?)).unwrap();
    assert!(seq.0 >= 2, "what was accepted is in the log");
}
