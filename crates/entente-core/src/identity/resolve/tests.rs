//! Goal: which lead some keys mean. Method: a table of told keys over one fixed base; the last column is the answer.
//!
//! The base: `ana` is lead 1 with browser `b1`; `eve` is lead 2 under mail and `crm:2`; browser `b3` is visitor 3;
//! browser `b4` is visitor 4; lead 5 (`user:5`) is linked into lead 1.

use expect_test::{Expect, expect};

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
