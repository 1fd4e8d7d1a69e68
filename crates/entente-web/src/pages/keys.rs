//! The keys of all pages on one page, for those who ask without a script.

use askama::Template;
use axum::response::Response;

use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Reader;

#[derive(Template)]
#[template(path = "keys.html")]
struct KeysPage {
    page: Page,
}

/// `GET /keys`
pub(crate) async fn show(who: Reader) -> Result<Response, Wrong> {
    page::show(&KeysPage { page: who.page })
}
