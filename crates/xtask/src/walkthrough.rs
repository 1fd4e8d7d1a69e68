//! Types along with the README, so that what a newcomer is shown is what the program says today.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::steps::Tally;
use crate::workspace::{copy, entente, root};

/// The documents whose `console` blocks are typed, each in a folder of its own.
const DOCUMENTS: [&str; 2] = ["README.md", "README.ko.md"];

/// A command of a document and what it is said to print. A line `...`, or a line's end `...`, stands for anything.
#[derive(Debug, PartialEq, Eq)]
struct Typed<'a> {
    line: usize,
    command: &'a str,
    shown: Vec<&'a str>,
}

/// Types every command of the documents, in order; prints each that differs from what is shown.
pub(crate) fn check() -> Result<Tally> {
    let program = entente()?;
    let mut tally = Tally::default();
    for document in DOCUMENTS {
        let folder = std::env::temp_dir().join(format!("entente-walk-{}", std::process::id()));
        copy(&root().join("docs/walkthrough"), &folder)?;
        let text = std::fs::read_to_string(root().join(document))?;
        for typed in read(&text) {
            match differs(&typed, &folder, &program) {
                Ok(None) => tally.passed += 1,
                Ok(Some(why)) => tally.fail(format!("{document}:{}: `{}` {why}", typed.line, typed.command)),
                Err(error) => {
                    std::fs::remove_dir_all(&folder)?;
                    return Err(error);
                }
            }
        }
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(tally)
}

/// The commands in the fenced blocks marked `console`.
fn read(text: &str) -> Vec<Typed<'_>> {
    let mut typed: Vec<Typed<'_>> = Vec::new();
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let (true, Some(command)) = (inside, line.strip_prefix("$ ")) {
            typed.push(Typed { line: index + 1, command, shown: Vec::new() });
        } else if let (true, Some(last)) = (inside, typed.last_mut()) {
            last.shown.push(line);
        }
    }
    typed
}

/// How the command's outcome differs from what is shown; none where it does not.
fn differs(typed: &Typed<'_>, folder: &Path, program: &Path) -> Result<Option<String>> {
    let mut path = OsString::from(program.parent().context("the program has no folder")?);
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &format!("{} 2>&1", typed.command)])
        .current_dir(folder)
        .env("PATH", path)
        .env("COLUMNS", "100")
        .stdin(Stdio::null());
    let output = shell.output().context("cannot start a shell")?;
    let said = String::from_utf8_lossy(&output.stdout);
    Ok(if !output.status.success() {
        Some(format!("ended with {} and said:\n{said}", output.status))
    } else if matches(&typed.shown, &said.lines().collect::<Vec<_>>()) {
        None
    } else {
        Some(format!("says:\n{said}"))
    })
}

/// Whether the lines are as shown. `...` alone is any number of lines; at a line's end it is the rest of that line.
fn matches(shown: &[&str], said: &[&str]) -> bool {
    match (shown.split_first(), said.split_first()) {
        (None, None) => true,
        (Some((&"...", rest)), None) => matches(rest, said),
        (Some((&"...", rest)), Some((_, later))) => matches(rest, said) || matches(shown, later),
        (Some((line, rest)), Some((first, later))) => {
            let same = line.strip_suffix("...").map_or(first.trim_end() == *line, |start| first.starts_with(start));
            same && matches(rest, later)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_and_what_they_show_are_read_from_console_blocks_alone() {
        let text = "Text\n```sh\n$ not this\n```\n```console\n$ one -x\nfirst\n...\n$ two\n```\n$ nor this\n";
        let typed = read(text);
        assert_eq!(typed.len(), 2);
        assert_eq!(typed[0], Typed { line: 6, command: "one -x", shown: vec!["first", "..."] });
        assert_eq!(typed[1], Typed { line: 9, command: "two", shown: vec![] });
    }

    #[test]
    fn dots_stand_for_anything_and_nothing_else_does() {
        let cases: [(&[&str], &[&str], bool); 9] = [
            (&[], &[], true),
            (&[], &["a"], false),
            (&["a"], &["a"], true),
            (&["a"], &["a", "b"], false),
            (&["..."], &["a", "b"], true),
            (&["...", "b"], &["a", "b"], true),
            (&["...", "c"], &["a", "b"], false),
            (&["a", "...", "d", "..."], &["a", "b", "c", "d"], true),
            (&["key SHA256:..."], &["key SHA256:x7/"], true),
        ];
        for (shown, said, same) in cases {
            assert_eq!(matches(shown, said), same, "{shown:?} {said:?}");
        }
    }
}
