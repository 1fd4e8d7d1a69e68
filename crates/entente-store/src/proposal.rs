//! Texts that were put before both parties, with the signatures they have got so far. What both signed goes to the
//! agreements; what was declined or withdrawn stays here with its reason.

use crate::database::{Row, params};
use entente_core::agreement::model::PartyKind;
use entente_core::id::AgreementHash;
use entente_core::time::Instant;
use serde::{Deserialize, Serialize};

use crate::sql::statements;
use crate::{Error, Store};

statements! { "proposal.sql": INSERT_PROPOSAL = "insert", UPDATE = "update", GET = "get", ALL = "all" }

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProposalStatus {
    /// Before both parties.
    Open,
    /// One party said no.
    Declined,
    /// Its party took it back.
    Withdrawn,
    /// Both signed, and it was put in force.
    InForce,
}

impl ProposalStatus {
    /// The word in the database and in message keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ProposalStatus::Open => "open",
            ProposalStatus::Declined => "declined",
            ProposalStatus::Withdrawn => "withdrawn",
            ProposalStatus::InForce => "in_force",
        }
    }

    fn from_word(word: &str) -> Option<ProposalStatus> {
        [ProposalStatus::Open, ProposalStatus::Declined, ProposalStatus::Withdrawn, ProposalStatus::InForce]
            .into_iter()
            .find(|status| status.as_str() == word)
    }
}

/// With what kind of key somebody signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// One that is kept here under the person's password.
    Held,
    /// One that is kept here in the open, for demonstrations.
    Demo,
    /// The person's own, which never was here.
    Own,
}

impl KeyKind {
    /// The word in the database and in message keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            KeyKind::Held => "held",
            KeyKind::Demo => "demo",
            KeyKind::Own => "own",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<KeyKind> {
        [KeyKind::Held, KeyKind::Demo, KeyKind::Own].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A signature under a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// For which party.
    pub party: PartyKind,
    /// Who signed, as the agreement names them.
    pub signer: String,
    /// Who signed, by number.
    pub user: i64,
    /// When.
    pub at: Instant,
    /// With what kind of key.
    pub kind: KeyKind,
    /// The signature over the canonical text (an armoured SSH signature).
    pub text: String,
}

/// A proposal. Its number is 0 before it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its number.
    pub number: u64,
    /// SHA-256 of the canonical text.
    pub hash: AgreementHash,
    /// As written, with its comments.
    pub source: String,
    /// What is signed.
    pub canonical: String,
    /// The agreement it is to replace.
    pub amends: Option<AgreementHash>,
    /// What it is for, in the proposer's words.
    pub note: String,
    /// From when it is to run; as soon as both have signed where none is said.
    pub effective: Option<Instant>,
    /// At most one of each party.
    pub signatures: Vec<Mark>,
    /// Where it stands.
    pub status: ProposalStatus,
    /// Why it was declined or withdrawn.
    pub reason: Option<String>,
    /// Who proposed it, by number.
    pub user: i64,
    /// When.
    pub proposed: Instant,
    /// Who ended it, and when.
    pub ended: Option<(i64, Instant)>,
}

impl Store {
    /// Keeps a new proposal and answers its number.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn add_proposal(&mut self, proposal: &Proposal) -> Result<u64, Error> {
        let signatures = signatures(proposal)?;
        let Proposal {
            hash, source, canonical, amends, note, effective, status, reason, user, proposed, ended, ..
        } = proposal;
        let params = params![
            hash.0,
            source,
            canonical,
            amends.map(|hash| hash.0),
            note,
            effective.map(Instant::as_micros),
            signatures,
            status.as_str(),
            reason,
            user,
            proposed.as_micros(),
            ended.map(|(user, _)| user),
            ended.map(|(_, at)| at.as_micros())
        ];
        let number: Option<i64> = self.first(INSERT_PROPOSAL, params, |row| row.get(0))?;
        number.map(|number| number as u64).ok_or_else(|| Error::NotFound("number for a new proposal".to_owned()))
    }

    /// Keeps what changed about a proposal.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such proposal.
    pub fn put_proposal(&mut self, proposal: &Proposal) -> Result<(), Error> {
        let signatures = signatures(proposal)?;
        let params = params![
            proposal.hash.0,
            proposal.source,
            proposal.canonical,
            proposal.amends.map(|hash| hash.0),
            proposal.note,
            proposal.effective.map(Instant::as_micros),
            signatures,
            proposal.status.as_str(),
            proposal.reason,
            proposal.user,
            proposal.proposed.as_micros(),
            proposal.ended.map(|(user, _)| user),
            proposal.ended.map(|(_, at)| at.as_micros()),
            proposal.number as i64
        ];
        match self.execute(UPDATE, params)? {
            0 => Err(Error::NotFound(format!("proposal {}", proposal.number))),
            _ => Ok(()),
        }
    }

    /// The proposal of this number.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names it.
    pub fn proposal(&self, number: u64) -> Result<Option<Proposal>, Error> {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        self.first(GET, [number], columns)?.map(read).transpose()
    }

    /// All proposals, newest first.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names one.
    pub fn proposals(&self) -> Result<Vec<Proposal>, Error> {
        self.rows(ALL, (), columns)?.into_iter().map(read).collect()
    }
}

fn signatures(proposal: &Proposal) -> Result<String, Error> {
    serde_json::to_string(&proposal.signatures).map_err(|why| Error::unreadable(proposal.hash, why))
}

/// A row before its words are read.
struct Columns {
    proposal: Proposal,
    signatures: String,
    status: String,
}

fn columns(row: &Row<'_>) -> Result<Columns, Error> {
    let ended = row.get::<Option<i64>>(12)?.zip(row.get::<Option<i64>>(13)?);
    let proposal = Proposal {
        number: row.get::<i64>(0)? as u64,
        hash: AgreementHash(row.get(1)?),
        source: row.get(2)?,
        canonical: row.get(3)?,
        amends: row.get::<Option<[u8; 32]>>(4)?.map(AgreementHash),
        note: row.get(5)?,
        effective: row.get::<Option<i64>>(6)?.map(Instant::from_micros),
        signatures: Vec::new(),
        status: ProposalStatus::Open,
        reason: row.get(9)?,
        user: row.get(10)?,
        proposed: Instant::from_micros(row.get(11)?),
        ended: ended.map(|(user, at)| (user, Instant::from_micros(at))),
    };
    Ok(Columns { proposal, signatures: row.get(7)?, status: row.get(8)? })
}

fn read(Columns { mut proposal, signatures, status }: Columns) -> Result<Proposal, Error> {
    let unreadable = |why: String| Error::unreadable(format_args!("proposal {}", proposal.number), why);
    let signatures = serde_json::from_str(&signatures).map_err(|why| unreadable(why.to_string()))?;
    let status =
        ProposalStatus::from_word(&status).ok_or_else(|| unreadable(format!("status '{status}' is unknown")))?;
    (proposal.signatures, proposal.status) = (signatures, status);
    Ok(proposal)
}
