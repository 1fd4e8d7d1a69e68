//! Goal: what a mail program says by its end is what came of the letter. Method: small scripts in its place.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;

use super::*;

/// A program in a folder of its own that does what a script says.
fn program(folder: &tempfile::TempDir, script: &str) -> PathBuf {
    let path = folder.path().join("sendmail");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn what_the_mail_program_says_is_what_came_of_the_letter() {
    let folder = tempfile::tempdir().unwrap();
    let not = |why: &str, is_passing| Handed::NotTaken { why: why.to_owned(), is_passing };
    for (script, expected) in [
        ("cat > \"$0.got\"; echo \"$@\" > \"$0.args\"", Handed::Taken),
        ("exit 75", not("exit 75", true)),
        ("cat > /dev/null; exit 67", not("exit 67", false)),
        ("kill -9 $$", Handed::Unclear { why: "ended by a signal".to_owned() }),
    ] {
        assert_eq!(hand_over(&program(&folder, script), "To: <a@b.example>\n\nHello\n.\n"), expected, "{script}");
    }
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("sendmail.got"), "To: <a@b.example>\n\nHello\n.\n");
    assert_eq!(read("sendmail.args"), "-t -i\n");
    let missing = hand_over(&folder.path().join("nothing"), "");
    assert!(matches!(missing, Handed::NotTaken { is_passing: true, .. }), "{missing:?}");
}
