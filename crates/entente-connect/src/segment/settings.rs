//! The two tiny documents that browser SDKs ask for before they send anything.

use serde_json::json;

/// What `@segment/analytics-next` asks for at `/v1/projects/KEY/settings`: send to us, load nothing else.
#[must_use]
pub fn of_segment(write_key: &str) -> String {
    let enabled = json!({ "enabled": true, "integrations": {} });
    json!({
        "integrations": { "Segment.io": {
            "apiKey": write_key,
            "unbundledIntegrations": [],
            "addBundledMetadata": true,
            "maybeBundledConfigIds": {},
            "versionSettings": { "version": "4.4.7", "componentTypes": ["browser"] },
        } },
        "plan": {
            "track": { "__default": enabled },
            "identify": { "__default": { "enabled": true } },
            "group": { "__default": { "enabled": true } },
        },
        "edgeFunction": {},
        "analyticsNextEnabled": true,
        "middlewareSettings": {},
        "enabledMiddleware": {},
        "metrics": { "sampleRate": 0 },
        "legacyVideoPluginsEnabled": false,
        "remotePlugins": [],
    })
    .to_string()
}

/// What `@rudderstack/analytics-js` asks for at `/sourceConfig/`: the source is on and has no destinations of its own.
#[must_use]
pub fn of_rudder(write_key: &str, source: i64, name: &str) -> String {
    json!({
        "source": {
            "id": format!("src{source}"),
            "name": name,
            "writeKey": write_key,
            "enabled": true,
            "workspaceId": "entente",
            "connections": [],
            "destinations": [],
            "config": { "statsCollection": { "errors": { "enabled": false }, "metrics": { "enabled": false } } },
            "dataplanes": {},
        },
        "consentManagementMetadata": { "providers": [] },
    })
    .to_string()
}
