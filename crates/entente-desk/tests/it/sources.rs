//! Sources: what SDKs send becomes facts once, of the right people; what cannot be kept waits and is tried again.

use std::fmt::Write;

use entente_core::fact::What;
use entente_core::id::Seq;
use entente_core::time::Span;
use entente_desk::Error;
use entente_desk::live::Desk;
use entente_desk::people::{self, User};
use entente_desk::sources::{
    self, Asked, Body, Call, Counts, Refused, Request, Side, make_source, receive, revoke_source, try_again,
};
use entente_store::{Entry, Quarantined};
use expect_test::expect;

use crate::people::{NOW, SECRET, renate, said};

fn open() -> (tempfile::TempDir, Desk, User) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    let user = desk.write(|store| people::set_up(store, &renate(), SECRET, NOW)).unwrap();
    (folder, desk, user)
}

fn asked(name: &str, side: Side) -> Asked {
    Asked { name: name.to_owned(), side, is_trusted: true, origins: String::new(), per_minute: String::new() }
}

fn key(desk: &Desk, user: &User, name: &str, side: Side) -> String {
    desk.write(|store| make_source(store, user, &asked(name, side), NOW)).unwrap().write_key
}

fn request(key: &str, body: &str) -> Request {
    Request {
        body: Body::Bytes(body.as_bytes().to_vec()),
        call: None,
        authorization: format!("Bearer {key}"),
        query: String::new(),
        origin: None,
        agent: "Mozilla/5.0 (Windows NT 10.0) Chrome/156.0".to_owned(),
        purpose: String::new(),
        gpc: false,
        is_strict: false,
    }
}

fn counts(desk: &Desk, request: &Request) -> (u64, u64, u64, u64) {
    let Counts { accepted, duplicate, quarantined, withheld, .. } = receive(desk, request, NOW).unwrap().unwrap();
    (accepted, duplicate, quarantined, withheld)
}

/// Every fact of the log: of whom, and what.
fn log(desk: &Desk) -> String {
    let entries = desk.read::<_, Error>(|store, _| Ok(store.entries(Seq(0), usize::MAX)?)).unwrap();
    let mut text = String::new();
    for (_, entry) in entries {
        let Entry::Fact(fact) = entry else { continue };
        let what = match &fact.what {
            What::Happened { event, class, .. } => format!("{event} ({class:?})"),
            What::Learnt { values, verified } => {
                let names: Vec<&str> = values.keys().map(|name| name.as_str()).collect();
                format!("learnt {} verified {verified}", names.join(" "))
            }
            other => format!("{other:?}"),
        };
        writeln!(text, "{:?} {what} [{}]", fact.about, fact.key).unwrap();
    }
    text
}

const VISIT: &str = r#"{"batch": [
  {"type": "page", "anonymousId": "a1", "messageId": "1", "context": {"library": {"name": "analytics.js"},
    "page": {"url": "https://halden.example/pricing?utm_source=news"}}},
  {"type": "identify", "anonymousId": "a1", "userId": "u1", "messageId": "2", "traits": {"email": "ana@acme.example", "title": "CTO"}},
  {"type": "track", "event": "Form Submitted", "anonymousId": "a1", "userId": "u1", "messageId": "3", "properties": {"form": "demo"}},
  {"type": "group", "anonymousId": "a1", "userId": "u1", "groupId": "acme.example", "messageId": "4", "traits": {"employees": 70}},
  {"type": "page", "anonymousId": "b1", "messageId": "5"},
  {"type": "alias", "previousId": "b1", "userId": "u1", "messageId": "6"}]}"#;

#[test]
fn a_visitor_becomes_known_and_every_retry_changes_nothing() {
    let (_folder, desk, user) = open();
    let key = key(&desk, &user, "Site", Side::Browser);
    assert_eq!(counts(&desk, &request(&key, VISIT)), (6, 0, 0, 0));
    let told = log(&desk);
    expect![[r#"
        Lead(LeadId(1)) Created { source: Some("news") } [entente:created:src1:1]
        Lead(LeadId(1)) Page Viewed (Human) [src1:1]
        Lead(LeadId(1)) Joined { account: AccountId(1) } [entente:joined:src1:2]
        Lead(LeadId(1)) learnt email title verified false [src1:2]
        Lead(LeadId(1)) Form Submitted (Unknown) [src1:3]
        Lead(LeadId(1)) learnt  verified false [src1:4]
        Account(AccountId(1)) learnt employees verified false [src1/company:4]
        Lead(LeadId(2)) Created { source: None } [entente:created:src1:5]
        Lead(LeadId(2)) Page Viewed (Unknown) [src1:5]
        Lead(LeadId(2)) Linked { into: LeadId(1) } [entente:linked:lead_2:src1:6]
        Lead(LeadId(1)) learnt  verified false [src1:6]
    "#]]
    .assert_eq(&told);
    assert_eq!(counts(&desk, &request(&key, VISIT)), (0, 6, 0, 0));
    assert_eq!(log(&desk), told);
}

#[test]
fn the_same_message_id_of_two_sources_is_two_facts_and_only_a_server_is_vouched_for() {
    let (_folder, desk, user) = open();
    let (site, server) = (key(&desk, &user, "Site", Side::Browser), key(&desk, &user, "Server", Side::Server));
    let body = r#"{"type": "identify", "userId": "u1", "messageId": "1", "traits": {"title": "CTO"}}"#;
    for key in [&site, &server] {
        assert_eq!(counts(&desk, &request(key, body)), (1, 0, 0, 0));
    }
    expect![[r#"
        Lead(LeadId(1)) Created { source: None } [entente:created:src1:1]
        Lead(LeadId(1)) learnt title verified false [src1:1]
        Lead(LeadId(1)) learnt title verified true [src2:1]
    "#]]
    .assert_eq(&log(&desk));
}

#[test]
fn what_cannot_be_kept_waits_and_is_kept_once_it_can_be() {
    let (_folder, desk, user) = open();
    let key = key(&desk, &user, "Site", Side::Browser);
    let body = r#"{"batch": [{"type": "track", "userId": "u1", "messageId": "1"}, {"type": "page", "userId": "u1", "messageId": "2"}]}"#;
    assert_eq!(counts(&desk, &request(&key, body)), (1, 0, 1, 0));
    let strict = Request { is_strict: true, ..request(&key, body) };
    let refused = receive(&desk, &strict, NOW).unwrap().unwrap_err();
    assert_eq!(refused, Refused::Strict { item: 1, why: "'event' is missing".to_owned() });
    // As if an earlier version had not known this call.
    let (call, sent) = ("page".to_owned(), "2026-09-21T13:00:00Z".to_owned());
    let body = r#"{"userId": "u2", "messageId": "3", "timestamp": "2026-09-21T12:59:00Z"}"#.to_owned();
    let held = Quarantined { id: 0, source: 1, received: NOW, call, sent, reason: "call page".to_owned(), body };
    desk.write(|store| store.quarantine(&[held], NOW).map_err(Error::from)).unwrap();
    assert_eq!(try_again(&desk, &user, None, NOW + Span::DAY).unwrap(), (1, 1));
    let page = desk.read(|store, _| sources::held(store, Some(1), None)).unwrap();
    assert_eq!(
        (page.items.len(), page.items[0].reason.word.as_str(), page.items[0].reason.value.as_str()),
        (1, "missing", "event")
    );
    desk.sources().write(&desk, NOW).unwrap();
    let listed = desk.read(|store, _| sources::sources(store, desk.sources())).unwrap();
    assert_eq!(
        (listed[0].held, listed[0].counts.accepted, listed[0].counts.quarantined, listed[0].seen),
        (1, 1, 1, Some(NOW))
    );
}

#[test]
fn visitors_who_do_not_want_to_be_tracked_leave_nothing_but_a_count() {
    let (_folder, desk, user) = open();
    let key = key(&desk, &user, "Site", Side::Browser);
    let wish = Request { gpc: true, ..request(&key, VISIT) };
    assert_eq!(counts(&desk, &wish), (3, 0, 0, 3));
    assert!(!log(&desk).contains("Page Viewed") && log(&desk).contains("Form Submitted"), "{}", log(&desk));
    let broken =
        Request { gpc: true, ..request(&key, r#"{"type": "page", "anonymousId": "a1", "timestamp": "then"}"#) };
    assert_eq!(counts(&desk, &broken), (0, 0, 0, 1), "nor is it held");
}

#[test]
fn a_key_counts_until_it_is_revoked_and_pixels_each_time_they_are_fetched() {
    let (_folder, desk, user) = open();
    let key = key(&desk, &user, "Mails", Side::Browser);
    let query = format!("writeKey={key}&userId=u1&event=Mail+Opened");
    let pixel =
        Request { body: Body::Pixel, call: Some(Call::Track), authorization: String::new(), query, ..request("", "") };
    assert_eq!(counts(&desk, &pixel), (1, 0, 0, 0));
    assert!(receive(&desk, &pixel, NOW + Span::SECOND).unwrap().unwrap().accepted == 1);
    desk.write(|store| revoke_source(store, &user, 1, NOW)).unwrap();
    for request in [pixel, request(&key, "{}"), request("", VISIT), request("entw_x", VISIT)] {
        assert_eq!(receive(&desk, &request, NOW).unwrap(), Err(Refused::Key));
    }
}

#[test]
fn a_source_is_refused_field_by_field() {
    let (_folder, desk, user) = open();
    let make = |asked: Asked| said(desk.write(|store| make_source(store, &user, &asked, NOW)));
    let wrong = Asked {
        origins: "halden.example https://x.example/path".into(),
        per_minute: "0".into(),
        ..asked(" ", Side::Browser)
    };
    expect!["name: Empty, origins: NotOrigin, per_minute: NotLimit"].assert_eq(&make(wrong));
    expect!["done"].assert_eq(&make(asked("Site", Side::Browser)));
    expect!["name: Taken"].assert_eq(&make(asked("Site", Side::Server)));
    let listed = desk.read(|store, _| sources::sources(store, desk.sources())).unwrap();
    assert!(!listed[0].is_trusted, "nobody vouches for a browser");
}
