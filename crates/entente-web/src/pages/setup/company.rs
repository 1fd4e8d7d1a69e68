//! What the company is called, and what new people begin with.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entente_desk::setup::{self, Company};

use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::pages::profile::Done;
use crate::pages::{Typed, typed};
use crate::permit::Administrator;
use crate::sent::Sent;

#[derive(Template)]
#[template(path = "setup/company.html")]
struct CompanyPage {
    page: Page,
    company: Company,
    typed: Typed,
    is_done: bool,
}

/// `GET /setup/company`
pub(crate) async fn show(
    who: Administrator,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Wrong> {
    let company = kept(&app, &who).await?;
    page::show(&CompanyPage { page: who.page, company, typed: Typed::default(), is_done: done.is_done() })
}

async fn kept(app: &App, who: &Administrator) -> Result<Company, Wrong> {
    let by = who.user.clone();
    app.fetch(move |desk, _| {
        desk.read(|store, plans| {
            let agreement = plans.last().map(|version| version.plan.agreement.clone());
            setup::company(store, agreement.as_deref(), &by)
        })
    })
    .await
}

/// `POST /setup/company`
pub(crate) async fn change(who: Administrator, State(app): State<App>, sent: Sent) -> Result<Response, Wrong> {
    let company = Company {
        name: sent.text("company").to_owned(),
        language: sent.text("language").to_owned(),
        timezone: sent.text("timezone").to_owned(),
        currency: sent.text("currency").to_uppercase(),
    };
    let by = who.user.clone();
    let changed = app.ask(move |desk, now| desk.write(|store| setup::change_company(store, &by, &company, now))).await;
    match changed {
        Ok(()) => Ok(Redirect::to("/setup/company?done=1").into_response()),
        Err(refused) => {
            let (typed, company) = (typed(sent, refused)?, kept(&app, &who).await?);
            let page = CompanyPage { page: who.page, company, typed, is_done: false };
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}
