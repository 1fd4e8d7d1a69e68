//! Letters as the mail program of the machine takes them: headers and body by RFC 5322, in which nothing that somebody
//! typed can become a header or another address.
//!
//! Lines end as the machine's own do: `sendmail -t -i` and those who copy its interface make CR LF of them.

use std::fmt::Write;

use entente_core::lang::Lang;
use entente_core::time::Instant;

#[cfg(test)]
mod tests;

/// A letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter<'a> {
    /// What the sender is called, and at which address.
    pub from: (&'a str, &'a str),
    /// To which address.
    pub to: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// What it says.
    pub body: &'a str,
    /// When it is written.
    pub date: Instant,
    /// What makes it this letter, before the `@` of its Message-ID: letters, digits and hyphens.
    pub id: &'a str,
}

/// Why a letter cannot be written. Another address may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The recipient's address is none that every mail program takes.
    #[error("the address of the recipient is not one that mail can be sent to")]
    To,
    /// The sender's is not.
    #[error("the address of the sender is not one that mail can be sent from: set ENTENTE_MAIL_FROM")]
    From,
}

/// The longest line of a body that goes as it is; RFC 5322 allows 998.
const LINE_MAX: usize = 900;
/// Bytes in one encoded word: 60 letters of base 64, 72 with what is around them, of the 75 that are allowed.
const WORD_BYTES: usize = 45;

/// Writes the whole letter.
///
/// # Errors
/// [`Fault`] where an address is none.
pub fn write(letter: &Letter<'_>) -> Result<String, Fault> {
    let Letter { from: (name, address), to, subject, body, date, id } = letter;
    let domain = domain(address).ok_or(Fault::From)?;
    if !is_address(to) {
        return Err(Fault::To);
    }
    let is_id = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
    let id: String = id.chars().filter(is_id).collect();
    let mut text = String::new();
    let date = date.to_jiff().strftime("%a, %d %b %Y %H:%M:%S +0000");
    let _ = writeln!(text, "From: {} <{address}>", phrase(name));
    let _ = writeln!(text, "To: <{to}>");
    let _ = writeln!(text, "Subject: {}", unstructured(subject));
    let _ = writeln!(text, "Date: {date}");
    let _ = writeln!(text, "Message-ID: <{id}@{domain}>");
    // No vacation notice answers it, and no list takes it (RFC 3834).
    text += "Auto-Submitted: auto-generated\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n";
    let is_plain = body.is_ascii() && body.lines().all(|line| line.len() <= LINE_MAX);
    if is_plain {
        text += "Content-Transfer-Encoding: 7bit\n\n";
        text.extend(body.chars().filter(|letter| *letter == '\n' || !letter.is_control()));
    } else {
        text += "Content-Transfer-Encoding: base64\n\n";
        let encoded = base64(body.replace('\n', "\r\n").as_bytes());
        for line in encoded.as_bytes().chunks(76) {
            text.extend(line.iter().map(|byte| char::from(*byte)));
            text.push('\n');
        }
    }
    Ok(text)
}

/// Whether every mail program takes this as one address: ASCII, without quotes, comments or anything beside it.
#[must_use]
pub fn is_address(text: &str) -> bool {
    domain(text).is_some()
}

/// The domain of an address; none where it is no address.
fn domain(text: &str) -> Option<&str> {
    let (local, domain) = text.split_once('@')?;
    let is_atom = |part: &str| {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
        !part.is_empty() && part.bytes().all(is_letter)
    };
    let is_label = |part: &str| {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !part.is_empty() && part.len() < 64 && part.bytes().all(is_letter) && !part.starts_with('-')
    };
    let is_one = text.len() <= 254 && local.len() <= 64 && local.split('.').all(is_atom);
    (is_one && domain.split('.').all(is_label)).then_some(domain)
}

/// A name before an address: quoted where it is ASCII, encoded words else.
fn phrase(name: &str) -> String {
    let name = in_one_line(name);
    if !name.is_ascii() || name.len() > 70 {
        return encoded_words(&name);
    }
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Free text of a header: as it is where it is short ASCII, encoded words else.
fn unstructured(text: &str) -> String {
    let text = in_one_line(text);
    if text.is_ascii() && text.len() <= 66 && !text.contains("=?") { text } else { encoded_words(&text) }
}

/// Text without line breaks and other control characters: none can end a header.
fn in_one_line(text: &str) -> String {
    let spaced = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    spaced.collect::<String>().trim().to_owned()
}

/// RFC 2047: several words of whole characters, each on a line of its own.
fn encoded_words(text: &str) -> String {
    let mut words = vec![String::new()];
    for letter in text.chars() {
        if words.last().is_some_and(|word| word.len() + letter.len_utf8() > WORD_BYTES) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter);
        }
    }
    let encoded: Vec<String> = words.iter().map(|word| format!("=?UTF-8?B?{}?=", base64(word.as_bytes()))).collect();
    encoded.join("\n ")
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let six = bits >> (18 - 6 * place) & 63;
            text.push(if place > chunk.len() { '=' } else { char::from(LETTERS[six as usize]) });
        }
    }
    text
}

/// Subject and body of the letter that asks whether an address is that of whoever sent a form.
#[must_use]
pub fn confirmation(lang: Lang, company: &str, title: &str, link: &str, days: i64) -> (String, String) {
    let (company, title) = (in_one_line(company), in_one_line(title));
    match lang {
        Lang::En => (
            format!("Please confirm your address for {company}"),
            format!(
                "Hello,\n\nsomebody, probably you, sent the form \"{title}\" to {company} with this address\n\
                 and agreed to be written to.\n\n\
                 If that was you, open this page and press the button on it:\n\n{link}\n\n\
                 If it was not, you need not do anything: without that button nobody\n\
                 writes to you. The page is there for {days} days.\n\n{company}\n"
            ),
        ),
        Lang::Ko => (
            format!("{company} 이메일 주소를 확인해 주십시오"),
            format!(
                "안녕하십니까.\n\n이 주소로 {company}에 \"{title}\" 양식이 제출되었고, 메일 수신에 동의한 것으로 표시되어 있습니다.\n\n\
                 직접 제출하셨다면 아래 페이지를 열고 버튼을 눌러 주십시오.\n\n{link}\n\n\
                 제출하지 않으셨다면 아무것도 하지 않으셔도 됩니다. 버튼을 누르지 않으면 메일을 보내 드리지 않습니다.\n\
                 이 페이지는 {days}일 동안 열 수 있습니다.\n\n{company}\n"
            ),
        ),
    }
}
