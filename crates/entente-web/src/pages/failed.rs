//! The page of an error: what happened, in words, and where to go from there.

use askama::Template;
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};

use crate::app::App;
use crate::error::Wrong;
use crate::known::Known;
use crate::page::Page;
use crate::pages::api;
use crate::permit::Open;
use crate::{public, tracked};

#[derive(Template)]
#[template(path = "failed.html")]
struct FailedPage<'a> {
    page: Page,
    key: &'static str,
    status: u16,
    values: Vec<(&'a str, &'a str)>,
}

/// The answer with a page in it, in the language of whoever asked. One that sends them elsewhere stays as it is.
pub(crate) fn show(app: &App, known: &Known, path: &str, wrong: &Wrong, answer: Response) -> Response {
    if answer.status().is_redirection() {
        return answer;
    }
    let Ok(page) = Page::new(app, known, path) else { return answer };
    let (megabytes, minutes) = match wrong {
        Wrong::TooLarge { bytes_max } => ((bytes_max >> 20).to_string(), String::new()),
        Wrong::TooMany { seconds } => (String::new(), seconds.div_ceil(60).to_string()),
        _ => Default::default(),
    };
    let values = vec![("megabytes", megabytes.as_str()), ("minutes", minutes.as_str())];
    let Ok(text) = (FailedPage { page, key: wrong.key(), status: wrong.status().as_u16(), values }).render() else {
        return answer;
    };
    let (mut parts, _) = answer.into_parts();
    parts.headers.remove(CONTENT_TYPE);
    let mut response = Html(text).into_response();
    *response.status_mut() = parts.status;
    response.headers_mut().extend(parts.headers);
    response
}

/// What addresses for programs begin with.
const FOR_PROGRAMS: &str = "/api/";

/// Any address that nobody knows.
pub(crate) async fn nothing(_: Open, uri: Uri) -> Response {
    if uri.path().starts_with(FOR_PROGRAMS) {
        return api::nothing(StatusCode::NOT_FOUND);
    }
    Wrong::NotFound.into_response()
}

/// An address that is not asked in this way. Somebody who typed where a form goes finds no page there.
pub(crate) async fn other_way(uri: Uri) -> Response {
    if uri.path().starts_with(FOR_PROGRAMS) {
        return api::nothing(StatusCode::METHOD_NOT_ALLOWED);
    }
    if tracked::is_at(uri.path()) || public::is_at(uri.path()) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    Wrong::NotFound.into_response()
}

/// `GET /health`: the house answers.
pub(crate) async fn health(_: Open) -> &'static str {
    "ok\n"
}

impl FailedPage<'_> {
    /// The name of the message that says what to do.
    fn key_of_help(&self) -> String {
        format!("{}-help", self.key)
    }
}
