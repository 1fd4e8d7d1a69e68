//! The demo from outside: made twice it is the same, every command it says to try works, and nothing foreign is touched.

use serde_json::Value;

use crate::{entente, told, write};

const SMALL: &str = "demo --into here --leads 400";

fn json(output: &std::process::Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn made_twice_it_is_the_same_and_folds_again_to_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let make = || {
        let output = entente(dir.path(), format!("{SMALL} --json").split(' '));
        let made = json(&output);
        (made["facts"].clone(), made["decisions"].clone(), made["explain"].clone())
    };
    let first = make();
    assert!(first.0.as_u64().unwrap() > 3_000, "{first:?}");
    assert_eq!(first, make());
    let verified = entente(dir.path(), ["rebuild", "--verify", "--in", "here"]);
    assert_eq!(verified.status.code(), Some(0), "{}", told(&verified));
}

#[test]
fn it_shows_the_statement_and_every_command_it_names_works() {
    let dir = tempfile::tempdir().unwrap();
    let output = entente(dir.path(), SMALL.split(' '));
    let shown = told(&output);
    assert!(shown.starts_with("exit 0\n"), "{shown}");
    for part in ["Demand generation promises", "New business promises", "400 leads", "deciding the history"] {
        assert!(shown.contains(part), "{part} is missing in\n{shown}");
    }
    let commands: Vec<&str> = shown.lines().filter_map(|line| line.strip_prefix("  entente ")).collect();
    assert!(commands.len() >= 8, "{commands:?}");
    // Signing asks for a key of one's own; its file has the name that stands in the text.
    for command in commands.iter().filter(|command| !command.contains("--key KEY")) {
        let answer = entente(dir.path(), command.split(' '));
        assert_eq!(answer.status.code(), Some(0), "{command}\n{}", told(&answer));
        assert!(!answer.stdout.is_empty(), "{command}");
    }
}

#[test]
fn a_folder_it_did_not_make_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "letter.txt", "mine");
    let output = entente(dir.path(), ["demo", "--into", ".", "--leads", "50"]);
    let shown = told(&output);
    assert!(shown.starts_with("exit 2\n") && shown.contains("left alone"), "{shown}");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}
