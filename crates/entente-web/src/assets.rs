//! Style sheet, scripts and the mark, out of the binary, under names that change with their content.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::error::Wrong;
use crate::permit::Open;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Two parties, two hues, and what they have in common.
const MARK: &str = include_str!("../assets/mark.svg");

/// `GET /assets/{name}`: a file of the build, kept by browsers for good.
pub(crate) async fn show(_: Open, Path(name): Path<String>) -> Result<Response, Wrong> {
    if name == "mark.svg" {
        let headers = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")];
        return Ok((headers, MARK).into_response());
    }
    let (_, content) = FILES.iter().find(|(found, _)| *found == name).ok_or(Wrong::NotFound)?;
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        _ => "application/octet-stream",
    };
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, *content).into_response())
}
