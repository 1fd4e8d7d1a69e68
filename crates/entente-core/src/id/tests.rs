//! Goal: an id is read back as it was written, and never taken for another kind of thing. Method: a table and properties.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

/// What each of the three kinds of id makes of a text; a refusal is shown as `-`.
#[track_caller]
fn check(want: &Expect) {
    let mut got = String::new();
    for row in want.data().trim().lines() {
        let told = row.split(" => ").next().unwrap_or_default().trim();
        let lead = told.parse::<LeadId>().map_or("-".to_owned(), |id| id.to_string());
        let account = told.parse::<AccountId>().map_or("-".to_owned(), |id| id.to_string());
        let seq = told.parse::<Seq>().map_or("-".to_owned(), |id| id.to_string());
        got += &format!("{told:<26} => lead {lead}, account {account}, place {seq}\n");
    }
    want.assert_eq(&got);
}

#[test]
fn a_foreign_prefix_is_refused() {
    check(&expect![[r#"
        lead_1                     => lead lead_1, account -, place -
        account_1                  => lead -, account account_1, place -
        fact_1                     => lead -, account -, place fact_1
        lead_0                     => lead lead_0, account -, place -
        lead_18446744073709551615  => lead lead_18446744073709551615, account -, place -
        lead_18446744073709551616  => lead -, account -, place -
        lead_007                   => lead lead_7, account -, place -
        lead_                      => lead -, account -, place -
        lead_-1                    => lead -, account -, place -
        lead_+1                    => lead -, account -, place -
        lead_1.0                   => lead -, account -, place -
        lead_1x                    => lead -, account -, place -
        lead_ 1                    => lead -, account -, place -
        Lead_1                     => lead -, account -, place -
        lead1                      => lead -, account -, place -
        lead-1                     => lead -, account -, place -
        1                          => lead -, account -, place -
        lead_lead_1                => lead -, account -, place -
        leads_1                    => lead -, account -, place -
    "#]]);
    let refused = "account_7".parse::<LeadId>().unwrap_err();
    assert_eq!(refused, "'account_7' is not an id like lead_1024");
}

#[test]
fn a_hash_is_sixty_four_hexadecimal_digits() {
    let hash = AgreementHash([0xab; 32]);
    let text = hash.to_string();
    assert_eq!(text, "ab".repeat(32));
    assert_eq!(text.parse(), Ok(hash));
    assert_eq!(text.to_uppercase().parse(), Ok(hash), "a hash that was typed in capitals is the same");
    let wrong = ["", "ab", &text[1..], &format!("{text}0"), &"+f".repeat(32), &"é".repeat(32), &"g".repeat(64)];
    for text in wrong {
        let refused = text.parse::<AgreementHash>().unwrap_err();
        assert_eq!(refused, format!("'{text}' is not an agreement's hash: 64 hexadecimal digits"));
    }
}

#[test]
fn ids_are_written_as_plain_as_they_are() {
    let json = serde_json::to_string(&(LeadId(7), AccountId(8), Seq(9), Name::from("ready"))).unwrap();
    assert_eq!(json, r#"[7,8,9,"ready"]"#);
    assert_eq!(serde_json::to_string(&ClauseId("sla.sales.touch".into())).unwrap(), r#""sla.sales.touch""#);
    assert!(serde_json::from_str::<LeadId>("-1").is_err());
    assert!(serde_json::from_str::<LeadId>(r#""lead_1""#).is_err());
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(number in any::<u64>(), bytes in any::<[u8; 32]>()) {
        prop_assert_eq!(LeadId(number).to_string().parse(), Ok(LeadId(number)));
        prop_assert!(LeadId(number).to_string().parse::<AccountId>().is_err());
        prop_assert!(AccountId(number).to_string().parse::<Seq>().is_err());
        prop_assert!(Seq(number).to_string().parse::<LeadId>().is_err());
        let hash = AgreementHash(bytes);
        prop_assert_eq!(hash.to_string().parse(), Ok(hash));
        prop_assert_eq!(serde_json::from_str::<AgreementHash>(&format!("\"{hash}\"")).unwrap(), hash);
        prop_assert_eq!(postcard::from_bytes::<AgreementHash>(&postcard::to_allocvec(&hash).unwrap()), Ok(hash));
    }

    #[test]
    fn no_text_makes_them_stumble(text in any::<String>()) {
        prop_assert!(text.parse::<AgreementHash>().is_err());
        if let Ok(id) = text.parse::<LeadId>() {
            prop_assert!(text.starts_with("lead_"), "{} was read as {}", text, id);
        }
    }
}
