//! The page of a lead, as of now or of any instant before.

mod act;
mod clock;
mod decided;
mod fields;
mod lines;
pub(crate) mod refused;
mod side;
#[cfg(test)]
mod tests;
mod told;
mod why;
pub(crate) mod words;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::id::{LeadId, Name, Seq};
use entente_core::identity::IdentityKey;
use entente_core::time::{Instant, Span};
use entente_desk::acts::{self, Actor, Offer};
use entente_desk::lead::{self, Asked, ClockState, Filter, View};
use entente_desk::people::Token;
use serde::Deserialize;

use crate::app::App;
use crate::error::Wrong;
use crate::names::Names;
use crate::page::{self, Page};
use crate::permit::Reader;
use words::{Voice, in_address};

pub(crate) use act::{perform, show_act};

/// What the address asks for.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    at: Option<String>,
    slide: Option<String>,
    show: Option<String>,
    after: Option<String>,
    did: Option<String>,
}

/// Everything the template shows, in words.
#[derive(Template)]
#[template(path = "lead/lead.html")]
struct LeadPage {
    page: Page,
    view: View,
    offer: Offer,
    names: Names,
    /// Begins the one-time ids of its forms.
    once: String,
    filter: Filter,
    /// Whether it is the page of now.
    is_now: bool,
    /// What was just done.
    did: Option<String>,
    rows: Vec<lines::Row>,
    reasons: Option<why::Reasons>,
    owners: Vec<side::Owner>,
    clocks: Vec<clock::Clock>,
    feedback: Vec<side::Feedback>,
    deals: Vec<side::DealRow>,
    learnt: Vec<side::Learnt>,
    company: Vec<side::Learnt>,
    consent: Vec<side::ConsentRow>,
    colleagues: Vec<side::Colleague>,
    linked: Vec<side::Other>,
    proposed: Vec<side::Other>,
}

/// `GET /leads/{lead}`
pub(crate) async fn show(
    who: Reader,
    State(app): State<App>,
    Path(lead): Path<String>,
    Query(asked): Query<Wanted>,
) -> Result<Response, Wrong> {
    let lead: LeadId = lead.parse().map_err(|_| Wrong::NotFound)?;
    let now = app.now();
    let filter = asked.show.as_deref().and_then(Filter::from_word).unwrap_or_default();
    if let Some(slide) = &asked.slide {
        return slid(&app, lead, slide, filter).await;
    }
    let at = asked.at.as_deref().map(Instant::parse).transpose().map_err(|_| Wrong::NotFound)?;
    let at = at.filter(|at| *at < now);
    let after = asked.after.as_deref().and_then(|after| after.parse().ok()).map(Seq);
    let actor = Actor::of(&who.user);
    let (view, offer, users) = app
        .fetch(move |desk, now| {
            desk.read(|store, plans| {
                let at = at.map_or_else(|| lead::latest(store, now), Ok)?;
                let asked = Asked { at, filter, after, most: Asked::LINES };
                let view = lead::view(store, plans, lead, &asked)?;
                let offer = acts::offer(store, plans, &actor, lead, now)?;
                Ok((view, offer.unwrap_or_default(), store.users()?))
            })
        })
        .await?;
    let Some(view) = view else {
        // Before anything was heard of it there is nothing to show; its beginning is the nearest that there is.
        let begins = at.map(|_| Redirect::to(&format!("/leads/{lead}?slide=0")).into_response());
        return begins.ok_or(Wrong::NotFound);
    };
    if view.lead != lead {
        let at = at.map(|at| format!("?at={}", in_address(at))).unwrap_or_default();
        return Ok(Redirect::to(&format!("/leads/{}{at}", view.lead)).into_response());
    }
    let did = asked.did.filter(|did| acts::read(did, &acts::Answers::default(), &who.page.zone).is_some());
    let page = LeadPage::new(who.page, view, offer, Names::of(users), (at.is_none(), did, filter))?;
    page::show(&page)
}

/// Where the slider was let go: the instant that part of the way from the first entry to now.
async fn slid(app: &App, lead: LeadId, slide: &str, filter: Filter) -> Result<Response, Wrong> {
    let part: i64 = slide.parse().map_err(|_| Wrong::NotFound)?;
    let first = app
        .fetch(move |desk, now| desk.read(|store, plans| lead::view(store, plans, lead, &Asked::at(now))))
        .await?
        .ok_or(Wrong::NotFound)?
        .first;
    let now = app.now();
    let whole = first.map_or(Span::ZERO, |first| now - first);
    let micros = i128::from(whole.as_micros()) * i128::from(part.clamp(0, 1_000)) / 1_000;
    let at = first.unwrap_or(now) + Span::from_micros(micros as i64);
    let show = if filter == Filter::Everything { String::new() } else { format!("show={}", filter.as_str()) };
    let at = if part >= 1_000 { String::new() } else { format!("at={}", in_address(at)) };
    let query: Vec<String> = [at, show].into_iter().filter(|part| !part.is_empty()).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    Ok(Redirect::to(&format!("/leads/{lead}{query}")).into_response())
}

impl LeadPage {
    fn new(
        page: Page,
        view: View,
        offer: Offer,
        names: Names,
        (is_now, did, filter): (bool, Option<String>, Filter),
    ) -> Result<LeadPage, Wrong> {
        let voice = Voice { page: &page, names: &names };
        let account = view.account.as_ref();
        Ok(LeadPage {
            once: Token::new()?.as_str()[..24].to_owned(),
            filter,
            is_now,
            did: did.map(|did| format!("lead-did-{did}")),
            rows: lines::rows(voice, &view.timeline.groups),
            reasons: view.why.as_ref().map(|why| why::reasons(voice, why, view.at)),
            owners: side::owners(voice, &view.routing),
            clocks: clock::clocks(voice, &view.clocks, view.at),
            feedback: side::feedback(voice, &view.feedback),
            deals: side::deals(voice, &view.deals),
            learnt: side::learnt(voice, &view.known.attributes, &HEAD),
            company: account.map(|card| side::learnt(voice, &card.attributes, &HEAD)).unwrap_or_default(),
            consent: side::consent(voice, &view.known),
            colleagues: account.map(|card| side::colleagues(voice, card)).unwrap_or_default(),
            linked: side::linked(voice, &view.linked),
            proposed: side::proposed(voice, view.lead, &view.proposed),
            page,
            view,
            offer,
            names,
        })
    }

    fn voice(&self) -> Voice<'_> {
        Voice { page: &self.page, names: &self.names }
    }

    /// What the person is called: name, else the first key, else the lead's number.
    fn title(&self) -> String {
        let key = || self.view.keys.first().map(side::key);
        self.view.known.name.clone().or_else(key).unwrap_or_else(|| self.view.lead.to_string())
    }

    /// What the company is called.
    fn company_name(&self) -> String {
        let account = self.view.account.as_ref();
        account.map(|account| account.name.clone().unwrap_or_else(|| account.key.clone())).unwrap_or_default()
    }

    /// Title, city, where it came from, where it stands.
    fn subtitle(&self) -> String {
        let known = &self.view.known;
        let source = known.source.as_ref().map(|source| self.voice().say("lead-source", &[("source", source)]));
        let stage = self.view.standing.as_ref().map(|standing| self.stage(&standing.stage));
        let parts = [known.title.clone(), known.city.clone(), stage, source].into_iter().flatten();
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn stage(&self, stage: &Name) -> String {
        if stage.as_str().is_empty() { String::new() } else { self.voice().word("stage", stage.as_str()) }
    }

    /// What stands on the tile: grade and level.
    fn tile(&self) -> String {
        let standing = self.view.standing.as_ref();
        standing.map(|standing| format!("{}{}", standing.grade, standing.level)).unwrap_or_default()
    }

    /// The clock that presses most: its words, and the class of its colour.
    fn pressing(&self) -> Option<&clock::Clock> {
        let running = self.view.clocks.iter().zip(&self.clocks);
        let running = running.filter(|(drawn, _)| !matches!(drawn.state, ClockState::Ended(_)));
        running.min_by_key(|(drawn, _)| (drawn.left - drawn.over, drawn.due)).map(|(_, clock)| clock)
    }

    /// Whether an act may be done now, from this page.
    fn may(&self, act: &str) -> bool {
        self.is_now && self.offer.may.contains(&act) && self.fits(act)
    }

    /// Whether an act fits how the lead stands.
    fn fits(&self, act: &str) -> bool {
        let Some(standing) = &self.view.standing else { return matches!(act, "edit" | "consent" | "link") };
        let (open, offer) = (standing.open, &self.offer);
        match act {
            "accept" | "reject" => open && !standing.accepted,
            "give" | "rate" | "touch" => open,
            "recycle" => open && !offer.recycle.is_empty(),
            "disqualify" => standing.stage.as_str() != "disqualified" && !offer.disqualify.is_empty(),
            "confirm" => open && offer.needs.iter().any(|(_, confirmed)| !confirmed),
            "pause" => open && !offer.pauses.is_empty() && offer.paused.is_empty(),
            "resume" => !offer.paused.is_empty(),
            "win-deal" | "lose-deal" => !offer.deals.is_empty(),
            "open-deal" => open,
            "waive" => !offer.waivers.is_empty(),
            "unlink" => false,
            _ => true,
        }
    }

    /// The acts of the menu, in their order, with their keys.
    fn menu(&self) -> Vec<(&'static str, &'static str)> {
        let acts = [
            ("give", "o"),
            ("confirm", "f"),
            ("rate", "s"),
            ("open-deal", "d"),
            ("win-deal", "w"),
            ("lose-deal", "l"),
            ("pause", "p"),
            ("resume", "p"),
            ("recycle", "c"),
            ("disqualify", "x"),
            ("waive", "v"),
            ("edit", "e"),
            ("consent", "n"),
            ("link", "m"),
        ];
        acts.into_iter().filter(|(act, _)| self.may(act)).collect()
    }

    /// The filters that show anything: word, address, how many lines, whether it is this one.
    fn filters(&self) -> Vec<(&'static str, String, usize, bool)> {
        let all = Filter::ALL.into_iter().zip(self.view.timeline.counts);
        let shown = all.filter(|(filter, count)| *count > 0 || *filter == Filter::Everything);
        shown
            .map(|(filter, count)| (filter.as_str(), self.address(&filter, None), count, filter == self.filter))
            .collect()
    }

    /// The address of this page with another filter, or of the next lines.
    fn address(&self, filter: &Filter, after: Option<Seq>) -> String {
        let at = (!self.is_now).then(|| format!("at={}", in_address(self.view.at)));
        let show = (*filter != Filter::Everything).then(|| format!("show={}", filter.as_str()));
        let after = after.map(|after| format!("after={}", after.0));
        let query: Vec<String> = [at, show, after].into_iter().flatten().collect();
        let start = format!("/leads/{}", self.view.lead);
        if query.is_empty() { start } else { format!("{start}?{}", query.join("&")) }
    }

    /// The address of the next, older lines.
    fn older(&self) -> Option<String> {
        self.view.timeline.next.map(|next| self.address(&self.filter, Some(next)))
    }

    /// Up to when details are gone, under the last lines alone: those are the ones it is about.
    fn details_gone(&self) -> Option<&Instant> {
        self.view.details_gone.as_ref().filter(|_| self.view.timeline.next.is_none())
    }

    /// Whether the reader may join and part leads from this page.
    fn may_join(&self) -> bool {
        self.is_now && self.offer.may.contains(&"link")
    }

    /// The message of an act's name.
    fn act_key(&self, act: &str) -> String {
        format!("do-{act}")
    }

    /// The message of a part of a clock's drawing.
    fn legend_key(&self, part: &str) -> String {
        format!("legend-{part}")
    }

    /// The message of a filter's name.
    fn filter_key(&self, filter: &str) -> String {
        format!("filter-{filter}")
    }

    /// The message of a key's kind.
    fn key_kind(&self, key: &IdentityKey) -> &'static str {
        match key {
            IdentityKey::Mail(_) => "key-mail",
            IdentityKey::User(_) => "key-user",
            IdentityKey::Record(..) => "key-record",
            IdentityKey::Anonymous(_) => "key-anonymous",
        }
    }

    fn key_text(&self, key: &IdentityKey) -> String {
        side::key(key)
    }

    /// Where the slider stands.
    fn slide(&self) -> i64 {
        let first = self.view.first.unwrap_or(self.view.at);
        if self.is_now { 1_000 } else { side::slide(first, self.view.at, self.page.now) }
    }

    /// A score's place on a meter of 0 to 100.
    fn whole(&self, score: &str) -> String {
        score.split('.').next().unwrap_or_default().to_owned()
    }

    /// The mark of a tile's colour: the best grade is marketing's own, all others are quiet.
    fn tile_class(&self) -> &'static str {
        if self.tile().starts_with('A') { "tile" } else { "tile b" }
    }
}

/// What the head of the page says already.
const HEAD: [&str; 7] = ["name", "first_name", "last_name", "title", "city", "domain", "email"];
