//! What pages say where there is nothing yet, in both languages, and what each person is offered to do on them.

use std::collections::BTreeMap;

use expect_test::expect_file;

use super::everybody::house;
use crate::testing::House;

/// Every page that needs nothing to be there.
const PAGES: [&str; 31] = [
    "/",
    "/manager",
    "/content",
    "/content/ask",
    "/notices",
    "/queue",
    "/leads",
    "/board",
    "/accounts",
    "/search?q=nobody",
    "/agreement",
    "/agreement/history",
    "/agreement/new",
    "/agreement/draft",
    "/agreement/proposals",
    "/setup",
    "/setup/company",
    "/setup/teams",
    "/setup/users",
    "/setup/keys",
    "/setup/audit",
    "/setup/calendars",
    "/setup/import",
    "/setup/sources",
    "/setup/sources/held",
    "/setup/forms",
    "/setup/forms/new",
    "/profile",
    "/personas",
    "/leads/lead_9",
    "/accounts/account_9",
];

/// What every page says to the administrator and to a rep who read this language, before an agreement and under one under
/// which nothing has happened.
fn empty(language: &str) -> String {
    let mut text = String::new();
    for (state, mut house) in [("before any agreement", House::demo()), ("under an agreement", House::working())] {
        house.figures_if_any();
        for handle in ["ada.admin", "jonas.weber"] {
            house.come_in_as(handle);
            let profile =
                [("name", handle), ("language", language), ("timezone", "Europe/Berlin"), ("theme", "system")];
            house.post("/profile", &profile).is(303);
            // What the agreement itself says is held elsewhere, word for word.
            for path in PAGES.iter().filter(|path| **path != "/agreement" || state.starts_with("before")) {
                let answer = house.get(path);
                let said = match answer.status() {
                    200 => said(&answer.said()),
                    303 => format!("goes to {}\n", answer.location()),
                    status => format!("{status}\n"),
                };
                text += &format!("== {path}, {state}, {handle}\n{said}\n");
            }
        }
    }
    text
}

/// Without the first line and the last, which stand on every page.
fn said(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let own = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    own.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_page_says_what_it_is_for_while_there_is_nothing() {
    expect_file!["empty.en.txt"].assert_eq(&empty("en"));
}

#[test]
fn it_says_so_in_korean_and_leaves_no_english_sentence() {
    let text = empty("ko");
    expect_file!["empty.ko.txt"].assert_eq(&text);
    // Five words of small Latin letters in a row are a sentence that nobody translated.
    for line in text.lines().filter(|line| !line.starts_with("==")) {
        let words =
            line.split(' ').map(|word| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase()));
        let longest = words.fold((0, 0), |(run, most), is| if is { (run + 1, most.max(run + 1)) } else { (0, most) }).1;
        assert!(longest < 5, "not in Korean: {line}");
    }
}

/// The pages on which something can be done, with a lead, an account, keys and a form that are there.
fn offered(house: &mut House) -> BTreeMap<String, Vec<String>> {
    let there = ["/leads/lead_1", "/accounts/account_1", "/setup/users/1", "/promises/sla.sales.touch", "/manager"];
    let pages = PAGES.iter().chain(&there);
    let acts = pages.map(|path| ((*path).to_owned(), house.get(path).acts()));
    acts.filter(|(_, acts)| !acts.is_empty()).collect()
}

/// Whatever a page offers somebody, their permit lets them do: nobody presses a button to be told that they may not.
#[test]
fn nobody_is_offered_what_they_may_not_do() {
    let mut text = String::new();
    let people = ["rita.reader", "jonas.weber", "max.market", "renate.meyer", "mia.manager", "kwame.osei", "ada.admin"];
    for handle in people {
        let house = house();
        let mut browser = house.other_browser();
        browser.come_in_as(handle);
        for (path, acts) in offered(&mut browser) {
            text += &format!("{handle} | {path} | {}\n", acts.join(" "));
            // Leaving ends the session, and a persona is another person.
            for act in acts.iter().filter(|act| *act != "/log-out" && !act.starts_with("/personas")) {
                let answer = browser.post(act, &[]);
                let is_fine = matches!(answer.status(), 200 | 303 | 400 | 409 | 422);
                assert!(is_fine, "{handle} on {path}: {act} answers {}\n{}", answer.status(), answer.text);
            }
        }
    }
    expect_file!["offered.txt"].assert_eq(&text);
}
