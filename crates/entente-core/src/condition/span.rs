//! Reads lengths of time as an agreement writes them: `20s`, `30m`, `4h`, `7d`, `2w`, `1d12h`.

use crate::time::Span;

#[cfg(test)]
mod tests;

/// The units from the longest to the shortest, in seconds.
const UNITS: [(char, i64); 5] = [('w', 604_800), ('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

/// No span of an agreement is longer: a hundred years of 365 days.
const SECONDS_MAX: i64 = 100 * 365 * 86_400;

/// Reads a length of time: whole numbers each with a unit, from the longest unit to the shortest, without spaces.
/// `0s` is allowed; whether a span of no length makes sense is for the clause to say.
///
/// # Errors
/// Says what is wrong and how it is written: no number, an unknown unit, units out of order, more than 100 years.
pub fn span(text: &str) -> Result<Span, String> {
    let mut seconds: i64 = 0;
    let mut shorter_than = i64::MAX;
    let mut rest = text;
    while !rest.is_empty() || shorter_than == i64::MAX {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at(digits);
        let unit = after.chars().next().and_then(|sign| UNITS.iter().find(|(unit, _)| *unit == sign));
        let (false, Some((_, length))) = (number.is_empty(), unit) else {
            return Err(format!("'{text}' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h"));
        };
        if *length >= shorter_than {
            return Err(format!("'{text}' has its units out of order: the longest comes first, like 1d12h"));
        }
        let part = number.parse::<i64>().ok().and_then(|count| count.checked_mul(*length));
        seconds = part
            .and_then(|part| seconds.checked_add(part))
            .filter(|seconds| *seconds <= SECONDS_MAX)
            .ok_or_else(|| format!("'{text}' is longer than a hundred years"))?;
        shorter_than = *length;
        rest = &after[1..];
    }
    Ok(Span::from_seconds(seconds))
}
