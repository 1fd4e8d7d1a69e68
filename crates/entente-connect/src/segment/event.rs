//! What happened, with flat properties: what the sender told, where it was, and which campaign brought the visitor.

use std::collections::BTreeMap;

use entente_core::fact::{Value, What};

use super::item::{Call, Item};
use super::text::Text;
use super::time::Times;

/// What clicks on paid places carry in the address, so that they can be told to the place again.
const CLICKS: [&str; 9] = ["gclid", "gbraid", "wbraid", "dclid", "msclkid", "fbclid", "li_fat_id", "ttclid", "twclid"];
/// What campaigns put into the address, and how SDKs call the same in the context.
const CAMPAIGN: [(&str, &str); 6] = [
    ("utm_source", "source"),
    ("utm_medium", "medium"),
    ("utm_campaign", "name"),
    ("utm_term", "term"),
    ("utm_content", "content"),
    ("utm_id", "id"),
];
/// What browser SDKs add of the page beside what we take of it ourselves.
const OF_THE_PAGE: [&str; 9] = [
    "url",
    "search",
    "referrer",
    "path",
    "title",
    "tab_url",
    "referring_domain",
    "initial_referrer",
    "initial_referring_domain",
];

/// The event's name: the sender's own for `track`, ours for pages and screens.
pub(super) fn name<'a>(item: &'a Item<'_>) -> Option<&'a str> {
    match item.call {
        Call::Page => Some("Page Viewed"),
        Call::Screen => Some("Screen Viewed"),
        _ => item.told.event.said(),
    }
}

/// Its properties. `is_bare`: nothing of the page, the browser or the campaign.
pub(super) fn properties(item: &Item<'_>, times: &Times, is_bare: bool) -> BTreeMap<String, Value> {
    let is_page = matches!(item.call, Call::Page | Call::Screen);
    let told = item.told.properties.values.iter();
    let own = told.filter(|(name, value)| **value != Value::Null && !(is_page && OF_THE_PAGE.contains(&name.as_str())));
    let mut all: BTreeMap<String, Value> = own.map(|(name, value)| (name.clone(), value.clone())).collect();
    if is_page {
        put(&mut all, "name", item.told.name.said());
        put(&mut all, "category", item.told.category.said());
    }
    if !is_bare {
        whereabouts(&mut all, item, is_page);
    }
    for (name, at) in [("told_at", times.told), ("sent_at", times.sent)] {
        if let Some(at) = at {
            let millis = at.as_micros().div_euclid(1_000).checked_mul(1_000_000);
            let number = millis.map(entente_core::number::Decimal::from_millionths);
            all.extend(number.map(|number| (name.to_owned(), Value::Number(number))));
        }
    }
    all
}

/// Page, referrer and campaign. The rest of an address is left out but for `search`: it often holds secrets of others.
fn whereabouts(all: &mut BTreeMap<String, Value>, item: &Item<'_>, is_page: bool) {
    let (properties, page) = (&item.told.properties, &item.told.context.0.page.0);
    let told = |name: &str, other: &Text<'_>| {
        let own = if is_page { properties.text(name) } else { None };
        own.or_else(|| other.said().map(str::to_owned))
    };
    let url = told("url", &page.url).unwrap_or_default();
    let (address, query) = parted(&url);
    let path = told("path", &page.path).or_else(|| path_of(address));
    put(all, "path", path.as_deref());
    let search = told("search", &page.search).unwrap_or_default();
    let query = if query.is_empty() { search.trim_start_matches('?') } else { query };
    let pairs = pairs(query);
    if is_page {
        put(all, "url", Some(address));
        put(all, "title", told("title", &page.title).as_deref());
        let is_ours = |name: &str| CLICKS.contains(&name) || CAMPAIGN.iter().any(|(utm, _)| *utm == name);
        let rest: Vec<&str> = query.split('&').filter(|pair| !is_ours(pair.split('=').next().unwrap_or(""))).collect();
        put(all, "search", Some(&rest.join("&")));
    }
    let referrer = told("referrer", &page.referrer).filter(|referrer| referrer != "$direct");
    put(all, "referrer", referrer.as_deref().map(|referrer| parted(referrer).0));
    let in_query = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
    for (utm, name) in CAMPAIGN {
        put(all, utm, in_query(utm).or_else(|| item.told.context.0.campaign.text(name)).as_deref());
    }
    for click in CLICKS {
        put(all, click, in_query(click).as_deref());
    }
}

/// Places whose clicks carry an id, by that id.
const PLACES: [(&str, &str); 9] = [
    ("gclid", "google"),
    ("gbraid", "google"),
    ("wbraid", "google"),
    ("dclid", "google"),
    ("msclkid", "microsoft"),
    ("fbclid", "facebook"),
    ("li_fat_id", "linkedin"),
    ("ttclid", "tiktok"),
    ("twclid", "twitter"),
];

/// Where somebody came from whom this is the first to tell of: the campaign's source, else the place that was paid for
/// the click, else the host that referred them, where it is another than the page's own.
#[must_use]
pub fn came_by(first: &What) -> Option<String> {
    let What::Happened { properties, .. } = first else { return None };
    let text = |name: &str| match properties.get(name)? {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    };
    let host =
        |url: &str| Some(url.split_once("://")?.1.split(['/', ':']).next()?.trim_start_matches("www.").to_owned());
    let paid = || PLACES.iter().find(|(click, _)| text(click).is_some()).map(|(_, place)| (*place).to_owned());
    let own = text("url").and_then(host);
    let referrer = || text("referrer").and_then(host).filter(|host| !host.is_empty() && Some(host) != own.as_ref());
    text("utm_source").map(str::to_owned).or_else(paid).or_else(referrer).filter(|source| source.len() <= 200)
}

/// Adds text under a name that is free.
fn put(all: &mut BTreeMap<String, Value>, name: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        all.entry(name.to_owned()).or_insert_with(|| Value::Text(text.to_owned()));
    }
}

/// An address without its query and fragment, and the query.
fn parted(url: &str) -> (&str, &str) {
    let url = url.split('#').next().unwrap_or_default();
    url.split_once('?').unwrap_or((url, ""))
}

fn path_of(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    Some(rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned()))
}

/// Names and values of a query, decoded.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts.map(|part| part.split_once('=').unwrap_or((part, ""))).map(|(a, b)| (decoded(a), decoded(b))).collect()
}

/// Text of a query: `+` is a space and `%41` a byte; what is no UTF-8 is replaced.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let hex = |at: usize| bytes.get(at).and_then(|byte| (*byte as char).to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match (byte, hex(at), hex(at + 1)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) => out.push(b' '),
            _ => out.push(*byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
