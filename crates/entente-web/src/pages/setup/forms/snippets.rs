//! What to paste into a page: the form as plain HTML, the form in a frame, or a link to it.

use std::fmt::Write;

use entente_desk::forms::{Form, Kind, TRAP};

use crate::page::Page;

/// A way to put a form on a page.
pub(crate) struct Snippet {
    /// The message of its name; with `-help` of what it needs.
    pub(crate) key: &'static str,
    /// What to paste.
    pub(crate) code: String,
}

/// All ways, the best first.
pub(super) fn of(page: &Page, form: &Form, address: &str) -> Vec<Snippet> {
    let at = format!("{address}/f/{}", form.name);
    let frame = format!(
        "<iframe src=\"{at}\" title=\"{}\" width=\"100%\" height=\"{}\" style=\"border:0\"></iframe>",
        escaped(&form.title),
        260 + 84 * form.fields.len()
    );
    vec![
        Snippet { key: "forms-paste-html", code: html(page, form, &at) },
        Snippet { key: "forms-paste-frame", code: frame },
        Snippet { key: "forms-paste-link", code: format!("{at}?utm_source=newsletter&utm_campaign=spring") },
    ]
}

/// The form as it stands in a page of the site, which styles it as it likes.
fn html(page: &Page, form: &Form, at: &str) -> String {
    let page = Page { lang: form.language.unwrap_or(page.lang), ..page.clone() };
    let mut code = format!("<form method=\"post\" action=\"{at}\">\n");
    for field in &form.fields {
        let (name, required) = (field.kind.as_str(), if field.required { " required" } else { "" });
        let usual = || page.say(&format!("form-field-{name}")).into_owned();
        let label = escaped(&field.label(page.lang).map_or_else(usual, str::to_owned));
        let input = match field.kind {
            Kind::Question => format!("<textarea name=\"{name}\"{required}></textarea>"),
            Kind::Email => format!("<input name=\"{name}\" type=\"email\"{required}>"),
            _ => format!("<input name=\"{name}\"{required}>"),
        };
        let _ = writeln!(code, "  <label>{label} {input}</label>");
    }
    if !form.wording.is_empty() {
        let _ = writeln!(
            code,
            "  <label><input name=\"consent\" type=\"checkbox\" value=\"1\"> {}</label>",
            escaped(&form.wording)
        );
    }
    let _ = writeln!(
        code,
        "  <input name=\"{TRAP}\" tabindex=\"-1\" autocomplete=\"off\" aria-hidden=\"true\" style=\"position:absolute;left:-9999px\">"
    );
    let _ = write!(code, "  <button>{}</button>\n</form>", escaped(&page.say("form-send")));
    code
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
