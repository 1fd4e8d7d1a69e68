//! The teams as the agreement in force has them, and who of them can come in.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use entente_desk::setup::{self, Named, Teams};

use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Administrator;

#[derive(Template)]
#[template(path = "setup/teams.html")]
struct TeamsPage {
    page: Page,
    /// None where no agreement is in force.
    teams: Option<Teams>,
}

/// `GET /setup/teams`
pub(crate) async fn show(who: Administrator, State(app): State<App>) -> Result<Response, Wrong> {
    let teams = app
        .fetch(|desk, _| {
            desk.read(|store, plans| {
                let agreement = plans.last().map(|version| version.plan.agreement.clone());
                agreement.map(|agreement| setup::teams(store, &agreement)).transpose()
            })
        })
        .await?;
    page::show(&TeamsPage { page: who.page, teams })
}

impl TeamsPage {
    /// How somebody whom the agreement names stands: the message, and its style.
    fn standing(&self, named: &Named) -> (&'static str, &'static str) {
        match (&named.user, named.has_come || self.page.is_demo) {
            (None, _) => ("teams-unknown", "warn"),
            (Some(_), false) => ("teams-invited", ""),
            (Some(_), true) => ("teams-in", "good"),
        }
    }

    fn name<'a>(&self, named: &'a Named) -> &'a str {
        named.user.as_ref().map_or(&named.by, |user| &user.is.name)
    }

    fn cap(&self, most: &u32) -> String {
        most.to_string()
    }
}
