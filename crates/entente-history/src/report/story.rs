//! One small story through every report, its figures worked out by hand.
//!
//! Five leads. Jo gets 1, 2 and 3, Al gets 4; nobody gets 5.
//!
//! | lead | from | handed | touched | answer | won | clock of an hour |
//! |---|---|---|---|---|---|---|
//! | 1 | ads, 2 March | 3 March 09:00 | 09:30 | accepted | 20 March, 300 | met |
//! | 2 | ads, 2 March | 3 March 10:00 | 12:00 | rejected, unreachable | | met late |
//! | 3 | mail, 3 March | 4 March 09:00 | | | | overdue at noon |
//! | 4 | mail, 31 March 23:30 | 1 April 09:00 | 08:59 | accepted | | met |
//! | 5 | nobody knows, 2 March | | | | | none |

use entente_core::agreement::model::{Moment, Per};
use entente_core::milestone::Milestone;
use entente_core::time::Span;

use super::{Bound, FunnelQuery, Unit, VelocityQuery, counts, feedback, funnel, handoffs, sla, velocity};
use crate::dimension::Dimension;
use crate::sample::history_as_of;
use crate::zone::Zone;
use crate::{History, Rate};

const LOG: &str = "
    1 2026-03-02T09:00:00Z created ads
    2 2026-03-02T09:00:00Z created ads
    5 2026-03-02T09:00:00Z created
    3 2026-03-03T09:00:00Z created mail
    1 2026-03-03T09:00:00Z handed jo berlin
    1 2026-03-03T09:00:00Z started
    1 2026-03-03T09:30:00Z called reached
    1 2026-03-03T09:30:00Z met jo
    1 2026-03-03T09:40:00Z accepted
    1 2026-03-03T09:40:00Z stage sal
    2 2026-03-03T10:00:00Z handed jo berlin
    2 2026-03-03T10:00:00Z started
    2 2026-03-03T11:00:00Z late
    2 2026-03-03T12:00:00Z called
    2 2026-03-03T12:00:00Z met_late jo
    2 2026-03-03T13:00:00Z rejected unreachable No_answer
    3 2026-03-04T09:00:00Z handed jo berlin
    3 2026-03-04T09:00:00Z started
    3 2026-03-04T10:00:00Z late
    1 2026-03-20T09:00:00Z stage customer
    1 2026-03-20T09:00:00Z won 300
    4 2026-03-31T23:30:00Z created mail
    4 2026-04-01T08:59:00Z called
    4 2026-04-01T09:00:00Z handed al seoul
    4 2026-04-01T09:00:00Z started
    4 2026-04-01T09:00:00Z met al
    4 2026-04-01T10:00:00Z accepted
";

fn told(as_of: &str) -> History {
    history_as_of(LOG, as_of)
}

fn end() -> History {
    told("2026-05-01T00:00:00Z")
}

fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
}

fn parts(rate: Rate) -> (u64, u64) {
    (rate.part, rate.of)
}

fn of_contact(within: Vec<Bound>) -> VelocityQuery<'static> {
    VelocityQuery {
        from: Moment::Milestone(Milestone::HandedOff),
        to: Moment::Milestone(Milestone::FirstAttempt),
        by: None,
        within,
        unit: Unit::Minutes,
        business: None,
        zone: zone("UTC"),
    }
}

#[test]
fn the_funnel_counts_five_of_whom_one_reached_the_last_stage() {
    let query =
        FunnelQuery { by: None, cohort: Some(Per::Month), matures: Some(Span::DAY.times(30)), zone: zone("UTC") };
    let answer = funnel(&end(), &query);
    // Lead 1 alone entered `sal` and `customer`, and so is counted in `mql` before them too.
    let reached: Vec<_> = answer.all.stages.iter().map(|step| (step.stage.as_str(), step.of_all.part)).collect();
    assert_eq!(reached, [("inquiry", 5), ("mql", 1), ("sal", 1), ("customer", 1)]);
    // In March UTC all five; watched until 1 April 10:00, which is 10½ hours of the youngest.
    let cohorts: Vec<_> =
        answer.rows.iter().map(|row| (row.cohort.as_deref().unwrap(), row.leads, row.is_immature)).collect();
    assert_eq!(cohorts, [("2026-03", 5, true)]);
    // In Berlin 23:30 UTC of 31 March is 01:30 of 1 April.
    let answer = funnel(&end(), &FunnelQuery { zone: zone("Europe/Berlin"), ..query });
    let cohorts: Vec<_> = answer.rows.iter().map(|row| (row.cohort.as_deref().unwrap(), row.leads)).collect();
    assert_eq!(cohorts, [("2026-03", 4), ("2026-04", 1)]);
}

#[test]
fn the_first_touch_took_half_an_hour_two_hours_and_no_time() {
    let bounds = [("0m", Span::ZERO), ("30m", Span::MINUTE.times(30)), ("2h", Span::HOUR.times(2))];
    let bounds = bounds.map(|(text, span)| Bound { text: text.to_owned(), span }).to_vec();
    let answer = velocity(&end(), &of_contact(bounds));
    let (row, spread) = (&answer.all, answer.all.spread.as_ref().unwrap());
    // Lead 4 was called a minute before the handoff: at once, and said to be early. Lead 3 never.
    assert_eq!((row.started, row.arrived, row.negative, row.early), (4, 3, 0, 1));
    // Sorted: 0, 30, 120 minutes. The median is the second; p25 stands halfway between the first two; the mean is 50;
    // p90 stands at place 1.8, so 30 + 0.8 × 90.
    let shown =
        [spread.min, spread.p25, spread.median, spread.mean, spread.p90, spread.max].map(|number| number.to_string());
    assert_eq!(shown, ["0", "15", "30", "50", "102", "120"]);
    let within: Vec<_> = row.within.iter().map(|within| parts(within.of_started.unwrap())).collect();
    assert_eq!(within, [(1, 4), (2, 4), (3, 4)]);
}

#[test]
fn two_of_four_clocks_were_kept_and_one_is_overdue() {
    let rows: Vec<_> = ["2026-03-03T09:10:00Z", "2026-03-03T11:30:00Z", "2026-03-04T09:30:00Z", "2026-05-01T00:00:00Z"]
        .map(|as_of| {
            let all = sla(&told(as_of), None, None, &zone("UTC")).promises.remove(0).all;
            (all.started, all.running, all.overdue, all.met, all.met_late, parts(all.kept.unwrap()))
        })
        .into();
    assert_eq!(
        rows,
        [
            (1, 1, 0, 0, 0, (0, 0)), // ten minutes into the first
            (2, 0, 1, 1, 0, (1, 2)), // the second is half an hour late and still open
            (3, 1, 0, 1, 1, (1, 2)), // it was met late; the third runs
            (4, 0, 1, 2, 1, (2, 4)), // the third was never met
        ]
    );
}

#[test]
fn two_of_three_answers_are_yes() {
    let answer = handoffs(&end(), None, Per::Month, &zone("UTC"));
    let all = &answer.all;
    // The call of 08:59 came before its handoff and so belongs to none.
    assert_eq!((all.handed, all.touched, all.accepted, all.rejected, all.open), (4, 2, 2, 1, 1));
    assert_eq!(parts(all.acceptance.unwrap()), (2, 3));
    let team = answer.sections.iter().find(|section| section.by == "team").unwrap();
    let teams: Vec<_> = team.rows.iter().map(|row| (row.group.as_deref().unwrap(), row.handed, row.accepted)).collect();
    assert_eq!(teams, [("berlin", 3, 1), ("seoul", 1, 1)]);
}

#[test]
fn the_month_of_a_lead_is_that_of_the_zone() {
    let created = Moment::Milestone(Milestone::Created);
    let months = |name: &str| -> Vec<(String, u64)> {
        let answer = counts(&end(), &created, Per::Month, None, &zone(name));
        answer.rows.into_iter().map(|row| (row.period, row.n)).collect()
    };
    assert_eq!(months("UTC"), [("2026-03".to_owned(), 5)]);
    assert_eq!(months("Europe/Berlin"), [("2026-03".to_owned(), 4), ("2026-04".to_owned(), 1)]);
    // Monday 2 March 09:00 UTC is Sunday 23:00 in Honolulu, in the ninth week of the year; lead 3 came on its Monday.
    let weeks = counts(&end(), &created, Per::Week, None, &zone("Pacific/Honolulu"));
    let weeks: Vec<_> = weeks.rows.into_iter().map(|row| (row.period, row.n)).collect();
    assert_eq!(weeks, [("2026-W09".to_owned(), 3), ("2026-W10".to_owned(), 1), ("2026-W14".to_owned(), 1)]);
}

#[test]
fn one_reason_with_its_words() {
    let answer = feedback(&end(), Some(&Dimension::Owner), &zone("UTC"));
    let [reason] = &answer.reasons[..] else { panic!("one reason was given: {:?}", answer.reasons) };
    assert_eq!((reason.reason.as_str(), parts(reason.rate)), ("unreachable", (1, 1)));
    assert_eq!(answer.quotes.len(), 1);
    assert!(answer.quotes[0].words.contains("No answer"), "{:?}", answer.quotes);
}
