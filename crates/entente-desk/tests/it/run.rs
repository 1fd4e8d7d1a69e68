//! Goal: what a run decides, and that nothing about how it is cut changes that.

use entente_core::engine::state::StateKey;
use entente_core::id::LeadId;
use expect_test::expect;

use crate::desk::{Desk, assert_rebuilds, at, shown};

/// One lead from first page to customer: fit 30 from 9:00, 40 points at 10:00.
const ANA: &str = "
    ana | 03-02 09:00 | role boss
    ana | 03-02 10:00 | demo
    ana | 03-02 11:00 | called
    ana | 03-03 09:00 | accepted
    ana | 03-09 09:00 | won
";

#[test]
fn a_lead_is_scored_handed_off_called_accepted_and_won() {
    let mut desk = Desk::new();
    desk.tell(ANA);
    let ran = desk.run("04-01 00:00");
    expect![[r#""#]].assert_eq(&desk.decided());
    assert_eq!((ran.facts, ran.until), (6, Some(at("04-01 00:00"))), "one more: the lead was created");
    assert_eq!(desk.store.cursor().unwrap().until, at("04-01 00:00"));
    assert_rebuilds(&mut desk);
}
