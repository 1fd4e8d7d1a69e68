//! Keys of what each side promises.

use super::{Kind, NAME_OR_NAMES, Table, may, must, shape, table};

/// Periods.
pub static PERIODS: &[&str] = &["week", "month", "quarter", "year"];

/// All promises.
pub static SLA: Table = table(
    "the promises",
    "What each side promises, and what happens when a promise runs late.",
    &[
        may(
            "first_touch_counts",
            Kind::Table(&FIRST_TOUCH),
            "What of a rep's acts counts as a first touch; every touch where not written.",
        ),
        may("calendar_of", Kind::Name, "Whose calendar counts: 'team' or the name of one; team where not written."),
        may("marketing", Kind::Map(&Kind::Shapes(COMMITMENTS)), "What marketing promises."),
        may("sales", Kind::Map(&Kind::Shapes(COMMITMENTS)), "What sales promises."),
        may("pauses", Kind::Map(&Kind::Span), "Reasons that stop a clock, each with the longest time it may do so."),
        may("ladder", Kind::List(&Kind::Table(&STEP)), "Who is told what as a clock runs, earliest first."),
        may("waivers", Kind::Table(&WAIVERS), "Who may waive a missed promise."),
    ],
);

/// What counts as a first touch.
pub static FIRST_TOUCH: Table = table(
    "what counts as a first touch",
    "Each kind of act that counts; a kind not written does not.",
    &[
        may("call", Kind::Either(&[Kind::Span, Kind::Word(&["any"])]), "A call of at least this length, or any."),
        may("mail", Kind::Word(&["personal", "any"]), "A mail written to this person, or any."),
        may("meeting", Kind::Word(&["booked", "held"]), "A meeting booked, or only one held."),
        may("chat", Kind::Word(&["human"]), "A chat with a person."),
        may("any", Kind::Bool, "true: every act that the log calls a touch."),
    ],
);

const SAYS: super::Key = may("says", Kind::Text, "The promise in plain words.");
const WHERE: super::Key = may("where", Kind::Condition, "Only for leads of which this holds.");
const KEPT: super::Key = may("kept", Kind::Share, "The share that must be kept; 100% where not written.");
const PER: super::Key = may("per", Kind::Word(PERIODS), "The period; month where not written.");
const WITHIN: Kind = Kind::Either(&[Kind::Target, Kind::List(&Kind::Table(&TIER))]);
const LATE: Kind = Kind::Word(&["nothing", "reassign"]);

/// The shapes of a promise.
pub static COMMITMENTS: &[&Table] = &[&TIME, &COUNT, &SHARE, &SUM, &ATTEMPTS, &CADENCE];

/// From one moment to another within a time.
pub static TIME: Table = shape(
    "a promise of time",
    "from",
    "From one moment to another within a time.",
    &[
        SAYS,
        must("from", Kind::Name, "The moment that starts the clock."),
        must("until", NAME_OR_NAMES, "The moment that stops it; of several, the first."),
        must("within", WITHIN, "How long it may take, or tiers of which the first that matches counts."),
        KEPT,
        may("late", LATE, "What happens when one is late; nothing where not written."),
        WHERE,
    ],
);

/// So many in every period.
pub static COUNT: Table = shape(
    "a promise of a count",
    "count",
    "So many in every period.",
    &[
        SAYS,
        must("count", Kind::Name, "The moment that is counted."),
        may("at_least", Kind::Number, "The least."),
        may("at_most", Kind::Number, "The most."),
        PER,
        may("less", NAME_OR_NAMES, "What is taken back: kinds of rejection, or reasons."),
        may("dispute", Kind::Target, "How long a rejection may take something back."),
        WHERE,
    ],
);

/// A share of what happened.
pub static SHARE: Table = shape(
    "a promise of a share",
    "share",
    "A share of what happened in every period.",
    &[
        SAYS,
        must("share", Kind::Name, "The part."),
        must("of", Kind::Name, "The whole; its moment sets the period."),
        may("at_least", Kind::Share, "The least."),
        may("at_most", Kind::Share, "The most."),
        PER,
        may("matures", Kind::Target, "How old a member of the whole must be to be judged."),
        WHERE,
    ],
);

/// What may be summed.
pub static SUMS: &[&str] = &["opportunity.amount", "customer.amount", "customer.recurring_revenue"];

/// A sum in every period.
pub static SUM: Table = shape(
    "a promise of a sum",
    "sum",
    "A sum in every period.",
    &[
        SAYS,
        must("sum", Kind::Word(SUMS), "What is summed."),
        may("at_least", Kind::Number, "The least."),
        may("at_most", Kind::Number, "The most."),
        PER,
        WHERE,
    ],
);

/// So many attempts on each lead.
pub static ATTEMPTS: Table = shape(
    "a promise of attempts",
    "attempts",
    "So many attempts on each lead.",
    &[
        SAYS,
        must("attempts", Kind::Whole(1, 1000), "How many."),
        may("channels", Kind::Whole(1, 6), "By how many different channels at least; 1 where not written."),
        must("within", Kind::Target, "Within what time of the handoff."),
        may("unless", NAME_OR_NAMES, "What makes further attempts needless."),
        KEPT,
        WHERE,
    ],
);

/// A meeting held as agreed.
pub static CADENCE: Table = shape(
    "a promise of a meeting",
    "holds",
    "A meeting held as agreed.",
    &[SAYS, must("holds", Kind::Name, "Which meeting."), KEPT, PER],
);

/// A tier of a promise of time.
pub static TIER: Table = table(
    "a tier",
    "How long it may take for some of the leads.",
    &[
        may("when", Kind::Condition, "Which leads."),
        may("otherwise", Kind::Bool, "true: every lead that no tier above took; the last tier says so."),
        must("do", Kind::Target, "How long it may take."),
    ],
);

/// A step of the ladder.
pub static STEP: Table = table(
    "a step of the ladder",
    "Who is told when so much of the time has passed.",
    &[
        must("at", Kind::Share, "At which part of the time."),
        may("tell", NAME_OR_NAMES, "owner, manager, marketing, sales or a person's handle."),
        may(
            "then",
            Kind::Word(&["nothing", "late", "reassign"]),
            "What else happens; 'late' is what the promise's own 'late' says.",
        ),
    ],
);

/// Waivers.
pub static WAIVERS: Table = table(
    "waivers",
    "Who may waive a missed promise.",
    &[may("by", Kind::Word(&["other_party", "nobody"]), "other_party where not written.")],
);
