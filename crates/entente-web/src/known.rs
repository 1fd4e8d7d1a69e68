//! What is known of whoever asks, before any handler runs: their session, their language, the token of their forms.
//!
//! The same place puts the headers on every answer that keep pages to themselves, and gives errors their page.

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use entente_core::lang::Lang;
use entente_desk::people::{self, Session, Token};

use crate::app::App;
use crate::error::Wrong;
use crate::pages::failed;
use crate::{public, tracked};

/// The cookie of a session.
const SESSION: &str = "entente_session";
/// The cookie by which forms know the browser of somebody who is not in.
const FORMS: &str = "entente_forms";

/// Nothing from elsewhere, nothing inline, no frames.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What is known of whoever asks.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// Their session, where they are in.
    pub(crate) session: Option<Session>,
    /// The token their forms carry.
    pub(crate) forms: String,
    /// The language of what they read.
    pub(crate) lang: Lang,
}

/// Finds out who asks, runs the rest, and finishes the answer.
pub(crate) async fn layer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if path.starts_with("/assets/") || path == "/health" {
        request.extensions_mut().insert(Known { session: None, forms: String::new(), lang: Lang::En });
        return finish(next.run(request).await, true);
    }
    if public::is_at(&path) {
        return public::answer(State(app), request, next).await;
    }
    if tracked::is_at(&path) {
        return finish(tracked::answer(request, next).await, false);
    }
    let (known, fresh) = match look(&app, request.headers()) {
        Ok(found) => found,
        Err(wrong) => return finish(wrong.into_response(), false),
    };
    request.extensions_mut().insert(known.clone());
    let mut response = next.run(request).await;
    if let Some(wrong) = response.extensions().get::<Wrong>().cloned() {
        response = failed::show(&app, &known, &path, &wrong, response);
    }
    if let Some(token) = fresh {
        set_cookie(response.headers_mut(), &app, FORMS, token.as_str(), None);
    }
    finish(response, false)
}

/// Who it is; a new token for the forms of one who is not in and has none yet.
fn look(app: &App, headers: &HeaderMap) -> Result<(Known, Option<Token>), Wrong> {
    let now = app.now();
    let brought = cookie(headers, SESSION).and_then(Token::brought);
    let session = match &brought {
        Some(token) => app.desk().read(|store, _| people::who(store, token, now))?,
        None => None,
    };
    if let Some(session) = session {
        if session.is_stale {
            app.desk().write(|store| people::see(store, &session.token, now))?;
        }
        let (forms, lang) = (session.token.for_forms(), session.user.is.language);
        return Ok((Known { session: Some(session), forms, lang }, None));
    }
    let lang = accepted(headers);
    if let Some(token) = cookie(headers, FORMS).and_then(Token::brought) {
        return Ok((Known { session: None, forms: token.for_forms(), lang }, None));
    }
    let token = Token::new()?;
    Ok((Known { session: None, forms: token.for_forms(), lang }, Some(token)))
}

/// The first language of the browser that we speak.
pub(crate) fn accepted(headers: &HeaderMap) -> Lang {
    let text = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut languages = text.split(',').filter_map(|one| one.split(';').next()?.trim().parse().ok());
    languages.next().unwrap_or_default()
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let texts = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = texts.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// Puts a session's token into the browser; none takes it out.
pub(crate) fn keep_session(headers: &mut HeaderMap, app: &App, token: Option<&Token>) {
    let (value, age) = match token {
        Some(token) => (token.as_str(), people::IDLE_MAX.as_seconds()),
        None => ("", 0),
    };
    set_cookie(headers, app, SESSION, value, Some(age));
}

fn set_cookie(headers: &mut HeaderMap, app: &App, name: &str, value: &str, age_seconds: Option<i64>) {
    let secure = if app.options().is_secure { "; Secure" } else { "" };
    let age = age_seconds.map(|age| format!("; Max-Age={age}")).unwrap_or_default();
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        headers.append(SET_COOKIE, value);
    }
}

/// Headers of every answer; pages are never kept by anybody in between.
fn finish(mut response: Response, is_kept: bool) -> Response {
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set("content-security-policy", POLICY);
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "same-origin");
    set("permissions-policy", "camera=(), geolocation=(), microphone=()");
    if !is_kept {
        set("cache-control", "no-store");
    }
    response
}
