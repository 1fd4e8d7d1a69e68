//! Forms as visitors send them: without cookies and scripts, from pages of ours and of others, once, and by people.

use axum::body::Body;
use axum::http::Request;
use entente_core::id::Seq;
use entente_core::time::Span;
use entente_desk::forms::{self, Handed, Sender};
use entente_store::Entry;

use crate::testing::{Answer, House};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const SITE: (&str, &str) = ("origin", "https://halden.example");

/// A house with the form `demo`, made by its administrator.
fn with_form(more: &[(&str, &str)]) -> House {
    let mut house = House::working();
    house.come_in_as("ada.admin");
    let form = [
        ("name", "demo"),
        ("title", "See it work"),
        ("name-need", "required"),
        ("company-need", "optional"),
        ("employees-need", "optional"),
        ("country-need", "optional"),
        ("question-need", "optional"),
        ("question-en", "What would it carry?"),
        ("wording", "Halden may write to me."),
        ("active", "on"),
    ];
    let fields: Vec<_> = form.iter().chain(more).copied().collect();
    house.post("/setup/forms/new", &fields).goes_to("/setup/forms/demo");
    house
}

/// Sends a form as a visitor's browser does.
fn send(house: &House, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    let encoded = |text: &str| {
        text.bytes()
            .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
            .collect::<String>()
    };
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let mut request = Request::post("/f/demo").header("content-type", "application/x-www-form-urlencoded");
    if !headers.iter().any(|(name, _)| *name == "user-agent") {
        request = request.header("user-agent", FIREFOX);
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    house.other_browser().send(request.body(Body::from(body.join("&"))).unwrap())
}

/// The one-time token on a page.
fn token_of(page: &str) -> String {
    page.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// A token of a page that was open for a while.
fn token(house: &House) -> String {
    let token = token_of(&house.other_browser().get("/f/demo").text);
    house.set_now(house.now() + Span::SECOND.times(20));
    token
}

/// The facts of the log, in JSON.
fn facts(house: &House) -> String {
    let entries = house.desk.read(|store, _| Ok::<_, entente_desk::Error>(store.entries(Seq(0), 200)?)).unwrap();
    let told = entries.into_iter().filter_map(|(_, entry)| match entry {
        Entry::Fact(fact) => Some(serde_json::to_string(&fact).unwrap()),
        Entry::Decision(_) => None,
    });
    told.collect::<Vec<_>>().join("\n")
}

fn count(house: &House) -> u64 {
    house.desk.read(|store, _| Ok::<_, entente_desk::Error>(store.last_seq()?.0)).unwrap()
}

const INES: [(&str, &str); 2] = [("email", "Ines.Vogt@kessler.example"), ("name", "Ines Vogt")];

fn ines<'a>(token: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [("token", token)].into_iter().chain(INES).chain(more.iter().copied()).collect()
}

#[test]
fn a_form_has_a_page_of_its_own_without_cookies_and_scripts() {
    let house = with_form(&[("origins", "https://halden.example https://www.halden.example/")]);
    let mut visitor = house.other_browser();
    let page = visitor.get("/f/demo?utm_source=fair&utm_campaign=spring&visitor=stolen&other=x");
    page.is(200)
        .shows("See it work")
        .shows("What would it carry?")
        .shows("name=\"utm_source\" value=\"fair\"")
        .shows("Halden may write to me.")
        .hides("stolen")
        .hides("<script")
        .has("cache-control", "no-store")
        .has(
            "content-security-policy",
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' ; \
             frame-ancestors https://halden.example https://www.halden.example; base-uri 'none'",
        );
    assert!(!page.sets_cookies());
    let korean = Request::get("/f/demo").header("accept-language", "ko-KR,ko;q=0.9").body(Body::empty()).unwrap();
    visitor.send(korean).shows("이메일 주소").shows("보내기");
    visitor.get("/f/other").is(404).shows("Nothing is here");
    let answer = visitor.get("/f/demo/token");
    answer.is(200).has("content-type", "text/plain").has("access-control-allow-origin", "*");
}

#[test]
fn what_is_sent_becomes_facts_once_however_often_it_is_sent() {
    let house = with_form(&[]);
    let token = token(&house);
    let fields = ines(
        &token,
        &[
            ("company", "Kessler Fulfilment"),
            ("employees", "1,200"),
            ("country", "Deutschland"),
            ("question", "30 kg\r\nboxes"),
            ("utm_source", "fair"),
            ("page", "https://halden.example/demo?secret=1#x"),
            ("consent", "1"),
            ("unasked", "x"),
        ],
    );
    send(&house, &fields, &[]).goes_to("/f/demo/thanks");
    let told = facts(&house);
    for part in [
        r#""event":"Form Submitted""#,
        r#""form":"demo""#,
        r#""utm_source":"fair""#,
        r#""page":"https://halden.example/demo""#,
        r#""message":"30 kg\nboxes""#,
        r#""employees":1200"#,
        r#""country":"DE""#,
        r#""verified":false"#,
        r#""wording":"v1: Halden may write to me.""#,
        r#""evidence":"box of the form demo on https://halden.example/demo, sent 2026-03-02T09:00:20Z""#,
    ] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
    assert!(!told.contains("secret") && !told.contains("unasked"), "{told}");
    let before = count(&house);
    send(&house, &fields, &[]).goes_to("/f/demo/thanks");
    assert_eq!(count(&house), before, "sent again, it is there already");
    let mut visitor = house.other_browser();
    visitor.get("/f/demo/thanks").is(200).shows("Thank you").shows("We have received");
}

#[test]
fn what_a_browser_that_asks_for_privacy_sends_is_kept_without_whence() {
    let house = with_form(&[]);
    let token = token(&house);
    let more = [("utm_source", "fair"), ("page", "https://halden.example/demo"), ("visitor", "9f3c")];
    send(&house, &ines(&token, &more), &[("sec-gpc", "1")]).goes_to("/f/demo/thanks");
    let told = facts(&house);
    assert!(told.contains("Form Submitted"), "{told}");
    assert!(!told.contains("fair") && !told.contains("halden.example/demo"), "{told}");
    let holder = house.desk.read(|store, _| {
        let browser = entente_core::identity::IdentityKey::Anonymous("9f3c".to_owned());
        Ok::<_, entente_desk::Error>(store.find_lead(&browser)?)
    });
    assert_eq!(holder.unwrap(), None, "the browser is not known by it");
}

#[test]
fn what_is_wrong_is_said_field_by_field_and_can_be_sent_again() {
    let house = with_form(&[]);
    let token = token(&house);
    let wrong = [("token", token.as_str()), ("email", "ines at kessler"), ("name", " "), ("employees", "many")];
    let page = send(&house, &wrong, &[]);
    page.is(422)
        .shows("Nothing was sent yet")
        .shows("ask-email-wrong")
        .shows("ask-name-wrong")
        .shows("value=\"ines at kessler\"")
        .shows("Write a whole number");
    assert_eq!(token_of(&page.text), token, "nothing was taken: the token is still good");
    assert_eq!(count(&house), 0);
    send(&house, &ines(&token, &[]), &[]).goes_to("/f/demo/thanks");
}

#[test]
fn a_form_of_a_page_without_a_token_is_looked_over_first() {
    let house = with_form(&[]);
    let page = send(&house, &ines("", &[("utm_source", "fair")]), &[SITE, ("referer", "https://halden.example/")]);
    page.is(200).shows("please look it over").shows("value=\"Ines Vogt\"").shows("value=\"fair\"");
    assert_eq!(count(&house), 0, "nothing yet");
    let token = token_of(&page.text);
    send(&house, &ines(&token, &[]), &[]).goes_to("/f/demo/thanks");
    let old = token_of(&house.other_browser().get("/f/demo").text);
    house.set_now(house.now() + Span::DAY.times(2));
    send(&house, &ines(&old, &[]), &[]).is(200).shows("please look it over");
}

#[test]
fn what_looks_like_no_persons_is_held_and_released() {
    let mut house = with_form(&[("origins", "https://halden.example")]);
    let fresh = token_of(&house.other_browser().get("/f/demo").text);
    send(&house, &ines(&fresh, &[]), &[]).goes_to("/f/demo/thanks");
    let t = token(&house);
    send(&house, &ines(&t, &[("fax", "1")]), &[]).goes_to("/f/demo/thanks");
    let t = token(&house);
    send(&house, &ines(&t, &[]), &[("user-agent", "curl/8.5.0")]).goes_to("/f/demo/thanks");
    let t = token(&house);
    send(&house, &ines(&t, &[]), &[("origin", "https://other.example"), ("host", "localhost")])
        .goes_to("/f/demo/thanks");
    let t = token(&house);
    send(&house, &ines(&t, &[("company", "www.win.example")]), &[SITE]).goes_to("/f/demo/thanks");
    assert_eq!(count(&house), 0, "nothing of it is in the log");
    let page = house.get("/setup/forms");
    page.is(200)
        .shows("It was sent within two seconds.")
        .shows("A field that people do not see")
        .shows("agent:curl")
        .shows("from a page that the form does not name")
        .shows("It holds links")
        .shows("ines.vogt@kessler.example");
    house.post("/setup/forms/held/1/release", &[]).goes_to("/setup/forms");
    assert!(facts(&house).contains("Form Submitted"));
    let before = count(&house);
    house.post("/setup/forms/held/1/release", &[]).goes_to("/setup/forms");
    house.post("/setup/forms/held/2/drop", &[]).goes_to("/setup/forms");
    assert_eq!(count(&house), before, "each once");
    house.get("/setup/forms").hides("within two seconds").hides("A field that people do not see");
    house.get("/setup/audit?about=form").shows("took what was held").shows("let go what was held");
}

#[test]
fn many_from_one_place_are_held_and_then_told_to_wait() {
    let mut house = with_form(&[]);
    for _ in 0..9 {
        let t = token(&house);
        send(&house, &ines(&t, &[]), &[]).goes_to("/f/demo/thanks");
    }
    let t = token(&house);
    send(&house, &ines(&t, &[]), &[]).goes_to("/f/demo/thanks");
    house.get("/setup/forms").shows("Many came from one place");
    let t = token(&house);
    for _ in 0..40 {
        send(&house, &ines(&t, &[]), &[]).goes_to("/f/demo/thanks");
    }
    send(&house, &ines(&t, &[]), &[]).is(429);
}

/// The link in the letter that was handed over last.
fn sent_link(house: &House, handed: &Handed) -> Option<String> {
    let letter = std::cell::RefCell::new(None);
    let deliver = |text: &str| {
        *letter.borrow_mut() = Some(text.to_owned());
        handed.clone()
    };
    let sender = Sender { from: "", deliver: &deliver };
    forms::look(&house.desk, Some(&sender), house.now()).unwrap();
    let letter = letter.into_inner()?;
    let link = letter.split("http://localhost:8080").nth(1)?.lines().next()?.to_owned();
    assert!(letter.contains("To: <ines.vogt@kessler.example>\n"), "{letter}");
    Some(link)
}

#[test]
fn an_address_agrees_only_once_its_letter_was_answered() {
    let mut house = with_form(&[("confirms", "on"), ("redirect", "https://halden.example/thanks")]);
    let t = token(&house);
    send(&house, &ines(&t, &[("consent", "1")]), &[]).goes_to("/f/demo/thanks?waits=1");
    house.other_browser().get("/f/demo/thanks?waits=1").shows("A letter is on its way");
    assert!(facts(&house).contains("Form Submitted") && !facts(&house).contains("\"consent\""));
    house.get("/setup/forms").shows("No way to send mail is set up").shows("waits to be sent");
    let later = Handed::NotTaken { why: "exit 75".to_owned(), is_passing: true };
    assert!(sent_link(&house, &later).is_some());
    assert_eq!(sent_link(&house, &Handed::Taken), None, "not at once again");
    house.set_now(house.now() + Span::MINUTE);
    let link = sent_link(&house, &Handed::Taken).unwrap();
    assert_eq!(sent_link(&house, &Handed::Taken), None, "once");
    let mut visitor = house.other_browser();
    let before = count(&house);
    visitor.get(&link).is(200).shows("Confirm your address").shows("Halden may write to me.");
    assert_eq!(count(&house), before, "opening the link changes nothing");
    visitor.post_as_is(&link, "lang=en").is(200).shows("Your address is confirmed");
    assert!(facts(&house).contains("confirmed by a link in a letter to the address"), "{}", facts(&house));
    let after = count(&house);
    visitor.post_as_is(&link, "lang=en").is(200).shows("Your address is confirmed");
    assert_eq!(count(&house), after, "once");
    visitor.get(&link).shows("Your address is confirmed");
    visitor.get(&format!("/f/confirm/{}", "0".repeat(64))).is(404);
    house.get("/setup/forms").hides("ines.vogt@kessler.example");
    let t = token(&house);
    send(&house, &ines(&t, &[]), &[]).goes_to("https://halden.example/thanks");
}

#[test]
fn a_link_ends_and_what_is_unclear_waits_for_a_person() {
    let mut house = with_form(&[("confirms", "on")]);
    let t = token(&house);
    send(&house, &ines(&t, &[("consent", "1")]), &[]).goes_to("/f/demo/thanks?waits=1");
    let link = sent_link(&house, &Handed::Unclear { why: "no answer within 60 s".to_owned() }).unwrap();
    house.set_now(house.now() + Span::HOUR);
    assert_eq!(sent_link(&house, &Handed::Taken), None, "perhaps it was sent");
    house.get("/setup/forms").shows("perhaps sent").shows("no answer within 60 s");
    house.post("/setup/forms/waiting/1/again", &[]).goes_to("/setup/forms");
    assert!(sent_link(&house, &Handed::Taken).is_some());
    house.set_now(house.now() + Span::DAY.times(8));
    let before = count(&house);
    house.other_browser().post_as_is(&link, "").is(200).shows("This link has ended");
    forms::look(&house.desk, None, house.now()).unwrap();
    house.other_browser().get(&link).shows("This link has ended");
    assert_eq!(count(&house), before);
    house.get("/setup/forms").shows("No address waits for confirmation");
}
