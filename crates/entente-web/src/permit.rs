//! Who may call a handler: an extractor in its signature, so that none can be written without saying so.

use std::convert::Infallible;

use axum::extract::{FromRequest, FromRequestParts};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use entente_core::agreement::model::PartyKind;
use entente_desk::people::{self, Role, User};
use entente_desk::setup::{self, Scope};
use entente_desk::sources::{self, Call, Request};
use tokio_stream::StreamExt;

use crate::app::App;
use crate::error::Wrong;
use crate::known::Known;
use crate::page::Page;
use crate::pages::api::problem;
use crate::tracked;

/// Everybody, also those who are not in: log-in, invitations, style sheets.
pub(crate) struct Open {
    /// What the page needs.
    pub(crate) page: Page,
}

impl FromRequestParts<App> for Open {
    type Rejection = Wrong;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Open, Wrong> {
        let known = parts.extensions.get::<Known>().ok_or(Wrong::Unreadable("unknown"))?;
        Ok(Open { page: Page::new(app, known, parts.uri.path())? })
    }
}

/// Declares permits: who has one is said by role and party.
macro_rules! permits {
    ($($(#[$doc:meta])* $name:ident: $may:expr;)+) => {$(
        $(#[$doc])*
        pub(crate) struct $name {
            /// Who asks.
            #[allow(dead_code, reason = "every permit tells who has it, whether its pages ask or not")]
            pub(crate) user: User,
            /// What the page needs.
            pub(crate) page: Page,
        }

        impl FromRequestParts<App> for $name {
            type Rejection = Wrong;

            async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<$name, Wrong> {
                let may: May = $may;
                let (user, page) = admit(parts, app, may)?;
                Ok($name { user, page })
            }
        }
    )+};
}

permits! {
    /// Everybody who is in.
    Reader: reads;
    /// Everybody who works here: all but those who only read.
    Worker: works;
    /// Those who work leads for sales, and those who see to them.
    Seller: sells;
    /// Those who see to a party's work.
    Manager: manages;
    /// Those who write the agreement: leaders, managers, marketing operations, administrators.
    Drafter: |role, _| !matches!(role, Role::Reader | Role::Rep);
    /// Those who set the workspace up.
    Administrator: administers;
}

/// Who has a permit, by role and party: asked by its pages, and by what leads to them.
pub(crate) type May = fn(Role, Option<PartyKind>) -> bool;

/// Everybody.
pub(crate) fn reads(_: Role, _: Option<PartyKind>) -> bool {
    true
}

/// All but those who only read.
pub(crate) fn works(role: Role, _: Option<PartyKind>) -> bool {
    role != Role::Reader
}

/// Those of sales, and those who set the workspace up.
pub(crate) fn sells(role: Role, party: Option<PartyKind>) -> bool {
    match role {
        Role::Administrator | Role::Rep => true,
        Role::Leader | Role::Manager => party == Some(PartyKind::Sales),
        Role::Marketing | Role::Reader => false,
    }
}

/// Those who see to the work of others.
pub(crate) fn manages(role: Role, _: Option<PartyKind>) -> bool {
    matches!(role, Role::Administrator | Role::Leader | Role::Manager)
}

/// Those who set the workspace up.
pub(crate) fn administers(role: Role, _: Option<PartyKind>) -> bool {
    role == Role::Administrator
}

/// Lets somebody in who is in and may; says where to go else.
fn admit(parts: &Parts, app: &App, may: May) -> Result<(User, Page), Wrong> {
    let known = parts.extensions.get::<Known>().ok_or(Wrong::Unreadable("unknown"))?;
    let Some(session) = &known.session else {
        if app.desk().read(|store, _| people::is_empty(store))? {
            return Err(Wrong::NotSetUp);
        }
        let is_page = parts.method == Method::GET;
        let next = if is_page { parts.uri.path_and_query().map_or("/", |path| path.as_str()) } else { "/" };
        return Err(Wrong::LoggedOut { next: escaped(next) });
    };
    let user = session.user.clone();
    if !may(user.is.role, user.is.party) {
        return Err(Wrong::Forbidden);
    }
    Ok((user, Page::new(app, known, parts.uri.path())?))
}

/// A path as a value in another address.
fn escaped(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// A program that brings a key which may tell facts. Nobody is in; the key stands in for a form's token.
pub(crate) struct Program;

impl FromRequestParts<App> for Program {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Program, Response> {
        let refuse = |status, code, detail| problem(status, code, detail);
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let secret = header.strip_prefix("Bearer ").unwrap_or_default().trim().to_owned();
        let found = app.fetch(move |desk, now| desk.read(|store, _| setup::holder(store, &secret, now))).await;
        let unknown = "send a key that was made under Set-up, as 'Authorization: Bearer KEY'";
        let Ok(Some(holder)) = found else { return Err(refuse(StatusCode::UNAUTHORIZED, "no_key", unknown)) };
        if !holder.scopes.contains(&Scope::WriteFacts) {
            let detail = "this key may not tell facts: make one with facts:write";
            return Err(refuse(StatusCode::FORBIDDEN, "no_scope", detail));
        }
        if holder.is_stale {
            let noted = app.fetch(move |desk, now| desk.write(|store| setup::note_use(store, &holder, now))).await;
            noted.map_err(|_| refuse(StatusCode::SERVICE_UNAVAILABLE, "not_ready", "not now: try again"))?;
        }
        Ok(Program)
    }
}

/// Everybody, and nobody asks who: nothing of the answer depends on it.
pub(crate) struct Anyone;

impl FromRequestParts<App> for Anyone {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &App) -> Result<Anyone, Infallible> {
        Ok(Anyone)
    }
}

/// A program that sends events with a write key. The desk looks whose key it is, for it may stand in what is sent.
pub(crate) struct Sender {
    /// What it sends.
    pub(crate) request: Request,
}

impl FromRequest<App> for Sender {
    type Rejection = Response;

    async fn from_request(request: axum::extract::Request, _: &App) -> Result<Sender, Response> {
        let (parts, body) = request.into_parts();
        let bytes = gathered(&parts, body).await?;
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let path = parts.uri.path();
        let body = if path.starts_with("/pixel/") { sources::Body::Pixel } else { sources::Body::Bytes(bytes) };
        let purpose = [text("sec-purpose"), text("purpose"), text("x-purpose"), text("x-moz")].concat();
        Ok(Sender {
            request: Request {
                body,
                call: Call::from_path(path.rsplit('/').next().unwrap_or_default()),
                authorization: text("authorization").to_owned(),
                query: parts.uri.query().unwrap_or_default().to_owned(),
                origin: Some(text("origin")).filter(|origin| !origin.is_empty()).map(str::to_owned),
                agent: text("user-agent").to_owned(),
                purpose,
                gpc: text("sec-gpc") == "1",
                is_strict: text("x-strict-mode") == "1",
            },
        })
    }
}

/// The whole body, within bounds. One that breaks off is no fault of what it says: it is to be sent again.
async fn gathered(parts: &Parts, body: axum::body::Body) -> Result<Vec<u8>, Response> {
    let too_large = || tracked::refusal(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "the request is larger than 4 MB");
    let length = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > sources::BYTES_MAX) {
        return Err(too_large());
    }
    let (mut chunks, mut bytes) = (body.into_data_stream(), Vec::with_capacity(length.unwrap_or_default()));
    while let Some(chunk) = chunks.next().await {
        let broken =
            |_| tracked::later(StatusCode::SERVICE_UNAVAILABLE, "broken_off", "the body broke off: send it again", 1);
        bytes.extend_from_slice(&chunk.map_err(broken)?);
        if bytes.len() > sources::BYTES_MAX {
            return Err(too_large());
        }
    }
    Ok(bytes)
}
