//! Goal: what is explained at an instant is what the engine itself holds then, and its parts add up to it.

use entente_core::engine::explain::explain as explain_state;
use entente_core::engine::state::{AccountState, LeadState, StateKey, from_bytes};
use entente_core::number::Decimal;
use entente_desk::Error;
use entente_desk::explain::explain;
use entente_desk::force::in_force;
use entente_store::Store;

use crate::desk::{Desk, at};

/// Two leads of one company, a visitor who turns out to be one of them, a recycled lead.
const STORY: &str = "
    ana@acme | 03-02 09:00 | role boss
    ana@acme | 03-02 10:00 | demo
    ?b7 | 03-02 11:00 | page
    ?b7 | 03-03 08:00 | webinar x
    acme: | 03-03 09:00 | size 500
    bob@acme | 03-03 10:00 | demo
    ana+b7 | 03-04 09:00 | created
    bob | 03-04 10:00 | rejected unreachable
    ana | 03-05 09:00 | accepted
    ana | 03-07 09:00 | webinar x
";

fn state<T: serde::de::DeserializeOwned>(store: &Store, key: StateKey) -> Option<T> {
    store.states(&[key]).unwrap().first().map(|(_, bytes)| from_bytes(bytes).unwrap())
}

#[test]
fn at_every_instant_it_is_what_the_engine_holds_and_the_parts_add_up() {
    let mut desk = Desk::new();
    desk.tell(STORY);
    let mut seen = 0;
    for day in 2..=20 {
        let now = format!("03-{day:02} 12:00");
        desk.run(&now);
        let plans: Vec<_> = in_force(&desk.store).unwrap().into_iter().map(|version| version.plan).collect();
        for lead in (1..desk.store.next_lead().unwrap().0).map(entente_core::id::LeadId) {
            let Some(held) = state::<LeadState>(&desk.store, StateKey::Lead(lead)) else { continue };
            let story = explain(&desk.store, &lead.to_string(), Some(at(&now))).unwrap();
            assert_eq!(story.lead, held.merged.unwrap_or(lead), "{now}");
            if held.merged.is_some() {
                continue;
            }
            let account = held.account.and_then(|id| state::<AccountState>(&desk.store, StateKey::Account(id)));
            let wanted = explain_state(&plans, &held, account.as_ref(), at(&now));
            assert_eq!(story.explained, wanted, "{lead} at {now}");
            let explained = story.explained.unwrap();
            let sum = explained.engagement_parts.iter().fold(Decimal::ZERO, |sum, part| sum.plus(part.points));
            assert_eq!(sum, explained.engagement, "{lead} at {now}");
            seen += 1;
        }
    }
    assert_eq!(seen, 39, "so many states were held against their explanation");
}

/// What was explained at an instant stays so, whatever is told and decided afterwards.
#[test]
fn an_explanation_of_the_past_is_stable() {
    let mut desk = Desk::new();
    desk.tell(STORY);
    let told = |desk: &Desk, who: &str| {
        let story = explain(&desk.store, who, Some(at("03-03 12:00"))).unwrap();
        format!("{} {:?} {:?} {:?} {:?}", story.lead, story.account, story.facts, story.decisions, story.explained)
    };
    desk.run("03-03 12:00");
    let before = ["lead_1", "lead_2", "lead_3"].map(|who| told(&desk, who));
    desk.run("03-25 00:00");
    desk.tell("ana | 03-26 09:00 | page");
    desk.run("03-27 00:00");
    assert_eq!(["lead_1", "lead_2", "lead_3"].map(|who| told(&desk, who)), before);
}

#[test]
fn before_the_agreement_nothing_is_explained_and_nobody_is_named_as_such() {
    let mut desk = Desk::new();
    desk.tell(STORY);
    desk.run("03-20 00:00");
    let early = explain(&desk.store, "ana@gmail.com", Some(at("01-01") - entente_core::time::Span::HOUR)).unwrap();
    assert!(early.explained.is_none() && early.facts.is_empty() && early.decisions.is_empty());
    let Err(unknown) = explain(&desk.store, "zoe@gmail.com", None) else { panic!("nobody is called so") };
    assert!(matches!(&unknown, Error::NoLead(name) if name == "zoe@gmail.com"), "{unknown}");
    let latest = explain(&desk.store, "ana@gmail.com", None).unwrap();
    assert_eq!(latest.explained.unwrap().at, at("03-20 00:00"), "as of all that is decided");
    assert_eq!(latest.account.unwrap().1, "acme");
}
