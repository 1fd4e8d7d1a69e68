//! Gathers what pages are made of: messages, style sheets and browser scripts, into tables that the crate includes.
//!
//! Scripts come from npm by the lock file. `ENTENTE_WEB_DIST` names a folder of finished ones instead; where neither
//! is to be had the pages are built without scripts, and say so; `ENTENTE_REQUIRE_WEB=1` makes that an error.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What sites paste in: of one file, so that it stays as small as it is.
const TRACKER: &str = "tracker.js";
/// What it is called once it is made small.
const SMALL: &str = "t.js";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let here = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    fs::write(out.join("locales.rs"), locales(&here)?)?;
    let css = style(&here)?;
    let css_name = format!("app-{:016x}.css", fingerprint(css.as_bytes()));
    fs::write(out.join(&css_name), css)?;
    let scripts = scripts(&here, &out)?;
    let small = scripts.as_deref().map(|dist| dist.join(SMALL)).filter(|small| small.exists());
    let tracker = small.unwrap_or_else(|| here.join("web").join(TRACKER));
    fs::write(out.join("assets.rs"), table(&out, &css_name, &tracker, scripts.as_deref())?)?;
    Ok(())
}

/// Files of a folder with this ending, by name; cargo hears of the folder.
fn listed(folder: &Path, ending: &str) -> Outcome<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// One constant per language with the text of all its message files.
fn locales(here: &Path) -> Outcome<String> {
    let mut text = String::new();
    for (language, constant) in [("en", "ENGLISH"), ("ko", "KOREAN")] {
        writeln!(
            text,
            "/// All messages of `{language}`, a file each.\npub(super) const {constant}: &[(&str, &str)] = &["
        )?;
        for file in listed(&here.join("locales").join(language), "ftl")? {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            writeln!(text, "    ({name:?}, include_str!({:?})),", file.display().to_string())?;
        }
        text += "];\n";
    }
    Ok(text)
}

fn style(here: &Path) -> Outcome<String> {
    let mut css = String::from("@layer reset, tokens, base, layout, parts;\n");
    for file in listed(&here.join("assets/css"), "css")? {
        css += &fs::read_to_string(file)?;
    }
    Ok(css)
}

/// FNV-1a: enough to tell one content from another in a name.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The folder of finished scripts; none where they cannot be made here.
fn scripts(here: &Path, out: &Path) -> Outcome<Option<PathBuf>> {
    for name in ["ENTENTE_WEB_DIST", "ENTENTE_REQUIRE_WEB", "PATH"] {
        println!("cargo::rerun-if-env-changed={name}");
    }
    if let Some(dist) = std::env::var_os("ENTENTE_WEB_DIST") {
        println!("cargo::rerun-if-changed={}", Path::new(&dist).display());
        return Ok(Some(PathBuf::from(dist)));
    }
    let why = match bundle(&here.join("web"), &out.join("web")) {
        Ok(dist) => return Ok(Some(dist)),
        Err(why) => why,
    };
    if std::env::var_os("ENTENTE_REQUIRE_WEB").is_some() {
        return Err(format!("browser scripts cannot be built: {why}").into());
    }
    println!(
        "cargo::warning=building WITHOUT browser scripts ({why}): pages work all the same; install Node.js with npm and build again, or set ENTENTE_WEB_DIST"
    );
    // A path that is never there: looked at again at the next build, so that an npm installed later is noticed.
    println!("cargo::rerun-if-changed={}", out.join("npm-was-not-there").display());
    Ok(None)
}

/// Installs by the lock file into a copy outside of the checkout, and bundles.
fn bundle(from: &Path, into: &Path) -> Outcome<PathBuf> {
    fs::create_dir_all(into.join("src"))?;
    let lock = fs::read(from.join("package-lock.json"))?;
    let is_installed = fs::read(into.join("installed-by")).is_ok_and(|installed| installed == lock);
    for file in ["package.json", "package-lock.json", ".npmrc", TRACKER] {
        println!("cargo::rerun-if-changed={}", from.join(file).display());
        fs::copy(from.join(file), into.join(file))?;
    }
    for old in fs::read_dir(into.join("src"))? {
        fs::remove_file(old?.path())?;
    }
    for file in listed(&from.join("src"), "js")? {
        fs::copy(&file, into.join("src").join(file.file_name().unwrap_or_default()))?;
    }
    if !is_installed {
        npm(into, &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])?;
        fs::write(into.join("installed-by"), lock)?;
    }
    let dist = into.join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    npm(into, &["run", "--silent", "build"])?;
    Ok(dist)
}

fn npm(folder: &Path, words: &[&str]) -> Outcome<()> {
    let output = Command::new("npm").args(words).current_dir(folder).stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("npm cannot be started: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).lines().take(3).collect::<Vec<_>>().join("; ");
    Err(format!("npm {} failed: {said}", words.first().unwrap_or(&"")).into())
}

/// The table of everything that is served from `/assets`, and which of it a page names.
fn table(out: &Path, css: &str, tracker: &Path, scripts: Option<&Path>) -> Outcome<String> {
    let mut rows = format!("    ({css:?}, include_bytes!({:?})),\n", out.join(css).display().to_string());
    let mut entry = None;
    let mut files: BTreeSet<PathBuf> = BTreeSet::new();
    if let Some(dist) = scripts {
        files.extend(fs::read_dir(dist)?.filter_map(|file| Some(file.ok()?.path())));
    }
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == SMALL {
            continue; // It has an address of its own.
        }
        if name.starts_with("app-") && name.ends_with(".js") {
            entry = Some(name.clone());
        }
        writeln!(rows, "    ({name:?}, include_bytes!({:?})),", file.display().to_string())?;
    }
    Ok(format!(
        "/// The style sheet's name.\npub(crate) const STYLE: &str = {css:?};\n\
         /// The tracker that sites paste in.\npub(crate) const TRACKER: &[u8] = include_bytes!({:?});\n\
         /// The script's name; none where it was built without.\npub(crate) const SCRIPT: Option<&str> = {entry:?};\n\
         /// Name and content of every file.\npub(super) const FILES: &[(&str, &[u8])] = &[\n{rows}];\n",
        tracker.display().to_string()
    ))
}
