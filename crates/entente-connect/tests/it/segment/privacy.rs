//! Visitors who do not want to be tracked: nothing they do is kept, what they hand over on purpose is.

use entente_connect::segment::{Arrival, Side};
use expect_test::expect;

use super::{arrival, table};

const ITEMS: &str = r#"{"batch": [
  {"type": "page", "anonymousId": "a1", "userId": "u1", "messageId": "1", "context": CONTEXT},
  {"type": "track", "event": "Video Played", "userId": "u1", "messageId": "2", "context": CONTEXT},
  {"type": "track", "event": "Form Submitted", "anonymousId": "a1", "messageId": "3", "context": CONTEXT},
  {"type": "track", "event": "Form Submitted", "anonymousId": "a1", "userId": "u1", "messageId": "4", "context": CONTEXT,
   "properties": {"form": "demo"}},
  {"type": "identify", "anonymousId": "a1", "userId": "u1", "traits": {"email": "ana@acme.example"}, "messageId": "5", "context": CONTEXT},
  {"type": "alias", "previousId": "a1", "userId": "u1", "messageId": "6", "context": CONTEXT}]}"#;

fn with(context: &str) -> String {
    let page = r#""page": {"url": "https://x.example/a?utm_source=ad&gclid=1", "referrer": "https://y.example"}, "#;
    ITEMS.replace("CONTEXT", &format!("{{{page}{context}}}"))
}

#[test]
fn the_browsers_signal_keeps_behaviour_out_and_lets_a_form_through() {
    let signal = Arrival { gpc: true, ..arrival(Side::Browser) };
    let by_header = table(&with(r#""x": 1"#), None, &signal);
    expect![[r#"
        withheld
        withheld
        withheld
        src3:4 | 2026-03-02T09:00:00Z | user:u1 | Form Submitted (Unknown)
            {"form":"demo"}
        src3:5 | 2026-03-02T09:00:00Z | user:u1 mail:ana@acme.example | learnt
            {"email":"ana@acme.example"}
        withheld
    "#]]
    .assert_eq(&by_header);
    for said in [r#""globalPrivacyControl": true"#, r#""gpc": "1""#] {
        assert_eq!(table(&with(said), None, &arrival(Side::Browser)), by_header, "{said}");
    }
}

#[test]
fn a_banners_categories_count_where_they_measure() {
    let denied = [
        r#""consent": {"categoryPreferences": {"Advertising": true, "Analytics": false}}"#,
        r#""consent": {"categoryPreferences": {"own-1": false, "own-2": false}}"#,
        r#""consentManagement": {"provider": "oneTrust", "deniedConsentIds": ["C0002"], "allowedConsentIds": ["C0001"]}"#,
    ];
    let given = [
        r#""consent": {"categoryPreferences": {"Advertising": false, "Analytics": true}}"#,
        r#""consent": {"categoryPreferences": {"own-1": false, "own-2": true}}"#,
        r#""consent": {"categoryPreferences": {}}"#,
        r#""consent": "yes""#,
        r#""consentManagement": {"deniedConsentIds": [], "allowedConsentIds": ["C0001", "C0002"]}"#,
    ];
    for (said, withheld) in denied.iter().map(|said| (said, 4)).chain(given.iter().map(|said| (said, 0))) {
        let came = table(&with(said), None, &arrival(Side::Browser));
        assert_eq!(came.matches("withheld").count(), withheld, "{said}\n{came}");
    }
}
