//! Coming in: who may, by what, for how long, and what is said where they may not.

use entente_core::agreement::model::PartyKind;
use entente_core::lang::Lang;
use entente_core::time::{Instant, Span};
use entente_desk::people::{
    self, IDLE_MAX, Joining, LinkKind, Profile, Refused, Role, Theme, Token, User, Why, change_password,
    change_profile, give_link, linked, log_in, use_link, who,
};
use entente_store::Store;

pub(crate) const NOW: Instant = Instant::from_micros(1_790_000_000_000_000);
pub(crate) const SECRET: &str = "a long enough secret";

pub(crate) fn renate() -> Joining {
    Joining {
        name: "Renate Meyer".to_owned(),
        mail: "Renate.Meyer@halden.example".to_owned(),
        handle: String::new(),
        role: Role::Administrator,
        party: Some(PartyKind::Marketing),
        language: Lang::En,
        timezone: "Europe/Berlin".to_owned(),
    }
}

pub(crate) fn opened() -> (Store, User) {
    let mut store = Store::in_memory().unwrap();
    let user = people::set_up(&mut store, &renate(), SECRET, NOW).unwrap();
    (store, user)
}

/// `field: why` for each field refused, or `done`.
pub(crate) fn said<T>(result: Result<T, Refused>) -> String {
    match result {
        Ok(_) => "done".to_owned(),
        Err(Refused::Fields(fields)) => {
            fields.iter().map(|wrong| format!("{}: {:?}", wrong.field, wrong.why)).collect::<Vec<_>>().join(", ")
        }
        Err(Refused::Desk(error)) => panic!("{error}"),
    }
}

#[test]
fn the_first_sets_up_and_the_second_cannot() {
    let (mut store, user) = opened();
    assert_eq!(user.is.handle.as_str(), "renate.meyer");
    assert_eq!(user.is.mail, "renate.meyer@halden.example");
    assert_eq!(said(people::set_up(&mut store, &renate(), SECRET, NOW)), "mail: SetUpAlready");
}

#[test]
fn what_is_typed_wrong_is_said_field_by_field() {
    let mut store = Store::in_memory().unwrap();
    let cases = [
        (Joining { name: " ".to_owned(), ..renate() }, SECRET, "name: Empty"),
        (Joining { name: "x".repeat(201), ..renate() }, SECRET, "name: Long"),
        (Joining { mail: "renate".to_owned(), ..renate() }, SECRET, "mail: NotMail"),
        (Joining { mail: "a b@c".to_owned(), ..renate() }, SECRET, "mail: NotMail"),
        (Joining { handle: "r/m".to_owned(), ..renate() }, SECRET, "handle: NotHandle"),
        (Joining { timezone: "Mars/Olympus".to_owned(), ..renate() }, SECRET, "timezone: NotZone"),
        (renate(), "", "password: Empty"),
        (renate(), "ten chars", "password: ShortPassword"),
        (
            Joining { name: String::new(), mail: String::new(), ..renate() },
            "x",
            "name: Empty, mail: Empty, password: ShortPassword",
        ),
    ];
    for (joining, password, expected) in cases {
        assert_eq!(said(people::set_up(&mut store, &joining, password, NOW)), expected);
    }
    assert!(people::is_empty(&store).unwrap());
}

#[test]
fn a_log_in_tells_no_more_than_that_the_two_do_not_belong_together() {
    let (mut store, mut user) = opened();
    for (mail, password) in [("renate.meyer@halden.example", "another secret"), ("nobody@halden.example", SECRET)] {
        assert_eq!(said(log_in(&mut store, mail, password, NOW)), "password: NotTogether");
    }
    let token = log_in(&mut store, " RENATE.meyer@halden.example ", SECRET, NOW).unwrap();
    assert_eq!(who(&store, &token, NOW).unwrap().unwrap().user, user);
    user.is.active = false;
    store.put_user(&user).unwrap();
    assert!(who(&store, &token, NOW).unwrap().is_none());
    assert_eq!(said(log_in(&mut store, &user.is.mail, SECRET, NOW)), "password: NotTogether");
}

#[test]
fn a_session_lasts_while_it_is_used() {
    let (mut store, user) = opened();
    let token = people::enter(&mut store, &user, NOW).unwrap();
    let just_before = NOW + IDLE_MAX - Span::SECOND;
    assert!(who(&store, &token, just_before).unwrap().unwrap().is_stale);
    people::see(&mut store, &token, just_before).unwrap();
    assert!(!who(&store, &token, just_before + Span::MINUTE).unwrap().unwrap().is_stale);
    assert!(who(&store, &token, just_before + IDLE_MAX).unwrap().is_none());
    people::leave(&mut store, &token).unwrap();
    assert!(who(&store, &token, just_before).unwrap().is_none());
}

#[test]
fn who_was_seen_of_late_is_known_by_handle_and_once() {
    let (mut store, user) = opened();
    let seen = |store: &Store, since| people::seen_since(store, since).unwrap();
    assert!(seen(&store, NOW).is_empty());
    let token = people::enter(&mut store, &user, NOW).unwrap();
    people::enter(&mut store, &user, NOW + Span::SECOND).unwrap();
    assert_eq!(seen(&store, NOW), std::slice::from_ref(&user.is.handle));
    assert!(seen(&store, NOW + Span::MINUTE).is_empty());
    people::see(&mut store, &token, NOW + Span::HOUR).unwrap();
    assert_eq!(seen(&store, NOW + Span::MINUTE), [user.is.handle]);
}

#[test]
fn a_link_is_used_once_and_ends_older_sessions() {
    let (mut store, admin) = opened();
    let kwame = Joining { name: "Kwame Osei".to_owned(), mail: "kwame@halden.example".to_owned(), ..renate() };
    let user = people::add(&mut store, &admin, &kwame, NOW).unwrap();
    assert_eq!(said(people::add(&mut store, &admin, &kwame, NOW)), "mail: Taken, handle: Taken");
    assert_eq!(said(log_in(&mut store, "kwame@halden.example", "", NOW)), "password: NotTogether");
    let old = give_link(&mut store, &admin, &user, LinkKind::Invitation, NOW).unwrap();
    let link = give_link(&mut store, &admin, &user, LinkKind::Invitation, NOW).unwrap();
    assert!(linked(&store, &old, NOW).unwrap().is_none());
    assert_eq!(said(use_link(&mut store, &link, "short", NOW)), "password: ShortPassword");
    let before = people::enter(&mut store, &user, NOW).unwrap();
    let token = use_link(&mut store, &link, SECRET, NOW).unwrap();
    assert!(who(&store, &before, NOW).unwrap().is_none());
    assert_eq!(who(&store, &token, NOW).unwrap().unwrap().user.id, user.id);
    assert_eq!(said(use_link(&mut store, &link, SECRET, NOW)), "password: LinkOver");
    let late = give_link(&mut store, &admin, &user, LinkKind::Reset, NOW).unwrap();
    assert_eq!(said(use_link(&mut store, &late, SECRET, NOW + Span::DAY)), "password: LinkOver");
}

#[test]
fn ones_own_profile_and_password() {
    let (mut store, user) = opened();
    let profile = |name: &str, zone: &str| Profile {
        name: name.to_owned(),
        language: Lang::Ko,
        timezone: zone.to_owned(),
        theme: Theme::Dark,
    };
    assert_eq!(said(change_profile(&mut store, &user, &profile("", "x"), NOW)), "name: Empty, timezone: NotZone");
    assert_eq!(said(change_profile(&mut store, &user, &profile("R. Meyer", "Asia/Seoul"), NOW)), "done");
    let user = store.user(user.id).unwrap().unwrap();
    assert_eq!((user.is.name.as_str(), user.is.language, user.is.theme), ("R. Meyer", Lang::Ko, Theme::Dark));
    assert_eq!(said(change_password(&mut store, &user, "wrong", SECRET, NOW)), "present: WrongPassword");
    assert_eq!(said(change_password(&mut store, &user, SECRET, "short", NOW)), "password: ShortPassword");
    let token = change_password(&mut store, &user, SECRET, "another long secret", NOW).unwrap();
    assert!(who(&store, &token, NOW).unwrap().is_some());
    assert_eq!(said(log_in(&mut store, &user.is.mail, SECRET, NOW)), "password: NotTogether");
}

#[test]
fn tokens_are_random_and_never_shown() {
    let (one, other) = (Token::new().unwrap(), Token::new().unwrap());
    assert_ne!(one, other);
    assert_ne!(one.for_forms(), one.as_str());
    assert_eq!(format!("{one:?}"), "Token");
    assert_eq!(Token::brought(one.as_str()), Some(one));
    for text in ["", "abc", &"g".repeat(64), &"a".repeat(65)] {
        assert_eq!(Token::brought(text), None);
    }
    assert_eq!(Why::Taken.key(), "wrong-taken");
}
