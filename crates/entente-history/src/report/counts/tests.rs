//! Wins by month, where the zone decides the month.

use entente_core::agreement::model::{Moment, Per};
use entente_core::milestone::Milestone;

use super::counts;
use crate::dimension::Dimension;
use crate::sample::history;
use crate::zone::Zone;

#[test]
fn a_win_late_at_night_belongs_to_the_month_of_the_zone() {
    let log = history(
        "
        1 2018-05-01T00:00:00Z created ads
        2 2018-05-01T00:00:00Z created mail
        3 2018-05-01T00:00:00Z created ads
        1 2018-05-20T00:00:00Z won
        1 2018-05-21T00:00:00Z won
        2 2018-06-01T02:00:00Z won
        3 2018-06-30T02:00:00Z won
        1 2018-06-30T02:00:00Z won
        ",
    );
    let mut table = String::new();
    for (zone, by) in [("UTC", None), ("America/Sao_Paulo", None), ("UTC", Some(Dimension::Source))] {
        let moment = Moment::Milestone(Milestone::OpportunityWon);
        let answer = counts(&log, &moment, Per::Month, by.as_ref(), &Zone::named(zone).unwrap());
        table += &format!("{zone}: {}", answer.total);
        for row in &answer.rows {
            table += &format!(
                ", {} {}{}",
                row.period,
                row.group.as_deref().map_or(String::new(), |g| format!("{g} ")),
                row.n
            );
        }
        table += "\n";
    }
    expect_test::expect![[r#"
        UTC: 4, 2018-05 1, 2018-06 3
        America/Sao_Paulo: 4, 2018-05 2, 2018-06 2
        UTC: 4, 2018-05 ads 1, 2018-06 ads 2, 2018-06 mail 1
    "#]]
    .assert_eq(&table);
}

#[test]
fn only_the_first_act_of_a_rep_counts() {
    let log = history(
        "
        1 2018-05-01T00:00:00Z called
        1 2018-06-01T00:00:00Z called
        2 2018-06-01T00:00:00Z created
        ",
    );
    let moment = Moment::Milestone(Milestone::FirstAttempt);
    let answer = counts(&log, &moment, Per::Quarter, None, &Zone::named("UTC").unwrap());
    assert_eq!((answer.total, answer.rows[0].period.as_str(), answer.basis.excluded[0].n), (1, "2018-Q2", 1));
}
