//! Goal: only what both parties signed is in force, and what somebody signed stays as it is.

use entente_core::agreement::model::PartyKind;
use entente_core::id::AgreementHash;
use entente_store::{AgreementStatus, Signature, SignedAgreement};

use crate::sample::{day, store};

fn signature(party: PartyKind) -> Signature {
    let signer = format!("{}@halden.example", party.as_str());
    Signature { party, signer, at: day(2), text: "-----BEGIN SSH SIGNATURE-----".into() }
}

fn agreement(signed: &[PartyKind], status: AgreementStatus) -> SignedAgreement {
    SignedAgreement {
        hash: AgreementHash([3; 32]),
        source: "# ours\nentente: 1\n".into(),
        canonical: r#"{"entente":1}"#.into(),
        effective: day(10),
        signatures: signed.iter().copied().map(signature).collect(),
        status,
    }
}

use AgreementStatus::{Declined, InForce, Proposed, Superseded};
use PartyKind::{Marketing, Sales};

#[test]
fn it_is_proposed_signed_twice_in_force_and_superseded() {
    let mut store = store();
    let steps: [(&[PartyKind], AgreementStatus); 5] = [
        (&[], Proposed),
        (&[Marketing], Proposed),
        (&[Marketing, Sales], Proposed),
        (&[Marketing, Sales], InForce),
        (&[Marketing, Sales], Superseded),
    ];
    for (signed, status) in steps {
        let wanted = agreement(signed, status);
        store.put_agreement(&wanted).unwrap();
        assert_eq!(store.agreement(wanted.hash).unwrap(), Some(wanted.clone()));
        assert_eq!(store.agreements().unwrap(), [wanted]);
    }
    assert_eq!(store.agreement(AgreementHash([4; 32])).unwrap(), None);
}

#[test]
fn one_signature_or_two_of_one_party_bring_nothing_into_force() {
    let mut store = store();
    let mut refused =
        |signed: &[PartyKind], status| store.put_agreement(&agreement(signed, status)).unwrap_err().to_string();
    for status in [InForce, Superseded] {
        assert!(refused(&[], status).ends_with("is not signed by both parties, so it cannot be in force"));
        assert!(refused(&[Sales], status).ends_with("is not signed by both parties, so it cannot be in force"));
        assert!(refused(&[Sales, Sales], status).ends_with("has two signatures of one party"));
    }
    assert_eq!(store.agreements().unwrap(), []);
    store.put_agreement(&agreement(&[Sales], Declined)).unwrap();
}

#[test]
fn a_proposal_may_be_edited_until_somebody_signs() {
    let mut store = store();
    store.put_agreement(&agreement(&[], Proposed)).unwrap();
    let with_comment = SignedAgreement { source: "# ours, edited\nentente: 1\n".into(), ..agreement(&[], Proposed) };
    store.put_agreement(&with_comment).unwrap();
    store.put_agreement(&SignedAgreement { effective: day(20), ..with_comment }).unwrap();
    assert_eq!(store.agreements().unwrap()[0].effective, day(20));

    let signed = agreement(&[Marketing], Proposed);
    store.put_agreement(&signed).unwrap();
    let changes = [
        (SignedAgreement { source: "other".into(), ..signed.clone() }, "was signed, so its text stays as it is"),
        (
            SignedAgreement { effective: day(1), ..signed.clone() },
            "was signed, so it runs from the instant that was signed",
        ),
        (SignedAgreement { canonical: "{}".into(), ..signed.clone() }, "has another canonical text: the hash is wrong"),
        (agreement(&[Sales], Proposed), "was signed, and nobody un-signs: amend it"),
        (agreement(&[], Proposed), "was signed, and nobody un-signs: amend it"),
    ];
    for (change, why) in changes {
        let error = store.put_agreement(&change).unwrap_err();
        assert!(error.to_string().ends_with(why), "{error}");
        assert!(!error.transient());
        assert_eq!(store.agreements().unwrap(), std::slice::from_ref(&signed));
    }
}

#[test]
fn a_refused_one_leaves_no_trace_and_the_next_is_taken() {
    let mut store = store();
    for (signed, status) in [(&[Sales][..], InForce), (&[Marketing, Marketing], Proposed), (&[], Superseded)] {
        let error = store.put_agreement(&agreement(signed, status)).unwrap_err();
        assert!(
            matches!(&error, entente_store::Error::Agreement { hash, .. } if *hash == AgreementHash([3; 32]).to_string())
        );
        assert_eq!(store.agreement(AgreementHash([3; 32])).unwrap(), None);
    }
    store.put_agreement(&agreement(&[Sales, Marketing], InForce)).unwrap();
}

#[test]
fn a_signature_is_kept_to_the_byte_whoever_signs_after() {
    let mut store = store();
    store.put_agreement(&agreement(&[Marketing], Proposed)).unwrap();
    let both = agreement(&[Sales, Marketing], Proposed);
    let edits: [fn(&mut Signature); 3] =
        [|one| one.text.push('\n'), |one| one.signer = "eve@halden.example".into(), |one| one.at = day(3)];
    for edit in edits {
        let mut changed = both.clone();
        edit(&mut changed.signatures[1]);
        let error = store.put_agreement(&changed).unwrap_err();
        assert!(error.to_string().ends_with("was signed, and nobody un-signs: amend it"), "{error}");
    }
    store.put_agreement(&both).unwrap();
    assert_eq!(store.agreements().unwrap(), [both], "the order in which they are listed is no matter");
}

#[test]
fn the_text_under_a_hash_stays_also_before_anybody_signs() {
    let mut store = store();
    let kept = agreement(&[], Proposed);
    store.put_agreement(&kept).unwrap();
    let changed = SignedAgreement { canonical: r#"{"entente":2}"#.into(), ..kept.clone() };
    let error = store.put_agreement(&changed).unwrap_err();
    assert!(error.to_string().ends_with("has another canonical text: the hash is wrong"), "{error}");
    store.put_agreement(&SignedAgreement { hash: AgreementHash([4; 32]), ..changed }).unwrap();
    assert_eq!(store.agreement(kept.hash).unwrap(), Some(kept));
}

#[test]
fn they_are_listed_by_when_they_run_then_by_hash() {
    let mut store = store();
    for (hash, effective) in [(5, 10), (9, 2), (1, 10), (7, 20)] {
        let one =
            SignedAgreement { hash: AgreementHash([hash; 32]), effective: day(effective), ..agreement(&[], Proposed) };
        store.put_agreement(&one).unwrap();
    }
    let order: Vec<u8> = store.agreements().unwrap().iter().map(|one| one.hash.0[0]).collect();
    assert_eq!(order, [9, 1, 5, 7]);
}
