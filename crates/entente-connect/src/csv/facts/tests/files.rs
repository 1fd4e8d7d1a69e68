//! Goal: a file that does not fit its mapping is told before a row is read, and one that is odd is read as told.

use expect_test::expect;

use super::{Files, LEADS, check, mapping, read, shown};

#[test]
fn a_file_that_does_not_fit_is_told_before_anything_is_read() {
    check(
        LEADS,
        "id,e-mail,companny,day,from,town,visits\n1,,,06.03.2026,,,\n",
        &expect![[r#"
            7:30 leads.csv: the file has no column 'mail'. Did you mean 'e-mail'?
            8:14 leads.csv: the file has no column 'company'. Did you mean 'companny'?
        "#]],
    );
    check(
        LEADS,
        "",
        &expect![[r#"
        0 rows = 0 with facts + 0 rejected + 0 left out + 0 duplicates
        1 × the file is empty
    "#]],
    );
    check(
        LEADS,
        "id,\"mail\nand,all,the,rest\n",
        &expect!["the header: a quote that opens here never closes: everything to the end of the file is inside it"],
    );
    check(
        LEADS,
        "PK\x03\x04 and more",
        &expect![
            "the workbook cannot be read (invalid Zip archive: Could not find EOCD): open it in a spreadsheet and save it anew"
        ],
    );
    check(
        LEADS,
        "id,mail,company,day,from,town,visits\n",
        &expect![[r#"
        0 rows = 0 with facts + 0 rejected + 0 left out + 0 duplicates
    "#]],
    );
}

#[test]
fn bytes_that_are_not_of_the_encoding_told_reject_their_row() {
    let mapping = mapping(
        "files: {x.csv: {encoding: utf-8, lead: {record: id}, at: 2022-01-01, facts: [{created: {source: from}}]}}\n",
    );
    let files: Files<'_> = [("x.csv", b"id,from\n1,ads\n2,caf\xe9\n".as_slice())].into();
    expect![[r#"
        2021-12-31T23:00:00Z Day record:crm:1: {"fact":"created","source":"ads"}
            crm/x.csv/created/e355bc55eed89b47c7631bc8e0d8ab4a
        line 3: it holds bytes that are not UTF-8 ["2", "caf�"]
        2 rows = 1 with facts + 1 rejected + 0 left out + 0 duplicates
    "#]]
    .assert_eq(&shown(read(&mapping, &files)));
}

#[test]
fn a_file_without_header_has_its_names_from_the_mapping() {
    check(
        "files: {x.csv: {header: [id, name], skip_lines: 1, delimiter: ';', lead: {record: id}, at: 2022-01-01, facts: [{learnt: {lead: {name: name}}}]}}\n",
        "made by CRM 4\n1;Ana\n2;Ben, jr.\n",
        &expect![[r#"
            2021-12-31T23:00:00Z Day record:crm:1: {"fact":"learnt","values":{"name":"Ana"},"verified":false}
                crm/x.csv/learnt/acc67a81cfb36464743f84cb54789538
            2021-12-31T23:00:00Z Day record:crm:2: {"fact":"learnt","values":{"name":"Ben, jr."},"verified":false}
                crm/x.csv/learnt/285e3ada92cccbccc083d43eb35c724f
            2 rows = 2 with facts + 0 rejected + 0 left out + 0 duplicates
        "#]],
    );
}

#[test]
fn an_empty_time_and_an_unknown_company_have_a_stand_in() {
    check(
        "files:\n  leads.csv:\n    lead: {mail: mail}\n    account: [{column: site, type: domain}, {column: mail, type: domain}, firm]\n    \
         at: {column: day, format: \"%d.%m.%Y\", otherwise: 2026-11-28}\n    facts: [created]\n",
        "mail,site,firm,day\nana@kessler.example,https://www.kessler-group.example/,Kessler,06.03.2026\nben@hanbit.example,,Hanbit,\n\
         cleo@gmail.com,none,Ito & Co,soon\ndan@gmail.com,,Dan's,\neve@gmail.com,,,\n",
        &expect![[r#"
            2026-03-05T23:00:00Z Day mail:ana@kessler.example of kessler-group.example: {"fact":"created"}
                crm/leads.csv/created/ab9c515c806ec004cd023bbc39b76e7e
            2026-11-27T23:00:00Z Day mail:ben@hanbit.example of hanbit.example: {"fact":"created"}
                crm/leads.csv/created/60d6a9bdfd9666332cbd4d23d9bb62bf
            2026-11-27T23:00:00Z Day mail:dan@gmail.com of Dan's: {"fact":"created"}
                crm/leads.csv/created/66945e71a6b11f9bfb46b6de7138e67c
            2026-11-27T23:00:00Z Day mail:eve@gmail.com: {"fact":"created"}
                crm/leads.csv/created/f793709b91074b3180ecea38de56b7a2
            line 4: day: 'soon' is not a time like '%d.%m.%Y' ["cleo@gmail.com", "none", "Ito & Co", "soon"]
            5 rows = 4 with facts + 1 rejected + 0 left out + 0 duplicates
        "#]],
    );
}
