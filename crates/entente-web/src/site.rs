//! The list of all routes as it is built, each with the permit in its handler's signature, so that tests can hold it.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{get, post};

use crate::app::App;

/// A route: what it is asked by, where, and whom its handler admits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, with names in braces.
    pub path: &'static str,
    /// The types of the handler's arguments, as the compiler names them.
    pub arguments: &'static str,
}

/// Routes as they are added.
#[derive(Default)]
pub(crate) struct Site {
    pub(crate) router: Router<App>,
    pub(crate) listed: Vec<Listed>,
}

impl Site {
    /// A page.
    pub(crate) fn get<H: Handler<T, App>, T: 'static>(mut self, path: &'static str, handler: H) -> Site {
        self.listed.push(Listed { method: "GET", path, arguments: std::any::type_name::<T>() });
        self.router = self.router.route(path, get(handler));
        self
    }

    /// What a form does.
    pub(crate) fn post<H: Handler<T, App>, T: 'static>(mut self, path: &'static str, handler: H) -> Site {
        self.listed.push(Listed { method: "POST", path, arguments: std::any::type_name::<T>() });
        self.router = self.router.route(path, post(handler));
        self
    }
}

impl Listed {
    /// The permits among the arguments: exactly one in every handler.
    #[must_use]
    pub fn permits(&self) -> Vec<&'static str> {
        let after = |(at, mark): (usize, &'static str)| &self.arguments[at + mark.len()..];
        let names = self.arguments.match_indices("::permit::").map(after);
        names.map(|rest| rest.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default()).collect()
    }

    /// Whether what it is sent was checked to come from a page of ours, or a key or one-time token stands in for that.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        ["::sent::Sent", "::sent::Upload", "::permit::Program", "::permit::Sender", "::public::Filled"]
            .iter()
            .any(|checked| self.arguments.contains(checked))
    }
}
