//! What a column can become, and what an agreement knows that a column can be.

use std::fmt;
use std::str::FromStr;

use entente_core::agreement::model::{Agreement, Field, FieldKind, Named};
use entente_core::id::Name;

use crate::csv::map::{Declared, SHOWN_OF_ACCOUNT, SHOWN_OF_LEAD};

/// What a column becomes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Nothing: it is left out.
    Leave,
    /// A mail address of the person.
    Mail,
    /// The person's record number at the source.
    Record,
    /// The person's user id.
    User,
    /// A browser's anonymous id.
    Anonymous,
    /// The account's key: its domain or number.
    Account,
    /// Where the lead came from.
    Source,
    /// When the lead came in.
    Created,
    /// Whether the person has asked for no more mail.
    OptedOut,
    /// Who owns the account.
    AccountOwner,
    /// A field of the lead.
    LeadField(Name),
    /// A field of the account.
    AccountField(Name),
}

impl Target {
    /// Whether only one column may become it.
    pub fn is_single(&self) -> bool {
        !matches!(self, Target::Leave | Target::Account | Target::OptedOut)
    }

    /// The word before a field's name, or the whole word of any other target.
    fn word(&self) -> &'static str {
        match self {
            Target::Leave => "leave",
            Target::Mail => "mail",
            Target::Record => "record",
            Target::User => "user",
            Target::Anonymous => "anonymous",
            Target::Account => "account",
            Target::Source => "source",
            Target::Created => "created",
            Target::OptedOut => "opted_out",
            Target::AccountOwner => "account_owner",
            Target::LeadField(_) => "lead",
            Target::AccountField(_) => "account",
        }
    }

    /// All targets without a field's name, in the order of a list.
    pub const PLAIN: [Target; 10] = [
        Target::Leave,
        Target::Mail,
        Target::Record,
        Target::User,
        Target::Anonymous,
        Target::Created,
        Target::Source,
        Target::Account,
        Target::AccountOwner,
        Target::OptedOut,
    ];
}

/// `mail`, `lead.seniority`, `account.employees`.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::LeadField(name) | Target::AccountField(name) => write!(f, "{}.{name}", self.word()),
            plain => f.write_str(plain.word()),
        }
    }
}

/// What [`Target`]'s display writes.
impl FromStr for Target {
    type Err = String;
    fn from_str(text: &str) -> Result<Target, String> {
        match text.split_once('.') {
            Some(("lead", name)) if !name.is_empty() => Ok(Target::LeadField(Name::new(name))),
            Some(("account", name)) if !name.is_empty() => Ok(Target::AccountField(Name::new(name))),
            _ => {
                let plain = Target::PLAIN.into_iter().find(|target| target.word() == text);
                plain.ok_or_else(|| format!("a column cannot become '{text}'"))
            }
        }
    }
}

/// What an agreement knows: the fields a column may fill, and the people it may name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    /// Fields of the lead; those that pages show come last, as text.
    pub lead: Vec<(Name, FieldKind)>,
    /// Fields of the account.
    pub account: Vec<(Name, FieldKind)>,
    /// Handles of the people of both parties.
    pub people: Vec<Name>,
    declared: Declared,
}

impl Known {
    /// What this agreement knows. A field that is computed from another cannot be filled.
    pub fn of(agreement: &Agreement) -> Known {
        let told = |fields: &Named<Field>| -> Vec<(Name, FieldKind)> {
            let told = fields.iter().filter(|(_, field)| field.from.is_none());
            told.map(|(name, field)| (name.clone(), field.kind.clone())).collect()
        };
        let teams = agreement.handoff.iter().flat_map(|handoff| handoff.teams.iter().map(|(_, team)| team));
        let people =
            teams.flat_map(|team| team.members.iter().map(|(name, _)| name.clone()).chain(team.manager.clone()));
        let mut people: Vec<Name> = people.collect();
        people.sort();
        people.dedup();
        Known {
            lead: with_shown(told(&agreement.lead_fields), SHOWN_OF_LEAD),
            account: with_shown(told(&agreement.account_fields), SHOWN_OF_ACCOUNT),
            people,
            declared: Declared::of(agreement),
        }
    }

    /// What is known without an agreement: what pages show.
    pub fn nothing() -> Known {
        Known {
            lead: with_shown(Vec::new(), SHOWN_OF_LEAD),
            account: with_shown(Vec::new(), SHOWN_OF_ACCOUNT),
            ..Known::default()
        }
    }

    /// The agreement's fields, for reading a mapping.
    pub fn declared(&self) -> &Declared {
        &self.declared
    }

    /// Every target, in the order of a list.
    pub fn targets(&self) -> Vec<Target> {
        let lead = self.lead.iter().map(|(name, _)| Target::LeadField(name.clone()));
        let account = self.account.iter().map(|(name, _)| Target::AccountField(name.clone()));
        Target::PLAIN.into_iter().chain(lead).chain(account).collect()
    }

    /// What the field of a target holds; none where the target is no field of the agreement.
    pub fn kind(&self, target: &Target) -> Option<&FieldKind> {
        let (fields, name) = match target {
            Target::LeadField(name) => (&self.lead, name),
            Target::AccountField(name) => (&self.account, name),
            _ => return None,
        };
        fields.iter().find(|(own, _)| own == name).map(|(_, kind)| kind)
    }
}

/// Fields, and those that pages show whether the agreement names them or not.
fn with_shown(mut fields: Vec<(Name, FieldKind)>, shown: &[&str]) -> Vec<(Name, FieldKind)> {
    for name in shown {
        if !fields.iter().any(|(own, _)| own.as_str() == *name) {
            fields.push((Name::from(*name), FieldKind::Text));
        }
    }
    fields
}
