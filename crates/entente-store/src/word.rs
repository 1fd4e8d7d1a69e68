//! Words to search by: the start of any word of a name, mail address or company finds it, in every script.

use std::collections::BTreeSet;

use crate::database::params;

use crate::sql::statements;
use crate::{Error, Store, Tx};

statements! { "word.sql":
    PUT_CARD = "put_card", DROP_CARD = "drop_card", CARDS = "cards", PUT_ACCOUNT = "put_account",
    DROP_ACCOUNT = "drop_account", ACCOUNTS = "accounts",
}

/// Words kept of one card at most: a name is not a book.
const WORDS_MAX: usize = 24;
/// Characters kept of one word at most.
const LENGTH_MAX: usize = 40;
/// Numbers read for the start of one word at most; more than that is too broad to search by alone.
const FOUND_MAX: usize = 60_000;

/// Whose words.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Of {
    Cards,
    Accounts,
}

/// The words of a text, lower-cased and without marks above and below their letters: runs of letters and figures.
/// `muller` is found by `Müller` and `Müller` by `muller`, since what is searched for is folded by the same rule.
pub(crate) fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let runs = texts.into_iter().flat_map(|text| text.split(|one: char| !one.is_alphanumeric()));
    let words = runs
        .filter(|run| !run.is_empty())
        .map(|run| run.to_lowercase().chars().flat_map(plain).take(LENGTH_MAX).collect());
    words.take(WORDS_MAX).collect()
}

/// A lower-case letter as it is typed where a keyboard lacks it; every other as it is.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let (one, two) = match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => ('a', None),
        'æ' => ('a', Some('e')),
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => ('c', None),
        'ď' | 'đ' | 'ð' => ('d', None),
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => ('e', None),
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => ('g', None),
        'ĥ' | 'ħ' => ('h', None),
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => ('i', None),
        'ĵ' => ('j', None),
        'ķ' => ('k', None),
        'ĺ' | 'ļ' | 'ľ' | 'ł' => ('l', None),
        'ñ' | 'ń' | 'ņ' | 'ň' => ('n', None),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => ('o', None),
        'œ' => ('o', Some('e')),
        'ŕ' | 'ŗ' | 'ř' => ('r', None),
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => ('s', None),
        'ß' => ('s', Some('s')),
        'ţ' | 'ť' | 'ŧ' | 'ț' => ('t', None),
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => ('u', None),
        'ŵ' => ('w', None),
        'ý' | 'ÿ' | 'ŷ' => ('y', None),
        'ź' | 'ż' | 'ž' => ('z', None),
        other => (other, None),
    };
    std::iter::once(one).chain(two)
}

/// Words that are new or gone, gathered so that they are written together.
#[derive(Debug, Default)]
pub(crate) struct Words {
    new: BTreeSet<(String, u64)>,
    gone: BTreeSet<(String, u64)>,
}

impl Words {
    /// Notes what words a card or account had and has now.
    pub(crate) fn note(&mut self, id: u64, before: &BTreeSet<String>, now: &BTreeSet<String>) {
        self.gone.extend(before.difference(now).map(|word| (word.clone(), id)));
        self.new.extend(now.difference(before).map(|word| (word.clone(), id)));
    }

    /// Writes what is new and drops what is gone.
    pub(crate) fn write(&self, tx: &Tx<'_>, of: Of) -> Result<(), Error> {
        let (put, drop) = match of {
            Of::Cards => (PUT_CARD, DROP_CARD),
            Of::Accounts => (PUT_ACCOUNT, DROP_ACCOUNT),
        };
        for (sql, words) in [(drop, &self.gone), (put, &self.new)] {
            let rows: Vec<(&str, i64)> = words.iter().map(|(word, id)| (word.as_str(), *id as i64)).collect();
            tx.execute_many(sql, &rows)?;
        }
        Ok(())
    }
}

impl Store {
    /// Shows the number of each card or account that has a word starting so, those of the last word and the newest
    /// first. Answers whether there are more than were shown.
    pub(crate) fn starting(&self, of: Of, start: &str, mut show: impl FnMut(u64)) -> Result<bool, Error> {
        let sql = match of {
            Of::Cards => CARDS,
            Of::Accounts => ACCOUNTS,
        };
        // No letter comes after the last of all, so this ends the range of what starts so.
        let end = format!("{start}\u{10FFFF}");
        let mut found = 0;
        self.database.visit(sql, params![start, end, FOUND_MAX as i64 + 1], |row| {
            found += 1;
            if found <= FOUND_MAX {
                show(row.get::<i64>(0)? as u64);
            }
            Ok(true)
        })?;
        Ok(found > FOUND_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_and_figures_in_any_script() {
        let rows = [
            ("Anna-Lena Weiß", "anna lena weiss"),
            ("Müller MULLER Müllerová", "muller mullerova"),
            ("Łukasz Sørensen Œuvre", "lukasz oeuvre sorensen"),
            ("a.weber+x@kessler-logistik.example", "a example kessler logistik weber x"),
            ("최유나 한빛물류(주)", "주 최유나 한빛물류"),
            ("3M  Company", "3m company"),
            ("  ·  ", ""),
        ];
        for (text, wanted) in rows {
            let words: Vec<String> = words([text]).into_iter().collect();
            assert_eq!(words.join(" "), wanted, "{text}");
        }
        assert_eq!(words(["x".repeat(200).as_str()]).first().map(String::len), Some(40));
    }
}
