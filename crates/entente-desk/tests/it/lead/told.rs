//! Goal: a whole page, line by line, as one can hold it against the story.

use entente_core::decision::CandidateOutcome;
use entente_core::time::Instant;
use entente_desk::lead::{Asked, Event, Routing, View};
use expect_test::expect;

use super::{page, worked};
use crate::company::Company;
use crate::desk::{at, shown};

fn when(at: Option<Instant>) -> String {
    at.map_or_else(|| "-".to_owned(), shown)
}

#[test]
fn the_timeline_is_one_story_newest_first() {
    let (company, lead) = worked();
    let view = page(&company.desk.store, lead, &Asked::at(at("03-05 00:00")));
    let mut told = String::new();
    for group in &view.timeline.groups {
        let line = &group.lines[0];
        let (value, kind) = match &line.event {
            Event::Told(what) => (serde_json::to_value(what).unwrap(), "fact"),
            Event::Concluded(what) => (serde_json::to_value(what).unwrap(), "decision"),
        };
        let cite = line.cite.as_ref().map(|cite| format!(" §{} {}", cite.number, cite.clause)).unwrap_or_default();
        let by = line.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        let count = if group.lines.len() > 1 { format!(" x{}", group.lines.len()) } else { String::new() };
        told.push_str(&format!(
            "{} {:?} {}{by}{cite}{count}\n",
            shown(line.at),
            line.hue,
            value[kind].as_str().unwrap()
        ));
    }
    told.push_str(&format!("{:?}\n", view.timeline.counts));
    expect![[r#"
        03-04 10:01 Marketing consent by nils
        03-04 10:00 Plain waived by renate.meyer §7.17 sla.waivers
        03-04 10:00 Plain waived by renate.meyer
        03-03 10:00 Sales stage_entered by kwame.osei §4.6 stages.opportunity
        03-03 10:00 Sales opportunity_opened by kwame.osei
        03-03 09:30 Sales verdict by kwame.osei §7.10 sla.sales.feedback
        03-03 09:30 Sales rated by kwame.osei
        03-03 09:00 Sales verdict by kwame.osei §7.8 sla.sales.attempts
        03-03 09:00 Sales verdict by kwame.osei §7.7 sla.sales.touch
        03-03 09:00 Sales touched by kwame.osei
        03-03 08:30 Sales clock_step §7.16 sla.ladder
        03-02 16:30 Sales clock_started by kwame.osei §7.10 sla.sales.feedback
        03-02 16:30 Sales stage_entered by kwame.osei §4.4 stages.sal
        03-02 16:30 Late verdict by kwame.osei §7.6 sla.sales.decide
        03-02 16:30 Sales accepted by kwame.osei
        03-02 14:45 Sales clock_step §7.16 sla.ladder
        03-02 14:45 Sales reassigned §7.6 sla.sales.decide
        03-02 14:45 Late clock_missed §7.6 sla.sales.decide
        03-02 13:57 Sales clock_step §7.16 sla.ladder x2
        03-02 10:30 Sales clock_moved by jonas.weber §7.15 sla.pauses.waiting_for_data
        03-02 10:30 Sales resumed by jonas.weber
        03-02 09:45 Sales clock_moved by jonas.weber §7.15 sla.pauses.waiting_for_data
        03-02 09:45 Sales paused by jonas.weber
        03-02 09:40 Marketing scored by nils §2.9 grades
        03-02 09:40 Marketing learnt by nils
        03-02 09:00 Sales clock_started §7.8 sla.sales.attempts x3
        03-02 09:00 Sales handed_off §6.6 handoff.routes.rest
        03-02 09:00 Marketing stage_entered §4.3 stages.mql
        03-02 09:00 Marketing qualified §5.2 qualified.asked
        03-02 09:00 Marketing stage_entered §4.2 stages.engaged
        03-02 09:00 Marketing scored §3.8 levels
        03-02 09:00 Marketing happened
        03-02 09:00 Marketing scored §2.9 grades
        03-02 09:00 Marketing learnt
        03-02 09:00 Marketing joined
        03-02 09:00 Marketing stage_entered §4.1 stages.inquiry
        03-02 09:00 Marketing created
        [40, 29, 4, 1, 1]
    "#]]
    .assert_eq(&told);
}

fn routing_told(routing: &Routing) -> String {
    let mut told =
        format!("{} {:?} -> {:?}", shown(routing.at), routing.kind, routing.owner.as_ref().map(|o| o.as_str()));
    for tried in &routing.tried {
        let because: Vec<String> =
            tried.because.iter().map(|ground| format!("{} [{}]", ground.name, ground.value)).collect();
        told.push_str(&format!("\n  not §{} {}: {}", tried.cite.number, tried.name, because.join("; ")));
    }
    if let Some(route) = &routing.route {
        told.push_str(&format!("\n  by §{} {}", route.cite.number, route.name));
    }
    for candidate in &routing.candidates {
        let chosen = if candidate.outcome == CandidateOutcome::Chosen { "*" } else { "" };
        let place = candidate.pointer;
        told.push_str(&format!(
            "\n  {}{chosen} {:?} {} at {place}",
            candidate.person, candidate.outcome, candidate.open
        ));
    }
    told + "\n"
}

#[test]
fn the_owner_is_told_with_the_routes_before_and_everybody_looked_at() {
    let (company, lead) = worked();
    let view = page(&company.desk.store, lead, &Asked::at(at("03-05 00:00")));
    let told: String = view.routing.iter().map(routing_told).collect();
    expect![[r#"
        03-02 14:45 Reassigned { from: Some(Name("jonas.weber")), why: Late } -> Some("ama.boateng")
          not §6.2 existing: account.open_opportunity [no]
          not §6.3 named: account.owner != null [not known]
          not §6.4 korea: account.country == 'KR' [not known]
          not §6.5 dach: account.country in ['DE', 'AT', 'CH'] [not known]
          by §6.6 rest
          jonas.weber HadIt 1 at 500000
          ama.boateng* Chosen 0 at 500000
          luca.moretti LaterTurn 1 at 1000000
        03-02 09:00 HandedOff -> Some("jonas.weber")
          not §6.2 existing: account.open_opportunity [no]
          not §6.3 named: account.owner != null [not known]
          not §6.4 korea: account.country == 'KR' [not known]
          not §6.5 dach: account.country in ['DE', 'AT', 'CH'] [not known]
          by §6.6 rest
          jonas.weber* Chosen 0 at 0
          ama.boateng LaterTurn 0 at 0
          luca.moretti LaterTurn 0 at 0
    "#]]
    .assert_eq(&told);
}

fn clocks_told(view: &View) -> String {
    let mut told = String::new();
    for clock in &view.clocks {
        told.push_str(&format!(
            "§{} {} cycle {}: {} from {} due {} stop {} until {}: {:?}{}, spent {} left {} of {} on the wall\n",
            clock.cite.number,
            clock.cite.clause,
            clock.cycle,
            clock.target,
            shown(clock.start),
            when(clock.due),
            when(clock.stop),
            shown(clock.until),
            clock.state,
            clock.waived.map(|at| format!(", waived {}", shown(at))).unwrap_or_default(),
            clock.spent,
            clock.left,
            clock.wall
        ));
        let spans = |spans: &[(Instant, Instant)]| -> String {
            spans.iter().map(|(from, to)| format!(" {}-{}", shown(*from), &shown(*to)[6..])).collect()
        };
        told.push_str(&format!("  open{}\n  counted{}\n", spans(&clock.open), spans(&clock.counted)));
        for leg in &clock.legs {
            told.push_str(&format!(
                "  leg {:?} {} to {}\n",
                leg.owner.as_ref().map(|o| o.as_str()),
                shown(leg.from),
                shown(leg.to)
            ));
        }
        for tick in &clock.ticks {
            let share = tick.share.map(|share| share.to_string()).unwrap_or_default();
            told.push_str(&format!("  tick {} {share} came {} {:?}\n", shown(tick.at), tick.came, tick.told));
        }
        for pause in &clock.pauses {
            told.push_str(&format!("  pause {} {} to {}\n", pause.reason, shown(pause.from), shown(pause.to)));
        }
        if let Some(lateness) = clock.lateness {
            told.push_str(&format!("  {lateness:?}\n"));
        }
    }
    told
}

#[test]
fn clocks_are_drawn_while_they_run_and_when_they_ended() {
    let (company, lead) = worked();
    let running = page(&company.desk.store, lead, &Asked::at(at("03-02 10:00")));
    let ended = page(&company.desk.store, lead, &Asked::at(at("03-05 00:00")));
    expect![[r#"
        §7.6 sla.sales.decide cycle 1: 4 business hours from 03-02 09:00 due 03-02 15:15 stop - until 03-02 15:15: Paused, spent 45m left 3h15m of 1h on the wall
          open 03-02 09:00-11:30 03-02 12:30-15:15
          counted 03-02 09:00-09:45
          leg Some("jonas.weber") 03-02 09:00 to 03-02 10:00
          tick 03-02 13:15 50% came false []
          tick 03-02 14:27 80% came false []
          tick 03-02 15:15 100% came false []
          pause waiting_for_data 03-02 09:45 to 03-02 11:00
        §7.7 sla.sales.touch cycle 1: 1 business day from 03-02 09:00 due 03-03 17:00 stop - until 03-03 17:00: Paused, spent 45m left 13h of 1h on the wall
          open 03-02 09:00-11:30 03-02 12:30-17:00 03-03 08:00-11:30 03-03 12:30-17:00
          counted 03-02 09:00-09:45
          leg Some("jonas.weber") 03-02 09:00 to 03-02 10:00
          tick 03-03 09:07 50% came false []
          tick 03-03 14:15 80% came false []
          tick 03-04 08:00 100% came false []
          pause waiting_for_data 03-02 09:45 to 03-02 11:00
        §7.8 sla.sales.attempts cycle 1: 10 business days from 03-02 09:00 due 03-16 17:00 stop - until 03-16 17:00: Paused, spent 45m left 3d9h of 1h on the wall
          open 03-02 09:00-11:30 03-02 12:30-17:00 03-03 08:00-11:30 03-03 12:30-17:00 03-04 08:00-11:30 03-04 12:30-17:00 03-05 08:00-11:30 03-05 12:30-17:00 03-06 08:00-14:00 03-09 08:00-11:30 03-09 12:30-17:00 03-10 08:00-11:30 03-10 12:30-17:00 03-11 08:00-11:30 03-11 12:30-17:00 03-12 08:00-11:30 03-12 12:30-17:00 03-13 08:00-14:00 03-16 08:00-11:30 03-16 12:30-17:00
          counted 03-02 09:00-09:45
          leg Some("jonas.weber") 03-02 09:00 to 03-02 10:00
          tick 03-09 14:07 50% came false []
          tick 03-12 14:39 80% came false []
          tick 03-17 08:00 100% came false []
          pause waiting_for_data 03-02 09:45 to 03-02 11:00
    "#]].assert_eq(&clocks_told(&running));
    expect![[r#"
        §7.10 sla.sales.feedback cycle 1: 5 business days from 03-02 16:30 due 03-09 17:00 stop 03-03 09:30 until 03-09 17:00: Ended(Met), spent 2h left 0s of 17h on the wall
          open 03-02 16:30-17:00 03-03 08:00-11:30 03-03 12:30-17:00 03-04 08:00-11:30 03-04 12:30-17:00 03-05 08:00-11:30 03-05 12:30-17:00 03-06 08:00-14:00 03-09 08:00-11:30 03-09 12:30-17:00
          counted 03-02 16:30-17:00 03-03 08:00-09:30
          leg Some("ama.boateng") 03-02 16:30 to 03-03 09:30
        §7.6 sla.sales.decide cycle 1: 4 business hours from 03-02 09:00 due 03-02 14:45 stop 03-02 16:30 until 03-02 16:30: Ended(MetLate), spent 5h45m left 0s of 7h30m on the wall
          open 03-02 09:00-11:30 03-02 12:30-16:30
          counted 03-02 09:00-09:45 03-02 10:30-11:30 03-02 12:30-16:30
          leg Some("jonas.weber") 03-02 09:00 to 03-02 14:45
          leg Some("ama.boateng") 03-02 14:45 to 03-02 16:30
          tick 03-02 12:45 50% came true [Name("jonas.weber")]
          tick 03-02 13:57 80% came true [Name("jonas.weber"), Name("kwame.osei")]
          tick 03-02 14:45 100% came true [Name("ama.boateng"), Name("kwame.osei"), Name("renate.meyer@halden.example")]
          pause waiting_for_data 03-02 09:45 to 03-02 10:30
          Lateness { receive: Span(0), qualify: Span(0), route: Span(0), unassigned: Span(0), owner_closed: Span(0), owner_open: Span(20700000000) }
        §7.7 sla.sales.touch cycle 1: 1 business day from 03-02 09:00 due 03-03 17:00 stop 03-03 09:00 until 03-03 17:00: Ended(Met), waived 03-04 10:00, spent 7h15m left 0s of 1d on the wall
          open 03-02 09:00-11:30 03-02 12:30-17:00 03-03 08:00-11:30 03-03 12:30-17:00
          counted 03-02 09:00-09:45 03-02 10:30-11:30 03-02 12:30-17:00 03-03 08:00-09:00
          leg Some("jonas.weber") 03-02 09:00 to 03-02 14:45
          leg Some("ama.boateng") 03-02 14:45 to 03-03 09:00
          tick 03-03 08:30 50% came true [Name("ama.boateng")]
          pause waiting_for_data 03-02 09:45 to 03-02 10:30
        §7.8 sla.sales.attempts cycle 1: 10 business days from 03-02 09:00 due 03-16 17:00 stop 03-03 09:00 until 03-16 17:00: Ended(Cancelled), spent 7h15m left 0s of 1d on the wall
          open 03-02 09:00-11:30 03-02 12:30-17:00 03-03 08:00-11:30 03-03 12:30-17:00 03-04 08:00-11:30 03-04 12:30-17:00 03-05 08:00-11:30 03-05 12:30-17:00 03-06 08:00-14:00 03-09 08:00-11:30 03-09 12:30-17:00 03-10 08:00-11:30 03-10 12:30-17:00 03-11 08:00-11:30 03-11 12:30-17:00 03-12 08:00-11:30 03-12 12:30-17:00 03-13 08:00-14:00 03-16 08:00-11:30 03-16 12:30-17:00
          counted 03-02 09:00-09:45 03-02 10:30-11:30 03-02 12:30-17:00 03-03 08:00-09:00
          leg Some("jonas.weber") 03-02 09:00 to 03-02 14:45
          leg Some("ama.boateng") 03-02 14:45 to 03-03 09:00
          pause waiting_for_data 03-02 09:45 to 03-02 10:30
    "#]].assert_eq(&clocks_told(&ended));
}

#[test]
fn who_it_is_and_what_came_of_it() {
    let (company, lead) = worked();
    let view = page(&company.desk.store, lead, &Asked::at(at("03-05 00:00")));
    let mut told = format!("{:?}, {:?}\n", view.known.name, view.known.title);
    let account = view.account.as_ref().unwrap();
    for attribute in view.known.attributes.iter().chain(&account.attributes) {
        let (by, verified) = (attribute.by.as_ref().map(|by| by.as_str()), attribute.verified);
        told.push_str(&format!("{} = {:?} by {by:?}, verified {verified}\n", attribute.name, attribute.value));
    }
    for line in &view.known.consent {
        told.push_str(&format!("{} {} {:?}: {}\n", line.purpose, line.channel, line.stands, line.evidence));
    }
    for word in &view.feedback {
        told.push_str(&format!("{:?} {:?} {}\n", word.kind, word.by.as_ref().map(|by| by.as_str()), word.words));
    }
    for deal in &view.deals {
        told.push_str(&format!("{} {:?} {:?}\n", deal.deal, deal.amount.map(|amount| amount.to_string()), deal.state));
    }
    let standing = view.standing.unwrap();
    told.push_str(&format!("{} {}{} {:?}\n", standing.stage, standing.grade, standing.level, standing.accepted));
    expect![[r#"
        Some("Ana Diaz"), Some("Head of operations")
        seniority = Text("director") by Some("nils"), verified true
        name = Text("Ana Diaz") by Some("nils"), verified true
        title = Text("Head of operations") by Some("nils"), verified true
        employees = Number(Decimal(200000000)) by None, verified false
        marketing mail Given: phone call
        Rated(4) Some("kwame.osei") knows what they want
        D-1 Some("40000") Open
        opportunity B2 true
    "#]]
    .assert_eq(&told);
}

/// Two browsers and two mail addresses of one company; one is linked by a person, one shares the name.
#[test]
fn who_else_it_is_and_perhaps_is() {
    let mut company = Company::new();
    let ana = company.asks("ana", "03-02 09:00");
    let at_work = company.asks_at("ana.diaz", "ana.example", "03-02 09:10");
    let other = company.asks_at("diaz", "ana.example", "03-02 09:20");
    for row in [
        "03-02 09:30 | nils | edit | field.name=Ana Diaz, field.phone=+49 30 123456",
        "03-02 09:31 | nils | link | into=lead_2",
    ] {
        company.on(ana, row);
    }
    company.on(other, "03-02 09:32 | nils | edit | field.name=ana  diaz, field.phone=+49-30-123456");
    let show = |company: &Company, when: &str| {
        let view = page(&company.desk.store, ana, &Asked::at(at(when)));
        let linked: Vec<String> =
            view.linked.iter().map(|link| format!("{} into {} {:?}", link.lead, link.into, link.by)).collect();
        let mates = view.account.iter().flat_map(|account| &account.mates);
        let mates: Vec<String> =
            mates.map(|mate| format!("{} {:?} {}{}", mate.lead, mate.name, mate.grade, mate.level)).collect();
        let proposed: Vec<String> =
            view.proposed.iter().map(|other| format!("{} {:?}", other.lead, other.shares)).collect();
        format!("{when} {}: linked {linked:?}\n  mates {mates:?}\n  perhaps {proposed:?}\n", view.lead)
    };
    let mut told = String::new();
    told.push_str(&show(&company, "03-02 09:25"));
    told.push_str(&show(&company, "03-02 09:40"));
    company.on(ana, "03-02 10:00 | nils | unlink | from=lead_2");
    company.on(at_work, "03-02 10:01 | nils | edit | field.name=Ana Diaz");
    told.push_str(&show(&company, "03-02 10:10"));
    expect![[r#"
        03-02 09:25 lead_1: linked []
          mates ["lead_3 None C2", "lead_2 None C2"]
          perhaps []
        03-02 09:40 lead_2: linked ["lead_1 into lead_2 Some(Name(\"nils\"))"]
          mates ["lead_3 Some(\"ana  diaz\") C2"]
          perhaps ["lead_3 [Name(\"Ana Diaz\"), Phone(\"+49 30 123456\")]"]
        03-02 10:10 lead_1: linked []
          mates ["lead_3 Some(\"ana  diaz\") C2", "lead_2 Some(\"Ana Diaz\") C2"]
          perhaps ["lead_3 [Name(\"Ana Diaz\"), Phone(\"+49 30 123456\")]"]
    "#]]
    .assert_eq(&told);
}
