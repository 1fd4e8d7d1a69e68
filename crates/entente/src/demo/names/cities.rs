//! The cities in which the market's companies sit, by country, and how a telephone number begins there.

/// A country's cities, those with more companies first.
pub(in crate::demo) fn cities(country: &str) -> &'static [&'static str] {
    match country {
        "AT" => &["Linz", "Wien", "Graz", "Salzburg", "Wels", "Villach", "Dornbirn"],
        "CH" => &["Zürich", "Basel", "Winterthur", "St. Gallen", "Bern", "Luzern", "Olten", "Aarau"],
        "KR" => &[
            "Busan",
            "Seoul",
            "Incheon",
            "Daegu",
            "Changwon",
            "Ulsan",
            "Suwon",
            "Gwangju",
            "Daejeon",
            "Pyeongtaek",
            "Cheongju",
            "Gimhae",
            "Icheon",
            "Pohang",
        ],
        "IT" => &[
            "Milano", "Bologna", "Torino", "Verona", "Padova", "Brescia", "Modena", "Bergamo", "Parma", "Vicenza",
            "Treviso", "Piacenza",
        ],
        "GB" => &[
            "Birmingham",
            "Manchester",
            "Leeds",
            "Sheffield",
            "Coventry",
            "Bristol",
            "Leicester",
            "Milton Keynes",
            "Glasgow",
            "Nottingham",
        ],
        "US" => &["Chicago", "Columbus", "Indianapolis", "Milwaukee", "Memphis", "Louisville"],
        _ => &[
            "Stuttgart",
            "Hamburg",
            "Duisburg",
            "Bremen",
            "Nürnberg",
            "Dortmund",
            "Mannheim",
            "Leipzig",
            "Kassel",
            "Ulm",
            "Bielefeld",
            "Augsburg",
            "Hannover",
            "Karlsruhe",
            "Regensburg",
            "Münster",
            "Heilbronn",
            "Erfurt",
            "Wolfsburg",
            "Osnabrück",
            "Chemnitz",
            "Paderborn",
            "Koblenz",
            "Siegen",
            "Ingolstadt",
        ],
    }
}

/// A number that rings nowhere: ranges kept free for films where a country has them, and local numbers that begin with
/// four zeros where it has none.
pub(in crate::demo) fn phone(country: &str, digits: u64) -> String {
    let (three, two) = (digits % 1_000, digits % 100);
    match country {
        "DE" => match digits % 4 {
            0 => format!("+49 30 23125 {three:03}"),
            1 => format!("+49 40 66969 {three:03}"),
            2 => format!("+49 69 90009 {three:03}"),
            _ => format!("+49 89 99998 {three:03}"),
        },
        "AT" => format!("+43 1 0000 {three:03}"),
        "CH" => format!("+41 44 000 00 {two:02}"),
        "KR" => format!("+82 2 0000 {:04}", digits % 10_000),
        "IT" => format!("+39 02 0000 {three:03}"),
        "GB" => format!("+44 1632 960{three:03}"),
        _ => format!("+1 312 555 01{two:02}"),
    }
}
