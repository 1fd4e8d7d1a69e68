//! Goal: whatever story is told, the page of any instant is what it was then: later entries, links and decisions change
//! nothing in it, its sums are exact, and its seen entry is the last one it shows.

use entente_core::id::LeadId;
use entente_core::number::Decimal;
use entente_core::time::Instant;
use entente_desk::force::in_force;
use entente_desk::lead::{Asked, View};
use proptest::prelude::*;

use super::page_under;
use crate::desk::{Desk, at};

/// What may be told of somebody; `%` is another lead.
const TOLD: &[&str] = &[
    "role boss",
    "demo",
    "page",
    "page",
    "webinar x",
    "webinar y",
    "called",
    "accepted",
    "rejected unreachable",
    "won",
    "created",
];
/// Who it may be told of: two people, a browser, and the browser in the hands of one of them.
const WHO: &[&str] = &["ana@acme", "bob@acme", "?b7", "ana+b7", "ana", "bob", "?c9", "bob+c9"];

fn rows() -> impl Strategy<Value = Vec<(usize, usize, u32)>> {
    prop::collection::vec((0..WHO.len(), 0..TOLD.len(), 1..200_u32), 4..14)
}

#[track_caller]
fn assert_sums(view: &View) {
    let Some(why) = &view.why else { return };
    let signals = why.signals.iter().fold(why.engagement_clamped, |sum, line| sum.plus(line.points));
    assert_eq!(signals, why.engagement);
    let fit = why.fit_rules.iter().filter(|rule| rule.holds).fold(why.fit_clamped, |sum, rule| sum.plus(rule.points));
    assert_eq!(fit, why.fit);
    assert!(why.engagement >= Decimal::ZERO && why.engagement <= Decimal::from_int(100));
    let lines = view.timeline.groups.iter().flat_map(|group| &group.lines);
    assert!(lines.clone().all(|line| line.seq <= view.seen && line.at <= view.at));
    assert_eq!(lines.count(), view.timeline.counts[0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_page_of_an_instant_stays_what_it_was(rows in rows()) {
        let mut desk = Desk::in_memory();
        let plans = in_force(&desk.store).unwrap();
        let mut now = at("03-02 08:00");
        let mut shown: Vec<(LeadId, Instant, View)> = Vec::new();
        for (who, what, minutes) in rows {
            now = now + entente_core::time::Span::MINUTE.times(i64::from(minutes));
            let when = crate::desk::shown(now);
            desk.tell(&format!("{} | {when} | {}", WHO[who], TOLD[what]));
            desk.run(&when);
            for lead in (1..desk.store.next_lead().unwrap().0).map(LeadId) {
                let asked = Asked { most: usize::MAX, ..Asked::at(now) };
                shown.push((lead, now, page_under(&plans, &desk.store, lead, &asked)));
            }
        }
        desk.run("05-01 00:00");
        for (lead, now, before) in shown {
            assert_sums(&before);
            let mut after = page_under(&plans, &desk.store, lead, &Asked { most: usize::MAX, ..Asked::at(now) });
            after.keys.clone_from(&before.keys);
            // A colleague's first mail address is a key too.
            for (after, before) in after.account.iter_mut().zip(&before.account) {
                for (mate, then) in after.mates.iter_mut().zip(&before.mates) {
                    mate.mail.clone_from(&then.mail);
                }
            }
            prop_assert_eq!(after, before, "{} at {}", lead, now);
        }
    }
}
