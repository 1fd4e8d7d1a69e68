//! Goal: what the overview and the manager's page tell of a small company, and that keeping up is as good as reading anew.

mod asked;
mod begun;
mod company;
mod fresh;
mod late;
mod lists;
mod manager;
mod overview;

use std::sync::Arc;

use entente_desk::figures::{Asked, Figures, Late, Period, Snapshot};
use entente_desk::force::in_force;
use entente_store::Store;

use crate::desk::{Desk, at};
use company::COMPANY;

/// A desk at which March has happened up to an instant.
fn desk_at(until: &str) -> Desk {
    let mut desk = Desk::under(company::AGREEMENT);
    desk.tell(COMPANY);
    desk.run(until);
    desk
}

/// The figures as of an instant, read afresh.
pub(crate) fn snapshot(store: &Store, now: &str) -> Arc<Snapshot> {
    let figures = Figures::default();
    assert!(figures.refresh(store, &in_force(store).unwrap(), at(now)).unwrap());
    figures.current().unwrap()
}

#[test]
fn without_an_agreement_in_force_there_are_no_figures() {
    let store = Store::in_memory().unwrap();
    let figures = Figures::default();
    assert!(!figures.refresh(&store, &in_force(&store).unwrap(), at("03-01 00:00")).unwrap());
    assert!(figures.current().is_none());
}

#[test]
fn what_was_made_too_long_ago_says_so_and_so_does_what_was_not_decided() {
    let desk = desk_at("03-10 00:00");
    let snapshot = snapshot(&desk.store, "03-10 00:00");
    let fresh = snapshot.freshness();
    assert_eq!((fresh.as_of, fresh.decided_until), (at("03-10 00:00"), at("03-10 00:00")));
    assert_eq!(fresh.late(at("03-10 00:01")), None);
    assert!(matches!(fresh.late(at("03-10 00:02")), Some(Late::Figures(_))));
    // Facts of the 11th are in the log and nobody has decided them.
    let late = self::snapshot(&desk.store, "03-12 00:00");
    assert!(matches!(late.freshness().late(at("03-12 00:00")), Some(Late::Decisions(_))));
}

#[test]
fn an_overview_is_made_once_for_all_who_ask_for_the_same() {
    let desk = desk_at("04-01 00:00");
    let snapshot = snapshot(&desk.store, "04-01 00:00");
    let asked = Asked { period: Period::LastMonth, buyer: None };
    assert!(Arc::ptr_eq(&snapshot.overview(&asked), &snapshot.overview(&asked)));
    assert!(Arc::ptr_eq(&snapshot.board(Period::LastMonth), &snapshot.board(Period::LastMonth)));
}
