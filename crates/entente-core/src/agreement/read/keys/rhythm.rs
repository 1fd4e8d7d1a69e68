//! Keys of goals, nurture, segments, metrics, meetings, amendment, keeping and worked examples.

use super::promises::{PERIODS, SUMS};
use super::scoring::CLASSES;
use super::{Kind, NAME_OR_NAMES, PARTY_WORDS, Table, may, must, shape, table};

const BOUND: Kind = Kind::Either(&[Kind::Number, Kind::Share]);

/// The shapes of a goal.
pub static GOALS: &[&Table] = &[&GOAL, &DEMAND];

/// A goal on a metric.
pub static GOAL: Table = shape(
    "a goal",
    "metric",
    "A metric that must reach or stay under a value.",
    &[
        may("says", Kind::Text, "The goal in plain words."),
        must("metric", Kind::Name, "Which metric of §9."),
        may("at_least", BOUND, "The least, as a number or a share."),
        may("at_most", BOUND, "The most, as a number or a share."),
        may("per", Kind::Word(PERIODS), "The period; year where not written."),
    ],
);

/// The arithmetic of the leads that goals need.
pub static DEMAND: Table = shape(
    "the leads the goals need",
    "arithmetic",
    "How many leads the goals need; re-checked as the rates move.",
    &[
        may("says", Kind::Text, "The goal in plain words."),
        must("arithmetic", Kind::Table(&ARITHMETIC), "revenue ÷ average_deal ÷ lead_to_customer."),
    ],
);

/// The arithmetic.
pub static ARITHMETIC: Table = table(
    "the arithmetic",
    "revenue ÷ average_deal ÷ lead_to_customer.",
    &[
        must("revenue", Kind::Number, "Revenue wanted."),
        must("average_deal", Kind::Number, "What one deal brings."),
        must("lead_to_customer", Kind::Share, "The share of leads that become customers."),
    ],
);

pub(super) static PROGRAM_KIND: Kind = Kind::Table(&PROGRAM);

/// A nurture program.
pub static PROGRAM: Table = table(
    "a nurture program",
    "What leads are sent until they are ready.",
    &[
        may("says", Kind::Text, "The program in plain words."),
        must("for", Kind::Condition, "Who is enrolled; once per lead and cycle."),
        must("steps", Kind::List(&Kind::Shapes(STEPS)), "What is done, in order."),
        may("leave", Kind::Condition, "What ends it early."),
        may("at_most", Kind::Text, "'2 mails per week': further ones wait."),
        may("quiet", Kind::Table(&QUIET), "When no mail is sent."),
    ],
);

/// The shapes of a step. `when` is looked for before `send`, which stands in both.
pub static STEPS: &[&Table] = &[&CHOOSE, &WAIT, &SEND];

/// Send.
pub static SEND: Table =
    shape("a step that sends", "send", "A piece of content is sent.", &[must("send", Kind::Name, "Which content.")]);

/// Wait.
pub static WAIT: Table = shape(
    "a step that waits",
    "wait",
    "Time passes.",
    &[must("wait", Kind::Span, "How long."), may("until", Kind::Condition, "What ends the wait early.")],
);

/// Choose.
pub static CHOOSE: Table = shape(
    "a step that chooses",
    "when",
    "One of two is sent.",
    &[
        must("when", Kind::Condition, "What decides."),
        must("send", Kind::Name, "Sent where it holds."),
        may("else", Kind::Table(&SEND), "Sent where it does not; nothing where not written."),
    ],
);

/// Quiet hours.
pub static QUIET: Table = table(
    "quiet hours",
    "When no mail is sent.",
    &[
        must("hours", Kind::Hours, "From and to, past midnight too: 20:00-08:00."),
        may("of", Kind::Word(&["lead", "agreement"]), "Whose clock; agreement where not written."),
    ],
);

pub(super) static SEGMENT_KIND: Kind = Kind::Table(&SEGMENT);

/// A segment.
pub static SEGMENT: Table = table(
    "a segment",
    "A named group of leads.",
    &[
        may("says", Kind::Text, "The group in plain words."),
        must("when", Kind::Condition, "Who belongs to it."),
        may("owner", Kind::Word(PARTY_WORDS), "Who works it; marketing where not written."),
    ],
);

const METRIC_SAYS: super::Key = may("says", Kind::Text, "The metric in plain words.");
const METRIC_WHERE: super::Key = may("where", Kind::Condition, "Only over leads of which this holds.");

/// The shapes of a metric.
pub static METRICS: &[&Table] = &[&METRIC_COUNT, &METRIC_SUM, &METRIC_SHARE, &METRIC_BETWEEN];

/// How many.
pub static METRIC_COUNT: Table = shape(
    "a metric that counts",
    "count",
    "How many.",
    &[METRIC_SAYS, must("count", Kind::Name, "The moment that is counted."), METRIC_WHERE],
);

/// How much.
pub static METRIC_SUM: Table = shape(
    "a metric that sums",
    "sum",
    "How much.",
    &[METRIC_SAYS, must("sum", Kind::Word(SUMS), "What is summed."), METRIC_WHERE],
);

/// Which part.
pub static METRIC_SHARE: Table = shape(
    "a metric of a share",
    "share",
    "Which part.",
    &[
        METRIC_SAYS,
        must("share", Kind::Name, "The part."),
        must("of", Kind::Name, "The whole; its moment sets the cohort."),
        may("matures", Kind::Target, "How old a member of the whole must be to be judged."),
        METRIC_WHERE,
    ],
);

/// The figures of a time between two moments.
pub static FIGURES: &[&str] = &["median", "mean", "min", "max", "p25", "p75", "p90", "p95"];

/// How long.
pub static METRIC_BETWEEN: Table = shape(
    "a metric of time",
    "between",
    "How long between two moments.",
    &[
        METRIC_SAYS,
        must("between", Kind::Names, "The earlier and the later moment."),
        may("as", Kind::List(&Kind::Word(FIGURES)), "Which figures; median and p90 where not written."),
        METRIC_WHERE,
    ],
);

pub(super) static MEETING_KIND: Kind = Kind::Table(&MEETING);
const WHO: Kind = Kind::Either(&[Kind::Word(PARTY_WORDS), Kind::List(&Kind::Word(PARTY_WORDS))]);

/// A meeting.
pub static MEETING: Table = table(
    "a meeting",
    "When both parties meet and what is talked about.",
    &[
        may("says", Kind::Text, "The meeting in plain words."),
        must("every", Kind::Text, "RFC 5545 recurrence rule: FREQ=WEEKLY;BYDAY=TH."),
        must("at", Kind::TimeOfDay, "Local time of its start in the agreement's zone."),
        may("minutes", Kind::Whole(1, 1440), "How long; 60 where not written."),
        may("who", WHO, "Which parties come; both where not written."),
        may("agenda", Kind::Names, "What is talked about, in order."),
    ],
);

/// How the agreement changes.
pub static AMEND: Table = table(
    "how the agreement changes",
    "How a new version takes effect.",
    &[
        may(
            "open_clocks",
            Kind::Word(&["finish", "restart"]),
            "What happens to clocks that run; finish where not written.",
        ),
        may("scores", Kind::Word(&["recompute"]), "What happens to scores; recompute is the only way."),
        may("period", Kind::Word(&["next", "current"]), "From when changed volumes count; next where not written."),
    ],
);

/// What is kept.
pub static KEEP: Table = table(
    "what is kept",
    "What is kept of the log, and for how long.",
    &[must(
        "details",
        Kind::Span,
        "How long every property of an event is kept; after that only those that a signal asks for stay. A day at least.",
    )],
);

pub(super) static EXAMPLE_KIND: Kind = Kind::Table(&EXAMPLE);

/// A worked example.
pub static EXAMPLE: Table = table(
    "a worked example",
    "What happened to a lead, and what must come of it.",
    &[
        must("says", Kind::Text, "The example in plain words."),
        must("at", Kind::Instant, "As of which instant it is judged."),
        may("lead", Kind::Map(&Kind::Value), "The lead's fields; email, source and consent too."),
        may("account", Kind::Map(&Kind::Value), "The account's fields; domain, owner and open_opportunity too."),
        may("did", Kind::List(&Kind::Shapes(ACTS)), "What happened, in any order."),
        must("expect", Kind::Table(&EXPECT), "What must come of it."),
    ],
);

/// The shapes of what happened.
pub static ACTS: &[&Table] = &[&ACT_SIGNAL, &ACT_EVENT, &ACT_FACT];

const ACT_AT: super::Key =
    may("at", Kind::Instant, "When; or 'ago'. At the example's instant where neither is written.");
const ACT_AGO: super::Key = may("ago", Kind::Span, "How long before the example's instant.");
const ACT_PROPERTIES: super::Key = may("properties", Kind::Map(&Kind::Value), "The event's properties.");
const ACT_CLASS: super::Key = may("class", Kind::Word(CLASSES), "Who or what caused it; human where not written.");

/// A signal by name.
pub static ACT_SIGNAL: Table = shape(
    "a signal that was seen",
    "signal",
    "An event that counts as this signal.",
    &[must("signal", Kind::Name, "Which signal."), ACT_AT, ACT_AGO, ACT_PROPERTIES, ACT_CLASS],
);

/// An event by the source's name.
pub static ACT_EVENT: Table = shape(
    "an event that happened",
    "event",
    "An event, as sources send it.",
    &[must("event", Kind::Text, "The event's name."), ACT_AT, ACT_AGO, ACT_PROPERTIES, ACT_CLASS],
);

/// The moments that an example may say happened.
pub static ACT_FACTS: &[&str] =
    &["accepted", "rejected", "contacted", "confirmed", "disqualified", "opportunity_opened", "opportunity_won"];

/// A fact other than an event.
pub static ACT_FACT: Table = shape(
    "a fact",
    "fact",
    "Something that sales did.",
    &[
        must("fact", Kind::Word(ACT_FACTS), "Which."),
        may("reason", Kind::Name, "Why, where the fact has a reason."),
        may("needs", NAME_OR_NAMES, "What was confirmed."),
        ACT_AT,
        ACT_AGO,
    ],
);

/// What must come of a worked example.
pub static EXPECT: Table = table(
    "what is expected",
    "What must come of a worked example; what is not written is not asked.",
    &[
        may("stage", Kind::Name, "The stage it is in."),
        may("qualified", Kind::Either(&[Kind::Bool, Kind::Name]), "Whether it is qualified, or by which rule."),
        may("grade", Kind::Name, "Its grade."),
        may("level", Kind::Name, "Its level."),
        may("fit", Kind::Number, "Its fit."),
        may("engagement", Kind::Number, "Its engagement."),
        may("owner", Kind::Name, "Who holds it."),
        may("team", Kind::Name, "Whose turn it was."),
        may("route", Kind::Name, "Which route it took."),
        may("clause", Kind::Text, "The clause that is cited for its last decision."),
    ],
);
