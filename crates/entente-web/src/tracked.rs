//! Where SDKs send events to: addresses beside the pages, without sessions, cookies or forms, for pages of any origin.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS, CONTENT_TYPE, ORIGIN,
    RETRY_AFTER, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use entente_core::lang::Lang;
use serde_json::json;

use crate::error::Wrong;
use crate::known::Known;

/// How the addresses of the protocol begin.
const PLACES: [&str; 4] = ["/v1/", "/beacon/v1/", "/pixel/v1/", "/sourceConfig"];
/// Headers that SDKs send, where a browser does not say which.
const HEADERS: HeaderValue =
    HeaderValue::from_static("authorization, content-type, anonymousid, x-retry-count, x-strict-mode");

/// Whether an address is one of them.
pub(crate) fn is_at(path: &str) -> bool {
    PLACES.iter().any(|place| path.starts_with(place))
}

/// Answers for one of them: what a browser asks before it sends, or whatever the handler says, readable by the page.
pub(crate) async fn answer(mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let origin = headers.get(ORIGIN).cloned();
    if request.method() == Method::OPTIONS {
        let asked = headers.get(ACCESS_CONTROL_REQUEST_HEADERS).cloned().unwrap_or(HEADERS);
        let mut response = StatusCode::NO_CONTENT.into_response();
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, asked);
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, OPTIONS"));
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
        share(headers, origin);
        return response;
    }
    request.extensions_mut().insert(Known { session: None, forms: String::new(), lang: Lang::En });
    let mut response = next.run(request).await;
    let is_nothing = matches!(response.status(), StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED);
    if is_nothing || response.extensions().get::<Wrong>().is_some() {
        response = refusal(response.status(), "not_found", "no call of the tracking protocol is at this address");
    }
    share(response.headers_mut(), origin);
    response
}

/// Lets the page that asks read the answer.
fn share(headers: &mut HeaderMap, origin: Option<HeaderValue>) {
    headers.insert(VARY, HeaderValue::from_static("origin"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
}

/// A refusal as SDKs read it: `{"code", "message"}`. One without a code would be sent again and again.
pub(crate) fn refusal(status: StatusCode, code: &str, message: &str) -> Response {
    json_answer(status, json!({ "code": code, "message": message }).to_string())
}

/// Says to send the same again after so many seconds.
pub(crate) fn later(status: StatusCode, code: &str, message: &str, seconds: u32) -> Response {
    let mut response = refusal(status, code, message);
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    response
}

/// JSON as an answer.
pub(crate) fn json_answer(status: StatusCode, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
