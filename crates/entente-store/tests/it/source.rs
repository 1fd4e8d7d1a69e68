//! Sources and their quarantine: found by key, counted, revoked; the latest items held, older ones let go and counted.

use crate::sample::with_ada;
use entente_core::time::{Instant, Span};
use entente_store::{Error, NewSource, QUARANTINE_MAX, Quarantined, SourceCounts, Store};

const NOW: Instant = Instant::from_micros(1_790_000_000_000_000);

fn site(user: i64) -> NewSource {
    NewSource {
        name: "Site".to_owned(),
        is_browser: true,
        hash: [7; 32],
        start: "entw_9f3c".to_owned(),
        write_key: Some("entw_9f3c77".to_owned()),
        is_trusted: false,
        origins: "https://halden.example".to_owned(),
        per_minute: 600,
        user,
        created: NOW,
    }
}

fn with_site() -> (Store, i64) {
    let (mut store, user) = with_ada(NOW);
    let id = store.add_source(&site(user)).unwrap();
    (store, id)
}

#[test]
fn a_source_is_found_by_its_key_and_counts_what_it_tells() {
    let (mut store, id) = with_site();
    let same_key = NewSource { name: "Other".to_owned(), ..site(1) };
    assert!(matches!(store.add_source(&same_key), Err(Error::Conflict(_))));
    let counts = SourceCounts { accepted: 3, duplicate: 2, quarantined: 1, withheld: 4 };
    store.count_source(id, counts, NOW + Span::HOUR).unwrap();
    store.count_source(id, counts, NOW).unwrap();
    store.revoke_source(id, NOW).unwrap();
    store.revoke_source(id, NOW + Span::DAY).unwrap();
    let found = store.source([7; 32]).unwrap().unwrap();
    assert_eq!(found.counts, SourceCounts { accepted: 6, duplicate: 4, quarantined: 2, withheld: 8 });
    assert_eq!((found.seen, found.revoked), (Some(NOW + Span::HOUR), Some(NOW)));
    assert_eq!((found.write_key.as_deref(), found.per_minute, found.is_browser), (Some("entw_9f3c77"), 600, true));
    assert_eq!(store.sources().unwrap(), [found]);
    assert_eq!(store.source([8; 32]).unwrap(), None);
}

fn item(source: i64, received: Instant, body: usize) -> Quarantined {
    let (call, sent, reason) = ("track".to_owned(), String::new(), "'event' is missing".to_owned());
    Quarantined { id: 0, source, received, call, sent, reason, body: body.to_string() }
}

#[test]
fn the_latest_items_of_each_source_are_held_and_the_rest_is_counted() {
    let (mut store, id) = with_site();
    let other = store.add_source(&NewSource { hash: [8; 32], ..site(1) }).unwrap();
    store.quarantine(&[item(id, NOW, 0), item(other, NOW, 0)], NOW).unwrap();
    let many: Vec<Quarantined> = (1..=QUARANTINE_MAX).map(|body| item(id, NOW, body)).collect();
    store.quarantine(&many, NOW).unwrap();
    store.quarantine(&many[490..], NOW).unwrap();
    assert_eq!(store.quarantine_counts().unwrap(), [(id, QUARANTINE_MAX as u64), (other, 1)]);
    let held = store.quarantined(Some(id), i64::MAX, 2).unwrap();
    assert_eq!(held.iter().map(|item| item.body.as_str()).collect::<Vec<_>>(), ["500", "499"]);
    let oldest = store.quarantined(None, 5, 10).unwrap();
    assert_eq!(oldest.iter().map(|item| item.body.as_str()).collect::<Vec<_>>(), ["2", "1", "0"]);
    assert_eq!(store.source([7; 32]).unwrap().unwrap().dropped, 1);
    store.quarantine(&[item(other, NOW + Span::DAY.times(31), 1)], NOW + Span::DAY.times(31)).unwrap();
    assert_eq!(store.source([8; 32]).unwrap().unwrap().dropped, 1, "a month is over");
}

#[test]
fn items_of_sources_that_tell_nothing_any_more_go_too() {
    let (mut store, id) = with_site();
    let other = store.add_source(&NewSource { hash: [8; 32], ..site(1) }).unwrap();
    assert_eq!(store.oldest_quarantined().unwrap(), None);
    let later = NOW + Span::DAY;
    store.quarantine(&[item(id, NOW, 0), item(other, NOW, 0), item(other, later, 1)], later).unwrap();
    assert_eq!(store.oldest_quarantined().unwrap(), Some(NOW));
    assert_eq!(store.expire_quarantine(NOW).unwrap(), 0);
    assert_eq!(store.expire_quarantine(later).unwrap(), 2);
    assert_eq!(store.quarantine_counts().unwrap(), [(other, 1)]);
    let dropped = [[7; 32], [8; 32]].map(|hash| store.source(hash).unwrap().unwrap().dropped);
    assert_eq!(dropped, [1, 1]);
}

#[test]
fn an_item_is_tried_again_and_let_go() {
    let (mut store, id) = with_site();
    store.quarantine(&[item(id, NOW, 1)], NOW).unwrap();
    let held = store.quarantined(None, i64::MAX, 10).unwrap().remove(0);
    store.hold_again(held.id, "still wrong").unwrap();
    let again = Quarantined { reason: "still wrong".to_owned(), ..held };
    assert_eq!(store.quarantined_one(again.id).unwrap(), Some(again.clone()));
    store.release(again.id).unwrap();
    assert_eq!(store.quarantined_one(again.id).unwrap(), None);
}
