//! What six SDKs send, written small by hand from captures, and the facts that come of it.

mod body;
mod class;
mod clocks;
mod flat;
mod names;
mod privacy;
mod wrong;

use std::fmt::Write;

use entente_connect::segment::{Arrival, Call, Read, Side, body as bodies, read};
use entente_core::fact::{NewAbout, NewFact, What};
use entente_core::time::Instant;
use expect_test::expect;

/// A request that arrives at nine in the morning.
fn arrival(side: Side) -> Arrival {
    Arrival {
        received: Instant::parse("2026-03-02T09:00:00Z").unwrap(),
        source: 3,
        side,
        is_trusted: false,
        agent: String::new(),
        purpose: String::new(),
        gpc: false,
    }
}

/// What became of each item, a line for each fact.
fn table(body: &str, call: Option<Call>, arrival: &Arrival) -> String {
    let opened = bodies::open(body.as_bytes()).unwrap();
    let mut text = String::new();
    for raw in &opened.items {
        match read(raw, call, opened.sent.as_deref(), arrival) {
            Read::Facts(facts) => facts.iter().for_each(|fact| line(&mut text, fact)),
            Read::Withheld => text += "withheld\n",
            Read::Faulty(fault) => writeln!(text, "faulty: {fault}").unwrap(),
        }
    }
    text
}

fn line(text: &mut String, fact: &NewFact) {
    let about = match &fact.about {
        NewAbout::Lead { keys, account } => {
            let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            keys.join(" ") + &account.iter().map(|account| format!(" of {account}")).collect::<String>()
        }
        NewAbout::Account(key) => format!("account {key}"),
        other => format!("{other:?}"),
    };
    let (what, values) = match &fact.what {
        What::Learnt { values, verified } => {
            let sure = if *verified { "learnt for sure" } else { "learnt" };
            (sure.to_owned(), serde_json::to_string(values).unwrap())
        }
        What::Happened { event, properties, class } => {
            (format!("{event} ({class:?})"), serde_json::to_string(properties).unwrap())
        }
        other => (format!("{other:?}"), String::new()),
    };
    writeln!(text, "{} | {} | {about} | {what}\n    {values}", fact.key, fact.at).unwrap();
}

#[test]
fn a_batch_of_segments_python_sdk_whose_clock_is_78_seconds_behind() {
    expect![[r#"
        src3:707c | 2026-03-02T08:59:59.499Z | user:user-1 mail:kim@hanbit.example of hanbit.example | learnt
            {"email":"Kim@Hanbit.example","first_name":"영희"}
        src3/company:707c | 2026-03-02T08:59:59.499Z | account hanbit.example | learnt
            {"employees":120,"name":"한빛"}
        src3:7236 | 2026-02-01T09:01:17.274Z | user:user-1 | Demo Requested (Unknown)
            {"plan":"pro","seats.kinds":["a","b"],"seats.paid":{"number":"12.5"},"sent_at":1772441922726,"told_at":1769936400000}
        src3:3ded | 2026-03-02T08:59:59.499Z | anonymous:anon-9 | Pricing Viewed (Unknown)
            {"sent_at":1772441922726,"told_at":1772441922225,"x":1}
        src3:7b6b | 2026-03-02T08:59:59.499Z | user:user-1 | Page Viewed (Unknown)
            {"category":"Docs","gclid":"G1","name":"Pricing","path":"/pricing","referrer":"https://s.example/","search":"plan=pro","sent_at":1772441922726,"title":"Pricing","told_at":1772441922225,"url":"https://halden.example/pricing","utm_source":"news"}
        src3:5c1e | 2026-03-02T08:59:59.5Z | user:user-1 | Screen Viewed (Unknown)
            {"name":"Home","sent_at":1772441922726,"told_at":1772441922226}
        src3:a1f3 | 2026-03-02T08:59:59.5Z | user:user-1 of hanbit.example | learnt
            {}
        src3/company:a1f3 | 2026-03-02T08:59:59.5Z | account hanbit.example | learnt
            {"name":"한빛","website":"https://www.hanbit.example/about"}
        src3:e2d9 | 2026-03-02T08:59:59.5Z | user:user-1 anonymous:anon-9 user:anon-9 | learnt
            {}
    "#]].assert_eq(&table(include_str!("segment/segment-python.json"), None, &arrival(Side::Server)));
}

#[test]
fn a_page_of_segments_browser_sdk_whose_clock_is_ten_seconds_ahead() {
    expect![[r#"
        src3:ajs-next-1795427439331-6692d7c0 | 2026-03-02T08:59:59.967Z | anonymous:92d7c0ef-719b-4a9f-b81c-599006aa7a10 | Page Viewed (Human)
            {"category":"Docs","gclid":"GCL1","name":"Pricing","path":"/preise","sent_at":1772442010364,"title":"가격","told_at":1772442010331,"url":"https://halden.example/preise","utm_campaign":"launch","utm_source":"newsletter"}
    "#]].assert_eq(&table(include_str!("segment/segment-browser.json"), Some(Call::Page), &arrival(Side::Browser)));
}

#[test]
fn a_batch_of_rudders_node_sdk() {
    expect![[r#"
        src3:f409 | 2026-03-02T08:59:59.999Z | user:u1 mail:a@b.example | learnt
            {"email":"a@b.example"}
        src3:6f07 | 2026-03-02T08:59:59.932Z | user:u1 | Demo Requested (Unknown)
            {"sent_at":1772441301949,"told_at":1772441301881,"x":1}
        src3:9336 | 2026-03-02T08:59:59.933Z | user:u1 anonymous:anon user:anon | learnt
            {}
    "#]]
    .assert_eq(&table(include_str!("segment/rudder-node.json"), None, &arrival(Side::Server)));
}

#[test]
fn a_beacon_of_rudders_browser_sdk() {
    expect![[r#"
        src3:64c4 | 2026-03-02T08:59:59.998Z | user:u1 mail:a@b.example anonymous:a1f0 | learnt
            {"email":"a@b.example","title":"CTO"}
        src3:9ff7 | 2026-03-02T09:00:00Z | anonymous:a1f0 | Page Viewed (Scanner)
            {"evidence":"agent:headless","name":"Pricing","path":"/rud.html","title":"rud","told_at":1772442011422,"url":"https://b.example/rud.html","utm_campaign":"launch","utm_source":"newsletter"}
        src3:m1 | 2026-03-02T09:00:00Z | mail:a@b.example mail:z@b.example | learnt
            {}
        src3:0614 | 2026-03-02T09:00:00Z | user:u1 mail:a@b.example anonymous:a1f0 of g | learnt
            {}
        src3/company:0614 | 2026-03-02T09:00:00Z | account g | learnt
            {"name":"X"}
    "#]].assert_eq(&table(include_str!("segment/rudder-browser.json"), None, &arrival(Side::Browser)));
}

#[test]
fn a_source_that_is_vouched_for_tells_for_sure() {
    let sure = Arrival { is_trusted: true, ..arrival(Side::Server) };
    let body = r#"{"userId": "ana@acme.example", "traits": {"seniority": "vp", "phone": null}, "messageId": "1"}"#;
    expect![[r#"
        src3:1 | 2026-03-02T09:00:00Z | mail:ana@acme.example | learnt for sure
            {"phone":null,"seniority":"vp"}
    "#]]
    .assert_eq(&table(body, Some(Call::Identify), &sure));
}

#[test]
fn where_somebody_came_from_is_the_campaign_the_paid_click_or_the_referring_host() {
    let came = |query: &str, referrer: &str| {
        let body = format!(
            r#"{{"anonymousId": "a", "messageId": "1", "properties": {{
                "url": "https://www.halden.example/a{query}", "referrer": "{referrer}"}}}}"#
        );
        match read(&body, Some(Call::Page), None, &arrival(Side::Browser)) {
            Read::Facts(facts) => entente_connect::segment::came_by(&facts[0].what).unwrap_or_default(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(came("?utm_source=news&gclid=1", "https://s.example/x"), "news");
    assert_eq!(came("?msclkid=1", "https://s.example/x"), "microsoft");
    assert_eq!(came("", "https://www.s.example/x?q=secret"), "s.example");
    assert_eq!(came("", "https://halden.example/b"), "", "from one page of ours to another");
    assert_eq!(came("", "$direct"), "");
}
