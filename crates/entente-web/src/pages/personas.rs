//! Choosing who one is at the sample company: no password, and nowhere else.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use entente_core::agreement::model::PartyKind;
use entente_desk::people::{self, Role, User};

use super::log_in::let_in;
use crate::app::App;
use crate::error::Wrong;
use crate::known::Known;
use crate::page::{self, Page};
use crate::permit::Open;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "people/personas.html")]
struct PersonasPage {
    page: Page,
    users: Vec<User>,
}

/// `GET /personas`
pub(crate) async fn list(who: Open, State(app): State<App>) -> Result<Response, Wrong> {
    only_in_demo(&app)?;
    let users = app.fetch(|desk, _| desk.read(|store, _| Ok(store.users()?))).await?;
    let users = users.into_iter().filter(|user| user.is.active).collect();
    page::show(&PersonasPage { page: who.page, users })
}

/// `POST /personas/{id}`
pub(crate) async fn become_one(
    _: Open,
    State(app): State<App>,
    Extension(known): Extension<Known>,
    Path(id): Path<i64>,
    sent: Sent,
) -> Result<Response, Wrong> {
    only_in_demo(&app)?;
    let token = app.ask(move |desk, now| {
        desk.write(|store| {
            // Whoever was played before is let go, and lives by themselves again.
            if let Some(session) = known.session {
                people::leave(store, &session.token)?;
            }
            let user = store.user(id).map_err(entente_desk::Error::from)?.filter(|user| user.is.active);
            let user = user.ok_or(Wrong::NotFound)?;
            Ok::<_, Wrong>(people::enter(store, &user, now)?)
        })
    });
    let next = match sent.text("next") {
        "" => "/",
        next => super::ours(next),
    };
    Ok(let_in(&app, &token.await?, next))
}

fn only_in_demo(app: &App) -> Result<(), Wrong> {
    if app.options().is_demo { Ok(()) } else { Err(Wrong::NotFound) }
}

impl PersonasPage {
    /// The hue of the persona's party.
    fn hue(&self, user: &User) -> &'static str {
        match user.is.party {
            Some(PartyKind::Marketing) => "m",
            Some(PartyKind::Sales) => "s",
            None => "n",
        }
    }

    /// The first letters of first and last name; the first of a Korean one.
    fn initials(&self, user: &User) -> String {
        user.is.name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect()
    }

    fn role_key(&self, user: &User) -> String {
        format!("role-{}", user.is.role.as_str())
    }

    /// In which language a persona reads, and whose time they live by.
    fn reads(&self, user: &User) -> String {
        let zone = self.page.zone_name(&user.is.timezone);
        let language = self.page.say(&format!("language-{}", user.is.language));
        self.page.say_with("personas-reads", &[("language", &language), ("zone", &zone)]).into_owned()
    }

    /// Where a persona begins the day.
    fn home(&self, user: &User) -> &'static str {
        if user.is.role == Role::Rep { "/queue" } else { "/" }
    }
}
