//! The two languages people read an agreement in, with what both need: grouped numbers and Korean particles.

use std::fmt;
use std::str::FromStr;

use crate::number::Decimal;
use crate::time::Span;

#[cfg(test)]
mod tests;

/// A language that agreements are read aloud in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

/// The tag of the language: `en`, `ko`.
impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Lang::En => "en",
            Lang::Ko => "ko",
        })
    }
}

/// Reads a language tag: `en`, `ko`, or one with a region (`ko-KR`, `en_GB.UTF-8`), in any case.
impl FromStr for Lang {
    type Err = String;
    fn from_str(text: &str) -> Result<Lang, String> {
        let language = text.split(['-', '_', '.']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "en" => Ok(Lang::En),
            "ko" => Ok(Lang::Ko),
            _ => Err(format!("'{text}' is not a language Entente speaks: en or ko")),
        }
    }
}

/// A number as people write it, thousands grouped by commas in both languages: `2,000`, `-1,234,567.5`.
#[must_use]
pub fn grouped(number: Decimal) -> String {
    let plain = number.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A length of time in words: `7 days`, `1 day 12 hours`, `7일`, `1일 12시간`. Parts of a second are left out.
#[must_use]
pub fn length(span: Span, lang: Lang) -> String {
    const UNITS: [(u64, &str, &str); 4] =
        [(86_400, "day", "일"), (3_600, "hour", "시간"), (60, "minute", "분"), (1, "second", "초")];
    let mut rest = span.as_seconds().unsigned_abs();
    let mut parts = Vec::new();
    for (seconds, english, korean) in UNITS {
        let count = rest / seconds;
        rest %= seconds;
        let plural = if count == 1 { "" } else { "s" };
        let none_yet = seconds == 1 && parts.is_empty();
        match lang {
            _ if count == 0 && !none_yet => {}
            Lang::En => parts.push(format!("{count} {english}{plural}")),
            Lang::Ko => parts.push(format!("{count}{korean}")),
        }
    }
    let sign = if span < Span::ZERO { "-" } else { "" };
    format!("{sign}{}", parts.join(" "))
}

/// The pairs of Korean particles whose form depends on the sound the word before them ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Particle {
    /// 이 / 가: the subject.
    Subject,
    /// 을 / 를: the object.
    Object,
    /// 은 / 는: the topic.
    Topic,
    /// 과 / 와: with, and.
    With,
    /// 으로 / 로: to, by.
    Towards,
    /// 이나 / 나: or.
    Or,
    /// 이라 / 라, as in 라고.
    Quoted,
}

impl Particle {
    /// The form after a final consonant, then the form after a vowel.
    const fn forms(self) -> (&'static str, &'static str) {
        match self {
            Particle::Subject => ("이", "가"),
            Particle::Object => ("을", "를"),
            Particle::Topic => ("은", "는"),
            Particle::With => ("과", "와"),
            Particle::Towards => ("으로", "로"),
            Particle::Or => ("이나", "나"),
            Particle::Quoted => ("이라", "라"),
        }
    }
}

/// The word with its particle: `대리` + subject is `대리가`, `담당` is `담당이`, `2,000` + object is `2,000을`.
///
/// Digits are heard as they are read aloud, Latin letters by their Korean reading; brackets and quotation marks at
/// the end are passed over. A word with no sound to go by takes the form after a vowel.
#[must_use]
pub fn with(word: &str, particle: Particle) -> String {
    let (closed, open) = particle.forms();
    let form = match ending(word) {
        Ending::Consonant => closed,
        Ending::Rieul if particle == Particle::Towards => open,
        Ending::Rieul => closed,
        Ending::Vowel => open,
    };
    format!("{word}{form}")
}

/// How a word ends in speech. ㄹ is a consonant for every particle but 으로.
enum Ending {
    Vowel,
    Rieul,
    Consonant,
}

/// The sound a word ends in, as a Korean reader says it.
fn ending(word: &str) -> Ending {
    match word.chars().rev().find(|letter| letter.is_alphanumeric() || *letter == '%') {
        Some(letter @ '가'..='힣') => match (u32::from(letter) - u32::from('가')) % 28 {
            0 => Ending::Vowel,
            8 => Ending::Rieul,
            _ => Ending::Consonant,
        },
        Some(digit @ '0'..='9') => digit_ending(digit),
        Some(letter) if letter.is_ascii_alphabetic() => latin_ending(word),
        _ => Ending::Vowel,
    }
}

/// 1 일, 7 칠, 8 팔 end in ㄹ; 2 이, 4 사, 5 오, 9 구 in a vowel; 3 삼, 6 육 in a consonant, and so does 0: 영, 십,
/// 백, 천, 만.
fn digit_ending(digit: char) -> Ending {
    match digit {
        '1' | '7' | '8' => Ending::Rieul,
        '2' | '4' | '5' | '9' => Ending::Vowel,
        _ => Ending::Consonant,
    }
}

/// A Latin word by its last letters: l as ㄹ, m and n (and ng) as consonants, also before a silent e (`title`, `time`);
/// an abbreviation in capitals by the letter's name (엘 L, 엠 M, 엔 N, 알 R); after a short vowel p, t, k, b, c close
/// the syllable; else a vowel (으) is added in Korean.
fn latin_ending(word: &str) -> Ending {
    let reversed = word.chars().rev().skip_while(|letter| !letter.is_alphanumeric());
    let tail: Vec<char> = reversed.take_while(char::is_ascii_alphabetic).collect();
    let spelled = tail.iter().all(char::is_ascii_uppercase);
    let sounded: &[char] = match tail.as_slice() {
        ['e', sounded @ ..] if matches!(sounded, ['l' | 'm' | 'n', _, ..]) => sounded,
        all => all,
    };
    match sounded.first().copied().unwrap_or('a').to_ascii_lowercase() {
        'l' => Ending::Rieul,
        'r' if spelled => Ending::Rieul,
        'm' | 'n' => Ending::Consonant,
        'g' if !spelled && sounded.get(1) == Some(&'n') => Ending::Consonant,
        'p' | 't' | 'k' | 'c' | 'b' if !spelled && short_vowel_before(sounded) => Ending::Consonant,
        _ => Ending::Vowel,
    }
}

/// Whether exactly one vowel letter stands before the last consonant, as in `shop` and `kick`, not in `team` or `at`.
fn short_vowel_before(tail: &[char]) -> bool {
    let vowel = |letter: Option<&char>| letter.is_some_and(|letter| "aeiouAEIOU".contains(*letter));
    let before = if tail.get(1).is_some_and(|letter| "ck".contains(*letter)) { 2 } else { 1 };
    vowel(tail.get(before)) && !vowel(tail.get(before + 1))
}
