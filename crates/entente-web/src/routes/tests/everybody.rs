//! Every address, asked for by everybody: what each answers to whom, and what every answer and every page has.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use expect_test::{expect, expect_file};

use crate::testing::{Answer, House};

/// One of each role and party, and somebody who is not in.
const EVERYBODY: [&str; 8] =
    ["", "rita.reader", "jonas.weber", "max.market", "renate.meyer", "mia.manager", "kwame.osei", "ada.admin"];

/// A house with a lead, an account, a form, keys of both kinds, and figures.
pub(super) fn house() -> House {
    let mut house = House::working();
    house.lead("Ines Kessler", "ines@kessler.example");
    house.figures();
    house.come_in_as("ada.admin");
    house.post("/setup/keys", &[("name", "Shop"), ("facts:write", "on")]);
    house.post("/setup/sources", &[("name", "Site")]);
    house
}

/// An address with something that is there in the place of each name.
fn filled(path: &str) -> String {
    let known = [
        ("{clause}", "sla.sales.touch"),
        ("{figure}", "handed_off"),
        ("{lead}", "lead_1"),
        ("{act}", "accept"),
        ("{account}", "account_1"),
        ("{step}", "1"),
        ("{number}", "1"),
        ("{key}", "nobody"),
        ("{token}", "0000"),
        ("{id}", "1"),
    ];
    let path = known.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value));
    match path.as_str() {
        "/assets/{name}" => "/assets/entente.css".to_owned(),
        "/agreement/files/{name}" => "/agreement/files/agreement.yaml".to_owned(),
        "/agreement/clauses/1" => "/agreement/clauses/sla.sales.touch".to_owned(),
        other => other.replace("{name}", "demo"),
    }
}

fn in_as(house: &House, handle: &str) -> House {
    let mut browser = house.other_browser();
    if !handle.is_empty() {
        browser.come_in_as(handle);
    }
    browser
}

/// What holds of every answer, whatever it says.
#[track_caller]
fn has_its_headers(answer: &Answer, path: &str) {
    answer.has("x-content-type-options", "nosniff");
    let is_public = path.starts_with("/f/") || path == "/t.js";
    let is_told = path.starts_with("/v1/") || path.starts_with("/pixel/") || path.starts_with("/sourceConfig");
    if !is_public {
        answer.has("content-security-policy", "default-src 'none'").has("referrer-policy", "same-origin");
        answer.has("permissions-policy", "camera=()");
    }
    if !is_public && !is_told && !path.starts_with("/assets/") && path != "/health" {
        answer.has("cache-control", "no-store");
    }
    assert_ne!(answer.status(), 500, "{path} failed:\n{}", answer.text);
}

#[test]
fn every_address_answers_everybody_as_its_permit_says() {
    let house = house();
    let mut browsers: Vec<House> = EVERYBODY.iter().map(|handle| in_as(&house, handle)).collect();
    let mut text = format!("{:<52}", "");
    for handle in EVERYBODY {
        write!(text, " {:>7}", handle.split('.').next().filter(|name| !name.is_empty()).unwrap_or("nobody")).unwrap();
    }
    text.push('\n');
    for route in super::super::routes().into_iter().filter(|route| route.method == "GET") {
        // An endless answer is tried in a browser.
        if route.path == "/events" {
            continue;
        }
        let path = filled(route.path);
        write!(text, "{:<52}", format!("{} {path}", route.permits()[0])).unwrap();
        for browser in &mut browsers {
            let answer = browser.get(&path);
            has_its_headers(&answer, &path);
            write!(text, " {:>7}", answer.status()).unwrap();
        }
        text.push('\n');
    }
    expect_file!["everybody.txt"].assert_eq(&text);
}

#[test]
fn a_form_without_its_token_changes_nothing_whoever_sends_it() {
    let house = house();
    let mut answers: BTreeMap<(String, u16), u32> = BTreeMap::new();
    for handle in EVERYBODY {
        let mut browser = in_as(&house, handle);
        let mut other = in_as(&house, "ada.admin");
        let another = other.token();
        for route in super::super::routes().into_iter().filter(|route| route.method == "POST") {
            let permit = *route.permits().first().unwrap();
            if matches!(permit, "Sender" | "Program") || route.path.starts_with("/f/") {
                continue;
            }
            let path = filled(route.path);
            let before = house.desk.version();
            // None, one that is none, and that of somebody else's pages.
            for body in ["", "csrf=", "csrf=0000", &format!("csrf={another}"), "name=x&mail=y"] {
                let answer = browser.post_as_is(&path, body);
                has_its_headers(&answer, &path);
                let is_refused = matches!(answer.status(), 303 | 400 | 403 | 404 | 415);
                assert!(is_refused, "{handle} {path} '{body}': {}\n{}", answer.status(), answer.text);
                *answers.entry((permit.to_owned(), answer.status())).or_default() += 1;
            }
            assert_eq!(house.desk.version(), before, "{handle} {path} wrote something");
        }
    }
    let rows = answers.into_iter().map(|((permit, status), times)| format!("{permit} {status}: {times}\n"));
    expect![[r#"
        Administrator 303: 120
        Administrator 400: 10
        Administrator 403: 830
        Drafter 303: 40
        Drafter 403: 280
        Open 403: 160
        Reader 303: 20
        Reader 403: 140
        Seller 303: 15
        Seller 403: 105
        Worker 303: 45
        Worker 403: 315
    "#]]
    .assert_eq(&rows.collect::<String>());
}
