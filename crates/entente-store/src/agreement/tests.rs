//! Goal: an agreement that was damaged from outside is named, and never read as something nobody signed.

use super::*;

fn kept() -> (Store, SignedAgreement) {
    let agreement = SignedAgreement {
        hash: AgreementHash([3; 32]),
        source: "entente: 1".into(),
        canonical: "{}".into(),
        effective: Instant::from_micros(0),
        signatures: Vec::new(),
        status: AgreementStatus::Proposed,
    };
    let mut store = Store::in_memory().unwrap();
    store.put_agreement(&agreement).unwrap();
    (store, agreement)
}

#[test]
fn a_damaged_agreement_is_named() {
    let rows = [
        ("update agreement set signatures = 'none'", format!("agreement {} cannot be read: ", AgreementHash([3; 32]))),
        ("update agreement set hash = x'0303'", "an agreement's hash cannot be read: not 32 bytes".to_owned()),
    ];
    for (damage, wanted) in rows {
        let (store, _) = kept();
        store.database.sqlite().execute(damage, []).unwrap();
        let error = store.agreements().unwrap_err();
        assert!(error.to_string().starts_with(&wanted), "{error}");
        assert!(!error.transient());
    }
}

#[test]
fn no_status_but_the_four_is_kept_and_each_reads_as_it_was_written() {
    let (store, agreement) = kept();
    let set = |status: &str| store.database.sqlite().execute("update agreement set status = $1", [status]);
    assert!(set("signed").is_err());
    for status in
        [AgreementStatus::Proposed, AgreementStatus::InForce, AgreementStatus::Superseded, AgreementStatus::Declined]
    {
        set(status_text(status)).unwrap();
        assert_eq!(store.agreement(agreement.hash).unwrap().unwrap().status, status);
    }
}
