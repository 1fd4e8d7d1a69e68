//! Goal: what is written, proposed and signed is read back as it was kept, and a secret shows in no debug text.

use entente_core::agreement::model::PartyKind;
use entente_core::id::AgreementHash;
use entente_store::{Draft, KeyKind, Mark, NewUser, Proposal, ProposalStatus, Role, SigningKey, Store, Theme};

use crate::sample::{self, day};

fn store() -> (Store, i64) {
    let mut store = sample::store();
    let user = NewUser {
        handle: "ana".into(),
        name: "Ana".into(),
        mail: "ana@two.example".into(),
        role: Role::Leader,
        party: Some(PartyKind::Marketing),
        language: Default::default(),
        timezone: "UTC".into(),
        theme: Theme::Auto,
        password: None,
        active: true,
        created: day(1),
    };
    let id = store.add_user(&user).unwrap();
    (store, id)
}

fn proposal(user: i64) -> Proposal {
    Proposal {
        number: 0,
        hash: AgreementHash([3; 32]),
        source: "# ours\nentente: 1\n".into(),
        canonical: r#"{"entente":1}"#.into(),
        amends: Some(AgreementHash([2; 32])),
        note: "Directors only".into(),
        effective: None,
        signatures: Vec::new(),
        status: ProposalStatus::Open,
        reason: None,
        user,
        proposed: day(2),
        ended: None,
    }
}

#[test]
fn a_proposal_is_signed_declined_and_listed_newest_first() {
    let (mut store, user) = store();
    let number = store.add_proposal(&proposal(user)).unwrap();
    let mut kept = store.proposal(number).unwrap().unwrap();
    assert_eq!(kept, Proposal { number, ..proposal(user) });
    kept.signatures.push(Mark {
        party: PartyKind::Marketing,
        signer: "ana@two.example".into(),
        user,
        at: day(3),
        kind: KeyKind::Held,
        text: "-----BEGIN SSH SIGNATURE-----".into(),
    });
    (kept.status, kept.reason, kept.ended) = (ProposalStatus::Declined, Some("Too soon".into()), Some((user, day(4))));
    kept.effective = Some(day(9));
    store.put_proposal(&kept).unwrap();
    assert_eq!(store.proposal(number).unwrap(), Some(kept.clone()));
    let next = store.add_proposal(&proposal(user)).unwrap();
    let numbers: Vec<u64> = store.proposals().unwrap().iter().map(|proposal| proposal.number).collect();
    assert_eq!(numbers, [next, number]);
    assert!(store.put_proposal(&Proposal { number: 99, ..kept }).is_err());
    assert_eq!(store.proposal(u64::MAX).unwrap(), None);
}

#[test]
fn there_is_one_draft_and_its_last_word_stands() {
    let (mut store, user) = store();
    assert_eq!(store.draft().unwrap(), None);
    let mut draft = Draft {
        revision: 1,
        source: "entente: 1\n".into(),
        answers: Some("{}".into()),
        step: 3,
        amends: None,
        proposal: Some(7),
        user,
        changed: day(1),
    };
    store.put_draft(&draft).unwrap();
    (draft.revision, draft.answers, draft.amends) = (2, None, Some(AgreementHash([2; 32])));
    store.put_draft(&draft).unwrap();
    assert_eq!(store.draft().unwrap(), Some(draft));
    store.drop_draft().unwrap();
    assert_eq!(store.draft().unwrap(), None);
}

#[test]
fn the_newest_key_that_is_not_retired_is_a_persons() {
    let (mut store, user) = store();
    assert!(store.signing_key(user).unwrap().is_none());
    let key = |public: &str, kind, secret: Option<&str>| SigningKey {
        user,
        kind,
        public_key: public.into(),
        secret: secret.map(str::to_owned),
        made: day(1),
    };
    let held = key("ssh-ed25519 one", KeyKind::Held, Some("sealed"));
    assert!(!format!("{held:?}").contains("sealed"));
    store.add_signing_key(&held).unwrap();
    store.add_signing_key(&key("ssh-ed25519 own", KeyKind::Own, None)).unwrap();
    assert_eq!(store.signing_key(user).unwrap(), Some(held));
    store.put_signing_secret(user, "ssh-ed25519 one", "sealed anew").unwrap();
    assert_eq!(store.signing_key(user).unwrap().unwrap().secret.as_deref(), Some("sealed anew"));
    store.retire_signing_keys(user, day(2)).unwrap();
    assert!(store.signing_key(user).unwrap().is_none());
    store.add_signing_key(&key("ssh-ed25519 two", KeyKind::Demo, Some("open"))).unwrap();
    assert_eq!(store.signing_key(user).unwrap().unwrap().kind, KeyKind::Demo);
}
