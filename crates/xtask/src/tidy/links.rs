//! Links between the project's own documents lead somewhere, to the heading.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::files::File;

/// Checks every relative link of every Markdown file; links to the web are not followed.
pub(super) fn check(files: &[File]) -> Vec<Finding> {
    let documents = files.iter().filter(|file| file.path.ends_with(".md"));
    let headings: BTreeMap<&str, BTreeSet<String>> =
        documents.clone().map(|file| (file.path.as_str(), anchors(&file.text))).collect();
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut findings = Vec::new();
    for file in documents {
        for (number, target) in links(&file.text) {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = if path.is_empty() { file.path.clone() } else { resolve(&file.path, path) };
            let is_folder = paths.iter().any(|known| known.starts_with(&format!("{path}/")));
            let what = if !paths.contains(path.as_str()) && !is_folder {
                format!("the link to {target} leads nowhere")
            } else if !anchor.is_empty() && headings.get(path.as_str()).is_some_and(|known| !known.contains(anchor)) {
                format!("{path} has no heading #{anchor}")
            } else {
                continue;
            };
            findings.push(Finding::new(&file.path, number, what));
        }
    }
    findings
}

/// Targets of `](…)` with their line, outside fenced code; those with a scheme are left out.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in prose(text) {
        for part in line.split("](").skip(1) {
            let target = part.split(')').next().unwrap_or_default();
            if !target.contains("://") && !target.starts_with("mailto:") {
                found.push((number, target));
            }
        }
    }
    found
}

/// Headings as the anchors that readers of Markdown make of them.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = prose(text).into_iter().filter_map(|(_, line)| line.strip_prefix('#'));
    let slug = |heading: &str| {
        let kept = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = kept.chars().filter(|found| found.is_alphanumeric() || " -_".contains(*found));
        kept.map(|found| if found == ' ' { '-' } else { found }).collect()
    };
    headings.map(slug).collect()
}

/// The lines outside fenced code, numbered from 1.
fn prose(text: &str) -> Vec<(usize, &str)> {
    let mut fenced = false;
    let lines = text.lines().enumerate().filter(|(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    });
    lines.map(|(index, line)| (index + 1, line)).collect()
}

/// `path` as seen from the folder of `from`, without `.` and `..`.
fn resolve(from: &str, path: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn links_lead_to_files_and_headings() {
        let index = "\
# Read me
[ok](docs/a.md) [folder](docs/) [there](docs/a.md#two-words) [web](https://example.com/x) [here](#read-me)
[gone](docs/b.md) and [no heading](docs/a.md#three)
```
[code](docs/c.md)
```
";
        let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned(), ..File::default() };
        let files = [file("README.md", index), file("docs/a.md", "## Two words\n[up](../README.md) [off](../../x.md)")];
        let findings: Vec<String> = check(&files).iter().map(ToString::to_string).collect();
        expect![[r#"
            README.md:3: the link to docs/b.md leads nowhere
            README.md:3: docs/a.md has no heading #three
            docs/a.md:2: the link to ../../x.md leads nowhere"#]]
        .assert_eq(&findings.join("\n"));
    }
}
