//! Setting up: the company, people who are invited and shut out, keys that are shown once, and what is missing.

use entente_core::agreement::model::PartyKind;
use entente_desk::Error;
use entente_desk::force::put_in_force;
use entente_desk::live::Desk;
use entente_desk::people::{self, Joining, Role, Token, User};
use entente_desk::setup::{
    self, Change, Company, Filter, Scope, Standing, change_company, change_user, holder, invite, make_key, revoke_key,
};
use entente_desk::tell::{self, Told};
use entente_store::Store;
use expect_test::expect;

use crate::desk::{at, signed};
use crate::people::{NOW, opened, renate, said};

const HALDEN: &str = include_str!("../../../../agreements/halden.yaml");

fn jonas() -> Joining {
    Joining {
        name: "Jonas Weber".to_owned(),
        mail: "jonas.weber@halden.example".to_owned(),
        role: Role::Rep,
        party: Some(PartyKind::Sales),
        ..renate()
    }
}

fn change(user: &User) -> Change {
    Change {
        name: user.is.name.clone(),
        mail: user.is.mail.clone(),
        handle: user.is.handle.to_string(),
        role: user.is.role,
        party: user.is.party,
        active: user.is.active,
    }
}

fn acts(store: &Store) -> Vec<String> {
    let page = setup::audit(store, &Filter::default()).unwrap();
    page.lines.iter().map(|line| format!("{} {}", line.act, line.subject)).collect()
}

#[test]
fn a_company_is_changed_field_by_field() {
    let (mut store, user) = opened();
    let company = setup::company(&store, None, &user).unwrap();
    assert_eq!(
        (company.name.as_str(), company.timezone.as_str(), company.currency.as_str()),
        ("Entente", "Europe/Berlin", "EUR")
    );
    let wrong = Company { name: " ".into(), language: "fr".into(), timezone: "Mars".into(), currency: "eur".into() };
    expect!["company: Empty, language: Empty, timezone: NotZone, currency: NotCurrency"]
        .assert_eq(&said(change_company(&mut store, &user, &wrong, NOW)));
    assert_eq!(setup::company(&store, None, &user).unwrap(), company);
    let right = Company {
        name: "Halden Automation".into(),
        language: "ko".into(),
        timezone: "Asia/Seoul".into(),
        currency: "KRW".into(),
    };
    assert_eq!(said(change_company(&mut store, &user, &right, NOW)), "done");
    assert_eq!(said(change_company(&mut store, &user, &right, NOW)), "done");
    assert_eq!(setup::company(&store, None, &user).unwrap(), right);
    assert_eq!(acts(&store), ["workspace.changed Halden Automation", "workspace.set_up renate.meyer"], "kept once");
}

#[test]
fn a_user_is_invited_once_however_often_the_form_is_sent() {
    let (mut store, by) = opened();
    let (user, first) = invite(&mut store, &by, &jonas(), NOW).unwrap();
    let (again, second) = invite(&mut store, &by, &jonas(), NOW).unwrap();
    assert_eq!(user.id, again.id);
    assert_eq!(people::linked(&store, &first, NOW).unwrap(), None, "the link before counts no more");
    assert!(people::linked(&store, &second, NOW).unwrap().is_some());
    let other = Joining { name: "Another Jonas".to_owned(), ..jonas() };
    expect!["mail: Taken, handle: Taken"].assert_eq(&said(invite(&mut store, &by, &other, NOW)));
    let rows = setup::users(&store, NOW).unwrap();
    let standing = |row: &setup::Row| format!("{} {}", row.user.is.handle, row.standing.as_str());
    assert_eq!(rows.iter().map(standing).collect::<Vec<_>>(), ["jonas.weber invited", "renate.meyer in"]);
    people::use_link(&mut store, &second, "a long enough secret", NOW).unwrap();
    assert_eq!(setup::users(&store, NOW).unwrap()[0].standing, Standing::In);
    assert_eq!(setup::users(&store, NOW).unwrap()[0].seen, Some(NOW));
}

#[test]
fn whoever_is_shut_out_is_out_at_once() {
    let (mut store, by) = opened();
    let (user, link) = invite(&mut store, &by, &jonas(), NOW).unwrap();
    let token = people::use_link(&mut store, &link, "a long enough secret", NOW).unwrap();
    let user = store.user(user.id).unwrap().unwrap();
    let out = Change { active: false, ..change(&user) };
    assert_eq!(said(change_user(&mut store, &by, &user, &out, NOW)), "done");
    assert!(people::who(&store, &token, NOW).unwrap().is_none());
    let user = store.user(user.id).unwrap().unwrap();
    assert_eq!(said(change_user(&mut store, &by, &user, &Change { active: true, ..out }, NOW)), "done");
    let wrong = Change {
        name: String::new(),
        mail: "renate.meyer@halden.example".into(),
        handle: "a b".into(),
        ..change(&user)
    };
    expect!["name: Empty, handle: NotHandle, mail: Taken"]
        .assert_eq(&said(change_user(&mut store, &by, &user, &wrong, NOW)));
    let me = store.user(by.id).unwrap().unwrap();
    let demoted = Change { role: Role::Reader, ..change(&me) };
    expect!["role: LastAdministrator"].assert_eq(&said(change_user(&mut store, &by, &me, &demoted, NOW)));
    let gone = Change { active: false, ..change(&me) };
    expect!["active: LastAdministrator"].assert_eq(&said(change_user(&mut store, &by, &me, &gone, NOW)));
    expect![[r#"
        user.let_back jonas.weber
        user.shut_out jonas.weber
        user.came_in jonas.weber
        user.set_password jonas.weber
        user.invited jonas.weber
        user.added jonas.weber
        workspace.set_up renate.meyer"#]]
    .assert_eq(&acts(&store).join("\n"));
}

#[test]
fn a_key_is_shown_once_and_counts_until_it_is_revoked() {
    let (mut store, by) = opened();
    expect!["name: Empty, scope: NoScope"].assert_eq(&said(make_key(&mut store, &by, " ", &[], NOW)));
    let made = make_key(&mut store, &by, "Website", &[Scope::WriteFacts], NOW).unwrap();
    assert!(!format!("{made:?}").contains(&made.secret));
    expect!["name: Taken"].assert_eq(&said(make_key(&mut store, &by, "Website", &[Scope::Read], NOW)));
    let found = holder(&store, &made.secret, NOW).unwrap().unwrap();
    assert_eq!(
        (found.name.as_str(), found.scopes.as_slice(), found.is_stale),
        ("Website", [Scope::WriteFacts].as_slice(), true)
    );
    setup::note_use(&mut store, &found, NOW).unwrap();
    assert!(!holder(&store, &made.secret, NOW).unwrap().unwrap().is_stale);
    let key = setup::keys(&store).unwrap().remove(0);
    assert!(made.secret.starts_with(&key.shown[..8]) && made.secret.ends_with(&key.shown[key.shown.len() - 4..]));
    assert_eq!((key.by.as_str(), key.used), ("Renate Meyer", Some(NOW)));
    for wrong in ["", "ent_", &made.secret[1..], &format!("{}0", made.secret), Token::new().unwrap().as_str()] {
        assert_eq!(holder(&store, wrong, NOW).unwrap(), None);
    }
    revoke_key(&mut store, &by, key.id, NOW).unwrap();
    revoke_key(&mut store, &by, key.id, NOW).unwrap();
    assert_eq!(holder(&store, &made.secret, NOW).unwrap(), None);
    assert_eq!(acts(&store).iter().filter(|act| act.starts_with("key.revoked")).count(), 1);
    make_key(&mut store, &by, "Website", &[Scope::Read], NOW).unwrap();
}

#[test]
fn the_audit_log_goes_page_by_page_and_by_what_it_is_about() {
    let (mut store, by) = opened();
    for number in 0..60 {
        people::note(&mut store, NOW, Some(by.id), "key.made", &format!("key {number}")).unwrap();
    }
    let first = setup::audit(&store, &Filter::default()).unwrap();
    assert_eq!((first.lines.len(), first.lines[0].subject.as_str()), (50, "key 59"));
    let rest = setup::audit(&store, &Filter { before: first.next, ..Filter::default() }).unwrap();
    assert_eq!((rest.lines.len(), rest.next), (11, None));
    let about = Filter { about: Some("workspace".into()), user: Some(by.id), before: None };
    let lines = setup::audit(&store, &about).unwrap().lines;
    assert_eq!(lines.iter().map(|line| line.act.as_str()).collect::<Vec<_>>(), ["workspace.set_up"]);
    let nobody = setup::audit(&store, &Filter { user: Some(99), ..about }).unwrap();
    assert_eq!(nobody.lines, []);
}

#[test]
fn what_is_missing_is_told_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    let now = at("03-02 09:00");
    let by = desk.write(|store| people::set_up(store, &renate(), "a long enough secret", now)).unwrap();
    let missing = |at| desk.read::<_, Error>(|store, plans| setup::overview(store, plans, at)).unwrap();
    let words =
        |overview: &setup::Overview| overview.missing.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", ");
    expect!["agreement, leads, key"].assert_eq(&words(&missing(now)));
    desk.write(|store| put_in_force(store, signed(HALDEN), at("01-01 00:00"))).unwrap();
    desk.write(|store| invite(store, &by, &jonas(), now)).unwrap();
    let overview = missing(now);
    expect!["people, leads, key"].assert_eq(&words(&overview));
    expect!["kwame.osei@halden.example, kwame.osei, ama.boateng, luca.moretti, yuna.choi, minho.lee"]
        .assert_eq(&overview.uninvited.join(", "));
    assert_eq!((overview.users, overview.teams, overview.versions), ((2, 1), (2, 5), 1));
    // A year on, the calendars name no day any more.
    expect!["people, leads, key, holidays"]
        .assert_eq(&words(&missing(entente_core::time::Instant::parse("2027-03-01T00:00:00Z").unwrap())));
}

#[test]
fn facts_that_programs_tell_are_answered_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    let now = at("03-02 09:00");
    let list = r#"[
        {"key": "web/1", "about": {"lead": {"keys": [{"mail": "ana@kessler.example"}]}}, "at": "2026-03-02T08:59:00Z",
         "what": {"fact": "happened", "event": "Form Submitted", "properties": {"form": "demo"}}},
        {"key": "web/1", "about": {"lead": {"keys": [{"mail": "ana@kessler.example"}]}}, "at": "2026-03-02T08:59:00Z", "what": {"fact": "accepted"}},
        {"key": "web/2", "about": {"lead": {"keys": []}}, "at": "2026-03-02T08:59:00Z", "what": {"fact": "accepted"}},
        {"key": "web/3"}
    ]"#;
    let told = tell::tell(&desk, tell::read(list.as_bytes()).unwrap(), now).unwrap();
    let line = |told: &Told| match told {
        Told::Accepted(seq) => format!("accepted {seq}\n"),
        Told::Duplicate(seq) => format!("duplicate {seq}\n"),
        Told::Refused(why) => format!("refused: {why}\n"),
    };
    expect![[r#"
        accepted 3
        duplicate 3
        refused: it names no key of the person it is about: a mail address, user id, record number or anonymous id
        refused: it is no fact: missing field `about`
    "#]]
    .assert_eq(&told.iter().map(line).collect::<String>());
    for (wrong, words) in [("{}", "not a JSON list"), ("", "not a JSON list"), ("[1,]", "not a JSON list")] {
        let refused = tell::read(wrong.as_bytes()).map(|_| ()).unwrap_err().to_string();
        assert!(refused.contains(words), "{refused}");
    }
    let many = format!("[{}1]", "1,".repeat(tell::FACTS_MAX));
    assert!(matches!(tell::read(many.as_bytes()).map(|_| ()), Err(tell::Unreadable::TooMany(1_001))));
    assert!(tell::tell(&desk, tell::read(b"[]").unwrap(), now).unwrap().is_empty());
}
