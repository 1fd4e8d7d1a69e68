//! How the way to a server is kept from others: what the address says of it in libpq's words, which mean here what they
//! mean there.

use std::path::PathBuf;

use postgres::config::SslMode;

/// How much is asked of the way to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tls {
    pub(crate) mode: Mode,
    pub(crate) roots: Roots,
}

/// `sslmode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Never encrypted.
    Disable,
    /// Encrypted where the server does that, plain where it does not.
    Prefer,
    /// Encrypted. Who the server is, is asked only where there are root certificates.
    Require,
    /// Encrypted, to a server whose certificate one of the roots stands behind.
    VerifyCa,
    /// As before, and the certificate is for the host in the address.
    VerifyFull,
}

/// `sslrootcert`: whose word for a server is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Roots {
    /// Those of the file that libpq looks for, `~/.postgresql/root.crt`, where there is one.
    Usual,
    /// Those of a file.
    File(PathBuf),
    /// Those that the machine trusts.
    System,
}

impl Tls {
    /// What an address says of TLS, and the rest of it.
    pub(super) fn taken_from(address: &str) -> Result<(Tls, String), String> {
        // A password may hold a question mark.
        let host = address.find('@').map_or(0, |at| at + 1);
        let Some(question) = address[host..].find('?').map(|at| host + at) else {
            return Ok((Tls { mode: Mode::Prefer, roots: Roots::Usual }, address.to_owned()));
        };
        let (mut mode, mut roots, mut rest) = (None, Roots::Usual, Vec::new());
        for word in address[question + 1..].split('&') {
            let (name, value) = word.split_once('=').unwrap_or((word, ""));
            match name {
                "sslmode" => mode = Some(Mode::read(value)?),
                "sslrootcert" => roots = Roots::read(&plain(value)),
                "sslnegotiation" => rest.push(word),
                other if other.starts_with("ssl") => return Err(unknown(other)),
                _ => rest.push(word),
            }
        }
        let tls = Tls { mode: Mode::with(mode, &roots)?, roots };
        let question_mark = if rest.is_empty() { "" } else { "?" };
        Ok((tls, format!("{}{question_mark}{}", &address[..question], rest.join("&"))))
    }

    /// What the client that speaks with the server is told: it knows three modes, and the rest is ours.
    pub(super) fn asked(&self) -> SslMode {
        match self.mode {
            Mode::Disable => SslMode::Disable,
            Mode::Prefer => SslMode::Prefer,
            Mode::Require | Mode::VerifyCa | Mode::VerifyFull => SslMode::Require,
        }
    }
}

fn unknown(word: &str) -> String {
    format!("{word} is not known here: of TLS there are sslmode, sslrootcert, sslnegotiation and channel_binding")
}

impl Mode {
    /// What an address that names this mode, or none, asks for with these roots.
    fn with(mode: Option<Mode>, roots: &Roots) -> Result<Mode, String> {
        match (mode, roots) {
            (None | Some(Mode::VerifyFull), Roots::System) => Ok(Mode::VerifyFull),
            (Some(_), Roots::System) => {
                let why =
                    "sslrootcert=system trusts many authorities, each for its own names: write sslmode=verify-full";
                Err(format!("{why} with it"))
            }
            (mode, _) => Ok(mode.unwrap_or(Mode::Prefer)),
        }
    }

    fn read(word: &str) -> Result<Mode, String> {
        Ok(match word {
            "disable" => Mode::Disable,
            "prefer" => Mode::Prefer,
            "require" => Mode::Require,
            "verify-ca" => Mode::VerifyCa,
            "verify-full" => Mode::VerifyFull,
            "allow" => {
                return Err("sslmode=allow encrypts only where a server refuses to go without: write \
                            sslmode=prefer or sslmode=require"
                    .to_owned());
            }
            _ => return Err("sslmode is one of disable, prefer, require, verify-ca, verify-full".to_owned()),
        })
    }
}

impl Roots {
    fn read(word: &str) -> Roots {
        match word {
            "" => Roots::Usual,
            "system" => Roots::System,
            file => Roots::File(file.into()),
        }
    }
}

/// A value as it was before it was written into an address.
fn plain(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut left = value.as_bytes();
    while let Some((first, after)) = left.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                left = &after[2..];
            }
            None => {
                bytes.push(*first);
                left = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use expect_test::expect;

    use super::*;

    #[test]
    fn an_address_says_what_is_asked_of_the_way_in_the_words_of_libpq() {
        let mut got = String::new();
        for said in [
            "@db/x",
            "@db/x?sslmode=disable",
            "@db/x?sslmode=prefer&connect_timeout=3",
            "@db/x?connect_timeout=3&sslmode=require&channel_binding=require",
            "@db/x?sslmode=verify-ca&sslrootcert=/etc/entente/root%20one.pem",
            "@db/x?sslmode=verify-full&sslrootcert=root.crt&sslnegotiation=direct",
            "@db/x?sslrootcert=system",
            "@db/x?sslmode=verify-full&sslrootcert=system",
            "@db/x?sslmode=require&sslrootcert=system",
            "@db/x?sslmode=verify-full&sslrootcert=",
            "@db/x?sslmode=allow",
            "@db/x?sslmode=verify_full",
            "@db/x?sslmode",
            "@db/x?sslcert=mine.pem&sslkey=mine.key",
            ":pass?sslmode=allow@db/x?sslmode=require",
            "/x?host=db&sslmode=require",
            "@db/x?sslmode=require&sslrootcert=%",
        ] {
            let line = match Tls::taken_from(&format!("postgres://ana{said}")) {
                Ok((Tls { mode, roots }, rest)) => format!("{mode:?}, {roots:?}, {rest}"),
                Err(why) => why,
            };
            writeln!(got, "{said:<68}| {line}").unwrap();
        }
        expect![[r#"
            @db/x                                                               | Prefer, Usual, postgres://ana@db/x
            @db/x?sslmode=disable                                               | Disable, Usual, postgres://ana@db/x
            @db/x?sslmode=prefer&connect_timeout=3                              | Prefer, Usual, postgres://ana@db/x?connect_timeout=3
            @db/x?connect_timeout=3&sslmode=require&channel_binding=require     | Require, Usual, postgres://ana@db/x?connect_timeout=3&channel_binding=require
            @db/x?sslmode=verify-ca&sslrootcert=/etc/entente/root%20one.pem     | VerifyCa, File("/etc/entente/root one.pem"), postgres://ana@db/x
            @db/x?sslmode=verify-full&sslrootcert=root.crt&sslnegotiation=direct| VerifyFull, File("root.crt"), postgres://ana@db/x?sslnegotiation=direct
            @db/x?sslrootcert=system                                            | VerifyFull, System, postgres://ana@db/x
            @db/x?sslmode=verify-full&sslrootcert=system                        | VerifyFull, System, postgres://ana@db/x
            @db/x?sslmode=require&sslrootcert=system                            | sslrootcert=system trusts many authorities, each for its own names: write sslmode=verify-full with it
            @db/x?sslmode=verify-full&sslrootcert=                              | VerifyFull, Usual, postgres://ana@db/x
            @db/x?sslmode=allow                                                 | sslmode=allow encrypts only where a server refuses to go without: write sslmode=prefer or sslmode=require
            @db/x?sslmode=verify_full                                           | sslmode is one of disable, prefer, require, verify-ca, verify-full
            @db/x?sslmode                                                       | sslmode is one of disable, prefer, require, verify-ca, verify-full
            @db/x?sslcert=mine.pem&sslkey=mine.key                              | sslcert is not known here: of TLS there are sslmode, sslrootcert, sslnegotiation and channel_binding
            :pass?sslmode=allow@db/x?sslmode=require                            | Require, Usual, postgres://ana:pass?sslmode=allow@db/x
            /x?host=db&sslmode=require                                          | Require, Usual, postgres://ana/x?host=db
            @db/x?sslmode=require&sslrootcert=%                                 | Require, File("%"), postgres://ana@db/x
        "#]].assert_eq(&got);
    }
}
