//! Calendars: the holidays of a file, reviewed day by day, kept, and written into the next version of the agreement.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_desk::holidays::{self, Day, FileError, Kept, Reason, Refused, Review, Standing};
use entente_desk::setup::{self, Calendar};
use jiff::tz::TimeZone;

use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Administrator;
use crate::sent::{Sent, Upload};

#[derive(Template)]
#[template(path = "setup/calendars.html")]
struct CalendarsPage {
    page: Page,
    calendars: Vec<Calendar>,
    kept: Vec<Kept>,
    /// What is wrong with what was sent: the name of its message.
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "setup/review.html")]
struct ReviewPage {
    page: Page,
    calendar: String,
    review: Review,
    wrong: Option<&'static str>,
}

/// `GET /setup/calendars`
pub(crate) async fn list(who: Administrator, State(app): State<App>) -> Result<Response, Wrong> {
    page::show(&load(&app, who.page, None).await?)
}

async fn load(app: &App, page: Page, wrong: Option<String>) -> Result<CalendarsPage, Wrong> {
    let loaded = app.fetch(|desk, now| {
        desk.read(|store, plans| {
            let agreement = plans.last().map(|version| &version.plan.agreement);
            let calendars = agreement.map(|agreement| setup::calendars(agreement, now)).unwrap_or_default();
            Ok::<_, entente_desk::Error>((calendars, holidays::list(store)?))
        })
    });
    let (calendars, kept) = loaded.await?;
    Ok(CalendarsPage { page, calendars, kept, wrong })
}

/// `POST /setup/calendars/review`: reads a file and shows its days.
pub(crate) async fn review(who: Administrator, State(app): State<App>, sent: Upload) -> Result<Response, Wrong> {
    let calendar = sent.sent.text("calendar").to_owned();
    let Some(file) = sent.files.into_iter().next() else {
        return refuse(&app, who.page, "calendars-wrong-no-file".to_owned()).await;
    };
    let wanted = calendar.clone();
    let reviewed = app.fetch(move |desk, now| {
        let plans = desk.plans();
        let agreement = plans.last().map(|version| &version.plan.agreement);
        let found =
            agreement.and_then(|agreement| agreement.calendars.iter().find(|(name, _)| name.as_str() == wanted));
        let calendar = found.map(|(_, calendar)| calendar);
        let zone = calendar.and_then(|calendar| TimeZone::get(&calendar.timezone).ok()).unwrap_or(TimeZone::UTC);
        Ok(holidays::review(&file.bytes, calendar, now.to_jiff().to_zoned_datetime(zone).date()))
    });
    match reviewed.await? {
        Ok(review) => page::show(&ReviewPage { page: who.page, calendar, review, wrong: None }),
        Err(error) => refuse(&app, who.page, format!("calendars-wrong-{}", key(&error))).await,
    }
}

async fn refuse(app: &App, page: Page, wrong: String) -> Result<Response, Wrong> {
    page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &load(app, page, Some(wrong)).await?)
}

fn key(error: &FileError) -> &'static str {
    match error {
        FileError::NoCalendar => "no-calendar",
        FileError::TooLarge => "too-large",
        FileError::Invitation(_) => "invitation",
        FileError::TooMany => "too-many",
    }
}

/// `POST /setup/calendars/keep`: keeps the days that were ticked.
pub(crate) async fn keep(who: Administrator, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let (calendar, name) = (sent.text("calendar").to_owned(), sent.text("name").to_owned());
    let all = days(&sent);
    let ticked = sent.all("take");
    let taken: Vec<(String, String)> =
        all.iter().filter(|(date, _)| ticked.contains(&date.as_str())).cloned().collect();
    let (by, whose, called) = (who.user.clone(), calendar.clone(), name.clone());
    let kept =
        app.ask(move |desk, now| desk.write(|store| holidays::keep(store, &by, (&whose, &called), &taken, now))).await;
    let wrong = match kept {
        Ok(_) => return Ok(Redirect::to("/setup/calendars#kept").into_response()),
        Err(Refused::Name) => "review-wrong-name",
        Err(Refused::NoDay) => "review-wrong-no-day",
        Err(Refused::Desk(error)) => return Err(error.into()),
        Err(_) => return Err(Wrong::NotFound),
    };
    let standing = |date: &str| if ticked.contains(&date) { Standing::New } else { Standing::Optional };
    let days = all.into_iter().map(|(date, name)| Day {
        weekday: holidays::weekday_of(&date),
        standing: standing(&date),
        date,
        name,
    });
    let review = Review { name, days: days.collect(), left_out: Vec::new() };
    let page = ReviewPage { page: who.page, calendar, review, wrong: Some(wrong) };
    page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// All days of the form, with the names that were typed.
fn days(sent: &Sent) -> Vec<(String, String)> {
    let days = sent.0.iter().filter_map(|(field, value)| Some((field.strip_prefix("day-")?.to_owned(), value.clone())));
    days.collect()
}

/// `POST /setup/calendars/draft`: brings a kept list into the draft of the next version.
pub(crate) async fn draft(who: Administrator, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let id = sent.text("id").parse().unwrap_or_default();
    let by = who.user.clone();
    match app.ask(move |desk, now| desk.write(|store| holidays::into_draft(store, &by, id, now))).await {
        Ok(()) => Ok(Redirect::to("/agreement/draft").into_response()),
        Err(Refused::Text(_)) => refuse(&app, who.page, "calendars-wrong-text".to_owned()).await,
        Err(Refused::Overtaken) => refuse(&app, who.page, "calendars-wrong-overtaken".to_owned()).await,
        Err(Refused::Desk(error)) => Err(error.into()),
        Err(_) => Err(Wrong::NotFound),
    }
}

impl ReviewPage {
    /// How a day stands, in words.
    fn standing(&self, day: &Day) -> String {
        match &day.standing {
            Standing::New => String::new(),
            Standing::Known(name) => self.page.say_with("review-known", &[("name", name)]).into_owned(),
            Standing::Past => self.page.say("review-past").into_owned(),
            Standing::Closed => self.page.say("review-closed").into_owned(),
            Standing::Optional => self.page.say("review-optional").into_owned(),
        }
    }

    fn weekday(&self, day: &Day) -> String {
        self.page.say_or(&format!("weekday-{}", day.weekday), "")
    }

    fn reason(&self, reason: &Reason, times: &u64) -> String {
        let key = match reason {
            Reason::Timed => "review-left-timed",
            Reason::NoDay => "review-left-no-day",
            Reason::NoName => "review-left-no-name",
            Reason::CalledOff => "review-left-called-off",
            Reason::Repeats => "review-left-repeats",
            Reason::Long => "review-left-long",
            Reason::OtherYears => "review-left-other-years",
        };
        crate::words::say_with(self.page.lang, key, &[("n", &times.to_string())]).into_owned()
    }
}

impl CalendarsPage {
    fn lines(&self, kept: &Kept) -> String {
        holidays::lines(&kept.days)
    }
}
