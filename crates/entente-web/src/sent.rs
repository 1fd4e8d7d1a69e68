//! What a form sent, once it is sure that it was one of our own pages that sent it.

use axum::body::{Body, to_bytes};
use axum::extract::{Form, FromRequest, Multipart, Request};
use axum::http::HeaderMap;

use crate::app::App;
use crate::error::Wrong;
use crate::known::Known;

/// The fields of a form, in the order of the page, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sent(pub(crate) Vec<(String, String)>);

/// The most that a form without files sends.
const FORM_BYTES_MAX: usize = 1_048_576;
/// The most that a form with files sends.
pub(crate) const UPLOAD_BYTES_MAX: usize = 52_428_800;
/// The field that carries the token.
const TOKEN: &str = "csrf";
/// The header that carries it where a script sends the form.
const HEADER: &str = "x-csrf-token";

impl Sent {
    /// A field's text without the space around it; empty where it was not sent.
    #[must_use]
    pub(crate) fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// A field as typed; empty where it was not sent.
    #[must_use]
    pub(crate) fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field that can be sent several times.
    #[must_use]
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(found, _)| found == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Whether a box was ticked.
    #[must_use]
    pub(crate) fn is_ticked(&self, name: &str) -> bool {
        self.0.iter().any(|(found, _)| found == name)
    }
}

impl FromRequest<App> for Sent {
    type Rejection = Wrong;

    async fn from_request(request: Request, _: &App) -> Result<Sent, Wrong> {
        let known = known(&request)?;
        let (parts, body) = request.into_parts();
        let too_large = |_| Wrong::TooLarge { bytes_max: FORM_BYTES_MAX };
        let bytes = to_bytes(body, FORM_BYTES_MAX).await.map_err(too_large)?;
        let headers = parts.headers.clone();
        let form =
            Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, Body::from(bytes)), &()).await;
        let Form(fields) = form.map_err(|_| Wrong::Unreadable("form"))?;
        let sent = Sent(fields);
        check(&known, &headers, sent.raw(TOKEN))?;
        Ok(sent)
    }
}

/// A file that was sent with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct File {
    /// The field it was chosen in.
    pub(crate) field: String,
    /// What it is called on the sender's machine.
    pub(crate) name: String,
    /// Its content.
    pub(crate) bytes: Vec<u8>,
}

/// The fields and files of a form. The token stands before the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Upload {
    /// The fields.
    pub(crate) sent: Sent,
    /// The files, those that are empty left out.
    pub(crate) files: Vec<File>,
}

impl FromRequest<App> for Upload {
    type Rejection = Wrong;

    async fn from_request(request: Request, app: &App) -> Result<Upload, Wrong> {
        let known = known(&request)?;
        let headers = request.headers().clone();
        let unreadable = |_| Wrong::Unreadable("upload");
        let mut parts = Multipart::from_request(request, app).await.map_err(|_| Wrong::Unreadable("upload"))?;
        let mut upload = Upload { sent: Sent::default(), files: Vec::new() };
        let mut is_checked = false;
        let mut bytes = 0;
        while let Some(mut part) = parts.next_field().await.map_err(unreadable)? {
            let field = part.name().unwrap_or_default().to_owned();
            let name = part.file_name().map(str::to_owned);
            if name.is_some() && !is_checked {
                check(&known, &headers, upload.sent.raw(TOKEN))?;
                is_checked = true;
            }
            let mut content = Vec::new();
            while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
                bytes += chunk.len();
                if bytes > UPLOAD_BYTES_MAX {
                    return Err(Wrong::TooLarge { bytes_max: UPLOAD_BYTES_MAX });
                }
                content.extend_from_slice(&chunk);
            }
            match name {
                Some(name) if !content.is_empty() => upload.files.push(File { field, name, bytes: content }),
                Some(_) => {}
                None => upload.sent.0.push((field, String::from_utf8_lossy(&content).into_owned())),
            }
        }
        check(&known, &headers, upload.sent.raw(TOKEN))?;
        Ok(upload)
    }
}

fn known(request: &Request) -> Result<Known, Wrong> {
    request.extensions().get::<Known>().cloned().ok_or(Wrong::Unreadable("unknown"))
}

/// Whether a page of ours sent it: by its token, and by what the browser says of where it comes from.
fn check(known: &Known, headers: &HeaderMap, typed: &str) -> Result<(), Wrong> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let token = text(HEADER).unwrap_or(typed);
    let is_ours = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let is_same = token.len() == known.forms.len()
        && token.bytes().zip(known.forms.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0;
    if is_ours && is_same && !token.is_empty() { Ok(()) } else { Err(Wrong::Foreign) }
}
