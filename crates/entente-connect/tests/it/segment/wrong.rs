//! Items that cannot be kept, each with its reason, beside items that can.

use entente_connect::segment::Side;
use expect_test::expect;

use super::{arrival, table};

#[test]
fn each_fault_says_what_to_do() {
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let many: Vec<String> = (0..300).map(|at| format!("\"p{at}\": 1")).collect();
    let items = [
        r#"7"#.to_owned(),
        r#"["track"]"#.to_owned(),
        r#"{"userId": "u"}"#.to_owned(),
        r#"{"type": "purchase", "userId": "u"}"#.to_owned(),
        r#"{"type": {}, "userId": "u"}"#.to_owned(),
        r#"{"type": "track", "userId": "u"}"#.to_owned(),
        r#"{"type": "track", "event": "E"}"#.to_owned(),
        r#"{"type": "track", "event": "E", "userId": "undefined", "anonymousId": "null"}"#.to_owned(),
        r#"{"type": "track", "event": "E", "userId": true, "anonymousId": "False"}"#.to_owned(),
        r#"{"type": "track", "event": "E", "userId": {"id": 1}}"#.to_owned(),
        r#"{"type": "track", "event": "E", "userId": "u", "properties": "none"}"#.to_owned(),
        r#"{"type": "track", "event": "E", "userId": "u", "properties": [1]}"#.to_owned(),
        r#"{"type": "track", "event": "E", "userId": "u", "timestamp": "yesterday"}"#.to_owned(),
        r#"{"type": "track", "event": "E", "userId": "u", "timestamp": "2026-03-04T09:00:00Z"}"#.to_owned(),
        r#"{"type": "track", "event": "E", "userId": "u", "messageId": "a\nb"}"#.to_owned(),
        r#"{"type": "track", "event": "E", "userId": "u", "userId": "v"}"#.to_owned(),
        r#"{"type": "track", "event": "\ud800", "userId": "u"}"#.to_owned(),
        r#"{"type": "group", "userId": "u"}"#.to_owned(),
        r#"{"type": "alias", "userId": "u"}"#.to_owned(),
        r#"{"type": "merge", "mergeProperties": [{"type": "email", "value": "x"}]}"#.to_owned(),
        format!(r#"{{"type": "track", "event": "E", "userId": "u", "properties": {{"deep": {deep}}}}}"#),
        format!(r#"{{"type": "track", "event": "E", "userId": "u", "properties": {{{}}}}}"#, many.join(",")),
    ];
    let body = format!(r#"{{"batch": [{}]}}"#, items.join(","));
    expect![[r#"
        faulty: it is no JSON object that can be read: it is another kind of value
        faulty: it is no JSON object that can be read: it is another kind of value
        faulty: 'type' is missing
        faulty: 'purchase' is not a type of call: send identify, track, page, screen, group, alias or merge
        faulty: 'type' is not text
        faulty: 'event' is missing
        faulty: it names nobody: send a userId, an anonymousId or a mail address in the traits
        faulty: it names nobody: send a userId, an anonymousId or a mail address in the traits
        faulty: it names nobody: send a userId, an anonymousId or a mail address in the traits
        faulty: 'userId' is not text
        faulty: 'properties' is not an object
        faulty: 'properties' is not an object
        faulty: its time 'yesterday' is not one like 2026-03-02T09:00:00Z
        faulty: it is of 2026-03-04T09:00:00Z, more than a day after it arrived: check the sender's clock
        faulty: 'messageId' is not plain text
        faulty: it is no JSON object that can be read: a field is of the wrong kind or told twice
        faulty: it is no JSON object that can be read: it ends or goes wrong at character 35
        faulty: 'groupId' is missing
        faulty: 'previousId' is missing
        faulty: 'mergeProperties' is missing
        faulty: it is no JSON object that can be read: it ends or goes wrong at character 196
        faulty: 'properties' has more than 200 values
    "#]]
    .assert_eq(&table(&body, None, &arrival(Side::Server)));
}

#[test]
fn odd_items_that_can_be_kept() {
    let items = [
        r#"{"type": "track", "event": "E", "userId": 42, "messageId": 7, "timestamp": "2026-03-02T09:00:04Z", "context": null}"#,
        r#"{"type": "track", "event": "E", "userId": "u", "messageId": "old", "timestamp": "1999-12-31T23:59:59+09:00", "context": "x"}"#,
        r#"{"type": "track", "event": "E", "userId": "u", "messageId": "ms", "timestamp": 1772442000000, "context": {"page": []}}"#,
        r#"{"type": "track", "event": "E", "userId": "u"}"#,
        r#"{"type": "track", "event": "E", "userId": "u"}"#,
        r#"{"type": "track", "event": "E", "userId": "u", "messageId": "p", "properties": {"big": 12345678901234567890,
            "items": [{"sku": "a", "n": 1}, {"sku": "b"}], "none": null, "mixed": [1, "x", true, null], "fine": 0.1}}"#,
        r#"{"type": "identify", "anonymousId": "a", "messageId": "t", "traits": {"email": "not a mail", "First Name": "Ana",
            "company": "Acme", "address": {"city": "Ulm", "postalCode": "1"}, "createdAt": "2020-01-01"}}"#,
    ];
    let body = format!(r#"{{"batch": [{}]}}"#, items.join(","));
    expect![[r#"
        src3:7 | 2026-03-02T09:00:00Z | user:42 | E (Unknown)
            {"told_at":1772442004000}
        src3:old | 1999-12-31T14:59:59Z | user:u | E (Unknown)
            {"told_at":946652399000}
        src3:ms | 2026-03-02T09:00:00Z | user:u | E (Unknown)
            {"told_at":1772442000000}
        src3:hash-a9876c722c6d8557351a621d56b75f5f | 2026-03-02T09:00:00Z | user:u | E (Unknown)
            {}
        src3:hash-a9876c722c6d8557351a621d56b75f5f | 2026-03-02T09:00:00Z | user:u | E (Unknown)
            {}
        src3:p | 2026-03-02T09:00:00Z | user:u | E (Unknown)
            {"big":"12345678901234567890","fine":{"number":"0.1"},"items.0.n":1,"items.0.sku":"a","items.1.sku":"b","mixed":["1","x","true"]}
        src3:t | 2026-03-02T09:00:00Z | anonymous:a | learnt
            {"address_postal_code":"1","city":"Ulm","company":"Acme","created_at":"2020-01-01","email":"not a mail","first_name":"Ana"}
    "#]].assert_eq(&table(&body, None, &arrival(Side::Server)));
}
