//! Proposals: read, compared, signed by one party and the other, declined with a reason, taken back.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::agreement::model::PartyKind;
use entente_core::id::AgreementHash;
use entente_desk::document::{ComparedSection, RunKind};
use entente_desk::draft;
use entente_desk::people::{self, Joining, LinkKind, Role, User};
use entente_desk::proposal::{self, KeyKind, Listed, Pen, Reached, Refused, Shown, Signature};
use entente_desk::retention::{self, Unkept};
use serde::Deserialize;

use super::draft::hue;
use super::{Told, file, may_draft};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::{Administrator, Drafter, Reader, Worker, administers};
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "agreement/proposals.html")]
struct ListPage {
    page: Page,
    all: Vec<Listed>,
    may_draft: bool,
}

#[derive(Template)]
#[template(path = "agreement/proposal.html")]
struct ProposalPage {
    page: Page,
    shown: Shown,
    /// What it asks of the past that is no longer there.
    unkept: Option<Unkept>,
    /// Sections that are shown: all, or those that change something.
    sections: Vec<ComparedSection>,
    is_whole: bool,
    is_by_demo: bool,
    may_edit: bool,
    told: Told,
    /// What was typed as a reason.
    reason: String,
    /// A link for the other party, shown once: whose, and the address.
    link: Option<(String, String)>,
}

/// What to show of a proposal, and what was just done.
#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    read: Option<String>,
    told: Option<String>,
}

/// `GET /agreement/proposals`
pub(crate) async fn list(who: Reader, State(app): State<App>) -> Result<Response, Wrong> {
    let all = app.fetch(|desk, _| desk.read(|store, _| proposal::list(store))).await?;
    let may_draft = may_draft(&who.user);
    page::show(&ListPage { page: who.page, all, may_draft })
}

/// `GET /agreement/proposals/{number}`
pub(crate) async fn show(
    who: Reader,
    State(app): State<App>,
    Path(number): Path<u64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let mut page = load(&app, who.page, &who.user, number, &asked).await?;
    if let Some(told @ ("proposed" | "cleared" | "signed" | "declined" | "withdrawn")) = asked.told.as_deref() {
        let text = page.page.say(&format!("proposal-told-{told}")).into_owned();
        page.told = Told { text, is_bad: false };
    }
    page::show(&page)
}

async fn load(app: &App, page: Page, user: &User, number: u64, asked: &Asked) -> Result<ProposalPage, Wrong> {
    let (reader, lang) = (user.clone(), page.lang);
    let read = move |desk: &entente_desk::live::Desk, _| {
        desk.read(|store, plans| {
            let shown = proposal::shown(store, &reader, number, lang)?;
            let unkept = retention::unkept(store, plans, &shown.source)?;
            Ok::<_, Refused>((shown, unkept))
        })
    };
    let (mut shown, unkept) = match app.ask(read).await {
        Ok(shown) => shown,
        Err(Refused::Desk(error)) => return Err(error.into()),
        Err(_) => return Err(Wrong::NotFound),
    };
    let is_whole = shown.changes.is_none() || asked.read.as_deref() == Some("all");
    let mut sections = std::mem::take(&mut shown.sections);
    if !is_whole {
        sections.retain(ComparedSection::is_changed);
    }
    Ok(ProposalPage {
        is_by_demo: app.options().is_demo && user.is.password.is_none(),
        may_edit: may_draft(user) && matches!(shown.listed.reached, Reached::Proposed | Reached::SignedBy(_)),
        page,
        shown,
        unkept,
        sections,
        is_whole,
        told: Told::default(),
        reason: String::new(),
        link: None,
    })
}

/// The page again with what was refused.
async fn again(
    app: &App,
    page: Page,
    user: &User,
    number: u64,
    refused: Refused,
    reason: &str,
) -> Result<Response, Wrong> {
    let status = match &refused {
        Refused::Changed | Refused::Outdated | Refused::Over(_) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let text = why(&page, refused)?;
    let mut page = load(app, page, user, number, &Asked::default()).await?;
    page.told = Told { text, is_bad: true };
    reason.clone_into(&mut page.reason);
    page::show_as(status, &page)
}

/// `POST /agreement/proposals/{number}/sign`
pub(crate) async fn sign(
    who: Worker,
    State(app): State<App>,
    Path(number): Path<u64>,
    sent: Sent,
) -> Result<Response, Wrong> {
    let user = who.user.clone();
    let shown: AgreementHash = sent.text("hash").parse().map_err(|_| Wrong::Unreadable("hash"))?;
    let name = format!("sign {}", user.is.handle);
    if let Some(wait) = app.attempts().wait(&name, crate::limit::FREE, app.now()) {
        return Err(Wrong::TooMany { seconds: wait.as_seconds().unsigned_abs().max(1) });
    }
    let (password, own) = (sent.raw("password").to_owned(), sent.raw("signature").to_owned());
    // Only the sample company has people without passwords.
    let is_by_demo = app.options().is_demo && user.is.password.is_none();
    let signer = user.clone();
    let signed = app.ask(move |desk, now| {
        let pen = match (own.trim(), is_by_demo) {
            ("", true) => Pen::Demo,
            ("", false) => Pen::Password(&password),
            (own, _) => Pen::Own(own),
        };
        desk.write(|store| proposal::sign(store, &signer, number, shown, pen, now))
    });
    match signed.await {
        Ok(signed) => {
            app.attempts().went_well(&name);
            let to = match signed.in_force {
                Some(_) => "/agreement?told=in-force".to_owned(),
                None => format!("/agreement/proposals/{number}?told=signed"),
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err(refused) => {
            if matches!(refused, Refused::Password) {
                app.attempts().failed(&name, app.now());
            }
            again(&app, who.page, &user, number, refused, "").await
        }
    }
}

/// `POST /agreement/proposals/{number}/decline`
pub(crate) async fn decline(
    who: Worker,
    State(app): State<App>,
    Path(number): Path<u64>,
    sent: Sent,
) -> Result<Response, Wrong> {
    let (user, reason) = (who.user.clone(), sent.text("reason").to_owned());
    let done = app.ask(move |desk, now| desk.write(|store| proposal::decline(store, &user, number, &reason, now)));
    ended(&app, who, number, &sent, (done.await, "declined")).await
}

/// `POST /agreement/proposals/{number}/withdraw`
pub(crate) async fn withdraw(
    who: Worker,
    State(app): State<App>,
    Path(number): Path<u64>,
    sent: Sent,
) -> Result<Response, Wrong> {
    let (user, reason) = (who.user.clone(), sent.text("reason").to_owned());
    let done = app.ask(move |desk, now| desk.write(|store| proposal::withdraw(store, &user, number, &reason, now)));
    ended(&app, who, number, &sent, (done.await, "withdrawn")).await
}

/// Where somebody goes who ended a proposal, or the page again where that was refused.
async fn ended(
    app: &App,
    who: Worker,
    number: u64,
    sent: &Sent,
    (done, told): (Result<(), Refused>, &str),
) -> Result<Response, Wrong> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/agreement/proposals/{number}?told={told}")).into_response()),
        Err(refused) => again(app, who.page, &who.user, number, refused, sent.text("reason")).await,
    }
}

/// `POST /agreement/proposals/{number}/edit`: begins a draft with its text.
pub(crate) async fn edit(
    who: Drafter,
    State(app): State<App>,
    Path(number): Path<u64>,
    _: Sent,
) -> Result<Response, Wrong> {
    let begun = app.ask(move |desk, now| desk.write(|store| draft::edit(store, &who.user, number, now))).await;
    match begun {
        Ok(_) => Ok(Redirect::to("/agreement/draft/source").into_response()),
        Err(draft::Refused::Desk(error)) => Err(error.into()),
        Err(_) => Err(Wrong::NotFound),
    }
}

/// `POST /agreement/proposals/{number}/invite`: a link by which who signs for a party comes in.
pub(crate) async fn invite(
    who: Administrator,
    State(app): State<App>,
    Path(number): Path<u64>,
    sent: Sent,
) -> Result<Response, Wrong> {
    let mut page = load(&app, who.page.clone(), &who.user, number, &Asked::default()).await?;
    let party = sent.text("party");
    let line = page.shown.signatures.iter().find(|line| line.party.as_str() == party).cloned();
    let line = line.filter(|line| !line.has_password).ok_or(Wrong::NotFound)?;
    let joining = joining(&who.page, line.party, &line.mail, sent.text("name"));
    let (by, mail) = (who.user.clone(), line.mail.to_lowercase());
    let link = app.ask(move |desk, now| {
        desk.write(|store| {
            let user = match store.user_by_mail(&mail)? {
                Some(user) => user,
                None => people::add(store, &by, &joining, now)?,
            };
            Ok::<_, people::Refused>(people::give_link(store, &by, &user, LinkKind::Invitation, now)?)
        })
    });
    match link.await {
        Ok(token) => {
            let path = format!("/link/{}", token.as_str());
            page = load(&app, who.page, &who.user, number, &Asked::default()).await?;
            page.link = Some((line.mail, path));
            page::show(&page)
        }
        Err(people::Refused::Desk(error)) => Err(error.into()),
        Err(people::Refused::Fields(fields)) => {
            let key = fields.first().map_or("wrong-empty", |field| field.why.key());
            page.told = Told { text: page.page.say(key).into_owned(), is_bad: true };
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn joining(page: &Page, party: PartyKind, mail: &str, name: &str) -> Joining {
    Joining {
        name: if name.is_empty() { mail.split('@').next().unwrap_or(mail).to_owned() } else { name.to_owned() },
        mail: mail.to_owned(),
        handle: String::new(),
        role: Role::Leader,
        party: Some(party),
        language: page.lang,
        timezone: page.user.as_ref().map_or_else(|| "UTC".to_owned(), |user| user.is.timezone.clone()),
    }
}

/// `GET /agreement/proposals/{number}/files/{name}`
pub(crate) async fn take(
    _: Reader,
    State(app): State<App>,
    Path((number, name)): Path<(u64, String)>,
) -> Result<Response, Wrong> {
    let wanted = name.clone();
    let text = app.ask(move |desk, _| desk.read(|store, _| proposal::file(store, number, &wanted))).await;
    match text {
        Ok(text) => Ok(file(&name, text)),
        Err(Refused::Desk(error)) => Err(error.into()),
        Err(_) => Err(Wrong::NotFound),
    }
}

/// Why nothing came of it, in the reader's words.
fn why(page: &Page, refused: Refused) -> Result<String, Wrong> {
    Ok(match refused {
        Refused::Desk(error) => return Err(error.into()),
        Refused::NotTheSigner(who) => page.say_with("proposal-wrong-signer", &[("who", who.as_str())]).into_owned(),
        Refused::Over(status) => page.say(&format!("proposal-wrong-over-{}", status.as_str())).into_owned(),
        Refused::Changed => page.say("proposal-wrong-changed").into_owned(),
        Refused::Outdated => page.say("proposal-wrong-outdated").into_owned(),
        Refused::Password => page.say("proposal-wrong-password").into_owned(),
        Refused::Reason => page.say("proposal-wrong-reason").into_owned(),
        Refused::NotTheirs => page.say("proposal-wrong-not-theirs").into_owned(),
        Refused::Signature(refused) => {
            page.say_with("proposal-wrong-signature", &[("why", refused.to_string().as_str())]).into_owned()
        }
        other => other.to_string(),
    })
}

/// The message of where a proposal stands.
fn reached_key(reached: Reached) -> &'static str {
    match reached {
        Reached::Proposed => "proposal-reached-proposed",
        Reached::SignedBy(PartyKind::Marketing) => "proposal-reached-marketing",
        Reached::SignedBy(PartyKind::Sales) => "proposal-reached-sales",
        Reached::Declined => "proposal-reached-declined",
        Reached::Withdrawn => "proposal-reached-withdrawn",
        Reached::InForce => "proposal-reached-in-force",
    }
}

impl ListPage {
    fn reached(&self, one: &Listed) -> &'static str {
        reached_key(one.reached)
    }
}

impl ProposalPage {
    /// Whether whoever signs there has yet to come in.
    fn is_to_invite(&self, line: &Signature) -> bool {
        line.signed.is_none() && self.shown.ended.is_none() && !line.has_password && !self.page.is_demo
    }

    /// The first such line, for whoever may make the link.
    fn to_invite(&self) -> Option<&Signature> {
        self.shown.signatures.iter().find(|line| self.is_administrator() && self.is_to_invite(line))
    }

    /// `Page Viewed: path, title; Demo: plan`.
    fn asked_in_vain(&self, unkept: &Unkept) -> String {
        let events = unkept.properties.iter().map(|(event, of)| format!("{event}: {}", of.join(", ")));
        events.collect::<Vec<_>>().join("; ")
    }

    fn number(&self) -> String {
        self.shown.listed.number.to_string()
    }

    fn reached(&self) -> &'static str {
        reached_key(self.shown.listed.reached)
    }

    fn hue(&self, party: &PartyKind) -> &'static str {
        hue(*party)
    }

    fn kind_key(&self, kind: &KeyKind) -> String {
        format!("signature-kind-{}", kind.as_str())
    }

    fn party_key(&self, party: &PartyKind) -> String {
        format!("party-{}", party.as_str())
    }

    /// The party that the reader would sign for, in the reader's language.
    fn for_party(&self) -> String {
        self.shown.signs_for.map_or_else(String::new, |party| self.page.say(&self.party_key(&party)).into_owned())
    }

    fn is_administrator(&self) -> bool {
        self.page.may(administers)
    }
}
