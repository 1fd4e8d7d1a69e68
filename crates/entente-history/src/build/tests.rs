//! A log read into a history: what is kept, what replaces what, and who is one person.

use entente_core::milestone::Milestone;
use rayon::prelude::*;

use crate::dimension::Dimension;
use crate::history::Slot;
use crate::moments::Moments;
use crate::sample::{history, history_as_of};

/// Every lead with its moments in the log's order and its values.
fn shown(history: &crate::History) -> String {
    let mut text = String::new();
    let slots: Vec<Slot> = history.slots().collect();
    for slot in slots {
        text += &format!("{}:", history.lead(slot));
        for row in history.rows(slot) {
            text += &format!(" {}@{}", row.code.0, row.at);
        }
        for by in [Dimension::Source, Dimension::Owner, Dimension::Team, Dimension::Lead(0)] {
            text += &format!(" | {}", history.group_name(history.group(Some(&by), slot)));
        }
        text += "\n";
    }
    text
}

#[test]
fn moments_lie_by_lead_in_the_order_of_the_log() {
    let history = history(
        "
        2 2026-01-02T00:00:00Z created ads
        1 2026-01-03T00:00:00Z created
        2 2026-01-04T00:00:00Z handed jo berlin
        1 2026-01-05T00:00:00Z event Demo_Requested
        1 2026-01-05T00:00:00Z event Nothing_We_Know
        2 2026-01-06T00:00:00Z called reached
        ",
    );
    expect_test::expect![[r#"
        lead_1: 0@2026-01-03T00:00:00Z 22@2026-01-05T00:00:00Z | (not known) | (not known) | (not known) | (not known)
        lead_2: 0@2026-01-02T00:00:00Z 2@2026-01-04T00:00:00Z 6@2026-01-06T00:00:00Z 7@2026-01-06T00:00:00Z | ads | jo | berlin | (not known)
    "#]].assert_eq(&shown(&history));
}

#[test]
fn later_knowledge_replaces_earlier_but_not_what_somebody_vouched_for() {
    let history = history(
        "
        1 2026-01-03T00:00:00Z learnt city Bonn
        1 2026-01-02T00:00:00Z learnt city Kiel
        2 2026-01-01T00:00:00Z learnt city Bonn verified
        2 2026-01-02T00:00:00Z learnt city Kiel
        3 2026-01-01T00:00:00Z learnt city Bonn verified
        3 2026-01-02T00:00:00Z learnt city Kiel verified
        ",
    );
    expect_test::expect![[r#"
        lead_1: | (not known) | (not known) | (not known) | Bonn
        lead_2: | (not known) | (not known) | (not known) | Bonn
        lead_3: | (not known) | (not known) | (not known) | Kiel
    "#]]
    .assert_eq(&shown(&history));
}

#[test]
fn linked_leads_are_one_person() {
    let history = history(
        "
        1 2026-01-01T00:00:00Z created ads
        2 2026-01-02T00:00:00Z created mail
        3 2026-01-03T00:00:00Z created mail
        3 2026-01-04T00:00:00Z linked 2
        2 2026-01-05T00:00:00Z linked 1
        1 2026-01-06T00:00:00Z called reached
        ",
    );
    expect_test::expect![[r#"
        lead_1: 0@2026-01-01T00:00:00Z 0@2026-01-02T00:00:00Z 0@2026-01-03T00:00:00Z 6@2026-01-06T00:00:00Z 7@2026-01-06T00:00:00Z | ads | (not known) | (not known) | (not known)
    "#]].assert_eq(&shown(&history));
    let created = Moments::milestone(Milestone::Created);
    assert_eq!(
        history.first(history.slot(entente_core::id::LeadId(3)).unwrap(), created).unwrap().at.to_string(),
        "2026-01-01T00:00:00Z"
    );
}

#[test]
fn what_the_log_learnt_after_the_instant_asked_for_is_not_there_yet() {
    let log = "
        1 2026-01-01T00:00:00Z created ads
        2 2026-01-02T00:00:00Z created ads
        1 2026-01-02T00:00:01Z handed jo berlin
    ";
    let history = history_as_of(log, "2026-01-02T00:00:00Z");
    expect_test::expect![[r#"
        lead_1: 0@2026-01-01T00:00:00Z | ads | (not known) | (not known) | (not known)
        lead_2: 0@2026-01-02T00:00:00Z | ads | (not known) | (not known) | (not known)
    "#]]
    .assert_eq(&shown(&history));
    assert_eq!(history.up_to.unwrap().0, 2);
}

#[test]
fn an_empty_log_has_no_leads() {
    let history = history("");
    assert_eq!((history.leads_count(), history.up_to, history.is_decided()), (0, None, false));
}
