//! Letters as they leave the house, and what cannot leave it.

use entente_core::lang::Lang;
use entente_core::time::Instant;
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

const SENT: &str = "2026-03-02T09:00:00Z";
const LINK: &str = "https://entente.halden.example/f/confirm/4f1d";

fn letter<'a>(subject: &'a str, body: &'a str) -> Letter<'a> {
    Letter {
        from: ("Halden Automation", "hello@halden.example"),
        to: "ines@kessler.example",
        subject,
        body,
        date: Instant::parse(SENT).unwrap(),
        id: "letter-7",
    }
}

fn is(lang: Lang, company: &str, expected: &Expect) {
    let (subject, body) = confirmation(lang, company, "See it work", LINK, 7);
    let from = (company, "hello@halden.example");
    expected.assert_eq(&write(&Letter { from, ..letter(&subject, &body) }).unwrap());
}

#[test]
fn a_confirmation_in_english() {
    is(
        Lang::En,
        "Halden \"Automation\"",
        &expect![[r#"
            From: "Halden \"Automation\"" <hello@halden.example>
            To: <ines@kessler.example>
            Subject: Please confirm your address for Halden "Automation"
            Date: Mon, 02 Mar 2026 09:00:00 +0000
            Message-ID: <letter-7@halden.example>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 7bit

            Hello,

            somebody, probably you, sent the form "See it work" to Halden "Automation" with this address
            and agreed to be written to.

            If that was you, open this page and press the button on it:

            https://entente.halden.example/f/confirm/4f1d

            If it was not, you need not do anything: without that button nobody
            writes to you. The page is there for 7 days.

            Halden "Automation"
        "#]],
    );
}

#[test]
fn a_confirmation_in_korean() {
    is(
        Lang::Ko,
        "한빛 물류",
        &expect![[r#"
            From: =?UTF-8?B?7ZWc67mbIOusvOulmA==?= <hello@halden.example>
            To: <ines@kessler.example>
            Subject: =?UTF-8?B?7ZWc67mbIOusvOulmCDsnbTrqZTsnbwg7KO87IaM66W8IO2ZleyduO2VtCA=?=
             =?UTF-8?B?7KO87Iut7Iuc7Jik?=
            Date: Mon, 02 Mar 2026 09:00:00 +0000
            Message-ID: <letter-7@halden.example>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            7JWI64WV7ZWY7Iut64uI6rmMLg0KDQrsnbQg7KO87IaM66GcIO2VnOu5myDrrLzrpZjsl5AgIlNl
            ZSBpdCB3b3JrIiDslpHsi53snbQg7KCc7Lac65CY7JeI6rOgLCDrqZTsnbwg7IiY7Iug7JeQIOuP
            meydmO2VnCDqsoPsnLzroZwg7ZGc7Iuc65CY7Ja0IOyeiOyKteuLiOuLpC4NCg0K7KeB7KCRIOyg
            nOy2nO2VmOyFqOuLpOuptCDslYTrnpgg7Y6Y7J207KeA66W8IOyXtOqzoCDrsoTtirzsnYQg64iM
            65+sIOyjvOyLreyLnOyYpC4NCg0KaHR0cHM6Ly9lbnRlbnRlLmhhbGRlbi5leGFtcGxlL2YvY29u
            ZmlybS80ZjFkDQoNCuygnOy2nO2VmOyngCDslYrsnLzshajri6TrqbQg7JWE66y06rKD64+EIO2V
            mOyngCDslYrsnLzshZTrj4Qg65Cp64uI64ukLiDrsoTtirzsnYQg64iE66W07KeAIOyViuycvOup
            tCDrqZTsnbzsnYQg67O064K0IOuTnOumrOyngCDslYrsirXri4jri6QuDQrsnbQg7Y6Y7J207KeA
            64qUIDfsnbwg64+Z7JWIIOyXtCDsiJgg7J6I7Iq164uI64ukLg0KDQrtlZzruZsg66y866WYDQo=
        "#]],
    );
}

#[test]
fn a_long_or_foreign_subject_is_parted_into_words_of_whole_characters() {
    for (subject, expected) in [
        ("Short", "Short"),
        ("=?odd", "=?UTF-8?B?PT9vZGQ=?="),
        ("Grüße", "=?UTF-8?B?R3LDvMOfZQ==?="),
        (
            "한국어로 된 아주 긴 제목은 여러 낱말로 나뉩니다",
            "=?UTF-8?B?7ZWc6rWt7Ja066GcIOuQnCDslYTso7wg6ri0IOygnOuqqeydgCA=?=\n =?UTF-8?B?7Jes65+sIOuCseunkOuhnCDrgpjrieqLiOuLpA==?=",
        ),
    ] {
        let written = unstructured(subject);
        assert!(written.lines().all(|line| line.len() <= 76), "{written}");
        if subject.len() < 40 {
            assert_eq!(written, expected);
        } else {
            assert_eq!(written.lines().count(), 2, "{written}");
        }
    }
}

#[test]
fn only_one_plain_address_is_one() {
    for good in ["ines@kessler.example", "a.b+c@x.co.kr", "o'neill@x.example", "root@localhost", "a@xn--mller-kva.de"] {
        assert!(is_address(good), "{good}");
    }
    let long = format!("{}@x.example", "a".repeat(65));
    for bad in [
        "",
        "@",
        "a@",
        "@x.example",
        "a b@x.example",
        "a@x.example, b@y.example",
        "a@x.example\nBcc: b@y.example",
        "a@x.example\r\n",
        "\"a b\"@x.example",
        "<a@x.example>",
        "a@b@x.example",
        "a..b@x.example",
        ".a@x.example",
        "a@x..example",
        "a@-x.example",
        "ä@x.example",
        "a@müller.example",
        "a(b)@x.example",
        long.as_str(),
    ] {
        assert!(!is_address(bad), "{bad}");
        assert_eq!(write(&Letter { to: bad, ..letter("s", "b") }), Err(Fault::To));
        assert_eq!(write(&Letter { from: ("n", bad), ..letter("s", "b") }), Err(Fault::From));
    }
}

#[test]
fn a_body_that_mail_would_break_is_encoded() {
    let long = "x".repeat(2_000);
    assert!(write(&letter("s", &long)).unwrap().lines().all(|line| line.len() <= 76));
    assert_eq!(base64(b""), "");
    assert_eq!(base64(b"f"), "Zg==");
    assert_eq!(base64(b"fo"), "Zm8=");
    assert_eq!(base64(b"foobar"), "Zm9vYmFy");
}

proptest! {
    /// Whatever the texts are, the headers are these nine and the body begins after them.
    #[test]
    fn nothing_that_was_typed_becomes_a_header(name in ".*", subject in "(.|\r|\n){0,200}", body in "(.|\n){0,200}") {
        let written = write(&Letter { from: (&name, "a@b.example"), ..letter(&subject, &body) }).unwrap();
        let (head, _) = written.split_once("\n\n").unwrap();
        let starts = head.lines().filter(|line| !line.starts_with(' '));
        let names: Vec<&str> = starts.map(|line| line.split(':').next().unwrap()).collect();
        let expected = [
            "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
            "Content-Transfer-Encoding",
        ];
        prop_assert_eq!(names, expected);
        prop_assert!(head.is_ascii() && !head.contains('\r'));
    }
}
