//! A workspace to be killed in: the sample agreement in force, an administrator, and a key for the program that tells.

use entente_core::agreement::canonical;
use entente_core::agreement::model::PartyKind;
use entente_core::agreement::read::read;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_desk::force::put_in_force;
use entente_desk::people::{self, Joining, Role};
use entente_desk::setup::{Scope, make_key};
use entente_store::{AgreementStatus, Place, Signature, SignedAgreement, Store};

/// Makes the workspace; answers the key.
pub(crate) fn make(place: &str) -> String {
    let mut store = Store::open(place.parse::<Place>().unwrap()).unwrap();
    put_in_force(&mut store, agreement(), Instant::MIN).unwrap();
    let now = Instant::parse("2026-01-05T09:00:00Z").unwrap();
    let joining = Joining {
        name: "Ines Vogt".to_owned(),
        mail: "ines@halden.example".to_owned(),
        handle: "ines.vogt".to_owned(),
        role: Role::Administrator,
        party: Some(PartyKind::Marketing),
        language: Lang::En,
        timezone: "Europe/Berlin".to_owned(),
    };
    let user = people::set_up(&mut store, &joining, "a long enough secret", now).unwrap();
    make_key(&mut store, &user, "website", &[Scope::WriteFacts], now).unwrap().secret
}

fn agreement() -> SignedAgreement {
    let source = include_str!("../../../../agreements/halden.yaml");
    let agreement = read(source).agreement.unwrap();
    let signature = |party: PartyKind| Signature {
        party,
        signer: party.as_str().to_owned(),
        at: Instant::MIN,
        text: "not verified here".to_owned(),
    };
    SignedAgreement {
        hash: canonical::hash(&agreement),
        canonical: canonical::canonical(&agreement),
        source: source.to_owned(),
        effective: Instant::MIN,
        signatures: vec![signature(PartyKind::Marketing), signature(PartyKind::Sales)],
        status: AgreementStatus::InForce,
    }
}
