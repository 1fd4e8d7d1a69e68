//! Connecting to a server as safely as its address asks, by libpq's meaning of each word.

use std::error::Error as StdError;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use postgres::config::SslMode;
use postgres::error::SqlState;
use postgres::tls::{MakeTlsConnect, TlsConnect};
use postgres::{Client, Config, NoTls, Socket};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{self, CertificateError, ClientConfig};

use super::error;
use crate::place::{Mode, Tls};
use crate::{Error, Server, TlsFault};

mod certificate;
mod roots;
mod stream;
#[cfg(test)]
mod tests;

use certificate::Verifier;
use roots::Trusted;
use stream::Encrypted;

type Fault = Box<dyn StdError + Sync + Send>;

/// Connects, and runs what is said first in a session.
pub(super) fn connect(server: &Server, first: &str) -> Result<Client, Error> {
    let open = |config: &Config, tls: &Tls| -> Result<Result<Client, postgres::Error>, Error> {
        let client = match config.get_ssl_mode() {
            SslMode::Disable => config.connect(NoTls),
            _ => config.connect(Connector::new(tls)?),
        };
        Ok(client.and_then(|mut client| client.batch_execute(first).map(|()| client)))
    };
    let opened = open(&server.config, &server.tls)?;
    let answer = |opened: Result<Client, postgres::Error>| opened.map_err(|why| error::read(&why));
    // Who only prefers TLS goes without where it does not come about, or where the server takes nobody who comes with it.
    let is_refused = opened.as_ref().is_err_and(|why| {
        let is_unwanted = why.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION);
        is_unwanted || matches!(error::read(why), Error::Tls(_))
    });
    if server.tls.mode != Mode::Prefer || server.config.get_ssl_mode() == SslMode::Disable || !is_refused {
        return answer(opened);
    }
    let mut plain = Config::clone(&server.config);
    answer(open(plain.ssl_mode(SslMode::Disable), &server.tls)?)
}

/// Makes the handshake with each host that is tried.
#[derive(Clone)]
struct Connector {
    config: Arc<ClientConfig>,
    /// Where the roots came from, for errors.
    roots: String,
}

impl Connector {
    /// Root certificates are read for each connection, so that new ones are taken without a restart.
    fn new(tls: &Tls) -> Result<Connector, Error> {
        let trusted = Trusted::read(tls)?;
        let roots = trusted.as_ref().map(|trusted| trusted.file.display().to_string()).unwrap_or_default();
        let provider = ring::default_provider();
        let verifier = Verifier::new(trusted, tls.mode, provider.signature_verification_algorithms);
        let builder = ClientConfig::builder_with_provider(Arc::new(provider)).with_safe_default_protocol_versions();
        let builder = builder.map_err(|why| Error::Database(why.to_string()))?;
        let mut config = builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth();
        config.alpn_protocols = vec![b"postgresql".to_vec()];
        Ok(Connector { config: Arc::new(config), roots })
    }
}

impl MakeTlsConnect<Socket> for Connector {
    type Stream = Encrypted;
    type TlsConnect = Handshake;
    type Error = Fault;

    fn make_tls_connect(&mut self, host: &str) -> Result<Handshake, Fault> {
        Ok(Handshake { connector: self.clone(), host: host.to_owned() })
    }
}

/// The handshake with one host.
struct Handshake {
    connector: Connector,
    host: String,
}

impl TlsConnect<Socket> for Handshake {
    type Stream = Encrypted;
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<Encrypted, Fault>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(async move {
            let Handshake { connector: Connector { config, roots }, host } = self;
            let Ok(name) = ServerName::try_from(host.clone()) else {
                let why = "a host is a DNS name or an IP address".to_owned();
                return Err(TlsFault::Handshake { host, why }.into());
            };
            let stream = TlsConnector::from(config).connect(name, socket).await;
            stream.map(Encrypted).map_err(|why| match why.get_ref().and_then(|why| why.downcast_ref()) {
                Some(fault) => said(fault, host, roots).into(),
                None if why.kind() == io::ErrorKind::UnexpectedEof => {
                    TlsFault::Handshake { host, why: "the server ended it".to_owned() }.into()
                }
                None => why.into(),
            })
        })
    }
}

/// What went wrong with the handshake, and what to do.
fn said(fault: &rustls::Error, host: String, roots: String) -> TlsFault {
    use CertificateError as Wrong;
    let rustls::Error::InvalidCertificate(wrong) = fault else {
        return TlsFault::Handshake { host, why: fault.to_string() };
    };
    match wrong {
        Wrong::UnknownIssuer | Wrong::BadSignature => TlsFault::Issuer { host, roots },
        Wrong::NotValidForNameContext { presented, .. } => TlsFault::Name { host, names: names(presented) },
        Wrong::Expired | Wrong::ExpiredContext { .. } | Wrong::NotValidYet | Wrong::NotValidYetContext { .. } => {
            TlsFault::Time { host }
        }
        _ => TlsFault::Handshake { host, why: fault.to_string() },
    }
}

/// Names as one writes them: `DnsName("db.example")` is `db.example`.
fn names(presented: &[String]) -> Vec<String> {
    let bare = |name: &String| {
        name.split_once('(').map_or(name.as_str(), |(_, rest)| rest.trim_end_matches(')')).replace('"', "")
    };
    presented.iter().map(bare).collect()
}
