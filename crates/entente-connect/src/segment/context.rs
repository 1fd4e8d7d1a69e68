//! What an SDK says of where an event happened: page, campaign, browser, and what the visitor agreed to.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::flat::Flat;
use super::lenient::{Flag, Lenient};
use super::text::Text;

/// The context of an item.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Context<'a> {
    #[serde(borrow)]
    pub(super) library: Lenient<Library<'a>>,
    pub(super) campaign: Flat,
    #[serde(borrow)]
    pub(super) page: Lenient<Page<'a>>,
    #[serde(borrow)]
    pub(super) user_agent: Text<'a>,
    pub(super) traits: Flat,
    pub(super) consent: Lenient<Preferences>,
    #[serde(borrow)]
    pub(super) consent_management: Lenient<Management<'a>>,
    pub(super) global_privacy_control: Flag,
    pub(super) gpc: Flag,
}

/// The SDK.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Library<'a> {
    #[serde(borrow)]
    pub(super) name: Text<'a>,
}

/// The page on which it happened.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Page<'a> {
    #[serde(borrow)]
    pub(super) path: Text<'a>,
    #[serde(borrow)]
    pub(super) url: Text<'a>,
    #[serde(borrow)]
    pub(super) title: Text<'a>,
    #[serde(borrow)]
    pub(super) referrer: Text<'a>,
    #[serde(borrow)]
    pub(super) search: Text<'a>,
}

/// Consent as Segment's SDKs tell it: yes or no for each category.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Preferences {
    pub(super) category_preferences: Lenient<BTreeMap<String, Flag>>,
}

/// Consent as RudderStack's SDKs tell it: the categories that were denied.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Management<'a> {
    #[serde(borrow)]
    pub(super) denied_consent_ids: Words<'a>,
    #[serde(borrow)]
    pub(super) allowed_consent_ids: Words<'a>,
}

/// A list of words.
pub(super) type Words<'a> = Vec<Text<'a>>;
