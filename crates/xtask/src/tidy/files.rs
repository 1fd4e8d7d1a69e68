//! The project's own files, read once, so that every rule sees the same text.

use std::path::Path;

use anyhow::{Context, Result};

/// A file of the project.
#[derive(Debug, Clone, Default)]
pub(super) struct File {
    /// From the root, with `/`.
    pub(super) path: String,
    /// Empty where it is not UTF-8 text.
    pub(super) text: String,
    pub(super) bytes: usize,
    /// Whether the whole file is there for tests only.
    pub(super) test: bool,
}

impl File {
    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The lines with their numbers from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// Per line: is it part of a test? Relies on the standard format, where an item ends at its own indentation.
    pub(super) fn test_lines(&self) -> Vec<bool> {
        let mut answer = Vec::new();
        let mut end: Option<String> = None;
        let mut marked = false;
        for line in self.text.lines() {
            let indent = &line[..line.len() - line.trim_start().len()];
            marked |= line.trim_start().starts_with("#[cfg(test)]");
            answer.push(self.test || marked || end.is_some());
            if end.as_deref() == Some(line) {
                end = None;
            } else if marked && end.is_none() && line.ends_with('{') {
                end = Some(format!("{indent}}}"));
            }
            if line.ends_with('{') || line.ends_with(';') {
                marked = false;
            }
        }
        answer
    }
}

/// Every file below `root` that is not ignored, by path.
pub(super) fn all(root: &Path) -> Result<Vec<File>> {
    let ignore = std::fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
    let ignore: Vec<&str> = ignore.lines().chain(["/.git"]).filter(|line| !line.is_empty()).collect();
    let mut files = Vec::new();
    walk(root, "", &ignore, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    mark_tests(&mut files);
    Ok(files)
}

/// Marks what is compiled for tests alone: by its folder, or because the module above says `#[cfg(test)] mod name;`.
fn mark_tests(files: &mut [File]) {
    let modules: Vec<String> = files.iter().filter(|file| file.is_rust()).flat_map(test_modules).collect();
    for file in files.iter_mut().filter(|file| file.is_rust()) {
        let parts: Vec<&str> = file.path.split('/').collect();
        let of_module = |module: &String| {
            file.path.strip_prefix(module.as_str()).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        };
        file.test = parts.contains(&"tests") || parts.contains(&"entente-testkit") || modules.iter().any(of_module);
    }
}

/// The modules that a file declares for tests, as paths without ending.
fn test_modules(file: &File) -> Vec<String> {
    let stem = file.path.trim_end_matches(".rs");
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let inside = if ["lib", "main", "mod"].contains(&name) { folder } else { stem };
    let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
    let declared = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]").filter_map(|pair| {
        let (_, module) = pair[1].strip_suffix(';')?.split_once("mod ")?;
        Some(format!("{inside}/{module}"))
    });
    declared.collect()
}

fn walk(folder: &Path, prefix: &str, ignore: &[&str], files: &mut Vec<File>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if is_ignored(&path, ignore) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{path}/"), ignore, files)?;
        } else {
            let bytes = std::fs::read(entry.path()).with_context(|| format!("cannot read {path}"))?;
            let length = bytes.len();
            files.push(File { path, text: String::from_utf8(bytes).unwrap_or_default(), bytes: length, test: false });
        }
    }
    Ok(())
}

/// The two forms that our `.gitignore` uses: `/path` from the root, and `*ending` or a name anywhere.
fn is_ignored(path: &str, ignore: &[&str]) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    ignore.iter().any(|rule| match (rule.strip_prefix('/'), rule.strip_prefix('*')) {
        (Some(exact), _) => path == exact.trim_end_matches('/'),
        (None, Some(ending)) => name.ends_with(ending),
        (None, None) => name == rule.trim_end_matches('/'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn test_code_is_told_from_code() {
        let text = "\
fn work() {}

#[cfg(test)]
use only::here;

fn more() {
}

#[cfg(test)]
mod tests {
    #[test]
    fn inner() {
    }
}

fn after() {}
";
        let file = File { path: "crates/a/src/lib.rs".into(), text: text.into(), ..File::default() };
        let table: Vec<String> = file
            .test_lines()
            .iter()
            .zip(text.lines())
            .map(|(test, line)| format!("{} {line}", if *test { 't' } else { '.' }).trim_end().to_owned())
            .collect();
        expect![[r#"
            . fn work() {}
            .
            t #[cfg(test)]
            t use only::here;
            .
            . fn more() {
            . }
            .
            t #[cfg(test)]
            t mod tests {
            t     #[test]
            t     fn inner() {
            t     }
            t }
            .
            . fn after() {}"#]]
        .assert_eq(&table.join("\n"));
    }

    #[test]
    fn files_for_tests_alone_are_told_by_folder_or_by_the_module_above() {
        let file = |path: &str, text: &str| File { path: path.into(), text: text.into(), ..File::default() };
        let mut files = [
            file("crates/a/src/lib.rs", "mod b;\n#[cfg(test)]\npub(crate) mod sample;\n"),
            file("crates/a/src/sample.rs", ""),
            file("crates/a/src/sample/more.rs", ""),
            file("crates/a/src/samples.rs", ""),
            file("crates/a/src/b.rs", "#[cfg(test)]\nmod tests;\n"),
            file("crates/a/src/b/tests.rs", ""),
            file("crates/a/tests/it/main.rs", ""),
        ];
        mark_tests(&mut files);
        let marked: Vec<&str> = files.iter().filter(|file| file.test).map(|file| file.path.as_str()).collect();
        expect![[r#"
            crates/a/src/sample.rs
            crates/a/src/sample/more.rs
            crates/a/src/b/tests.rs
            crates/a/tests/it/main.rs"#]]
        .assert_eq(&marked.join("\n"));
    }

    #[test]
    fn ignored_paths_follow_gitignore() {
        let ignore = ["/target", "*.rejects.csv", "node_modules/"];
        let table = ["target", "crates/target", "data/a.rejects.csv", "bench/peers/node_modules", "README.md"]
            .map(|path| format!("{path}: {}", is_ignored(path, &ignore)));
        expect![[r#"
            target: true
            crates/target: false
            data/a.rejects.csv: true
            bench/peers/node_modules: true
            README.md: false"#]]
        .assert_eq(&table.join("\n"));
    }
}
