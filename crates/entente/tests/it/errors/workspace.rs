//! What is said of a workspace that is not there, and of questions that its log or its agreement cannot answer.

use expect_test::expect;

use super::{check, compare};
use crate::walk::decided;

#[test]
fn a_workspace_that_is_not_there() {
    check(
        &[
            "run",
            "explain ann@acme.example",
            "report funnel",
            "statement",
            "rebuild",
            "keep",
            "backup --to folder",
            "restore --from folder --in other",
            "restore --from none --in other",
            "copy --from none --to other",
            "copy --from mysql://root@host/db --to other",
            "report funnel --in postgres://nobody@localhost:1/none",
        ],
        &expect![[r#"
            $ entente run
            exit 2
            entente: no log in entente-data: bring facts in with `entente import`, or name its folder with --in
            $ entente explain ann@acme.example
            exit 2
            entente: no log in entente-data: bring facts in with `entente import`, or name its folder with --in
            $ entente report funnel
            exit 2
            entente: no log in entente-data: bring facts in with `entente import`, or name its folder with --in
            $ entente statement
            exit 2
            entente: no log in entente-data: bring facts in with `entente import`, or name its folder with --in
            $ entente rebuild
            exit 2
            entente: no log in entente-data: bring facts in with `entente import`, or name its folder with --in
            $ entente keep
            exit 2
            entente: no log in entente-data: bring facts in with `entente import`, or name its folder with --in
            $ entente backup --to folder
            exit 2
            entente: no log in entente-data: bring facts in with `entente import`, or name its folder with --in
            $ entente restore --from folder --in other
            exit 2
            entente: there is no backup in folder
            $ entente restore --from none --in other
            exit 2
            entente: there is no backup in none
            $ entente copy --from none --to other
            exit 2
            entente: no log in none: bring facts in with `entente import`, or name its folder with --in
            $ entente copy --from mysql://root@host/db --to other
            exit 2
            error: invalid value 'mysql://root@host/db' for '--from <PLACE>': 'mysql://root@host/db' names no database: give a folder, or postgres://user@host/name

            For more information, try '--help'.
            $ entente report funnel --in postgres://nobody@localhost:1/none
            exit 2
            entente: postgres://nobody@localhost:1/none: no connection to the database, nothing was written: Connection refused (os error 111)
        "#]],
    );
}

#[test]
fn questions_that_nothing_answers() {
    check(
        &[
            "import --map ok.map.yaml leads.csv",
            "explain ann@acme.example",
            "explain lead_99",
            "report revenue",
            "report funnel --cohort decade",
            "report velocity --from handed_off",
            "report counts --moment winning",
            "report funnel --agreement broken.yaml",
            "run --agreement two.yaml",
            "statement",
            "serve --port 99999",
            "frobnicate",
        ],
        &expect![[r#"
            $ entente import --map ok.map.yaml leads.csv
            exit 0
            file            rows with facts  left out duplicates  rejected      facts
            leads.csv          1          1         0          0         0          1

            leads.csv: UTF-8 (all of it is valid), ',' between cells

            1 new fact, 0 already known, in entente-data.
            $ entente explain ann@acme.example
            exit 2
            entente: no lead 'ann@acme.example' is in the log: give a mail address, a record as source and number (crm:4711), or an id like lead_12
            $ entente explain lead_99
            exit 2
            entente: no lead 'lead_99' is in the log: give a mail address, a record as source and number (crm:4711), or an id like lead_12
            $ entente report revenue
            exit 2
            error: unrecognized subcommand 'revenue'

            Usage: entente report <COMMAND>

            For more information, try '--help'.
            $ entente report funnel --cohort decade
            exit 2
            error: invalid value 'decade' for '--cohort <PERIOD>'
              [possible values: week, month, quarter, year]

            For more information, try '--help'.
            $ entente report velocity --from handed_off
            exit 2
            error: the following required arguments were not provided:
              --to <MOMENT>

            Usage: entente report velocity --from <MOMENT> --to <MOMENT>

            For more information, try '--help'.
            $ entente report counts --moment winning
            exit 2
            entente: no agreement is in force here: put a signed one in force with `entente run --agreement BUNDLE`, or name a file with --agreement
            $ entente report funnel --agreement broken.yaml
            exit 1
            broken.yaml:11:51 stages.mql: nothing enters this stage: no rule says when a lead is qualified. Add the section 'qualified'.
            broken.yaml:12:1 'qualifed' is no key of an agreement. Did you mean 'qualified'?
            $ entente run --agreement two.yaml
            exit 2
            entente: two.yaml is a file: a bundle is the folder that `entente sign two.yaml --as PARTY --key KEY` makes
            $ entente statement
            exit 2
            entente: no agreement is in force here: put a signed one in force with `entente run --agreement BUNDLE`, or name a file with --agreement
            $ entente serve --port 99999
            exit 2
            error: invalid value '99999' for '--port <PORT>': 99999 is not in 0..=65535

            For more information, try '--help'.
            $ entente frobnicate
            exit 2
            error: unrecognized subcommand 'frobnicate'

            Usage: entente <COMMAND>

            For more information, try '--help'.
        "#]],
    );
}

#[test]
fn words_that_the_agreement_does_not_know() {
    let Some(dir) = decided() else { return };
    compare(
        dir.path(),
        &[
            "report funnel --by shoe",
            "report funnel --by lead.sise",
            "report velocity --from handed_off --to first_atempt",
            "report velocity --from handed_off --to contacted --within soon",
            "report counts --moment winning",
            "report funnel --zone Mars/Olympus",
            "report funnel --as-of tomorrow",
            "explain anna@harbor.example",
            "statement --lang de",
            "run --as-of 2026-03-01T00:00Z",
            "run --agreement agreement.signed --as-of 2026-03-12T09:00Z",
            "import --map map.yaml forms.csv calls.csv",
        ],
        &expect![[r#"
            $ entente report funnel --by shoe
            exit 2
            entente: nothing to group by is called 'shoe'. There is: source, owner, team, grade, level, employees, role
            $ entente report funnel --by lead.sise
            exit 2
            entente: nothing to group by is called 'lead.sise'. There is: source, owner, team, grade, level, employees, role
            $ entente report velocity --from handed_off --to first_atempt
            exit 2
            entente: 'first_atempt' is not a moment of this agreement. Moments are: created, qualified, handed_off, accepted, rejected, reasoned, first_attempt, contacted, confirmed, rated, disqualified, recycled, opportunity_opened, opportunity_won, opportunity_lost, churned, content_requested, content_answered, inquiry, mql, sal, demo_requested, guide_downloaded
            $ entente report velocity --from handed_off --to contacted --within soon
            exit 2
            entente: 'soon' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h
            $ entente report counts --moment winning
            exit 2
            entente: 'winning' is not a moment of this agreement. Moments are: created, qualified, handed_off, accepted, rejected, reasoned, first_attempt, contacted, confirmed, rated, disqualified, recycled, opportunity_opened, opportunity_won, opportunity_lost, churned, content_requested, content_answered, inquiry, mql, sal, demo_requested, guide_downloaded
            $ entente report funnel --zone Mars/Olympus
            exit 2
            entente: 'Mars/Olympus' is not a time zone, like Europe/Berlin
            $ entente report funnel --as-of tomorrow
            exit 2
            entente: 'tomorrow' is not a time: give a date (2026-03-06) or a time with its offset (2026-03-06T16:30-05:00)
            $ entente explain anna@harbor.example
            exit 2
            entente: no lead 'anna@harbor.example' is in the log: give a mail address, a record as source and number (crm:4711), or an id like lead_12
            $ entente statement --lang de
            exit 2
            error: invalid value 'de' for '--lang <LANG>': 'de' is not a language Entente speaks: en or ko

            For more information, try '--help'.
            $ entente run --as-of 2026-03-01T00:00Z
            exit 0
            Nothing was left to decide. All is decided up to 2026-03-12T09:00:00Z.
            $ entente run --agreement agreement.signed --as-of 2026-03-12T09:00Z
            exit 0
            In force for all of the log: Tidewater Software, new business (79d13bb7a72d)
            Nothing was left to decide. All is decided up to 2026-03-12T09:00:00Z.
            $ entente import --map map.yaml forms.csv calls.csv
            exit 0
            file            rows with facts  left out duplicates  rejected      facts
            forms.csv          7          6         0          0         1         18
            calls.csv          4          4         0          0         0          7
            all               11         10         0          0         1         25

            forms.csv: UTF-8 (all of it is valid), ',' between cells
            calls.csv: UTF-8 (all of it is valid), ',' between cells

            0 new facts, 25 already known, in entente-data.

            1 ROW REJECTED and not imported:
              forms.csv:8 sent: '2026-03-32 09:30' is not a time like '%Y-%m-%d %H:%M'
              all of them are in entente-data/rejects.forms.csv
        "#]],
    );
}
