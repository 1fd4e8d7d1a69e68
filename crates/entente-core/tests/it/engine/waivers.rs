//! Waivers as stories: granted by the party the promise was made to, and by nobody where the agreement says so.

use expect_test::expect;

use super::clocks::PROMISES;
use super::story::{Show, run};

/// What is decided when these people waive a promise of sales, and one of marketing.
fn waived(agreement: &str, by: &str) -> String {
    let story = format!(
        "
        03-02 09:00 lead 1: created web
        03-02 10:00 lead 1: happened Form Submitted
        03-02 11:00 lead 1: waived sla.sales.touch{by}
        03-02 11:00 lead 1: waived sla.marketing.ready{by}
        "
    );
    let told = run(agreement, &story, Show::Because);
    let lines: Vec<&str> = told.lines().collect();
    let from = lines.iter().position(|line| line.contains("waived")).unwrap_or(lines.len());
    lines[from..].iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_side_that_promised_cannot_waive_and_the_other_can() {
    let agreement = PROMISES.replace("absent: skip}", "absent: skip, manager: max}");
    let people = ["mia", "mia@x.example", "kwame", "ann", "max", "stranger", ""];
    let told = people.map(|person| {
        let by = if person.is_empty() { String::new() } else { format!(" by {person}") };
        format!("{person}:\n{}", waived(&agreement, &by))
    });
    expect![[r#"
        mia:
        03-02 11:00 1 §sla.waivers waived
            commitment is sla.sales.touch
            by is mia
        mia@x.example:
        03-02 11:00 1 §sla.waivers waived
            commitment is sla.sales.touch
            by is mia@x.example
        kwame:
        03-02 11:00 1 §sla.waivers waived
            commitment is sla.marketing.ready
            by is kwame
        ann:
        03-02 11:00 1 §sla.waivers waived
            commitment is sla.marketing.ready
            by is ann
        max:
        03-02 11:00 1 §sla.waivers waived
            commitment is sla.marketing.ready
            by is max
        stranger:
        03-02 11:00 1 §sla.waivers waived
            commitment is sla.sales.touch
            by is stranger
        03-02 11:00 1 §sla.waivers waived
            commitment is sla.marketing.ready
            by is stranger
        :
        03-02 11:00 1 §sla.waivers waived
            commitment is sla.sales.touch
            by is not known
        03-02 11:00 1 §sla.waivers waived
            commitment is sla.marketing.ready
            by is not known
    "#]]
    .assert_eq(&told.concat());
}

#[test]
fn who_signs_for_both_may_waive_both() {
    let agreement =
        PROMISES.replace("sales: kwame@x.example", "sales: mia@x.example").replace("to: kwame,", "to: ann,");
    expect![[r#"
        03-02 11:00 1 §sla.waivers waived
            commitment is sla.sales.touch
            by is mia
        03-02 11:00 1 §sla.waivers waived
            commitment is sla.marketing.ready
            by is mia
    "#]]
    .assert_eq(&waived(&agreement, " by mia"));
}

#[test]
fn where_nobody_may_waive_nothing_follows() {
    let agreement = PROMISES.replace("{by: other_party}", "{by: nobody}");
    expect![[r#""#]].assert_eq(&waived(&agreement, " by mia"));
}
