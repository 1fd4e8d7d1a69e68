//! Countries by the names that exports write, as the code that an agreement compares.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::meaning::folded;

const COUNTRIES: &str = include_str!("countries.txt");

/// The two-letter code of a country's name in English, German or Korean, or of its code in any case; none for other text.
pub(super) fn code(text: &str) -> Option<String> {
    static CODES: LazyLock<BTreeMap<String, &str>> = LazyLock::new(codes);
    CODES.get(&folded(text)).map(|code| (*code).to_owned())
}

/// Every name in its folded spelling, with its code.
fn codes() -> BTreeMap<String, &'static str> {
    let lines = COUNTRIES.lines().filter(|line| !line.starts_with('#'));
    let entries = lines.filter_map(|line| line.split_once(' '));
    entries.flat_map(|(code, names)| names.split('|').chain([code]).map(move |name| (folded(name), code))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_three_languages_and_codes_are_one_country() {
        for name in ["Germany", "deutschland", "독일", "DE", "de", "DEU", " Germany "] {
            assert_eq!(code(name).as_deref(), Some("DE"), "{name}");
        }
        for name in ["Korea, Republic of", "South Korea", "대한민국", "한국", "kr"] {
            assert_eq!(code(name).as_deref(), Some("KR"), "{name}");
        }
        assert_eq!(code("Atlantis"), None);
        assert_eq!(code("-"), None);
        assert_eq!(code(""), None);
    }

    #[test]
    fn no_name_is_two_countries() {
        let lines = COUNTRIES.lines().filter(|line| !line.starts_with('#'));
        for (own, names) in lines.filter_map(|line| line.split_once(' ')) {
            assert!(own.len() == 2 && own.bytes().all(|byte| byte.is_ascii_uppercase()), "{own}");
            names.split('|').for_each(|name| assert_eq!(code(name).as_deref(), Some(own), "{name}"));
        }
    }
}
