//! Numbers, money, dates and lengths of time as people of each language write them.

use entente_core::lang::{self, Lang};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

fn local(at: Instant, zone: &TimeZone) -> DateTime {
    zone.to_datetime(at.to_jiff())
}

/// `3 Nov 2026`, `2026년 11월 3일`.
pub(crate) fn day(at: Instant, zone: &TimeZone, lang: Lang) -> String {
    let at = local(at, zone);
    match lang {
        Lang::En => at.strftime("%-d %b %Y").to_string(),
        Lang::Ko => at.strftime("%Y년 %-m월 %-d일").to_string(),
    }
}

/// `3 Nov`, `11월 3일`: where the year is plain.
pub(crate) fn short_day(at: Instant, zone: &TimeZone, lang: Lang) -> String {
    let at = local(at, zone);
    match lang {
        Lang::En => at.strftime("%-d %b").to_string(),
        Lang::Ko => at.strftime("%-m월 %-d일").to_string(),
    }
}

/// `14:02`.
pub(crate) fn time(at: Instant, zone: &TimeZone) -> String {
    local(at, zone).strftime("%H:%M").to_string()
}

/// `14:02:31`.
pub(crate) fn time_to_second(at: Instant, zone: &TimeZone) -> String {
    local(at, zone).strftime("%H:%M:%S").to_string()
}

/// `3 Nov 2026, 14:02`, `2026년 11월 3일 14:02`.
pub(crate) fn moment(at: Instant, zone: &TimeZone, lang: Lang) -> String {
    let comma = if lang == Lang::En { "," } else { "" };
    format!("{}{comma} {}", day(at, zone, lang), time(at, zone))
}

/// As near as one needs it: the time today, the weekday and time within six days, else the date; with the year where it
/// is another.
pub(crate) fn near(at: Instant, now: Instant, zone: &TimeZone, lang: Lang) -> String {
    let (then, today) = (local(at, zone), local(now, zone));
    let days = today.date().since(then.date()).map_or(999, |span| span.get_days());
    match days {
        0 => time(at, zone),
        1..=6 | -6..=-1 => format!("{} {}", weekday(&then, lang), time(at, zone)),
        _ if then.year() == today.year() => short_day(at, zone, lang),
        _ => day(at, zone, lang),
    }
}

fn weekday(at: &DateTime, lang: Lang) -> &'static str {
    const NAMES: [(&str, &str); 7] =
        [("Mon", "월"), ("Tue", "화"), ("Wed", "수"), ("Thu", "목"), ("Fri", "금"), ("Sat", "토"), ("Sun", "일")];
    let (english, korean) = NAMES[(at.weekday().to_monday_zero_offset() as usize).min(6)];
    if lang == Lang::En { english } else { korean }
}

/// `2026-11-03T14:02:31Z`, for `<time datetime>`.
pub(crate) fn machine(at: Instant) -> String {
    at.to_jiff().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A length as a clock shows it, in its two largest units: `38 min`, `3 h 10`, `1 d 3 h`; `−12 min` where it is over.
pub(crate) fn left(span: Span, lang: Lang) -> String {
    let sign = if span < Span::ZERO { "−" } else { "" };
    let minutes = span.as_seconds().unsigned_abs() / 60;
    let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
    let text = match (lang, days, hours) {
        (Lang::En, 0, 0) => format!("{rest} min"),
        (Lang::En, 0, _) => format!("{hours} h {rest:02}"),
        (Lang::En, _, 0) => format!("{days} d"),
        (Lang::En, ..) => format!("{days} d {hours} h"),
        (Lang::Ko, 0, 0) => format!("{rest}분"),
        (Lang::Ko, 0, _) if rest == 0 => format!("{hours}시간"),
        (Lang::Ko, 0, _) => format!("{hours}시간 {rest}분"),
        (Lang::Ko, _, 0) => format!("{days}일"),
        (Lang::Ko, ..) => format!("{days}일 {hours}시간"),
    };
    format!("{sign}{text}")
}

/// Dates by the name of what they are, where they are a month, quarter or year, with the year where it is another than
/// `today`'s: `November`, `Q4 2026`, `2026`; else from and to: `3 Nov – 12 Nov`. `to` is excluded.
pub(crate) fn dates(from: Date, to: Date, today: Date, lang: Lang) -> String {
    let is_first = |date: Date| date.day() == 1;
    let months = (to.year() - from.year()) * 12 + i16::from(to.month()) - i16::from(from.month());
    let (is_whole, has_year) = (is_first(from) && is_first(to), from.year() != today.year());
    let quarter = (from.month() + 2) / 3;
    match (lang, months) {
        (Lang::En, 1) if is_whole && has_year => from.strftime("%B %Y").to_string(),
        (Lang::En, 1) if is_whole => from.strftime("%B").to_string(),
        (Lang::Ko, 1) if is_whole && has_year => from.strftime("%Y년 %-m월").to_string(),
        (Lang::Ko, 1) if is_whole => from.strftime("%-m월").to_string(),
        (Lang::En, 3) if is_whole && from.month() % 3 == 1 => format!("Q{quarter} {}", from.year()),
        (Lang::Ko, 3) if is_whole && from.month() % 3 == 1 => format!("{}년 {quarter}분기", from.year()),
        (Lang::En, 12) if is_whole && from.month() == 1 => from.year().to_string(),
        (Lang::Ko, 12) if is_whole && from.month() == 1 => format!("{}년", from.year()),
        _ => {
            let last = to.yesterday().unwrap_or(to);
            format!("{} – {}", date(from, today, lang), date(last, today, lang))
        }
    }
}

/// A date, with the year where it is another than `today`'s.
pub(crate) fn date(date: Date, today: Date, lang: Lang) -> String {
    let has_year = date.year() != today.year();
    let form = match lang {
        Lang::En if has_year => "%-d %b %Y",
        Lang::En => "%-d %b",
        Lang::Ko if has_year => "%Y년 %-m월 %-d일",
        Lang::Ko => "%-m월 %-d일",
    };
    date.strftime(form).to_string()
}

/// A number with one place where it is not whole: `12`, `3.5`.
pub(crate) fn number(number: Decimal) -> String {
    let tenths = (number.as_millionths() + number.as_millionths().signum() * 50_000) / 100_000;
    lang::grouped(Decimal::from_millionths(tenths * 100_000))
}

/// A share in percent: `68%`, `99.4%`.
pub(crate) fn share(share: Decimal) -> String {
    percent(share.as_millionths().max(0).unsigned_abs(), 1_000_000)
}

/// A share beside the one that was promised: to one place where whole percents would hide that they differ.
pub(crate) fn share_beside(given: Decimal, promised: Decimal) -> String {
    let text = share(given);
    if given == promised || text != share(promised) {
        return text;
    }
    let tenths = (given.as_millionths() + 500) / 1_000;
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// A length in its largest unit, as a caption has it: `6 d`, `1 h`, `38 min`.
pub(crate) fn brief(span: Span, lang: Lang) -> String {
    let seconds = span.as_seconds();
    let (unit, english, korean) = match seconds.unsigned_abs() {
        86_400.. => (86_400, "d", "일"),
        3_600.. => (3_600, "h", "시간"),
        _ => (60, "min", "분"),
    };
    let count = (seconds + seconds.signum() * unit / 2) / unit;
    match lang {
        Lang::En => format!("{count} {english}"),
        Lang::Ko => format!("{count}{korean}"),
    }
}

/// `12,345`.
pub(crate) fn count(count: u64) -> String {
    lang::grouped(Decimal::from_int(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// Money in full, with its currency: `€1,200,000`, `1,200,000 CHF`.
pub(crate) fn money(amount: Decimal, currency: &str) -> String {
    let number = lang::grouped(Decimal::from_int(amount.trunc()));
    match currency {
        "EUR" => format!("€{number}"),
        "USD" => format!("${number}"),
        "GBP" => format!("£{number}"),
        "KRW" => format!("₩{number}"),
        other => format!("{number} {other}"),
    }
}

/// Money as a headline has it: `€1.04 M`, `€98 k`; Korean counts in 만 and 억: `€104만`.
pub(crate) fn short_money(amount: Decimal, currency: &str, lang: Lang) -> String {
    let whole = amount.trunc();
    let size = whole.unsigned_abs();
    let (unit, word) = match (lang, size) {
        (Lang::En, 1_000_000..) => (1_000_000, " M"),
        (Lang::En, 10_000..) => (1_000, " k"),
        (Lang::Ko, 100_000_000..) => (100_000_000, "억"),
        (Lang::Ko, 10_000..) => (10_000, "만"),
        _ => return money(amount, currency),
    };
    let hundredths = (whole + whole.signum() * (unit / 200)) / (unit / 100);
    let (full, part) = (hundredths / 100, hundredths.unsigned_abs() % 100);
    let digits = match part {
        _ if full.unsigned_abs() >= 100 => lang::grouped(Decimal::from_int(full)),
        0 => full.to_string(),
        part if part % 10 == 0 => format!("{full}.{}", part / 10),
        part => format!("{full}.{part:02}"),
    };
    money(Decimal::ZERO, currency).replace('0', &format!("{digits}{word}"))
}

/// A share in whole percent, or to one place where it is small or nearly all: `68%`, `99.4%`.
pub(crate) fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let rounded = |steps: u128| (u128::from(part) * steps + u128::from(whole) / 2) / u128::from(whole);
    let tenths = rounded(1_000);
    match tenths {
        0 | 1_000 => format!("{}%", tenths / 10),
        _ if !(100..=950).contains(&tenths) && tenths % 10 != 0 => format!("{}.{}%", tenths / 10, tenths % 10),
        _ => format!("{}%", rounded(100)),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn lengths_show_their_two_largest_units() {
        let rows = [0, 59, 60, 2_280, 3_600, 11_400, 86_400, 97_200, -720].map(|seconds| {
            let span = Span::from_seconds(seconds);
            format!("{seconds} | {} | {}\n", left(span, Lang::En), left(span, Lang::Ko))
        });
        expect![[r#"
            0 | 0 min | 0분
            59 | 0 min | 0분
            60 | 1 min | 1분
            2280 | 38 min | 38분
            3600 | 1 h 00 | 1시간
            11400 | 3 h 10 | 3시간 10분
            86400 | 1 d | 1일
            97200 | 1 d 3 h | 1일 3시간
            -720 | −12 min | −12분
        "#]]
        .assert_eq(&rows.concat());
    }

    #[test]
    fn money_and_shares_are_as_short_as_a_headline() {
        let rows = [0, 999, 9_999, 98_400, 1_036_000, 1_200_000, 240_000_000].map(|whole| {
            let amount = Decimal::from_int(whole);
            let (english, korean) = (short_money(amount, "EUR", Lang::En), short_money(amount, "CHF", Lang::Ko));
            format!("{} | {english} | {korean}\n", money(amount, "EUR"))
        });
        expect![[r#"
            €0 | €0 | 0 CHF
            €999 | €999 | 999 CHF
            €9,999 | €9,999 | 9,999 CHF
            €98,400 | €98.4 k | 9.84만 CHF
            €1,036,000 | €1.04 M | 103만 CHF
            €1,200,000 | €1.2 M | 120만 CHF
            €240,000,000 | €240 M | 2.4억 CHF
        "#]]
        .assert_eq(&rows.concat());
        let shares = [(0, 0), (0, 9), (9, 9), (2, 3), (1, 40), (994, 1000), (1, 20)];
        let shares: Vec<String> = shares.into_iter().map(|(part, whole)| percent(part, whole)).collect();
        assert_eq!(shares.join(" "), "– 0% 100% 67% 2.5% 99.4% 5%");
    }

    #[test]
    fn dates_are_called_by_their_month_quarter_or_year() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let today = date("2026-11-28");
        let rows = [
            ("2026-11-01", "2026-12-01"),
            ("2025-11-01", "2025-12-01"),
            ("2026-10-01", "2027-01-01"),
            ("2026-01-01", "2027-01-01"),
            ("2026-10-30", "2026-11-29"),
            ("2026-08-01", "2026-12-01"),
            ("2025-12-15", "2026-01-14"),
        ];
        let rows = rows.map(|(from, to)| {
            let (from, to) = (date(from), date(to));
            format!("{} | {}\n", dates(from, to, today, Lang::En), dates(from, to, today, Lang::Ko))
        });
        expect![[r#"
            November | 11월
            November 2025 | 2025년 11월
            Q4 2026 | 2026년 4분기
            2026 | 2026년
            30 Oct – 28 Nov | 10월 30일 – 11월 28일
            1 Aug – 30 Nov | 8월 1일 – 11월 30일
            15 Dec 2025 – 13 Jan | 2025년 12월 15일 – 1월 13일
        "#]]
        .assert_eq(&rows.concat());
        let numbers = [0, 1_000_000, 3_450_000, 3_449_999, -250_000].map(|n| number(Decimal::from_millionths(n)));
        assert_eq!(numbers.join(" "), "0 1 3.5 3.4 -0.3");
        let beside =
            |given, promised| share_beside(Decimal::from_millionths(given), Decimal::from_millionths(promised));
        assert_eq!(
            [beside(947_368, 950_000), beside(950_000, 950_000), beside(712_345, 950_000)].join(" "),
            "94.7% 95% 71%"
        );
        let spans =
            [0, 59, 2_280, 5_400, 90_000, 1_000_000].map(|seconds| brief(Span::from_seconds(seconds), Lang::En));
        assert_eq!(spans.join(" "), "0 min 1 min 38 min 2 h 1 d 12 d");
        assert_eq!(brief(Span::DAY, Lang::Ko), "1일");
        assert_eq!([0, 684_999, 994_000].map(|n| share(Decimal::from_millionths(n))).join(" "), "0% 68% 99.4%");
    }

    #[test]
    fn a_moment_is_said_as_near_as_one_needs_it() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let now = Instant::parse("2026-11-28T12:00Z").unwrap();
        let rows = ["2026-11-28T08:05Z", "2026-11-24T08:05Z", "2026-11-03T08:05Z", "2025-11-03T08:05Z"].map(|text| {
            let at = Instant::parse(text).unwrap();
            format!("{} | {}\n", near(at, now, &zone, Lang::En), near(at, now, &zone, Lang::Ko))
        });
        expect![[r#"
            09:05 | 09:05
            Tue 09:05 | 화 09:05
            3 Nov | 11월 3일
            3 Nov 2025 | 2025년 11월 3일
        "#]]
        .assert_eq(&rows.concat());
    }
}
