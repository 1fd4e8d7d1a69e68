//! What can go wrong on the way to a page, and what HTTP says of it; the only file where errors become HTTP.

use axum::http::StatusCode;
use axum::http::header::{LOCATION, RETRY_AFTER};
use axum::response::{IntoResponse, Response};

/// Why there is no page. Each case has a message of its name in both languages.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Wrong {
    /// Nothing is at this address.
    #[error("nothing is here")]
    NotFound,
    /// Nobody is in: log in first, then come back to this address.
    #[error("nobody is in")]
    LoggedOut {
        /// Where to come back to.
        next: String,
    },
    /// Nobody is known here yet: the first to come sets the workspace up.
    #[error("the workspace is not set up")]
    NotSetUp,
    /// Whoever is in may not do this.
    #[error("not permitted")]
    Forbidden,
    /// The form did not come from a page of ours, or from one too old.
    #[error("the form is not one of ours")]
    Foreign,
    /// The request cannot be read.
    #[error("the request cannot be read: {0}")]
    Unreadable(&'static str),
    /// More was sent than is taken at once.
    #[error("more than {bytes_max} bytes")]
    TooLarge {
        /// The most that is taken.
        bytes_max: usize,
    },
    /// Too many log-ins failed of late.
    #[error("too many attempts")]
    TooMany {
        /// After how many seconds another is taken.
        seconds: u64,
    },
    /// A fault of the house. Its words are for the log, not for the page.
    #[error("{0}")]
    Fault(String),
}

impl Wrong {
    /// The status that says it.
    #[must_use]
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Wrong::NotFound => StatusCode::NOT_FOUND,
            Wrong::LoggedOut { .. } | Wrong::NotSetUp => StatusCode::SEE_OTHER,
            Wrong::Forbidden | Wrong::Foreign => StatusCode::FORBIDDEN,
            Wrong::Unreadable(_) => StatusCode::BAD_REQUEST,
            Wrong::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Wrong::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Wrong::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The name of its message.
    #[must_use]
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Wrong::NotFound => "error-not-found",
            Wrong::LoggedOut { .. } => "error-logged-out",
            Wrong::NotSetUp => "error-not-set-up",
            Wrong::Forbidden => "error-forbidden",
            Wrong::Foreign => "error-foreign",
            Wrong::Unreadable(_) => "error-unreadable",
            Wrong::TooLarge { .. } => "error-too-large",
            Wrong::TooMany { .. } => "error-too-many",
            Wrong::Fault(_) => "error-fault",
        }
    }
}

impl From<entente_desk::Error> for Wrong {
    fn from(error: entente_desk::Error) -> Wrong {
        match error {
            entente_desk::Error::NoLead(_) => Wrong::NotFound,
            other => Wrong::Fault(other.to_string()),
        }
    }
}

impl From<askama::Error> for Wrong {
    fn from(error: askama::Error) -> Wrong {
        Wrong::Fault(error.to_string())
    }
}

/// The status and where to go; [`crate::known`] adds the page, in the language of whoever asked.
impl IntoResponse for Wrong {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        let headers = response.headers_mut();
        let location = match &self {
            Wrong::LoggedOut { next } => format!("/log-in?next={next}").parse().ok(),
            Wrong::NotSetUp => "/welcome".parse().ok(),
            _ => None,
        };
        if let Some(location) = location {
            headers.insert(LOCATION, location);
        }
        if let Wrong::TooMany { seconds } = self {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        if let Wrong::Fault(words) = &self {
            eprintln!("entente: a page failed: {words}");
        }
        response.extensions_mut().insert(self);
        response
    }
}
