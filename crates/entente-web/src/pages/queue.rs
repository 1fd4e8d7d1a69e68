//! A rep's queue: the page they work from, by key and by button.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::id::Name;
use entente_core::time::Instant;
use entente_desk::acts::{self, Act, Actor, Form, PersonAct, Refusal};
use entente_desk::people::Token;
use entente_desk::queue::{self, Hours, Queue, Row};
use jiff::civil::Date;
use serde::Deserialize;

use super::Typed;
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Seller;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "queue/queue.html")]
struct QueuePage {
    page: Page,
    /// None where no agreement is in force yet.
    queue: Option<Queue>,
    /// Whether it is the reader's own.
    is_own: bool,
    /// What it is called where it is somebody else's.
    whose: String,
    /// Begins the one-time ids of the forms on this page.
    once: String,
    typed: Typed,
    told: Option<&'static str>,
    others: Vec<(String, String)>,
}

/// Whose queue, and what was just done.
#[derive(Deserialize)]
pub(crate) struct Asked {
    of: Option<String>,
    told: Option<String>,
}

/// `GET /queue`; `?of=` shows somebody else's to those who answer for a team.
pub(crate) async fn show(who: Seller, State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let told = match asked.told.as_deref() {
        Some("none") => Some("queue-none-left"),
        Some("away") => Some("queue-told-away"),
        Some("back") => Some("queue-told-back"),
        _ => None,
    };
    let page = load(&app, who, asked.of.as_deref(), Typed::default(), told).await?;
    page::show(&page)
}

async fn load(
    app: &App,
    who: Seller,
    of: Option<&str>,
    typed: Typed,
    told: Option<&'static str>,
) -> Result<QueuePage, Wrong> {
    let actor = Actor::of(&who.user);
    let of = of.map_or_else(|| actor.person.clone(), Name::from);
    let is_own = actor.is(&of);
    if !is_own && !actor.manages() {
        return Err(Wrong::Forbidden);
    }
    let own = who.user.is.name.clone();
    let (whose, manages) = (of.clone(), actor.manages());
    let (queue, users) = app
        .fetch(move |desk, now| {
            desk.read(|store, plans| {
                let queue = match queue::view(store, plans, &whose, now) {
                    Err(entente_desk::Error::NoAgreement) => None,
                    other => Some(other?),
                };
                Ok((queue, if manages { store.users()? } else { Vec::new() }))
            })
        })
        .await?;
    let name = users.iter().find(|user| user.is.handle == of).map(|user| user.is.name.clone());
    let reps = users.iter().filter(|user| user.is.role.as_str() == "rep" && user.is.active);
    Ok(QueuePage {
        page: who.page,
        queue,
        is_own,
        whose: if is_own { own } else { name.unwrap_or_else(|| of.to_string()) },
        once: Token::new()?.as_str()[..24].to_owned(),
        typed,
        told,
        others: reps.map(|user| (user.is.handle.to_string(), user.is.name.clone())).collect(),
    })
}

/// `POST /queue/next`: takes the next lead from the pool, and opens it.
pub(crate) async fn next(who: Seller, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let actor = Actor::of(&who.user);
    let once = sent.text("once").to_owned();
    let taken = app
        .fetch(move |desk, now| {
            let candidates = desk.read::<_, entente_desk::Error>(|store, _| {
                let unowned = store.cards_unowned(queue::UNOWNED_MAX)?;
                let late = store.cards_due(now, queue::UNOWNED_MAX)?;
                Ok(unowned.into_iter().chain(late).map(|card| card.lead).collect::<Vec<_>>())
            })?;
            let form = Form { once: &once, actor: &actor, seen: None, now };
            acts::take_next(desk, form, candidates)
        })
        .await?;
    match taken {
        Ok(Some(lead)) => Ok(Redirect::to(&format!("/leads/{lead}")).into_response()),
        Ok(None) => Ok(Redirect::to("/queue?told=none").into_response()),
        Err(refusal) => refuse(&app, who, sent, &refusal).await,
    }
}

/// `POST /queue/away`: away from now on, back at the start of a day.
pub(crate) async fn leave(who: Seller, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let date: Option<Date> = sent.text("to").parse().ok();
    let back = date.and_then(|date| who.page.zone.to_timestamp(date.at(0, 0, 0, 0)).ok());
    let Some(to) = back.map(|back| Instant::from_micros(back.as_microsecond())) else {
        let typed = Typed { wrong: vec![("to", "queue-wrong-day")], sent };
        return refused(&app, who, typed).await;
    };
    let from = app.now();
    about_oneself(app, who, sent, PersonAct::Leave { from, to }, "/queue?told=away").await
}

/// `POST /queue/back`
pub(crate) async fn back(who: Seller, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    about_oneself(app, who, sent, PersonAct::Return, "/queue?told=back").await
}

async fn about_oneself(app: App, who: Seller, sent: Sent, act: PersonAct, then: &str) -> Result<Response, Wrong> {
    let actor = Actor::of(&who.user);
    let once = sent.text("once").to_owned();
    let performed = app
        .fetch(move |desk, now| {
            let form = Form { once: &once, actor: &actor, seen: None, now };
            acts::perform(desk, form, Act::Person(actor.person.clone(), act))
        })
        .await?;
    match performed {
        Ok(_) => Ok(Redirect::to(then).into_response()),
        Err(refusal) => refuse(&app, who, sent, &refusal).await,
    }
}

async fn refuse(app: &App, who: Seller, sent: Sent, refusal: &Refusal) -> Result<Response, Wrong> {
    let message = match refusal {
        Refusal::NotNow(acts::Condition::Full) => "queue-wrong-full",
        Refusal::NotNow(acts::Condition::Away) => "queue-wrong-away",
        Refusal::NotNow(acts::Condition::NotAway) => "queue-wrong-not-away",
        Refusal::NotNow(acts::Condition::NoAgreement) => "queue-no-agreement",
        Refusal::MayNot(_) => "queue-wrong-no-team",
        Refusal::Field { .. } => "queue-wrong-day",
        _ => "queue-wrong-other",
    };
    let field = if matches!(refusal, Refusal::Field { .. }) { "to" } else { "next" };
    refused(app, who, Typed { wrong: vec![(field, message)], sent }).await
}

async fn refused(app: &App, who: Seller, typed: Typed) -> Result<Response, Wrong> {
    let page = load(app, who, None, typed, None).await?;
    page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

impl QueuePage {
    /// The style of a clock.
    fn hue(&self, kind: &str) -> &'static str {
        match kind {
            "late" => "bad",
            "next-hour" => "warn",
            _ => "",
        }
    }

    /// The tile of a lead: marketing's hue for the two best grades.
    fn tile(&self, row: &Row) -> &'static str {
        match row.grade.as_ref().map(Name::as_str) {
            Some("A") => "tile",
            _ => "tile b",
        }
    }

    fn on_tile(&self, row: &Row) -> String {
        let name = |name: &Option<Name>| name.as_ref().map(ToString::to_string).unwrap_or_default();
        name(&row.grade) + &name(&row.level)
    }

    /// `Hanbit Logistics, Seoul`, with what the person does before it.
    fn where_from(&self, row: &Row) -> String {
        let place = [row.company.as_deref(), row.city.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let parts = [row.title.as_deref(), Some(place.as_str()).filter(|place| !place.is_empty())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// How the team's hours stand.
    fn hours(&self, queue: &Queue) -> String {
        match queue.standing.hours {
            Hours::Unknown => String::new(),
            Hours::OpenUntil(at) => {
                self.page.say_with("queue-open-until", &[("time", &self.page.time(&at))]).into_owned()
            }
            Hours::ClosedUntil(at) => {
                self.page.say_with("queue-closed-until", &[("time", &self.page.near(&at))]).into_owned()
            }
        }
    }

    /// Leads held, of how many.
    fn load(&self, queue: &Queue) -> String {
        let holds = queue.standing.holds.to_string();
        match queue.standing.most {
            Some(most) => {
                self.page.say_with("queue-holds-of", &[("n", holds.as_str()), ("most", &most.to_string())]).into_owned()
            }
            None => self.page.say_with("queue-holds", &[("n", holds.as_str())]).into_owned(),
        }
    }

    /// The earliest day on which one can be back.
    fn tomorrow(&self) -> String {
        let date = self.page.zone.to_datetime(self.page.now.to_jiff()).date();
        date.tomorrow().unwrap_or(date).to_string()
    }
}

#[cfg(test)]
mod tests;
