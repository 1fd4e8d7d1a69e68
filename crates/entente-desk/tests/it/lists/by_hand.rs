//! Whatever a list is asked for, it holds the leads that looking at each of them by hand leaves; and what it says each
//! filter would leave, is left. Held over seeded companies and random questions.

use std::collections::{BTreeMap, BTreeSet};

use entente_core::id::{LeadId, Name};
use entente_desk::force::in_force;
use entente_desk::leads::{self, Leads, Row};

use entente_testkit::random::Random;

use crate::company::Company;
use crate::desk::at;

const NOW: &str = "03-03 18:00";

/// What was told of a lead's fields, which its row does not show.
type Fields = BTreeMap<LeadId, BTreeMap<&'static str, String>>;

const NAMES: [&str; 8] =
    ["Ana Ruiz", "Anja Kessler", "Ben Han", "박미나", "이준", "Luca Ferri", "Bea Ruizenga", "Ana-Maria Oh"];

/// A company of 60 leads in all states.
fn company(seed: u64) -> (Company, Fields) {
    let (mut company, mut chance, mut fields) = (Company::in_memory(), Random(seed), Fields::new());
    for number in 0..60_u64 {
        let (who, domain) = (format!("p{number}"), format!("firm{}.example", number % 9));
        let when = format!("03-02 {:02}:{:02}", 8 + number / 10, number % 10 * 6);
        let mut told = BTreeMap::new();
        let (name, seniority) = (chance.one(&NAMES), chance.one(&["staff", "director", "chief"]));
        let (country, source) = (["DE", "KR", "IT"][(number % 9 % 3) as usize], chance.one(&["ads", "fair"]));
        told.insert("lead.seniority", seniority.to_owned());
        told.insert("account.country", country.to_owned());
        let asks = chance.below(2) == 0;
        let mail = if asks { format!("{who}@{domain}") } else { format!("{who}@gmail.com") };
        let lead = if asks {
            company.asks_at(&who, &domain, &when)
        } else {
            company.desk.tell(&format!("{who}@{domain} | {when} | created from {source}"));
            company.desk.store.find_lead_named(&mail).unwrap().unwrap()
        };
        let fact = |company: &mut Company, what: &str| {
            let plans = in_force(&company.desk.store).unwrap();
            assert!(!plans.is_empty());
            let row = format!("{when} | nils | edit | {what}");
            let answer = company.on(lead, &row);
            assert!(answer.contains("learnt"), "{answer}");
        };
        fact(&mut company, &format!("field.name={name}, field.seniority={seniority}"));
        company.desk.tell(&format!("{domain}: | {when} | is country {country}"));
        if asks {
            let act = chance.one(&["", "accept", "reject | reason=no_interest", "disqualify | reason=no_budget"]);
            if !act.is_empty() {
                company.on(lead, &format!("{when} | kwame.osei | {act}"));
            }
        }
        fields.insert(lead, told);
    }
    company.desk.run(NOW);
    (company, fields)
}

fn view(company: &Company, query: &str) -> Leads {
    leads::view(&company.desk.store, &in_force(&company.desk.store).unwrap(), 1, query, at(NOW)).unwrap()
}

/// All rows of a question, page by page.
fn rows(company: &Company, query: &str) -> Vec<Row> {
    let (mut rows, mut page) = (Vec::new(), query.to_owned());
    loop {
        let list = view(company, &page);
        assert_eq!(list.refused, [], "{query}");
        rows.extend(list.rows);
        match list.next {
            Some(next) => page = next.to_string(),
            None => {
                assert_eq!(rows.len() as u64, list.total, "{query}: the pages together");
                return rows;
            }
        }
    }
}

/// What a lead has where a facet looks; nothing where it is not known.
fn value(row: &Row, fields: &Fields, facet: &str) -> Option<String> {
    let yes = |is: bool| Some(if is { "yes" } else { "no" }.to_owned());
    match facet {
        "stage" => row.stage.as_ref().map(|stage| stage.name.to_string()),
        "grade" => row.tile.get(..1).map(str::to_owned),
        "level" => row.tile.get(1..).map(str::to_owned),
        "status" => Some(row.status.as_str().to_owned()),
        "late" => yes(row.late),
        "in_hand" => yes(row.in_hand),
        "owner" => row.owner.as_ref().map(|owner| owner.handle.to_string()),
        "team" => row.team.as_ref().map(Name::to_string),
        "source" => row.source.clone(),
        field => fields[&row.lead].get(field).cloned(),
    }
}

const FACETS: [&str; 11] = [
    "stage",
    "grade",
    "level",
    "status",
    "late",
    "in_hand",
    "owner",
    "team",
    "source",
    "lead.seniority",
    "account.country",
];

/// A random question: some facets with some values that leads have, and the order.
fn question(chance: &mut Random, everything: &[Row], fields: &Fields) -> Vec<(&'static str, String)> {
    let mut asked = Vec::new();
    for _ in 0..1 + chance.below(3) {
        let facet = FACETS[chance.below(FACETS.len() as u64) as usize];
        for _ in 0..1 + chance.below(2) {
            let row = &everything[chance.below(everything.len() as u64) as usize];
            if let Some(value) = value(row, fields, facet).filter(|value| !value.is_empty()) {
                asked.push((facet, value));
            }
        }
    }
    asked
}

/// Of each facet that is asked for one of the values must hold.
fn holds(row: &Row, fields: &Fields, asked: &[(&str, String)]) -> bool {
    let facets: BTreeSet<&str> = asked.iter().map(|(facet, _)| *facet).collect();
    facets.into_iter().all(|facet| {
        let own = value(row, fields, facet);
        asked.iter().any(|(other, wanted)| *other == facet && own.as_ref() == Some(wanted))
    })
}

fn numbers(rows: &[Row]) -> BTreeSet<LeadId> {
    rows.iter().map(|row| row.lead).collect()
}

/// One company for every question: it takes longer to make than to ask.
#[test]
fn lists_are_what_looking_by_hand_finds() {
    let (company, fields) = company(7);
    let everything = rows(&company, "");
    assert_eq!(everything.len(), 60);
    a_list_holds_what_looking_at_each_lead_leaves(&company, &fields, &everything);
    what_a_filter_says_it_would_leave_it_leaves(&company, &fields, &everything);
    every_order_holds_the_same_leads_in_its_own_order(&company, &everything);
    words_find_whom_their_beginnings_name(&company, &everything);
}

fn a_list_holds_what_looking_at_each_lead_leaves(company: &Company, fields: &Fields, everything: &[Row]) {
    let (mut found, mut chance) = (0, Random(0xfeed));
    for _ in 0..60 {
        let asked = question(&mut chance, everything, fields);
        let query: Vec<String> = asked.iter().map(|(facet, value)| format!("{facet}={value}")).collect();
        let query = query.join("&");
        let wanted: BTreeSet<LeadId> =
            everything.iter().filter(|row| holds(row, fields, &asked)).map(|row| row.lead).collect();
        assert_eq!(numbers(&rows(company, &query)), wanted, "{query}");
        found += wanted.len();
    }
    assert!(found > 200, "only {found} leads in all");
}

fn what_a_filter_says_it_would_leave_it_leaves(company: &Company, fields: &Fields, everything: &[Row]) {
    let mut chance = Random(3);
    let mut compared = 0;
    for _ in 0..10 {
        let asked = question(&mut chance, everything, fields);
        let query: Vec<String> = asked.iter().map(|(facet, value)| format!("{facet}={value}")).collect();
        let list = view(company, &query.join("&"));
        for facet in list.facets.iter().filter(|facet| !facet.is_on()) {
            for value in &facet.values {
                let toggled = value.toggled.to_string();
                assert_eq!(view(company, &toggled).total, value.count, "{query:?} and then {toggled}");
                compared += 1;
            }
        }
    }
    assert!(compared > 60, "only {compared}");
}

fn every_order_holds_the_same_leads_in_its_own_order(company: &Company, everything: &[Row]) {
    let everything = numbers(everything);
    for sort in ["newest", "heard", "quiet", "due"] {
        let sorted = rows(company, &format!("sort={sort}"));
        assert_eq!(numbers(&sorted), everything, "{sort}");
        let in_order = |one: &Row, next: &Row| match sort {
            "newest" => one.lead > next.lead,
            "heard" => one.heard >= next.heard,
            "quiet" => one.heard <= next.heard,
            _ => match (&one.due, &next.due) {
                (Some(one), Some(next)) => one.at <= next.at,
                (None, Some(_)) => false,
                _ => true,
            },
        };
        for pair in sorted.windows(2) {
            assert!(in_order(&pair[0], &pair[1]), "{sort}: {} before {}", pair[0].lead, pair[1].lead);
        }
    }
}

/// The words of what a lead is called: name, address, company.
fn words(row: &Row) -> BTreeSet<String> {
    let texts = [Some(row.called.clone()), row.mail.clone(), row.company.clone()];
    let texts = texts.into_iter().flatten().collect::<Vec<_>>().join(" ").to_lowercase();
    texts.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn words_find_whom_their_beginnings_name(company: &Company, everything: &[Row]) {
    for asked in [
        "ana",
        "AN",
        "ruiz ana",
        "박",
        "준",
        "이준",
        "firm3",
        "p1",
        "ana ruiz firm",
        "gmail",
        "kess ler",
        "oh maria",
        "zzz",
    ] {
        let starts: Vec<String> = asked.to_lowercase().split(' ').map(str::to_owned).collect();
        let is_meant = |row: &&Row| {
            let words = words(row);
            starts.iter().all(|start| words.iter().any(|word| word.starts_with(start)))
        };
        let wanted: BTreeSet<LeadId> = everything.iter().filter(is_meant).map(|row| row.lead).collect();
        let found = numbers(&rows(company, &format!("q={}", asked.replace(' ', "+"))));
        assert_eq!(found, wanted, "'{asked}'");
    }
}
