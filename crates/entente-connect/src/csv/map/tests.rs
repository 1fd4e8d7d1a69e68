//! Goal: what a mapping means, and everything that can be wrong with one. Method: the text, and all its problems.

use entente_core::agreement::model::FieldKind;
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::read::Declared;
use super::{At, FactKind, Mapping, Need, read};

fn declared(path: &str) -> Result<Declared, String> {
    if path != "agreed.yaml" {
        return Err(format!("cannot read the agreement '{path}'"));
    }
    Ok(Declared::for_testing(
        &[("age", FieldKind::Number), ("city", FieldKind::Text), ("asked", FieldKind::Bool)],
        &[("employees", FieldKind::Number)],
    ))
}

#[track_caller]
fn refused(text: &str, want: &Expect) {
    let problems = read(text, &mut declared).expect_err("the mapping should be refused");
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    want.assert_eq(&shown.join("\n"));
}

#[track_caller]
fn taken(text: &str) -> Mapping {
    match read(text, &mut declared) {
        Ok(mapping) => mapping,
        Err(problems) => panic!("{}", problems.iter().map(|problem| format!("{problem}\n")).collect::<String>()),
    }
}

#[test]
fn all_problems_are_told_at_once() {
    refused(
        "\
entente_map: 2
sauce: crm
timezone: Berlin
agreement: agreed.yaml
files:
  leads.csv:
    leed: {record: id}
    lead: {recrod: id}
    at: {column: day, precision: hour}
    facts:
      - craeted
      - learnt: {lead: {agee: age, city: {colum: town}}}
      - happened: {properties: {form: form}}
      - rated: {stars: score, at: {format: iso}}
",
        &expect![[r#"
            1:1 'source' is missing. Name the system the files come from: 'source: crm'.
            1:14 the only version of mappings is 1. Write 'entente_map: 1'.
            2:1 a mapping has no key 'sauce'. Did you mean 'source'?
            3:11 'Berlin' is no time zone. Write an IANA name like Europe/Berlin or UTC.
            7:5 leads.csv: a file has no key 'leed'. Did you mean 'lead'?
            8:12 leads.csv: a lead's key has no key 'recrod'. Did you mean 'record'?
            9:34 leads.csv: 'hour' is none of second, minute, day. Known are: second, minute, day.
            11:9 leads.csv: no fact is called 'craeted'. Did you mean 'created'?
            12:25 leads.csv > learnt: the agreement declares no lead field 'agee'. Did you mean 'age'?
            12:42 leads.csv > learnt: a value needs a column or one fixed value. Write {column: name} or {fixed: value}.
            12:43 leads.csv > learnt: a value has no key 'colum'. Did you mean 'column'?
            13:9 leads.csv > happened: 'happened' needs 'event'. Add 'event: …'.
            14:35 leads.csv > rated: a time needs a column or one fixed time. Write {column: name} or {fixed: 2022-01-31}."#]],
    );
}

#[test]
fn what_is_missing_is_told() {
    refused(
        "source: crm\n",
        &expect![[r#"
        1:1 the version is missing. Start with 'entente_map: 1'.
        1:1 'files' is missing. Name each CSV file and the facts of its rows."#]],
    );
    refused(
        "entente_map: 1\nsource: a/b\nfiles: {x.csv: {}}\n",
        &expect![[r#"
        1:1 a source's name has no '/'. Write one word, like 'crm'.
        3:9 x.csv: the file has no facts. Write 'facts:' and a list of what its rows tell."#]],
    );
    refused(
        "entente_map: 1\nsource: crm\nfiles: {x.csv: {facts: [accepted, {learnt: {account: {name: n}, at: d}}]}}\n",
        &expect![[r#"
        3:25 x.csv > accepted: nothing says when this happened. Add 'at:' here or to the file: a column or a date.
        3:25 x.csv > accepted: nothing says whom this is about. Add 'lead: {record: column}' to the file, or mail, user, anonymous.
        3:36 x.csv > learnt: nothing says which account this is about. Add 'account: column' to the file."#]],
    );
    refused("", &expect!["1:1 the text is empty. Start with 'entente: 1' and a title."]);
    refused(
        "- a\n- b\n",
        &expect![[r#"
        1:1 a list stands where a mapping belongs. Write 'name: value' lines, or {name: value} in one line.
        1:1 the version is missing. Start with 'entente_map: 1'.
        1:1 'source' is missing. Name the system the files come from: 'source: crm'.
        1:1 'files' is missing. Name each CSV file and the facts of its rows."#]],
    );
    refused(
        "a: [1\n",
        &expect![
            "2:1 this is not YAML: while parsing a flow sequence, expected ',' or ']'. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys."
        ],
    );
}

#[test]
fn types_follow_the_agreement() {
    refused(
        "\
entente_map: 1
source: crm
agreement: agreed.yaml
files:
  x.csv:
    lead: {record: id}
    at: 2022-01-01
    facts:
      - learnt: {lead: {age: {column: a, type: text}, asked: {fixed: perhaps}, city: {column: b, alias: towns}}}
",
        &expect![[r#"
            9:48 x.csv > learnt: the type here is number, because of what the value is for. Remove 'type', or write number.
            9:70 x.csv > learnt: 'perhaps' is neither yes (true, yes, y, t, 1) nor no (false, no, n, f, 0). Write a value of the kind that belongs here.
            9:105 x.csv > learnt: 'aliases' has no 'towns'. Nothing may stand here."#]],
    );
}

#[test]
fn columns_that_leak_the_outcome_tell_only_the_outcome() {
    refused(
        "\
entente_map: 1
source: crm
leaks: [Converted, Tags]
files:
  x.csv:
    lead: {record: id}
    at: 2022-01-01
    facts:
      - learnt: {lead: {tags: Tags, city: Town}}
      - happened: {event: Seen, when: {Converted: \"0\"}}
      - opportunity_won: {deal: id, when: {Converted: \"1\"}}
",
        &expect![[r#"
            9:31 x.csv > learnt: 'Tags' is listed under 'leaks': it is filled in once the outcome is known. Use it only in facts that tell an outcome, or take it off the list.
            10:40 x.csv > happened: 'Converted' is listed under 'leaks': it is filled in once the outcome is known. Use it only in facts that tell an outcome, or take it off the list."#]],
    );
}

#[test]
fn a_join_needs_its_file_and_a_use() {
    refused(
        "\
entente_map: 1
source: crm
files:
  x.csv:
    lead: {record: id}
    join: {owners: {file: owners.csv}, teams: {file: teams.csv, on: team}}
    at: day
    facts: [created]
",
        &expect![[r#"
            6:20 x.csv: a join needs 'file' and 'on'. Write {file: other.csv, on: the key's column}.
            6:40 x.csv: no column of 'teams' is used. Name one as 'teams.column', or remove the join."#]],
    );
}

#[test]
fn an_agreement_that_cannot_be_read_is_told() {
    refused(
        "entente_map: 1\nsource: crm\nagreement: other.yaml\nfiles: {x.csv: {lead: {record: id}, at: d, facts: [created]}}\n",
        &expect![
            "3:12 cannot read the agreement 'other.yaml'. The path is relative to the mapping file; or leave 'agreement' out."
        ],
    );
}

#[test]
fn facts_alike_have_tags_of_their_own() {
    let mapping = taken(
        "\
entente_map: 1
source: crm
files:
  x.csv:
    lead: {mail: mail, record: id}
    at: day
    facts:
      - created: {source: from}
      - happened: {event: Form Submitted}
      - happened: {event: Form Submitted}
      - happened: {event: {column: what}}
      - touched: {channel: call, by: {fixed: ana}}
      - touched: {channel: mail}
      - touched: {channel: chat}
",
    );
    let tags: Vec<&str> = mapping.files[0].facts.iter().map(|fact| fact.tag.as_str()).collect();
    expect![[r#"["created", "happened:Form Submitted", "happened:Form Submitted#2", "happened", "touched", "touched#2", "touched#3"]"#]]
        .assert_eq(&format!("{tags:?}"));
}

#[test]
fn created_without_a_time_takes_the_earliest_of_its_row() {
    let mapping = taken(
        "entente_map: 1\nsource: crm\nfiles: {x.csv: {lead: {record: id}, facts: [created, {accepted: {at: day}}]}}\n",
    );
    let facts = &mapping.files[0].facts;
    assert_eq!(facts[0].at, At::Earliest);
    assert!(matches!(facts[1].at, At::Column(..)));
}

#[test]
fn file_names_match_with_stars() {
    let takes = |pattern: &str, file: &str| {
        taken(&format!(
            "entente_map: 1\nsource: s\nfiles: {{'{pattern}': {{lead: {{record: id}}, at: d, facts: [created]}}}}\n"
        ))
        .files[0]
            .takes(file)
    };
    let rows = [
        ("leads.csv", "leads.csv"),
        ("leads.csv", "leads.csv.bak"),
        ("leads-*.csv", "leads-2024-01.csv"),
        ("leads-*.csv", "leads.csv"),
        ("*leads*.csv", "my-leads-1.csv"),
        ("*a*b*a", "aba"),
        ("*a*b*a", "ab"),
        ("a*a", "a"),
        ("*", "anything"),
    ];
    let shown: Vec<String> =
        rows.iter().map(|(pattern, file)| format!("{pattern} {file} {}", takes(pattern, file))).collect();
    expect![[r#"
        leads.csv leads.csv true
        leads.csv leads.csv.bak false
        leads-*.csv leads-2024-01.csv true
        leads-*.csv leads.csv false
        *leads*.csv my-leads-1.csv true
        *a*b*a aba true
        *a*b*a ab false
        a*a a false
        * anything true"#]]
    .assert_eq(&shown.join("\n"));
}

const WHOLE: &str = "\
entente_map: 1
source: crm
timezone: Europe/Berlin
null_words: [n/a]
leaks: [Quality]
aliases: {towns: {Koeln: Köln}}
files:
  'leads-*.csv':
    lead: {record: id, mail: {column: mail, optional: true}}
    account: company
    key: [id, cycle]
    duplicates: drop
    encoding: cp949
    delimiter: ';'
    quote: none
    header: [id, mail, company, cycle, day, town, team]
    long_rows: cut
    join: {owners: {file: owners.csv, on: {team: name}}}
    at: {column: day, format: ['%d.%m.%Y', iso], zone: Asia/Seoul, precision: day}
    by: owners.rep
    when: {town: {not: [test, null]}}
    facts:
      - created
      - learnt: {lead: {city: {column: town, alias: towns}, score: {column: cycle, type: number, decimal: comma, unreadable: skip}}}
      - touched: {channel: call, reached: {column: town, is: [a, b]}, at: 2022-01-31, when: {team: null}}
      - paused: {reason: {fixed: holiday}, until: {column: day, format: unix}}
";

proptest! {
    #[test]
    fn no_text_breaks_the_reader(from in 0..WHOLE.len(), length in 0..60_usize, instead in "[a-z:{}\\[\\],'\"#\\n -]{0,12}") {
        let mut text = WHOLE.as_bytes().to_vec();
        text.splice(from..(from + length).min(WHOLE.len()), instead.bytes());
        let text = String::from_utf8_lossy(&text);
        match read(&text, &mut declared) {
            Ok(mapping) => prop_assert!(!mapping.source.is_empty() || text.contains("source")),
            Err(problems) => prop_assert!(problems.iter().all(|problem| problem.place.line > 0 && !problem.remedy.is_empty())),
        }
    }
}

#[test]
fn everything_at_once_is_taken() {
    let mapping = taken(WHOLE);
    let file = &mapping.files[0];
    let columns: Vec<&str> = file.columns.iter().map(|column| column.name.as_str()).collect();
    expect![[r#"
        ["team", "town", "id", "cycle", "mail", "company", "day", "owners.rep"]
        Layout { encoding: Some(Encoding { name: "EUC-KR", .. }), delimiter: Some(59), quote: Some(None), escape: None, sheet: None, skip_lines: 0, header: ["id", "mail", "company", "cycle", "day", "town", "team"], cut_long_rows: true }
        [Join { name: "owners", file: "owners.csv", own: ColumnId(0), other: "name", place: Place { line: 18, column: 12 } }]"#]].assert_eq(&format!("{columns:?}\n{:?}\n{:?}", file.layout, file.joins));
}

/// The guide lists every fact with what it takes; this is where the two are held together.
#[test]
fn the_guide_names_every_fact_and_what_it_takes() {
    let guide = include_str!("../../../../../docs/integrating/csv.md");
    for kind in FactKind::ALL {
        let line = guide.lines().find(|line| line.starts_with(&format!("| `{}`", kind.word())));
        let line = line.unwrap_or_else(|| panic!("the guide has no row for '{}'", kind.word()));
        for slot in kind.slots() {
            let written = match slot.need {
                Need::Must => format!("**{}**", slot.name),
                Need::May => slot.name.to_owned(),
            };
            assert!(line.contains(&written), "the guide's row for '{}' lacks '{written}'", kind.word());
        }
    }
}
