//! Words that project files do not use, each with what to use instead; the list is data, so that adding one is a line.

use anyhow::{Result, bail};

use super::Finding;
use super::files::File;

const WORDS: &str = include_str!("../../tidy.words");

/// Files that name the words in order to refuse them.
const NOT_SEARCHED: &[&str] = &["crates/xtask/tidy.words", "STYLE.md", "Cargo.lock", "bench/peers/Cargo.lock"];

/// Where a word is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    All,
    Docs,
    Rust,
    Code,
}

/// One line of the list.
#[derive(Debug)]
struct Rule<'a> {
    word: &'a str,
    place: Where,
    except: Vec<&'a str>,
    instead: &'a str,
}

/// Finds every refused word in every text file.
pub(super) fn check(files: &[File]) -> Result<Vec<Finding>> {
    let rules = read_rules(WORDS)?;
    let searched = files.iter().filter(|file| !NOT_SEARCHED.contains(&file.path.as_str()));
    Ok(searched.flat_map(|file| find(file, &rules)).collect())
}

fn read_rules(text: &str) -> Result<Vec<Rule<'_>>> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("# ") && *line != "#");
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
            let [word, place, except, instead] = cells.as_slice() else { bail!("tidy.words: cannot read '{line}'") };
            let place = match *place {
                "all" => Where::All,
                "docs" => Where::Docs,
                "rust" => Where::Rust,
                "code" => Where::Code,
                other => bail!("tidy.words: '{other}' is no place"),
            };
            let except = except.split(' ').filter(|path| *path != "-").collect();
            Ok(Rule { word, place, except, instead })
        })
        .collect()
}

fn find(file: &File, rules: &[Rule<'_>]) -> Vec<Finding> {
    let apply = |rule: &&Rule<'_>| {
        let fits = match rule.place {
            Where::All => true,
            Where::Docs => file.path.ends_with(".md"),
            Where::Rust | Where::Code => file.is_rust(),
        };
        fits && !rule.except.iter().any(|path| file.path.starts_with(path))
    };
    let rules: Vec<&Rule<'_>> = rules.iter().filter(apply).collect();
    let tests = file.test_lines();
    let mut findings = Vec::new();
    for (number, line) in file.lines() {
        let code = !tests[number - 1] && !line.trim_start().starts_with("//");
        for rule in rules.iter().filter(|rule| (code || rule.place != Where::Code) && has_word(line, rule.word)) {
            let what = format!("'{}' is not used here: {}", rule.word, rule.instead);
            findings.push(Finding::new(&file.path, number, what));
        }
    }
    findings
}

/// Whether `word` stands in `line`; where it starts or ends with a letter, no letter may go on there.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |found: char| found.is_alphanumeric() || found == '_';
    let open_start = word.starts_with(is_part);
    let open_end = word.ends_with(is_part);
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let goes_on = open_start && before.is_some_and(is_part) || open_end && after.is_some_and(is_part);
        !goes_on
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    const RULES: &str = "\
# what is refused
gadget      | all  | -           | the noun
.take_all() | code | -           | an error
\"choose     | code | crates/one/ | crate one
simply so   | docs | -           | leave it out
";

    fn found(path: &str, text: &str) -> String {
        let file = File { path: path.to_owned(), text: text.to_owned(), ..File::default() };
        let findings: Vec<String> = find(&file, &read_rules(RULES).unwrap()).iter().map(ToString::to_string).collect();
        findings.join("\n")
    }

    #[test]
    fn words_are_found_where_they_are_refused() {
        let code = "// a gadget\nlet gadgets = a.take_all();\n\n#[cfg(test)]\nmod tests {\n    a.take_all();\n}\n";
        expect![[r#"
            crates/two/a.rs:1: 'gadget' is not used here: the noun
            crates/two/a.rs:2: '.take_all()' is not used here: an error"#]]
        .assert_eq(&found("crates/two/a.rs", code));
        expect!["a.md:1: 'simply so' is not used here: leave it out"]
            .assert_eq(&found("a.md", "it is simply so, a.take_all()"));
        expect!["crates/two/a.rs:1: '\"choose' is not used here: crate one"]
            .assert_eq(&found("crates/two/a.rs", "run(\"choose 1\")"));
        expect![""].assert_eq(&found("crates/one/a.rs", "run(\"choose 1\")"));
    }

    #[test]
    fn whole_words_only() {
        assert!(has_word("a gadget.", "gadget"));
        assert!(!has_word("a gadget_x, gadgets, ingadget", "gadget"));
        assert!(has_word("gadgets and gadget", "gadget"));
        assert!(has_word("a.take_all()b", ".take_all()"));
    }

    #[test]
    fn the_committed_list_can_be_read() {
        assert!(read_rules(WORDS).is_ok_and(|rules| rules.len() > 20));
        assert!(read_rules("gadget | all").is_err());
        assert!(read_rules("gadget | moon | - | none").is_err());
    }
}
