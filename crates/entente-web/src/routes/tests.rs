//! The house as a router: every route with its permit, and the way in and out of it.

mod crawl;
mod everybody;
mod files;
mod refused;
mod sessions;
mod shown;

use expect_test::expect_file;

use crate::testing::House;

#[test]
fn every_route_says_whom_it_admits_and_every_form_is_checked() {
    for route in super::routes() {
        let at = format!("{} {}", route.method, route.path);
        assert_eq!(route.permits().len(), 1, "{at} has {:?}: a handler takes exactly one permit", route.permits());
        assert!(route.method == "GET" || route.is_checked(), "{at} does not check where its form comes from");
    }
}

#[test]
fn every_route_with_its_permit() {
    let lines = super::routes()
        .into_iter()
        .map(|route| format!("{:<4} {:<40} {}\n", route.method, route.path, route.permits().first().unwrap_or(&"-")));
    expect_file!["permits.txt"].assert_eq(&lines.collect::<String>());
}

#[test]
fn the_first_visit_sets_the_workspace_up_and_lets_its_administrator_in() {
    let mut house = House::empty();
    house.get("/profile").goes_to("/welcome");
    let refused = house.post("/welcome", &[("company", ""), ("name", "Ann"), ("mail", "x"), ("password", "short")]);
    refused.is(422).shows("Something must stand here.").shows("value=\"Ann\"");
    let form = [
        ("company", "Tidewater"),
        ("name", "Ann Lee"),
        ("mail", "ann@tidewater.example"),
        ("password", "a long enough secret"),
        ("party", "sales"),
        ("language", "en"),
        ("timezone", "Europe/London"),
    ];
    house.post("/welcome", &form).goes_to("/");
    house.get("/profile").is(200).shows("Ann Lee").shows("Administrator");
    house.get("/welcome").goes_to("/");
    house.post("/log-out", &[]).goes_to("/log-in");
    house.get("/profile").goes_to("/log-in?next=/profile");
    let wrong = [("mail", "ann@tidewater.example"), ("password", "not the right one")];
    house.post("/log-in", &wrong).is(422).shows("do not belong together").shows("value=\"ann@tidewater.example\"");
    let right = [("mail", "ann@tidewater.example"), ("password", "a long enough secret"), ("next", "/profile")];
    house.post("/log-in", &right).goes_to("/profile");
}

#[test]
fn log_ins_that_fail_too_often_must_wait() {
    let mut house = House::demo();
    let form = [("mail", "renate.meyer@halden.example"), ("password", "guess")];
    for _ in 0..5 {
        house.post("/log-in", &form).is(422);
    }
    house.post("/log-in", &form).is(429).shows("Wait 5 minutes");
}

#[test]
fn a_form_that_is_not_ours_changes_nothing() {
    let mut house = House::demo();
    house.come_in_as("jonas.weber");
    house.post_as_is("/profile", "name=Mallory&csrf=0000").is(403).shows("This form has grown old");
    house.post_as_is("/profile", "name=Mallory").is(403);
    house.get("/profile").shows("Jonas Weber");
}

#[test]
fn a_profile_is_ones_own_and_its_language_is_the_pages() {
    let mut house = House::demo();
    house.come_in_as("jonas.weber");
    house.get("/profile").shows("Your profile");
    let form = [("name", "Jonas W."), ("language", "ko"), ("timezone", "Asia/Seoul"), ("theme", "dark")];
    house.post("/profile", &form).goes_to("/profile?done=1");
    house.get("/profile?done=1").shows("내 프로필").shows("data-theme=\"dark\"").shows("저장했습니다");
    let wrong = [("name", ""), ("language", "ko"), ("timezone", "Mars/Olympus"), ("theme", "dark")];
    house.post("/profile", &wrong).is(422).shows("내용을 입력해 주십시오").shows("Mars/Olympus");
}

#[test]
fn what_is_not_there_has_a_page_and_answers_carry_their_headers() {
    let mut house = House::demo();
    house.get("/nowhere").is(404).shows("Nothing is here").has("content-security-policy", "default-src 'none'");
    house.get("/log-out").is(404).shows("Nothing is here");
    house.get("/health").is(200).has("x-content-type-options", "nosniff");
    house.get("/log-in").goes_to("/personas");
    let mut other = House::empty();
    other.get("/personas").is(404);
}

#[test]
fn whom_one_can_be_is_told_in_words() {
    let mut house = House::demo();
    house.get("/personas").is(200).shows("reads English · Berlin time").shows("reads Korean · Berlin time");
    house.get("/personas").hides("Europe/Berlin");
    let page = crate::page::Page::of_nobody(entente_core::lang::Lang::Ko);
    let zones = ["Europe/Berlin", "America/New_York", "UTC", "Africa/Porto-Novo"].map(|zone| page.zone_name(zone));
    assert_eq!(zones, ["베를린 시간", "뉴욕 시간", "협정 세계시(UTC)", "Porto-Novo 시간"]);
}

#[test]
fn only_paths_of_ours_are_come_back_to() {
    for (next, is_ours) in
        [("/leads?x=1", true), ("//evil.example", false), ("https://evil.example", false), ("/\\evil", false)]
    {
        assert_eq!(crate::pages::ours(next) == next, is_ours, "{next}");
    }
}
