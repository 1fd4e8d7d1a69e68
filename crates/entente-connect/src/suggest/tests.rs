//! Exports as their systems write them, and what they are taken to be.

mod anything;

use std::io::Cursor;
use std::sync::LazyLock;

use entente_core::agreement::read::read;
use entente_core::time::Instant;
use expect_test::expect;

use super::{Chosen, Draft, Known, Suggestion, Target, example, layout, suggest};
use crate::csv::facts::FactReader;
use crate::csv::map::{self, Layout, Mapping};
use crate::csv::sheet::Input;

/// The agreement of these tests: the kinds of fields that a column may fill.
const AGREEMENT: &str = include_str!("../../../../agreements/halden.yaml");

fn known() -> Known {
    static KNOWN: LazyLock<Known> = LazyLock::new(|| Known::of(&read(AGREEMENT).agreement.unwrap()));
    KNOWN.clone()
}

fn input(text: &str) -> Box<dyn Input> {
    Box::new(Cursor::new(text.as_bytes().to_vec()))
}

fn suggested(text: &str) -> (Layout, Suggestion) {
    let layout = layout(&mut || Ok(input(text)), None).unwrap();
    let suggestion = suggest(input(text), &layout, &known()).unwrap();
    (layout, suggestion)
}

/// `heading -> target  why  reading  doubts`, a column a line.
fn shown(text: &str) -> String {
    let (layout, suggestion) = suggested(text);
    let skip = if layout.skip_lines > 0 { format!(", {} lines before it", layout.skip_lines) } else { String::new() };
    let system = suggestion.system.map_or("no known system", super::System::name);
    let mut shown = format!("{system}, {} rows{skip}\n", suggestion.rows);
    for column in &suggestion.columns {
        let (reading, doubts) = column.reading(&column.target, &known());
        let reading = serde_json::to_string(&reading).unwrap();
        shown += &format!("{} -> {} {:?}", column.label(), column.target, column.why);
        shown += &if reading == "{}" { String::new() } else { format!(" {reading}") };
        shown += &if doubts.is_empty() { "\n".to_owned() } else { format!(" {doubts:?}\n") };
    }
    shown
}

pub(crate) fn draft(layout: Layout, suggestion: &Suggestion) -> Draft {
    let chosen = suggestion.columns.iter().filter(|column| column.target != Target::Leave).map(|column| Chosen {
        name: column.name.clone(),
        member: column.member.clone(),
        target: column.target.clone(),
        reading: column.reading(&column.target, &known()).0,
    });
    Draft {
        source: suggestion.system.map_or("import", super::System::source).to_owned(),
        zone: "Europe/Berlin".to_owned(),
        layout,
        otherwise: Instant::parse("2026-11-28T09:00:00Z").unwrap(),
        columns: chosen.collect(),
    }
}

fn mapping(draft: &Draft) -> Mapping {
    let text = draft.text();
    let text = text.replacen("entente_map: 1\n", "entente_map: 1\nagreement: own\n", 1);
    map::read(&text, &mut |_| Ok(known().declared().clone())).unwrap_or_else(|problems| panic!("{text}\n{problems:#?}"))
}

/// The facts that follow when every suggestion is taken.
fn facts(text: &str) -> String {
    let (layout, suggestion) = suggested(text);
    let mapping = mapping(&draft(layout, &suggestion));
    let mut reader = FactReader::open(&mapping, &mapping.files[0], input(text), None, &mut |_| Ok(None)).unwrap();
    let mut shown = String::new();
    while let Some(batch) = reader.next_batch(100).unwrap() {
        for fact in batch.rows.iter().flat_map(|row| &row.facts) {
            let what = serde_json::to_string(&fact.what).unwrap();
            shown += &format!("{} {} {what}\n", fact.at, serde_json::to_string(&fact.about).unwrap());
        }
        batch.rejects.iter().for_each(|reject| shown += &format!("{}: {}\n", reject.line, reject.reason));
    }
    shown
}

const HUBSPOT: &str = "\
Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lifecycle Stage,Lead Status,Create Date,Job Title,Company name,Number of Employees,Country/Region,Original Source,Unsubscribed from all email,HubSpot Score
5123,Ana,Ruiz,ana@kessler.example,+49 30 1,Jonas Weber,Lead,New,2026-03-06 09:30,Director Logistics,Kessler Fulfilment,\"1,250\",Germany,Organic Search,,12
5124,Ben,Han,ben@hanbit.example,,Yuna Choi,Lead,,2026-03-07 10:00,,Hanbit Logistics,320,South Korea,Paid Search,true,
5125,Cleo,Ito,cleo@gmail.com,,,Lead,,,,,,Atlantis,,,
";

#[test]
fn hubspot_contacts() {
    expect![[r#"
        HubSpot, 3 rows
        Record ID -> record System(HubSpot, Record)
        First Name -> lead.first_name System(HubSpot, FirstName)
        Last Name -> lead.last_name System(HubSpot, LastName)
        Email -> mail System(HubSpot, Mail)
        Phone Number -> lead.phone System(HubSpot, Phone)
        Contact owner -> leave WorkedOut(Owner)
        Lifecycle Stage -> leave WorkedOut(Stage)
        Lead Status -> leave WorkedOut(Status)
        Create Date -> created System(HubSpot, Created) {"kind":"date","format":"iso"}
        Job Title -> lead.title System(HubSpot, Title)
        Company name -> account.name System(HubSpot, Company)
        Number of Employees -> account.employees System(HubSpot, Employees) {"kind":"number"}
        Country/Region -> account.country System(HubSpot, Country) {"alias":[["Germany","DE"],["South Korea","KR"]]} [Unfit { values: 1, of: 3, like: ["Atlantis"] }]
        Original Source -> source System(HubSpot, Source)
        Unsubscribed from all email -> opted_out System(HubSpot, OptedOut) {"yes":["true"]}
        HubSpot Score -> leave WorkedOut(Score)
    "#]]
    .assert_eq(&shown(HUBSPOT));
    expect![[r#"
        2026-03-06T08:30:00Z {"lead":{"keys":[{"record":["hubspot","5123"]},{"mail":"ana@kessler.example"}],"account":"kessler.example"}} {"fact":"created","source":"Organic Search"}
        2026-03-06T08:30:00Z {"lead":{"keys":[{"record":["hubspot","5123"]},{"mail":"ana@kessler.example"}],"account":"kessler.example"}} {"fact":"learnt","values":{"first_name":"Ana","last_name":"Ruiz","phone":"+49 30 1","title":"Director Logistics"},"verified":false}
        2026-03-06T08:30:00Z {"account":"kessler.example"} {"fact":"learnt","values":{"country":"DE","employees":1250,"name":"Kessler Fulfilment"},"verified":false}
        2026-03-07T09:00:00Z {"lead":{"keys":[{"record":["hubspot","5124"]},{"mail":"ben@hanbit.example"}],"account":"hanbit.example"}} {"fact":"created","source":"Paid Search"}
        2026-03-07T09:00:00Z {"lead":{"keys":[{"record":["hubspot","5124"]},{"mail":"ben@hanbit.example"}],"account":"hanbit.example"}} {"fact":"learnt","values":{"first_name":"Ben","last_name":"Han"},"verified":false}
        2026-03-07T09:00:00Z {"account":"hanbit.example"} {"fact":"learnt","values":{"country":"KR","employees":320,"name":"Hanbit Logistics"},"verified":false}
        2026-03-07T09:00:00Z {"lead":{"keys":[{"record":["hubspot","5124"]},{"mail":"ben@hanbit.example"}],"account":"hanbit.example"}} {"fact":"consent","given":false,"purpose":"marketing","channel":"mail","evidence":"'Unsubscribed from all email' of the import"}
        2026-11-28T09:00:00Z {"lead":{"keys":[{"record":["hubspot","5125"]},{"mail":"cleo@gmail.com"}]}} {"fact":"created"}
        2026-11-28T09:00:00Z {"lead":{"keys":[{"record":["hubspot","5125"]},{"mail":"cleo@gmail.com"}]}} {"fact":"learnt","values":{"first_name":"Cleo","last_name":"Ito"},"verified":false}
    "#]]
    .assert_eq(&facts(HUBSPOT));
}

#[test]
fn salesforce_leads_by_api_name() {
    expect![[r#"
        Salesforce, 2 rows
        Id -> record System(Salesforce, Record)
        FirstName -> lead.first_name System(Salesforce, FirstName)
        LastName -> lead.last_name System(Salesforce, LastName)
        Title -> lead.title System(Salesforce, Title)
        Company -> account.name System(Salesforce, Company)
        Email -> mail System(Salesforce, Mail)
        Phone -> lead.phone System(Salesforce, Phone)
        LeadSource -> source System(Salesforce, Source)
        Status -> leave WorkedOut(Status)
        OwnerId -> leave WorkedOut(Owner)
        IsConverted -> leave WorkedOut(Status)
        CreatedDate -> created System(Salesforce, Created) {"kind":"date","format":"iso"}
        NumberOfEmployees -> account.employees System(Salesforce, Employees) {"kind":"number"}
        Industry -> account.industry Field(Name("industry")) {"alias":[["Logistics","logistics"],["Manufacturing","manufacturing"]]}
        Country -> account.country Field(Name("country"))
        Seniority__c -> lead.seniority Field(Name("seniority")) {"alias":[["Director","director"],["VP","vp"]]}
        HasOptedOutOfEmail -> opted_out System(Salesforce, OptedOut) {"yes":["1"]}
        Website -> account System(Salesforce, Domain) {"kind":"domain"}
    "#]]
    .assert_eq(&shown("\
Id,FirstName,LastName,Title,Company,Email,Phone,LeadSource,Status,OwnerId,IsConverted,CreatedDate,NumberOfEmployees,Industry,Country,Seniority__c,HasOptedOutOfEmail,Website
00Q5g00000AbCdE,Ana,Ruiz,VP Operations,Kessler,ana@kessler.example,+49,Web,Open,0055g000004,false,2026-03-06T09:30:00.000Z,1250,Logistics,DE,Director,0,https://www.kessler.example/
00Q5g00000AbCdEAAT,Ben,Han,,Hanbit,ben@hanbit.example,,Fair,Working,0055g000004,true,2026-03-07T09:30:00.000Z,320,Manufacturing,KR,VP,1,hanbit.example
"));
}

#[test]
fn salesforce_leads_by_label_with_a_title_above() {
    expect![[r#"
        Salesforce, 2 rows, 2 lines before it
        Lead ID -> record System(Salesforce, Record)
        Lead Owner -> leave WorkedOut(Owner)
        Company / Account -> account.name System(Salesforce, Company)
        Email -> mail System(Salesforce, Mail)
        Create Date -> created System(Salesforce, Created) {"kind":"date","format":"%d.%m.%Y"}
        Lead Source -> source System(Salesforce, Source)
    "#]]
    .assert_eq(&shown(
        "\
Leads of this quarter;;;;
;;;;
Lead ID;Lead Owner;Company / Account;Email;Create Date;Lead Source
00Q5g00000AbCdE;Jonas Weber;Kessler;ana@kessler.example;06.03.2026;Messe
00Q5g00000AbCdF;Ama Boateng;Hanbit;ben@hanbit.example;31.03.2026;Web
",
    ));
}

#[test]
fn mautic_contacts() {
    expect![[r#"
        Mautic, 2 rows
        title -> leave NoField(Salutation)
        firstname -> lead.first_name System(Mautic, FirstName)
        lastname -> lead.last_name System(Mautic, LastName)
        email -> mail System(Mautic, Mail)
        company -> account.name System(Mautic, Company)
        position -> lead.title System(Mautic, Title)
        points -> leave WorkedOut(Score)
        date_identified -> created System(Mautic, Created) {"kind":"date","format":"iso"}
        city -> lead.city System(Mautic, City)
        country -> account.country Field(Name("country")) {"alias":[["Germany","DE"],["South Korea","KR"]]}
        mobile -> lead.phone System(Mautic, Phone)
        dnc -> opted_out System(Mautic, OptedOut) {"yes":["1"]}
    "#]]
    .assert_eq(&shown(
        "\
title,firstname,lastname,email,company,position,points,date_identified,city,country,mobile,dnc
Mrs.,Ana,Ruiz,ana@kessler.example,Kessler,Director,42,2026-03-06 09:30:00,Berlin,Germany,+49 1,
Mr.,Ben,Han,ben@hanbit.example,Hanbit,,7,2026-03-07 09:30:00,Seoul,South Korea,,1
",
    ));
}

#[test]
fn listmonk_subscribers() {
    let text = "\
uuid,email,name,attributes,status,created_at
7f1c,ana@kessler.example,Ana Ruiz,\"{\"\"city\"\": \"\"Berlin\"\", \"\"seniority\"\": \"\"director\"\", \"\"age\"\": 29}\",enabled,2026-03-06T09:30:00Z
8a2d,ben@hanbit.example,Ben Han,\"{\"\"city\"\": \"\"Seoul\"\"}\",blocklisted,2026-03-07T09:30:00Z
";
    expect![[r#"
        listmonk, 2 rows
        uuid -> record System(Listmonk, Record)
        email -> mail System(Listmonk, Mail)
        name -> lead.name System(Listmonk, Name)
        attributes -> leave Members
        attributes > age -> leave Nothing
        attributes > city -> lead.city System(Listmonk, City)
        attributes > seniority -> lead.seniority Field(Name("seniority"))
        status -> opted_out System(Listmonk, Status) {"yes":["blocklisted"]}
        created_at -> created System(Listmonk, Created) {"kind":"date","format":"iso"}
    "#]]
    .assert_eq(&shown(text));
    expect![[r#"
        2026-03-06T09:30:00Z {"lead":{"keys":[{"record":["listmonk","7f1c"]},{"mail":"ana@kessler.example"}],"account":"kessler.example"}} {"fact":"created"}
        2026-03-06T09:30:00Z {"lead":{"keys":[{"record":["listmonk","7f1c"]},{"mail":"ana@kessler.example"}],"account":"kessler.example"}} {"fact":"learnt","values":{"city":"Berlin","name":"Ana Ruiz","seniority":"director"},"verified":false}
        2026-03-07T09:30:00Z {"lead":{"keys":[{"record":["listmonk","8a2d"]},{"mail":"ben@hanbit.example"}],"account":"hanbit.example"}} {"fact":"created"}
        2026-03-07T09:30:00Z {"lead":{"keys":[{"record":["listmonk","8a2d"]},{"mail":"ben@hanbit.example"}],"account":"hanbit.example"}} {"fact":"learnt","values":{"city":"Seoul","name":"Ben Han"},"verified":false}
        2026-03-07T09:30:00Z {"lead":{"keys":[{"record":["listmonk","8a2d"]},{"mail":"ben@hanbit.example"}],"account":"hanbit.example"}} {"fact":"consent","given":false,"purpose":"marketing","channel":"mail","evidence":"'status' of the import"}
    "#]]
    .assert_eq(&facts(text));
}

#[test]
fn german_and_korean_headings() {
    expect![[r#"
        no known system, 2 rows
        Vorname -> lead.first_name Heading(FirstName)
        Nachname -> lead.last_name Heading(LastName)
        E-Mail-Adresse -> mail Heading(Mail)
        Firma -> account.name Heading(Company)
        Anzahl Mitarbeiter -> account.employees Heading(Employees) {"kind":"number","comma":true}
        Branche -> account.industry Heading(Industry) {"alias":[["Logistik","logistics"]]} [Unfit { values: 1, of: 2, like: ["Fertigung"] }]
        Land -> account.country Heading(Country) {"alias":[["Deutschland","DE"],["Südkorea","KR"]]}
        Anlagedatum -> created Heading(Created) {"kind":"date","format":"%d.%m.%Y %H:%M"}
        Abteilung -> lead.department Heading(Department) {"alias":[["IT","it"],["Logistics","logistics"]]}
        Werbesperre -> opted_out Heading(OptedOut) {"yes":["ja"]}
    "#]]
    .assert_eq(&shown(
        "\
Vorname;Nachname;E-Mail-Adresse;Firma;Anzahl Mitarbeiter;Branche;Land;Anlagedatum;Abteilung;Werbesperre
Ana;Ruiz;ana@kessler.example;Kessler;1.250;Logistik;Deutschland;06.03.2026 09:30;Logistics;nein
Ben;Han;ben@hanbit.example;Hanbit;1.320;Fertigung;Südkorea;31.03.2026 10:00;IT;ja
",
    ));
    expect![[r#"
        no known system, 2 rows
        이름 -> lead.name Heading(Name)
        회사 -> account.name Heading(Company)
        이메일 -> mail Heading(Mail)
        직함 -> lead.title Heading(Title)
        전화 -> lead.phone Heading(Phone)
        국가 -> account.country Heading(Country) {"alias":[["대한민국","KR"],["독일","DE"]]}
        직원수 -> account.employees Heading(Employees) {"kind":"number"}
        등록일 -> created Heading(Created) {"kind":"date","format":"%Y.%m.%d."}
        유입경로 -> source Heading(Source)
        수신거부 -> opted_out Heading(OptedOut) {"yes":["예"]}
    "#]]
    .assert_eq(&shown(
        "\
이름,회사,이메일,직함,전화,국가,직원수,등록일,유입경로,수신거부
김하늘,한빛물류,sky@hanbit.example,이사,02-1,대한민국,320,2026. 3. 6.,박람회,아니요
박서준,(주)서진,seo@seojin.example,과장,02-2,독일,\"1,200\",2026. 3. 7.,검색,예
",
    ));
}

#[test]
fn values_speak_where_headings_do_not() {
    expect![[r#"
        no known system, 2 rows
        a -> mail Mails
        b -> created Times {"kind":"date","format":"%m/%d/%Y"} [Ways(["%m/%d/%Y", "%d/%m/%Y"])]
        c -> account.country Countries
        d -> leave Nothing
        e -> leave Nothing
    "#]]
    .assert_eq(&shown(
        "\
a,b,c,d,e
ana@kessler.example,03/04/2026,DE,12,Kessler
ben@hanbit.example,05/06/2026,KR,7,Hanbit
",
    ));
    expect![[r#"
        no known system, 2 rows
        column 1 -> leave Nothing
        column 2 -> mail Mails
        column 3 -> leave Nothing
        column 4 -> created Times {"kind":"date","format":"iso"}
    "#]]
    .assert_eq(&shown(
        "\
d1bdf186,johndoe@example.com,John,2026-01-01
f5c5d1e5,janedoe@example.com,Jane,2026-01-02
",
    ));
}

#[test]
fn what_does_not_fit_is_told() {
    expect![[r#"
        no known system, 2 rows
        Email -> mail Heading(Mail)
        Work email -> leave Better("Email")
        Create Date -> created Heading(Created) {"kind":"date","format":"iso","lenient":true} [Unfit { values: 1, of: 2, like: ["soon"] }]
        Number of Employees -> account.employees Heading(Employees) {"kind":"number","lenient":true} [Unfit { values: 1, of: 2, like: ["51-200"] }]
        Industry -> account.industry Field(Name("industry")) {"alias":[["Logistics","logistics"]]} [Unfit { values: 1, of: 2, like: ["Shipping"] }]
        Seniority -> lead.seniority Field(Name("seniority")) {"alias":[["Directr","director"]]} [Unfit { values: 1, of: 2, like: ["C-Level"] }]
        Notes -> leave Empty
    "#]]
    .assert_eq(&shown(
        "\
Email,Work email,Create Date,Number of Employees,Industry,Seniority,Notes
ana@kessler.example,ana@kessler.example,2026-03-06,51-200,Logistics,C-Level,
ben@hanbit.example,,soon,1250,Shipping,Directr,
",
    ));
    expect![[r#"
        no known system, 2 rows
        Email -> leave Contradicts(Mail)
        Created -> leave Contradicts(Created)
    "#]]
    .assert_eq(&shown("Email,Created\nnobody,never\n,\n"));
}

#[test]
fn a_target_is_what_it_is_written_as() {
    for target in known().targets() {
        assert_eq!(target.to_string().parse(), Ok(target));
    }
    for text in ["", "lead.", "lead", "mails", "account.", "."] {
        assert!(text.parse::<Target>().is_err(), "{text}");
    }
}

#[test]
fn every_way_to_write_a_time_has_an_example_that_it_reads() {
    let form = |way: &str| {
        map::read(
            &format!(
                "entente_map: 1\nsource: s\nfiles:\n  f:\n    lead: {{mail: m}}\n    at: {{fixed: {:?}, format: {way:?}}}\n    facts: [created]\n",
                example(way)
            ),
            &mut |_| Ok(Default::default()),
        )
    };
    super::times::WAYS.iter().for_each(|way| assert!(form(way).is_ok(), "{way}: {}", example(way)));
    assert_eq!(example("%d.%m.%Y"), "28.11.2026");
    assert_eq!(example("%"), "%");
}
