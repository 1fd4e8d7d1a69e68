//! One act on many leads of a list, answered lead by lead.

use axum::extract::State;
use axum::response::Response;
use entente_core::id::{LeadId, Name, Seq};
use entente_desk::acts::{Actor, Condition, LeadAct, Refusal, Who, Wrong as WrongField};
use entente_desk::leads;

use super::{LeadsPage, export, load, once};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Worker;
use crate::sent::Sent;

/// `POST /leads/act`: does what was chosen to the leads that were ticked, or takes them along.
pub(crate) async fn act(who: Worker, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let chosen: Vec<LeadId> = sent.all("lead").into_iter().filter_map(|lead| lead.parse().ok()).collect();
    let (word, value) = sent.text("act").split_once(':').unwrap_or((sent.text("act"), ""));
    let wanted = match word {
        "export" => return export::these(who, &app, chosen, value).await,
        "accept" => Some(LeadAct::Accept),
        "recycle" => Some(LeadAct::Recycle { reason: Name::from(value), words: String::new() }),
        "give" => Some(LeadAct::GiveTo { to: Name::from(value) }),
        _ => None,
    };
    let query = sent.text("query").to_owned();
    let (Some(wanted), false) = (wanted, chosen.is_empty()) else {
        let list = load(&app, who.user.id, query).await?;
        let page = LeadsPage { page: who.page, list, once: once()?, came: None, wrong: Some("leads-wrong-act") };
        return page::show_as(axum::http::StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let (actor, id) = (Actor::of(&who.user), sent.text("once").to_owned());
    let seen = Seq(sent.text("seen").parse().unwrap_or_default());
    let came = app.fetch(move |desk, now| leads::bulk(desk, &actor, (&id, seen, now), &chosen, &wanted)).await?;
    let list = load(&app, who.user.id, query).await?;
    page::show(&LeadsPage { page: who.page, list, once: once()?, came: Some(came), wrong: None })
}

/// Why an act was not done, in the reader's language.
pub(super) fn why(page: &Page, refusal: &Refusal) -> String {
    let key = match refusal {
        Refusal::Overtaken { who, when, .. } => {
            let name = who.as_ref().map_or_else(|| page.say("bulk-the-agreement").into_owned(), ToString::to_string);
            return page.say_with("bulk-overtaken", &[("who", &name), ("when", &page.near(when))]).into_owned();
        }
        Refusal::NoSuchLead(_) => "bulk-no-such-lead",
        Refusal::MayNot(Who::Holder | Who::Themselves) => "bulk-for-holder",
        Refusal::MayNot(_) => "bulk-may-not",
        Refusal::NotNow(Condition::NotHandedOver) => "bulk-not-handed-over",
        Refusal::NotNow(Condition::Accepted) => "bulk-accepted",
        Refusal::NotNow(Condition::Disqualified) => "bulk-disqualified",
        Refusal::NotNow(Condition::Full) => "bulk-full",
        Refusal::NotNow(Condition::Away) => "bulk-away",
        Refusal::NotNow(Condition::HadIt) => "bulk-had-it",
        Refusal::NotNow(_) => "bulk-not-now",
        Refusal::Field { wrong: WrongField::Same, .. } => "bulk-same",
        Refusal::Field { .. } | Refusal::NotTold(_) => "bulk-not-known",
    };
    page.say(key).into_owned()
}
