//! Goal: the next lead of the pool is one that nobody holds, else the team's late one, and only what the agreement allows.

use entente_core::id::{LeadId, Name};
use entente_desk::acts::{self, Act, Form, PersonAct, Prepared};
use entente_desk::force::in_force;
use expect_test::expect;

use crate::company::{Company, actor};
use crate::desk::at;

fn pull(company: &Company, when: &str, person: &str, candidates: &[LeadId]) -> String {
    let plans = in_force(&company.desk.store).unwrap();
    let actor = actor(person);
    let form = Form { once: "next", actor: &actor, seen: None, now: at(when) };
    let terms = acts::terms(&company.desk.store, &plans, form).unwrap().unwrap();
    let late: Vec<String> = terms.late.iter().map(ToString::to_string).collect();
    let pulled = match acts::pull(&company.desk.store, &plans, form, candidates.iter().copied()).unwrap() {
        Ok(Ok(pulled)) => {
            assert!(matches!(pulled.prepared, Prepared::Tell(_)));
            format!("{} {:?}", pulled.lead, pulled.late.map(|clause| clause.0))
        }
        Ok(Err(none)) => format!("{none:?}"),
        Err(refusal) => refusal.to_string(),
    };
    format!(
        "{person} {:?} {} of {:?}, late: {}: {pulled}\n",
        terms.team.map(|team| team.to_string()),
        terms.holds,
        terms.most,
        late.join(" ")
    )
}

#[test]
fn the_late_one_of_the_team_is_taken_by_who_is_there_and_never_had_it() {
    let mut company = Company::new();
    let leads = [company.asks("ana", "03-02 09:00"), company.asks("bob", "03-02 09:01")];
    let away =
        Act::Person(Name::from("luca.moretti"), PersonAct::Leave { from: at("03-02 00:00"), to: at("03-02 14:10") });
    company.act("03-02 09:10", "luca.moretti", "away", None, away);
    let mut told = String::new();
    told.push_str(&pull(&company, "03-02 09:30", "ama.boateng", &leads));
    // Four business hours later nobody has answered, and each passes to the other by itself; whoever comes back may
    // help, and whoever had a lead does not get it again.
    for when in ["03-02 14:05", "03-02 14:30"] {
        company.desk.run(when);
        for person in ["ama.boateng", "luca.moretti", "yuna.choi", "nils"] {
            told.push_str(&format!("{when} {}", pull(&company, when, person, &leads)));
        }
    }
    expect![[r#"
        ama.boateng Some("berlin") 1 of Some(45), late: sla.sales.decide: NoneLeft
        03-02 14:05 ama.boateng Some("berlin") 1 of Some(45), late: sla.sales.decide: NoneLeft
        03-02 14:05 luca.moretti Some("berlin") 0 of Some(45), late: sla.sales.decide: not now: a person who is away gets no leads: end the absence first
        03-02 14:05 yuna.choi Some("seoul") 0 of Some(30), late: sla.sales.decide: NoneLeft
        03-02 14:05 nils None 0 of None, late: sla.sales.decide: this is for sales
        03-02 14:30 ama.boateng Some("berlin") 1 of Some(45), late: sla.sales.decide: NoneLeft
        03-02 14:30 luca.moretti Some("berlin") 0 of Some(45), late: sla.sales.decide: lead_1 Some("sla.sales.decide")
        03-02 14:30 yuna.choi Some("seoul") 0 of Some(30), late: sla.sales.decide: NoneLeft
        03-02 14:30 nils None 0 of None, late: sla.sales.decide: this is for sales
    "#]].assert_eq(&told);
}
