//! Keys of the parties, their calendars, and the fields that conditions may name.

use super::{Kind, Table, may, must, table};

/// Both parties.
pub static PARTIES: Table = table(
    "the parties",
    "The two who sign.",
    &[
        must("marketing", PARTY_KIND, "Marketing's side: who signs for it, or its name and who signs."),
        must("sales", PARTY_KIND, "Sales' side: who signs for it, or its name and who signs."),
    ],
);

const PARTY_KIND: Kind = Kind::Either(&[Kind::Mail, Kind::Table(&PARTY)]);

/// One party.
pub static PARTY: Table = table(
    "a party",
    "One side of the agreement.",
    &[
        may("name", Kind::Text, "What it calls itself; Marketing or Sales where not written."),
        must("signs", Kind::Mail, "Mail address of the person who signs for it."),
    ],
);

pub(super) static CALENDAR_KIND: Kind = Kind::Table(&CALENDAR);
const HOURS: Kind = Kind::Either(&[Kind::Hours, Kind::List(&Kind::Hours)]);

/// A calendar.
pub static CALENDAR: Table = table(
    "a calendar",
    "Opening hours in local time, with the dates that differ.",
    &[
        may("timezone", Kind::Zone, "IANA zone of its hours; the agreement's where not written."),
        must("open", Kind::Map(&HOURS), "Hours by weekday: mon, mon-fri, 'sat, sun'."),
        may(
            "closed",
            Kind::Either(&[Kind::Map(&Kind::Text), Kind::Texts]),
            "Closed dates, with the reason of each or as a list.",
        ),
        may("special", Kind::Map(&HOURS), "Dates with hours of their own."),
    ],
);

/// The fields of a lead and of an account.
pub static FIELDS: Table = table(
    "the fields",
    "Everything a condition may name, typed.",
    &[
        may("lead", Kind::Map(&FIELD_KIND), "Fields of a lead."),
        may("account", Kind::Map(&FIELD_KIND), "Fields of an account."),
    ],
);

/// The types of a field.
pub static FIELD_TYPES: &[&str] = &["choice", "set", "bool", "number", "text", "country", "date"];

static FIELD_KIND: Kind = Kind::Either(&[Kind::Table(&FIELD), Kind::Word(FIELD_TYPES)]);

/// A field.
pub static FIELD: Table = table(
    "a field",
    "One thing that is recorded, and what it may hold.",
    &[
        must("type", Kind::Word(FIELD_TYPES), "What it may hold."),
        may("of", Kind::Texts, "The words of a choice or set."),
        may(
            "from",
            Kind::Name,
            "Computed from another field: a bool from 'email' is whether its domain is a free-mail one.",
        ),
    ],
);
