//! What SDKs send: events in, one word back; and the small documents and pictures that come with the protocol.
//!
//! A request is answered 200 once the facts of its good items are on the disk. SDKs drop for good what is answered 4xx,
//! so that is said only of requests that can never be taken; whatever may pass is 429 or 503 with a time to come again.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use entente_desk::sources::{self, Counts, DOT, Refused};

use crate::app::App;
use crate::permit::{Anyone, Sender};
use crate::tracked::{json_answer, later, refusal};

/// `POST /v1/batch`, `/v1/track`, `/v1/t`, `/beacon/v1/batch` and the like.
pub(crate) async fn take(State(app): State<App>, sender: Sender) -> Response {
    match received(&app, sender).await {
        Ok(_) => json_answer(StatusCode::OK, r#"{"success":true}"#.to_owned()),
        Err(response) => response,
    }
}

/// `GET /pixel/v1/track` and `/pixel/v1/page`: a picture of one dot.
pub(crate) async fn pixel(State(app): State<App>, sender: Sender) -> Response {
    match received(&app, sender).await {
        Ok(_) => ([(CONTENT_TYPE, "image/gif")], DOT).into_response(),
        Err(response) => response,
    }
}

async fn received(app: &App, sender: Sender) -> Result<Counts, Response> {
    let request = sender.request;
    let came = app.ask(move |desk, now| sources::receive(desk, &request, now)).await;
    match came {
        Ok(Ok(counts)) => Ok(counts),
        Ok(Err(refused)) => Err(refused_as(&refused)),
        Err(entente_desk::Error::Full) => {
            Err(later(StatusCode::SERVICE_UNAVAILABLE, "busy", "too much waits to be written: send the same again", 1))
        }
        Err(error) => {
            eprintln!("entente: events could not be taken: {error}");
            Err(later(
                StatusCode::SERVICE_UNAVAILABLE,
                "not_ready",
                "not now: send the same again, none counts twice",
                5,
            ))
        }
    }
}

fn refused_as(refused: &Refused) -> Response {
    let status = match refused {
        Refused::Key => StatusCode::UNAUTHORIZED,
        Refused::Origin => StatusCode::FORBIDDEN,
        Refused::Later { seconds } => {
            return later(StatusCode::TOO_MANY_REQUESTS, refused.code(), &refused.to_string(), *seconds);
        }
        Refused::Body(_) if refused.code() == "too_large" => StatusCode::PAYLOAD_TOO_LARGE,
        Refused::Body(_) | Refused::Strict { .. } => StatusCode::BAD_REQUEST,
    };
    refusal(status, refused.code(), &refused.to_string())
}

/// `GET /v1/projects/{key}/settings`: what Segment's browser SDK asks for before it sends anything.
pub(crate) async fn settings(_: Anyone, State(app): State<App>, Path(key): Path<String>) -> Response {
    document(&app, key, true).await
}

/// `GET /sourceConfig/?writeKey=…`: what RudderStack's browser SDK asks for before it sends anything.
pub(crate) async fn config(State(app): State<App>, sender: Sender) -> Response {
    let key = sender.request.key().unwrap_or_default();
    document(&app, key, false).await
}

async fn document(app: &App, key: String, is_segment: bool) -> Response {
    match app.ask(move |desk, _| sources::document(desk, &key, is_segment)).await {
        Ok(Some(text)) => json_answer(StatusCode::OK, text),
        Ok(None) => refused_as(&Refused::Key),
        Err(_) => later(StatusCode::SERVICE_UNAVAILABLE, "not_ready", "not now: ask again", 5),
    }
}

#[cfg(test)]
mod tests;
