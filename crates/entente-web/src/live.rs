//! The stream that tells pages that the log has grown.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use crate::app::App;
use crate::permit::Reader;

/// How often a word is sent where there is no news, so that both ends know that the line stands.
const WORD_EVERY: Duration = Duration::from_secs(15);

/// `GET /events`: the counters of commits and of figures, now and whenever they grow.
pub(crate) async fn stream(_: Reader, State(app): State<App>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let event = |name: &'static str| move |version: u64| Ok(Event::default().event(name).data(version.to_string()));
    let log = WatchStream::new(app.version()).map(event("log"));
    let figures = WatchStream::new(app.figures_version()).map(event("figures"));
    Sse::new(log.merge(figures)).keep_alive(KeepAlive::new().interval(WORD_EVERY))
}
