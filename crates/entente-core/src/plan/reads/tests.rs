//! Goal: what any agreement of the past could ask of an event stays, and nothing else does. Method: agreements with
//! every way of asking, one after the other, over one fact.

use expect_test::{Expect, expect};

use super::*;
use crate::agreement::read::read;
use crate::fact::{About, Value};
use crate::id::LeadId;
use crate::time::Instant;

fn plan(signals: &str) -> Plan {
    let text = format!("entente: 1\ntitle: T\nparties: {{marketing: a@x, sales: b@x}}\nsignals:\n{signals}");
    let read = read(&text);
    let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    Plan::compile(&read.agreement.unwrap_or_else(|| panic!("{problems:?}"))).unwrap()
}

/// What is read of events, a line each.
fn table(plans: &[Plan], want: &Expect) {
    let reads = Reads::of(plans);
    let lines = reads.iter().map(|(event, of)| format!("{event}: {}\n", Vec::from_iter(of.clone()).join(" ")));
    want.assert_eq(&lines.collect::<String>());
}

const ASKING: &str = "
  form: {on: Form Submitted, where: event.form == 'demo', points: 1}
  several: {on: Form Submitted, where: \"event.country in ['DE', 'AT'] || !(event.size >= 50)\", points: 1}
  path: {on: Page Viewed, where: \"event.path.startsWith('/pricing') && event.utm.source != null\", points: 1}
  once: {on: Webinar Attended, points: 1, pays: once per event.webinar}
  plain: {on: Mail Opened, points: 1}
";

#[test]
fn every_way_in_which_a_signal_asks_is_found() {
    table(
        &[plan(ASKING)],
        &expect![[r#"
            Form Submitted: country form size
            Page Viewed: path utm.source
            Webinar Attended: webinar
        "#]],
    );
}

#[test]
fn what_an_earlier_agreement_asked_stays_read() {
    let before = plan("  form: {on: Form Submitted, where: event.form == 'demo', points: 1}\n");
    let after = plan("  form: {on: Form Submitted, where: event.plan == 'pro', points: 1}\n");
    table(
        &[before.clone(), after.clone()],
        &expect![[r#"
            Form Submitted: form plan
        "#]],
    );
    let (old, new) = (Reads::of([&before]), Reads::of([&after]));
    assert_eq!(format!("{:?}", new.beyond(&old)), r#"{"Form Submitted": {"plan"}}"#);
    assert!(new.beyond(&Reads::of([&before, &after])).is_empty());
    assert!(new.beyond(&old.and_always("plan")).is_empty());
}

fn fact(event: &str, names: &[&str]) -> Fact {
    let properties = names.iter().map(|name| ((*name).to_owned(), Value::Text("v".to_owned()))).collect();
    Fact {
        key: "k".to_owned(),
        about: About::Lead(LeadId(1)),
        at: Instant::from_micros(5),
        precision: Default::default(),
        known: Instant::from_micros(6),
        by: None,
        what: What::Happened { event: event.to_owned(), properties, class: Default::default() },
    }
}

#[test]
fn a_fact_is_shortened_to_what_is_read_of_its_own_event() {
    let reads = Reads::of([&plan(ASKING)]).and_always("reason");
    let mut rows = String::new();
    for (event, names) in [
        ("Form Submitted", &["form", "message", "path"][..]),
        ("Form Submitted", &["form", "size"]),
        ("Page Viewed", &["form", "path", "title", "utm.source"]),
        ("Webinar Attended", &["reason", "room", "webinar"]),
        ("Mail Opened", &["subject"]),
        ("Mail Opened", &[]),
        ("Heard of by nobody", &["form", "reason"]),
    ] {
        let told = fact(event, names);
        let left = match reads.shorten(&told) {
            None => "as it is".to_owned(),
            Some(short) => {
                assert_eq!(reads.shorten(&short), None, "once is enough");
                let (mut same, mut told) = (short.clone(), told);
                for fact in [&mut same, &mut told] {
                    let What::Happened { properties, .. } = &mut fact.what else { panic!() };
                    properties.clear();
                }
                assert_eq!(same, told, "all but the properties stays");
                let What::Happened { properties, .. } = short.what else { panic!() };
                Vec::from_iter(properties.into_keys()).join(" ")
            }
        };
        rows += &format!("{event}: {} → {left}\n", names.join(" "));
    }
    expect![[r#"
        Form Submitted: form message path → form
        Form Submitted: form size → as it is
        Page Viewed: form path title utm.source → path utm.source
        Webinar Attended: reason room webinar → reason webinar
        Mail Opened: subject → 
        Mail Opened:  → as it is
        Heard of by nobody: form reason → reason
    "#]]
    .assert_eq(&rows);
}

#[test]
fn what_is_no_event_is_never_shortened() {
    let consent = What::Consent {
        given: false,
        purpose: "marketing".to_owned(),
        channel: "mail".to_owned(),
        wording: "as shown".to_owned(),
        evidence: "a form".to_owned(),
    };
    for what in [consent, What::Bounced { hard: true }, What::Accepted, What::Created { source: None }] {
        assert_eq!(Reads::default().shorten(&Fact { what, ..fact("", &[]) }), None);
    }
}
