//! Goal: what says the same has one identity, and what says another thing has another. Method: edits of one text.

use expect_test::expect;

use super::*;
use crate::agreement::say::tests::{EVERYTHING, agreement};

/// The text with each of the replacements, every one of which must be found.
#[track_caller]
fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(EVERYTHING.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the text has no '{from}'");
        text.replacen(from, to, 1)
    })
}

#[track_caller]
fn same(edits: &[(&str, &str)]) {
    assert_eq!(canonical(&agreement(&edited(edits))), canonical(&agreement(EVERYTHING)), "{edits:?}");
}

#[track_caller]
fn differs(from: &str, to: &str) {
    assert_ne!(hash(&agreement(&edited(&[(from, to)]))), hash(&agreement(EVERYTHING)), "{from} → {to}");
}

#[test]
fn spelling_is_not_signed() {
    same(&[("# Every construct", "# Another comment")]);
    same(&[("title: Everything, once", "title:   \"Everything, once\"  # quoted")]);
    same(&[("engagement >= 55", "  55<=engagement")]);
    same(&[(
        "account.employees >= 50 && account.employees <= 2000",
        "(account.employees>=50)&&account.employees<=2000.0",
    )]);
    same(&[("not_before: 21d", "not_before: 3w")]);
    same(&[("points: 41", "points: 41.0")]);
}

#[test]
fn order_that_means_nothing_is_not_signed() {
    same(&[("entente: 1\n", ""), ("title: Everything, once", "title: Everything, once\nentente: 1")]);
    same(&[(
        "{says: Found qualified, owner: marketing, enter: qualified}",
        "{enter: qualified, owner: marketing, says: Found qualified}",
    )]);
    same(&[
        ("  free: {when: lead.free_mail, points: -30}\n", ""),
        ("fit:\n", "fit:\n  free: {when: lead.free_mail, points: -30}\n"),
    ]);
    same(&[("until: [accepted, rejected]", "until: [rejected, accepted]")]);
    same(&[("rivals: [acme.example, zenith.example]", "rivals: [zenith.example, acme.example]")]);
}

#[test]
fn order_that_decides_is_signed() {
    let swaps = [
        (
            "    vip: {when: account.employees > 1500, to: paul}\n    korea: {when: account.country == 'KR', to: team seoul}\n",
            "    korea: {when: account.country == 'KR', to: team seoul}\n    vip: {when: account.employees > 1500, to: paul}\n",
        ),
        ("members: {yuna: 3, minho: 1}", "members: {minho: 1, yuna: 3}"),
        (
            "{when: grade == 'A', do: 45 business minutes}, {when: level == 1, do: same day}",
            "{when: level == 1, do: same day}, {when: grade == 'A', do: 45 business minutes}",
        ),
        ("      - {send: payback-guide}\n      - {wait: 5d}\n", "      - {wait: 5d}\n      - {send: payback-guide}\n"),
        ("agenda: [promises, funnel]", "agenda: [funnel, promises]"),
    ];
    for (from, to) in swaps {
        differs(from, to);
    }
}

#[test]
fn the_form_is_rfc_8785() {
    let text = canonical(&agreement(&edited(&[
        ("title: Everything, once", r#"title: "€ \u20ac \" \\ \u0001 \U0001F600 é""#),
        ("aliases: {wrong number: incomplete}", r#"aliases: {"\uFB33": student, "\U0001F600": incomplete}"#),
    ])));
    let part = |from: &str, to: &str| {
        let start = text.find(from).unwrap();
        text[start..start + text[start..].find(to).unwrap()].to_owned()
    };
    // UTF-16 order: the surrogate pair of an emoji comes before U+FB33.
    expect![[r#""aliases":{"😀":"incomplete","דּ":"student"}"#]].assert_eq(&part("\"aliases\"", ",\"at\""));
    expect![[r#""title":"€ € \" \\ \u0001 😀 é""#]].assert_eq(&part("\"title\"", "}"));
    assert!(!text.ends_with('\n'));
}

#[test]
fn the_identity_is_sha_256_of_the_form() {
    let agreement = agreement("entente: 1\ntitle: T\nparties: {marketing: a@b.example, sales: c@d.example}\n");
    expect![[r#"{"account_fields":{},"amend":{"open_clocks":"finish","period":"next","scores":"recompute"},"buyers":{},"calendars":{"office":{"closed":{},"open":[["09:00-17:00"],["09:00-17:00"],["09:00-17:00"],["09:00-17:00"],["09:00-17:00"],[],[]],"special":{},"timezone":"UTC"}},"currency":"EUR","entente":1,"examples":[],"fit":{},"goals":{},"grades":{"A":75,"B":50,"C":25,"D":0},"handoff":null,"lead_fields":{},"leaves":{"disqualified_final":true,"recycled":null},"levels":{"1":60,"2":35,"3":0},"lists":{},"meetings":{},"metrics":{},"nurture":{},"parties":{"marketing":{"name":"Marketing","signs":"a@b.example"},"sales":{"name":"Sales","signs":"c@d.example"}},"qualified":{"never":null,"rules":[]},"segments":{},"signals":{},"sla":{"calendar_of":"team","first_touch_counts":{"any":true,"call":null,"chat_human":false,"mail_any":false,"mail_personal":false,"meeting_booked":false,"meeting_held":false},"ladder":[],"marketing":{},"pauses":{},"sales":{},"waivers":"other_party"},"stages":[{"enter":"created","id":"inquiry","needs":[],"owner":"marketing","says":""},{"enter":{"when":"qualified"},"id":"mql","needs":[],"owner":"marketing","says":""},{"enter":{"when":"accepted"},"id":"sal","needs":[],"owner":"sales","says":""},{"enter":{"when":"opportunity_won"},"id":"customer","needs":[],"owner":"sales","says":""}],"timezone":"UTC","title":"T"}"#]].assert_eq(&canonical(&agreement));
    expect!["4475adc4bc341894d1376a74641277b108a1dc4f62480c3449e4ed8b491defe6"]
        .assert_eq(&hash(&agreement).to_string());
}
