//! The wizard from a file that somebody brought to facts in the log: proposed, previewed, tried, admitted once.

use entente_core::agreement::model::PartyKind;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_desk::Error;
use entente_desk::force::put_in_force;
use entente_desk::import::{self, Came, Choice, Choices, Known, Refused, Upload, Wizard};
use entente_desk::live::Desk;
use entente_desk::people::{self, Joining, Role, User};
use expect_test::expect;

use crate::desk::{at, signed};

const HALDEN: &str = include_str!("../../../../agreements/halden.yaml");
const LEADS: &str = "\
Email,Company,Number of Employees,Country,Create Date,Role
ana@kessler.example,Kessler,\"1,250\",Germany,2026-03-06,lead
not an address,Nobody,1,KR,2026-03-06,
ben@hanbit.example,Hanbit,many,South Korea,2026-03-07 09:30,
ana@kessler.example,Kessler,\"1,250\",Germany,2026-03-06,lead
";

/// A desk at which the sample company's agreement is in force, its administrator, and a file that was brought.
struct Room {
    _folder: tempfile::TempDir,
    desk: Desk,
    user: User,
    known: Known,
}

impl Room {
    fn new() -> Room {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(folder.path()).unwrap();
        desk.write(|store| put_in_force(store, signed(HALDEN), at("01-01 00:00"))).unwrap();
        let joining = Joining {
            name: "Renate Meyer".to_owned(),
            mail: "renate.meyer@halden.example".to_owned(),
            handle: String::new(),
            role: Role::Administrator,
            party: Some(PartyKind::Marketing),
            language: Lang::En,
            timezone: "Europe/Berlin".to_owned(),
        };
        let user = desk.write(|store| people::set_up(store, &joining, "a long enough secret", now())).unwrap();
        let known = import::known(&desk);
        Room { _folder: folder, desk, user, known }
    }

    fn bring(&self, name: &str, text: &str) -> Upload {
        import::keep(self.desk.folder(), name, text.as_bytes(), now()).unwrap()
    }

    fn wizard<'a>(&'a self, upload: &'a Upload) -> Wizard<'a> {
        Wizard { upload, known: &self.known, now: now() }
    }

    fn admit(&self, wizard: &Wizard<'_>) -> Came {
        let running = self.desk.imports().begin(wizard.upload).unwrap();
        wizard.admit(&self.desk, &self.user, &running, &now).unwrap()
    }

    fn entries(&self) -> u64 {
        self.desk.read::<_, Error>(|store, _| Ok(store.last_seq()?)).unwrap().0
    }
}

fn now() -> Instant {
    at("04-01 09:00")
}

fn shown(came: &Came) -> String {
    let [rows, with_facts, rejected, left_out, duplicates] = came.rows;
    let [new, known, follow, ahead] = came.facts;
    let rejects: String =
        came.rejects.iter().map(|told| format!("{}: {} ({})\n", told.line, told.reason, told.key)).collect();
    format!(
        "{rows} rows = {with_facts} with facts + {rejected} rejected + {left_out} left out + {duplicates} duplicates\n\
         {new} new facts, {known} known, {follow} follow, {ahead} ahead\n{rejects}"
    )
}

#[test]
fn a_file_is_proposed_previewed_tried_and_admitted_once() {
    let room = Room::new();
    let upload = room.bring("C:\\exports\\leads.csv", LEADS);
    let wizard = room.wizard(&upload);
    let proposal = wizard.propose().unwrap();
    let columns = proposal.suggestion.columns.iter().zip(&proposal.chosen);
    let columns: String = columns.map(|(column, (target, _))| format!("{} -> {target}\n", column.label())).collect();
    expect![[r#"
        leads.csv: UTF-8 (all of it is valid), ',' between cells, 4 rows
        Email -> mail
        Company -> account.name
        Number of Employees -> account.employees
        Country -> account.country
        Create Date -> created
        Role -> lead.title
    "#]]
    .assert_eq(&format!("{}: {}, {} rows\n{columns}", upload.name, proposal.form, proposal.suggestion.rows));

    let mapping = wizard.mapping(&proposal.draft).unwrap();
    let facts = wizard.preview(&mapping).unwrap();
    let told = |(line, fact): &(u64, entente_core::fact::NewFact)| {
        format!("{line}: {} {}\n", fact.at, serde_json::to_string(&fact.what).unwrap())
    };
    expect![[r#"
        2: 2026-03-06T00:00:00Z {"fact":"created"}
        2: 2026-03-06T00:00:00Z {"fact":"learnt","values":{"title":"lead"},"verified":false}
        2: 2026-03-06T00:00:00Z {"fact":"learnt","values":{"country":"DE","employees":1250,"name":"Kessler"},"verified":false}
        4: 2026-03-07T09:30:00Z {"fact":"created"}
        4: 2026-03-07T09:30:00Z {"fact":"learnt","values":{"country":"KR","name":"Hanbit"},"verified":false}
    "#]]
    .assert_eq(&facts.iter().map(told).collect::<String>());

    let before = room.entries();
    let tried = wizard.dry_run(&room.desk, &mapping).unwrap();
    assert_eq!(room.entries(), before, "a dry run writes nothing");
    expect![[r#"
        4 rows = 2 with facts + 1 rejected + 0 left out + 1 duplicates
        5 new facts, 0 known, 2 follow, 0 ahead
        3: Email: 'not an address' is not a mail address: it has no @ (mail)
    "#]]
    .assert_eq(&shown(&tried));

    let came = room.admit(&wizard);
    assert_eq!(shown(&came), shown(&tried), "what was tried is what came");
    assert_eq!(wizard.came().unwrap(), Some(came));
    assert_eq!(room.desk.imports().underway(&upload.id), None);
    let rejects = String::from_utf8(import::rejects(&upload).unwrap().unwrap()).unwrap();
    expect![[r#"
        Email,Company,Number of Employees,Country,Create Date,Role,rejected_line,rejected_reason
        not an address,Nobody,1,KR,2026-03-06,,3,Email: 'not an address' is not a mail address: it has no @
    "#]]
    .assert_eq(&rejects);

    let again = room.admit(&wizard);
    expect![[r#"
        4 rows = 2 with facts + 1 rejected + 0 left out + 1 duplicates
        0 new facts, 5 known, 0 follow, 0 ahead
        3: Email: 'not an address' is not a mail address: it has no @ (mail)
    "#]]
    .assert_eq(&shown(&again));
}

#[test]
fn what_was_chosen_outranks_what_is_suggested() {
    let room = Room::new();
    let upload = room.bring("leads.csv", "Email,When,Anything\nana@kessler.example,03/04/2026,director\n");
    let wizard = room.wizard(&upload);
    let choice =
        |target: &str, format: Option<&str>| Choice { target: target.to_owned(), format: format.map(str::to_owned) };
    wizard
        .choose(&Choices {
            source: Some("fair".to_owned()),
            zone: Some("Asia/Seoul".to_owned()),
            sheet: None,
            columns: vec![choice("mail", None), choice("created", Some("%d/%m/%Y")), choice("lead.seniority", None)],
        })
        .unwrap();
    let proposal = wizard.propose().unwrap();
    let mapping = wizard.mapping(&proposal.draft).unwrap();
    let facts = wizard.preview(&mapping).unwrap();
    let told: String = facts.iter().map(|(_, fact)| format!("{} {} {:?}\n", fact.key, fact.at, fact.what)).collect();
    expect![[r#"
        fair/*/created/6768aa6f3480a6d1972c44ffff6467ea 2026-04-02T15:00:00Z Created { source: None }
        fair/*/learnt/6768aa6f3480a6d1972c44ffff6467ea 2026-04-02T15:00:00Z Learnt { values: {Name("seniority"): Text("director")}, verified: false }
    "#]]
    .assert_eq(&told);
    // Bringing the same file again keeps what was chosen; choosing something that cannot be is choosing nothing.
    assert_eq!(
        room.bring("renamed.csv", "Email,When,Anything\nana@kessler.example,03/04/2026,director\n").id,
        upload.id
    );
    wizard
        .choose(&Choices { columns: vec![choice("x", None); 3], source: Some("a/b".to_owned()), ..Choices::default() })
        .unwrap();
    let proposal = wizard.propose().unwrap();
    assert_eq!(proposal.draft.source, "import");
    assert_eq!(proposal.chosen[0].0.to_string(), "mail");
}

#[test]
fn what_cannot_be_used_is_refused_with_the_reason() {
    let room = Room::new();
    let refused = |name: &str, text: &str| {
        let upload = room.bring(name, text);
        let wizard = room.wizard(&upload);
        let mapping = wizard.propose().and_then(|proposal| wizard.mapping(&proposal.draft));
        format!("{name}: {}\n", mapping.map_or_else(|error| error.to_string(), |_| "taken".to_owned()))
    };
    let told = [
        refused("names.csv", "First name,Last name\nAna,Ruiz\n"),
        refused("leads.pdf", "%PDF-1.7"),
        refused("leads.zip", "PK\u{3}\u{4}"),
        refused("quote.csv", "\"Email,Name\nana@kessler.example,Ana\n"),
        refused("empty.csv", ""),
        refused("leads.csv", "Email\nana@kessler.example\n"),
    ];
    expect![[r#"
        names.csv: no column says who the person of a row is
        leads.pdf: this is a PDF document, not CSV or XLSX: unpack it, or save it as one of them
        leads.zip: it is damaged: the workbook cannot be read (invalid Zip archive: Could not find EOCD): open it in a spreadsheet and save it anew
        quote.csv: no column says who the person of a row is
        empty.csv: no column says who the person of a row is
        leads.csv: taken
    "#]]
    .assert_eq(&told.concat());
    let large = import::keep(room.desk.folder(), "x", &vec![0; import::BYTES_MAX + 1], now());
    assert!(matches!(large, Err(Error::TooLarge { mebibytes: 50 })));
}

#[test]
fn an_upload_is_found_by_its_id_until_it_is_old_or_removed() {
    let room = Room::new();
    let folder = room.desk.folder();
    let upload = room.bring("../../etc/leads.csv", LEADS);
    assert_eq!(upload.name, "leads.csv");
    assert_eq!(import::find(folder, &upload.id).unwrap(), Some(upload.clone()));
    for id in ["", "..", "0123456789abcdef0123456789abcdef", &upload.id[1..]] {
        assert_eq!(import::find(folder, id).unwrap(), None, "{id}");
    }
    // Brought a long time after: what nobody finished is gone, by then.
    import::keep(folder, "later.csv", b"Email\n", Instant::parse("2099-01-01T00:00:00Z").unwrap()).unwrap();
    assert_eq!(import::find(folder, &upload.id).unwrap(), None);
    let upload = room.bring("leads.csv", LEADS);
    upload.remove().unwrap();
    assert_eq!(import::find(folder, &upload.id).unwrap(), None);
}

#[test]
fn two_do_not_import_one_file_at_once() {
    let room = Room::new();
    let upload = room.bring("leads.csv", LEADS);
    let running = room.desk.imports().begin(&upload).unwrap();
    assert!(room.desk.imports().begin(&upload).is_none());
    assert_eq!(room.desk.imports().underway(&upload.id).map(|underway| underway.bytes), Some(upload.bytes));
    drop(running);
    let wizard = room.wizard(&upload);
    room.admit(&wizard);
    let audits = room.desk.read::<_, Error>(|store, _| Ok(store.audits(None, i64::MAX, 10)?)).unwrap();
    assert_eq!(audits.iter().filter(|line| line.act == "file.imported").count(), 1);
}

#[test]
fn why_an_import_stopped_is_kept_beside_it() {
    let room = Room::new();
    let upload = room.bring("leads.csv", "First name\nAna\n");
    let wizard = room.wizard(&upload);
    let running = room.desk.imports().begin(&upload).unwrap();
    assert!(matches!(wizard.admit(&room.desk, &room.user, &running, &now), Err(Refused::NoPerson)));
    let came = wizard.came().unwrap().unwrap();
    let stopped = came.stopped.map(|stopped| (stopped.key, stopped.why)).unwrap_or_default();
    assert_eq!((stopped.0.as_str(), stopped.1.as_str()), ("file", "no column says who the person of a row is"));
}
