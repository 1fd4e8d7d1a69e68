//! Where the engine and the figures part: a `where` is asked at the moment by one, of what is known last by the other.

use entente_core::engine::state::{PartiesState, StateKey, from_bytes};
use entente_core::time::Instant;
use entente_desk::figures::{Asked, Period};
use entente_desk::overview::Measure;

use super::company::AGREEMENT;
use super::snapshot;
use crate::desk::Desk;

const BOSSES: &str = "
    bosses: {says: One boss a month, count: engaged, where: lead.role == 'boss', at_least: 1, per: month}
    accepted: {says";

/// What the engine counted of the bosses, and what the overview counts of them.
fn counted(story: &str) -> (String, String) {
    counted_of("bosses", story)
}

/// The same of the promise of this name.
fn counted_of(promise: &str, story: &str) -> (String, String) {
    let mut desk = Desk::with_agreement_in_memory(&AGREEMENT.replacen("\n    accepted: {says", BOSSES, 1));
    desk.tell(story);
    desk.run("03-12 00:00");
    let states = desk.store.states(&[StateKey::Parties]).unwrap();
    let parties: PartiesState = states.first().map(|(_, bytes)| from_bytes(bytes).unwrap()).unwrap_or_default();
    let counts =
        parties.counts.iter().filter(|((clause, period), _)| clause.0.ends_with(promise) && *period > Instant::MIN);
    let engine = counts.map(|(_, count)| count.gross.to_string()).collect::<Vec<_>>().join(" ");
    let overview = snapshot(&desk.store, "03-12 00:00").overview(&Asked { period: Period::ThisMonth, buyer: None });
    let lines = overview.sides.iter().flat_map(|side| &side.promises).filter(|line| line.clause.0.ends_with(promise));
    let figures = lines.map(|line| match &line.measure {
        Measure::Amount { gross, .. } => gross.to_string(),
        other => format!("{other:?}"),
    });
    (engine, figures.collect())
}

#[test]
fn what_was_known_in_time_is_counted_alike() {
    let story = "ana@acme.example | 03-02 09:00 | created from ads
        ana@acme.example | 03-02 09:00 | role boss
        ana@acme.example | 03-02 10:00 | page";
    assert_eq!(counted(story), ("1".to_owned(), "1".to_owned()));
}

#[test]
fn what_was_learnt_or_changed_later_is_counted_by_one_of_them() {
    let learnt = "ana@acme.example | 03-02 09:00 | created from ads
        ana@acme.example | 03-02 10:00 | page
        ana@acme.example | 03-03 09:00 | role boss";
    assert_eq!(counted(learnt), (String::new(), "1".to_owned()), "the engine asked when nobody knew");
    let changed = "ana@acme.example | 03-02 09:00 | created from ads
        ana@acme.example | 03-02 09:00 | role boss
        ana@acme.example | 03-02 10:00 | page
        ana@acme.example | 03-03 09:00 | role staff";
    assert_eq!(counted(changed), ("1".to_owned(), "0".to_owned()), "the engine had counted a boss");
}

/// A lead that came back and was handed over again in one month is two cycles and one lead.
#[test]
fn a_lead_that_was_handed_over_twice_in_a_month_is_counted_by_cycles_or_by_leads() {
    let story = "ana@acme.example | 03-02 09:00 | created from ads
        ana@acme.example | 03-02 09:00 | role boss
        ana@acme.example | 03-02 10:00 | demo
        ana@acme.example | 03-03 09:00 | rejected unreachable
        ana@acme.example | 03-09 09:00 | demo
        ana@acme.example | 03-09 10:00 | demo";
    assert_eq!(counted_of("volume", story), ("2".to_owned(), "1".to_owned()));
}
