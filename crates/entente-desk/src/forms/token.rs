//! One-time tokens of forms: signed, so that nobody makes one up; dated, so that one sent too soon or too late is known.
//!
//! They need no cookie and nothing is kept for one until it is sent: what was sent with it is kept under its number.

use entente_core::time::{Instant, Span};
use sha2::{Digest, Sha256};

use crate::Error;
use crate::live::Desk;
use crate::people;

/// The setting that holds the key they are signed with.
const KEY: &str = "forms_key";
/// How long a page may lie open before it is sent.
pub(super) const AGE_MAX: Span = Span::DAY;

/// Where a token was given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// With a form that is yet to be filled in.
    Blank,
    /// With one that came filled in from a page without a token, to be looked at and sent.
    Review,
}

/// A token that is ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What makes it this one: 32 hexadecimal digits.
    pub(super) id: String,
    /// Where it was given out.
    pub(super) origin: Origin,
    /// How long ago; nothing where the clock has gone back since.
    pub(super) age: Span,
}

/// A new token for a form.
///
/// # Errors
/// [`Error::NoRandomness`]; those of the store.
pub fn fresh(desk: &Desk, form: &str, origin: Origin, now: Instant) -> Result<String, Error> {
    let random = people::Token::new()?;
    let id = random.as_str().get(..32).unwrap_or_default();
    Ok(sign(&key(desk)?, form, origin, id, now))
}

/// The key they are signed with, made when it is first needed.
pub(super) fn key(desk: &Desk) -> Result<String, Error> {
    if let Some(key) = desk.read(|store, _| Ok::<_, Error>(store.setting(KEY)?))? {
        return Ok(key);
    }
    let made = people::Token::new()?;
    desk.write(|store| match store.setting(KEY)? {
        Some(key) => Ok(key),
        None => {
            store.put_setting(KEY, made.as_str())?;
            Ok(made.as_str().to_owned())
        }
    })
}

pub(super) fn sign(key: &str, form: &str, origin: Origin, id: &str, now: Instant) -> String {
    let letter = match origin {
        Origin::Blank => 'b',
        Origin::Review => 'r',
    };
    let said = format!("{letter}.{:x}.{id}", now.as_micros());
    format!("{said}.{}", mac(key, form, &said))
}

/// Reads a token of a form; none where it is not ours, or older than [`AGE_MAX`].
pub(super) fn read(key: &str, form: &str, text: &str, now: Instant) -> Option<Token> {
    let (said, told) = text.trim().rsplit_once('.')?;
    let right = mac(key, form, said);
    let differs = right.bytes().zip(told.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b));
    if differs != 0 || right.len() != told.len() {
        return None;
    }
    let mut parts = said.split('.');
    let origin = match parts.next()? {
        "b" => Origin::Blank,
        "r" => Origin::Review,
        _ => return None,
    };
    let made = i64::from_str_radix(parts.next()?, 16).ok()?;
    let age = (now - Instant::from_micros(made)).max(Span::ZERO);
    (age <= AGE_MAX).then(|| Token { id: parts.next().unwrap_or_default().to_owned(), origin, age })
}

fn mac(key: &str, form: &str, said: &str) -> String {
    let mac = hmac(key.as_bytes(), format!("{form}\n{said}").as_bytes());
    mac.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// HMAC-SHA-256 (RFC 2104).
fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    const BLOCK: usize = 64;
    let mut block = [0; BLOCK];
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let inner = Sha256::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(block.map(|byte| byte ^ 0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_micros(1_772_442_000_000_000);

    #[test]
    fn a_token_is_read_for_its_form_and_for_a_day() {
        let token = sign("key", "demo", Origin::Blank, "4f1d", NOW);
        let read_at = |key: &str, form: &str, now| read(key, form, &token, now);
        let of_age = |age| Some(Token { id: "4f1d".to_owned(), origin: Origin::Blank, age });
        assert_eq!(read_at("key", "demo", NOW + Span::SECOND), of_age(Span::SECOND));
        assert_eq!(read_at("key", "demo", NOW + Span::DAY), of_age(Span::DAY));
        assert_eq!(read_at("key", "demo", NOW + Span::DAY + Span::from_micros(1)), None);
        assert_eq!(read_at("key", "demo", NOW + Span::HOUR.times(-1)), of_age(Span::ZERO), "the clock went back");
        assert_eq!(read_at("key", "other", NOW), None);
        assert_eq!(read_at("other", "demo", NOW), None);
    }

    #[test]
    fn what_is_not_ours_is_no_token() {
        let token = sign("key", "demo", Origin::Review, "4f1d", NOW);
        for wrong in ["", ".", "b.0.4f1d.", &token.replace("r.", "b."), &token[..token.len() - 1], &format!("{token}0")]
        {
            assert_eq!(read("key", "demo", wrong, NOW), None, "{wrong}");
        }
    }

    /// Cases 1, 2 and 6 of RFC 4231.
    #[test]
    fn the_code_is_hmac_sha_256() {
        let hex = |bytes: [u8; 32]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let cases = [
            (vec![0x0b; 20], "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            (
                b"Jefe".to_vec(),
                "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                vec![0xaa; 131],
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ];
        for (key, message, expected) in cases {
            assert_eq!(hex(hmac(&key, message.as_bytes())), expected);
        }
    }
}
