//! Every reason there is for a problem, with a text that has it: what is said, where, and what to do. A reason that is
//! added without a text does not compile; a text that no longer has its reason fails.

use expect_test::expect;

use super::HEAD;
use crate::agreement::model::Agreement;
use crate::agreement::read::read;
use crate::engine::example;
use crate::problem::{Reason, Weight};

/// Below the head, a text whose first problem is of this reason.
fn text(reason: Reason) -> &'static str {
    match reason {
        Reason::Syntax => "fit: {a: {when: lead.source ==, points: 1}}",
        Reason::Duplicate => "currency: EUR\ncurrency: KRW",
        Reason::UnknownKey => "curency: EUR",
        Reason::Missing => "fit: {a: {points: 1}}",
        Reason::Value => "currency: euro",
        Reason::UnknownName => "fit: {a: {when: lead.shoe == 'x', points: 1}}",
        Reason::Type => "fields: {lead: {size: number}}\nfit: {a: {when: lead.size == 'big', points: 1}}",
        Reason::UnreachableRoute => {
            "qualified: fit > 1\nhandoff: {routes: {all: {otherwise: true, to: ana}, rest: {when: fit > 9, to: ben}}}"
        }
        Reason::Tiers => {
            "qualified: fit > 1\nsla: {sales: {touch: {from: handed_off, until: accepted, within: [{when: fit > 9, do: 1h}]}}}"
        }
        Reason::ClockStartsStopped => {
            "qualified: fit > 1\nsla: {sales: {touch: {from: accepted, until: handed_off, within: 1h}}}"
        }
        Reason::LadderAfterStop => "sla: {ladder: [{at: 100%, tell: owner, then: late}, {at: 120%, tell: sales}]}",
        Reason::NeverPays => "signals: {opened: {on: Mail Opened, points: 4, class: [prefetch]}}",
        Reason::OwedByNobody => "sla: {partners: {touch: {from: created, until: mql, within: 4h}}}",
        Reason::NothingEnters => "stages: {inquiry: , mql: {enter: fit > 9 && fit < 3}}",
        Reason::NeverOpen => "calendars: {c: {open: {}}}",
        Reason::Example => "examples: [{says: Nobody, at: '2026-03-02T09:00Z', expect: {fit: 7}}]",
    }
}

/// All of them, in their order: each is followed by the next, so that none can be left out.
fn all() -> Vec<Reason> {
    let next = |reason: Reason| match reason {
        Reason::Syntax => Some(Reason::Duplicate),
        Reason::Duplicate => Some(Reason::UnknownKey),
        Reason::UnknownKey => Some(Reason::Missing),
        Reason::Missing => Some(Reason::Value),
        Reason::Value => Some(Reason::UnknownName),
        Reason::UnknownName => Some(Reason::Type),
        Reason::Type => Some(Reason::UnreachableRoute),
        Reason::UnreachableRoute => Some(Reason::Tiers),
        Reason::Tiers => Some(Reason::ClockStartsStopped),
        Reason::ClockStartsStopped => Some(Reason::LadderAfterStop),
        Reason::LadderAfterStop => Some(Reason::NeverPays),
        Reason::NeverPays => Some(Reason::OwedByNobody),
        Reason::OwedByNobody => Some(Reason::NothingEnters),
        Reason::NothingEnters => Some(Reason::NeverOpen),
        Reason::NeverOpen => Some(Reason::Example),
        Reason::Example => None,
    };
    std::iter::successors(Some(Reason::Syntax), |reason| next(*reason)).collect()
}

#[test]
fn each_reason_has_a_place_a_sentence_and_a_remedy() {
    let mut rows = Vec::new();
    for reason in all().into_iter().filter(|reason| *reason != Reason::Example) {
        let read = read(&format!("{HEAD}{}", text(reason)));
        let problem = read.problems.first().unwrap_or_else(|| panic!("{reason:?} has no problem"));
        assert_eq!((problem.reason, problem.weight), (reason, Weight::Error), "{problem}");
        assert!(read.agreement.is_none(), "{reason:?} does not keep it from being signed");
        let name = serde_json::to_value(reason).unwrap();
        rows.push(format!("{}: {problem}", name.as_str().unwrap()));
    }
    expect![[r#"
        syntax: 4:31 fit.a: the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
        duplicate: 5:1 'currency' stands twice in one mapping, first in line 4. Keep one of the two, or give one another name.
        unknown-key: 4:1 'curency' is no key of an agreement. Did you mean 'currency'?
        missing: 4:7 fit.a: 'when' is missing from a rule of fit. Add 'when': When it holds; names no score.
        value: 4:11 currency: 'euro' is not an ISO 4217 code. Write one like EUR or KRW.
        unknown-name: 4:22 fit.a: the lead has no field 'shoe'. Declare it under fields, or use one of: consent, source, owner.
        type: 5:30 fit.a: lead.size is a number and 'big' is a text. Compare it with a number, like 50.
        unreachable-route: 5:53 handoff.routes.rest: no lead comes here: 'all' above takes everything. Move it above 'all', or remove it.
        tiers: 5:67 sla.sales.touch: the tiers miss the leads of which none of them holds. Add a last tier: {otherwise: true, do: …}.
        clock-starts-stopped: 5:46 sla.sales.touch: the clock stops at 'handed_off', which has happened whenever it starts at 'accepted'. Stop it at a moment that comes after its start.
        ladder-after-stop: 4:53 sla.ladder: the step at 120% never comes: the one at 100% has ended the clock's ladder. Remove it, or take 'then' from the step above.
        never-pays: 4:55 signals.opened: prefetch and scanners never pay. Write human, unknown or both.
        owed-by-nobody: 4:7 sla: nobody owes these promises: 'partners' is not a party. Write them under 'marketing' or 'sales'.
        nothing-enters: 4:34 stages.mql: nothing enters this stage: its condition can never hold. Loosen the condition, or remove the stage.
        never-open: 4:13 calendars.c: the calendar is never open in 366 days. Give it weekly hours in 'open': {mon-fri: ["09:00-17:00"]}."#]].assert_eq(&rows.join("\n"));
}

/// An example is run against the whole agreement, once that is sound.
#[test]
fn an_example_that_comes_out_otherwise_is_sound_and_told_by_running_it() {
    let read = read(&format!("{HEAD}{}", text(Reason::Example)));
    let agreement: Agreement = read.agreement.unwrap();
    let told = example::run(&agreement, &agreement.examples[0]).unwrap();
    let told: Vec<String> = told.iter().map(|one| format!("{} {} {}", one.what, one.expected, one.found)).collect();
    assert_eq!(told, ["fit 7 0"]);
}
