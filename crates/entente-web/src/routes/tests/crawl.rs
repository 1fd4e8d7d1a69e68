//! Somebody who follows every link of every page they are shown meets no dead end, no refusal and no fault, and each
//! page works without scripts: forms go somewhere, carry their token and have a button; nothing on it is run inline.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::testing::House;

/// More pages than this are more of the same.
const PAGES_MAX: usize = 220;

/// The values of an attribute in a page's markup, each with the tag that has it.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("<{name}");
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(&start) {
        let tag = &rest[at..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        if tag[start.len()..].starts_with([' ', '>', '\n', '/']) {
            found.push(&tag[..end]);
        }
        rest = &tag[start.len()..];
    }
    found
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

fn plain(address: &str) -> String {
    address.replace("&amp;", "&").replace("&#38;", "&")
}

/// Links of a page that lead into the house.
fn links(html: &str) -> BTreeSet<String> {
    let hrefs = tags(html, "a").into_iter().filter_map(|tag| attribute(tag, "href"));
    let ours = hrefs.filter(|href| href.starts_with('/') && !href.starts_with("//"));
    ours.map(|href| plain(href.split('#').next().unwrap_or_default())).collect()
}

/// What is wrong with a page whatever it says.
fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut say = |what: &str, tag: &str| faults.push(format!("{what}: {}", tag.chars().take(120).collect::<String>()));
    let head = tags(html, "html").first().copied().unwrap_or_default();
    if !matches!(attribute(head, "lang"), Some("en" | "ko")) {
        say("no language", head);
    }
    if tags(html, "title").is_empty() || html.contains("<title></title>") {
        say("no title", "");
    }
    if tags(html, "main").len() != 1 || tags(html, "h1").len() != 1 {
        say("not one main part and one heading", "");
    }
    for tag in tags(html, "script") {
        let is_data = attribute(tag, "type").is_some_and(|kind| kind.contains("json"));
        if attribute(tag, "src").is_none() && !is_data {
            say("a script inline", tag);
        }
    }
    if !tags(html, "style").is_empty() {
        say("style inline", "<style>");
    }
    for (at, _) in html.match_indices('<') {
        let tag = &html[at..html[at..].find('>').map_or(html.len(), |end| at + end)];
        if [" onclick=", " onchange=", " onsubmit=", " onload=", " style="].iter().any(|name| tag.contains(name)) {
            say("run or styled inline", tag);
        }
        if tag.starts_with("<a ") && attribute(tag, "href").is_some_and(|href| href.starts_with("javascript:")) {
            say("a script as an address", tag);
        }
    }
    let mut ids: BTreeMap<&str, u32> = BTreeMap::new();
    for (at, _) in html.match_indices(" id=\"") {
        let value = html[at + 5..].split('"').next().unwrap_or_default();
        *ids.entry(value).or_default() += 1;
    }
    for (id, _) in ids.into_iter().filter(|(_, times)| *times > 1) {
        say("an id twice", id);
    }
    for form in html.split("<form").skip(1) {
        let form = form.split("</form>").next().unwrap_or_default();
        let tag = form.split('>').next().unwrap_or_default();
        if tag.contains("method=\"post\"") && !form.contains("name=\"csrf\"") {
            say("a form without its token", tag);
        }
        if !form.contains("<button") && !form.contains("type=\"submit\"") {
            say("a form without a button", tag);
        }
    }
    faults
}

/// Follows every link from the first page; answers what was met that should not be.
fn follow(house: &mut House, met: &mut BTreeMap<String, BTreeSet<String>>) -> usize {
    let (mut seen, mut next) = (BTreeSet::from(["/".to_owned()]), VecDeque::from([("/".to_owned(), "-".to_owned())]));
    let mut pages = 0;
    while let Some((path, from)) = next.pop_front() {
        if pages >= PAGES_MAX {
            break;
        }
        pages += 1;
        let answer = house.get(&path);
        let mut say = |what: String| {
            met.entry(what).or_default().insert(path.clone());
        };
        if !matches!(answer.status(), 200 | 303) {
            say(format!("{} from {from}", answer.status()));
        }
        if answer.status() == 303 {
            let to = answer.location();
            if seen.insert(to.clone()) {
                next.push_back((to, path.clone()));
            }
            continue;
        }
        if !answer.text.trim_start().to_lowercase().starts_with("<!doctype html") {
            continue;
        }
        faults(&answer.text).into_iter().for_each(&mut say);
        for link in links(&answer.text) {
            // What only filters a list further is the same page again.
            let kind = link.split('?').next().unwrap_or_default().to_owned();
            let alike = seen.iter().filter(|seen| seen.split('?').next() == Some(kind.as_str())).count();
            if alike < 3 && link != "/events" && seen.insert(link.clone()) {
                next.push_back((link, path.clone()));
            }
        }
    }
    pages
}

#[test]
fn no_link_leads_nowhere_whoever_follows_it() {
    let house = super::everybody::house();
    let mut met: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut pages = 0;
    for handle in
        ["", "rita.reader", "jonas.weber", "yuna.choi", "max.market", "renate.meyer", "mia.manager", "ada.admin"]
    {
        let mut browser = house.other_browser();
        if !handle.is_empty() {
            browser.come_in_as(handle);
        }
        let mut own = BTreeMap::new();
        pages += follow(&mut browser, &mut own);
        met.extend(own.into_iter().map(|(what, paths)| (format!("{handle}: {what}"), paths)));
    }
    let rows = met
        .iter()
        .map(|(what, paths)| format!("{what}\n    {}\n", paths.iter().take(3).cloned().collect::<Vec<_>>().join(" ")));
    let text: String = rows.collect();
    assert!(text.is_empty(), "{text}");
    assert!(pages > 250, "only {pages} pages");
}
