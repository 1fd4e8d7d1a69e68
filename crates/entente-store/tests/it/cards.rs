//! Goal: a list is what a plain look at every card would give, whatever is filtered, searched, sorted and paged.

use entente_core::engine::status::Status;
use entente_core::id::{AccountId, ClauseId, LeadId, Name};
use entente_store::{AccountSort, AccountStanding, After, Batch, Card, CardSort, Filter, Standing, Store};
use proptest::prelude::*;

use crate::sample::{cases, day, store};

/// What a made-up lead is, by a few small numbers.
type Made = (u8, u8, Option<i64>, bool);

fn standing((stage, owner, due, late): Made) -> Standing {
    let words = |facet: &str, value: String| (facet.to_owned(), value);
    Standing {
        account: Some(AccountId(u64::from(owner) + 1)),
        stage: Some(Name::new(format!("s{stage}"))),
        status: Some(Status::New),
        owner: Some(Name::new(format!("o{owner}"))),
        in_hand: true,
        open: true,
        late,
        created: Some(day(i64::from(stage * 7 + owner) % 5)),
        due: due.map(day),
        due_clause: due.map(|_| ClauseId("sla.sales.touch".into())),
        facets: vec![words("stage", format!("s{stage}")), words("owner", format!("o{owner}"))],
        ..Standing::default()
    }
}

fn made() -> impl Strategy<Value = Option<Made>> {
    prop::option::weighted(0.9, (0..3_u8, 0..3_u8, prop::option::of(1..9_i64), any::<bool>()))
}

/// A store of leads that are made, and then made into something else or merged away.
fn store_of(first: &[Option<Made>], second: &[Option<Made>]) -> Store {
    let mut store = store();
    let count = first.len() as u64;
    let leads = (1..=count).map(|id| (LeadId(id), day(id as i64 % 4))).collect();
    let accounts = (1..=3).map(|id| (AccountId(id), format!("firma{id}.example"))).collect();
    let identities =
        (1..=count).map(|id| (format!("mail:w{}x{id}@a.example", id % 3).parse().unwrap(), LeadId(id))).collect();
    store.append(&Batch { leads, accounts, identities, ..Batch::default() }).unwrap();
    for made in [first, second] {
        let card = |(index, made): (usize, &Option<Made>)| (LeadId(index as u64 + 1), made.map(standing));
        let cards = made.iter().enumerate().map(card).collect();
        store.append(&Batch { cards, ..Batch::default() }).unwrap();
    }
    store
}

/// All pages of a list, one after the other.
fn walk(store: &Store, filter: &Filter, sort: CardSort, page: usize) -> Vec<Card> {
    let (mut cards, mut after): (Vec<Card>, Option<After>) = (Vec::new(), None);
    loop {
        let listed = store.list(filter, sort, after.as_ref(), page).unwrap();
        cards.extend(listed.cards);
        // Through text, as a page's address has it.
        let Some(next) = listed.next else {
            assert_eq!(listed.total, cards.len() as u64);
            return cards;
        };
        after = Some(next.to_string().parse().unwrap());
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_list_is_what_a_look_at_every_card_gives(
        made in prop::collection::vec((made(), made()), 1..40),
        stages in prop::collection::btree_set(0..4_u8, 0..3),
        owners in prop::collection::btree_set(0..3_u8, 0..3),
        word in prop::option::of(0..3_u8),
        page in 1_usize..9,
    ) {
        let (first, second): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        let store = store_of(&first, &second);
        let values = |of: &std::collections::BTreeSet<u8>, letter: &str| of.iter().map(|value| format!("{letter}{value}")).collect::<Vec<_>>();
        let facets = [("stage", values(&stages, "s")), ("owner", values(&owners, "o"))];
        let facets = facets.into_iter().filter(|(_, values)| !values.is_empty()).map(|(facet, values)| (facet.to_owned(), values));
        let filter = Filter { facets: facets.collect(), words: word.map_or_else(String::new, |word| format!("W{word}")) };

        let all: Vec<Card> = (1..=second.len() as u64).filter_map(|id| store.card(LeadId(id)).unwrap()).collect();
        prop_assert_eq!(all.len(), second.iter().flatten().count());
        let is_wanted = |card: &&Card| {
            let has = |facet: &str, value: &Option<Name>| filter.facets.iter().filter(|(asked, _)| asked == facet).all(|(_, values)| value.as_ref().is_some_and(|value| values.iter().any(|one| one == value.as_str())));
            has("stage", &card.stage) && has("owner", &card.owner) && word.is_none_or(|word| card.lead.0 % 3 == u64::from(word))
        };
        let wanted: Vec<&Card> = all.iter().filter(is_wanted).collect();
        for sort in [CardSort::Newest, CardSort::LongestQuiet, CardSort::RecentlyHeard, CardSort::DueSoonest] {
            let mut wanted: Vec<u64> = wanted.iter().map(|card| card.lead.0).collect();
            let key = |id: &u64| {
                let card = &all.iter().find(|card| card.lead.0 == *id).unwrap();
                let (heard, lead) = (card.heard.as_micros(), *id as i64);
                match sort {
                    CardSort::Newest => (0, -lead),
                    CardSort::LongestQuiet => (heard, lead),
                    CardSort::RecentlyHeard => (-heard, -lead),
                    CardSort::DueSoonest => card.due.map_or((i64::MAX, -lead), |due| (due.as_micros(), lead)),
                }
            };
            wanted.sort_by_key(key);
            let got: Vec<u64> = walk(&store, &filter, sort, page).iter().map(|card| card.lead.0).collect();
            prop_assert_eq!(got, wanted, "{:?}", sort);
        }
        let found: Vec<u64> = store.leads_in(&store.find(&filter).unwrap(), None, 99).unwrap().iter().map(|lead| lead.0).collect();
        prop_assert_eq!(found, wanted.iter().rev().map(|card| card.lead.0).collect::<Vec<_>>());
        prop_assert_eq!(store.cards_count().unwrap(), all.len() as u64);
    }
}

/// More than are sorted at once: the list follows an index instead, and gives the same.
#[test]
fn a_long_list_is_in_the_same_order_as_a_short_one() {
    let made: Vec<Option<Made>> = (0..1_300_u32)
        .map(|id| Some(((id % 2) as u8, (id % 3) as u8, (id % 5 == 0).then_some(i64::from(id % 97)), false)))
        .collect();
    let store = store_of(&made, &made);
    let filter = Filter { facets: vec![("stage".into(), vec!["s1".into()])], words: String::new() };
    let by_owner = |owner: &str| Filter {
        facets: vec![("stage".into(), vec!["s1".into()]), ("owner".into(), vec![owner.into()])],
        words: String::new(),
    };
    for sort in [CardSort::LongestQuiet, CardSort::RecentlyHeard, CardSort::DueSoonest, CardSort::Newest] {
        let long: Vec<Card> = walk(&store, &filter, sort, 100);
        assert_eq!(long.len(), 650, "{sort:?}");
        let owner = Some(Name::from("o2"));
        let part: Vec<Card> = long.into_iter().filter(|card| card.owner == owner).collect();
        assert_eq!(part, walk(&store, &by_owner("o2"), sort, 100), "{sort:?}");
    }
}

#[test]
fn a_facet_is_counted_as_if_it_were_not_asked_for_itself() {
    let made = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 1)].map(|(stage, owner)| Some((stage, owner, None, false)));
    let store = store_of(&made, &made);
    let count = |facets: &[(&str, &str)]| {
        let facets = facets.iter().map(|(facet, value)| ((*facet).to_owned(), vec![(*value).to_owned()])).collect();
        let counts = store.facet_counts(&Filter { facets, words: String::new() }, &["stage", "owner"]).unwrap();
        let show = |counts: Vec<entente_store::FacetCount>| {
            counts.iter().map(|one| format!("{}:{}", one.value, one.count)).collect::<Vec<_>>().join(" ")
        };
        counts.into_iter().map(show).collect::<Vec<_>>().join(" | ")
    };
    assert_eq!(count(&[]), "s1:3 s0:2 | o1:3 o0:2");
    assert_eq!(count(&[("stage", "s0")]), "s1:3 s0:2 | o0:1 o1:1");
    assert_eq!(count(&[("stage", "s1"), ("owner", "o1")]), "s1:2 s0:1 | o1:2 o0:1");
}

#[test]
fn accounts_are_listed_in_four_orders_and_found_by_their_words() {
    let mut store = store();
    let keys = ["kessler.example", "hanbit.example", "officine.example", "aster.example"];
    let accounts = keys.iter().zip(1..).map(|(key, id)| (AccountId(id), (*key).to_owned())).collect();
    let standing =
        |leads, open_deals| AccountStanding { owner: (leads > 2).then(|| Name::from("kim")), open_deals, leads };
    let standings = [standing(3, 1), standing(5, 0), standing(1, 2), standing(3, 0)];
    let account_cards = (1..).map(AccountId).zip(standings).collect();
    store.append(&Batch { accounts, account_cards, ..Batch::default() }).unwrap();
    let walk = |sort| {
        let (mut ids, mut after): (Vec<u64>, Option<After>) = (Vec::new(), None);
        loop {
            let (cards, next) = store.accounts(sort, after.as_ref(), 1).unwrap();
            ids.extend(cards.iter().map(|card| card.account.0));
            let Some(next) = next else { return ids };
            after = Some(next.to_string().parse().unwrap());
        }
    };
    assert_eq!(walk(AccountSort::Newest), [4, 3, 2, 1]);
    assert_eq!(walk(AccountSort::Name), [4, 2, 1, 3]);
    assert_eq!(walk(AccountSort::Leads), [2, 4, 1, 3]);
    assert_eq!(walk(AccountSort::Deals), [3, 1]);
    let ids = |cards: Vec<entente_store::AccountCard>| cards.iter().map(|card| card.account.0).collect::<Vec<_>>();
    assert_eq!(ids(store.accounts_of_owner(&Name::from("kim"), Some(AccountId(4)), 9).unwrap()), [2, 1]);
    assert_eq!(ids(store.accounts_called("exam HAN", 9).unwrap()), [2]);
    assert!(store.accounts_called("nobody", 9).unwrap().is_empty());
}

#[test]
fn the_end_of_a_page_that_is_none_is_refused_in_words() {
    for text in ["", "12", "x.5", ".5"] {
        let wrong = text.parse::<After>().unwrap_err();
        assert_eq!(wrong, format!("'{text}' is not the end of a page: start from the first"));
    }
}
