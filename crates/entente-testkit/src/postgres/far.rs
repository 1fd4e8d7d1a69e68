//! A server that is reached over the network and can encrypt, with certificates made for it by `openssl`.

use std::fs::OpenOptions;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use super::{OWNER, Server, as_user, data, log, name_in, start};

/// A server that listens on this machine's own network, with one empty database.
pub struct Far {
    server: Server,
    database: String,
    port: u16,
}

/// Who may come how: one only without TLS, one only with a password.
const HOSTS: &str = "local all all trust
hostssl all plain 127.0.0.0/8 reject
hostssl all ana 127.0.0.0/8 scram-sha-256
host all all 127.0.0.0/8 trust
";
/// Two roots; by the first, certificates for a name and for an address; and one that signed for itself and names nobody but
/// in its subject, as PostgreSQL's manual makes it.
const CERTIFICATES: &str = r#"cd "$0" && umask 077
key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
for name in root other own; do
  openssl req -new -x509 $key -days 2 -subj "/CN=localhost" -keyout $name.key -out $name.crt || exit 1
done
sign() {
  openssl req -new $key -subj "/CN=database" -addext "subjectAltName=$2" -keyout $1.key -out $1.csr || exit 1
  openssl x509 -req -in $1.csr -CA root.crt -CAkey root.key -CAcreateserial -copy_extensions copy -out $1.crt $3 $4 || exit 1
}
sign name DNS:localhost -days 2
sign address IP:127.0.0.1 -sha384
sign old DNS:localhost -days -1
"#;

impl Far {
    /// Starts it, not yet encrypting; none where no PostgreSQL is installed, which one line says.
    ///
    /// # Panics
    /// Where `openssl` makes no certificates, or the server does not take to the network.
    #[must_use]
    #[allow(clippy::panic, reason = "a test cannot go on without it")]
    pub fn start() -> Option<Far> {
        let server = start()?;
        let address = server.database();
        server.sql(&address, "create role ana login password 'geheim'; create role plain login");
        let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = match free {
            Ok(free) => free.port(),
            Err(why) => panic!("no port is free: {why}"),
        };
        let folder = server.folder.display().to_string();
        if let Err(why) = as_user(server.user.as_deref(), Path::new("sh"), &["-c", CERTIFICATES, &folder]) {
            panic!("openssl makes no certificates: {why}");
        }
        let far = Far { database: name_in(&address).to_owned(), server, port };
        far.write("pg_hba.conf", HOSTS, false);
        far.set(&format!("listen_addresses = '127.0.0.1'\nport = {port}\n"));
        Some(far)
    }

    /// Has it encrypt and show this certificate: `name`, `address`, `old` or `own`.
    ///
    /// # Panics
    /// Where it does not start with it.
    pub fn show(&self, certificate: &str) {
        let [shown, key] = ["crt", "key"].map(|end| self.server.folder.join(format!("{certificate}.{end}")));
        self.set(&format!("ssl = on\nssl_cert_file = '{}'\nssl_key_file = '{}'\n", shown.display(), key.display()));
    }

    /// The address of its database by this host and for this user (`user` or `user:password`), with these words after it.
    #[must_use]
    pub fn address(&self, user: Option<&str>, host: &str, words: &str) -> String {
        format!("postgres://{}@{host}:{}/{}?{words}", user.unwrap_or(OWNER), self.port, self.database)
    }

    /// Where a certificate is: of the `root` behind those it shows, of the `other`, of its `own`.
    #[must_use]
    pub fn certificate(&self, name: &str) -> PathBuf {
        self.server.folder.join(format!("{name}.crt"))
    }

    fn set(&self, settings: &str) {
        self.write("postgresql.conf", settings, true);
        let folder = &self.server.folder;
        self.server.run("pg_ctl", &["restart", "-w", "-s", "-m", "fast", "-D", &data(folder), "-l", &log(folder)]);
    }

    #[allow(clippy::panic, reason = "a test cannot go on without it")]
    fn write(&self, name: &str, text: &str, append: bool) {
        let file = self.server.folder.join("data").join(name);
        let opened = OpenOptions::new().write(true).append(append).truncate(!append).open(&file);
        if let Err(why) = opened.and_then(|mut file| file.write_all(text.as_bytes())) {
            panic!("{}: {why}", file.display());
        }
    }
}
