//! By what a report is split: a field of the lead or its account, or who brought and who holds it.

use entente_core::agreement::model::Agreement;
use serde::Serialize;

/// A way to group leads. The value is the last one known as of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Where the lead came from.
    Source,
    /// Who holds it, or held it last.
    Owner,
    /// Which team does.
    Team,
    /// The letter of fit.
    Grade,
    /// The digit of engagement.
    Level,
    /// A field of the lead, by its place in the agreement.
    Lead(usize),
    /// A field of the lead's account, by its place in the agreement.
    Account(usize),
}

impl Dimension {
    /// Reads `source`, `owner`, `team`, `grade`, `level`, `lead.FIELD`, `account.FIELD` or a field's bare name.
    ///
    /// # Errors
    /// Names what would have been understood.
    pub fn parse(word: &str, agreement: &Agreement) -> Result<Dimension, String> {
        let lead = |name| agreement.lead_fields.position(name).map(Dimension::Lead);
        let account = |name| agreement.account_fields.position(name).map(Dimension::Account);
        let found = match (word, word.split_once('.')) {
            ("source" | "lead.source", _) => Some(Dimension::Source),
            ("owner" | "lead.owner", _) => Some(Dimension::Owner),
            ("team", _) => Some(Dimension::Team),
            ("grade", _) => Some(Dimension::Grade),
            ("level", _) => Some(Dimension::Level),
            (_, Some(("lead", name))) => lead(name),
            (_, Some(("account", name))) => account(name),
            _ => lead(word).or_else(|| account(word)),
        };
        found.ok_or_else(|| {
            let fields = agreement.lead_fields.names().chain(agreement.account_fields.names());
            let known: Vec<&str> = ["source", "owner", "team", "grade", "level"].into_iter().chain(fields).collect();
            format!("nothing to group by is called '{word}'. There is: {}", known.join(", "))
        })
    }
}
