//! Handoffs told and decided, answered and open, in every split.

use entente_core::agreement::model::Per;

use super::{HandoffRow, Handoffs, handoffs};
use crate::dimension::Dimension;
use crate::sample::history;
use crate::zone::Zone;

fn line(row: &HandoffRow) -> String {
    format!(
        "  {}: {} handed, {} touched, {} accepted, {} rejected, {} open, {} nobody\n",
        row.group.as_deref().unwrap_or("all"),
        row.handed,
        row.touched,
        row.accepted,
        row.rejected,
        row.open,
        row.nobody
    )
}

fn shown(handoffs: &Handoffs) -> String {
    let section = |section: &super::HandoffSection| {
        format!("by {}\n{}", section.by, section.rows.iter().map(line).collect::<String>())
    };
    line(&handoffs.all) + &handoffs.sections.iter().map(section).collect::<String>()
}

const LOG: &str = "
    1 2026-01-01T00:00:00Z created ads
    2 2026-01-01T00:00:00Z created mail
    3 2026-01-01T00:00:00Z created mail
    1 2026-01-05T12:00:00Z handed jo berlin
    2 2026-01-06T00:00:00Z handoff al rest seoul
    3 2026-01-07T00:00:00Z handoff
    1 2026-01-05 called
    1 2026-01-06T00:00:00Z rejected unreachable
    1 2026-02-05T00:00:00Z handoff al rest seoul
    1 2026-02-06T00:00:00Z accepted
    1 2026-02-07T00:00:00Z handed bo seoul
";

#[test]
fn each_handoff_has_its_own_answer() {
    let by = Some(("source", &Dimension::Source));
    let answer = handoffs(&history(LOG), by, Per::Month, &Zone::named("UTC").unwrap());
    expect_test::expect![[r#"
          all: 4 handed, 1 touched, 1 accepted, 1 rejected, 2 open, 1 nobody
        by source
          ads: 2 handed, 1 touched, 1 accepted, 1 rejected, 0 open, 0 nobody
          mail: 2 handed, 0 touched, 0 accepted, 0 rejected, 2 open, 1 nobody
        by route
          (no route): 2 handed, 1 touched, 0 accepted, 1 rejected, 1 open, 1 nobody
          rest: 2 handed, 0 touched, 1 accepted, 0 rejected, 1 open, 0 nobody
        by team
          seoul: 2 handed, 0 touched, 1 accepted, 0 rejected, 1 open, 0 nobody
          (not known): 1 handed, 0 touched, 0 accepted, 0 rejected, 1 open, 1 nobody
          berlin: 1 handed, 1 touched, 0 accepted, 1 rejected, 0 open, 0 nobody
        by owner
          al: 2 handed, 0 touched, 1 accepted, 0 rejected, 1 open, 0 nobody
          (not known): 1 handed, 0 touched, 0 accepted, 0 rejected, 1 open, 1 nobody
          jo: 1 handed, 1 touched, 0 accepted, 1 rejected, 0 open, 0 nobody
        by nobody
          no route matched: 1 handed, 0 touched, 0 accepted, 0 rejected, 1 open, 1 nobody
        by period
          2026-01: 3 handed, 1 touched, 0 accepted, 1 rejected, 2 open, 1 nobody
          2026-02: 1 handed, 0 touched, 1 accepted, 0 rejected, 0 open, 0 nobody
    "#]]
    .assert_eq(&shown(&answer));
    let acceptance = answer.all.acceptance.unwrap();
    assert_eq!((acceptance.part, acceptance.of, answer.basis.immature), (1, 2, 2));
    assert_eq!(answer.basis.excluded[0].n, 1);
}

#[test]
fn without_a_handoff_nothing_is_split() {
    let answer = handoffs(&history(""), None, Per::Month, &Zone::named("UTC").unwrap());
    assert_eq!((answer.all.handed, answer.sections.len()), (0, 0));
}
