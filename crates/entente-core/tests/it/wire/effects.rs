//! Goal: each decision acts on the world as agreed, under a key that never changes. Method: a table of decisions, and
//! golden lines of what the outbox keeps.

use entente_core::decision::{ClockKey, Concluded, Decision, ReassignReason, Routed};
use entente_core::effect::{Effect, effects};
use entente_core::id::{AgreementHash, ClauseId, LeadId, Name, Seq};
use entente_core::time::Instant;
use expect_test::expect;

fn route(owner: Option<&str>) -> Routed {
    let owner = owner.map(Name::from);
    Routed { owner, route: None, team: None, by_turn: false, nobody: None, candidates: Vec::new() }
}

fn decision(what: Concluded) -> Decision {
    Decision {
        lead: Some(LeadId(7)),
        at: Instant::from_micros(0),
        clause: ClauseId("handoff".into()),
        agreement: AgreementHash::default(),
        cause: None,
        because: Vec::new(),
        what,
    }
}

fn acts() -> Vec<(&'static str, Concluded)> {
    let clock = ClockKey { commitment: ClauseId("sla.sales.touch".into()), cycle: 1 };
    let step = |tell: &[&str]| Concluded::ClockStep {
        clock: clock.clone(),
        step: 0,
        tell: tell.iter().map(|person| Name::from(*person)).collect(),
    };
    let passed = |to| Concluded::Reassigned { from: Some("ama".into()), why: ReassignReason::Late, route: route(to) };
    vec![
        ("handed off", Concluded::HandedOff { cycle: 1, route: route(Some("jonas")) }),
        ("handed off to nobody", Concluded::HandedOff { cycle: 1, route: route(None) }),
        ("reassigned", passed(Some("jonas"))),
        ("reassigned to nobody", passed(None)),
        ("ladder, two are told", step(&["jonas", "kwame@halden.example"])),
        ("ladder, nobody is there to be told", step(&[])),
        ("mail due", Concluded::MailDue { program: "leaders".into(), step: 2, content: "guide".into() }),
        ("enrolled", Concluded::Enrolled { program: "leaders".into() }),
        ("qualified", Concluded::Qualified { rule: "ready".into() }),
        ("waived", Concluded::Waived { clock: clock.clone() }),
        ("missed", Concluded::ClockMissed { clock }),
    ]
}

#[test]
fn what_each_decision_does() {
    let row = |(name, what): (&str, Concluded)| {
        let effects = effects(Seq(41), &decision(what));
        let lines: Vec<String> = effects.iter().map(|effect| serde_json::to_string(effect).unwrap()).collect();
        format!("{name}: {}", if lines.is_empty() { "nothing".to_owned() } else { lines.join(" ") })
    };
    let rows: Vec<String> = acts().into_iter().map(row).collect();
    expect![[r#"
        handed off: {"key":"41.0","act":{"act":"notify_person","person":"jonas"}}
        handed off to nobody: nothing
        reassigned: {"key":"41.0","act":{"act":"notify_person","person":"jonas"}}
        reassigned to nobody: nothing
        ladder, two are told: {"key":"41.0","act":{"act":"notify_person","person":"jonas"}} {"key":"41.1","act":{"act":"notify_person","person":"kwame@halden.example"}}
        ladder, nobody is there to be told: nothing
        mail due: {"key":"41.0","act":{"act":"send_mail","content":"guide"}}
        enrolled: nothing
        qualified: nothing
        waived: nothing
        missed: nothing"#]].assert_eq(&rows.join("\n"));
}

/// Keys are the place in the log and a number: two decisions never share one, and asking again gives the same.
#[test]
fn keys_are_told_apart_and_stay() {
    let mut keys = Vec::new();
    for (seq, (_, what)) in (1..).zip(acts()) {
        let decision = decision(what);
        let first = effects(Seq(seq), &decision);
        assert_eq!(first, effects(Seq(seq), &decision));
        keys.extend(first.into_iter().map(|effect| effect.key));
    }
    let mut apart = keys.clone();
    apart.sort();
    apart.dedup();
    assert_eq!((keys.len(), apart.len()), (5, 5), "{keys:?}");
}

#[test]
fn an_effect_is_read_back_as_it_was_written() {
    for (_, what) in acts() {
        for effect in effects(Seq(41), &decision(what)) {
            let line = serde_json::to_string(&effect).unwrap();
            assert_eq!(serde_json::from_str::<Effect>(&line).unwrap(), effect);
        }
    }
    assert!(serde_json::from_str::<Effect>(r#"{"key":"1.0","act":{"act":"rename_everybody"}}"#).is_err());
}
