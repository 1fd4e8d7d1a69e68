//! Facts, decisions and instants that the tests share.

use entente_core::agreement::model::{PartyKind, SignalClass};
use entente_core::decision::{Concluded, Decision};
use entente_core::fact::{About, Fact, What};
use entente_core::id::{AgreementHash, ClauseId, LeadId, Name, Seq};
use entente_core::lang::Lang;
use entente_core::time::{Instant, Precision};
use entente_store::{Batch, NewUser, Place, Role, Store, Theme};
use entente_testkit::postgres;
use proptest::test_runner::Config as ProptestConfig;

/// Set where every store of a test is on a PostgreSQL server.
pub(crate) const ON_SERVER: &str = "ENTENTE_TEST_ON_SERVER";

/// A new, empty store: in memory, or on a server.
pub(crate) fn store() -> Store {
    if std::env::var_os(ON_SERVER).is_none() {
        return Store::in_memory().unwrap();
    }
    open(&postgres::server().unwrap().database_like(|address| drop(open(address))))
}

/// A new store with an administrator, and the number of that user.
pub(crate) fn with_ada(now: Instant) -> (Store, i64) {
    let mut store = store();
    let ada = NewUser {
        handle: Name::from("ada"),
        name: "Ada".to_owned(),
        mail: "ada@halden.example".to_owned(),
        role: Role::Administrator,
        party: Some(PartyKind::Sales),
        language: Lang::En,
        timezone: "UTC".to_owned(),
        theme: Theme::Auto,
        password: None,
        active: true,
        created: now,
    };
    let user = store.add_user(&ada).unwrap();
    (store, user)
}

/// How often a property is tried: less often where every store is a database to be made.
pub(crate) fn cases(count: u32) -> ProptestConfig {
    ProptestConfig::with_cases(if std::env::var_os(ON_SERVER).is_some() { count / 10 } else { count })
}

/// Opens the store at this address.
pub(crate) fn open(address: &str) -> Store {
    Store::open(address.parse::<Place>().unwrap()).unwrap()
}

/// Nine in the morning of a day in March 2026, UTC.
pub(crate) fn day(number: i64) -> Instant {
    Instant::from_micros(1_772_355_600_000_000 + (number - 1) * 86_400_000_000)
}

/// A fact about a lead, known when it happened.
pub(crate) fn fact(key: &str, lead: u64, at: Instant, what: What) -> Fact {
    let about = About::Lead(LeadId(lead));
    Fact { key: key.into(), about, at, precision: Precision::Second, known: at, by: None, what }
}

/// A page was viewed.
pub(crate) fn viewed(key: &str, lead: u64, at: Instant) -> Fact {
    fact(
        key,
        lead,
        at,
        What::Happened { event: "Page Viewed".into(), properties: Default::default(), class: SignalClass::Human },
    )
}

/// A decision about a lead, without a cause.
pub(crate) fn decision(lead: u64, at: Instant, what: Concluded) -> Decision {
    let (clause, agreement) = (ClauseId("handoff".into()), AgreementHash([7; 32]));
    Decision { lead: Some(LeadId(lead)), at, clause, agreement, cause: None, because: Vec::new(), what }
}

/// The lead went to kim. Read from text, so that a new field with a default changes nothing here.
pub(crate) fn handed_off(lead: u64, at: Instant) -> Decision {
    let what = r#"{"decision":"handed_off","cycle":1,"route":{"owner":"kim","route":"rest","team":"berlin","nobody":null,
        "candidates":[{"person":"kim","outcome":"chosen","open":3,"pointer":500000}]}}"#;
    decision(lead, at, serde_json::from_str(what).unwrap())
}

/// A batch of facts alone.
pub(crate) fn facts(facts: impl IntoIterator<Item = Fact>) -> Batch {
    Batch { facts: facts.into_iter().collect(), ..Batch::default() }
}

/// The numbers of numbered things.
pub(crate) fn numbers<T>(numbered: &[(Seq, T)]) -> Vec<u64> {
    numbered.iter().map(|(seq, _)| seq.0).collect()
}
