//! A store as it is after years of work: leads by the thousand, each with its card, the same ones every time.

use std::collections::BTreeMap;

use anyhow::Result;
use entente_core::engine::status::Status;
use entente_core::fact::{About, Fact, Value, What};
use entente_core::id::{AccountId, ClauseId, LeadId, Name};
use entente_core::identity::IdentityKey;
use entente_core::time::{Instant, Precision, Span};
use entente_desk::force::put_in_force;
use entente_store::{AccountStanding, Batch, Standing, Store};

use crate::bench::agreed::agreement;
use entente_testkit::random::Random;

pub(super) use crate::bench::leads::NOW;

/// Leads written in one transaction.
const AT_ONCE: u64 = 10_000;
/// People of one company on average.
const PER_ACCOUNT: u64 = 4;
/// Reps.
const REPS: u64 = 60;
/// Leads that sales has at a time: reps hold so many, however many there ever were.
const OPEN: u64 = REPS * 30;

/// First and last names, without accents so that any prefix of bytes is one of letters.
pub(super) const NAMES: [(&str, &str); 12] = [
    ("anna", "weber"),
    ("luca", "ferri"),
    ("mina", "park"),
    ("jonas", "kessler"),
    ("clara", "nystrom"),
    ("tom", "okafor"),
    ("ines", "vogt"),
    ("yuna", "choi"),
    ("marta", "conti"),
    ("georg", "lindner"),
    ("ama", "boateng"),
    ("minho", "lee"),
];

/// A rep by number.
pub(super) fn owner(number: u64) -> String {
    format!("rep{}", number % REPS)
}

/// Writes an agreement and so many leads.
pub(super) fn fill(store: &mut Store, leads: u64) -> Result<()> {
    put_in_force(store, agreement()?, Instant::MIN)?;
    let mut random = Random(8);
    let (mut from, mut accounts) = (1, 1);
    while from <= leads {
        let to = (from + AT_ONCE).min(leads + 1);
        let last_account = accounts + (to - from) / PER_ACCOUNT;
        store.append(&batch(&mut random, leads, from..to, accounts..last_account))?;
        (from, accounts) = (to, last_account);
    }
    Ok(())
}

fn batch(random: &mut Random, all: u64, leads: std::ops::Range<u64>, accounts: std::ops::Range<u64>) -> Batch {
    let mut batch = Batch::default();
    for id in accounts.clone() {
        let account = AccountId(id);
        batch.accounts.push((account, format!("firma{id}.example")));
        let name = format!("Firma {id} {}", random.one(&["Logistik", "Werke", "Handel"]));
        batch.facts.push(told(format!("a{id}"), About::Account(account), NOW, &[("name", name)]));
        let standing = AccountStanding {
            owner: random.happens(30).then(|| Name::new(owner(random.below(REPS)))),
            open_deals: u32::from(random.happens(3)),
            leads: 1 + random.below(8) as u32,
        };
        batch.account_cards.push((account, standing));
    }
    for id in leads {
        let lead = LeadId(id);
        let (first, last) = (NAMES[random.below(12) as usize].0, NAMES[random.below(12) as usize].1);
        let heard = NOW - Span::from_seconds(random.below(900 * 86_400) as i64);
        batch.leads.push((lead, heard));
        batch.identities.push((IdentityKey::Mail(format!("{first}.{last}{id}@mail.example")), lead));
        batch.facts.push(told(format!("l{id}"), About::Lead(lead), heard, &[("name", format!("{first} {last}"))]));
        let is_open = random.below(all) < OPEN;
        let account = AccountId(accounts.start + random.below(accounts.end - accounts.start));
        batch.cards.push((lead, Some(standing(random, account, heard, is_open))));
    }
    batch
}

fn told(key: String, about: About, at: Instant, values: &[(&str, String)]) -> Fact {
    let values: BTreeMap<Name, Value> =
        values.iter().map(|(name, value)| (Name::from(*name), Value::Text(value.clone()))).collect();
    let what = What::Learnt { values, verified: false };
    Fact { key, about, at, precision: Precision::Second, known: at, by: None, what }
}

fn standing(random: &mut Random, account: AccountId, heard: Instant, open: bool) -> Standing {
    let (stage, status) = match (open, random.below(100)) {
        (true, 0..30) => ("mql", Status::New),
        (true, 30..60) => ("sal", Status::Attempting),
        (true, 60..80) => ("sql", Status::Connected),
        (true, _) => ("opportunity", Status::Connected),
        (false, 0..65) => ("inquiry", Status::Nurturing),
        (false, 65..90) => ("engaged", Status::Nurturing),
        (false, 90..95) => ("customer", Status::Closed),
        (false, _) => ("disqualified", Status::Closed),
    };
    let holder = open.then(|| Name::new(owner(random.below(REPS))));
    let due = (open && random.happens(50)).then(|| NOW + Span::from_seconds(random.below(200_000) as i64 - 20_000));
    let mut standing = Standing {
        account: Some(account),
        source: Some(random.one(&["organic", "webinar", "fair", "ads", "partner", "outbound"]).to_owned()),
        stage: Some(Name::from(stage)),
        status: Some(status),
        grade: Some(Name::from(random.one(&["A", "B", "C", "D"]))),
        level: Some(Name::from(random.one(&["1", "2", "3", "3"]))),
        team: holder.as_ref().map(|_| Name::from("berlin")),
        in_hand: open,
        open,
        late: due.is_some_and(|due| due < NOW),
        created: Some(heard),
        stage_since: Some(heard),
        handed: open.then_some(heard),
        due_clause: due.map(|_| ClauseId("sla.sales.touch".to_owned())),
        owner: holder,
        due,
        ..Standing::default()
    };
    standing.facets = facets(random, &standing);
    standing
}

fn facets(random: &mut Random, standing: &Standing) -> Vec<(String, String)> {
    let text = |name: &Option<Name>| name.as_ref().map(ToString::to_string);
    let yes = |is: bool| Some(if is { "yes" } else { "no" }.to_owned());
    let any = |random: &mut Random, of: &[&str]| Some(random.one(of).to_owned());
    let all = [
        ("stage", text(&standing.stage)),
        ("status", standing.status.map(|status| status.as_str().to_owned())),
        ("grade", text(&standing.grade)),
        ("level", text(&standing.level)),
        ("owner", text(&standing.owner)),
        ("team", text(&standing.team)),
        ("source", standing.source.clone()),
        ("late", yes(standing.late)),
        ("in_hand", yes(standing.in_hand)),
        ("lead.seniority", any(random, &["staff", "staff", "manager", "director", "vp", "chief"])),
        ("lead.department", any(random, &["operations", "logistics", "production", "it", "finance", "other"])),
        ("lead.free_mail", any(random, &["yes", "no", "no", "no"])),
        ("account.industry", any(random, &["logistics", "manufacturing", "retail", "software", "public", "other"])),
        ("account.country", any(random, &["DE", "AT", "CH", "KR", "IT", "FR", "GB", "US", "NL", "SE"])),
        ("account.products", any(random, &["shuttle", "picker", "fleet"])),
    ];
    all.into_iter().filter_map(|(facet, value)| Some((facet.to_owned(), value?))).collect()
}
