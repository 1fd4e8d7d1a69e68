//! Forms, what was sent with them, and their letters: each token once, each letter at most once, and nobody's address
//! kept longer than it is needed.

use entente_core::time::{Instant, Span};
use entente_store::{Asking, EffectStatus, Error, FormRow, NewLetter, Store, Submission, SubmissionStatus};

use crate::sample::with_ada;

const NOW: Instant = Instant::from_micros(1_790_000_000_000_000);
const LEASE: Span = Span::MINUTE.times(5);

fn demo(user: i64) -> FormRow {
    FormRow {
        id: 0,
        name: "demo".to_owned(),
        title: "See it work".to_owned(),
        fields: "[]".to_owned(),
        wording: "I agree.".to_owned(),
        wording_version: 1,
        confirms: true,
        thanks: String::new(),
        redirect: String::new(),
        language: "en".to_owned(),
        origins: "https://halden.example".to_owned(),
        active: true,
        user,
        created: NOW,
        changed: NOW,
    }
}

fn with_form() -> (Store, FormRow) {
    let (mut store, user) = with_ada(NOW);
    let id = store.add_form(&demo(user)).unwrap();
    (store, FormRow { id, ..demo(user) })
}

fn sent(form: i64, token: &str, status: SubmissionStatus) -> Submission {
    Submission {
        id: 0,
        form,
        token: token.to_owned(),
        received: NOW,
        status,
        reason: String::new(),
        mail: "ines@kessler.example".to_owned(),
        body: "{}".to_owned(),
    }
}

fn asking(secret: u8) -> Asking {
    let letter = NewLetter {
        recipient: "ines@kessler.example".to_owned(),
        title: "See it work".to_owned(),
        link: "https://entente.example/f/confirm/7".to_owned(),
        language: "en".to_owned(),
        created: NOW,
    };
    Asking { hash: [secret; 32], letter }
}

#[test]
fn a_form_is_found_by_its_name_and_changed() {
    let (mut store, form) = with_form();
    assert!(matches!(store.add_form(&demo(form.user)), Err(Error::Conflict(_))));
    let changed = FormRow { title: "See".to_owned(), wording_version: 2, active: false, ..form };
    store.change_form(&changed).unwrap();
    assert_eq!(store.form("demo").unwrap(), Some(changed.clone()));
    assert_eq!(store.forms().unwrap(), [changed]);
    assert_eq!(store.form("other").unwrap(), None);
}

#[test]
fn what_is_sent_twice_with_one_token_is_kept_once() {
    let (mut store, form) = with_form();
    let first = sent(form.id, "t1", SubmissionStatus::Waiting);
    assert!(store.add_submission(&first, Some(&asking(1))).unwrap());
    assert!(!store.add_submission(&first, Some(&asking(2))).unwrap(), "sent again");
    let kept = store.submission_of_token("t1").unwrap().unwrap();
    assert_eq!(store.submission_of_link([1; 32]).unwrap(), Some(kept.clone()));
    assert_eq!(store.submission_of_link([2; 32]).unwrap(), None, "nothing of the second was written");
    assert_eq!(store.submission_counts().unwrap(), [(form.id, SubmissionStatus::Waiting, 1)]);
    assert!(store.settle(kept.id, SubmissionStatus::Waiting, SubmissionStatus::Confirmed).unwrap());
    assert!(!store.settle(kept.id, SubmissionStatus::Waiting, SubmissionStatus::Confirmed).unwrap(), "once");
    let confirmed = store.submission(kept.id).unwrap().unwrap();
    assert_eq!((confirmed.status, confirmed.mail.as_str()), (SubmissionStatus::Confirmed, ""), "the address is gone");
}

#[test]
fn a_letter_is_handed_over_at_most_once_by_itself() {
    let (mut store, form) = with_form();
    for (token, secret) in [("t1", 1), ("t2", 2), ("t3", 3)] {
        store.add_submission(&sent(form.id, token, SubmissionStatus::Waiting), Some(&asking(secret))).unwrap();
    }
    assert!(store.has_letters(NOW).unwrap());
    let claimed = store.claim_letters(NOW, LEASE, 10).unwrap();
    assert_eq!(claimed.len(), 3);
    assert!(store.claim_letters(NOW, LEASE, 10).unwrap().is_empty(), "each has one worker");
    store.letter_done(claimed[0].id).unwrap();
    store.letter_failed(claimed[1].id, "75", NOW, Some(NOW + Span::HOUR)).unwrap();
    let later = NOW + LEASE;
    assert!(store.claim_letters(later, LEASE, 10).unwrap().is_empty(), "the third's worker was never heard of again");
    let status = |store: &Store, index: usize| {
        let letter = store.letter_of(claimed[index].submission).unwrap().unwrap();
        (letter.status, letter.is.recipient.is_empty())
    };
    assert_eq!(status(&store, 0), (Some(EffectStatus::Done), true));
    assert_eq!(status(&store, 1), (Some(EffectStatus::Pending), false));
    assert_eq!(status(&store, 2), (Some(EffectStatus::Unknown), false));
    assert!(store.letter_again(claimed[2].submission, later).unwrap());
    assert!(!store.letter_again(claimed[0].submission, later).unwrap(), "it is sent");
    assert_eq!(store.claim_letters(NOW + Span::HOUR, LEASE, 10).unwrap().len(), 2);
    store.letter_unknown(claimed[1].id, "it took too long", NOW).unwrap();
    assert_eq!(status(&store, 1).0, Some(EffectStatus::Unknown));
}

#[test]
fn what_was_held_asks_after_all_and_what_nobody_confirms_lapses() {
    let (mut store, form) = with_form();
    let held = Submission { reason: "honeypot".to_owned(), ..sent(form.id, "t1", SubmissionStatus::Held) };
    store.add_submission(&held, None).unwrap();
    let id = store.submissions(SubmissionStatus::Held, i64::MAX, 10).unwrap()[0].id;
    assert!(store.ask_after_all(id, "{\"a\":1}", &asking(1)).unwrap());
    assert!(!store.ask_after_all(id, "{}", &asking(2)).unwrap(), "once");
    assert_eq!(store.submission_of_link([1; 32]).unwrap().unwrap().body, "{\"a\":1}");
    store.add_submission(&sent(form.id, "t2", SubmissionStatus::Held), None).unwrap();
    assert!(!store.has_lapsed(NOW, NOW).unwrap());
    assert_eq!(store.lapse(NOW, NOW).unwrap(), 0);
    let later = NOW + Span::DAY;
    assert!(store.has_lapsed(later, NOW).unwrap() && store.has_lapsed(NOW, later).unwrap());
    assert_eq!(store.lapse(later, later).unwrap(), 2, "and what nobody decided on is dropped");
    let lapsed = store.submission(id).unwrap().unwrap();
    assert_eq!((lapsed.status, lapsed.mail.as_str()), (SubmissionStatus::Lapsed, ""));
    let letter = store.letter_of(id).unwrap().unwrap();
    assert_eq!((letter.status, letter.is.link.as_str()), (None, ""), "and the letter is dropped");
    store.drop_letter(id).unwrap();
}
