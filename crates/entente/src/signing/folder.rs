//! A bundle's folder: what is in it, and what is written into it without ever touching what was signed.

use std::path::Path;

use anyhow::{Context, bail};
use entente_core::agreement::canonical::canonical;
use entente_core::agreement::model::{Agreement, PartyKind};
use entente_desk::signing::{
    Bundle, Failure, Failures, Files, Mark, PARTIES, Signed, add_signature, bundle_files, check, file, signed_by,
};

/// Checks the bundle in a folder against the list of signers it carries.
///
/// # Errors
/// Everything that is wrong with it. A bundle that only one party has signed is not wrong: ask
/// [`Bundle::is_signed_by_both`] before putting it into force.
pub(crate) fn check_bundle(dir: &Path) -> Result<Bundle, Failures> {
    check_bundle_with(dir, &dir.join(file::ALLOWED))
}

/// Checks the bundle in a folder against a list of signers kept elsewhere, which nobody who sends a bundle can change.
///
/// # Errors
/// As [`check_bundle`].
pub(crate) fn check_bundle_with(dir: &Path, signers: &Path) -> Result<Bundle, Failures> {
    let is_signed = PARTIES.iter().any(|party| dir.join(file::signature(*party)).exists());
    if !is_signed && !dir.join(file::CANONICAL).exists() {
        let none = Failure::NoBundle { folder: dir.display().to_string(), is_file: dir.is_file() };
        return Err(Failures(vec![none]));
    }
    check(&read_files(dir, signers)?)
}

/// The files every bundle has (source, canonical bytes, list of signers) and the signatures that are there.
fn read_files(dir: &Path, signers: &Path) -> Result<Files, Failures> {
    let unreadable = |name: &str| {
        let file = name.to_owned();
        move |error: std::io::Error| Failure::Unreadable { file, why: error.to_string() }
    };
    let source = std::fs::read_to_string(dir.join(file::SOURCE)).map_err(unreadable(file::SOURCE));
    let canonical = std::fs::read(dir.join(file::CANONICAL)).map_err(unreadable(file::CANONICAL));
    let allowed = std::fs::read_to_string(signers).map_err(unreadable(file::ALLOWED));
    let mut failures = Vec::new();
    let mut signatures = Vec::new();
    for party in PARTIES {
        let name = file::signature(party);
        match std::fs::read_to_string(dir.join(&name)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => failures.push(unreadable(&name)(error)),
            Ok(armored) => signatures.push((party, armored)),
        }
    }
    match (source, canonical, allowed) {
        (Ok(source), Ok(canonical), Ok(allowed)) if failures.is_empty() => {
            Ok(Files { source, canonical, allowed, signatures })
        }
        (source, canonical, allowed) => {
            let missing = [source.err(), canonical.err(), allowed.err()].into_iter().flatten();
            Err(Failures(missing.chain(failures).collect()))
        }
    }
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
    let signed = signed_by(agreement, party, mark)?;
    let all = add_signature(earlier_signatures(dir, &canonical(agreement))?, signed.clone())?;
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

/// Writes every file of the bundle but a source that is there already, which is kept to the byte.
fn write_bundle(source: &str, agreement: &Agreement, all: &[Signed], dir: &Path) -> anyhow::Result<()> {
    let files = bundle_files(source, agreement, all)?;
    std::fs::create_dir_all(dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
    for (name, text) in files {
        let path = dir.join(&name);
        if name == file::SOURCE && path.exists() {
            continue;
        }
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
