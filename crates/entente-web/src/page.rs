//! What every page has: who reads it, in which language and zone, the menu, and the words and figures in it.

use std::borrow::Cow;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use entente_core::lang::Lang;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use entente_desk::figures::Dates;
use entente_desk::notices;
use entente_desk::people::{Role, Theme, User};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::app::App;
use crate::error::Wrong;
use crate::known::Known;
use crate::permit::May;
use crate::{assets, format, words};

/// What every page has. Templates name it `page`.
#[derive(Clone)]
pub(crate) struct Page {
    /// The language it is read in.
    pub(crate) lang: Lang,
    /// The zone its times are of.
    pub(crate) zone: TimeZone,
    /// Who reads it; nobody on pages that need no log-in.
    pub(crate) user: Option<User>,
    /// The token its forms carry.
    pub(crate) csrf: String,
    /// When it was made.
    pub(crate) now: Instant,
    /// The path it is at.
    pub(crate) path: String,
    /// Whether anybody may come in as anybody.
    pub(crate) is_demo: bool,
    /// What the workspace is called.
    pub(crate) company: String,
    /// The currency of the agreement in force; euros before there is one.
    pub(crate) currency: String,
    /// How many versions of the agreement there were: `v7`. 0 before the first.
    pub(crate) version: usize,
    /// How much the reader was told and has not seen; counted up to 99.
    pub(crate) notices: usize,
}

impl Page {
    /// The page of whoever is known.
    pub(crate) fn new(app: &App, known: &Known, path: &str) -> Result<Page, Wrong> {
        let user = known.session.as_ref().map(|session| session.user.clone());
        let person = user.as_ref().map(|user| &user.is.handle);
        let unseen = |store: &_| person.map_or(Ok(0), |person| notices::unseen(store, person));
        let (company, notices) =
            app.desk().read(|store, _| Ok::<_, entente_desk::Error>((store.setting("company")?, unseen(store)?)))?;
        let plans = app.desk().plans();
        let current = plans.last().map(|version| &version.plan);
        let zone = user.as_ref().map(|user| user.is.timezone.as_str());
        let zone = zone.and_then(|zone| TimeZone::get(zone).ok()).or_else(|| current.map(|plan| plan.zone.clone()));
        Ok(Page {
            lang: known.lang,
            zone: zone.unwrap_or(TimeZone::UTC),
            user,
            csrf: known.forms.clone(),
            now: app.now(),
            path: path.to_owned(),
            is_demo: app.options().is_demo,
            company: company.unwrap_or_else(|| "Entente".to_owned()),
            currency: current.map_or_else(|| "EUR".to_owned(), |plan| plan.agreement.currency.to_string()),
            version: plans.len(),
            notices,
        })
    }

    /// A page that nobody in particular reads, at noon of 2 March 2026 in UTC, for tests of sentences.
    #[cfg(test)]
    pub(crate) fn of_nobody(lang: Lang) -> Page {
        Page {
            lang,
            zone: TimeZone::UTC,
            user: None,
            csrf: String::new(),
            now: Instant::from_micros(1_772_452_800_000_000),
            path: String::new(),
            is_demo: false,
            company: String::new(),
            currency: "EUR".to_owned(),
            version: 1,
            notices: 0,
        }
    }

    /// The message of this name.
    #[must_use]
    pub(crate) fn say(&self, key: &str) -> Cow<'static, str> {
        words::say(self.lang, key)
    }

    /// The message of this name with its values; whole numbers among them choose the plural.
    #[must_use]
    pub(crate) fn say_with(&self, key: &str, values: &[(&str, &str)]) -> Cow<'static, str> {
        words::say_with(self.lang, key, values)
    }

    /// The message of this name with what it names, where there is one.
    #[must_use]
    pub(crate) fn find_with(&self, key: &str, values: &[(&str, &str)]) -> Option<String> {
        words::find(self.lang, key, values).map(Cow::into_owned)
    }

    /// The message of this name, or the other text: for names that an agreement gives.
    #[must_use]
    pub(crate) fn say_or(&self, key: &str, other: &str) -> String {
        words::find(self.lang, key, &[]).map_or_else(|| other.to_owned(), Cow::into_owned)
    }

    /// The name of a message whose end is a word of the model: `status-` and `new`.
    #[must_use]
    pub(crate) fn key(&self, start: &str, word: &str) -> String {
        format!("{start}{word}")
    }

    /// `12,345`.
    #[must_use]
    pub(crate) fn number(&self, number: &u64) -> String {
        format::count(*number)
    }

    /// `68%`.
    #[must_use]
    pub(crate) fn percent(&self, part: &u64, whole: &u64) -> String {
        format::percent(*part, *whole)
    }

    /// `68%`, of a share.
    #[must_use]
    pub(crate) fn share(&self, share: &Decimal) -> String {
        format::share(*share)
    }

    /// `6 d`, `1 h`: a length in its largest unit.
    #[must_use]
    pub(crate) fn brief(&self, span: &Span) -> String {
        format::brief(*span, self.lang)
    }

    /// The date at which it is read.
    #[must_use]
    pub(crate) fn today(&self) -> Date {
        self.zone.to_datetime(self.now.to_jiff()).date()
    }

    /// `November`, `Q4 2026`, `3 Nov – 12 Nov`.
    #[must_use]
    pub(crate) fn dates(&self, dates: &Dates) -> String {
        format::dates(dates.from, dates.to, self.today(), self.lang)
    }

    /// `3 Nov`, with the year where it is another.
    #[must_use]
    pub(crate) fn date(&self, date: &Date) -> String {
        format::date(*date, self.today(), self.lang)
    }

    /// `€1,200,000`.
    #[must_use]
    pub(crate) fn money(&self, amount: &Decimal) -> String {
        format::money(*amount, &self.currency)
    }

    /// `€1.2 M`, `120만`.
    #[must_use]
    pub(crate) fn short_money(&self, amount: &Decimal) -> String {
        format::short_money(*amount, &self.currency, self.lang)
    }

    /// `3 Nov 2026, 14:02`.
    #[must_use]
    pub(crate) fn at(&self, at: &Instant) -> String {
        format::moment(*at, &self.zone, self.lang)
    }

    /// `3 Nov 2026`.
    #[must_use]
    pub(crate) fn day(&self, at: &Instant) -> String {
        format::day(*at, &self.zone, self.lang)
    }

    /// `3 Nov`.
    #[must_use]
    pub(crate) fn short_day(&self, at: &Instant) -> String {
        format::short_day(*at, &self.zone, self.lang)
    }

    /// `3 Nov`, with the year where it is another.
    #[must_use]
    pub(crate) fn since(&self, at: &Instant) -> String {
        self.date(&self.zone.to_datetime(at.to_jiff()).date())
    }

    /// `14:02`.
    #[must_use]
    pub(crate) fn time(&self, at: &Instant) -> String {
        format::time(*at, &self.zone)
    }

    /// `14:02:31`.
    #[must_use]
    pub(crate) fn time_to_second(&self, at: &Instant) -> String {
        format::time_to_second(*at, &self.zone)
    }

    /// As near as one needs it: `14:02` today, `Tue 09:05` this week, else the date.
    #[must_use]
    pub(crate) fn near(&self, at: &Instant) -> String {
        format::near(*at, self.now, &self.zone, self.lang)
    }

    /// Up to when all is decided; now, where nothing was decided yet.
    #[must_use]
    pub(crate) fn decided(&self, as_of: &Instant) -> Instant {
        if *as_of == Instant::MIN { self.now } else { *as_of }
    }

    /// For `<time datetime>`.
    #[must_use]
    pub(crate) fn machine(&self, at: &Instant) -> String {
        format::machine(*at)
    }

    /// `38 min`, `3 h 10`, `−12 min`.
    #[must_use]
    pub(crate) fn left(&self, span: &Span) -> String {
        format::left(*span, self.lang)
    }

    /// A time zone by its city, in the reader's words where the city is a common one: `Berlin time`.
    #[must_use]
    pub(crate) fn zone_name(&self, zone: &str) -> String {
        let key = zone.to_ascii_lowercase().replace(['/', '_'], "-");
        let city = zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
        self.say_or(&format!("zone-{key}"), &self.say_with("zone-of", &[("city", &city)]))
    }

    /// The style sheet's address.
    #[must_use]
    pub(crate) fn style(&self) -> &'static str {
        assets::STYLE
    }

    /// The script's address; none where it was built without.
    #[must_use]
    pub(crate) fn script(&self) -> Option<&'static str> {
        assets::SCRIPT
    }

    /// The theme the reader chose.
    #[must_use]
    pub(crate) fn theme(&self) -> &'static str {
        self.user.as_ref().map_or(Theme::Auto, |user| user.is.theme).as_str()
    }

    /// Whether the page is at this path or below it; `/` is the overview alone.
    #[must_use]
    pub(crate) fn is_at(&self, path: &str) -> bool {
        let below = self.path.strip_prefix(path);
        self.path == path || (path != "/" && below.is_some_and(|rest| rest.starts_with('/')))
    }

    /// Whether the reader has a permit.
    #[must_use]
    pub(crate) fn may(&self, may: May) -> bool {
        self.user.as_ref().is_some_and(|user| may(user.is.role, user.is.party))
    }

    /// The name of the message for the reader's role.
    #[must_use]
    pub(crate) fn role_key(&self) -> String {
        format!("role-{}", self.role())
    }

    /// The role's word.
    #[must_use]
    pub(crate) fn role(&self) -> &'static str {
        self.user.as_ref().map_or(Role::Reader, |user| user.is.role).as_str()
    }
}

/// The page as an answer.
pub(crate) fn show(template: &impl Template) -> Result<Response, Wrong> {
    Ok(Html(template.render()?).into_response())
}

/// The page as an answer of this status: 422 where a form was refused.
pub(crate) fn show_as(status: StatusCode, template: &impl Template) -> Result<Response, Wrong> {
    Ok((status, Html(template.render()?)).into_response())
}
