//! Goal: whatever happened, all screens tell of one company: the board, the lists, the queues, the accounts, the search and
//! the explanation of each lead agree, on both databases. Method: stories from a seed, looked at on every screen as they go.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use entente_core::id::{LeadId, Name};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use entente_desk::explain::explain;
use entente_desk::force::{InForce, in_force, put_in_force};
use entente_desk::leads::{self, Row};
use entente_desk::{accounts, board, queue, search};
use entente_store::{Place, Store};
use entente_testkit::postgres;
use entente_testkit::random::Random;

use crate::desk::{AGREEMENT, Desk, assert_rebuilds, at, shown, signed};

const PEOPLE: [&str; 8] = ["ana", "ben", "cyd", "dan", "eve", "fay", "gus", "hal"];

/// Something that may happen next, to whom it may happen.
fn happening(random: &mut Random, now: Instant) -> String {
    let number = random.below(PEOPLE.len() as u64) as usize;
    let person = PEOPLE[number];
    // Three people share a company, and two only ever come by their browsers.
    let who = match number {
        0..3 => format!("{person}@acme.example"),
        3..6 => format!("{person}@firm{number}.example"),
        _ => format!("?{person}"),
    };
    let what = random.one(&[
        "created from ads",
        "created from fair",
        "role boss",
        "role staff",
        "is name Somebody",
        "demo",
        "demo",
        "page",
        "page",
        "page",
        "webinar one",
        "called",
        "called",
        "accepted",
        "accepted",
        "rejected unreachable",
        "rated 4",
        "opened 400",
        "won 400",
    ]);
    let what = if random.happens(1) { "erased" } else { what };
    let account =
        if random.happens(10) { format!("acme.example: | {} | size 200\n", shown(now)) } else { String::new() };
    format!("{account}{who} | {} | {what}\n", shown(now))
}

/// Tells a story of so many facts, and looks at every screen five times on the way.
fn tell(desk: &mut Desk, seed: u64, facts: usize, mut look: impl FnMut(&Desk, Instant)) {
    let mut random = Random(seed);
    let mut now = at("03-02 08:00");
    for number in 1..=facts {
        now = now + Span::MINUTE.times(1 + random.below(900) as i64);
        desk.tell(&happening(&mut random, now));
        desk.run(&shown(now));
        if number % (facts / 5) == 0 {
            look(desk, now);
        }
    }
}

/// All leads of a list, page after page.
fn list(desk: &Desk, plans: &[InForce], query: &str, now: Instant) -> Vec<Row> {
    let (mut rows, mut query) = (Vec::new(), query.to_owned());
    loop {
        let page = leads::view(&desk.store, plans, 1, &query, now).unwrap();
        assert!(page.refused.is_empty(), "{query}: {:?}", page.refused);
        rows.extend(page.rows);
        match page.next {
            Some(next) => query = next.to_string(),
            None => {
                assert_eq!(rows.len() as u64, page.total, "{query}: a list says how long it is");
                return rows;
            }
        }
    }
}

fn ids<'a>(rows: impl IntoIterator<Item = &'a Row>) -> BTreeSet<LeadId> {
    rows.into_iter().map(|row| row.lead).collect()
}

/// Every way of looking at the company holds against the list of all its leads.
fn agree(desk: &Desk, now: Instant, place: &str) {
    let plans = in_force(&desk.store).unwrap();
    let all = list(desk, &plans, "", now);
    assert_eq!(ids(&all).len(), all.len(), "{place}: each lead stands once");
    board_agrees(desk, &plans, &all, now, place);
    queues_agree(desk, &plans, &all, now, place);
    accounts_agree(desk, &plans, &all, now, place);
    for row in &all {
        explained_agrees(desk, &plans, row, now, place);
    }
}

fn board_agrees(desk: &Desk, plans: &[InForce], all: &[Row], now: Instant, place: &str) {
    let board = board::view(&desk.store, plans, "", now).unwrap();
    let mut on_board = BTreeSet::new();
    for column in &board.columns {
        let name = &column.stage.name;
        let listed = list(desk, plans, &column.list.to_string(), now);
        assert_eq!(listed.len() as u64, column.total, "{place}: stage {name}");
        let is_of = |row: &&Row| row.stage.as_ref().is_some_and(|stage| stage.name == *name);
        assert_eq!(ids(&listed), ids(all.iter().filter(is_of)), "{place}: stage {name}");
        assert!(ids(&column.rows).is_subset(&ids(&listed)), "{place}: stage {name}");
        on_board.extend(ids(&listed));
    }
    let staged = ids(all.iter().filter(|row| row.stage.is_some()));
    assert_eq!(on_board, staged, "{place}: whoever is in a stage stands on the board");
}

fn queues_agree(desk: &Desk, plans: &[InForce], all: &[Row], now: Instant, place: &str) {
    for person in ["kim", "lee", "max"] {
        let queue = queue::view(&desk.store, plans, &Name::from(person), now).unwrap();
        let queued: BTreeSet<LeadId> = queue.bands.iter().flat_map(|band| &band.rows).map(|row| row.lead).collect();
        let own = list(desk, plans, &format!("owner={person}&in_hand=yes"), now);
        assert_eq!(queued, ids(&own), "{place}: the queue of {person}");
        assert!(own.iter().all(|row| ids(all).contains(&row.lead)), "{place}: {person}");
        assert_eq!(queue.standing.holds as usize, own.len(), "{place}: how many {person} holds");
    }
}

fn accounts_agree(desk: &Desk, plans: &[InForce], all: &[Row], now: Instant, place: &str) {
    let mut by_account: BTreeMap<_, u32> = BTreeMap::new();
    for account in all.iter().filter_map(|row| row.account) {
        *by_account.entry(account).or_default() += 1;
    }
    let listed = accounts::view(&desk.store, plans, "", now).unwrap();
    let people: BTreeMap<_, u32> =
        listed.rows.iter().filter(|row| row.people > 0).map(|row| (row.account, row.people)).collect();
    assert_eq!(people, by_account, "{place}: how many people each account has");
    for row in listed.rows.iter().filter(|row| row.people > 0) {
        let account = accounts::account(&desk.store, plans, row.account, now).unwrap().unwrap();
        assert_eq!(account.people.len() as u32, row.people, "{place}: {}", row.name);
        assert_eq!(account.deals.len() as u32, row.open_deals, "{place}: open deals of {}", row.name);
    }
}

/// What a list shows of a lead is what its explanation comes to, and the explanation adds up.
fn explained_agrees(desk: &Desk, plans: &[InForce], row: &Row, now: Instant, place: &str) {
    let story = explain(&desk.store, &row.lead.to_string(), Some(now)).unwrap();
    let explained = story.explained.unwrap();
    let place = format!("{place}: {}", row.lead);
    // Of a lead that was given up no score is decided any more: its list shows what was decided last.
    let is_given_up = row.stage.as_ref().is_some_and(|stage| stage.name.as_str() == "disqualified");
    if !is_given_up {
        assert_eq!(row.tile, format!("{}{}", explained.grade, explained.level), "{place}");
    }
    assert_eq!(row.owner.as_ref().map(|owner| &owner.handle), explained.owner.as_ref(), "{place}");
    if let Some(stage) = &row.stage {
        assert_eq!(stage.name, explained.stage, "{place}");
    }
    let sum = explained.engagement_parts.iter().fold(Decimal::ZERO, |sum, part| sum.plus(part.points));
    let most = Decimal::from_int(100);
    assert_eq!(explained.engagement, sum.min(most), "{place}: engagement is the sum of its parts");
    if let Some(mail) = &row.mail {
        let found = search::search(&desk.store, plans, mail, now).unwrap();
        assert_eq!(found.leads.first().map(|first| first.lead), Some(row.lead), "{place}: found by {mail}");
    }
}

#[test]
fn all_screens_agree_however_the_story_goes() {
    let mut seen = (0, 0);
    for seed in 0..10 {
        let mut desk = Desk::in_memory();
        tell(&mut desk, seed, 60, |desk, now| agree(desk, now, &format!("seed {seed} at {}", shown(now))));
        assert_rebuilds(&mut desk);
        let plans = in_force(&desk.store).unwrap();
        let all = list(&desk, &plans, "", at("12-01 00:00"));
        seen.0 += all.iter().filter(|row| row.owner.is_some()).count();
        seen.1 +=
            all.iter().filter(|row| row.stage.as_ref().is_some_and(|stage| stage.name.as_str() == "customer")).count();
    }
    assert!(seen.0 > 8 && seen.1 > 8, "too little happened to tell: {seen:?}");
}

/// All screens in words.
fn words(desk: &Desk, now: Instant) -> String {
    let plans = in_force(&desk.store).unwrap();
    let mut text = String::new();
    for column in board::view(&desk.store, &plans, "", now).unwrap().columns {
        writeln!(text, "{}: {}", column.stage.name, column.total).unwrap();
        column.rows.iter().for_each(|row| writeln!(text, "  {row:?}").unwrap());
    }
    for person in ["kim", "lee", "max"] {
        writeln!(text, "{:?}", queue::view(&desk.store, &plans, &Name::from(person), now).unwrap()).unwrap();
    }
    for query in ["", "sort=name", "late=yes", "status=new", "q=acme"] {
        let list = leads::view(&desk.store, &plans, 1, query, now).unwrap();
        writeln!(text, "{query}: {} of {}, {:?}, {:?}", list.total, list.every, list.rows, list.facets).unwrap();
    }
    for row in accounts::view(&desk.store, &plans, "", now).unwrap().rows {
        writeln!(text, "{:?}", accounts::account(&desk.store, &plans, row.account, now).unwrap()).unwrap();
    }
    writeln!(text, "{:?}", search::search(&desk.store, &plans, "a", now).unwrap()).unwrap();
    text
}

#[test]
fn both_databases_show_the_same() {
    let Some(address) = postgres::database() else { return };
    let mut store = Store::open(address.parse::<Place>().unwrap()).unwrap();
    put_in_force(&mut store, signed(AGREEMENT), at("01-01 00:00")).unwrap();
    let mut served = Desk::at(store);
    let mut own = Desk::in_memory();
    let (mut here, mut there) = (Vec::new(), Vec::new());
    tell(&mut own, 21, 40, |desk, now| here.push(words(desk, now)));
    tell(&mut served, 21, 40, |desk, now| there.push(words(desk, now)));
    for (place, (here, there)) in here.iter().zip(&there).enumerate() {
        for (one, other) in here.lines().zip(there.lines()) {
            assert_eq!(one, other, "look {place}");
        }
    }
    assert_eq!(here, there);
    assert_eq!(own.decided(), served.decided());
}
