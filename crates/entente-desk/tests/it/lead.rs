//! Goal: the page of a lead tells what the log tells, adds up to the last millionth, and tells the past as it was.

mod past;
mod told;

use entente_core::id::{LeadId, Seq};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use entente_desk::explain::explain;
use entente_desk::force::{InForce, in_force};
use entente_desk::lead::{Asked, ClockState, Event, Filter, View, view};
use entente_store::Store;
use expect_test::expect;

use crate::company::Company;
use crate::desk::{Desk, at};

/// The page of a lead; panics where the log never heard of it.
pub(super) fn page(store: &Store, lead: LeadId, asked: &Asked) -> View {
    page_under(&in_force(store).unwrap(), store, lead, asked)
}

/// The same where the plans are at hand.
pub(super) fn page_under(plans: &[InForce], store: &Store, lead: LeadId, asked: &Asked) -> View {
    view(store, plans, lead, asked).unwrap().unwrap()
}

/// A morning in the life of a lead: handed over, touched, paused, missed, passed on, accepted, rated, won.
pub(super) fn worked() -> (Company, LeadId) {
    let mut company = Company::new();
    let lead = company.asks("ana", "03-02 09:00");
    company.asks("bob", "03-02 09:05");
    for row in [
        "03-02 09:40 | nils | edit | field.name=Ana Diaz, field.title=Head of operations, field.seniority=director",
        "03-02 09:45 | jonas.weber | pause | reason=waiting_for_data, until=2026-03-02T11:00",
        "03-02 10:30 | jonas.weber | resume | reason=waiting_for_data",
        "03-02 16:30 | kwame.osei | accept",
        "03-03 09:00 | kwame.osei | touch | channel=call, reached=yes, lasted=4",
        "03-03 09:30 | kwame.osei | rate | stars=4, words=knows what they want",
        "03-03 10:00 | kwame.osei | open-deal | deal=D-1, amount=40000",
        "03-04 10:00 | renate.meyer | waive | commitment=sla.sales.touch, words=trade fair",
        "03-04 10:01 | nils | consent | given=yes, purpose=marketing, channel=mail, evidence=phone call",
    ] {
        let answer = company.on(lead, row);
        assert!(answer.contains(" by ") && !answer.contains("look at"), "{row}: {answer}");
    }
    company.desk.run("03-05 00:00");
    (company, lead)
}

#[test]
fn the_parts_add_up_and_are_those_of_explain() {
    let (company, lead) = worked();
    let store = &company.desk.store;
    for hours in 0..72 {
        let now = at("03-02 09:00") + Span::HOUR.times(hours);
        let view = page(store, lead, &Asked::at(now));
        let explained = explain(store, &lead.to_string(), Some(now)).unwrap().explained.unwrap();
        let why = view.why.unwrap();
        let sum = |parts: &mut dyn Iterator<Item = Decimal>| parts.fold(Decimal::ZERO, |sum, part| sum.plus(part));
        let signals = sum(&mut why.signals.iter().map(|line| line.points)).plus(why.engagement_clamped);
        assert_eq!(signals, explained.engagement, "{now}");
        for line in &why.signals {
            assert_eq!(sum(&mut line.parts.iter().map(|part| part.points)).plus(line.capped), line.points);
        }
        let rules = sum(&mut why.fit_rules.iter().filter(|rule| rule.holds).map(|rule| rule.points));
        assert_eq!(rules.plus(why.fit_clamped), explained.fit);
        let standing = view.standing.unwrap();
        assert_eq!((&standing.grade, &standing.level), (&explained.grade, &explained.level));
        assert_eq!((&standing.stage, &standing.owner), (&explained.stage, &explained.owner));
        assert_eq!(why.crossings.first().map(|crossing| crossing.at), explained.next_crossing);
        let running = view.clocks.iter().filter(|clock| !matches!(clock.state, ClockState::Ended(_)));
        assert_eq!(running.count(), explained.clocks.len(), "{now}");
        for line in &explained.clocks {
            let drawn = view.clocks.iter().find(|clock| clock.cite.clause == line.clause).unwrap();
            assert_eq!((drawn.spent, &drawn.counted, drawn.due), (line.counted, &line.intervals, Some(line.due)));
        }
    }
}

#[test]
fn at_the_instant_of_a_crossing_and_not_before_the_level_is_another() {
    let (company, lead) = worked();
    let now = at("03-05 00:00");
    let crossings = page(&company.desk.store, lead, &Asked::at(now)).why.unwrap().crossings;
    assert!(!crossings.is_empty());
    for crossing in crossings {
        let engagement = |at: Instant| page(&company.desk.store, lead, &Asked::at(at)).why.unwrap().engagement;
        let (before, after) = (engagement(crossing.at - Span::from_micros(1)), engagement(crossing.at));
        assert!(crossing.falls && before >= crossing.threshold && after < crossing.threshold, "{crossing:?}");
    }
}

/// What was shown at an instant is shown of it for ever, whatever was told, decided, linked and parted since.
#[test]
fn the_past_is_told_as_it_was() {
    let mut desk = Desk::new();
    let rows = "
        ana@acme | 03-02 09:00 | role boss
        ana@acme | 03-02 10:00 | demo
        ?b7 | 03-02 11:00 | page
        ?b7 | 03-03 08:00 | webinar x
        acme: | 03-03 09:00 | size 500
        bob@acme | 03-03 10:00 | demo
        ana+b7 | 03-04 09:00 | created
        bob | 03-04 10:00 | rejected unreachable
        kim! | 03-04 11:00 | away 03-04 12:00,03-06 00:00
        ana | 03-05 09:00 | accepted
        ?b7 | 03-06 09:00 | unlinked lead_1
        ana | 03-07 09:00 | webinar x
        ana | 03-08 09:00 | won";
    let mut shown: Vec<(LeadId, Instant, View)> = Vec::new();
    for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let now = row.split('|').nth(1).unwrap().trim();
        desk.tell(row);
        desk.run(now);
        for lead in (1..desk.store.next_lead().unwrap().0).map(LeadId) {
            shown.push((lead, at(now), page(&desk.store, lead, &Asked::at(at(now)))));
        }
    }
    desk.run("04-01 00:00");
    assert!(shown.len() > 30);
    let merged = shown.iter().filter(|(lead, _, view)| *lead != view.lead).count();
    assert!(merged > 0, "one of them is another for a while");
    for (lead, now, before) in shown {
        let mut after = page(&desk.store, lead, &Asked::at(now));
        // Keys are who a number is, not what happened: those learnt later are shown all the same.
        after.keys.clone_from(&before.keys);
        assert_eq!(after, before, "{lead} at {now}");
    }
}

#[test]
fn pages_are_cut_at_fifty_and_together_are_all_of_it() {
    let mut desk = Desk::new();
    let mut rows = String::new();
    for day in 1..=28 {
        for hour in [9, 11, 13] {
            rows.push_str(&format!("ana | 02-{day:02} {hour:02}:00 | {}\n", if hour == 11 { "demo" } else { "page" }));
        }
    }
    desk.tell(&rows);
    desk.run("03-02 00:00");
    for filter in Filter::ALL {
        let ask = |after: Option<Seq>, most: usize| {
            let asked = Asked { at: at("03-02 00:00"), filter, after, most };
            page(&desk.store, LeadId(1), &asked).timeline
        };
        let whole = ask(None, usize::MAX);
        let (mut pages, mut after) = (Vec::new(), None);
        loop {
            let page = ask(after, 7);
            assert!(page.groups.len() == 7 || page.next.is_none());
            pages.extend(page.groups);
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!(pages, whole.groups, "{filter:?}");
        let lines: usize = whole.groups.iter().map(|group| group.lines.len()).sum();
        let place = Filter::ALL.iter().position(|other| *other == filter).unwrap();
        assert_eq!(lines, whole.counts[place], "{filter:?}");
    }
}

#[test]
fn what_a_fact_paid_is_what_it_added_then() {
    let mut desk = Desk::new();
    desk.tell(
        "ana | 03-02 09:00 | webinar x
         ana | 03-02 09:00 | webinar x
         ana | 03-02 10:00 | page
         ana | 03-02 10:00 | page
         ana | 03-02 10:00 | page
         ana | 03-02 10:00 | page
         ana | 03-02 11:00 | role boss
         ana | 03-02 12:00 | demo",
    );
    desk.run("03-02 13:00");
    let view = page(&desk.store, LeadId(1), &Asked { filter: Filter::Everything, ..Asked::at(at("03-02 13:00")) });
    let mut told = String::new();
    for group in view.timeline.groups.iter().rev() {
        let Event::Told(what) = &group.lines[0].event else { continue };
        let kind = serde_json::to_value(what).unwrap()["fact"].as_str().unwrap().to_owned();
        let each: Vec<String> = group.lines.iter().rev().map(|line| line.paid.engagement.to_string()).collect();
        told.push_str(&format!("{kind}: fit {}, engagement {}\n", group.paid().fit, each.join(" ")));
    }
    expect![[r#"
        created: fit 0, engagement 0
        happened: fit 0, engagement 15
        happened: fit 0, engagement 0
        happened: fit 0, engagement 10
        happened: fit 0, engagement 10
        happened: fit 0, engagement 10
        happened: fit 0, engagement 0
        learnt: fit 30, engagement 0
        happened: fit 0, engagement 40
    "#]]
    .assert_eq(&told);
}

#[test]
fn a_lead_nobody_heard_of_has_no_page_and_one_before_its_time_an_empty_one() {
    let (company, lead) = worked();
    let plans = in_force(&company.desk.store).unwrap();
    assert!(view(&company.desk.store, &plans, LeadId(99), &Asked::at(at("03-05 00:00"))).unwrap().is_none());
    let early = page(&company.desk.store, lead, &Asked::at(at("03-01 00:00")));
    assert!(early.first.is_none() && early.standing.is_none() && early.timeline.groups.is_empty());
}
