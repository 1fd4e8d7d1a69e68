//! Goal: only what both parties signed is in force, and what somebody signed stays as it is.

use entente_core::agreement::model::PartyKind;
use entente_core::id::AgreementHash;
use entente_store::{AgreementStatus, Signature, SignedAgreement, Store};

use crate::sample::day;

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
    let mut store = Store::in_memory().unwrap();
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
    let mut store = Store::in_memory().unwrap();
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
    let mut store = Store::in_memory().unwrap();
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
