//! The content lines of RFC 5545: unfolded, and cut into name, parameters and value.

/// A content line.
pub(super) struct Line {
    /// In upper case.
    pub(super) name: String,
    /// Name in upper case and value of each parameter.
    pub(super) parameters: Vec<(String, String)>,
    /// What stands behind the colon.
    pub(super) value: String,
}

impl Line {
    /// Whether a parameter has this value, in any case.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.parameters.iter().any(|(own, told)| own == name && told.eq_ignore_ascii_case(value))
    }
}

/// Joins folded lines. It works on bytes, for a fold may stand inside a letter of several.
pub(super) fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let is_break = matches!(first, b'\r' | b'\n');
        let after_break =
            if *first == b'\r' && after.first() == Some(&b'\n') { after.get(1..).unwrap_or_default() } else { after };
        match (is_break, after_break.first()) {
            (true, Some(b' ' | b'\t')) => rest = after_break.get(1..).unwrap_or_default(),
            (true, _) => {
                out.push(b'\n');
                rest = after_break;
            }
            (false, _) => {
                out.push(*first);
                rest = after;
            }
        }
    }
    out
}

/// A line as name, parameters and value; none where it has no colon.
pub(super) fn property(line: &str) -> Option<Line> {
    let (mut quoted, mut ends) = (false, Vec::new());
    let mut colon = None;
    for (place, letter) in line.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            ';' if !quoted => ends.push(place),
            ':' if !quoted => {
                colon = Some(place);
                break;
            }
            _ => {}
        }
    }
    // A quote that never closes hides the colon; the first one is meant then.
    let colon = colon.or_else(|| line.find(':'))?;
    let head = line.get(..colon)?;
    ends.retain(|end| *end < colon);
    ends.push(colon);
    let name_end = ends.first().copied().unwrap_or(colon);
    let parameters = ends.windows(2).filter_map(|pair| head.get(pair[0] + 1..pair[1])?.split_once('='));
    let parameters = parameters.map(|(name, value)| (name.trim().to_uppercase(), value.trim_matches('"').to_owned()));
    Some(Line {
        name: head.get(..name_end)?.trim_matches(['\u{feff}', ' ']).to_uppercase(),
        parameters: parameters.collect(),
        value: line.get(colon + 1..)?.trim().to_owned(),
    })
}

/// A text value in one line: escapes undone, blanks joined, and cut to what a name may be.
pub(super) fn plain(value: &str) -> String {
    let (mut out, mut escaped) = (String::new(), false);
    for letter in value.chars().take(2_000) {
        match (escaped, letter) {
            (false, '\\') => {
                escaped = true;
                continue;
            }
            (true, 'n' | 'N') => out.push(' '),
            (_, letter) => out.push(if letter.is_control() { ' ' } else { letter }),
        }
        escaped = false;
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ").chars().take(120).collect()
}
