//! What programs tell with a key: `POST /api/v1/facts`, a JSON list of facts, each with its own answer.

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use entente_desk::tell::{self, Told};
use serde_json::{Value, json};

use crate::app::App;
use crate::permit::Program;
use crate::sent::UPLOAD_BYTES_MAX;

/// `POST /api/v1/facts`: every fact is answered `accepted`, `duplicate` or `refused`, in the order told.
pub(crate) async fn facts(_: Program, State(app): State<App>, body: Result<Bytes, BytesRejection>) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(broken) if broken.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            let detail = format!("more than {UPLOAD_BYTES_MAX} bytes at once: tell the facts in several calls");
            return problem(StatusCode::PAYLOAD_TOO_LARGE, "too_large", &detail);
        }
        Err(_) => {
            return problem(StatusCode::BAD_REQUEST, "broken_off", "the body broke off: tell the same facts again");
        }
    };
    let reading = match tell::read(&body) {
        Ok(reading) => reading,
        Err(why) => return problem(StatusCode::BAD_REQUEST, "unreadable", &why.to_string()),
    };
    match app.fetch(move |desk, now| tell::tell(desk, reading, now)).await {
        Ok(told) => {
            let body = json!({ "facts": told.into_iter().map(answer).collect::<Vec<_>>() });
            ([(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
        }
        Err(wrong) => {
            eprintln!("entente: facts could not be told: {wrong}");
            problem(
                StatusCode::SERVICE_UNAVAILABLE,
                "not_ready",
                "not now: tell the same facts again, none counts twice",
            )
        }
    }
}

/// An address for programs that nobody knows, or one that is not asked in this way.
pub(crate) fn nothing(status: StatusCode) -> Response {
    match status {
        StatusCode::METHOD_NOT_ALLOWED => problem(status, "no_such_method", "facts are told with POST"),
        _ => problem(status, "nothing_here", "the addresses for programs stand under docs/integrating"),
    }
}

fn answer(told: Told) -> Value {
    match told {
        Told::Accepted(seq) => json!({ "outcome": "accepted", "fact": format!("fact_{seq}") }),
        Told::Duplicate(seq) => json!({ "outcome": "duplicate", "fact": format!("fact_{seq}") }),
        Told::Refused(why) => json!({ "outcome": "refused", "why": why }),
    }
}

/// An error as RFC 9457 has it, with a word in `code` for programs.
pub(crate) fn problem(status: StatusCode, code: &str, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or_default();
    let body =
        json!({ "type": "about:blank", "title": title, "status": status.as_u16(), "code": code, "detail": detail });
    (status, [(CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

#[cfg(test)]
mod tests;
