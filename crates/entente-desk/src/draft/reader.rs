//! Reads what was typed into a step's form, and refuses field by field.

use entente_core::condition::check::is_country;
use entente_core::number::Decimal;
use jiff::tz::TimeZone;

/// What was typed: names and values in the order sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// What was typed into a field, without blanks around it; empty where nothing was.
    #[must_use]
    pub fn first(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.trim())
    }

    /// Everything that was typed into a field.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(own, _)| own == name).map(|(_, value)| value.trim()).collect()
    }
}

/// One field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its name in the form.
    pub field: String,
    /// Why.
    pub why: Why,
    /// What was typed.
    pub typed: String,
}

/// Why a field is wrong. Each has a message that says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing was typed.
    Empty,
    /// More than this many characters, or lines.
    Long(u32),
    /// A sign that cannot stand here: a control character, a quotation mark, a backslash.
    Sign,
    /// No mail address.
    NotMail,
    /// The time-zone database does not have it.
    NotZone,
    /// No ISO 4217 code.
    NotCurrency,
    /// No ISO 3166 code of a country.
    NotCountry,
    /// No whole number.
    NotWhole,
    /// No number.
    NotNumber,
    /// Less than the least.
    Less(u32),
    /// More than the most.
    More(u32),
    /// None of the words that may stand here.
    NotChoice,
    /// No time of day.
    NotTime,
    /// No handle: letters, digits, dots, hyphens and underscores.
    NotHandle,
    /// It stands twice.
    Twice,
    /// The end is not after the start.
    Order,
    /// Both parties are signed for by one person.
    SameSigner,
    /// Nothing says whom we want: name a size, industries, countries or a seniority.
    NoCriterion,
    /// Nobody takes the leads.
    NoMember,
    /// No team of that name stands in the list.
    NoTeam,
}

impl Why {
    /// The name of its message.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Why::Empty => "draft-wrong-empty",
            Why::Long(_) => "draft-wrong-long",
            Why::Sign => "draft-wrong-sign",
            Why::NotMail => "draft-wrong-mail",
            Why::NotZone => "draft-wrong-zone",
            Why::NotCurrency => "draft-wrong-currency",
            Why::NotCountry => "draft-wrong-country",
            Why::NotWhole => "draft-wrong-whole",
            Why::NotNumber => "draft-wrong-number",
            Why::Less(_) => "draft-wrong-less",
            Why::More(_) => "draft-wrong-more",
            Why::NotChoice => "draft-wrong-choice",
            Why::NotTime => "draft-wrong-time",
            Why::NotHandle => "draft-wrong-handle",
            Why::Twice => "draft-wrong-twice",
            Why::Order => "draft-wrong-order",
            Why::SameSigner => "draft-wrong-same-signer",
            Why::NoCriterion => "draft-wrong-no-criterion",
            Why::NoMember => "draft-wrong-no-member",
            Why::NoTeam => "draft-wrong-no-team",
        }
    }

    /// The number its message says, where it says one.
    #[must_use]
    pub fn limit(self) -> Option<u32> {
        match self {
            Why::Long(limit) | Why::Less(limit) | Why::More(limit) => Some(limit),
            _ => None,
        }
    }
}

/// Reads fields one after the other and keeps what is wrong.
pub struct Reader<'a> {
    typed: &'a Typed,
    refusals: Vec<Refusal>,
}

/// The longest line, in characters.
const CHARS_MAX: u32 = 200;
/// The most lines or rows of one field.
const LINES_MAX: usize = 40;

impl<'a> Reader<'a> {
    pub(super) fn new(typed: &'a Typed) -> Reader<'a> {
        Reader { typed, refusals: Vec::new() }
    }

    /// Whether everything was sound.
    pub(super) fn done(self) -> Result<(), Vec<Refusal>> {
        if self.refusals.is_empty() { Ok(()) } else { Err(self.refusals) }
    }

    pub(super) fn refuse(&mut self, field: &str, why: Why) {
        let typed = self.typed.first(field).to_owned();
        self.refusals.push(Refusal { field: field.to_owned(), why, typed });
    }

    /// A line; empty where the refusal is kept.
    pub(super) fn text(&mut self, field: &str) -> String {
        match self.maybe_text(field) {
            Some(text) => text,
            None => self.no(field, Why::Empty),
        }
    }

    /// A line that may be empty.
    pub(super) fn maybe_text(&mut self, field: &str) -> Option<String> {
        let text = self.typed.first(field);
        if text.chars().count() > CHARS_MAX as usize {
            self.refuse(field, Why::Long(CHARS_MAX));
        } else if text.chars().any(char::is_control) {
            self.refuse(field, Why::Sign);
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A mail address, lower-case.
    pub(super) fn mail(&mut self, field: &str) -> String {
        let mail = self.text(field).to_lowercase();
        let plain = |part: &str| {
            !part.is_empty()
                && part.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"@<>,;\"*?!#'\\".contains(c))
        };
        let is_mail = mail.split_once('@').is_some_and(|(local, domain)| plain(local) && plain(domain));
        if !mail.is_empty() && !is_mail {
            self.refuse(field, Why::NotMail);
        }
        mail
    }

    /// An IANA time zone.
    pub(super) fn zone(&mut self, field: &str) -> String {
        let zone = self.text(field);
        if !zone.is_empty() && TimeZone::get(&zone).is_err() {
            self.refuse(field, Why::NotZone);
        }
        zone
    }

    /// A whole number from `least` to `most`.
    pub(super) fn whole(&mut self, field: &str, least: u32, most: u32) -> u32 {
        match self.maybe_whole(field, least, most) {
            Some(number) => number,
            None if self.typed.first(field).is_empty() => self.no(field, Why::Empty),
            None => least,
        }
    }

    /// A whole number that may be left out.
    pub(super) fn maybe_whole(&mut self, field: &str, least: u32, most: u32) -> Option<u32> {
        let text = self.typed.first(field);
        if text.is_empty() {
            return None;
        }
        let number: Option<u32> = text.replace([',', ' ', '_'], "").parse().ok();
        let why = match number {
            None => Some(Why::NotWhole),
            Some(number) if number < least => Some(Why::Less(least)),
            Some(number) if number > most => Some(Why::More(most)),
            Some(_) => None,
        };
        if let Some(why) = why {
            self.refuse(field, why);
        }
        number
    }

    /// An amount above nothing and up to `most`, with two decimals at most; it may be left out.
    pub(super) fn maybe_amount(&mut self, field: &str, most: u32) -> Option<Decimal> {
        let text = self.typed.first(field);
        if text.is_empty() {
            return None;
        }
        let number = Decimal::parse(&text.replace([',', ' ', '_'], "")).ok();
        let number = number.filter(|number| number.as_millionths() % 10_000 == 0);
        let why = match number {
            None => Some(Why::NotNumber),
            Some(number) if number <= Decimal::ZERO => Some(Why::Less(0)),
            Some(number) if number > Decimal::from_int(i64::from(most)) => Some(Why::More(most)),
            Some(_) => None,
        };
        if let Some(why) = why {
            self.refuse(field, why);
        }
        number
    }

    /// One of a few words.
    pub(super) fn choice(&mut self, field: &str, words: &[&str]) -> String {
        let text = self.typed.first(field);
        if !words.contains(&text) {
            self.refuse(field, if text.is_empty() { Why::Empty } else { Why::NotChoice });
        }
        text.to_owned()
    }

    /// Any number of a few words, in their own order.
    pub(super) fn many(&mut self, field: &str, words: &[&str]) -> Vec<String> {
        let typed = self.typed.all(field);
        if typed.iter().any(|word| !word.is_empty() && !words.contains(word)) {
            self.refuse(field, Why::NotChoice);
        }
        words.iter().filter(|word| typed.contains(word)).map(|word| (*word).to_owned()).collect()
    }

    /// Whether a box is ticked.
    pub(super) fn check(&self, field: &str) -> bool {
        !self.typed.first(field).is_empty()
    }

    /// Lines, none of them twice, without empty ones.
    pub(super) fn lines(&mut self, field: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for line in self.typed.first(field).lines().map(str::trim).filter(|line| !line.is_empty()) {
            if line.chars().count() > CHARS_MAX as usize {
                self.refuse(field, Why::Long(CHARS_MAX));
            } else if line.chars().any(char::is_control) {
                self.refuse(field, Why::Sign);
            } else if !lines.iter().any(|other| other == line) {
                lines.push(line.to_owned());
            }
        }
        if lines.len() > LINES_MAX {
            self.refuse(field, Why::Long(LINES_MAX as u32));
        }
        lines
    }

    /// A time of day as `09:30`.
    pub(super) fn time(&mut self, field: &str) -> String {
        let text = self.text(field);
        let Some(minutes) = minutes(&text) else {
            if !text.is_empty() {
                self.refuse(field, Why::NotTime);
            }
            return "09:00".to_owned();
        };
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// ISO 3166 codes of countries, parted by commas or blanks.
    pub(super) fn countries(&mut self, field: &str) -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        for code in self.typed.first(field).split([',', ' ', ';', '\n', '\r']).filter(|code| !code.is_empty()) {
            let code = code.to_uppercase();
            if !is_country(&code) {
                self.refuse(field, Why::NotCountry);
            } else if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }

    /// A handle as the agreement names people: letters, digits, dots, hyphens and underscores.
    pub(super) fn handle(&mut self, field: &str) -> String {
        let text = self.text(field);
        // A mail address is taken for the handle that its person has where nothing else is said.
        let handle = text.split('@').next().unwrap_or_default().to_lowercase();
        let is_letter = |letter: char| letter.is_alphanumeric() || ".-_".contains(letter);
        if !text.is_empty() && (!handle.chars().all(is_letter) || !handle.starts_with(char::is_alphanumeric)) {
            self.refuse(field, Why::NotHandle);
        }
        handle
    }

    /// The numbers of the rows whose first column is answered.
    pub(super) fn rows(&mut self, field: &str, first: &str) -> Vec<usize> {
        let rows: Vec<usize> =
            (0..=LINES_MAX).filter(|row| !self.typed.first(&format!("{field}.{row}.{first}")).is_empty()).collect();
        if rows.len() > LINES_MAX {
            self.refuse(field, Why::Long(LINES_MAX as u32));
        }
        rows
    }

    fn no<T: Default>(&mut self, field: &str, why: Why) -> T {
        self.refuse(field, why);
        T::default()
    }
}

/// Minutes after midnight of `9:30`.
pub(super) fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let digits =
        |part: &str, most: usize| !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hours, 2) || !digits(minutes, 2) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}
