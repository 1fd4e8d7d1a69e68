//! A page in plain text: what it says, what it lets somebody do, and what it refused, so that a test reads it as a person does.

use super::Answer;

/// Tags that end a line.
const BLOCKS: [&str; 26] = [
    "p", "h1", "h2", "h3", "h4", "li", "tr", "div", "section", "header", "article", "form", "fieldset", "legend", "dt",
    "dd", "summary", "nav", "ul", "ol", "table", "label", "pre", "details", "main", "br",
];

/// Elements of which nothing is read aloud.
const SILENT: [&str; 4] = ["script", "style", "svg", "select"];

/// Text and tags of markup, in turn: `Ok` for text, `Err` for what stands between `<` and `>`.
fn pieces(html: &str) -> Vec<Result<&str, &str>> {
    let mut pieces = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        pieces.extend([Err(tag), Ok(text)]);
    }
    pieces
}

fn name(tag: &str) -> &str {
    tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default()
}

/// The value of an attribute of a tag.
pub(crate) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

fn plain(text: &str) -> String {
    let entities = [("&#38;", "&"), ("&amp;", "&"), ("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'")];
    entities.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn main_of(html: &str) -> &str {
    let from = html.find("<main").unwrap_or(0);
    let to = html[from..].find("</main>").map_or(html.len(), |end| from + end);
    &html[from..to]
}

impl Answer {
    /// The text of the page's main part, a line for each block; a field as `[name: value]`, a button as `(words)`.
    pub(crate) fn said(&self) -> String {
        let (mut lines, mut line, mut silent) = (vec![String::new()], String::new(), 0);
        for piece in pieces(main_of(&self.text)) {
            match piece {
                Ok(text) if silent == 0 => line.push_str(text),
                Ok(_) => {}
                Err(tag) => {
                    let (name, is_end) = (name(tag), tag.starts_with('/'));
                    if SILENT.contains(&name) {
                        if name == "select" && !is_end {
                            line += &format!(" [{}] ", attribute(tag, "name").unwrap_or_default());
                        }
                        silent += if is_end { -1 } else { 1 };
                    }
                    match name {
                        "input" | "textarea" if attribute(tag, "type") != Some("hidden") => line += &field(tag),
                        "button" => line.push_str(if is_end { ") " } else { " (" }),
                        "td" | "th" => line.push(' '),
                        block if BLOCKS.contains(&block) => lines.push(std::mem::take(&mut line)),
                        _ => {}
                    }
                }
            }
        }
        lines.push(line);
        let words = |line: &String| plain(line).split_whitespace().collect::<Vec<_>>().join(" ");
        let lines = lines.iter().map(words).filter(|line| !line.is_empty());
        lines.map(|line| line + "\n").collect()
    }

    /// Where the forms and buttons of the main part lead, each once, in the order of the page.
    pub(crate) fn acts(&self) -> Vec<String> {
        let mut acts: Vec<String> = Vec::new();
        for tag in pieces(main_of(&self.text)).into_iter().filter_map(Result::err) {
            let act = match name(tag) {
                // A form with a file carries its token in its address.
                "form" if tag.contains("multipart") => None,
                "form" if attribute(tag, "method") == Some("post") => attribute(tag, "action"),
                "button" => attribute(tag, "formaction"),
                _ => None,
            };
            let act = act.map(plain).filter(|act| !acts.contains(act));
            acts.extend(act);
        }
        acts
    }

    /// What was refused: each sentence beside a field, with the field, and each that stands above all of them.
    pub(crate) fn refused(&self) -> Vec<String> {
        let mut refused = Vec::new();
        let mut about: Option<String> = None;
        let mut words = String::new();
        for piece in pieces(main_of(&self.text)) {
            match piece {
                Ok(text) if about.is_some() => words.push_str(text),
                Ok(_) => {}
                Err(tag) if about.is_none() => {
                    let is_field = attribute(tag, "class") == Some("wrong");
                    let is_alert = attribute(tag, "role") == Some("alert");
                    if !tag.starts_with('/') && (is_field || is_alert) {
                        let field = attribute(tag, "id").and_then(|id| id.strip_suffix("-wrong")).unwrap_or("-");
                        about = Some(if is_field { field.to_owned() } else { "!".to_owned() });
                    }
                }
                Err(tag) if matches!(name(tag), "span" | "p" | "ul") && tag.starts_with('/') => {
                    let said = plain(&words).split_whitespace().collect::<Vec<_>>().join(" ");
                    refused.push(format!("{}: {said}", about.take().unwrap_or_default()));
                    words.clear();
                }
                Err(_) => words.push(' '),
            }
        }
        refused
    }
}

fn field(tag: &str) -> String {
    let name = attribute(tag, "name").unwrap_or_default();
    match (attribute(tag, "type"), attribute(tag, "value")) {
        (Some("checkbox" | "radio"), _) => format!(" [{name}{}] ", if tag.contains(" checked") { ": yes" } else { "" }),
        (_, Some(value)) if !value.is_empty() => format!(" [{name}: {value}] "),
        _ => format!(" [{name}] "),
    }
}
