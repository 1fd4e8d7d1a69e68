//! The generated pages of `docs/reference`: written from the program itself and compared on every test, so that they are true.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::workspace::{entente, output, root};

/// Writes every generated page.
pub(crate) fn write() -> Result<()> {
    for (path, text) in pages(&entente()?)? {
        std::fs::write(root().join(path), text)?;
        println!("wrote {path}");
    }
    Ok(())
}

/// Refuses a page that differs from what the program says.
pub(crate) fn check() -> Result<()> {
    let pages = pages(&entente()?)?;
    let stale =
        pages.iter().filter(|(path, text)| std::fs::read_to_string(root().join(path)).ok().as_ref() != Some(text));
    let stale: Vec<&str> = stale.map(|(path, _)| *path).collect();
    if !stale.is_empty() {
        bail!("{} no longer says what the program does: run `cargo xtask docs`", stale.join(" and "));
    }
    Ok(())
}

/// Path and text of each page.
fn pages(entente: &Path) -> Result<Vec<(&'static str, String)>> {
    Ok(vec![("docs/reference/cli.md", cli(entente)?)])
}

/// One section per command, from its own `--help`.
fn cli(entente: &Path) -> Result<String> {
    let help = |words: &[&str]| output(Command::new(entente).args(words).arg("--help").env("COLUMNS", "100"));
    let start = help(&[])?;
    let mut page = format!(
        "# The command line\n\n<!-- Written by `cargo xtask docs` from the program's own help; edit the help, not this page. -->\n\n{}",
        block(&start)
    );
    for name in commands(&start) {
        let text = help(&[name])?;
        page += &format!("\n## entente {name}\n\n{}", block(&text));
        for part in commands(&text) {
            page += &format!("\n### entente {name} {part}\n\n{}", block(&help(&[name, part])?));
        }
    }
    Ok(page)
}

fn block(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n"))
}

/// The commands that a help text lists, without `help` itself.
fn commands(help: &str) -> Vec<&str> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let entries = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    entries.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_from_the_list_in_the_help() {
        let help = "What it is\n\nUsage: entente <COMMAND>\n\nCommands:\n  check  Check it\n  say    Say it,\n         in words\n  help   Print this\n\nOptions:\n  -h  Help\n";
        assert_eq!(commands(help), ["check", "say"]);
        assert!(commands("Usage: entente check [FILE]\n\nOptions:\n  -h\n").is_empty());
    }
}
