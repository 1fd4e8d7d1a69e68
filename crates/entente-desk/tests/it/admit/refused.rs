//! Goal: what is wrong with a fact is told in words a person can act on, and the facts around it go in.

use std::collections::BTreeMap;

use entente_core::fact::Value;
use entente_core::time::Span;
use entente_desk::admit::{AHEAD_MAX, ITEMS_MAX, Refusal, TEXT_BYTES_MAX};
use entente_store::{Batch, Cursor};

use super::*;

#[test]
fn every_refusal_says_what_is_wrong() {
    check(
        "  | mail:ana@x.example | 3 | viewed
         entente:created:m1 | mail:ana@x.example | 3 | viewed
         m1 | | 3 | viewed
         m2 | mail:ana | 3 | viewed
         m3 | mail:ana@-x.example | 3 | viewed
         m4 | mail:ana@x.example | 3 | rated 6
         m5 | mail:ana@x.example | 3 | owned kim
         m6 | account:x.example | 3 | accepted
         m7 | person:kim | 3 | away 10
         m8 | mail:ana@x.example | 3 | linked lead_9
         m9 | mail:ana@x.example | 3 | joined account_9
         m10 | mail:ana@x.example | 3 | viewed
         m11 | mail:ana@x.example | 3 | linked lead_1
         m12 | mail:bob@x.example | 3 | viewed
         m13 | mail:bob@x.example | 3 | unlinked lead_1",
        &expect![[r#"
            | mail:ana@x.example | 3 | viewed => refused: it has no key: give it the source's message id or row number
            entente:created:m1 | mail:ana@x.example | 3 | viewed => refused: its key starts with 'entente:', which is kept for facts that follow from others
            m1 | | 3 | viewed => refused: it names no key of the person it is about: a mail address, user id, record number or anonymous id
            m2 | mail:ana | 3 | viewed => refused: 'ana' is not a mail address: it has no @
            m3 | mail:ana@-x.example | 3 | viewed => refused: 'ana@-x.example' is not a mail address: what stands after the @ is not a domain
            m4 | mail:ana@x.example | 3 | rated 6 => refused: the rating must be 1 to 5
            m5 | mail:ana@x.example | 3 | owned kim => refused: such a fact is about an account, not about a lead
            m6 | account:x.example | 3 | accepted => refused: such a fact is about a lead, not about an account
            m7 | person:kim | 3 | away 10 => refused: the end of the absence must be after its start
            m8 | mail:ana@x.example | 3 | linked lead_9 => refused: there is no lead_9
            m9 | mail:ana@x.example | 3 | joined account_9 => refused: there is no account_9
            m10 | mail:ana@x.example | 3 | viewed => accepted as fact_3
            m11 | mail:ana@x.example | 3 | linked lead_1 => refused: it links lead_1 with itself
            m12 | mail:bob@x.example | 3 | viewed => accepted as fact_6
            m13 | mail:bob@x.example | 3 | unlinked lead_1 => refused: lead_2 and lead_1 are not linked with each other directly

            fact_1 entente:created:m10    {"lead":1}     03-03 {"fact":"created"}
            fact_2 entente:joined:m10     {"lead":1}     03-03 {"fact":"joined","account":1}
            fact_3 m10                    {"lead":1}     03-03 {"fact":"happened","event":"viewed","class":"human"}
            fact_4 entente:created:m12    {"lead":2}     03-03 {"fact":"created"}
            fact_5 entente:joined:m12     {"lead":2}     03-03 {"fact":"joined","account":1}
            fact_6 m12                    {"lead":2}     03-03 {"fact":"happened","event":"viewed","class":"human"}
        "#]],
    );
}

fn happened(properties: BTreeMap<String, Value>) -> NewFact {
    let mut fact = read("m1 | mail:ana@x.example | 3 | viewed");
    fact.what = What::Happened { event: "viewed".into(), properties, class: SignalClass::Human };
    fact
}

fn outcome_of(fact: NewFact, mode: Mode) -> Outcome {
    admit(&mut Store::in_memory().unwrap(), vec![fact], mode).unwrap().outcomes.remove(0)
}

#[test]
fn sizes_are_taken_up_to_their_limit() {
    let text = |bytes: usize| happened(BTreeMap::from([("note".into(), Value::Text("x".repeat(bytes)))]));
    let items = |count: usize| happened((0..count).map(|number| (number.to_string(), Value::Null)).collect());
    let much = (0..20).map(|number| (number.to_string(), Value::Text("x".repeat(TEXT_BYTES_MAX)))).collect();
    let long = Outcome::Refused(Refusal::LongText { field: "note".into() });
    let many = Outcome::Refused(Refusal::ManyItems { field: "the event".into() });

    assert!(matches!(outcome_of(text(TEXT_BYTES_MAX), Mode::History), Outcome::Accepted(_)));
    assert_eq!(outcome_of(text(TEXT_BYTES_MAX + 1), Mode::History), long);
    assert!(matches!(outcome_of(items(ITEMS_MAX), Mode::History), Outcome::Accepted(_)));
    assert_eq!(outcome_of(items(ITEMS_MAX + 1), Mode::History), many);
    assert_eq!(outcome_of(happened(much), Mode::History), Outcome::Refused(Refusal::Long));
}

#[test]
fn a_refused_fact_leaves_no_lead_account_or_key_behind() {
    let mut store = Store::in_memory().unwrap();
    let fact = read("m1 | mail:ana@x.example @ x.example | 3 | linked lead_9");
    let outcome = admit(&mut store, vec![fact], Mode::History).unwrap().outcomes.remove(0);
    assert!(matches!(outcome, Outcome::Refused(Refusal::NoSuchLead(_))));
    assert_eq!(store.counts().unwrap(), Default::default());
}

#[test]
fn a_live_fact_is_known_now_and_may_run_ahead_a_little() {
    let fact = || read("m1 | mail:ana@x.example | 3 | viewed");
    let at = fact().at;
    assert!(matches!(outcome_of(fact(), Mode::Live(at - AHEAD_MAX)), Outcome::Accepted(_)));
    let now = at - AHEAD_MAX - Span::from_micros(1);
    assert_eq!(outcome_of(fact(), Mode::Live(now)), Outcome::Refused(Refusal::Future { at, now }));
}

#[test]
fn no_fact_is_known_before_what_was_decided() {
    let decided = day("10");
    // What time brought at the last decided instant stands: a fact comes one microsecond later at the earliest.
    let after = decided + Span::from_micros(1);
    for (mode, known) in [(Mode::History, after), (Mode::Live(day("9")), after), (Mode::Live(day("11")), day("11"))] {
        let mut store = Store::in_memory().unwrap();
        let cursor = Some(Cursor { until: decided, ..Cursor::default() });
        store.append(&Batch { cursor, ..Batch::default() }).unwrap();
        let admitted = admit(&mut store, vec![read("m1 | mail:ana@x.example | 3 | viewed")], mode).unwrap();
        let [Outcome::Accepted(seq)] = admitted.outcomes[..] else { panic!("{admitted:?}") };
        let fact = store.fact(seq).unwrap().unwrap();
        assert_eq!((fact.at, fact.known), (day("3"), known));
        let first = store.undecided(store.cursor().unwrap(), known, 1).unwrap();
        assert_eq!(first.len(), 1, "it is still to be decided");
    }
}
