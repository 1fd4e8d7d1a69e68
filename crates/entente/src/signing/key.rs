//! Private keys from files, with what to do where one cannot be used.

use std::path::Path;

use anyhow::{Context, bail};
use ssh_key::{Algorithm, PrivateKey};

use entente_desk::signing::NAMESPACE;

/// Reads an OpenSSH ed25519 key without a passphrase.
///
/// # Errors
/// Says why the key cannot be used and which commands to run instead.
pub(crate) fn read_key(path: &Path) -> anyhow::Result<PrivateKey> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the key {shown}"))?;
    if text.starts_with("ssh-") {
        bail!("{shown} is a public key. Give the private one, the file of the same name without '.pub'");
    }
    let key = PrivateKey::from_openssh(&text).map_err(|error| {
        anyhow::anyhow!("{shown} is not an OpenSSH private key ({error}). Make one with: ssh-keygen -t ed25519 -f KEY")
    })?;
    if key.algorithm() != Algorithm::Ed25519 {
        bail!(
            "{shown} is an {} key; agreements are signed with ed25519. Make one with: ssh-keygen -t ed25519 -f KEY",
            key.algorithm()
        );
    }
    if key.is_encrypted() {
        bail!(
            "{shown} has a passphrase, which only ssh-keygen asks for. Sign with it, then hand the signature in:\n  \
             entente hash --canonical FILE > agreement.jcs\n  \
             ssh-keygen -Y sign -f {shown} -n {NAMESPACE} agreement.jcs\n  \
             entente sign FILE --as PARTY --signature agreement.jcs.sig"
        );
    }
    Ok(key)
}
