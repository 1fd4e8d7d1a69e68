//! A write that a power cut tore: what stood before it stands, and a file that was damaged is said to be so.

use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use entente_store::Store;
use entente_testkit::random::Random;

use crate::ledger::Ledger;
use crate::served::Served;
use crate::teller;
use crate::{checked, company};

/// A workspace killed under load, and what was acknowledged of it.
fn killed() -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let key = company::make(folder.path().to_str().unwrap());
    let ledger = Ledger::default();
    let served = Served::start(folder.path().to_str().unwrap());
    let address = served.address().to_owned();
    std::thread::scope(|scope| {
        scope.spawn(|| teller::tell(&ledger, &address, &key, "torn", 7));
        ledger.waits_for(5);
        served.kill();
    });
    (folder, ledger)
}

fn copy(from: &Path, to: &Path) {
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_file() && file.file_name() != "entente.db-shm" {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
}

#[test]
fn half_a_write_after_the_last_commit_is_as_if_it_never_began() {
    let (folder, ledger) = killed();
    let whole = std::fs::read(folder.path().join("entente.db-wal")).unwrap();
    assert!(whole.len() > 10_000, "the program was killed before it wrote");
    let mut random = Random(3);
    for _ in 0..20 {
        let torn = tempfile::tempdir().unwrap();
        copy(folder.path(), torn.path());
        let mut wal = std::fs::OpenOptions::new().append(true).open(torn.path().join("entente.db-wal")).unwrap();
        // The beginning of a frame that never came to its end, of what a frame looks like: another one's bytes.
        let length = 1 + random.below(8_000) as usize;
        let from = 32 + random.below((whole.len() - 8_100) as u64) as usize;
        wal.write_all(&whole[from..from + length]).unwrap();
        drop(wal);
        checked::check(torn.path().to_str().unwrap(), &ledger);
    }
}

#[test]
fn a_damaged_file_is_said_to_be_damaged_and_how_to_go_on() {
    let (folder, _) = killed();
    drop(Store::open(folder.path()).unwrap());
    let path = folder.path().join("entente.db");
    let length = std::fs::metadata(&path).unwrap().len();
    let mut file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    file.write_all(&vec![0xAB; length.min(4_096) as usize]).unwrap();
    drop(file);
    let error = Store::open(folder.path()).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("damaged") && error.contains("restore"), "{error}");
}
