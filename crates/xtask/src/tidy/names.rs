//! Type names that say nothing, refused: a type is named after the noun it is.

use super::Finding;
use super::files::File;

/// Endings of names of doers. `Visitor` and the like, which a trait asks for, are not among them.
const DOERS: &[&str] = &["Manager", "Service", "Helper", "Helpers", "Util", "Utils", "Processor", "Handler"];

/// Refuses declarations of such types; other crates' types may be named in code.
pub(super) fn check(file: &File) -> Vec<Finding> {
    if !file.is_rust() {
        return Vec::new();
    }
    let doers = file.lines().filter_map(|(number, line)| {
        let name = declared(line)?;
        let doer = DOERS.iter().find(|doer| name.ends_with(*doer))?;
        let what = format!("{name}: '{doer}' says nothing; name the noun, or write a function");
        Some(Finding::new(&file.path, number, what))
    });
    doers.collect()
}

/// The name of the type that a line declares.
fn declared(line: &str) -> Option<&str> {
    let mut words =
        line.split(|found: char| !(found.is_alphanumeric() || found == '_')).filter(|word| !word.is_empty());
    if line.trim_start().starts_with("//") {
        return None;
    }
    words.find(|word| ["struct", "enum", "trait", "type", "mod"].contains(word))?;
    words.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_judged_and_uses_are_not() {
        let doer = DOERS[0];
        let text = [
            format!("pub(crate) struct Lead{doer};"),
            format!("enum Mail {{ {doer} }}"),
            format!("// struct Lead{doer}"),
            format!("let a = Lead{doer}::new();"),
            format!("trait {doer} {{}}"),
        ];
        let file = File { path: "a.rs".to_owned(), text: text.join("\n"), ..File::default() };
        let lines: Vec<usize> = check(&file).iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [1, 5]);
        assert!(check(&File { path: "a.md".to_owned(), ..file }).is_empty());
    }
}
