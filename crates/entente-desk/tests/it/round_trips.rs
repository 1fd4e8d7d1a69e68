//! Goal: what is told together goes to the server together: a batch of a hundred costs about as many ways to it as a batch
//! of ten. Method: the server notes every statement, and they are counted by what they do and to which table.

use std::collections::BTreeMap;
use std::fmt::Write;

use entente_core::agreement::model::SignalClass;
use entente_core::fact::{Channel, NewAbout, NewFact, Value, What};
use entente_core::identity::IdentityKey;
use entente_core::time::{Instant, Precision, Span};
use entente_desk::force::put_in_force;
use entente_desk::live::Desk;
use entente_store::Place;
use entente_testkit::postgres::{self, Server};
use expect_test::{Expect, expect};

use crate::desk::{AGREEMENT, at, signed};

/// A desk on a server that notes what it is asked.
struct Counted {
    server: Server,
    desk: Desk,
    now: Instant,
    told: usize,
}

impl Counted {
    /// With the sample agreement in force; none where there is no server.
    fn start() -> Option<Counted> {
        let server = postgres::start()?;
        let address = server.database();
        server.note_statements();
        let desk = Desk::open(address.parse::<Place>().unwrap()).unwrap();
        desk.write(|store| put_in_force(store, signed(AGREEMENT), at("01-01 00:00"))).unwrap();
        Some(Counted { server, desk, now: at("03-02 09:00"), told: 0 })
    }

    fn fact(&mut self, keys: Vec<IdentityKey>, what: What) -> NewFact {
        self.told += 1;
        let about = NewAbout::Lead { keys, account: None };
        NewFact { key: format!("m{}", self.told), about, at: self.now, precision: Precision::Second, by: None, what }
    }

    /// Views of pages by visitors of these numbers.
    fn views(&mut self, visitors: impl Iterator<Item = usize>) -> Vec<NewFact> {
        let viewed = |event: &str| What::Happened {
            event: event.to_owned(),
            properties: [("path".to_owned(), Value::Text("/pricing".to_owned()))].into(),
            class: SignalClass::Human,
        };
        visitors
            .map(|visitor| {
                let event = if visitor % 7 == 0 { "Webinar" } else { "Page" };
                self.fact(vec![IdentityKey::Anonymous(format!("v{visitor}"))], viewed(event))
            })
            .collect()
    }

    /// People of these numbers say who they are, and ask for a demo: two facts each.
    fn people(&mut self, people: impl Iterator<Item = usize>) -> Vec<NewFact> {
        let mut facts = Vec::new();
        for person in people {
            let keys = || {
                let mail = IdentityKey::Mail(format!("p{person}@firm{}.example", person % 40));
                vec![mail, IdentityKey::Anonymous(format!("v{person}"))]
            };
            let values = [("name", format!("Person {person}")), ("title", "Director".to_owned())];
            let values = values.into_iter().map(|(name, value)| (name.into(), Value::Text(value))).collect();
            facts.push(self.fact(keys(), What::Learnt { values, verified: false }));
            let demo = What::Happened { event: "Demo".to_owned(), properties: [].into(), class: SignalClass::Human };
            facts.push(self.fact(keys(), demo));
        }
        facts
    }

    /// Somebody calls people of these numbers, and their companies are described.
    fn calls(&mut self, people: impl Iterator<Item = usize>) -> Vec<NewFact> {
        let mut facts = Vec::new();
        for person in people {
            let key = IdentityKey::Mail(format!("p{person}@firm{}.example", person % 40));
            let (channel, outcome) = (Channel::Call, String::new());
            let what = What::Touched { channel, reached: true, lasted: None, personal: true, outcome };
            facts.push(self.fact(vec![key], what));
            let values = [("name", format!("Firm {person}")), ("city", format!("City {person}"))];
            let values = values.into_iter().map(|(name, value)| (name.into(), Value::Text(value))).collect();
            let about = NewAbout::Account(format!("firm{}.example", person % 40));
            facts.push(NewFact { about, ..self.fact(Vec::new(), What::Learnt { values, verified: false }) });
        }
        facts
    }

    /// What the server is asked while these are told, by what and to which table. Each is a way to it and back.
    fn asked(&mut self, facts: Vec<NewFact>) -> BTreeMap<String, usize> {
        let before = self.server.statements().len();
        self.now = self.now + Span::MINUTE;
        self.desk.ingest(self.now, facts).unwrap();
        let mut asked = BTreeMap::new();
        for statement in &self.server.statements()[before..] {
            *asked.entry(kind(statement)).or_insert(0) += 1;
        }
        asked
    }
}

/// What a statement does, and to which table.
fn kind(statement: &str) -> String {
    // A remark stands before some, in a line of its own.
    let start = ["insert ", "select ", "update ", "delete "].iter().filter_map(|word| statement.find(word)).min();
    let statement = if statement.starts_with("--") { &statement[start.unwrap_or(0)..] } else { statement };
    let words: Vec<&str> = statement.split(|letter: char| letter.is_whitespace() || "();,".contains(letter)).collect();
    // What is asked for many rows is asked for one beside them.
    let words = words.rsplit(|word| *word == "lateral").next().unwrap_or_default();
    let words: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
    let after = |word: &str| words.iter().position(|it| *it == word).and_then(|at| words.get(at + 1)).copied();
    let table = match words.first() {
        Some(&"insert") => after("into"),
        Some(&"update") => after("update"),
        Some(&"select" | &"delete") => after("from"),
        _ => None,
    };
    format!("{} {}", words.first().unwrap_or(&""), table.unwrap_or_default()).trim().to_owned()
}

/// The counts side by side, and their sums.
fn check(columns: &[BTreeMap<String, usize>], wanted: &Expect) {
    let kinds: std::collections::BTreeSet<&String> = columns.iter().flat_map(BTreeMap::keys).collect();
    let mut got = String::new();
    let mut row = |name: &str, count: &dyn Fn(&BTreeMap<String, usize>) -> usize| {
        write!(got, "{name:<26}").unwrap();
        columns.iter().for_each(|column| write!(got, "{:>5}", count(column)).unwrap());
        got.push('\n');
    };
    for kind in kinds {
        row(kind, &|column| column.get(kind).copied().unwrap_or(0));
    }
    row("in all", &|column| column.values().sum());
    wanted.assert_eq(&got);
}

#[test]
fn views_are_written_together() {
    let Some(mut counted) = Counted::start() else { return };
    // What is asked first is prepared first, and nobody holds a state yet.
    let first = counted.views(0..1_000);
    counted.asked(first);
    for number in 0..2 {
        let warm = counted.views(number * 80..number * 80 + 100);
        counted.asked(warm);
    }
    // Four of five are known.
    let [ten, hundred] = [10, 100].map(|count| {
        let batch = counted.views((500..500 + count * 4 / 5).chain(1_000 * count..1_000 * count + count / 5));
        counted.asked(batch)
    });
    check(
        &[ten, hundred],
        &expect![[r#"
            begin                         1    1
            delete clause_recent          1    1
            delete due                    1    1
            insert block                  1    2
            insert block_lead             1    2
            insert card                   1    1
            insert clause_day             1    1
            insert clause_recent          1    1
            insert cursor                 1    1
            insert due                    1    1
            insert entry                  1    0
            insert facet_leads            1    1
            insert fact_key               1    1
            insert identity               1    1
            insert lead                   1    1
            insert lead_pulse             1    1
            insert outbox                 1    1
            insert state                  1    1
            select                        1    1
            select agreement              1    1
            select block                  0    1
            select card                   1    1
            select cursor                 1    1
            select due                    2    2
            select facet                  2    2
            select facet_leads            1    1
            select fact_key               2    2
            select identity               2    2
            select lead                   2    2
            select lead_group             3    3
            select lead_profile           1    1
            select lead_pulse             1    1
            select outbox                 1    1
            select select                 1    1
            select state                  1    1
            update facet                  1    1
            in all                       42   44
        "#]],
    );
}

#[test]
fn people_who_are_handed_over_are_written_together() {
    let Some(mut counted) = Counted::start() else { return };
    let first = counted.views(0..1_000);
    counted.asked(first);
    for number in 0..3 {
        let warm = counted.people(number * 50..number * 50 + 50);
        counted.asked(warm);
    }
    let [ten, hundred] = [5, 50].map(|count| {
        let batch = counted.people((500..500 + count * 4 / 5).chain(1_000 * count..1_000 * count + count / 5));
        counted.asked(batch)
    });
    check(
        &[ten, hundred],
        &expect![[r#"
            begin                         1    1
            delete clause_recent          1    1
            insert account_card           1    1
            insert block                  2    2
            insert block_lead             2    2
            insert card                   3    3
            insert card_word              3    3
            insert clause_day             1    1
            insert clause_recent          1    1
            insert cursor                 1    1
            insert due                    1    1
            insert facet                  1    0
            insert facet_leads            1    1
            insert fact_key               1    1
            insert identity               1    1
            insert lead                   1    1
            insert lead_profile           1    1
            insert lead_pulse             1    1
            insert membership             1    1
            insert outbox                 1    1
            insert state                  1    1
            select                        1    1
            select account                3    3
            select account_card           1    1
            select account_profile        2    2
            select agreement              1    1
            select block                  1    1
            select card                   3    3
            select cursor                 1    1
            select due                    2    2
            select facet                  3    2
            select facet_leads            1    1
            select fact_key               2    2
            select identity               5    5
            select lead                   4    4
            select lead_group             8    8
            select lead_profile           3    3
            select lead_pulse             3    3
            select membership             1    1
            select outbox                 1    1
            select select                 1    1
            select state                  1    1
            update facet                  1    1
            in all                       76   74
        "#]],
    );
}

#[test]
fn calls_and_companies_are_written_together() {
    let Some(mut counted) = Counted::start() else { return };
    for number in 0..2 {
        let people = counted.people(number * 50..number * 50 + 50);
        counted.asked(people);
        let warm = counted.calls(number * 50..number * 50 + 50);
        counted.asked(warm);
    }
    let [ten, hundred] = [5, 50].map(|count| {
        let batch = counted.calls(40..40 + count);
        counted.asked(batch)
    });
    check(
        &[ten, hundred],
        &expect![[r#"
        begin                         1    1
        delete account_word           1    1
        delete card_word              1    1
        insert account_card           1    1
        insert account_profile        1    1
        insert account_word           1    1
        insert card                   1    1
        insert card_word              1    1
        insert cursor                 1    1
        insert due                    1    1
        insert entry                  1    1
        insert fact_key               1    1
        insert lead_pulse             1    1
        insert state                  1    1
        select                        1    1
        select account                6    6
        select account_card           2    2
        select account_profile        5    5
        select agreement              1    1
        select block                  0    1
        select card                   2    2
        select cursor                 1    1
        select due                    1    1
        select facet                  2    2
        select fact_key               1    1
        select identity               2    2
        select lead_group             3    3
        select membership             1    1
        select select                 1    1
        update card                   1    1
        in all                       44   45
    "#]],
    );
}
