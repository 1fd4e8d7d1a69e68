//! Words as somebody wrote them, with the addresses in them as links: content is mostly delivered by where it lies.

/// A part of written words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Plain words.
    Words(&'a str),
    /// An address of the web.
    Link(&'a str),
}

/// The parts of written words, in their order. What ends a sentence ends an address too.
pub(super) fn parts(words: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = words;
    while let Some(at) = begin(rest) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| c.is_whitespace() || "<>\"“”‘’「」".contains(c)).unwrap_or(from.len());
        let link = trimmed(&from[..end]);
        if !before.is_empty() {
            parts.push(Part::Words(before));
        }
        parts.push(Part::Link(link));
        rest = &from[link.len()..];
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest));
    }
    parts
}

/// Where the next address begins: not inside a word, and with more than its scheme.
fn begin(text: &str) -> Option<usize> {
    let starts = |scheme: &'static str| text.match_indices(scheme).map(move |(at, scheme)| (at, at + scheme.len()));
    let is_free = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    let is_more = |after: usize| text[after..].starts_with(char::is_alphanumeric);
    let found = starts("https://").chain(starts("http://"));
    found.filter(|(at, after)| is_free(*at) && is_more(*after)).map(|(at, _)| at).min()
}

/// An address without what belongs to the sentence around it.
fn trimmed(link: &str) -> &str {
    let mut link = link;
    loop {
        let shorter = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '。', '，']);
        let closes = |open: char, close: char| {
            shorter.ends_with(close) && shorter.matches(close).count() > shorter.matches(open).count()
        };
        let shorter = if closes('(', ')') || closes('[', ']') { &shorter[..shorter.len() - 1] } else { shorter };
        if shorter.len() == link.len() {
            return link;
        }
        link = shorter;
    }
}

#[cfg(test)]
mod tests {
    //! Where addresses begin and end.

    use expect_test::expect;

    use super::*;

    #[test]
    fn addresses_end_where_the_sentence_does() {
        let rows = [
            "",
            "no address, only http:// and https://.",
            "https://halden.example/payback",
            "See https://halden.example/a?b=1&c=2#d, page 3.",
            "(in the library: http://halden.example/robots_(one).)",
            "두 곳에 있습니다: https://halden.example/a https://halden.example/b。",
            "\"https://halden.example/q\"><script>",
            "xhttps://halden.example and javascript://halden.example stay words",
        ];
        let told: Vec<String> = rows.iter().map(|row| format!("{:?}\n", parts(row))).collect();
        expect![[r#"
            []
            [Words("no address, only http:// and https://.")]
            [Link("https://halden.example/payback")]
            [Words("See "), Link("https://halden.example/a?b=1&c=2#d"), Words(", page 3.")]
            [Words("(in the library: "), Link("http://halden.example/robots_(one)"), Words(".)")]
            [Words("두 곳에 있습니다: "), Link("https://halden.example/a"), Words(" "), Link("https://halden.example/b"), Words("。")]
            [Words("\""), Link("https://halden.example/q"), Words("\"><script>")]
            [Words("xhttps://halden.example and javascript://halden.example stay words")]
        "#]].assert_eq(&told.concat());
    }

    #[test]
    fn nothing_that_was_written_is_lost() {
        let alphabet = ["https://", "http://", "a", ".", "(", ")", "]", " ", "한", "?", "\"", "://", "。"];
        for seed in 0..20_000_u64 {
            let mut left = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut words = String::new();
            while left > 0 && words.len() < 60 {
                words.push_str(alphabet[(left % alphabet.len() as u64) as usize]);
                left /= alphabet.len() as u64;
            }
            let all = parts(&words);
            let joined: String = all
                .iter()
                .map(|part| match part {
                    Part::Words(text) | Part::Link(text) => *text,
                })
                .collect();
            assert_eq!(joined, words, "seed {seed}");
            assert!(all.iter().all(|part| !matches!(part, Part::Words("") | Part::Link(""))), "seed {seed}");
        }
    }
}
