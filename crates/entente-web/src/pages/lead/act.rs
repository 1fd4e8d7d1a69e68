//! The form of an act on a lead: a page of its own, which scripts show as a dialog, and what becomes of it when sent.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::id::{LeadId, Seq};
use entente_desk::acts::{self, Act, Actor, Answers, Form, LeadAct, Offer, Refusal};
use entente_desk::lead::{self, Asked, View};
use entente_desk::people::{Token, User};

use super::fields::{Field, Kind, Making};
use super::refused;
use super::words::Voice;
use crate::app::App;
use crate::error::Wrong;
use crate::names::Names;
use crate::page::{self, Page};
use crate::pages::ours;
use crate::permit::Worker;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "lead/act.html")]
struct ActPage {
    page: Page,
    view: View,
    names: Names,
    act: String,
    title: String,
    fields: Vec<Field>,
    /// What is wrong, where it is not about one field.
    alert: Option<String>,
    /// Makes it this form and no other.
    once: String,
    /// What it showed of the lead.
    seen: Seq,
    /// Where to go when it is done.
    next: String,
}

/// What a form is made from.
struct Loaded {
    view: View,
    offer: Offer,
    names: Names,
}

/// `GET /leads/{lead}/{act}`: what is asked may stand in the address, so that a link can fill it in.
pub(crate) async fn show_act(
    who: Worker,
    State(app): State<App>,
    Path((lead, act)): Path<(String, String)>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Wrong> {
    let lead = parsed(&lead, &act)?;
    let typed = Answers::of(asked);
    let loaded = load(&app, &who.user, lead).await?;
    let once = Token::new()?.as_str()[..32].to_owned();
    let page = ActPage::new(who.page, loaded, (lead, act), &typed, once);
    page::show(&page)
}

/// `POST /leads/{lead}/{act}`
pub(crate) async fn perform(
    who: Worker,
    State(app): State<App>,
    Path((lead, act)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Wrong> {
    let lead = parsed(&lead, &act)?;
    let typed = Answers::of(sent.0.iter().map(|(field, value)| (field.as_str(), value.as_str())));
    let read = acts::read(&act, &typed, &who.page.zone).ok_or(Wrong::NotFound)?;
    let refusals = match read {
        Err(refusals) => refusals,
        Ok(done) => match done_by(&app, &who.user, lead, &sent, done.clone()).await? {
            Ok(()) => return Ok(Redirect::to(&then(lead, &act, &done, sent.text("next"))).into_response()),
            Err(refusal) => vec![refusal],
        },
    };
    let loaded = load(&app, &who.user, lead).await?;
    // Refused, the form shows the lead as it is now; sent again, it is the same act unless another came first.
    let mut page = ActPage::new(who.page, loaded, (lead, act), &typed, sent.text("once").to_owned());
    page.refuse(&refusals);
    let is_overtaken = refusals.iter().any(|refusal| matches!(refusal, Refusal::Overtaken { .. }));
    let status = if is_overtaken { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    page::show_as(status, &page)
}

/// The lead of an address, where the act in it is one.
fn parsed(lead: &str, act: &str) -> Result<LeadId, Wrong> {
    let is_act = acts::read(act, &Answers::default(), &jiff::tz::TimeZone::UTC).is_some();
    lead.parse().ok().filter(|_| is_act).ok_or(Wrong::NotFound)
}

async fn done_by(
    app: &App,
    user: &User,
    lead: LeadId,
    sent: &Sent,
    act: LeadAct,
) -> Result<Result<(), Refusal>, Wrong> {
    let (actor, once) = (Actor::of(user), sent.text("once").to_owned());
    let seen = sent.text("seen").parse().ok().map(Seq);
    app.fetch(move |desk, now| {
        let form = Form { once: &once, actor: &actor, seen, now };
        Ok(acts::perform(desk, form, Act::Lead(lead, act))?.map(drop))
    })
    .await
}

/// Where an act leads: where the form says, else to the lead, or to the one whose number stays.
fn then(lead: LeadId, act: &str, done: &LeadAct, next: &str) -> String {
    let lead = if let LeadAct::Link { into } = done { *into } else { lead };
    if next.is_empty() { format!("/leads/{lead}?did={act}") } else { ours(next).to_owned() }
}

async fn load(app: &App, user: &User, lead: LeadId) -> Result<Loaded, Wrong> {
    let actor = Actor::of(user);
    let loaded = app.fetch(move |desk, now| {
        desk.read(|store, plans| {
            let asked = Asked { most: 0, ..Asked::at(lead::latest(store, now)?) };
            let view = lead::view(store, plans, lead, &asked)?;
            let offer = acts::offer(store, plans, &actor, lead, now)?;
            Ok::<_, entente_desk::Error>((view, offer, Names::of(store.users()?)))
        })
    });
    let (view, offer, names) = loaded.await?;
    let view = view.ok_or(Wrong::NotFound)?;
    Ok(Loaded { view, offer: offer.unwrap_or_default(), names })
}

impl ActPage {
    fn new(page: Page, loaded: Loaded, (lead, act): (LeadId, String), typed: &Answers, once: String) -> ActPage {
        let Loaded { view, offer, names } = loaded;
        let voice = Voice { page: &page, names: &names };
        let (zone, now) = (page.zone.clone(), page.now);
        let making = Making { voice, offer: &offer, view: &view, typed, zone: &zone, now };
        let mut fields = making.fields(&act);
        if act == "pause" && typed.text("until").is_empty() {
            let minute = making.minute();
            fields.iter_mut().filter(|field| field.name == "until").for_each(|field| field.value.clone_from(&minute));
        }
        let name = view.known.name.clone().unwrap_or_else(|| lead.to_string());
        let title = voice.say(&format!("title-{act}"), &[("name", &name)]);
        let next = typed.text("next").to_owned();
        let seen = view.seen;
        let view = View { lead, ..view };
        ActPage { page, view, names, act, title, fields, alert: None, once, seen, next }
    }

    /// Notes what is wrong: at its field where it is about one, else above all of them.
    fn refuse(&mut self, refusals: &[Refusal]) {
        let voice = Voice { page: &self.page, names: &self.names };
        let mut alerts: Vec<String> = Vec::new();
        for refusal in refusals {
            alerts.extend(refused::above(voice, refusal));
            let Refusal::Field { field, wrong } = refusal else { continue };
            let said = refused::below(voice, wrong);
            match self.fields.iter_mut().find(|shown| shown.name == *field) {
                Some(shown) => shown.wrong = Some(said),
                None => alerts.push(said),
            }
        }
        self.alert = Some(alerts.join(" ")).filter(|alert| !alert.is_empty());
    }

    /// The message on the button.
    fn button(&self) -> String {
        format!("do-{}", self.act)
    }

    /// The message that says what the act is for; the same name where there is none.
    fn why(&self) -> String {
        self.page.say_or(&format!("why-{}", self.act), "")
    }

    /// The class of the button.
    fn hue(&self) -> &'static str {
        match self.act.as_str() {
            "reject" | "disqualify" => "btn bad",
            "waive" | "consent" | "edit" | "link" | "unlink" => "btn primary",
            _ => "btn s",
        }
    }

    /// Where one goes who would rather not.
    fn back(&self) -> String {
        if self.next.is_empty() { format!("/leads/{}", self.view.lead) } else { ours(&self.next).to_owned() }
    }
}
