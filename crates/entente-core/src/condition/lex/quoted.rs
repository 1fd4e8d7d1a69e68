//! Quoted texts with CEL's escapes, and the quotation marks that word processors put in their place.

use super::{Lexeme, Lexer};
use crate::problem::Reason;

/// A text in ' ' or " ". It ends on its own line; a line end inside is written `\n`.
pub(super) fn text(lexer: &mut Lexer) -> Lexeme {
    let start = lexer.at;
    let quote = lexer.rest().chars().next().unwrap_or('\'');
    lexer.at += 1;
    let mut text = String::new();
    loop {
        match lexer.rest().chars().next() {
            None | Some('\n' | '\r') => return unclosed(lexer, start, quote),
            Some('\\') => escape(lexer, &mut text),
            Some(letter) => {
                lexer.at += letter.len_utf8();
                if letter == quote {
                    return Lexeme::Text(text);
                }
                text.push(letter);
            }
        }
    }
}

fn unclosed(lexer: &mut Lexer, start: usize, quote: char) -> Lexeme {
    let remedy = format!("Close it with {quote} on the same line");
    lexer.report.error(start, Reason::Syntax, "this text is not closed", remedy);
    Lexeme::Bad
}

/// Curly quotation marks are taken as straight ones, so that the rest is still checked.
pub(super) fn curly(lexer: &mut Lexer) -> Lexeme {
    let start = lexer.at;
    let is_curly = |letter: char| matches!(letter, '‘' | '’' | '“' | '”');
    lexer.at += lexer.rest().chars().next().map_or(0, char::len_utf8);
    let text = lexer.take(|letter| !is_curly(letter) && letter != '\n').to_owned();
    let closing = lexer.rest().chars().next().filter(|letter| is_curly(*letter));
    lexer.at += closing.map_or(0, char::len_utf8);
    let remedy = "Use straight quotation marks: ' or \"";
    lexer.report.error(start, Reason::Syntax, "curly quotation marks do not mark a text", remedy);
    Lexeme::Text(text)
}

/// One escape, from its backslash on: a single sign, or the number of a character.
fn escape(lexer: &mut Lexer, text: &mut String) {
    let start = lexer.at;
    lexer.at += 1;
    let Some(sign) = lexer.rest().chars().next() else { return };
    let letter = match sign {
        '\\' | '\'' | '"' | '`' | '?' => Some(sign),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'a' => Some('\u{7}'),
        'b' => Some('\u{8}'),
        'f' => Some('\u{c}'),
        'v' => Some('\u{b}'),
        'x' | 'X' => numbered(lexer.rest(), 1, 2, 16),
        'u' => numbered(lexer.rest(), 1, 4, 16),
        'U' => numbered(lexer.rest(), 1, 8, 16),
        '0'..='3' => numbered(lexer.rest(), 0, 3, 8),
        _ => None,
    };
    let length = match sign {
        'x' | 'X' => 3,
        'u' => 5,
        'U' => 9,
        '0'..='3' => 3,
        _ => sign.len_utf8(),
    };
    match letter {
        Some(letter) => {
            lexer.at += length;
            text.push(letter);
        }
        None if matches!(sign, '\n' | '\r') => {}
        None => {
            let what = format!("'\\{}' does not stand for a character", sign.escape_debug());
            lexer.report.error(
                start,
                Reason::Syntax,
                what,
                "Write \\\\ for a backslash, \\' or \\\" for a quotation mark",
            );
            lexer.at += sign.len_utf8();
        }
    }
}

/// The character whose number is written in the `count` digits that come after `skip` signs.
fn numbered(rest: &str, skip: usize, count: usize, radix: u32) -> Option<char> {
    let digits = rest.get(skip..skip + count)?;
    let all_digits = digits.chars().all(|digit| digit.is_digit(radix));
    char::from_u32(u32::from_str_radix(digits, radix).ok().filter(|_| all_digits)?)
}
