//! Content that sales needs: what waits, what was answered and when, and the forms to ask and to answer.

#[cfg(test)]
mod tests;
mod words;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::time::Span;
use entente_desk::acts::{self, Act, Actor, Form, Refusal};
use entente_desk::content::{self, Content, Due, Request};
use entente_desk::overview::PromiseLine;
use entente_desk::people::User;
use serde::Deserialize;

use super::figures::lines::{self, Said};
use super::lead::refused;
use super::lead::words::Voice;
use super::leads::once;
use crate::app::App;
use crate::error::Wrong;
use crate::names::Names;
use crate::page::{self, Page};
use crate::permit::{Reader, Worker};
use crate::sent::Sent;
use words::{Part, parts};

#[derive(Template)]
#[template(path = "content/content.html")]
struct ContentPage {
    page: Page,
    content: Content,
    promises: Vec<PromiseLine>,
    names: Names,
    actor: Actor,
    /// How many of the answered ones stand on pages before this one.
    from: usize,
    /// The message on what was just done.
    did: Option<&'static str>,
}

/// The form in which content is asked for, or a request answered.
#[derive(Template)]
#[template(path = "content/form.html")]
struct FormPage {
    page: Page,
    names: Names,
    /// The request to answer; none where one asks.
    request: Option<Request>,
    /// Makes it this form and no other.
    once: String,
    words: String,
    /// What is wrong with the words.
    wrong: Option<String>,
    /// What is wrong, where it is not about the words.
    alert: Option<String>,
}

/// What the address of the list asks for.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    from: usize,
    did: Option<String>,
}

/// Which request.
#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    request: String,
}

/// `GET /content`
pub(crate) async fn list(who: Reader, State(app): State<App>, Query(wanted): Query<Wanted>) -> Result<Response, Wrong> {
    let from = wanted.from;
    let (content, promises, users) = app
        .fetch(move |desk, now| {
            let promises = desk.figures().current().map(|snapshot| content::promises(&snapshot)).unwrap_or_default();
            desk.read(|store, plans| Ok((content::view(store, plans, from, now)?, promises, store.users()?)))
        })
        .await?;
    let did = match wanted.did.as_deref() {
        Some("ask") => Some("content-did-ask"),
        Some("answer") => Some("content-did-answer"),
        _ => None,
    };
    let (actor, names) = (Actor::of(&who.user), Names::of(users));
    page::show(&ContentPage { page: who.page, content, promises, names, actor, from, did })
}

/// `GET /content/ask`
pub(crate) async fn show_ask(who: Worker) -> Result<Response, Wrong> {
    page::show(&FormPage::new(who.page, Names::default(), None, once()?))
}

/// `GET /content/answer?request=`
pub(crate) async fn show_answer(who: Worker, State(app): State<App>, of: Query<Which>) -> Result<Response, Wrong> {
    let (request, names) = load(&app, of.0.request).await?;
    page::show(&FormPage::new(who.page, names, Some(request), once()?))
}

/// `POST /content/ask`
pub(crate) async fn ask(who: Worker, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let words = sent.text("words").to_owned();
    match perform(&app, &who.user, &sent, Act::AskContent { words }).await? {
        Ok(()) => Ok(Redirect::to("/content?did=ask").into_response()),
        Err(refusal) => FormPage::new(who.page, Names::default(), None, String::new()).refused(&sent, &refusal),
    }
}

/// `POST /content/answer`
pub(crate) async fn answer(who: Worker, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let (request, words) = (sent.text("request").to_owned(), sent.text("words").to_owned());
    match perform(&app, &who.user, &sent, Act::AnswerContent { request: request.clone(), words }).await? {
        Ok(()) => Ok(Redirect::to("/content?did=answer").into_response()),
        Err(refusal) => {
            let (request, names) = load(&app, request).await?;
            FormPage::new(who.page, names, Some(request), String::new()).refused(&sent, &refusal)
        }
    }
}

async fn load(app: &App, number: String) -> Result<(Request, Names), Wrong> {
    let loaded = app.fetch(move |desk, now| {
        desk.read(|store, plans| Ok((content::request(store, plans, &number, now)?, Names::of(store.users()?))))
    });
    let (request, names) = loaded.await?;
    Ok((request.ok_or(Wrong::NotFound)?, names))
}

async fn perform(app: &App, user: &User, sent: &Sent, act: Act) -> Result<Result<(), Refusal>, Wrong> {
    let (actor, once) = (Actor::of(user), sent.text("once").to_owned());
    app.fetch(move |desk, now| {
        Ok(acts::perform(desk, Form { once: &once, actor: &actor, seen: None, now }, act)?.map(drop))
    })
    .await
}

impl ContentPage {
    /// Whether the reader may ask for content now.
    fn may_ask(&self) -> bool {
        self.actor.sells() && self.content.is_agreed
    }

    fn is_empty(&self) -> bool {
        self.content.open.is_empty() && self.content.answered_count == 0
    }

    /// Who asked and when, and what the request is called.
    fn asked(&self, request: &Request) -> String {
        asked(&self.page, &self.names, request)
    }

    fn answered_by(&self, answer: &content::Answer) -> String {
        let values = [("name", person(&self.names, answer.by.as_ref())), ("time", self.page.near(&answer.at))];
        let took = answer.took.map(|took| self.page.brief(&took)).unwrap_or_default();
        let key = match (values[0].1.is_empty(), took.is_empty()) {
            (false, false) => "content-answered-by",
            (false, true) => "content-answered-by-only",
            (true, _) => "content-answered-at",
        };
        let values =
            [(values[0].0, values[0].1.as_str()), (values[1].0, values[1].1.as_str()), ("took", took.as_str())];
        self.page.say_with(key, &values).into_owned()
    }

    fn parts<'a>(&self, words: &'a &str) -> Vec<Part<'a>> {
        parts(words)
    }

    /// How long there is to answer. What is due as an office closes has nothing left, and is late when it opens again.
    fn left(&self, due: &Due) -> String {
        let left = due.at - self.page.now;
        self.page.left(&if due.is_late { left } else { left.max(Span::ZERO) })
    }

    fn clock(&self, due: &Due) -> &'static str {
        match due.at - self.page.now {
            _ if due.is_late => "bad",
            left if left < Span::HOUR.times(4) => "warn",
            _ => "",
        }
    }

    fn figure(&self, line: &PromiseLine) -> Said {
        lines::figure(&self.page, line)
    }

    fn below(&self, line: &PromiseLine) -> Vec<Said> {
        lines::below(&self.page, line)
    }

    fn state_hue(&self, line: &PromiseLine) -> &'static str {
        lines::hue(line.state)
    }

    fn is_late(&self, line: &PromiseLine) -> bool {
        matches!(lines::hue(line.state), "warn" | "bad")
    }

    /// Where the answered ones before and after these stand.
    fn around(&self) -> (Option<usize>, Option<usize>) {
        let before = (self.from > 0).then(|| self.from.saturating_sub(content::PAGE));
        let next = self.from.saturating_add(content::PAGE);
        (before, Some(next).filter(|next| *next < self.content.answered_count))
    }
}

impl FormPage {
    fn new(page: Page, names: Names, request: Option<Request>, once: String) -> FormPage {
        FormPage { page, names, request, once, words: String::new(), wrong: None, alert: None }
    }

    /// The same form again with what was typed and what speaks against it.
    fn refused(mut self, sent: &Sent, refusal: &Refusal) -> Result<Response, Wrong> {
        sent.text("once").clone_into(&mut self.once);
        sent.raw("words").clone_into(&mut self.words);
        let voice = Voice { page: &self.page, names: &self.names };
        let (wrong, alert) = match refusal {
            Refusal::Field { field: "words", wrong } => (Some(refused::below(voice, wrong)), None),
            Refusal::Field { wrong, .. } => (None, Some(refused::below(voice, wrong))),
            other => (None, refused::above(voice, other)),
        };
        (self.wrong, self.alert) = (wrong, alert);
        page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &self)
    }

    fn title(&self) -> &'static str {
        if self.request.is_some() { "content-answer-title" } else { "content-ask-title" }
    }

    fn asked(&self, request: &Request) -> String {
        asked(&self.page, &self.names, request)
    }
}

/// Who asked and when.
fn asked(page: &Page, names: &Names, request: &Request) -> String {
    let (name, time) = (person(names, request.by.as_ref()), page.near(&request.at));
    let key = if name.is_empty() { "content-asked-at" } else { "content-asked-by" };
    page.say_with(key, &[("name", &name), ("time", &time)]).into_owned()
}

fn person(names: &Names, person: Option<&entente_core::id::Name>) -> String {
    person.map(|person| names.call(person)).unwrap_or_default()
}
