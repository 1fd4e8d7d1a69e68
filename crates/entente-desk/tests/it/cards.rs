//! Goal: a lead's card says what its state and the facts say, at every step, and is the same after a rebuild.

use entente_core::id::{LeadId, Name};
use entente_store::{Card, CardSort, Filter, Store};
use expect_test::{Expect, expect};

use crate::desk::{Desk, assert_rebuilds, at, shown};

fn show(card: &Card) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let name = |name: &Option<Name>| name.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
    let time = |at: Option<_>| at.map_or_else(|| "-".to_owned(), shown);
    let due = card.due_clause.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
    format!(
        "{} {} | {} | {} | {} {} {}{} | {}{} | due {} {due}{} | heard {} touched {}\n",
        card.lead,
        text(&card.name),
        text(&card.title),
        text(&card.company),
        name(&card.stage),
        card.status.as_str(),
        name(&card.grade),
        name(&card.level),
        name(&card.owner),
        if card.in_hand { " in hand" } else { "" },
        time(card.due),
        if card.late { " late" } else { "" },
        shown(card.heard),
        time(card.touched),
    )
}

fn cards(store: &Store) -> String {
    let listed = store.list(&Filter::default(), CardSort::Newest, None, 99).unwrap();
    assert_eq!(listed.total, listed.cards.len() as u64);
    listed.cards.iter().rev().map(show).collect()
}

/// After each step the cards are these, before and after a rebuild.
#[track_caller]
fn check(desk: &mut Desk, wanted: &Expect) {
    wanted.assert_eq(&cards(&desk.store));
    assert_rebuilds(desk);
}

#[test]
fn a_card_follows_its_lead() {
    let mut desk = Desk::new();
    desk.tell(
        "ana@acme.example | 03-02 08:00 | created
         ana | 03-02 09:00 | is first_name Ana
         ana | 03-02 09:00 | is last_name Weber
         ana | 03-02 09:00 | is title Head of logistics
         ana | 03-02 09:00 | role boss
         ?b7 | 03-02 09:00 | page",
    );
    desk.run("03-02 09:30");
    check(
        &mut desk,
        &expect![[r#"
            lead_1 Ana Weber | Head of logistics | acme.example | inquiry nurturing B3 | - | due - - | heard 03-02 08:00 touched -
            lead_2 - | - | - | inquiry nurturing C3 | - | due - - | heard 03-02 09:00 touched -
        "#]],
    );
    desk.tell(
        "ana | 03-02 10:00 | demo
         acme.example: | 03-02 10:00 | is name Acme Logistik",
    );
    desk.run("03-02 10:00");
    check(
        &mut desk,
        &expect![[r#"
            lead_1 Ana Weber | Head of logistics | Acme Logistik | mql new B1 | kim in hand | due 03-02 14:00 sla.sales.touch | heard 03-02 10:00 touched -
            lead_2 - | - | - | inquiry nurturing C3 | - | due - - | heard 03-02 09:00 touched -
        "#]],
    );
    desk.run("03-02 15:00");
    check(
        &mut desk,
        &expect![[r#"
            lead_1 Ana Weber | Head of logistics | Acme Logistik | mql new B2 | lee in hand | due 03-02 14:00 sla.sales.touch late | heard 03-02 10:00 touched -
            lead_2 - | - | - | inquiry nurturing C3 | - | due - - | heard 03-02 09:00 touched -
        "#]],
    );
    desk.tell("ana | 03-02 16:00 | called");
    desk.run("03-02 17:00");
    check(
        &mut desk,
        &expect![[r#"
            lead_1 Ana Weber | Head of logistics | Acme Logistik | mql connected B2 | lee in hand | due 03-04 10:00 sla.sales.decide | heard 03-02 10:00 touched 03-02 16:00
            lead_2 - | - | - | inquiry nurturing C3 | - | due - - | heard 03-02 09:00 touched -
        "#]],
    );
    desk.tell("ana | 03-02 18:00 | rejected unreachable");
    desk.run("03-02 18:00");
    check(
        &mut desk,
        &expect![[r#"
            lead_1 Ana Weber | Head of logistics | Acme Logistik | engaged nurturing B2 | - | due - - | heard 03-02 10:00 touched 03-02 16:00
            lead_2 - | - | - | inquiry nurturing C3 | - | due - - | heard 03-02 09:00 touched -
        "#]],
    );
}

#[test]
fn what_is_told_shows_at_once_and_the_better_word_stands() {
    let mut desk = Desk::new();
    desk.tell("ana@acme.example | 03-02 08:00 | page");
    desk.run("03-02 09:00");
    desk.tell(
        "ana | 03-04 08:00 | is title Buyer
         ana | 03-03 08:00 | is title Intern
         ana | 03-05 08:00 | is name 최유나
         ana | 03-05 08:00 | page",
    );
    check(
        &mut desk,
        &expect![[r#"
            lead_1 최유나 | Buyer | acme.example | inquiry nurturing C3 | - | due - - | heard 03-05 08:00 touched -
        "#]],
    );
    desk.tell("ana | 03-06 08:00 | is title");
    desk.tell("ana | 03-06 08:00 | erased");
    check(
        &mut desk,
        &expect![[r#"
            lead_1 - | - | acme.example | inquiry nurturing C3 | - | due - - | heard 03-05 08:00 touched -
        "#]],
    );
    desk.run("03-07 08:00");
    check(
        &mut desk,
        &expect![[r#"
            lead_1 - | - | - | disqualified closed C2 | - | due - - | heard 03-05 08:00 touched -
        "#]],
    );
    assert_eq!(desk.store.card(LeadId(1)).unwrap().unwrap().mail, None, "who was erased has no address to show");
}

#[test]
fn leads_that_are_one_have_one_card_and_two_when_they_are_parted() {
    let mut desk = Desk::new();
    desk.tell(
        "ana | 03-02 09:00 | is name Ana
         bob@acme.example | 03-02 09:00 | is title Director
         bob | 03-02 10:00 | called",
    );
    desk.run("03-02 11:00");
    desk.tell("bob | 03-03 09:00 | linked lead_1");
    // Told, and not decided yet: both cards show what is told of either.
    check(
        &mut desk,
        &expect![[r#"
            lead_1 Ana | Director | - | inquiry nurturing C3 | - | due - - | heard 03-02 09:00 touched 03-02 10:00
            lead_2 Ana | Director | acme.example | inquiry nurturing C3 | - | due - - | heard 03-02 09:00 touched 03-02 10:00
        "#]],
    );
    desk.run("03-03 09:00");
    check(
        &mut desk,
        &expect![[r#"
            lead_1 Ana | Director | acme.example | inquiry nurturing C3 | - | due - - | heard 03-02 09:00 touched 03-02 10:00
        "#]],
    );
    desk.tell("bob | 03-04 09:00 | unlinked lead_1");
    desk.run("03-04 09:00");
    check(
        &mut desk,
        &expect![[r#"
            lead_1 Ana | - | - | inquiry nurturing C3 | - | due - - | heard 03-02 09:00 touched -
            lead_2 - | Director | acme.example | inquiry nurturing C3 | - | due - - | heard 03-02 09:00 touched 03-02 10:00
        "#]],
    );
}

#[test]
fn a_list_is_found_by_its_facets_and_by_the_start_of_words() {
    let mut desk = Desk::new();
    desk.tell(
        "ana@acme.example | 03-02 08:00 | role boss
         bob@acme.example | 03-02 08:00 | page
         eve | 03-02 08:00 | is name 최유나
         acme.example: | 03-02 08:30 | is name Größe & Söhne
         ana | 03-02 09:00 | demo",
    );
    desk.run("03-02 15:00");
    type Facets<'a> = &'a [(&'a str, &'a str)];
    let found = |facets: Facets<'_>, words: &str| {
        let facets = facets.iter().map(|(facet, value)| ((*facet).to_owned(), vec![(*value).to_owned()])).collect();
        let filter = Filter { facets, words: words.to_owned() };
        let listed = desk.store.list(&filter, CardSort::Newest, None, 9).unwrap();
        listed.cards.iter().map(|card| card.lead.to_string()).collect::<Vec<_>>().join(" ")
    };
    let rows: [(Facets<'_>, &str, &str); 9] = [
        (&[], "", "lead_3 lead_2 lead_1"),
        (&[("stage", "mql")], "", "lead_1"),
        (&[("stage", "inquiry")], "", "lead_3 lead_2"),
        (&[("stage", "inquiry"), ("late", "yes")], "", ""),
        (&[("late", "yes"), ("owner", "lee")], "", "lead_1"),
        (&[], "größe", "lead_2 lead_1"),
        (&[], "SÖHNE ana", "lead_1"),
        (&[], "최유", "lead_3"),
        (&[("stage", "sal")], "최유", ""),
    ];
    for (facets, words, wanted) in rows {
        assert_eq!(found(facets, words), wanted, "{facets:?} {words}");
    }
    let counts = desk.store.facet_counts(&Filter::default(), &["stage", "grade", "owner"]).unwrap();
    let counts: Vec<String> = counts.iter().flatten().map(|count| format!("{} {}", count.value, count.count)).collect();
    assert_eq!(counts, ["inquiry 2", "mql 1", "C 2", "B 1", "lee 1"]);
}

#[test]
fn queues_are_by_what_is_due_and_by_who_has_nobody() {
    let mut desk = Desk::new();
    desk.tell(
        "kim! | 03-01 00:00 | away 03-01 00:00 03-20 00:00
         lee! | 03-01 00:00 | away 03-04 00:00 03-20 00:00
         ana | 03-02 08:00 | role boss
         ana | 03-02 09:00 | demo
         bob | 03-02 08:00 | role boss
         bob | 03-02 08:30 | demo
         eve | 03-04 08:00 | role boss
         eve | 03-04 08:30 | demo",
    );
    desk.run("03-04 09:00");
    let leads = |cards: Vec<Card>| cards.iter().map(|card| card.lead.0).collect::<Vec<_>>();
    let store = &desk.store;
    assert_eq!(leads(store.cards_of_owner(&Name::from("lee")).unwrap()), [2, 1]);
    assert!(store.cards_of_owner(&Name::from("kim")).unwrap().is_empty());
    assert_eq!(leads(store.cards_due(at("03-02 12:30"), 9).unwrap()), [2]);
    assert_eq!(leads(store.cards_due(at("03-02 13:00"), 9).unwrap()), [2, 1]);
    assert_eq!(leads(store.cards_unowned(9).unwrap()), [3]);
    assert_rebuilds(&mut desk);
}
