//! Goal: one spelling for each key, and every kind of nonsense refused in words. Method: a table whose last column is the
//! answer.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(want: Expect) {
    let mut got = String::new();
    for row in want.data().trim().lines() {
        let told = row.split(" => ").next().unwrap_or_default().trim();
        let key: Result<IdentityKey, Refused> = told.parse();
        let answer = key.and_then(|key| key.normalise());
        let answer = answer.map_or_else(|refused| refused.to_string(), |key| format!("{key} ({:?})", key.strength()));
        got += &format!("{told:<40} => {answer}\n");
    }
    want.assert_eq(&got);
}

#[test]
fn mail_addresses() {
    check(expect![[r#"
        mail:Ana.Lopez@Kessler.Example
        mail:ana+news@x.example
        mail:o'hara@x.example
        mail:ana@localhost
        mail:김민수@회사.example
        mail:ÜNAL@MÜLLER.example
        mail:
        mail:ana
        mail:@x.example
        mail:ana@
        mail:ana@@x.example
        mail:ana lopez@x.example
        mail:Ana <ana@x.example>
        mail:ana@x.example, bob@x.example
        mail:ana@x..example
        mail:ana@-x.example
        mail:ana@x_y.example
        mail:"ana lopez"@x.example
        mail:ana@[10.0.0.1]
    "#]]);
}

#[test]
fn other_keys() {
    check(expect![[r#"
        user:42
        user: 42
        user:Ana
        record:crm:4711
        record:crm:47:11
        record::4711
        record:crm:
        record:4711
        anonymous:9f3c
        phone:0049
        ana@x.example
    "#]]);
}

#[test]
fn space_and_marks_around_a_key_are_not_part_of_it() {
    let key = IdentityKey::Mail("\u{feff}  ana@x.example\u{200b}\n".into());
    assert_eq!(key.normalise(), Ok(IdentityKey::Mail("ana@x.example".into())));
    assert_eq!(IdentityKey::User("a\tb".into()).normalise(), Err(Refused::Control("user id")));
    assert_eq!(IdentityKey::Record("c:rm".into(), "1".into()).normalise(), Err(Refused::Source("c:rm".into())));
    let long = "x".repeat(KEY_BYTES_MAX);
    assert!(IdentityKey::User(long.clone()).normalise().is_ok());
    assert_eq!(IdentityKey::User(long + "x").normalise(), Err(Refused::TooLong("user id")));
}

#[test]
fn accounts_are_domains_or_numbers() {
    assert_eq!(account_key(" Kessler.Example "), Ok("kessler.example".into()));
    assert_eq!(account_key("0015A00002aBcDe"), Ok("0015A00002aBcDe".into()));
    assert_eq!(account_key("Kessler & Co. KG"), Ok("Kessler & Co. KG".into()));
    assert_eq!(account_key("  "), Err(Refused::Empty("account's key")));
}

proptest! {
    #[test]
    fn a_normal_key_stays_as_it_is_and_is_read_back(kind in 0..4, text in "\\PC{0,40}", source in "[a-z]{1,8}") {
        let told = match kind {
            0 => IdentityKey::Mail(text),
            1 => IdentityKey::User(text),
            2 => IdentityKey::Record(source, text),
            _ => IdentityKey::Anonymous(text),
        };
        if let Ok(key) = told.normalise() {
            prop_assert_eq!(key.normalise(), Ok(key.clone()));
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }
    }
}
