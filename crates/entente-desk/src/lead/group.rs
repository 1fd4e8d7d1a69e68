//! Groups: lines in a row that say the same are one that opens, so that ten page views do not hide a decision.

use entente_core::decision::{Concluded, Verdict};
use entente_core::fact::What;
use entente_core::number::Decimal;

use super::timeline::{Event, Line};
use super::watched::Paid;

/// Lines in a row that say the same; at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The lines, newest first.
    pub lines: Vec<Line>,
}

impl Group {
    /// What all of them paid together.
    #[must_use]
    pub fn paid(&self) -> Paid {
        let sum =
            |of: fn(&Paid) -> Decimal| self.lines.iter().fold(Decimal::ZERO, |sum, line| sum.plus(of(&line.paid)));
        Paid { fit: sum(|paid| paid.fit), engagement: sum(|paid| paid.engagement) }
    }
}

/// What makes lines say the same, and how many in a row of them are one group.
fn alike(line: &Line) -> Option<(String, usize)> {
    match &line.event {
        Event::Told(What::Happened { event, .. }) => Some((format!("happened {event}"), 3)),
        Event::Told(What::Learnt { .. }) => Some((format!("learnt {}", line.of_account), 2)),
        Event::Concluded(Concluded::ClockStarted { .. }) => Some(("clock started".to_owned(), 2)),
        Event::Concluded(Concluded::Verdict { verdict: Verdict::Cancelled, .. }) => Some(("cancelled".to_owned(), 2)),
        Event::Concluded(Concluded::ClockStep { .. }) => Some(("step".to_owned(), 2)),
        Event::Concluded(Concluded::NurtureStepped { .. }) => Some(("nurture".to_owned(), 2)),
        _ => None,
    }
}

/// Lines as groups, in the same order.
pub(super) fn grouped(lines: Vec<Line>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut row: Vec<Line> = Vec::new();
    let mut of: Option<(String, usize)> = None;
    for line in lines {
        let kind = alike(&line);
        if kind.is_none() || kind != of {
            close(&mut groups, &mut row, of.as_ref());
        }
        of = kind;
        row.push(line);
    }
    close(&mut groups, &mut row, of.as_ref());
    groups
}

/// Ends a row: one group where it is long enough, else one for each line.
fn close(groups: &mut Vec<Group>, row: &mut Vec<Line>, of: Option<&(String, usize)>) {
    let lines = std::mem::take(row);
    let is_group = of.is_some_and(|(_, least)| lines.len() >= *least);
    if is_group {
        groups.push(Group { lines });
    } else {
        groups.extend(lines.into_iter().map(|line| Group { lines: vec![line] }));
    }
}
