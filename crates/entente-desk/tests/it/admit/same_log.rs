//! Goal: how facts are cut into calls, and how often they are told, changes nothing in the log.

use proptest::prelude::*;

use super::*;

/// Facts of a few people who share browsers, accounts and times.
fn facts() -> impl Strategy<Value = Vec<NewFact>> {
    let mail = prop::sample::select(vec!["", "mail:ana@gmail.com", "mail:bob@x.example", "mail:eve@x.example"]);
    let browser = prop::sample::select(vec!["", "anonymous:b1", "anonymous:b2"]);
    let account = prop::sample::select(vec!["", " @ x.example", " @ crm-7"]);
    let what = prop::sample::select(vec!["viewed", "created ads", "accepted", "linked lead_1", "unlinked lead_1"]);
    let row = (mail, browser, account, 1..28, what);
    prop::collection::vec(row, 1..40).prop_map(|rows| {
        let text = |(number, (mail, browser, account, day, what)): (usize, (&str, &str, &str, i32, &str))| {
            read(&format!("m{number} | {mail} {browser}{account} | {day} | {what}"))
        };
        rows.into_iter().enumerate().map(text).collect()
    })
}

/// Everything the facts came to: the log, and the keys and links beside it.
fn result(store: &Store) -> String {
    let leads = 1..store.next_lead().unwrap().0;
    let leads = leads.map(entente_core::id::LeadId).map(|lead| {
        let (keys, linked) = (store.lead_label(lead).unwrap(), store.linked(lead).unwrap());
        format!("{lead} {keys:?} {linked:?} {:?}\n", store.account_of(lead).unwrap())
    });
    log(store) + &leads.collect::<String>() + &format!("{:?}", store.digest().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_split_with_any_repetition_gives_the_same_log(
        facts in facts(),
        cuts in prop::collection::vec(1_usize..8, 1..40),
        repeats in prop::collection::vec(0_usize..8, 1..40),
    ) {
        let mut whole = Store::in_memory().unwrap();
        let at_once = admit(&mut whole, facts.clone(), Mode::History).unwrap();

        let mut parts = Store::in_memory().unwrap();
        let (mut rest, mut accepted, mut told) = (&facts[..], 0, 0);
        for (cut, repeat) in cuts.iter().zip(&repeats).cycle() {
            if rest.is_empty() {
                break;
            }
            let (part, later) = rest.split_at((*cut).min(rest.len()));
            let mut part = part.to_vec();
            // What names a lead by number may be refused first and stand later, so only other facts are repeated.
            let again = part[repeat % part.len()].clone();
            if !matches!(again.what, What::Linked { .. } | What::Unlinked { .. }) {
                part.push(again);
            }
            let tally = admit(&mut parts, part.clone(), Mode::History).unwrap().tally();
            prop_assert_eq!(tally.accepted + tally.duplicate + tally.refused, part.len() as u64);
            accepted += tally.accepted;
            told += 1;
            rest = later;
        }
        prop_assert!(told > 0);
        prop_assert_eq!(accepted, at_once.tally().accepted);
        prop_assert_eq!(result(&parts), result(&whole));
    }

    #[test]
    fn dropping_what_is_derived_and_folding_again_gives_the_same_bytes(facts in facts()) {
        let mut store = Store::in_memory().unwrap();
        admit(&mut store, facts, Mode::History).unwrap();
        let before = result(&store);
        store.drop_derived().unwrap();
        prop_assert_eq!(result(&store), before);
    }
}
