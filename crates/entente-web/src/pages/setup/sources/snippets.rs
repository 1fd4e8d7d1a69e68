//! What to paste where, for each SDK, with this house's address and the source's key filled in.

use entente_desk::sources::Source;

/// The tracker of this house, which needs no package.
pub(super) const TRACKER: &str = "t.js";

/// A way to send events.
pub(crate) struct Snippet {
    /// The SDK, as its package is called; [`TRACKER`].
    pub(crate) name: &'static str,
    /// How to get it; empty where there is nothing to get.
    pub(crate) install: &'static str,
    /// What to paste.
    pub(crate) code: String,
}

/// The SDKs of a source's side.
pub(super) fn of(source: &Source, address: &str, key: &str) -> Vec<Snippet> {
    let sdks: &[(&str, &str, &str)] = if source.is_browser() { &BROWSER } else { &SERVER };
    let scheme = address.split("://").next().unwrap_or("http");
    let host = address.split("://").nth(1).unwrap_or_default();
    let filled = |code: &str| {
        code.replace("ADDRESS", address).replace("HOST", host).replace("SCHEME", scheme).replace("KEY", key)
    };
    sdks.iter().map(|(name, install, code)| Snippet { name, install, code: filled(code) }).collect()
}

const BROWSER: [(&str, &str, &str); 3] = [
    (TRACKER, "", r#"<script src="ADDRESS/t.js" data-key="KEY" data-consent="ask" defer></script>"#),
    (
        "@segment/analytics-next",
        "npm install @segment/analytics-next",
        r#"import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load(
  { writeKey: "KEY", cdnURL: "ADDRESS" },
  { integrations: { "Segment.io": { apiHost: "HOST/v1", protocol: "SCHEME" } } },
);
analytics.page();"#,
    ),
    (
        "@rudderstack/analytics-js",
        "npm install @rudderstack/analytics-js",
        r#"import { RudderAnalytics } from "@rudderstack/analytics-js/bundled";

const analytics = new RudderAnalytics();
analytics.load("KEY", "ADDRESS", {
  configUrl: "ADDRESS",
  plugins: [],
});
analytics.page();"#,
    ),
];

const SERVER: [(&str, &str, &str); 4] = [
    (
        "@segment/analytics-node",
        "npm install @segment/analytics-node",
        r#"import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ writeKey: "KEY", host: "ADDRESS", path: "/v1/batch" });
analytics.track({ userId: "42", event: "Form Submitted", properties: { form: "demo" } });"#,
    ),
    (
        "segment-analytics-python",
        "pip install segment-analytics-python",
        r#"import segment.analytics as analytics

analytics.write_key = "KEY"
analytics.host = "ADDRESS"
analytics.track("42", "Form Submitted", {"form": "demo"})"#,
    ),
    (
        "@rudderstack/rudder-sdk-node",
        "npm install @rudderstack/rudder-sdk-node",
        r#"import RudderAnalytics from "@rudderstack/rudder-sdk-node";

const analytics = new RudderAnalytics("KEY", { dataPlaneUrl: "ADDRESS" });
analytics.track({ userId: "42", event: "Form Submitted", properties: { form: "demo" } });"#,
    ),
    (
        "rudder-sdk-python",
        "pip install rudder-sdk-python",
        r#"import rudderstack.analytics as analytics

analytics.write_key = "KEY"
analytics.dataPlaneUrl = "ADDRESS"
analytics.track("42", "Form Submitted", {"form": "demo"})"#,
    ),
];
