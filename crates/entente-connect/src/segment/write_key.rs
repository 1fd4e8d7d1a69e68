//! The four places in which SDKs send their write key; the first that is found wins.

/// The key in an `Authorization` header: the user of `Basic`, or what `Bearer` brings.
#[must_use]
pub fn in_header(header: &str) -> Option<String> {
    let (scheme, rest) = header.trim().split_once(' ')?;
    let rest = rest.trim();
    let key = match scheme.to_ascii_lowercase().as_str() {
        "basic" => {
            let text = String::from_utf8(base64(rest)?).ok()?;
            text.split(':').next().unwrap_or_default().to_owned()
        }
        "bearer" => rest.to_owned(),
        _ => return None,
    };
    (!key.is_empty()).then_some(key)
}

/// The key in a query: `writeKey=…`.
#[must_use]
pub fn in_query(query: &str) -> Option<String> {
    let mut pairs = super::event::pairs(query).into_iter();
    pairs.find(|(name, value)| name == "writeKey" && !value.is_empty()).map(|(_, value)| value)
}

/// Bytes written in base 64, of either alphabet, with or without padding.
fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut bits, mut count, mut out) = (0_u32, 0, Vec::new());
    for letter in text.trim_end_matches('=').bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(out)
}
