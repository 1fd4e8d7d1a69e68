//! OpenSSH's `allowed_signers`: which key stands for which person, so that `ssh-keygen -Y verify` needs nothing else.

use ssh_key::PublicKey;
use ssh_key::public::KeyData;

use super::NAMESPACE;

/// Why a line cannot be written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Unwritable {
    /// The agreement names nobody, a pattern or several people: write one plain mail address there.
    #[error("'{0}' cannot sign: write a plain mail address under 'signs'")]
    Principal(String),
    /// A key of a kind that cannot be written as text: sign with ed25519.
    #[error("the key cannot be written as text ({0}): sign with an ed25519 key")]
    Key(ssh_key::Error),
}

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
    pub(super) fn line(&self) -> Result<String, Unwritable> {
        if self.principal.is_empty() || self.principal.contains(|c: char| c.is_whitespace() || ",\"*?!#".contains(c)) {
            return Err(Unwritable::Principal(self.principal.clone()));
        }
        let key = PublicKey::new(self.key.clone(), "").to_openssh().map_err(Unwritable::Key)?;
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
    let key = PublicKey::from_openssh(key.trim()).ok()?.key_data().clone();
    let people = people.split(',').filter(|_| is_for_agreements(options));
    Some(people.map(|person| Allowed { principal: person.to_owned(), key: key.clone() }).collect())
}

/// Whether a line with these options lets its key sign agreements. An option that is not understood (an end of its
/// validity, a certificate authority) could only narrow that, so such a line trusts nobody here.
fn is_for_agreements(options: &str) -> bool {
    let listed = options.strip_prefix("namespaces=\"").and_then(|list| list.strip_suffix('"'));
    options.is_empty() || listed.is_some_and(|list| list.split(',').any(|namespace| namespace == NAMESPACE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::key_from_seed;

    #[test]
    fn what_is_written_is_read_back_and_foreign_lines_are_passed_over() {
        let key = key_from_seed(&[7; 32]).public_key().key_data().clone();
        let allowed = |who: &str| Allowed { principal: who.to_owned(), key: key.clone() };
        let line = allowed("ana@two.example").line().unwrap();
        let plain = line.split_once(" ssh-").unwrap().1;
        let text = format!(
            "# signers\n\n{line}\neve@two.example namespaces=\"git\" ssh-{plain}\nd@x.example cert-authority ssh-{plain}\nb@x.example,c@x.example ssh-{plain} a comment\n"
        );
        assert_eq!(parse(&text), Ok(vec![allowed("ana@two.example"), allowed("b@x.example"), allowed("c@x.example")]));
        assert_eq!(parse(&format!("{line}\nnot a line\n")), Err(2));
    }

    #[test]
    fn nobody_signs_under_a_pattern() {
        let key = key_from_seed(&[7; 32]).public_key().key_data().clone();
        for principal in ["", "*@two.example", "ana@two.example,eve@two.example", "ana two", "ana\nssh-ed25519", "!ana"]
        {
            assert!(Allowed { principal: principal.to_owned(), key: key.clone() }.line().is_err(), "{principal:?}");
        }
    }

    #[test]
    fn one_seed_is_one_key() {
        let key = |seed| key_from_seed(&[seed; 32]).public_key().fingerprint(ssh_key::HashAlg::Sha256);
        assert_eq!(key(1), key(1));
        assert_ne!(key(1), key(2));
    }
}
