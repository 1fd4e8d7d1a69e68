//! How long files may be: long ones hold two ideas, and a ratchet lets today's exceptions only shrink.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::Finding;
use super::files::File;

/// From here on, a reader looks twice.
const LINES_LOOK: usize = 300;
/// Beyond this, a file is refused.
const LINES_MAX: usize = 400;
/// No file of any kind is larger: data lives elsewhere.
const BYTES_MAX: usize = 512 * 1024;

/// Today's exceptions, as `LINES PATH`; the file says more.
pub(super) const RATCHET: &str = include_str!("../../tidy.ratchet");

/// Refuses what is too long and what could be tightened.
pub(super) fn check(files: &[File]) -> Result<Vec<Finding>> {
    Ok(judge(files, &read_ratchet(RATCHET)?))
}

/// Files that are long but allowed, longest first.
pub(super) fn long(files: &[File]) -> Vec<String> {
    let mut long: Vec<(usize, &str)> = files
        .iter()
        .filter(|file| file.is_rust())
        .map(|file| (file.text.lines().count(), file.path.as_str()))
        .filter(|(lines, _)| *lines > LINES_LOOK)
        .collect();
    long.sort_by(|a, b| b.cmp(a));
    long.iter().map(|(lines, path)| format!("{path} has {lines} lines")).collect()
}

/// Code, and the one document that is to be read in a sitting.
fn is_limited(file: &File) -> bool {
    file.is_rust() || file.path == "ARCHITECTURE.md"
}

fn read_ratchet(text: &str) -> Result<BTreeMap<String, usize>> {
    let is_rule = |line: &&str| !line.is_empty() && !line.starts_with('#') && !line.starts_with("tests ");
    let rules = text.lines().filter(is_rule);
    rules
        .map(|line| {
            let (lines, path) = line.split_once(' ').with_context(|| format!("tidy.ratchet: cannot read '{line}'"))?;
            Ok((path.to_owned(), lines.parse().with_context(|| format!("tidy.ratchet: '{lines}' is no number"))?))
        })
        .collect()
}

fn judge(files: &[File], ratchet: &BTreeMap<String, usize>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        if file.bytes > BYTES_MAX {
            findings.push(Finding::new(&file.path, 0, format!("{} kB: at most 512", file.bytes / 1024)));
        }
        let lines = file.text.lines().count();
        let max = ratchet.get(&file.path).copied();
        let what = match max {
            Some(max) if lines <= LINES_MAX => format!("{lines} lines: take it out of tidy.ratchet ({max})"),
            Some(max) if lines < max => format!("{lines} lines: lower its line in tidy.ratchet from {max}"),
            Some(max) if lines > max => format!("{lines} lines, more than the {max} it had: split it by idea"),
            None if is_limited(file) && lines > LINES_MAX => {
                format!("{lines} lines, at most {LINES_MAX}: split it by idea")
            }
            _ => continue,
        };
        findings.push(Finding::new(&file.path, 0, what));
    }
    for path in ratchet.keys().filter(|path| !files.iter().any(|file| &file.path == *path)) {
        findings.push(Finding::new(path, 0, "is gone: take it out of tidy.ratchet"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn file(path: &str, lines: usize, bytes: usize) -> File {
        File { path: path.to_owned(), text: "//\n".repeat(lines), bytes, test: false }
    }

    #[test]
    fn the_ratchet_only_turns_one_way() {
        let ratchet = "# why\n500 a.rs\n500 b.rs\n500 c.rs\n500 d.rs\n500 e.rs\n";
        let files = [
            file("a.rs", 500, 0),
            file("b.rs", 499, 0),
            file("c.rs", 501, 0),
            file("d.rs", 400, 0),
            file("f.rs", 400, 0),
            file("g.rs", 401, 0),
            file("h.md", 900, 512 * 1024),
            file("i.png", 0, 513 * 1024),
        ];
        let findings: Vec<String> =
            judge(&files, &read_ratchet(ratchet).unwrap()).iter().map(ToString::to_string).collect();
        expect![[r#"
            b.rs: 499 lines: lower its line in tidy.ratchet from 500
            c.rs: 501 lines, more than the 500 it had: split it by idea
            d.rs: 400 lines: take it out of tidy.ratchet (500)
            g.rs: 401 lines, at most 400: split it by idea
            i.png: 513 kB: at most 512
            e.rs: is gone: take it out of tidy.ratchet"#]]
        .assert_eq(&findings.join("\n"));
        assert_eq!(long(&files).first().unwrap(), "c.rs has 501 lines");
    }

    #[test]
    fn the_committed_ratchet_can_be_read() {
        assert!(read_ratchet(RATCHET).is_ok());
        assert!(read_ratchet("a.rs").is_err());
        assert!(read_ratchet("many a.rs").is_err());
    }
}
