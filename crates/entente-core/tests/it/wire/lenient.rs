//! Goal: a log is read that a newer version wrote, or that told only what it had to; nonsense is refused in words.

use entente_core::decision::{Concluded, Decision};
use entente_core::fact::{Fact, NewFact, What};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Each line as it is written after it was read, or why it is not read.
#[track_caller]
fn check<T: DeserializeOwned + Serialize>(want: &Expect) {
    let mut got = String::new();
    for line in want.data().lines().map(str::trim).filter(|line| line.starts_with('{')) {
        let answer = match serde_json::from_str::<T>(line) {
            Ok(read) => serde_json::to_string(&read).unwrap().replacen('{', "= {", 1),
            Err(error) => format!("! {error}"),
        };
        got += &format!("{line}\n    {answer}\n");
    }
    want.assert_eq(&got);
}

/// What a source need not say has one meaning.
#[test]
fn the_least_that_a_fact_must_say() {
    check::<What>(&expect![[r#"
        {"fact":"created"}
            = {"fact":"created"}
        {"fact":"learnt","values":{}}
            = {"fact":"learnt","values":{},"verified":false}
        {"fact":"happened","event":"Demo"}
            = {"fact":"happened","event":"Demo","class":"unknown"}
        {"fact":"rejected","reason":""}
            = {"fact":"rejected","reason":""}
        {"fact":"touched","channel":"call","reached":false}
            = {"fact":"touched","channel":"call","reached":false,"personal":true}
        {"fact":"handed_over","owner":"jonas"}
            = {"fact":"handed_over","owner":"jonas"}
        {"fact":"consent","given":false,"purpose":"marketing","channel":"mail"}
            = {"fact":"consent","given":false,"purpose":"marketing","channel":"mail"}
        {"fact":"owned","owner":null}
            = {"fact":"owned","owner":null}
        {"fact":"owned"}
            = {"fact":"owned","owner":null}
        {"fact":"learnt"}
            ! missing field `values`
        {"fact":"happened"}
            ! missing field `event`
        {"fact":"touched","channel":"telepathy","reached":true}
            ! unknown variant `telepathy`, expected one of `call`, `mail`, `booking`, `meeting`, `chat`, `other`
        {"fact":"rated","stars":256}
            ! invalid value: integer `256`, expected u8
        {"fact":"opportunity_opened","deal":"d1","amount":"0.0000001"}
            ! '0.0000001' has more than six decimals
        {"fact":"opportunity_opened","deal":"d1","amount":1.5}
            ! invalid type: floating point `1.5`, expected a whole number, or a decimal number as text
        {"values":{}}
            ! missing field `fact` at line 1 column 13
    "#]]);
}

#[test]
fn what_a_newer_version_added_is_passed_over() {
    check::<What>(&expect![[r#"
        {"fact":"created","mood":"curious"}
            = {"fact":"created"}
        {"fact":"rated","stars":4,"by_whom":{"name":"jonas"}}
            = {"fact":"rated","stars":4}
        {"fact":"accepted","warmly":true}
            = {"fact":"accepted"}
    "#]]);
    check::<Concluded>(&expect![[r#"
        {"decision":"returned","welcome":true}
            = {"decision":"returned"}
        {"decision":"qualified","rule":"ready","score":[1,2]}
            = {"decision":"qualified","rule":"ready"}
    "#]]);
}

#[test]
fn facts_and_decisions_as_short_as_they_come() {
    check::<Fact>(&expect![[r#"
        {"key":"k","about":{"lead":1},"at":0,"known":0,"what":{"fact":"accepted"}}
            = {"key":"k","about":{"lead":1},"at":0,"known":0,"what":{"fact":"accepted"}}
        {"key":"k","about":"parties","at":-1,"known":0,"what":{"fact":"met","meeting":"weekly"},"weather":"rain"}
            = {"key":"k","about":"parties","at":-1,"known":0,"what":{"fact":"met","meeting":"weekly"}}
        {"key":"k","about":{"lead":1},"at":0,"what":{"fact":"accepted"}}
            ! missing field `known` at line 1 column 64
        {"key":"k","about":{"robot":1},"at":0,"known":0,"what":{"fact":"accepted"}}
            ! unknown variant `robot`, expected one of `lead`, `account`, `person`, `request`, `parties` at line 1 column 27
        {"key":"k","about":{"lead":1},"at":"now","known":0,"what":{"fact":"accepted"}}
            ! 'now' is not an instant with an offset, like 2026-03-06T16:30-05:00: expected four digit year (or leading sign for six digit year), but found end of input at line 1 column 40
        {"key":"k","about":{"lead":1},"at":0,"known":0,"precision":"week","what":{"fact":"accepted"}}
            ! unknown variant `week`, expected one of `second`, `minute`, `day` at line 1 column 65
    "#]]);
    check::<NewFact>(&expect![[r#"
        {"key":"k","about":{"lead":{"keys":[{"mail":"ana@x.example"}]}},"at":0,"what":{"fact":"accepted"}}
            = {"key":"k","about":{"lead":{"keys":[{"mail":"ana@x.example"}]}},"at":0,"precision":"second","what":{"fact":"accepted"}}
        {"key":"k","about":{"lead":{"keys":[{"record":["crm","4711"]},{"anonymous":"9f"}],"account":"x.example"}},"at":0,"what":{"fact":"accepted"}}
            = {"key":"k","about":{"lead":{"keys":[{"record":["crm","4711"]},{"anonymous":"9f"}],"account":"x.example"}},"at":0,"precision":"second","what":{"fact":"accepted"}}
        {"key":"k","about":{"account":"x.example"},"at":0,"precision":"day","by":"jonas","what":{"fact":"churned","reason":"price"}}
            = {"key":"k","about":{"account":"x.example"},"at":0,"precision":"day","by":"jonas","what":{"fact":"churned","reason":"price"}}
        {"key":"k","about":{"lead":{"keys":[{"phone":"1"}]}},"at":0,"what":{"fact":"accepted"}}
            ! unknown variant `phone`, expected one of `mail`, `user`, `record`, `anonymous` at line 1 column 44
    "#]]);
    check::<Decision>(&expect![[r#"
        {"at":0,"clause":"handoff","agreement":"0000000000000000000000000000000000000000000000000000000000000000","what":{"decision":"returned"}}
            = {"at":0,"clause":"handoff","agreement":"0000000000000000000000000000000000000000000000000000000000000000","what":{"decision":"returned"}}
        {"at":0,"clause":"handoff","agreement":"00","what":{"decision":"returned"}}
            ! '00' is not an agreement's hash: 64 hexadecimal digits at line 1 column 43
        {"at":0,"clause":"handoff","what":{"decision":"returned"}}
            ! missing field `agreement` at line 1 column 58
    "#]]);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_stumble(text in "[\\{\\}\\[\\]\":,a-z0-9 .\\-]{0,60}", raw in prop::collection::vec(any::<u8>(), 0..60)) {
        prop_assert!(serde_json::from_str::<Fact>(&text).is_err(), "nothing so short is a fact: {}", text);
        prop_assert!(serde_json::from_slice::<Decision>(&raw).is_err());
        // A fact of one kind may be as short as that; what is read is written and read again as the same.
        if let Ok(what) = serde_json::from_str::<What>(&text) {
            let line = serde_json::to_string(&what).unwrap();
            prop_assert_eq!(serde_json::from_str::<What>(&line).unwrap(), what);
        }
    }
}
