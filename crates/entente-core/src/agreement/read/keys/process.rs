//! Keys of the lead process: stages, leaves, qualification and the handoff.

use super::{Kind, NAME_OR_NAMES, PARTY_WORDS, Table, may, must, table};

pub(super) static STAGE_KIND: Kind = Kind::Table(&STAGE);

/// A stage.
pub static STAGE: Table = table(
    "a stage",
    "One step of a lead's way.",
    &[
        may("says", Kind::Text, "The stage in plain words."),
        may(
            "owner",
            Kind::Word(PARTY_WORDS),
            "Who answers for a lead in it; marketing up to the handoff and sales after it where not written.",
        ),
        may("enter", Kind::Condition, "What brings a lead in; the first stage says nothing."),
        may("needs", NAME_OR_NAMES, "What must be confirmed about the lead before it may enter."),
    ],
);

/// The two ways out.
pub static LEAVES: Table = table(
    "the leaves",
    "The two ways out of the process.",
    &[
        may("recycled", Kind::Table(&RECYCLED), "Back to marketing, to be kept warm."),
        may("disqualified", Kind::Table(&DISQUALIFIED), "Out."),
    ],
);

/// Recycling.
pub static RECYCLED: Table = table(
    "recycling",
    "How a lead goes back to marketing and returns.",
    &[
        must("to", Kind::Name, "The stage it falls back to."),
        may("returns_when", Kind::Condition, "What lets it return; any later qualification where not written."),
        may("not_before", Kind::Span, "The least time before it may return; at once where not written."),
        may("at_most", Kind::Whole(1, 1000), "How often one lead may be recycled; without end where not written."),
    ],
);

/// Disqualification.
pub static DISQUALIFIED: Table = table(
    "disqualification",
    "Whether a lead that is out can come back.",
    &[may("final", Kind::Bool, "Whether it can never come back; true where not written.")],
);

static RULE_KIND: Kind = Kind::Either(&[Kind::Condition, Kind::Table(&RULE)]);

/// One condition, or named rules.
pub(super) const QUALIFIED_KIND: Kind = Kind::Either(&[Kind::Condition, Kind::Map(&RULE_KIND)]);

/// A rule of qualification.
pub static RULE: Table = table(
    "a rule of qualification",
    "When a lead is qualified; the rule named 'never' forbids it whatever else holds.",
    &[must("when", Kind::Condition, "When it holds."), may("says", Kind::Text, "The rule in plain words.")],
);

/// What `unit` may be.
pub static UNITS: &[&str] = &["lead", "account"];

/// The handoff.
pub static HANDOFF: Table = table(
    "the handoff",
    "How a lead passes from marketing to sales.",
    &[
        may(
            "at",
            Kind::Name,
            "The stage whose entry hands the lead over; 'elsewhere' where other software does; the stage entered by 'qualified' where not written.",
        ),
        may("unit", Kind::Word(UNITS), "What is handed over as one; lead where not written."),
        may("shows", Kind::Names, "What the receiver is shown; grade, level, signals and source where not written."),
        may(
            "routes",
            Kind::Map(&Kind::Table(&ROUTE)),
            "Where leads go; the first route that matches. Everything to the only team where not written.",
        ),
        may("teams", Kind::Map(&Kind::Table(&TEAM)), "Teams that take leads in turn."),
        may("nobody", Kind::Either(&[Kind::Text, Kind::Table(&NOBODY)]), "Who gets a lead that nobody could take."),
        may("reject", Kind::Table(&REJECT), "Reasons to reject, before contact, by kind."),
        may("disqualify", Kind::Names, "Reasons to disqualify, after contact."),
        may("aliases", Kind::Map(&Kind::Name), "Other spellings of a reason: alias to reason."),
    ],
);

/// A route.
pub static ROUTE: Table = table(
    "a route",
    "Where some of the leads go.",
    &[
        may("when", Kind::Condition, "Which leads."),
        may("otherwise", Kind::Bool, "true: every lead that no route above took."),
        must("to", Kind::Text, "'team x', 'account.owner', 'lead.owner' or a person's handle."),
        may("within_days", Kind::Whole(1, 3660), "Only while the account's owner was active in the last so many days."),
        may("says", Kind::Text, "The route in plain words."),
    ],
);

/// What an absence does.
pub static ABSENCES: &[&str] = &["skip", "accrue", "hold"];

/// A team.
pub static TEAM: Table = table(
    "a team",
    "People who take leads in turn.",
    &[
        may("calendar", Kind::Name, "Its calendar; the only one where not written."),
        must(
            "members",
            Kind::Either(&[Kind::Names, Kind::Map(&Kind::Whole(1, 1000))]),
            "Handles in the order that breaks ties, each with a weight or none.",
        ),
        may(
            "open_at_most",
            Kind::Whole(1, 1_000_000),
            "The most open leads one member may hold; no cap where not written.",
        ),
        may("absent", Kind::Word(ABSENCES), "What an absence does to a member's turn; skip where not written."),
        may("manager", Kind::Name, "Who is told as manager; who signs for sales where not written."),
    ],
);

/// Who gets a lead that nobody could take.
pub static NOBODY: Table = table(
    "the last resort",
    "Who gets a lead that nobody could take.",
    &[must("to", Kind::Text, "'team x' or a person's handle."), may("says", Kind::Text, "Why, in plain words.")],
);

/// What happens to a rejected lead.
pub static DISPOSITIONS: &[&str] = &["reroute", "merge", "recycle", "disqualify"];

static DISPOSITION_KIND: Kind = Kind::Word(DISPOSITIONS);

/// Reasons to reject.
pub static REJECT: Table = table(
    "the reasons to reject",
    "Why sales may reject a lead before contact, by kind, and what happens then.",
    &[
        may("procedural", Kind::Map(&DISPOSITION_KIND), "The lead went the wrong way."),
        may("clerical", Kind::Map(&DISPOSITION_KIND), "What was passed on is wrong or missing."),
        may("definitional", Kind::Map(&DISPOSITION_KIND), "The lead is not what was agreed."),
    ],
);
