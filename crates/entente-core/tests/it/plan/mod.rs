//! Conditions asked of a lead through the public plan: what each form answers, and what the answer rests on.

mod behaviour;
mod compiled;
mod events;
mod fields;
mod flat;
mod joined;

use std::collections::BTreeMap;
use std::sync::Arc;

use entente_core::condition::Test;
use entente_core::engine::state::LeadState;
use entente_core::engine::world::World;
use entente_core::fact::Fact;
use entente_core::id::{AccountId, LeadId, Seq};
use entente_core::plan::Plan;
use entente_core::plan::frame::Frame;
use entente_core::time::{Instant, Span};
use expect_test::Expect;

use crate::engine::story::{fact, instant, plan};

/// The agreement the conditions stand in; `CONDITION` is asked by a nurture program, which changes nothing it asks about.
const AGREEMENT: &str = "entente: 1
title: For asking
timezone: Europe/Berlin
parties: {marketing: renate@halden.example, sales: kwame@halden.example}
fields:
  lead:
    seniority: {type: choice, of: [staff, director, chief]}
    free_mail: {type: bool, from: email}
    newsletter: bool
    title: text
    met_on: date
  account:
    employees: number
    sites: number
    country: country
    products: {type: set, of: [shuttle, picker, fleet]}
lists: {rivals: [Rival.example, ÜNAL.example]}
buyers:
  leader: {says: Leads a plant, when: lead.seniority != 'staff' && account.employees >= 50}
fit:
  size: {when: account.employees >= 50, points: 50}
  senior: {when: \"lead.seniority in ['director', 'chief']\", points: 30}
grades: {A: 75, B: 50, C: 0}
signals:
  demo: {on: Demo, points: 40, half_life: 30d}
  visit: {on: Visit, points: 8, cap: 24, half_life: 14d}
levels: {1: 60, 2: 35, 3: 0}
stages:
  inquiry: {owner: marketing}
  mql: {owner: marketing, enter: qualified}
  sal: {owner: sales, enter: accepted}
  customer: {owner: sales, enter: opportunity_won}
leaves: {recycled: {to: inquiry, not_before: 7d}, disqualified: {final: true}}
qualified: {ready: {when: fit >= 80 && engagement >= 40, says: Ready}}
handoff:
  at: mql
  routes: {all: {otherwise: true, to: kwame}}
  reject: {procedural: {misrouted: reroute}, definitional: {no_interest: recycle}}
  disqualify: [no_budget]
nurture:
  asking: {for: CONDITION, steps: [{send: note}]}
";

/// The plan in which a condition is asked, compiled once per condition.
fn asking(condition: &str) -> Arc<Plan> {
    plan(&AGREEMENT.replace("CONDITION", &serde_json::to_string(condition).unwrap()))
}

/// Conditions are the lines that stand furthest to the left. Under each stand the facts of one lead and, behind `=>`,
/// the answer with what it rests on.
///
/// Facts are parted by `;` and told in the story language, `lead 1: ` left out; `account: …` first joins the lead to
/// account 1. They happen at 09:00 on 2 March unless they begin with another date. `asked 7d1us later` comes last;
/// otherwise the lead is asked about at once. Of a lead that is `unheard of` nothing is told at all.
#[track_caller]
fn check(want: &Expect) {
    let lines = || want.data().lines().filter(|line| !line.trim().is_empty());
    let indent = |line: &str| line.len() - line.trim_start().len();
    let left = lines().map(indent).min().unwrap_or_default();
    let (mut got, mut plan) = (String::new(), None);
    for line in lines() {
        if indent(line) == left {
            got += &format!("{}\n", line.trim());
            plan = Some(asking(line.trim()));
        } else {
            let told = line.split(" => ").next().unwrap_or_default().trim();
            let answer = answer(plan.as_ref().unwrap(), told);
            got += &format!("    {told:<44} => {answer}\n");
        }
    }
    want.assert_eq(&got);
}

/// Yes or no and the grounds. The ground of a condition of one part goes without its name, which is the condition.
fn answer(plan: &Arc<Plan>, told: &str) -> String {
    let mut world = World::new(vec![plan.clone()]);
    let asked = tell(&mut world, told);
    let unheard = LeadState::new(LeadId(1), plan);
    let lead = world.lead(LeadId(1)).unwrap_or(&unheard);
    let account = lead.account.and_then(|account| world.account(account));
    let frame = Frame::new(plan, lead, account, asked);
    let program = &plan.nurture[0].wanted;
    let is_one = matches!(plan.agreement.nurture.0[0].1.r#for.test, Test::Atom(_)) && program.steps.len() == 1;
    let grounds = frame.grounds(program).into_iter();
    let shown: Vec<String> = grounds
        .map(|ground| if is_one { ground.value } else { format!("{} is {}", ground.name, ground.value) })
        .collect();
    let yes = if frame.holds(program) { "yes" } else { "no" };
    if shown.is_empty() { yes.to_owned() } else { format!("{yes}: {}", shown.join("; ")) }
}

/// Tells a world the facts of a row, lets time pass, and answers when the lead is asked about.
fn tell(world: &mut World, told: &str) -> Instant {
    let mut facts: Vec<&str> = told.split(';').map(str::trim).collect();
    let later = facts.last().and_then(|last| last.strip_prefix("asked ")?.strip_suffix(" later").map(span));
    facts.truncate(facts.len() - usize::from(later.is_some()));
    let mut at = instant("03-02 09:00");
    if facts == ["unheard of"] {
        return at;
    }
    let mut seq = 0;
    let mut next = |world: &mut World, at: Instant, text: &str| {
        seq += 1;
        let fact: Fact = fact(Seq(seq), at, text);
        world.fact(Seq(seq), &fact);
    };
    next(world, at, "lead 1: created");
    for text in facts.into_iter().filter(|text| !text.is_empty()) {
        let dated = text.starts_with(|letter: char| letter.is_ascii_digit());
        let (when, text) = if dated { text.split_at(11) } else { ("", text) };
        at = if dated { instant(when) } else { at };
        if let Some(of_account) = text.trim().strip_prefix("account: ") {
            next(world, at, "lead 1: joined 1");
            next(world, at, &format!("account {}: {of_account}", AccountId(1).0));
        } else {
            next(world, at, &format!("lead 1: {}", text.trim()));
        }
    }
    let asked = at + later.unwrap_or(Span::ZERO);
    world.advance(asked, true);
    asked
}

/// A length of time as `Span` prints it: `7d1us`.
fn span(text: &str) -> Span {
    let units = BTreeMap::from([
        ("d", Span::DAY),
        ("h", Span::HOUR),
        ("m", Span::MINUTE),
        ("s", Span::SECOND),
        ("us", Span::from_micros(1)),
    ]);
    let mut rest = text;
    let mut sum = Span::ZERO;
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        let end = rest[digits..].find(|letter: char| letter.is_ascii_digit()).map_or(rest.len(), |end| digits + end);
        sum = sum + units[&rest[digits..end]].times(rest[..digits].parse().unwrap());
        rest = &rest[end..];
    }
    sum
}
