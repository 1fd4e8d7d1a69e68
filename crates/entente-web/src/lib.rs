//! Pages, forms and streams over HTTP: what people of both parties see and do.
//!
//! Every handler says in its signature who may call it, asks the desk for one use case and shows one page. It never
//! decides, never sees the store, and reads no clock but the one it was given.

mod app;
mod assets;
mod error;
mod format;
mod known;
mod limit;
mod live;
mod menu;
mod names;
mod page;
mod pages;
mod permit;
mod public;
mod routes;
mod sent;
mod site;
#[cfg(test)]
mod testing;
mod tracked;
mod words;

pub use app::{Clock, Options};
pub use routes::{routes, serve};
pub use site::Listed;
