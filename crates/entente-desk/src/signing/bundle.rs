//! A bundle: the text, the bytes, the signatures and how to verify them, as files whose names people also type.

use entente_core::agreement::canonical::{canonical, hash};
use entente_core::agreement::model::Agreement;
use entente_core::id::AgreementHash;
use ssh_key::PublicKey;

use super::allowed::{Allowed, Unwritable};
use super::{NAMESPACE, PARTIES, Signed, party_of};

pub mod file {
    //! Names of a bundle's files.

    use entente_core::agreement::model::PartyKind;

    /// The source, to the byte.
    pub const SOURCE: &str = "agreement.yaml";
    /// The canonical bytes, which are what is signed.
    pub const CANONICAL: &str = "agreement.jcs";
    /// Who may sign with which key, in OpenSSH's own format.
    pub const ALLOWED: &str = "allowed_signers";
    /// How to verify it all with OpenSSH.
    pub const README: &str = "README.txt";

    /// The file that holds a party's signature: `marketing.sig`.
    #[must_use]
    pub fn signature(party: PartyKind) -> String {
        format!("{}.sig", party.as_str())
    }
}

/// A bundle that holds together: every signature in it is good.
#[derive(Debug)]
pub struct Bundle {
    /// What was signed, checked.
    pub agreement: Agreement,
    /// Its source, to the byte.
    pub source: String,
    /// Its identity.
    pub hash: AgreementHash,
    /// The signatures in it, marketing's first; at most one of each party.
    pub signatures: Vec<Signed>,
}

impl Bundle {
    /// Whether both parties have signed: only then may it come into force.
    #[must_use]
    pub fn is_signed_by_both(&self) -> bool {
        PARTIES.iter().all(|party| self.signatures.iter().any(|signed| signed.party == *party))
    }
}

/// Every file of the bundle, by name.
///
/// # Errors
/// A signer whose name would read as a pattern, or a key that cannot be written.
pub fn bundle_files(
    source: &str,
    agreement: &Agreement,
    signatures: &[Signed],
) -> Result<Vec<(String, String)>, Unwritable> {
    let mut files = vec![
        (file::SOURCE.to_owned(), source.to_owned()),
        (file::CANONICAL.to_owned(), canonical(agreement)),
        (file::ALLOWED.to_owned(), allowed_signers(agreement, signatures)?),
        (file::README.to_owned(), readme(agreement, signatures)),
    ];
    files.extend(signatures.iter().map(|signed| (file::signature(signed.party), signed.armored.clone())));
    Ok(files)
}

/// One line for each signature.
fn allowed_signers(agreement: &Agreement, signatures: &[Signed]) -> Result<String, Unwritable> {
    signatures.iter().try_fold(String::new(), |lines, signed| {
        let key = PublicKey::from_openssh(&signed.public_key).map_err(Unwritable::Key)?.key_data().clone();
        let allowed = Allowed { principal: party_of(agreement, signed.party).signs.clone(), key };
        Ok(lines + &format!("{}\n", allowed.line()?))
    })
}

/// How to verify the bundle with OpenSSH alone.
fn readme(agreement: &Agreement, all: &[Signed]) -> String {
    let (source, bytes) = (file::SOURCE, file::CANONICAL);
    let mut text = format!(
        "{}\nIdentity: {}\n\n\
         {source} is what was agreed, as it was written. {bytes} is the same without comments and spelling, in the\n\
         canonical form (RFC 8785) that both parties sign; its SHA-256 is the identity above.\n\n\
         To verify offline with OpenSSH, in this folder:\n\n  sha256sum {bytes}\n",
        agreement.title,
        hash(agreement),
    );
    for signed in all {
        text += &format!(
            "  ssh-keygen -Y verify -f {} -I {} -n {NAMESPACE} -s {} < {}\n",
            file::ALLOWED,
            signed.principal,
            file::signature(signed.party),
            file::CANONICAL
        );
    }
    text += "\nTo see also that both files say the same: entente verify .\n\nSigned by:\n";
    for party in PARTIES {
        let principal = &party_of(agreement, party).signs;
        let by = all.iter().find(|signed| signed.party == party);
        let key = by.map_or("not yet signed", |signed| signed.fingerprint.as_str());
        text += &format!("  {:<10} {principal}  {key}\n", party.as_str());
    }
    text + "\nCompare the fingerprints with the signers by another way than the one this folder came by.\n"
}
