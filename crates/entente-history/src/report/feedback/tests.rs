//! Reasons under several spellings, ratings and words.

use super::{Feedback, feedback};
use crate::dimension::Dimension;
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

#[test]
fn an_alias_counts_for_its_reason_on_each_occasion_and_by_any_field() {
    let log = history(
        "
        1 2026-01-01T00:00:00Z learnt city Bonn
        2 2026-01-01T00:00:00Z learnt city Ulm
        1 2026-01-02T00:00:00Z rejected CAN'T_AFFORD too_dear
        2 2026-01-02T00:00:00Z rejected no_budget
        3 2026-01-02T00:00:00Z rejected Duplicate
        2 2026-01-03T00:00:00Z disqualified can't_afford
        2 2026-01-04T00:00:00Z rated 1 later
        3 2026-01-04T00:00:00Z rated 9
        3 2026-01-04T00:00:00Z rated 0
        ",
    );
    // A name with an underscore is written with a blank here, and a blank is not an underscore: `no budget` is no reason
    // of the agreement. Nine stars and none are no rating.
    expect_test::expect![[r#"
        ["Ulm", "(not known)", "Bonn"]
        disqualified no_budget None: 1/1 [1, 0, 0]
        rejected duplicate Some(Procedural): 1/3 [0, 1, 0]
        rejected no budget None: 1/3 [1, 0, 0]
        rejected no_budget None: 1/3 [0, 0, 1]
        stars [1, 0, 0, 0, 0] mean Some("1")
        lead_2 2026-01-04T00:00:00Z rated 1 of 5: later
        lead_1 2026-01-02T00:00:00Z rejected: no_budget: too dear
    "#]]
    .assert_eq(&shown(&feedback(&log, Some(&Dimension::Lead(0)), &Zone::named("UTC").unwrap())));
}

#[test]
fn what_was_said_of_a_linked_lead_is_said_of_the_one_it_is() {
    let log = history(
        "
        1 2026-01-01T00:00:00Z created ads
        2 2026-01-01T00:00:00Z created mail
        2 2026-01-02T00:00:00Z rejected duplicate Same_person
        2 2026-01-03T00:00:00Z linked 1
        ",
    );
    let answer = feedback(&log, None, &Zone::named("UTC").unwrap());
    assert_eq!((answer.groups, answer.reasons[0].by_group.clone()), (vec!["ads".to_owned()], vec![1]));
    assert_eq!(answer.quotes[0].lead, "lead_1");
}
