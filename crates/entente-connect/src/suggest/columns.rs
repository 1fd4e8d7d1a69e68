//! What each column probably is, and why; where two are the same, the better one.

use std::collections::BTreeMap;

use entente_core::agreement::model::FieldKind;
use entente_core::id::Name;

use super::evidence::Evidence;
use super::meaning::{Headings, Meaning, folded};
use super::reading::{self, Doubt, Reading};
use super::{Known, System, Target};

/// A column and what it is taken to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// Which member of the JSON objects in it, where it is one of those.
    pub member: Option<String>,
    /// In how many rows it says something.
    pub filled: u64,
    /// The first few different values.
    pub samples: Vec<Sample>,
    /// What it probably becomes.
    pub target: Target,
    /// Why.
    pub why: Why,
    evidence: Evidence,
    semicolons: bool,
}

/// A value as it stands in the file, cut to what a table can show.
pub type Sample = String;

/// Why a column is taken for something, or for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Its heading is the name of a field of the agreement.
    Field(Name),
    /// Its heading is one that this system writes.
    System(System, Meaning),
    /// Its heading says so.
    Heading(Meaning),
    /// Its values are mail addresses.
    Mails,
    /// Its values are times.
    Times,
    /// Its values are countries.
    Countries,
    /// Another column says the same, better or first.
    Better(String),
    /// Entente works this out itself.
    WorkedOut(Meaning),
    /// What it means is clear, and the agreement has no field for it.
    NoField(Meaning),
    /// The heading says one thing and the values say another.
    Contradicts(Meaning),
    /// It holds JSON objects; their members stand below.
    Members,
    /// It is empty in every row.
    Empty,
    /// Neither its heading nor its values say what it is.
    Nothing,
}

/// How sure a target is; the surest column gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    Not,
    ByValues,
    ByHeading,
    ByName,
}

impl Column {
    pub(super) fn new(name: &str, member: Option<String>, evidence: Evidence, semicolons: bool) -> Column {
        Column {
            name: name.to_owned(),
            member,
            filled: evidence.filled,
            samples: evidence.samples.clone(),
            target: Target::Leave,
            why: Why::Nothing,
            evidence,
            semicolons,
        }
    }

    /// What a person reads as its name: `attributes > city` for a member.
    pub fn label(&self) -> String {
        match &self.member {
            Some(member) => format!("{} > {member}", self.name),
            None => self.name.clone(),
        }
    }

    /// How its cells are read for a target, and what is doubtful about that.
    pub fn reading(&self, target: &Target, known: &Known) -> (Reading, Vec<Doubt>) {
        reading::of(self, target, known)
    }

    pub(super) fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    pub(super) fn semicolons(&self) -> bool {
        self.semicolons
    }

    fn heading(&self) -> &str {
        self.member.as_deref().unwrap_or(&self.name)
    }
}

/// Gives every column its target and the reason.
pub(super) fn judge(columns: &mut [Column], system: Option<System>, known: &Known) {
    let headings = Headings::read();
    let mut sure = Vec::new();
    for column in columns.iter_mut() {
        let (target, why, how) = guess(column, &headings, system, known);
        (column.target, column.why) = (target, why);
        sure.push(how);
    }
    let mut best: BTreeMap<Target, (Sure, usize)> = BTreeMap::new();
    for (place, column) in columns.iter().enumerate().filter(|(_, column)| column.target.is_single()) {
        let own = (sure[place], place);
        let kept = best.entry(column.target.clone()).or_insert(own);
        *kept = if own.0 > kept.0 { own } else { *kept };
    }
    for place in 0..columns.len() {
        let better = best.get(&columns[place].target).map(|(_, better)| *better).filter(|better| *better != place);
        if let Some(better) = better {
            let better = columns[better].label();
            (columns[place].target, columns[place].why) = (Target::Leave, Why::Better(better));
        }
    }
}

fn guess(column: &Column, headings: &Headings, system: Option<System>, known: &Known) -> (Target, Why, Sure) {
    let leave = |why| (Target::Leave, why, Sure::Not);
    let told = column.evidence();
    if told.filled == 0 {
        return leave(Why::Empty);
    }
    if told.members().next().is_some() {
        return leave(Why::Members);
    }
    if let Some((target, name)) = by_name(column.heading(), known) {
        return (target, Why::Field(name), Sure::ByName);
    }
    match headings.meaning(column.heading()) {
        Some(meaning) => by_meaning(column, meaning, headings, system, known),
        None => by_values(told, known),
    }
}

/// A field of the agreement whose name the heading is.
fn by_name(heading: &str, known: &Known) -> Option<(Target, Name)> {
    let own = folded(heading);
    let of = own.strip_prefix("company").or_else(|| own.strip_prefix("account"));
    let find = |fields: &[(Name, FieldKind)], own: &str| {
        fields.iter().find(|(name, _)| folded(name.as_str()) == own).map(|(name, _)| name.clone())
    };
    let account = of.filter(|rest| *rest != "name").and_then(|rest| find(&known.account, rest));
    if let Some(name) = account {
        return Some((Target::AccountField(name.clone()), name));
    }
    // The shown fields have their own headings; a field that the agreement declares outranks what a heading means.
    let declared = |fields: &[(Name, FieldKind)], own: &str, shown: &[&str]| {
        find(fields, own).filter(|name| !shown.contains(&name.as_str()))
    };
    declared(&known.lead, &own, crate::csv::map::SHOWN_OF_LEAD)
        .map(|name| (Target::LeadField(name.clone()), name))
        .or_else(|| {
            declared(&known.account, &own, crate::csv::map::SHOWN_OF_ACCOUNT)
                .map(|name| (Target::AccountField(name.clone()), name))
        })
}

fn by_meaning(
    column: &Column,
    meaning: Meaning,
    headings: &Headings,
    system: Option<System>,
    known: &Known,
) -> (Target, Why, Sure) {
    use Meaning as M;
    let told = column.evidence();
    let leave = |why| (Target::Leave, why, Sure::Not);
    let heading = || system.map_or(Why::Heading(meaning), |system| Why::System(system, meaning));
    let take = |target| (target, heading(), Sure::ByHeading);
    match meaning {
        M::Mail if !told.mostly(told.mails, 50) => leave(Why::Contradicts(meaning)),
        M::Created if told.times.best().1 * 2 < told.filled => leave(Why::Contradicts(meaning)),
        M::Title if is_salutation(told) => leave(Why::NoField(M::Salutation)),
        M::Mail => take(Target::Mail),
        M::Record => take(Target::Record),
        M::User => take(Target::User),
        M::Anonymous => take(Target::Anonymous),
        M::Created => take(Target::Created),
        M::Source => take(Target::Source),
        M::Domain => take(Target::Account),
        M::Company => take(Target::AccountField(Name::from("name"))),
        M::OptedOut => take(Target::OptedOut),
        M::Status if has_left(told) => take(Target::OptedOut),
        M::AccountOwner => take(Target::AccountOwner),
        M::Stage | M::Status | M::Score | M::Owner => leave(Why::WorkedOut(meaning)),
        other => match field_of(other, headings, known) {
            Some(target) => take(target),
            None => leave(Why::NoField(other)),
        },
    }
}

/// The field that holds what this means: one of the agreement whose own name means it, else one that pages show.
fn field_of(meaning: Meaning, headings: &Headings, known: &Known) -> Option<Target> {
    let means = |name: &Name| headings.meaning(name.as_str()) == Some(meaning);
    let account =
        known.account.iter().find(|(name, _)| name.as_str() != "name" && name.as_str() != "city" && means(name));
    let lead = known.lead.iter().find(|(name, _)| means(name));
    let target = account.map(|(name, _)| Target::AccountField(name.clone()));
    target.or_else(|| lead.map(|(name, _)| Target::LeadField(name.clone())))
}

fn by_values(told: &Evidence, known: &Known) -> (Target, Why, Sure) {
    if told.mostly(told.mails, 80) {
        return (Target::Mail, Why::Mails, Sure::ByValues);
    }
    if told.mostly(told.times.best().1, 90) {
        return (Target::Created, Why::Times, Sure::ByValues);
    }
    let country = |(name, kind): &&(Name, FieldKind)| (*kind == FieldKind::Country).then(|| name.clone());
    if told.mostly(told.countries(), 90) && told.distinct.len() > 1 {
        let account = known.account.iter().find_map(|field| country(&field)).map(Target::AccountField);
        let lead = || known.lead.iter().find_map(|field| country(&field)).map(Target::LeadField);
        if let Some(target) = account.or_else(lead) {
            return (target, Why::Countries, Sure::ByValues);
        }
    }
    (Target::Leave, Why::Nothing, Sure::Not)
}

/// Mr. and Mrs., under the heading of a job.
fn is_salutation(told: &Evidence) -> bool {
    const WORDS: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "prof", "mx", "herr", "frau", "sir", "madam", "님"];
    let words = told.distinct.iter().filter(|(text, _)| WORDS.contains(&folded(text).as_str()));
    told.mostly(words.map(|(_, times)| times).sum(), 60)
}

/// Whether a status says of some that they have left.
fn has_left(told: &Evidence) -> bool {
    told.distinct.keys().any(|text| ["unsubscribed", "blocklisted", "optedout"].contains(&folded(text).as_str()))
}
