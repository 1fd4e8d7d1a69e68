//! Users, sessions, links, keys, lists and the audit log: kept, found again, and gone when they should be.

use crate::sample::store;
use entente_core::agreement::model::PartyKind;
use entente_core::id::Name;
use entente_core::lang::Lang;
use entente_core::time::{Instant, Span};
use entente_store::{
    Audit, Error, Holidays, Invitation, InvitationKind, NewApiKey, NewUser, Role, Session, Store, Theme, User, View,
};

const NOW: Instant = Instant::from_micros(1_790_000_000_000_000);

fn jonas() -> NewUser {
    NewUser {
        handle: Name::from("jonas.weber"),
        name: "Jonas Weber".to_owned(),
        mail: "jonas.weber@halden.example".to_owned(),
        role: Role::Rep,
        party: Some(PartyKind::Sales),
        language: Lang::Ko,
        timezone: "Europe/Berlin".to_owned(),
        theme: Theme::Dark,
        password: None,
        active: true,
        created: NOW,
    }
}

fn with_jonas() -> (Store, User) {
    let mut store = store();
    let id = store.add_user(&jonas()).unwrap();
    (store, User { id, is: jonas() })
}

#[test]
fn a_user_is_found_by_number_mail_and_handle_as_they_were_kept() {
    let (mut store, user) = with_jonas();
    assert_eq!(store.user(user.id).unwrap().as_ref(), Some(&user));
    assert_eq!(store.user_by_mail("jonas.weber@halden.example").unwrap().as_ref(), Some(&user));
    assert_eq!(store.user_by_handle(&Name::from("jonas.weber")).unwrap().as_ref(), Some(&user));
    for role in Role::ALL {
        for (theme, party) in Theme::ALL.into_iter().zip([None, Some(PartyKind::Marketing), Some(PartyKind::Sales)]) {
            let is = NewUser { role, theme, party, password: Some("hash".to_owned()), active: false, ..jonas() };
            let changed = User { id: user.id, is };
            store.put_user(&changed).unwrap();
            assert_eq!(store.users().unwrap(), [changed]);
        }
    }
}

#[test]
fn a_handle_or_mail_address_belongs_to_one_user() {
    let (mut store, _) = with_jonas();
    let same_handle = NewUser { mail: "other@halden.example".to_owned(), ..jonas() };
    let same_mail = NewUser { handle: Name::from("other"), ..jonas() };
    for user in [same_handle, same_mail] {
        assert!(matches!(store.add_user(&user), Err(Error::Conflict(_))));
    }
    let nobody = User { id: 99, is: NewUser { handle: Name::from("x"), mail: "x".to_owned(), ..jonas() } };
    assert!(matches!(store.put_user(&nobody), Err(Error::NotFound(_))));
}

#[test]
fn sessions_end_one_by_one_and_all_of_a_user() {
    let (mut store, user) = with_jonas();
    let session = |ends| Session { user: user.id, created: NOW, seen: NOW, ends };
    store.add_session([1; 32], session(NOW + Span::HOUR)).unwrap();
    store.add_session([2; 32], session(NOW + Span::DAY)).unwrap();
    let later = NOW + Span::MINUTE;
    store.see_session([1; 32], later, later + Span::HOUR).unwrap();
    let seen = Session { seen: later, ends: later + Span::HOUR, ..session(NOW) };
    assert_eq!(store.session([1; 32]).unwrap(), Some(seen));
    store.drop_session([1; 32]).unwrap();
    assert_eq!(store.session([1; 32]).unwrap(), None);
    // A new session sweeps out those that have ended.
    store.add_session([3; 32], Session { created: NOW + Span::DAY, ..session(NOW + Span::DAY + Span::DAY) }).unwrap();
    assert_eq!(store.session([2; 32]).unwrap(), None);
    store.drop_sessions_of(user.id).unwrap();
    assert_eq!(store.session([3; 32]).unwrap(), None);
}

#[test]
fn a_new_link_replaces_the_one_before() {
    let (mut store, user) = with_jonas();
    let link = |kind| Invitation { user: user.id, kind, created: NOW, ends: NOW + Span::DAY };
    store.add_invitation([1; 32], link(InvitationKind::Invitation)).unwrap();
    store.add_invitation([2; 32], link(InvitationKind::Reset)).unwrap();
    assert_eq!(store.invitation([1; 32]).unwrap(), None);
    assert_eq!(store.invitation([2; 32]).unwrap(), Some(link(InvitationKind::Reset)));
    assert_eq!(store.invitations().unwrap().len(), 1);
    store.drop_invitations_of(user.id).unwrap();
    assert_eq!(store.invitations().unwrap(), []);
}

#[test]
fn a_key_is_found_by_its_hash_alone_and_stays_revoked() {
    let (mut store, user) = with_jonas();
    let key = NewApiKey {
        name: "Website".to_owned(),
        start: "ent_ab".to_owned(),
        ending: "9f3c".to_owned(),
        hash: [7; 32],
        scopes: "facts:write".to_owned(),
        user: user.id,
        created: NOW,
    };
    let id = store.add_api_key(&key).unwrap();
    store.use_api_key(id, NOW + Span::MINUTE).unwrap();
    store.revoke_api_key(id, NOW + Span::HOUR).unwrap();
    store.revoke_api_key(id, NOW + Span::DAY).unwrap();
    let kept = store.api_key([7; 32]).unwrap().unwrap();
    assert_eq!((kept.used, kept.revoked), (Some(NOW + Span::MINUTE), Some(NOW + Span::HOUR)));
    assert_eq!(store.api_key([8; 32]).unwrap(), None);
    assert_eq!(store.api_keys().unwrap(), [kept]);
}

#[test]
fn lists_are_ones_own_or_shared_and_only_ones_own_are_dropped() {
    let (mut store, user) = with_jonas();
    let other = NewUser { handle: Name::from("ama"), mail: "ama@halden.example".to_owned(), ..jonas() };
    let other = store.add_user(&other).unwrap();
    let view = |user, name: &str, shared| View {
        id: 0,
        user,
        noun: "leads".to_owned(),
        name: name.to_owned(),
        query: "stage=mql".to_owned(),
        shared,
    };
    for view in [view(user.id, "Mine", false), view(user.id, "Ours", true), view(other, "Hers", false)] {
        store.save_view(&view).unwrap();
    }
    store.save_view(&View { query: "stage=sal".to_owned(), ..view(user.id, "Mine", false) }).unwrap();
    let names = |store: &Store, user| -> Vec<String> {
        store.views("leads", user).unwrap().into_iter().map(|view| view.name + " " + &view.query).collect()
    };
    assert_eq!(names(&store, user.id), ["Mine stage=sal", "Ours stage=mql"]);
    assert_eq!(names(&store, other), ["Hers stage=mql", "Ours stage=mql"]);
    let ours = store.views("leads", other).unwrap()[1].id;
    store.drop_view(ours, other).unwrap();
    assert_eq!(store.views("leads", other).unwrap().len(), 2);
    store.drop_view(ours, user.id).unwrap();
    assert_eq!(store.views("leads", other).unwrap().len(), 1);
}

#[test]
fn the_audit_log_is_read_backwards_in_pages_of_all_or_one() {
    let (mut store, user) = with_jonas();
    for number in 0..5 {
        let by = (number % 2 == 0).then_some(user.id);
        let line = Audit {
            id: 0,
            at: NOW,
            user: by,
            act: "user.invited".to_owned(),
            subject: number.to_string(),
            detail: String::new(),
        };
        store.audit(&line).unwrap();
    }
    let subjects = |lines: Vec<Audit>| lines.into_iter().map(|line| line.subject).collect::<String>();
    let page = store.audits(None, i64::MAX, 2).unwrap();
    let next = store.audits(None, page[1].id, 10).unwrap();
    assert_eq!((subjects(page), subjects(next)), ("43".to_owned(), "210".to_owned()));
    assert_eq!(subjects(store.audits(Some(user.id), i64::MAX, 10).unwrap()), "420");
}

#[test]
fn a_setting_is_what_it_was_set_to_last() {
    let mut store = store();
    assert_eq!(store.setting("company").unwrap(), None);
    for name in ["Halden", "Halden Automation"] {
        store.put_setting("company", name).unwrap();
        assert_eq!(store.setting("company").unwrap().as_deref(), Some(name));
    }
}

#[test]
fn a_reviewed_list_of_holidays_is_kept_as_it_was() {
    let (mut store, user) = with_jonas();
    let days =
        vec![("2026-12-25".to_owned(), "Christmas \"Day\"".to_owned()), ("2027-01-01".to_owned(), "새해".to_owned())];
    let list =
        Holidays { id: 0, calendar: "berlin".into(), name: "Germany 2027".into(), days, user: user.id, reviewed: NOW };
    let first = store.add_holidays(&list).unwrap();
    let second = store.add_holidays(&Holidays { days: Vec::new(), ..list.clone() }).unwrap();
    assert_eq!(store.holidays(first).unwrap(), Some(Holidays { id: first, ..list }));
    let all: Vec<i64> = store.all_holidays(10).unwrap().iter().map(|list| list.id).collect();
    assert_eq!(all, [second, first]);
    assert_eq!(store.holidays(99).unwrap(), None);
}
