//! Licences, doubled crates and the number of locked packages, so that what we lean on is chosen and not drifted into.

mod licence;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use crate::workspace::{Package, packages};

/// What is allowed, and why: see the file itself.
const ALLOWED: &str = include_str!("../../deps.allow");

/// Checks every locked package; prints each thing that is not allowed.
pub(crate) fn run() -> Result<()> {
    let packages = packages()?;
    let problems = judge(&packages, &Allowed::read(ALLOWED)?);
    for problem in &problems {
        println!("{problem}");
    }
    println!("deps: {} locked packages", packages.len());
    match problems.len() {
        0 => Ok(()),
        count => bail!("{count} problems with dependencies; crates/xtask/deps.allow says what is allowed"),
    }
}

/// The lines of `deps.allow`: `packages N`, `licence ID`, `twice CRATE: reason`.
#[derive(Debug, Default)]
struct Allowed {
    packages_max: usize,
    licences: BTreeSet<String>,
    twice: BTreeSet<String>,
}

impl Allowed {
    fn read(text: &str) -> Result<Allowed> {
        let mut allowed = Allowed::default();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.split_once(' ') {
                Some(("packages", count)) => allowed.packages_max = count.parse()?,
                Some(("licence", name)) => drop(allowed.licences.insert(name.to_owned())),
                Some(("twice", rest)) => match rest.split_once(": ") {
                    Some((name, _reason)) => drop(allowed.twice.insert(name.to_owned())),
                    None => bail!("deps.allow: '{line}' gives no reason"),
                },
                _ => bail!("deps.allow: cannot read '{line}'"),
            }
        }
        Ok(allowed)
    }
}

fn judge(packages: &[Package], allowed: &Allowed) -> Vec<String> {
    let mut problems = Vec::new();
    if packages.len() > allowed.packages_max {
        problems.push(format!("{} packages are locked, {} are allowed", packages.len(), allowed.packages_max));
    }
    for package in packages {
        if !licence::allows(&package.licence, &allowed.licences) {
            problems.push(format!("{} {}: licence '{}'", package.name, package.version, package.licence));
        }
    }
    let doubled = doubled(packages);
    for (name, versions) in &doubled {
        if !allowed.twice.contains(*name) {
            let versions: Vec<&str> = versions.iter().copied().collect();
            problems.push(format!("{name} is built in versions {}: agree on one, or say why", versions.join(" and ")));
        }
    }
    for name in allowed.twice.iter().filter(|name| !doubled.contains_key(name.as_str())) {
        problems.push(format!("{name} is no longer doubled: take its line out of deps.allow"));
    }
    problems
}

/// Crates locked in more than one version.
fn doubled(packages: &[Package]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().insert(&package.version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    versions
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn package(name: &str, version: &str, licence: &str) -> Package {
        let owned = str::to_owned;
        let (id, needs) = (format!("{name} {version}"), Vec::new());
        Package { id, name: owned(name), version: owned(version), licence: owned(licence), needs, ours: false }
    }

    #[test]
    fn each_kind_of_drift_is_named() {
        let allowed = "# why\npackages 4\nlicence MIT\ntwice sha2: a signature crate is behind\ntwice old: gone since";
        let packages = [
            package("serde", "1.0.1", "MIT OR Apache-2.0"),
            package("sha2", "0.10.9", "MIT"),
            package("sha2", "0.11.1", "MIT"),
            package("rand", "0.8.8", "MIT"),
            package("rand", "0.9.0", "GPL-3.0"),
        ];
        expect![[r#"
            5 packages are locked, 4 are allowed
            rand 0.9.0: licence 'GPL-3.0'
            rand is built in versions 0.8.8 and 0.9.0: agree on one, or say why
            old is no longer doubled: take its line out of deps.allow"#]]
        .assert_eq(&judge(&packages, &Allowed::read(allowed).unwrap()).join("\n"));
    }

    #[test]
    fn a_line_without_reason_is_refused() {
        assert!(Allowed::read("twice sha2").is_err());
        assert!(Allowed::read("thrice sha2: why").is_err());
        assert!(Allowed::read(ALLOWED).is_ok());
    }
}
