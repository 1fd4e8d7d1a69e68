//! An encrypted connection as the PostgreSQL client wants it, with what binds a password to it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use postgres::Socket;
use postgres::tls::{ChannelBinding, TlsStream};
use sha2::{Digest, Sha256, Sha384, Sha512};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// An encrypted connection.
pub(super) struct Encrypted(pub(super) tokio_rustls::client::TlsStream<Socket>);

impl AsyncRead for Encrypted {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, into)
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

impl TlsStream for Encrypted {
    fn channel_binding(&self) -> ChannelBinding {
        let certificate = self.0.get_ref().1.peer_certificates().and_then(<[_]>::first);
        match certificate.and_then(|certificate| end_point(certificate)) {
            Some(hash) => ChannelBinding::tls_server_end_point(hash),
            None => ChannelBinding::none(),
        }
    }
}

/// What stands for the server (RFC 5929): its certificate, hashed as it was hashed to be signed, by SHA-256 where that was
/// weaker. None where the way it was signed names no one hash.
fn end_point(certificate: &[u8]) -> Option<Vec<u8>> {
    const RSA: [u8; 8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01];
    const ECDSA: [u8; 7] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03];
    const ECDSA_SHA1: [u8; 7] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x01];
    let (whole, _) = element(certificate)?;
    let (_, after) = element(whole)?;
    let (algorithm, _) = element(after)?;
    let (name, _) = element(algorithm)?;
    let (family, number) = name.split_last().map(|(number, family)| (family, *number))?;
    Some(match (family, number) {
        (family, 4 | 5 | 11) if family == RSA => Sha256::digest(certificate).to_vec(),
        (family, 12) if family == RSA => Sha384::digest(certificate).to_vec(),
        (family, 13) if family == RSA => Sha512::digest(certificate).to_vec(),
        (family, 2) if family == ECDSA => Sha256::digest(certificate).to_vec(),
        (family, 3) if family == ECDSA => Sha384::digest(certificate).to_vec(),
        (family, 4) if family == ECDSA => Sha512::digest(certificate).to_vec(),
        _ if name == ECDSA_SHA1 => Sha256::digest(certificate).to_vec(),
        _ => return None,
    })
}

/// What is in the first element of some DER, and what comes after it.
fn element(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (short, rest) = (*der.get(1)?, der.get(2..)?);
    let (length, rest) = match short {
        0..=0x7f => (usize::from(short), rest),
        0x81..=0x83 => {
            let (length, rest) = rest.split_at_checked(usize::from(short & 0x7f))?;
            (length.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)), rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_certificate_however_broken_is_more_than_none() {
        let whole = [0x30, 0x82, 0x00, 0x0d, 0x30, 0x01, 0x00, 0x30, 0x08, 0x06, 0x06, 0x2b, 0x65, 0x70, 1, 2, 3];
        for cut in 0..whole.len() {
            assert_eq!(end_point(&whole[..cut]), None);
        }
        for length in 0..=255 {
            assert_eq!(end_point(&[0x30, length, 0x30, 0]), None);
        }
    }
}
