//! What a manager looks at: leads nobody touched, leads nobody could take and the fix, reasons, fairness, lateness, waivers.

mod fairness;
mod lateness;
mod matrix;
mod stuck;
mod untouched;

use entente_history::report::{Waived, waived};

use crate::figures::{Dates, Period, Snapshot};

pub use fairness::{Member, Pool};
pub use lateness::LatenessLine;
pub(crate) use lateness::parts as lateness_parts;
pub use matrix::{Cell, Matrix, Row};
pub use stuck::{Fix, Person, Stuck};
pub use untouched::{BUCKETS, OwnerLine, Untouched};

/// Everything on the manager's page.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// The period of the reasons, shares, lateness and waivers.
    pub period: Period,
    /// Its dates.
    pub dates: Dates,
    /// Leads that were handed over and not touched yet.
    pub untouched: Untouched,
    /// Leads nobody could be found for, by reason.
    pub stuck: Vec<Stuck>,
    /// Why sales rejected leads, by where they came from and by the rule that qualified them.
    pub matrix: Matrix,
    /// How each team's turn shared leads out.
    pub pools: Vec<Pool>,
    /// Where the lateness of each promise came from.
    pub lateness: Vec<LatenessLine>,
    /// Promises that were waived, the latest first.
    pub waived: Vec<Waived>,
}

/// Makes it.
pub(crate) fn view(snapshot: &Snapshot, period: Period) -> Board {
    let dates = snapshot.dates(period);
    let in_hand = entente_history::report::in_hand(&snapshot.ground(None));
    Board {
        period,
        dates,
        untouched: untouched::untouched(snapshot, &in_hand),
        stuck: stuck::stuck(snapshot, &in_hand),
        matrix: matrix::matrix(snapshot, dates),
        pools: fairness::pools(snapshot, dates),
        lateness: lateness::lateness(snapshot, dates),
        waived: waived(&snapshot.ground(None), dates.instants(snapshot.zone())),
    }
}
