//! The house rules that the compiler does not know, each a module with tests of its own; all findings are shown at once.

mod crates;
mod files;
mod length;
mod links;
mod names;
mod opening;
mod share;
mod walls;
mod words;

use std::fmt;

use anyhow::{Result, bail};

use crate::workspace;

/// One place that breaks a house rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    /// From 1; 0 where it is the whole file.
    line: usize,
    /// What is wrong, and what to do.
    what: String,
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}

/// Checks every house rule on every project file.
pub(crate) fn run() -> Result<()> {
    let files = files::all(&workspace::root())?;
    let packages = workspace::packages()?;
    let mut findings = Vec::new();
    findings.extend(walls::check(&files, &packages)?);
    findings.extend(crates::check(&files));
    findings.extend(files.iter().flat_map(opening::check));
    findings.extend(length::check(&files)?);
    findings.extend(words::check(&files)?);
    findings.extend(files.iter().flat_map(names::check));
    findings.extend(links::check(&files));
    findings.extend(share::check(&files)?);
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    for long in length::long(&files) {
        println!("look twice: {long}");
    }
    println!("tidy: {} files, {}", files.len(), share::sentence(&files));
    match findings.len() {
        0 => Ok(()),
        count => bail!("{count} places break a house rule"),
    }
}
