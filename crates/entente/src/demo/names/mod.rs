//! Names of people who do not exist, in the languages of the company's markets, and how they become addresses.

mod cities;
mod english;
mod german;
mod italian;
mod korean;
mod titles;

pub(super) use cities::{cities, phone};
pub(super) use titles::title;

use super::chance::Chance;

/// A language that names are given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    German,
    Italian,
    Korean,
    English,
}

/// A person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FullName {
    /// As people of that language write it.
    pub(super) shown: String,
    /// Given name in letters a mail address takes.
    pub(super) given: String,
    /// Family name in letters a mail address takes.
    pub(super) family: String,
}

impl Tongue {
    /// Given names, each as shown and as in an address.
    fn given(self) -> &'static [&'static str] {
        match self {
            Tongue::German => german::GIVEN,
            Tongue::Italian => italian::GIVEN,
            Tongue::Korean => korean::GIVEN,
            Tongue::English => english::GIVEN,
        }
    }

    pub(super) fn family(self) -> &'static [&'static str] {
        match self {
            Tongue::German => german::FAMILY,
            Tongue::Italian => italian::FAMILY,
            Tongue::Korean => korean::FAMILY,
            Tongue::English => english::FAMILY,
        }
    }

    /// What companies of that language are called after: places and plain words.
    pub(super) fn places(self) -> &'static [&'static str] {
        match self {
            Tongue::German => german::PLACES,
            Tongue::Italian => italian::PLACES,
            Tongue::Korean => korean::PLACES,
            Tongue::English => english::PLACES,
        }
    }

    /// A name drawn from the lists.
    pub(super) fn name(self, chance: &mut Chance) -> FullName {
        let (given, family) = (chance.word(self.given()), chance.word(self.family()));
        // Korean names are listed as `민호 minho`; the family name is shown first and without a space.
        let halves = |word: &'static str| word.split_once(' ').unwrap_or((word, word));
        let ((given_shown, given), (family_shown, family)) = (halves(given), halves(family));
        let shown = match self {
            Tongue::Korean => format!("{family_shown}{given_shown}"),
            _ => format!("{given_shown} {family_shown}"),
        };
        FullName { shown, given: plain(given), family: plain(family) }
    }
}

/// A word in the letters of domains and addresses: lower case, umlauts spelt out, accents and the rest dropped.
pub(super) fn plain(word: &str) -> String {
    let mut text = String::new();
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => text += "ae",
            'ö' => text += "oe",
            'ü' => text += "ue",
            'ß' => text += "ss",
            'à' | 'á' => text.push('a'),
            'è' | 'é' => text.push('e'),
            'ì' => text.push('i'),
            'ò' => text.push('o'),
            'ù' => text.push('u'),
            'a'..='z' | '0'..='9' => text.push(letter),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_can_stand_in_an_address() {
        for tongue in [Tongue::German, Tongue::Italian, Tongue::Korean, Tongue::English] {
            assert!(tongue.given().len() >= 40 && tongue.family().len() >= 40 && tongue.places().len() >= 40);
            let mut chance = Chance::of(1, "names", 0);
            for _ in 0..500 {
                let name = tongue.name(&mut chance);
                assert!(!name.given.is_empty() && !name.family.is_empty(), "{name:?}");
                assert!(!name.shown.chars().any(|letter| letter == '_' || letter.is_ascii_digit()), "{name:?}");
            }
        }
    }

    #[test]
    fn a_korean_name_is_shown_family_first() {
        let mut chance = Chance::of(1, "names", 0);
        let name = Tongue::Korean.name(&mut chance);
        assert!(name.shown.chars().all(|letter| !letter.is_ascii()) && name.given.is_ascii(), "{name:?}");
    }

    #[test]
    fn letters_are_spelt_out() {
        assert_eq!(plain("Müßig"), "muessig");
        assert_eq!(plain("D'Andrè Forlì"), "dandreforli");
    }
}
