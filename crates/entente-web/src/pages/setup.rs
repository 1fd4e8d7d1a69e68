//! Set-up: what there is and what is missing, the company, its teams and users, keys for programs, the audit log.

pub(crate) mod audit;
pub(crate) mod calendars;
pub(crate) mod company;
pub(crate) mod forms;
pub(crate) mod held;
pub(crate) mod import;
pub(crate) mod keys;
pub(crate) mod sources;
pub(crate) mod teams;
pub(crate) mod users;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::time::Instant;
use entente_desk::Error;
use entente_desk::live::Desk;
use entente_desk::people::User;
use entente_desk::setup::{self, Overview};

use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Administrator;

/// The pages of the set-up: path and message of the name.
const TABS: [(&str, &str); 10] = [
    ("/setup", "setup-title"),
    ("/setup/company", "company-title"),
    ("/setup/teams", "teams-title"),
    ("/setup/users", "users-title"),
    ("/setup/sources", "sources-title"),
    ("/setup/forms", "forms-title"),
    ("/setup/keys", "api-keys-title"),
    ("/setup/calendars", "setup-calendars"),
    ("/setup/import", "setup-import"),
    ("/setup/audit", "audit-title"),
];

impl Page {
    /// The pages of the set-up, each with the message of its name, and whether it is this one.
    pub(crate) fn tabs(&self) -> Vec<(&'static str, &'static str, bool)> {
        let is_here = |path: &str| if path == "/setup" { self.path == path } else { self.is_at(path) };
        TABS.iter().map(|(path, name)| (*path, *name, is_here(path))).collect()
    }
}

#[derive(Template)]
#[template(path = "setup/overview.html")]
struct SetupPage {
    page: Page,
    view: Overview,
}

/// What the button beside one thing of a list does; the list is shown again then.
async fn settle(
    who: Administrator,
    app: App,
    list: &str,
    work: impl FnOnce(&Desk, &User, Instant) -> Result<(), Error> + Send + 'static,
) -> Result<Response, Wrong> {
    app.fetch(move |desk, now| work(desk, &who.user, now)).await?;
    Ok(Redirect::to(list).into_response())
}

/// `GET /setup`
pub(crate) async fn show(who: Administrator, State(app): State<App>) -> Result<Response, Wrong> {
    let view = app.fetch(|desk, now| desk.read(|store, plans| setup::overview(store, plans, now))).await?;
    page::show(&SetupPage { page: who.page, view })
}

impl SetupPage {
    /// Where something that is missing is added.
    fn path(&self, missing: &str) -> &'static str {
        match missing {
            "agreement" => "/agreement",
            "people" => "/setup/users",
            "leads" => "/setup/import",
            "key" => "/setup/sources",
            _ => "/setup/calendars",
        }
    }

    fn text(&self, number: &u64) -> String {
        number.to_string()
    }
}

#[cfg(test)]
mod tests;
