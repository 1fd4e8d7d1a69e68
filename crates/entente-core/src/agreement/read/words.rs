//! Words for refusals: the nearest known name, or all of them where none is near.

/// What to do about a name that is not known: the nearest of the known ones, or the list of them.
pub(crate) fn instead_of<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(name, known.iter().copied()) {
        return format!("Did you mean '{near}'?");
    }
    match known.len() {
        0 => "Declare it first".to_owned(),
        1..=12 => format!("Write one of: {}", known.join(", ")),
        _ => format!("Write one of: {}, …", known[..12].join(", ")),
    }
}

/// The known name that is nearest in spelling, where one is near enough to be meant.
fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let folded = name.to_lowercase();
    let distance = |other: &str| strsim::damerau_levenshtein(&folded, &other.to_lowercase());
    let far = (name.chars().count() / 3).max(1);
    known.map(|other| (distance(other), other)).filter(|(d, _)| *d <= far).min_by_key(|(d, _)| *d).map(|(_, o)| o)
}

/// Until the real one lands.
pub(crate) fn span(text: &str) -> Result<crate::time::Span, String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let wrong = || format!("'{text}' is not a length of time: write it like 20s, 30m, 4h, 7d, 2w or 1d12h");
    let count: i64 = text[..digits].parse().map_err(|_| wrong())?;
    let unit = match &text[digits..] {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        "w" => 604_800,
        _ => return Err(wrong()),
    };
    Ok(crate::time::Span::from_seconds(count.saturating_mul(unit)))
}
