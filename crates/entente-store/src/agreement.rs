//! Agreements as they were proposed and signed, kept to the byte; only what both parties signed is ever in force.

use crate::database::{Row, params};
use entente_core::agreement::model::PartyKind;
use entente_core::id::AgreementHash;
use entente_core::time::Instant;
use serde::{Deserialize, Serialize};

use crate::sql::statements;
use crate::{Error, Store, Tx};

statements! { "agreement.sql": INSERT = "insert", UPDATE = "update", GET = "get", ALL = "all", IN_FORCE = "in_force" }

/// Where an agreement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgreementStatus {
    /// Written, and signed by one party at most.
    Proposed,
    /// Signed by both; runs from its effective instant until another does.
    InForce,
    /// Another runs instead.
    Superseded,
    /// One party said no.
    Declined,
}

/// One party's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// For which party.
    pub party: PartyKind,
    /// Who signed, as the agreement names them.
    pub signer: String,
    /// When.
    pub at: Instant,
    /// The signature over the canonical text (an armoured SSH signature).
    pub text: String,
}

/// An agreement with its signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedAgreement {
    /// SHA-256 of the canonical text.
    pub hash: AgreementHash,
    /// As written, with its comments.
    pub source: String,
    /// What is signed.
    pub canonical: String,
    /// From when it runs.
    pub effective: Instant,
    /// At most one of each party.
    pub signatures: Vec<Signature>,
    /// Where it stands.
    pub status: AgreementStatus,
}

impl SignedAgreement {
    /// Whether this party signed.
    #[must_use]
    pub fn is_signed_by(&self, party: PartyKind) -> bool {
        self.signatures.iter().any(|signature| signature.party == party)
    }

    /// Whether both did.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.is_signed_by(PartyKind::Marketing) && self.is_signed_by(PartyKind::Sales)
    }
}

impl Store {
    /// All agreements, by effective instant, then hash.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the agreement.
    pub fn agreements(&self) -> Result<Vec<SignedAgreement>, Error> {
        self.rows(ALL, (), columns)?.into_iter().map(read).collect()
    }

    /// The agreement of this hash.
    ///
    /// # Errors
    /// [`Error::Unreadable`] names the agreement.
    pub fn agreement(&self, hash: AgreementHash) -> Result<Option<SignedAgreement>, Error> {
        self.first(GET, [hash.0], columns)?.map(read).transpose()
    }

    /// Keeps a new agreement, or a new signature or status of one that is kept.
    ///
    /// # Errors
    /// [`Error::Agreement`] where it is to be in force without both signatures, where a party signed twice, or where
    /// what somebody signed would change: its text, its effective instant, or a signature that was given.
    pub fn put_agreement(&mut self, agreement: &SignedAgreement) -> Result<(), Error> {
        let mut tx = self.begin()?;
        tx.put_agreement(agreement)?;
        tx.commit()
    }

    /// From when each agreement ran or runs, and its hash, by effective instant, then hash.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn agreements_in_force(&self) -> Result<Vec<(Instant, AgreementHash)>, Error> {
        self.rows(IN_FORCE, (), |row| Ok((Instant::from_micros(row.get(0)?), AgreementHash(row.get(1)?))))
    }
}

impl Tx<'_> {
    /// [`Store::put_agreement`], committed with what else is written.
    ///
    /// # Errors
    /// As there.
    pub fn put_agreement(&mut self, agreement: &SignedAgreement) -> Result<(), Error> {
        let refuse = |why| Error::Agreement { hash: agreement.hash.to_string(), why };
        if let Some(why) = wrong_with(agreement) {
            return Err(refuse(why));
        }
        let signatures =
            serde_json::to_string(&agreement.signatures).map_err(|why| Error::unreadable(agreement.hash, why))?;
        let (effective, status) = (agreement.effective.as_micros(), status_text(agreement.status));
        if let Some(kept) = self.agreement(agreement.hash)? {
            if let Some(why) = wrong_with_change(&kept, agreement) {
                return Err(refuse(why));
            }
            self.execute(UPDATE, params![agreement.source, effective, signatures, status, agreement.hash.0])?;
        } else {
            let (source, canonical) = (&agreement.source, &agreement.canonical);
            self.execute(INSERT, params![agreement.hash.0, source, canonical, effective, signatures, status])?;
        }
        Ok(())
    }
}

/// Why it cannot be kept as it is.
fn wrong_with(agreement: &SignedAgreement) -> Option<&'static str> {
    let count = |party| agreement.signatures.iter().filter(|signature| signature.party == party).count();
    let ran = matches!(agreement.status, AgreementStatus::InForce | AgreementStatus::Superseded);
    if count(PartyKind::Marketing) > 1 || count(PartyKind::Sales) > 1 {
        Some("has two signatures of one party")
    } else if ran && !agreement.is_signed() {
        Some("is not signed by both parties, so it cannot be in force")
    } else {
        None
    }
}

/// Why `kept` cannot become `wanted`. Before anybody signed, all but the canonical text may change.
fn wrong_with_change(kept: &SignedAgreement, wanted: &SignedAgreement) -> Option<&'static str> {
    let signed = !kept.signatures.is_empty();
    if kept.canonical != wanted.canonical {
        Some("has another canonical text: the hash is wrong")
    } else if signed && kept.source != wanted.source {
        Some("was signed, so its text stays as it is")
    } else if signed && kept.effective != wanted.effective {
        Some("was signed, so it runs from the instant that was signed")
    } else if !kept.signatures.iter().all(|signature| wanted.signatures.contains(signature)) {
        Some("was signed, and nobody un-signs: amend it")
    } else {
        None
    }
}

type Columns = (Vec<u8>, String, String, i64, String, String);

fn columns(row: &Row<'_>) -> Result<Columns, Error> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

fn read((hash, source, canonical, effective, signatures, status): Columns) -> Result<SignedAgreement, Error> {
    let hash =
        hash.try_into().map(AgreementHash).map_err(|_| Error::unreadable("an agreement's hash", "not 32 bytes"))?;
    let unreadable = |why: String| Error::unreadable(format_args!("agreement {hash}"), why);
    Ok(SignedAgreement {
        hash,
        source,
        canonical,
        effective: Instant::from_micros(effective),
        signatures: serde_json::from_str(&signatures).map_err(|why| unreadable(why.to_string()))?,
        status: read_status(&status).ok_or_else(|| unreadable(format!("status '{status}' is unknown")))?,
    })
}

fn status_text(status: AgreementStatus) -> &'static str {
    match status {
        AgreementStatus::Proposed => "proposed",
        AgreementStatus::InForce => "in_force",
        AgreementStatus::Superseded => "superseded",
        AgreementStatus::Declined => "declined",
    }
}

fn read_status(text: &str) -> Option<AgreementStatus> {
    [AgreementStatus::Proposed, AgreementStatus::InForce, AgreementStatus::Superseded, AgreementStatus::Declined]
        .into_iter()
        .find(|status| status_text(*status) == text)
}

#[cfg(test)]
mod tests;
