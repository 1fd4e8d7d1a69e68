//! Goal: rows become exactly the facts their mapping says, and every row is accounted for. Method: a mapping and files as
//! text, and the facts, rejects and counts they give.

mod files;
mod kinds;

use std::collections::BTreeMap;
use std::io::Cursor;

use entente_core::fact::{NewAbout, NewFact};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{Batch, FactReader, OpenError, Tally};
use crate::csv::map::{self, Mapping};

type Files<'a> = BTreeMap<&'a str, &'a [u8]>;

fn mapping(text: &str) -> Mapping {
    map::read(&format!("entente_map: 1\nsource: crm\ntimezone: Europe/Berlin\n{text}"), &mut |_| Ok(Default::default()))
        .unwrap()
}

/// Reads the mapping's first file to the end, three rows at a time.
fn read(mapping: &Mapping, files: &Files<'_>) -> Result<(Batch, Tally), String> {
    let map = &mapping.files[0];
    let bytes = |name: &str| {
        files.get(name).map(|bytes| Box::new(Cursor::new(bytes.to_vec())) as Box<dyn crate::csv::sheet::Input>)
    };
    let input = bytes(&map.name).unwrap();
    let mut reader =
        FactReader::open(mapping, map, input, None, &mut |name| Ok(bytes(name))).map_err(|error| match error {
            OpenError::Misfit(problems) => problems.iter().map(|problem| format!("{problem}\n")).collect(),
            other => other.to_string(),
        })?;
    let mut all = Batch::default();
    while let Some(batch) = reader.next_batch(3).unwrap() {
        all.rows.extend(batch.rows);
        all.rejects.extend(batch.rejects);
    }
    Ok((all, reader.tally().clone()))
}

fn shown_fact(fact: &NewFact) -> String {
    let about = match &fact.about {
        NewAbout::Lead { keys, account } => {
            let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            keys.join("+") + &account.as_ref().map(|account| format!(" of {account}")).unwrap_or_default()
        }
        other => format!("{other:?}"),
    };
    let by = fact.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    format!(
        "{} {:?} {about}{by}: {}\n    {}\n",
        fact.at,
        fact.precision,
        serde_json::to_string(&fact.what).unwrap(),
        fact.key
    )
}

fn shown(outcome: Result<(Batch, Tally), String>) -> String {
    let (batch, tally) = match outcome {
        Ok(read) => read,
        Err(why) => return why,
    };
    assert!(tally.adds_up(), "{tally:?}");
    let mut text: String = batch.rows.iter().flat_map(|given| &given.facts).map(shown_fact).collect();
    text += &batch
        .rejects
        .iter()
        .map(|reject| format!("line {}: {} {:?}\n", reject.line, reject.reason, reject.cells))
        .collect::<String>();
    text += &format!(
        "{} rows = {} with facts + {} rejected + {} left out + {} duplicates\n",
        tally.rows, tally.with_facts, tally.rejected, tally.skipped, tally.duplicates
    );
    text + &tally.notes.iter().map(|(note, times)| format!("{times} × {note}\n")).collect::<String>()
}

#[track_caller]
fn check(map: &str, csv: &str, want: &Expect) {
    let mapping = mapping(map);
    let name = mapping.files[0].name.clone();
    want.assert_eq(&shown(read(&mapping, &[(name.as_str(), csv.as_bytes())].into())));
}

const LEADS: &str = "\
null_words: [n/a]
files:
  leads.csv:
    lead: {record: id, mail: mail}
    account: company
    key: id
    at: {column: day, format: \"%d.%m.%Y\"}
    facts:
      - created: {source: from}
      - learnt: {lead: {city: {column: town, alias: {Muenchen: München}}, visits: {column: visits, type: number}}, account: {name: company}}
";

#[test]
fn a_row_becomes_its_facts() {
    check(
        LEADS,
        "id,mail,company,day,from,town,visits\n7,Ana@Kessler.example,kessler.example,06.03.2026,ads,Muenchen,3\n8,,n/a,07.03.2026,,n/a,\n",
        &expect![[r#"
            2026-03-05T23:00:00Z Day record:crm:7+mail:ana@kessler.example of kessler.example: {"fact":"created","source":"ads"}
                crm/leads.csv/created/7
            2026-03-05T23:00:00Z Day record:crm:7+mail:ana@kessler.example of kessler.example: {"fact":"learnt","values":{"city":"München","visits":3},"verified":false}
                crm/leads.csv/learnt/7@27879e396757adec
            2026-03-05T23:00:00Z Day Account("kessler.example"): {"fact":"learnt","values":{"name":"kessler.example"},"verified":false}
                crm/leads.csv/learnt:account/7@8f57b5328c48e588
            2026-03-06T23:00:00Z Day record:crm:8: {"fact":"created"}
                crm/leads.csv/created/8
            2 rows = 2 with facts + 0 rejected + 0 left out + 0 duplicates
        "#]],
    );
}

#[test]
fn bad_rows_are_rejected_whole_with_line_and_reason() {
    check(
        LEADS,
        "id,mail,company,day,from,town,visits\n\
         1,,,06.03.2026,ads,Bonn,many\n\
         2,,,2026-03-06,ads,Bonn,1\n\
         3,,,,ads,Bonn,1\n\
         ,ana@x.example,,06.03.2026,ads,Bonn,1\n\
         5,not a mail,,06.03.2026,,,\n\
         6,,,06.03.2026,ads,Bonn,1,more\n\
         \"7\"7,,,06.03.2026,,,\n\
         8,,,06.03.2026\n\
         9,,,06.03.2026,ads,Bonn,1,,\n\
         8,,,07.03.2026\n\
         8,,,06.03.2026\n\
         10,,,06.03.2026,\"ads\n",
        &expect![[r#"
            2026-03-05T23:00:00Z Day record:crm:5: {"fact":"created"}
                crm/leads.csv/created/5
            2026-03-05T23:00:00Z Day record:crm:8: {"fact":"created"}
                crm/leads.csv/created/8
            2026-03-05T23:00:00Z Day record:crm:9: {"fact":"created","source":"ads"}
                crm/leads.csv/created/9
            2026-03-05T23:00:00Z Day record:crm:9: {"fact":"learnt","values":{"city":"Bonn","visits":1},"verified":false}
                crm/leads.csv/learnt/9@efd6ecdf2fa6c034
            line 2: visits: 'many' is not a number ["1", "", "", "06.03.2026", "ads", "Bonn", "many"]
            line 3: day: '2026-03-06' is not a time like '%d.%m.%Y' ["2", "", "", "2026-03-06", "ads", "Bonn", "1"]
            line 4: day is empty, so nothing says when this happened ["3", "", "", "", "ads", "Bonn", "1"]
            line 5: id is empty, and it is part of the row's key ["", "ana@x.example", "", "06.03.2026", "ads", "Bonn", "1"]
            line 7: it has 8 cells, and the header has 7 ["6", "", "", "06.03.2026", "ads", "Bonn", "1", "more"]
            line 8: text follows a closing quote; quotes inside a cell are doubled, or set 'escape' in the mapping ["77", "", "", "06.03.2026", "", "", ""]
            line 11: its key stands in line 9 already, with other content ["8", "", "", "07.03.2026"]
            line 13: a quote that opens here never closes: everything to the end of the file is inside it ["10", "", "", "06.03.2026", "ads\n"]
            12 rows = 3 with facts + 8 rejected + 0 left out + 1 duplicates
            3 × rows are shorter than the header; what is missing is null
            1 × rows are longer than the header; what is over was left out
            1 × rows had a key that is none; the lead is known by its other keys
        "#]],
    );
}

const CALLS: &str = "\
files:
  calls.csv:
    lead: {record: id}
    at: {column: day}
    by: rep
    facts:
      - touched: {channel: call, reached: {column: status, is: [ok, reached]}, outcome: status}
      - opportunity_won: {deal: id, amount: 0, when: {status: [won]}}
      - rejected: {reason: why, when: {why: {not: null}}}
";

#[test]
fn rows_alike_are_facts_of_their_own_and_stay_the_same_when_told_again() {
    let csv = "id,day,rep,status,why\n1,2022-01-02,j1,ok,\n1,2022-01-02,j1,ok,\n1,2022-01-02,j1,won,\n1,2022-01-02,j1,ok,\n1,2022-01-03,,no,no need\n";
    check(
        CALLS,
        csv,
        &expect![[r#"
            2022-01-01T23:00:00Z Day record:crm:1 by j1: {"fact":"touched","channel":"call","reached":true,"personal":true,"outcome":"ok"}
                crm/calls.csv/touched/50180da1793dd736d0bda268fd441fbc
            2022-01-01T23:00:00Z Day record:crm:1 by j1: {"fact":"touched","channel":"call","reached":true,"personal":true,"outcome":"ok"}
                crm/calls.csv/touched/50180da1793dd736d0bda268fd441fbc-2
            2022-01-01T23:00:00Z Day record:crm:1 by j1: {"fact":"touched","channel":"call","reached":false,"personal":true,"outcome":"won"}
                crm/calls.csv/touched/d7644ab16e8b30da10c88a690fbbee41
            2022-01-01T23:00:00Z Day record:crm:1 by j1: {"fact":"opportunity_won","deal":"1","amount":0,"recurring":0}
                crm/calls.csv/opportunity_won/d7644ab16e8b30da10c88a690fbbee41
            2022-01-01T23:00:00Z Day record:crm:1 by j1: {"fact":"touched","channel":"call","reached":true,"personal":true,"outcome":"ok"}
                crm/calls.csv/touched/50180da1793dd736d0bda268fd441fbc-3
            2022-01-02T23:00:00Z Day record:crm:1: {"fact":"touched","channel":"call","reached":false,"personal":true,"outcome":"no"}
                crm/calls.csv/touched/70c47def97db936dd5667bfea6f79ff8
            2022-01-02T23:00:00Z Day record:crm:1: {"fact":"rejected","reason":"no need"}
                crm/calls.csv/rejected/70c47def97db936dd5667bfea6f79ff8
            5 rows = 5 with facts + 0 rejected + 0 left out + 0 duplicates
        "#]],
    );
    let dropped = CALLS.replace("by: rep", "by: rep\n    duplicates: drop");
    check(
        &dropped,
        csv,
        &expect![[r#"
            2022-01-01T23:00:00Z Day record:crm:1 by j1: {"fact":"touched","channel":"call","reached":true,"personal":true,"outcome":"ok"}
                crm/calls.csv/touched/50180da1793dd736d0bda268fd441fbc
            2022-01-01T23:00:00Z Day record:crm:1 by j1: {"fact":"touched","channel":"call","reached":false,"personal":true,"outcome":"won"}
                crm/calls.csv/touched/d7644ab16e8b30da10c88a690fbbee41
            2022-01-01T23:00:00Z Day record:crm:1 by j1: {"fact":"opportunity_won","deal":"1","amount":0,"recurring":0}
                crm/calls.csv/opportunity_won/d7644ab16e8b30da10c88a690fbbee41
            2022-01-02T23:00:00Z Day record:crm:1: {"fact":"touched","channel":"call","reached":false,"personal":true,"outcome":"no"}
                crm/calls.csv/touched/70c47def97db936dd5667bfea6f79ff8
            2022-01-02T23:00:00Z Day record:crm:1: {"fact":"rejected","reason":"no need"}
                crm/calls.csv/rejected/70c47def97db936dd5667bfea6f79ff8
            5 rows = 3 with facts + 0 rejected + 0 left out + 2 duplicates
        "#]],
    );
}

/// A corrected row that comes back in a file of rejects is the row it would have been in its own file.
#[test]
fn what_a_rejects_file_adds_is_no_part_of_a_row() {
    let mapping = mapping(CALLS);
    let keys = |csv: &str| -> Vec<String> {
        let (batch, _) = read(&mapping, &[("calls.csv", csv.as_bytes())].into()).unwrap();
        batch.rows.into_iter().flat_map(|given| given.facts).map(|fact| fact.key).collect()
    };
    let own = keys("id,day,rep,status,why\n1,2022-01-02,j1,ok\n");
    let back = keys("id,day,rep,status,why,rejected_line,rejected_reason\n1,2022-01-02,j1,ok,,7,day is empty\n");
    assert_eq!((own.len(), own), (1, back));
}

#[test]
fn rules_leave_rows_out() {
    check(
        "\
files:
  x.csv:
    lead: {record: id}
    at: 2022-01-01
    when: {kind: lead}
    facts:
      - accepted: {when: {ok: {not: [no, null]}}}
",
        "id,kind,ok\n1,lead,yes\n2,visitor,yes\n3,lead,no\n4,lead,\n",
        &expect![[r#"
            2021-12-31T23:00:00Z Day record:crm:1: {"fact":"accepted"}
                crm/x.csv/accepted/485ed5977ee5072d9b2c993a28e984bc
            4 rows = 1 with facts + 0 rejected + 3 left out + 0 duplicates
        "#]],
    );
}

#[test]
fn columns_of_another_file_come_by_their_key() {
    let mapping = mapping(
        "\
files:
  leads.csv:
    lead: {record: id}
    join: {owners: {file: owners.csv, on: {id: lead}}}
    at: owners.day
    facts:
      - created
      - handed_over: {owner: owners.name, when: {owners.name: {not: null}}}
",
    );
    let owners = "lead,day,name,unused\n1,2022-01-01,ana,x\n2,2022-01-02,,x\n1,2022-01-09,ben,x\n";
    let files: Files<'_> = [("leads.csv", "id\n1\n2\n3\n".as_bytes()), ("owners.csv", owners.as_bytes())].into();
    expect![[r#"
        2021-12-31T23:00:00Z Day record:crm:1: {"fact":"created"}
            crm/leads.csv/created/d8a7ccf8c19d45724402ed69bb491cac
        2021-12-31T23:00:00Z Day record:crm:1: {"fact":"handed_over","owner":"ana"}
            crm/leads.csv/handed_over/d8a7ccf8c19d45724402ed69bb491cac
        2022-01-01T23:00:00Z Day record:crm:2: {"fact":"created"}
            crm/leads.csv/created/13882cbe278501a3c64687326f243320
        line 4: owners.day is empty, so nothing says when this happened ["3"]
        3 rows = 2 with facts + 1 rejected + 0 left out + 0 duplicates
        1 × rows of 'owners.csv' have a key that stood before; the first one counts
    "#]]
    .assert_eq(&shown(read(&mapping, &files)));
    let files: Files<'_> = [("leads.csv", "id\n1\n".as_bytes())].into();
    expect![[r#"
        7:12 leads.csv: no file 'owners.csv' was given or stands beside the others. Give it on the command line too.
    "#]]
    .assert_eq(&shown(read(&mapping, &files)));
}

#[test]
fn members_of_json_cells_and_bad_values_that_may_be_skipped() {
    check(
        "\
files:
  subs.csv:
    lead: {mail: mail}
    at: 2024-01-01
    facts:
      - learnt: {lead: {age: {column: more, json: age, type: number}, city: {column: more, json: city}, visits: {column: visits, type: number, unreadable: skip}, phone: {column: phone, optional: true}}}
",
        "mail,more,visits\na@x.example,\"{\"\"age\"\": 29, \"\"city\"\": \"\"Bonn\"\"}\",2\nb@x.example,\"{\"\"age\"\": null}\",lots\nc@x.example,{,1\nd@x.example,,\n",
        &expect![[r#"
            2023-12-31T23:00:00Z Day mail:a@x.example: {"fact":"learnt","values":{"age":29,"city":"Bonn","visits":2},"verified":false}
                crm/subs.csv/learnt/81f9ee9e23bc14ef9fb054f660b61bc7
            line 4: more: this is not JSON: EOF while parsing an object at line 1 column 1 ["c@x.example", "{", "1"]
            4 rows = 1 with facts + 1 rejected + 2 left out + 0 duplicates
        "#]],
    );
}

#[test]
fn keys_of_several_columns_cannot_be_confused() {
    check(
        "files: {x.csv: {key: [a, b], lead: {record: a}, at: 2022-01-01, facts: [accepted]}}\n",
        "a,b\nx|y,z\nx,y|z\nx,y|z\n",
        &expect![[r#"
            2021-12-31T23:00:00Z Day record:crm:x|y: {"fact":"accepted"}
                crm/x.csv/accepted/x\|y|z
            2021-12-31T23:00:00Z Day record:crm:x: {"fact":"accepted"}
                crm/x.csv/accepted/x|y\|z
            3 rows = 2 with facts + 0 rejected + 0 left out + 1 duplicates
        "#]],
    );
}

proptest! {
    #[test]
    fn any_bytes_give_facts_or_rejects_and_add_up(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let mapping = mapping("files: {x.csv: {lead: {record: {column: a}}, at: 2022-01-01, facts: [created]}}\n".replace("{column: a}", "a").as_str());
        let mut named = b"a,b\n".to_vec();
        named.extend(&bytes);
        let files: Files<'_> = [("x.csv", named.as_slice())].into();
        if let Ok((batch, tally)) = read(&mapping, &files) {
            prop_assert!(tally.adds_up());
            prop_assert_eq!(batch.rows.len() as u64, tally.with_facts);
            prop_assert_eq!(batch.rejects.len() as u64, tally.rejected);
        }
    }

    #[test]
    fn no_two_facts_share_a_key(rows in proptest::collection::vec("[ab]{1,2},[xy]", 0..40)) {
        let mapping = mapping("files: {x.csv: {lead: {record: a}, at: 2022-01-01, facts: [created, {happened: {event: E, properties: {b: b}}}]}}\n");
        let csv = format!("a,b\n{}\n", rows.join("\n"));
        let files: Files<'_> = [("x.csv", csv.as_bytes())].into();
        let (batch, _) = read(&mapping, &files).unwrap();
        let mut keys: Vec<String> = batch.rows.into_iter().flat_map(|given| given.facts).map(|fact| fact.key).collect();
        let told = keys.len();
        keys.sort();
        keys.dedup();
        prop_assert_eq!((keys.len(), told), (rows.len() * 2, rows.len() * 2));
    }
}
