//! How traits are called in an agreement, whom an item is about, and what of an address is kept: a line for each case.

use std::fmt::Write as _;

use entente_connect::segment::{Call, Side};
use expect_test::{Expect, expect};

use super::{arrival, table};

/// Each line is one item of this kind; what it tells stands below it, without the id that all share.
#[track_caller]
fn check(call: Call, want: &Expect) {
    let mut text = String::new();
    for line in want.data().lines().map(str::trim).filter(|line| line.starts_with("{\"messageId")) {
        let told = table(line, Some(call), &arrival(Side::Server));
        writeln!(text, "{line}").unwrap();
        for line in told.lines() {
            writeln!(text, "    {}", line.trim().replace(" | 2026-03-02T09:00:00Z", "")).unwrap();
        }
    }
    want.assert_eq(&text);
}

#[test]
fn traits_are_called_as_fields_are() {
    check(
        Call::Identify,
        &expect![[r#"
            {"messageId":"1","userId":"u","traits":{"firstName":"Ana","Last Name":"Lee","job-title":"VP","phone.number":"1"}}
                src3:1 | user:u | learnt
                {"first_name":"Ana","job_title":"VP","last_name":"Lee","phone_number":"1"}
            {"messageId":"2","userId":"u","traits":{"jobTitle":"CTO","title":"VP","HTTPServer":true,"plan2Name":"x"}}
                src3:2 | user:u | learnt
                {"httpserver":true,"plan2_name":"x","title":"VP"}
            {"messageId":"3","userId":"u","traits":{"address":{"city":"Ulm","country":"DE","street":"x"},"name":" ","age":null}}
                src3:3 | user:u | learnt
                {"address_street":"x","age":null,"city":"Ulm","country":"DE"}
            {"messageId":"4","userId":"u","traits":{"id":"7","userId":"8","anonymousId":"9","email":""}}
                src3:4 | user:u | learnt
                {}
            {"messageId":"5","userId":"u","traits":{"company":"Acme","email":"a@acme.example"}}
                src3:5 | user:u mail:a@acme.example | learnt
                {"company":"Acme","email":"a@acme.example"}
            {"messageId":"6","userId":"u","traits":{"company":{"id":"7","name":"Acme","employeeCount":12,"website":"https://www.acme.example/x"}}}
                src3:6 | user:u of acme.example | learnt
                {}
                src3/company:6 | account acme.example | learnt
                {"employees":12,"name":"Acme","website":"https://www.acme.example/x"}
            {"messageId":"7","userId":"u","traits":{"company":{"id":"acme.example","size":"12","address":{"country":"DE"}}}}
                src3:7 | user:u of acme.example | learnt
                {}
                src3/company:7 | account acme.example | learnt
                {"country":"DE","employees":"12"}
            {"messageId":"8","userId":"u","traits":{"email":"a@gmail.com","이름":"영희"}}
                src3:8 | user:u mail:a@gmail.com | learnt
                {"email":"a@gmail.com","이름":"영희"}
        "#]],
    );
}

#[test]
fn somebody_is_who_they_are_said_to_be_and_nobody_is_nobody() {
    check(
        Call::Track,
        &expect![[r#"
            {"messageId":"1","event":"E","userId":"Ana@Acme.example"}
                src3:1 | mail:ana@acme.example | E (Unknown)
                {}
            {"messageId":"2","event":"E","userId":"u","anonymousId":"u"}
                src3:2 | user:u anonymous:u | E (Unknown)
                {}
            {"messageId":"3","event":"E","userId":" ","anonymousId":"a"}
                src3:3 | anonymous:a | E (Unknown)
                {}
            {"messageId":"4","event":"E","userId":"(NOT SET)","anonymousId":"a"}
                src3:4 | anonymous:a | E (Unknown)
                {}
            {"messageId":"5","event":"E","userId":"00000000-0000-0000-0000-000000000000"}
                faulty: it names nobody: send a userId, an anonymousId or a mail address in the traits
            {"messageId":"6","event":"E","anonymousId":"a","context":{"traits":{"email":"a@acme.example"}}}
                src3:6 | mail:a@acme.example anonymous:a | E (Unknown)
                {}
            {"messageId":"7","event":"E","anonymousId":"a","context":{"traits":{"email":"none"}}}
                src3:7 | anonymous:a | E (Unknown)
                {}
            {"messageId":"8","event":"E","userId":"a@b"}
                src3:8 | user:a@b | E (Unknown)
                {}
            {"messageId":"9","event":"E","userId":12.5}
                src3:9 | user:12.5 | E (Unknown)
                {}
            {"messageId":"10","event":"E","userId":true}
                faulty: it names nobody: send a userId, an anonymousId or a mail address in the traits
        "#]],
    );
}

#[test]
fn of_an_address_the_page_and_the_campaign_are_kept() {
    check(
        Call::Page,
        &expect![[r#"
            {"messageId":"1","userId":"u","properties":{"url":"https://h.example/a?utm_source=a%20b+c&UTM_MEDIUM=x&q=1#top"}}
                src3:1 | user:u | Page Viewed (Unknown)
                {"path":"/a","search":"UTM_MEDIUM=x&q=1","url":"https://h.example/a","utm_source":"a b c"}
            {"messageId":"2","userId":"u","properties":{"url":"https://h.example?gclid=&utm_source=%EA%B0%80%"}}
                src3:2 | user:u | Page Viewed (Unknown)
                {"path":"/","url":"https://h.example","utm_source":"가%"}
            {"messageId":"3","userId":"u","properties":{"path":"/own"},"context":{"page":{"url":"https://h.example/b?x=1"},"campaign":{"source":"ctx","name":"spring"}}}
                src3:3 | user:u | Page Viewed (Unknown)
                {"path":"/own","search":"x=1","url":"https://h.example/b","utm_campaign":"spring","utm_source":"ctx"}
            {"messageId":"4","userId":"u","properties":{"url":"/only/a/path?utm_source=s","search":"?utm_source=t"}}
                src3:4 | user:u | Page Viewed (Unknown)
                {"url":"/only/a/path","utm_source":"s"}
            {"messageId":"5","userId":"u","properties":{"search":"?utm_source=s&q=2","utm_source":"own"}}
                src3:5 | user:u | Page Viewed (Unknown)
                {"search":"q=2","utm_source":"own"}
            {"messageId":"6","userId":"u","properties":{"url":7,"referrer":"https://r.example/p?token=secret"}}
                src3:6 | user:u | Page Viewed (Unknown)
                {"referrer":"https://r.example/p","url":"7"}
        "#]],
    );
}
