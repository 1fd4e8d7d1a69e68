//! Whether a server's certificate is good enough for what the address asks.

use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use tokio_rustls::rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::{CertificateError, DigitallySignedStruct, Error, SignatureScheme};

use super::roots::Trusted;
use crate::place::Mode;

/// Holds a certificate against the roots where there are any, and its names against the host where that is asked for.
///
/// In every mode the server must show that it has the certificate's key: channel binding rests on that.
#[derive(Debug)]
pub(super) struct Verifier {
    trusted: Option<Trusted>,
    mode: Mode,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Verifier {
    pub(super) fn new(trusted: Option<Trusted>, mode: Mode, algorithms: WebPkiSupportedAlgorithms) -> Verifier {
        Verifier { trusted, mode, algorithms }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(trusted) = &self.trusted else { return Ok(ServerCertVerified::assertion()) };
        let read = ParsedCertificate::try_from(shown)?;
        let algorithms = self.algorithms.all;
        match verify_server_cert_signed_by_trust_anchor(&read, &trusted.store, between, now, algorithms) {
            Err(wrong) if is_of_time(&wrong) => return Err(wrong),
            // A server that signed for itself, as PostgreSQL's manual shows it, is trusted by its own certificate,
            Err(_) if trusted.certificates.contains(shown) => {}
            // and by no other.
            Err(Error::InvalidCertificate(CertificateError::Other(_))) => {
                return Err(CertificateError::UnknownIssuer.into());
            }
            held => held?,
        }
        if self.mode == Mode::VerifyFull {
            verify_server_name(&read, host)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, shown, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, shown, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// Whether a certificate is refused for the time of day; that is looked at before anything else.
fn is_of_time(wrong: &Error) -> bool {
    use CertificateError as Wrong;
    let Error::InvalidCertificate(wrong) = wrong else { return false };
    matches!(
        wrong,
        Wrong::Expired | Wrong::ExpiredContext { .. } | Wrong::NotValidYet | Wrong::NotValidYetContext { .. }
    )
}
