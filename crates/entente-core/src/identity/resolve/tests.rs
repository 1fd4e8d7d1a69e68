//! Goal: which lead some keys mean. Method: a table of told keys over one fixed base; the last column is the answer.
//!
//! The base: `ana` is lead 1 with browser `b1`; `eve` is lead 2 under mail and `crm:2`; browser `b3` is visitor 3;
//! browser `b4` is visitor 4; lead 5 (`user:5`) is linked into lead 1.

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn base(key: &IdentityKey) -> Option<Holder> {
    let holder = |lead, root, has_strong| Some(Holder { lead: LeadId(lead), root: LeadId(root), has_strong });
    match key.to_string().as_str() {
        "mail:ana" | "anonymous:b1" => holder(1, 1, true),
        "mail:eve" | "record:crm:2" => holder(2, 2, true),
        "anonymous:b3" => holder(3, 3, false),
        "anonymous:b4" => holder(4, 4, false),
        "user:5" => holder(5, 1, true),
        _ => None,
    }
}

fn numbers(leads: &[LeadId]) -> Vec<u64> {
    leads.iter().map(|lead| lead.0).collect()
}

fn texts(keys: &[IdentityKey]) -> Vec<String> {
    keys.iter().map(IdentityKey::to_string).collect()
}

#[track_caller]
fn check(want: &Expect) {
    let mut got = String::new();
    for row in want.data().trim().lines() {
        let told = row.split(" => ").next().unwrap_or_default().trim();
        let keys: Vec<IdentityKey> = told.split_whitespace().map(|key| key.parse().unwrap()).collect();
        let answer = match resolve(&keys, |key| Ok::<_, ()>(base(key))).unwrap() {
            Resolution::Nobody => "nobody".to_owned(),
            Resolution::New { learns } => format!("new, learns {}", texts(&learns).join(" ")),
            Resolution::Known { lead, learns, joins, same } => {
                let mut parts = vec![lead.to_string()];
                parts.extend((!learns.is_empty()).then(|| format!("learns {}", texts(&learns).join(" "))));
                parts.extend((!joins.is_empty()).then(|| format!("joins {:?}", numbers(&joins))));
                parts.extend((!same.is_empty()).then(|| format!("perhaps {:?}", numbers(&same))));
                parts.join(", ")
            }
        };
        got += &format!("{told:<40} => {answer}\n");
    }
    want.assert_eq(&got);
}

#[test]
fn one_key() {
    check(&expect![[r#"
        mail:ana                                 => lead_1
        mail:new                                 => new, learns mail:new
        anonymous:b1                             => lead_1
        anonymous:b3                             => lead_3
        anonymous:new                            => new, learns anonymous:new
    "#]]);
}

#[test]
fn a_strong_key_decides_and_brings_the_others_along() {
    check(&expect![[r#"
        mail:ana user:new                        => lead_1, learns user:new
        user:new mail:ana                        => lead_1, learns user:new
        mail:new user:new mail:new               => new, learns mail:new user:new
        mail:ana anonymous:new                   => lead_1, learns anonymous:new
        mail:ana mail:eve                        => lead_1, perhaps [2]
        mail:eve mail:ana user:5                 => lead_2, perhaps [1]
        mail:ana user:5                          => lead_1
        mail:eve record:crm:2                    => lead_2
    "#]]);
}

#[test]
fn a_browser_joins_a_visitor_to_somebody_known_and_never_two_known_people() {
    check(&expect![[r#"
        mail:new anonymous:b3                    => lead_3, learns mail:new
        mail:ana anonymous:b3                    => lead_1, joins [3]
        mail:ana anonymous:b3 anonymous:b4       => lead_1, joins [3, 4]
        mail:new anonymous:b3 anonymous:b4       => lead_3, learns mail:new, joins [4]
        anonymous:b3 anonymous:b4                => lead_3
        mail:new anonymous:b1                    => new, learns mail:new
        mail:eve anonymous:b1                    => lead_2
        mail:new anonymous:b1 anonymous:b3       => lead_3, learns mail:new
        anonymous:new anonymous:b1               => lead_1, learns anonymous:new
        user:5 anonymous:b1                      => lead_5
    "#]]);
}

#[test]
fn no_keys_mean_nobody() {
    assert_eq!(resolve(&[], |_| Ok::<_, ()>(None)), Ok(Resolution::Nobody));
}

#[test]
fn strong_keys_of_several_people_are_a_proposal_and_never_a_link() {
    check(&expect![[r#"
        mail:ana mail:eve user:new               => lead_1, learns user:new, perhaps [2]
        mail:eve mail:ana anonymous:b3           => lead_2, joins [3], perhaps [1]
        user:new mail:eve user:5                 => lead_2, learns user:new, perhaps [1]
        mail:ana record:crm:2 mail:eve           => lead_1, perhaps [2]
        mail:eve anonymous:b1 anonymous:b4       => lead_2, joins [4]
    "#]]);
}

/// Who holds what after a log of told keys, kept as the store keeps it.
#[derive(Default)]
struct Base {
    holds: BTreeMap<IdentityKey, u64>,
    linked: BTreeMap<u64, u64>,
    next: u64,
}

impl Base {
    fn root(&self, lead: u64) -> u64 {
        self.linked.get(&lead).map_or(lead, |into| self.root(*into))
    }

    fn holder(&self, key: &IdentityKey) -> Option<Holder> {
        let lead = *self.holds.get(key)?;
        let root = self.root(lead);
        let mut held = self.holds.iter().filter(|(_, holder)| self.root(**holder) == root);
        let has_strong = held.any(|(key, _)| key.strength() == Strength::Strong);
        Some(Holder { lead: LeadId(lead), root: LeadId(root), has_strong })
    }

    fn tell(&mut self, keys: &[IdentityKey]) -> Resolution {
        let resolution = resolve(keys, |key| Ok::<_, ()>(self.holder(key))).unwrap();
        let (lead, learns, joins) = match &resolution {
            Resolution::Nobody => return resolution,
            Resolution::New { learns } => {
                self.next += 1;
                (self.next, learns.clone(), Vec::new())
            }
            Resolution::Known { lead, learns, joins, .. } => (lead.0, learns.clone(), joins.clone()),
        };
        let root = self.root(lead);
        self.linked.extend(joins.iter().map(|visitor| (visitor.0, root)));
        for key in learns {
            assert_eq!(self.holds.insert(key.clone(), lead), None, "{key} was taken from somebody");
        }
        resolution
    }
}

fn key() -> impl Strategy<Value = IdentityKey> {
    let letter = || "[a-d]";
    prop_oneof![
        letter().prop_map(IdentityKey::Mail),
        letter().prop_map(IdentityKey::User),
        letter().prop_map(IdentityKey::Anonymous),
        letter().prop_map(IdentityKey::Anonymous),
    ]
}

/// The strong keys that one telling named together, and those joined to them by other tellings: never by a browser.
fn told_together(log: &[Vec<IdentityKey>], one: &IdentityKey, other: &IdentityKey) -> bool {
    let mut known = vec![one];
    let mut at = 0;
    while let Some(key) = known.get(at).copied() {
        for keys in log.iter().filter(|keys| keys.contains(key)) {
            let strong = keys.iter().filter(|key| key.strength() == Strength::Strong);
            let new: Vec<&IdentityKey> = strong.filter(|key| !known.contains(key)).collect();
            known.extend(new);
        }
        at += 1;
    }
    known.contains(&other)
}

proptest! {
    #[test]
    fn no_browser_ever_makes_two_people_one(log in vec(vec(key(), 0..4), 1..30)) {
        let mut base = Base::default();
        for keys in &log {
            let before = base.linked.clone();
            let resolution = base.tell(keys);
            prop_assert_eq!(resolution == Resolution::Nobody, keys.is_empty());
            for key in keys {
                prop_assert!(base.holder(key).is_some(), "{} was told and is nobody's", key);
            }
            prop_assert!(before.iter().all(|(lead, into)| base.linked.get(lead) == Some(into)), "a link was changed");
            if let Resolution::Known { lead, joins, same, .. } = &resolution {
                prop_assert!(!joins.contains(lead) && !same.contains(lead));
                prop_assert!(joins.iter().all(|visitor| !same.contains(visitor)));
            }
        }
        let strong: Vec<&IdentityKey> = base.holds.keys().filter(|key| key.strength() == Strength::Strong).collect();
        for one in &strong {
            for other in &strong {
                if base.holder(one).unwrap().root == base.holder(other).unwrap().root {
                    prop_assert!(told_together(&log, one, other), "only a browser joins {} and {}", one, other);
                }
            }
        }
    }

    #[test]
    fn the_same_keys_again_mean_the_same_and_teach_nothing(log in vec(vec(key(), 1..4), 1..12)) {
        let mut base = Base::default();
        log.iter().for_each(|keys| drop(base.tell(keys)));
        for keys in &log {
            base.tell(keys);
            let again = base.tell(keys);
            let is_settled = matches!(&again, Resolution::Known { learns, joins, .. } if learns.is_empty() && joins.is_empty());
            prop_assert!(is_settled, "{:?} gives {:?}", keys, again);
        }
    }
}
