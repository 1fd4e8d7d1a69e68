//! Reasons under several spellings, ratings and words.

use super::{Feedback, feedback};
use crate::sample::history;
use crate::zone::Zone;

fn shown(feedback: &Feedback) -> String {
    let mut text = format!("{:?}\n", feedback.groups);
    for row in &feedback.reasons {
        let (part, of) = (row.rate.part, row.rate.of);
        text += &format!("{} {} {:?}: {part}/{of} {:?}\n", row.occasion, row.reason, row.kind, row.by_group);
    }
    text += &format!("stars {:?} mean {:?}\n", feedback.stars, feedback.stars_mean.map(|mean| mean.to_string()));
    for quote in &feedback.quotes {
        text += &format!("{} {} {}: {}\n", quote.lead, quote.at, quote.on, quote.words);
    }
    text
}

#[test]
fn one_reason_in_several_spellings_is_one_reason() {
    let log = history(
        "
        1 2026-01-01T00:00:00Z created ads
        2 2026-01-01T00:00:00Z created mail
        3 2026-01-01T00:00:00Z created ads
        1 2026-01-02T00:00:00Z disqualified Can't_afford Next_year_maybe
        2 2026-01-02T00:00:00Z disqualified CANNOT_AFFORD
        3 2026-01-02T00:00:00Z disqualified cannot_afford
        3 2026-01-03T00:00:00Z disqualified Moved_away
        1 2026-01-04T00:00:00Z rejected Unreachable
        2 2026-01-05T00:00:00Z rejected
        2 2026-01-06T00:00:00Z rated 2 Wrong_person
        3 2026-01-06T00:00:00Z rated 5
        ",
    );
    expect_test::expect![[r#"
        ["ads", "mail"]
        disqualified no_budget None: 3/4 [2, 1]
        disqualified Moved away None: 1/4 [1, 0]
        rejected (no reason given) None: 1/2 [0, 1]
        rejected unreachable Some(Clerical): 1/2 [1, 0]
        stars [0, 1, 0, 0, 1] mean Some("3.5")
        lead_2 2026-01-06T00:00:00Z rated 2 of 5: Wrong person
        lead_1 2026-01-02T00:00:00Z disqualified: no_budget: Next year maybe
    "#]]
    .assert_eq(&shown(&feedback(&log, None, &Zone::named("UTC").unwrap())));
}

#[test]
fn without_feedback_nothing_is_said() {
    expect_test::expect![[r#"
        []
        stars [0, 0, 0, 0, 0] mean None
    "#]]
    .assert_eq(&shown(&feedback(&history(""), None, &Zone::named("UTC").unwrap())));
}
