//! Whether a visitor asked not to be tracked. That is another thing than asking not to be written to.

use super::Arrival;
use super::item::Item;

/// Categories, as consent banners call them, without which behaviour is not ours to keep. In lower case.
const MEASURING: [&str; 12] = [
    "analytics",
    "analytical",
    "statistics",
    "statistical",
    "measurement",
    "performance",
    "tracking",
    "marketing",
    "c0002", // OneTrust: performance
    "c0004", // OneTrust: targeting
    "functional_analytics",
    "analytics_storage", // Google's consent mode
];

/// Whether the browser's signal or the visitor's choice in a banner keeps us from keeping what they do.
///
/// A category that measures and is denied is enough. Where a banner's categories are all of other names, it is one that
/// denies every one of them. Nothing said is no denial: whether to ask first is for the site to keep.
pub(super) fn is_denied(item: &Item<'_>, arrival: &Arrival) -> bool {
    let context = &item.told.context.0;
    if arrival.gpc || context.gpc.0 || context.global_privacy_control.0 {
        return true;
    }
    let segment = context.consent.0.category_preferences.0.iter().map(|(name, given)| (name.as_str(), given.0));
    let management = &context.consent_management.0;
    let denied = management.denied_consent_ids.iter().filter_map(|word| Some((word.said()?, false)));
    let allowed = management.allowed_consent_ids.iter().filter_map(|word| Some((word.said()?, true)));
    let choices: Vec<(&str, bool)> = segment.chain(denied).chain(allowed).collect();
    let measures = |name: &str| MEASURING.contains(&name.to_lowercase().as_str());
    let is_all_denied = !choices.is_empty() && choices.iter().all(|(_, given)| !given);
    is_all_denied || choices.iter().any(|(name, given)| !given && measures(name))
}
