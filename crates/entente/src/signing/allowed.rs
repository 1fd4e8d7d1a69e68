//! OpenSSH's `allowed_signers`: which key stands for which person, so that `ssh-keygen -Y verify` needs nothing else.

use ssh_key::PublicKey;
use ssh_key::public::KeyData;

use super::NAMESPACE;

/// One line: a person and the key that stands for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Allowed {
    /// Mail address.
    pub(super) principal: String,
    /// Public key.
    pub(super) key: KeyData,
}

impl Allowed {
    /// The line as OpenSSH reads it, without a line break.
    ///
    /// # Errors
    /// A person whose name would read as a pattern or as more than one person; a key that cannot be written as text.
    pub(super) fn line(&self) -> anyhow::Result<String> {
        if self.principal.is_empty() || self.principal.contains(|c: char| c.is_whitespace() || ",\"*?!#".contains(c)) {
            anyhow::bail!("'{}' cannot sign: write a plain mail address under 'signs'", self.principal);
        }
        let key = PublicKey::new(self.key.clone(), "").to_openssh()?;
        Ok(format!("{} namespaces=\"{NAMESPACE}\" {}", self.principal, key.trim()))
    }
}

/// Reads the file. A line may name several people with commas; lines for other namespaces are passed over.
///
/// # Errors
/// The number of the line that cannot be read, from 1.
pub(super) fn parse(text: &str) -> Result<Vec<Allowed>, usize> {
    let mut allowed = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        allowed.extend(parse_line(line).ok_or(index + 1)?);
    }
    Ok(allowed)
}

/// `PEOPLE [OPTIONS] TYPE KEY [COMMENT]`.
fn parse_line(line: &str) -> Option<Vec<Allowed>> {
    let (people, rest) = line.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let (options, key) = if rest.starts_with("ssh-") { ("", rest) } else { rest.split_once(char::is_whitespace)? };
    if !options.is_empty() && !options.contains(NAMESPACE) {
        return Some(Vec::new());
    }
    let key = PublicKey::from_openssh(key.trim()).ok()?.key_data().clone();
    Some(people.split(',').map(|person| Allowed { principal: person.to_owned(), key: key.clone() }).collect())
}
