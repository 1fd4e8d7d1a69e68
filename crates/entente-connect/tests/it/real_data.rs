//! Goal: the project's mappings take real files whole. Method: the counts of rows and facts, which anybody can check.

use std::collections::BTreeMap;
use std::path::Path;

use entente_connect::csv::facts::{FactReader, OpenError};
use entente_core::fact::What;
use entente_core::id::Name;
use entente_testkit::shared;
use expect_test::{Expect, expect};

use crate::table::{by_mapping, project_mapping};

#[track_caller]
fn check(mapping: &str, folder: &str, want: &Expect) {
    let Some(folder) = shared(folder) else { return };
    check_in(mapping, &folder, want);
}

#[track_caller]
fn check_in(mapping: &str, folder: &Path, want: &Expect) {
    let mut shown = String::new();
    for (name, batch, tally) in by_mapping(mapping, folder) {
        shown += &format!(
            "{name}: {} rows = {} with facts + {} rejected + {} left out + {} duplicates\n",
            tally.rows, tally.with_facts, tally.rejected, tally.skipped, tally.duplicates
        );
        tally.facts.iter().for_each(|(fact, count)| shown += &format!("  {count} {fact}\n"));
        tally.notes.iter().for_each(|(note, times)| shown += &format!("  {times} × {note}\n"));
        batch
            .rejects
            .iter()
            .take(3)
            .for_each(|reject| shown += &format!("  line {}: {}\n", reject.line, reject.reason));
    }
    want.assert_eq(&shown);
}

#[test]
fn edtech_calls() {
    check(
        "edtech_calls.yaml",
        "data/edtech_calls",
        &expect![[r#"
        leads_basic_details.csv: 360 rows = 360 with facts + 0 rejected + 0 left out + 0 duplicates
          360 created
          360 learnt
        sales_managers_assigned_leads_details.csv: 360 rows = 360 with facts + 0 rejected + 0 left out + 0 duplicates
          360 handed_over
        leads_interaction_details.csv: 2192 rows = 2192 with facts + 0 rejected + 0 left out + 0 duplicates
          2192 happened
          64 opportunity_won
          2192 touched
        leads_demo_watched_details.csv: 194 rows = 194 with facts + 0 rejected + 0 left out + 0 duplicates
          194 happened
          194 learnt
        leads_reasons_for_no_interest.csv: 294 rows = 294 with facts + 0 rejected + 0 left out + 0 duplicates
          294 happened
    "#]],
    );
}

#[test]
fn calls_alike_are_kept_apart() {
    let Some(folder) = shared("data/edtech_calls") else { return };
    let read = by_mapping("edtech_calls.yaml", &folder);
    let (_, calls, _) = read.iter().find(|(name, ..)| name == "leads_interaction_details.csv").unwrap();
    let mut keys: Vec<&str> = calls.rows.iter().flat_map(|given| &given.facts).map(|fact| fact.key.as_str()).collect();
    let told = keys.len();
    keys.sort_unstable();
    keys.dedup();
    let alike = calls
        .rows
        .iter()
        .filter(|given| given.facts[0].key.rsplit('/').next().is_some_and(|row| row.contains('-')))
        .count();
    assert_eq!((told, keys.len(), alike), (4448, 4448, 438));
}

#[test]
fn olist() {
    check(
        "olist.yaml",
        "data/olist",
        &expect![[r#"
        olist_marketing_qualified_leads_dataset.csv: 8000 rows = 8000 with facts + 0 rejected + 0 left out + 0 duplicates
          8000 created
          8000 learnt
        olist_closed_deals_dataset.csv: 842 rows = 842 with facts + 0 rejected + 0 left out + 0 duplicates
          842 learnt
          842 opportunity_won
    "#]],
    );
}

#[test]
fn a_null_origin_stays_unknown_and_is_not_the_origin_unknown() {
    let Some(folder) = shared("data/olist") else { return };
    let mut origins: BTreeMap<Option<String>, u32> = BTreeMap::new();
    for (_, batch, _) in by_mapping("olist.yaml", &folder) {
        for fact in batch.rows.iter().flat_map(|given| &given.facts) {
            if let What::Created { source } = &fact.what {
                *origins.entry(source.clone()).or_default() += 1;
            }
        }
    }
    let shown: String = origins.iter().map(|(origin, count)| format!("{origin:?} {count}\n")).collect();
    expect![[r#"
        None 60
        Some("direct traffic") 499
        Some("display") 118
        Some("email") 493
        Some("organic search") 2296
        Some("other") 150
        Some("other publicities") 65
        Some("paid search") 1586
        Some("referral") 284
        Some("social") 1350
        Some("unknown") 1099
    "#]]
    .assert_eq(&shown);
}

#[test]
fn xeducation() {
    check(
        "xeducation.yaml",
        "data/xeducation",
        &expect![[r#"
        Leads.csv: 9240 rows = 9240 with facts + 0 rejected + 0 left out + 0 duplicates
          9240 created
          9240 learnt
          3561 opportunity_won
    "#]],
    );
}

#[test]
fn a_select_is_no_city() {
    let Some(folder) = shared("data/xeducation") else { return };
    let city = Name::from("city");
    let (_, batch, _) = by_mapping("xeducation.yaml", &folder).remove(0);
    let known = batch.rows.iter().flat_map(|given| &given.facts).filter(|fact| match &fact.what {
        What::Learnt { values, .. } => values.contains_key(&city),
        _ => false,
    });
    assert_eq!(known.count(), 9240 - 1420 - 2249);
}

#[test]
fn helpdesk() {
    check(
        "helpdesk.yaml",
        "data/helpdesk",
        &expect![[r#"
        helpdesk.csv: 21348 rows = 21348 with facts + 0 rejected + 0 left out + 0 duplicates
          4938 handed_over
          21348 happened
          5060 touched
          1 × column 1 has no name; it is called 'column 1'
    "#]],
    );
}

#[test]
fn exports_of_mautic() {
    check(
        "mautic_contacts.yaml",
        "data/peer_fixtures",
        &expect![[r#"
        mautic_contacts.csv: 2 rows = 2 with facts + 0 rejected + 0 left out + 0 duplicates
          2 created
          2 learnt
        mautic_fakeleaddata.csv: 54 rows = 50 with facts + 4 rejected + 0 left out + 0 duplicates
          50 created
          100 learnt
          line 52: nothing says whom this is about: email is empty
          line 53: nothing says whom this is about: email is empty
          line 54: nothing says whom this is about: email is empty
        mautic_fakecompanydata.csv: 4 rows = 4 with facts + 0 rejected + 0 left out + 0 duplicates
          4 learnt
        mautic_fakeresultdata.csv: 50 rows = 50 with facts + 0 rejected + 0 left out + 0 duplicates
          50 happened
        mautic_fakepagehitdata.csv: 130 rows = 130 with facts + 0 rejected + 0 left out + 0 duplicates
          130 happened
    "#]],
    );
}

#[test]
fn exports_of_listmonk() {
    check(
        "listmonk_subscribers.yaml",
        "data/peer_fixtures",
        &expect![[r#"
        listmonk_subs.csv: 100 rows = 100 with facts + 0 rejected + 0 left out + 0 duplicates
          100 created
          100 learnt
    "#]],
    );
}

/// One of these files has no header row, which its mapping cannot know: it is told, and nothing of it is read.
#[test]
fn exports_of_dittofeed() {
    let Some(folder) = shared("data/peer_fixtures") else { return };
    let headless = "dittofeed_missing-headers-users.csv";
    let mapping = project_mapping("dittofeed_users.yaml");
    let map = mapping.files.iter().find(|map| map.takes(headless)).unwrap();
    let input = Box::new(std::fs::File::open(folder.join(headless)).unwrap());
    let misfit = FactReader::open(&mapping, map, input, None, &mut |_| Ok(None)).err();
    assert!(matches!(misfit, Some(OpenError::Misfit(_))), "{misfit:?}");
    let copy = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.ends_with(headless) {
            std::fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    check_in(
        "dittofeed_users.yaml",
        copy.path(),
        &expect![[r#"
        dittofeed_missing-email-users.csv: 5 rows = 5 with facts + 0 rejected + 0 left out + 0 duplicates
          5 created
          5 learnt
        dittofeed_users.csv: 5 rows = 5 with facts + 0 rejected + 0 left out + 0 duplicates
          5 created
          5 learnt
        dittofeed_missing-identifiers.csv: 5 rows = 0 with facts + 5 rejected + 0 left out + 0 duplicates
          line 2: nothing says whom this is about: id, email is empty
          line 3: nothing says whom this is about: id, email is empty
          line 4: nothing says whom this is about: id, email is empty
        dittofeed_missing-some-identifiers.csv: 5 rows = 4 with facts + 1 rejected + 0 left out + 0 duplicates
          4 created
          4 learnt
          line 2: nothing says whom this is about: id, email is empty
        dittofeed_subscription-group-actions.csv: 5 rows = 3 with facts + 2 rejected + 0 left out + 0 duplicates
          3 consent
          1 × rows are shorter than the header; what is missing is null
          line 5: consent has no 'given'; give the fact a 'when' if that is usual
          line 6: consent has no 'given'; give the fact a 'when' if that is usual
    "#]],
    );
}
