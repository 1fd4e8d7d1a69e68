//! A desk in a folder of its own: a signed agreement, facts told as one line each, and the decisions as one line each.

use std::collections::BTreeMap;

use entente_core::agreement::canonical;
use entente_core::agreement::model::{PartyKind, SignalClass};
use entente_core::agreement::read::read;
use entente_core::decision::Decision;
use entente_core::engine::state::{LeadState, StateKey, from_bytes};
use entente_core::fact::{Channel, NewAbout, NewFact, Value, What};
use entente_core::id::{Name, Seq};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision};
use entente_desk::admit::{Mode, admit};
use entente_desk::force::put_in_force;
use entente_desk::rebuild::rebuild;
use entente_desk::run::{Acts, Portions, Ran, run_in};
use entente_store::{AgreementStatus, Signature, SignedAgreement, Store};

/// The agreement that most stories run on.
pub(crate) const AGREEMENT: &str = include_str!("agreement.yaml");

/// A store on the disk that two parties work with.
pub(crate) struct Desk {
    folder: Option<tempfile::TempDir>,
    pub(crate) store: Store,
    told: usize,
}

/// An agreement with both signatures.
pub(crate) fn signed(source: &str) -> SignedAgreement {
    let read = read(source);
    assert!(read.problems.iter().all(|problem| !problem.to_string().contains("rror")), "{:#?}", read.problems);
    let agreement = read.agreement.unwrap_or_else(|| panic!("{:#?}", read.problems));
    let signature = |party: PartyKind| Signature {
        party,
        signer: party.as_str().to_owned(),
        at: at("01-01 00:00"),
        text: "-----BEGIN SSH SIGNATURE-----".to_owned(),
    };
    SignedAgreement {
        hash: canonical::hash(&agreement),
        source: source.to_owned(),
        canonical: canonical::canonical(&agreement),
        effective: Instant::MIN,
        signatures: vec![signature(PartyKind::Marketing), signature(PartyKind::Sales)],
        status: AgreementStatus::InForce,
    }
}

/// `03-02 09:00` of 2026, UTC.
pub(crate) fn at(text: &str) -> Instant {
    let (date, time) = text.trim().split_once(' ').unwrap_or((text.trim(), "00:00"));
    Instant::parse(&format!("2026-{date}T{time}:00Z")).unwrap()
}

/// `03-02 09:00`, for what `at` reads.
pub(crate) fn shown(instant: Instant) -> String {
    instant.to_string()[5..16].replace('T', " ")
}

impl Desk {
    /// A desk at which the sample agreement has been in force since the start of the year.
    pub(crate) fn new() -> Desk {
        Desk::under(AGREEMENT)
    }

    /// The same in memory, for the many cases of a property.
    pub(crate) fn in_memory() -> Desk {
        Desk::with_agreement_in_memory(AGREEMENT)
    }

    /// A desk in memory at which this agreement has been in force since the start of the year.
    pub(crate) fn with_agreement_in_memory(source: &str) -> Desk {
        Desk::with(None, Store::in_memory().unwrap(), source)
    }

    /// A desk at which this agreement has been in force since the start of the year.
    pub(crate) fn under(source: &str) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        Desk::with(Some(folder), store, source)
    }

    /// A desk at which nothing is in force yet.
    pub(crate) fn without_agreement() -> Desk {
        Desk::at(Store::in_memory().unwrap())
    }

    /// A desk at a store of any kind.
    pub(crate) fn at(store: Store) -> Desk {
        Desk { folder: None, store, told: 0 }
    }

    fn with(folder: Option<tempfile::TempDir>, mut store: Store, source: &str) -> Desk {
        put_in_force(&mut store, signed(source), at("01-01 00:00")).unwrap();
        Desk { folder, store, told: 0 }
    }

    /// Tells facts, one a line: `who | when | what`.
    pub(crate) fn tell(&mut self, rows: &str) {
        for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
            self.told += 1;
            let fact = fact(&format!("m{}", self.told), row);
            let admitted = admit(&mut self.store, vec![fact], Mode::History).unwrap();
            assert_eq!(admitted.tally().accepted, 1, "{row}: {:?}", admitted.outcomes);
        }
    }

    /// Runs up to an instant, and nothing goes out.
    pub(crate) fn run(&mut self, until: &str) -> Ran {
        self.run_with(until, Acts::Withhold, Portions::default())
    }

    /// Runs up to an instant.
    pub(crate) fn run_with(&mut self, until: &str, acts: Acts, portions: Portions) -> Ran {
        run_in(&mut self.store, at(until), acts, portions, |_| ()).unwrap()
    }

    /// All decisions, as they were made.
    pub(crate) fn decisions(&self) -> Vec<(Seq, Decision)> {
        self.store.decisions(Seq(0), usize::MAX).unwrap()
    }

    /// All decisions as text, one a line.
    pub(crate) fn decided(&self) -> String {
        self.decisions().iter().map(|(_, decision)| show(decision)).collect()
    }

    /// Closes the store as a process that ends, and opens it again.
    pub(crate) fn reopen(self) -> Desk {
        let Desk { folder, store, told } = self;
        drop(store);
        let store = Store::open(folder.as_ref().unwrap().path()).unwrap();
        Desk { folder, store, told }
    }
}

/// Everything that is folded from the log is the same, byte for byte, after it was folded again.
#[track_caller]
pub(crate) fn assert_rebuilds(desk: &mut Desk) {
    let due = |desk: &Desk| desk.store.due(Instant::MAX, usize::MAX).unwrap();
    let (before, decided, due_before) = (desk.store.digest().unwrap(), desk.decided(), due(desk));
    let leads_before = leads(&desk.store);
    rebuild(&mut desk.store).unwrap();
    assert_eq!(leads(&desk.store), leads_before, "the leads' states");
    assert_eq!(due(desk), due_before, "what is due next");
    let after = desk.store.digest().unwrap();
    let differing: Vec<_> = before.iter().filter(|(table, digest)| after.get(*table) != Some(digest)).collect();
    assert!(differing.is_empty(), "these tables differ after a rebuild: {differing:?}");
    assert_eq!(desk.decided(), decided, "a rebuild decides nothing");
}

/// The states of all leads.
fn leads(store: &Store) -> Vec<LeadState> {
    let states = store.states_after(None, usize::MAX).unwrap().into_iter();
    let leads = states.filter(|(key, _)| matches!(key, StateKey::Lead(_)));
    leads.map(|(_, bytes)| from_bytes(&bytes).unwrap()).collect()
}

/// One fact: `ana` is a mail address, `?b7` a browser, `ana+b7` both, `acme:` an account, `kim!` a person, `req-1#` a
/// request, `review:` both parties where a meeting was held.
pub(crate) fn fact(key: &str, row: &str) -> NewFact {
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    let mail = |name: &str| format!("mail:{name}@gmail.com").parse().unwrap();
    let browser = |name: &str| format!("anonymous:{name}").parse().unwrap();
    let (who, account) = cells[0].split_once('@').map_or((cells[0], None), |(who, key)| (who, Some(key.to_owned())));
    if let Some(request) = who.strip_suffix('#') {
        let about = NewAbout::Request(request.to_owned());
        return NewFact { about, ..fact(key, &format!("nobody | {} | {}", cells[1], cells[2])) };
    }
    if who == "review:" {
        return NewFact { about: NewAbout::Parties, ..fact(key, &format!("nobody | {} | {}", cells[1], cells[2])) };
    }
    let about = match (who.strip_suffix(':'), who.strip_suffix('!'), who.strip_prefix('?'), who.split_once('+')) {
        (Some(account), ..) => NewAbout::Account(account.to_owned()),
        (_, Some(person), ..) => NewAbout::Person(Name::from(person)),
        (_, _, Some(visitor), _) => NewAbout::Lead { keys: vec![browser(visitor)], account },
        (.., Some((name, visitor))) => NewAbout::Lead { keys: vec![mail(name), browser(visitor)], account },
        _ => NewAbout::Lead { keys: vec![mail(who)], account },
    };
    NewFact { key: key.into(), about, at: at(cells[1]), precision: Precision::Second, by: None, what: what(cells[2]) }
}

fn what(text: &str) -> What {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let happened = |event: &str, properties: BTreeMap<String, Value>| What::Happened {
        event: event.to_owned(),
        properties,
        class: SignalClass::Human,
    };
    let learnt =
        |name: &str, value| What::Learnt { values: BTreeMap::from([(Name::from(name), value)]), verified: false };
    match word {
        "created" => What::Created { source: rest.strip_prefix("from ").map(str::to_owned) },
        "role" => learnt("role", Value::Text(rest.to_owned())),
        // `is title Head of logistics`; `is title` forgets it.
        "is" => match rest.split_once(' ') {
            Some((name, value)) => learnt(name, Value::Text(value.to_owned())),
            None => learnt(rest, Value::Null),
        },
        "erased" => What::Erased,
        "size" => learnt("size", Value::Number(Decimal::parse(rest).unwrap())),
        "demo" => happened("Demo", BTreeMap::new()),
        "page" => happened("Page", BTreeMap::new()),
        "webinar" => happened("Webinar", BTreeMap::from([("name".to_owned(), Value::Text(rest.to_owned()))])),
        "accepted" => What::Accepted,
        "rejected" => {
            let (reason, words) = rest.split_once(' ').unwrap_or((rest, ""));
            What::Rejected { reason: reason.into(), words: words.to_owned() }
        }
        "rated" => {
            let (stars, words) = rest.split_once(' ').unwrap_or((rest, ""));
            What::Rated { stars: stars.parse().unwrap(), words: words.to_owned() }
        }
        "opened" => What::OpportunityOpened { deal: "d".into(), amount: Decimal::parse(rest).unwrap() },
        "met" => What::Met { meeting: rest.into() },
        "asked" => What::ContentRequested { words: rest.to_owned() },
        "waived" => {
            let (commitment, words) = rest.split_once(' ').unwrap_or((rest, ""));
            What::Waived { commitment: commitment.to_owned(), words: words.to_owned() }
        }
        "called" => What::Touched {
            channel: Channel::Call,
            reached: true,
            lasted: None,
            personal: true,
            outcome: String::new(),
        },
        "won" => What::OpportunityWon {
            deal: "d".into(),
            amount: Decimal::parse(rest).unwrap_or_default(),
            recurring: Decimal::ZERO,
        },
        "linked" => What::Linked { into: rest.parse().unwrap() },
        "unlinked" => What::Unlinked { from: rest.parse().unwrap() },
        "away" => What::Away { from: at(&rest[..11]), to: at(&rest[12..]) },
        other => panic!("no fact is called '{other}'"),
    }
}

/// One decision: when, about whom, by which clause, and what with its chief values.
pub(crate) fn show(decision: &Decision) -> String {
    let what = serde_json::to_value(&decision.what).unwrap();
    let text = |pointer: &str| what.pointer(pointer).filter(|value| !value.is_null());
    let plain = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let chief = [
        "/stage",
        "/rule",
        "/reason",
        "/grade/1",
        "/level/1",
        "/engagement",
        "/route/owner",
        "/clock/cycle",
        "/verdict",
        "/state",
        "/content",
        "/why",
    ];
    let values: Vec<String> = chief.iter().filter_map(|pointer| text(pointer)).map(plain).collect();
    let lead = decision.lead.map_or_else(|| "-".to_owned(), |lead| lead.to_string());
    let name = plain(&what["decision"]);
    format!("{} {lead} {} {name} {}\n", shown(decision.at), decision.clause, values.join(" "))
}
