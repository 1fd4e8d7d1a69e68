//! Pages for people who are not of the house: forms, the answer to a letter, the tracker. No session, no cookie, no script.
//!
//! What is posted here comes from any page at all, so no token of a session stands for it: a form brings a one-time token
//! of its own, which the desk reads, and the answer to a letter brings the secret of its link.

use std::convert::Infallible;
use std::net::SocketAddr;

use axum::body::to_bytes;
use axum::extract::{ConnectInfo, Form, FromRequest, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERER, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use entente_desk::forms::Form as Kept;

use crate::app::App;
use crate::error::Wrong;
use crate::known::{Known, accepted};
use crate::pages::failed;
use crate::sent::Sent;

/// The most that a form sends.
const BYTES_MAX: usize = 65_536;

/// Whether an address is of them.
pub(crate) fn is_at(path: &str) -> bool {
    path.starts_with("/f/") || path == "/t.js"
}

/// Answers for one of them; the handler may have said how far it is to be kept, and who may frame it.
pub(crate) async fn answer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let known = Known { session: None, forms: String::new(), lang: accepted(request.headers()) };
    request.extensions_mut().insert(known.clone());
    let mut response = next.run(request).await;
    if let Some(wrong) = response.extensions().get::<Wrong>().cloned() {
        response = failed::show(&app, &known, &path, &wrong, response);
    }
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "same-origin");
    set("permissions-policy", "camera=(), geolocation=(), microphone=()");
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, policy("'none'", ""));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// What a form's pages may load, where they may lead, and which pages may show them in a frame.
pub(crate) fn policy_of(form: &Kept) -> HeaderValue {
    let frames = form.origins.join(" ");
    policy(if frames.is_empty() { "'none'" } else { &frames }, form.redirect_origin().unwrap_or_default())
}

fn policy(frames: &str, leads_to: &str) -> HeaderValue {
    let text = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' {leads_to}; \
         frame-ancestors {frames}; base-uri 'none'"
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}

/// What somebody sent, from wherever.
pub(crate) struct Filled {
    /// The fields.
    pub(crate) sent: Sent,
    /// From where.
    pub(crate) from: From,
}

/// From where something was sent, as far as headers say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct From {
    /// The page's origin.
    pub(crate) origin: Option<String>,
    /// Whether that is this house.
    pub(crate) is_ours: bool,
    /// The page's address.
    pub(crate) referrer: String,
    /// The browser.
    pub(crate) agent: String,
    /// What it fetches for.
    pub(crate) purpose: String,
    /// Whether it asks not to be tracked.
    pub(crate) gpc: bool,
    /// The machine's address; empty where it is not known.
    pub(crate) place: String,
}

impl From {
    fn read(headers: &HeaderMap, place: String) -> From {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let host = text(HOST.as_str());
        let origin = Some(text(ORIGIN.as_str())).filter(|origin| !origin.is_empty());
        let is_host =
            |address: &str| address.split("://").nth(1).is_some_and(|rest| rest.split('/').next() == Some(host));
        let referrer = text(REFERER.as_str());
        From {
            origin: origin.map(str::to_owned),
            is_ours: is_host(origin.unwrap_or(referrer)),
            referrer: referrer.to_owned(),
            agent: text(USER_AGENT.as_str()).to_owned(),
            purpose: [text("sec-purpose"), text("purpose"), text("x-purpose"), text("x-moz")].concat(),
            gpc: text("sec-gpc") == "1",
            place,
        }
    }
}

impl FromRequest<App> for Filled {
    type Rejection = Wrong;

    async fn from_request(request: Request, _: &App) -> Result<Filled, Wrong> {
        let place = place(&request);
        let from = From::read(request.headers(), place);
        let (parts, body) = request.into_parts();
        let bytes = to_bytes(body, BYTES_MAX).await.map_err(|_| Wrong::TooLarge { bytes_max: BYTES_MAX })?;
        let form = Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, bytes.into()), &()).await;
        let Form(fields) = form.map_err(|_| Wrong::Unreadable("form"))?;
        Ok(Filled { sent: Sent(fields), from })
    }
}

/// Where a page was opened from.
pub(crate) struct Came(pub(crate) From);

impl axum::extract::FromRequestParts<App> for Came {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, _: &App) -> Result<Came, Infallible> {
        Ok(Came(From::read(&parts.headers, String::new())))
    }
}

/// The address of the machine that asks. Behind a proxy that stands before the house alone, what the proxy says of it.
fn place(request: &Request) -> String {
    let direct = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let told = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let last = told.and_then(|told| told.rsplit(',').next()).map(str::trim).unwrap_or_default();
    match direct {
        Some(direct) if direct.is_loopback() && !last.is_empty() => last.to_owned(),
        Some(direct) => direct.to_string(),
        None => String::new(),
    }
}
