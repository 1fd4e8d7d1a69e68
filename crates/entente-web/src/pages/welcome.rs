//! The first visit: the workspace gets a name and its administrator.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_core::agreement::model::PartyKind;
use entente_core::lang::Lang;
use entente_desk::people::{self, Joining, Refusal, Refused, Role, Why};

use super::log_in::let_in;
use super::{Typed, typed};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Open;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "people/welcome.html")]
struct WelcomePage {
    page: Page,
    typed: Typed,
}

/// `GET /welcome`: once only.
pub(crate) async fn show(who: Open, State(app): State<App>) -> Result<Response, Wrong> {
    if !app.fetch(|desk, _| desk.read(|store, _| people::is_empty(store))).await? {
        return Ok(Redirect::to("/").into_response());
    }
    page::show(&WelcomePage { page: who.page, typed: Typed::default() })
}

/// `POST /welcome`
pub(crate) async fn set_up(who: Open, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let joining = joining(&sent, who.page.lang);
    let (company, password) = (sent.text("company").to_owned(), sent.raw("password").to_owned());
    let done = app.ask(move |desk, now| {
        desk.write(|store| {
            if company.is_empty() {
                return Err(Refused::Fields(vec![Refusal { field: "company", why: Why::Empty }]));
            }
            let user = people::set_up(store, &joining, &password, now)?;
            store.put_setting("company", &company)?;
            Ok(people::enter(store, &user, now)?)
        })
    });
    match done.await {
        Ok(token) => Ok(let_in(&app, &token, "/")),
        Err(refused) => {
            let typed = typed(sent, refused)?;
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &WelcomePage { page: who.page, typed })
        }
    }
}

fn joining(sent: &Sent, lang: Lang) -> Joining {
    let party = match sent.text("party") {
        "marketing" => Some(PartyKind::Marketing),
        "sales" => Some(PartyKind::Sales),
        _ => None,
    };
    Joining {
        name: sent.text("name").to_owned(),
        mail: sent.text("mail").to_owned(),
        handle: String::new(),
        role: Role::Administrator,
        party,
        language: sent.text("language").parse().unwrap_or(lang),
        timezone: sent.text("timezone").to_owned(),
    }
}

impl WelcomePage {
    /// The name of a field's label.
    fn label(&self, field: &str) -> String {
        format!("people-{field}")
    }

    /// The name of a party's message.
    fn party_key(&self, party: &str) -> String {
        format!("party-{party}")
    }

    fn own_language(&self) -> &'static str {
        language_word(self.page.lang)
    }
}

/// The word of a language in a form.
pub(crate) fn language_word(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Ko => "ko",
    }
}
