//! Writes the agreement's text as a person would: short lines, plain words where they can stand plain, quotes elsewhere.

use std::fmt::Write as _;

/// A text that grows line by line, in one language.
pub(super) struct Yaml {
    text: String,
    korean: bool,
}

impl Yaml {
    pub(super) fn new(korean: bool) -> Yaml {
        Yaml { text: String::new(), korean }
    }

    /// The words of the text's language.
    pub(super) fn pick(&self, en: &'static str, ko: &'static str) -> &'static str {
        if self.korean { ko } else { en }
    }

    /// Whether the text says things in Korean.
    pub(super) fn is_korean(&self) -> bool {
        self.korean
    }

    /// One line, as it is.
    pub(super) fn line(&mut self, line: &str) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.text, "{line}");
    }

    /// An empty line and a comment: where a section begins.
    pub(super) fn section(&mut self, number: &str, en: &'static str, ko: &'static str) {
        let words = self.pick(en, ko);
        let number = if number.is_empty() { String::new() } else { format!("§{number} ") };
        self.line("");
        self.line(&format!("# {number}{words}"));
    }

    /// The text.
    pub(super) fn done(self) -> String {
        self.text
    }
}

/// A text as it may stand anywhere: plain where nothing in it could be read otherwise, else in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " _-./()€$".contains(c);
    let is_plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(plain)
        && !text.ends_with(char::is_whitespace)
        && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    if is_plain { text.to_owned() } else { in_quotes(text) }
}

/// In double quotation marks, as both YAML and JSON read it.
pub(super) fn in_quotes(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// `[one, "two, three"]`.
pub(super) fn list(items: &[String]) -> String {
    format!("[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", "))
}

/// The words of a choice as a condition lists them: `['DE', 'AT']`.
pub(super) fn words(items: &[String]) -> String {
    format!("[{}]", items.iter().map(|item| format!("'{item}'")).collect::<Vec<_>>().join(", "))
}
