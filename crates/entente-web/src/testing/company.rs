//! A working company for tests: the sample agreement in force, and leads that ask for a demo.

use std::collections::BTreeMap;

use entente_core::agreement::canonical;
use entente_core::agreement::model::{PartyKind, SignalClass};
use entente_core::agreement::read::read;
use entente_core::fact::{NewAbout, NewFact, Value, What};
use entente_core::id::{LeadId, Name};
use entente_core::identity::IdentityKey;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision, Span};
use entente_desk::force::put_in_force;
use entente_store::{AgreementStatus, Signature, SignedAgreement};

use super::House;

const AGREEMENT: &str = include_str!("../../../../agreements/halden.yaml");

impl House {
    /// A house with people and the sample agreement, in force since the start of 2026; nothing is in its log.
    pub(crate) fn working() -> House {
        House::working_since("2026-01-01T00:00:00Z")
    }

    /// The same, with the agreement in force since an instant.
    pub(crate) fn working_since(effective: &str) -> House {
        let house = House::demo();
        let agreement = read(AGREEMENT).agreement.unwrap();
        let signature = |party: PartyKind| Signature {
            party,
            signer: party.as_str().to_owned(),
            at: Instant::MIN,
            text: "-----BEGIN SSH SIGNATURE-----".to_owned(),
        };
        let effective = Instant::parse(effective).unwrap();
        let signed = SignedAgreement {
            hash: canonical::hash(&agreement),
            source: AGREEMENT.to_owned(),
            canonical: canonical::canonical(&agreement),
            effective,
            signatures: vec![signature(PartyKind::Marketing), signature(PartyKind::Sales)],
            status: AgreementStatus::InForce,
        };
        house.desk.write(|store| put_in_force(store, signed, effective)).unwrap();
        house
    }

    /// Tells a fact about the person of a mail address, now.
    pub(crate) fn tell(&self, mail: &str, what: What) {
        let about = NewAbout::Lead { keys: vec![IdentityKey::Mail(mail.to_owned())], account: None };
        self.tell_of(about, None, what);
    }

    /// Tells any fact, now.
    pub(crate) fn tell_of(&self, about: NewAbout, by: Option<&str>, what: What) {
        let (at, key) = (self.now(), format!("test:{}", self.desk.version()));
        let fact = NewFact { key, about, at, precision: Precision::Second, by: by.map(Name::from), what };
        let acted = self.desk.act(at, vec![fact]).unwrap();
        assert_eq!(acted.admitted.tally().accepted, 1, "{:?}", acted.admitted.outcomes);
    }

    /// Makes the figures of all that was told, a second later: what comes at one instant is known one after the other.
    pub(crate) fn figures(&self) {
        self.set_now(self.now() + Span::SECOND);
        self.desk.tick(self.now()).unwrap();
        self.desk.refresh_figures(self.now()).unwrap();
    }

    /// The same, where an agreement is in force; nothing otherwise.
    pub(crate) fn figures_if_any(&self) {
        self.desk.refresh_figures(self.now()).unwrap();
    }

    /// A director of a logistics company in Germany who asks for a demo: grade A, handed to somebody of Berlin's team.
    pub(crate) fn lead(&self, name: &str, mail: &str) -> LeadId {
        let domain = mail.split('@').nth(1).unwrap_or_default().to_owned();
        let text = |text: &str| Value::Text(text.to_owned());
        let values = [("name", text(name)), ("seniority", text("director")), ("department", text("operations"))];
        let learnt = |values: Vec<(&str, Value)>| What::Learnt {
            values: values.into_iter().map(|(name, value)| (Name::from(name), value)).collect(),
            verified: true,
        };
        self.tell(mail, learnt(values.into()));
        let company = vec![
            ("name", text("Kessler Fulfilment")),
            ("employees", Value::Number(Decimal::from_int(640))),
            ("industry", text("logistics")),
            ("country", text("DE")),
        ];
        self.tell_of(NewAbout::Account(domain), None, learnt(company));
        self.tell(mail, demo());
        let found = self.desk.read::<_, entente_desk::Error>(|store, _| Ok(store.find_lead_named(mail)?));
        found.unwrap().unwrap()
    }
}

/// Somebody asks for a demo.
pub(crate) fn demo() -> What {
    let properties = BTreeMap::from([("form".to_owned(), Value::Text("demo".to_owned()))]);
    What::Happened { event: "Form Submitted".to_owned(), properties, class: SignalClass::Human }
}
