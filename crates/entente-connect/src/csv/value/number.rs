//! Numbers as people and their spreadsheets write them, read exactly.

use crate::csv::unfit::Unfit;
use entente_core::number::Decimal;

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberForm {
    /// `1,234.5`, `1 234.5` or `1234.5`.
    #[default]
    Point,
    /// `1.234,5`, `1 234,5` or `1234,5`.
    Comma,
}

/// Reads a number. Groups of three digits may be set apart by the other mark, a space, a no-break space or an
/// apostrophe; decimals beyond the sixth are rounded, halves away from zero.
///
/// # Errors
/// Says that the text is no number or out of range.
pub fn number(text: &str, form: &NumberForm) -> Result<Decimal, Unfit> {
    let wrong = || Unfit::Number(text.to_owned());
    let (mark, group) = match form {
        NumberForm::Point => ('.', ','),
        NumberForm::Comma => (',', '.'),
    };
    let text = text.trim();
    let (whole, fraction) = text.split_once(mark).unwrap_or((text, ""));
    let whole = without_groups(whole, group).ok_or_else(wrong)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(fraction) || (fraction.is_empty() && text.ends_with(mark)) {
        return Err(wrong());
    }
    let (kept, rest) = fraction.split_at(fraction.len().min(6));
    let plain = if kept.is_empty() { whole.clone() } else { format!("{whole}.{kept}") };
    let value = Decimal::parse(&plain).map_err(|_| wrong())?;
    if rest.bytes().next().is_none_or(|byte| byte < b'5') {
        return Ok(value);
    }
    let last = Decimal::from_millionths(1);
    Ok(if whole.starts_with('-') { value.minus(last) } else { value.plus(last) })
}

/// A number of hundredths, with or without its sign.
pub(super) fn percent(text: &str, form: &NumberForm) -> Result<Decimal, Unfit> {
    let hundredths = number(text.strip_suffix('%').unwrap_or(text).trim_end(), form)?;
    Ok(Decimal::from_millionths(hundredths.as_millionths() / 100))
}

/// The digits without the marks between groups of three; none where a mark stands elsewhere.
fn without_groups(whole: &str, group: char) -> Option<String> {
    let is_mark = |c: char| c == group || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’');
    let mut parts = whole.split(is_mark);
    let mut digits = parts.next()?.to_owned();
    let first = digits.trim_start_matches(['-', '+']).to_owned();
    for part in parts {
        // `0,500` groups nothing: it is half of one, written with the other mark.
        if part.len() != 3 || !(1..=3).contains(&first.len()) || first.starts_with('0') {
            return None;
        }
        digits.push_str(part);
    }
    Some(digits)
}
