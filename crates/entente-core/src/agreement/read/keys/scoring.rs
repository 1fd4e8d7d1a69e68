//! Keys of buyers, fit and signals: whom both parties want, and what shows interest.

use super::{Kind, Table, may, must, table};

pub(super) static BUYER_KIND: Kind = Kind::Table(&BUYER);

/// A target buyer.
pub static BUYER: Table = table(
    "a buyer",
    "A kind of person we want, with evidence from both sides.",
    &[
        may("says", Kind::Text, "The buyer in plain words."),
        must("when", Kind::Condition, "Who belongs to it; names no score."),
        may("looks_like", Kind::Texts, "Customers like it."),
        may("unlike", Kind::Texts, "Leads that were not."),
        may("heard", Kind::Text, "What sales hears from them."),
    ],
);

pub(super) static FIT_KIND: Kind = Kind::Table(&FIT);

/// A rule of fit.
pub static FIT: Table = table(
    "a rule of fit",
    "Points where it holds, or a veto.",
    &[
        must("when", Kind::Condition, "When it holds; names no score."),
        may("points", Kind::Number, "What it is worth; may be negative."),
        may("disqualify", Kind::Bool, "Whether it disqualifies outright, instead of points."),
        may("says", Kind::Text, "The rule in plain words."),
    ],
);

pub(super) static SIGNAL_KIND: Kind = Kind::Table(&SIGNAL);

/// Who or what caused an event.
pub static CLASSES: &[&str] = &["human", "prefetch", "scanner", "unknown"];

/// A buying signal.
pub static SIGNAL: Table = table(
    "a signal",
    "Which events count, what one is worth, and how fast that fades.",
    &[
        must("on", Kind::Text, "Name of the event, as sources send it."),
        may("where", Kind::Condition, "Which of those events; names event.* only."),
        may("points", Kind::Number, "What one is worth; counted without pay where not written."),
        may("half_life", Kind::Span, "How long until half of it has faded; it does not fade where not written."),
        may("cap", Kind::Number, "The most that all of them together are worth; of the sign of points."),
        may("pays", Kind::Text, "'once per event.x': pays the first time for each value of x."),
        may(
            "class",
            Kind::Either(&[Kind::Word(CLASSES), Kind::List(&Kind::Word(CLASSES))]),
            "Whose acts pay; all but prefetch and scanner where not written.",
        ),
        may("says", Kind::Text, "The signal in plain words."),
    ],
);
