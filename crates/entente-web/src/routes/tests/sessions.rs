//! How sessions begin, what their cookies are like, and everything that ends them: time, log-out, a new password, being
//! shut out; and that what is no session is nobody's.

use axum::body::Body;
use axum::http::Request;
use entente_core::time::Span;
use entente_desk::people::IDLE_MAX;

use crate::testing::House;

const SECRET: &str = "a long enough secret";

/// A browser in which the administrator logged in with their password.
fn logged_in(house: &House) -> House {
    let mut browser = house.other_browser();
    let form = [("mail", "ada.admin@halden.example"), ("password", SECRET), ("next", "/profile")];
    browser.post("/log-in", &form).goes_to("/profile");
    browser
}

/// What a request with this cookie meets at a page that only those who are in may see.
fn with_cookie(house: &House, cookie: &str) -> u16 {
    let mut browser = house.other_browser();
    let request = Request::get("/profile").body(Body::empty()).unwrap();
    browser.send_with_cookie(request, cookie).status()
}

#[test]
fn a_session_is_a_new_token_that_scripts_and_other_sites_do_not_get() {
    let house = House::demo();
    let mut browser = house.other_browser();
    let before = browser.token();
    let form = [("mail", "ada.admin@halden.example"), ("password", SECRET)];
    let answer = browser.post("/log-in", &form);
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.starts_with("entente_session="), "{cookie}");
    for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age="] {
        assert!(cookie.contains(part), "{part} is missing from {cookie}");
    }
    assert_ne!(browser.token(), before, "forms of before the log-in are none of the session's");
    browser.post_as_is("/profile", &format!("name=Mallory&csrf={before}")).is(403);
    let again = logged_in(&house).token();
    assert_ne!(again, browser.token(), "each log-in has its own");
}

#[test]
fn what_is_no_session_is_nobodys() {
    let house = House::demo();
    let mut browser = logged_in(&house);
    let real = browser.session();
    assert_eq!(with_cookie(&house, &format!("entente_session={real}")), 200);
    let flipped = real.replacen(|letter: char| letter != '0', "0", 1);
    let forged = [
        String::new(),
        "entente_session=".to_owned(),
        "entente_session=0".to_owned(),
        format!("entente_session={}", "0".repeat(64)),
        format!("entente_session={flipped}"),
        format!("entente_session={}", real.to_uppercase()),
        format!("entente_session={real}0"),
        format!("entente_session={}", &real[..63]),
        format!("entente_session=\"{real}"),
        format!("entente_session={}", "z".repeat(64)),
        format!("entente_forms={real}"),
        "entente_session='; drop table session; --".to_owned(),
        "=;=;;entente_session".to_owned(),
    ];
    for cookie in forged {
        assert_eq!(with_cookie(&house, &cookie), 303, "'{cookie}'");
    }
    browser.get("/profile").is(200);
}

#[test]
fn a_session_ends_when_it_rests_too_long_and_goes_on_while_it_is_used() {
    let house = House::demo();
    let (mut used, mut rests) = (logged_in(&house), logged_in(&house));
    for _ in 0..4 {
        house.set_now(house.now() + Span::DAY.times(5));
        used.get("/profile").is(200);
    }
    assert!(Span::DAY.times(20) > IDLE_MAX);
    rests.get("/profile").goes_to("/log-in?next=/profile");
    rests.post("/profile", &[("name", "Late")]).is(303);
    used.get("/profile").is(200).hides("Late");
}

#[test]
fn a_log_out_ends_this_browser_s_session_and_no_other() {
    let house = House::demo();
    let (mut one, mut other) = (logged_in(&house), logged_in(&house));
    let token = one.session();
    one.post("/log-out", &[]).goes_to("/log-in");
    one.get("/profile").goes_to("/log-in?next=/profile");
    assert_eq!(with_cookie(&house, &format!("entente_session={token}")), 303, "a kept cookie is of no use");
    other.get("/profile").is(200);
}

#[test]
fn a_new_password_ends_all_other_sessions() {
    let house = House::demo();
    let (mut one, mut other) = (logged_in(&house), logged_in(&house));
    let wrong = [("present", "guess"), ("password", "another long secret")];
    one.post("/profile/password", &wrong).is(422);
    other.get("/profile").is(200);
    let right = [("present", SECRET), ("password", "another long secret")];
    one.post("/profile/password", &right).is(303);
    one.get("/profile").is(200);
    other.get("/profile").goes_to("/log-in?next=/profile");
    let mut late = house.other_browser();
    late.post("/log-in", &[("mail", "ada.admin@halden.example"), ("password", SECRET)]).is(422);
}

#[test]
fn roles_are_asked_at_every_request() {
    let house = House::demo();
    let (mut admin, mut rep) = (logged_in(&house), house.other_browser());
    rep.come_in_as("jonas.weber");
    rep.get("/queue").is(200);
    let users = admin.get("/setup/users").text;
    let at = users.find("Jonas Weber").unwrap();
    let id: String =
        users[..at].rsplit("/setup/users/").next().unwrap().chars().take_while(char::is_ascii_digit).collect();
    let mut form = vec![
        ("name", "Jonas Weber"),
        ("mail", "jonas.weber@halden.example"),
        ("handle", "jonas.weber"),
        ("role", "reader"),
        ("party", "sales"),
        ("active", "on"),
    ];
    admin.post(&format!("/setup/users/{id}"), &form).is(303);
    rep.get("/queue").is(403);
    rep.get("/profile").is(200);
    form.retain(|(name, _)| *name != "active");
    admin.post(&format!("/setup/users/{id}"), &form).is(303);
    rep.get("/profile").goes_to("/log-in?next=/profile");
}
