//! Goal: every way a fact comes in. Method: a text table, one told fact a line, whose last column is what came of it,
//! followed by the log that results.

use entente_core::agreement::model::SignalClass;
use entente_core::fact::{Fact, NewAbout, NewFact, What};
use entente_core::id::Name;
use entente_core::identity::IdentityKey;
use entente_core::time::{Instant, Precision};
use entente_desk::admit::{Admitted, Mode, Outcome, admit};
use entente_store::{Entry, Store};
use expect_test::{Expect, expect};

mod refused;
mod same_log;

/// `key | subject | day | what`, for instance `m1 | mail:ana@x.example anonymous:b7 @ x.example | 3 | viewed`.
fn read(row: &str) -> NewFact {
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    let (keys, account) = cells[1].split_once("@ ").unwrap_or((cells[1], ""));
    let about = match keys.split_once(':') {
        Some(("account", key)) => NewAbout::Account(key.trim().to_owned()),
        Some(("person", handle)) => NewAbout::Person(Name::from(handle.trim())),
        _ => NewAbout::Lead {
            keys: keys.split_whitespace().map(|key| key.parse::<IdentityKey>().unwrap()).collect(),
            account: (!account.is_empty()).then(|| account.trim().to_owned()),
        },
    };
    NewFact {
        key: cells[0].into(),
        about,
        at: day(cells[2]),
        precision: Precision::Second,
        by: None,
        what: what(cells[3]),
    }
}

fn day(text: &str) -> Instant {
    Instant::parse(&format!("2026-03-{:0>2}T09:00:00Z", text)).unwrap()
}

fn what(text: &str) -> What {
    match text.split_once(' ').unwrap_or((text, "")) {
        ("created", source) => What::Created { source: Some(source.into()).filter(|text: &String| !text.is_empty()) },
        ("accepted", _) => What::Accepted,
        ("linked", into) => What::Linked { into: into.parse().unwrap() },
        ("unlinked", from) => What::Unlinked { from: from.parse().unwrap() },
        ("joined", account) => What::Joined { account: account.parse().unwrap() },
        ("owned", owner) => What::Owned { owner: Some(owner.into()) },
        ("rated", stars) => What::Rated { stars: stars.parse().unwrap(), words: String::new() },
        ("away", to) => What::Away { from: day("10"), to: day(to) },
        (event, _) => What::Happened { event: event.into(), properties: Default::default(), class: SignalClass::Human },
    }
}

fn show_outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Accepted(seq) => format!("accepted as {seq}"),
        Outcome::Duplicate(seq) => format!("duplicate of {seq}"),
        Outcome::Refused(refusal) => format!("refused: {refusal}"),
    }
}

fn show_fact(fact: &Fact) -> String {
    let about = serde_json::to_string(&fact.about).unwrap();
    let what = serde_json::to_string(&fact.what).unwrap();
    format!("{:<22} {about:<14} {} {what}", fact.key, &fact.known.to_string()[5..10])
}

fn log(store: &Store) -> String {
    let entries = store.entries(entente_core::id::Seq(0), 1_000).unwrap();
    let lines = entries.into_iter().map(|(seq, entry)| match entry {
        Entry::Fact(fact) => format!("{seq:<8} {}\n", show_fact(&fact)),
        Entry::Decision(_) => panic!("nobody decides here"),
    });
    lines.collect()
}

/// Admits the rows up to each `--`, one call a part; the answer stands behind each row, the log below.
fn admitted(store: &mut Store, rows: &str, mode: Mode) -> String {
    let mut text = String::new();
    for part in rows.trim().split("--") {
        let lines: Vec<&str> = part.trim().lines().map(str::trim).collect();
        let facts = lines.iter().map(|line| read(line)).collect();
        let Admitted { outcomes, proposals, .. } = admit(store, facts, mode).unwrap();
        assert_eq!(outcomes.len(), lines.len());
        for (line, outcome) in lines.iter().zip(&outcomes) {
            text += &format!("{line} => {}\n", show_outcome(outcome));
        }
        for proposal in proposals {
            text += &format!("perhaps one person, says {}: {} and {:?}\n", proposal.fact, proposal.lead, proposal.same);
        }
    }
    text + "\n" + &log(store)
}

fn check(rows: &str, want: &Expect) {
    let mut store = Store::in_memory().unwrap();
    want.assert_eq(&admitted(&mut store, rows, Mode::History));
}

#[test]
fn a_lead_is_created_once_and_joins_the_company_of_its_mail_domain() {
    check(
        "m1 | mail:Ana@Kessler.example | 3 | viewed
         m2 | mail:ana@kessler.example | 4 | viewed
         m3 | mail:bob@kessler.example | 5 | created webinar
         m4 | mail:zoe@gmail.com       | 6 | viewed
         m5 | mail:zoe@gmail.com @ kessler.example | 7 | viewed
         m6 | mail:zoe@gmail.com @ Kessler.example | 8 | viewed",
        &expect![[r#"
            m1 | mail:Ana@Kessler.example | 3 | viewed => accepted as fact_3
            m2 | mail:ana@kessler.example | 4 | viewed => accepted as fact_4
            m3 | mail:bob@kessler.example | 5 | created webinar => accepted as fact_5
            m4 | mail:zoe@gmail.com       | 6 | viewed => accepted as fact_8
            m5 | mail:zoe@gmail.com @ kessler.example | 7 | viewed => accepted as fact_10
            m6 | mail:zoe@gmail.com @ Kessler.example | 8 | viewed => accepted as fact_11

            fact_1 entente:created:m1     {"lead":1}     03-03 {"fact":"created"}
            fact_2 entente:joined:m1      {"lead":1}     03-03 {"fact":"joined","account":1}
            fact_3 m1                     {"lead":1}     03-03 {"fact":"happened","event":"viewed","class":"human"}
            fact_4 m2                     {"lead":1}     03-04 {"fact":"happened","event":"viewed","class":"human"}
            fact_5 m3                     {"lead":2}     03-05 {"fact":"created","source":"webinar"}
            fact_6 entente:joined:m3      {"lead":2}     03-05 {"fact":"joined","account":1}
            fact_7 entente:created:m4     {"lead":3}     03-06 {"fact":"created"}
            fact_8 m4                     {"lead":3}     03-06 {"fact":"happened","event":"viewed","class":"human"}
            fact_9 entente:joined:m5      {"lead":3}     03-07 {"fact":"joined","account":1}
            fact_10 m5                     {"lead":3}     03-07 {"fact":"happened","event":"viewed","class":"human"}
            fact_11 m6                     {"lead":3}     03-08 {"fact":"happened","event":"viewed","class":"human"}
        "#]],
    );
}

#[test]
fn a_repeated_fact_is_told_and_changes_nothing() {
    check(
        "m1 | mail:ana@x.example | 3 | viewed
         m1 | mail:ana@x.example | 3 | viewed
         --
         m1 | mail:eve@y.example | 9 | accepted",
        &expect![[r#"
            m1 | mail:ana@x.example | 3 | viewed => accepted as fact_3
            m1 | mail:ana@x.example | 3 | viewed => duplicate of fact_3
            m1 | mail:eve@y.example | 9 | accepted => duplicate of fact_3

            fact_1 entente:created:m1     {"lead":1}     03-03 {"fact":"created"}
            fact_2 entente:joined:m1      {"lead":1}     03-03 {"fact":"joined","account":1}
            fact_3 m1                     {"lead":1}     03-03 {"fact":"happened","event":"viewed","class":"human"}
        "#]],
    );
}

#[test]
fn a_visitor_becomes_known_and_a_shared_browser_joins_nobody() {
    check(
        "m1 | anonymous:b7                    | 3 | viewed
         m2 | mail:ana@gmail.com anonymous:b7 | 4 | viewed
         m3 | mail:bob@gmail.com anonymous:b7 | 5 | viewed
         m4 | anonymous:b7                    | 6 | viewed",
        &expect![[r#"
            m1 | anonymous:b7                    | 3 | viewed => accepted as fact_2
            m2 | mail:ana@gmail.com anonymous:b7 | 4 | viewed => accepted as fact_3
            m3 | mail:bob@gmail.com anonymous:b7 | 5 | viewed => accepted as fact_5
            m4 | anonymous:b7                    | 6 | viewed => accepted as fact_6

            fact_1 entente:created:m1     {"lead":1}     03-03 {"fact":"created"}
            fact_2 m1                     {"lead":1}     03-03 {"fact":"happened","event":"viewed","class":"human"}
            fact_3 m2                     {"lead":1}     03-04 {"fact":"happened","event":"viewed","class":"human"}
            fact_4 entente:created:m3     {"lead":2}     03-05 {"fact":"created"}
            fact_5 m3                     {"lead":2}     03-05 {"fact":"happened","event":"viewed","class":"human"}
            fact_6 m4                     {"lead":1}     03-06 {"fact":"happened","event":"viewed","class":"human"}
        "#]],
    );
}

#[test]
fn a_visitor_of_somebody_known_is_linked_and_can_be_unlinked() {
    check(
        "m1 | mail:ana@gmail.com              | 3 | viewed
         m2 | anonymous:b7                    | 4 | viewed
         m3 | mail:ana@gmail.com anonymous:b7 | 5 | viewed
         m4 | mail:bob@gmail.com anonymous:b7 | 6 | viewed
         m5 | anonymous:b7                    | 7 | unlinked lead_1
         m6 | mail:ana@gmail.com anonymous:b7 | 8 | viewed
         m7 | mail:bob@gmail.com anonymous:b7 | 9 | viewed",
        &expect![[r#"
            m1 | mail:ana@gmail.com              | 3 | viewed => accepted as fact_2
            m2 | anonymous:b7                    | 4 | viewed => accepted as fact_4
            m3 | mail:ana@gmail.com anonymous:b7 | 5 | viewed => accepted as fact_6
            m4 | mail:bob@gmail.com anonymous:b7 | 6 | viewed => accepted as fact_8
            m5 | anonymous:b7                    | 7 | unlinked lead_1 => accepted as fact_9
            m6 | mail:ana@gmail.com anonymous:b7 | 8 | viewed => accepted as fact_10
            m7 | mail:bob@gmail.com anonymous:b7 | 9 | viewed => accepted as fact_12

            fact_1 entente:created:m1     {"lead":1}     03-03 {"fact":"created"}
            fact_2 m1                     {"lead":1}     03-03 {"fact":"happened","event":"viewed","class":"human"}
            fact_3 entente:created:m2     {"lead":2}     03-04 {"fact":"created"}
            fact_4 m2                     {"lead":2}     03-04 {"fact":"happened","event":"viewed","class":"human"}
            fact_5 entente:linked:lead_2:m3 {"lead":2}     03-05 {"fact":"linked","into":1}
            fact_6 m3                     {"lead":1}     03-05 {"fact":"happened","event":"viewed","class":"human"}
            fact_7 entente:created:m4     {"lead":3}     03-06 {"fact":"created"}
            fact_8 m4                     {"lead":3}     03-06 {"fact":"happened","event":"viewed","class":"human"}
            fact_9 m5                     {"lead":2}     03-07 {"fact":"unlinked","from":1}
            fact_10 m6                     {"lead":1}     03-08 {"fact":"happened","event":"viewed","class":"human"}
            fact_11 entente:linked:lead_2:m7 {"lead":2}     03-09 {"fact":"linked","into":3}
            fact_12 m7                     {"lead":3}     03-09 {"fact":"happened","event":"viewed","class":"human"}
        "#]],
    );
}

#[test]
fn two_known_people_under_one_pair_of_keys_are_proposed_and_not_merged() {
    check(
        "m1 | mail:ana@gmail.com               | 3 | viewed
         m2 | record:crm:4711                  | 4 | viewed
         m3 | mail:ana@gmail.com record:crm:4711 | 5 | viewed
         m4 | record:crm:4711                  | 6 | linked lead_1
         m5 | mail:ana@gmail.com record:crm:4711 | 7 | viewed",
        &expect![[r#"
            m1 | mail:ana@gmail.com               | 3 | viewed => accepted as fact_2
            m2 | record:crm:4711                  | 4 | viewed => accepted as fact_4
            m3 | mail:ana@gmail.com record:crm:4711 | 5 | viewed => accepted as fact_5
            m4 | record:crm:4711                  | 6 | linked lead_1 => accepted as fact_6
            m5 | mail:ana@gmail.com record:crm:4711 | 7 | viewed => accepted as fact_7
            perhaps one person, says fact_5: lead_1 and [LeadId(2)]

            fact_1 entente:created:m1     {"lead":1}     03-03 {"fact":"created"}
            fact_2 m1                     {"lead":1}     03-03 {"fact":"happened","event":"viewed","class":"human"}
            fact_3 entente:created:m2     {"lead":2}     03-04 {"fact":"created"}
            fact_4 m2                     {"lead":2}     03-04 {"fact":"happened","event":"viewed","class":"human"}
            fact_5 m3                     {"lead":1}     03-05 {"fact":"happened","event":"viewed","class":"human"}
            fact_6 m4                     {"lead":2}     03-06 {"fact":"linked","into":1}
            fact_7 m5                     {"lead":1}     03-07 {"fact":"happened","event":"viewed","class":"human"}
        "#]],
    );
}
