//! Why the way to a server is not as safe as its address asks for, and what to do about it.

use std::path::PathBuf;

/// Why no connection as safe as asked for could be made. Nothing of the workspace was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TlsFault {
    /// The server answers that it does not encrypt.
    #[error(
        "the server does not encrypt (TLS), and the address asks for it: set `ssl = on` there, or write sslmode=disable \
         where nobody else is on the way"
    )]
    NotSpoken,
    /// There are no root certificates to hold a server's against.
    #[error(
        "the root certificates in {} cannot be used: {why}; name the file that the server's operator or provider gives \
         (sslrootcert=FILE), or take those of this machine (sslrootcert=system)", .file.display()
    )]
    Roots {
        /// The file where they were sought.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// None of the root certificates stands behind the server's.
    #[error(
        "no root certificate in {roots} stands behind the certificate of {host}: name the file that this server's \
         operator or provider gives (sslrootcert=FILE), and if it is that, somebody else may be answering"
    )]
    Issuer {
        /// The host of the address.
        host: String,
        /// Where the root certificates came from.
        roots: String,
    },
    /// The certificate is for other names than the host's.
    #[error(
        "the certificate of {host} is for {}: write a name it is for as the host (with hostaddr= where that leads \
         elsewhere), or have it made anew with this one as a subjectAltName",
        if .names.is_empty() { "no name that counts (subjectAltName)".to_owned() } else { .names.join(", ") }
    )]
    Name {
        /// The host of the address.
        host: String,
        /// The names in the certificate.
        names: Vec<String>,
    },
    /// The certificate is valid at another time.
    #[error(
        "the certificate of {host} has run out or is not valid yet: have it renewed, and look at this machine's clock"
    )]
    Time {
        /// The host of the address.
        host: String,
    },
    /// Something else about the certificate or the handshake.
    #[error("TLS with {host} did not come about: {why}")]
    Handshake {
        /// The host of the address.
        host: String,
        /// What is wrong.
        why: String,
    },
}
