//! The import table of ARCHITECTURE.md against what cargo knows, so that the document and the code cannot drift.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};

use super::Finding;
use super::files::File;
use crate::workspace::Package;

const DOCUMENT: &str = "ARCHITECTURE.md";

/// Crates that each word of the last column stands for, wherever they stand in what a crate needs.
const STANDS_FOR: &[(&str, &[&str])] = &[
    ("tokio", &["tokio", "async-std", "smol"]),
    ("SQL", &["rusqlite", "libsqlite3-sys", "tokio-postgres", "postgres", "sqlx", "diesel"]),
    ("HTTP", &["http", "hyper", "axum", "reqwest", "ureq", "tower-http"]),
    ("rand", &["rand", "rand_core", "getrandom", "fastrand"]),
    ("anyhow", &["anyhow", "eyre"]),
    ("tracing", &["tracing", "slog"]),
];

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Row {
    line: usize,
    /// Crates of ours that it imports.
    imports: BTreeSet<String>,
    /// Words of the last column, up to a semicolon; prose may follow it.
    refused: Vec<String>,
}

/// Compares the table with the packages, both ways.
pub(super) fn check(files: &[File], packages: &[Package]) -> Result<Vec<Finding>> {
    let document = files.iter().find(|file| file.path == DOCUMENT).with_context(|| format!("{DOCUMENT} is missing"))?;
    let table = read_table(&document.text)?;
    let clippy = |name: &str| {
        let path = format!("crates/{name}/clippy.toml");
        files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str())
    };
    let mut findings = compare(&table, packages);
    for (name, row) in &table {
        for word in &row.refused {
            let bad = match word.strip_prefix('`').and_then(|word| word.strip_suffix('`')) {
                Some(code) if clippy(name).contains(code) => None,
                Some(code) => Some(format!("{code} is not allowed in {name}, but its clippy.toml does not refuse it")),
                None => reaches(name, word, packages),
            };
            findings.extend(bad.map(|what| Finding::new(DOCUMENT, row.line, what)));
        }
    }
    Ok(findings)
}

/// Reads the table that starts with `| may import |`. Short names stand for `entente-…`; a bracket is a remark.
fn read_table(text: &str) -> Result<BTreeMap<String, Row>> {
    let mut lines = text.lines().enumerate().skip_while(|(_, line)| !line.starts_with("| may import |"));
    let (_, head) = lines.next().context("ARCHITECTURE.md has no table that starts with '| may import |'")?;
    let columns: Vec<String> = cells(head).iter().map(|cell| full_name(cell)).collect();
    let mut table = BTreeMap::new();
    for (index, line) in lines.skip(1).take_while(|(_, line)| line.starts_with('|')) {
        let row = cells(line);
        let ticked = row.iter().zip(&columns).skip(1).filter(|(cell, _)| cell.starts_with('✔'));
        let last = row.last().copied().unwrap_or_default();
        let refused = last.split(';').next().unwrap_or_default().split(',').map(str::trim);
        table.insert(
            full_name(row.first().copied().unwrap_or_default()),
            Row {
                line: index + 1,
                imports: ticked.map(|(_, column)| column.clone()).collect(),
                refused: refused.filter(|word| !word.is_empty()).map(str::to_owned).collect(),
            },
        );
    }
    Ok(table)
}

fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(str::trim).collect()
}

fn full_name(cell: &str) -> String {
    match cell.split_whitespace().next().unwrap_or_default() {
        "entente" => "entente".to_owned(),
        short => format!("entente-{short}"),
    }
}

/// Both directions: what the table says and cargo does not, and the other way round.
fn compare(table: &BTreeMap<String, Row>, packages: &[Package]) -> Vec<Finding> {
    let ours = |id: &String| packages.iter().find(|package| package.ours && &package.id == id);
    let mut findings = Vec::new();
    for package in packages.iter().filter(|package| package.ours && package.name != "xtask") {
        let real: BTreeSet<String> = package.needs.iter().filter_map(ours).map(|other| other.name.clone()).collect();
        if real.contains("entente-testkit") {
            findings.push(Finding::new(DOCUMENT, 0, format!("{} ships the test kit: tests only", package.name)));
        }
        let Some(row) = table.get(&package.name) else {
            if package.name != "entente-testkit" {
                findings.push(Finding::new(DOCUMENT, 0, format!("{} has no row in the import table", package.name)));
            }
            continue;
        };
        for name in real.difference(&row.imports) {
            let what = format!("{} imports {name}, which the table does not allow", package.name);
            findings.push(Finding::new(DOCUMENT, row.line, what));
        }
        for name in row.imports.difference(&real) {
            let what = format!("the table lets {} import {name}, but it does not", package.name);
            findings.push(Finding::new(DOCUMENT, row.line, what));
        }
    }
    for (name, row) in table.iter().filter(|(name, _)| !packages.iter().any(|package| &package.name == *name)) {
        findings.push(Finding::new(
            DOCUMENT,
            row.line,
            format!("the table has a row for {name}, which does not exist"),
        ));
    }
    findings
}

/// Says how `name` comes to need a crate that `word` stands for, if it does.
fn reaches(name: &str, word: &str, packages: &[Package]) -> Option<String> {
    let Some((_, refused)) = STANDS_FOR.iter().find(|(known, _)| *known == word) else {
        return Some(format!("the import table refuses '{word}', and tidy does not know which crates that is"));
    };
    let by_id: BTreeMap<&str, &Package> = packages.iter().map(|package| (package.id.as_str(), package)).collect();
    let start = packages.iter().find(|package| package.name == name)?;
    let mut ways = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        let last = *way.last()?;
        if refused.contains(&last.name.as_str()) {
            let names: Vec<&str> = way.iter().map(|package| package.name.as_str()).collect();
            return Some(format!("{word} is not allowed in {name}: {}", names.join(" → ")));
        }
        for next in last.needs.iter().filter_map(|id| by_id.get(id.as_str())) {
            if seen.insert(&next.id) {
                ways.push([way.as_slice(), &[*next]].concat());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
