//! Every key of the language, once: the reader knows its keys from these tables, and the JSON Schema is made of them,
//! so that an editor never offers what the checker refuses.

pub mod people;
pub mod process;
pub mod promises;
pub mod rhythm;
pub mod scoring;

/// The keys of one kind of mapping.
#[derive(Debug)]
pub struct Table {
    /// What it is called, in the words of a refusal: `a goal`, `a signal`.
    pub name: &'static str,
    /// What it is for, in one sentence: editors show it.
    pub says: &'static str,
    /// The key that tells this shape from others that may stand in the same place; empty where there are no others.
    pub by: &'static str,
    /// Its keys, in the order in which a person would write them.
    pub keys: &'static [Key],
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// Whether it must stand.
    pub required: bool,
    /// What may stand behind it.
    pub kind: Kind,
    /// What it means, in one sentence, with its default.
    pub says: &'static str,
}

/// What may stand behind a key.
#[derive(Debug)]
pub enum Kind {
    /// Free text.
    Text,
    /// A name that is declared elsewhere or a person's handle.
    Name,
    /// Several names.
    Names,
    /// Several texts.
    Texts,
    /// `true` or `false`.
    Bool,
    /// A whole number, from the least to the most.
    Whole(i64, i64),
    /// A number with at most six decimals.
    Number,
    /// A share, `5%`.
    Share,
    /// A length of time, `30d`.
    Span,
    /// How long something may take, `4 business hours`.
    Target,
    /// A condition.
    Condition,
    /// An instant with its offset.
    Instant,
    /// A time of day, `10:00`.
    TimeOfDay,
    /// An IANA time zone.
    Zone,
    /// A mail address.
    Mail,
    /// Hours, `09:00-12:30`.
    Hours,
    /// A value of a declared field or an event's property.
    Value,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A mapping with these keys.
    Table(&'static Table),
    /// A mapping of one of these shapes.
    Shapes(&'static [&'static Table]),
    /// A mapping from names of the author's own to this.
    Map(&'static Kind),
    /// A list of these.
    List(&'static Kind),
    /// One of these.
    Either(&'static [Kind]),
}

/// A key that must stand.
const fn must(name: &'static str, kind: Kind, says: &'static str) -> Key {
    Key { name, required: true, kind, says }
}

/// A key that may stand.
const fn may(name: &'static str, kind: Kind, says: &'static str) -> Key {
    Key { name, required: false, kind, says }
}

/// A mapping with no other shape in its place.
const fn table(name: &'static str, says: &'static str, keys: &'static [Key]) -> Table {
    Table { name, says, by: "", keys }
}

/// A mapping that is told from others in its place by one key.
const fn shape(name: &'static str, by: &'static str, says: &'static str, keys: &'static [Key]) -> Table {
    Table { name, says, by, keys }
}

/// One name or a list of names.
const NAME_OR_NAMES: Kind = Kind::Either(&[Kind::Name, Kind::Names]);

/// The two parties.
pub static PARTY_WORDS: &[&str] = &["marketing", "sales"];

/// The whole agreement.
pub static ROOT: Table = table(
    "an agreement",
    "What sales and marketing agree, sign and have run.",
    &[
        must("entente", Kind::Whole(1, 1), "The version of the language: 1."),
        must("title", Kind::Text, "What the agreement is called."),
        may("currency", Kind::Text, "ISO 4217 code of every amount of money; EUR where not written."),
        may("timezone", Kind::Zone, "IANA zone of periods and days; UTC where not written."),
        must("parties", Kind::Table(&people::PARTIES), "The two who sign."),
        may(
            "calendars",
            Kind::Map(&people::CALENDAR_KIND),
            "Business calendars; Monday to Friday 09:00-17:00 where not written.",
        ),
        may("goals", Kind::Map(&Kind::Shapes(rhythm::GOALS)), "§1 What both parties want together."),
        may("fields", Kind::Table(&people::FIELDS), "What is recorded about a lead and its account, typed."),
        may("lists", Kind::Map(&Kind::Texts), "Named lists that conditions ask by list('name')."),
        may("buyers", Kind::Map(&scoring::BUYER_KIND), "§2 The target buyers."),
        may("fit", Kind::Map(&scoring::FIT_KIND), "§2 What counts for fit."),
        may(
            "grades",
            Kind::Map(&Kind::Number),
            "§2 Letters by least fit, best first; A 75, B 50, C 25, D 0 where not written.",
        ),
        may("signals", Kind::Map(&scoring::SIGNAL_KIND), "§3 What shows interest."),
        may(
            "levels",
            Kind::Map(&Kind::Number),
            "§3 Digits by least engagement, best first; 1 60, 2 35, 3 0 where not written.",
        ),
        may(
            "stages",
            Kind::Map(&process::STAGE_KIND),
            "§4 Stages, first to last; inquiry, mql, sal, customer where not written.",
        ),
        may("leaves", Kind::Table(&process::LEAVES), "§4 The two ways out of the process."),
        may("qualified", process::QUALIFIED_KIND, "§5 When a lead is qualified: rules, the first that holds is cited."),
        may(
            "handoff",
            Kind::Table(&process::HANDOFF),
            "§6 The handoff; to who signs for sales where not written and 'qualified' is.",
        ),
        may("sla", Kind::Table(&promises::SLA), "§7 What each side promises."),
        may("nurture", Kind::Map(&rhythm::PROGRAM_KIND), "§8 How leads are kept warm until they are ready."),
        may("segments", Kind::Map(&rhythm::SEGMENT_KIND), "§8 Named groups of leads."),
        may("metrics", Kind::Map(&Kind::Shapes(rhythm::METRICS)), "§9 What is measured, defined once."),
        may("meetings", Kind::Map(&rhythm::MEETING_KIND), "§10 When the parties meet."),
        may("amend", Kind::Table(&rhythm::AMEND), "§11 How a change of this agreement takes effect."),
        may("keep", Kind::Table(&rhythm::KEEP), "§12 What is kept, and for how long; everything where not written."),
        may(
            "examples",
            Kind::List(&rhythm::EXAMPLE_KIND),
            "Worked examples: what happened to a lead, and what must come of it.",
        ),
    ],
);
