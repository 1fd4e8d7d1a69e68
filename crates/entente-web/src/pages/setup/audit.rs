//! The audit log: who did what, when, newest first.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use entente_desk::people::User;
use entente_desk::setup::{self, AuditPage, Filter, Line, SUBJECTS};
use serde::Deserialize;

use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Administrator;

#[derive(Template)]
#[template(path = "setup/audit.html")]
struct LogPage {
    page: Page,
    log: AuditPage,
    users: Vec<User>,
    user: Option<i64>,
    about: String,
}

/// Which lines.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    user: String,
    #[serde(default)]
    about: String,
    before: Option<i64>,
}

/// `GET /setup/audit`
pub(crate) async fn show(
    who: Administrator,
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let (user, about) = (asked.user.parse().ok(), asked.about);
    let is_known = SUBJECTS.contains(&about.as_str());
    let filter = Filter { user, about: is_known.then(|| about.clone()), before: asked.before };
    let (log, users) =
        app.fetch(move |desk, _| desk.read(|store, _| Ok((setup::audit(store, &filter)?, store.users()?)))).await?;
    page::show(&LogPage { page: who.page, log, users, user, about })
}

impl LogPage {
    /// What was done, in words.
    fn act(&self, line: &Line) -> String {
        let key = format!("audit-{}", line.act.replace(['.', '_'], "-"));
        self.page.say_or(&key, &line.act)
    }

    /// Whether the lines are of this user.
    fn user_is(&self, id: &i64) -> bool {
        self.user == Some(*id)
    }

    fn subjects(&self) -> &'static [&'static str] {
        &SUBJECTS
    }

    /// The address of the next page.
    fn next(&self) -> Option<String> {
        let user = self.user.map(|user| user.to_string()).unwrap_or_default();
        self.log.next.map(|next| format!("/setup/audit?user={user}&about={}&before={next}", self.about))
    }
}
