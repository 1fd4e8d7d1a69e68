//! Where the project is and what cargo says about it, so that no chore guesses paths or parses manifests.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The folder of the virtual manifest.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.ancestors().nth(2).map_or(here.clone(), Path::to_path_buf)
}

/// A cargo command at the root; the same cargo that runs this chore.
///
/// What cargo tells this program about itself is not handed on: build scripts that watch it would build anew.
pub(crate) fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|start| name.to_string_lossy().starts_with(start)) {
            command.env_remove(name);
        }
    }
    command.args(words).current_dir(root()).stdin(Stdio::null());
    command
}

/// Runs a command to its end; its output goes where ours goes.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    if !status.success() {
        bail!("{} ended with {status}", command.get_program().display());
    }
    Ok(())
}

/// Runs a command and answers what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start {command:?}"))?;
    if !output.status.success() {
        bail!("{} ended with {}", command.get_program().display(), output.status);
    }
    String::from_utf8(output.stdout).context("its output is not UTF-8")
}

/// One package as cargo sees it.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: String,
    /// Ids of the packages that its shipped code needs; not those of tests and build scripts.
    pub(crate) needs: Vec<String>,
    /// Whether it is a member of the workspace.
    pub(crate) ours: bool,
}

/// What `cargo metadata` says about every locked package.
pub(crate) fn packages() -> Result<Vec<Package>> {
    read_metadata(&output(&mut cargo(&["metadata", "--format-version", "1", "--locked"]))?)
}

/// Where cargo puts what it builds.
pub(crate) fn target_folder() -> Result<PathBuf> {
    let text = output(&mut cargo(&["metadata", "--format-version", "1", "--locked", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    Ok(PathBuf::from(text_of(&metadata, "target_directory")))
}

/// The `entente` program, built where it is not.
pub(crate) fn entente() -> Result<PathBuf> {
    succeed(&mut cargo(&["build", "--quiet", "--package", "entente", "--locked"]))?;
    Ok(target_folder()?.join("debug").join("entente"))
}

/// Copies a folder with all it holds.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from).with_context(|| format!("no folder {}", from.display()))? {
        let entry = entry?;
        let into = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &into)?;
        } else {
            std::fs::copy(entry.path(), into)?;
        }
    }
    Ok(())
}

fn read_metadata(text: &str) -> Result<Vec<Package>> {
    let metadata: Value = serde_json::from_str(text).context("cargo metadata is not JSON")?;
    let members: Vec<&str> = list(&metadata["workspace_members"]).iter().filter_map(Value::as_str).collect();
    let nodes = list(&metadata["resolve"]["nodes"]);
    let package = |package: &Value| {
        let id = text_of(package, "id");
        let node = nodes.iter().find(|node| node["id"] == package["id"]);
        Package {
            name: text_of(package, "name"),
            version: text_of(package, "version"),
            licence: text_of(package, "license"),
            needs: node.map(needs).unwrap_or_default(),
            ours: members.contains(&id.as_str()),
            id,
        }
    };
    Ok(list(&metadata["packages"]).iter().map(package).collect())
}

fn needs(node: &Value) -> Vec<String> {
    let shipped = |dep: &&Value| list(&dep["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
    list(&node["deps"]).iter().filter(shipped).map(|dep| text_of(dep, "pkg")).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}
