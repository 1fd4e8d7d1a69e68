//! What holds where an agreement says nothing, so that two people can agree in five lines. The list is documented in
//! `docs/reference/agreement.md`; a default is part of what is signed, as if it were written.

use crate::agreement::model::{
    Amend, CalendarDef, Disposition, LocalInterval, Named, OpenClocks, PeriodChange, RejectKind, RejectReason,
    ScoreChange, Thresholds,
};
use crate::id::Name;
use crate::number::Decimal;

/// Currency.
pub(crate) const CURRENCY: &str = "EUR";
/// Zone.
pub(crate) const TIMEZONE: &str = "UTC";
/// The calendar of an agreement that names none.
pub(crate) const CALENDAR: &str = "office";
/// Stages, first to last.
pub(crate) const STAGES: &[&str] = &["inquiry", "mql", "sal", "customer"];
/// Letters of fit.
pub(crate) const GRADES: [(&str, i64); 4] = [("A", 75), ("B", 50), ("C", 25), ("D", 0)];
/// Digits of engagement.
pub(crate) const LEVELS: [(&str, i64); 3] = [("1", 60), ("2", 35), ("3", 0)];
/// What the receiver of a lead is shown.
pub(crate) const SHOWS: [&str; 4] = ["grade", "level", "signals", "source"];
/// Reasons to disqualify, after contact.
pub(crate) const DISQUALIFY: [&str; 5] = ["no_need", "no_budget", "no_authority", "bad_timing", "unresponsive"];

/// Monday to Friday, 09:00 to 17:00.
pub(crate) fn calendar(timezone: &str) -> CalendarDef {
    let day = vec![LocalInterval { from_minutes: 9 * 60, to_minutes: 17 * 60 }];
    let open = [day.clone(), day.clone(), day.clone(), day.clone(), day, Vec::new(), Vec::new()];
    CalendarDef { timezone: timezone.to_owned(), open, closed: Named::default(), special: Named::default() }
}

/// Letters or digits with their least score.
pub(crate) fn thresholds(of: &[(&str, i64)]) -> Thresholds {
    Thresholds(of.iter().map(|(name, least)| (Name::from(*name), Decimal::from_int(*least))).collect())
}

/// Reasons to reject.
pub(crate) fn reject() -> Named<RejectReason> {
    use Disposition::{Disqualify, Recycle, Reroute};
    use RejectKind::{Clerical, Definitional, Procedural};
    let reasons = [
        ("misrouted", Procedural, Reroute),
        ("duplicate", Procedural, Disposition::Merge),
        ("unreachable", Clerical, Recycle),
        ("incomplete", Clerical, Recycle),
        ("fake", Clerical, Disqualify),
        ("wrong_company", Definitional, Recycle),
        ("wrong_contact", Definitional, Recycle),
        ("no_interest", Definitional, Recycle),
    ];
    Named(reasons.map(|(name, kind, then)| (Name::from(name), RejectReason { kind, then })).into())
}

/// Clocks finish, scores are recomputed, volumes count from the next period.
pub(crate) const AMEND: Amend =
    Amend { open_clocks: OpenClocks::Finish, scores: ScoreChange::Recompute, period: PeriodChange::Next };
