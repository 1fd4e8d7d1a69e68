//! A disk that is full or may not be written: who tells hears "not now", readers read on, and when there is room again
//! the same facts are taken.

use std::path::Path;
use std::process::Command;

use entente_store::{Place, Store};

use crate::ledger::{Ledger, Told};
use crate::served::{Served, post};
use crate::{checked, company};

/// A small disk of its own in memory; none, loudly, where this machine lets nobody make one.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    fn small(mebibytes: u32) -> Option<Disk> {
        let folder = tempfile::tempdir().unwrap();
        if mount(&["-t", "tmpfs", "-o", &format!("size={mebibytes}m"), "tmpfs"], folder.path()) {
            return Some(Disk { folder });
        }
        eprintln!("SKIPPED: no disk could be made here (mount -t tmpfs needs root)");
        None
    }

    fn data(&self) -> String {
        self.folder.path().join("data").to_str().unwrap().to_owned()
    }

    fn becomes(&self, option: &str) {
        assert!(mount(&["-o", &format!("remount,{option}"), "tmpfs"], self.folder.path()), "{option}");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.folder.path()).status();
    }
}

fn mount(args: &[&str], at: &Path) -> bool {
    Command::new("mount").args(args).arg(at).stderr(std::process::Stdio::null()).status().is_ok_and(|it| it.success())
}

/// One fact about a person who reads, with a title long enough to fill a disk.
fn told(number: usize) -> Told {
    let key = format!("web:disk:{number}");
    let fact = serde_json::json!({
        "key": key,
        "about": {"lead": {"keys": [{"mail": format!("p{}@firm.example", number % 50)}]}},
        "at": "2026-01-05T10:00:00Z",
        "what": {"fact": "happened", "event": "Page Viewed", "properties": {"title": "x".repeat(4_000)}},
    });
    Told { keys: vec![key], body: format!("[{fact}]") }
}

/// Tells from `from` on until an answer is not 200; answers the number of that fact and the answer.
fn tell_until_refused(
    ledger: &Ledger,
    address: &str,
    key: &str,
    from: usize,
    most: usize,
) -> Option<(usize, u16, String)> {
    for number in from..from + most {
        let told = told(number);
        ledger.sends(&told);
        match post(address, key, &told.body) {
            Some((200, answer)) => ledger.hears(&told, &answer),
            Some((status, body)) => return Some((number, status, body)),
            None => return Some((number, 0, "the connection broke".to_owned())),
        }
    }
    None
}

#[test]
fn a_full_disk_takes_nothing_loses_nothing_and_recovers() {
    let Some(disk) = Disk::small(12) else { return };
    let key = company::make(&disk.data());
    let ledger = Ledger::default();
    let mut served = Served::start(&disk.data());
    let (number, status, body) =
        tell_until_refused(&ledger, served.address(), &key, 0, 20_000).expect("the disk never became full");
    assert_eq!(status, 503, "{body}");
    assert!(body.contains("not_ready") && body.contains("none counts twice"), "{body}");
    assert!(served.is_up());
    disk.becomes("size=64m");
    let refused = tell_until_refused(&ledger, served.address(), &key, number, 20);
    assert_eq!(refused, None, "there is room again");
    served.kill();
    let held = checked::check(&disk.data(), &ledger);
    assert_eq!(held.facts.len(), number + 20);
    checked::check_folded(&disk.data());
}

#[test]
fn a_disk_that_may_only_be_read_is_said_so_and_taken_again_later() {
    let Some(disk) = Disk::small(32) else { return };
    let key = company::make(&disk.data());
    let ledger = Ledger::default();
    let served = Served::start(&disk.data());
    assert_eq!(tell_until_refused(&ledger, served.address(), &key, 0, 5), None);
    served.kill();
    disk.becomes("ro");
    let error = Store::open(disk.data().parse::<Place>().unwrap()).map(|_| ()).unwrap_err();
    assert!(error.transient() && error.to_string().contains("read-only"), "{error}");
    disk.becomes("rw");
    let served = Served::start(&disk.data());
    assert_eq!(tell_until_refused(&ledger, served.address(), &key, 5, 5), None);
    served.kill();
    assert_eq!(checked::check(&disk.data(), &ledger).facts.len(), 10);
}
