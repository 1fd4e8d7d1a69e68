//! Cuts a condition's text into tokens, and understands the usual slips well enough to say what to write instead.

use super::report::Report;
use crate::number::Decimal;
use crate::problem::Reason;

mod quoted;

/// A token and where it begins, in bytes from the start of the text.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) at: usize,
    pub(super) what: Lexeme,
}

#[derive(Debug, PartialEq)]
pub(super) enum Lexeme {
    /// A name or a word of the language: `lead`, `in`, `true`.
    Word(String),
    /// A quoted text, escapes resolved.
    Text(String),
    Number(Decimal),
    /// An operator or a bracket, one of [`SIGNS`].
    Sign(&'static str),
    /// Something unreadable that stands where a value might; the problem is already reported.
    Bad,
    /// The end of the text.
    End,
}

/// Every operator and bracket of the language, longer ones before their beginnings.
const SIGNS: [&str; 16] = ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "(", ")", "[", "]", ",", ".", "-"];

/// A spelling that is not ours, what to write instead, and the sign to go on with as if it had been written.
type Slip = (&'static str, &'static str, Option<&'static str>);

/// Slips that begin like one of our signs, and so are looked for first.
const LONG_SLIPS: [Slip; 5] = [
    ("===", "Write == to compare", Some("==")),
    ("!==", "Write != for 'is not'", Some("!=")),
    ("<>", "Write != for 'is not'", Some("!=")),
    ("=>", "Write >= for 'at least'", Some(">=")),
    ("=<", "Write <= for 'at most'", Some("<=")),
];

const SHORT_SLIPS: [Slip; 14] = [
    ("=", "Write == to compare", Some("==")),
    ("≠", "Write != for 'is not'", Some("!=")),
    ("≥", "Write >= for 'at least'", Some(">=")),
    ("≤", "Write <= for 'at most'", Some("<=")),
    ("&", "Write && for 'and'", Some("&&")),
    ("|", "Write || for 'or'", Some("||")),
    ("+", CALCULATES, None),
    ("*", CALCULATES, None),
    ("/", CALCULATES, None),
    ("%", "Write a share as a decimal number: 5% is 0.05", None),
    ("?", "Write two conditions joined by && and ||", None),
    (":", "Leave it out; a condition has no ':'", None),
    (";", "Leave it out; a clause holds one condition", None),
    ("`", "Write names without quotation marks and texts in ' '", None),
];

/// The remedy against arithmetic.
pub(super) const CALCULATES: &str = "Compare with the result; conditions do not calculate";

/// All tokens of the text, the last one [`Lexeme::End`]. Spaces, line ends and `// comments` separate tokens.
pub(super) fn lex(text: &str, report: &mut Report) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0, report };
    let mut tokens = Vec::new();
    loop {
        lexer.skip_blank();
        let at = lexer.at;
        let what = lexer.token();
        let ended = what == Lexeme::End;
        tokens.push(Token { at, what });
        if ended {
            return tokens;
        }
    }
}

struct Lexer<'a, 'r, 'p> {
    text: &'a str,
    at: usize,
    report: &'r mut Report<'p>,
}

impl Lexer<'_, '_, '_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Takes characters while they fit.
    fn take(&mut self, fits: impl Fn(char) -> bool) -> &str {
        let rest = self.rest();
        let length = rest.find(|letter| !fits(letter)).unwrap_or(rest.len());
        let from = self.at;
        self.at += length;
        &self.text[from..self.at]
    }

    fn skip_blank(&mut self) {
        loop {
            self.take(char::is_whitespace);
            if !self.rest().starts_with("//") {
                return;
            }
            self.take(|letter| letter != '\n');
        }
    }

    fn token(&mut self) -> Lexeme {
        match self.rest().chars().next() {
            None => Lexeme::End,
            Some('\'' | '"') => quoted::text(self),
            Some('‘' | '’' | '“' | '”') => quoted::curly(self),
            Some('0'..='9') => self.number(),
            Some(letter) if is_word(letter) => Lexeme::Word(self.take(is_word).to_owned()),
            Some(letter) => self.sign(letter),
        }
    }

    fn sign(&mut self, letter: char) -> Lexeme {
        if let Some(slip) = LONG_SLIPS.iter().find(|(wrong, ..)| self.rest().starts_with(wrong)) {
            return self.slip(slip);
        }
        if let Some(sign) = SIGNS.into_iter().find(|sign| self.rest().starts_with(sign)) {
            self.at += sign.len();
            return Lexeme::Sign(sign);
        }
        if let Some(slip) = SHORT_SLIPS.iter().find(|(wrong, ..)| self.rest().starts_with(wrong)) {
            return self.slip(slip);
        }
        let what = format!("'{}' is not part of the condition language", letter.escape_debug());
        let remedy = "Leave it out, or put it in quotation marks if it belongs to a text";
        self.report.error(self.at, Reason::Syntax, what, remedy);
        self.at += letter.len_utf8();
        Lexeme::Bad
    }

    fn slip(&mut self, (wrong, remedy, meant): &Slip) -> Lexeme {
        let what = format!("'{wrong}' is not part of the condition language");
        self.report.error(self.at, Reason::Syntax, what, *remedy);
        self.at += wrong.len();
        meant.map_or(Lexeme::Bad, Lexeme::Sign)
    }

    /// A number, and what people append to one: a unit of time or a percent sign.
    fn number(&mut self) -> Lexeme {
        let at = self.at;
        self.take(|letter| letter.is_ascii_digit());
        if self.rest().starts_with('.') && self.rest()[1..].starts_with(|next: char| next.is_ascii_digit()) {
            self.at += 1;
            self.take(|letter| letter.is_ascii_digit());
        }
        let digits = self.text[at..self.at].to_owned();
        if self.rest().starts_with('%') {
            self.report.error(at, Reason::Syntax, format!("{digits}% is not a number here"), share(&digits));
            self.at += 1;
        } else if self.rest().starts_with(is_word) {
            self.take(is_word);
            return self.worded_number(at);
        }
        Decimal::parse(&digits).map_or_else(
            |why| {
                self.report.error(
                    at,
                    Reason::Value,
                    why,
                    "Write at most six decimals and nothing over nine million million",
                );
                Lexeme::Bad
            },
            Lexeme::Number,
        )
    }

    /// `30d` without quotation marks is taken as if it had them; `1e3`, `5u` and `0xff` are CEL but not ours.
    fn worded_number(&mut self, at: usize) -> Lexeme {
        let word = self.text[at..self.at].to_owned();
        let what = format!("'{word}' is not a number");
        if super::span::span(&word).is_ok() {
            self.report.error(at, Reason::Syntax, what, format!("Put a length of time in quotation marks: '{word}'"));
            return Lexeme::Text(word);
        }
        self.report.error(
            at,
            Reason::Syntax,
            what,
            "Write a plain number, like 50 or 0.05; a text stands in quotation marks",
        );
        Lexeme::Bad
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// `5` becomes "Write 0.05 for 5%".
fn share(digits: &str) -> String {
    let exact = Decimal::parse(digits).ok().filter(|number| number.as_millionths() % 100 == 0);
    exact.map_or_else(
        || "Write a share as a decimal number: 5% is 0.05".to_owned(),
        |percent| format!("Write {} for {digits}%", Decimal::from_millionths(percent.as_millionths() / 100)),
    )
}
