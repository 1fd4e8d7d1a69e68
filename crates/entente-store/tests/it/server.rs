//! Goal: every test of the store holds on PostgreSQL as it does on SQLite. Method: this binary runs its own tests again,
//! with every store on a server of its own.

use std::process::Command;

use entente_testkit::postgres;

use crate::sample::ON_SERVER;

#[test]
fn every_test_of_the_store_passes_on_a_server_too() {
    if std::env::var_os(ON_SERVER).is_some() || postgres::server().is_none() {
        return;
    }
    // Those of files in a folder have no other store to run on.
    let words = [
        "--skip",
        "crash",
        "--skip",
        "copy",
        "--skip",
        "wire",
        "--skip",
        "news",
        "--skip",
        "server",
        "--skip",
        "folder",
        "--test-threads",
        "4",
    ];
    let ran = Command::new(std::env::current_exe().unwrap()).args(words).env(ON_SERVER, "1").output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{said}\n{}", String::from_utf8_lossy(&ran.stderr));
    assert!(said.contains("test story::on_a_new_store ... ok"), "the story is among them: {said}");
}
