//! Bodies: squeezed or not, of any label, of any size, and what refuses a whole one.

use std::io::Write;

use entente_connect::segment::Call;
use entente_connect::segment::body::{BYTES_MAX, Refused, inflate, open};
use entente_connect::segment::{pixel, settings, write_key};
use entente_core::time::Instant;
use expect_test::expect;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_squeezed_body_is_opened_within_bounds() {
    let json = br#"{"batch": []}"#;
    assert_eq!(&*inflate(&gzip(json)).unwrap(), json);
    assert_eq!(&*inflate(json).unwrap(), json);
    let plain = vec![b' '; BYTES_MAX];
    assert!(inflate(&plain).is_ok());
    assert_eq!(inflate(&[plain.as_slice(), b" "].concat()), Err(Refused::TooLarge));
    let varied: Vec<u8> = (0..BYTES_MAX).map(|at| ((at * at) >> 7) as u8).collect();
    assert_eq!(inflate(&gzip(&varied)).unwrap().len(), BYTES_MAX, "4 MB that squeezes as JSON does is taken");
    assert_eq!(inflate(&gzip(&plain)), Err(Refused::TooLarge), "a thousand times its size is no batch of events");
    assert_eq!(inflate(&gzip(&[varied.as_slice(), b" "].concat())), Err(Refused::TooLarge));
    assert_eq!(inflate(&gzip(json)[..20]), Err(Refused::Gzip));
}

#[test]
fn a_body_is_a_batch_or_an_item_or_refused() {
    let long = format!(r#"{{"batch": [{{"a": {}1{}}}, {{}}]}}"#, "[".repeat(5_000), "]".repeat(5_000));
    let bodies = [
        r#"{"batch": [{"a": 1}, 7], "writeKey": "WK", "sentAt": "then"}"#,
        r#"{"type": "track", "writeKey": " WK "}"#,
        "\u{feff} {\"batch\": null}",
        r#"{"batch": {}}"#,
        r#"[1]"#,
        "[]",
        r#""text""#,
        "{",
        "",
        long.as_str(),
    ];
    let mut table = String::new();
    for body in bodies {
        let came = match open(body.as_bytes()) {
            Ok(opened) => format!("{} items, key {:?}, sent {:?}", opened.items.len(), opened.write_key, opened.sent),
            Err(refused) => format!("{}: {refused}", refused.code()),
        };
        table += &format!("{:.40} -> {came}\n", body.replace('\u{feff}', "BOM"));
    }
    expect![[r#"
        {"batch": [{"a": 1}, 7], "writeKey": "WK -> 2 items, key Some("WK"), sent Some("then")
        {"type": "track", "writeKey": " WK "} -> 1 items, key Some("WK"), sent None
        BOM {"batch": null} -> 1 items, key None, sent None
        {"batch": {}} -> no_items: the body is neither an object nor a batch of objects: send {"batch": [...]}
        [1] -> no_items: the body is neither an object nor a batch of objects: send {"batch": [...]}
        [] -> no_items: the body is neither an object nor a batch of objects: send {"batch": [...]}
        "text" -> no_items: the body is neither an object nor a batch of objects: send {"batch": [...]}
        { -> invalid_json: the body is not valid JSON
         -> invalid_json: the body is not valid JSON
        {"batch": [{"a": [[[[[[[[[[[[[[[[[[[[[[[ -> 2 items, key None, sent None
    "#]]
    .assert_eq(&table);
    assert_eq!(open(b"\xff{}").unwrap_err(), Refused::Json);
}

#[test]
fn the_write_key_is_found_wherever_it_is_sent() {
    let found = [
        write_key::in_header("Basic V0s6"),
        write_key::in_header("basic V1JJVEVLRVkxMjM6"),
        write_key::in_header("Bearer WK"),
        write_key::in_header("Basic Og=="),
        write_key::in_header("Basic ?"),
        write_key::in_header("Digest x"),
        write_key::in_query("a=1&writeKey=W%4B"),
        write_key::in_query("writeKey="),
    ];
    expect![[r#"
        [
            Some(
                "WK",
            ),
            Some(
                "WRITEKEY123",
            ),
            Some(
                "WK",
            ),
            None,
            None,
            None,
            Some(
                "WK",
            ),
            None,
        ]
    "#]]
    .assert_debug_eq(&found);
}

#[test]
fn a_pixel_tells_an_item_by_its_address() {
    let received = Instant::parse("2026-03-02T09:00:00Z").unwrap();
    let query = "writeKey=WK&anonymousId=a+b&event=Mail%20Opened&properties.mail=7&list=n%C3%A4w&userId=";
    expect![[r#"{"anonymousId":"a b","event":"Mail Opened","properties":{"list":"näw","mail":"7"},"timestamp":"2026-03-02T09:00:00Z","type":"track","userId":""}"#]].assert_eq(&pixel::item(Call::Track, query, received));
    assert!(pixel::DOT.starts_with(b"GIF89a") && pixel::DOT.ends_with(b";"));
}

#[test]
fn browser_sdks_get_the_documents_they_ask_for() {
    for text in [settings::of_segment("WK\""), settings::of_rudder("WK\"", 3, "Site \"A\"")] {
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(read.is_object() && text.contains("WK\\\""));
    }
}

proptest! {
    /// No bytes make it panic, and whatever opens has items that are read one way or the other.
    #[test]
    fn nothing_that_is_sent_breaks_it(bytes in proptest::collection::vec(any::<u8>(), 0..300), json in any_json()) {
        for body in [bytes.clone(), gzip(&bytes), json.into_bytes()] {
            let Ok(body) = inflate(&body) else { continue };
            let Ok(opened) = open(&body) else { continue };
            for item in opened.items {
                let arrival = super::arrival(entente_connect::segment::Side::Browser);
                let _ = entente_connect::segment::read(item, Some(Call::Track), opened.sent.as_deref(), &arrival);
            }
        }
    }
}

/// Items with fields of any kind.
fn any_json() -> impl Strategy<Value = String> {
    let plain = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("-7".to_owned()),
        Just("1e308".to_owned()),
        Just("\"\"".to_owned()),
        Just("\"2026-03-02T09:00:00Z\"".to_owned()),
        Just("\"x\\u0000\"".to_owned()),
    ];
    let value = plain.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(|all| format!("[{}]", all.join(","))),
            inner.prop_map(|one| format!("{{\"a\":{one},\"\":{one}}}")),
        ]
    });
    let names =
        ["userId", "anonymousId", "traits", "properties", "context", "timestamp", "sentAt", "event", "messageId"];
    proptest::collection::vec(value, names.len()).prop_map(move |values| {
        let fields: Vec<String> = names.iter().zip(values).map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", fields.join(","))
    })
}
