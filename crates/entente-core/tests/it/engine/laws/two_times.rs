//! Law: what is known of a lead goes by when things were so, not by when the log learnt of them. Held by telling one
//! history in the order in which it happened and again in any other, all of it late.

use std::collections::BTreeMap;

use entente_core::engine::state::LeadState;
use entente_core::engine::world::World;
use entente_core::fact::{About, Fact, Value, What};
use entente_core::id::{AccountId, LeadId, Name, Seq};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision, Span};
use entente_testkit::random::Random;

use crate::engine::storm::agreement;
use crate::engine::story::{instant, plan};

fn history(chance: &mut Random, start: Instant) -> Vec<Fact> {
    let mut at = start;
    let count = 4 + chance.below(20);
    (0..count)
        .map(|number| {
            // No two at once: of two things said of the same instant the one told first stands, in either order.
            at = at + Span::from_seconds(1 + chance.below(40_000) as i64);
            let (about, what) = told(chance);
            Fact { key: format!("h:{number}"), about, at, precision: Precision::Second, known: at, by: None, what }
        })
        .collect()
}

fn told(chance: &mut Random) -> (About, What) {
    let lead = About::Lead(LeadId(1));
    let account = About::Account(AccountId(1));
    let learnt = |chance: &mut Random, name: &str, value: Value| What::Learnt {
        values: BTreeMap::from([(Name::from(name), value)]),
        verified: chance.below(4) == 0,
    };
    match chance.below(9) {
        0 => {
            let value = Value::Text(["staff", "director", "chief"][chance.below(3) as usize].to_owned());
            (lead, learnt(chance, "seniority", value))
        }
        1 => (lead, learnt(chance, "seniority", Value::Null)),
        2 => {
            let value = Value::Number(Decimal::from_int(chance.below(3000) as i64));
            (account, learnt(chance, "employees", value))
        }
        3 => {
            let value = Value::Text(["DE", "KR"][chance.below(2) as usize].to_owned());
            (account, learnt(chance, "country", value))
        }
        4 => (lead, What::Created { source: Some(["web", "fair"][chance.below(2) as usize].to_owned()) }),
        5 => {
            let owner = [None, Some(Name::from("ama")), Some(Name::from("jonas"))][chance.below(3) as usize].clone();
            (account, What::Owned { owner })
        }
        6 => {
            let none = String::new();
            let (purpose, channel) = ("marketing".to_owned(), "mail".to_owned());
            let given = chance.below(2) == 0;
            (lead, What::Consent { given, purpose, channel, wording: none.clone(), evidence: none })
        }
        7 => (lead, What::Bounced { hard: chance.below(3) == 0 }),
        _ => (lead, What::Joined { account: AccountId(1 + chance.below(2)) }),
    }
}

/// What is known at the end: fields, fit, source, consent, account, and who owns that.
fn known(log: &[Fact]) -> String {
    let mut world = World::new(vec![plan(&agreement())]);
    // A lead and accounts that exist before anything is told of them.
    for (index, fact) in log.iter().enumerate() {
        world.replay_fact(Seq(index as u64 + 1), fact);
    }
    let nothing = LeadState::new(LeadId(1), world.plan().unwrap());
    let lead = world.lead(LeadId(1)).unwrap_or(&nothing);
    let owners: Vec<_> = (1..=2).map(|id| world.account(AccountId(id)).and_then(|one| one.owner.clone())).collect();
    let created = lead.created.map(|when| when.at);
    let (numbers, texts) = (&lead.numbers, &lead.texts);
    format!(
        "{created:?} {:?} {numbers:?} {texts:?} fit {} {} consent {:?} bounced {} in {:?} owned {owners:?}",
        lead.source, lead.fit, lead.vetoed, lead.consent, lead.bounced, lead.account
    )
}

#[test]
fn whatever_the_order_of_learning_the_same_is_known() {
    let mut different = std::collections::BTreeSet::new();
    for seed in 0..400 {
        let mut chance = Random(seed);
        let start = instant("03-02 08:00");
        let in_order = history(&mut chance, start);
        let wanted = known(&in_order);
        let end = start + Span::DAY.times(60);
        let mut shuffled = in_order.clone();
        for place in (1..shuffled.len()).rev() {
            shuffled.swap(place, chance.below(place as u64 + 1) as usize);
        }
        shuffled.iter_mut().for_each(|fact| fact.known = end);
        assert_eq!(known(&shuffled), wanted, "seed {seed}\n{in_order:#?}\n{shuffled:#?}");
        different.insert(wanted);
    }
    assert!(different.len() > 300, "only {} histories", different.len());
}

/// Files often know a date and no more: two rows of one day are of one instant.
#[test]
fn of_two_things_said_of_one_instant_the_one_told_last_stands() {
    let at = instant("03-02 00:00");
    let lead = |what| (About::Lead(LeadId(1)), what);
    let learnt = |value: &str, verified| {
        let values = BTreeMap::from([(Name::from("seniority"), Value::Text(value.to_owned()))]);
        lead(What::Learnt { values, verified })
    };
    let consent = |given| {
        let (none, purpose, channel) = (String::new(), "marketing".to_owned(), "mail".to_owned());
        lead(What::Consent { given, purpose, channel, wording: none.clone(), evidence: none })
    };
    let joined = |account| lead(What::Joined { account: AccountId(account) });
    let created = |source: &str| lead(What::Created { source: Some(source.to_owned()) });
    let owned = |owner: &str| (About::Account(AccountId(1)), What::Owned { owner: Some(Name::from(owner)) });
    let rows = [
        ("learnt, learnt", [learnt("staff", false), learnt("chief", false)]),
        ("vouched, learnt", [learnt("staff", true), learnt("chief", false)]),
        ("learnt, vouched", [learnt("staff", false), learnt("chief", true)]),
        ("vouched, vouched", [learnt("staff", true), learnt("chief", true)]),
        ("yes, no", [consent(true), consent(false)]),
        ("no, yes", [consent(false), consent(true)]),
        ("joined 1, joined 2", [joined(1), joined(2)]),
        ("from web, from fair", [created("web"), created("fair")]),
        ("owned by ama, by jonas", [owned("ama"), owned("jonas")]),
    ];
    let told: Vec<String> = rows
        .into_iter()
        .map(|(says, facts)| {
            let fact = |(about, what)| Fact {
                key: says.to_owned(),
                about,
                at,
                precision: Precision::Day,
                known: at,
                by: None,
                what,
            };
            let log = facts.map(fact);
            let mut world = World::new(vec![plan(&agreement())]);
            (0..2).for_each(|index| world.replay_fact(Seq(index as u64 + 1), &log[index]));
            let lead = world.lead(LeadId(1));
            // A chief is worth 30 points of fit, staff none.
            let fit = lead
                .filter(|_| says.contains("learnt") || says.contains("vouched"))
                .map(|lead| format!("fit {}", lead.fit));
            let owner = world.account(AccountId(1)).and_then(|account| account.owner.clone());
            let said = [
                fit,
                lead.and_then(|lead| lead.consent).map(|given| if given { "yes" } else { "no" }.to_owned()),
                lead.and_then(|lead| lead.account).map(|account| account.to_string()),
                lead.and_then(|lead| lead.source.clone()).map(String::from),
                owner.map(|owner| owner.to_string()),
            ];
            format!("{says}: {}", said.into_iter().flatten().collect::<Vec<_>>().join(" "))
        })
        .collect();
    expect_test::expect![[r#"
        learnt, learnt: fit 30
        vouched, learnt: fit 0
        learnt, vouched: fit 30
        vouched, vouched: fit 30
        yes, no: no
        no, yes: no
        joined 1, joined 2: account_2
        from web, from fair: fair
        owned by ama, by jonas: jonas"#]]
    .assert_eq(&told.join("\n"));
}
