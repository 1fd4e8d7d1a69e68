//! The agreement's pages: the guided first one, its draft and proposals, signing, and how it reads.

pub(crate) mod document;
pub(crate) mod draft;
pub(crate) mod guide;
pub(crate) mod proposal;
#[cfg(test)]
mod tests;

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use entente_desk::draft::Refused;
use entente_desk::people::{Role, User};

use crate::error::Wrong;
use crate::page::Page;

/// A word to a page of what was just done or refused: its message and the values in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    /// The message; none where there is nothing to tell.
    pub(crate) text: String,
    /// Whether something was refused.
    pub(crate) is_bad: bool,
}

/// Whether somebody writes the agreement.
pub(crate) fn may_draft(user: &User) -> bool {
    !matches!(user.is.role, Role::Reader | Role::Rep)
}

/// What a page says of a draft that was not changed; a fault of the house stays one.
pub(crate) fn refused(page: &Page, refused: Refused) -> Result<Told, Wrong> {
    let text = match refused {
        Refused::Desk(error) => return Err(error.into()),
        Refused::Fields(fields) => {
            let n = fields.len().to_string();
            page.say_with("agreement-fields-wrong", &[("n", n.as_str())])
        }
        Refused::Overtaken { by, at } => {
            page.say_with("agreement-overtaken", &[("by", by.as_str()), ("at", page.near(&at).as_str())])
        }
        Refused::None => page.say("agreement-no-draft"),
        Refused::ByHand => page.say("agreement-by-hand"),
        Refused::Long(bytes) => page.say_with("agreement-too-long", &[("n", bytes.to_string().as_str())]),
    };
    Ok(Told { text: text.into_owned(), is_bad: true })
}

/// A file to keep.
pub(crate) fn file(name: &str, text: String) -> Response {
    let kind = match name.rsplit('.').next() {
        Some("jcs") => "application/json",
        Some("yaml") => "application/yaml; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], text).into_response()
}
