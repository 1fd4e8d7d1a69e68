//! The root certificates that a server's certificate is held against.

use std::path::{Path, PathBuf};

use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

use crate::TlsFault;
use crate::place::{Mode, Roots, Tls};

/// Where systems keep the certificates they trust: Debian, Fedora, openSUSE, and Alpine and the BSDs.
const SYSTEM: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// Root certificates, and the file that they came from.
#[derive(Debug)]
pub(super) struct Trusted {
    pub(super) file: PathBuf,
    pub(super) certificates: Vec<CertificateDer<'static>>,
    pub(super) store: RootCertStore,
}

impl Trusted {
    /// Those that the address names; none where no certificate is held against any. A file that is named must be there,
    /// whatever the mode: who names one wants it used.
    pub(super) fn read(tls: &Tls) -> Result<Option<Trusted>, TlsFault> {
        let is_needed = matches!(tls.mode, Mode::VerifyCa | Mode::VerifyFull);
        let file = match &tls.roots {
            Roots::File(file) => file.clone(),
            Roots::System => system(),
            Roots::Usual => match usual() {
                file if is_needed || file.exists() => file,
                _ => return Ok(None),
            },
        };
        from_file(file).map(Some)
    }
}

/// Where libpq looks for them.
fn usual() -> PathBuf {
    Path::new(&std::env::var_os("HOME").unwrap_or_default()).join(".postgresql/root.crt")
}

/// The file of those that the machine trusts, or that OpenSSL is told to.
fn system() -> PathBuf {
    let told = std::env::var_os("SSL_CERT_FILE").map(PathBuf::from);
    let known = SYSTEM.iter().map(PathBuf::from);
    told.or_else(|| known.into_iter().find(|file| file.exists())).unwrap_or_else(|| SYSTEM[0].into())
}

fn from_file(file: PathBuf) -> Result<Trusted, TlsFault> {
    let fault = |file: &Path, why: &str| TlsFault::Roots { file: file.to_owned(), why: why.to_owned() };
    let text = std::fs::read(&file).map_err(|why| fault(&file, &why.to_string()))?;
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    let certificates = certificates.map_err(|_| fault(&file, "it is no file of certificates (PEM)"))?;
    let mut store = RootCertStore::empty();
    if store.add_parsable_certificates(certificates.iter().cloned()).0 == 0 {
        return Err(fault(&file, "there is no certificate in it"));
    }
    Ok(Trusted { file, certificates, store })
}
