//! Putting a party's signature into a bundle, without ever touching what the other party has signed.

use std::path::Path;

use anyhow::{Context, bail};
use entente_core::agreement::canonical::{canonical, hash};
use entente_core::agreement::model::{Agreement, PartyKind};
use ssh_key::{HashAlg, LineEnding, PrivateKey, PublicKey};

use super::allowed::Allowed;
use super::check::check_signature;
use super::{NAMESPACE, PARTIES, Signed, check_bundle, file, party_of, signature_file};

/// Where a signature comes from.
#[derive(Debug)]
pub(crate) enum Mark<'a> {
    /// Made now with this key.
    Key(&'a PrivateKey),
    /// Made before by `ssh-keygen -Y sign`: the armoured text.
    Armored(&'a str),
}

/// Signs `source`, whose checked form is `agreement`, for one party, and writes it into the folder `dir`, which is
/// made where it is not there. Signing again with the same key changes nothing.
///
/// # Errors
/// Refuses a bundle of another text, a bundle that does not hold together, a party that has signed with another key,
/// a key that signed for the other party, and a signature that is not one of this text. Nothing is written then.
pub(crate) fn sign_bundle(
    source: &str,
    agreement: &Agreement,
    party: PartyKind,
    mark: &Mark<'_>,
    dir: &Path,
) -> anyhow::Result<Signed> {
    let text = canonical(agreement);
    let armored = match mark {
        Mark::Key(key) => key.sign(NAMESPACE, HashAlg::Sha512, text.as_bytes())?.to_pem(LineEnding::LF)?,
        Mark::Armored(armored) => (*armored).to_owned(),
    };
    let signed = check_signature(agreement, text.as_bytes(), party, &armored).map_err(|failure| {
        anyhow::anyhow!("{failure}. Sign the canonical bytes, made by: entente hash --canonical FILE > agreement.jcs")
    })?;
    let before = earlier_signatures(dir, &text)?;
    refuse_second_thoughts(&before, &signed)?;
    let mut all: Vec<&Signed> = before.iter().filter(|other| other.party != party).collect();
    all.push(&signed);
    all.sort_by_key(|signed| signed.party);
    write_bundle(source, agreement, &all, dir)?;
    Ok(signed)
}

/// The signatures the bundle holds already; none where there is no bundle yet.
fn earlier_signatures(dir: &Path, text: &str) -> anyhow::Result<Vec<Signed>> {
    let shown = dir.display();
    match std::fs::read(dir.join(file::CANONICAL)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("cannot read {shown}/{}", file::CANONICAL)),
        Ok(bytes) if bytes != text.as_bytes() => bail!(
            "{shown} holds another text. A signature stands for the text it was given for, so an edited agreement \
             starts without signatures: sign into a new folder with --into, or remove {shown} and let both parties sign anew"
        ),
        Ok(_) => {}
    }
    match check_bundle(dir) {
        Ok(bundle) => Ok(bundle.signatures),
        Err(failures) => bail!("{shown} does not hold together, so nothing was added to it:\n{failures}"),
    }
}

/// Nobody un-signs, and nobody signs for both.
fn refuse_second_thoughts(before: &[Signed], signed: &Signed) -> anyhow::Result<()> {
    for other in before {
        let same_key = other.public_key == signed.public_key;
        if other.party == signed.party && !same_key {
            bail!(
                "{} has signed already, with the key {}. To sign with another key, start anew with --into",
                signed.party.as_str(),
                other.fingerprint
            );
        }
        if other.party != signed.party && same_key {
            bail!("this key has signed for {} already; each party signs with its own", other.party.as_str());
        }
    }
    Ok(())
}

/// Writes every file of the bundle but a source that is there already, which is kept to the byte.
fn write_bundle(source: &str, agreement: &Agreement, all: &[&Signed], dir: &Path) -> anyhow::Result<()> {
    let mut lines = String::new();
    for signed in all {
        let key = PublicKey::from_openssh(&signed.public_key)?.key_data().clone();
        let allowed = Allowed { principal: party_of(agreement, signed.party).signs.clone(), key };
        lines += &format!("{}\n", allowed.line()?);
    }
    std::fs::create_dir_all(dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
    let write = |name: &str, text: &str| {
        let path = dir.join(name);
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    };
    if !dir.join(file::SOURCE).exists() {
        write(file::SOURCE, source)?;
    }
    write(file::CANONICAL, &canonical(agreement))?;
    write(file::ALLOWED, &lines)?;
    write(file::README, &readme(agreement, all))?;
    all.iter().try_for_each(|signed| write(&signature_file(signed.party), &signed.armored))
}

/// How to verify the bundle with OpenSSH alone.
fn readme(agreement: &Agreement, all: &[&Signed]) -> String {
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
            signature_file(signed.party),
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
