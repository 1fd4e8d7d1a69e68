//! Who may do what and what comes of it: every act, by everybody, on leads in every state they may be in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use entente_core::agreement::model::PartyKind;
use entente_core::id::{LeadId, Name};
use entente_desk::acts::{self, Act, Actor, Answers, Form, Prepared, Refusal};
use entente_desk::force::in_force;
use entente_desk::people::Role;
use expect_test::expect_file;
use jiff::tz::TimeZone;

use crate::company::Company;
use crate::desk::at;

/// Each act with what somebody would type who means it.
const ACTS: [(&str, &str); 18] = [
    ("accept", ""),
    ("reject", "reason=no_interest"),
    ("disqualify", "reason=no_budget"),
    ("recycle", "reason=no_interest"),
    ("give", "to=luca.moretti"),
    ("touch", "channel=call, reached=yes, lasted=2"),
    ("confirm", "needs=need"),
    ("rate", "stars=4"),
    ("pause", "reason=waiting_for_data, until=2026-03-03"),
    ("resume", "reason=waiting_for_data"),
    ("open-deal", "deal=D-9, amount=5"),
    ("win-deal", "deal=D-1, amount=5, recurring=0"),
    ("lose-deal", "deal=D-1, reason=no_budget"),
    ("waive", "commitment=sla.sales.touch, words=agreed"),
    ("consent", "given=yes, purpose=marketing, channel=mail, evidence=said so"),
    ("link", "into=lead_1"),
    ("unlink", "from=lead_1"),
    ("edit", "field.city=Ulm"),
];

const NOW: &str = "03-02 12:00";

/// Everybody who may ask, by what they are to the lead.
fn everybody(holder: &Name) -> Vec<(&'static str, Actor)> {
    let actor = |person: &str, role, party| Actor { person: Name::from(person), role, party };
    let (sales, marketing) = (Some(PartyKind::Sales), Some(PartyKind::Marketing));
    let colleague = if holder.as_str() == "luca.moretti" { "ama.boateng" } else { "luca.moretti" };
    vec![
        ("holder", actor(holder.as_str(), Role::Rep, sales)),
        ("colleague", actor(colleague, Role::Rep, sales)),
        ("sales-manager", actor("mia.manager", Role::Manager, sales)),
        ("sales-leader", actor("kwame.osei", Role::Leader, sales)),
        ("marketing-leader", actor("renate.meyer", Role::Leader, marketing)),
        ("marketing", actor("nils", Role::Marketing, marketing)),
        ("administrator", actor("ada", Role::Administrator, None)),
        ("reader", actor("eve", Role::Reader, sales)),
    ]
}

/// Leads in every state, each with its name.
fn leads(company: &mut Company) -> Vec<(&'static str, LeadId)> {
    company.desk.tell("tom | 03-02 08:00 | page");
    company.desk.run("03-02 08:00");
    let unknown = company.desk.store.find_lead_named("tom@gmail.com").unwrap().unwrap();
    let mut leads = vec![("never handed over", unknown)];
    let ways: [(&str, &str, &[&str]); 9] = [
        ("handed over", "ana", &[]),
        ("accepted", "bea", &["accept"]),
        ("touched", "cem", &["touch | channel=call, reached=yes, lasted=2"]),
        ("paused", "dan", &["accept", "pause | reason=waiting_for_data, until=2026-03-03"]),
        ("deal open", "eva", &["accept", "open-deal | deal=D-1, amount=9"]),
        ("won", "fay", &["accept", "open-deal | deal=D-1, amount=9", "win-deal | deal=D-1, amount=9, recurring=1"]),
        ("lost", "gil", &["accept", "open-deal | deal=D-1, amount=9", "lose-deal | deal=D-1, reason=no_budget"]),
        ("recycled", "hal", &["reject | reason=no_interest"]),
        ("disqualified", "ian", &["accept", "disqualify | reason=no_budget"]),
    ];
    for (index, (says, who, acts)) in ways.iter().enumerate() {
        let lead = company.asks(who, &format!("03-02 09:{:02}", index * 5));
        for (step, act) in acts.iter().enumerate() {
            let when = format!("03-02 09:{:02}", index * 5 + step + 1);
            let told = company.on(lead, &format!("{when} | kwame.osei | {act}"));
            assert!(told.contains("by kwame.osei"), "{says}: {told}");
        }
        leads.push((says, lead));
    }
    leads
}

/// What comes of an act, in a word or two.
fn outcome(prepared: Result<Prepared, Refusal>) -> String {
    match prepared {
        Ok(Prepared::Tell(_)) => "done".to_owned(),
        Ok(Prepared::Done(_)) => "done before".to_owned(),
        Err(Refusal::MayNot(_)) => "may not".to_owned(),
        Err(Refusal::NotNow(condition)) => format!("not now, {condition:?}"),
        Err(other) => other.to_string(),
    }
}

#[test]
fn every_act_by_everybody_on_every_state() {
    let mut company = Company::in_memory();
    let leads = leads(&mut company);
    company.desk.run(NOW);
    let before = company.desk.store.last_seq().unwrap();
    let plans = in_force(&company.desk.store).unwrap();
    let mut text = String::new();
    for (says, lead) in &leads {
        writeln!(text, "{says}").unwrap();
        let (seen, holder) = (company.seen(*lead), holder(&company, *lead));
        for (name, typed) in ACTS {
            let mut by_outcome: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for (who, actor) in everybody(&holder) {
                let pairs = typed.split(", ").filter_map(|field| field.split_once('='));
                let act = acts::read(name, &Answers::of(pairs), &TimeZone::UTC).unwrap().unwrap();
                let once = format!("{says} {name} {who}");
                let form = Form { once: &once, actor: &actor, seen, now: at(NOW) };
                let prepared = acts::prepare(&company.desk.store, &plans, form, Act::Lead(*lead, act)).unwrap();
                let outcome = outcome(prepared);
                let offer = acts::offer(&company.desk.store, &plans, &actor, *lead, at(NOW)).unwrap().unwrap();
                // What may be done is offered. What is offered may be done, but for a lead that nobody holds, which
                // one may only take, and a promise of one's own side.
                let is_offered = offer.may.contains(&name);
                assert!(is_offered || outcome == "may not", "{says}: {name} by {who} is not offered: {outcome}");
                let is_partly = matches!(name, "give" | "waive");
                assert!(!is_offered || outcome != "may not" || is_partly, "{says}: {name} by {who} is offered");
                by_outcome.entry(outcome).or_default().push(who);
            }
            let told: Vec<String> = by_outcome.iter().map(|(how, who)| format!("{how}: {}", who.join(" "))).collect();
            writeln!(text, "    {name:<10} {}", told.join(" | ")).unwrap();
        }
    }
    assert_eq!(company.desk.store.last_seq().unwrap(), before, "asking writes nothing");
    expect_file!["by_everyone.txt"].assert_eq(&text);
}

/// Who holds a lead, or held it last.
fn holder(company: &Company, lead: LeadId) -> Name {
    let plans = in_force(&company.desk.store).unwrap();
    let rep = |person: &str| Actor { person: Name::from(person), role: Role::Rep, party: Some(PartyKind::Sales) };
    let holds = |person: &&str| {
        let offer = acts::offer(&company.desk.store, &plans, &rep(person), lead, at(NOW)).unwrap().unwrap();
        offer.may.contains(&"accept")
    };
    Name::from(["jonas.weber", "ama.boateng", "luca.moretti"].into_iter().find(holds).unwrap_or("jonas.weber"))
}
