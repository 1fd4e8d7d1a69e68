//! What one was told: leads handed over, leads passed on, promises running short.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::decision::ReassignReason;
use entente_desk::notices::{self, Notice, What};
use serde::Deserialize;

use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Reader;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    page: Page,
    notices: Vec<Notice>,
    /// What to ask for the next page.
    next: Option<i64>,
}

/// Before which number.
#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<i64>,
}

/// `GET /notices`
pub(crate) async fn list(who: Reader, State(app): State<App>, Query(from): Query<Before>) -> Result<Response, Wrong> {
    let (person, before) = (who.user.is.handle.clone(), from.before.unwrap_or(i64::MAX));
    let notices =
        app.fetch(move |desk, _| desk.read(|store, plans| notices::view(store, plans, &person, before))).await?;
    let is_full = notices.len() == notices::PAGE;
    let next = notices.last().map(|notice| notice.id).filter(|_| is_full);
    page::show(&NoticesPage { page: who.page, notices, next })
}

/// `POST /notices/seen`: all up to the one that was shown first.
pub(crate) async fn see(who: Reader, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let (person, up_to) = (who.user.is.handle.clone(), sent.text("up_to").parse().unwrap_or(0));
    app.fetch(move |desk, _| desk.write(|store| Ok(store.see_notices(&person, up_to)?))).await?;
    Ok(Redirect::to("/notices").into_response())
}

impl NoticesPage {
    /// The sentence of a notice.
    fn sentence(&self, notice: &Notice) -> String {
        let name = notice.lead.as_ref().map_or("", |(_, name)| name.as_str());
        let request = notice.request.as_deref().unwrap_or_default();
        match &notice.what {
            What::Used { percent, promise } if !request.is_empty() => {
                let values = [("request", request), ("percent", &percent.to_string()), ("promise", promise)];
                self.page.say_with("notice-used-of-request", &values)
            }
            What::HandedOver => self.page.say_with("notice-handed-over", &[("name", name)]),
            What::PassedOn { why, .. } => {
                let key = match why {
                    ReassignReason::Late => "notice-passed-late",
                    ReassignReason::Rejected => "notice-passed-rejected",
                    ReassignReason::ByHand => "notice-passed-by-hand",
                };
                self.page.say_with(key, &[("name", name)])
            }
            What::Used { percent, promise } => {
                let values = [("name", name), ("percent", &percent.to_string()), ("promise", promise)];
                self.page.say_with("notice-used", &values)
            }
            What::Decided => self.page.say_with("notice-decided", &[("name", name)]),
        }
        .into_owned()
    }
}

#[cfg(test)]
mod tests;
