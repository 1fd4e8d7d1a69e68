//! Goal: one spelling for each key, and every kind of nonsense refused in words. Method: a table whose last column is the
//! answer.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(want: &Expect) {
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
    check(&expect![[r#"
        mail:Ana.Lopez@Kessler.Example           => mail:ana.lopez@kessler.example (Strong)
        mail:ana+news@x.example                  => mail:ana+news@x.example (Strong)
        mail:o'hara@x.example                    => mail:o'hara@x.example (Strong)
        mail:ana@localhost                       => mail:ana@localhost (Strong)
        mail:김민수@회사.example                      => mail:김민수@회사.example (Strong)
        mail:ÜNAL@MÜLLER.example                 => mail:ünal@müller.example (Strong)
        mail:                                    => the mail address is empty
        mail:ana                                 => 'ana' is not a mail address: it has no @
        mail:@x.example                          => '@x.example' is not a mail address: nothing stands before the @
        mail:ana@                                => 'ana@' is not a mail address: nothing stands after the @
        mail:ana@@x.example                      => 'ana@@x.example' is not a mail address: a character before the @ is not allowed there
        mail:ana lopez@x.example                 => 'ana lopez@x.example' is not a mail address: a character before the @ is not allowed there
        mail:Ana <ana@x.example>                 => 'Ana <ana@x.example>' is not a mail address: a character before the @ is not allowed there
        mail:ana@x.example, bob@x.example        => 'ana@x.example, bob@x.example' is not a mail address: a character before the @ is not allowed there
        mail:ana@x..example                      => 'ana@x..example' is not a mail address: what stands after the @ is not a domain
        mail:ana@-x.example                      => 'ana@-x.example' is not a mail address: what stands after the @ is not a domain
        mail:ana@x_y.example                     => 'ana@x_y.example' is not a mail address: what stands after the @ is not a domain
        mail:"ana lopez"@x.example               => '"ana lopez"@x.example' is not a mail address: a character before the @ is not allowed there
        mail:ana@[10.0.0.1]                      => 'ana@[10.0.0.1]' is not a mail address: what stands after the @ is not a domain
    "#]]);
}

/// A domain in its own letters and the same in ASCII are two keys: neither is guessed from the other.
#[test]
fn domains_of_any_script() {
    check(&expect![[r#"
        mail:Ana@MÜLLER.example                  => mail:ana@müller.example (Strong)
        mail:ana@XN--MLLER-KVA.example           => mail:ana@xn--mller-kva.example (Strong)
        mail:ana@münchen.müller.example          => mail:ana@münchen.müller.example (Strong)
        mail:ana@회사.한국                           => mail:ana@회사.한국 (Strong)
        mail:ana@kessler.example.                => 'ana@kessler.example.' is not a mail address: what stands after the @ is not a domain
        mail:ana@.kessler.example                => 'ana@.kessler.example' is not a mail address: what stands after the @ is not a domain
        mail:ana@kes sler.example                => 'ana@kes sler.example' is not a mail address: what stands after the @ is not a domain
        mail:ana@kessler,example                 => 'ana@kessler,example' is not a mail address: what stands after the @ is not a domain
    "#]]);
}

#[test]
fn other_keys() {
    check(&expect![[r#"
        user:42                                  => user:42 (Strong)
        user: 42                                 => user:42 (Strong)
        user:Ana                                 => user:Ana (Strong)
        record:crm:4711                          => record:crm:4711 (Strong)
        record:crm:47:11                         => record:crm:47:11 (Strong)
        record::4711                             => the source's name is empty
        record:crm:                              => the record number is empty
        record:4711                              => 'record:4711' is not a key like mail:ana@x.example, user:42, record:crm:4711 or anonymous:9f3c
        anonymous:9f3c                           => anonymous:9f3c (Weak)
        phone:0049                               => 'phone:0049' is not a key like mail:ana@x.example, user:42, record:crm:4711 or anonymous:9f3c
        ana@x.example                            => 'ana@x.example' is not a key like mail:ana@x.example, user:42, record:crm:4711 or anonymous:9f3c
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
