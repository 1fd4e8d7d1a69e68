//! Goal: a queue shows a rep what is in their hands, once, the most pressing first, and calls late what is late. Method:
//! one lead watched through two days and a night, and seeded companies counted by hand.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use entente_core::id::{LeadId, Name};
use entente_desk::force::in_force;
use entente_desk::queue::{self, BandKind, Queue};
use expect_test::expect;

use crate::company::Company;
use crate::desk::{at, shown};

fn queue(company: &mut Company, person: &str, when: &str) -> Queue {
    company.desk.run(when);
    let plans = in_force(&company.desk.store).unwrap();
    queue::view(&company.desk.store, &plans, &Name::from(person), at(when)).unwrap()
}

/// `when band: lead left of which promise, due when`.
fn told(queue: &Queue, when: &str) -> String {
    let mut text = String::new();
    for band in &queue.bands {
        for row in &band.rows {
            let pressing = row.pressing.as_ref().map_or_else(
                || "no promise".to_owned(),
                |pressing| format!("{} left of {}, due {}", pressing.left, pressing.clause, shown(pressing.due)),
            );
            let paused =
                row.paused.as_ref().map_or_else(String::new, |paused| format!(", rests until {}", shown(paused.until)));
            writeln!(text, "{when} {}: {} {pressing}{paused}", band.kind.as_str(), row.lead).unwrap();
        }
    }
    if text.is_empty() {
        writeln!(text, "{when} nothing").unwrap();
    }
    text
}

/// Berlin is an hour ahead of UTC in March, and its office is open from 9 to 12 and from 13 to 18 there.
#[test]
fn one_lead_through_a_day_a_night_and_another_day() {
    let mut company = Company::in_memory();
    let lead = company.asks("ana", "03-02 13:00");
    let mut text = String::new();
    // Four business hours to decide it end as the office closes; until it opens again nothing is late.
    for when in [
        "03-02 13:01",
        "03-02 15:30",
        "03-02 16:30",
        "03-02 17:00",
        "03-02 20:00",
        "03-03 07:59",
        "03-03 08:00",
        "03-03 08:10",
    ] {
        let queue = queue(&mut company, "jonas.weber", when);
        text += &told(&queue, when);
    }
    expect![[r#"
        03-02 13:01 today: lead_1 3h59m left of sla.sales.decide, due 03-02 17:00
        03-02 15:30 today: lead_1 1h30m left of sla.sales.decide, due 03-02 17:00
        03-02 16:30 next-hour: lead_1 30m left of sla.sales.decide, due 03-02 17:00
        03-02 17:00 next-hour: lead_1 0s left of sla.sales.decide, due 03-02 17:00
        03-02 20:00 next-hour: lead_1 0s left of sla.sales.decide, due 03-02 17:00
        03-03 07:59 next-hour: lead_1 0s left of sla.sales.decide, due 03-02 17:00
        03-03 08:00 nothing
        03-03 08:10 nothing
    "#]]
    .assert_eq(&text);
    let holder = company.desk.store.card(lead).unwrap().unwrap().owner.unwrap();
    assert_ne!(holder.as_str(), "jonas.weber", "what was not decided in time passes on");
}

#[test]
fn it_moves_down_as_its_promises_are_kept_and_rests_while_its_clocks_do() {
    let mut company = Company::in_memory();
    let lead = company.asks("ana", "03-02 09:00");
    let mut text = String::new();
    for row in [
        "03-02 09:10 | jonas.weber | accept",
        "03-02 09:20 | jonas.weber | pause | reason=waiting_for_data, until=2026-03-03",
        "03-02 09:30 | jonas.weber | resume | reason=waiting_for_data",
        "03-02 09:40 | jonas.weber | touch | channel=call, reached=yes, lasted=3",
        "03-02 09:50 | jonas.weber | rate | stars=4",
        "03-02 10:00 | jonas.weber | disqualify | reason=no_budget",
    ] {
        let (when, act) = row.split_once(" | ").unwrap();
        company.on(lead, row);
        let act = act.split(" | ").nth(1).unwrap();
        let queue = queue(&mut company, "jonas.weber", when);
        writeln!(text, "{act}: {}", told(&queue, when).trim_end()).unwrap();
    }
    expect![[r#"
        accept: 03-02 09:10 later: lead_1 14h50m left of sla.sales.touch, due 03-03 17:00
        pause: 03-02 09:20 paused: lead_1 8h left of sla.sales.touch, due 03-04 17:00, rests until 03-04 00:00
        resume: 03-02 09:30 later: lead_1 14h30m left of sla.sales.touch, due 03-03 17:00
        touch: 03-02 09:40 later: lead_1 1d20h20m left of sla.sales.feedback, due 03-09 17:00
        rate: 03-02 09:50 quiet: lead_1 no promise
        disqualify: 03-02 10:00 nothing
    "#]]
    .assert_eq(&text);
}

#[test]
fn every_lead_in_hand_is_in_one_queue_and_late_where_its_card_says_so() {
    let mut company = Company::in_memory();
    for number in 0..24_u64 {
        let when = format!("03-02 {:02}:{:02}", 8 + number / 6, number % 6 * 10);
        let lead = company.asks(&format!("p{number}"), &when);
        let act = ["", "accept", "touch | channel=call, reached=yes, lasted=2", "reject | reason=no_interest"]
            [number as usize % 4];
        if !act.is_empty() {
            company.on(lead, &format!("{when} | kwame.osei | {act}"));
        }
    }
    let people = ["jonas.weber", "ama.boateng", "luca.moretti", "kwame.osei", "yuna.choi", "minho.lee"];
    let mut bands = BTreeSet::new();
    for when in ["03-02 12:00", "03-02 18:00", "03-03 09:00", "03-04 15:00", "03-10 10:00"] {
        let mut queued: Vec<LeadId> = Vec::new();
        for person in people {
            let queue = queue(&mut company, person, when);
            let kinds: Vec<BandKind> = queue.bands.iter().map(|band| band.kind).collect();
            assert!(kinds.is_sorted_by(|one, next| one < next), "{when} {person}: each band once: {kinds:?}");
            for band in &queue.bands {
                bands.insert(band.kind.as_str());
                let lefts: Vec<_> =
                    band.rows.iter().filter_map(|row| row.pressing.as_ref().map(|one| one.left)).collect();
                assert!(lefts.is_sorted() || band.kind == BandKind::Quiet, "{when} {person}: {lefts:?}");
                for row in &band.rows {
                    let card = company.desk.store.card(row.lead).unwrap().unwrap();
                    assert_eq!(card.owner.as_ref().map(Name::as_str), Some(person), "{when}: {}", row.lead);
                    assert_eq!(band.kind == BandKind::Late, card.late, "{when}: {} of {person}", row.lead);
                    queued.push(row.lead);
                }
            }
        }
        let all = queued.iter().copied().collect::<BTreeSet<_>>();
        assert_eq!(all.len(), queued.len(), "{when}: nobody is in two queues");
        let in_hand = (1..=24).map(LeadId).filter(|lead| {
            company.desk.store.card(*lead).unwrap().is_some_and(|card| card.in_hand && card.owner.is_some())
        });
        assert_eq!(all, in_hand.collect(), "{when}");
    }
    assert!(bands.len() >= 3, "{bands:?}");
}
