//! Goal: each `sslmode` is what libpq means by it, and what does not come about says why and what to do. Method: a server
//! with certificates of its own, asked in every way.

use std::fmt::Write;

use entente_testkit::postgres::Far;
use expect_test::{Expect, expect};

use crate::database::Database;
use crate::{Error, Place};

/// How one who connects by this address is connected.
fn connected(address: &str) -> Result<String, Error> {
    let place = address.parse::<Place>()?;
    let Place::Server(server) = place else { panic!("a server") };
    let database = Database::on_server(server)?;
    let mut shown = String::new();
    let sql = "select case when ssl then version else 'plain' end from pg_stat_ssl where pid = pg_backend_pid()";
    database.visit(sql, (), |row| {
        shown = row.get(0)?;
        Ok(true)
    })?;
    Ok(shown)
}

/// A table of `user host words`, each with how it is connected or why not; words name certificates without their folder.
fn check(far: &Far, asked: &[&str], wanted: &Expect) {
    let folder = far.certificate("x").with_file_name("").display().to_string();
    let mut got = String::new();
    for asked in asked {
        let (host, words) = asked.split_once(' ').unwrap_or((asked, ""));
        let (user, host) = host.split_once('@').map_or((None, host), |(user, host)| (Some(user), host));
        let words = words.replace("sslrootcert=", &format!("sslrootcert={folder}"));
        let line = connected(&far.address(user, host, &words)).unwrap_or_else(|why| why.to_string());
        writeln!(got, "{asked:<70}| {}", line.replace(&folder, "")).unwrap();
    }
    wanted.assert_eq(&got);
}

#[test]
fn each_mode_is_what_libpq_means_by_it() {
    let Some(far) = Far::start() else { return };
    let by_mode = [
        "localhost",
        "localhost sslmode=disable",
        "localhost sslmode=prefer",
        "localhost sslmode=require",
        "localhost sslmode=verify-full&sslrootcert=root.crt",
    ];
    check(
        &far,
        &by_mode,
        &expect![[r#"
            localhost                                                             | plain
            localhost sslmode=disable                                             | plain
            localhost sslmode=prefer                                              | plain
            localhost sslmode=require                                             | no connection to the database: the server does not encrypt (TLS), and the address asks for it: set `ssl = on` there, or write sslmode=disable where nobody else is on the way
            localhost sslmode=verify-full&sslrootcert=root.crt                    | no connection to the database: the server does not encrypt (TLS), and the address asks for it: set `ssl = on` there, or write sslmode=disable where nobody else is on the way
        "#]],
    );
    far.show("name");
    check(
        &far,
        &by_mode,
        &expect![[r#"
            localhost                                                             | TLSv1.3
            localhost sslmode=disable                                             | plain
            localhost sslmode=prefer                                              | TLSv1.3
            localhost sslmode=require                                             | TLSv1.3
            localhost sslmode=verify-full&sslrootcert=root.crt                    | TLSv1.3
        "#]],
    );
}

#[test]
fn roots_hosts_and_passwords_are_asked_as_the_mode_says() {
    let Some(far) = Far::start() else { return };
    far.show("name");
    check(
        &far,
        &[
            "localhost sslmode=require&sslrootcert=root.crt",
            "localhost sslmode=require&sslrootcert=other.crt",
            "localhost sslmode=require&sslrootcert=none.crt",
            "localhost sslmode=prefer&sslrootcert=other.crt",
            "localhost sslmode=verify-ca&sslrootcert=root.crt",
            "localhost sslmode=verify-ca&sslrootcert=other.crt",
            "localhost sslmode=verify-ca&sslrootcert=root.key",
            "localhost sslmode=verify-full&sslrootcert=other.crt",
            "127.0.0.1 sslmode=require",
            "127.0.0.1 sslmode=verify-ca&sslrootcert=root.crt",
            "127.0.0.1 sslmode=verify-full&sslrootcert=root.crt",
            "localhost sslmode=verify-full&sslrootcert=root.crt&hostaddr=127.0.0.1",
            "database sslmode=verify-full&sslrootcert=root.crt&hostaddr=127.0.0.1",
            "plain@localhost sslmode=prefer",
            "plain@localhost sslmode=require",
            "ana:geheim@localhost sslmode=require&channel_binding=require",
            "ana:geheim@localhost sslmode=disable&channel_binding=require",
            "ana:falsch@localhost sslmode=require",
        ],
        &expect![[r#"
            localhost sslmode=require&sslrootcert=root.crt                        | TLSv1.3
            localhost sslmode=require&sslrootcert=other.crt                       | no connection to the database: no root certificate in other.crt stands behind the certificate of localhost: name the file that this server's operator or provider gives (sslrootcert=FILE), and if it is that, somebody else may be answering
            localhost sslmode=require&sslrootcert=none.crt                        | no connection to the database: the root certificates in none.crt cannot be used: No such file or directory (os error 2); name the file that the server's operator or provider gives (sslrootcert=FILE), or take those of this machine (sslrootcert=system)
            localhost sslmode=prefer&sslrootcert=other.crt                        | plain
            localhost sslmode=verify-ca&sslrootcert=root.crt                      | TLSv1.3
            localhost sslmode=verify-ca&sslrootcert=other.crt                     | no connection to the database: no root certificate in other.crt stands behind the certificate of localhost: name the file that this server's operator or provider gives (sslrootcert=FILE), and if it is that, somebody else may be answering
            localhost sslmode=verify-ca&sslrootcert=root.key                      | no connection to the database: the root certificates in root.key cannot be used: there is no certificate in it; name the file that the server's operator or provider gives (sslrootcert=FILE), or take those of this machine (sslrootcert=system)
            localhost sslmode=verify-full&sslrootcert=other.crt                   | no connection to the database: no root certificate in other.crt stands behind the certificate of localhost: name the file that this server's operator or provider gives (sslrootcert=FILE), and if it is that, somebody else may be answering
            127.0.0.1 sslmode=require                                             | TLSv1.3
            127.0.0.1 sslmode=verify-ca&sslrootcert=root.crt                      | TLSv1.3
            127.0.0.1 sslmode=verify-full&sslrootcert=root.crt                    | no connection to the database: the certificate of 127.0.0.1 is for localhost: write a name it is for as the host (with hostaddr= where that leads elsewhere), or have it made anew with this one as a subjectAltName
            localhost sslmode=verify-full&sslrootcert=root.crt&hostaddr=127.0.0.1 | TLSv1.3
            database sslmode=verify-full&sslrootcert=root.crt&hostaddr=127.0.0.1  | no connection to the database: the certificate of database is for localhost: write a name it is for as the host (with hostaddr= where that leads elsewhere), or have it made anew with this one as a subjectAltName
            plain@localhost sslmode=prefer                                        | plain
            plain@localhost sslmode=require                                       | the database failed: pg_hba.conf rejects connection for host "127.0.0.1", user "plain", database "test_0", SSL encryption
            ana:geheim@localhost sslmode=require&channel_binding=require          | TLSv1.3
            ana:geheim@localhost sslmode=disable&channel_binding=require          | the database failed: authentication error: server did not use channel binding
            ana:falsch@localhost sslmode=require                                  | the database failed: password authentication failed for user "ana"
        "#]],
    );
}

#[test]
fn certificates_of_every_make_are_held_against_the_roots() {
    let Some(far) = Far::start() else { return };
    far.show("address");
    check(
        &far,
        &[
            "127.0.0.1 sslmode=verify-full&sslrootcert=root.crt",
            "localhost sslmode=verify-full&sslrootcert=root.crt",
            "ana:geheim@127.0.0.1 sslmode=require&channel_binding=require",
        ],
        &expect![[r#"
            127.0.0.1 sslmode=verify-full&sslrootcert=root.crt                    | TLSv1.3
            localhost sslmode=verify-full&sslrootcert=root.crt                    | no connection to the database: the certificate of localhost is for 127.0.0.1: write a name it is for as the host (with hostaddr= where that leads elsewhere), or have it made anew with this one as a subjectAltName
            ana:geheim@127.0.0.1 sslmode=require&channel_binding=require          | TLSv1.3
        "#]],
    );
    far.show("own");
    check(
        &far,
        &[
            "localhost sslmode=require",
            "localhost sslmode=verify-ca&sslrootcert=own.crt",
            "localhost sslmode=verify-ca&sslrootcert=root.crt",
            "localhost sslmode=verify-full&sslrootcert=own.crt",
        ],
        &expect![[r#"
            localhost sslmode=require                                             | TLSv1.3
            localhost sslmode=verify-ca&sslrootcert=own.crt                       | TLSv1.3
            localhost sslmode=verify-ca&sslrootcert=root.crt                      | no connection to the database: no root certificate in root.crt stands behind the certificate of localhost: name the file that this server's operator or provider gives (sslrootcert=FILE), and if it is that, somebody else may be answering
            localhost sslmode=verify-full&sslrootcert=own.crt                     | no connection to the database: the certificate of localhost is for no name that counts (subjectAltName): write a name it is for as the host (with hostaddr= where that leads elsewhere), or have it made anew with this one as a subjectAltName
        "#]],
    );
    far.show("old");
    check(
        &far,
        &["localhost sslmode=require", "localhost sslmode=verify-full&sslrootcert=root.crt"],
        &expect![[r#"
            localhost sslmode=require                                             | TLSv1.3
            localhost sslmode=verify-full&sslrootcert=root.crt                    | no connection to the database: the certificate of localhost has run out or is not valid yet: have it renewed, and look at this machine's clock
        "#]],
    );
}
